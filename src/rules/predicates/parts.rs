//! Who has which part in what happens: nouns for doers and for deeds, what credits a deed to somebody, and parties to a quarrel.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Deserialize;

/// Parts in events as nouns tell of them.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    doers: BTreeMap<String, String>,
    deeds: BTreeMap<String, String>,
    credit: BTreeSet<String>,
    credit_nouns: BTreeSet<String>,
    trades: BTreeSet<String>,
    children: BTreeSet<String>,
    sorts: HashMap<String, usize>,
    uniques: Vec<Unique>,
    bodies: BTreeSet<String>,
    firms: BTreeSet<String>,
    camps: HashMap<String, String>,
    rivals: BTreeSet<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartFile {
    doers: BTreeMap<String, String>,
    deeds: BTreeMap<String, String>,
    credit: Credit,
    trades: Words,
    children: Words,
    sorts: Sorts,
    unique: Vec<Unique>,
    bodies: Bodies,
    camps: Camps,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Credit {
    predicates: BTreeSet<String>,
    nouns: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    nouns: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sorts {
    sets: Vec<Vec<String>>,
}

/// A role that a story has one of.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unique {
    pub id: String,
    nouns: BTreeSet<String>,
    /// Words before the noun that make it the one; none where it is so by itself.
    pub marks: BTreeSet<String>,
    /// What the first to do it has done.
    #[serde(default)]
    first: BTreeSet<String>,
    /// What was done to it.
    #[serde(default)]
    done: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bodies {
    nouns: BTreeSet<String>,
    firms: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Camps {
    rivals: Vec<(String, String)>,
    words: BTreeMap<String, Vec<String>>,
}

impl Parts {
    pub(super) fn new(file: PartFile) -> Self {
        let camps = file.camps.words.into_iter();
        let rivals = file.camps.rivals.into_iter();
        let sorts = file.sorts.sets.into_iter().enumerate();
        Self {
            doers: file.doers,
            deeds: file.deeds,
            credit: file.credit.predicates,
            credit_nouns: file.credit.nouns,
            trades: file.trades.nouns,
            children: file.children.nouns,
            sorts: sorts.flat_map(|(sort, nouns)| nouns.into_iter().map(move |noun| (noun, sort))).collect(),
            uniques: file.unique,
            bodies: file.bodies.nouns,
            firms: file.bodies.firms,
            camps: camps.flat_map(|(camp, words)| words.into_iter().map(move |word| (word, camp.clone()))).collect(),
            rivals: rivals.flat_map(|(one, other)| [(one.clone(), other.clone()), (other, one)]).collect(),
        }
    }

    /// What the one that a noun names does: `mediator`, mediate.
    pub fn doer(&self, noun: &str) -> Option<&str> {
        self.doers.get(noun).map(String::as_str)
    }

    /// What was done where a noun names the outcome: `equaliser`, score.
    pub fn deed(&self, noun: &str) -> Option<&str> {
        self.deeds.get(noun).map(String::as_str)
    }

    /// Whether a predicate says of a deed whose it is: `belong to`.
    pub fn credits(&self, predicate: &str) -> bool {
        self.credit.contains(predicate)
    }

    /// Whether a noun says the same with `of`: `the work of`.
    pub fn credits_of(&self, noun: &str) -> bool {
        self.credit_nouns.contains(noun)
    }

    /// Whether a noun names a trade that is no title: `baker`.
    pub fn is_trade(&self, noun: &str) -> bool {
        self.trades.contains(noun)
    }

    /// Whether a noun names a child: `pupil`.
    pub fn is_child(&self, noun: &str) -> bool {
        self.children.contains(noun)
    }

    /// Whether two nouns name things of which nothing is both: `silo` and `barracks`.
    pub fn are_two_sorts(&self, one: &str, other: &str) -> bool {
        self.sorts.get(one).zip(self.sorts.get(other)).is_some_and(|(one, other)| one != other)
    }

    /// The role that a noun may name the one of: `witness`.
    pub fn unique(&self, noun: &str) -> Option<&Unique> {
        self.uniques.iter().find(|unique| unique.nouns.contains(noun))
    }

    /// The role of the first to do a thing: `fall` ill.
    pub fn first_who(&self, verb: &str) -> Option<&str> {
        self.uniques.iter().find(|unique| unique.first.contains(verb)).map(|unique| unique.id.as_str())
    }

    /// The role of what something was done to: `hit`.
    pub fn undergone_by(&self, verb: &str) -> Option<&str> {
        self.uniques.iter().find(|unique| unique.done.contains(verb)).map(|unique| unique.id.as_str())
    }

    /// Whether a noun with an article may stand for a body that was named: `the company`.
    pub fn is_body(&self, noun: &str) -> bool {
        self.bodies.contains(noun) || self.is_firm(noun)
    }

    /// Whether a noun may stand for a company: `the cannery`.
    pub fn is_firm(&self, noun: &str) -> bool {
        self.firms.contains(noun)
    }

    /// Whether a noun names a body of people that others are told from: `the army`.
    pub fn has_side(&self, noun: &str) -> bool {
        self.camps.contains_key(noun)
    }

    /// Whether two nouns name bodies that nobody belongs to at once: `soldier` and `rebel`.
    pub fn are_rivals(&self, one: &str, other: &str) -> bool {
        let camps = self.camps.get(one).zip(self.camps.get(other));
        camps.is_some_and(|(one, other)| self.rivals.contains(&(one.clone(), other.clone())))
    }
}
