//! What the network knows of a word by its form alone: norm, first character, last three characters, shape.
//!
//! The features are those of spaCy's lexical attributes. The norm is the lower-cased form, or the form that a table puts in its
//! place (`colour` for `color`, `$` for `€`); the shape writes letters as `x` or `X` and digits as `d` and shortens runs to four.

use std::collections::HashMap;

use super::characters::{Characters, is_space};
use super::strings::StringIds;
use super::tables::Table;

const NORMS: Table = Table(include_str!("../../rules/en/model/norms.tsv"));

/// Shapes of longer forms are all the same.
const LONGEST_SHAPE: usize = 100;

/// A distinct form of a document, with its features.
pub(super) struct Lexeme<'t> {
    pub text: &'t str,
    pub lower: String,
    pub is_space: bool,
    /// Ids of norm, prefix, suffix and shape.
    pub features: [u64; 4],
}

/// The distinct forms of a document. A form whose norm an exception has set is a lexeme of its own.
#[derive(Default)]
pub(super) struct Lexicon<'t> {
    pub lexemes: Vec<Lexeme<'t>>,
    known: HashMap<(&'t str, Option<&'static str>), u32>,
}

/// Computes the features of forms.
pub(super) struct Features<'m> {
    pub ids: &'m StringIds,
    pub characters: &'m Characters,
}

impl<'t> Lexicon<'t> {
    /// The index of a form's lexeme.
    pub fn add(&mut self, text: &'t str, norm: Option<&'static str>, features: &Features<'_>) -> u32 {
        *self.known.entry((text, norm)).or_insert_with(|| {
            self.lexemes.push(features.lexeme(text, norm));
            self.lexemes.len() as u32 - 1
        })
    }
}

impl Features<'_> {
    fn lexeme<'t>(&self, text: &'t str, norm: Option<&'static str>) -> Lexeme<'t> {
        let lower = text.to_lowercase();
        let norm = match norm {
            Some(norm) => self.ids.id(norm),
            None => self.norm(text, &lower),
        };
        let prefix = text.chars().next().map_or(0, char::len_utf8);
        let suffix = text.char_indices().nth_back(2).map_or(0, |(at, _)| at);
        let shape = self.shape(text);
        let features = [norm, self.ids.id(&text[..prefix]), self.ids.id(&text[suffix..]), self.ids.id(&shape)];
        Lexeme { text, lower, is_space: text.chars().all(is_space), features }
    }

    fn norm(&self, text: &str, lower: &str) -> u64 {
        let key = format!("{:016x}", self.ids.id(text));
        self.ids.id(NORMS.get(&key).unwrap_or(lower))
    }

    fn shape(&self, text: &str) -> String {
        if text.chars().nth(LONGEST_SHAPE - 1).is_some() {
            return "LONG".to_string();
        }
        let (mut shape, mut last, mut run) = (String::new(), '\0', 0);
        for char in text.chars().map(|char| self.shape_of(char)) {
            run = if char == last { run + 1 } else { 0 };
            last = char;
            if run < 4 {
                shape.push(char);
            }
        }
        shape
    }

    fn shape_of(&self, char: char) -> char {
        match char {
            _ if self.characters.alphabetic.has(char) && self.characters.upper.has(char) => 'X',
            _ if self.characters.alphabetic.has(char) => 'x',
            _ if self.characters.digit.has(char) => 'd',
            _ => char,
        }
    }
}
