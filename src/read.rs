//! Paths and standard input to documents; the only module that opens documents.
//!
//! A `Reader` for each format takes the documents out of a file: their texts, with the places in the file, and what the file
//! says of their origin. What cannot be read is named with the reason and does not stop the run.

mod archive;
mod bounds;
mod dateline;
mod day;
mod decode;
mod draft;
mod epub;
mod feed;
mod field_names;
mod format;
mod html;
mod imprint;
mod json;
mod language;
mod mail;
mod markdown;
mod metadata;
mod office;
mod own;
mod pdf;
mod places;
mod plain;
mod reader;
mod rtf;
mod subtitles;
mod table;
mod text;
mod versions;
mod warc;
mod written;
mod xml;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

pub use self::bounds::SIZE_LIMIT;
use self::bounds::{Bounds, guarded};
use self::reader::{Contents, File};
pub use self::reader::{Options, formats};
use crate::error::Error;
use crate::model::Document;
use crate::model::report::{Failed, Remark};

/// What was read, what could not be, and what a reader should know of the rest.
#[derive(Debug, Default)]
pub struct Sources {
    pub documents: Vec<Document>,
    pub failed: Vec<Failed>,
    pub remarks: Vec<Remark>,
}

/// What stands for standard input.
const PIPE: &str = "-";

/// Reads files, folders (every file of a known kind below them), glob patterns, and `-` for standard input. A file that is named twice
/// is read once; pipes are read like files.
///
/// # Errors
/// When the arguments lead to no document at all, readable or not.
pub fn sources<S: AsRef<OsStr>>(arguments: &[S], options: &Options) -> Result<Sources, Error> {
    let mut sources = Sources::default();
    let mut seen = BTreeSet::new();
    let mut files: Vec<(PathBuf, bool)> = Vec::new();
    for argument in arguments.iter().map(AsRef::as_ref) {
        let found = match places::places(argument) {
            Ok(found) => found,
            Err(error) => {
                sources.fail(&places::named(argument), &error);
                continue;
            }
        };
        let asked_for = |place: &Path| place.as_os_str() == argument;
        let fresh = found.files.into_iter().filter(|place| seen.insert(place.clone()));
        files.extend(fresh.map(|place| (place.clone(), asked_for(&place))));
        sources.failed.extend(found.failed);
        sources.remarks.extend(found.remark);
    }
    // A format that is named is that of standard input, where this is read beside files that say by themselves what they are.
    let piped = files.iter().any(|(place, _)| place == Path::new(PIPE));
    let by_itself = Options { format: None, ..options.clone() };
    let read = |(place, asked_for): &(PathBuf, bool)| {
        file(place, *asked_for, if piped && place != Path::new(PIPE) { &by_itself } else { options })
    };
    let contents: Vec<Contents> = files.par_iter().map(read).collect();
    contents.into_iter().for_each(|contents| sources.take(contents));
    if sources.documents.is_empty() && sources.failed.is_empty() {
        return Err(sources.nothing(arguments));
    }
    sources.remarks.extend(versions::keep_latest(&mut sources.documents));
    metadata::lend_year(&mut sources.documents);
    Ok(sources)
}

impl Sources {
    fn take(&mut self, contents: Contents) {
        for document in &contents.documents {
            if let Some(language) = language::foreign(&document.prose()[document.body.range()]) {
                let what = format!("looks like {language}: only English is read, so nothing may be found in it");
                self.remarks.push(Remark { document: document.name.clone(), what });
            }
        }
        self.documents.extend(contents.documents);
        self.failed.extend(contents.failed);
        self.remarks.extend(contents.remarks);
    }

    fn fail(&mut self, name: &str, error: &Error) {
        self.failed.push(Failed { document: name.to_string(), why: error.line() });
    }

    /// Why there is nothing to read.
    fn nothing<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Error {
        let names: Vec<_> = arguments.iter().map(|argument| places::named(argument.as_ref())).collect();
        let seen: String = self.remarks.iter().map(|remark| format!("; {}: {}", remark.document, remark.what)).collect();
        Error::new(format!("no documents to read{seen}"))
            .at(names.join(" "))
            .help("name files, folders that hold some, or `-` for standard input")
    }
}

/// The documents of a file. A report of this program that lies among the texts is left out; it fails where it was asked for by name.
fn file(place: &Path, asked_for: bool, options: &Options) -> Contents {
    let name = places::named(place.as_os_str());
    let mut contents = Contents::default();
    match load(place) {
        Ok(bytes) if own::is_report(&bytes) && !asked_for => contents.remark(&name, own::LEFT_OUT),
        Ok(bytes) => match contents_of(&name, bytes, options) {
            Ok(read) => return read,
            Err(error) => contents.fail(&name, &error),
        },
        Err(error) => contents.fail(&name, &error),
    }
    contents
}

/// Reads the documents of a file that is at hand.
fn contents_of(name: &str, bytes: Vec<u8>, options: &Options) -> Result<Contents, Error> {
    if own::is_report(&bytes) {
        return Err(Error::new("not read: a report of crossclaim, no source")
            .help("`crossclaim show` shows reports that were kept as JSON"));
    }
    let (name, options, bytes) = (name.to_string(), options.clone(), Arc::new(bytes));
    guarded(move || {
        let bounds = Bounds::new();
        let file = File { name: &name, bytes: &bytes, options: &options, bounds: &bounds, depth: 0 };
        let mut contents = Contents::default();
        match reader::read(&file, &mut contents) {
            Err(error) if contents.documents.is_empty() && contents.failed.is_empty() => return Err(error),
            Err(error) => contents.fail(&name, &error),
            Ok(()) => {}
        }
        Ok(contents)
    })
}

/// The only document of a file, from its bytes; the name decides where formats look alike.
///
/// # Errors
/// When the bytes are no text or hold nothing but blanks.
pub fn document(name: &str, bytes: Vec<u8>) -> Result<Document, Error> {
    let contents = contents_of(name, bytes, &Options::default())?;
    let failed = contents.failed.into_iter().next().map_or("there is no document in it".to_string(), |failed| failed.why);
    contents.documents.into_iter().next().ok_or_else(|| Error::new(failed))
}

/// The documents of a report that still stand where they stood, by the names that the report has for them: those of files, and of
/// documents in files.
pub fn again(names: &[&str]) -> Vec<Document> {
    let places: BTreeSet<&Path> = names.iter().filter_map(|name| file_of(name)).collect();
    let documents = places.into_iter().flat_map(|place| file(place, true, &Options::default()).documents);
    documents.filter(|document| names.contains(&document.name.as_str())).collect()
}

/// The file that the name of a document leads to: `feed.rss` of `feed.rss#guid`.
pub fn file_of(name: &str) -> Option<&Path> {
    let ends = name.char_indices().rev().filter(|(_, sign)| matches!(sign, '#' | ':' | '/')).map(|(at, _)| at);
    std::iter::once(name.len()).chain(ends).map(|end| Path::new(&name[..end])).find(|place| place.is_file())
}

fn load(place: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    if place == Path::new(PIPE) {
        std::io::stdin().lock().take(SIZE_LIMIT + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    } else {
        let file = std::fs::File::open(place).map_err(|error| unreadable(&error))?;
        file.take(SIZE_LIMIT + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    }
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(Error::new(format!("larger than {} MB", SIZE_LIMIT / 1_000_000)).help("split it into its articles"));
    }
    Ok(bytes)
}

fn unreadable(error: &std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::NotFound => Error::new("no such file or folder"),
        std::io::ErrorKind::PermissionDenied => Error::new("no permission to read it"),
        _ => Error::new(error.to_string()),
    }
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
    fn a_dateline_stands_behind_headline_and_caption() {
        let text =
            "Mill burns\nFILE - In this June 2, 2019, file photo, the mill stands by the river.\nTARVA — The mill burned down.\n";
        let document = read("a.txt", text);
        assert_eq!(document.dateline.map(|span| &text[span.range()]), Some("TARVA — "));
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
        assert!(document("a.txt", vec![0x7f, 1, 2, 3, 0, 0, 1]).unwrap_err().problem.contains("binary"));
        assert!(document("a.txt", b" \n\t".to_vec()).unwrap_err().problem.contains("no text"));
    }

    #[test]
    fn other_encodings_are_detected() {
        let bytes =
            "La Coruña espera. El alcalde habló con más de cien vecinos en la plaza.".chars().map(|c| c as u32 as u8).collect();
        assert!(document("a.txt", bytes).expect("readable").text.contains("Coruña"));
    }
}
