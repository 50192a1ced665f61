//! Formulas within a block's text: those of the outline, and those that a script of the page would set from TeX in the text.

use super::build::Build;
use crate::outline::Block;
use crate::reader::Tag;

/// A formula as it is written.
#[derive(Debug, Clone, Copy)]
pub struct Formula<'o> {
    /// Where it stands in its block's text, in bytes.
    pub start: u32,
    pub end: u32,
    /// In TeX; empty if that is not known, or does more than a formula does.
    pub tex: &'o str,
    /// What is inside its `math` element, safe to show; empty if the page has no MathML.
    pub mathml: &'o str,
    pub is_display: bool,
}

/// Commands that link, load, name, or say what other commands do.
const REACHING: [&str; 13] = [
    "href", "url", "html", "require", "class", "cssId", "style", "include", "data", "def", "let", "new", "csname",
];

/// So many beginnings of formulas are looked at in one text, and so many bytes after each.
const MOST_IN_TEXT: usize = 500;
const LONGEST: usize = 4000;

impl<'o> Build<'_, 'o> {
    /// The formulas of the text of the block at a place.
    pub(super) fn formulas(&self, place: usize, block: &Block, text: &'o str) -> Vec<Formula<'o>> {
        let outline = self.document.outline;
        let mut all = Vec::new();
        for own in outline.formulas(place) {
            all.push(Formula {
                start: own.start,
                end: own.end,
                tex: harmless(&own.tex),
                mathml: &own.mathml,
                is_display: own.is_display,
            });
        }
        if !outline.sets_tex {
            return all;
        }
        let mut at = 0;
        for _ in 0..MOST_IN_TEXT {
            let mut letters = text.bytes().skip(at);
            let Some(before) = letters.position(|byte| byte == b'\\' || byte == b'$') else {
                break;
            };
            let start = at + before;
            let rest = text.get(start..).unwrap_or_default();
            at = start + 1;
            // As MathJax and KaTeX look for formulas if nothing else is said.
            let (close, is_display) = match rest.as_bytes() {
                [b'\\', b'(', ..] => (b"\\)", false),
                [b'\\', b'[', ..] => (b"\\]", true),
                [b'$', b'$', ..] => (b"$$", true),
                _ => {
                    // What is escaped begins nothing.
                    at += usize::from(rest.as_bytes().get(1) == Some(&b'\\'));
                    continue;
                }
            };
            let mut pairs = rest.as_bytes().windows(2).take(LONGEST).skip(2);
            let Some(tex) = pairs
                .position(|pair| pair == close)
                .and_then(|end| rest.get(2..end + 2))
            else {
                continue;
            };
            let formula = Formula {
                start: u32::try_from(start).unwrap_or(u32::MAX),
                end: u32::try_from(start + tex.len() + 4).unwrap_or(u32::MAX),
                tex: harmless(tex.trim()),
                mathml: "",
                is_display,
            };
            let (start, end) = (formula.start, formula.end);
            // Marked in the middle, or given by way of example, it is none to the script either.
            let is_cut = outline.spans(block).iter().any(|span| {
                let is_inside = |edge| start < edge && edge < end;
                let is_code = matches!(outline.node(span.node).tag, Tag::CODE | Tag::TT | Tag::KBD | Tag::SAMP);
                is_inside(span.start) || is_inside(span.end) || is_code && span.start <= start && end <= span.end
            });
            let is_known = all.iter().any(|other| start < other.end && other.start < end);
            if !tex.is_empty() && !is_cut && !is_known {
                all.push(formula);
                at = end as usize;
            }
        }
        all
    }
}

/// TeX that is no more than a formula, whoever sets it.
fn harmless(tex: &str) -> &str {
    let reaches = |command: &str| REACHING.iter().any(|name| command.starts_with(name));
    if tex.split('\\').skip(1).any(reaches) { "" } else { tex }
}
