//! One text with what is known of its origin.

use super::report::{Place, Range};
use super::{Date, Part, Point, SourceMap, Span, Spot};

/// A document as it was read. All spans of the program are bytes of [`Document::text`]; those of a report are bytes of the file.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// As it was given on the command line.
    pub name: String,
    /// The whole text in plain form, front matter included.
    pub text: String,
    /// The way back into the file, where that is not written in plain form or holds more than the text.
    pub file: Option<SourceMap>,
    /// `text` with markup blanked out byte for byte, where there was any.
    pub blanked: Option<String>,
    /// Where the prose stands: the text without front matter.
    pub body: Span,
    pub title: Option<Sourced<String>>,
    pub outlet: Option<Sourced<String>>,
    pub byline: Option<Sourced<String>>,
    pub published: Option<Sourced<Date>>,
    pub modified: Option<Sourced<Date>>,
    pub language: Option<Sourced<String>>,
    pub address: Option<Sourced<String>>,
    /// What the text is marked as, where it is no report: `opinion`, `satire`, `advertisement`.
    pub label: Option<Sourced<String>>,
    /// What the outlet counts as one item, through all its versions.
    pub item: Option<Item>,
    /// The document says only when it was last changed: it may have been written long before.
    pub revised: bool,
    /// Month and day of a dateline that names no year, while none could be found.
    pub day_without_year: Option<(i8, i8)>,
    /// The dateline that opens the first paragraph (`BEIRUT, Sept 26 (Agency) - `): no part of its sentence.
    pub dateline: Option<Span>,
}

/// An item that an outlet may send out again, changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its identifier: a URI, a GUID.
    pub id: String,
    /// What tells its versions apart: a number, or the time of the version as it was written.
    pub version: Version,
    /// Withdrawn by the outlet.
    pub cancelled: bool,
}

/// The state of an item, in the order in which they supersede each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    pub number: Option<u64>,
    /// RFC 3339.
    pub time: Option<String>,
}

/// A value with the place that it was taken from (`front matter`, `dateline`, `JSON-LD headline`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    pub value: T,
    pub from: &'static str,
}

impl Document {
    /// A plain text under a name.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { name: name.into(), body: Span::new(0, text.len()), text, ..Self::default() }
    }

    /// The text for reading: without markup, with the offsets of the file.
    pub fn prose(&self) -> &str {
        self.blanked.as_deref().unwrap_or(&self.text)
    }

    /// The day that `yesterday` and `on Monday` count from.
    pub fn anchor(&self) -> Option<Date> {
        self.published.as_ref().filter(|_| !self.revised).map(|published| published.value)
    }

    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The text as it was written: that of the file, or what was read out of it.
    pub fn file_text(&self) -> &str {
        self.file.as_ref().map_or(&self.text, |file| &file.text)
    }

    /// The bytes of [`Document::file_text`] behind a span of the text.
    pub fn in_file(&self, span: Span) -> Span {
        self.file.as_ref().map_or(span, |file| file.in_file(span))
    }

    /// The bytes of the text behind a span of [`Document::file_text`].
    pub fn in_text(&self, span: Span) -> Span {
        self.file.as_ref().map_or(span, |file| file.in_text(span))
    }

    /// The words of a span as they were written.
    pub fn quote(&self, span: Span) -> &str {
        self.file_text().get(self.in_file(span).range()).unwrap_or_default()
    }

    /// Where a byte of [`Document::file_text`] stands in a file that holds more than its text.
    pub fn spot(&self, offset: usize) -> Option<Spot> {
        self.file.as_ref()?.spot(offset)
    }

    /// Where a span of [`Document::file_text`] stands in such a file, for reports.
    pub fn place(&self, span: Span) -> Option<Place> {
        let spot = self.spot(span.start)?;
        let bytes = self.file.as_ref()?.bytes(span).map(|bytes| Range { start: bytes.start, end: bytes.end });
        let place = Place { bytes, ..Place::default() };
        Some(match spot.part {
            Some(Part::Page(page)) => Place { page: Some(page), ..place },
            Some(Part::Paragraph(paragraph)) => Place { paragraph: Some(paragraph), ..place },
            Some(Part::Row(row)) => Place { row: Some(row), ..place },
            Some(Part::Time(time)) => Place { time: Some(clock(time)), ..place },
            None => place,
        })
    }

    /// Line and column of a byte of [`Document::file_text`], both counted from 1, the column in characters: those of the file where it
    /// is made of text, of the text that was read out of it elsewhere.
    pub fn location(&self, offset: usize) -> (usize, usize) {
        let before = || self.file_text().get(..offset).unwrap_or(self.file_text());
        let point = self.spot(offset).and_then(|spot| spot.point).unwrap_or_else(|| Point::START.after(before()));
        (point.line, point.column)
    }
}

/// Milliseconds as `00:01:02.500`.
fn clock(time: u64) -> String {
    let (seconds, rest) = (time / 1000, time % 1000);
    format!("{:02}:{:02}:{:02}.{rest:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
