use muslin::{Article, Extractor};
use serde::Serialize;

use crate::arguments::{Arguments, Format};
use crate::inputs::Input;

/// A line of `--jsonl`.
#[derive(Serialize)]
struct Line<'a> {
    id: String,
    #[serde(flatten)]
    article: &'a Article,
}

/// What is written of one input, its last line ended.
pub fn written(input: &Input, arguments: &Arguments) -> Result<String, String> {
    let mut extractor = Extractor::new(arguments.options.clone()).map_err(|error| error.to_string())?;
    input.read(|chunk| extractor.write(chunk).map_err(|error| error.to_string()))?;
    let article = extractor.end().map_err(|error| error.to_string())?;
    let mut text = match arguments.format {
        Format::Text => article.text,
        Format::Json => json(serde_json::to_string_pretty(&article))?,
        Format::Jsonl => json(serde_json::to_string(&Line {
            id: input.id(),
            article: &article,
        }))?,
    };
    text.push('\n');
    Ok(text)
}

fn json(written: serde_json::Result<String>) -> Result<String, String> {
    written.map_err(|error| error.to_string())
}
