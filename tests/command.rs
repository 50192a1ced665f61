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
