//! Lists of the user's filters, compiled once and kept for the pages that come.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use super::exchange::plain_object;
use crate::Filters;

thread_local! {
    /// The face keeps their numbers, and says when they are too many.
    static LISTS: RefCell<Vec<Filters>> = const { RefCell::new(Vec::new()) };
}

/// Compiles a list and gives its number.
#[wasm_bindgen(js_name = loadFilters)]
#[must_use]
pub fn load_filters(list: &str) -> u32 {
    let filters = Filters::new(list);
    LISTS.with_borrow_mut(|lists| {
        lists.push(filters);
        u32::try_from(lists.len() - 1).unwrap_or(u32::MAX)
    })
}

/// Forgets all lists; pages that are being read keep theirs.
#[wasm_bindgen(js_name = forgetFilters)]
pub fn forget_filters() {
    LISTS.with_borrow_mut(Vec::clear);
}

/// What a list was made of: see [`crate::FilterReport`].
///
/// # Errors
///
/// None.
#[wasm_bindgen(js_name = filterReport, unchecked_return_type = "object")]
pub fn filter_report(filters: u32) -> Result<JsValue, JsValue> {
    let filters = loaded(&filters.into());
    plain_object(&filters.as_ref().map(Filters::report))
}

/// The list of a number; none for `undefined`.
pub(super) fn loaded(number: &JsValue) -> Option<Filters> {
    let number = number.as_f64()?;
    LISTS.with_borrow(|lists| {
        let mut numbered = (0_u32..).zip(lists);
        numbered.find_map(|(own, filters)| ((f64::from(own) - number).abs() < 0.5).then(|| filters.clone()))
    })
}
