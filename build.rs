//! Leaves the reasons out of the tables that are compiled in: they are for people, and a part of what a browser would have to load.

use std::path::Path;
use std::{env, fs, io};

/// Tables whose third column is the reason of the row.
const WITH_REASONS: [&str; 2] = ["markers.tsv", "hints.tsv"];

fn main() -> io::Result<()> {
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo names no OUT_DIR"))?;
    println!("cargo::rerun-if-changed=build.rs");
    for table in WITH_REASONS {
        let source = Path::new("src/clutter").join(table);
        println!("cargo::rerun-if-changed={}", source.display());
        let rows = fs::read_to_string(&source)?;
        let short: Vec<&str> = rows
            .lines()
            .skip(1)
            .map(|row| row.rsplit_once('\t').map_or(row, |(own, _)| own))
            .collect();
        fs::write(Path::new(&out).join(table), short.join("\n"))?;
    }
    Ok(())
}
