//! Lists of other articles and buttons to shops that nothing marks or heads: what tells of them, and what keeps the article's own from going.

use super::streamed::PROSE;
use super::{article, stories, streamed, streamed_by, whole};
use muslin::{PageOptions, clean_page};

#[test]
fn links_to_more_of_a_list_go_after_the_text() {
    for label in [
        "View all our stories",
        "Alle Artikel der Mühle",
        "Ver todas las noticias",
    ] {
        let link = format!("<div class=x><a href=/all>{label}</a></div>");
        let page = format!("{}{link}<p>Mill House</p>", article());
        assert_eq!(streamed(&page), format!("{}<p>Mill House</p>", article()), "{label}");
        // Between paragraphs it is the article's.
        let link = format!("<p><a href=/all>{label}</a></p>");
        let page = article().replacen(PROSE, &format!("{PROSE}{PROSE}{link}"), 1);
        assert_eq!(streamed(&page), page, "{label}");
    }
}

#[test]
fn lists_before_the_text_go_where_the_head_says_that_there_is_one() {
    let published = "<meta property=article:published_time content=2024-05-02T08:30>";
    let linked = "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"The mill\"}</script>";
    let card = |number| {
        format!("<div><img src=/{number}.jpg><h3><a href=/{number}>Ferry number {number} sails</a></h3></div>")
    };
    let cards: String = (1..5).map(card).collect();
    for head in [published, linked] {
        let page = |cards: &str| format!("<head>{head}</head><body><div>{cards}</div>{}</body>", article());
        let expected = format!("<head>{head}</head><body>{}</body>", article());
        assert_eq!(streamed(&page(&cards)), expected);
    }
    let page = format!("<head><meta property=og:type content=article></head><body><div>{cards}</div></body>");
    assert_eq!(streamed(&page), page, "that may be what the page is");
}

#[test]
fn one_teaser_goes_where_its_name_says_so() {
    let teaser = |name: &str, text: &str| {
        let box_ = format!("<div class={name}><h3><a href=/ferry>The ferry sails again</a></h3><p>{text}</p></div>");
        format!("<article><h1>The mill</h1>{PROSE}{PROSE}{box_}{PROSE}</article>")
    };
    let page = teaser(
        "teaser",
        "It sank in a storm in 1962, and was raised in the spring of the year after.",
    );
    let expected = format!("<article><h1>The mill</h1>{}</article>", PROSE.repeat(3));
    assert_eq!(streamed(&page), expected);
    let page = teaser(
        "x",
        "It sank in a storm in 1962, and was raised in the spring of the year after.",
    );
    assert_eq!(streamed(&page), page);
    let page = teaser("teaser", &PROSE.repeat(2));
    assert_eq!(streamed(&page), page);
}

#[test]
fn text_below_the_links_of_a_named_box_stays() {
    let links = format!("<ul>{}</ul>", stories(5));
    let page = format!(
        "{}<div class=related-articles-wrap>{links}{PROSE}{PROSE}{PROSE}</div>",
        article()
    );
    assert_eq!(streamed(&page), page.replace(&links, ""));
}

#[test]
fn buttons_to_shops_that_pay_go_and_links_in_the_text_stay() {
    let button = "<div class=x><a rel='nofollow sponsored' href=https://shop.example/mill>Check price at the mill shop</a></div>";
    let link = "<p><a rel=sponsored href=https://shop.example/flour>Flour of rye</a></p>";
    let page = format!("<article><h1>The mill</h1>{PROSE}{PROSE}{link}{button}{PROSE}</article>");
    let expected = page.replace(button, "");
    assert_eq!(streamed(&page), expected);
    assert_eq!(whole(&page), expected);
    // A link around what it shows, with a name that says what it is, or a price.
    for (class, label) in [("shop-button", "To the mill shop"), ("x", "$12 at the mill shop")] {
        let linked = format!(
            "<a rel=sponsored href=https://shop.example/mill><div class={class}><span>{label}</span></div></a>"
        );
        let page = page.replace(button, &format!("<div>{linked}</div>"));
        assert!(
            !streamed(&page).contains(label) && !whole(&page).contains(label),
            "{label}"
        );
    }
    let own = page.replace("nofollow sponsored", "nofollow");
    assert_eq!(streamed(&own), own, "without a sign that it pays");
    // The price before a button is part of it, and so is the line that says where to buy.
    let priced = button
        .replace("<a ", "$19.00 List<br><a ")
        .replace(" at the mill shop", "");
    let page = page.replace(button, &priced);
    assert_eq!(streamed(&page), expected);
    assert_eq!(whole(&page), expected);
    let boxed = format!("<div><h3>Buy now from one of our partners:</h3>{button}</div>");
    let page = page.replace(&priced, &format!("{PROSE}<h3>Rye</h3>{boxed}"));
    assert_eq!(streamed(&page), page.replace(&boxed, ""));
}

#[test]
fn what_stands_beside_the_label_of_an_ad_is_what_it_is() {
    let list = format!("<div class=widget-latest><h4>News</h4><ul>{}</ul></div>", stories(4));
    let page = format!(
        "{}<aside><div>Anzeige</div><iframe src=/x></iframe>{list}<div><h4>Weather</h4><p>Rain, later snow.</p></div></aside>",
        article()
    );
    let left = whole(&page);
    assert!(!left.contains("Ferry") && left.contains("Rain, later snow."), "{left}");
}

#[test]
fn titles_that_open_their_answers_are_no_cards() {
    let answer = "<p>It is a mill for rye, which the river drove until its wheel split.</p>";
    let question =
        |number| format!("<div class=item><h3><a href=#a{number}>What is mill number {number}?</a></h3>{answer}</div>");
    let questions: String = (1..6).map(question).collect();
    let page = format!("{}<div class=x><h2>Asked often</h2>{questions}</div>", article());
    assert_eq!(whole(&page), page);
}

#[test]
fn menus_of_titles_are_lists() {
    let menu = |items: &str| {
        format!(
            "{}<div class=widget_nav_menu><ul class=menu>{items}</ul></div>",
            article()
        )
    };
    let left = whole(&menu(&stories(4)));
    assert!(!left.contains("Ferry"), "{left}");
    let entries = "<li class=menu-item><a href=/x>The old mill</a></li>".repeat(4);
    let page = menu(&entries);
    assert_eq!(whole(&page), page);
}

#[test]
fn an_inline_element_goes_only_with_all_its_text() {
    let whole = |page: &str| clean_page(page, &PageOptions::default()).expect("no limit was set");
    for frame in ["<iframe></iframe>", "<iframe class=ad-slot></iframe>"] {
        let page = format!("<!doctype html><body><dd><ins class=ad-slot>word5 {frame}word7 </ins></dd>");
        assert!(whole(&page).html.contains("word7"), "{page}");
    }
}

#[test]
fn lists_of_titles_go_where_no_text_stands_beside_them() {
    let list = format!("<ul>{}</ul>", stories(3));
    let rows = list
        .replace("<li>", "<div><b>1962</b> <div>")
        .replace("</li>", "</div></div>");
    for list in [list.clone(), list.replace("</li>", ""), rows.replace("ul>", "section>")] {
        let page = format!("{}<div class=x><div>{list}</div></div><p>Mill House</p>", article());
        let left = streamed(&page);
        assert!(!left.contains("Ferry") && left.ends_with("<p>Mill House</p>"), "{left}");
        assert!(left.starts_with(&article()), "{left}");
    }
    // The article's own: among its text, before it, to other sites, to parts of the page.
    let elsewhere =
        list.replacen("/story/1", "https://one.example/1", 1)
            .replacen("/story/2", "https://two.example/2", 1);
    for page in [
        format!("<article><h1>The mill</h1>{PROSE}{PROSE}{list}{PROSE}</article>"),
        format!("<article><h1>The mill</h1>{PROSE}{PROSE}<div>{list}</div></article>"),
        format!("<article><h1>The mill</h1><div>{list}</div>{PROSE}{PROSE}</article>"),
        format!("{}<div><div>{elsewhere}</div></div>", article()),
        format!(
            "{}<div><div>{}</div></div>",
            article(),
            list.replace("/story/", "#story-")
        ),
    ] {
        assert_eq!(streamed(&page), page);
    }
}

#[test]
fn columns_beside_the_text_are_known_by_their_names() {
    let story = |number: u32| format!("<div><a href=/{number}>Ferry {number} sails again soon</a></div>");
    let stories: String = (1..4).map(story).collect();
    let hours = "The mill house is open on Mondays in summer, and whenever the owner is at home.";
    for column in ["id=colRight class=col-right", "class='col side'", "id=main-sidebar"] {
        let page = |list: &str| format!("{}<div {column}><p>{hours}</p><div>{list}</div></div>", article());
        let left = streamed(&page(&stories));
        assert!(!left.contains("Ferry") && left.contains(hours), "{column}: {left}");
        // What an article is made of, and what is no list.
        for own in [
            PROSE.repeat(2),
            "<div><a href=/1>Ferry 1 sails</a></div>".to_owned(),
            stories.replace("href=/", "href=#"),
        ] {
            assert_eq!(streamed(&page(&own)), page(&own));
        }
    }
    // A column that holds the article is none beside it.
    let page = format!("<div class=right-sidebar-layout><h1>The mill</h1>{PROSE}{PROSE}<div>{stories}</div></div>");
    assert_eq!(streamed(&page), page);
}

#[test]
fn pages_that_are_lists_keep_them() {
    let teaser = |number: u32| {
        format!(
            "<div class=card><h3><a href=/{number}>Ferry number {number} to sail again</a></h3><img src=/{number}.jpg>\
             <p>The harbour master said so on Monday, and nobody on the quay was surprised by it, for it was spring.</p></div>"
        )
    };
    let captioned = |number: u32| {
        teaser(number).replace(
            "<img",
            "<div><p>The ferry at the quay, on a morning in March.</p></div><img",
        )
    };
    let notice = format!("<div class=cookie-notice><p>We keep cookies.</p>{PROSE}{PROSE}</div>");
    for cards in [
        (1..20).map(teaser).collect::<String>(),
        (1..20).map(captioned).collect(),
    ] {
        let page = format!("{notice}<main><div class=x>{cards}</div><div class=latest>{cards}</div></main>");
        assert_eq!(streamed(&page), page);
        // Below an article they go.
        let page = format!("{}<div><div class=x>{cards}</div></div><p>Mill House</p>", article());
        let left = streamed(&page);
        assert!(left.starts_with(&article()) && !left.contains("Ferry"), "{left}");
    }
}

#[test]
fn a_front_page_keeps_what_it_lists() {
    let body = |after: &str| format!("<body>{}{after}<p>Mill House</p></body>", article());
    let list = format!("<div class=x><h3>Most read</h3><ul>{}</ul></div>", stories(4));
    for list in [
        list.clone(),
        list.replace("</li>", ""),
        list.replace("<h3>Most read</h3>", ""),
        list.replace("class=x", "class=related-x").replace("h3", "b"),
    ] {
        let marked = "<div class=ad-slot>Buy!</div><div id=taboola-below>Around the web</div>";
        for (head, is_front) in [
            ("<link rel=canonical href=https://example.org/>", true),
            ("<meta property=og:url content=https://example.org/en/>", true),
            ("<link rel=canonical href=https://example.org/news>", true),
            ("<link rel=canonical href=https://example.org/the-mill>", false),
            (
                "<link rel=canonical href=https://example.org/><meta property=og:url content=https://example.org/the-mill>",
                false,
            ),
            (
                "<link rel=canonical href=https://example.org/><script type=application/ld+json>{\"@type\":\"NewsArticle\"}</script>",
                false,
            ),
        ] {
            let page = format!("<head>{head}</head>{}", body(&format!("{list}{marked}")));
            let left = format!("<head>{head}</head>{}", body(if is_front { &list } else { "" }));
            assert_eq!(whole(&page), left);
            for bytes in [1, 17, 4096] {
                assert_eq!(streamed_by(&page, bytes), left);
            }
        }
        // The address that a page came from goes before those that it states.
        let page = format!(
            "<head><link rel=canonical href=https://example.org/></head>{}",
            body(&list)
        );
        for (url, is_front) in [("https://example.org/the-mill", false), ("https://example.org", true)] {
            let options = PageOptions::default().with_url(url);
            let (left, _) = streamed::streamed(page.as_bytes(), &options, 17);
            let clean = clean_page(&page, &options).expect("no limit was set");
            assert_eq!(left, clean.html.as_bytes());
            assert_eq!(clean.html.contains("Ferry"), is_front);
        }
        // So much text is an article wherever it stands.
        let text = PROSE.repeat(10);
        let page =
            format!("<head><link rel=canonical href=https://example.org/></head><body><main>{text}</main>{list}");
        assert!(!whole(&page).contains("Ferry") && !streamed(&page).contains("Ferry"));
    }
}

#[test]
fn ads_that_name_themselves_go_before_the_text_too() {
    let ad = "<div class=top-ad-box><a href=/buy>Buy a mill</a></div>";
    let page = format!("{ad}{}", article());
    assert_eq!(streamed(&page), article());
    for own in [
        // Where a machine made up the name, where a heading's own words made it, and where it says what the article is about.
        "<p class=Byline_date__u6aAD>On Monday</p>",
        "<h2 id=how-to-sponsor-a-mill>How to sponsor a mill</h2>",
        "<div class='product_cat-advertising tag-adverts'><p>A sign of larch</p></div>",
    ] {
        let page = format!("<article><h1>The mill</h1>{own}{PROSE}{own}{PROSE}</article>");
        assert_eq!(streamed(&page), page);
        assert_eq!(whole(&page), page);
    }
}

#[test]
fn the_cards_that_a_page_is_made_of_stay() {
    let card = |number| {
        let title = format!("<a href=/p/{number}><h3>Granite mill stone number {number}</h3></a>");
        format!("<li>{title}<span>29 euros</span><button>Buy</button>")
    };
    let cards: String = (1..9).map(card).collect();
    let page =
        |text: &str| format!("<title>Mill stones</title><h1>Mill stones</h1>{text}<ul>{cards}</ul><p>Mill House");
    assert_eq!(whole(&page("<p>8 stones")), page("<p>8 stones"));
    // Below an article they lead to others.
    assert!(!whole(&page(&format!("<article>{}</article>", PROSE.repeat(4)))).contains("29 euros"));
}

#[test]
fn labels_of_ads_go_from_among_the_text() {
    let page =
        |label: &str| format!("<main><h1>The mill</h1>{PROSE}{label}<div id=x></div>{PROSE}{label}{PROSE}</main>");
    for label in [
        "<span>Advertisement</span>",
        "<small class=x>\nAnzeige </small>\n",
        "<b><i>Publicidade</i></b>",
        "<span>Реклама<br></span>",
    ] {
        let left = streamed(&page(label));
        assert_eq!(left.replace('\n', ""), page("").replace('\n', ""), "{label}");
        assert_eq!(left, streamed_by(&page(label), 1), "{label}");
    }
    for own in [
        "<span>Advertisement</span> in those days was painted on the mill.",
        "In those days it was painted: <span>Advertisement</span>",
        "<a href=/x>Advertisement</a>",
        "<table><tr><td><span>Advertisement</span><td>1,200</table>",
        "<span>Advertisement",
    ] {
        assert_eq!(streamed(&page(own)), page(own), "{own}");
    }
}

#[test]
fn a_list_of_short_links_in_a_sidebar_may_be_parts_of_the_site() {
    let list = |links: &str| format!("<body>{}<aside><ul>{links}</ul></aside></body>", article());
    for links in [
        "<li><a href=/c/1>Wheels and stones 14</a><li><a href=/c/2>Flour and bread 7</a><li><a href=/c/3>River and weir 3</a>",
        "<li><a href=/c/1>Staff and guests</a></li><li><a href=/c/2>Terms of use</a></li><li><a href=/c/3>The way here</a></li>",
        "<li><a href=/c/1>水車と石</a><li><a href=/c/2>川と堰の話</a>",
    ] {
        let page = list(links);
        assert_eq!(streamed(&page), page);
    }
    for links in [
        "<li><a href=/2024/ferry>Ferry sails again</a><li><a href=/2024/weir>Weir is mended</a><li><a href=/2024/eel>Eels are back</a>",
        "<li><a href=/f>Ferry sails again</a><li><a href=/w>The old weir is mended at last</a><li><a href=/e>Eels are back</a>",
    ] {
        assert!(!streamed(&list(links)).contains("href"), "{links}");
    }
}

#[test]
fn a_menu_is_known_by_its_name_in_a_column_beside_the_text() {
    let page = |name: &str| {
        let links = stories(3);
        format!(
            "<body>{}<aside>{PROSE}<div class={name}><div>{links}</div></div></aside></body>",
            article()
        )
    };
    for name in ["navbar-menu", "'open menu2'", "main_Menu"] {
        assert_eq!(streamed(&page(name)), page(name), "{name}");
    }
    assert!(!streamed(&page("menuetto")).contains("Ferry"));
    // So it is where names that came long before have been forgotten.
    let long = |name: &str| {
        let other = |number: u32| format!("<div class='a{number} menu{number}'><p><i>{number}</i></div>");
        let others: String = (0..4000).map(other).collect();
        page(name).replacen("<aside>", &format!("{PROSE}{others}{PROSE}<aside>"), 1)
    };
    assert_eq!(streamed(&long("navbar-menu")), long("navbar-menu"));
    assert!(!streamed(&long("menuetto")).contains("Ferry"));
}
