//! Cleans the pages of a corpus: `cargo run --release --example page -- CORPUS OUT [KINDS] [--stream]`.
//!
//! CORPUS is a folder of `pages/ID.html.gz`. OUT gets `ID.html` for each, what is left, and `removed.jsonl`, a line a page with
//! what was removed. KINDS is what to remove, as `ad,recommendation`. Figures of the whole run go to stdout as JSON: of a stream, the most
//! that was held back, and how many bytes had come and how much work was done before the first byte came out.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Read as _, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use flate2::read::MultiGzDecoder;
use muslin::{Kind, PageCleaner, PageOptions, Removed, clean_page_bytes};
use serde_json::{Value, json};

/// Bytes that come at once: what a packet of the network carries.
const CHUNK: usize = 1400;

fn main() -> ExitCode {
    let (flags, paths): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let (corpus, out, kinds) = match paths.as_slice() {
        [corpus, out] => (corpus, out, "ad,recommendation"),
        [corpus, out, kinds] => (corpus, out, kinds.as_str()),
        _ => {
            eprintln!("usage: page CORPUS OUT [KINDS] [--stream]");
            return ExitCode::from(2);
        }
    };
    match clean_all(
        Path::new(corpus),
        Path::new(out),
        kinds,
        flags.iter().any(|flag| flag == "--stream"),
    ) {
        Ok(figures) => {
            println!("{figures}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("page: {error}");
            ExitCode::FAILURE
        }
    }
}

fn clean_all(corpus: &Path, out: &Path, kinds: &str, stream: bool) -> Result<Value, Box<dyn Error>> {
    let kinds: Vec<Kind> = kinds
        .split(',')
        .map(|kind| serde_json::from_value(Value::from(kind)))
        .collect::<Result<_, _>>()?;
    let options = PageOptions::default().with_kinds(kinds);
    fs::create_dir_all(out)?;
    let mut log = BufWriter::new(File::create(out.join("removed.jsonl"))?);
    let mut pages = 0;
    let mut streams = Streams::default();
    let mut entries = fs::read_dir(corpus.join("pages"))?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let Some(id) = name.to_str().and_then(|name| name.strip_suffix(".html.gz")) else {
            continue;
        };
        let mut page = Vec::new();
        MultiGzDecoder::new(File::open(entry.path())?).read_to_end(&mut page)?;
        let (html, removed) = if stream {
            streams.clean(&page, options.clone())?
        } else {
            let clean = clean_page_bytes(&page, &options)?;
            (clean.html, clean.removed)
        };
        fs::write(out.join(format!("{id}.html")), html)?;
        writeln!(log, "{}", json!({ "id": id, "removed": removed }))?;
        pages += 1;
    }
    Ok(if stream {
        json!({
            "pages": pages,
            "held": spread(streams.held),
            "first_after": spread(streams.first_after),
            "first_microseconds": spread(streams.first_microseconds),
        })
    } else {
        json!({ "pages": pages })
    })
}

/// What was measured of each stream.
#[derive(Default)]
struct Streams {
    /// The most that was held back after a chunk, in bytes.
    held: Vec<usize>,
    /// Bytes that had come when the first byte came out.
    first_after: Vec<usize>,
    /// Time of the work until then.
    first_microseconds: Vec<usize>,
}

impl Streams {
    fn clean(&mut self, page: &[u8], options: PageOptions) -> Result<(Vec<u8>, Vec<Removed>), muslin::Error> {
        let began = Instant::now();
        let mut cleaner = PageCleaner::new(options)?;
        let mut html = Vec::new();
        let mut come = 0;
        for chunk in page.chunks(CHUNK) {
            let given = cleaner.write(chunk)?;
            come += chunk.len();
            if html.is_empty() && !given.is_empty() {
                self.first_after.push(come);
                self.first_microseconds
                    .push(usize::try_from(began.elapsed().as_micros()).unwrap_or(usize::MAX));
            }
            html.extend(given);
        }
        self.held.push(cleaner.most_held());
        let (rest, removed) = cleaner.end()?;
        html.extend(rest);
        Ok((html, removed))
    }
}

fn spread(mut figures: Vec<usize>) -> Value {
    figures.sort_unstable();
    let share = |part: usize| figures.get((figures.len() * part / 100).min(figures.len().saturating_sub(1)));
    json!({ "median": share(50), "p95": share(95), "most": figures.last() })
}
