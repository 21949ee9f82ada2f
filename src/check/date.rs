//! One event has one date.

use super::event::{Event, Pair, pairs};
use super::figures::content_words;
use super::{Answer, Finding};
use crate::graph::ClaimGraph;
use crate::model::report::Kind;
use crate::model::{Agreement, Modality, Reading, Time};
use crate::rules::Rulebook;

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    let mut seen = std::collections::BTreeSet::new();
    for pair in pairs(readings, graph, rules) {
        let clauses = (pair.one.document, pair.one.clause.head, pair.other.document, pair.other.clause.head);
        if let Some(finding) = finding(&pair, graph).filter(|_| seen.insert(clauses)) {
            out.push(finding);
        }
    }
}

fn finding(pair: &Pair, graph: &ClaimGraph) -> Option<Finding> {
    let sort = pair.sort?;
    let (when, other_when) = (dated(&pair.one)?, dated(&pair.other)?);
    if when.agreement(other_when) != Agreement::Different || !(sort.once || near(when, other_when)) || apart(pair) {
        return None;
    }
    let answer = |event: &Event, when: &Time| Answer {
        value: when.text.clone(),
        cited: vec![event.cite(graph, "date-of-event")],
        reference: None,
    };
    Some(Finding {
        kind: Kind::Date,
        constraint: "one-date-per-event".to_string(),
        entity: String::new(),
        attribute: pair.name.clone(),
        sides: vec![answer(&pair.one, when), answer(&pair.other, other_when)],
        superseded: put_off(pair),
        scope_assumed: when.days.is_none() || other_when.days.is_none(),
        left_alone: None,
        explanation: format!("Two times for one event ({}): {} against {}.", pair.name, when.text, other_when.text),
    })
}

/// The time of an event that is a point, not a window or an open side.
fn dated<'a>(event: &Event<'a>) -> Option<&'a Time> {
    event.clause.when.as_ref().filter(|when| !when.window && when.said.open.is_none())
}

/// Within a year of each other.
fn near(one: &Time, other: &Time) -> bool {
    const YEAR: i32 = 400;
    match (one.days, other.days) {
        (Some((from, _)), Some((other_from, _))) => from.since(other_from).is_ok_and(|gap| gap.get_days().abs() <= YEAR),
        _ => true,
    }
}

/// The two happened in places that exclude each other, so they are two events.
fn apart(pair: &Pair) -> bool {
    let (places, others) = (&pair.one.clause.places, &pair.other.clause.places);
    places.iter().any(|place| others.iter().any(|other| place.agreement(other) == Agreement::Different))
}

/// A later report of a plan says that it was moved.
fn put_off(pair: &Pair) -> bool {
    const MOVED: [&str; 12] =
        ["postpone", "delay", "reschedule", "move", "late", "put", "bring", "originally", "initially", "now", "new", "shift"];
    let planned = pair.one.clause.modality == Modality::Planned && pair.other.clause.modality == Modality::Planned;
    let (Some(one), Some(other)) = (pair.one.published(), pair.other.published()) else { return false };
    let later = if one < other { &pair.other } else { &pair.one };
    let words = content_words(later.reading, later.clause.sentence);
    let tokens = later.reading.analysis.sentences[later.clause.sentence].tokens.clone();
    let moved = MOVED.iter().any(|word| words.contains(*word))
        || later.reading.analysis.tokens[tokens].iter().any(|token| MOVED.contains(&token.lemma.as_str()));
    planned && one != other && moved
}
