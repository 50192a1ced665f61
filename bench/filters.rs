//! What the user's own filters cost: `cargo run --release --manifest-path bench/Cargo.toml --bin filters -- FOLDER [RULES]`, a folder
//! of `.html` and `.html.gz`, or without one a page of its own.
//!
//! RULES is a list of filters; without one, 50,000 are made up: generic ones and such for some sites, of ids, classes, addresses and
//! other attributes, alone and in chains, and exceptions. Each page is read with and without them in turn.

mod corpus;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use muslin::{Filters, Options, PageOptions};

/// Pages are read so often.
const ROUNDS: u32 = 5;
/// A list is compiled so often.
const COMPILED: u32 = 20;
/// Rules that are made up.
const RULES: usize = 50_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let pages = corpus::pages(arguments.first().map(String::as_str));
    let list = arguments.get(1).map_or_else(made_up, |path| {
        std::fs::read_to_string(path).expect("a list can be read")
    });

    let start = Instant::now();
    for _ in 0..COMPILED {
        std::hint::black_box(Filters::new(&list));
    }
    let load = start.elapsed() / COMPILED;
    let filters = Filters::new(&list);
    let report = filters.report();
    println!(
        "{} rules, {} exceptions, {} not understood; {:.1} MB, loaded in {:.1} ms",
        report.rules,
        report.exceptions,
        report.unsupported,
        list.len() as f64 / 1e6,
        load.as_secs_f64() * 1e3
    );

    let url = "https://news.site7.example/rain";
    let plain = Options::default().with_url(url);
    let filtered = plain.clone().with_filters(filters.clone());
    ratio("extract", &pages, |page, with| {
        let options = if with { &filtered } else { &plain };
        muslin::extract_bytes(page, options).map_or(0, |article| article.text.len())
    });
    let plain = PageOptions::default().with_url(url);
    let filtered = plain.clone().with_filters(filters);
    ratio("whole page", &pages, |page, with| {
        let options = if with { &filtered } else { &plain };
        muslin::clean_page_bytes(page, options).map_or(0, |clean| clean.html.len())
    });
    ratio("stream", &pages, |page, with| {
        let options = if with { &filtered } else { &plain };
        let Ok(mut cleaner) = muslin::PageCleaner::new(options.clone()) else {
            return 0;
        };
        let written: usize = page
            .chunks(16 * 1024)
            .map(|chunk| cleaner.write(chunk).map_or(0, |left| left.len()))
            .sum();
        written + cleaner.end().map_or(0, |(rest, _)| rest.len())
    });
}

fn ratio(name: &str, pages: &[Vec<u8>], read: impl Fn(&[u8], bool) -> usize) {
    // Of each page the fastest round, so that what else the machine does counts little.
    let mut fastest = vec![[Duration::MAX; 2]; pages.len()];
    for round in 0..ROUNDS {
        for (page, fastest) in pages.iter().zip(&mut fastest) {
            // In turn the one first and the other.
            for turn in 0..2 {
                let with = (turn + round) % 2 == 1;
                let start = Instant::now();
                std::hint::black_box(read(page, with));
                let slot = &mut fastest[usize::from(with)];
                *slot = start.elapsed().min(*slot);
            }
        }
    }
    let [without, with] = [0, 1].map(|with| fastest.iter().map(|times| times[with].as_secs_f64()).sum::<f64>());
    println!(
        "{name}: {:.3} × the time without ({} pages)",
        with / without,
        pages.len()
    );
}

/// Rules as lists have them, in their proportions.
fn made_up() -> String {
    const WORDS: [&str; 12] = [
        "ad",
        "ads",
        "banner",
        "sponsor",
        "promo",
        "advert",
        "slot",
        "unit",
        "native",
        "sidebar",
        "top",
        "leaderboard",
    ];
    const COMMON: [&str; 10] = [
        "content",
        "sidebar",
        "widget",
        "container",
        "row",
        "item",
        "title",
        "card",
        "link",
        "menu-item",
    ];
    let mut list = String::from("[Adblock Plus 2.0]\n! made up\n");
    for number in 0..RULES {
        let word = |step: usize| WORDS[(number / step) % WORDS.len()];
        let (one, two) = (word(1), word(12));
        let common = COMMON[number / 20 % COMMON.len()];
        let line = match number % 20 {
            0..=6 => format!("##.{one}-{two}-{number}"),
            7..=9 => format!("###{one}_{two}{number}"),
            10 | 11 => format!("##a[href^=\"https://{one}{number}.example/\"]"),
            12 => format!("##div[data-{one}-id=\"{two}{number}\"]"),
            13 => format!("##[class*=\"{one}{number}\"]"),
            14 => format!("##.{one}-{number} > .{common}"),
            15 => format!("###{one}{number} > div > a"),
            16 => format!("site{number}.example##.{common}"),
            17 => format!("site{number}.example,www.{one}{number}.example##div.{common} > .{one}"),
            18 => format!("site{number}.example,~shop.site{number}.example##.{one}-{two}"),
            _ if number % 100 == 19 => format!("site{number}.example#@#.{one}-{two}-{}", number - 19),
            _ => format!("##.{common}.{one}{number}"),
        };
        writeln!(list, "{line}").expect("text takes it");
    }
    list
}
