//! Runs every case of `tests/texts`: text that was pulled out of a page, and what a careful editor would keep of it.
//!
//! A case `area--name` is a folder with
//! - `source.txt`: the text;
//! - `expected.txt`: what must come out, exactly (one final newline does not count);
//! - `expected.json`: the `title`, and `removed`: parts that must have been left out, each with its `kind` and a part of its
//!   `text`. All of the source must be in the one or the other.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use muslin::{CleanText, Kind, clean_text};
use serde_json::Value;

struct Case {
    name: String,
    source: String,
    expected: String,
    facts: Value,
}

fn cases() -> Vec<Case> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/texts");
    let mut folders: Vec<PathBuf> = fs::read_dir(root)
        .expect("tests/texts")
        .map(|entry| entry.expect("a folder").path())
        .collect();
    folders.sort();
    let case = |folder: PathBuf| {
        let read = |file: &str| fs::read_to_string(folder.join(file)).expect(file);
        Case {
            name: folder.file_name().expect("a name").to_string_lossy().into_owned(),
            source: read("source.txt"),
            expected: read("expected.txt").trim_end().to_owned(),
            facts: serde_json::from_str(&read("expected.json")).expect("expected.json"),
        }
    };
    folders.into_iter().map(case).collect()
}

fn seed() -> Case {
    cases().into_iter().find(|case| case.name == "seed").expect("the seed")
}

/// What is wrong with the result of a case, or nothing.
fn wrong(case: &Case, source: &str) -> String {
    let clean = clean_text(source);
    let mut wrong = String::new();
    if clean.text != case.expected {
        let _ = writeln!(wrong, "text:\n{}\nexpected:\n{}", clean.text, case.expected);
    }
    if case.facts["title"] != Value::from(clean.title.clone()) {
        let _ = writeln!(wrong, "title: {:?}", clean.title);
    }
    for expected in case.facts["removed"].as_array().expect("removed") {
        let kind: Kind = serde_json::from_value(expected["kind"].clone()).expect("a kind");
        let text = expected["text"].as_str().expect("a text");
        if !clean
            .removed
            .iter()
            .any(|removed| removed.kind == kind && removed.text.contains(text))
        {
            let _ = writeln!(wrong, "not removed as {kind:?}: {text}\n{:#?}", clean.removed);
        }
    }
    if letters(source) != letters(&all(&clean)) {
        let _ = writeln!(
            wrong,
            "something is in neither the text nor what was removed, or in both"
        );
    }
    wrong
}

/// The text and what was removed.
fn all(clean: &CleanText) -> String {
    let removed = clean.removed.iter().map(|removed| removed.text.as_str());
    removed.chain([clean.text.as_str()]).collect()
}

/// All but white space and byte order marks, in order of the letters.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '\u{feff}')
        .collect();
    letters.sort_unstable();
    letters
}

#[test]
fn every_text_comes_out_clean() {
    let mut failures = String::new();
    for case in cases() {
        let wrong = wrong(&case, &case.source);
        if !wrong.is_empty() {
            let _ = writeln!(failures, "--- {}\n{wrong}", case.name);
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn what_is_clean_stays_as_it_is() {
    for case in cases() {
        assert_eq!(clean_text(&case.expected).text, case.expected, "{}", case.name);
    }
}

/// However the white space of the seed was treated on its way.
#[test]
fn the_seed_in_odd_white_space() {
    let case = seed();
    let source = case.source.as_str();
    let lines = || source.lines().map(str::trim).filter(|line| !line.is_empty());
    let joined = |mark: &str| lines().collect::<Vec<_>>().join(mark);
    for (how, text) in [
        ("CRLF", source.replace('\n', "\r\n")),
        ("CR", source.replace('\n', "\r")),
        ("line separators", source.replace('\n', "\u{2028}")),
        ("no blank lines", joined("\n")),
        ("a blank line everywhere", joined("\n\n")),
        ("many blank lines", joined("\n \n\t\n\u{a0}\n")),
        ("tabs and doubled spaces", joined(" \t\n\t ").replace(' ', "  ")),
        ("no-break spaces", source.replace(' ', "\u{a0}")),
        ("a byte order mark", format!("\u{feff}{source}")),
    ] {
        let wrong = wrong(&case, &text);
        assert!(wrong.is_empty(), "{how}: {wrong}");
    }
}

#[test]
fn removals_tell_their_lines() {
    let case = seed();
    let clean = clean_text(&case.source);
    let lines: Vec<&str> = case.source.lines().collect();
    for removed in &clean.removed {
        let numbers = removed.path.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        let (from, to) = numbers.split_once('\u{2013}').unwrap_or((numbers, numbers));
        let (from, to): (usize, usize) = (from.parse().expect("a number"), to.parse().expect("a number"));
        let said = lines[from - 1..to]
            .join(" ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert_eq!(said, removed.text, "{}", removed.path);
    }
}

#[test]
fn nothing_comes_of_nothing() {
    for text in ["", " ", "\n\n", "\r\n\t", "\0", "\u{feff}"] {
        let clean = clean_text(text);
        assert_eq!(
            (clean.title, clean.text.as_str(), clean.removed.len()),
            (None, "", 0),
            "{text:?}"
        );
    }
}

#[test]
fn a_few_words_are_kept() {
    for text in [
        "Rain.",
        "It rained all of Tuesday.",
        "雨。",
        "1",
        "The mill\nThe bridge\nThe ford",
    ] {
        assert!(!clean_text(text).text.is_empty(), "{text:?}");
    }
}

/// Texts that somebody made to be hard. Each must be read in a time that grows with its length, and none may fail.
#[test]
fn hostile_texts() {
    let megabytes = 1024 * 1024;
    for (name, text) in [
        ("a line of 50 MB", "rain ".repeat(10 * megabytes)),
        ("a word of 8 MB", "r".repeat(8 * megabytes)),
        ("a million lines", "Read more\n".repeat(megabytes)),
        (
            "a million different lines",
            (0..megabytes).fold(String::new(), |mut text, number| {
                let _ = writeln!(text, "{number}, said the miller.");
                text
            }),
        ),
        ("more lines than are told apart", "a\n".repeat(3 * megabytes)),
        ("blank lines", "\n \n".repeat(2 * megabytes)),
        (
            "white space of every kind",
            " \t\u{a0}\u{3000}\r\n\u{2028}".repeat(megabytes / 4),
        ),
        ("headings", "You may also like\nComments\n".repeat(megabytes / 8)),
        ("marks", "[[[[»»»»::::????....".repeat(megabytes / 8)),
        ("letters that go on", "e\u{301}\u{302}\u{303}".repeat(megabytes / 2)),
    ] {
        let began = std::time::Instant::now();
        let clean = clean_text(&text);
        let seconds = began.elapsed().as_secs_f64();
        assert!(seconds < 60.0, "{name}: {seconds} s");
        assert!(clean.text.len() <= text.len() + 1, "{name}");
        if name != "blank lines" && !name.starts_with("white space") {
            assert!(!clean.text.is_empty() || !clean.removed.is_empty(), "{name}");
        }
    }
}

#[cfg(test)]
mod any_text {
    use super::{all, letters};
    use muslin::clean_text;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_is_lost(text in "([a-zA-Z .,?!:\u{e9}\u{4e00}\u{3002}\u{627}\u{e01}•@0-9-]{0,80}[\n\r\u{2028}]{0,3}){0,20}") {
            let clean = clean_text(&text);
            prop_assert_eq!(letters(&all(&clean)), letters(&text));
            prop_assert!(!clean.text.contains("\n\n\n") && clean.text.trim() == clean.text);
        }
    }
}
