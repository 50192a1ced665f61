//! Text in which nothing means anything to a Markdown parser; escapes only where something would.

/// Where a text stands.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// At the beginning of a block.
    pub is_start: bool,
    /// Within the text of a link or a picture, where brackets have to match.
    pub in_link: bool,
    pub in_table: bool,
}

/// Adds text, escaped; a line feed becomes a hard line break.
pub fn push_escaped(out: &mut String, text: &str, line: Line) {
    let mut is_start = line.is_start;
    for (place, own) in text.split('\n').enumerate() {
        let own = if place > 0 {
            out.push_str("\\\n");
            is_start = true;
            own.trim_start()
        } else {
            own
        };
        push_line(out, own, Line { is_start, ..line });
    }
}

fn push_line(out: &mut String, text: &str, line: Line) {
    let mut before = out.chars().next_back();
    let mut rest = text;
    if line.is_start {
        let taken = push_start(out, text);
        before = out.chars().next_back();
        rest = text.get(taken..).unwrap_or_default();
    }
    let mut letters = rest.chars();
    while let Some(letter) = letters.next() {
        let after = letters.as_str();
        let next = after.chars().next();
        let is_open = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
        let is_special = match letter {
            '\\' | '`' => true,
            '*' => !(is_open(before) && next.is_some_and(char::is_whitespace)),
            '_' => {
                let within = before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
                let alone = is_open(before) && next.is_some_and(char::is_whitespace);
                !(within || alone)
            }
            '~' => !is_open(before) || next == Some('~'),
            '<' => next.is_none_or(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => is_reference(after),
            '[' => line.in_link || before == Some('!') || starts_link(after),
            ']' => line.in_link,
            '|' => line.in_table,
            _ => false,
        };
        // A reference where renderers lose a backslash: those that make links of bare addresses take it for part of the address,
        // and some read what is between brackets, or the words of a picture, a second time without it.
        let reference = match letter {
            '<' => "&lt;",
            '&' => "&amp;",
            ']' if matches!(next, None | Some('(' | '[' | ':')) => "&#93;",
            _ => "",
        };
        if is_special && !reference.is_empty() {
            out.push_str(reference);
            before = Some(letter);
            continue;
        }
        if is_special {
            out.push('\\');
        }
        // A parser would not leave it as it is.
        if letter != '\0' {
            out.push(letter);
        }
        before = Some(letter);
    }
}

/// Escapes what would make a line the beginning of another sort of block; gives how much of it is written.
fn push_start(out: &mut String, text: &str) -> usize {
    let Some(first) = text.chars().next() else { return 0 };
    let after = text.get(first.len_utf8()..).unwrap_or_default();
    let parts = |text: &str| text.chars().next().is_none_or(char::is_whitespace);
    let is_special = match first {
        '#' => parts(after.trim_start_matches('#')),
        '>' | '=' | '|' => true,
        '-' => parts(after) || after.starts_with('-') || after.starts_with('|') || after.starts_with(':'),
        '+' | '*' => parts(after),
        ':' => after.starts_with('-'),
        '~' => after.starts_with('~'),
        _ => false,
    };
    if is_special {
        out.push('\\');
        out.push(first);
        return first.len_utf8();
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if let Some(rest) = text.get(digits..)
        && (1..=9).contains(&digits)
        && rest.starts_with(['.', ')'])
        && parts(rest.get(1..).unwrap_or_default())
    {
        out.push_str(text.get(..digits).unwrap_or_default());
        out.push('\\');
        out.push_str(rest.get(..1).unwrap_or_default());
        return digits + 1;
    }
    0
}

/// Writes the dollar signs from a place on as references: where there are formulas, they would begin or end one.
pub fn refer_to_dollars(out: &mut String, from: usize) {
    let text = out.split_off(from);
    out.push_str(&text.replace('$', "&#36;"));
}

/// Writes brackets from a place on as references where they would end a link: a formula may hold one that begins it.
pub fn refer_to_brackets(out: &mut String, from: usize) {
    let text = out.split_off(from);
    out.push_str(&text.replace("](", "&#93;(").replace("][", "&#93;["));
}

/// Whether what follows an `&` makes a character reference of it.
fn is_reference(after: &str) -> bool {
    let end = after.bytes().take(34).position(|byte| byte == b';').unwrap_or(0);
    after
        .get(..end)
        .is_some_and(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#'))
}

/// Whether what follows a `[` may make a link, a note or a box to tick of it.
fn starts_link(after: &str) -> bool {
    // No further than the next bracket: a text may be nothing but opening ones.
    let Some(end) = after.find(['[', ']']) else { return true };
    let (inside, after) = after.split_at(end);
    let is_box = matches!(inside, " " | "x" | "X");
    is_box
        || inside.starts_with('^')
        || after.starts_with('[')
        || matches!(after.as_bytes().get(1), None | Some(b'(' | b'[' | b':'))
}

/// Adds a link's address: in angle brackets where its parentheses do not match.
pub fn push_destination(out: &mut String, address: &str) {
    let mut depth = 0_i32;
    let matches = address.chars().all(|letter| {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        depth >= 0
    }) && depth == 0;
    let bracket = if matches { "" } else { "<" };
    out.push_str(bracket);
    let mut rest = address;
    while let Some(place) = rest.find('&') {
        let (plain, from) = rest.split_at(place);
        out.push_str(plain);
        let after = from.get(1..).unwrap_or_default();
        out.push_str(if is_reference(after) { "&amp;" } else { "&" });
        rest = after;
    }
    out.push_str(rest);
    out.push_str(if matches { "" } else { ">" });
}

/// A character that is neither white space nor punctuation to any parser: a letter, a digit, or a mark on one.
pub fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric()
        || matches!(letter, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}' | '\u{93a}'..='\u{94f}'
            | '\u{e31}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{ec8}'..='\u{ece}')
}
