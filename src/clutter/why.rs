use std::sync::Arc;

use super::Marker;

/// Why something is left out: what the code asks, and [what people read](Why::text).
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// Its element, class, id or attribute is one that `markers.tsv` lists.
    Marker(&'static Marker),
    /// A part of this class or id says what it is.
    Name(Arc<str>),
    /// It is this heading, or stands below it.
    Heading(Arc<str>),
    /// It is a line that points elsewhere and begins so: 'Read more:'.
    Line(Arc<str>),
    /// It is a link with this text.
    Link(Arc<str>),
    /// It stands in an element of this name.
    In(Arc<str>),
    /// The user's own filter names it, with these selectors.
    Filter(Arc<str>),

    // What it is by its looks.
    Cards,
    Links,
    LinksToArticles,
    LinkToMore,
    LinkToNeighbour,
    LinkToNetwork,
    LinkInBrackets,
    LinksToShareBy,
    LinksThatPay,
    ShopButton,
    WordsAndButton,
    AddressForm,
    CommentForm,
    AboutNewsletter,
    AboutSharing,
    AboutCookies,

    // What it is beside the article.
    Title,
    Byline,
    Date,
    Profile,
    Address,
    Hidden,
    SaidBefore,
    SaidTwice,
    AfterText,
    Apart,
}

impl Why {
    /// The reason, for a person to read.
    pub fn text(&self) -> String {
        let words = match self {
            Self::Marker(marker) => return ["marker ", marker.selector].concat(),
            Self::Name(name) => return ["name ", name].concat(),
            Self::Heading(text) => return quoted("heading", text),
            Self::Line(start) => return quoted("line that begins", start),
            Self::Link(text) => return quoted("link", text),
            Self::In(element) => return ["in ", element].concat(),
            Self::Filter(selectors) => return ["filter ##", selectors].concat(),
            Self::Cards => "repeated cards",
            Self::Links => "mostly links",
            Self::LinksToArticles => "links to other articles",
            Self::LinkToMore => "a link to more articles",
            Self::LinkToNeighbour => "a link to the article before or after",
            Self::LinkToNetwork => "a link to a social network",
            Self::LinkInBrackets => "a link in brackets",
            Self::LinksToShareBy => "links to share by",
            Self::LinksThatPay => "links that pay the page",
            Self::ShopButton => "a button to a shop that pays the page",
            Self::WordsAndButton => "a few words and a button",
            Self::AddressForm => "a form that asks for an e-mail address",
            Self::CommentForm => "a form for comments",
            Self::AboutNewsletter => "words about a newsletter",
            Self::AboutSharing => "words about sharing",
            Self::AboutCookies => "words about cookies",
            Self::Title => "the title",
            Self::Byline => "the byline",
            Self::Date => "the date",
            Self::Profile => "a reader's profile",
            Self::Address => "an address",
            Self::Hidden => "hidden",
            Self::SaidBefore => "said before",
            Self::SaidTwice => "the same line twice",
            Self::AfterText => "a line after the text",
            Self::Apart => "apart from the article",
        };
        words.to_owned()
    }
}

fn quoted(what: &str, text: &str) -> String {
    [what, " \u{201c}", text, "\u{201d}"].concat()
}
