//! Growth by a quarter: an outline's lists are the largest things in memory.

/// Adds to a list that grows by a quarter: doubling would hold up to three times what a large page needs.
pub fn push_tight<T>(list: &mut Vec<T>, item: T) {
    if list.len() == list.capacity() {
        list.reserve_exact((list.len() / 4).max(16));
    }
    list.push(item);
}

/// The same for text.
pub fn push_text(text: &mut String, more: &str) {
    if text.capacity() - text.len() < more.len() {
        text.reserve_exact(more.len().max(text.len() / 4).max(1024));
    }
    text.push_str(more);
}
