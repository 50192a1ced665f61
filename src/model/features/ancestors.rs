//! The elements around a block, from the innermost out. Elements that hold the same blocks are one level.

use std::ops::Range;

use super::around::code_of;
use super::candidate::Candidate;
use super::groups::Groups;
use super::kinds::{FOOTER, MAIN, NodeKinds, ROLES};
use super::{Features, MISSING, Page, Row, distance, place_in, share, share_of_words};
use crate::outline::{Block, NodeId, ROOT};

macro_rules! anchor {
    ($start:literal) => {
        [
            concat!($start, "words_share"),
            concat!($start, "link_density"),
            concat!($start, "prose"),
            concat!($start, "paragraphs"),
            concat!($start, "place"),
            concat!($start, "blocks"),
            concat!($start, "prose_after"),
        ]
    };
}

/// The innermost element with so many tenths of the page's prose.
const ANCHORS: [(u64, [&str; 7]); 2] = [(3, anchor!("of_third_of_prose_")), (7, anchor!("of_most_prose_"))];

/// The value of a distance to what is not there.
const NOWHERE: u8 = 30;

/// Levels that are told apart; blocks nested deeper are as good as told.
const MOST_LEVELS: usize = 24;

pub struct Ancestors {
    /// The largest element of each level.
    levels: Vec<NodeId>,
    roles: [u8; ROLES.len()],
    footer: u8,
    main: Option<NodeId>,
    pub largest_group: Option<NodeId>,
    /// Steps up to an element around the candidate, and from there down to it.
    pub to_candidate: (u8, u8),
}

impl Ancestors {
    pub fn of(page: &Page<'_>, kinds: &NodeKinds, groups: &Groups, candidate: &Candidate, block: &Block) -> Self {
        let mut found = Self {
            levels: Vec::with_capacity(12),
            roles: [NOWHERE; ROLES.len()],
            footer: NOWHERE,
            main: None,
            largest_group: None,
            to_candidate: (NOWHERE, NOWHERE),
        };
        let mut largest_words = 0;
        for (steps, (id, level)) in levels(page, block.node).enumerate() {
            if usize::from(level) == found.levels.len() {
                found.levels.push(id);
            } else if let Some(last) = found.levels.last_mut() {
                *last = id;
            }
            each_bit(kinds.roles(id), |role| {
                nearest(&mut found.roles, role, level);
                if role == MAIN {
                    found.main = found.main.or(Some(id));
                }
            });
            if kinds.speaks_of(id, FOOTER) {
                found.footer = found.footer.min(level);
            }
            if let Some(words) = groups.repeats(id).filter(|words| *words > largest_words) {
                largest_words = words;
                found.largest_group = Some(id);
            }
            if found.to_candidate.0 == NOWHERE
                && let Some(below) = candidate.below(id)
            {
                found.to_candidate = (
                    u8::try_from(steps).unwrap_or(NOWHERE).min(NOWHERE - 1),
                    below.min(NOWHERE),
                );
            }
        }
        found
    }

    /// The blocks of the element of a level, 0 being the innermost.
    pub fn blocks_of_level(&self, page: &Page<'_>, level: usize) -> Option<Range<usize>> {
        self.levels.get(level).map(|id| page.outline.blocks_of(*id))
    }

    pub fn put(&self, features: &Features<'_>, place: usize, row: &mut impl Row) {
        let page = features.page;
        let outline = page.outline;
        let level = |level: usize, of: &dyn Fn(NodeId) -> f32| self.levels.get(level).map_or(MISSING, |id| of(*id));
        let words = |id: NodeId| page.words(&outline.blocks_of(id)) as f32;
        let link_density = |id: NodeId| page.link_density_f32(&outline.blocks_of(id));
        let prose_share = |id: NodeId| share_of_words(page.prose(&outline.blocks_of(id)), page.all_prose());
        row.put("level_1_words", level(1, &words));
        row.put("level_1_link_density", level(1, &link_density));
        row.put("level_1_prose_share", level(1, &prose_share));
        row.put("level_2_prose_share", level(2, &prose_share));
        row.put("level_3_words", level(3, &words));
        row.put("level_6_words", level(6, &words));
        row.put("levels", self.levels.len() as f32);
        self.put_anchors(features, place, row);
        put_all(ROLES, self.roles.map(f32::from), row);
        row.put("class_footer", f32::from(self.footer));
        let within = |found: Option<NodeId>, of: &dyn Fn(NodeId) -> f32| found.map_or(MISSING, of);
        let words_share = |id: NodeId| share_of_words(page.words(&outline.blocks_of(id)), page.all_words());
        row.put("main_words", within(self.main, &words_share));
        row.put("main_link_density", within(self.main, &link_density));
        row.put(
            "main_place",
            within(self.main, &|id| place_in(place, &outline.blocks_of(id))),
        );
        row.put(
            "level_4_images",
            level(4, &|id| {
                share(usize::from(outline.node(id).images), outline.blocks_of(id).len())
            }),
        );
        let element = page.blocks().get(place).map(|block| outline.node(block.node).tag);
        row.put("element", element.map_or(MISSING, |tag| f32::from(code_of(tag))));
        let title = features.headlines.title();
        let title_level = title.map_or(MISSING, |title| {
            let holds = |id: &NodeId| outline.blocks_of(*id).contains(&title);
            self.levels
                .iter()
                .position(holds)
                .map_or(f32::from(NOWHERE), |level| level as f32)
        });
        row.put("title_level", title_level);
        row.put("title_distance", title.map_or(-999.0, |title| distance(title, place)));
    }

    fn put_anchors(&self, features: &Features<'_>, place: usize, row: &mut impl Row) {
        let page = features.page;
        let outline = page.outline;
        let mut from = 0;
        for (tenths, names) in ANCHORS {
            let all = u64::from(page.all_prose());
            let is_it = |id: NodeId| u64::from(page.prose(&outline.blocks_of(id))) * 10 >= all * tenths;
            while from + 1 < self.levels.len() && !self.levels.get(from).is_some_and(|id| is_it(*id)) {
                from += 1;
            }
            let values = self.levels.get(from).map_or([MISSING; 7], |id| {
                let run = outline.blocks_of(*id);
                let (words, prose) = (page.words(&run), page.prose(&run));
                [
                    share_of_words(words, page.all_words()),
                    page.link_density_f32(&run),
                    share_of_words(prose, words),
                    share(features.sums.paragraphs.over(&run) as usize, run.len()),
                    place_in(place, &run),
                    run.len() as f32,
                    share_of_words(page.prose(&(place + 1..run.end.max(place + 1))), prose),
                ]
            });
            put_all(names, values, row);
        }
    }
}

/// The elements around one, it first, each with its level; the root is there even if it lies deeper than told apart.
pub fn levels<'p>(page: &'p Page<'_>, id: NodeId) -> impl Iterator<Item = (NodeId, u8)> + 'p {
    let outline = page.outline;
    let (mut level, mut last) = (0_u8, outline.blocks_of(id));
    outline.chain(id).map(move |id| {
        let run = outline.blocks_of(id);
        if run != last && usize::from(level) < MOST_LEVELS {
            level += 1;
        }
        if id != ROOT || !run.is_empty() {
            last = run;
        }
        (id, level)
    })
}

fn each_bit(mut bits: u16, mut tell: impl FnMut(usize)) {
    while bits != 0 {
        tell(bits.trailing_zeros() as usize);
        bits &= bits - 1;
    }
}

fn nearest<const N: usize>(levels: &mut [u8; N], place: usize, level: u8) {
    if let Some(own) = levels.get_mut(place) {
        *own = (*own).min(level);
    }
}

fn put_all<const N: usize>(names: [&'static str; N], values: [f32; N], row: &mut impl Row) {
    for (name, value) in names.into_iter().zip(values) {
        row.put(name, value);
    }
}
