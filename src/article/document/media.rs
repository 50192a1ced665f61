//! Pictures and players: their true address behind what a page shows until its scripts have run.

use super::build::Build;
use super::{Content, ItemId, Picture, TOP};
use crate::address::Address;
use crate::outline::{AttributeName, Inset, NodeId, Outline, is_of_picture};
use crate::reader::Tag;

/// Words in the names of files that hold a picture's place.
const PLACEHOLDERS: [&str; 10] = [
    "placeholder",
    "blank",
    "spacer",
    "lazy",
    "loading",
    "loader",
    "1x1",
    "transparent",
    "pixel",
    "grey.gif",
];

/// A picture of fewer pixels either way is there to count readers or to keep a distance.
const FEWEST_PIXELS: u32 = 3;

/// Of several sizes the one nearest to this width is the picture's address.
const WIDTH: u32 = 1600;

/// A link is looked for in so many elements around a picture.
const MOST_STEPS: usize = 8;

/// Sites whose players become links, with the columns of the table.
const EMBEDS: &str = include_str!("embeds.tsv");

/// A `video` or `audio` of the page's own.
#[derive(Debug, Default)]
pub struct Player {
    pub sources: Vec<String>,
    pub poster: Option<String>,
}

impl<'o> Build<'_, 'o> {
    /// Adds what an inset shows; `around` is the element of the page that `holder` stands for.
    pub(super) fn add_inset(&mut self, holder: ItemId, place: usize, around: NodeId) {
        let outline = self.document.outline;
        let Some(inset) = outline.insets.get(place) else { return };
        if self.document.tag(holder) == Some(Tag::PRE) {
            return;
        }
        match inset.tag {
            Tag::IMG => self.add_picture(holder, place, inset, around),
            Tag::FIGURE => self.add_named_picture(holder, inset),
            Tag::VIDEO | Tag::AUDIO => {
                let holder = self.paragraph(holder);
                self.add_player(holder, place, inset);
            }
            _ => {
                if let Some((address, name)) = self.embed(inset) {
                    let holder = self.paragraph(holder);
                    let title = inset
                        .attribute(AttributeName::Title)
                        .map(str::trim)
                        .filter(|title| !title.is_empty());
                    let link = self.document.append(holder, Content::Link(address));
                    self.document.append(link, Content::Text(title.unwrap_or(name).into()));
                }
            }
        }
    }

    /// A paragraph of its own, where what is to be added would stand beside paragraphs.
    fn paragraph(&mut self, holder: ItemId) -> ItemId {
        match self.document.tag(holder) {
            None if holder == TOP => self.document.append(holder, Content::Element(Tag::P, None)),
            Some(tag) if tag.is_block() && !super::elements::holds_only_text(tag) && tag != Tag::FIGURE => {
                self.document.append(holder, Content::Element(Tag::P, None))
            }
            _ => holder,
        }
    }

    fn add_picture(&mut self, holder: ItemId, place: usize, inset: &'o Inset, around: NodeId) {
        let outline = self.document.outline;
        let Some(node) = inset.image else { return };
        if let Some(emoji) = emoji(outline, node) {
            self.document.append(holder, Content::Text(emoji.into()));
            return;
        }
        let Some(picture) = self.picture(place, node) else {
            return;
        };
        // Within text the same picture may stand time and again: a formula, a sign.
        let twin = self
            .pictures
            .get(&picture.address)
            .copied()
            .filter(|_| inset.at.is_none())
            .or_else(|| self.twin_before(place, inset));
        if let Some(twin) = twin {
            self.merge(
                twin,
                picture,
                outline
                    .chain(inset.parent)
                    .take(2)
                    .any(|id| outline.node(id).tag == Tag::NOSCRIPT),
            );
            self.last_picture = Some((twin, place));
            return;
        }
        let holder = self.paragraph(holder);
        let link = outline
            .chain(inset.parent)
            .take(MOST_STEPS)
            .take_while(|id| *id != around || around == inset.parent)
            .find(|id| outline.node(*id).tag == Tag::A)
            .and_then(|link| self.link(link, holder));
        let holder = match link {
            Some(link) => self.document.append(holder, link),
            None => holder,
        };
        let address = picture.address.clone();
        let item = self.document.append(holder, Content::Picture(Box::new(picture)));
        self.pictures.insert(address, item);
        self.last_picture = Some((item, place));
    }

    /// Adds the picture that a figure names.
    fn add_named_picture(&mut self, holder: ItemId, inset: &Inset) {
        let own = inset.attribute(AttributeName::Src).filter(|own| is_of_picture(own));
        let Some(address) = own.and_then(|own| self.base.source(own)) else {
            return;
        };
        if !self.pictures.contains_key(&address) {
            let holder = self.paragraph(holder);
            let picture = Picture {
                address: address.clone(),
                ..Picture::default()
            };
            let item = self.document.append(holder, Content::Picture(Box::new(picture)));
            self.pictures.insert(address, item);
        }
    }

    /// The picture right before, where this one stands in its `noscript`: the same one for browsers without scripts.
    fn twin_before(&self, place: usize, inset: &Inset) -> Option<ItemId> {
        let outline = self.document.outline;
        let (item, before) = self.last_picture?;
        let is_fallback = outline
            .chain(inset.parent)
            .take(4)
            .any(|id| outline.node(id).tag == Tag::NOSCRIPT);
        let is_next = before + 1 == place && outline.insets.get(before)?.block == inset.block;
        (is_fallback && is_next).then_some(item)
    }

    /// Makes one of two that show the same.
    fn merge(&mut self, twin: ItemId, other: Picture, prefer: bool) {
        let Some(item) = self.document.items.get_mut(twin as usize) else {
            return;
        };
        if let Content::Picture(picture) = &mut item.content {
            if picture.alt.is_empty() {
                picture.alt = other.alt;
            }
            if prefer {
                picture.address = other.address;
                picture.sizes = other.sizes;
                picture.width = picture.width.or(other.width);
                picture.height = picture.height.or(other.height);
            }
        }
    }

    /// The picture that an `img` will show.
    fn picture(&self, place: usize, node: NodeId) -> Option<Picture> {
        let outline = self.document.outline;
        let attribute = |name| {
            outline
                .attribute(node, name)
                .map(str::trim)
                .filter(|value| !value.is_empty())
        };
        let pixels = |name| {
            attribute(name)
                .and_then(|value| value.trim_end_matches("px").parse().ok())
                .filter(|pixels| *pixels > 0)
        };
        let (width, height) = (pixels(AttributeName::Width), pixels(AttributeName::Height));
        let is_tiny = |size: Option<u32>| size.is_some_and(|size| size < FEWEST_PIXELS);
        if is_tiny(width) || is_tiny(height) {
            return None;
        }
        let sets = [
            attribute(AttributeName::LazySet),
            attribute(AttributeName::Srcset),
            self.set_before(place),
        ];
        let mut sets = sets.into_iter().flatten().map(|set| self.base.set(set));
        let sizes = sets.find(|set| !set.is_empty()).unwrap_or_default();
        let own = attribute(AttributeName::Src);
        let stands_in = own.is_none_or(is_placeholder);
        let address = attribute(AttributeName::Lazy)
            .and_then(|address| self.base.picture(address))
            .or_else(|| {
                own.filter(|_| !stands_in)
                    .and_then(|address| self.base.picture(address))
            })
            .or_else(|| nearest(&sizes))
            .or_else(|| attribute(AttributeName::Spare).and_then(|address| self.base.picture(address)))
            .or_else(|| {
                let own = own.filter(|own| !is_nothing(own))?;
                self.base.picture(own)
            })?;
        let sizes: Vec<String> = sizes
            .iter()
            .map(|(address, size)| format!("{address} {size}").trim_end().to_owned())
            .collect();
        let text = |name| crate::words::folded(attribute(name).unwrap_or_default());
        Some(Picture {
            address,
            // One that is said already.
            sizes: if sizes.len() > 1 {
                sizes.join(", ")
            } else {
                String::new()
            },
            alt: text(AttributeName::Alt),
            title: text(AttributeName::Title),
            width: width.filter(|_| height.is_some()),
            height: height.filter(|_| width.is_some()),
        })
    }

    /// The `srcset` of the `source` before an `img` in the same `picture`.
    fn set_before(&self, place: usize) -> Option<&'o str> {
        let insets = self.document.outline.insets.get(..place)?;
        let sources = insets
            .iter()
            .rev()
            .take(MOST_STEPS)
            .take_while(|inset| inset.tag == Tag::SOURCE);
        let mut sets = sources.filter_map(|inset| {
            inset
                .attribute(AttributeName::LazySet)
                .or_else(|| inset.attribute(AttributeName::Srcset))
        });
        sets.next()
    }

    fn add_player(&mut self, holder: ItemId, place: usize, inset: &'o Inset) {
        let outline = self.document.outline;
        let own = [
            inset.attribute(AttributeName::Src),
            inset.attribute(AttributeName::Lazy),
        ];
        let inside = outline
            .insets
            .iter()
            .skip(place + 1)
            .take_while(|inset| inset.tag == Tag::SOURCE)
            .take(MOST_STEPS);
        let inside = inside.filter_map(|source| source.attribute(AttributeName::Src));
        let mut sources: Vec<String> = own
            .into_iter()
            .flatten()
            .chain(inside)
            .filter_map(|address| self.base.source(address))
            .collect();
        sources.dedup();
        if sources.is_empty() {
            return;
        }
        let poster = inset
            .attribute(AttributeName::Poster)
            .and_then(|address| self.base.picture(address));
        let poster = poster.filter(|_| inset.tag == Tag::VIDEO);
        self.document
            .append(holder, Content::Player(inset.tag, Box::new(Player { sources, poster })));
    }

    /// The link that stands for a player of another site, and the site's name.
    fn embed(&self, inset: &Inset) -> Option<(String, &'static str)> {
        let address = inset
            .attribute(AttributeName::Lazy)
            .or_else(|| inset.attribute(AttributeName::Src))?;
        let address = self.base.source(address)?;
        let (host, path) = (Address::of(&address).host()?, Address::of(&address).path());
        EMBEDS.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
            let mut columns = line.split('\t');
            let (site, start, link, name) = (columns.next()?, columns.next()?, columns.next()?, columns.next()?);
            let is_site = host
                .strip_suffix(site)
                .is_some_and(|sub| sub.is_empty() || sub.ends_with('.'));
            let rest = path.strip_prefix(start).filter(|_| is_site)?;
            let id = rest.split(['/', '&']).next().unwrap_or_default();
            match link {
                "*" => Some((address.clone(), name)),
                _ if id.is_empty() => None,
                _ => Some((link.replace("{}", id), name)),
            }
        })
    }
}

/// A character that a page shows as a picture.
fn emoji(outline: &Outline, node: NodeId) -> Option<&str> {
    let alt = outline.attribute(node, AttributeName::Alt)?.trim();
    let is_named = outline
        .token_names(node)
        .any(|token| matches!(token, "emoji" | "wp-smiley" | "twemoji"));
    let is_short = !alt.is_empty() && alt.chars().count() <= 8;
    (is_short
        && (is_named
            || !alt.is_ascii() && alt.chars().all(|letter| !letter.is_alphanumeric()) && alt.chars().count() <= 4))
        .then_some(alt)
}

/// Whether an address is of what holds a picture's place.
fn is_placeholder(address: &str) -> bool {
    let name = address.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    is_nothing(address) || address.starts_with("data:") || PLACEHOLDERS.iter().any(|word| name.contains(word))
}

/// Whether an address shows nothing at all.
fn is_nothing(address: &str) -> bool {
    address.starts_with("data:") && address.len() < 200 || address.starts_with("about:") || address == "#"
}

/// Of several sizes, the address of the one nearest to [`WIDTH`]; of densities, the highest.
fn nearest(sizes: &[(String, String)]) -> Option<String> {
    let far = |size: &str| {
        let digits = size.bytes().take_while(u8::is_ascii_digit).count();
        let number: u32 = size.get(..digits).and_then(|number| number.parse().ok()).unwrap_or(1);
        if size.ends_with('w') {
            number.abs_diff(WIDTH)
        } else {
            WIDTH.saturating_sub(number)
        }
    };
    let best = sizes.iter().min_by_key(|(_, size)| far(size));
    best.map(|(address, _)| address.clone())
}
