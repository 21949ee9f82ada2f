//! Nouns that tie persons, bodies and states to one another: offices, polities and relations, with the small words that grade them.

use std::collections::{BTreeMap, HashSet};

use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::model::Standing;

mod forms;
mod offices;
mod polities;
mod relations;

pub use offices::{Office, OfficeMatch, Seats};
pub use polities::Polity;
pub use relations::{Family, Gender, RelationWord};

use offices::Offices;
use polities::Polities;
use relations::Relations;

/// A file that is built in: where it stands in the source tree, and its text.
#[derive(Clone, Copy)]
struct Source(&'static str, &'static str);

const OFFICES: Source = Source("rules/en/lexicon/offices.toml", include_str!("../../rules/en/lexicon/offices.toml"));
const POLITIES: Source = Source("rules/en/lexicon/polities.toml", include_str!("../../rules/en/lexicon/polities.toml"));
const RELATIONS: Source = Source("rules/en/lexicon/relations.toml", include_str!("../../rules/en/lexicon/relations.toml"));

impl Source {
    fn parse<T: DeserializeOwned>(self) -> Result<T, Vec<Error>> {
        toml::from_str(self.1).map_err(|error| vec![self.error(error.message(), error.span().map(|span| span.start))])
    }

    /// A problem at a byte of the file, or with the whole of it.
    fn error(self, problem: impl Into<String>, byte: Option<usize>) -> Error {
        let line = byte.and_then(|byte| self.1.get(..byte)).map(|before| before.matches('\n').count() + 1);
        Error::new(problem).at(line.map_or(self.0.to_string(), |line| format!("{}:{line}", self.0)))
    }

    /// A problem with a word of the file.
    fn error_at_word(self, problem: impl Into<String>, word: &str) -> Error {
        self.error(problem, self.1.rfind(&format!("\"{word}\"")))
    }
}

/// Looks words up. Words are lower-case except the names of polities.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    offices: Offices,
    polities: Polities,
    relations: Relations,
}

impl Lexicon {
    /// The words that are built in.
    ///
    /// # Errors
    /// All that is wrong with the files: not of their shape, a name given twice, a reference to nothing.
    pub fn load() -> Result<Self, Vec<Error>> {
        let mut errors = Vec::new();
        let offices = Offices::load().map_err(|found| errors.extend(found));
        let polities = Polities::load().map_err(|found| errors.extend(found));
        let relations = Relations::load().map_err(|found| errors.extend(found));
        match (offices, polities, relations) {
            (Ok(offices), Ok(polities), Ok(relations)) => Ok(Self { offices, polities, relations }),
            _ => Err(errors),
        }
    }

    /// The longest office that begins at `word(0)`, with the standing words before and after it. Words are lower-case tokens; a hyphen
    /// may stand inside a token or be one.
    pub fn office_at(&self, word: &dyn Fn(usize) -> Option<String>) -> Option<OfficeMatch<'_>> {
        self.offices.at(word)
    }

    /// Whether a verb or noun tells that an office ends: `fire`, `resignation`.
    pub fn leaves(&self, lemma: &str) -> bool {
        self.offices.leaving.contains(lemma)
    }

    /// What a word before an office says of how it is held: `former`, `acting`.
    pub fn standing(&self, word: &str) -> Option<Standing> {
        self.offices.standing(word)
    }

    /// The polity of a name, demonym or metonym, with its capitals. The name of a capital is that of a town: see `capital_of`.
    pub fn polity(&self, name: &str) -> Option<&Polity> {
        self.polities.named(name)
    }

    /// The polity whose capital this is.
    pub fn capital_of(&self, town: &str) -> Option<&Polity> {
        self.polities.capital_of(town)
    }

    /// A relation by its lemma, with a hyphen or a blank where there is one: `ally`, `father-in-law`.
    pub fn relation(&self, lemma: &str) -> Option<&RelationWord> {
        self.relations.get(lemma)
    }

    /// The longest relation word that begins at `word(0)`, with its length in tokens. Words are lower-case lemmas.
    pub fn relation_at(&self, word: &dyn Fn(usize) -> Option<String>) -> Option<(usize, &RelationWord)> {
        self.relations.at(word)
    }

    /// What a relation of a relation is: the `child` of a `sibling` is a `nephew`. Canonical names.
    pub fn composed(&self, outer: &str, inner: &str) -> Option<&str> {
        self.relations.composed(outer, inner)
    }
    /// How a word grades a relation: `main` as the first of its sort, `close` as one of the first.
    pub fn degree(&self, word: &str) -> Option<&str> {
        let graded = |words: &&(String, HashSet<String>)| words.1.contains(word);
        self.relations.degrees.iter().find(graded).map(|(degree, _)| degree.as_str())
    }

    /// Whether a word stands before a personal name without being an office: `mr`, `dame`.
    pub fn honorific(&self, word: &str) -> bool {
        self.offices.honorifics.contains(bare(word))
    }

    /// Whether a word can stand directly before a personal name: an honorific or an office of one word.
    pub fn title(&self, word: &str) -> bool {
        self.honorific(word) || self.offices.titles.contains(bare(word))
    }
}

/// Words of up to so many tokens are looked at.
const REACH: usize = 16;

/// A word without the full stop of an abbreviation.
fn bare(word: &str) -> &str {
    word.strip_suffix('.').unwrap_or(word)
}

/// The words that begin at a token, cut at hyphens and without abbreviation stops, each with the number of tokens up to its end.
struct Words(Vec<(String, usize)>);

impl Words {
    fn read(word: &dyn Fn(usize) -> Option<String>, spelling: &BTreeMap<String, String>) -> Self {
        let mut words = Vec::new();
        for (at, token) in (0..REACH).map_while(|at| word(at).map(|token| (at, token))) {
            let parts = token.split(['-', '\u{2010}', '\u{2011}']).filter(|part| !part.is_empty());
            words.extend(parts.map(|part| (spelling.get(bare(part)).map_or(bare(part), String::as_str).to_string(), at + 1)));
        }
        Self(words)
    }

    fn get(&self, at: usize) -> Option<&str> {
        self.0.get(at).map(|(word, _)| word.as_str())
    }

    fn is(&self, at: usize, expected: &str) -> bool {
        self.get(at) == Some(expected)
    }

    /// The number of tokens that the first `count` words take up.
    fn tokens(&self, count: usize) -> usize {
        count.checked_sub(1).and_then(|last| self.0.get(last)).map_or(0, |(_, tokens)| *tokens)
    }
}

#[cfg(test)]
mod tests;
