//! PDF: the text of its pages in reading order, each paragraph with its page.

mod layout;
mod page;
mod swell;

use std::sync::Arc;

use hayro_syntax::LoadPdfError;

use self::layout::Paragraphs;
use self::page::Glyphs;
use super::draft::{Draft, Fields, put};
use super::reader::{Contents, File, Reader};
use crate::error::Error;

/// Pages of one file.
const PAGES: usize = 3000;
/// The mark of a PDF may stand behind so many bytes.
const MARK: usize = 1024;
/// Of more letters than this part the fonts must say which they are.
const UNKNOWN: f64 = 0.3;

pub struct Pdf;

impl Reader for Pdf {
    fn names(&self) -> &'static [&'static str] {
        &["PDF", "pdf"]
    }

    fn fits(&self, file: &File) -> bool {
        file.bytes[..file.bytes.len().min(MARK)].windows(5).any(|mark| mark == b"%PDF-") && !file.start().starts_with('<')
    }

    fn read(&self, file: &File, contents: &mut Contents) -> Result<(), Error> {
        swell::check(file.bytes)?;
        let pdf = hayro_syntax::Pdf::new(Arc::new(file.bytes.to_vec())).map_err(refused)?;
        let pages = pdf.pages();
        if pages.is_empty() {
            return Err(Error::new("not read: a PDF without pages, or cut off"));
        }
        if pages.len() > PAGES {
            return Err(Error::new(format!("not read: a PDF of more than {PAGES} pages")).help("split it"));
        }
        let mut glyphs = Glyphs::new();
        let mut read = Vec::new();
        for page in pages.iter() {
            read.push(glyphs.of(page, file.bounds)?);
        }
        let unknown = glyphs.unknown as f64 / (glyphs.known + glyphs.unknown).max(1) as f64;
        if glyphs.known == 0 && glyphs.unknown == 0 {
            return Err(Error::new("not read: a PDF of pictures without text, as scanners make them")
                .help("have its text recognised first"));
        }
        if unknown > UNKNOWN {
            return Err(Error::new("not read: a PDF whose fonts do not say which letters they draw")
                .help("have its text recognised, or copy it out"));
        }
        let empty: Vec<usize> = (1..).zip(&read).filter(|(_, page)| page.is_empty()).map(|(number, _)| number).collect();
        let text = Paragraphs::of(read).written();
        contents.add(Draft { name: file.name.to_string(), text, fields: fields(&pdf), whole: false }, file)?;
        if !empty.is_empty() {
            contents.remark(file.name, &without_text(&empty));
        }
        Ok(())
    }
}

fn refused(error: LoadPdfError) -> Error {
    match error {
        LoadPdfError::Decryption(_) => Error::new("not read: a PDF that is encrypted").help("save it without a password"),
        LoadPdfError::Invalid => Error::new("not read: a PDF that is broken"),
    }
}

fn without_text(pages: &[usize]) -> String {
    const NAMED: usize = 10;
    let named: Vec<String> = pages.iter().take(NAMED).map(usize::to_string).collect();
    let more = if pages.len() > NAMED { " and more" } else { "" };
    let (pages, hold) = if pages.len() == 1 { ("page", "holds") } else { ("pages", "hold") };
    format!("{pages} {}{more} {hold} no text: empty, or a picture", named.join(", "))
}

/// Title and author as the file has them, where they are more than the name of a file or a program.
fn fields(pdf: &hayro_syntax::Pdf) -> Fields {
    let mut fields = Fields::default();
    let metadata = pdf.metadata();
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(decoded).unwrap_or_default();
    let title = text(&metadata.title);
    let is_file = title.contains(".doc") || title.starts_with("Microsoft") || title == "untitled" || !title.contains(' ');
    if !is_file {
        put(&mut fields.title, &title, "PDF title");
    }
    put(&mut fields.byline, &text(&metadata.author), "PDF author");
    for (date, list, from) in [
        (&metadata.creation_date, &mut fields.created, "PDF creation date"),
        (&metadata.modification_date, &mut fields.modified, "PDF modification date"),
    ] {
        if let Some(date) = date {
            put(list, &format!("{:04}-{:02}-{:02}", date.year, date.month, date.day), from);
        }
    }
    fields
}

/// A string of PDF: UTF-16 with its mark, UTF-8, or latin letters.
fn decoded(bytes: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect(), str::to_string),
    }
}

#[cfg(test)]
mod tests;
