use std::ffi::OsString;

use lexopt::ValueExt;
use lexopt::prelude::{Long, Short, Value};
use muslin::{Filters, Kind};

const HELP: &str = "\
muslin: the clean article of a web page

Usage: muslin [OPTIONS] FILE…

  FILE                a page (.html, .htm, .gz), or - for standard input;
                      with --jsonl also a folder, read with all that is below it

Options:
  --format FORMAT     text (default), json, or page: the page itself without its clutter, byte for byte
  --jsonl             one line of JSON a page: {\"id\": file name without .html or .html.gz, …}
  --url URL           the address the page came from
  --charset LABEL     the encoding of the page, as its Content-Type header said
  --keep-comments     keep readers' comments in the text
  --remove KINDS      what --format page removes, by default ad,recommendation; of ad, recommendation, newsletter,
                      share, consent, comments and paywall
  --filters FILE      the user's own filters: cosmetic rules of Adblock Plus and uBlock Origin; what they name goes from text
                      and page alike, those for some sites if --url is given
  --stream            with --format page: write the page while it is read; what only the whole page tells is not known then
  --max-bytes N       refuse pages of more bytes
  -h, --help          print this
  -V, --version       print the version

Exit status: 0 all pages were read, 1 some were not (each is told on standard error), 2 wrong usage.
";

/// What is written of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
    Json,
    Jsonl,
    Page,
}

/// What the command was asked to do.
pub struct Arguments {
    pub format: Format,
    pub paths: Vec<OsString>,
    pub options: muslin::Options,
    /// What becomes of a page with [`Format::Page`].
    pub page: muslin::PageOptions,
    /// Whether it is to be written while it is read.
    pub stream: bool,
}

impl Arguments {
    /// Reads the command line; nothing to do after `--help` and `--version`.
    pub fn from_env() -> Result<Option<Self>, String> {
        Self::parse(lexopt::Parser::from_env())
    }

    fn parse(mut parser: lexopt::Parser) -> Result<Option<Self>, String> {
        let mut arguments = Self {
            format: Format::Text,
            paths: Vec::new(),
            options: muslin::Options::default(),
            page: muslin::PageOptions::default(),
            stream: false,
        };
        let value = |parser: &mut lexopt::Parser| {
            parser
                .value()
                .and_then(ValueExt::string)
                .map_err(|error| error.to_string())
        };
        while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
            let option = match argument {
                Long(name) => name.to_owned(),
                Short('h') => "help".to_owned(),
                Short('V') => "version".to_owned(),
                Value(path) => {
                    arguments.paths.push(path);
                    continue;
                }
                other @ Short(_) => return Err(other.unexpected().to_string()),
            };
            let options = std::mem::take(&mut arguments.options);
            arguments.options = match option.as_str() {
                "help" => {
                    print!("{HELP}");
                    return Ok(None);
                }
                "version" => {
                    println!("muslin {}", env!("CARGO_PKG_VERSION"));
                    return Ok(None);
                }
                "format" => {
                    arguments.format = format(&value(&mut parser)?)?;
                    options
                }
                "jsonl" => {
                    arguments.format = Format::Jsonl;
                    options
                }
                "url" => {
                    let url = value(&mut parser)?;
                    arguments.page = std::mem::take(&mut arguments.page).with_url(url.clone());
                    options.with_url(url)
                }
                "filters" => {
                    let filters = filters(&value(&mut parser)?)?;
                    arguments.page = std::mem::take(&mut arguments.page).with_filters(filters.clone());
                    options.with_filters(filters)
                }
                "charset" => {
                    let label = value(&mut parser)?;
                    arguments.page = std::mem::take(&mut arguments.page).with_charset(label.clone());
                    options.with_charset(label)
                }
                "remove" => {
                    let kinds = kinds(&value(&mut parser)?)?;
                    arguments.page = std::mem::take(&mut arguments.page).with_kinds(kinds);
                    options
                }
                "stream" => {
                    arguments.stream = true;
                    options
                }
                "keep-comments" => options.with_comments(true),
                "max-bytes" => {
                    let limit = value(&mut parser)?;
                    let limit = limit
                        .parse()
                        .map_err(|_| format!("--max-bytes takes a whole number, not {limit:?}"))?;
                    arguments.page = std::mem::take(&mut arguments.page).with_max_bytes(limit);
                    options.with_max_bytes(limit)
                }
                other => return Err(format!("unknown option --{other}")),
            };
        }
        if arguments.paths.is_empty() {
            return Err("no page given".to_owned());
        }
        Ok(Some(arguments))
    }
}

/// Reads a list of filters, and tells on standard error how much of it does nothing here.
fn filters(path: &str) -> Result<Filters, String> {
    let list = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    let filters = Filters::new(&String::from_utf8_lossy(&list));
    let report = filters.report();
    if report.unsupported + report.network > 0 {
        eprintln!(
            "muslin: {path}: {} rules and {} exceptions; {} not understood, {} for requests",
            report.rules, report.exceptions, report.unsupported, report.network
        );
        for example in report.examples.iter().take(3) {
            eprintln!("muslin: {path}:{}: not understood: {}", example.line, example.rule);
        }
    }
    Ok(filters)
}

fn format(name: &str) -> Result<Format, String> {
    match name {
        "text" => Ok(Format::Text),
        "json" => Ok(Format::Json),
        "page" => Ok(Format::Page),
        _ => Err(format!("--format takes text, json or page, not {name:?}")),
    }
}

/// What may be removed of a page; its own menus, header and footer may not.
const KINDS: [(&str, Kind); 7] = [
    ("ad", Kind::Ad),
    ("recommendation", Kind::Recommendation),
    ("newsletter", Kind::Newsletter),
    ("share", Kind::Share),
    ("consent", Kind::Consent),
    ("comments", Kind::Comments),
    ("paywall", Kind::Paywall),
];

fn kinds(list: &str) -> Result<Vec<Kind>, String> {
    let kind = |name: &str| {
        let known = KINDS.iter().find(|(known, _)| *known == name);
        known.map(|(_, kind)| *kind).ok_or_else(|| {
            format!(
                "--remove knows no {name:?}, only {}",
                KINDS.map(|(name, _)| name).join(", ")
            )
        })
    };
    list.split(',').map(|name| kind(name.trim())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Option<Arguments>, String> {
        Arguments::parse(lexopt::Parser::from_args(words.iter().map(OsString::from)))
    }

    #[test]
    fn usage() {
        let arguments = parse(&["--format", "json", "a.html", "--url=https://example.org/", "-"])
            .ok()
            .flatten()
            .map(|arguments| (arguments.format, arguments.paths));
        assert_eq!(arguments, Some((Format::Json, vec!["a.html".into(), "-".into()])));
        assert!(parse(&[]).is_err());
        assert!(parse(&["--format", "pdf", "a.html"]).is_err_and(|message| message.contains("pdf")));
        assert!(parse(&["--max-bytes", "many", "a.html"]).is_err());
        assert!(parse(&["--remove", "ad,nav", "a.html"]).is_err_and(|message| message.contains("nav")));
        assert!(parse(&["--filters", "no such file", "a.html"]).is_err_and(|message| message.contains("no such file")));
        assert!(parse(&["--nonsense", "a.html"]).is_err_and(|message| message.contains("nonsense")));
    }
}
