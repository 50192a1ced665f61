//! Elements that repeat side by side (cards, posts, rows), and blocks that are dressed alike.

use hashbrown::HashMap;

use super::ancestors::Ancestors;
use super::text::TextFacts;
use super::{MISSING, Page, Row, share, share_of_words};
use crate::outline::{NodeId, Outline, ROOT};

/// Fewer like elements side by side are no group.
const FEWEST: u32 = 3;

/// Elements of one name and first class in one parent.
#[derive(Default, Clone, Copy)]
struct Group {
    elements: u32,
    words: u32,
    link_words: u32,
    prose: u32,
}

/// Blocks in elements of one name and first class, in parents of one name and first class.
#[derive(Default, Clone, Copy)]
struct Dress {
    blocks: u32,
    words: u32,
    prose: u32,
    first: u32,
}

/// An element's name and first class, as numbers.
type Look = [u32; 2];
/// What groups and dresses are told apart by: one type for both, because of each the hash table is compiled anew.
type Sort = [u32; 4];

pub struct Groups {
    all: Vec<Group>,
    /// For every element its group.
    own: Vec<u32>,
    dresses: Vec<Dress>,
    dress_of: Vec<u32>,
}

impl Groups {
    pub fn of(page: &Page<'_>, texts: &[TextFacts]) -> Self {
        let outline = page.outline;
        let (mut groups, mut by_look) = (Vec::<Group>::new(), HashMap::<Sort, u32>::new());
        let mut own = Vec::with_capacity(outline.nodes.len());
        for (id, node) in (0..).zip(&outline.nodes) {
            let run = outline.blocks_of(id);
            if run.is_empty() || id == ROOT {
                own.push(u32::MAX);
                continue;
            }
            let [tag, class] = look(outline, id);
            let number = *by_look.entry([node.parent, tag, class, 0]).or_insert_with(|| {
                groups.push(Group::default());
                u32::try_from(groups.len() - 1).unwrap_or(u32::MAX)
            });
            own.push(number);
            if let Some(group) = groups.get_mut(number as usize) {
                group.elements += 1;
                group.words += page.words(&run);
                group.link_words += page.link_words(&run);
                group.prose += page.prose(&run);
            }
        }
        let (mut dresses, mut by_dress) = (Vec::<Dress>::new(), HashMap::<Sort, u32>::new());
        let mut dress_of = Vec::with_capacity(outline.blocks.len());
        for (place, (block, text)) in (0..).zip(outline.blocks.iter().zip(texts)) {
            let parent = outline.node(block.node).parent;
            let ([tag, class], [outer_tag, outer_class]) = (look(outline, block.node), look(outline, parent));
            let number = *by_dress.entry([tag, class, outer_tag, outer_class]).or_insert_with(|| {
                dresses.push(Dress {
                    first: place,
                    ..Dress::default()
                });
                u32::try_from(dresses.len() - 1).unwrap_or(u32::MAX)
            });
            dress_of.push(number);
            if let Some(dress) = dresses.get_mut(number as usize) {
                dress.blocks += 1;
                dress.words += text.words;
                dress.prose += page.prose(&(place as usize..place as usize + 1));
            }
        }
        Self {
            all: groups,
            own,
            dresses,
            dress_of,
        }
    }

    /// Whether an element is one of several alike, and the words of all of them.
    pub fn repeats(&self, id: NodeId) -> Option<u32> {
        let group = self.group(id)?;
        (group.elements >= FEWEST).then_some(group.words)
    }

    /// The most elements alike side by side.
    pub fn largest(&self) -> u32 {
        self.all.iter().map(|group| group.elements).max().unwrap_or(0)
    }

    /// The number of an element's group.
    pub fn number(&self, id: NodeId) -> Option<u32> {
        self.own.get(id as usize).copied().filter(|number| *number != u32::MAX)
    }

    /// The number of the blocks that are dressed like one.
    pub fn dress(&self, place: usize) -> Option<u32> {
        self.dress_of.get(place).copied()
    }

    fn group(&self, id: NodeId) -> Option<&Group> {
        self.all.get(*self.own.get(id as usize)? as usize)
    }

    pub fn put(&self, page: &Page<'_>, place: usize, ancestors: &Ancestors, row: &mut impl Row) {
        let names = [
            "large_group_elements",
            "large_group_mean_words",
            "large_group_link_density",
            "large_group_prose",
        ];
        let group = ancestors.largest_group.and_then(|id| self.group(id));
        let values = group.map_or([MISSING; 4], |group| {
            let elements = group.elements.max(1) as f32;
            [
                elements,
                group.words as f32 / elements,
                share_of_words(group.link_words, group.words),
                share_of_words(group.prose, page.all_prose()),
            ]
        });
        for (name, value) in names.into_iter().zip(values) {
            row.put(name, value);
        }
        let dress = self
            .dress_of
            .get(place)
            .and_then(|number| self.dresses.get(*number as usize))
            .copied()
            .unwrap_or_default();
        let blocks = page.blocks().len();
        row.put("alike", dress.blocks as f32);
        row.put("alike_words", share_of_words(dress.words, page.all_words()));
        row.put("alike_prose", share_of_words(dress.prose, page.all_prose()));
        row.put("alike_first", share(dress.first as usize, blocks));
    }
}

fn look(outline: &Outline, id: NodeId) -> Look {
    let class = outline
        .node_tokens(id)
        .iter()
        .find(|token| !outline.tokens.name(**token).starts_with(['#', '[']));
    [
        u32::from(outline.node(id).tag.number()),
        class.copied().unwrap_or(u32::MAX),
    ]
}
