//! Cleans the pages of a corpus: `cargo run --release --example page -- CORPUS OUT [KINDS] [--stream]`.
//!
//! CORPUS is a folder of `pages/ID.html.gz`. OUT gets `ID.html` for each, what is left, and `removed.jsonl`, a line a page with
//! what was removed. KINDS is what to remove, as `ad,recommendation`. Figures of the whole run go to stdout as JSON.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Read as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use flate2::read::MultiGzDecoder;
use muslin::{Kind, PageCleaner, PageOptions, Removed, clean_page_bytes};
use serde_json::{Value, json};

/// Bytes that come at once.
const CHUNK: usize = 16 * 1024;

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
    let mut held = Vec::new();
    let mut entries = fs::read_dir(corpus.join("pages"))?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let Some(id) = name.to_str().and_then(|name| name.strip_suffix(".html.gz")) else {
            continue;
        };
        let mut page = Vec::new();
        MultiGzDecoder::new(File::open(entry.path())?).read_to_end(&mut page)?;
        let (html, removed): (Vec<u8>, Vec<Removed>) = if stream {
            let mut cleaner = PageCleaner::new(options.clone())?;
            let mut html = Vec::new();
            for chunk in page.chunks(CHUNK) {
                html.extend(cleaner.write(chunk)?);
            }
            held.push(cleaner.most_held());
            let (rest, removed) = cleaner.end()?;
            html.extend(rest);
            (html, removed)
        } else {
            let clean = clean_page_bytes(&page, &options)?;
            (clean.html, clean.removed)
        };
        fs::write(out.join(format!("{id}.html")), html)?;
        writeln!(log, "{}", json!({ "id": id, "removed": removed }))?;
        pages += 1;
    }
    held.sort_unstable();
    let share = |part: usize| held.get((held.len() * part / 100).min(held.len().saturating_sub(1)));
    Ok(json!({ "pages": pages, "held": { "median": share(50), "p95": share(95), "most": held.last() } }))
}
