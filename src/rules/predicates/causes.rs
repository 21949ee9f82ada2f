//! Causes: sorts of events that have one, classes of what brings them about, and the words that tie the two.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Deserialize;

/// What a text may say about why something happened.
#[derive(Clone, Debug, Default)]
pub struct Causes {
    pub links: Links,
    events: BTreeMap<String, EventFamily>,
    generic: BTreeSet<String>,
    classes: HashMap<String, BTreeSet<String>>,
    rivals: BTreeSet<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CauseFile {
    links: Links,
    events: BTreeMap<String, EventFamily>,
    generic: Generic,
    classes: BTreeMap<String, Vec<String>>,
    rivals: Rivals,
}

/// Words that say of one thing that it brought about another.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Links {
    /// The cause is the subject, the event the object.
    pub doing: BTreeSet<String>,
    /// The event is the subject, the cause stands under a preposition.
    pub from: BTreeSet<String>,
    /// The event is the object, the cause stands under a preposition.
    pub laid: BTreeSet<String>,
    /// The cause is what somebody who looks for it names.
    pub finding: BTreeSet<String>,
    /// The cause is told in the clause below.
    pub belief: BTreeSet<String>,
    /// Nouns for those who look for causes.
    pub inquirers: BTreeSet<String>,
    /// Nouns for a cause as such.
    pub nouns: BTreeSet<String>,
    /// Nouns for what came of it.
    pub outcomes: BTreeSet<String>,
    /// Prepositions behind the event.
    pub adjuncts: BTreeSet<String>,
    /// Conjunctions behind the event.
    pub conjunctions: BTreeSet<String>,
    /// Words by which the cause is a guess.
    pub guessing: BTreeSet<String>,
    /// Prepositions before the cause that did it, in the passive.
    pub before_doer: BTreeSet<String>,
    /// Prepositions before the cause, where the event is the subject or an outcome.
    pub before_source: BTreeSet<String>,
    pub before_source_of_outcome: BTreeSet<String>,
    /// Prepositions before what is blamed and what it is blamed for.
    pub before_blamed: BTreeSet<String>,
    pub before_blamed_for: BTreeSet<String>,
    /// Prepositions before what was found to be the cause.
    pub before_found: BTreeSet<String>,
}

/// A sort of event.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventFamily {
    nouns: BTreeSet<String>,
    things: BTreeSet<String>,
    verbs: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Generic {
    nouns: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rivals {
    pairs: Vec<(String, String)>,
}

impl Causes {
    pub(super) fn new(file: CauseFile) -> Self {
        let mut classes: HashMap<String, BTreeSet<String>> = HashMap::new();
        for (class, words) in file.classes {
            for word in words {
                classes.entry(word).or_default().insert(class.clone());
            }
        }
        let pairs = file.rivals.pairs.into_iter();
        Self {
            links: file.links,
            events: file.events,
            generic: file.generic.nouns,
            classes,
            rivals: pairs.flat_map(|(one, other)| [(one.clone(), other.clone()), (other, one)]).collect(),
        }
    }

    /// The classes of causes that a word stands for.
    pub fn named<'a>(&'a self, word: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.classes.get(word).into_iter().flatten().map(String::as_str)
    }

    /// Whether one event is hardly brought about by both.
    pub fn are_rivals(&self, one: &str, other: &str) -> bool {
        self.rivals.contains(&(one.to_string(), other.to_string()))
    }

    /// The sort of event that a noun names.
    pub fn named_by<'a>(&'a self, noun: &str) -> Option<&'a str> {
        self.events.iter().find(|(_, family)| family.nouns.contains(noun)).map(|(name, _)| name.as_str())
    }

    /// Whether a noun names an event and not its sort: `disaster`.
    pub fn is_generic(&self, noun: &str) -> bool {
        self.generic.contains(noun)
    }

    /// The sort of event in which a verb tells what a thing befell.
    pub fn befalls<'a>(&'a self, verb: &str, thing: &str) -> Option<&'a str> {
        let told = |family: &EventFamily| family.verbs.contains(verb) && family.is_of(thing);
        self.events.iter().find(|(_, family)| told(family)).map(|(name, _)| name.as_str())
    }

    /// The sorts of events that may befall a thing.
    pub fn may_befall<'a>(&'a self, thing: &str) -> impl Iterator<Item = &'a str> {
        self.events.iter().filter(move |(_, family)| family.is_of(thing)).map(|(name, _)| name.as_str())
    }
}

impl EventFamily {
    fn is_of(&self, thing: &str) -> bool {
        self.things.contains(thing) || self.nouns.contains(thing)
    }
}
