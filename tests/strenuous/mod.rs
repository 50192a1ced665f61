//! Pages on which work might grow faster than they do.

pub const PROSE: &str = "The mill at Hartley Weir stopped turning in the winter of 1962, when the river froze to its bed \
    and the wheel, forty feet of oak and iron, split along its axle with a noise that was heard in three parishes.";

/// `head`, then `unit` as often as makes `bytes` bytes, then `tail`.
pub fn repeated(head: &str, unit: &str, bytes: usize, tail: &str) -> String {
    let mut page = String::with_capacity(head.len() + bytes + unit.len() + tail.len());
    page.push_str(head);
    while page.len() < head.len() + bytes {
        page.push_str(unit);
    }
    page.push_str(tail);
    page
}

/// `head`, then so many parts that differ: what is said twice is dropped early.
fn numbered(head: &str, count: usize, part: impl Fn(usize) -> String) -> String {
    std::iter::once(head.to_owned()).chain((0..count).map(part)).collect()
}

pub const MB: usize = 1 << 20;

/// Stacks, strays and lists on which a search per tag, per block or per attribute would be quadratic; of about so many bytes.
pub fn strenuous(one: usize) -> Vec<(&'static str, String)> {
    let (half, deep) = (one / 2, one / 5);
    vec![
        (
            "stray end tags below a deep stack",
            repeated(&"<div>".repeat(deep), "</span></p></li>", half, ""),
        ),
        (
            "paragraphs in a deep stack",
            repeated(&"<div>".repeat(deep), "<p>a b c.", half, ""),
        ),
        (
            "items in a deep stack",
            repeated(&"<ul>".repeat(deep / 2), "<li>a b c.", half, ""),
        ),
        (
            "paragraphs in one item",
            numbered("<ul><li>", deep / 2, |number| format!("<p>{number}. {PROSE}</p>")),
        ),
        (
            "lists in one item",
            numbered("<ul><li>", deep / 2, |number| format!("<ul><li>{number}. {PROSE}</ul>")),
        ),
        (
            "cells in a deep stack",
            repeated(&"<table>".repeat(deep / 2), "<td>a", half, ""),
        ),
        (
            "formatting never closed",
            repeated("", "<b><i><a href=x>a</p>", one, ""),
        ),
        ("siblings", repeated("<div>", "<p>a b, c.</p>", one, "</div>")),
        ("the same paragraph", repeated("", &format!("<p>{PROSE}</p>"), one, "")),
        (
            "links",
            repeated("<ul>", "<li><a href=/a>Read more about this</a>", one, "</ul>"),
        ),
        (
            "headings of recommendations",
            repeated("", "<h3>You may also like</h3>", one, ""),
        ),
        (
            "markers",
            repeated("", "<div class=\"ad related share\">x</div>", one, ""),
        ),
        ("one long text", repeated("<p>", "word ", 8 * one, "")),
        ("one long word", repeated("<p>", "a", 8 * one, "")),
        ("references", repeated("<p>", "&amp;&#65;&hellip;&", one, "")),
        (
            "attributes of one tag",
            repeated("<p ", "a=1 b c='x' class=ad id=y ", one, ">text"),
        ),
        (
            "class tokens of one tag",
            repeated("<p class=\"", "a b-c ", one, "\">text"),
        ),
        ("an attribute never closed", repeated("<p class=\"", "a b-c ", one, "")),
        ("a title", repeated("<title>", "The wheel - ", one, "</title>")),
        (
            "metas",
            repeated("", "<meta property=og:title content=\"The wheel\">", one, ""),
        ),
        (
            "JSON-LD, deep",
            repeated("<script type=application/ld+json>", "[", one, "</script>"),
        ),
        (
            "JSON-LD, long",
            repeated(
                "<script type=application/ld+json>[",
                "{\"@type\":\"Article\"},",
                one,
                "{}]</script>",
            ),
        ),
        ("comments", repeated("<p>a", "<!-- -->b", one, "")),
        ("less-than signs", repeated("<p>", "<", one, "")),
        ("noscripts", repeated("", "<noscript><p>a b c", one, "")),
        (
            "noscripts in each other",
            repeated(&"<noscript><p>a b c <img>".repeat(deep / 12), "</noscript>", half, ""),
        ),
        ("templates", repeated("", "<template shadowrootmode=open><p>a", one, "")),
        (
            "foreign elements",
            repeated("", "<svg><title>a</title><foreignObject><p>b", one, ""),
        ),
        ("brackets in text", repeated("<p>", "[a] (b) – c. ", one, "")),
        ("tables in cells", repeated("", "<table><tr><td>a", half, "")),
    ]
}
