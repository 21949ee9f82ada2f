//! Text to pieces of words: the word pieces of BERT (Devlin et al. 2019), each with its place in the text.
//!
//! Letters lose case and accents, control characters go, punctuation marks and CJK characters are words of their own. A word is cut
//! into the longest pieces that the vocabulary has, from left to right.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::Problem;

/// Words of more letters are not looked at.
const LONGEST: usize = 100;

/// A piece of a word.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub id: u32,
    /// In bytes of the text.
    pub span: Range<usize>,
    /// Where the word stands that it is a piece of.
    pub word: Range<usize>,
}

/// A vocabulary with its rules.
pub(crate) struct Pieces {
    ids: HashMap<String, u32>,
    pub start: u32,
    pub end: u32,
    unknown: u32,
}

/// A letter as the vocabulary knows it, and the bytes of the text that it stands for.
type Letter = (char, Range<usize>);

impl Pieces {
    /// Takes the pieces in the order of their numbers.
    ///
    /// # Errors
    /// When one of the marks for start, end and the unknown is not among them.
    pub fn new(vocabulary: &[&str]) -> Result<Self, Problem> {
        let ids: HashMap<String, u32> = vocabulary.iter().map(|piece| (*piece).to_string()).zip(0..).collect();
        let mark = |name: &str| {
            ids.get(name).copied().ok_or_else(|| Problem::new(format!("the vocabulary of the weights has no `{name}`")))
        };
        let (start, end, unknown) = (mark("<s>")?, mark("</s>")?, mark("[UNK]")?);
        Ok(Self { ids, start, end, unknown })
    }

    /// The pieces of a text.
    pub fn of(&self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut word: Vec<Letter> = Vec::new();
        for (at, letter) in text.char_indices() {
            let span = at..at + letter.len_utf8();
            if is_control(letter) {
                continue;
            }
            if letter.is_whitespace() {
                self.cut(&mut word, &mut pieces);
            } else {
                for plain in std::iter::once(letter).nfd().filter(|part| !is_accent(*part)).flat_map(char::to_lowercase) {
                    let alone = is_punctuation(plain) || is_cjk(plain);
                    if alone {
                        self.cut(&mut word, &mut pieces);
                    }
                    word.push((plain, span.clone()));
                    if alone {
                        self.cut(&mut word, &mut pieces);
                    }
                }
            }
        }
        self.cut(&mut word, &mut pieces);
        pieces
    }

    /// Cuts a word, if there is one, and forgets it.
    fn cut(&self, word: &mut Vec<Letter>, pieces: &mut Vec<Piece>) {
        let (Some((_, first)), Some((_, last))) = (word.first(), word.last()) else { return };
        let whole = first.start..last.end;
        let before = pieces.len();
        let mut at = 0;
        while at < word.len() && word.len() <= LONGEST {
            let Some((id, end)) = self.longest(word, at) else { break };
            pieces.push(Piece { id, span: word[at].1.start..word[end - 1].1.end, word: whole.clone() });
            at = end;
        }
        if at < word.len() {
            pieces.truncate(before);
            pieces.push(Piece { id: self.unknown, span: whole.clone(), word: whole });
        }
        word.clear();
    }

    /// The longest piece that stands at a letter, and the letter behind it.
    fn longest(&self, word: &[Letter], at: usize) -> Option<(u32, usize)> {
        let mut text: String = if at > 0 { "##".to_string() } else { String::new() };
        text.extend(word[at..].iter().map(|(letter, _)| letter));
        for end in (at + 1..=word.len()).rev() {
            if let Some(&id) = self.ids.get(&text) {
                return Some((id, end));
            }
            text.pop();
        }
        None
    }
}

fn is_control(letter: char) -> bool {
    let other = letter.general_category_group() == GeneralCategoryGroup::Other;
    letter == '\u{fffd}' || (other && !matches!(letter, '\t' | '\n' | '\r'))
}

fn is_accent(letter: char) -> bool {
    letter.general_category() == GeneralCategory::NonspacingMark
}

fn is_punctuation(letter: char) -> bool {
    letter.is_ascii_punctuation() || letter.general_category_group() == GeneralCategoryGroup::Punctuation
}

fn is_cjk(letter: char) -> bool {
    matches!(letter,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2a6df}' | '\u{2a700}'..='\u{2b73f}'
        | '\u{2b740}'..='\u{2b81f}' | '\u{2b820}'..='\u{2ceaf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const VOCABULARY: [&str; 14] =
        ["<s>", "</s>", "[UNK]", "the", "ferr", "##y", "##ies", "cafe", ".", "-", "5", "##00", "京", "e"];

    fn of(text: &str) -> Vec<(String, &str)> {
        let pieces = Pieces::new(&VOCABULARY).expect("the marks are there");
        let name = |piece: &Piece| VOCABULARY[piece.id as usize].to_string();
        pieces.of(text).into_iter().map(|piece| (name(&piece), &text[piece.span.clone()])).collect()
    }

    fn pairs(expected: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
        expected.iter().map(|(name, text)| ((*name).to_string(), *text)).collect()
    }

    #[test]
    fn words_are_cut_into_the_longest_pieces() {
        assert_eq!(of("The ferries."), pairs(&[("the", "The"), ("ferr", "ferr"), ("##ies", "ies"), (".", ".")]));
        assert_eq!(of("500-ferry"), pairs(&[("5", "5"), ("##00", "00"), ("-", "-"), ("ferr", "ferr"), ("##y", "y")]));
    }

    #[test]
    fn accents_case_and_control_characters_go_and_places_stay() {
        assert_eq!(of("CAFÉ\u{0}"), pairs(&[("cafe", "CAFÉ")]));
        assert_eq!(of("cafe\u{301} e"), pairs(&[("cafe", "cafe"), ("e", "e")]));
        assert_eq!(of("e\u{b} the\u{2028}e\tthe").len(), 4);
        assert_eq!(of("the京e"), pairs(&[("the", "the"), ("京", "京"), ("e", "e")]));
    }

    #[test]
    fn what_has_no_pieces_or_too_many_letters_is_unknown() {
        assert_eq!(of("ferrx e"), pairs(&[("[UNK]", "ferrx"), ("e", "e")]));
        let most = format!("ferr{}", "y".repeat(LONGEST - 4));
        assert_eq!(of(&most).len(), LONGEST - 3);
        assert_eq!(of(&(most + "y")).len(), 1);
    }

    #[test]
    fn a_vocabulary_without_marks_is_refused() {
        let error = Pieces::new(&["<s>", "</s>"]).err().expect("no mark for the unknown");
        assert_eq!(error.0, "the vocabulary of the weights has no `[UNK]`");
    }
}
