//! The part of a sentence around a claim that fits a given room.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

use super::visible::visible;
use crate::model::report::Evidence;

/// A claim with the words around it, on one line, control characters made visible.
#[derive(Debug, PartialEq, Eq)]
pub struct Excerpt {
    pub before: String,
    pub claim: String,
    pub after: String,
}

impl Excerpt {
    /// The quotation marks to set around it: none where the words bring their own.
    pub fn marks(&self) -> [&'static str; 2] {
        let text = [&self.before, &self.claim, &self.after].map(String::as_str).concat();
        let text = text.trim_matches(|sign: char| sign.is_whitespace() || matches!(sign, '.' | ','));
        let quoted = text.starts_with(['“', '"', '„', '«', '»', '”']) || text.ends_with(['”', '"', '“', '»', '«']);
        if quoted { ["", ""] } else { ["“", "”"] }
    }
}

/// The claim and as much of its sentence as `room` columns hold; cuts fall between words and show as `…`.
pub fn excerpt(evidence: &Evidence, room: usize) -> Excerpt {
    let markdown = evidence.document.ends_with(".md") || evidence.document.ends_with(".markdown");
    let (before, claim, after) = parts(evidence);
    let [before, claim, after] = [before, claim, after].map(|part| if markdown { unmarked(part) } else { part.into() });
    let claim = shorten(&claim, room.max(8));
    let rest = room.saturating_sub(width(&claim));
    let (left, right) = shares(clipped_width(&before, rest), clipped_width(&after, rest), rest);
    Excerpt { before: tail(&before, left), claim, after: head(&after, right) }
}

/// Markdown without the marks of bold text, which are none of the author's words.
fn unmarked(text: &str) -> Cow<'_, str> {
    if text.contains("**") || text.contains("__") { text.replace("**", "").replace("__", "").into() } else { text.into() }
}

/// The whole sentence, cut only where it is longer than any sentence.
pub fn sentence(evidence: &Evidence) -> Excerpt {
    excerpt(evidence, 4000)
}

/// A text of one line, cut at its end where it is wider than `room` columns.
pub fn clip(text: &str, room: usize) -> String {
    head(text, room)
}

/// The sentence split at the claim. A claim outside its sentence stands alone.
fn parts(evidence: &Evidence) -> (&str, &str, &str) {
    let text = evidence.sentence.text.as_str();
    let offset = |at: usize| at.checked_sub(evidence.sentence.start);
    if let (Some(start), Some(end)) = (offset(evidence.span.start), offset(evidence.span.end))
        && let (Some(before), Some(claim), Some(after)) = (text.get(..start), text.get(start..end), text.get(end..))
        && claim == evidence.quote
    {
        return (before, claim, after);
    }
    match text.split_once(evidence.quote.as_str()) {
        Some((before, after)) if !evidence.quote.is_empty() => (before, &evidence.quote, after),
        _ => ("", &evidence.quote, ""),
    }
}

/// Room for what stands before and after: half each, and what one does not need goes to the other.
fn shares(before: usize, after: usize, room: usize) -> (usize, usize) {
    let left = before.min((room / 2).max(room.saturating_sub(after)));
    (left, room - left)
}

fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// The width of a text, or `limit` plus one where it is wider.
fn clipped_width(text: &str, limit: usize) -> usize {
    let mut sum = 0;
    for sign in text.chars() {
        sum += sign.width().unwrap_or(1);
        if sum > limit {
            return limit + 1;
        }
    }
    sum
}

/// The beginning of a text, up to `room` columns.
fn head(text: &str, room: usize) -> String {
    let (piece, cut) = fitting(text.chars(), room);
    if !cut {
        return flat(text);
    }
    let piece: String = piece.into_iter().collect();
    let kept = piece.rsplit_once(char::is_whitespace).map_or(piece.as_str(), |(kept, _)| kept);
    format!("{} …", flat(kept).trim_end()).replace("  ", " ")
}

/// The end of a text, down to `room` columns.
fn tail(text: &str, room: usize) -> String {
    let (piece, cut) = fitting(text.chars().rev(), room);
    if !cut {
        return flat(text);
    }
    let piece: String = piece.into_iter().rev().collect();
    let kept = piece.split_once(char::is_whitespace).map_or(piece.as_str(), |(_, kept)| kept);
    format!("… {}", flat(kept).trim_start()).replace("  ", " ")
}

/// The first signs that fit, and whether any are left.
fn fitting(mut signs: impl Iterator<Item = char>, room: usize) -> (Vec<char>, bool) {
    let mut sum = 0;
    let mut piece = Vec::new();
    for sign in signs.by_ref() {
        sum += sign.width().unwrap_or(1);
        if sum > room {
            return (piece, true);
        }
        piece.push(sign);
    }
    (piece, false)
}

/// A text that is too long keeps its beginning and its end.
fn shorten(text: &str, room: usize) -> String {
    if clipped_width(text, room) <= room {
        return flat(text);
    }
    let (first, _) = fitting(text.chars(), room * 2 / 3);
    let (last, _) = fitting(text.chars().rev(), room / 3);
    let first: String = first.into_iter().collect();
    let last: String = last.into_iter().rev().collect();
    format!("{} … {}", flat(&first).trim_end(), flat(&last).trim_start())
}

/// On one line, with single spaces, the outer ones kept.
fn flat(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for sign in text.chars() {
        if sign.is_whitespace() {
            space = true;
            continue;
        }
        if std::mem::take(&mut space) {
            out.push(' ');
        }
        out.push(sign);
    }
    if space {
        out.push(' ');
    }
    visible(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stance;
    use crate::model::report::{Passage, Range};

    fn evidence(text: &str, quote: &str) -> Evidence {
        let start = text.find(quote).unwrap_or(0);
        Evidence {
            document: "a.txt".into(),
            span: Range { start: 100 + start, end: 100 + start + quote.len() },
            line: 1,
            column: 1,
            quote: quote.into(),
            sentence: Passage { start: 100, end: 100 + text.len(), text: text.into() },
            attribution: None,
            stance: Stance::Asserted,
            rule: "r".into(),
        }
    }

    fn check(text: &str, quote: &str, room: usize, expected: &str) {
        let Excerpt { before, claim, after } = excerpt(&evidence(text, quote), room);
        assert_eq!(format!("{before}[{claim}]{after}"), expected);
    }

    #[test]
    fn the_claim_stands_in_the_middle_of_what_fits() {
        let text = "On a cold morning the old ferry left the quay at noon with forty people on board and a dog.";
        check(
            text,
            "left the quay",
            200,
            "On a cold morning the old ferry [left the quay] at noon with forty people on board and a dog.",
        );
        check(text, "left the quay", 40, "… old ferry [left the quay] at noon with …");
        check(text, "On a cold", 30, "[On a cold] morning the old …");
        check("two\nlines\tand\x1b[2J more", "lines", 80, "two [lines] and␛[2J more");
        check("東京都の港は日曜日に開いた", "日曜日", 12, "… は[日曜日]に …");
    }

    #[test]
    fn words_with_quotation_marks_of_their_own_get_no_others() {
        let cases = [
            ("The pier was rebuilt.", ["“", "”"]),
            ("“The pier was rebuilt,” she said.", ["", ""]),
            ("She said, \"the pier was rebuilt.\"", ["", ""]),
            ("She calls the pier “new” everywhere.", ["“", "”"]),
        ];
        for (text, marks) in cases {
            assert_eq!(excerpt(&evidence(text, "pier was rebuilt"), 200).marks(), marks, "{text}");
        }
    }

    #[test]
    fn marks_of_bold_text_are_left_out_of_markdown_alone() {
        let mut passage = evidence("It burned on **Monday, 4 March**, they say.", "Monday, 4 March");
        assert_eq!(excerpt(&passage, 200).before, "It burned on **");
        passage.document = "a.md".into();
        let Excerpt { before, claim, after } = excerpt(&passage, 200);
        assert_eq!([before, claim, after].concat(), "It burned on Monday, 4 March, they say.");
    }

    #[test]
    fn a_huge_quote_is_cut_in_the_middle() {
        let quote = "x".repeat(1_000_000);
        let cut = excerpt(&evidence(&quote, &quote), 60);
        assert!(width(&cut.claim) <= 64, "{}", cut.claim);
    }
}
