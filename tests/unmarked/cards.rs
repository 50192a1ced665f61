//! Cards and links to other articles that tell of themselves by how they look: few of them, with dates, beside arrows.

use super::streamed::PROSE;
use super::{article, streamed_by, whole};

/// What is left of a page that arrives, however it is cut.
fn streamed(page: &str) -> String {
    let left = streamed_by(page, 17);
    for bytes in [1, 5, 64, 4096] {
        assert_eq!(streamed_by(page, bytes), left, "in chunks of {bytes}");
    }
    left
}

/// A page on which something follows an article, and what is left of that.
fn below(list: &str) -> String {
    let page = format!("{}<div class=x><div>{list}</div></div><p>Mill House", article());
    let left = streamed(&page);
    let rest = left.strip_prefix(&article()).expect("the article stays");
    rest.to_owned()
}

fn stays_below(list: &str) {
    assert_eq!(
        below(list),
        format!("<div class=x><div>{list}</div></div><p>Mill House")
    );
}

const CARD: &str = "<div class='card first'><img src=/1.jpg><p><a href=/1>The ferry sails again</a></p></div>";
const OTHER_CARD: &str = "<div class='card last'><img src=/2.jpg><p><a href=/2>The lock is closed</a></p></div>";

#[test]
fn two_cards_are_a_grid_if_they_are_called_the_same() {
    let cards = format!("{CARD}{OTHER_CARD}");
    for cards in [
        cards.clone(),
        format!("<h3>Elsewhere</h3>{cards}"),
        cards.replace("</p>", ""),
        cards
            .replace("<div class='card first'>", "<div>")
            .replace("<div class='card last'>", "<div>"),
        format!("<ul>{}</ul>", cards.replace("<div", "<li").replace("</div>", "")),
    ] {
        assert_eq!(below(&cards), "<p>Mill House", "{cards}");
    }
    let misnested = cards.replace("<p>", "<b><i>").replace("</p>", "</b></i>");
    assert!(!below(&misnested).contains("href"));
    for own in [
        // One alone, and two of different kinds.
        CARD.to_owned(),
        format!("{CARD}{}", OTHER_CARD.replace("card last", "byline")),
        format!("{CARD}{}", OTHER_CARD.replace("<div class='card last'>", "<div>")),
        format!("{CARD}{}", OTHER_CARD.replace("div", "section")),
        // Other things among them.
        format!("<p>Ann Pike</p><p>Her mill</p>{cards}"),
        format!("{cards}{PROSE}"),
        // Sections, each with a list of its own.
        cards.replace("again</a>", "again</a></p><p><a href=/3>The mill is for sale</a>"),
        // Parts of the page, and other sites.
        cards.replace("href=/", "href=#"),
        cards
            .replace("href=/1", "href=https://one.example/")
            .replace("href=/2", "href=https://two.example/"),
    ] {
        stays_below(&own);
    }
    // Right among the text they may be a part of it; a page that is a list keeps them.
    let page = format!("<article><h1>The mill</h1>{PROSE}{PROSE}<div>{cards}</div>{PROSE}</article>");
    assert_eq!(streamed(&page), page);
    let page = format!("<h1>The quay</h1><div>{cards}</div><p>Mill House");
    assert_eq!(streamed(&page), page);
}

#[test]
fn teasers_may_be_long_below_titles_of_their_own() {
    let teaser = |number: u32| {
        format!(
            "<div><h3><a href=/{number}>Ferry number {number} to sail again</a></h3><p>The harbour master said so on Monday, and \
             nobody on the quay was surprised by it, for it was spring, the ice had gone from the river in the first week of March, \
             and the new engine had come by lorry from the coast.</p></div>"
        )
    };
    let teasers: String = (1..4).map(teaser).collect();
    assert_eq!(below(&teasers), "<p>Mill House");
    stays_below(&teasers.replace("<h3><a", "<h3><b").replace("</a></h3>", "</b></h3>"));
}

#[test]
fn titles_with_dates_are_cards() {
    for (title, date) in [
        ("The ferry sails again", "May 2, 2024"),
        ("Die Fähre fährt wieder", "2. Mai 2024"),
        ("Паром снова ходит", "2 мая 2024"),
        ("渡船はまた動く", "2024年5月2日"),
    ] {
        let item = |number: u32| {
            let link = format!("<a href=/{number}>{title}</a>");
            [
                format!("<li>{link} <span>{date}</span>"),
                format!("<li><div>{date}</div><div>{link}</div></li>"),
            ]
        };
        for kind in 0..2 {
            let items: String = (1..4).filter_map(|number| item(number).get(kind).cloned()).collect();
            let list = format!("<ol class=y>{items}</ol>");
            assert_eq!(below(&list), "<p>Mill House", "{list}");
            stays_below(&list.replace("href=/", "href=#"));
        }
    }
    // A date that is a link itself is a post's; its author is no title.
    let post = "<li><a href=/ann>Ann</a> <a href=/1>May 2, 2024</a> <p>I saw the ferry.";
    stays_below(&format!("<ol class=y>{}</ol>", post.repeat(3)));
}

#[test]
fn events_in_a_sidebar_go_with_their_heading() {
    let event =
        |day: u32| format!("<li class='event n{day}'><div>{day} May 2024 15:00</div><a href=/e/{day}>Mill day</a>");
    let events: String = (1..3).map(event).collect();
    let list = |name: &str| {
        format!(
            "{}<div id={name}><div class=z><h5 class=widget-title>Events</h5><ul>{events}</ul></div><p>Mill House</div>",
            article()
        )
    };
    assert_eq!(
        streamed(&list("sidebar")),
        format!("{}<div id=sidebar><p>Mill House</div>", article())
    );
    assert_eq!(streamed(&list("calendar")), list("calendar"));
}

#[test]
fn comments_and_buttons_to_share_are_no_lists_of_articles() {
    let comment = |number: u32| {
        format!(
            "<li><img src=/{number}.jpg><h4><a href=/u/{number}>Ann Pike of Millbrook</a></h4><p>I saw the ferry on Monday.</li>"
        )
    };
    let comments: String = (1..4).map(comment).collect();
    for name in ["comment-list", "kommentare"] {
        stays_below(&format!("<ol class={name}>{comments}</ol>"));
        stays_below(&format!("<div class={name}><div><ol>{comments}</ol></div></div>"));
    }
    assert_eq!(below(&format!("<ol class=y>{comments}</ol>")), "<p>Mill House");
    let button = |name: &str| format!("<li><a href=/share?{name}>Click to share this on {name}</a>");
    let buttons = ["One", "Two", "Three"].map(button).concat();
    let side = |list: &str| format!("{}<aside><div>{list}</div><p>Mill House</aside>", article());
    let page = side(&format!("<div class=share-links><ul>{buttons}</ul></div>"));
    assert_eq!(streamed(&page), page);
    // What is said about other articles.
    let said = |number: u32| format!("<li>Ann Pike on <a href=/{number}#c>Ferry number {number} to sail again</a>");
    let recent: String = (1..4).map(said).collect();
    let page = side(&format!("<div class=recent-comments><ul>{recent}</ul></div>"));
    assert!(!streamed(&page).contains("Ferry"));
}

#[test]
fn a_page_says_by_the_class_of_its_body_that_it_is_an_article() {
    let card = |number: u32| {
        format!("<div><img src=/{number}.jpg><h3><a href=/{number}>Ferry number {number} sails</a></h3></div>")
    };
    let cards: String = (1..5).map(card).collect();
    let page = |classes: &str, cards: &str| format!("<body class='{classes}'><div>{cards}</div>{}", article());
    for classes in [
        "single single-post",
        "page-node-type-article",
        "node-type-blog",
        "single single-tribe_events",
    ] {
        assert_eq!(
            streamed(&page(classes, &cards)),
            page(classes, "").replace("<div></div>", ""),
            "{classes}"
        );
    }
    for classes in ["single single-product", "archive", "blog", "post"] {
        assert_eq!(streamed(&page(classes, &cards)), page(classes, &cards), "{classes}");
    }
}

#[test]
fn arrows_lead_to_the_articles_before_and_after() {
    let with = |line: &str| format!("{}<p>Mill House</p>{line}<p>Mill Lane", article());
    let without = with("");
    for line in [
        "<div>\u{ab} <a href=/1>The ferry sails again</a></div>",
        "<p><a href=/1>\u{2190} The ferry sails again</a>",
        "<p><a href=/1>\u{2039} The ferry sails again</a><p><a href=/2>The lock is closed again \u{203a}</a>",
        "<p><a href=/1>\u{ab} The ferry sails</a> | <a href=/2>The lock is closed \u{bb}</a>",
    ] {
        assert_eq!(streamed(&with(line)), without, "{line}");
        assert!(!whole(&with(line)).contains("ferry"), "{line}");
    }
    for line in [
        // Calls to action.
        "<p><a href=/1>Continue a saved quote \u{bb}</a>",
        "<p><a href=/1>Ask for your free quote \u{2192}</a>",
        // What a list begins its items with.
        "<p><a href=/1>\u{2192} Forms for owners of mills</a>",
        "<p><a href=/1>\u{bb} Forms for owners of mills</a>",
        // Quotation marks.
        "<p><a href=/1>\u{ab}The mill\u{bb} wins against the quay</a>",
        "<p><a href=/1>\u{ab} The ferry sails again \u{bb}</a>",
        "<p><a href=/1>The owner of \u{ab}The Mill\u{bb}</a>",
    ] {
        assert_eq!(streamed(&with(line)), with(line), "{line}");
    }
}

#[test]
fn a_grid_that_names_itself_goes_from_beside_the_text() {
    let titles = [
        "The ferry sails again after a long winter",
        "Lock to be closed for three weeks in May",
        "Bridge will be painted by volunteers",
    ];
    let card = |title: &&str| format!("<li class=newRelatedItem><a href='/{title}'>{title}</a></li>");
    let cards: String = titles.iter().map(card).collect();
    for cards in [
        cards.clone(),
        cards.replace("</li>", ""),
        cards.replace("</a></li>", "</li></a>"),
    ] {
        let rail = format!("<div class=rail><ul>{cards}</ul></div>");
        let page = format!("<article><h1>The mill</h1>{PROSE}{PROSE}{rail}{PROSE}{PROSE}</article>");
        let left = whole(&page);
        assert!(!left.contains("ferry sails"), "{left}");
        assert_eq!(left.matches(PROSE).count(), 4);
        let own = page.replace("newRelatedItem", "item");
        assert!(whole(&own).contains("ferry sails"));
    }
}

#[test]
fn cards_of_what_the_page_lists_stay() {
    const TEACHERS: [(&str, &str); 6] = [
        ("Ann Pike", "Teaches the violin to children and grown-ups."),
        ("Tom Reed", "Teaches the piano and leads the choir."),
        ("Ida Holm", "Teaches the flute on Mondays and Thursdays."),
        ("Leo Brandt", "Teaches the cello and the double bass."),
        ("Mia Costa", "Teaches the guitar and the lute."),
        ("Ravi Sen", "Teaches drums in the old barn."),
    ];
    let intro = "Lessons are given in the mill from September to June, to beginners and to those who want to study music later. \
        Each of our teachers has a room of their own, and all of them play in the concert that closes the year. Whoever wants to \
        hear one of them before the first lesson may come to the open evening in August.";
    let card = |(name, work): &(&str, &str)| {
        format!("<div class=item><img src=/1.jpg><h3><a href=/teachers/{name}>{name}</a></h3><p>{work}</p></div>")
    };
    let cards: String = TEACHERS.iter().map(card).collect();
    for cards in [
        cards.clone(),
        cards.replace("</p>", ""),
        cards.replace("<p>", "<b><i>").replace("</p>", "</b></i>"),
        format!("<ul>{}</ul>", cards.replace("<div", "<li").replace("</div>", "")),
        format!(
            "<table>{}</table>",
            cards.replace("<div", "<tr><td").replace("</div>", "")
        ),
    ] {
        let page = format!(
            "<title>Teachers - Mill School of Music</title><nav><a href=/>Home</a> <a href=/teachers>Teachers</a></nav>\
            <main><h1>Our teachers</h1><p>{intro}<div class=grid>{cards}</div></main><footer>Mill School of Music</footer>"
        );
        assert_eq!(whole(&page), page);
    }
    // Below an article, cards that are dressed so are of others.
    let others = "<div class=grid><div class=item><h3><a href=/1>The ferry sails again after a long winter</a></h3></div>\
        <div class=item><h3><a href=/2>Lock to be closed for three weeks in May</a></h3></div>\
        <div class=item><h3><a href=/3>Bridge will be painted by volunteers</a></h3></div></div>";
    assert_eq!(
        whole(&format!("{}{others}<p>Mill House", article())),
        format!("{}<p>Mill House", article())
    );
}

#[test]
fn what_a_page_offers_before_its_text_stays() {
    const WARES: [&str; 6] = [
        "Rye flour",
        "Spelt flour, stone ground",
        "Oat flakes",
        "Bran",
        "Wheat grits of the old mill",
        "Malt",
    ];
    let ware = |name: &&str| {
        let (address, price) = (name.replace(' ', "-"), name.len());
        format!(
            "<li class=product><a href=/p/{address}><div>{price}</div><h3>{name}</h3><div>from {price},20 €</div></a></li>"
        )
    };
    let wares: String = WARES.iter().map(ware).collect();
    for wares in [
        format!("<ul class=product-list>{wares}</ul>"),
        format!("<ul class=product-list>{}</ul>", wares.replace("</li>", "")),
        format!(
            "<div class=product-list>{}</div>",
            wares.replace("<li", "<div").replace("</li>", "</div>")
        ),
        format!(
            "<ul class=product-list>{}</ul>",
            wares.replace("<h3>", "<b><h3><i>").replace("</h3>", "</b></h3></i>")
        ),
    ] {
        let page = format!("<body class=archive>{wares}{}", article());
        assert_eq!(whole(&page), page);
    }
    // With a number in each address they are of many.
    let list = format!("<ul class=product-list>{}</ul>", wares.replace("/p/", "/2024/"));
    assert_eq!(
        whole(&format!("<body>{list}{}", article())),
        format!("<body>{}", article())
    );
}

#[test]
fn a_figure_whose_caption_is_a_linked_title_is_a_card() {
    let card = "<figure><img src=/1.jpg><figcaption><a href=/1><h5>The ferry to sail again in spring</h5></a></figcaption></figure>";
    for card in [
        card.to_owned(),
        card.replace("</figcaption>", ""),
        card.replace("<h5>", "<b><h5>").replace("</h5>", "</b></h5>"),
    ] {
        let page = format!("<body>{}<div class=x>{card}</div><p>Mill House", article());
        assert_eq!(whole(&page), format!("<body>{}<p>Mill House", article()));
    }
    // A caption may be a link, too.
    let caption =
        "<figure><img src=/1.jpg><figcaption><a href=/1>The ferry on its way to the old mill</a></figcaption></figure>";
    let page = format!("<body>{}<div class=x>{caption}</div><p>Mill House", article());
    assert_eq!(whole(&page), page);
}

#[test]
fn cards_amid_the_text_go_from_what_is_said_to_be_beside_it() {
    let card = |title: &str| {
        format!(
            "<div class=media><h3><a href=/{}>{title}</a></h3><p>In May.</p></div>",
            title.len()
        )
    };
    let cards = [
        "Ann Pike: the flour of the north",
        "Wheels that turn twice a day",
        "What the river brings in May",
    ]
    .map(card)
    .concat();
    let page =
        |list: &str| format!("<body><article><h1>The mill</h1>{PROSE}{PROSE}<div>{list}</div>{PROSE}{PROSE}</article>");
    for cards in [cards.clone(), cards.replace("</p>", "")] {
        let aside = page(&format!("<aside>{cards}</aside>"));
        assert!(!whole(&aside).contains("river brings"));
        assert_eq!(whole(&aside).matches(PROSE).count(), 4);
        let own = page(&format!("<div>{cards}</div>"));
        assert_eq!(whole(&own), own);
    }
}

#[test]
fn cards_with_a_link_in_a_link_go_with_the_element_around_them() {
    let card = |number: u32| {
        format!(
            "<div class=c><a href=/{number}><img src=/{number}.jpg><div class=related-content><p>May {number}</p>\
             <h5>Ferry number {number} to sail again</h5><a href=/{number}>Read on</a></div></a></div>"
        )
    };
    let cards: String = (1..5).map(card).collect();
    for cards in [cards.clone(), cards.replace("</p>", "")] {
        let page = |list: &str| format!("<body>{}{list}<p>Mill House</body>", article());
        // Their second end tags end nothing, and stay.
        let left = whole(&page(&format!("<div class=x>{cards}</div>"))).replace("</a>", "");
        assert_eq!(left, page(""), "{cards}");
    }
}
