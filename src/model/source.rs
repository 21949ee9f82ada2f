//! Where the characters of a text that was put in plain form stand in the file.

use super::Span;

/// The text of the file, and where the text that is read differs from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    /// The text of the file.
    pub text: String,
    /// The stretches that differ, in order: bytes of the text that is read, and the bytes of the file that they stand for.
    pub changes: Vec<(Span, Span)>,
}

impl SourceMap {
    /// The bytes of the file behind a span of the text that is read. What was left out at its ends is no part of it.
    pub fn in_file(&self, span: Span) -> Span {
        let start = self.place(span.start, self.changes.partition_point(|(plain, _)| plain.start <= span.start), true);
        let end = self.place(span.end, self.changes.partition_point(|(plain, _)| plain.start < span.end), false);
        Span::new(start, end.max(start))
    }

    /// The place of an offset behind so many changes; one inside of a change goes to its start or its end.
    fn place(&self, offset: usize, changes: usize, start: bool) -> usize {
        match changes.checked_sub(1).map(|last| self.changes[last]) {
            Some((plain, file)) if offset < plain.end => {
                if start {
                    file.start
                } else {
                    file.end
                }
            }
            Some((plain, file)) => file.end + (offset - plain.end),
            None => offset,
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
        };
        let words = map("a\u{ad}b’s", &[(1, 1, 1, 3), (2, 3, 4, 7)]);
        assert_eq!(words.in_file(Span::new(0, 4)), Span::new(0, 8));
        assert_eq!(words.in_file(Span::new(0, 1)), Span::new(0, 1));
        assert_eq!(words.in_file(Span::new(1, 2)), Span::new(3, 4));
        assert_eq!(words.in_file(Span::new(2, 4)), Span::new(4, 8));
        let ligature = map("ﬁn", &[(0, 2, 0, 3)]);
        assert_eq!(ligature.in_file(Span::new(1, 3)), Span::new(0, 4));
        assert_eq!(ligature.in_file(Span::new(0, 1)), Span::new(0, 3));
    }
}
