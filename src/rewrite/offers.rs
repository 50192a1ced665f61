//! Links to shops that pay the page for whom it sends.

use super::naming::addresses;
use crate::model::link_density;
use crate::outline::{AttributeName, Block, NodeId, Outline};

/// Parts of addresses that say that a shop pays for whom it sends.
const AFFILIATES: [&str; 41] = [
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
    "a_aid=",
    "utm_medium=affiliate",
    "/aff_c?",
    "aff_id=",
    "7eer.net/",
    "evyy.net/",
    "ojrq.net/",
    "pntra.com/",
    "gopjn.com/",
    "pjtra.com/",
    "viglink.com/",
    "shopstyle.it/",
    "shrsl.com/",
    "howl.me/",
    "digidip.net/",
    "webgains.com/",
    "daisycon.io/",
    "s.click.aliexpress.com/",
    "hb.afl.rakuten.co.jp/",
    "px.a8.net/",
    "hop.clickbank.net/",
    "tc.tradetracker.net/",
];

/// Why a button to a shop goes.
pub const OFFER: &str = "a button to a shop that pays the page";

/// Words that a button to a shop begins with.
const OFFERS: [&str; 24] = [
    "$",
    "\u{a3}",
    "\u{20ac}",
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
    "try ",
    "view deal",
    "view on",
    "voir l'offre",
    "voir le prix",
    "zum angebot",
    "купить",
];

/// A button has at most so many words.
const LONGEST_BUTTON: u32 = 8;
/// And so many if only a name says what it is: titles of products are longer.
const LONGEST_LABEL: u32 = 5;

/// Whether a block is a button to a shop that pays for it: 'Check price at Amazon'.
pub fn is_offer(outline: &Outline, block: &Block) -> bool {
    let begins_so = || {
        let text = outline.text(block).to_lowercase();
        OFFERS.iter().any(|offer| text.starts_with(offer))
    };
    let may_be = block.words <= LONGEST_BUTTON && is_affiliate(outline, block);
    may_be && (begins_so() || block.words <= LONGEST_LABEL && is_button(outline, block))
}

/// Whether a block is called a button, or a link in it is.
fn is_button(outline: &Outline, block: &Block) -> bool {
    let names_button = |token: &str| {
        let token = token.to_ascii_lowercase();
        token.contains("button") || token.contains("btn")
    };
    let links = addresses(outline, block).map(|(link, _)| link);
    let mut all = links.chain([block.node]);
    all.any(|id| outline.token_names(id).any(names_button))
}

/// Whether a block is a link to a shop that pays for it.
pub fn is_affiliate(outline: &Outline, block: &Block) -> bool {
    let pays = |(link, address): (NodeId, &str)| {
        let rel = outline.attribute(link, AttributeName::Rel).unwrap_or_default();
        rel.split_ascii_whitespace()
            .any(|word| word.eq_ignore_ascii_case("sponsored"))
            || AFFILIATES.iter().any(|part| address.contains(part))
            || address.contains("amazon.") && address.contains("tag=")
    };
    link_density(block) > 0.6 && addresses(outline, block).any(pays)
}
