//! What speaks for and against two claims answering one question, each reason by name.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::evidence::Evidence;
use super::likeness::{Likeness, likeness};
use crate::model::{Agreement, Claim, Place, Stance, Value, ValueType};
use crate::rules::Rulebook;
use crate::rules::words::{counting, deeds, grammar};

/// Why two claims may answer one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum For {
    /// Both speak of one that has a name.
    SameEntity,
    /// Both are said of a thing of one noun.
    SameThing,
    /// Both count or measure the same.
    SameNoun,
    /// Both are told of one sort of event.
    SameEvent,
    SameTime,
    SamePlace,
    /// The sentences share words that are rare in the two documents.
    SharedWords,
    /// The judge takes the sentences for two answers to one question.
    Judge,
}

/// Why they may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Against {
    /// They are said of two that have names.
    OtherEntity,
    OtherPlace,
    OtherTime,
    /// They are narrowed to different groups.
    OtherGroup,
    /// One counts a part of what the other counts.
    PartOfWhole,
    /// One is said of one or some of several.
    OneOfSeveral,
    /// The other passage gives this answer too.
    KnownToBoth,
    /// The figures of one passage make up that of the other.
    MakesUp,
    /// One tells a plan, the other what came of it.
    PlanAndOutcome,
    /// One only asks or supposes.
    Supposed,
}

impl For {
    pub fn weight(&self) -> u32 {
        match self {
            Self::Judge => 3,
            Self::SameEntity | Self::SameNoun | Self::SameEvent | Self::SharedWords => 2,
            Self::SameThing | Self::SameTime | Self::SamePlace => 1,
        }
    }

    pub fn why(&self) -> &'static str {
        match self {
            Self::SameEntity => "both speak of one that has a name",
            Self::SameThing => "both are said of a thing of one noun",
            Self::SameNoun => "both count or measure the same",
            Self::SameEvent => "both are told of one sort of event",
            Self::SameTime => "both are told of one time",
            Self::SamePlace => "both are told of one place",
            Self::SharedWords => "the sentences share rare words",
            Self::Judge => "the judge takes the sentences for answers to one question",
        }
    }
}

impl Against {
    /// Whether it rests on evidence of difference.
    pub fn is_veto(&self) -> bool {
        !matches!(self, Self::PlanAndOutcome)
    }

    pub fn why(&self) -> &'static str {
        match self {
            Self::OtherEntity => "they are said of two that have names",
            Self::OtherPlace => "they are told of different places",
            Self::OtherTime => "they are told of different times",
            Self::OtherGroup => "they are narrowed to different groups",
            Self::OneOfSeveral => "one is said of one or some of several",
            Self::PartOfWhole => "one counts a part of what the other counts",
            Self::KnownToBoth => "the other passage gives this answer too",
            Self::MakesUp => "the figures of one passage make up that of the other",
            Self::PlanAndOutcome => "one tells a plan, the other what came of it",
            Self::Supposed => "one only asks or supposes",
        }
    }
}

/// Bits by which the words that two sentences share must outweigh chance.
const TELLING: f64 = 6.0;

/// Two claims of one type.
pub struct Case<'c> {
    pub one: &'c Claim,
    pub other: &'c Claim,
    pub rules: &'c Rulebook,
    pub evidence: &'c Evidence,
}

impl Case<'_> {
    pub fn reasons(&self) -> Vec<For> {
        let subject = self.subjects();
        let named = self.subject_has_name();
        let holds = [
            (For::SameEntity, subject == Some(Likeness::Same) && named || self.shares_name()),
            (For::SameThing, subject == Some(Likeness::Same) && !named),
            (For::SameNoun, self.nouns() == Some(true)),
            (For::SameEvent, self.is_one_event()),
            (For::SameTime, self.sort() != ValueType::Time && self.times() == Some(Agreement::Same)),
            (For::SamePlace, self.sort() != ValueType::Place && self.is_one_place()),
            (For::SharedWords, self.evidence.bits(self.one.evidence.place, self.other.evidence.place) >= TELLING),
        ];
        holds.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason).collect()
    }

    pub fn against(&self) -> Vec<Against> {
        let moves = self.sort() == ValueType::Figure && [self.one, self.other].iter().all(|claim| claim.when.is_none());
        let holds = [
            (Against::OtherEntity, self.subjects() == Some(Likeness::Different)),
            (Against::OtherPlace, self.sort() != ValueType::Place && self.has_other_places()),
            (Against::OtherTime, self.sort() != ValueType::Time && !moves && self.times() == Some(Agreement::Different)),
            (Against::OtherGroup, self.groups() == Some(Share::Apart)),
            (Against::PartOfWhole, self.groups() == Some(Share::Part)),
            (Against::OneOfSeveral, [self.one, self.other].into_iter().any(is_out_of_several)),
            (Against::PlanAndOutcome, self.is_one(Stance::Planned)),
            (Against::Supposed, self.is_one(Stance::Conditional) || self.is_one(Stance::Asked)),
        ];
        holds.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason).collect()
    }

    fn sort(&self) -> ValueType {
        self.one.value.sort()
    }

    fn is_one(&self, stance: Stance) -> bool {
        (self.one.stance == stance) != (self.other.stance == stance)
    }

    fn subjects(&self) -> Option<Likeness> {
        let (one, other) = self.one.subject.as_ref().zip(self.other.subject.as_ref())?;
        Some(likeness(one, other, self.rules))
    }

    fn subject_has_name(&self) -> bool {
        self.one.subject.as_ref().is_some_and(|subject| subject.name.is_some())
    }

    /// A name that takes part in both deeds, but is not the answer itself.
    fn shares_name(&self) -> bool {
        let names = |claim: &Claim| -> BTreeSet<String> {
            let parts: Vec<String> = match &claim.value {
                Value::Deed { parts, .. } => parts.iter().filter_map(|part| part.thing.name.clone()).collect(),
                Value::Relation { with, .. } => with.iter().filter_map(|with| with.name.clone()).collect(),
                _ => Vec::new(),
            };
            claim.subject.iter().filter_map(|subject| subject.name.clone()).chain(parts).collect()
        };
        !names(self.one).is_disjoint(&names(self.other))
    }

    /// Two counts of two sorts of things, which are no two answers to anything.
    pub fn counts_something_else(&self) -> bool {
        self.nouns() == Some(false)
    }

    /// Whether figures count the same, where both say what they count; a measure says more than its noun.
    fn nouns(&self) -> Option<bool> {
        let (Value::Figure { noun, amount, .. }, Value::Figure { noun: other, amount: others, .. }) =
            (&self.one.value, &self.other.value)
        else {
            return None;
        };
        let words = &self.rules.measures.quantities;
        let measure = |claim: &Claim| words.by_id(&claim.attribute).is_some();
        if measure(self.one) && measure(self.other) {
            return Some(self.one.attribute == self.other.attribute);
        }
        let said = |noun: &'_ &String| !counting().count_nouns.has(noun.as_str());
        let (one, other) = (noun.as_ref().filter(said)?, other.as_ref().filter(said)?);
        let people = |noun: &str| self.rules.is_somebody(noun);
        let alike = words.thing(one) == words.thing(other) || self.rules.predicates.nouns.alike(one, other);
        match alike {
            true => Some(true),
            false if people(one) && people(other) => None,
            false => (amount.unit.is_empty() && others.unit.is_empty()).then_some(false),
        }
    }

    fn is_one_event(&self) -> bool {
        let predicates = &self.rules.predicates;
        let telling = |word: &&String| !deeds().empty.has(word.as_str()) && !predicates.stance.reports(word);
        let same = |one: &String, other: &String| {
            predicates.senses.same(one, other) || predicates.is_one_event(one, other) || predicates.senses.opposed(one, other)
        };
        let sorts = |word: &String| self.rules.measures.events.sorts(word).iter().copied().collect::<BTreeSet<usize>>();
        let mut own = self.one.event.iter().filter(telling);
        own.any(|one| {
            let mut others = self.other.event.iter().filter(telling);
            others.any(|other| same(one, other) || !sorts(one).is_disjoint(&sorts(other)))
        })
    }

    fn times(&self) -> Option<Agreement> {
        self.one.when.as_ref().zip(self.other.when.as_ref()).map(|(one, other)| one.agreement(other))
    }

    fn is_one_place(&self) -> bool {
        let same = |one: &Place, other: &Place| !one.name.is_empty() && one.name == other.name;
        self.one.places.iter().any(|one| self.other.places.iter().any(|other| same(one, other)))
    }

    /// Both name places, and none of one can be or hold one of the other.
    fn has_other_places(&self) -> bool {
        let (mine, others) = (&self.one.places, &self.other.places);
        let apart = |one: &Place, other: &Place| one.agreement(other) == Agreement::Different;
        !mine.is_empty() && !others.is_empty() && mine.iter().all(|one| others.iter().all(|other| apart(one, other)))
    }

    /// How the groups lie to each other that two counts are narrowed to.
    fn groups(&self) -> Option<Share> {
        let (Value::Figure { amount, .. }, Value::Figure { .. }) = (&self.one.value, &self.other.value) else { return None };
        let narrowing = |claim: &Claim| -> BTreeSet<String> { claim.of.iter().cloned().collect() };
        let (mine, others) = (narrowing(self.one), narrowing(self.other));
        let counted = amount.unit.is_empty() && self.nouns() == Some(true);
        match () {
            () if !counted || mine == others => None,
            () if mine.is_subset(&others) || others.is_subset(&mine) => Some(Share::Part),
            () => Some(Share::Apart),
        }
    }
}

/// `another ship`, `some of the crew`: there are others, of which something else may be said.
fn is_out_of_several(claim: &Claim) -> bool {
    let first = claim.subject.as_ref().and_then(|subject| subject.words.split_whitespace().next());
    first.is_some_and(|word| grammar().out_of_several.has(word.to_lowercase().as_str()))
}

/// What two groups are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Share {
    Part,
    Apart,
}
