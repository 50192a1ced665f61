use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

/// Something to read a page from.
pub enum Input {
    File(PathBuf),
    Stdin,
}

/// The pages that paths name; a path that cannot be read is told on standard error and counted.
///
/// Folders are searched for files with one of these endings, if there are any.
pub fn find(paths: &[OsString], endings: &[&str]) -> (Vec<Input>, usize) {
    let (mut inputs, mut failures) = (Vec::new(), 0);
    for path in paths {
        if path == "-" {
            inputs.push(Input::Stdin);
            continue;
        }
        let path = PathBuf::from(path);
        let found = match fs::metadata(&path) {
            Ok(data) if data.is_dir() && !endings.is_empty() => files_below(&path, endings, &mut inputs),
            Ok(data) if data.is_dir() => Err(io::Error::other("is a folder; --jsonl reads folders")),
            Ok(_) => {
                inputs.push(Input::File(path.clone()));
                Ok(())
            }
            Err(error) => Err(error),
        };
        if let Err(error) = found {
            eprintln!("muslin: {}: {}", path.display(), plain(&error));
            failures += 1;
        }
    }
    (inputs, failures)
}

fn files_below(folder: &Path, endings: &[&str], inputs: &mut Vec<Input>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        // A link is not followed: it may lead back up.
        if entry.file_type()?.is_dir() {
            files_below(&path, endings, inputs)?;
        } else if has_ending(&path, endings) {
            inputs.push(Input::File(path));
        }
    }
    Ok(())
}

/// The endings of pages.
pub const PAGES: [&str; 3] = [".html", ".htm", ".xhtml"];
/// The ending of texts.
pub const TEXTS: [&str; 1] = [".txt"];

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    endings.iter().any(|ending| name.ends_with(ending))
}

impl Input {
    /// How messages call it.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stdin => "standard input".to_owned(),
        }
    }

    /// The `id` of its line: the file's name without `.html`, `.html.gz` or `.txt`.
    pub fn id(&self) -> String {
        let Self::File(path) = self else { return "-".to_owned() };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        PAGES
            .iter()
            .chain(&TEXTS)
            .find_map(|ending| name.strip_suffix(ending))
            .unwrap_or(name)
            .to_owned()
    }

    /// Feeds its bytes, unpacked, to `page` in chunks.
    pub fn read(&self, mut page: impl FnMut(&[u8]) -> Result<(), String>) -> Result<(), String> {
        let mut source: Box<dyn Read> = match self {
            Self::Stdin => Box::new(io::stdin().lock()),
            Self::File(path) => {
                let file = File::open(path).map_err(|error| plain(&error))?;
                if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz")) {
                    Box::new(MultiGzDecoder::new(file))
                } else {
                    Box::new(file)
                }
            }
        };
        let mut chunk = vec![0; 64 * 1024];
        loop {
            let length = match source.read(&mut chunk) {
                Ok(0) => return Ok(()),
                Ok(length) => length,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(plain(&error)),
            };
            page(chunk.get(..length).unwrap_or_default())?;
        }
    }
}

/// An error in plain words, without the system's number.
fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        _ => error.to_string(),
    }
}
