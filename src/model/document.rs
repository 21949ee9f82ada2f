//! One text with what is known of its origin.

use super::{Date, SourceMap, Span};

/// A document as it was read. All spans of the program are bytes of [`Document::text`]; those of a report are bytes of the file.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// As it was given on the command line.
    pub name: String,
    /// The whole file in plain form, front matter included.
    pub text: String,
    /// The way back into the file, where that is not written in plain form.
    pub file: Option<SourceMap>,
    /// `text` with markup blanked out byte for byte, where there was any.
    pub blanked: Option<String>,
    /// Where the prose stands: the text without front matter.
    pub body: Span,
    pub title: Option<Sourced<String>>,
    pub outlet: Option<Sourced<String>>,
    pub published: Option<Sourced<Date>>,
    /// The document says only when it was last changed: it may have been written long before.
    pub revised: bool,
    /// Month and day of a dateline that names no year, while none could be found.
    pub day_without_year: Option<(i8, i8)>,
    /// The dateline that opens the first paragraph (`BEIRUT, Sept 26 (Agency) - `): no part of its sentence.
    pub dateline: Option<Span>,
}

/// A value with the place that it was taken from (`front matter`, `dateline`, `first line`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    pub value: T,
    pub from: &'static str,
}

impl Document {
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

    /// The text as it stands in the file.
    pub fn file_text(&self) -> &str {
        self.file.as_ref().map_or(&self.text, |file| &file.text)
    }

    /// The bytes of the file behind a span of the text.
    pub fn in_file(&self, span: Span) -> Span {
        self.file.as_ref().map_or(span, |file| file.in_file(span))
    }

    /// The words of a span as they stand in the file.
    pub fn quote(&self, span: Span) -> &str {
        self.file_text().get(self.in_file(span).range()).unwrap_or_default()
    }

    /// Line and column of a byte offset in the file, both counted from 1, the column in characters.
    pub fn location(&self, offset: usize) -> (usize, usize) {
        let text = self.file_text();
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }
}
