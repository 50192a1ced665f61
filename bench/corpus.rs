//! The pages that are measured.

use std::io::Read;
use std::path::{Path, PathBuf};

/// Of smaller pages the fixed costs would be the whole figure, in bytes.
pub const SMALLEST: usize = 20_000;

/// The pages of a folder that are no smaller, in the order of their names; without a folder one of its own.
pub fn pages(folder: Option<&str>) -> Vec<Vec<u8>> {
    let pages = folder.map_or_else(|| vec![page()], pages_of);
    pages.into_iter().filter(|page| page.len() >= SMALLEST).collect()
}

fn pages_of(folder: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    paths.iter().filter_map(|path| read(path)).collect()
}

fn read(path: &Path) -> Option<Vec<u8>> {
    let bytes = std::fs::read(path).ok()?;
    if path.extension()? != "gz" {
        return Some(bytes);
    }
    let mut page = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes.as_slice())
        .read_to_end(&mut page)
        .ok()?;
    Some(page)
}

/// A page of a menu, an article and a list of others, 200 kB long.
fn page() -> Vec<u8> {
    let menu =
        "<li class=\"menu-item\"><a class=\"menu-link\" href=\"/section/rain\">Rain and rivers</a></li>".repeat(100);
    let article = "<p>It rained all of <em>Tuesday</em>, and the <a href=\"/river\">river</a> rose by a metre before noon &mdash; so they said.</p>".repeat(900);
    let others = "<div class=\"card\"><a href=\"/other\"><img src=\"/other.jpg\" alt=\"\"><h3>Ferry to sail again after nine years</h3></a></div>".repeat(700);
    format!("<!DOCTYPE html><title>Rain</title><ul class=menu>{menu}</ul><article>{article}</article><aside>{others}</aside>").into_bytes()
}
