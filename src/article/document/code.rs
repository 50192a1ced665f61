//! Preformatted text and the language it is in.

use crate::outline::{AttributeName, NodeId, Outline};
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
