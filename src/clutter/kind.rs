use serde::{Deserialize, Serialize};

/// What a removed part was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Advertising.
    Ad,
    /// Links to other articles: 'You may also like', latest stories, most read.
    Recommendation,
    /// Readers' comments, their form and counters.
    Comments,
    /// A box that calls upon the reader: to subscribe, to join, to buy, to be called back.
    Newsletter,
    /// Buttons to share or follow.
    Share,
    /// A cookie or privacy notice.
    Consent,
    /// A paywall's or registration wall's message.
    Paywall,
    /// Menus, breadcrumbs, skip links, tags, previous and next.
    Navigation,
    /// All else that is not the article: header, footer, captions, author boxes.
    Boilerplate,
}

impl Kind {
    /// The kind of a lower-case name, as it is written in JSON and in the lists of markers.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "ad" => Self::Ad,
            "recommendation" => Self::Recommendation,
            "comments" => Self::Comments,
            "newsletter" => Self::Newsletter,
            "share" => Self::Share,
            "consent" => Self::Consent,
            "paywall" => Self::Paywall,
            "navigation" => Self::Navigation,
            "boilerplate" => Self::Boilerplate,
            _ => return None,
        })
    }
}
