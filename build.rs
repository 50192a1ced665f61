//! Makes the tables that people write smaller for those who load them: their notes and whatever rows say again are left out.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Tables of things under names, which become a line for each name: it, then its things, parted by tabs; and the column of the things.
const GROUPED: [(&str, &str); 6] = [
    ("src/article/months.tsv", "stem"),
    ("src/article/partial.tsv", "phrase"),
    ("src/clutter/headings.tsv", "phrase"),
    ("src/clutter/hints.tsv", "part"),
    ("src/clutter/markers.tsv", "marker"),
    ("src/plain/wordings.tsv", "wording"),
];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    for (table, column) in GROUPED {
        compile(table, |text| grouped(text, column))?;
    }
    Ok(())
}

/// Writes what becomes of a table to a file of the same name where cargo wants it.
fn compile(table: &str, made_of: impl Fn(&str) -> Option<String>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={table}");
    let wrong = || io::Error::other(format!("{table} is not as build.rs expects it"));
    let made = made_of(&fs::read_to_string(table)?).ok_or_else(wrong)?;
    let out = env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(wrong)?;
    fs::write(out.join(Path::new(table).file_name().ok_or_else(wrong)?), made)
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
        made += "\t";
        made += row.split('\t').nth(place)?;
    }
    Some(made)
}
