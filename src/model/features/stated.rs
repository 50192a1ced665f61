//! What a page states of itself out of sight: its address.

use super::{MISSING, Row, flag};
use crate::address::Address;
use crate::reader::Head;

/// A number that tells one of many has so many digits at least: those of a list's pages and of editions are shorter.
const DIGITS: usize = 4;

/// Whether an address, or a part of one, is that of one of many, an article or an offer: there is a number in it, or a day.
pub fn has_number(address: &str) -> bool {
    let mut runs = address.as_bytes().windows(DIGITS);
    runs.any(|digits| digits.iter().all(u8::is_ascii_digit))
}

pub struct Stated {
    /// Of the address: the steps of its path, the hyphens in the last of them, and whether a number of four digits is in it.
    depth: f32,
    hyphens: f32,
    digits: f32,
}

impl Stated {
    pub fn of(head: &Head) -> Self {
        let address = head.meta_named("og:url").or(head.canonical.as_deref());
        let path = address.map(|address| {
            let address = Address::of(address);
            // As the forest has learned it: without a scheme, the slashes before a host count.
            let path = match address.scheme {
                Some(_) => address.place(),
                None => address.hierarchy,
            };
            path.trim_end_matches('/')
        });
        let depth = |path: &str| path.matches('/').count();
        let hyphens = |path: &str| match path.rsplit_once('/') {
            Some((_, last)) => last.matches('-').count(),
            None => 0,
        };
        Self {
            depth: path.map_or(MISSING, |path| depth(path) as f32),
            hyphens: path.map_or(MISSING, |path| hyphens(path) as f32),
            digits: path.map_or(MISSING, |path| flag(has_number(path))),
        }
    }

    pub fn put(&self, row: &mut impl Row) {
        row.put("page_address_depth", self.depth);
        row.put("page_address_hyphens", self.hyphens);
        row.put("page_address_digits", self.digits);
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_looked_at() {
        let stated = |address: Option<&str>| {
            let mut head = Head::default();
            head.canonical = address.map(str::to_owned);
            let stated = Stated::of(&head);
            format!("{} {} {}", stated.depth, stated.hyphens, stated.digits)
        };
        assert_eq!(
            stated(Some("https://example.org/news/2024/rain-in-the-hills/?page=2-3")),
            "3 3 1"
        );
        assert_eq!(stated(Some("https://my-paper.example/")), "0 0 0");
        assert_eq!(stated(None), "-1 -1 -1");
    }
}
