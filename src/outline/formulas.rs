//! Formulas: MathML, and what KaTeX, MathJax, MediaWiki and WordPress make of TeX. Each is one piece of its block's text, however
//! often the page holds it: for the eye, for screen readers, for copying.

use super::builder::{Builder, is_boundary};
use super::mathml::MathMl;
use super::pending::Gap;
use super::tight::push_tight;
use super::{NodeId, Outline, ROOT};
use crate::reader::{Element, Handler, Tag};
use crate::words::folded;

/// Text that a formula is set in by more than this, in bytes, is no formula.
const LONGEST: usize = 32 * 1024;

/// A formula, and the part of its block's text that it is.
#[derive(Debug, Default)]
pub struct Formula {
    block: u32,
    /// Bytes from the start of the block's text.
    pub start: u32,
    pub end: u32,
    /// In TeX; empty if that is not known.
    pub tex: String,
    /// In MathML, if the page has it: what is inside the `math` element, safe to show.
    pub mathml: String,
    /// It stands on a line of its own.
    pub is_display: bool,
    /// The innermost element around it.
    parent: NodeId,
}

/// Classes of elements that hold one formula, in one or several forms; of those on lines of their own; and the same of pictures
/// whose alternative text is TeX.
const CLASSES: [&[&str]; 4] = [
    &[
        "katex",
        "MathJax",
        "MathJax_SVG",
        "MathJax_CHTML",
        "mjx-chtml",
        "MathJax_Preview",
        "mwe-math-element",
    ],
    &[
        "katex-display",
        "MathJax_Display",
        "MathJax_SVG_Display",
        "MJXc-display",
    ],
    &["latex", "ql-img-inline-formula", "mwe-math-fallback-image-inline"],
    &["ql-img-displayed-equation", "mwe-math-fallback-image-display"],
];

/// What classes say of an element.
#[derive(Debug, Clone, Copy, Default)]
struct Notation {
    is_holder: bool,
    is_picture: bool,
    is_display: bool,
}

/// The formula that is being read, and what is known of those around.
#[derive(Debug, Default)]
pub(super) struct Formulas {
    open: Open,
    is_open: bool,
    /// Of the element that was told last.
    notation: Notation,
    /// The formula that follows stands in a script.
    in_script: bool,
    /// The last formula is what a script has set, and what it was set from may follow.
    is_set: bool,
}

#[derive(Debug, Default)]
struct Open {
    /// The places among the open elements of what holds it, and of its `math` while that is open.
    holder: usize,
    math: Option<usize>,
    /// A script has set it.
    is_set: bool,
    mathml: MathMl,
    /// What attributes and scripts say of it in TeX.
    tex: String,
    /// What a script has set outside of `math`.
    shown: String,
    is_display: bool,
}

impl Formulas {
    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Another element is told.
    pub(super) fn next_element(&mut self) {
        self.notation = Notation::default();
    }

    /// It has this class.
    pub(super) fn note(&mut self, class: &str) {
        if let Some(sort) = CLASSES.iter().position(|own| own.contains(&class)) {
            self.notation = Notation {
                is_holder: sort < 2,
                is_picture: sort >= 2,
                is_display: sort % 2 == 1,
            };
        }
    }
}

impl Outline {
    /// The formulas in the text of the block at a place.
    pub fn formulas(&self, block: usize) -> impl Iterator<Item = &Formula> {
        let from = self
            .formulas
            .partition_point(|formula| (formula.block as usize) < block);
        let own = self.formulas.iter().skip(from);
        own.take_while(move |formula| formula.block as usize == block)
    }
}

impl Builder {
    /// An element is about to start: what scripts set formulas in is no more than this.
    pub(super) fn start_beside_formula(&mut self, tag: Tag) {
        let is_of_formula = tag.known_name().is_none() || matches!(tag, Tag::MATH | Tag::SPAN | Tag::NOBR | Tag::SVG);
        if is_boundary(tag) || !is_of_formula && self.formulas.open.math.is_none() {
            self.give_up_formula();
        }
    }

    /// An element has started, the innermost one now.
    pub(super) fn start_formula(&mut self, element: &Element<'_>) {
        let place = self.open.len() - 1;
        let is_math = element.tag == Tag::MATH;
        let Notation {
            is_holder, is_display, ..
        } = self.formulas.notation;
        if !self.formulas.is_open {
            if !is_math && !is_holder || !self.shows_text() {
                return;
            }
            self.formulas.is_open = true;
            self.formulas.open.holder = place;
            self.formulas.open.is_set = is_holder;
        }
        let open = &mut self.formulas.open;
        if is_math || is_holder {
            let display = element.attribute("display");
            open.is_display |= is_display || matches!(display.as_deref(), Some("block" | "true"));
        }
        if is_math && open.math.is_none() {
            open.math = Some(place);
            let alternative = element.attribute("alttext").unwrap_or_default();
            if alternative.bytes().any(|byte| matches!(byte, b'\\' | b'^' | b'_')) {
                open.tex = alternative.into_owned();
            }
        }
        if open.math.is_some() {
            open.mathml.start(element);
        }
        if open.mathml.is_too_much() {
            self.give_up_formula();
        }
    }

    /// An element without content that is markup is told; gives whether it belongs to a formula.
    pub(super) fn void_in_formula(&mut self, element: &Element<'_>) -> bool {
        if !self.formulas.is_open {
            return false;
        }
        let open = &mut self.formulas.open;
        let is_foreign = element.tag.known_name().is_none();
        if is_foreign && open.math.is_some() {
            open.mathml.start(element);
            open.mathml.end();
        } else if matches!(element.tag, Tag::BR | Tag::HR | Tag::SOURCE | Tag::EMBED) {
            self.give_up_formula();
        }
        is_foreign
    }

    /// A picture is told; gives whether a formula stands for it now.
    pub(super) fn picture_in_formula(&mut self, element: &Element<'_>) -> bool {
        let Notation {
            is_picture, is_display, ..
        } = self.formulas.notation;
        let is_formula = is_picture && self.tex_of(&element.attribute("alt").unwrap_or_default(), is_display);
        if !is_formula {
            self.give_up_formula();
        }
        is_formula
    }

    /// The element at a place of `open` is about to end.
    pub(super) fn end_in_formula(&mut self, place: usize) {
        if !self.formulas.is_open {
            return;
        }
        let open = &mut self.formulas.open;
        if let Some(math) = &mut open.math {
            if place < *math {
                *math -= 1;
            } else {
                open.mathml.end();
                if place == *math {
                    open.math = None;
                }
            }
        }
        if place < open.holder {
            open.holder -= 1;
        } else if place == open.holder {
            self.finish_formula();
        }
    }

    /// Adds to the formula that is open.
    pub(super) fn add_formula_text(&mut self, text: &str) {
        let open = &mut self.formulas.open;
        let here = match open.math {
            Some(_) => open.mathml.text_here(),
            None => &mut open.shown,
        };
        here.push_str(text);
        if open.mathml.is_too_much() || open.shown.len() > LONGEST {
            self.give_up_formula();
        }
    }

    /// What is told now is no part of a formula: one that is open has ended, or is none.
    pub(super) fn give_up_formula(&mut self) {
        if !self.formulas.is_open {
            return;
        }
        let open = &mut self.formulas.open;
        if open.math.is_none() && !open.mathml.markup.is_empty() {
            return self.finish_formula();
        }
        let mut text = open.mathml.all_text();
        text.push_str(&open.shown);
        self.close_formula();
        self.text(&text);
    }

    fn close_formula(&mut self) -> Open {
        self.formulas.is_open = false;
        std::mem::take(&mut self.formulas.open)
    }

    fn finish_formula(&mut self) {
        let mut open = self.close_formula();
        if !open.mathml.tex.is_empty() {
            open.tex = open.mathml.tex;
        }
        let mut text = folded(&open.mathml.text);
        if text.is_empty() {
            text = folded(&open.shown);
        }
        let around = open.holder.checked_sub(1).and_then(|place| self.open.get(place));
        let formula = Formula {
            tex: tidy(&open.tex),
            mathml: open.mathml.markup,
            is_display: open.is_display,
            parent: around.map_or(ROOT, |around| around.node),
            ..Formula::default()
        };
        self.formulas.is_set = self.add_formula(text, formula) && open.is_set;
        if open.shown.as_bytes().last().is_some_and(u8::is_ascii_whitespace) && self.pending.gap == Gap::None {
            self.pending.gap = Gap::Space;
        }
    }

    /// Adds a formula; `text` is what stands for it where there is no TeX. Gives whether there is one.
    fn add_formula(&mut self, mut text: String, mut formula: Formula) -> bool {
        formula.block = self.next_block();
        let is_repeated = std::mem::take(&mut self.formulas.is_set) & std::mem::take(&mut self.formulas.in_script);
        let end = self.pending_length();
        if is_repeated && let Some(before) = self.outline.formulas.last_mut() {
            if before.block + 1 == formula.block && self.pending.node.is_none() && before.is_display {
                // The block that it is has ended with it.
                if !formula.tex.is_empty() {
                    before.tex = formula.tex;
                }
                return true;
            }
            if before.block == formula.block && before.end == end && before.parent == formula.parent {
                if !before.mathml.is_empty() && !formula.mathml.is_empty() {
                    return true;
                }
                // It stands here already: now in the script's own words.
                formula.mathml.push_str(&before.mathml);
                let start = self.pending.start + before.start as usize;
                self.outline.formulas.pop();
                self.outline.text.truncate(start);
                self.pending.gap = Gap::None;
            }
        }
        let is_replaced = self.pending_length() < end;
        if !formula.tex.is_empty() {
            text.clone_from(&formula.tex);
        }
        if text.is_empty() {
            return false;
        }
        self.add_text(&text);
        formula.end = self.pending_length();
        formula.start = formula
            .end
            .saturating_sub(u32::try_from(text.len()).unwrap_or(u32::MAX));
        if is_replaced {
            let own = self.outline.spans.iter_mut().skip(self.pending.spans_start);
            for span in own.filter(|span| span.end == end) {
                span.end = formula.end;
            }
        }
        push_tight(&mut self.outline.formulas, formula);
        true
    }

    /// The block that is being written is none, nor are its formulas.
    pub(super) fn forget_formulas(&mut self) {
        let block = self.next_block();
        while self.outline.formulas.last().is_some_and(|last| last.block == block) {
            self.outline.formulas.pop();
        }
    }

    /// A script holds a formula: in TeX, or in MathML that follows.
    pub(super) fn script_of_formula(&mut self, tex: &str, is_display: bool) {
        self.formulas.in_script = !self.formulas.is_open;
        self.tex_of(tex, is_display);
    }

    /// Adds what a formula is in TeX; gives whether it is one.
    fn tex_of(&mut self, tex: &str, is_display: bool) -> bool {
        let tex = tidy(tex);
        if tex.is_empty() {
            return false;
        }
        if self.formulas.is_open {
            self.formulas.open.tex = tex;
            self.formulas.open.is_display |= is_display;
            return true;
        }
        let formula = Formula {
            tex,
            is_display,
            parent: self.innermost(),
            ..Formula::default()
        };
        self.shows_text() && self.add_formula(String::new(), formula)
    }
}

/// A formula in TeX without what is around it, on one line.
fn tidy(tex: &str) -> String {
    let tex = folded(tex);
    let mut tex = tex.as_str();
    // As kramdown hides it from parsers of XML; as it is in other texts; as MediaWiki has it set.
    for (before, after) in [("% <![CDATA[ ", " %]]>"), ("$", "$"), ("{\\displaystyle ", "}")] {
        let inner = tex.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
        // Unless the braces are not each other's.
        let (mut depth, mut least) = (0_i32, 0_i32);
        for byte in inner.unwrap_or_default().bytes() {
            depth += i32::from(byte == b'{') - i32::from(byte == b'}');
            least = least.min(depth);
        }
        tex = inner.filter(|_| least == 0).unwrap_or(tex);
    }
    tex.trim().to_owned()
}
