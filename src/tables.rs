//! Tables of things under names, as `build.rs` compiles them in: a line for each name, which is followed by its things.

/// Each thing of a table and the name that it stands under, which comes first.
pub fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().flat_map(|line| {
        let (name, things) = line.split_once('\t').unwrap_or((line, ""));
        things.split('\t').map(move |thing| (name, thing))
    })
}

/// The things of a table that stand under a name; nothing is made of the lines of other names.
pub fn things(table: &'static str, name: &str) -> std::str::Split<'static, char> {
    let own = |line: &'static str| line.strip_prefix(name)?.strip_prefix('\t');
    table.lines().find_map(own).unwrap_or_default().split('\t')
}
