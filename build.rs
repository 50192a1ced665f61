//! Leaves out of the tables that are compiled in what is for people alone, reasons and languages: it is a part of what a browser
//! would have to load.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Tables whose third column is the reason of the row.
const WITH_REASONS: [&str; 2] = ["markers.tsv", "hints.tsv"];

fn main() -> io::Result<()> {
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo names no OUT_DIR"))?;
    let out = PathBuf::from(out);
    println!("cargo::rerun-if-changed=build.rs");
    for table in WITH_REASONS {
        let rows = read(&Path::new("src/clutter").join(table))?;
        let short: Vec<&str> = rows
            .lines()
            .skip(1)
            .map(|row| row.rsplit_once('\t').map_or(row, |(own, _)| own))
            .collect();
        fs::write(out.join(table), short.join("\n"))?;
    }
    // Of rows of list, language and wording, a line for each list.
    let rows = read(Path::new("src/article/wordings.tsv"))?;
    let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in rows.lines().skip(1) {
        if let [list, _, wording] = row.split('\t').collect::<Vec<_>>()[..] {
            lists.entry(list).or_insert_with(|| vec![list]).push(wording);
        }
    }
    let lines: Vec<String> = lists.values().map(|words| words.join("\t")).collect();
    fs::write(out.join("article_wordings.tsv"), lines.join("\n"))
}

fn read(table: &Path) -> io::Result<String> {
    println!("cargo::rerun-if-changed={}", table.display());
    fs::read_to_string(table)
}
