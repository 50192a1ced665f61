//! Preformatted text and the language it is in.

use crate::outline::{AttributeName, Block, NodeId, Outline};
use crate::reader::Tag;

/// How classes begin that name the language: those of highlighters, and of GitHub.
const BEGINNINGS: [&str; 5] = ["language-", "lang-", "highlight-source-", "brush:", "sourcecode-"];

/// A `code` is looked for among so many elements after its `pre`, and the language in so many around it.
const NEAR: u32 = 3;

/// The language that a `pre`, the `code` in it or a wrapper around it names.
pub fn language(outline: &Outline, node: NodeId) -> Option<String> {
    let inside = (node + 1..=node + NEAR).filter(|id| {
        (*id as usize) < outline.nodes.len() && outline.node(*id).tag == Tag::CODE && outline.node(*id).parent == node
    });
    let around = outline.chain(node).take(NEAR as usize);
    inside.chain(around).find_map(|id| {
        let own = outline.attribute(id, AttributeName::CodeLanguage).map(str::trim);
        own.and_then(plain).or_else(|| of_classes(outline, id))
    })
}

/// What holds the numbers of lines is looked for in so many elements around them.
const MOST_STEPS: usize = 8;

/// Beside code and the numbers of its lines stands no more than the name of its file or language.
const MOST_BLOCKS: usize = 3;

/// Whether a block counts the lines of code: those in the next cell, of a table of nothing else, or for the eye alone.
pub fn numbers_lines(outline: &Outline, place: usize, block: &Block) -> bool {
    let mut next = None;
    for line in outline.text(block).lines() {
        let Ok(number) = line.trim().parse::<u16>() else {
            return false;
        };
        if next.is_some_and(|next| next != number) {
            return false;
        }
        next = Some(number.wrapping_add(1));
    }
    for id in outline.chain(block.node).take(MOST_STEPS) {
        let node = outline.node(id);
        let is_hidden = node.hidden.from_screen_readers;
        if is_hidden || node.tag == Tag::TABLE {
            let holder = if is_hidden { node.parent } else { id };
            let run = outline.blocks_of(holder);
            let is_last = place + 1 == run.end;
            let code = if is_last && is_hidden {
                place.wrapping_sub(1)
            } else {
                place + 1
            };
            let is_beside = run.len() <= MOST_BLOCKS && run.contains(&code) && (is_hidden || code + 1 == run.end);
            return is_beside
                && outline.blocks.get(code).is_some_and(|code| {
                    let mut inner = outline.chain(code.node).take_while(|id| *id != holder);
                    inner.any(|id| outline.node(id).tag == Tag::PRE)
                });
        }
    }
    false
}

fn of_classes(outline: &Outline, id: NodeId) -> Option<String> {
    let mut brush = false;
    outline.token_names(id).find_map(|token| {
        if std::mem::replace(&mut brush, token == "brush:") {
            return plain(token.trim_end_matches(';'));
        }
        BEGINNINGS
            .iter()
            .find_map(|start| plain(token.strip_prefix(start)?.trim_end_matches(';')))
    })
}

/// A language's name, if it is one: no more than letters, digits and the signs of `c++`, `c#`, `objective-c`, `vb.net`.
fn plain(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    let is_name = (1..=20).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'#' | b'-' | b'.' | b'_'))
        && !matches!(name.as_str(), "none" | "plaintext" | "text" | "auto");
    is_name.then_some(name)
}
