//! The command, run as a person runs it.

#![cfg(all(feature = "cli", not(target_arch = "wasm32")))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;

const RAIN: &str = "<title>Rain</title><nav><a href=/>Home</a></nav><article><h1>Rain</h1>\
    <p>It rained all of Tuesday, and the river rose by a metre before noon.</p>\
    <p>By evening the water had gone down again, and the bridge was opened to carts.</p></article>";

const TEXT: &str = "It rained all of Tuesday, and the river rose by a metre before noon.\n\n\
    By evening the water had gone down again, and the bridge was opened to carts.\n";

/// A folder of this test's own, with `rain.html`, `packed.html.gz` and `below/rain.htm` in it.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("below")).expect("a folder");
    fs::write(folder.join("rain.html"), RAIN).expect("a page");
    fs::write(folder.join("below/rain.htm"), RAIN).expect("a page");
    fs::write(folder.join("notes.txt"), "no page").expect("a file");
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(RAIN.as_bytes()).expect("packed");
    fs::write(folder.join("packed.html.gz"), packed.finish().expect("packed")).expect("a page");
    folder
}

fn muslin() -> Command {
    Command::new(env!("CARGO_BIN_EXE_muslin"))
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The seed: a text with its menu, comments and lists.
const DUMP: &str = include_str!("texts/seed/source.txt");
const CLEAN: &str = include_str!("texts/seed/expected.txt");

#[test]
fn text_that_was_pulled_out_already() {
    let folder = folder("dumps");
    let utf16: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(DUMP.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    fs::write(folder.join("dump.txt"), DUMP).expect("a text");
    fs::write(folder.join("wide.txt"), utf16).expect("a text");
    for file in ["dump.txt", "wide.txt"] {
        let output = muslin().arg("--text").arg(folder.join(file)).output().expect("runs");
        assert_eq!(
            (out(&output).trim_end(), output.status.code()),
            (CLEAN.trim_end(), Some(0)),
            "{file}"
        );
    }
    fs::remove_file(folder.join("wide.txt")).expect("removed");
    fs::remove_file(folder.join("notes.txt")).expect("removed");
    let output = muslin()
        .args(["--text", "--jsonl"])
        .arg(&folder)
        .output()
        .expect("runs");
    let lines = out(&output);
    let line: serde_json::Value = serde_json::from_str(lines.trim()).expect("one line of JSON");
    assert_eq!(line["id"], "dump");
    assert_eq!(line["text"], CLEAN.trim_end());
    assert_eq!(
        line["title"],
        "North Korea on the Back Burner? What Trump\u{2019}s Second Term Means for Kim Jong Un"
    );
    let output = muslin()
        .args(["--text", "--max-bytes", "100"])
        .arg(folder.join("dump.txt"))
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err(&output).contains("longer than the limit of 100 bytes"),
        "{}",
        err(&output)
    );
    let output = muslin()
        .args(["--text", "--charset", "klingon"])
        .arg(folder.join("dump.txt"))
        .output()
        .expect("runs");
    assert!(err(&output).contains("klingon"), "{}", err(&output));
}

#[test]
fn text_of_files() {
    let folder = folder("text");
    for page in ["rain.html", "packed.html.gz"] {
        let output = muslin().arg(folder.join(page)).output().expect("runs");
        assert_eq!((out(&output).as_str(), output.status.code()), (TEXT, Some(0)), "{page}");
        assert_eq!(err(&output), "", "nothing is said when nothing is wrong");
    }
}

#[test]
fn text_of_standard_input() {
    let mut child = muslin()
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("runs");
    child
        .stdin
        .take()
        .expect("an input")
        .write_all(RAIN.as_bytes())
        .expect("read");
    assert_eq!(out(&child.wait_with_output().expect("ends")), TEXT);
}

#[test]
fn json_of_a_file() {
    let folder = folder("json");
    let output = muslin()
        .args(["--format", "json", "--url", "https://example.org/rain"])
        .arg(folder.join("rain.html"))
        .output();
    let article: serde_json::Value = serde_json::from_str(&out(&output.expect("runs"))).expect("JSON");
    assert_eq!(article["title"], "Rain");
    assert_eq!(article["url"], "https://example.org/rain");
    assert_eq!(article["byline"], serde_json::Value::Null);
    assert_eq!(article["removed"][0]["kind"], "navigation");
}

#[test]
fn html_and_markdown_of_a_file() {
    let folder = folder("document");
    for (format, start) in [("html", "<p>It rained"), ("markdown", "It rained")] {
        let output = muslin()
            .args(["--format", format, "--no-images"])
            .arg(folder.join("rain.html"))
            .output();
        let document = out(&output.expect("runs"));
        assert!(document.starts_with(start) && document.ends_with('\n'), "{document}");
    }
}

#[test]
fn a_line_for_each_page_of_a_folder() {
    let output = muslin().arg("--jsonl").arg(folder("lines")).output().expect("runs");
    let lines: Vec<serde_json::Value> = out(&output)
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let ids: Vec<&str> = lines.iter().filter_map(|line| line["id"].as_str()).collect();
    assert_eq!(
        ids,
        ["rain", "packed", "rain"],
        "in the order of their names, folders where they stand"
    );
    assert!(lines.iter().all(|line| line["text"] == TEXT.trim_end()));
}

#[test]
fn what_is_missing_is_told_and_the_rest_is_done() {
    let folder = folder("missing");
    let output = muslin()
        .arg(folder.join("none.html"))
        .arg(folder.join("rain.html"))
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err(&output).contains("none.html: no such file or folder"),
        "{}",
        err(&output)
    );
    assert_eq!(out(&output), TEXT);
    let output = muslin().arg(&folder).output().expect("runs");
    assert!(err(&output).contains("--jsonl"), "{}", err(&output));
}

#[test]
fn limits_and_wrong_usage() {
    let page = folder("limits").join("rain.html");
    let output = muslin().args(["--max-bytes", "10"]).arg(&page).output().expect("runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err(&output).contains("longer than the limit of 10 bytes"),
        "{}",
        err(&output)
    );
    let output = muslin()
        .args(["--charset", "klingon"])
        .arg(&page)
        .output()
        .expect("runs");
    assert!(err(&output).contains("unknown charset \"klingon\""), "{}", err(&output));
    for wrong in [&["--format", "pdf", "-"][..], &["--nonsense", "-"], &[]] {
        let output = muslin().args(wrong).output().expect("runs");
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(err(&output).contains("--help"), "{}", err(&output));
    }
    assert!(out(&muslin().arg("--help").output().expect("runs")).starts_with("muslin: "));
}

#[test]
fn the_page_without_its_clutter() {
    let folder = folder("page");
    let page =
        format!("{RAIN}<div class=ad-slot>Buy</div><div class=share-buttons>Tell</div>\r\n<footer>\u{a9} Gazette");
    fs::write(folder.join("page.html"), &page).expect("a page");
    let clean = |args: &[&str]| {
        let output = muslin()
            .args(args)
            .arg(folder.join("page.html"))
            .output()
            .expect("runs");
        assert_eq!((err(&output).as_str(), output.status.code()), ("", Some(0)));
        out(&output)
    };
    let without = |part: &str| page.replace(part, "");
    for stream in [&[][..], &["--stream"]] {
        let with = |args: &[&'static str]| clean(&[&["--format", "page"], args, stream].concat());
        assert_eq!(with(&[]), without("<div class=ad-slot>Buy</div>"));
        assert_eq!(
            with(&["--remove", "share"]),
            without("<div class=share-buttons>Tell</div>")
        );
    }
    let output = muslin()
        .args(["--format", "page", "--remove", "nav", "-"])
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("\"nav\""), "{}", err(&output));
}

#[test]
fn the_users_own_filters() {
    let folder = folder("filters");
    fs::write(
        folder.join("mine.txt"),
        "##nav\nexample.org##article > p:not(.first)\n##p:has-text(x)\n||ads.example^\n",
    )
    .expect("a list");
    let page = RAIN.replace("<p>It", "<p class=first>It");
    fs::write(folder.join("rain.html"), &page).expect("a page");
    let run = |more: &[&str]| {
        let arguments = ["--format", "page", "--filters", "mine.txt", "rain.html"];
        let output = muslin().current_dir(&folder).args(arguments).args(more).output();
        output.expect("it runs")
    };
    let output = run(&[]);
    let (title, article) = page.split_once("<nav><a href=/>Home</a></nav>").expect("a menu");
    assert_eq!(out(&output), format!("{title}{article}"));
    assert_eq!(
        err(&output),
        "muslin: mine.txt: 2 rules and 0 exceptions; 1 not understood, 1 for requests\n\
         muslin: mine.txt:3: not understood: ##p:has-text(x)\n"
    );
    let output = run(&["--stream", "--url", "https://www.example.org/rain"]);
    assert!(out(&output).ends_with("before noon.</p></article>"), "{}", out(&output));
    let output = run(&["--format", "text", "--url=https://example.org/"]);
    assert_eq!(
        out(&output),
        TEXT.split_once("\n\n")
            .map(|(first, _)| format!("{first}\n"))
            .expect("two paragraphs")
    );
    let output = muslin().args(["--filters", "none.txt", "-"]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
}
