//! Text documents of office programs: DOCX and ODT. Running heads, notes and comments are no part of the text, nor is what somebody
//! deleted while changes were recorded.

use std::ops::ControlFlow;

use super::archive;
use super::bounds::Bounds;
use super::draft::{Draft, Fields, put};
use super::reader::{Contents, File, Reader};
use super::written::Written;
use super::xml::{Piece, Pieces, attribute, local};
use crate::error::Error;
use crate::model::{Part, Spot};

pub struct Docx;
pub struct Odt;

/// How a format spells its paragraphs; all names are without prefix.
struct Spelling {
    paragraphs: &'static [&'static str],
    /// The elements whose text is read; none where all of a paragraph is.
    texts: &'static [&'static str],
    left_out: &'static [&'static str],
    cells: &'static [&'static str],
}

const DOCX: Spelling = Spelling {
    paragraphs: &["p"],
    texts: &["t"],
    left_out: &["del", "moveFrom", "Fallback", "instrText", "footnote", "endnote", "comment", "pict"],
    cells: &["tc"],
};
const ODT: Spelling = Spelling {
    paragraphs: &["p", "h"],
    texts: &[],
    left_out: &["tracked-changes", "annotation", "note", "forms", "sequence-decls"],
    cells: &["table-cell"],
};

impl Reader for Docx {
    fn names(&self) -> &'static [&'static str] {
        &["DOCX", "docx"]
    }

    fn fits(&self, file: &File) -> bool {
        archive::has(file, "word/document.xml")
    }

    fn read(&self, file: &File, contents: &mut Contents) -> Result<(), Error> {
        read(file, contents, "word/document.xml", "docProps/core.xml", &DOCX)
    }
}

impl Reader for Odt {
    fn names(&self) -> &'static [&'static str] {
        &["ODT", "odt"]
    }

    fn fits(&self, file: &File) -> bool {
        const KIND: &[u8] = b"application/vnd.oasis.opendocument.text";
        archive::has(file, "content.xml") && file.bytes[..file.bytes.len().min(200)].windows(KIND.len()).any(|part| part == KIND)
    }

    fn read(&self, file: &File, contents: &mut Contents) -> Result<(), Error> {
        read(file, contents, "content.xml", "meta.xml", &ODT)
    }
}

fn read(file: &File, contents: &mut Contents, body: &str, about: &str, spelling: &Spelling) -> Result<(), Error> {
    let mut archive = archive::open(file)?;
    let source = archive::text(&mut archive, body, file.bounds)?;
    let (text, changed) = paragraphs(&source, spelling, file.bounds)?;
    let about = archive::text(&mut archive, about, file.bounds).unwrap_or_default();
    let fields = fields(&about, file.bounds);
    contents.add(Draft { name: file.name.to_string(), text, fields, whole: false }, file)?;
    if changed {
        contents.remark(file.name, "has recorded changes: what was added is read, what was deleted is not");
    }
    Ok(())
}

/// The paragraphs, counted, and whether changes to them were recorded.
fn paragraphs(source: &str, spelling: &Spelling, bounds: &Bounds) -> Result<(Written, bool), Error> {
    let mut body =
        Body { spelling, out: Written::default(), paragraph: 0, depth: 0, texts: 0, left_out: 0, hidden: false, changed: false };
    for piece in Pieces::new(source, bounds) {
        if let ControlFlow::Break(()) = body.take(piece?) {
            break;
        }
    }
    Ok((body.out, body.changed))
}

/// The text under way.
struct Body<'s> {
    spelling: &'s Spelling,
    out: Written,
    paragraph: usize,
    /// Open paragraphs, elements of text, and elements that are left out.
    depth: usize,
    texts: usize,
    left_out: usize,
    hidden: bool,
    changed: bool,
}

impl Body<'_> {
    fn take(&mut self, piece: Piece) -> ControlFlow<()> {
        match piece {
            Piece::Start { name, attributes } => self.start(local(&name), &attributes),
            Piece::End { name } => return self.end(local(&name)),
            Piece::Text(text) => {
                let is_read = self.spelling.texts.is_empty() || self.texts > 0;
                if is_read && self.depth > 0 && self.left_out == 0 && !self.hidden {
                    self.write(&text.text);
                }
            }
        }
        ControlFlow::Continue(())
    }

    fn write(&mut self, text: &str) {
        let place = Spot { part: Some(Part::Paragraph(self.paragraph)), point: None };
        let text = text.replace(['\n', '\r', '\t'], " ");
        self.out.push(&text, place, false);
    }

    fn start(&mut self, name: &str, attributes: &[(String, String)]) {
        self.changed |= matches!(name, "ins" | "del" | "tracked-changes");
        if self.spelling.left_out.contains(&name) {
            self.left_out += 1;
        } else if self.spelling.paragraphs.contains(&name) {
            if self.left_out == 0 {
                self.paragraph += 1;
                self.depth += 1;
                self.out.paragraph();
            }
        } else if self.spelling.texts.contains(&name) {
            self.texts += 1;
        }
        if self.depth == 0 || self.left_out > 0 {
            return;
        }
        match name {
            "vanish" => self.hidden = attribute(attributes, "val").is_none_or(|value| !matches!(value, "0" | "false")),
            "r" => self.hidden = false,
            "tab" | "br" | "cr" | "line-break" | "s" | "noBreakHyphen" => {
                self.write(if name == "noBreakHyphen" { "-" } else { " " })
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) -> ControlFlow<()> {
        if self.spelling.left_out.contains(&name) {
            self.left_out = self.left_out.saturating_sub(1);
        } else if self.spelling.paragraphs.contains(&name) {
            if self.left_out == 0 {
                self.depth = self.depth.saturating_sub(1);
                self.out.paragraph();
            }
        } else if self.spelling.texts.contains(&name) {
            self.texts = self.texts.saturating_sub(1);
        } else if self.spelling.cells.contains(&name) {
            self.out.paragraph();
        }
        if name == "body" { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// What the file says of itself, in the terms of Dublin Core that all office formats and books use.
pub fn fields(source: &str, bounds: &Bounds) -> Fields {
    let mut fields = Fields::default();
    let mut open = String::new();
    for piece in Pieces::new(source, bounds).map_while(Result::ok) {
        match piece {
            Piece::Start { name, .. } => open = name,
            Piece::End { .. } => open.clear(),
            Piece::Text(text) => match open.as_str() {
                "dc:title" => put(&mut fields.title, &text.text, "dc:title"),
                "dc:creator" => put(&mut fields.byline, &text.text, "dc:creator"),
                "dc:publisher" => put(&mut fields.outlet, &text.text, "dc:publisher"),
                "dc:language" => put(&mut fields.language, &text.text, "dc:language"),
                "dcterms:created" => put(&mut fields.created, &text.text, "dcterms:created"),
                "meta:creation-date" => put(&mut fields.created, &text.text, "meta:creation-date"),
                "dcterms:modified" => put(&mut fields.modified, &text.text, "dcterms:modified"),
                "dc:date" => put(&mut fields.modified, &text.text, "dc:date"),
                _ => {}
            },
        }
    }
    fields
}

#[cfg(test)]
mod tests;
