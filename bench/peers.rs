//! Muslin beside other crates that pull articles out of pages.
//!
//! `cargo run --release --manifest-path bench/Cargo.toml --features peers --bin peers -- FOLDER`: time and memory over the same
//! pages in one process, each page read by all in turn; FOLDER as for `pages`. Time is told as the peer's over Muslin's, memory
//! as the most that was held beyond the page itself.
//!
//! `peers --extract NAME`: the crate's text of pages that come as lines `{"id", "html"}`, as lines `{"id", "text"}`. What drives
//! it, `bench/peers`, starts it anew where a page ends it.

mod corpus;

use std::io::{BufRead, Write};
use std::time::{Duration, Instant};

use dom_smoothie::{Config, Readability, TextMode};
use peak_alloc::PeakAlloc;
use serde_json::{Value, json};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Pages are read so often by each.
const ROUNDS: usize = 3;
/// Of smaller pages the fixed costs would be the whole figure, in bytes.
const SMALLEST: usize = 20_000;

/// A crate by its name, and the text it finds in a page, if any.
type Extractor = (&'static str, fn(&str) -> Option<String>);

/// Muslin first.
const EXTRACTORS: [Extractor; 3] = [
    ("muslin", |html| {
        let article = muslin::extract(html, &muslin::Options::default()).ok()?;
        Some(article.text)
    }),
    ("dom_smoothie", |html| {
        // The raw text runs the words of neighbouring blocks together.
        let config = Config {
            text_mode: TextMode::Formatted,
            ..Config::default()
        };
        let article = Readability::new(html, None, Some(config)).ok()?.parse().ok()?;
        Some(article.text_content.to_string())
    }),
    ("rs-trafilatura", |html| {
        rs_trafilatura::extract(html).ok().map(|found| found.content_text)
    }),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [flag, name] if flag == "--extract" => {
            let (_, extractor) = EXTRACTORS
                .iter()
                .find(|(known, _)| known == name)
                .expect("a crate that is measured here");
            extract(*extractor);
        }
        [folder] => measure(&corpus::pages(folder)),
        _ => measure(&[corpus::page()]),
    }
}

fn extract(extractor: fn(&str) -> Option<String>) {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("lines of UTF-8");
        let page: Value = serde_json::from_str(&line).expect("a line of JSON");
        let text = page["html"].as_str().and_then(extractor);
        writeln!(out, "{}", json!({ "id": page["id"], "text": text })).expect("somebody listens");
        out.flush().expect("somebody listens");
    }
}

fn measure(pages: &[Vec<u8>]) {
    // All of them take text; what a page in an older encoding would cost is not theirs.
    let pages: Vec<&str> = pages
        .iter()
        .filter(|page| page.len() >= SMALLEST)
        .filter_map(|page| std::str::from_utf8(page).ok())
        .collect();
    // Of each page the fastest round, so that what else the machine does counts little.
    let mut fastest = vec![[Duration::MAX; EXTRACTORS.len()]; pages.len()];
    let mut held = vec![[0; EXTRACTORS.len()]; pages.len()];
    for round in 0..ROUNDS {
        for (page, (fastest, held)) in pages.iter().zip(fastest.iter_mut().zip(&mut held)) {
            for turn in 0..EXTRACTORS.len() {
                // In turn each is the first.
                let which = (turn + round) % EXTRACTORS.len();
                let before = MEMORY.current_usage();
                MEMORY.reset_peak_usage();
                let start = Instant::now();
                std::hint::black_box((EXTRACTORS[which].1)(page));
                fastest[which] = start.elapsed().min(fastest[which]);
                held[which] = MEMORY.peak_usage().saturating_sub(before);
            }
        }
    }
    println!(
        "| {} pages | time, median of the pages | 5 % of them below | 5 % above | memory, median of the pages | 5 % above |",
        pages.len()
    );
    println!("|---|---|---|---|---|---|");
    for (which, (name, _)) in EXTRACTORS.iter().enumerate() {
        let times = fastest
            .iter()
            .map(|page| page[which].as_secs_f64() / page[0].as_secs_f64());
        let held = held.iter().zip(&pages);
        let memory = held.map(|(held, page)| held[which] as f64 / page.len() as f64);
        let (times, memory) = (sorted(times), sorted(memory));
        println!(
            "| {name} | {:.2} × | {:.2} × | {:.2} × | {:.1} × the page | {:.1} × |",
            at(&times, 0.5),
            at(&times, 0.05),
            at(&times, 0.95),
            at(&memory, 0.5),
            at(&memory, 0.95),
        );
    }
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

/// The value below which that share of the sorted values is.
fn at(sorted: &[f64], share: f64) -> f64 {
    sorted
        .get((sorted.len().saturating_sub(1) as f64 * share) as usize)
        .copied()
        .unwrap_or(0.0)
}
