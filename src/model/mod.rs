//! Which blocks are the article: a score for every block, then a verdict, settled per subtree.

mod deciding;
mod expected;
mod features;
mod forest;
mod gaps;
mod head_lines;
mod page;
mod sections;
mod settle;
mod stray;
mod sums;

#[cfg(feature = "training")]
pub use deciding::decide;
pub use deciding::scores;
#[cfg(feature = "training")]
pub use features::tokens::{self, Level, TokenHashes};
#[cfg(feature = "training")]
pub use features::{Features, Names, NodeKinds};

pub use expected::{best_line, odds};
pub use features::{Row, has_number, is_price};
#[cfg(test)]
pub use forest::fingerprint_of;
pub use forest::{Rows, Trees};
pub use head_lines::fact_of_line;
pub use page::{ARTICLE_WORDS, LITTLE_PROSE, Page, is_prose, link_density, may_go};
pub use sections::{FEWEST_CARDS, LINKS_OF_A_LIST, LONGEST_HEADING, Section, Source, pointer, sections};
pub use settle::{Reason, Verdict, kept, settle};
pub use sums::Sums;
