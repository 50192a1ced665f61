//! What goes only if it is asked for, and that nothing marks: buttons to share, calls to subscribe, notices. None takes any of the article along.

#![allow(clippy::indexing_slicing, reason = "a test may fail by panicking")]

use super::article;
use super::streamed::{PROSE, streamed_text};
use muslin::{Kind, PageOptions, Removed, clean_page};

fn streamed(page: &str, options: &PageOptions) -> (String, Vec<Removed>) {
    streamed_text(page, options, 17)
}

/// The page without what is there to share or follow by.
fn without_share(page: &str) -> String {
    let options = PageOptions::default().with_kinds([Kind::Share]);
    clean_page(page, &options).expect("no limit was set").html
}

#[test]
fn links_to_networks_go_when_buttons_to_share_do() {
    let options = || PageOptions::default().with_kinds([Kind::Share]);
    let links = "<a href=https://www.facebook.com/mill>Facebook</a> <a href=//x.com/mill>X</a> <a href=https://t.me/mill>Telegram</a>";
    let within = "<p>The owner says <a href=https://www.facebook.com/mill>on Facebook</a> that the wheel will turn in spring.</p>";
    let other = "<div><a href=https://facebook.com.mill.example/>The mill</a></div><p><a href=https://netflix.com/mill>The film</a></p>";
    for buttons in [
        format!("<div>{links}</div>"),
        format!("<ul><li>{}</ul>", links.replace("> <", "><li><")),
        "<a href=https://www.youtube.com/mill><div>YouTube</div></a>".to_owned(),
    ] {
        let page = format!("<h1>The mill</h1><div>{buttons}</div>{PROSE}{within}{PROSE}{other}");
        let whole = clean_page(&page, &options()).expect("no limit was set").html;
        for left in [streamed(&page, &options()).0, whole] {
            assert!(!left.contains("Telegram") && !left.contains("YouTube"), "{left}");
            assert!(left.contains(within) && left.contains(other), "{left}");
        }
        let untouched = clean_page(&page, &PageOptions::default()).expect("no limit was set");
        assert_eq!(untouched.html, page, "only if it is asked for");
    }
}

#[test]
fn links_to_posts_and_to_other_pages_stay() {
    for links in [
        "<a href=https://x.com/mill/status/12>The mill turns</a>",
        "<a href=https://youtube.com/watch?v=12>The mill turns</a>",
        "<a href=https://x.com/mill>X</a> <a href=/about>About</a>",
        "<a href=https://example.org/x.com>The mill turns</a>",
    ] {
        let page = format!("{}<div class=x>{links}</div><p>Mill House", article());
        assert_eq!(without_share(&page), page, "{links}");
    }
}

#[test]
fn what_asks_to_share_goes_with_the_buttons() {
    for asks in [
        "Like what you see? Share with a friend",
        "Find us on social media",
        "Поделитесь с друзьями",
        "喜欢就分享到朋友圈",
    ] {
        let page = format!(
            "{}<div class=x><h5>{asks}</h5><a href=/x><img src=x.svg></a></div><p>Mill House",
            article()
        );
        let left = without_share(&page);
        assert!(
            !left.contains(asks) && left.starts_with(&article()) && left.ends_with("Mill House"),
            "{left}"
        );
        assert_eq!(
            clean_page(&page, &PageOptions::default())
                .expect("no limit was set")
                .html,
            page
        );
    }
    let own = format!(
        "<main><article><h1>The mill</h1>{PROSE}<h2>What the owners share with the miller</h2>{PROSE}{PROSE}</article></main>"
    );
    assert_eq!(without_share(&own), own);
}

#[test]
fn links_that_say_so_lead_to_comments_and_to_printing() {
    for (kind, link) in [
        (Kind::Comments, "Add a comment"),
        (Kind::Comments, "Добавить комментарий"),
        (Kind::Comments, "Commenter cet article"),
        (Kind::Share, "Print this page"),
        (Kind::Share, "Версия для печати"),
    ] {
        for box_of in [
            format!("<div><a href=/x>{link}</a></div>"),
            format!("<p><a href=/x>{link} (3)</a>"),
            format!("<section><b><a href=/x>{link}</b></a></section>"),
        ] {
            let page = format!("<article><h1>The mill</h1>{PROSE}{PROSE}</article>{box_of}<p>Mill House");
            let options = PageOptions::default().with_kinds([kind]);
            let clean = clean_page(&page, &options).expect("no limit was set");
            assert!(
                !clean.html.contains(link) && clean.html.contains("Mill House"),
                "{}",
                clean.html
            );
            assert_eq!(clean.removed[0].kind, kind);
            let untouched = clean_page(&page, &PageOptions::default()).expect("no limit was set");
            assert_eq!(untouched.html, page, "only if it is asked for");
        }
        // An entry of the site's menu is its own.
        let page = format!(
            "<nav><a href=/>Home</a><div><a href=/x>{link}</a></div></nav><article><h1>The mill</h1>{PROSE}{PROSE}</article>"
        );
        let options = PageOptions::default().with_kinds([kind]);
        assert_eq!(clean_page(&page, &options).expect("no limit was set").html, page);
    }
}

#[test]
fn forms_for_comments_go_when_comments_do() {
    let options = PageOptions::default().with_kinds([Kind::Comments]);
    let form = |field: &str| {
        format!(
            "<form action=/x><p>What do you say?<p><label>Name <input name=who></label>{field}<button>Send</button></form>"
        )
    };
    for field in [
        "<textarea name=comment></textarea>",
        "<textarea id=komentarz>",
        "<i><label><textarea name=user_comment></textarea></i></label>",
    ] {
        let page = format!("{}{}", article(), form(field));
        let left = clean_page(&page, &options).expect("no limit was set").html;
        assert!(
            left.contains(&article()) && !left.contains("What do you say?"),
            "{left}"
        );
        let (left, removed) = streamed(&page, &options);
        assert_eq!(left, article());
        assert_eq!(removed[0].reason, "a form for comments");
        assert_eq!(streamed(&page, &PageOptions::default()).0, page);
    }
    for page in [
        format!("{}{}", article(), form("<textarea name=message></textarea>")),
        // What stands before the text is what the page is for.
        format!("<h1>Write to us</h1>{}", form("<textarea name=comments></textarea>")),
    ] {
        assert_eq!(clean_page(&page, &options).expect("no limit was set").html, page);
        assert_eq!(streamed(&page, &options).0, page);
    }
}

#[test]
fn links_to_networks_take_no_prose_along() {
    let link = "<a href=https://x.com/mill>@mill</a>";
    let post = "<p>The wheel of the mill at Hartley Weir is to turn again, and the first sack of barley is to be ground by it in the spring.</p>";
    for box_of_post in [
        format!("<div class=x>{post}<p>{link}</p></div>"),
        format!("<blockquote>{link}{post}{link}</blockquote>"),
        format!("<div class=social-post>{post}{link}"),
    ] {
        let page = format!("{}{box_of_post}", article());
        let left = without_share(&page);
        assert!(left.contains(post), "{left}");
    }
    // Right among the paragraphs they are the author's.
    let page = article().replacen("</p>\n", &format!("</p>\n<p>{link}</p>\n"), 2);
    assert_eq!(without_share(&page), page);
}

#[test]
fn calls_to_subscribe_go_when_newsletters_do() {
    let options = || PageOptions::default().with_kinds([Kind::Newsletter]);
    let call = "<div class=x><div><b>The mill by mail</b></div><div>Our newsletter comes each Monday</div></div>";
    let about = "<h2>A newsletter of the mill</h2>";
    let page = format!("<main><h1>The mill</h1>{PROSE}{PROSE}{about}{PROSE}</main><div><div>{call}</div></div>");
    let whole = clean_page(&page, &options()).expect("no limit was set").html;
    for left in [streamed(&page, &options()).0, whole] {
        assert!(!left.contains("each Monday") && left.contains(about), "{left}");
    }
    assert_eq!(streamed(&page, &PageOptions::default()).0, page);
}

#[test]
fn calls_to_subscribe_go_from_footers_and_no_entries_of_menus() {
    let without = |page: &str| {
        let options = PageOptions::default().with_kinds([Kind::Newsletter, Kind::Share]);
        clean_page(page, &options).expect("no limit was set").html
    };
    let links = "<ul><li><a href=/a>Where we are</a><li><a href=/b>Terms of use</a><li><a href=/c>Mailing list</a>\
                 <li><a href=https://facebook.com/mill>Facebook</a><li><a href=https://instagram.com/mill>Instagram</a></ul>";
    let page = |call: &str| {
        format!(
            "<body>{}<footer><div>{links}</div>{call}<p>Mill House</footer>",
            article()
        )
    };
    let left = |page: &str| {
        let networks = page.replacen("<li><a href=https://facebook.com/mill>Facebook</a>", "", 1);
        networks.replacen("<li><a href=https://instagram.com/mill>Instagram</a>", "", 1)
    };
    for call in [
        "<div class=x><h5>The mill by mail</h5><p>Join our mailing list to hear of the mill</div>",
        "<div class=x><p><a href=/letter>Sign up for our letters</a></p></div>",
        "<div class=x><p>Подпишитесь на новости мельницы</p></div>",
        "<div class=x><p>メールマガジンで水車の便りを</p></div>",
    ] {
        assert_eq!(without(&page(call)), left(&page("")), "{call}");
    }
    assert_eq!(without(&page("")), left(&page("")));
}

#[test]
fn forms_for_an_address_go_when_newsletters_do() {
    let options = PageOptions::default().with_kinds([Kind::Newsletter]);
    let article = PROSE.repeat(3);
    let form = |fields: &str| {
        format!(
            "<main>{article}<div class=x><h3>The mill by post</h3><p>One letter a week, and no other mail.</p>\
        <form action=/x><label>Your address {fields}</label><button>Send</button></form></div><p>The end.</p></main>"
        )
    };
    for fields in [
        "<input type=email>",
        "<input name=EMAIL>",
        "<input type='text' name=user-email><input type=checkbox>",
        "<input type=email><input type=tel><textarea></textarea><input type=file>",
        "<input type=email><input name=Phone><textarea></textarea>",
    ] {
        let page = form(fields);
        let whole = clean_page(&page, &options).expect("no limit was set");
        assert!(
            !whole.html.contains("Your address") && whole.html.contains(&article),
            "{}",
            whole.html
        );
        let (left, removed) = streamed(&page, &options);
        assert_eq!(left, format!("<main>{article}<p>The end.</p></main>"));
        assert_eq!(removed[0].reason, "a form that asks for an e-mail address");
        assert_eq!(streamed(&page, &PageOptions::default()).0, page);
    }
    for fields in [
        "<input type=search>",
        "<input type=email><input type=password>",
        "<input type=email><textarea></textarea>",
        "<input type=tel><textarea></textarea>",
        "<input type=email><input type=tel><input type=password>",
    ] {
        let page = form(fields);
        assert_eq!(streamed(&page, &options).0, page);
    }
}

#[test]
fn boxes_that_call_upon_the_reader_go_when_newsletters_do() {
    let without = |page: &str| {
        let options = PageOptions::default().with_kinds([Kind::Newsletter]);
        clean_page(page, &options).expect("no limit was set")
    };
    let around = |aside: &str| format!("{}<div class=x>{aside}</div><p>Mill House", article());
    let pitch = "<h3>The wheel needs you</h3><p>Help us to keep the mill turning through the next winter.</p>";
    for button in [
        "<a class=btn-primary href=/give>Yes, I will</a>",
        "<div class=x-button-wrapper><a href=/give>Yes, I will</a></div>",
        "<button>Yes, I will</button>",
        "<p><a href=/give>Donate now</a>",
        "<p><a href=/give>Jetzt spenden</a>",
        "<p><a href=/give>今すぐ登録</a>",
        "<p><a href=/give>Подписаться</a>",
        "<p><a href=/give>اشترك الآن</a>",
    ] {
        // With its end tags omitted, and in a tag that no browser knows.
        for page in [
            around(&format!("{pitch}{button}")),
            around(&format!("{}{button}", pitch.replace("</p>", ""))),
            around(&format!("<x-call>{pitch}{button}</x-call>")),
        ] {
            let clean = without(&page);
            assert!(
                clean.html.contains(&article()) && clean.html.ends_with("Mill House"),
                "{page}\n{}",
                clean.html
            );
            assert!(
                !clean.html.contains("wheel needs you") && !clean.html.contains("give"),
                "{}",
                clean.html
            );
            assert!(
                clean
                    .removed
                    .iter()
                    .all(|removed| removed.reason == "a few words and a button")
            );
        }
    }
    let button = "<button>Yes, I will</button>";
    for stays in [
        // No button, nothing said, another button's label only.
        pitch.to_owned(),
        format!("<p><a href=/about>About the mill</a>{pitch}"),
        button.repeat(2),
        // A question and its answer; who wrote it; cards; a menu.
        format!("<button>What does the mill need?</button>{pitch}"),
        format!("<div class=author-box>{pitch}{button}</div>"),
        format!("<div class=accordion>{pitch}{button}</div>"),
        format!("<section>{pitch}{button}</section>").repeat(3),
        format!("<nav>{pitch}{button}</nav>"),
    ] {
        let page = around(&stays);
        assert_eq!(without(&page).html, page);
    }
    // What looks like a button is no link to another article.
    let call = around(&format!("{pitch}<a class=btn-primary href=/give>Yes, I will</a>"));
    let untouched = clean_page(&call, &PageOptions::default()).expect("no limit was set");
    assert_eq!(untouched.html, call);
    // Amid the text it is the article's own.
    let own = format!(
        "<main><article><h1>The mill</h1>{PROSE}{PROSE}<p>Help us to keep the mill turning through the next winter, writes the owner, \
        who has asked everyone who ever walked past it: <a class=btn href=/give>give</a>{PROSE}{PROSE}</article></main>"
    );
    assert_eq!(without(&own).html, own);
}

#[test]
fn a_label_and_a_title_in_one_link_lead_on() {
    let link = "<a class=x href=/dam><div><div>Read also</div><div>The dam holds after all</div></div></a>";
    let other = "<a class=x href=/dam><div><div>The dam</div><div>It holds after all</div></div></a>";
    let page = |link: &str| {
        format!("<main><article><h1>The mill</h1>{PROSE}{PROSE}<aside>{link}</aside>{PROSE}{PROSE}</article></main>")
    };
    let clean = |link: &str| clean_page(&page(link), &PageOptions::default()).expect("no limit was set");
    let cleaned = clean(link);
    assert_eq!(cleaned.html, page("").replace("<aside></aside>", ""));
    assert_eq!(cleaned.removed[0].kind, Kind::Recommendation);
    assert_eq!(clean(other).html, page(other));
}

#[test]
fn notices_about_cookies_are_known_by_their_words() {
    let options = PageOptions::default().with_kinds([Kind::Consent]);
    let article = PROSE.repeat(3);
    for notice in [
        "Wir nutzen Cookies, damit die M\u{fc}hle sich dreht und die Seite l\u{e4}uft.<button>Einverstanden</button>",
        "\u{41c}\u{44b} \u{438}\u{441}\u{43f}\u{43e}\u{43b}\u{44c}\u{437}\u{443}\u{435}\u{43c} \u{444}\u{430}\u{439}\u{43b}\u{44b} cookie, \
         \u{447}\u{442}\u{43e}\u{431}\u{44b} \u{441}\u{430}\u{439}\u{442} \u{440}\u{430}\u{431}\u{43e}\u{442}\u{430}\u{43b} \u{43b}\u{443}\u{447}\u{448}\u{435}.<button>\u{421}\u{43e}\u{433}\u{43b}\u{430}\u{441}\u{435}\u{43d}</button>",
    ] {
        let page = format!("<div class=my-cookiebar><p>{notice}</div><main>{article}</main>");
        assert_eq!(streamed(&page, &options).0, format!("<main>{article}</main>"));
        let unnamed = format!("<main>{article}</main><div class=x><p>{notice}</div>");
        let whole = clean_page(&unnamed, &options).expect("no limit was set");
        assert_eq!(whole.html, format!("<main>{article}</main>"));
        assert_eq!(whole.removed[0].reason, "words about cookies");
    }
    let recipe = format!(
        "<div class=cookie-recipe><p>Cookies of rye flour, as the miller's wife made them.</div><main>{article}</main>"
    );
    assert_eq!(streamed(&recipe, &options).0, recipe);
}

#[test]
fn a_long_notice_after_the_article_need_not_ask() {
    let options = PageOptions::default().with_kinds([Kind::Consent]);
    let notice = format!(
        "<div class=x-privacy-overview><h4>Privacy</h4><div>{} This website uses cookies that are stored on your device.</div></div>",
        "The mill keeps the names of those who ask for flour, and nobody else is told of them.".repeat(5)
    );
    let page = format!("{}{notice}<p>Mill House</p>", article());
    assert_eq!(streamed(&page, &options).0, format!("{}<p>Mill House</p>", article()));
    // Before it, it may be what the page is about.
    let page = format!("{notice}{}", article());
    assert_eq!(streamed(&page, &options).0, page);
}
