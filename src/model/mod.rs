//! Which blocks are the article: a score for every block, then a verdict, settled per subtree.

mod page;
mod scorer;
mod sections;
mod settle;
mod sums;

pub use page::Page;
pub use scorer::scores;
pub use sections::sections;
pub use settle::{Reason, Verdict, settle};
