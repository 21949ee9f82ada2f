//! Tokens cut into the pieces that figures and times are spelt with: runs of letters, runs of digits, single signs.
//!
//! The tokeniser keeps `21-day`, `$8.7-billion` and `5pm` together or apart by rules of its own; on atoms that makes no difference.

use std::ops::Range;

use crate::model::{Analysis, Document, Span};
use crate::rules::words::timing;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Word,
    /// Digits with commas and points between them.
    Digits,
    Sign,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Atom {
    /// In lower case, with plain apostrophes and western digits.
    pub text: String,
    pub shape: Shape,
    pub span: Span,
    /// Index of the token that it is a piece of.
    pub token: usize,
    /// Nothing stands between it and the atom before it.
    pub glued: bool,
    /// Starts with a capital letter.
    pub capital: bool,
}

/// The atoms of a range of tokens.
pub fn cut(document: &Document, analysis: &Analysis, tokens: Range<usize>) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::new();
    for token in tokens {
        let span = analysis.tokens[token].span;
        let text = document.slice(span);
        if let Some(short) = abbreviation(text) {
            push(&mut atoms, short.to_string(), Shape::Word, span, token, false);
            continue;
        }
        for (range, shape) in pieces(text) {
            let piece = &text[range.clone()];
            let at = Span::new(span.start + range.start, span.start + range.end);
            let capital = piece.chars().next().is_some_and(char::is_uppercase);
            push(&mut atoms, normal(piece, shape), shape, at, token, capital);
        }
    }
    atoms
}

fn push(atoms: &mut Vec<Atom>, text: String, shape: Shape, span: Span, token: usize, capital: bool) {
    let glued = atoms.last().is_some_and(|last| last.span.end == span.start);
    atoms.push(Atom { text, shape, span, token, glued, capital });
}

/// Abbreviations with points inside, as one word without them.
fn abbreviation(text: &str) -> Option<&'static str> {
    timing().halves_with_points.get(&text.to_ascii_lowercase()).map(String::as_str)
}

fn normal(piece: &str, shape: Shape) -> String {
    match shape {
        Shape::Digits => piece.chars().map(western).collect(),
        _ => piece.to_lowercase().replace('’', "'").replace(['–', '—', '‑'], "-"),
    }
}

/// A digit of any script that news copy is typeset in, as 0 to 9.
fn western(digit: char) -> char {
    let zero = match digit {
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06F0}'..='\u{06F9}' => 0x06F0,
        '\u{0966}'..='\u{096F}' => 0x0966,
        _ => return digit,
    };
    char::from_digit(digit as u32 - zero, 10).unwrap_or(digit)
}

fn is_digit(letter: char) -> bool {
    western(letter).is_ascii_digit()
}

fn pieces(text: &str) -> Vec<(Range<usize>, Shape)> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let end_of = |at: usize| letters.get(at).map_or(text.len(), |(offset, _)| *offset);
    let letter = |at: usize| letters.get(at).map(|(_, letter)| *letter);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = letter(at) {
        let from = at;
        let shape = if is_digit(first) {
            Shape::Digits
        } else if first.is_alphabetic() {
            Shape::Word
        } else {
            Shape::Sign
        };
        at += 1;
        while let Some(next) = letter(at) {
            let inside = |good: fn(char) -> bool| letter(at + 1).is_some_and(good);
            let goes_on = match shape {
                Shape::Digits => is_digit(next) || (matches!(next, ',' | '.') && inside(is_digit)),
                Shape::Word => next.is_alphabetic() || (matches!(next, '\'' | '’') && inside(char::is_alphabetic)),
                Shape::Sign => false,
            };
            if !goes_on {
                break;
            }
            at += 1;
        }
        if !first.is_whitespace() {
            found.push((end_of(from)..end_of(at), shape));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fall_into_pieces() {
        let cases = [
            ("$8.7-billion", vec!["$", "8.7", "-", "billion"]),
            ("5-17", vec!["5", "-", "17"]),
            ("o'clock", vec!["o'clock"]),
            ("1990s", vec!["1990", "s"]),
            ("92,", vec!["92", ","]),
            ("٤٢", vec!["٤٢"]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = pieces(text).into_iter().map(|(range, _)| &text[range]).collect();
            assert_eq!(found, expected);
        }
        assert_eq!(normal("٤٢", Shape::Digits), "42");
    }
}

#[cfg(test)]
pub mod testing {
    //! Atoms of a text without the analyser: a token for each run of letters, digits or signs.

    use super::*;
    use crate::model::Token;

    /// A document with one token for each word between blanks, all in one sentence.
    pub fn plain(text: &str) -> (Document, Analysis) {
        let document = Document::new("", text);
        let mut analysis = Analysis::default();
        let mut at = 0;
        for word in text.split(' ') {
            if !word.is_empty() {
                let head = analysis.tokens.len();
                analysis.tokens.push(Token {
                    span: Span::new(at, at + word.len()),
                    lemma: word.to_lowercase(),
                    pos: "X",
                    tag: "FW",
                    morph: "",
                    head,
                    dep: "dep",
                    sentence: 0,
                });
            }
            at += word.len() + 1;
        }
        let tokens = 0..analysis.tokens.len();
        analysis.sentences.push(crate::model::Sentence { tokens, span: document.body, paragraph: 0 });
        (document, analysis)
    }

    pub fn atoms_of(text: &str) -> Vec<Atom> {
        let (document, analysis) = plain(text);
        cut(&document, &analysis, 0..analysis.tokens.len())
    }
}
