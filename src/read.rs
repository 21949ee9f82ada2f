//! Paths and standard input to documents; the only module that opens documents.
//!
//! What cannot be read is named with the reason and does not stop the run. Bytes keep their offsets: a byte order mark, front
//! matter and markup stay in the text and are only left out of what is analysed.

mod decode;
mod markdown;
mod metadata;

use std::io::Read;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;

use crate::error::Error;
use crate::model::report::Failed;
use crate::model::{Document, Span};

/// Larger files are refused, in bytes: one article is a few thousand, a long book a few million.
pub const SIZE_LIMIT: u64 = 50_000_000;

const EXTENSIONS: [&str; 4] = ["txt", "text", "md", "markdown"];

/// What was read and what could not be.
#[derive(Debug, Default)]
pub struct Sources {
    pub documents: Vec<Document>,
    pub failed: Vec<Failed>,
}

/// Reads files, folders (every text and Markdown file below them), glob patterns, and `-` for standard input. A file that is
/// named twice is read once.
///
/// # Errors
/// When the arguments lead to no document at all, readable or not.
pub fn sources(arguments: &[String]) -> Result<Sources, Error> {
    let mut sources = Sources::default();
    let mut seen = std::collections::BTreeSet::new();
    for argument in arguments {
        match places(argument) {
            Ok(places) => {
                for place in places.into_iter().filter(|place| seen.insert(place.clone())) {
                    sources.add(&place);
                }
            }
            Err(error) => sources.failed.push(Failed { document: argument.clone(), why: error.line() }),
        }
    }
    if sources.documents.is_empty() && sources.failed.is_empty() {
        return Err(Error::new("no documents to read")
            .at(arguments.join(" "))
            .help("name files or folders that hold .txt or .md files, or `-` for standard input"));
    }
    metadata::lend_year(&mut sources.documents);
    Ok(sources)
}

impl Sources {
    fn add(&mut self, place: &str) {
        match load(place).and_then(|bytes| document(place, bytes)) {
            Ok(document) => self.documents.push(document),
            Err(error) => self.failed.push(Failed { document: place.to_string(), why: error.line() }),
        }
    }
}

/// A document from bytes; `name` tells Markdown from plain text by its extension.
///
/// # Errors
/// When the bytes are no text or hold nothing but blanks.
pub fn document(name: &str, bytes: Vec<u8>) -> Result<Document, Error> {
    let text = decode::text(bytes)?;
    let mut document = Document { name: name.to_string(), body: Span::new(0, text.len()), text, ..Document::default() };
    metadata::front_matter(&mut document);
    if matches!(extension(Path::new(name)).as_deref(), Some("md" | "markdown")) {
        document.blanked = Some(markdown::blank(&document.text, document.body));
    }
    if document.prose()[document.body.range()].trim().is_empty() {
        return Err(Error::new("there is no text in it"));
    }
    metadata::opening(&mut document);
    Ok(document)
}

fn load(place: &str) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    if place == "-" {
        std::io::stdin().lock().take(SIZE_LIMIT + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    } else {
        let metadata = std::fs::metadata(place).map_err(unreadable)?;
        if !metadata.is_file() {
            return Err(Error::new("neither a file nor a folder"));
        }
        let file = std::fs::File::open(place).map_err(unreadable)?;
        file.take(SIZE_LIMIT + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    }
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(Error::new(format!("larger than {} MB", SIZE_LIMIT / 1_000_000)).help("split it into its articles"));
    }
    Ok(bytes)
}

fn unreadable(error: std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::NotFound => Error::new("no such file or folder"),
        std::io::ErrorKind::PermissionDenied => Error::new("no permission to read it"),
        _ => Error::new(error.to_string()),
    }
}

/// The files that one argument stands for, in the order of their names.
fn places(argument: &str) -> Result<Vec<String>, Error> {
    let path = Path::new(argument);
    if argument == "-" || path.is_file() {
        return Ok(vec![argument.to_string()]);
    }
    if path.is_dir() {
        return Ok(walk(path, &|path| extension(path).is_some_and(|ext| EXTENSIONS.contains(&ext.as_str()))));
    }
    if argument.contains(['*', '?', '[']) {
        let matcher = glob(argument)?;
        let found = walk(&fixed_part(argument), &|path| {
            matcher.is_match(path) || path.strip_prefix("./").is_ok_and(|path| matcher.is_match(path))
        });
        let bare = found.into_iter().map(|name| name.strip_prefix("./").map_or(name.clone(), str::to_string)).collect::<Vec<_>>();
        return if bare.is_empty() { Err(Error::new("no file matches the pattern")) } else { Ok(bare) };
    }
    Ok(vec![argument.to_string()])
}

fn glob(pattern: &str) -> Result<GlobMatcher, Error> {
    let glob = GlobBuilder::new(pattern).literal_separator(true).build();
    glob.map(|glob| glob.compile_matcher()).map_err(|error| Error::new(error.to_string()))
}

/// The folders of a pattern that hold no wildcard.
fn fixed_part(pattern: &str) -> PathBuf {
    let fixed: PathBuf = Path::new(pattern)
        .components()
        .take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?', '[']))
        .collect();
    if fixed.as_os_str().is_empty() { PathBuf::from(".") } else { fixed }
}

fn walk(folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> Vec<String> {
    let mut walker = WalkBuilder::new(folder);
    walker.git_ignore(false).git_global(false).git_exclude(false).ignore(false).parents(false);
    walker.add_custom_ignore_filename(".crossclaimignore");
    let files = walker.build().flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    let mut found: Vec<String> =
        files.filter(|entry| wanted(entry.path())).map(|entry| entry.path().to_string_lossy().into_owned()).collect();
    found.sort();
    found
}

fn extension(path: &Path) -> Option<String> {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, text: &str) -> Document {
        document(name, text.as_bytes().to_vec()).expect("readable")
    }

    #[test]
    fn front_matter_gives_title_outlet_and_date() {
        let document =
            read("a.txt", "---\ntitle: \"A bridge opens\"\nsource: The Post\ndate: 2024-06-10\n---\nThe bridge is open.\n");
        assert_eq!(document.title.map(|title| title.value).as_deref(), Some("A bridge opens"));
        assert_eq!(document.outlet.map(|outlet| (outlet.value, outlet.from)), Some(("The Post".into(), "front matter")));
        assert_eq!(document.published.map(|date| date.value.to_string()).as_deref(), Some("2024-06-10"));
        assert_eq!(&document.text[document.body.range()], "The bridge is open.\n");
    }

    #[test]
    fn a_dateline_gives_date_and_outlet() {
        for (line, date) in [
            ("TARVA (Newsline), June 12, 2024: The mill burned down.", Some("2024-06-12")),
            ("TARVA, Norland, 3 March 2021 (Newsline) - The mill burned down.", Some("2021-03-03")),
            ("TARVA, June 12 (Newsline) - The mill burned down.", None),
        ] {
            let document = read("a.txt", &format!("Mill burns\n{line}\n"));
            assert_eq!(document.published.map(|date| date.value.to_string()).as_deref(), date, "{line}");
            assert_eq!(document.outlet.map(|outlet| outlet.value).as_deref(), Some("Newsline"), "{line}");
            assert_eq!(&line[document.dateline.map_or(0, |span| span.len())..], "The mill burned down.", "{line}");
        }
    }

    #[test]
    fn a_dateline_without_year_borrows_it_from_the_only_year_around() {
        let mut documents = vec![
            read("a.txt", "TARVA (Newsline), June 12, 2024: The mill burned down."),
            read("b.txt", "TARVA, June 14 (Newsline) - The mill burned down."),
        ];
        metadata::lend_year(&mut documents);
        assert_eq!(documents[1].published.as_ref().map(|date| date.value.to_string()).as_deref(), Some("2024-06-14"));
    }

    #[test]
    fn markdown_keeps_its_offsets() {
        let document = read("a.md", "# Mill burns\n\nThe **old** [mill](http://x.example/y) burned *down*.\n");
        assert_eq!(document.prose().len(), document.text.len());
        assert_eq!(document.prose().split_whitespace().collect::<Vec<_>>().join(" "), "Mill burns The old mill burned down .");
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_reason() {
        assert!(document("a.txt", vec![0x7f, b'E', b'L', b'F', 0, 0, 1]).unwrap_err().problem.contains("binary"));
        assert!(document("a.txt", b" \n\t".to_vec()).unwrap_err().problem.contains("no text"));
    }

    #[test]
    fn other_encodings_are_detected() {
        let bytes =
            "La Coruña espera. El alcalde habló con más de cien vecinos en la plaza.".chars().map(|c| c as u32 as u8).collect();
        assert!(document("a.txt", bytes).expect("readable").text.contains("Coruña"));
    }
}
