//! Writes the features of a corpus for training: `features [--beginnings] CORPUS_FOLDER OUT_FOLDER`, see
//! `training/README.md`. With `--beginnings` only a part of each page is read, as if it were still arriving.

use std::error::Error;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use muslin::training;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let beginnings = arguments
        .first()
        .is_some_and(|first| first == Path::new("--beginnings"));
    arguments.drain(..usize::from(beginnings));
    let [corpus, out] = arguments.as_slice() else {
        return Err("usage: features [--beginnings] CORPUS_FOLDER OUT_FOLDER".into());
    };
    fs::create_dir_all(out)?;
    fs::write(out.join("names.json"), training::names().to_string())?;
    let mut files = Files::create(out)?;
    for (path, tenths) in pages_of(corpus)?.into_iter().zip([3, 5, 7, 9].into_iter().cycle()) {
        let mut html = Vec::new();
        MultiGzDecoder::new(File::open(&path)?).read_to_end(&mut html)?;
        if beginnings {
            html.truncate(html.len() / 10 * tenths);
        }
        let sample = training::read(&html)?.sample();
        let id = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
        files.write(id.trim_end_matches(".html.gz"), &sample)?;
    }
    files.flush()
}

/// A corpus's pages, sorted by id.
fn pages_of(corpus: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut pages = fs::read_dir(corpus.join("pages"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()?;
    pages.retain(|path| path.to_string_lossy().ends_with(".html.gz"));
    pages.sort_by_cached_key(|path| {
        path.file_name()
            .map(|name| name.to_string_lossy().trim_end_matches(".html.gz").to_owned())
    });
    Ok(pages)
}

struct Files {
    pages: BufWriter<File>,
    features: BufWriter<File>,
    company: BufWriter<File>,
    class_tokens: BufWriter<File>,
    class_levels: BufWriter<File>,
    class_counts: BufWriter<File>,
    text_tokens: BufWriter<File>,
    text_counts: BufWriter<File>,
    heading_tokens: BufWriter<File>,
    heading_counts: BufWriter<File>,
}

impl Files {
    fn create(out: &Path) -> Result<Self, Box<dyn Error>> {
        let file = |name: &str| File::create(out.join(name)).map(BufWriter::new);
        Ok(Self {
            pages: file("pages.jsonl")?,
            features: file("features.f32")?,
            company: file("company.u32")?,
            class_tokens: file("class_tokens.u32")?,
            class_levels: file("class_levels.u8")?,
            class_counts: file("class_counts.u32")?,
            text_tokens: file("text_tokens.u32")?,
            text_counts: file("text_counts.u32")?,
            heading_tokens: file("heading_tokens.u32")?,
            heading_counts: file("heading_counts.u32")?,
        })
    }

    fn write(&mut self, id: &str, sample: &training::Sample) -> Result<(), Box<dyn Error>> {
        writeln!(
            self.pages,
            "{}",
            serde_json::json!({ "id": id, "blocks": sample.texts })
        )?;
        for value in &sample.features {
            self.features.write_all(&value.to_le_bytes())?;
        }
        for (hash, level) in &sample.class_tokens {
            self.class_tokens.write_all(&hash.to_le_bytes())?;
            self.class_levels.write_all(&[*level])?;
        }
        for (file, numbers) in [
            (&mut self.company, &sample.company),
            (&mut self.class_counts, &sample.class_counts),
            (&mut self.text_tokens, &sample.text_tokens),
            (&mut self.text_counts, &sample.text_counts),
            (&mut self.heading_tokens, &sample.heading_tokens),
            (&mut self.heading_counts, &sample.heading_counts),
        ] {
            for number in numbers {
                file.write_all(&number.to_le_bytes())?;
            }
        }
        Ok(())
    }

    fn flush(self) -> Result<(), Box<dyn Error>> {
        let all = [
            self.pages,
            self.features,
            self.company,
            self.class_tokens,
            self.class_levels,
            self.class_counts,
            self.text_tokens,
            self.text_counts,
            self.heading_tokens,
            self.heading_counts,
        ];
        for mut file in all {
            file.flush()?;
        }
        Ok(())
    }
}
