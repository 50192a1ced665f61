//! A list of filters, line by line.

use std::ops::Range;

use super::domains::{are_for, domains_of, included};
use super::index::{Asked, Index};
use super::selector::{Compound, NameId, Piece, Selectors, Test};
use super::table::{Table, number_of};
use super::{FilterReport, UnsupportedRule};

/// A rule's number.
pub type RuleId = u32;

/// So many rules that are not understood are told, each up to so many bytes.
const MOST_EXAMPLES: usize = 20;
const LONGEST_EXAMPLE: usize = 200;

/// A rule to hide something.
pub struct Rule {
    /// Its compounds end before this one; they begin where those of the rule before end.
    compounds_end: u32,
    selector: Piece,
    domains: Piece,
}

/// A list of filters, ready to be asked.
pub struct Compiled {
    pub list: Selectors,
    pub report: FilterReport,
    /// The table of the names of attributes.
    names: Table,
    /// Rules for all sites, but for some exceptions.
    pub general: Indexed,
    rules: Vec<Rule>,
    /// Rules for some sites only, and the table of the sites' names.
    of_sites: Vec<RuleId>,
    sites: Table,
    /// Selectors and sites of exceptions, and the table of the selectors' text.
    exceptions: Vec<(Piece, Piece)>,
    excepted: Table,
}

/// Rules and their index.
#[derive(Default)]
pub struct Indexed {
    pub index: Index,
    pub rules: Vec<RuleId>,
}

/// What a line is.
enum Line<'l> {
    Comment,
    Network,
    Unsupported,
    /// The sites and the selectors of a rule, or of an exception.
    Cosmetic {
        domains: &'l str,
        selectors: &'l str,
        is_exception: bool,
    },
}

impl Compiled {
    pub fn new(list: &str) -> Self {
        // A byte order mark is no site.
        let list = list.strip_prefix('\u{feff}').unwrap_or(list);
        let mut compiled = Self {
            list: Selectors::new(list.to_owned()),
            report: FilterReport::default(),
            names: Table::default(),
            general: Indexed::default(),
            rules: Vec::new(),
            of_sites: Vec::new(),
            sites: Table::default(),
            excepted: Table::default(),
            exceptions: Vec::new(),
        };
        let mut start = 0;
        for (number, line) in (1..).zip(list.split('\n')) {
            compiled.read(number, line, start);
            start += line.len() + 1;
        }
        compiled.finish();
        compiled
    }

    /// Reads a line that begins at a byte of the list.
    fn read(&mut self, number: u32, line: &str, start: usize) {
        // A piece of the line, as one of the list.
        let piece = |from: usize, part: &str| {
            let inner = part.trim();
            let begin = start + from + (part.len() - part.trim_start().len());
            Piece::new(begin, begin + inner.len())
        };
        match kind_of(line) {
            Line::Comment => {}
            Line::Network => self.report.network += 1,
            Line::Unsupported => self.pass_over(number, line),
            Line::Cosmetic {
                domains,
                selectors,
                is_exception,
            } => {
                let domains = piece(0, domains);
                let mut from = line.len() - selectors.len();
                for selector in split(selectors) {
                    let selector_piece = piece(from, selector);
                    from += selector.len() + 1;
                    let compounds = self.list.compounds.len();
                    let tests = self.list.tests.len();
                    if self.list.read(selector_piece).is_none() {
                        self.pass_over(number, line);
                    } else if is_exception {
                        self.list.compounds.truncate(compounds);
                        self.list.tests.truncate(tests);
                        self.exceptions.push((selector_piece, domains));
                        self.report.exceptions += 1;
                    } else {
                        self.rules.push(Rule {
                            compounds_end: u32::try_from(self.list.compounds.len()).unwrap_or(u32::MAX),
                            selector: selector_piece,
                            domains,
                        });
                        self.report.rules += 1;
                    }
                }
            }
        }
    }

    fn pass_over(&mut self, number: u32, line: &str) {
        self.report.unsupported += 1;
        if self.report.examples.len() < MOST_EXAMPLES {
            let line = line.trim();
            let mut end = line.len().min(LONGEST_EXAMPLE);
            while !line.is_char_boundary(end) {
                end -= 1;
            }
            self.report.examples.push(UnsupportedRule {
                line: number,
                rule: line.get(..end).unwrap_or_default().to_owned(),
            });
        }
    }

    fn finish(&mut self) {
        let names: Vec<u32> = self.list.names.names().map(number).collect();
        self.names = Table::of(names.into_iter());
        let text = &self.list.text;
        let selectors = self.exceptions.iter().map(|(selector, _)| selector.of(text));
        self.excepted = Table::of(selectors.map(number));
        let (mut general, mut sites) = (Vec::new(), Vec::new());
        for (id, rule) in (0..).zip(&self.rules) {
            let before = sites.len();
            for domain in included(rule.domains.of(text)) {
                sites.push(number(&domain.to_lowercase()));
                self.of_sites.push(id);
            }
            if sites.len() == before {
                general.push(id);
            }
        }
        self.sites = Table::of(sites.into_iter());
        self.general = self.indexed(general);
    }

    /// The number of an attribute, if some rule asks for it.
    pub fn name(&self, name: &str) -> Option<NameId> {
        let mut same = self.names.on(number(name));
        same.find(|id| self.list.names.name(*id) == name)
    }

    /// The rules that are for this site in particular.
    pub fn of_site(&self, host: &str) -> Indexed {
        let mut rules = Vec::new();
        domains_of(host, |domain| {
            let found = self.sites.on(number(domain));
            let found = found.filter_map(|place| self.of_sites.get(place as usize).copied());
            rules.extend(found.filter(|rule| self.is_for(*rule, Some(host))));
        });
        self.indexed(rules)
    }

    fn indexed(&self, rules: Vec<RuleId>) -> Indexed {
        let index = Index::of(rules.len(), self.list.names.len(), &self.list, &|place| {
            let rule = rules.get(place).copied().unwrap_or(RuleId::MAX);
            let compounds = self.compounds_of(rule as usize);
            let first = self.list.compounds.get(compounds.start);
            let own = self.tests_before(compounds.start)..first.map_or(0, |first| first.tests_end as usize);
            let around = own.end..self.tests_before(compounds.end);
            Asked {
                own: self.list.tests.get(own).unwrap_or_default(),
                around: self.list.tests.get(around).unwrap_or_default(),
            }
        });
        Indexed { index, rules }
    }

    fn compounds_of(&self, rule: usize) -> Range<usize> {
        let end = |rule: usize| self.rules.get(rule).map_or(0, |rule| rule.compounds_end as usize);
        rule.checked_sub(1).map_or(0, end)..end(rule)
    }

    /// Where the tests of a compound begin.
    fn tests_before(&self, compound: usize) -> usize {
        let before = compound
            .checked_sub(1)
            .and_then(|before| self.list.compounds.get(before));
        before.map_or(0, |before| before.tests_end as usize)
    }

    /// A rule's compounds, the last one of its selector first, each with its tests.
    pub fn compounds(&self, rule: RuleId) -> impl Iterator<Item = (&Compound, &[Test])> + Clone {
        self.compounds_of(rule as usize).filter_map(|place| {
            let compound = self.list.compounds.get(place)?;
            let tests = self
                .list
                .tests
                .get(self.tests_before(place)..compound.tests_end as usize)?;
            Some((compound, tests))
        })
    }

    /// Whether a rule is for a page of this host, and no exception is.
    pub fn is_for(&self, rule: RuleId, host: Option<&str>) -> bool {
        let Some(rule) = self.rules.get(rule as usize) else {
            return false;
        };
        let text = &self.list.text;
        let selector = rule.selector.of(text);
        let is_excepted = self.excepted.on(number(selector)).any(|place| {
            let exception = self.exceptions.get(place as usize);
            exception.is_some_and(|(own, domains)| own.of(text) == selector && are_for(domains.of(text), host))
        });
        !is_excepted && are_for(rule.domains.of(text), host)
    }

    /// A rule as it is told, without its sites: some are for hundreds.
    pub fn rule(&self, rule: RuleId) -> &str {
        let rule = self.rules.get(rule as usize);
        rule.map_or("", |rule| rule.selector.of(&self.list.text))
    }
}

fn number(text: &str) -> u32 {
    number_of(0, text.as_bytes())
}

fn kind_of(line: &str) -> Line<'_> {
    let trimmed = line.trim();
    let is_remark = || matches!(trimmed.as_bytes(), [b'#'] | [b'#', b' ' | b'\t', ..]);
    if trimmed.is_empty() || trimmed.starts_with('!') || is_remark() {
        return Line::Comment;
    }
    let Some((before, after)) = line.split_once('#') else {
        let is_header = trimmed.starts_with('[') && trimmed.ends_with(']');
        return if is_header { Line::Comment } else { Line::Network };
    };
    // Between the two: `@` for exceptions, `?`, `$` and `%` for what is more than a selector.
    let marks = after.bytes().take(3).take_while(|byte| b"@?$%".contains(byte)).count();
    let Some((marks, selectors)) = after.split_at_checked(marks) else {
        return Line::Network;
    };
    let Some(selectors) = selectors.strip_prefix('#') else {
        return Line::Network;
    };
    // Sites are no addresses; a pattern for them is not understood.
    if before.contains(['/', '|', '@', '"', '!', '[', '$', '^']) || !matches!(marks, "" | "@") {
        return Line::Unsupported;
    }
    Line::Cosmetic {
        domains: before,
        selectors,
        is_exception: marks == "@",
    }
}

/// The selectors of a list, parted by commas.
fn split(selectors: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(selectors);
    std::iter::from_fn(move || {
        let list = rest?;
        let (mut depth, mut quote, mut is_escaped) = (0_u32, None, false);
        let comma = list.bytes().position(|byte| {
            if is_escaped {
                is_escaped = false;
                return false;
            }
            match (byte, quote) {
                (b'\\', _) => is_escaped = true,
                (_, Some(open)) => quote = Some(open).filter(|open| *open != byte),
                (b'"' | b'\'', None) => quote = Some(byte),
                (b'(' | b'[', None) => depth += 1,
                (b')' | b']', None) => depth = depth.saturating_sub(1),
                (b',', None) => return depth == 0,
                _ => {}
            }
            false
        });
        let (first, after) = match comma.and_then(|comma| list.split_at_checked(comma)) {
            Some((first, after)) => (first, after.get(1..)),
            None => (list, None),
        };
        rest = after;
        Some(first)
    })
}
