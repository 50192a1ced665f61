use std::ffi::OsString;

use lexopt::ValueExt;
use lexopt::prelude::{Long, Short, Value};
use muslin::Kind;

const HELP: &str = "\
muslin: the clean article of a web page

Usage: muslin [OPTIONS] FILE…

  FILE                a page (.html, .htm, .gz), or - for standard input;
                      with --jsonl also a folder, read with all that is below it

Options:
  --format FORMAT     text (default), html, markdown, json (all of these and the facts), or page: the page itself
                      without its clutter, byte for byte
  --jsonl             one line of JSON a page: {\"id\": file name without .html or .html.gz, …}
  --url URL           the address the page came from
  --charset LABEL     the encoding of the page, as its Content-Type header said
  --keep-comments     keep readers' comments in the text
  --no-images         leave pictures and players out of HTML and Markdown
  --remove KINDS      what --format page removes, by default ad,recommendation; of ad, recommendation, newsletter,
                      share, consent, comments and paywall
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
    Html,
    Markdown,
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
                "url" => options.with_url(value(&mut parser)?),
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
                "no-images" => options.with_images(false),
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

fn format(name: &str) -> Result<Format, String> {
    match name {
        "text" => Ok(Format::Text),
        "html" => Ok(Format::Html),
        "markdown" => Ok(Format::Markdown),
        "json" => Ok(Format::Json),
        "page" => Ok(Format::Page),
        _ => Err(format!(
            "--format takes text, html, markdown, json or page, not {name:?}"
        )),
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
        assert!(parse(&["--nonsense", "a.html"]).is_err_and(|message| message.contains("nonsense")));
    }
}
