//! One plain form for what is written in many: composed letters, straight apostrophes, ordinary blanks and hyphens, nothing invisible.
//!
//! Files of one text differ in what no reader sees: decomposed accents, full-width letters, ligatures, soft hyphens, typographic
//! apostrophes. The program reads the plain form; a [`SourceMap`](crate::model::SourceMap) leads every span back.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::model::Span;

/// The plain form of a text, and where the two differ: bytes of the plain form, and those that they stand for.
pub fn plain(text: &str) -> (String, Vec<(Span, Span)>) {
    if text.is_ascii() {
        return (text.to_string(), Vec::new());
    }
    let mut out = String::with_capacity(text.len());
    let mut changes: Vec<(Span, Span)> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let end = at + cluster(&text[at..]);
        let written = &text[at..end];
        let before = out.len();
        let next = text[end..].chars().find(|letter| !is_invisible(*letter));
        push(&mut out, written, first, next);
        if out[before..] != *written {
            record(&mut changes, Span::new(before, out.len()), Span::new(at, end));
        }
        at = end;
    }
    (out, changes)
}

/// Bytes of the first letter with the marks that are written over it.
fn cluster(text: &str) -> usize {
    let mut letters = text.char_indices().skip(1);
    letters.find(|(_, letter)| !is_combining_mark(*letter)).map_or(text.len(), |(at, _)| at)
}

fn push(out: &mut String, written: &str, first: char, next: Option<char>) {
    let inside = || out.ends_with(char::is_alphabetic) && next.is_some_and(char::is_alphabetic);
    match first {
        _ if is_invisible(first) => {}
        '’' | '‘' | '‛' | '′' | '´' | '`' | '\u{2bc}' | '＇' if inside() => out.push('\''),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => out.push(' '),
        '\u{2010}' | '\u{2011}' => out.push('-'),
        '\u{ff01}'..='\u{ff5e}' | '\u{fb00}'..='\u{fb06}' => out.extend(written.nfkc()),
        _ if written.is_ascii() => out.push_str(written),
        _ => out.extend(written.nfc()),
    }
}

/// Soft hyphens, joiners, marks of order and of direction within a text.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

/// What is left out in one place is one change.
fn record(changes: &mut Vec<(Span, Span)>, plain: Span, file: Span) {
    match changes.last_mut().filter(|(last, place)| last.is_empty() && last.end == plain.start && place.end == file.start) {
        Some((_, place)) if plain.is_empty() => place.end = file.end,
        _ => changes.push((plain, file)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceMap;

    #[test]
    fn one_text_in_many_hands_is_read_alike() {
        let plainly = "Ana Gonçalves didn't find the final plan of 12 pages";
        for written in [
            "Ana Gonc\u{327}alves didn’t find the final plan of 12 pages",
            "Ana Gonçalves didn\u{2bc}t find the ﬁnal plan of\u{a0}12 pages",
            "Ana Gon\u{ad}çalves did\u{200b}n＇t find the final plan of １２ pages",
            "\u{feff}Ana Gonçalves didn´t find the fi\u{200c}\u{ad}nal plan of 12\u{2009}pages",
        ] {
            let (text, changes) = plain(written);
            assert_eq!(text, plainly);
            let at = text.find("final plan").unwrap();
            let map = SourceMap { text: written.into(), changes, ..SourceMap::default() };
            let span = map.in_file(Span::new(at, at + "final plan".len()));
            let found: String = plain(&written[span.range()]).0;
            assert_eq!(found, "final plan", "{written}");
        }
    }

    #[test]
    fn quotation_marks_stay() {
        let text = "“It’s the boys’ ‘last chance’,” he said – twice.";
        assert_eq!(plain(text).0, "“It's the boys’ ‘last chance’,” he said – twice.");
        assert_eq!(plain("plain"), ("plain".into(), Vec::new()));
    }
}
