//! The site's own menus, header and footer, which stay whatever they look like; and what may go from them all the same.

use super::streamed::PROSE;
use super::{article, stories, streamed, whole};

/// Columns of a menu, as a grid of cards is built: a linked heading and what is below it each.
fn columns() -> String {
    let column = |name: &str| {
        format!(
            "<div><h3><a href=/{name}>{name} wheels</a></h3>\
             <ul><li><a href=/{name}/new>New wheels</a><li><a href=/{name}/used>Wheels used once or twice</a></ul></div>"
        )
    };
    ["Water", "Wind", "Steam", "Hand"].map(column).concat()
}

/// Cards with titles of articles.
fn cards() -> String {
    let card = |number: u32| {
        format!(
            "<div><h3><a href=/{number}>Ferry number {number} to sail again in spring</a></h3><p>May {number}</p></div>"
        )
    };
    (1..5).map(card).collect()
}

#[test]
fn menus_built_like_grids_of_cards_stay() {
    let columns = columns();
    for menu in [
        format!("<nav class=global>{columns}</nav>"),
        format!("<nav class=global><div><div>{columns}</div>"),
        format!("<header><div>{columns}</div></header>"),
        format!("<div id=masthead><div>{columns}</div></div>"),
        format!("<div class=Layout_siteHeader__x1><div>{columns}</div></div>"),
        format!("<div class=desktop-menu>{columns}</div>"),
    ] {
        let page = format!("<body>{menu}{}<footer><div>{columns}</div></footer>", article());
        assert_eq!(whole(&page), page);
        assert_eq!(streamed(&page), page);
    }
}

#[test]
fn links_to_the_parts_of_a_site_stay_in_its_footer() {
    let column = |name: &str| {
        format!(
            "<div><h4>{name}</h4><ul><li><a href=/{name}/1>Where we are</a><li><a href=/{name}/2>Terms of use</a>\
             <li><a href=/{name}/3>Jobs</a><li><a href=/{name}/4>Our wheels and stones</a></ul></div>"
        )
    };
    let columns = ["Mill", "House", "Shop", "River"].map(column).concat();
    for footer in [
        format!("<footer><div>{columns}</div></footer>"),
        // Omitted end tags, and a name instead of an element.
        format!("<footer><div>{}", columns.replace("</ul></div>", "</ul>")),
        format!("<div class=site-footer><div>{columns}</div></div>"),
        "<footer><p><a href=/terms>Terms of use</a><p><a href=/where>Where we are</a><p>Mill House</footer>".to_owned(),
    ] {
        let page = format!("<body>{}{footer}", article());
        assert_eq!(whole(&page), page);
    }
    // A list of articles among them goes alone.
    let page = |list: &str| format!("<body>{}<footer><div>{columns}</div>{list}</footer>", article());
    assert_eq!(whole(&page(&format!("<div>{}</div>", cards()))), page(""));
}

#[test]
fn linked_authors_dates_and_captions_are_no_other_articles() {
    for line in [
        "<div class=x><a href=/ann>By Ann Pike</a></div>",
        "<ul class=x><li><a href=/ann>Von Anna Hecht</a><li><a href=/2024>2 May 2024, 8.30 am</a></ul>",
        "<figure><img src=mill.jpg><figcaption><a href=/joe>The mill by Joe Reed</a></figure>",
    ] {
        let page = format!("<body><div><h1>The mill</h1>{line}<div>{}</div></div>", PROSE.repeat(4));
        assert_eq!(whole(&page), page);
        assert_eq!(streamed(&page), page);
    }
    let other = "<div class=x><a href=/ferry>The ferry to sail again</a></div>";
    let page = |line: &str| format!("<body><div><h1>The mill</h1><div>{}</div></div>{line}", PROSE.repeat(4));
    assert_eq!(whole(&page(other)), page(""));
}

#[test]
fn lists_of_categories_stay_beside_the_text() {
    let entries = [
        "Wheels of every kind",
        "Stones",
        "Grain",
        "Of millers and mice",
        "Flour and bread",
    ];
    let entry = |name: &str| format!("<li class='cat-item cat-item-7'><a href=/c/{}>{name}</a>", name.len());
    let list: String = entries.iter().map(|name| entry(name)).collect();
    for list in [
        format!("<ul>{list}</ul>"),
        format!(
            "<div id=sitemap><ul>{}</ul></div>",
            list.replace(" class='cat-item cat-item-7'", "")
        ),
    ] {
        let page = format!("<body>{}<div class=x><h3>Columns</h3>{list}</div>", article());
        assert_eq!(whole(&page), page);
    }
}

#[test]
fn lists_of_articles_go_from_footers() {
    let titles = |count: u32| {
        let title = |number| format!("<li><a href=/{number}>Ferry number {number} to sail again in spring</a>");
        format!("<ul>{}</ul>", (0..count).map(title).collect::<String>())
    };
    let footer = "<footer><p>Mill House</p>";
    for list in [format!("<div>{}</div>", cards()), titles(4)] {
        let page = format!("<body>{}{footer}{list}</footer>", article());
        assert_eq!(whole(&page), format!("<body>{}{footer}</footer>", article()));
    }
    // One long entry makes no list of them.
    let page = format!("<body>{}{footer}{}</footer>", article(), titles(1));
    assert_eq!(whole(&page), page);
}

#[test]
fn an_entry_of_a_menu_is_no_heading() {
    let links = "<ul><li><a href=/new>New wheels of every size</a><li><a href=/used>Wheels used once or twice</a></ul>";
    let page = format!(
        "<body><nav><ul><li><span>Other articles</span>{links}<li><span>Contact</span></ul></nav>{}",
        article()
    );
    assert_eq!(streamed(&page), page);
    let page = format!(
        "<body>{}<footer><div><h3>Other articles</h3>{links}</div></footer>",
        article()
    );
    assert_eq!(streamed(&page), format!("<body>{}<footer></footer>", article()));
}

#[test]
fn short_links_to_parts_of_the_site_stay_and_long_ones_and_those_to_one_of_many_go() {
    let around = |before: &str, after: &str| format!("<body>{before}{}{after}</body>", article());
    for link in [
        "<div class=x><a href=/m>Visit our mobile site</a></div>",
        "<div class=x><p><a href=/m>Visit our mobile site</a></div>",
        "<div class=x><b><i><a href=/m>Visit our mobile site</a></b></i></div>",
        "<div class=x><a href=/m>アプリを見る</a></div>",
    ] {
        let page = around(link, "");
        assert_eq!(whole(&page), page);
    }
    for link in [
        "<div class=x><a href=/map>See our map</a></div>",
        "<div class=x><p><a href=/map>See our map</a><p><a href=/way>The way here</a></div>",
    ] {
        let page = around("", link);
        assert_eq!(whole(&page), page);
    }
    for link in [
        "<div class=x><a href=/ferry>The ferry sails again after a long winter</a></div>",
        "<div class=x><p><a href=/2024/ferry>The ferry sails</a></div>",
        "<div class=x><p><a href=/story/48213>汽船は春に戻る</a></div>",
    ] {
        assert_eq!(whole(&around(link, "")), around("", ""), "{link}");
        assert_eq!(whole(&around("", link)), around("", ""), "{link}");
    }
}

#[test]
fn what_a_menu_recommends_stays_unless_it_is_articles() {
    let entries =
        "<ul><li><a href=/hot>Hot stones</a><li><a href=/wheels>Wheels</a><li><a href=/flour>Fine flour</a></ul>";
    for menu in [
        format!("<nav><div><h3>Trending</h3>{entries}</div></nav>"),
        format!("<nav><div><h3>Trending</h3>{}", entries.replace("</ul>", "")),
        format!("<header><div><b>Hot topics:</b>{entries}</div></header>"),
        format!("<div class=main-menu><div class=nav-recommendation>{entries}<p>Find a mill near you.</div></div>"),
        format!("<nav class=menu><div class=more_list>{entries}</div></nav>"),
        format!(
            "<nav><div><h3>おすすめ</h3>{}</div></nav>",
            entries.replace("Wheels", "水車の話")
        ),
    ] {
        let page = format!("<body>{menu}{}", article());
        assert_eq!(whole(&page), page);
    }
    let menu = |list: &str| format!("<body><header><p>Mill House</p>{list}</header>{}", article());
    let list = format!("<div><h3>Trending</h3><ul>{}</ul></div>", stories(4));
    assert_eq!(whole(&menu(&list)), menu(""));
}

#[test]
fn a_column_with_a_heading_of_its_own_stays_beside_a_list() {
    let column =
        "<div class=b><h3>Categories</h3><ul><li><a href=/c/1>Stones</a><li><a href=/c/2>Wheels</a></ul></div>";
    let page = |list: &str| format!("<body>{}<div class=x>{list}{column}</div>", article());
    let list = format!("<div class=b><h3>Recent posts</h3><ul>{}</ul></div>", stories(8));
    assert_eq!(whole(&page(&list)), page(""));
}

#[test]
fn whose_the_page_is_is_no_link_to_another_article() {
    for line in [
        "<p class=x><a href=/terms>The mill © 2024 is not responsible for the content of other sites</a></p>",
        "<div class=x><p>© 2024 <a href=/mill>The mill and all who work in it</a></div>",
    ] {
        let page = format!("<body>{}{line}", article());
        assert_eq!(whole(&page), page);
        assert_eq!(streamed(&page), page);
    }
}
