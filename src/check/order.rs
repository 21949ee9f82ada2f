//! What came first: two accounts of the same two things in the opposite order.
//!
//! Sequences of one story meet where the earlier part of one shares words with the later part of the other and the other way round. Both
//! things must be the same crosswise, what happens as well as who or what takes part in it, and enough must speak for one occasion.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::candidates::{limited, said};
use crate::check::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::report::Kind;
use crate::model::{BuiltIn, Reading, Sequence};
use crate::pairing::evidence::Evidence;
use crate::rules::Rulebook;
use crate::rules::words::deeds;

/// Words of each of the two things that two accounts must share.
const SHARED: usize = 2;
/// Bits that must speak for one occasion.
const ENOUGH: f64 = 7.0;

struct Told<'a> {
    document: usize,
    sequence: &'a Sequence,
    /// The words of each part that the other part does not have.
    earlier: BTreeSet<&'a str>,
    later: BTreeSet<&'a str>,
}

/// Indices on the one hand and on the other.
type Both = (Vec<usize>, Vec<usize>);

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    let told: Vec<Told> = readings
        .iter()
        .enumerate()
        .flat_map(|(document, reading)| reading.sequences.iter().map(move |sequence| Told::new(document, sequence)))
        .collect();
    let evidence = Evidence::new(readings, &rules.predicates);
    let place = |one: &Told| (one.document, one.sequence.sentence);
    let (pairs, passed_over) = candidates(&told, graph);
    out.extend(said(BuiltIn::OneOrder, Kind::Order, passed_over));
    for (left, right) in pairs {
        let (left, right) = (&told[left], &told[right]);
        if left.document != right.document && is_reversed(left, right, rules) {
            let is_little = evidence.bits(place(left), place(right)) < ENOUGH;
            let left_alone = is_little.then(|| "too little speaks for one occasion".to_string());
            out.push(Finding { left_alone, ..finding(readings, graph, left, right) });
        }
    }
}

impl<'a> Told<'a> {
    fn new(document: usize, sequence: &'a Sequence) -> Self {
        let words = |of: &'a [String], without: &'a [String]| {
            of.iter().filter(|word| !without.contains(word)).map(String::as_str).collect()
        };
        let earlier = words(&sequence.earlier, &sequence.later);
        let later = words(&sequence.later, &sequence.earlier);
        Self { document, sequence, earlier, later }
    }

    /// What accounts that are never at odds have in common.
    fn version(&self) -> (&BTreeSet<&'a str>, &BTreeSet<&'a str>) {
        (&self.earlier, &self.later)
    }
}

/// Pairs of one story where what came first in one shares a word with what came later in the other.
fn candidates(told: &[Told], graph: &ClaimGraph) -> (BTreeSet<(usize, usize)>, usize) {
    let mut buckets: BTreeMap<(usize, &str), Both> = BTreeMap::new();
    for (index, one) in told.iter().enumerate() {
        let story = graph.stories.get(one.document).copied().unwrap_or_default();
        one.earlier.iter().for_each(|word| buckets.entry((story, word)).or_default().0.push(index));
        one.later.iter().for_each(|word| buckets.entry((story, word)).or_default().1.push(index));
    }
    let (mut pairs, mut passed_over) = (BTreeSet::new(), 0);
    for (earlier, later) in buckets.into_values() {
        let [earlier, later] = [earlier, later].map(|part| limited(part, |&at| told[at].version(), &mut passed_over));
        for &one in &earlier {
            let others = later.iter().filter(|&&other| other != one);
            let others = others.filter(|&&other| graph.are_of_one_story(told[one].document, told[other].document));
            pairs.extend(others.map(|&other| (one.min(other), one.max(other))));
        }
    }
    (pairs, passed_over)
}

fn is_reversed(left: &Told, right: &Told, rules: &Rulebook) -> bool {
    let shared = |one: &BTreeSet<&str>, other: &BTreeSet<&str>| {
        let telling = one.iter().filter(|word| !deeds().empty.has(**word));
        telling.filter(|word| other.iter().any(|other| is_one_thing(word, other, rules))).count()
    };
    let alike = |part: usize, others: usize| {
        let (one, other) = (&left.sequence.events[part], &right.sequence.events[others]);
        let telling = |event: &&String| !deeds().empty.has(event.as_str());
        one.iter().filter(telling).any(|one| other.iter().any(|other| rules.predicates.is_one_event(one, other)))
    };
    let straight = shared(&left.earlier, &right.earlier) + shared(&left.later, &right.later);
    if straight > 1 || alike(0, 0) || alike(1, 1) || objects_differ(left, right, rules) {
        return false;
    }
    let crossed = alike(0, 1) && alike(1, 0);
    let wholly = shared(&left.earlier, &right.later) >= SHARED && shared(&left.later, &right.earlier) >= SHARED;
    crossed && wholly || straight == 0 && heads_cross(left, right, crossed, rules)
}

/// Words for one thing. Who somebody is, two words seldom say alike: the man may not be the suspect.
fn is_one_thing(one: &str, other: &str, rules: &Rulebook) -> bool {
    let persons = [one, other].iter().any(|word| rules.measures.quantities.is_person(word));
    one == other || !persons && rules.predicates.nouns.alike(one, other)
}

/// What came earlier in one and later in the other was done to different things: `called the tower`, `called the owner`.
fn objects_differ(left: &Told, right: &Told, rules: &Rulebook) -> bool {
    [(0, 1), (1, 0)].iter().any(|&(part, others)| {
        let events = (&left.sequence.events[part], &right.sequence.events[others]);
        let same = events.0.iter().any(|event| events.1.contains(event));
        match (&left.sequence.objects[part], &right.sequence.objects[others]) {
            (Some(one), Some(other)) => same && !rules.predicates.nouns.alike(one, other),
            _ => false,
        }
    })
}

/// What each account is told of changes place with what the other is told of: the siren and the shells. Persons do more than one thing, so
/// that they must do the same.
fn heads_cross(left: &Told, right: &Told, crossed: bool, rules: &Rulebook) -> bool {
    let heads = [left, right].map(|told| told.sequence.heads.each_ref().map(|head| head.as_deref()));
    let [[Some(one), Some(two)], [Some(other), Some(another)]] = heads else { return false };
    let alike = |left: &str, right: &str| rules.predicates.nouns.alike(left, right);
    let persons = [one, two].iter().any(|head| rules.measures.quantities.is_person(head));
    alike(one, another) && alike(two, other) && !alike(one, two) && (crossed || !persons && heads_tell(one, two, rules))
}

/// Both are things that happen of themselves, or one of them is an event.
fn heads_tell(one: &str, two: &str, rules: &Rulebook) -> bool {
    let happens = |noun: &str| rules.predicates.nouns.verb(noun).is_some() || rules.measures.events.knows(noun);
    happens(one) || happens(two)
}

fn finding(readings: &[Reading], graph: &ClaimGraph, left: &Told, right: &Told) -> Finding {
    let words = |one: &Told| readings[one.document].document.quote(one.sequence.span).to_string();
    let called = |part: usize| {
        let sequence = left.sequence;
        sequence.heads[part].as_ref().or(sequence.events[part].first()).cloned().unwrap_or_default()
    };
    let (first, second) = (called(0), called(1));
    let answer = |one: &Told| Answer { value: words(one), cited: vec![cited(graph, one)], ..Answer::default() };
    Finding {
        kind: Kind::Order,
        constraint: BuiltIn::OneOrder.into(),
        entity: first.clone(),
        attribute: format!("before or after {second}"),
        sides: vec![answer(left), answer(right)],
        superseded: false,
        scope_assumed: false,
        left_alone: None,
        explanation: format!("Told in opposite order ({first}; {second}): “{}” and “{}”.", words(left), words(right)),
    }
}

fn cited(graph: &ClaimGraph, one: &Told) -> Cited {
    let sequence = one.sequence;
    let place = (one.document, sequence.sentence, sequence.span);
    Cited::new(graph, place, sequence.attribution.as_ref(), sequence.stance, "sequence")
}
