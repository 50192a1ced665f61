//! Muslin's time beside that of other crates that pull articles out of pages: `cargo run --release --manifest-path bench/Cargo.toml
//! --features peers --bin peers -- FOLDER`, a folder of `.html` and `.html.gz`, or without one a page of its own. All read the same
//! pages in one process, in turn.
//!
//! `peers --extract NAME` gives the crate's text of pages that come as lines `{"id", "html"}`, as lines `{"id", "text"}`. What drives
//! it, `bench/peers`, starts it anew where a page ends it.

mod corpus;
#[path = "peers/extractors.rs"]
mod extractors;
mod quantile;

use std::io::{BufRead, Write};
use std::time::{Duration, Instant};

use extractors::EXTRACTORS;
use quantile::quantile;
use serde_json::{Value, json};

/// Pages are read so often by each.
const ROUNDS: usize = 3;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, name] = arguments.as_slice()
        && flag == "--extract"
    {
        extract(name);
    } else {
        measure(&extractors::texts(corpus::pages(arguments.first().map(String::as_str))));
    }
}

fn extract(name: &str) {
    let known = EXTRACTORS.iter().find(|(known, _)| *known == name);
    let (_, extractor) = known.expect("a crate that is measured here");
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("lines of UTF-8");
        let page: Value = serde_json::from_str(&line).expect("a line of JSON");
        let text = page["html"].as_str().and_then(extractor);
        writeln!(out, "{}", json!({ "id": page["id"], "text": text })).expect("somebody listens");
        out.flush().expect("somebody listens");
    }
}

fn measure(pages: &[String]) {
    // Of each page the fastest round, so that what else the machine does counts little.
    let mut fastest = vec![[Duration::MAX; EXTRACTORS.len()]; pages.len()];
    for round in 0..ROUNDS {
        for (page, fastest) in pages.iter().zip(&mut fastest) {
            for turn in 0..EXTRACTORS.len() {
                // In turn each is the first.
                let which = (turn + round) % EXTRACTORS.len();
                let start = Instant::now();
                std::hint::black_box((EXTRACTORS[which].1)(page));
                fastest[which] = start.elapsed().min(fastest[which]);
            }
        }
    }
    println!(
        "| {} pages | time, median of the pages | 5 % of them below | 5 % above |",
        pages.len()
    );
    println!("|---|---|---|---|");
    for (which, (name, _)) in EXTRACTORS.iter().enumerate() {
        let ratios: Vec<f64> = fastest
            .iter()
            .map(|times| times[which].as_secs_f64() / times[0].as_secs_f64())
            .collect();
        let [median, low, high] = [0.5, 0.05, 0.95].map(|share| quantile(&ratios, share));
        println!("| {name} | {median:.2} × | {low:.2} × | {high:.2} × |");
    }
}
