//! Nouns that name events, nouns that stand for what follows them, and nouns that may name one thing.

use std::collections::{BTreeSet, HashMap};

use serde::Deserialize;

#[derive(Clone, Debug, Default)]
pub struct Nouns {
    verbs: HashMap<String, String>,
    light: BTreeSet<String>,
    undergone: BTreeSet<String>,
    transparent: BTreeSet<String>,
    behind: BTreeSet<String>,
    telling: BTreeSet<String>,
    kinds: HashMap<String, BTreeSet<usize>>,
    made: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NounFile {
    verbs: HashMap<String, String>,
    light: Light,
    transparent: List,
    behind: List,
    telling: Telling,
    kinds: Kinds,
    made: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Light {
    verbs: BTreeSet<String>,
    undergone: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    nouns: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Telling {
    words: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kinds {
    sets: Vec<Vec<String>>,
}

impl Nouns {
    pub(super) fn new(file: NounFile) -> Self {
        let mut kinds: HashMap<String, BTreeSet<usize>> = HashMap::new();
        for (kind, words) in file.kinds.sets.into_iter().enumerate() {
            for word in words {
                kinds.entry(word).or_default().insert(kind);
            }
        }
        Self {
            verbs: file.verbs,
            light: file.light.verbs,
            undergone: file.light.undergone,
            transparent: file.transparent.nouns,
            behind: file.behind.nouns,
            telling: file.telling.words,
            kinds,
            made: file.made.nouns,
        }
    }

    /// The verb that tells of the event that a noun names.
    pub fn verb(&self, noun: &str) -> Option<&str> {
        self.verbs.get(noun).map(String::as_str)
    }

    /// A verb that says no more than that the event of its object took place.
    pub fn light(&self, verb: &str) -> bool {
        self.light.contains(verb)
    }

    /// A light verb whose subject is acted on: `pass` a review.
    pub fn undergone(&self, verb: &str) -> bool {
        self.undergone.contains(verb)
    }

    /// A thing that has a make: `plane`.
    pub fn made(&self, noun: &str) -> bool {
        self.made.contains(noun)
    }

    pub fn transparent(&self, noun: &str) -> bool {
        self.transparent.contains(noun)
    }

    /// A noun that says where or when behind the one that is meant: `midway`.
    pub fn behind(&self, noun: &str) -> bool {
        self.behind.contains(noun)
    }

    /// Whether a word tells one thing of a noun from another: `eastern`.
    pub fn tells_apart(&self, word: &str) -> bool {
        self.telling.contains(word)
    }

    /// Whether two nouns may name one thing: `plane` and `aircraft`.
    pub fn alike(&self, left: &str, right: &str) -> bool {
        left == right || self.kinds(left).any(|kind| self.kinds(right).any(|other| kind == other))
    }

    /// The numbers of the sets of nouns that a noun is in.
    pub fn kinds(&self, noun: &str) -> impl Iterator<Item = usize> + '_ {
        self.kinds.get(noun).into_iter().flatten().copied()
    }
}
