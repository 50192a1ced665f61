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
    make_room(text, more.len());
    text.push_str(more);
}

/// Makes room in a text for so many bytes more.
pub fn make_room(text: &mut String, more: usize) {
    if text.capacity() - text.len() < more {
        text.reserve_exact(more.max(text.len() / 4).max(1024));
    }
}

/// Gives back what a text has not needed, if that is much.
pub fn trim(text: &mut String) {
    if text.capacity() - text.len() > text.len() / 4 {
        text.shrink_to_fit();
    }
}
