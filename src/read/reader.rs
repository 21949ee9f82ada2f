//! What all readers have in common: a file in, documents out.

use std::borrow::Cow;
use std::path::Path;

use super::bounds::{Bounds, DEPTH};
use super::draft::Draft;
use super::{archive, decode, epub, feed, html, json, mail, office, own, pdf, rtf, subtitles, table, text, warc};
use crate::error::Error;
use crate::model::Document;
use crate::model::report::{Failed, Remark};

/// Takes the documents out of files of one format.
pub trait Reader: Sync {
    /// The names of the format, the first as it is shown, the others as `--as` takes them, too.
    fn names(&self) -> &'static [&'static str];

    /// Whether the file is of the format, by its content; its name decides only between formats that look alike.
    fn fits(&self, file: &File) -> bool;

    /// Adds the documents of the file, and what is to be known of the rest.
    ///
    /// # Errors
    /// When nothing can be read of it.
    fn read(&self, file: &File, contents: &mut Contents) -> Result<(), Error>;
}

/// In the order in which they are asked.
pub const READERS: [&dyn Reader; 15] = [
    &pdf::Pdf,
    &rtf::Rtf,
    &office::Docx,
    &office::Odt,
    &epub::Epub,
    &archive::Zip,
    &archive::Gzip,
    &warc::Warc,
    &feed::Feed,
    &html::Html,
    &json::Json,
    &subtitles::Subtitles,
    &mail::Mail,
    &table::Table,
    &text::Text,
];

/// What the user says of the input.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The format of all files, whatever they look like.
    pub format: Option<String>,
    /// Names of fields in JSON and tables: what we call it, and what the file calls it (`text`, `body`).
    pub fields: Vec<(String, String)>,
}

/// A file, or a file in a file.
pub struct File<'a> {
    /// As it is shown.
    pub name: &'a str,
    pub bytes: &'a [u8],
    pub options: &'a Options,
    pub bounds: &'a Bounds,
    /// How many files it lies in.
    pub depth: usize,
}

/// What was read of a file.
#[derive(Debug, Default)]
pub struct Contents {
    pub documents: Vec<Document>,
    pub failed: Vec<Failed>,
    pub remarks: Vec<Remark>,
}

impl<'a> File<'a> {
    /// Bytes that are looked at to tell a format.
    pub const LOOKED_AT: usize = 8192;

    /// The text of a file made of text.
    ///
    /// # Errors
    /// When its encoding cannot be told.
    pub fn text(&self) -> Result<Cow<'a, str>, Error> {
        decode::borrowed(self.bytes)
    }

    /// The beginning of the file as text, without what is blank.
    pub fn start(&self) -> String {
        let bytes = &self.bytes[..self.bytes.len().min(Self::LOOKED_AT)];
        let text = match encoding_rs::Encoding::for_bom(bytes) {
            Some((encoding, _)) => encoding.decode(bytes).0,
            None => String::from_utf8_lossy(bytes),
        };
        text.trim_start_matches('\u{feff}').trim_start().to_string()
    }

    pub fn has_extension(&self, extensions: &[&str]) -> bool {
        let name = self.name.strip_suffix(".gz").unwrap_or(self.name);
        super::extension(Path::new(name)).is_some_and(|own| extensions.contains(&own.as_str()))
    }

    /// The name of a document in this file.
    pub fn part(&self, sign: char, id: &str) -> String {
        format!("{}{sign}{id}", self.name)
    }

    /// Reads a file that lies in this one.
    pub fn inner(&self, name: &str, bytes: &[u8], contents: &mut Contents) {
        let file = File { name, bytes, depth: self.depth + 1, ..*self };
        if file.depth > DEPTH {
            return contents.fail(name, &Error::new(format!("not read: it lies in more than {DEPTH} files")));
        }
        if own::is_report(bytes) {
            contents.remark(name, own::LEFT_OUT);
        } else if let Err(error) = read(&file, contents) {
            contents.fail(name, &error);
        }
    }
}

impl Contents {
    /// Adds a document.
    ///
    /// # Errors
    /// When it holds no text, or the file too many documents.
    pub fn add(&mut self, draft: Draft, file: &File) -> Result<(), Error> {
        file.bounds.document()?;
        let name = draft.name.clone();
        let (document, remarks) = draft.finish()?;
        self.documents.push(document);
        remarks.iter().for_each(|what| self.remark(&name, what));
        Ok(())
    }

    /// Adds one of many documents; what cannot be read of it is told, and the rest goes on.
    pub fn add_one(&mut self, draft: Draft, file: &File) -> Result<(), Error> {
        file.bounds.in_time()?;
        let name = draft.name.clone();
        match self.add(draft, file) {
            Err(error) if error.problem == super::draft::EMPTY => {
                self.fail(&name, &error);
                Ok(())
            }
            done => done,
        }
    }

    pub fn fail(&mut self, name: &str, error: &Error) {
        self.failed.push(Failed { document: name.to_string(), why: error.line() });
    }

    pub fn remark(&mut self, name: &str, what: &str) {
        self.remarks.push(Remark { document: name.to_string(), what: what.to_string() });
    }
}

/// Reads a file with the reader that fits, or that was asked for.
///
/// # Errors
/// When no reader fits, or nothing can be read.
pub fn read(file: &File, contents: &mut Contents) -> Result<(), Error> {
    let asked = file.options.format.as_ref().filter(|_| file.depth == 0);
    let named = |name: &String| READERS.iter().find(|reader| reader.names().iter().any(|own| own.eq_ignore_ascii_case(name)));
    let found = asked.map_or_else(|| READERS.iter().find(|reader| reader.fits(file)), named);
    match found {
        Some(reader) => reader.read(file, contents),
        None => Err(Error::new("not read: its format is unknown").help("save it as plain text, or name its format with --as")),
    }
}

/// The names that `--as` takes.
pub fn formats() -> Vec<&'static str> {
    READERS
        .iter()
        .flat_map(|reader| reader.names())
        .copied()
        .filter(|name| name.bytes().all(|sign| !sign.is_ascii_uppercase()))
        .collect()
}
