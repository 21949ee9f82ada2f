//! Do two claims answer the same question?
//!
//! Two passages are two lists of claims; only claims of one type meet. Each pair has two answers that are never mixed: whether both
//! values can be true (`values`, by rules), and what speaks for and against one question (`reasons`). A reason is named. One against is
//! a veto where it rests on evidence of difference: two named places, two years; that something is not known to be the same takes
//! nothing away.

mod candidates;
pub mod evidence;
mod likeness;
mod reasons;
mod relations;
mod sums;
mod times;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::Corpus;
use crate::graph::ClaimGraph;
use crate::model::opinion::Opinion;
use crate::model::report::{self, Conflict, Range, Status};
use crate::model::{Agreement, Claim, Reading, Value, ValueType};
use crate::rules::Rulebook;
pub use candidates::{CAP, Candidates};
use evidence::Evidence;
pub use reasons::{Against, For};
pub use relations::{Related, Relation};

/// A passage: a document with a stretch of bytes of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    pub document: usize,
    pub start: usize,
    pub end: usize,
}

/// Two claims of one type.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Pair {
    /// Place in the list of the left passage.
    pub left: usize,
    /// Place in the list of the right one.
    pub right: usize,
    #[serde(rename = "type")]
    pub sort: ValueType,
    pub values: Agreement,
    /// What speaks for one question.
    #[serde(rename = "for")]
    pub reasons: Vec<For>,
    pub against: Vec<Against>,
    /// How sure the judge is, from 0 to 1, that the sentences answer one question differently; null where it was not asked.
    pub same_question: Option<f32>,
}

/// What two passages are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// One question, and two answers that cannot both be true.
    Conflict,
    /// One question, one answer.
    Agree,
    /// The answers differ, and so do the questions.
    Apart,
    /// Nothing shows that they answer one question.
    Unknown,
}

/// Two passages side by side.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Comparison {
    pub left: Vec<Claim>,
    pub right: Vec<Claim>,
    pub pairs: Vec<Pair>,
    /// What a check of the documents found between the two.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub found: Vec<Conflict>,
    pub verdict: Verdict,
}

/// What all pairs of a corpus are held against each other with.
pub struct Pairing<'a> {
    readings: &'a [Reading],
    graph: &'a ClaimGraph,
    rules: &'a Rulebook,
    evidence: Evidence,
    claims: BTreeMap<Sentence, Vec<Claim>>,
    found: Vec<Conflict>,
}

impl<'a> Pairing<'a> {
    /// Of all that is said in some documents.
    pub fn new(readings: &'a [Reading], graph: &'a ClaimGraph, rules: &'a Rulebook, documents: &BTreeSet<usize>) -> Self {
        let claims = documents.iter().flat_map(|&document| crate::extract::claims::claims(document, &readings[document], rules));
        let mut claims: Vec<Claim> = claims.collect();
        crate::resolve::name(&mut claims, graph);
        let mut told: BTreeMap<Sentence, Vec<Claim>> = BTreeMap::new();
        claims.into_iter().for_each(|claim| told.entry(claim.evidence.place).or_default().push(claim));
        let evidence = Evidence::new(readings, &rules.predicates);
        Self { readings, graph, rules, evidence, claims: told, found: Vec::new() }
    }

    /// Of all that is said in a corpus.
    pub fn of(corpus: &'a Corpus, rules: &'a Rulebook) -> Self {
        Self::new(&corpus.readings, &corpus.graph, rules, &(0..corpus.readings.len()).collect())
    }

    /// The same with what a check of the documents found, so that no verdict is at odds with it.
    pub fn beside(self, found: Vec<Conflict>) -> Self {
        Self { found, ..self }
    }

    /// All claims, in the order of the documents and their sentences.
    pub fn all(&self) -> impl Iterator<Item = &Claim> {
        self.claims.values().flatten()
    }

    /// The claims that are decided in a passage.
    pub fn claims(&self, passage: Passage) -> Vec<Claim> {
        let range = Range { start: passage.start, end: passage.end };
        let told = self.claims.range((passage.document, 0)..(passage.document + 1, 0)).flat_map(|(_, claims)| claims);
        told.filter(|claim| claim.is_decided_in(range)).cloned().collect()
    }

    /// The sentences of which a judge can be asked: every two of different documents in which two passages are decided.
    pub fn sentences_of(&self, passages: &[[Passage; 2]]) -> BTreeSet<[Sentence; 2]> {
        let places =
            |passage: Passage| self.claims(passage).into_iter().map(|claim| claim.evidence.place).collect::<BTreeSet<_>>();
        let mut pairs = BTreeSet::new();
        for [left, right] in passages.iter().filter(|[left, right]| left.document != right.document) {
            let right = places(*right);
            for one in places(*left) {
                pairs.extend(right.iter().map(|other| [one.min(*other), one.max(*other)]));
            }
        }
        pairs
    }

    /// Two passages side by side, with what a judge said of their sentences.
    pub fn compare(&self, left: Passage, right: Passage, heard: &[Opinion]) -> Comparison {
        self.comparison([self.claims(left), self.claims(right)], self.found_between(left, right), heard)
    }

    fn comparison(&self, [left, right]: [Vec<Claim>; 2], found: Vec<Conflict>, heard: &[Opinion]) -> Comparison {
        let pairs = self.pairs(&left, &right, heard);
        let is_told_apart = found.iter().any(|conflict| conflict.status != Status::Possible);
        let verdict = if is_told_apart { Verdict::Conflict } else { verdict(&pairs) };
        Comparison { left, right, pairs, found, verdict }
    }

    /// The findings that have the two passages on two sides.
    fn found_between(&self, left: Passage, right: Passage) -> Vec<Conflict> {
        let stands_in = |claim: &report::Evidence, passage: Passage| {
            let Range { start, end } = claim.span;
            claim.document == self.readings[passage.document].document.name && start < passage.end && passage.start < end
        };
        let is_between =
            |conflict: &&Conflict| conflict.sets_apart(|claim| stands_in(claim, left), |claim| stands_in(claim, right));
        self.found.iter().filter(is_between).cloned().collect()
    }

    /// Every two claims of one type whose values can be compared, those with most in common first.
    pub fn pairs(&self, left: &[Claim], right: &[Claim], heard: &[Opinion]) -> Vec<Pair> {
        let mut pairs = Vec::new();
        let told = |claims: &'_ [Claim]| -> Vec<bool> { claims.iter().map(|claim| !is_an_age(claim, claims)).collect() };
        let (mine, others) = (told(left), told(right));
        for (at, one) in left.iter().enumerate().filter(|(at, _)| mine[*at]) {
            let fits = |beside: usize, other: &Claim| others[beside] && one.value.sort().meets(other.value.sort());
            let alike = right.iter().enumerate().filter(|(beside, other)| fits(*beside, other));
            pairs.extend(alike.filter_map(|(beside, other)| self.pair((at, one), (beside, other), heard)));
        }
        known_to_both(&mut pairs);
        sums::made_up(left, right, &mut pairs);
        pairs.sort_by_key(|pair| (pair.is_vetoed(), std::cmp::Reverse(pair.weight()), pair.left, pair.right));
        pairs
    }

    fn pair(&self, (left, one): (usize, &Claim), (right, other): (usize, &Claim), heard: &[Opinion]) -> Option<Pair> {
        let values = values::agreement(one, other, self.rules);
        let case = reasons::Case { one, other, rules: self.rules, evidence: &self.evidence };
        if values == Agreement::Incomparable || case.counts_something_else() {
            return None;
        }
        let places = [one.evidence.place, other.evidence.place];
        let asked = |opinion: &&Opinion| opinion.places == places || opinion.places == [places[1], places[0]];
        let opinion = heard.iter().find(asked);
        let same_question = opinion.map(|opinion| opinion.conflict);
        let affirmed = opinion.is_some_and(|opinion| opinion.word.differs());
        let reasons = case.reasons().into_iter().chain(affirmed.then_some(For::Judge)).collect();
        Some(Pair { left, right, sort: one.value.sort(), values, reasons, against: case.against(), same_question })
    }
}

/// A number that is read as an age, too: what it says is said by the age, which knows its year.
fn is_an_age(claim: &Claim, beside: &[Claim]) -> bool {
    let mut ages = beside.iter().filter(|other| matches!(other.value, Value::Age { .. })).flat_map(|age| &age.evidence.told);
    matches!(claim.value, Value::Figure { .. }) && ages.any(|age| claim.evidence.told.iter().any(|told| told.touches(*age)))
}

/// Document and sentence.
pub type Sentence = (usize, usize);

impl Pair {
    pub fn is_vetoed(&self) -> bool {
        self.against.iter().any(Against::is_veto)
    }

    /// How much speaks for one question.
    fn weight(&self) -> u32 {
        self.reasons.iter().map(For::weight).sum()
    }

    /// Whether the two claims themselves are of one thing, measure or event, and not only their sentences alike. Two deeds have to be one
    /// sort of event and of one thing: with less, on real news, one that was done and one that was not were two deeds.
    pub fn is_tied(&self) -> bool {
        let holds = |reason: For| self.reasons.contains(&reason);
        let thing = holds(For::SameEntity) || holds(For::SameThing);
        match self.sort {
            ValueType::Deed => thing && holds(For::SameEvent),
            _ => thing || holds(For::SameNoun) || holds(For::SameEvent),
        }
    }

    /// Whether enough speaks for one question, and nothing shows that there are two.
    pub fn is_one_question(&self) -> bool {
        const ENOUGH: u32 = 3;
        self.weight() >= ENOUGH && !self.is_vetoed()
    }

    fn meets(&self) -> bool {
        matches!(self.values, Agreement::Same | Agreement::Compatible)
    }
}

/// An answer that the other passage gives as well is the one that they share; its other answers are to other questions.
fn known_to_both(pairs: &mut [Pair]) {
    let shared = |side: fn(&Pair) -> usize| -> BTreeSet<usize> {
        pairs.iter().filter(|pair| pair.values == Agreement::Same).map(side).collect()
    };
    let (left, right) = (shared(|pair| pair.left), shared(|pair| pair.right));
    for pair in pairs.iter_mut().filter(|pair| pair.values == Agreement::Different) {
        if left.contains(&pair.left) || right.contains(&pair.right) {
            pair.against.push(Against::KnownToBoth);
        }
    }
}

/// What all pairs of two passages come to.
fn verdict(pairs: &[Pair]) -> Verdict {
    let different = || pairs.iter().filter(|pair| pair.values == Agreement::Different);
    if different().any(Pair::is_one_question) {
        return Verdict::Conflict;
    }
    if pairs.iter().any(|pair| pair.meets() && pair.is_one_question()) {
        return Verdict::Agree;
    }
    let apart = different().next().is_some() && different().all(Pair::is_vetoed);
    if apart { Verdict::Apart } else { Verdict::Unknown }
}
