//! Settles the pages of a corpus by given scores: `settle CORPUS_FOLDER SCORES_FOLDER`, see `training/README.md`.
//!
//! `scores.f32` holds the log odds of every block in the order of `features`; a line of JSON is printed for each page.

use std::error::Error;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufWriter, Read, Write, stdout};
use std::path::PathBuf;

use flate2::read::MultiGzDecoder;
use muslin::training;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [corpus, scores] = arguments.as_slice() else {
        return Err("usage: settle CORPUS_FOLDER SCORES_FOLDER".into());
    };
    let bytes = fs::read(scores.join("scores.f32"))?;
    let mut scores = bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes));
    let mut pages: Vec<PathBuf> = fs::read_dir(corpus.join("pages"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    pages.retain(|path| path.to_string_lossy().ends_with(".html.gz"));
    pages.sort_by_cached_key(|path| {
        path.file_name()
            .map(|name| name.to_string_lossy().trim_end_matches(".html.gz").to_owned())
    });
    let mut out = BufWriter::new(stdout().lock());
    for path in pages {
        let mut html = Vec::new();
        MultiGzDecoder::new(File::open(&path)?).read_to_end(&mut html)?;
        let page = training::read(&html)?;
        let own: Vec<f32> = scores.by_ref().take(page.blocks()).collect();
        let mut line = page.settle(&own);
        let id = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
        if let Some(fields) = line.as_object_mut() {
            fields.insert("id".to_owned(), id.trim_end_matches(".html.gz").into());
        }
        writeln!(out, "{line}")?;
    }
    if scores.next().is_some() {
        return Err("there are more scores than blocks".into());
    }
    Ok(out.flush()?)
}
