//! Facts a page states about itself: title, `<meta>`, canonical link, language, JSON-LD.

use super::element::Element;
use super::entities::ReferenceDecoder;
use super::linked_data::{LinkedData, read_linked_data};
use crate::address::Address;
use crate::words::folded;

/// Most `<meta>` facts that are kept, and the most bytes of one, or of a `<title>`.
const MOST_METAS: usize = 400;
const LONGEST_META: usize = 8 * 1024;

/// What a page states in its head (or, carelessly, anywhere else).
#[derive(Debug, Default)]
pub struct Head {
    /// The `<title>`, white space folded.
    pub title: Option<String>,
    /// `html`'s (else `body`'s) `lang`.
    pub lang: Option<String>,
    /// `html`'s (else `body`'s) `dir`.
    pub dir: Option<String>,
    /// `<link rel=canonical>`.
    pub canonical: Option<String>,
    /// `<link rel=next>`.
    pub next: Option<String>,
    /// `<base href>`.
    pub base: Option<String>,
    /// `<meta>`: their names, in lower case, and what they state.
    metas: Vec<(Box<str>, String)>,
    /// Articles and their kin of the JSON-LD, in the page's order.
    pub linked_data: Vec<LinkedData>,
}

impl Head {
    /// The first non-empty `<meta>` of a lower-case `name`, `property`, or `itemprop:NAME`.
    pub fn meta_named(&self, name: &str) -> Option<&str> {
        self.metas_named(name).next()
    }

    /// All non-empty `<meta>` of a name, in the page's order.
    pub fn metas_named<'h>(&'h self, name: &str) -> impl Iterator<Item = &'h str> {
        self.metas
            .iter()
            .filter(move |(own, _)| **own == *name)
            .map(|(_, content)| content.as_str())
    }

    /// All non-empty `<meta>`, their names and what they state, in the page's order.
    pub fn metas(&self) -> impl Iterator<Item = (&str, &str)> {
        self.metas.iter().map(|(name, content)| (&**name, content.as_str()))
    }

    /// Whether the page states when it was published, or that it is an article. `og:type` alone tells nothing: lists call
    /// themselves articles too.
    pub fn states_article(&self) -> bool {
        self.meta_named("article:published_time").is_some() || self.linked_data.iter().any(LinkedData::is_article)
    }

    /// Whether the page is the front page of its site, or of a section of it, by the address it came from, or else by those that it
    /// states: a list is what such a page is.
    pub fn states_front_page(&self, url: Option<&str>) -> bool {
        let (canonical, graph) = (self.canonical.as_deref(), self.meta_named("og:url"));
        !self.states_article()
            && match url.or(canonical).or(graph) {
                Some(address) => is_front(address) && (url.is_some() || graph.is_none_or(is_front)),
                None => false,
            }
    }

    pub(super) fn html(&mut self, element: &Element<'_>) {
        keep_first(
            &mut self.lang,
            element
                .attribute("lang")
                .or_else(|| element.attribute("xml:lang"))
                .as_deref(),
        );
        keep_first(&mut self.dir, element.attribute("dir").as_deref());
    }

    pub(super) fn title(&mut self, text: &str) {
        if text.len() > LONGEST_META {
            return;
        }
        let mut references = ReferenceDecoder::default();
        let mut decoded = references.decode(text).into_owned();
        decoded.extend(references.finish());
        keep_first(&mut self.title, Some(&decoded));
    }

    pub(super) fn meta(&mut self, element: &Element<'_>) {
        if self.metas.len() >= MOST_METAS {
            return;
        }
        let Some(content) = element.attribute("content").map(|content| folded(&content)) else {
            return;
        };
        if content.is_empty() || content.len() > LONGEST_META {
            return;
        }
        if let Some(language) = element
            .attribute("http-equiv")
            .filter(|name| name.eq_ignore_ascii_case("content-language"))
        {
            self.metas.push((language.to_ascii_lowercase().into(), content.clone()));
        }
        for name in ["property", "name", "itemprop"] {
            let Some(value) = element.attribute(name) else { continue };
            let value = value.trim().to_ascii_lowercase();
            let key = if name == "itemprop" {
                ["itemprop:", &value].concat()
            } else {
                value
            };
            self.metas.push((key.into(), content.clone()));
        }
    }

    pub(super) fn link(&mut self, element: &Element<'_>) {
        let Some(href) = element.attribute("href") else { return };
        if element.name == "base" {
            keep_first(&mut self.base, Some(&href));
        } else if let Some(rel) = element.attribute("rel") {
            for kind in rel.split_ascii_whitespace() {
                match kind.to_ascii_lowercase().as_str() {
                    "canonical" => keep_first(&mut self.canonical, Some(&href)),
                    "next" => keep_first(&mut self.next, Some(&href)),
                    _ => {}
                }
            }
        }
    }

    pub(super) fn linked_data(&mut self, json: &str) {
        read_linked_data(json, &mut self.linked_data);
    }
}

/// Whether an address is that of a site as a whole, of one of its languages or of a section: `https://example.org/`, `/en-us/`, `/news`.
fn is_front(address: &str) -> bool {
    let address = Address::of(address);
    let path = address.path().trim_matches('/');
    // Of letters, two by two: `en`, `en-us`.
    let is_language = || {
        let mut letters = path.bytes().enumerate();
        matches!(path.len(), 2 | 5)
            && letters.all(|(place, letter)| {
                if place == 2 {
                    letter == b'-'
                } else {
                    letter.is_ascii_alphabetic()
                }
            })
    };
    let is_word = || path.bytes().all(|letter| letter.is_ascii_alphabetic());
    address.scheme.is_some() && address.query.is_none() && (is_word() || is_language())
}

fn keep_first(fact: &mut Option<String>, value: Option<&str>) {
    if fact.is_none() {
        *fact = value.map(folded).filter(|value| !value.is_empty());
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn front_pages_are_known_by_their_addresses() {
        for address in [
            "https://example.org",
            "https://example.org/",
            "https://example.org/#top",
            "https://example.org/de",
            "https://example.org/pt-BR/",
            "https://example.org/news/",
            "https://example.org/Science#top",
        ] {
            assert!(is_front(address), "{address}");
        }
        for address in [
            "https://example.org/?p=17",
            "https://example.org/news/index.html",
            "https://example.org/news/rain",
            "https://example.org/rain-again",
            "https://example.org/news17",
            "https://example.org/news?page=2",
            "https://example.org/de?id=17",
            "https://example.org/4-5",
            "/",
            "",
        ] {
            assert!(!is_front(address), "{address}");
        }
        let mut head = Head::default();
        assert!(!head.states_front_page(None) && head.states_front_page(Some("https://example.org/")));
        head.canonical = Some("https://example.org/".into());
        assert!(head.states_front_page(None) && !head.states_front_page(Some("https://example.org/rain-again")));
        head.metas
            .push(("og:url".into(), "https://example.org/rain-again".into()));
        assert!(!head.states_front_page(None), "they do not agree");
    }
}
