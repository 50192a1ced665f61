//! Which address goes on where another one's article ends.

use crate::address::Address;

/// Words that stand before the number of a page in an address.
const PAGE_WORDS: [&str; 12] = [
    "page",
    "p",
    "pg",
    "paged",
    "pageno",
    "pagenumber",
    "seite",
    "pagina",
    "página",
    "s",
    "strana",
    "sivu",
];
/// Numbers from here on are years or ids.
const MOST_PAGES: u32 = 200;

/// A longer address, in bytes, is none of a page of an article, and no query has more numbers of pages.
const LONGEST: usize = 1024;
const MOST_NUMBERS: usize = 8;

/// Whether the page at `next` goes on where the one at `current` ends: the same address but for the number of the page,
/// which is one more. The next article has another address.
pub fn continues(current: &Readings, next: &str) -> bool {
    let Readings(next) = Readings::of(next);
    let goes_on = |stem: &str, number: u32| {
        current
            .0
            .iter()
            .any(|(own, before)| own == stem && before + 1 == number)
    };
    next.iter().any(|(stem, number)| *number > 1 && goes_on(stem, *number))
}

/// What an address can be without the number of its page, and the number; a page without one is the first.
pub struct Readings(Vec<(String, u32)>);

impl Readings {
    pub fn of(address: &str) -> Self {
        Self(readings(address))
    }
}

fn readings(address: &str) -> Vec<(String, u32)> {
    if address.len() > LONGEST {
        return Vec::new();
    }
    let lower = address.to_lowercase();
    let address = Address::of(&lower);
    let (path, query) = (address.place(), address.query.unwrap_or_default());
    let path = path.strip_prefix("www.").unwrap_or(path).trim_end_matches('/');
    let whole = |path: &str, query: &str| format!("{}?{query}", path.trim_end_matches('/'));
    let mut all = vec![(whole(path, query), 1)];
    let mut add = |path: &str, query: &str, number: &str| {
        if let Some(number) = number.parse().ok().filter(|number| *number <= MOST_PAGES) {
            all.push((whole(path, query), number));
        }
    };
    let is_page_word = |word: &str| PAGE_WORDS.contains(&word);
    let parameters = query
        .split('&')
        .filter_map(|parameter| Some((parameter, parameter.split_once('=')?)));
    let numbers = parameters.filter(|(_, (name, _))| is_page_word(name));
    for (parameter, (_, number)) in numbers.take(MOST_NUMBERS) {
        let others: Vec<&str> = query.split('&').filter(|other| *other != parameter).collect();
        add(path, &others.join("&"), number);
    }
    let (folder, last) = path.rsplit_once('/').unwrap_or(("", path));
    let (name, extension) = match last.rfind('.') {
        Some(at) if last.len() - at <= 6 => last.split_at(at),
        _ => (last, ""),
    };
    let digits = name.len() - name.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    let (before, number) = name.split_at(name.len() - digits);
    let (word, mark) = (before.trim_end_matches(['-', '_', ',', '.']), before.len());
    if digits > 0 {
        if extension.is_empty() && (before.is_empty() || is_page_word(word)) {
            // `rain/2`, `rain/page/2`, `rain/page-2`
            let outer = folder
                .rsplit_once('/')
                .filter(|(_, step)| before.is_empty() && is_page_word(step));
            add(outer.map_or(folder, |(outer, _)| outer), query, number);
        } else if word.len() < mark {
            // `rain-2.html`, `rain-page-2.html`
            let stem = word
                .rsplit_once(['-', '_', ','])
                .filter(|(_, step)| is_page_word(step))
                .map_or(word, |(stem, _)| stem);
            add(&format!("{folder}/{stem}{extension}"), query, number);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goes_on(current: &str, next: &str) -> bool {
        continues(&Readings::of(current), next)
    }

    #[test]
    fn which_page_goes_on() {
        let page = "https://www.example.org/2024/rain";
        for next in [
            "https://www.example.org/2024/rain/2",
            "https://example.org/2024/rain/2/",
            "https://www.example.org/2024/rain/page/2/",
            "https://www.example.org/2024/rain/page-2",
            "https://www.example.org/2024/rain?page=2",
            "https://www.example.org/2024/rain-2",
        ] {
            assert!(goes_on(page, next), "{next}");
        }
        assert!(goes_on("https://e.org/rain.html", "https://e.org/rain_2.html"));
        assert!(goes_on(
            "https://e.org/rain?id=7&page=2",
            "https://e.org/rain?page=3&id=7"
        ));
        assert!(goes_on("https://e.org/rain/page/9", "https://e.org/rain/page/10"));
        for next in [
            page,
            "https://www.example.org/2024/snow",
            "https://www.example.org/2024/snow-2",
            "https://www.example.org/2024/rain/3",
            "https://www.example.org/2024/rain/comment-page-2",
            "https://www.example.org/2024/rain?cpage=2",
            "https://else.example/2024/rain/2",
            "https://www.example.org/2024/rain/2.x",
        ] {
            assert!(!goes_on(page, next), "{next}");
        }
        assert!(!goes_on("https://e.org/rain-2023", "https://e.org/rain-2024"));
    }
}
