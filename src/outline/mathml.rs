//! MathML as it may be shown anywhere: presentation elements of MathML Core, attributes that say how they look, and text.
//!
//! Nothing else can be written, whatever a page holds: no element of HTML, in which a parser would leave MathML, no link, no
//! style, no name. What is opened is ended, and text is escaped, so that a formula is the same formula wherever it is read.

use crate::reader::Element;
use crate::words::push_html;

/// The elements that hold nothing but text, those of which the content comes along, annotations, and those that hold others.
const ELEMENTS: [&str; 29] = [
    "mi",
    "mn",
    "mo",
    "ms",
    "mtext",
    "math",
    "semantics",
    "annotation",
    "annotation-xml",
    "mrow",
    "merror",
    "mfrac",
    "mmultiscripts",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtr",
    "munder",
    "munderover",
];
/// Where each sort of them ends.
const TOKENS: usize = 5;
const SEMANTICS: usize = 7;
const ANNOTATIONS: usize = 9;

/// Attributes that come along, whose values are keywords, numbers and lengths.
const ATTRIBUTES: [&str; 21] = [
    "accent",
    "accentunder",
    "columnalign",
    "columnspan",
    "depth",
    "dir",
    "displaystyle",
    "fence",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "rowspan",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "width",
];

/// The longest value that is kept, in bytes: an alignment for each of many columns.
const LONGEST_VALUE: usize = 100;

/// Formulas nested deeper than this, or longer, are no formulas: parsers go down only so far, and memory is bounded.
const MOST_NESTED: usize = 60;
const LONGEST: usize = 32 * 1024;

/// What becomes of an element that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// Written, and holds other elements.
    Holder(&'static str),
    /// As a row of others between brackets: `mfenced`, which browsers know no more.
    Fenced,
    /// Written, and holds nothing but text.
    Token(&'static str),
    /// Stands in a token, and is written as its text alone.
    Marked,
    /// Written as its content alone.
    Bare,
    /// The formula in TeX.
    Tex,
    /// Another way to say the same: left out.
    Other,
}

/// What is still to be written of brackets that are open.
#[derive(Debug)]
struct Fence {
    close: String,
    /// One after each of the elements inside, the last one again and again.
    separators: String,
    /// How many elements there are inside so far.
    inside: usize,
}

/// The inside of a `math` element, written as it is read.
#[derive(Debug, Default)]
pub(super) struct MathMl {
    pub(super) markup: String,
    /// All of its text, white space as it is.
    pub(super) text: String,
    /// What an annotation says of it in TeX.
    pub(super) tex: String,
    /// What other annotations say.
    other: String,
    open: Vec<Inside>,
    fences: Vec<Fence>,
    /// Text of the innermost element that is not written yet.
    pending: String,
}

impl MathMl {
    /// Whether this has become more than a formula can be.
    pub(super) fn is_too_much(&self) -> bool {
        self.open.len() > MOST_NESTED
            || self.markup.len() + self.pending.len() + self.tex.len() + self.other.len() > LONGEST
    }

    pub(super) fn start(&mut self, element: &Element<'_>) {
        let inside = self.inside(element);
        if inside != Inside::Marked {
            self.write_pending();
        }
        if self.open.last() == Some(&Inside::Fenced) && !matches!(inside, Inside::Tex | Inside::Other) {
            self.separate();
        }
        if let Inside::Fenced = inside {
            self.open_fence(element);
        } else if let Inside::Holder(name) | Inside::Token(name) = inside {
            self.push(["<", name, ""]);
            for name in &ATTRIBUTES {
                let value = element.attribute(name).unwrap_or_default();
                let value = value.trim();
                let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b" .%+-".contains(&byte);
                if !value.is_empty() && value.len() <= LONGEST_VALUE && value.bytes().all(is_plain) {
                    self.push([" ", name, "=\""]);
                    self.push([value, "\"", ""]);
                }
            }
            self.markup.push('>');
        }
        self.open.push(inside);
    }

    fn open_fence(&mut self, element: &Element<'_>) {
        let attribute = |name, usual: &str| {
            let value = element.attribute(name);
            let value = value.as_deref().filter(|value| value.len() <= LONGEST_VALUE);
            value.unwrap_or(usual).to_owned()
        };
        self.markup.push_str("<mrow>");
        self.push_operator(&attribute("open", "("));
        self.fences.push(Fence {
            close: attribute("close", ")"),
            separators: attribute("separators", ",").split_whitespace().collect(),
            inside: 0,
        });
    }

    /// Writes what stands between the last element inside brackets and the next, if there was one.
    fn separate(&mut self) {
        let Some(fence) = self.fences.last_mut() else { return };
        let before = fence.inside.checked_sub(1);
        fence.inside += 1;
        let of_place = |place| {
            fence
                .separators
                .chars()
                .nth(place)
                .or_else(|| fence.separators.chars().last())
        };
        if let Some(separator) = before.and_then(of_place) {
            self.push_operator(separator.encode_utf8(&mut [0; 4]));
        }
    }

    fn close_fence(&mut self) {
        if let Some(fence) = self.fences.pop() {
            self.push_operator(&fence.close);
        }
        self.markup.push_str("</mrow>");
    }

    fn push_operator(&mut self, operator: &str) {
        let operator = operator.trim_ascii();
        if operator.is_empty() {
            return;
        }
        self.text.push_str(operator);
        self.push_token("mo", operator);
    }

    /// Writes an element that holds nothing but text.
    fn push_token(&mut self, name: &str, text: &str) {
        self.push(["<", name, ">"]);
        push_html(&mut self.markup, text);
        self.push(["</", name, ">"]);
    }

    fn push(&mut self, parts: [&str; 3]) {
        for part in parts {
            self.markup.push_str(part);
        }
    }

    fn inside(&self, element: &Element<'_>) -> Inside {
        match self.open.last() {
            Some(Inside::Token(_) | Inside::Marked) => return Inside::Marked,
            Some(other @ (Inside::Tex | Inside::Other)) => return *other,
            _ => {}
        }
        if element.name == "mfenced" {
            return Inside::Fenced;
        }
        // What stands for one argument goes on being one, whatever it is.
        let place = ELEMENTS
            .iter()
            .position(|own| *own == element.name)
            .unwrap_or(ANNOTATIONS);
        let name = ELEMENTS.get(place).copied().unwrap_or_default();
        if place < TOKENS {
            Inside::Token(name)
        } else if place < SEMANTICS {
            // Of what says the same in several ways only the first is shown.
            Inside::Bare
        } else if place >= ANNOTATIONS {
            Inside::Holder(name)
        } else if element.attribute("encoding").is_some_and(|encoding| is_tex(&encoding)) {
            Inside::Tex
        } else {
            Inside::Other
        }
    }

    pub(super) fn end(&mut self) {
        if self.open.last() != Some(&Inside::Marked) {
            self.write_pending();
        }
        match self.open.pop() {
            Some(Inside::Holder(name) | Inside::Token(name)) => self.push(["</", name, ">"]),
            Some(Inside::Fenced) => self.close_fence(),
            _ => {}
        }
    }

    /// Where text that is told now goes.
    pub(super) fn text_here(&mut self) -> &mut String {
        match self.open.last() {
            Some(Inside::Tex) => &mut self.tex,
            Some(Inside::Other) => &mut self.other,
            _ => &mut self.pending,
        }
    }

    /// All text so far.
    pub(super) fn all_text(&mut self) -> String {
        self.text.push_str(&self.pending);
        std::mem::take(&mut self.text)
    }

    /// Writes text; where no text can stand, in an element of its own.
    fn write_pending(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        self.text.push_str(&pending);
        // Other white space is there to be seen.
        let text = pending.trim_ascii();
        if text.is_empty() {
            return;
        }
        match self.open.last() {
            Some(Inside::Token(_)) => push_html(&mut self.markup, text),
            _ => self.push_token("mtext", text),
        }
    }
}

/// Whether an annotation's encoding is TeX: `application/x-tex`, `TeX`, `LaTeX`.
fn is_tex(encoding: &str) -> bool {
    encoding.ends_with("tex") || encoding.ends_with("TeX")
}
