//! Passages on the command line: `FILE:LINE`, `FILE:LINE:COLUMN` and `FILE:START-END`.

use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;

use crate::error::Error;
use crate::model::{Document, Reading};

/// A passage as it is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub file: String,
    place: Place,
    /// As it was written.
    written: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// All that stands on a line.
    Line(usize),
    /// The sentence at a character of a line; both are counted from 1.
    Character(usize, usize),
    /// Bytes of the file, half open.
    Bytes(usize, usize),
}

static FORM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)^(.+?):(?:(\d+)-(\d+)|(\d+)(?::(\d+))?)$").expect("the pattern is sound"));

impl Named {
    /// # Errors
    /// When the text names no passage.
    pub fn parse(written: &str) -> Result<Self, Error> {
        let help = "name a passage as FILE:LINE, FILE:LINE:COLUMN or FILE:START-END (bytes)";
        let error = || Error::new(format!("`{written}` is no passage")).help(help);
        let form = FORM.captures(written).ok_or_else(error)?;
        let number =
            |group: usize| form.get(group).map(|digits| digits.as_str().parse::<usize>()).transpose().map_err(|_| error());
        let place = match (number(2)?, number(3)?, number(4)?, number(5)?) {
            (Some(start), Some(end), ..) => Place::Bytes(start, end),
            (_, _, Some(line), Some(column)) => Place::Character(line, column),
            (_, _, Some(line), None) => Place::Line(line),
            _ => return Err(error()),
        };
        Ok(Self { file: form[1].to_string(), place, written: written.to_string() })
    }

    /// Whether a document is the one that is named.
    pub fn is_in(&self, document: &Document) -> bool {
        Path::new(&self.file) == Path::new(&document.name)
    }

    /// The bytes of the file that are meant.
    ///
    /// # Errors
    /// When the file has no such line, column or bytes, or nothing is said there.
    pub fn range(&self, reading: &Reading) -> Result<(usize, usize), Error> {
        let text = reading.document.file_text();
        let range = match self.place {
            Place::Bytes(start, end) => self.bytes(text, start, end)?,
            Place::Line(line) => self.line(text, line)?,
            Place::Character(line, column) => self.sentence(reading, line, column)?,
        };
        let blank = text.get(range.0..range.1).is_none_or(|words| words.trim().is_empty());
        if blank { Err(self.error("nothing stands there")) } else { Ok(range) }
    }

    fn error(&self, problem: impl Into<String>) -> Error {
        Error::new(problem.into()).at(self.written.clone())
    }

    fn bytes(&self, text: &str, start: usize, end: usize) -> Result<(usize, usize), Error> {
        if start >= end {
            return Err(self
                .error("the end must come after the start")
                .help("START-END are bytes of the file, the end left out"));
        }
        if end > text.len() {
            return Err(self.error(format!("the file has only {} bytes", text.len())));
        }
        if !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            return Err(self.error("a passage cannot begin or end inside a character").help("count bytes, not characters"));
        }
        Ok((start, end))
    }

    fn line(&self, text: &str, line: usize) -> Result<(usize, usize), Error> {
        let mut from = 0;
        for (at, words) in text.split_inclusive('\n').enumerate() {
            if at + 1 == line {
                return Ok((from, from + words.trim_end_matches(['\n', '\r']).len()));
            }
            from += words.len();
        }
        let lines = text.lines().count();
        Err(self.error(format!("the file has {lines} lines")).help("lines are counted from 1"))
    }

    fn sentence(&self, reading: &Reading, line: usize, column: usize) -> Result<(usize, usize), Error> {
        let text = reading.document.file_text();
        let (start, end) = self.line(text, line)?;
        let length = text[start..end].chars().count();
        let at = column.checked_sub(1).and_then(|column| text[start..end].char_indices().nth(column)).map(|(at, _)| start + at);
        let at = at.ok_or_else(|| {
            self.error(format!("line {line} has {length} characters")).help("columns are counted in characters from 1")
        })?;
        let ranges = reading.analysis.sentences.iter().map(|sentence| reading.document.in_file(sentence.span));
        let found = ranges.into_iter().find(|range| range.start <= at && at < range.end);
        found.map(|range| (range.start, range.end)).ok_or_else(|| self.error("no sentence stands there"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_are_read_from_their_end() {
        let place = |written: &str| Named::parse(written).map(|named| (named.file, named.place));
        assert_eq!(place("a.txt:3").unwrap(), ("a.txt".to_string(), Place::Line(3)));
        assert_eq!(place("a.txt:3:9").unwrap(), ("a.txt".to_string(), Place::Character(3, 9)));
        assert_eq!(place("c:/b.txt:10-20").unwrap(), ("c:/b.txt".to_string(), Place::Bytes(10, 20)));
        for wrong in ["a.txt", "a.txt:", ":3", "a.txt:x", "a.txt:99999999999999999999999"] {
            assert!(place(wrong).is_err(), "{wrong}");
        }
    }
}
