use muslin::{Article, Extractor, PageCleaner};
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

/// What is written of one input: a page as it is, all else with its last line ended.
pub fn written(input: &Input, arguments: &Arguments) -> Result<Vec<u8>, String> {
    if arguments.format == Format::Page {
        return page(input, arguments);
    }
    let mut extractor = Extractor::new(arguments.options.clone()).map_err(|error| error.to_string())?;
    input.read(|chunk| extractor.write(chunk).map_err(|error| error.to_string()))?;
    if arguments.format == Format::Text {
        let mut text = extractor.end_text().map_err(|error| error.to_string())?;
        text.push('\n');
        return Ok(text.into_bytes());
    }
    let article = extractor.end().map_err(|error| error.to_string())?;
    let mut text = match arguments.format {
        Format::Html => article.html,
        Format::Markdown => article.markdown,
        Format::Json => json(serde_json::to_string_pretty(&article))?,
        Format::Jsonl => json(serde_json::to_string(&Line {
            id: input.id(),
            article: &article,
        }))?,
        Format::Text | Format::Page => String::new(),
    };
    text.push('\n');
    Ok(text.into_bytes())
}

/// The page without its clutter.
fn page(input: &Input, arguments: &Arguments) -> Result<Vec<u8>, String> {
    let mut page = Vec::new();
    if arguments.stream {
        let mut cleaner = PageCleaner::new(arguments.page.clone()).map_err(|error| error.to_string())?;
        input.read(|chunk| {
            page.extend(cleaner.write(chunk).map_err(|error| error.to_string())?);
            Ok(())
        })?;
        page.extend(cleaner.end().map_err(|error| error.to_string())?.0);
        return Ok(page);
    }
    input.read(|chunk| {
        page.extend_from_slice(chunk);
        Ok(())
    })?;
    let clean = muslin::clean_page_bytes(&page, &arguments.page).map_err(|error| error.to_string())?;
    Ok(clean.html)
}

fn json(written: serde_json::Result<String>) -> Result<String, String> {
    written.map_err(|error| error.to_string())
}
