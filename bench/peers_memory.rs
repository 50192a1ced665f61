//! What Muslin and other crates that pull articles out of pages hold at most beyond the page itself, as a multiple of its size:
//! `cargo run --release --manifest-path bench/Cargo.toml --features peers --bin peers_memory -- FOLDER`, as for `peers`. Apart from
//! that, because to count what is held takes time of those who hold much.

mod corpus;
#[path = "peers/extractors.rs"]
mod extractors;
mod quantile;

use extractors::EXTRACTORS;
use peak_alloc::PeakAlloc;
use quantile::quantile;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

fn main() {
    let pages = extractors::texts(corpus::pages(std::env::args().nth(1).as_deref()));
    println!(
        "| {} pages | memory, median of the pages | 5 % of them above |",
        pages.len()
    );
    println!("|---|---|---|");
    for (name, extractor) in EXTRACTORS {
        let held: Vec<f64> = pages.iter().map(|page| memory(page, extractor)).collect();
        let [median, high] = [0.5, 0.95].map(|share| quantile(&held, share));
        println!("| {name} | {median:.1} × the page | {high:.1} × |");
    }
}

fn memory(page: &str, extractor: fn(&str) -> Option<String>) -> f64 {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    std::hint::black_box(extractor(page));
    MEMORY.peak_usage().saturating_sub(before) as f64 / page.len() as f64
}
