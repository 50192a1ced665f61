//! Makes the tables that people write smaller for those who load them: their notes and whatever rows say again are left out.

use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs, io};

/// Tables of things under names, which become a line for each name: it, then its things, parted by tabs; and the column of the things.
const GROUPED: [(&str, &str); 9] = [
    ("src/article/months.tsv", "stem"),
    ("src/article/partial.tsv", "phrase"),
    ("src/article/wordings.tsv", "wording"),
    ("src/clutter/headings.tsv", "phrase"),
    ("src/clutter/hints.tsv", "part"),
    ("src/clutter/lists.tsv", "word"),
    ("src/clutter/markers.tsv", "marker"),
    ("src/plain/wordings.tsv", "wording"),
    ("src/rewrite/words.tsv", "word"),
];

/// The names of characters, see [`references`].
const REFERENCES: &str = "src/reader/references.tsv";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    for (table, column) in GROUPED {
        compile(table, |text| grouped(text, column))?;
    }
    compile(REFERENCES, references)
}

/// Writes what becomes of a table to where cargo wants it, under the same path.
fn compile(table: &str, made_of: impl Fn(&str) -> Option<String>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={table}");
    let wrong = || io::Error::other(format!("{table} is not as build.rs expects it"));
    let made = made_of(&fs::read_to_string(table)?).ok_or_else(wrong)?;
    let out = env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(wrong)?.join(table);
    fs::create_dir_all(out.parent().ok_or_else(wrong)?)?;
    fs::write(out, made)
}

/// A line for each run of rows with the same first column.
fn grouped(table: &str, column: &str) -> Option<String> {
    let mut rows = table.lines();
    let place = rows.next()?.split('\t').position(|name| name == column)?;
    let (mut made, mut last) = (String::new(), "");
    for row in rows {
        let (name, _) = row.split_once('\t')?;
        if name != last {
            made += if last.is_empty() { "" } else { "\n" };
            made += name;
            last = name;
        }
        // Languages have words in common.
        let thing = row.split('\t').nth(place)?;
        let group = made.rsplit('\n').next().unwrap_or_default();
        if !group.split('\t').skip(1).any(|known| known == thing) {
            made += "\t";
            made += thing;
        }
    }
    Some(made)
}

/// A line for each character: how far it is from the one before if that is not 1, what is joined to it if anything, its names.
fn references(table: &str) -> Option<String> {
    let mut last = 0;
    let mut made = String::new();
    for row in table.lines().skip(1) {
        let (points, names) = row.split_once('\t')?;
        let mut points = points.split(' ').map(|point| u32::from_str_radix(point, 16));
        let (first, joined) = (points.next()?.ok()?, points.next().transpose().ok()?);
        // The same character again has step 0: once alone, then joined to another.
        let step = first.checked_sub(last)?;
        if step != 1 || joined.is_some() {
            write!(made, "{step} ").ok()?;
        }
        if let Some(joined) = joined {
            write!(made, "{joined} ").ok()?;
        }
        made += names;
        made += "\n";
        last = first;
    }
    Some(made)
}
