//! How early blocks come: `cargo run --release --example early -- CORPUS`, a folder of `pages/ID.html.gz` beside `truth.jsonl`.
//!
//! Reads the pages of type `article` in chunks of 16 kB, and holds what is given before the end against the blocks of the
//! whole page. The figures go to stderr for people, and as JSON to stdout for programs.

#![expect(clippy::cast_precision_loss, reason = "shares are for reading")]

use std::{error::Error, fs::File, io::Read as _, path::Path, process::ExitCode};

use flate2::read::MultiGzDecoder;
use muslin::{ArticleBlock, Extractor, Options};
use serde_json::{Value, json};

/// Bytes that come at once.
const CHUNK: usize = 16 * 1024;
/// The share of a page's bytes at which it is asked how much of the article is out.
const LATE: f64 = 0.8;

fn main() -> ExitCode {
    match std::env::args()
        .nth(1)
        .ok_or("usage: early CORPUS".into())
        .and_then(|corpus| measure(Path::new(&corpus)))
    {
        Ok(figures) => {
            println!("{figures}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("early: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What one page gave.
#[derive(Default)]
struct Page {
    /// Blocks given before the end, and those of them that are in the whole page's article.
    given: usize,
    right: usize,
    /// The share of the bytes that had come when the first block was given; 1 for one that was only given at the end.
    first: f64,
    /// The share of the article's words that had been given when most of the bytes had come.
    late: f64,
    /// The share of the article's words that were given neither before the end nor at it.
    lost: f64,
}

fn measure(corpus: &Path) -> Result<Value, Box<dyn Error>> {
    let truth = std::fs::read_to_string(corpus.join("truth.jsonl"))?;
    let mut pages = Vec::new();
    for line in truth.lines() {
        let entry: Value = serde_json::from_str(line)?;
        let field = |name| entry.get(name).and_then(Value::as_str);
        let (Some(id), Some("article")) = (field("id"), field("type")) else {
            continue;
        };
        let mut html = Vec::new();
        let file = File::open(corpus.join("pages").join(format!("{id}.html.gz")))?;
        MultiGzDecoder::new(file).read_to_end(&mut html)?;
        let page = read(&html)?;
        pages.push(page);
    }
    let sum = |figure: fn(&Page) -> usize| pages.iter().map(figure).sum::<usize>();
    let (given, right) = (sum(|page| page.given), sum(|page| page.right));
    let precision = right as f64 / given.max(1) as f64;
    let first = median(pages.iter().map(|page| page.first));
    let late = median(pages.iter().map(|page| page.late));
    let lost = pages.iter().map(|page| page.lost).sum::<f64>() / pages.len().max(1) as f64;
    eprintln!(
        "{} articles in chunks of 16 kB\n\
         precision    {:.2} % of {given} blocks given before the end are in the final article\n\
         first_block  is out after a median of {:.1} % of the bytes\n\
         out_late     a median of {:.1} % of the article is out after 80 % of the bytes\n\
         lost         {:.2} % of the article's words, a mean over the pages, are never given",
        pages.len(),
        precision * 100.0,
        first * 100.0,
        late * 100.0,
        lost * 100.0
    );
    Ok(
        json!({ "pages": pages.len(), "given": given, "precision": precision, "first_block": first, "out_late": late, "lost": lost }),
    )
}

fn read(html: &[u8]) -> Result<Page, muslin::Error> {
    let mut whole = Extractor::new(Options::default())?;
    whole.write(html)?;
    let whole = whole.end_blocks()?;

    let mut page = Page {
        first: 1.0,
        ..Page::default()
    };
    let mut extractor = Extractor::new(Options::default())?.with_early_blocks();
    let (mut given, mut come) = (Vec::new(), 0);
    for chunk in html.chunks(CHUNK) {
        extractor.write(chunk)?;
        come += chunk.len();
        // What comes with the last byte comes at the end.
        if come == html.len() {
            break;
        }
        let share = come as f64 / html.len() as f64;
        let was_empty = given.is_empty();
        given.extend(extractor.take_blocks());
        if was_empty && !given.is_empty() {
            page.first = share;
        }
        if share <= LATE {
            page.late = share_of_words(&given, &whole);
        }
    }
    page.given = given.len();
    page.right = found(&given, &whole).0;
    given.extend(extractor.end_blocks()?);
    page.lost = 1.0 - share_of_words(&given, &whole);
    Ok(page)
}

/// How many of the given blocks are in the whole article, in its order, and their words.
fn found(given: &[ArticleBlock], whole: &[ArticleBlock]) -> (usize, usize) {
    let mut rest = whole.iter();
    let (mut blocks, mut words) = (0, 0);
    for block in given {
        let mut ahead = rest.clone();
        if ahead.any(|other| other == block) {
            rest = ahead;
            blocks += 1;
            words += words_of(block);
        }
    }
    (blocks, words)
}

fn share_of_words(given: &[ArticleBlock], whole: &[ArticleBlock]) -> f64 {
    let all: usize = whole.iter().map(words_of).sum();
    if all == 0 {
        1.0
    } else {
        found(given, whole).1 as f64 / all as f64
    }
}

fn words_of(block: &ArticleBlock) -> usize {
    block.text.split_whitespace().count()
}

fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(0.0)
}
