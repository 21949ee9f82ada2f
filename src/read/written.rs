//! The words that a reader takes out of a file, each with its place.

use std::cell::Cell;

use crate::model::{Point, Spot, Stretch};

/// A text under way. Places in files made of text are bytes until [`Written::locate`] finds their lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub text: String,
    pub stretches: Vec<Stretch>,
}

/// The lines of a file, counted on from the place that was asked for last: the texts of a file are read in their order.
pub struct Lines<'f> {
    file: &'f str,
    last: Cell<Point>,
}

impl<'f> Lines<'f> {
    pub fn new(file: &'f str) -> Self {
        Self { file, last: Cell::new(Point::START) }
    }

    /// The line and column of a byte.
    pub fn point(&self, byte: usize) -> Point {
        let last = self.last.get();
        let from = if last.byte <= byte { last } else { Point::START };
        let point = from.after(self.file.get(from.byte..byte).unwrap_or_default());
        self.last.set(point);
        Point { byte, ..point }
    }
}

/// The place of a byte of a text whose lines are not counted yet.
pub fn at(byte: usize) -> Spot {
    Spot { point: Some(Point { byte, ..Point::default() }), part: None }
}

impl Written {
    /// Adds words of one place.
    pub fn push(&mut self, text: &str, place: Spot, verbatim: bool) {
        if text.is_empty() {
            return;
        }
        if !self.goes_on(place, verbatim) {
            self.stretches.push(Stretch { start: self.text.len(), place, verbatim });
        }
        self.text.push_str(text);
    }

    /// Whether a place is the one that the last stretch leads to.
    fn goes_on(&self, place: Spot, verbatim: bool) -> bool {
        let Some(last) = self.stretches.last() else { return false };
        match (last.place.point, place.point) {
            (Some(before), Some(next)) if verbatim && last.verbatim => {
                let length = self.text.len() - last.start;
                last.place.part == place.part && before.byte + length == next.byte
            }
            _ => last.verbatim == verbatim && last.place == place,
        }
    }

    /// Adds what the file does not have, such as a break between paragraphs; it belongs to the place before.
    pub fn insert(&mut self, text: &str) {
        if let Some(last) = self.stretches.last() {
            self.stretches.push(Stretch { start: self.text.len(), verbatim: false, ..*last });
        }
        self.text.push_str(text);
    }

    /// Begins a new paragraph, unless nothing stands before it.
    pub fn paragraph(&mut self) {
        let end = self.text.trim_end().len();
        if end > 0 {
            self.truncate(end);
            self.insert("\n\n");
        }
    }

    pub fn truncate(&mut self, end: usize) {
        self.text.truncate(end);
        while self.stretches.last().is_some_and(|last| last.start >= end && last.start > 0) {
            self.stretches.pop();
        }
    }

    /// Adds another text behind a paragraph break.
    pub fn append(&mut self, other: &Written) {
        self.paragraph();
        let before = self.text.len();
        self.text.push_str(&other.text);
        self.stretches.extend(other.stretches.iter().map(|stretch| Stretch { start: stretch.start + before, ..*stretch }));
    }

    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The place of a byte.
    pub fn spot(&self, byte: usize) -> Option<Spot> {
        let last = self.stretches.partition_point(|stretch| stretch.start <= byte).checked_sub(1)?;
        let Stretch { start, place, verbatim } = self.stretches[last];
        let shift = if verbatim { byte - start } else { 0 };
        let point = place.point.map(|point| Point { byte: point.byte + shift, ..point });
        Some(Spot { point, ..place })
    }

    /// The same text with its places in the file, where they are so far places in another text that was taken out of it.
    pub fn within(self, outer: &Written) -> Self {
        let mut stretches = Vec::new();
        for (at, stretch) in self.stretches.iter().enumerate() {
            let end = self.stretches.get(at + 1).map_or(self.text.len(), |next| next.start);
            let Some(byte) = stretch.place.point.map(|point| point.byte) else { continue };
            let mut push = |start: usize, byte: usize| {
                let Some(spot) = outer.spot(byte) else { return };
                let of = outer.stretches.partition_point(|stretch| stretch.start <= byte) - 1;
                let part = stretch.place.part.or(spot.part);
                stretches.push(Stretch {
                    start,
                    place: Spot { part, ..spot },
                    verbatim: stretch.verbatim && outer.stretches[of].verbatim,
                });
            };
            push(stretch.start, byte);
            if stretch.verbatim {
                let length = end - stretch.start;
                let from = outer.stretches.partition_point(|outer| outer.start <= byte);
                for outer in outer.stretches[from..].iter().take_while(|outer| outer.start < byte + length) {
                    push(stretch.start + outer.start - byte, outer.start);
                }
            }
        }
        Self { text: self.text, stretches }
    }

    /// Finds the line of the file for each place.
    pub fn locate(&mut self, lines: &Lines) {
        let mut order: Vec<usize> = (0..self.stretches.len()).collect();
        let byte = |stretch: &Stretch| stretch.place.point.map_or(0, |point| point.byte);
        order.sort_by_key(|at| byte(&self.stretches[*at]));
        for at in order {
            if let Some(point) = &mut self.stretches[at].place.point {
                *point = lines.point(point.byte);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in the file at each byte of the text that begins a character.
    fn bytes(written: &Written) -> Vec<usize> {
        written.text.char_indices().filter_map(|(at, _)| Some(written.spot(at)?.point?.byte)).collect()
    }

    #[test]
    fn a_text_within_a_text_leads_to_the_file() {
        // The file is `"a\"b<i>c"`; the string in it is `a"b<i>c`; the text of that page is `a"bc`.
        let mut string = Written::default();
        string.push("a", at(1), true);
        string.push("\"", at(2), false);
        string.push("b<i>c", at(4), true);
        let mut page = Written::default();
        page.push("a\"b", at(0), true);
        page.push("c", at(6), true);
        let text = page.within(&string);
        assert_eq!((text.text.as_str(), bytes(&text)), ("a\"bc", vec![1, 2, 4, 8]));
    }

    #[test]
    fn lines_are_counted_in_the_file() {
        let mut written = Written::default();
        written.push("two", at(5), true);
        written.paragraph();
        written.push("Öne", at(0), true);
        let lines = Lines::new("Öne\ntwo");
        written.locate(&lines);
        let line = |byte| written.spot(byte).and_then(|spot| spot.point).map(|point| (point.line, point.column));
        assert_eq!((line(0), line(5)), (Some((2, 1)), Some((1, 1))));
        let point = |byte| (lines.point(byte).line, lines.point(byte).column);
        assert_eq!([7, 1, 2, 5].map(point), [(2, 3), (1, 1), (1, 2), (2, 1)], "in any order; within a letter is at it");
    }
}
