//! Why it happened: one event is put down to two causes of which hardly both can be behind it, such as rain and blasting.
//!
//! Causes meet by story and sort of event. Only classes that the lexicon lists as rivals make a finding, and none does where one of the
//! texts weighs both itself.

use std::collections::{BTreeMap, BTreeSet};

use super::{Answer, Cited, Finding};
use crate::extract::causes::{Told, causes};
use crate::graph::ClaimGraph;
use crate::model::report::Kind;
use crate::model::{Agreement, BuiltIn, Reading};
use crate::rules::Rulebook;
use crate::rules::predicates::Causes;

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    let words = &rules.predicates.causes;
    let mut buckets: BTreeMap<(usize, &str), Vec<Told>> = BTreeMap::new();
    for (document, reading) in readings.iter().enumerate() {
        let story = graph.stories.get(document).copied().unwrap_or_default();
        for told in causes(document, reading, words) {
            buckets.entry((story, told.event)).or_default().push(told);
        }
    }
    for told in buckets.values() {
        let mut sides: BTreeMap<(Account, Account, bool), [Vec<&Told>; 2]> = BTreeMap::new();
        for (at, one) in told.iter().enumerate() {
            for other in told[at + 1..].iter().filter(|other| are_apart(one, other) && differ(one, other, words)) {
                let weighed = weighs(told, one, other) || weighs(told, other, one);
                let [left, right] = sides.entry((account(one), account(other), weighed)).or_default();
                left.push(one);
                right.push(other);
            }
        }
        out.extend(sides.iter().map(|((.., weighed), sides)| Finding {
            left_alone: weighed.then(|| "one of the texts tells of both causes".to_string()),
            ..finding(readings, graph, sides)
        }));
    }
}

/// Which document gives which cause.
type Account<'a> = (usize, &'a BTreeSet<&'a str>);

/// A document that tells one cause twice is one side.
fn account<'a>(told: &'a Told) -> Account<'a> {
    (told.document, &told.classes)
}

/// In two documents, or in the mouths of two speakers; and not of two days or places.
fn are_apart(one: &Told, other: &Told) -> bool {
    let speakers = (&one.clause.attribution, &other.clause.attribution);
    let parties = speakers.0.is_some() && speakers.1.is_some() && speakers.0 != speakers.1;
    let times = one.when.zip(other.when).map(|(one, other)| one.agreement(other));
    let elsewhere = !one.names.is_empty() && !other.names.is_empty() && one.names.is_disjoint(&other.names);
    (one.document != other.document || parties) && times != Some(Agreement::Different) && !elsewhere
}

/// Every class of the one excludes every class of the other.
fn differ(one: &Told, other: &Told, causes: &Causes) -> bool {
    one.classes.iter().all(|class| other.classes.iter().all(|rival| causes.are_rivals(class, rival)))
}

/// Whether the document of the one tells of the cause of the other too, in the same voice.
fn weighs(told: &[Told], one: &Told, other: &Told) -> bool {
    one.document != other.document
        && told.iter().any(|beside| {
            beside.document == one.document
                && beside.clause.attribution == one.clause.attribution
                && beside.classes.intersection(&other.classes).next().is_some()
        })
}

fn finding(readings: &[Reading], graph: &ClaimGraph, sides: &[Vec<&Told>; 2]) -> Finding {
    let [one, other] = sides.each_ref().map(|side| readings[side[0].document].document.slice(side[0].words));
    let event = sides[0][0].event;
    let answer = |side: &Vec<&Told>, value: &str| {
        let cited = side.iter().map(|told| cited(graph, told)).collect();
        Answer { value: value.to_string(), cited, ..Answer::default() }
    };
    Finding {
        kind: Kind::Other,
        constraint: BuiltIn::OneCause.into(),
        entity: event.to_string(),
        attribute: "cause".into(),
        explanation: format!("The {event} is put down to “{one}” and to “{other}”."),
        sides: vec![answer(&sides[0], one), answer(&sides[1], other)],
        superseded: false,
        scope_assumed: true,
        left_alone: None,
    }
}

fn cited(graph: &ClaimGraph, told: &Told) -> Cited {
    let clause = told.clause;
    let place = (told.document, clause.sentence, clause.span.cover(told.words));
    Cited::new(graph, place, clause.attribution.as_ref(), clause.stance, "cause")
}
