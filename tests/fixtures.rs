//! Runs every case of `tests/fixtures`: a page, the text a careful editor would keep of it, and the facts it states.
//!
//! A case `area--name` is a folder with
//! - `source.html`: the page, as bytes;
//! - `expected.txt`: the whole article text, compared exactly (one final newline does not count);
//! - `expected.json`: any fields of the article, compared exactly (`null` for one that must be absent), and
//!   `removed`: blocks that must have been left out, each with its `kind` and a part of its `text`,
//!   `absent`: texts that may not stand in the article's text,
//!   `options`: the options of the extraction;
//! - `expected.html` and `expected.md`, where the case is about the document: compared exactly.
//!
//! `FIXTURE=reader cargo test --test fixtures` runs only the cases whose names contain `reader`.
//! A new case starts with `cargo run --example fixture -- NAME FILE.html`.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

use std::{fmt::Write as _, fs, path::PathBuf};

use muslin::{Article, Extractor, Options};
use serde_json::Value;

struct Case {
    name: String,
    source: Vec<u8>,
    text: String,
    html: Option<String>,
    markdown: Option<String>,
    facts: serde_json::Map<String, Value>,
    options: Options,
}

fn cases() -> Vec<Case> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let wanted = std::env::var("FIXTURE").unwrap_or_default();
    let mut folders: Vec<PathBuf> = fs::read_dir(&root)
        .expect("tests/fixtures")
        .map(|entry| entry.expect("a folder").path())
        .collect();
    folders.sort();
    folders
        .into_iter()
        .filter_map(|folder| {
            let name = folder.file_name()?.to_str()?.to_owned();
            if !name.contains(&wanted) {
                return None;
            }
            let read =
                |file: &str| fs::read(folder.join(file)).unwrap_or_else(|error| panic!("{name}/{file}: {error}"));
            let text = String::from_utf8(read("expected.txt")).expect("expected.txt is UTF-8");
            let mut facts: serde_json::Map<String, Value> = serde_json::from_slice(&read("expected.json"))
                .unwrap_or_else(|error| panic!("{name}/expected.json: {error}"));
            let options = facts.remove("options").map_or_else(Options::default, |options| {
                serde_json::from_value(options).unwrap_or_else(|error| panic!("{name}/expected.json options: {error}"))
            });
            let source = read("source.html");
            let document = |file: &str| {
                let text = fs::read_to_string(folder.join(file)).ok()?;
                Some(text.strip_suffix('\n').unwrap_or(&text).to_owned())
            };
            Some(Case {
                text: text.strip_suffix('\n').unwrap_or(&text).to_owned(),
                html: document("expected.html"),
                markdown: document("expected.md"),
                name,
                source,
                facts,
                options,
            })
        })
        .collect()
}

fn extract_in_chunks(case: &Case, size: usize) -> Article {
    let mut extractor = Extractor::new(case.options.clone()).expect("options");
    for chunk in case.source.chunks(size) {
        extractor.write(chunk).expect("a chunk");
    }
    extractor.end().expect("an article")
}

/// The lines of `expected` and `actual` side by side: `-` is missing, `+` is too much, a blank is in both.
fn diff(expected: &str, actual: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.split('\n').collect(), actual.split('\n').collect());
    let mut common = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, String::new());
    while i < old.len() || j < new.len() {
        let (mark, line) = if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
            (' ', old[i - 1])
        } else if j == new.len() || i < old.len() && common[i + 1][j] >= common[i][j + 1] {
            i += 1;
            ('-', old[i - 1])
        } else {
            j += 1;
            ('+', new[j - 1])
        };
        let _ = writeln!(out, "    {mark} {}", shortened(line));
    }
    out
}

/// A line cut to what a terminal shows, with white space made visible.
fn shortened(line: &str) -> String {
    let visible: String = line.chars().map(|c| if c == '\t' { '→' } else { c }).collect();
    if visible.chars().count() <= 160 {
        return visible;
    }
    let tail: Vec<char> = visible.chars().rev().take(40).collect();
    visible
        .chars()
        .take(115)
        .chain(" … ".chars())
        .chain(tail.into_iter().rev())
        .collect()
}

/// What is wrong with `article`, a line or more a fault; empty where all is right.
fn faults(case: &Case, article: &Article) -> String {
    let mut faults = String::new();
    if article.text != case.text {
        let _ = write!(
            faults,
            "  text (- missing, + too much):\n{}",
            diff(&case.text, &article.text)
        );
    }
    for (form, expected, actual) in [
        ("html", &case.html, &article.html),
        ("markdown", &case.markdown, &article.markdown),
    ] {
        if let Some(expected) = expected
            && expected != actual
        {
            let _ = write!(faults, "  {form} (- missing, + too much):\n{}", diff(expected, actual));
        }
    }
    let actual = serde_json::to_value(article).expect("an article is JSON");
    for (field, expected) in &case.facts {
        match (field.as_str(), expected.as_array()) {
            ("removed", Some(blocks)) => {
                for block in blocks {
                    let (kind, text) = (block["kind"].as_str(), block["text"].as_str().unwrap_or_default());
                    let holding = || article.removed.iter().filter(|removed| removed.text.contains(text));
                    let kind_of = |removed: &muslin::Removed| serde_json::to_value(removed.kind).expect("a kind");
                    if !holding().any(|removed| kind_of(removed).as_str() == kind) {
                        let found: Vec<String> = holding()
                            .map(|removed| format!("{} ({})", kind_of(removed), removed.reason))
                            .collect();
                        let _ = writeln!(
                            faults,
                            "  removed: no {} block with {text:?}; found as {found:?}",
                            block["kind"]
                        );
                    }
                }
            }
            ("absent", Some(texts)) => {
                for text in texts.iter().filter_map(Value::as_str) {
                    if article.text.contains(text) {
                        let _ = writeln!(faults, "  absent: the text has {text:?}");
                    }
                }
            }
            _ if actual[field] != *expected => {
                let _ = writeln!(faults, "  {field}: expected {expected}, is {}", actual[field]);
            }
            _ => {}
        }
    }
    faults
}

#[test]
fn every_case_is_as_its_author_expects() {
    let cases = cases();
    assert!(!cases.is_empty(), "no such fixture");
    let mut failed = Vec::new();
    for case in &cases {
        let article = muslin::extract_bytes(&case.source, &case.options).expect("an article");
        let faults = faults(case, &article);
        if !faults.is_empty() {
            failed.push(format!("{}\n{faults}", case.name));
        }
    }
    assert!(
        failed.is_empty(),
        "{} of {} fixtures fail:\n\n{}",
        failed.len(),
        cases.len(),
        failed.join("\n")
    );
}

#[test]
fn chunks_of_any_size_give_the_same_article() {
    for case in cases() {
        let whole = muslin::extract_bytes(&case.source, &case.options).expect("an article");
        for size in [1, 3, 7, 61, 1021] {
            let pieces = extract_in_chunks(&case, size);
            assert!(
                pieces == whole,
                "{} in chunks of {size} bytes differs:\n{}",
                case.name,
                diff(&format!("{whole:#?}"), &format!("{pieces:#?}"))
            );
        }
    }
}
