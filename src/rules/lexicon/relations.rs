//! Nouns for what persons, bodies and states are to one another.

use std::collections::{BTreeMap, BTreeSet, HashSet};

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
    Place,
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
    /// Words that grade a relation, by what they make of it.
    degrees: BTreeMap<String, HashSet<String>>,
    /// Sets of canonical names; any two of a set exclude each other.
    exclusive: Vec<Vec<String>>,
    /// A relation, that of which it is one, and what the two make together; all canonical names.
    composed: Vec<[String; 3]>,
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
    pub(super) degrees: Vec<(String, HashSet<String>)>,
    composed: BTreeMap<(String, String), String>,
}

impl Relations {
    pub(super) fn load() -> Result<Self, Vec<Error>> {
        let written: Written = RELATIONS.parse()?;
        let mut errors = dangling(&written);
        let composed =
            written.composed.iter().map(|[outer, inner, whole]| ((outer.clone(), inner.clone()), whole.clone())).collect();
        let mut relations = Self { degrees: written.degrees.into_iter().collect(), composed, ..Self::default() };
        for relation in &written.relation {
            let excludes = excluded(&relation.canonical, &written.exclusive);
            for (lemma, gender) in relation.lemmas() {
                let phrase = lemma.replace('-', " ");
                if relations.words.get(&phrase).is_some() {
                    errors.push(RELATIONS.error_at_word(format!("`{lemma}` is listed twice"), lemma));
                }
                relations.first.extend(phrase.split(' ').next().map(str::to_string));
                relations.words.insert(&phrase, relation.word(lemma, gender, &excludes));
            }
        }
        if errors.is_empty() { Ok(relations) } else { Err(errors) }
    }

    pub(super) fn get(&self, lemma: &str) -> Option<&RelationWord> {
        self.words.get(&lemma.replace('-', " "))
    }

    pub(super) fn composed(&self, outer: &str, inner: &str) -> Option<&str> {
        self.composed.get(&(outer.to_string(), inner.to_string())).map(String::as_str)
    }

    pub(super) fn at(&self, word: &dyn Fn(usize) -> Option<String>) -> Option<(usize, &RelationWord)> {
        word(0).filter(|first| first.split('-').next().is_some_and(|part| self.first.contains(part)))?;
        let words = Words::read(word, &BTreeMap::new());
        let (length, relation) = self.words.longest(|at| words.get(at))?;
        Some((words.tokens(length), relation))
    }
}

impl WrittenRelation {
    /// All words with their gender; the canonical name is one of them.
    fn lemmas(&self) -> impl Iterator<Item = (&str, Option<Gender>)> {
        let female = self.female.iter().map(|lemma| (lemma.as_str(), Some(Gender::Female)));
        let male = self.male.iter().map(|lemma| (lemma.as_str(), Some(Gender::Male)));
        let gendered = female.chain(male);
        let listed = gendered.clone().any(|(lemma, _)| lemma == self.canonical);
        let canonical = Some(self.canonical.as_str()).filter(|_| !listed);
        self.words.iter().map(String::as_str).chain(canonical).map(|lemma| (lemma, None)).chain(gendered)
    }

    fn word(&self, lemma: &str, gender: Option<Gender>, excludes: &[String]) -> RelationWord {
        RelationWord {
            lemma: lemma.to_string(),
            canonical: self.canonical.clone(),
            family: self.family,
            symmetric: self.symmetric,
            inverse: self.inverse.clone(),
            functional: self.functional,
            excludes: excludes.to_vec(),
            gender,
        }
    }
}

/// The other names of the sets that a name is in.
fn excluded(canonical: &String, exclusive: &[Vec<String>]) -> Vec<String> {
    let sets = exclusive.iter().filter(|set| set.contains(canonical));
    let names: BTreeSet<&String> = sets.flatten().filter(|name| *name != canonical).collect();
    names.into_iter().cloned().collect()
}

/// Inverses, exclusions and compositions that name no relation.
fn dangling(written: &Written) -> Vec<Error> {
    let known: HashSet<&str> = written.relation.iter().map(|relation| relation.canonical.as_str()).collect();
    let inverses = written.relation.iter().filter_map(|relation| relation.inverse.as_ref());
    let composed = written.composed.iter().flatten();
    let unknown =
        inverses.chain(written.exclusive.iter().flatten()).chain(composed).filter(|name| !known.contains(name.as_str()));
    unknown.map(|name| RELATIONS.error_at_word(format!("there is no relation `{name}`"), name)).collect()
}
