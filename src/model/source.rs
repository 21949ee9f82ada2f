//! Where the characters of a text stand in the file that it was read from.
//!
//! Two steps lie between a file and the text that is analysed: a reader takes the words out of a page, a mail or a feed (the written
//! text, which reports quote), and what is written in many ways is put in one plain form. Of a file that is nothing but its text the
//! first step does nothing, and its bytes are those of the file.

use super::Span;

/// The text as it was written, where the text that is read differs from it, and where it stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    /// The text as it was written.
    pub text: String,
    /// The stretches that differ, in order: bytes of the text that is read, and the bytes of the written text that they stand for.
    pub changes: Vec<(Span, Span)>,
    /// The stretches of the written text, in order, with their places in the file; none where the written text is the file.
    pub stretches: Vec<Stretch>,
}

/// A part of the written text that goes up to the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its first byte in the written text.
    pub start: usize,
    /// Where that byte stands.
    pub place: Spot,
    /// Whether the file has the same bytes there, so that each byte has a place of its own.
    pub verbatim: bool,
}

/// A place in a file that holds more than its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Of files made of text.
    pub point: Option<Point>,
    pub part: Option<Part>,
}

/// A character of a file made of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// Counted from 0.
    pub byte: usize,
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
}

/// What a format counts by, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Page(usize),
    Paragraph(usize),
    Row(usize),
    /// Milliseconds from the start of a recording.
    Time(u64),
}

impl SourceMap {
    /// The bytes of the written text behind a span of the text that is read. What was left out at its ends is no part of it.
    pub fn in_file(&self, span: Span) -> Span {
        self.across(span, |&change| change)
    }

    /// The way back: the bytes of the text that is read behind a span of the written text.
    pub fn in_text(&self, span: Span) -> Span {
        self.across(span, |&(plain, file)| (file, plain))
    }

    /// From the one text to the other: each change as what is changed, and what stands for it.
    fn across(&self, span: Span, change: impl Fn(&(Span, Span)) -> (Span, Span)) -> Span {
        let before = |is_before: &dyn Fn(usize) -> bool| self.changes.partition_point(|told| is_before(change(told).0.start));
        let last = |changes: usize| changes.checked_sub(1).map(|last| change(&self.changes[last]));
        let start = place(span.start, last(before(&|at| at <= span.start)), |there| there.start);
        let end = place(span.end, last(before(&|at| at < span.end)), |there| there.end);
        Span::new(start, end.max(start))
    }

    /// Where a byte of the written text stands in the file, if the file is more than that text.
    pub fn spot(&self, byte: usize) -> Option<Spot> {
        let at = self.stretches.partition_point(|stretch| stretch.start <= byte).checked_sub(1)?;
        let Stretch { start, place, verbatim } = self.stretches[at];
        let before = self.text.get(start..byte).filter(|_| verbatim).unwrap_or_default();
        Some(Spot { point: place.point.map(|point| point.after(before)), ..place })
    }

    /// The bytes of the file behind a span of the written text, where the file is made of text.
    pub fn bytes(&self, span: Span) -> Option<Span> {
        let start = self.spot(span.start)?.point?.byte;
        let last = self.text.get(span.range())?.char_indices().next_back().map_or(span.start, |(at, _)| span.start + at);
        let end = self.spot(last)?.point?.byte + (span.end - last);
        Some(Span::new(start, end.max(start)))
    }
}

/// The place of an offset behind a change; one inside of the change goes to one end of it.
fn place(offset: usize, change: Option<(Span, Span)>, end: fn(Span) -> usize) -> usize {
    match change {
        Some((here, there)) if offset < here.end => end(there),
        Some((here, there)) => there.end + (offset - here.end),
        None => offset,
    }
}

impl Point {
    pub const START: Self = Self { byte: 0, line: 1, column: 1 };

    /// The point behind a text that begins at this one.
    pub fn after(self, text: &str) -> Self {
        let byte = self.byte + text.len();
        match text.rfind('\n') {
            Some(end) => {
                let lines = text.bytes().filter(|byte| *byte == b'\n').count();
                Self { byte, line: self.line + lines, column: text[end + 1..].chars().count() + 1 }
            }
            None => Self { byte, column: self.column + text.chars().count(), ..self },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_those_of_the_file() {
        // `a\u{ad}b’s` is read as `ab's`, `ﬁn` as `fin`.
        let map = |text: &str, changes: &[(usize, usize, usize, usize)]| SourceMap {
            text: text.into(),
            changes: changes.iter().map(|&(a, b, c, d)| (Span::new(a, b), Span::new(c, d))).collect(),
            ..SourceMap::default()
        };
        let words = map("a\u{ad}b’s", &[(1, 1, 1, 3), (2, 3, 4, 7)]);
        assert_eq!(words.in_file(Span::new(0, 4)), Span::new(0, 8));
        assert_eq!(words.in_file(Span::new(0, 1)), Span::new(0, 1));
        assert_eq!(words.in_file(Span::new(1, 2)), Span::new(3, 4));
        assert_eq!(words.in_file(Span::new(2, 4)), Span::new(4, 8));
        let ligature = map("ﬁn", &[(0, 2, 0, 3)]);
        assert_eq!(ligature.in_file(Span::new(1, 3)), Span::new(0, 4));
        assert_eq!(ligature.in_file(Span::new(0, 1)), Span::new(0, 3));
        assert_eq!(words.in_text(Span::new(0, 8)), Span::new(0, 4));
        assert_eq!(words.in_text(Span::new(3, 4)), Span::new(1, 2));
        assert_eq!(ligature.in_text(Span::new(0, 4)), Span::new(0, 3));
    }

    #[test]
    fn a_byte_stands_in_its_stretch() {
        // The file is `<p>Äb\n&amp;c`; what is read out of it is `Äb\n&c`.
        let point = |byte, line, column| Spot { point: Some(Point { byte, line, column }), part: None };
        let stretch = |start, place, verbatim| Stretch { start, place, verbatim };
        let map = SourceMap {
            text: "Äb\n&c".into(),
            stretches: vec![
                stretch(0, point(3, 1, 4), true),
                stretch(4, point(7, 2, 1), false),
                stretch(5, point(12, 2, 6), true),
            ],
            ..SourceMap::default()
        };
        assert_eq!(map.spot(2), Some(point(5, 1, 5)));
        assert_eq!(map.spot(4), Some(point(7, 2, 1)));
        assert_eq!(map.bytes(Span::new(0, 2)), Some(Span::new(3, 5)));
        assert_eq!(map.bytes(Span::new(2, 6)), Some(Span::new(5, 13)));
        assert_eq!(SourceMap::default().spot(0), None);
    }
}
