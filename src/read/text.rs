//! Plain text and Markdown: every byte of the file is a byte of the text.

use super::draft::{Draft, EMPTY, Fields, from_text};
use super::reader::{Contents, File, Reader};
use super::written::Written;
use super::{decode, format, markdown, metadata};
use crate::error::Error;
use crate::model::Document;

/// The ending of Markdown files.
const MARKDOWN: [&str; 2] = ["md", "markdown"];

pub struct Text;

impl Reader for Text {
    fn names(&self) -> &'static [&'static str] {
        &["text", "txt", "markdown", "md"]
    }

    fn fits(&self, _: &File) -> bool {
        true
    }

    fn read(&self, file: &File, contents: &mut Contents) -> Result<(), Error> {
        if let Some(format) = format::unread(file.bytes) {
            return Err(Error::new(format!("not read: {format}")).help("save it as plain text or Markdown in UTF-8 first"));
        }
        let asked = file.options.format.as_deref().filter(|_| file.depth == 0);
        let is_markdown =
            asked.map_or_else(|| file.has_extension(&MARKDOWN), |format| format == "markdown" || MARKDOWN.contains(&format));
        let text = Written { text: decode::text(file.bytes.to_vec())?, stretches: Vec::new() };
        let draft = Draft { name: file.name.to_string(), text, whole: true, fields: Fields::default() };
        let (mut document, _) = draft.document()?;
        body(&mut document, is_markdown)?;
        from_text(&mut document);
        contents.documents.push(document);
        Ok(())
    }
}

/// Sets the body apart from front matter and markup.
fn body(document: &mut Document, is_markdown: bool) -> Result<(), Error> {
    metadata::front_matter(document);
    if is_markdown {
        document.blanked = Some(markdown::blank(&document.text, document.body));
    }
    if document.prose()[document.body.range()].trim().is_empty() {
        return Err(Error::new(EMPTY));
    }
    Ok(())
}
