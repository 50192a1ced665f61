//! The article's HTML holds no more than what is safe to show, whatever the page holds: told by a parser that builds the tree as
//! browsers do.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

use html5ever::tendril::TendrilSink;
use html5ever::{LocalName, QualName, ns};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use muslin::{Extractor, Options};
use proptest::{
    prelude::{ProptestConfig, Strategy, any, prop, prop_oneof},
    prop_assert_eq, proptest,
};

const PROSE: &str = "The mill at Hartley Weir stopped turning in the winter of 1962, when the river froze to its bed \
    and the wheel, forty feet of oak and iron, split along its axle with a noise that was heard in three parishes.";

/// Elements that may be there, with their own attributes; `lang`, `dir` and the `id` of a footnote may be on any.
const ALLOWED: &[(&str, &[&str])] = &[
    ("a", &["href"]),
    ("abbr", &["title"]),
    ("audio", &["controls", "preload", "src"]),
    ("bdi", &[]),
    ("bdo", &[]),
    ("blockquote", &[]),
    ("br", &[]),
    ("caption", &[]),
    ("cite", &[]),
    ("code", &["class"]),
    ("dd", &[]),
    ("del", &[]),
    ("details", &[]),
    ("dfn", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("hr", &[]),
    ("img", &["src", "srcset", "alt", "title", "width", "height"]),
    ("ins", &[]),
    ("kbd", &[]),
    ("li", &["value"]),
    ("mark", &[]),
    ("ol", &["start"]),
    ("p", &[]),
    ("pre", &[]),
    ("q", &[]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("s", &[]),
    ("samp", &[]),
    ("small", &[]),
    ("source", &["src"]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["colspan", "rowspan"]),
    ("tfoot", &[]),
    ("th", &["colspan", "rowspan"]),
    ("thead", &[]),
    ("time", &["datetime"]),
    ("tr", &[]),
    ("u", &[]),
    ("ul", &[]),
    ("var", &[]),
    ("video", &["controls", "preload", "poster", "src"]),
];

/// Elements of MathML that may be there, and those that may hold text: nothing else may hold any.
const MATHML: &[&str] = &[
    "math",
    "merror",
    "mfrac",
    "mmultiscripts",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtr",
    "munder",
    "munderover",
];
const MATHML_TOKENS: &[&str] = &["mi", "mn", "mo", "ms", "mtext"];

/// Attributes of MathML that would do more than say how something looks.
const NEVER_IN_MATHML: &[&str] = &[
    "href",
    "src",
    "style",
    "class",
    "id",
    "actiontype",
    "definitionurl",
    "encoding",
    "xmlns",
    "xlink",
    "alttext",
    "altimg",
];

/// What is in an element of MathML that may not be.
fn faults_in_math(node: &Handle) -> Vec<String> {
    let NodeData::Element { name, attrs, .. } = &node.data else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    let own: &str = &name.local;
    let is_token = MATHML_TOKENS.contains(&own);
    if !is_token && !MATHML.contains(&own) {
        faults.push(format!("<math> <{own}>"));
    }
    for attribute in attrs.borrow().iter() {
        let (name, value) = (&*attribute.name.local, &*attribute.value);
        let is_plain = value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b" .%+-".contains(&byte));
        if !is_plain || name.starts_with("on") || NEVER_IN_MATHML.contains(&name) {
            faults.push(format!("<{own} {name}={value:?}>"));
        }
    }
    for child in inside(node) {
        let may_stand = match &child.data {
            NodeData::Text { .. } => is_token,
            NodeData::Element { name, .. } => !is_token && name.ns == ns!(mathml) && *name.local != *"math",
            _ => false,
        };
        if !may_stand {
            faults.push(format!("in <{own}>: {:?}", child.data));
        }
    }
    faults
}

/// What is in a fragment that may not be.
fn faults(html: &str) -> Vec<String> {
    let body = QualName::new(None, ns!(html), LocalName::from("body"));
    let parser = html5ever::parse_fragment(
        RcDom::default(),
        html5ever::ParseOpts::default(),
        body,
        Vec::new(),
        true,
    );
    let dom = parser.one(html);
    let mut faults = Vec::new();
    let mut waiting: Vec<Handle> = dom.document.children.borrow().iter().flat_map(inside).collect();
    while let Some(node) = waiting.pop() {
        waiting.extend(inside(&node));
        match &node.data {
            NodeData::Text { .. } => {}
            NodeData::Element { name, .. } if name.ns == ns!(mathml) => faults.extend(faults_in_math(&node)),
            NodeData::Element { name, attrs, .. } => {
                let own = ALLOWED.iter().find(|(allowed, _)| *allowed == &*name.local);
                let Some((element, own)) = own.filter(|_| name.ns == ns!(html)) else {
                    faults.push(format!("<{}>", name.local));
                    continue;
                };
                for attribute in attrs.borrow().iter() {
                    let (name, value) = (&*attribute.name.local, &*attribute.value);
                    let is_allowed = match name {
                        "lang" | "dir" => true,
                        "id" => value.starts_with("fn-") || value.starts_with("fnref-"),
                        "class" => *element == "code" && value.starts_with("language-") && !value.contains(' '),
                        "href" | "src" | "poster" => is_harmless(value, *element == "img" || name == "poster"),
                        _ => own.contains(&name),
                    };
                    if !is_allowed {
                        faults.push(format!("<{element} {name}={value:?}>"));
                    }
                }
            }
            _ => faults.push(format!("{:?}", node.data)),
        }
    }
    faults
}

fn inside(node: &Handle) -> Vec<Handle> {
    node.children.borrow().clone()
}

/// Whether an address is of a scheme that runs nothing, as the URL Standard reads it.
fn is_harmless(address: &str, is_picture: bool) -> bool {
    let read: String = address
        .trim_matches(|letter: char| letter <= ' ')
        .chars()
        .filter(|letter| !matches!(letter, '\t' | '\n' | '\r'))
        .collect();
    let scheme = read.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("http" | "https" | "mailto" | "tel") | None => true,
        Some("data") => is_picture && read.starts_with("data:image/") && !read.contains("svg"),
        // Not a scheme at all.
        Some(other) => {
            !other.starts_with(|letter: char| letter.is_ascii_alphabetic())
                || other.contains(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '+' | '-' | '.'))
        }
    }
}

fn html_of(body: &str, options: Options) -> String {
    let mut extractor = Extractor::new(options).expect("an extractor");
    extractor.write_str(&page(body)).expect("a page");
    extractor.end().expect("an article").html
}

fn page(body: &str) -> String {
    format!("<!doctype html><title>The mill</title><article><h1>The mill</h1><p>{PROSE}</p>{body}<p>{PROSE} Again.</p>")
}

/// What attacks are made of: each alone, and pieces for the generator.
const PIECES: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><style>",
    "<math><mi//xlink:href=\"data:x,<script>alert(4)</script>\">",
    "<math>",
    "<mrow>",
    "<mtext>",
    "<mi>x",
    "</math>",
    "</mi>",
    "</mrow>",
    "<msup><mi mathvariant=bold onclick=alert(1)>x</mi><mn>2</mn></msup>",
    "<mfrac/><mspace width='1em\"><script>alert(1)</script>'/><none/>",
    "<semantics><mi>x</mi><annotation encoding=application/x-tex>x<img src=x onerror=alert(1)></annotation>",
    "<annotation-xml encoding=text/html><p><img src=x onerror=alert(1)>",
    "<maction actiontype='statusline#http://evil.example' xlink:href=javascript:alert(1)><mi href=javascript:alert(1)>x</mi></maction>",
    "<math alttext='\\x\"><script>alert(1)</script>' display='block\" onclick=alert(1)'><mo>=</mo>",
    "<span class=katex><span class=katex-mathml><math><mtext>&lt;img src=x onerror=alert(1)&gt;</mtext></math></span>",
    "<span class=mwe-math-element><img class=mwe-math-fallback-image-inline alt='<img src=x onerror=alert(1)>'>",
    "<script type=math/tex>x<img src=x onerror=alert(1)></script>",
    "<script type=math/mml><math><mi onclick=alert(1)>x</mi><mglyph src=x></math></script>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style>",
    "<a href=\"javascript:alert(1)\">text of the link</a>",
    "<a href=\"java&Tab;script&colon;alert(1)\">text of the link</a>",
    "<a href='&#1;javascript:alert(1)'>text of the link</a>",
    "<a href=\"//host\\@evil.example\">text of the link</a>",
    "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">text of the link</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src=\"https://www.youtube.com/embed/x&quot;onload=&quot;alert(1)\" title='\"><script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)><embed src=javascript:alert(1)></object>",
    "<video poster=javascript:alert(1) src=javascript:alert(1)><source src=x onerror=alert(1)></video>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<template><img src=x onerror=alert(1)></template>",
    "<style>@import url(javascript:alert(1))</style>",
    "<base href=\"javascript:alert(1)//\">",
    "<link rel=canonical href=\"javascript:alert(1)//\">",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>Send it now</button></form>",
    "<p lang='\"><script>' dir=\"rtl&quot; onclick=alert(1)\">some text of it",
    "<time datetime='\"><img src=x onerror=alert(1)>'>yesterday at noon</time>",
    "<abbr title='\"onmouseover=alert(1) x=\"'>some letters</abbr>",
    "<pre class='language-\"><script>'><code class=\"language-x onload=y\">some code</code></pre>",
    "<td colspan='2\"><script>'>cell of a table",
    "<table><tr><td>one<td>two<tr><td>three<td>four</table>",
    "<img alt='\"><script>alert(1)</script>' src='a.jpg\" onload=\"alert(1)'>",
    "<img srcset='a.jpg 1x, javascript:alert(1) 2x, \"onload=alert(1) 3x'>",
    "<img data-src='javascript:alert(1)' src=\"data:image/svg+xml,<svg onload=alert(1)>\">",
    "<ol start='1\"><script>'><li value='x\"><script>' id='\"><script>'><a href='#\"><script>'>back</a> an item",
    "<sup><a href='#n1' id=r1>1</a></sup><li id=n1><a href=#r1>^</a> a note of some words",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<plaintext>",
    "<title><img src=x onerror=alert(1)></title>",
    "<blockquote><details><summary>",
    "<ruby>base<rt>text<rp>",
    "<figure><figcaption>",
    "</p></div></article></body></html>",
    "<h2><ul><pre><dl><dt>",
    "\0\u{2028}\u{feff}",
];

#[test]
fn nothing_runs_of_what_attacks_are_made_of() {
    for piece in PIECES {
        for body in [
            (*piece).to_owned(),
            format!("<p>Some words of a paragraph around it {piece} and some more of them after that.</p>"),
            format!("<ul><li>Some words of an item around it {piece} and some more after that.</ul>"),
        ] {
            let html = html_of(
                &body,
                Options::default().with_url("https://example.org/valley/mill.html"),
            );
            assert!(html.contains("Hartley Weir"), "{body}");
            assert_eq!(faults(&html), Vec::<String>::new(), "{body}\n{html}");
        }
    }
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => (0..PIECES.len()).prop_map(|at| PIECES.get(at).copied().unwrap_or_default().to_owned()),
        2 => proptest::strategy::Just(format!("<p>{PROSE}")),
        1 => any::<String>(),
        1 => "[<>\"'=/a-z &;:#]{0,24}",
    ];
    prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_runs_of_what_is_made_of_them(body in pieces(), with_url in any::<bool>()) {
        let options = if with_url {
            Options::default().with_url("https://example.org/valley/mill.html")
        } else {
            Options::default()
        };
        let html = html_of(&body, options);
        prop_assert_eq!(faults(&html), Vec::<String>::new(), "{}", html);
    }
}
