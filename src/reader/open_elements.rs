//! The stack of open elements, with the end tags HTML lets authors omit (HTML § 13.1.2.4 and § 13.2.6).
//!
//! `lol_html`'s own stack knows nothing of them: to it the second `<li>` of a list stands inside the first. Only the rules
//! that decide what text belongs to what element are here; foster parenting and the adoption agency's copies are not.

use super::elements::Tag;

/// Elements are nested at most this deep, as in Chromium; deeper ones count as content of the last.
const MOST_NESTED: usize = 512;

/// What a tag does to the stack, for the caller to do to its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The innermost element ends.
    Pop(Tag),
    /// The element at this place ends, though those opened in it go on (`</form>`, `</b>` out of order).
    Remove(usize, Tag),
}

/// The elements that are open, the outermost first; `body` itself is not among them.
#[derive(Debug, Default)]
pub struct OpenElements {
    stack: Vec<Tag>,
    /// Elements beyond [`MOST_NESTED`] that have not ended, of those [that count](Tag::is_surely_ended).
    beyond: u64,
    /// How many of the outermost no tag can reach now: see [`enter`](Self::enter).
    out_of_reach: usize,
}

/// What is open around a fragment.
pub struct Around {
    beyond: u64,
    out_of_reach: usize,
}

impl OpenElements {
    /// A start tag: ends what it implies the end of, through `change`; gives whether the element itself is to be opened.
    pub fn start(&mut self, tag: Tag, change: &mut dyn FnMut(Change)) -> bool {
        if self.beyond == 0 {
            self.end_implied_by(tag, change);
        }
        if self.stack.len() >= MOST_NESTED {
            self.beyond += u64::from(tag.is_surely_ended());
            return false;
        }
        true
    }

    /// Opens an element for which [`start`](Self::start) said so.
    pub fn push(&mut self, tag: Tag) {
        self.stack.push(tag);
    }

    /// An end tag.
    pub fn end(&mut self, tag: Tag, change: &mut dyn FnMut(Change)) {
        if self.beyond > 0 {
            self.beyond -= u64::from(tag.is_surely_ended());
            return;
        }
        if tag.is_heading() {
            // Any heading's end tag ends whichever heading is open.
            let open = self.within_scope(Tag::is_heading);
            return self.pop_to(open, change);
        }
        let place = match tag {
            // A cell without its row is in one that goes without saying.
            Tag::TR => {
                let row = self.innermost(|open| open == Tag::TR, |open| open == Tag::TABLE);
                row.or_else(|| self.innermost(|open| matches!(open, Tag::TD | Tag::TH), |open| open == Tag::TABLE))
            }
            Tag::TABLE | Tag::TD | Tag::TH | Tag::TBODY | Tag::THEAD | Tag::TFOOT | Tag::CAPTION => {
                self.innermost(|open| open == tag, |open| open == Tag::TABLE && tag != Tag::TABLE)
            }
            Tag::TEMPLATE | Tag::FOREIGNOBJECT => self.innermost(|open| open == tag, |_| false),
            // In a button, a paragraph of outside is out of reach.
            Tag::P => self.innermost(|open| open == Tag::P, |open| open.bounds_scope() || open == Tag::BUTTON),
            Tag::LI => self.innermost(
                |open| open == Tag::LI,
                |open| open.bounds_scope() || matches!(open, Tag::UL | Tag::OL),
            ),
            _ => self.within_scope(|open| open == tag),
        };
        let Some(place) = place else { return };
        if tag == Tag::FORM {
            self.end_implied_inside(place, change);
        }
        let holds_special = self.stack.iter().skip(place + 1).any(|open| open.is_special());
        let passes_over = !tag.is_special() && !tag.is_custom() && tag != Tag::DIALOG;
        if tag == Tag::FORM && !self.is_last(place) || passes_over && holds_special {
            self.stack.remove(place);
            change(Change::Remove(place, tag));
        } else {
            self.pop_to(Some(place), change);
        }
    }

    /// Ends the innermost elements inside that at a place whose end tags may be omitted (HTML § 13.2.6.3).
    fn end_implied_inside(&mut self, place: usize, change: &mut dyn FnMut(Change)) {
        let outermost = self.stack.iter().rposition(|open| !open.may_end_unsaid());
        let outermost = outermost.map_or(0, |place| place + 1);
        self.pop_to(Some(outermost.max(place + 1)), change);
    }

    /// A fragment begins, markup that stood in the page as text: its tags end nothing that is open around it.
    pub fn enter(&mut self) -> Around {
        let around = Around {
            beyond: self.beyond,
            out_of_reach: self.out_of_reach,
        };
        self.out_of_reach = self.stack.len();
        around
    }

    /// It ends, with all that is still open in it.
    pub fn leave(&mut self, around: &Around, change: &mut dyn FnMut(Change)) {
        self.pop_to(Some(self.out_of_reach), change);
        self.beyond = around.beyond;
        self.out_of_reach = around.out_of_reach;
    }

    /// Ends whatever is still open.
    pub fn finish(&mut self, change: &mut dyn FnMut(Change)) {
        self.pop_to(Some(0), change);
    }

    fn end_implied_by(&mut self, tag: Tag, change: &mut dyn FnMut(Change)) {
        if tag.leaves_foreign_content()
            && let Some(place) = self.innermost(|open| open == Tag::SVG, Tag::bounds_scope)
        {
            self.pop_to(Some(place), change);
        }
        if tag.closes_paragraph() {
            let paragraph = self.innermost(|open| open == Tag::P, |open| open.bounds_scope() || open == Tag::BUTTON);
            self.pop_to(paragraph, change);
        }
        match tag {
            Tag::LI => self.pop_to_item(|open| open == Tag::LI, change),
            Tag::DD | Tag::DT => self.pop_to_item(|open| matches!(open, Tag::DD | Tag::DT), change),
            Tag::TD | Tag::TH => self.pop_to_part(|open| matches!(open, Tag::TD | Tag::TH | Tag::CAPTION), change),
            Tag::TR => self.pop_to_part(
                |open| matches!(open, Tag::TR | Tag::TD | Tag::TH | Tag::CAPTION),
                change,
            ),
            Tag::TBODY | Tag::THEAD | Tag::TFOOT => self.pop_to_part(Tag::is_table_part, change),
            // Not in a cell, a table cannot hold another (§ 13.2.6.4.9).
            Tag::TABLE => {
                let table = self.innermost(
                    |open| open == Tag::TABLE,
                    |open| matches!(open, Tag::TD | Tag::TH | Tag::CAPTION | Tag::TEMPLATE),
                );
                self.pop_to(table, change);
            }
            Tag::OPTION => self.pop_to_part(|open| open == Tag::OPTION, change),
            Tag::OPTGROUP => self.pop_to_part(|open| matches!(open, Tag::OPTION | Tag::OPTGROUP), change),
            Tag::RB | Tag::RT | Tag::RP | Tag::RTC => {
                let ruby = self.innermost(
                    |open| matches!(open, Tag::RB | Tag::RT | Tag::RP | Tag::RTC),
                    |open| open == Tag::RUBY || open.is_block(),
                );
                self.pop_to(ruby, change);
            }
            // A link or a button cannot hold another.
            Tag::A => self.end_other(Tag::A, change),
            Tag::BUTTON => {
                let button = self.within_scope(|open| open == Tag::BUTTON);
                self.pop_to(button, change);
            }
            _ if tag.is_heading() => {
                let heading = self.innermost(Tag::is_heading, |_| true);
                self.pop_to(heading, change);
            }
            _ => {}
        }
    }

    fn end_other(&mut self, tag: Tag, change: &mut dyn FnMut(Change)) {
        if let Some(place) = self.within_scope(|open| open == tag) {
            if self.stack.iter().skip(place).any(|open| open.is_special()) {
                self.stack.remove(place);
                change(Change::Remove(place, tag));
            } else {
                self.pop_to(Some(place), change);
            }
        }
    }

    fn pop_to_item(&mut self, is_item: impl Fn(Tag) -> bool, change: &mut dyn FnMut(Change)) {
        let place = self.innermost(&is_item, Tag::bounds_list_item);
        self.pop_to(place, change);
    }

    /// Ends the outermost part of this table (or list of options) that the new part closes.
    fn pop_to_part(&mut self, is_closed: impl Fn(Tag) -> bool, change: &mut dyn FnMut(Change)) {
        let from = self
            .stack
            .iter()
            .rposition(|open| matches!(*open, Tag::TABLE | Tag::SELECT | Tag::DATALIST | Tag::TEMPLATE));
        let from = from.map_or(0, |place| place + 1).max(self.out_of_reach);
        let place = self
            .stack
            .iter()
            .skip(from)
            .position(|open| is_closed(*open))
            .map(|place| from + place);
        self.pop_to(place, change);
    }

    fn within_scope(&self, is_it: impl Fn(Tag) -> bool) -> Option<usize> {
        self.innermost(is_it, Tag::bounds_scope)
    }

    fn innermost(&self, is_it: impl Fn(Tag) -> bool, bounds: impl Fn(Tag) -> bool) -> Option<usize> {
        for (place, open) in self.stack.iter().enumerate().skip(self.out_of_reach).rev() {
            if is_it(*open) {
                return Some(place);
            }
            if bounds(*open) {
                return None;
            }
        }
        None
    }

    fn is_last(&self, place: usize) -> bool {
        place + 1 == self.stack.len()
    }

    fn pop_to(&mut self, place: Option<usize>, change: &mut dyn FnMut(Change)) {
        let Some(place) = place else { return };
        while self.stack.len() > place {
            if let Some(tag) = self.stack.pop() {
                change(Change::Pop(tag));
            }
        }
    }

    /// Whether an element of this name is open.
    pub fn has(&self, tag: Tag) -> bool {
        self.stack.contains(&tag)
    }
}

#[cfg(test)]
mod tests {
    use super::super::elements::Names;
    use super::*;

    /// Draws the nesting that `tags` give: `li`, `/li` … become `li(…)`.
    fn nesting(tags: &str) -> String {
        let (mut names, mut open, mut out) = (Names::default(), OpenElements::default(), String::new());
        for word in tags.split_whitespace() {
            let mut closed = String::new();
            let mut change = |change| closed.push_str(if matches!(change, Change::Pop(_)) { ")" } else { "~" });
            if let Some(name) = word.strip_prefix('/') {
                open.end(names.tag(name), &mut change);
                out.push_str(&closed);
            } else {
                let tag = names.tag(word);
                let opens = open.start(tag, &mut change);
                out.push_str(&closed);
                if opens && !tag.is_void() {
                    open.push(tag);
                    out.push_str(word);
                    out.push('(');
                }
            }
        }
        open.finish(&mut |_| out.push(')'));
        out
    }

    #[test]
    fn omitted_end_tags() {
        assert_eq!(nesting("ul li li /ul p"), "ul(li()li())p()");
        assert_eq!(nesting("ul li ul li li /ul li /ul"), "ul(li(ul(li()li()))li())");
        assert_eq!(nesting("dl dt dd dt dd /dl"), "dl(dt()dd()dt()dd())");
        assert_eq!(nesting("p p div p /div"), "p()p()div(p())");
        assert_eq!(
            nesting("table tr td td tr td /table p"),
            "table(tr(td()td())tr(td()))p()"
        );
        assert_eq!(
            nesting("table thead tr th tbody tr td tfoot tr td /table"),
            "table(thead(tr(th()))tbody(tr(td()))tfoot(tr(td())))"
        );
        assert_eq!(
            nesting("select option option optgroup option optgroup option /select"),
            "select(option()option()optgroup(option())optgroup(option()))"
        );
        assert_eq!(nesting("ruby rb rt rp rt /ruby"), "ruby(rb()rt()rp()rt())");
        assert_eq!(nesting("h2 h3 /h2 p"), "h2()h3()p()");
    }

    #[test]
    fn tables_nest() {
        assert_eq!(
            nesting("table tr td table tr td /table td /table"),
            "table(tr(td(table(tr(td())))td()))"
        );
        assert_eq!(
            nesting("table tr table tr td /table p"),
            "table(tr())table(tr(td()))p()"
        );
        assert_eq!(
            nesting("div table tr td /div td /table /div p"),
            "div(table(tr(td()td())))p()"
        );
    }

    #[test]
    fn stray_and_misnested_end_tags() {
        assert_eq!(nesting("/div /li p /span /p div"), "p()div()");
        assert_eq!(nesting("b i /b /i p"), "b(i())p()");
        assert_eq!(nesting("b p /b /p"), "b(p(~)");
        assert_eq!(nesting("form div /form /div p"), "form(div(~)p()");
        assert_eq!(nesting("a div a /a /div"), "a(div(~a())");
        assert_eq!(nesting("ul li /div li /ul"), "ul(li()li())");
        assert_eq!(nesting("p div /p /div p"), "p()div()p()");
        assert_eq!(nesting("svg path p"), "svg(path())p()");
        assert_eq!(nesting("form div form li p /form p"), "form(div(form(li(p()))p()))");
        assert_eq!(nesting("form p b /form p"), "form(p(b(~))p()");
        assert_eq!(nesting("b dialog /b p"), "b(dialog())p()");
        assert_eq!(nesting("fieldset legend div /legend p"), "fieldset(legend(div(~p()))");
        assert_eq!(nesting("ul li video li"), "ul(li(video())li())");
        assert_eq!(nesting("object marquee /object p"), "object(marquee(p()))");
    }

    #[test]
    fn depth_is_bounded() {
        let (mut open, mut opened) = (OpenElements::default(), 0);
        for _ in 0..200_000 {
            if open.start(Tag::DIV, &mut |_| {}) {
                open.push(Tag::DIV);
                opened += 1;
            }
        }
        assert_eq!(opened, MOST_NESTED);
        let mut popped = 0;
        for _ in 0..200_000 {
            open.end(Tag::DIV, &mut |_| popped += 1);
        }
        assert_eq!(popped, MOST_NESTED);
    }

    #[test]
    fn what_ends_without_a_tag_ends_beyond_the_depth_too() {
        let deep = |tags: &str| {
            let page = format!("{}{tags} {}p", "div ".repeat(600), "/div ".repeat(600));
            nesting(&page).ends_with("))p()")
        };
        assert!(deep("ul li li /ul"));
        assert!(deep("p p dl dt dd /dl table tr td td /table"));
        assert!(deep("b i /b br a"));
        assert!(deep("li /p /b /li"));
    }
}
