use muslin::{Extractor, PageCleaner, clean_text};
use serde::Serialize;

use crate::arguments::{Arguments, Format};
use crate::inputs::Input;
use crate::texts::read;

/// A line of `--jsonl`.
#[derive(Serialize)]
struct Line<'a, T> {
    id: String,
    #[serde(flatten)]
    article: &'a T,
}

/// What is written of one input: a page as it is, all else with its last line ended.
pub fn written(input: &Input, arguments: &Arguments) -> Result<Vec<u8>, String> {
    if arguments.format == Format::Page {
        return page(input, arguments);
    }
    if arguments.text {
        let clean = clean_text(&read(input, arguments)?);
        return as_json(input, arguments.format, &clean)
            .unwrap_or(Ok(clean.text))
            .map(ended);
    }
    let mut extractor = Extractor::new(arguments.options.clone()).map_err(|error| error.to_string())?;
    input.read(|chunk| extractor.write(chunk).map_err(|error| error.to_string()))?;
    if arguments.format == Format::Text {
        return extractor.end_text().map(ended).map_err(|error| error.to_string());
    }
    let article = extractor.end().map_err(|error| error.to_string())?;
    let json = as_json(input, arguments.format, &article);
    let document = if arguments.format == Format::Html {
        article.html
    } else {
        article.markdown
    };
    json.unwrap_or(Ok(document)).map(ended)
}

/// All that is known of an article, if JSON was asked for.
fn as_json(input: &Input, format: Format, article: &impl Serialize) -> Option<Result<String, String>> {
    let written = match format {
        Format::Json => serde_json::to_string_pretty(article),
        Format::Jsonl => serde_json::to_string(&Line {
            id: input.id(),
            article,
        }),
        _ => return None,
    };
    Some(written.map_err(|error| error.to_string()))
}

fn ended(mut text: String) -> Vec<u8> {
    text.push('\n');
    text.into_bytes()
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
