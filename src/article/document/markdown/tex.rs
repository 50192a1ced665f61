//! Formulas between dollar signs, as GitHub, Obsidian and Pandoc read them.

use super::spans::Place;
use crate::article::document::formulas::Formula;

/// What would be a tag, a reference or a link, taken apart: white space means nothing in a formula.
const APART: [(&str, &str); 8] = [
    ("\n", " "),
    ("<", "< "),
    ("&", "& "),
    ("  ", " "),
    ("](", "] ("),
    ("][", "] ["),
    ("]:", "] :"),
    ("[^", "[ ^"),
];

/// A formula in which nothing means anything to a Markdown parser that knows of no formulas: no tag, no reference, no link.
/// Nothing if it cannot stand between dollar signs.
pub fn formula(formula: &Formula<'_>, place: Place, in_link: bool) -> Option<String> {
    let tex = formula.tex;
    let cannot_stand = |sign| matches!(sign, b'$' | b'`') || in_link && matches!(sign, b'[' | b']');
    if tex.is_empty() || tex.bytes().any(cannot_stand) || tex.ends_with('\\') {
        return None;
    }
    let mut tex = tex.to_owned();
    for (from, to) in APART {
        tex = tex.replace(from, to);
    }
    if place == Place::Cell {
        // Parsers do not agree on what parts cells after a backslash.
        tex = tex.replace("\\|", "\\Vert ").replace('|', "\\vert ");
    }
    let sign = if formula.is_display { "$$" } else { "$" };
    Some([sign, &tex, sign].concat())
}
