//! The measures of news copy as rules, and the words for people that they share.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::model::units;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    causes: BTreeSet<String>,
    undoing: BTreeSet<String>,
    votes: Votes,
    people: WrittenPeople,
    measure: Vec<Measure>,
    same: BTreeMap<String, Vec<String>>,
    alike: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPeople {
    everybody: BTreeSet<String>,
    some: BTreeSet<String>,
}

/// Words around the margin of a vote.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Votes {
    /// Verbs for what the larger number brought about: `pass`.
    pub carried: BTreeSet<String>,
    /// Verbs for what it brought down: `reject`.
    pub lost: BTreeSet<String>,
    /// Nouns one of which a sentence about a vote has.
    pub nouns: BTreeSet<String>,
}

/// A measure: what is counted, under one name for all its wordings.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    pub id: String,
    pub label: String,
    /// `percent`, `s`, `money`; empty for a count.
    #[serde(default)]
    pub unit: String,
    /// Expected to change from report to report.
    #[serde(default)]
    pub moves: bool,
    /// Counts what the story is about, since it began, whatever the window that a text names.
    #[serde(default)]
    pub story: bool,
    /// A story has one such figure, so that the only one of each text is about the same.
    #[serde(default)]
    pub single: bool,
    /// Somebody's or something's own: two may be held against each other where both have one owner.
    #[serde(default)]
    pub owned: bool,
    /// Stays as it is, so that reports of different months may tell it.
    #[serde(default)]
    pub lasting: bool,
    /// Counts things as well as people.
    #[serde(default)]
    pub things: bool,
    #[serde(default)]
    nouns: BTreeSet<String>,
    #[serde(default)]
    objects: BTreeSet<String>,
    #[serde(default)]
    subjects: BTreeSet<String>,
    #[serde(default)]
    phrases: BTreeSet<String>,
    #[serde(default)]
    roles: BTreeSet<String>,
    /// The nouns that it may count, where it counts things; empty for any.
    #[serde(default)]
    of: BTreeSet<String>,
    /// Ties to a verb with which a figure is none of this measure.
    #[serde(default)]
    unless: BTreeSet<String>,
    /// Words in the sentence by which the figure is not the last word.
    #[serde(default)]
    qualified: BTreeSet<String>,
    #[serde(default)]
    pub finds: Vec<Finds>,
    #[serde(default)]
    pub ignores: Vec<Ignores>,
}

/// A sentence in which the rule must find its measure.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finds {
    pub text: String,
    pub value: f64,
}

/// A sentence in which it must find none.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ignores {
    pub text: String,
}

/// All measures.
#[derive(Clone, Debug, Default)]
pub struct Quantities {
    pub measures: Vec<Measure>,
    pub votes: Votes,
    /// Senses of verbs for what is destroyed or taken.
    pub undoing: BTreeSet<String>,
    /// What counts of victims and damage are put down to: `storm`.
    causes: BTreeSet<String>,
    everybody: BTreeSet<String>,
    some: BTreeSet<String>,
    /// For a verb the verb that stands for all of its meaning.
    same: BTreeMap<String, BTreeSet<String>>,
    /// For a noun the one that stands for all that count the same things.
    alike: BTreeMap<String, String>,
}

/// The words of a figure that a measure looks at.
pub struct Wording<'a> {
    /// `percent`, `s`, `money`, another unit, or empty.
    pub unit: &'a str,
    /// The noun, empty where the figure stands alone.
    pub noun: &'a str,
    pub modifiers: &'a BTreeSet<String>,
    pub predicates: &'a BTreeSet<String>,
}

impl Quantities {
    pub(super) fn from_written(written: Written) -> Self {
        let mut same: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (name, verbs) in written.same {
            for verb in verbs {
                same.entry(verb).or_default().insert(name.clone());
            }
        }
        let name = |nouns: Vec<String>| nouns.clone().into_iter().map(move |noun| (noun, nouns[0].clone()));
        let alike = written.alike.into_iter().flat_map(name).collect();
        let (everybody, some) = (written.people.everybody, written.people.some);
        Self {
            measures: written.measure,
            votes: written.votes,
            causes: written.causes,
            undoing: written.undoing,
            everybody,
            some,
            same,
            alike,
        }
    }

    /// The measure of a figure.
    pub fn measure(&self, wording: &Wording) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.fits(wording, self.is_person(wording.noun), self.is_crowd(wording.noun)))
    }

    pub fn by_id(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    /// A noun for people, or none at all.
    pub fn is_person(&self, noun: &str) -> bool {
        noun.is_empty() || self.is_everybody(noun) || self.some.contains(noun)
    }

    /// Those to whom a participle may say what happened: `injured people`.
    fn is_crowd(&self, noun: &str) -> bool {
        self.is_group(noun) || matches!(noun, "people" | "person")
    }

    /// A noun that takes in all people.
    pub fn is_everybody(&self, noun: &str) -> bool {
        noun.is_empty() || self.everybody.contains(noun)
    }

    /// A noun for a sum of money: `loss`.
    pub fn is_sum(&self, noun: &str) -> bool {
        self.measures.iter().any(|measure| measure.unit == units::MONEY && measure.nouns.contains(noun))
    }

    /// A word for what a count of victims is put down to.
    pub fn is_cause(&self, word: &str) -> bool {
        self.causes.contains(word)
    }

    pub fn is_group(&self, noun: &str) -> bool {
        self.some.contains(noun)
    }

    /// The noun under which all that count the same things meet: `vessel` goes as `ship`.
    pub fn thing<'a>(&'a self, noun: &'a str) -> &'a str {
        self.alike.get(noun).map_or(noun, String::as_str)
    }

    /// The names under which a verb, with or without its complement, goes.
    pub fn senses<'a>(&'a self, verb: &'a str) -> impl Iterator<Item = &'a str> {
        let same = self.same.get(verb).into_iter().flatten().map(String::as_str);
        std::iter::once(verb).chain(same)
    }
}

impl Measure {
    /// Whether a verb is one of those that it goes by.
    pub fn tells(&self, verb: &str) -> bool {
        self.subjects.contains(verb) || self.objects.contains(verb)
    }

    /// Whether two words name the measure together: `death` and `toll`.
    pub fn names_with(&self, modifier: &str, noun: &str) -> bool {
        self.nouns.contains(&format!("{modifier} {noun}"))
    }

    /// Whether a noun is one of those for the measure itself.
    pub fn names(&self, noun: &str) -> bool {
        self.nouns.contains(noun)
    }

    /// Whether it counts only some things, and this is one of them: `job`.
    pub fn is_of(&self, noun: &str) -> bool {
        self.of.contains(noun)
    }

    /// Whether the sentence of a figure tells with this word that it holds only in part.
    pub fn qualified(&self, word: &str) -> bool {
        self.qualified.contains(word)
    }

    fn fits(&self, wording: &Wording, person: bool, crowd: bool) -> bool {
        let other = !self.of.is_empty() && !self.of.contains(wording.noun);
        if self.unit != wording.unit || other {
            return false;
        }
        let compound = || wording.modifiers.iter().any(|modifier| self.nouns.contains(&format!("{modifier} {}", wording.noun)));
        let told = |modifier: &String| self.nouns.contains(modifier) || self.objects.contains(modifier);
        let by_modifier = || crowd && self.unit.is_empty() && wording.modifiers.iter().any(told);
        let by_noun = self.nouns.contains(wording.noun) || compound() || by_modifier();
        let by_verb = |predicate: &String| match predicate.split_once(' ') {
            _ if self.roles.contains(predicate) => person || self.things || !self.unit.is_empty(),
            Some(("obj", verb)) => (person || self.things) && self.objects.contains(verb),
            Some(("subj", verb)) => (person || self.things || self.unit == "percent") && self.subjects.contains(verb),
            Some(("phrase", words)) => self.phrases.contains(words),
            _ => false,
        };
        by_noun || self.unless.is_disjoint(wording.predicates) && wording.predicates.iter().any(by_verb)
    }
}
