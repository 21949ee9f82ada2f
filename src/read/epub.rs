//! EPUB: the chapters of a book in their order, one document with its paragraphs counted.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::reader::{Contents, File, Reader};
use super::written::Written;
use super::xml::{Piece, Pieces, attribute, local};
use super::{archive, html, office};
use crate::error::Error;
use crate::model::{Part, Spot};

const CONTAINER: &str = "META-INF/container.xml";
/// Chapters of one book.
const CHAPTERS: usize = 2000;

pub struct Epub;

impl Reader for Epub {
    fn names(&self) -> &'static [&'static str] {
        &["EPUB", "epub"]
    }

    fn fits(&self, file: &File) -> bool {
        archive::has(file, CONTAINER)
    }

    fn read(&self, file: &File, contents: &mut Contents) -> Result<(), Error> {
        let mut archive = archive::open(file)?;
        let container = archive::text(&mut archive, CONTAINER, file.bounds)?;
        let missing = || Error::new("not read: a book whose list of chapters is missing");
        let package_at = first(&container, file, "rootfile", "full-path")?.ok_or_else(missing)?;
        let package = archive::text(&mut archive, &package_at, file.bounds)?;
        let mut text = Written::default();
        for chapter in chapters(&package, &package_at, file)?.into_iter().take(CHAPTERS) {
            match archive::text(&mut archive, &chapter, file.bounds) {
                Ok(source) => text.append(&html::fragment(&source, file.bounds)?),
                Err(error) => contents.fail(&file.part('/', &chapter), &error),
            }
            text.paragraph();
        }
        let mut fields = office::fields(&package, file.bounds);
        // The date of a book is that of an edition.
        fields.created.clear();
        fields.modified.clear();
        contents.add(Draft { name: file.name.to_string(), text: by_paragraph(&text.text), fields, whole: false }, file)
    }
}

/// The value of an attribute of the first element of a name.
fn first(source: &str, file: &File, element: &str, wanted: &str) -> Result<Option<String>, Error> {
    for piece in Pieces::new(source, file.bounds) {
        if let Piece::Start { name, attributes } = piece?
            && local(&name) == element
        {
            return Ok(attribute(&attributes, wanted).map(str::to_string));
        }
    }
    Ok(None)
}

/// The files of the chapters, in the order of reading.
fn chapters(package: &str, package_at: &str, file: &File) -> Result<Vec<String>, Error> {
    let folder = package_at.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut order = Vec::new();
    for piece in Pieces::new(package, file.bounds) {
        let Piece::Start { name, attributes } = piece? else { continue };
        let of = |name| attribute(&attributes, name).unwrap_or_default();
        match local(&name) {
            "item" if of("properties").split_whitespace().all(|property| property != "nav") => {
                files.insert(of("id").to_string(), format!("{folder}{}", of("href").replace("%20", " ")));
            }
            "itemref" if of("linear") != "no" => order.push(of("idref").to_string()),
            _ => {}
        }
    }
    Ok(order.iter().filter_map(|id| files.get(id).cloned()).collect())
}

/// A text whose places are the numbers of its paragraphs.
fn by_paragraph(text: &str) -> Written {
    let mut out = Written::default();
    for (number, paragraph) in (1..).zip(text.split("\n\n").map(str::trim).filter(|text| !text.is_empty())) {
        out.paragraph();
        out.push(paragraph, Spot { part: Some(Part::Paragraph(number)), point: None }, false);
    }
    out
}
