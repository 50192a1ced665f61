//! Addresses taken apart (RFC 3986 § 3), as they stand: nothing is decoded, made absolute or found wrong.

/// The parts of an address, or of a reference to one, but for the fragment.
#[derive(Clone, Copy)]
pub struct Address<'a> {
    /// `https`
    pub scheme: Option<&'a str>,
    /// All between scheme and query: `//ann@www.example.org:80/rain`, `/rain`
    pub hierarchy: &'a str,
    pub query: Option<&'a str>,
}

impl<'a> Address<'a> {
    #[inline(never)]
    pub fn of(address: &'a str) -> Self {
        let address = address.trim_ascii().split('#').next().unwrap_or_default();
        let (rest, query) = match address.split_once('?') {
            Some((rest, query)) => (rest, Some(query)),
            None => (address, None),
        };
        let (scheme, hierarchy) = match scheme_of(rest) {
            Some((scheme, hierarchy)) => (Some(scheme), hierarchy),
            None => (None, rest),
        };
        Self {
            scheme,
            hierarchy,
            query,
        }
    }

    /// Host and path in one: `www.example.org/rain`.
    pub fn place(self) -> &'a str {
        self.hierarchy.strip_prefix("//").unwrap_or(self.hierarchy)
    }

    /// `www.example.org`
    pub fn host(self) -> Option<&'a str> {
        let authority = self.hierarchy.strip_prefix("//")?.split(['/', '\\']).next()?;
        let host = authority.rsplit('@').next()?;
        let host = match host.split_once(']') {
            // An address of IPv6.
            Some((address, _)) => address,
            None => host.split(':').next()?,
        };
        Some(host.trim_end_matches('.')).filter(|host| !host.is_empty())
    }

    /// `/rain`
    pub fn path(self) -> &'a str {
        match self.hierarchy.strip_prefix("//") {
            Some(place) => place.find('/').and_then(|slash| place.get(slash..)).unwrap_or_default(),
            None => self.hierarchy,
        }
    }

    /// A step of the path, counted from its end: `rain` is 0 and `2024` is 1 of `/2024/rain/`.
    pub fn step_from_end(self, place: usize) -> &'a str {
        let mut steps = self.path().rsplit('/').filter(|step| !step.is_empty());
        steps.nth(place).unwrap_or_default()
    }
}

/// A scheme and what follows its colon.
pub fn scheme_of(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    is_scheme.then_some((scheme, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let address = Address::of(" https://ann:secret@www.Example.org:8080/2024/rain/?page=2?#top#");
        assert_eq!(address.scheme, Some("https"));
        assert_eq!(address.place(), "ann:secret@www.Example.org:8080/2024/rain/");
        assert_eq!(address.host(), Some("www.Example.org"));
        assert_eq!(address.path(), "/2024/rain/");
        assert_eq!((address.step_from_end(0), address.step_from_end(1)), ("rain", "2024"));
        assert_eq!(address.step_from_end(2), "");
        assert_eq!(address.query, Some("page=2?"));
        let reference = Address::of("2024/a:b");
        assert_eq!((reference.scheme, reference.host()), (None, None));
        assert_eq!(reference.path(), "2024/a:b");
    }

    #[test]
    fn hosts() {
        for (address, host) in [
            ("http://example.org", Some("example.org")),
            ("http://example.org.?x", Some("example.org")),
            ("http://[::1]:80/", Some("[::1")),
            ("https://example.org\\rain", Some("example.org")),
            (" //example.org/rain", Some("example.org")),
            ("/login?next=https://example.org/", None),
            ("login//example.org", None),
            ("file:///tmp/rain.html", None),
            ("mailto:ann@example.org", None),
            ("rain.html", None),
        ] {
            assert_eq!(Address::of(address).host(), host, "{address}");
        }
    }
}
