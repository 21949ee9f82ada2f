//! XML as a row of tags and texts, every text with its place in the file. There is no tree, so depth costs nothing; entities that a
//! document defines for itself are not expanded.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::bounds::Bounds;
use super::written::{Written, at};
use crate::error::Error;

/// Pieces between two looks at the clock.
const OFTEN: usize = 4096;

/// A tag or a text.
#[derive(Debug)]
pub enum Piece {
    /// Names are as written, with their prefix.
    Start {
        name: String,
        attributes: Vec<(String, String)>,
    },
    End {
        name: String,
    },
    Text(Written),
}

/// The pieces of a text, in their order. The last one is an error where the text is broken.
pub struct Pieces<'s, 'b> {
    source: &'s str,
    reader: Reader<&'s [u8]>,
    bounds: &'b Bounds,
    count: usize,
    done: bool,
}

impl<'s, 'b> Pieces<'s, 'b> {
    pub fn new(source: &'s str, bounds: &'b Bounds) -> Self {
        let source = source.trim_start_matches('\u{feff}');
        let mut reader = Reader::from_str(source);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        config.expand_empty_elements = true;
        Self { source, reader, bounds, count: 0, done: false }
    }

    fn text(&self, raw: &str, meant: Option<String>) -> Piece {
        let byte = (raw.as_ptr() as usize).wrapping_sub(self.source.as_ptr() as usize).min(self.source.len());
        let mut text = Written::default();
        text.push(meant.as_deref().unwrap_or(raw), at(byte), meant.is_none());
        Piece::Text(text)
    }

    fn piece(&mut self) -> Result<Option<Piece>, Error> {
        loop {
            self.count += 1;
            if self.count.is_multiple_of(OFTEN) {
                self.bounds.in_time()?;
            }
            let event = self.reader.read_event().map_err(|error| Error::new(format!("XML that is broken: {error}")))?;
            return Ok(Some(match event {
                Event::Start(tag) | Event::Empty(tag) => {
                    Piece::Start { name: tag.name().as_ref().to_string(), attributes: attributes(&tag) }
                }
                Event::End(tag) => Piece::End { name: tag.name().as_ref().to_string() },
                Event::Text(text) => match text.into_inner() {
                    std::borrow::Cow::Borrowed(raw) => self.text(raw, None),
                    std::borrow::Cow::Owned(_) => continue,
                },
                Event::CData(text) => match text.into_inner() {
                    std::borrow::Cow::Borrowed(raw) => self.text(raw, None),
                    std::borrow::Cow::Owned(_) => continue,
                },
                Event::GeneralRef(reference) => {
                    let meant = reference.resolve_char_ref().ok().flatten().map(String::from);
                    match reference.into_inner() {
                        std::borrow::Cow::Borrowed(raw) => self.text(raw, Some(meant.unwrap_or_else(|| entity(raw)))),
                        std::borrow::Cow::Owned(_) => continue,
                    }
                }
                Event::Eof => return Ok(None),
                Event::Decl(_) | Event::DocType(_) | Event::Comment(_) | Event::PI(_) => continue,
            }));
        }
    }
}

/// A reference to what XML knows by name; the names of HTML are left to the reader of HTML.
fn entity(name: &str) -> String {
    match name {
        "amp" => "&".to_string(),
        "lt" => "<".to_string(),
        "gt" => ">".to_string(),
        "quot" => "\"".to_string(),
        "apos" => "'".to_string(),
        _ => format!("&{name};"),
    }
}

impl Iterator for Pieces<'_, '_> {
    type Item = Result<Piece, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let piece = self.piece().transpose();
        self.done = !matches!(piece, Some(Ok(_)));
        piece
    }
}

fn attributes(tag: &BytesStart) -> Vec<(String, String)> {
    let value = |attribute: &quick_xml::events::attributes::Attribute| {
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
        value.map_or_else(|_| attribute.value.to_string(), |value| value.into_owned())
    };
    let mut attributes = tag.attributes();
    let attributes = attributes.with_checks(false).flatten();
    attributes.map(|attribute| (attribute.key.as_ref().to_string(), value(&attribute))).collect()
}

/// The name of a tag without its prefix.
pub fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The value of an attribute, by its name without prefix.
pub fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(own, _)| local(own) == name).map(|(_, value)| value.as_str())
}
