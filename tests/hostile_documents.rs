//! Pages whose documents, or what is left of them, would grow or take time out of all proportion.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod watched;

use muslin::{Article, Kind, Options, PageOptions};
use watched::watched;

const PROSE: &str = "The mill at Hartley Weir stopped turning in the winter of 1962, when the river froze to its bed, and \
    the wheel, forty feet of oak and iron, split along its axle.";

fn extract(page: String) -> Article {
    watched(move || muslin::extract(&page, &Options::default()).expect("no limit was set"))
}

#[test]
fn cells_that_hang_down_from_every_row_widen_none() {
    let row = |number: usize| format!("<tr><td rowspan=60000 colspan=1000>{PROSE} {number}<td>{number} kg");
    let rows: String = (0..2000).map(row).collect();
    let page = format!("<article><p>{PROSE}<table>{rows}</table>");
    let (size, article) = (page.len(), extract(page));
    assert!(article.markdown.contains("1999 kg"), "the table is text");
    assert!(article.markdown.len() < 3 * size, "{} bytes", article.markdown.len());
}

#[test]
fn brackets_that_nothing_closes() {
    let page = format!("<article><p>{PROSE}</p><p>{PROSE} {}", "*_[`<\\".repeat(1 << 21));
    assert!(extract(page).markdown.contains("\\[\\`"));
}

#[test]
fn many_options_of_one_list() {
    let option = |number: usize| format!("<option>o{number}");
    let options: String = (0..800_000).map(option).collect();
    let page = format!("<article><p>{PROSE}</p></article><select>{options}</select>");
    let all = PageOptions::default().with_kinds([Kind::Ad, Kind::Share, Kind::Newsletter]);
    let clean = watched(move || muslin::clean_page(&page, &all).expect("no limit was set"));
    assert!(clean.html.contains("Hartley Weir"));
}
