//! People's names out of bylines: without 'By', roles, dates, addresses, and what else stands around them.

use super::wordings::List;
use super::written_date::{month_of, written_date};
use crate::words::{count_words, ends_sentence, folded};

/// A name of more words is none, nor is one of more bytes.
const MOST_WORDS: usize = 6;
const LONGEST: usize = 80;
/// A text of more words holds no byline.
const LONGEST_LINE: usize = 40;
/// More authors than these are a list of members.
const MOST_NAMES: usize = 12;

/// How sure it is that a text holds authors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    /// A field for them: taken as it is.
    Stated,
    /// An element or a line that says so; what one may call oneself is a name too: `rain_fan7`.
    Said,
    /// It stands where authors stand: only what looks like a person's name is one.
    Looks,
}

/// The names in a byline, in its order; two that an 'and' joins are one.
#[inline(never)]
pub fn names(text: &str, sure: Sure) -> Vec<String> {
    let line = folded(text);
    if line.contains("://") || count_words(&line) > LONGEST_LINE {
        return Vec::new();
    }
    let mut line = without_by(&line).unwrap_or(&line);
    if sure != Sure::Stated
        && let Some(date) = written_date(line, true)
    {
        // 'May 7, 2024 by Ann Lee'
        let before = line.get(..date.at.start).unwrap_or_default();
        let after = line.get(date.at.end..).unwrap_or_default();
        line = if before.contains(char::is_alphabetic) {
            before
        } else {
            after.trim_start_matches(|letter: char| !letter.is_alphanumeric())
        };
        line = without_by(line).unwrap_or(line);
    }
    let mut found = Found {
        names: Vec::new(),
        and: None,
        sure,
    };
    let mut name: Vec<&str> = Vec::new();
    for word in line.split(' ') {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        if sure != Sure::Stated && List::AND.has(word) {
            if !found.push(&name) {
                return found.names;
            }
            name.clear();
            found.and = Some(word.to_owned());
            continue;
        }
        let is_mark = bare.is_empty() && word != "&";
        let is_number =
            bare.contains(|letter: char| letter.is_ascii_digit()) && (sure == Sure::Looks || !name.is_empty());
        let is_note = word.starts_with('(')
            && !name
                .first()
                .is_some_and(|first| first.starts_with(char::is_uppercase) && word.ends_with(')'));
        let goes_on = sure != Sure::Stated && is_after(word);
        if is_mark || is_number || is_note || goes_on || word.contains('@') {
            if is_number {
                while name.last().is_some_and(|last| is_of_date(last)) {
                    name.pop();
                }
            }
            break;
        }
        name.push(word);
        if word.ends_with([',', ';', '\u{3001}', '\u{ff0c}']) {
            if !found.push(&name) {
                return found.names;
            }
            name.clear();
        }
    }
    found.push(&name);
    found.names
}

/// Words that begin what follows the names: small, or at the start of another statement.
#[inline(never)]
fn is_after(word: &str) -> bool {
    let bare = word.trim_end_matches([':', ',']);
    List::AFTER_NAME.has(bare) || bare.starts_with(char::is_uppercase) && List::STATEMENT.has(&bare.to_lowercase())
}

#[inline(never)]
fn is_of_date(word: &str) -> bool {
    let lower = word.trim_end_matches(['.', ',']).to_lowercase();
    month_of(&lower).is_some() && lower.chars().count() < 11
        || List::DAY
            .words()
            .any(|day| lower.starts_with(day) && (lower.len() == day.len() || lower.ends_with("day")))
}

struct Found {
    names: Vec<String>,
    /// The word for 'and' that stands before the next name.
    and: Option<String>,
    sure: Sure,
}

impl Found {
    /// Adds a name, or letters behind the one before it ('MD'). Gives false where a role begins, after which no names come.
    fn push(&mut self, words: &[&str]) -> bool {
        let text = words.join(" ");
        let name = text
            .trim_matches(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '.' | '(' | ')' | '_'))
            .trim_start_matches(['.', ')'])
            // 'Reporter', in Korean.
            .trim_end_matches(" \u{ae30}\u{c790}");
        // Once for the eye and once for machines: 'Ann LeeAnn Lee'.
        let halves = name.split_at_checked(name.len() / 2);
        let name = halves.map_or(
            name,
            |(half, other)| if half == other && half.len() > 5 { half } else { name },
        );
        let and = self.and.take();
        if name.is_empty() {
            self.and = and;
            return true;
        }
        let Some(last) = self.names.last_mut() else {
            if is_name(name, self.sure) {
                self.names.push(name.to_owned());
                return true;
            }
            return false;
        };
        if is_degree(name) {
            last.push_str(", ");
            last.push_str(name);
            return true;
        }
        // 'Ann Lee, Hardware' names no second author.
        let is_another = is_name(name, self.sure)
            && !has_role(name)
            && (name.contains(' ') || !last.contains(' ') || !name.is_ascii());
        if !is_another || self.names.len() >= MOST_NAMES {
            return false;
        }
        match and {
            Some(and) if self.names.len() == 1 => {
                if let Some(last) = self.names.last_mut() {
                    last.push(' ');
                    last.push_str(&and);
                    last.push(' ');
                    last.push_str(name);
                }
            }
            _ if self.names.iter().any(|own| own == name) => {}
            _ => self.names.push(name.to_owned()),
        }
        true
    }
}

/// What follows 'By' and the like.
pub fn without_by(line: &str) -> Option<&str> {
    let rest = after_by(line)?;
    // 'Author: by Ann Lee'
    Some(after_by(rest).unwrap_or(rest))
}

#[inline(never)]
fn after_by(line: &str) -> Option<&str> {
    // The longest counts: 'written by', not 'written'.
    let rests = List::BY.words().filter_map(|by| {
        let start = line.get(..by.len())?;
        let rest = line.get(by.len()..)?;
        let is_parted = rest.starts_with([' ', ':', '\u{ff1a}', '\u{a0}', '\u{30fb}']);
        // Elements side by side: 'Written byAnn Lee'.
        let is_label = (by.len() > 6 || start == "By") && rest.starts_with(char::is_uppercase);
        ((is_parted || is_label) && start.to_lowercase() == by).then_some(rest)
    });
    let rest = rests.min_by_key(|rest| rest.len())?;
    Some(rest.trim_start_matches([':', '\u{ff1a}', ' ', '\u{a0}', '\u{30fb}', '-', '|']))
}

/// Whether a line is nothing but a label of the author.
pub fn is_by(line: &str) -> bool {
    let line = line
        .trim()
        .trim_end_matches([':', '\u{ff1a}'])
        .trim_end()
        .to_lowercase();
    List::BY.has(&line)
}

/// `MD`, `PhD`, `M.S.`, `Jr.`: short, and mostly capitals or points.
#[inline(never)]
pub fn is_degree(name: &str) -> bool {
    let is_one = |word: &str| {
        let capitals = word
            .chars()
            .filter(|letter| letter.is_uppercase() || *letter == '.')
            .count();
        word.len() <= 8 && (capitals >= 2 || matches!(word, "Jr" | "Sr"))
    };
    // 'BO EK' is a name.
    !name.is_empty() && (!name.contains(' ') || name.contains('.')) && name.split(' ').all(is_one)
}

#[inline(never)]
pub fn has_role(name: &str) -> bool {
    words_of(name).any(|word| List::ROLE.has(&word))
}

fn words_of(name: &str) -> impl Iterator<Item = String> {
    name.split([' ', ',', '/'])
        .map(|word| {
            word.trim_matches(|letter: char| !letter.is_alphanumeric())
                .to_lowercase()
        })
        .filter(|word| !word.is_empty())
}

#[inline(never)]
fn is_name(name: &str, sure: Sure) -> bool {
    let count = name.split(' ').count();
    let is_nobody = || {
        words_of(name).all(|word| {
            let lists = [List::NOBODY, List::ROLE, List::PARTICLE];
            lists.iter().any(|list| list.has(&word)) || is_of_date(&word)
        })
    };
    let is_sentence = || count > 3 && ends_sentence(name) && !is_degree(name.rsplit(' ').next().unwrap_or_default());
    let fits = name.len() <= LONGEST
        && count
            <= if sure == Sure::Stated {
                2 * MOST_WORDS
            } else {
                MOST_WORDS
            }
        && name.chars().filter(|letter| letter.is_alphabetic()).count() > 1
        && !name.contains(": ")
        && !is_nobody()
        && !is_by(name)
        && !is_sentence();
    fits && match sure {
        Sure::Stated => true,
        // One of two capitals stands for a picture.
        Sure::Said => count == 1 && (name.len() > 2 || !name.is_ascii()) || looks_like_person(name) && name.len() > 2,
        Sure::Looks => {
            let is_ideographic =
                || (2..=4).contains(&name.chars().count()) && name.chars().all(crate::words::is_ideographic);
            is_ideographic()
                || (2..=3).contains(&count)
                    && looks_like_person(name)
                    && !has_role(name)
                    && !name.contains(['(', '/'])
                    && name.split(' ').all(is_evenly_written)
        }
    }
}

/// A small letter; scripts from the Hebrew on have no small ones.
pub fn is_small(letter: char) -> bool {
    letter < '\u{590}' && letter.is_alphabetic() && !letter.is_uppercase()
}

/// `Lee`, `LEE`, `McKay`, `B.`, but not `HealthDECEMBER`.
fn is_evenly_written(word: &str) -> bool {
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    capitals <= 2 || capitals == word.chars().filter(|letter| letter.is_alphabetic()).count()
}

/// Every word begins with a capital, where the script has them, but for particles.
#[inline(never)]
pub fn looks_like_person(name: &str) -> bool {
    let mut words = name.split(' ').filter(|word| word.chars().any(char::is_alphanumeric));
    let is_capital = |word: &str| {
        word.chars()
            .find(|letter| letter.is_alphanumeric())
            .is_some_and(|letter| !is_small(letter) && !letter.is_numeric())
    };
    let all = words.all(|word| {
        is_capital(word) || List::PARTICLE.has(word) || word == "editors" || word == "team" || word == "staff"
    });
    all && name.chars().any(|letter| letter.is_uppercase() || !letter.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::{Sure, names};

    #[test]
    fn names_alone() {
        for (line, expected) in [
            ("By Ann Lee", "Ann Lee"),
            ("Ann Lee | The Gazette", "Ann Lee"),
            ("BY ANN LEE 12 May 2024", "ANN LEE"),
            ("Posted by Ann Lee on Tuesday", "Ann Lee"),
            ("ByAnn Lee", "Ann Lee"),
            ("Byron Lee", "Byron Lee"),
            ("By Ann Lee and Bo Ek", "Ann Lee and Bo Ek"),
            ("Written by: Ann Lee, Bo Ek & Cy Day", "Ann Lee; Bo Ek; Cy Day"),
            ("Ann Lee, Senior Editor", "Ann Lee"),
            ("By Ann Lee, MS, RDN", "Ann Lee, MS, RDN"),
            ("Dr Marna van der Merwe", "Dr Marna van der Merwe"),
            ("by The Gazette editors", "The Gazette editors"),
            ("Von Anna Hecht, 7. Mai 2024", "Anna Hecht"),
            ("Автор: Анна Щука", "Анна Щука"),
            ("作者:王小明", "王小明"),
            ("文・山本かおり", "山本かおり"),
            ("홍길동 기자, 김철수 기자", "홍길동; 김철수"),
            ("Γράφει η Άννα Παππά", "Άννα Παππά"),
            ("מאת: נועה ברק | 5 בדצמבר 2024", "נועה ברק"),
            ("Av Anna Berg", "Anna Berg"),
            ("Avery Berg", "Avery Berg"),
            ("Ann LeeAnn Lee", "Ann Lee"),
            ("bobo", "bobo"),
            ("ann@example.org", ""),
            ("https://example.org/ann", ""),
            ("12", ""),
            ("Written by", ""),
            ("admin", ""),
            ("By the time the river had risen, nobody was left.", ""),
        ] {
            assert_eq!(names(line, Sure::Said).join("; "), expected, "{line}");
        }
        assert_eq!(names("rain_fan7", Sure::Said), ["rain_fan7"]);
        assert!(names("rain_fan7", Sure::Looks).is_empty());
        assert!(names("Rain", Sure::Looks).is_empty());
        assert_eq!(names("Ann Lee", Sure::Looks), ["Ann Lee"]);
    }
}
