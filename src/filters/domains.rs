//! The sites a rule is for.

/// The domains of a list that a rule is for, if it is for some only, without regard to those it is not for.
pub fn included(domains: &str) -> impl Iterator<Item = &str> {
    let domains = domains.split(',').map(str::trim);
    domains.filter(|domain| !domain.is_empty() && !domain.starts_with('~'))
}

/// Tells the domains that a host is of, as rules name them: itself and those it is within, and each of them under any suffix.
pub fn domains_of(host: &str, mut take: impl FnMut(&str)) {
    take("*");
    let mut rest = Some(host);
    while let Some(domain) = rest {
        take(domain);
        for entity in entities(domain) {
            take(&[entity, ".*"].concat());
        }
        rest = domain.split_once('.').map(|(_, around)| around);
    }
}

/// Whether a rule for these sites, `example.com,~shop.example.com`, is for this one; of those that fit, the longest has its say.
/// A rule for none in particular is for all, and one for some is not for a page from nowhere.
pub fn are_for(domains: &str, host: Option<&str>) -> bool {
    if domains.is_empty() {
        return true;
    }
    let (mut included, mut excluded, mut names_some) = (0, 0, false);
    for domain in domains.split(',').map(str::trim) {
        let (name, best) = if let Some(name) = domain.strip_prefix('~') {
            (name, &mut excluded)
        } else {
            names_some |= !domain.is_empty();
            (domain, &mut included)
        };
        if host.is_some_and(|host| is_within(host, name)) || name == "*" {
            *best = name.len().max(*best);
        }
    }
    if names_some { included > excluded } else { excluded == 0 }
}

/// Whether a host, in whatever case, is a domain or within it; `example.*` stands for the domain under any public suffix.
pub fn is_within(host: &str, domain: &str) -> bool {
    let is_below = |host: &str, domain: &str| {
        !domain.is_empty()
            && host.len().checked_sub(domain.len()).is_some_and(|start| {
                let ends_so = host.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(domain));
                ends_so && (start == 0 || host.as_bytes().get(start - 1) == Some(&b'.'))
            })
    };
    match domain.strip_suffix(".*") {
        Some(entity) => entities(host).into_iter().any(|own| is_below(own, entity)),
        None => is_below(host, domain),
    }
}

/// What stands before a host's public suffix. Which these are only a long list knows: here the last label is one, and so are the
/// last two where they are of a country and short, as in `co.uk`.
fn entities(host: &str) -> [&str; 2] {
    let (before, country) = host.rsplit_once('.').unwrap_or_default();
    let (further, kind) = before.rsplit_once('.').unwrap_or_default();
    let is_suffix = country.len() == 2 && kind.len() <= 3;
    [before, if is_suffix { further } else { "" }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_of_a_host() {
        let mut names = Vec::new();
        domains_of("www.example.co.uk", |name| names.push(name.to_owned()));
        for name in [
            "*",
            "www.example.co.uk",
            "example.co.uk",
            "co.uk",
            "uk",
            "www.example.*",
            "example.*",
            "example.co.*",
            "www.*",
        ] {
            assert_eq!(names.iter().any(|own| own == name), name != "www.*", "{name}");
        }
        assert_eq!(included("a.org, ~b.a.org,,c.*").collect::<Vec<_>>(), ["a.org", "c.*"]);
    }

    #[test]
    fn sites() {
        for (domains, host, is_for) in [
            ("", "example.org", true),
            ("example.org", "example.org", true),
            ("Example.org", "news.example.org", true),
            ("example.org", "badexample.org", false),
            ("a.org, example.org", "example.org", true),
            ("~example.org", "news.example.org", false),
            ("~example.org", "else.org", true),
            ("example.org,~news.example.org", "news.example.org", false),
            ("example.org,~news.example.org", "example.org", true),
            ("~example.org,news.example.org", "news.example.org", true),
            ("example.*", "www.example.co.uk", true),
            ("example.*", "example.org", true),
            ("example.*", "example.com.br", true),
            ("example.*", "example.a.b.c", false),
            // A subdomain of another's.
            ("example.*", "example.else.com", false),
            ("example.*", "example.or.com", false),
            ("example.*", "example.else.de", false),
            ("else.*", "example.else.com", true),
            ("~example.*", "example.else.com", true),
            ("example.*", "example", false),
            ("*", "example.org", true),
            (",", "example.org", true),
        ] {
            assert_eq!(are_for(domains, Some(host)), is_for, "{domains} for {host}");
        }
        assert!(are_for("~example.org", None));
        assert!(!are_for("example.org", None));
    }
}
