//! Addresses made absolute (RFC 3986 § 5, as the URL Standard's parser reads them) and let through only if they are harmless.
//!
//! Written here and not taken from the `url` crate: that brings IDNA's tables, which are larger than all of this module's
//! neighbours together. No host is translated, so none has to be known.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::address::{Address, scheme_of};
use crate::reader::Head;

/// Raster formats that a `data:` address may hold; SVG can hold scripts.
const RASTER: [&str; 6] = ["png", "jpeg", "jpg", "gif", "webp", "avif"];

/// What references are resolved against: an absolute `http:` or `https:` address, or nothing.
#[derive(Debug, Default)]
pub struct Base {
    /// `https`, or nothing where there is no base.
    scheme: String,
    /// Host and port, lower-case.
    authority: String,
    /// From the first slash on, without dot segments.
    path: String,
    /// With its question mark.
    query: String,
}

/// What the page's addresses are relative to: where it came from, else where it says it is, as its `<base>` changes it.
pub fn base(head: &Head, url: Option<&str>) -> Base {
    let stated = [url, head.canonical.as_deref(), head.meta_named("og:url")];
    Base::first_of(stated.into_iter().flatten()).changed_by(head.base.as_deref())
}

impl Base {
    /// The first of several addresses that is absolute.
    pub fn first_of<'a>(mut addresses: impl Iterator<Item = &'a str>) -> Self {
        addresses
            .find_map(|address| Self::default().parse(address))
            .unwrap_or_default()
    }

    /// This base as `<base href>` changes it.
    #[must_use]
    pub fn changed_by(self, href: Option<&str>) -> Self {
        href.and_then(|href| self.parse(href)).unwrap_or(self)
    }

    /// The address of a link: absolute where there is a base, and of no other scheme than http, https, mailto and tel. None for
    /// `#`, which scripts listen to.
    pub fn link(&self, reference: &str) -> Option<String> {
        let reference = cleaned(reference);
        if reference == "#" {
            return None;
        }
        match scheme_of(&reference) {
            Some((scheme, rest)) if ["mailto", "tel"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) => {
                let mut address = format!("{}:", scheme.to_ascii_lowercase());
                push_encoded(&mut address, rest);
                (!rest.trim().is_empty()).then_some(address)
            }
            _ => self.web(&reference),
        }
    }

    /// The address of something to be shown or played: as of a link, but http and https only.
    pub fn source(&self, reference: &str) -> Option<String> {
        let reference = cleaned(reference);
        if reference.is_empty() || reference.starts_with('#') {
            return None;
        }
        self.web(&reference)
    }

    /// The address of a picture: as of a source, or a `data:` address that holds a raster picture.
    pub fn picture(&self, reference: &str) -> Option<String> {
        raster(reference).or_else(|| self.source(reference))
    }

    /// The fragment of a reference that leads to this page itself.
    pub fn own_fragment(&self, reference: &str) -> Option<String> {
        let (page, fragment) = reference.split_once('#')?;
        let is_own = || {
            self.parse(page)
                .is_some_and(|other| other.address("") == self.address(""))
        };
        (!fragment.is_empty() && (page.trim().is_empty() || is_own())).then(|| fragment.trim_end().to_owned())
    }

    /// The addresses of a `srcset` with their descriptors.
    pub fn set(&self, srcset: &str) -> Vec<(String, String)> {
        let mut candidates = Vec::new();
        let mut rest = srcset;
        loop {
            rest = rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == ',');
            if rest.is_empty() {
                return candidates;
            }
            let end = rest
                .find(|letter: char| letter.is_ascii_whitespace())
                .unwrap_or(rest.len());
            let (address, after) = rest.split_at(end);
            let descriptor = if address.ends_with(',') {
                rest = after;
                ""
            } else {
                let (descriptor, after) = after.split_once(',').unwrap_or((after, ""));
                rest = after;
                descriptor.trim()
            };
            // Not read as a number: that would bring in all of the reading of floating point numbers.
            let is_size = descriptor.strip_suffix(['w', 'x']).is_some_and(|size| {
                let size = if descriptor.ends_with('x') {
                    size.replacen('.', "", 1)
                } else {
                    size.to_owned()
                };
                size.bytes().all(|byte| byte.is_ascii_digit()) && size.bytes().any(|byte| byte != b'0')
            });
            if let Some(address) = self.source(address.trim_end_matches(','))
                && (is_size || descriptor.is_empty())
            {
                candidates.push((address, descriptor.to_owned()));
            }
        }
    }

    fn web(&self, reference: &str) -> Option<String> {
        let (without, fragment) = match reference.split_once('#') {
            Some((without, fragment)) => (without, Some(fragment)),
            None => (reference, None),
        };
        let mut address = match self.parse(without) {
            Some(base) => base.address(""),
            None if self.scheme.is_empty() && scheme_of(without).is_none() => relative(without),
            None => return None,
        };
        if let Some(fragment) = fragment {
            address.push('#');
            push_encoded(&mut address, fragment);
        }
        (!address.is_empty()).then_some(address)
    }

    fn address(&self, end: &str) -> String {
        if self.scheme.is_empty() {
            return String::new();
        }
        [&self.scheme, "://", &self.authority, &self.path, &self.query, end].concat()
    }

    /// An absolute address, or a reference made one against this base; nothing without a base, or of another scheme.
    fn parse(&self, reference: &str) -> Option<Self> {
        let reference = cleaned(reference);
        let Address {
            scheme,
            hierarchy,
            query,
            ..
        } = Address::of(&reference);
        let path = slashed(hierarchy);
        let encoded_query = || {
            let mut encoded = String::new();
            if let Some(query) = query {
                encoded.push('?');
                push_encoded(&mut encoded, query);
            }
            encoded
        };
        let (scheme, rest) = if let Some(scheme) = scheme {
            let scheme = scheme.to_ascii_lowercase();
            if !matches!(scheme.as_str(), "http" | "https") {
                return None;
            }
            (scheme, Some(path.trim_start_matches('/')))
        } else {
            let scheme = if self.scheme.is_empty() { "https" } else { &self.scheme };
            let rest = path.strip_prefix("//").map(|rest| rest.trim_start_matches('/'));
            (scheme.to_owned(), rest)
        };
        if let Some(rest) = rest {
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            // A name and a password before the host are for nobody to read, and to mislead.
            let host = host.rsplit('@').next().unwrap_or_default().to_lowercase();
            let is_host = !host.is_empty()
                && !host.starts_with(':')
                && !host.contains(|letter: char| {
                    letter.is_whitespace()
                        || letter.is_control()
                        || matches!(
                            letter,
                            '"' | '\''
                                | '<'
                                | '>'
                                | '^'
                                | '`'
                                | '{'
                                | '}'
                                | '|'
                                | '%'
                                | '\\'
                                | '('
                                | ')'
                                | '*'
                                | '&'
                                | ';'
                                | ','
                        )
                });
            return is_host.then(|| Self {
                scheme,
                authority: host,
                path: without_dots(path),
                query: encoded_query(),
            });
        }
        if self.scheme.is_empty() {
            return None;
        }
        let whole = if path.is_empty() {
            self.path.clone()
        } else if path.starts_with('/') {
            without_dots(&path)
        } else {
            let folder = self
                .path
                .rfind('/')
                .and_then(|end| self.path.get(..=end))
                .unwrap_or("/");
            without_dots(&[folder, &path].concat())
        };
        let keeps_query = path.is_empty() && query.is_none();
        Some(Self {
            scheme,
            authority: self.authority.clone(),
            path: whole,
            query: if keeps_query {
                self.query.clone()
            } else {
                encoded_query()
            },
        })
    }
}

/// As a URL parser begins: without control characters and spaces around it, and without tabs and line ends anywhere.
fn cleaned(reference: &str) -> Cow<'_, str> {
    let reference = reference.trim_matches(|letter: char| letter <= ' ');
    if reference.bytes().any(|byte| matches!(byte, b'\t' | b'\n' | b'\r')) {
        return Cow::Owned(reference.replace(['\t', '\n', '\r'], ""));
    }
    Cow::Borrowed(reference)
}

/// As a URL parser reads the slashes of an address that is of the web.
fn slashed(path: &str) -> Cow<'_, str> {
    if path.contains('\\') {
        return Cow::Owned(path.replace('\\', "/"));
    }
    Cow::Borrowed(path)
}

/// A reference that nothing tells the base of, so written that it cannot be taken for anything but relative.
fn relative(reference: &str) -> String {
    let mut address = String::new();
    let first = reference.split(['/', '?']).next().unwrap_or_default();
    if first.contains(':') {
        address.push_str("./");
    }
    push_encoded(&mut address, &slashed(reference));
    address
}

/// A path without `.` and `..` (RFC 3986 § 5.2.4), encoded; it begins with a slash.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.trim_start_matches('/').split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match dots(segment) {
            Some(2) => {
                kept.pop();
            }
            Some(1) => {}
            _ => {
                kept.push(segment);
                continue;
            }
        }
        if is_last {
            kept.push("");
        }
    }
    let mut encoded = String::from("/");
    push_encoded(&mut encoded, &kept.join("/"));
    encoded
}

/// How many dots a segment is, if it is nothing else; each may be encoded.
fn dots(segment: &str) -> Option<usize> {
    let mut rest = segment;
    let mut dots = 0;
    while !rest.is_empty() {
        rest = ["%2e", "%2E", "."].iter().find_map(|dot| rest.strip_prefix(dot))?;
        dots += 1;
    }
    Some(dots)
}

/// Adds what may stand in an address as it is, and all else as percent-encoded UTF-8.
fn push_encoded(address: &mut String, text: &str) {
    let may_stand = |byte: u8| {
        byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'`' | b'{' | b'}' | b'^' | b'|' | b'\\')
    };
    if text.bytes().all(may_stand) {
        address.push_str(text);
        return;
    }
    for byte in text.bytes() {
        if may_stand(byte) {
            address.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(address, "%{byte:02X}");
        }
    }
}

/// A `data:` address that is certain to hold a raster picture.
fn raster(address: &str) -> Option<String> {
    let address = cleaned(address);
    let (kind, data) = address.strip_prefix("data:image/")?.split_once(";base64,")?;
    let is_data = data.len() > 100
        && data
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='));
    (RASTER.contains(&kind) && is_data).then(|| address.clone().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> Base {
        Base::first_of(std::iter::once("https://Example.org/2024/05/rain.html?page=2#top"))
    }

    #[test]
    fn references_become_absolute() {
        // RFC 3986 § 5.4, and what browsers make of the rest.
        for (reference, address) in [
            ("flood.html", "https://example.org/2024/05/flood.html"),
            ("./flood.html", "https://example.org/2024/05/flood.html"),
            ("../06/", "https://example.org/2024/06/"),
            ("../../../..", "https://example.org/"),
            ("/about?x=1#y", "https://example.org/about?x=1#y"),
            ("?page=3", "https://example.org/2024/05/rain.html?page=3"),
            ("#note", "https://example.org/2024/05/rain.html?page=2#note"),
            ("", "https://example.org/2024/05/rain.html?page=2"),
            ("//cdn.example/a.jpg", "https://cdn.example/a.jpg"),
            ("\\\\cdn.example\\a.jpg", "https://cdn.example/a.jpg"),
            ("HTTP://Else.Example", "http://else.example/"),
            ("http:\\\\else.example\\a", "http://else.example/a"),
            ("https:/else.example/a", "https://else.example/a"),
            (" /a b<c>\"d ", "https://example.org/a%20b%3Cc%3E%22d"),
            ("/caf\u{e9}?q=\u{6c34}", "https://example.org/caf%C3%A9?q=%E6%B0%B4"),
            ("/a%2fb/%2e%2e/c", "https://example.org/c"),
            ("https://user:secret@else.example/a", "https://else.example/a"),
            ("https://b\u{fc}cher.example/", "https://b\u{fc}cher.example/"),
            (
                "mailto:ann@example.org?subject=Rain",
                "mailto:ann@example.org?subject=Rain",
            ),
            ("TEL:+44 20", "tel:+44%2020"),
        ] {
            assert_eq!(base().link(reference).as_deref(), Some(address), "{reference:?}");
        }
    }

    #[test]
    fn no_other_scheme_comes_through() {
        for reference in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript\r:alert(1)",
            "javascript\t:alert(1)",
            "vbscript:msgbox(1)",
            "data:text/html,<script>alert(1)</script>",
            "data:image/svg+xml;base64,PHN2Zy8+",
            "file:///etc/passwd",
            "blob:https://example.org/1",
            "ftp://example.org/",
            "view-source:https://example.org/",
            "about:blank",
            "x-apple:1",
            "https://",
            "https://?",
            "https://a b/",
            "https://<script>/",
            "https://%6a/",
            "mailto:",
            " # ",
        ] {
            assert_eq!(base().link(reference), None, "{reference:?}");
            assert_eq!(Base::default().link(reference), None, "{reference:?} without a base");
            assert_eq!(base().picture(reference), None, "{reference:?}");
        }
    }

    #[test]
    fn what_looks_like_a_scheme_to_nobody_is_relative() {
        for (reference, address) in [
            ("java\0script:alert(1)", "./java%00script:alert(1)"),
            ("\u{a0}javascript:alert(1)", "./%C2%A0javascript:alert(1)"),
            ("&#106;avascript:alert(1)", "&#106;avascript:alert(1)"),
            ("/javascript:alert(1)", "/javascript:alert(1)"),
            ("java%0ascript:alert(1)", "./java%0ascript:alert(1)"),
            ("\u{ff4a}avascript:alert(1)", "./%EF%BD%8Aavascript:alert(1)"),
            ("flood.html", "flood.html"),
            ("//cdn.example/a", "https://cdn.example/a"),
        ] {
            assert_eq!(
                Base::default().link(reference).as_deref(),
                Some(address),
                "{reference:?}"
            );
            assert!(base().link(reference).unwrap().starts_with("https://"), "{reference:?}");
        }
    }

    #[test]
    fn sets_of_sizes() {
        let set = base().set("a.jpg 300w, /b,c.jpg 1.5x , javascript:1 2x,,d.jpg, e.jpg x, f.jpg 0w");
        let set: Vec<(&str, &str)> = set.iter().map(|(address, size)| (&**address, &**size)).collect();
        let folder = "https://example.org/2024/05/";
        assert_eq!(
            set,
            [
                (&*format!("{folder}a.jpg"), "300w"),
                ("https://example.org/b,c.jpg", "1.5x"),
                (&*format!("{folder}d.jpg"), ""),
            ]
        );
    }

    #[test]
    fn pictures_in_data_are_raster() {
        let data = "A".repeat(200);
        let address = format!("data:image/png;base64,{data}");
        assert_eq!(base().picture(&address), Some(address.clone()));
        assert_eq!(base().link(&address), None);
        assert_eq!(base().picture(&format!("data:image/png;base64,{data}\"onload=x")), None);
        assert_eq!(base().picture(&format!("data:image/svg+xml;base64,{data}")), None);
    }
}
