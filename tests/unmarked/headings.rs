//! Headings that name lists of other articles, and lines that point to one: what goes with them.

use super::streamed::PROSE;
use super::{article, stories, streamed, streamed_by, whole};
use muslin::{PageOptions, clean_page};

#[test]
fn headings_put_together_of_words_of_lists_head_lists() {
    for heading in [
        "Recent episodes",
        "More from Ann Pike",
        "Weitere Videos",
        "Diese Artikel könnten dich auch interessieren:",
        "Notas que te pueden interesar",
        "最新文章",
        "この人の関連記事",
    ] {
        let list = |below: &str| {
            format!(
                "{}<div class=x><h3>{heading}</h3>{below}</div><p>Mill House</p>",
                article()
            )
        };
        let page = list(&format!("<ul>{}</ul>", stories(3)));
        let expected = format!("{}<p>Mill House</p>", article());
        assert_eq!(streamed(&page), expected, "{heading}");
        assert_eq!(whole(&page), expected, "{heading}");
        // What links to nothing is the article's own.
        let page = list("<p>The ferry sails on Mondays.</p><p>On Tuesdays it is at the quay, and is painted.</p>");
        assert_eq!(streamed(&page), page, "{heading}");
    }
}

#[test]
fn titles_as_high_as_the_heading_of_a_list_do_not_end_it() {
    let card =
        |number| format!("<div><h2><a href=/{number}>Ferry number {number} sails</a></h2><p>In spring.</p></div>");
    let cards: String = (1..4).map(card).collect();
    let page = format!(
        "{}<div><div><h2>Related posts</h2></div>{cards}</div><p>Mill House</p>",
        article()
    );
    assert_eq!(streamed(&page), format!("{}<p>Mill House</p>", article()));
    let text = format!("<h2>The wheel</h2>{PROSE}</div>");
    let page = format!("{}<div><h2>Related posts</h2>{text}", article());
    assert!(streamed(&page).ends_with(&text));
}

#[test]
fn short_titles_in_headings_are_a_list_below_a_heading_that_says_so() {
    let teasers = "<article><h4><a href=/1>Jackfruit tacos</a></h4></article><article><h4><a href=/2>Plum cake</a></h4></article>";
    for teasers in [teasers.to_owned(), teasers.replace("</article>", "")] {
        let page = format!(
            "{}<aside><h3>Most popular recipes</h3>{teasers}</aside><p>Mill House",
            article()
        );
        assert_eq!(whole(&page), format!("{}<p>Mill House", article()));
    }
    let own = format!(
        "{}<aside><h3>Most popular recipes</h3><p>Plum cake has been baked in the mill since 1890.</p></aside><p>Mill House",
        article()
    );
    assert_eq!(whole(&own), own);
}

#[test]
fn titles_with_their_teasers_in_the_same_paragraph_are_a_list_below_a_heading() {
    let teaser = |number: u32| {
        format!(
            "<p><b><a href=/{number}>Ferry number {number} to sail again</a></b><br><i>5 May</i><br>It sank at the quay, and was painted.</p>"
        )
    };
    let teasers: String = (1..4).map(teaser).collect();
    for teasers in [
        teasers.clone(),
        teasers.replace("</p>", ""),
        teasers.replace("</b><br>", "<br></b>"),
        format!("<p>Are you curious? Here is what else there is to read:</p>{teasers}"),
    ] {
        let page = format!(
            "{}<div class=x><h2>Related news</h2><div>{teasers}</div></div><p>Mill House",
            article()
        );
        for bytes in [1, 17, 4096] {
            assert_eq!(streamed_by(&page, bytes), format!("{}<p>Mill House", article()));
        }
        assert!(!whole(&page).contains("Ferry"));
    }
    // What the first line does not link to is told of here.
    let own = teasers.replace("<br>", " ").replace("<i>", "<br><i>");
    let page = format!("{}<h2>Related news</h2><div>{own}{PROSE}</div>", article());
    assert_eq!(streamed(&page), page);
}

#[test]
fn lines_amid_the_text_that_point_elsewhere_go() {
    for (line, reason) in [
        (
            "Read more: <a href=/1>Ferry to sail again in spring</a>",
            "line that begins \u{201c}Read more:\u{201d}",
        ),
        (
            "LEE MÁS | <a href=/1>El ferry vuelve a navegar</a>",
            "line that begins \u{201c}LEE MÁS |\u{201d}",
        ),
        (
            "Читай также: <a href=/1>Паром снова ходит весной</a>",
            "line that begins \u{201c}Читай также:\u{201d}",
        ),
    ] {
        for line in [
            format!("<p>{line}</p>"),
            format!("<p>{line}"),
            format!("<blockquote><b>{line}</blockquote></b>"),
        ] {
            let page = format!("<article><h1>The mill</h1>{PROSE}{PROSE}{line}{PROSE}</article>");
            let clean = clean_page(&page, &PageOptions::default()).expect("no limit was set");
            assert_eq!(clean.html.matches("<a ").count(), 0, "{}", clean.html);
            assert_eq!(clean.html.matches(PROSE).count(), 3);
            assert_eq!(clean.removed[0].reason, reason);
            for bytes in [1, 17, 4096] {
                assert!(streamed_by(&page, bytes).matches(PROSE).count() == 3);
            }
        }
    }
    // What only names parts of the page, and what says more than it links to.
    for line in [
        "<p>Rain | <a href=/1>Wind and weather</a></p>",
        "<p>Read more: the miller wrote all of it down, <a href=/1>here</a>.</p>",
    ] {
        let page = format!("<article><h1>The mill</h1>{PROSE}{PROSE}{line}{PROSE}</article>");
        assert_eq!(whole(&page), page);
    }
}

#[test]
fn the_header_of_a_section_begins_it() {
    let page = format!(
        "{}<section><header><h2>Recent posts</h2><a href=/all>See all</a></header><ul>{}</ul></section><p>Mill House</p>",
        article(),
        stories(3)
    );
    assert_eq!(streamed(&page), format!("{}<p>Mill House</p>", article()));
}

#[test]
fn headings_whose_list_a_script_would_bring_go_alone() {
    let lone = "<div class=x><div><h4>Most read</h4></div><div id=later></div></div>";
    let page = format!(
        "{}<aside><div>{lone}</div><div><h4>Weather</h4><p>Rain.</p></div></aside>",
        article()
    );
    let left = streamed(&page);
    assert!(!left.contains("Most read") && left.contains("Weather"), "{left}");
    let page = format!("{}<div><div><h4>Most read</h4></div>{PROSE}</div>", article());
    assert_eq!(streamed(&page), page, "before text it is a heading of that");
    // One that is put together of words of lists, at the end of what it stands in, above something empty.
    let composed = |below: &str| {
        format!(
            "<div>{}<section><div><h2>Featured videos</h2>{below}</div></section></div><p>Mill House</p>",
            article()
        )
    };
    let player = composed("<div><video controls></video></div>");
    let expected = format!("<div>{}</div><p>Mill House</p>", article());
    assert_eq!(streamed(&player), expected);
    assert!(!whole(&player).contains("Featured videos"));
    let text = composed("<div><p>None so far.</p></div>");
    assert_eq!(streamed(&text), text);
}

#[test]
fn a_box_named_after_lists_goes_with_its_heading_alone() {
    let pictures = "<div><a href=/1><img src=1.jpg></a><a href=/2><img src=2.jpg></a></div>";
    let named = |heading: &str| {
        format!(
            "{}<div class=block-related><{heading}>Do not miss the ferry</{heading}>{pictures}</div><p>Mill House</p>",
            article()
        )
    };
    assert_eq!(streamed(&named("h2")), format!("{}<p>Mill House</p>", article()));
    assert_eq!(streamed(&named("p")), named("p"), "a text of its own");
}

#[test]
fn cards_whose_links_only_a_script_knows_go_below_a_heading() {
    let card = |number: u32, label: &str| {
        format!("<div><p>Ships</p><p>Ferry number {number} sails again</p><p>It sank in May.</p><p>{label}</p></div>")
    };
    let list = |heading: &str, labels: [&str; 3]| {
        let cards: String = (1..4).zip(labels).map(|(number, label)| card(number, label)).collect();
        format!(
            "{}<section><h2>{heading}</h2><div>{cards}</div></section><p>Mill House</p>",
            article()
        )
    };
    let expected = format!("{}<p>Mill House</p>", article());
    assert_eq!(streamed(&list("Related posts", ["Learn more"; 3])), expected);
    let own = list("The ships", ["Learn more"; 3]);
    assert_eq!(streamed(&own), own, "a heading that names no list");
}

#[test]
fn a_list_goes_no_further_than_a_menu_below_it() {
    let entries =
        "<ul><li><a href=/a>Wheels of every kind</a><li><a href=/b>Stones</a><li><a href=/c>Fine flour</a></ul>";
    for menu in [
        format!("<div class=main-menu>{entries}</div>"),
        format!("<nav>{entries}"),
        format!("<nav><div>{}", entries.replace("</ul>", "")),
    ] {
        let page = |list: &str| format!("<body>{}{list}{menu}", article());
        let list = format!("<h3>Related stories</h3><ul>{}</ul>", stories(3));
        assert_eq!(streamed(&page(&list)), page(""));
        assert_eq!(whole(&page(&list)), page(""));
    }
}
