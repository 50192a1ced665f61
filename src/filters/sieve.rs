//! The open elements of a page, asked for a list's rules.

use std::sync::Arc;

use super::compiled::{Compiled, Indexed, RuleId};
use super::index::keys_of;
use super::selector::{ELEMENT, NameId, Test};
use crate::address::Address;
use crate::reader::Element;

/// Asks the filters for every element of a page.
pub struct Sieve {
    compiled: Arc<Compiled>,
    host: Option<String>,
    /// The rules for this site.
    of_site: Indexed,
    /// The open elements, `html` and `body` first.
    open: Vec<Seen>,
    /// Elements that have ended, for their memory.
    spare: Vec<Seen>,
    /// Rules that hang on an open element and are to be asked of all in it.
    active: Vec<RuleId>,
    is_active: Vec<bool>,
    /// Rules that hang on what an element has, while it is looked at: on itself, and for those in it.
    found: Vec<RuleId>,
    found_around: Vec<RuleId>,
}

/// What the filters may ask of an open element.
#[derive(Default)]
struct Seen {
    text: String,
    /// Attributes, and where the value of each begins and ends in the text.
    values: Vec<(NameId, u32, u32)>,
    /// How many rules it has made active.
    activated: usize,
}

impl Seen {
    fn holds(&self, test: &Test, list: &str) -> bool {
        let value = self.values.iter().find(|(name, ..)| *name == test.name);
        let own = value.and_then(|(_, start, end)| self.text.get(*start as usize..*end as usize));
        let holds = own.is_some_and(|own| {
            let value = test.value.of(list);
            if test.any_case {
                test.operator.holds(&own.to_ascii_lowercase(), value)
            } else {
                test.operator.holds(own, value)
            }
        });
        holds != test.negated
    }

    fn push(&mut self, name: NameId, value: &str) {
        let offset = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        let start = offset(self.text.len());
        self.text.push_str(value);
        self.values.push((name, start, offset(self.text.len())));
    }
}

impl Sieve {
    pub fn new(compiled: Arc<Compiled>, url: Option<&str>) -> Self {
        let host = url.and_then(|url| Address::of(url).host()).map(str::to_lowercase);
        let mut sieve = Self {
            of_site: host.as_ref().map(|host| compiled.of_site(host)).unwrap_or_default(),
            host,
            open: Vec::new(),
            spare: Vec::new(),
            active: Vec::new(),
            is_active: vec![false; compiled.report.rules as usize],
            found: Vec::new(),
            found_around: Vec::new(),
            compiled,
        };
        for name in ["html", "body"] {
            let mut seen = Seen::default();
            seen.push(ELEMENT, name);
            sieve.open.push(seen);
        }
        sieve
    }

    /// `html` or `body` has come, perhaps late; the first one counts.
    pub fn root(&mut self, element: &Element<'_>) {
        let place = usize::from(element.name == "body");
        let is_first = self.open.get(place).is_some_and(|seen| seen.values.len() == 1);
        if is_first && let Some(seen) = self.open.get_mut(place).map(std::mem::take) {
            let seen = self.look(element, seen);
            self.activate(place);
            if let Some(slot) = self.open.get_mut(place) {
                slot.text = seen.text;
                slot.values = seen.values;
            }
        }
    }

    /// An element starts: gives the first rule that it is named by.
    pub fn start(&mut self, element: &Element<'_>) -> Option<RuleId> {
        let seen = self.spare.pop().unwrap_or_default();
        let seen = self.look(element, seen);
        self.open.push(seen);
        let mut worth_asking = self.found.iter().chain(&self.active);
        let named = worth_asking.find(|rule| self.names(**rule)).copied();
        self.activate(self.open.len() - 1);
        named
    }

    /// An element starts in what is left out already.
    pub fn start_unasked(&mut self) {
        let mut seen = self.spare.pop().unwrap_or_default();
        seen.text.clear();
        seen.values.clear();
        self.open.push(seen);
    }

    /// The element at this place ends, `body` standing at 0.
    pub fn end(&mut self, place: usize) {
        let place = place + 1;
        if place < 2 || place >= self.open.len() {
            return;
        }
        let mut seen = self.open.remove(place);
        if place == self.open.len() {
            for rule in self.active.drain(self.active.len().saturating_sub(seen.activated)..) {
                if let Some(is_active) = self.is_active.get_mut(rule as usize) {
                    *is_active = false;
                }
            }
        } else if let Some(around) = self.open.get_mut(place - 1) {
            // They end with that one, a little late: being asked does no harm.
            around.activated += seen.activated;
        }
        seen.activated = 0;
        self.spare.push(seen);
    }

    /// An element without content: gives the first rule that it is named by.
    pub fn void(&mut self, element: &Element<'_>) -> Option<RuleId> {
        let named = self.start(element);
        self.end(self.open.len().saturating_sub(2));
        named
    }

    /// The selectors of a rule, as the list has them.
    pub fn selectors(&self, rule: RuleId) -> &str {
        self.compiled.rule(rule)
    }

    /// Reads what may be asked of an element, and finds the rules that hang on it.
    fn look(&mut self, element: &Element<'_>, mut seen: Seen) -> Seen {
        let Self {
            compiled,
            of_site,
            found,
            found_around,
            ..
        } = self;
        found.clear();
        found_around.clear();
        seen.text.clear();
        seen.values.clear();
        let lists = [&compiled.general, of_site];
        let lists = lists
            .get(..1 + usize::from(!of_site.rules.is_empty()))
            .unwrap_or_default();
        let mut push = |name: NameId, value: &str| {
            let by_letters = lists.iter().any(|list| list.index.is_by_letters(name));
            keys_of(name, value, by_letters, |key| {
                for list in lists {
                    for number in list.index.on(key) {
                        let is_around = list.index.is_on_around(number);
                        let found = if is_around { &mut *found_around } else { &mut *found };
                        found.extend(list.rules.get(number as usize));
                    }
                }
            });
            seen.push(name, value);
        };
        push(ELEMENT, element.name);
        for (name, value) in element.attributes() {
            if let Some(id) = compiled.name(name) {
                push(id, &value.decoded());
            }
        }
        seen
    }

    /// Makes the rules active that hang on the element at this place, and are for those in it.
    fn activate(&mut self, place: usize) {
        let Self {
            open,
            active,
            is_active,
            found_around,
            ..
        } = self;
        for rule in found_around.drain(..) {
            if let Some(is_active) = is_active.get_mut(rule as usize)
                && !std::mem::replace(is_active, true)
                && let Some(seen) = open.get_mut(place)
            {
                active.push(rule);
                seen.activated += 1;
            }
        }
    }

    /// Whether a rule names the innermost element.
    ///
    /// A chain of parents is looked for outward from the element on; the nearest one found is as good as any, as with the stars of a
    /// file name's pattern, so nothing is looked at twice.
    fn names(&self, rule: RuleId) -> bool {
        let text = &self.compiled.list.text;
        let mut compounds = self.compiled.compounds(rule).peekable();
        let mut place = self.open.len();
        // Where to go on when a chain does not hold: the same compounds, one element further out.
        let mut again = None;
        while let Some((_, tests)) = compounds.next() {
            let Some(seen) = place.checked_sub(1).and_then(|place| self.open.get(place)) else {
                return false;
            };
            if tests.iter().all(|test| seen.holds(test, text)) {
                place -= 1;
                if compounds.peek().is_some_and(|(next, _)| !next.is_parent) {
                    again = Some((compounds.clone(), place));
                }
            } else {
                let Some((from, at)) = again.as_mut() else {
                    return false;
                };
                *at = at.saturating_sub(1);
                (compounds, place) = (from.clone(), *at);
            }
        }
        self.compiled.is_for(rule, self.host.as_deref())
    }
}
