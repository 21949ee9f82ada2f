//! Paths and standard input to documents; the only module that opens documents.
//!
//! What cannot be read is named with the reason and does not stop the run. Every place can be found again in the file: front matter and
//! markup stay in the text and are only left out of what is analysed, and what is put in plain form keeps the way back.

mod dateline;
mod day;
mod decode;
mod format;
mod imprint;
mod language;
mod markdown;
mod metadata;
mod own;
mod places;
mod plain;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::Read;
use std::path::Path;

use crate::error::Error;
use crate::model::report::{Failed, Remark};
use crate::model::{Document, Span};

/// Larger files are refused, in bytes: one article is a few thousand, a long book a few million.
pub const SIZE_LIMIT: u64 = 50_000_000;

/// What was read, what could not be, and what a reader should know of the rest.
#[derive(Debug, Default)]
pub struct Sources {
    pub documents: Vec<Document>,
    pub failed: Vec<Failed>,
    pub remarks: Vec<Remark>,
}

/// Reads files, folders (every text and Markdown file below them), glob patterns, and `-` for standard input. A file that is
/// named twice is read once; pipes are read like files.
///
/// # Errors
/// When the arguments lead to no document at all, readable or not.
pub fn sources<S: AsRef<OsStr>>(arguments: &[S]) -> Result<Sources, Error> {
    let mut sources = Sources::default();
    let mut seen = BTreeSet::new();
    for argument in arguments.iter().map(AsRef::as_ref) {
        let found = match places::places(argument) {
            Ok(found) => found,
            Err(error) => {
                sources.fail(&argument.to_string_lossy(), &error);
                continue;
            }
        };
        let asked_for = |place: &Path| place.as_os_str() == argument;
        for place in found.files.into_iter().filter(|place| seen.insert(place.clone())) {
            sources.add(&place, asked_for(&place));
        }
        sources.failed.extend(found.failed);
        sources.remarks.extend(found.remark);
    }
    if sources.documents.is_empty() && sources.failed.is_empty() {
        return Err(sources.nothing(arguments));
    }
    metadata::lend_year(&mut sources.documents);
    Ok(sources)
}

impl Sources {
    /// Reads a file. A report of this program that lies among the texts is left out; it fails where it was asked for by name.
    fn add(&mut self, place: &Path, asked_for: bool) {
        let name = place.to_string_lossy();
        match load(place) {
            Ok(bytes) if own::is_report(&bytes) && !asked_for => self.remark(&name, "a report of crossclaim, left out"),
            Ok(bytes) => match document(&name, bytes) {
                Ok(document) => self.take(document),
                Err(error) => self.fail(&name, &error),
            },
            Err(error) => self.fail(&name, &error),
        }
    }

    fn take(&mut self, document: Document) {
        if let Some(language) = language::foreign(&document.prose()[document.body.range()]) {
            self.remark(&document.name, &format!("looks like {language}: only English is read, so nothing may be found in it"));
        }
        self.documents.push(document);
    }

    fn fail(&mut self, name: &str, error: &Error) {
        self.failed.push(Failed { document: name.to_string(), why: error.line() });
    }

    fn remark(&mut self, name: &str, what: &str) {
        self.remarks.push(Remark { document: name.to_string(), what: what.to_string() });
    }

    /// Why there is nothing to read.
    fn nothing<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Error {
        let names: Vec<_> = arguments.iter().map(|argument| argument.as_ref().to_string_lossy()).collect();
        let seen: String = self.remarks.iter().map(|remark| format!("; {}: {}", remark.document, remark.what)).collect();
        Error::new(format!("no documents to read{seen}"))
            .at(names.join(" "))
            .help("name files or folders that hold .txt or .md files, or `-` for standard input")
    }
}

/// A document from bytes; `name` tells Markdown from plain text by its extension.
///
/// # Errors
/// When the bytes are no text or hold nothing but blanks.
pub fn document(name: &str, bytes: Vec<u8>) -> Result<Document, Error> {
    if own::is_report(&bytes) {
        return Err(Error::new("not read: a report of crossclaim, no source")
            .help("`crossclaim show` shows reports that were kept as JSON"));
    }
    if let Some(format) = format::unread(name, &bytes) {
        return Err(Error::new(format!("not read: {format}")).help("save it as plain text or Markdown in UTF-8 first"));
    }
    let (text, file) = plain::plain(decode::text(bytes)?);
    let mut document = Document { name: name.to_string(), body: Span::new(0, text.len()), text, file, ..Document::default() };
    metadata::front_matter(&mut document);
    if matches!(extension(Path::new(name)).as_deref(), Some("md" | "markdown")) {
        document.blanked = Some(markdown::blank(&document.text, document.body));
    }
    if document.prose()[document.body.range()].trim().is_empty() {
        return Err(Error::new("there is no text in it"));
    }
    imprint::lines(&mut document);
    metadata::opening(&mut document);
    Ok(document)
}

fn load(place: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    if place == Path::new("-") {
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
        assert_eq!(document("a.txt", b"%PDF-1.4 (a bridge)".to_vec()).unwrap_err().problem, "not read: PDF");
        assert!(document("a.txt", b" \n\t".to_vec()).unwrap_err().problem.contains("no text"));
    }

    #[test]
    fn other_encodings_are_detected() {
        let bytes =
            "La Coruña espera. El alcalde habló con más de cien vecinos en la plaza.".chars().map(|c| c as u32 as u8).collect();
        assert!(document("a.txt", bytes).expect("readable").text.contains("Coruña"));
    }
}
