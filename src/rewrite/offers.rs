//! Links to shops that pay the page for whom it sends.

use crate::model::link_density;
use crate::outline::{AttributeName, Block, Outline, Span};

/// Parts of addresses that say that a shop pays for whom it sends.
const AFFILIATES: [&str; 19] = [
    "amzn.to/",
    "/ref=as_li",
    "awin1.com/",
    "avantlink.com/",
    "shareasale.com/",
    "anrdoezrs.net/",
    "dpbolvw.net/",
    "jdoqocy.com/",
    "kqzyfj.com/",
    "tkqlhce.com/",
    "go.skimresources.com/",
    "go.redirectingat.com/",
    "linksynergy.com/",
    "prf.hn/",
    "pxf.io/",
    "sjv.io/",
    "tradedoubler.com/",
    "financeads.net/",
    "rstyle.me/",
];

/// Why a button to a shop goes.
pub const OFFER: &str = "a button to a shop that pays the page";

/// Words that a button to a shop begins with.
const OFFERS: [&str; 20] = [
    "acheter",
    "bei amazon",
    "buy",
    "check price",
    "check amazon",
    "comprar",
    "get deal",
    "get offer",
    "jetzt bestellen",
    "jetzt kaufen",
    "kaufen",
    "order now",
    "see price",
    "shop",
    "view deal",
    "view on",
    "voir l'offre",
    "voir le prix",
    "zum angebot",
    "купить",
];

/// A button has at most so many words.
const LONGEST_BUTTON: u32 = 8;

/// Whether a block is a button to a shop that pays for it: 'Check price at Amazon'.
pub fn is_offer(outline: &Outline, block: &Block) -> bool {
    let begins_so = || {
        let text = outline.text(block).to_lowercase();
        OFFERS.iter().any(|offer| text.starts_with(offer))
    };
    block.words <= LONGEST_BUTTON && is_affiliate(outline, block) && begins_so()
}

/// Whether a block is a link to a shop that pays for it.
pub fn is_affiliate(outline: &Outline, block: &Block) -> bool {
    let pays = |span: &Span| {
        let address = outline.attribute(span.node, AttributeName::Href).unwrap_or_default();
        let rel = outline.attribute(span.node, AttributeName::Rel).unwrap_or_default();
        rel.split_ascii_whitespace()
            .any(|word| word.eq_ignore_ascii_case("sponsored"))
            || AFFILIATES.iter().any(|part| address.contains(part))
            || address.contains("amazon.") && address.contains("tag=")
    };
    link_density(block) > 0.6 && outline.spans(block).iter().any(pays)
}
