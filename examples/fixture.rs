//! Adds a fixture: `cargo run --example fixture -- NAME FILE.html [--force]`.
//!
//! Copies the page to `tests/fixtures/NAME/source.html` and writes beside it what the extractor gives now, for the author
//! to correct by eye: `expected.txt` must say what an editor would keep, not what the program keeps. A case whose name begins
//! with `document--` gets `expected.html` and `expected.md` too.

use std::{error::Error, fs, path::Path, process::ExitCode};

use muslin::Options;
use serde_json::json;

fn main() -> ExitCode {
    match add(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("fixture: {error}");
            ExitCode::FAILURE
        }
    }
}

fn add(arguments: &[String]) -> Result<String, Box<dyn Error>> {
    let force = arguments.iter().any(|argument| argument == "--force");
    let [name, file] = arguments
        .iter()
        .filter(|argument| *argument != "--force")
        .collect::<Vec<_>>()[..]
    else {
        return Err("usage: cargo run --example fixture -- NAME FILE.html [--force]".into());
    };
    let plain = name
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !plain || !name.contains("--") {
        return Err(format!("the name {name:?} is not of the form area--case, in lower case").into());
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    if folder.exists() && !force {
        return Err(format!("{} is there already; --force overwrites it", folder.display()).into());
    }

    let source = fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    let options = Options::default().with_url("https://example.org/valley/mill.html");
    let options = if name.starts_with("document--") {
        options
    } else {
        Options::default()
    };
    let article = muslin::extract_bytes(&source, &options)?;
    let removed: Vec<_> = article
        .removed
        .iter()
        .map(|removed| json!({ "kind": removed.kind, "text": removed.text }))
        .collect();
    let mut facts = json!({
        "title": article.title,
        "byline": article.byline,
        "publishedTime": article.published_time,
        "lang": article.lang,
        "removed": removed,
    });

    if name.starts_with("document--") {
        facts = json!({ "options": { "url": "https://example.org/valley/mill.html" } });
    }

    fs::create_dir_all(&folder)?;
    fs::write(folder.join("source.html"), &source)?;
    fs::write(folder.join("expected.txt"), format!("{}\n", article.text))?;
    fs::write(folder.join("expected.json"), format!("{facts:#}\n"))?;
    if name.starts_with("document--") {
        fs::write(folder.join("expected.html"), format!("{}\n", article.html))?;
        fs::write(folder.join("expected.md"), format!("{}\n", article.markdown))?;
    }
    Ok(format!(
        "{}: {} words, {} blocks removed.\nNow correct expected.txt and expected.json by eye; keep in them only what the case is about.",
        folder.display(),
        article.word_count,
        article.removed.len()
    ))
}
