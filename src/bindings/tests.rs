//! The raw exports in a real browser; what JavaScript sees of them through the package is tested in `tests/browser.rs`.

use js_sys::{Array, JSON, Object, Reflect, TypeError};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

use super::extraction::{PageExtractor, is_probably_article};

wasm_bindgen_test_configure!(run_in_browser);

const PAGE: &str = "<!doctype html><html lang=en><title>Rain in the valley</title>\
    <article><h1>Rain in the valley</h1>\
    <p>It rained all of Tuesday, and by noon the river had risen by a metre, more than in any year since the bridge was built.</p>\
    <p>By evening the water had gone down again, and the bridge was opened to carts, though not to the heavy wagons.</p></article>";

fn options(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

#[wasm_bindgen_test]
fn an_article_crosses_as_a_plain_object() {
    let mut extractor = PageExtractor::new(JsValue::UNDEFINED, JsValue::UNDEFINED).unwrap();
    extractor.write_text(PAGE).unwrap();
    let article = extractor.end().unwrap();

    assert_eq!(field(&article, "title"), "Rain in the valley");
    assert!(
        field(&article, "text")
            .as_string()
            .unwrap()
            .starts_with("It rained all of Tuesday")
    );
    // Plain: an object literal's prototype, null for what is absent, arrays and numbers.
    assert_eq!(
        Object::get_prototype_of(&article),
        Object::get_prototype_of(&Object::new())
    );
    assert!(field(&article, "siteName").is_null());
    assert!(field(&article, "wordCount").as_f64().is_some_and(|words| words > 30.0));
    assert!(Array::is_array(&field(&article, "removed")));
}

#[wasm_bindgen_test]
fn bytes_and_strings_give_the_same_article() {
    let mut strings = PageExtractor::new(JsValue::UNDEFINED, JsValue::UNDEFINED).unwrap();
    strings.write_text(PAGE).unwrap();
    let mut bytes = PageExtractor::new(options(r#"{"charset": "utf-8"}"#), JsValue::UNDEFINED).unwrap();
    for byte in PAGE.as_bytes() {
        bytes.write_bytes(&[*byte]).unwrap();
    }
    let plain = |article: JsValue| String::from(JSON::stringify(&article).unwrap());
    assert_eq!(plain(strings.end().unwrap()), plain(bytes.end().unwrap()));
}

#[wasm_bindgen_test]
fn blocks_cross_as_plain_objects() {
    let mut extractor = PageExtractor::for_blocks(JsValue::UNDEFINED, JsValue::UNDEFINED).unwrap();
    extractor
        .write_text(&PAGE.replace("<p>By", "<h2>The evening</h2><p>By"))
        .unwrap();
    assert!(Array::is_array(&extractor.take_blocks().unwrap()));
    let blocks: Array = extractor.end_blocks().unwrap().unchecked_into();

    let kinds: Vec<String> = blocks
        .iter()
        .filter_map(|block| field(&block, "kind").as_string())
        .collect();
    assert_eq!(kinds, ["paragraph", "heading", "paragraph"]);
    assert_eq!(field(&blocks.get(1), "text"), "The evening");
    assert_eq!(field(&blocks.get(1), "level"), 2.0);
    assert!(!Reflect::has(&blocks.get(0), &"level".into()).unwrap());
}

#[wasm_bindgen_test]
fn options_cross_by_their_javascript_names() {
    let mut extractor = PageExtractor::new(
        options(r#"{"url": "https://example.org/rain", "maxBytes": 10000}"#),
        JsValue::UNDEFINED,
    )
    .unwrap();
    extractor.write_text(PAGE).unwrap();
    assert_eq!(field(&extractor.end().unwrap(), "url"), "https://example.org/rain");
}

#[wasm_bindgen_test]
fn a_passed_limit_is_an_error_with_a_code() {
    let mut extractor = PageExtractor::new(options(r#"{"maxBytes": 20}"#), JsValue::UNDEFINED).unwrap();
    let error = extractor.write_text(PAGE).unwrap_err();
    assert!(error.is_instance_of::<js_sys::Error>());
    assert_eq!(field(&error, "code"), "too-large");
}

#[wasm_bindgen_test]
fn an_unknown_charset_is_an_error_with_a_code() {
    let error = PageExtractor::new(options(r#"{"charset": "klingon"}"#), JsValue::UNDEFINED)
        .err()
        .unwrap();
    assert_eq!(field(&error, "code"), "unknown-charset");
}

#[wasm_bindgen_test]
fn an_option_of_the_wrong_type_is_a_type_error() {
    let error = PageExtractor::new(options(r#"{"maxBytes": "many"}"#), JsValue::UNDEFINED)
        .err()
        .unwrap();
    assert!(error.is_instance_of::<TypeError>());
}

#[wasm_bindgen_test]
fn the_verdict_on_a_page_has_two_fields() {
    let verdict = is_probably_article(PAGE).unwrap();
    assert!(field(&verdict, "verdict").as_bool().is_some());
    let score = field(&verdict, "score").as_f64().unwrap();
    assert!((0.0..=1.0).contains(&score), "{score}");
}
