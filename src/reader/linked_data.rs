//! JSON-LD of schema.org: what a page says of its article in a script.

use super::json::{Fields, Json};
use super::references::{Place, decoded};
use crate::words::folded;

/// An article (or its kin: posting, report, web page …) that JSON-LD describes.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct LinkedData {
    /// The type's name without its address: `NewsArticle`.
    pub kind: String,
    /// `headline`, else `name`.
    pub headline: Option<String>,
    /// Names of the authors.
    pub authors: Vec<String>,
    /// The author is said to be an organization.
    pub by_organization: bool,
    /// `publisher.name`.
    pub publisher: Option<String>,
    /// `datePublished` as written.
    pub published: Option<String>,
    /// `dateModified` as written.
    pub modified: Option<String>,
    /// The first image's address.
    pub image: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `isAccessibleForFree` is there and false.
    pub is_closed: bool,
    /// `inLanguage`.
    pub language: Option<String>,
}

impl LinkedData {
    /// Articles proper; the others are pages or things that hold one.
    pub fn is_article(&self) -> bool {
        self.kind.ends_with("Article")
            || self.kind.ends_with("Posting")
            || matches!(self.kind.as_str(), "Report" | "Review" | "Recipe" | "HowTo" | "QAPage")
    }
}

/// Scripts of more bytes, nesting or items than these are not read further.
const LONGEST: usize = 2 * 1024 * 1024;
const DEEPEST: usize = 12;
const MOST_ITEMS: usize = 64;

/// Adds the articles a script describes. A script that is no JSON adds none.
pub fn read_linked_data(script: &str, found: &mut Vec<LinkedData>) {
    if script.len() > LONGEST {
        return;
    }
    let script = script
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//")
        .trim_start_matches("<![CDATA[")
        .trim_end_matches("-->")
        .trim_end_matches("]]>")
        .trim_end_matches("//");
    // Raw line breaks inside strings are common and forbidden; as spaces they harm nothing.
    let tidy: String = script
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    if let Ok(value) = serde_json::from_str::<Json>(tidy.trim().trim_end_matches(';')) {
        collect(&value, found, 0);
    }
}

fn collect(value: &Json, found: &mut Vec<LinkedData>, depth: usize) {
    if depth > DEEPEST || found.len() >= MOST_ITEMS {
        return;
    }
    match value {
        Json::List(items) => items
            .iter()
            .take(MOST_ITEMS)
            .for_each(|item| collect(item, found, depth + 1)),
        Json::Fields(fields) => {
            if let Some(kind) = kind_of(fields) {
                found.push(article(kind, fields));
            }
            for name in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart", "subjectOf"] {
                if let Some(inner) = fields.get(name) {
                    collect(inner, found, depth + 1);
                }
            }
        }
        _ => {}
    }
}

fn kind_of(fields: &Fields) -> Option<String> {
    let mut kinds: Vec<&str> = Vec::new();
    match fields.get("@type")? {
        Json::Text(kind) => kinds.push(kind),
        Json::List(all) => kinds.extend(all.iter().filter_map(Json::as_str)),
        _ => {}
    }
    let named = kinds
        .iter()
        .map(|kind| kind.rsplit(['/', '#', ':']).next().unwrap_or(kind));
    let known = |kind: &str| {
        LinkedData {
            kind: kind.to_owned(),
            ..LinkedData::default()
        }
        .is_article()
            || matches!(kind, "WebPage" | "Product" | "VideoObject" | "CreativeWork")
    };
    named.into_iter().find(|kind| known(kind)).map(str::to_owned)
}

fn article(kind: String, fields: &Fields) -> LinkedData {
    let mut authors = Vec::new();
    let author = fields.get("author").or_else(|| fields.get("creator"));
    if let Some(author) = author {
        names(author, &mut authors, 0);
    }
    LinkedData {
        kind,
        headline: text(fields, "headline").or_else(|| text(fields, "name")),
        by_organization: author.is_some_and(|author| matches!(author, Json::Fields(fields) if is_organization(fields))),
        authors,
        publisher: fields.get("publisher").and_then(first_name),
        published: text(fields, "datePublished"),
        modified: text(fields, "dateModified"),
        image: fields
            .get("image")
            .or_else(|| fields.get("thumbnailUrl"))
            .and_then(address),
        description: text(fields, "description"),
        is_closed: fields.get("isAccessibleForFree").is_some_and(is_false),
        language: text(fields, "inLanguage"),
    }
}

fn is_organization(fields: &Fields) -> bool {
    fields.get("@type").and_then(Json::as_str) == Some("Organization")
}

/// `false`, also as the string that many write.
fn is_false(value: &Json) -> bool {
    match value {
        Json::Is(is) => !is,
        Json::Text(text) => text.eq_ignore_ascii_case("false"),
        _ => false,
    }
}

fn text(fields: &Fields, name: &str) -> Option<String> {
    let value = fields.get(name)?;
    let first = match value {
        Json::List(all) => all.first()?,
        one => one,
    };
    clean(first.as_str()?)
}

/// Strings in JSON-LD are often escaped once more, as HTML.
fn clean(value: &str) -> Option<String> {
    let value = folded(&decoded(value, Place::Text));
    (!value.is_empty()).then_some(value)
}

fn names(value: &Json, out: &mut Vec<String>, depth: usize) {
    match value {
        _ if out.len() >= MOST_ITEMS => {}
        Json::Text(name) => out.extend(clean(name)),
        Json::List(all) if depth < DEEPEST => {
            all.iter().take(MOST_ITEMS).for_each(|item| names(item, out, depth + 1));
        }
        Json::Fields(fields) if depth < DEEPEST => {
            if let Some(name) = fields.get("name") {
                names(name, out, depth + 1);
            }
        }
        _ => {}
    }
}

fn first_name(value: &Json) -> Option<String> {
    let mut all = Vec::new();
    names(value, &mut all, 0);
    all.into_iter().next()
}

fn address(value: &Json) -> Option<String> {
    match value {
        Json::Text(address) => clean(address),
        Json::List(all) => all.iter().find_map(address),
        Json::Fields(fields) => text(fields, "url").or_else(|| text(fields, "contentUrl")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(script: &str) -> Vec<LinkedData> {
        let mut found = Vec::new();
        read_linked_data(script, &mut found);
        found
    }

    #[test]
    fn an_article_in_a_graph() {
        let found = read(
            r#"{"@context":"https://schema.org","@graph":[{"@type":"Organization","name":"The Gazette"},
            {"@type":["NewsArticle"],"headline":"Rain &amp; wind","author":[{"@type":"Person","name":"Ann Lee"},"Bo Ek"],
             "publisher":{"name":"The Gazette"},"datePublished":"2024-05-07","image":{"url":"/rain.jpg"}}]}"#,
        );
        let [article] = found.as_slice() else {
            panic!("one article, not {found:?}")
        };
        assert_eq!(article.headline.as_deref(), Some("Rain & wind"));
        assert_eq!(article.authors, ["Ann Lee", "Bo Ek"]);
        assert_eq!(article.publisher.as_deref(), Some("The Gazette"));
        assert_eq!(article.image.as_deref(), Some("/rain.jpg"));
        assert!(article.is_article());
    }

    #[test]
    fn authors_in_lists_in_lists_are_not_all_read() {
        let list = |item: &str| format!("[{}]", vec![item; MOST_ITEMS].join(","));
        let found = read(&format!(
            "{{\"@type\":\"Article\",\"author\":{}}}",
            list(&list("\"Ann Lee\""))
        ));
        assert_eq!(found.first().map(|article| article.authors.len()), Some(MOST_ITEMS));
    }

    #[test]
    fn broken_json_is_no_article() {
        assert!(read("{\"@type\": \"Article\", ").is_empty());
        assert!(read(&"[".repeat(100_000)).is_empty());
        assert_eq!(read("{\"@type\":\"Article\",\"headline\":\"two\nlines\"};").len(), 1);
        for wrapped in [
            "<![CDATA[\n{\"@type\":\"Article\"}\n]]>",
            "//<![CDATA[\n{\"@type\":\"Article\"}\n//]]>",
        ] {
            assert_eq!(read(wrapped).len(), 1, "{wrapped}");
        }
    }
}
