//! Nouns for what persons, bodies and states are to one another.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;

use super::{RELATIONS, Words};
use crate::error::Error;
use crate::rules::measures::Phrases;

/// The sort of tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    Kinship,
    Alliance,
    Rivalry,
    Ownership,
    Membership,
    Funding,
    Work,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    Female,
    Male,
}

/// A noun for one side of a tie: `Y` in `X's <noun>, Y`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationWord {
    pub lemma: String,
    /// The name that stands for all words of this side of the tie.
    pub canonical: String,
    pub family: Family,
    /// If Y is X's, X is Y's.
    pub symmetric: bool,
    /// The canonical name of the other side.
    pub inverse: Option<String>,
    /// X has one at a time.
    pub functional: bool,
    /// Canonical names of what Y cannot be to X as well.
    pub excludes: Vec<String>,
    /// Of Y.
    pub gender: Option<Gender>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    relation: Vec<WrittenRelation>,
    degrees: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRelation {
    canonical: String,
    family: Family,
    #[serde(default)]
    symmetric: bool,
    inverse: Option<String>,
    #[serde(default)]
    functional: bool,
    #[serde(default)]
    excludes: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    female: Vec<String>,
    #[serde(default)]
    male: Vec<String>,
}

/// The relation words, found by lemma.
#[derive(Clone, Debug, Default)]
pub(super) struct Relations {
    words: Phrases<RelationWord>,
    /// The first words of `words`.
    first: HashSet<String>,
    pub(super) degrees: HashSet<String>,
}

impl Relations {
    pub(super) fn load() -> Result<Self, Vec<Error>> {
        let written: Written = RELATIONS.parse()?;
        let errors = dangling(&written.relation);
        let mut relations = Self { degrees: written.degrees, ..Self::default() };
        for relation in &written.relation {
            let sides = [(&relation.words, None), (&relation.female, Some(Gender::Female)), (&relation.male, Some(Gender::Male))];
            for (lemma, gender) in sides.into_iter().flat_map(|(lemmas, gender)| lemmas.iter().map(move |lemma| (lemma, gender)))
            {
                let phrase = lemma.replace('-', " ");
                relations.first.extend(phrase.split(' ').next().map(str::to_string));
                relations.words.insert(&phrase, relation.word(lemma, gender));
            }
        }
        if errors.is_empty() { Ok(relations) } else { Err(errors) }
    }

    pub(super) fn get(&self, lemma: &str) -> Option<&RelationWord> {
        self.words.get(&lemma.replace('-', " "))
    }

    pub(super) fn at(&self, word: &dyn Fn(usize) -> Option<String>) -> Option<(usize, &RelationWord)> {
        word(0).filter(|first| first.split('-').next().is_some_and(|part| self.first.contains(part)))?;
        let words = Words::read(word, &BTreeMap::new());
        let (length, relation) = self.words.longest(|at| words.get(at))?;
        Some((words.tokens(length), relation))
    }
}

impl WrittenRelation {
    fn word(&self, lemma: &str, gender: Option<Gender>) -> RelationWord {
        RelationWord {
            lemma: lemma.to_string(),
            canonical: self.canonical.clone(),
            family: self.family,
            symmetric: self.symmetric,
            inverse: self.inverse.clone(),
            functional: self.functional,
            excludes: self.excludes.clone(),
            gender,
        }
    }
}

/// Inverses and exclusions that name no relation, and words that two relations claim.
fn dangling(relations: &[WrittenRelation]) -> Vec<Error> {
    let known: HashSet<&str> = relations.iter().map(|relation| relation.canonical.as_str()).collect();
    let references = relations.iter().flat_map(|relation| relation.excludes.iter().chain(&relation.inverse));
    let unknown = references.filter(|name| !known.contains(name.as_str()));
    let unknown = unknown.map(|name| RELATIONS.error_at_word(format!("there is no relation `{name}`"), name));
    let mut seen = HashSet::new();
    let words = relations.iter().flat_map(|relation| [&relation.words, &relation.female, &relation.male]).flatten();
    let twice = words.filter(|word| !seen.insert(word.as_str()));
    unknown.chain(twice.map(|word| RELATIONS.error_at_word(format!("`{word}` is listed twice"), word))).collect()
}
