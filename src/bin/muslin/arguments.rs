use std::ffi::OsString;

use lexopt::ValueExt;
use lexopt::prelude::{Long, Short, Value};

const HELP: &str = "\
muslin: the clean article of a web page

Usage: muslin [OPTIONS] FILE…

  FILE                a page (.html, .htm, .gz), or - for standard input;
                      with --jsonl also a folder, read with all that is below it

Options:
  --format FORMAT     text (default) or json
  --jsonl             one line of JSON a page: {\"id\": file name without .html or .html.gz, …}
  --url URL           the address the page came from
  --charset LABEL     the encoding of the page, as its Content-Type header said
  --keep-comments     keep readers' comments in the text
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
}

/// What the command was asked to do.
pub struct Arguments {
    pub format: Format,
    pub paths: Vec<OsString>,
    pub options: muslin::Options,
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
                "charset" => options.with_charset(value(&mut parser)?),
                "keep-comments" => options.with_comments(true),
                "max-bytes" => {
                    let limit = value(&mut parser)?;
                    options.with_max_bytes(
                        limit
                            .parse()
                            .map_err(|_| format!("--max-bytes takes a whole number, not {limit:?}"))?,
                    )
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
        "json" => Ok(Format::Json),
        _ => Err(format!("--format takes text or json, not {name:?}")),
    }
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
        assert!(parse(&["--nonsense", "a.html"]).is_err_and(|message| message.contains("nonsense")));
    }
}
