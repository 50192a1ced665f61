//! The whole text of a corpus's pages, a line for each block, and what is made of it.
//!
//! `cargo run --release --features training --example text -- CORPUS` cleans it and writes a line of JSON a page to stdout:
//! its id, text and title. With `--whole` the text stays as it is. With `--features FOLDER` the folder gets what
//! `training/text.py` learns from: `names.json`, `pages.jsonl` and `features.f32`.

use std::error::Error;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use muslin::{clean_text, training};
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut out = BufWriter::new(std::io::stdout().lock());
    match words.as_slice() {
        [corpus] => each_page(Path::new(corpus), |id, text| {
            let clean = clean_text(text);
            writeln!(out, "{}", json!({ "id": id, "text": clean.text, "title": clean.title }))
        }),
        ["--whole", corpus] => each_page(Path::new(corpus), |id, text| {
            writeln!(out, "{}", json!({ "id": id, "text": text }))
        }),
        ["--features", folder, corpus] => write_features(Path::new(corpus), Path::new(folder)),
        _ => Err("usage: text [--whole | --features FOLDER] CORPUS".into()),
    }
}

fn write_features(corpus: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("names.json"), json!(training::text_names()).to_string())?;
    let mut pages = BufWriter::new(File::create(folder.join("pages.jsonl"))?);
    let mut features = BufWriter::new(File::create(folder.join("features.f32"))?);
    // What is clean already must stay whole: the truths are texts as well.
    let truths = fs::read_to_string(corpus.join("truth.jsonl"))?;
    let truths = truths.lines().filter_map(|line| {
        let truth: serde_json::Value = serde_json::from_str(line).ok()?;
        Some((
            truth.get("id")?.as_str()?.to_owned(),
            truth.get("text")?.as_str()?.to_owned(),
        ))
    });
    let mut write = |id: &str, clean: bool, text: &str| {
        let (texts, rows) = training::text_sample(text);
        writeln!(pages, "{}", json!({ "id": id, "clean": clean, "blocks": texts }))?;
        rows.iter()
            .try_for_each(|value| features.write_all(&value.to_le_bytes()))
    };
    each_page(corpus, |id, text| write(id, false, text))?;
    for (id, text) in truths {
        write(&id, true, &text)?;
    }
    pages.flush()?;
    features.flush()?;
    Ok(())
}

/// Reads the pages of a corpus, sorted by name, and gives the id and the whole text of each.
fn each_page(corpus: &Path, mut each: impl FnMut(&str, &str) -> std::io::Result<()>) -> Result<(), Box<dyn Error>> {
    let mut paths = fs::read_dir(corpus.join("pages"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<PathBuf>, _>>()?;
    paths.sort();
    for path in paths {
        let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
        let Some(id) = name.strip_suffix(".html.gz") else {
            continue;
        };
        let mut html = Vec::new();
        MultiGzDecoder::new(File::open(&path)?).read_to_end(&mut html)?;
        each(id, &training::read(&html)?.whole_text())?;
    }
    Ok(())
}
