use std::sync::OnceLock;

use hashbrown::HashMap;

use super::Kind;
use crate::outline::{NodeId, Outline, TokenId, Tokens};
use crate::reader::Element;
use crate::tables::rows;

/// A class, id, attribute or element name that says what a part of a page is.
#[derive(Debug, PartialEq, Eq)]
pub struct Marker {
    pub kind: Kind,
    /// As a CSS selector; one that ends in `*` stands for all tokens that begin so.
    pub selector: &'static str,
}

/// What each of the markers' places is found by.
struct Markers {
    all: Vec<Marker>,
    exact: HashMap<&'static str, u32>,
    /// Beginnings of generated ids and classes.
    prefixes: Vec<(&'static str, u32)>,
    /// Names of elements.
    names: HashMap<&'static str, u32>,
    /// Names of attributes that some marker speaks of.
    attributes: HashMap<&'static str, u32>,
}

impl Markers {
    fn at(&self, place: u32) -> Option<&Marker> {
        self.all.get(place as usize)
    }

    fn named(&self, name: &str) -> Option<&Marker> {
        self.at(*self.names.get(name)?)
    }
}

fn markers() -> &'static Markers {
    static MARKERS: OnceLock<Markers> = OnceLock::new();
    MARKERS.get_or_init(|| {
        let mut markers = Markers {
            all: Vec::new(),
            exact: HashMap::new(),
            prefixes: Vec::new(),
            names: HashMap::new(),
            attributes: HashMap::new(),
        };
        for (kind, selector) in rows(include_str!(concat!(env!("OUT_DIR"), "/src/clutter/markers.tsv"))) {
            let Some(kind) = Kind::named(kind) else { continue };
            let marker = u32::try_from(markers.all.len()).unwrap_or(u32::MAX);
            markers.all.push(Marker { kind, selector });
            // A class stands in the outline as it is, an id as `#id`, an attribute as `[name=value]`.
            if let Some(prefix) = selector.strip_suffix('*') {
                markers
                    .prefixes
                    .push((prefix.strip_prefix('.').unwrap_or(prefix), marker));
            } else if let Some(class) = selector.strip_prefix('.') {
                markers.exact.insert(class, marker);
            } else if selector.starts_with('#') || selector.starts_with('[') {
                if let Some(name) = selector
                    .strip_prefix('[')
                    .and_then(|inner| inner.split(['=', ']']).next())
                {
                    markers.attributes.insert(name, marker);
                }
                markers.exact.insert(selector, marker);
            } else {
                markers.names.insert(selector, marker);
            }
        }
        markers
    })
}

/// Whether some marker is an attribute of this name.
pub fn is_marker_attribute(name: &str) -> bool {
    markers().attributes.contains_key(name)
}

/// The marker of an element that is not part of an outline.
pub fn marker_of_element(element: &Element<'_>) -> Option<&'static Marker> {
    markers().named(element.name).or_else(|| {
        element.attributes().find_map(|(name, value)| match name {
            "class" => value.decoded().split_ascii_whitespace().find_map(marker_of),
            "id" => marker_of(&["#", value.decoded().trim()].concat()),
            other if is_marker_attribute(other) => marker_of(&["[", other, "]"].concat())
                .or_else(|| marker_of(&["[", other, "=", &value.decoded().trim().to_lowercase(), "]"].concat())),
            _ => None,
        })
    })
}

/// The markers of one page's tokens, each token looked up once.
#[derive(Default)]
pub struct Marks(Vec<Option<&'static Marker>>);

impl Marks {
    pub fn new(outline: &Outline) -> Self {
        Self(outline.tokens.names().map(marker_of).collect())
    }

    /// Looks up the tokens that have come since, of an outline that is still growing.
    pub fn grow(&mut self, tokens: &Tokens) {
        self.0.extend(tokens.names_from(self.0.len()).map(marker_of));
    }

    /// The marker of an element: its name's, or else its first token's that has one.
    pub fn of(&self, outline: &Outline, id: NodeId) -> Option<&'static Marker> {
        self.of_named(outline.names.name(outline.node(id).tag), outline.node_tokens(id))
    }

    /// The marker of an element of this name, with these tokens.
    pub fn of_named(&self, name: &str, tokens: &[TokenId]) -> Option<&'static Marker> {
        markers().named(name).or_else(|| {
            tokens
                .iter()
                .find_map(|token| self.0.get(*token as usize).copied().flatten())
        })
    }
}

fn marker_of(token: &str) -> Option<&'static Marker> {
    let markers = markers();
    let exact = markers.exact.get(token);
    let place = exact.or_else(|| {
        // The first letter alone tells most of them apart.
        let begins_so =
            |prefix: &str| prefix.as_bytes().first() == token.as_bytes().first() && token.starts_with(prefix);
        let mut prefixes = markers.prefixes.iter();
        prefixes.find(|(prefix, _)| begins_so(prefix)).map(|(_, place)| place)
    });
    markers.at(*place?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let rows: Vec<&str> = include_str!("markers.tsv").lines().skip(1).collect();
        assert_eq!(
            markers().exact.len() + markers().names.len() + markers().prefixes.len(),
            rows.len()
        );
        for row in rows {
            let fields: Vec<&str> = row.split('\t').collect();
            assert!(
                fields.len() == 3 && !fields[2].is_empty(),
                "kind, marker and reason in {row:?}"
            );
        }
    }

    #[test]
    fn tokens_are_matched_whole() {
        assert_eq!(marker_of("adsbygoogle").map(|marker| marker.kind), Some(Kind::Ad));
        assert_eq!(marker_of("#div-gpt-ad-17-0").map(|marker| marker.kind), Some(Kind::Ad));
        assert!(marker_of("loads").is_none());
        assert!(
            marker_of("figcaption").is_none(),
            "a class that is called like an element"
        );
        assert!(is_marker_attribute("data-ad-client"));
    }
}
