//! Time and memory over real pages: `cargo run --release --manifest-path bench/Cargo.toml -- FOLDER`, a folder of `.html`
//! and `.html.gz`, or without one over a page of its own.
//!
//! Time is a ratio to the floor, taken in the same run: a bare pass of `lol_html` with a handler on every element and text.
//! Memory is the most that was held beyond the page itself, as a multiple of the page's size.

mod corpus;
mod quantile;

use std::cell::Cell;
use std::time::{Duration, Instant};

use corpus::SMALLEST;
use lol_html::{HtmlRewriter, Settings, doc_text, element};
use peak_alloc::PeakAlloc;
use quantile::quantile;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Pages are read so often, Muslin and the floor in turn.
const ROUNDS: u32 = 5;

fn main() {
    let pages = corpus::pages(std::env::args().nth(1).as_deref());
    let bytes: usize = pages.iter().map(Vec::len).sum();
    println!(
        "{} pages of {SMALLEST} bytes and more, {:.1} MB",
        pages.len(),
        bytes as f64 / 1e6
    );

    let (mut muslin, mut scoring, mut floor) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    for _ in 0..ROUNDS {
        for page in &pages {
            muslin += timed(|| extract(page));
            let read = muslin::training::read(page).expect("a page can be read");
            scoring += timed(|| read.score());
            floor += timed(|| bare_pass(page));
        }
    }
    let speed = |time: Duration| bytes as f64 * f64::from(ROUNDS) / 1e6 / time.as_secs_f64();
    println!(
        "time    {:.2} × the bare pass ({:.0} MB/s and {:.0} MB/s)",
        muslin.as_secs_f64() / floor.as_secs_f64(),
        speed(muslin),
        speed(floor)
    );

    println!(
        "scoring {:.1} % of the bare pass: features, tokens and forests",
        scoring.as_secs_f64() / floor.as_secs_f64() * 100.0
    );

    let held: Vec<f64> = pages.iter().map(|page| memory(page)).collect();
    let above = held.iter().filter(|times| **times > 3.0).count();
    println!(
        "memory  median {:.2} ×, 95 % of pages {:.2} ×, most {:.2} × the page's size; above 3 ×: {above} pages",
        quantile(&held, 0.5),
        quantile(&held, 0.95),
        quantile(&held, 1.0)
    );
}

fn timed(work: impl FnOnce() -> usize) -> Duration {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed()
}

fn extract(page: &[u8]) -> usize {
    muslin::extract_bytes(page, &muslin::Options::default()).map_or(0, |article| article.text.len())
}

fn bare_pass(page: &[u8]) -> usize {
    let seen = Cell::new(0);
    let settings = Settings::new()
        .append_element_content_handler(element!("*", |_| {
            seen.set(seen.get() + 1);
            Ok(())
        }))
        .append_document_content_handler(doc_text!(|text| {
            seen.set(seen.get() + text.as_str().len());
            Ok(())
        }));
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    if rewriter.write(page).is_ok() {
        let _ = rewriter.end();
    }
    seen.get()
}

/// The most that is held while a page comes in chunks of 16 kB, beyond what was held before.
fn memory(page: &[u8]) -> f64 {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let Ok(mut extractor) = muslin::Extractor::new(muslin::Options::default()) else {
        return 0.0;
    };
    let read = page.chunks(16 * 1024).all(|chunk| extractor.write(chunk).is_ok());
    let article = extractor.end();
    let most = MEMORY.peak_usage().saturating_sub(before);
    assert!(read && article.is_ok(), "a page could not be read");
    most as f64 / page.len() as f64
}
