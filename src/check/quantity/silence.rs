//! Pairs of figures for one measure that differ and are left alone, with the reason in words for a reader.

use std::collections::{BTreeMap, BTreeSet};

use super::{Clash, cases, finding, fits, others_are_named, same_event};
use crate::check::Finding;
use crate::check::candidates::limited_to;
use crate::check::figures::{Entry, Scope, Share, places, scope, share};
use crate::graph::ClaimGraph;
use crate::model::Agreement;
use crate::rules::Rulebook;
use crate::rules::measures::Measure;

/// So many figures are held against each other to tell why they differ.
const MOST: usize = 64;

/// One finding for each two values and each reason. Values that an alarm shows beside each other are told of there.
pub(super) fn findings(
    entries: Vec<Entry>,
    measure: &Measure,
    alarms: &[BTreeMap<usize, Clash>],
    (graph, rules): (&ClaimGraph, &Rulebook),
) -> Vec<Finding> {
    let told: Vec<BTreeSet<String>> =
        alarms.iter().map(|alarm| alarm.keys().map(|at| super::value(&entries[*at])).collect()).collect();
    let entries = &limited_to(MOST, entries, super::value)[..];
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for at in 0..entries.len() {
        for beside in at + 1..entries.len() {
            let values = BTreeSet::from([at, beside].map(|at| super::value(&entries[at])));
            if !graph.are_of_one_story(entries[at].document, entries[beside].document)
                || told.iter().any(|told| values.is_subset(told))
            {
                continue;
            }
            let why = reason(entries, &entries[at], &entries[beside], measure, (graph, rules));
            if let Some(why) = why.filter(|why| seen.insert((values, *why))) {
                let quiet = Clash { superseded: false, assumed: false };
                let pair = BTreeMap::from([(at, quiet), (beside, quiet)]);
                out.push(Finding { left_alone: Some(why.to_string()), ..finding(entries, &pair, &measure.label, false, graph) });
            }
        }
    }
    out
}

/// Why two figures of different texts that are not the same do not clash.
fn reason(
    entries: &[Entry],
    one: &Entry,
    other: &Entry,
    measure: &Measure,
    (graph, rules): (&ClaimGraph, &Rulebook),
) -> Option<&'static str> {
    let agreement = one.figure.quantity.agreement(&other.figure.quantity);
    if one.document == other.document || matches!(agreement, Agreement::Same | Agreement::Incomparable) {
        return None;
    }
    let scope = scope(one, other, Some(measure));
    let share = share(one.figure, other.figure, rules);
    Some(if agreement == Agreement::Compatible {
        "one rounds the other, or is a bound that the other keeps"
    } else if scope == Scope::Disjoint {
        other_scope(one, other)
    } else if others_are_named(one, other, graph) || cases::of_others(one, other, graph) {
        "the sentences are about different people"
    } else if share == Share::Apart {
        "they count different groups"
    } else if !fits(one, other, share) {
        "one counts a part of what the other counts"
    } else if !same_event(one, other, Some(measure), scope, rules) {
        "nothing in the sentences ties them to one event"
    } else if cases::apart(entries, one, other, Some(measure), rules) {
        "one text speaks of several such cases"
    } else {
        "the number moves, and nothing tells which report is later"
    })
}

fn other_scope(one: &Entry, other: &Entry) -> &'static str {
    let (a, b) = (one.figure, other.figure);
    if a.rate != b.rate || a.kind != b.kind {
        "one is a rate or a change, the other is not"
    } else if places(a, b) == Scope::Disjoint {
        "they are told of different places"
    } else if one.is_history() != other.is_history() {
        "one looks back to an earlier time"
    } else if a.ordinals != b.ordinals || a.actual != b.actual {
        "they are told of different cases"
    } else {
        "they are told of different times"
    }
}
