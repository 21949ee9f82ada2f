//! Two figures for one measure in one scope must meet.

mod case;
mod owner;
mod plain;
mod score;
mod whole;

pub(super) use case::LOOKS_BACK;
use std::collections::{BTreeMap, BTreeSet};

use super::candidates::{limited, said};
use super::figures::{Entry, Scope, buckets, same_predicate};
use super::{Answer, Finding};
use crate::graph::ClaimGraph;
use crate::model::report::Kind;
use crate::model::{Agreement, Bound, BuiltIn, Quantity, Reading, Time};
use crate::rules::Rulebook;
use crate::rules::measures::Measure;
use case::Case;

/// How two figures clash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Clash {
    /// The later report has the newer figure.
    superseded: bool,
    assumed: bool,
}

impl Clash {
    const ASSUMED: Self = Self { superseded: false, assumed: true };
}

/// What comes of two figures for one measure.
enum Outcome {
    /// They agree, or cannot be compared.
    Meets,
    Clash(Clash),
    LeftAlone(&'static str),
}

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    let mut passed_over = 0;
    for ((_, key), entries) in buckets(readings, graph, rules) {
        let measure = key.strip_prefix('=').and_then(|id| rules.measures.quantities.by_id(id));
        let entries: Vec<Entry> = entries.into_iter().filter(|entry| plain::is_plain(entry, measure, rules)).collect();
        let entries = limited(entries, value, &mut passed_over);
        let mut clashes: BTreeMap<bool, Vec<(usize, usize, Clash)>> = BTreeMap::new();
        let mut quiet = Vec::new();
        let of_one_story = |at: usize, beside: usize| graph.are_of_one_story(entries[at].document, entries[beside].document);
        for at in 0..entries.len() {
            for beside in (at + 1..entries.len()).filter(|&beside| of_one_story(at, beside)) {
                match outcome(&entries, (at, beside), measure, (graph, rules)) {
                    Outcome::Meets => {}
                    Outcome::Clash(clash) => clashes.entry(clash.superseded).or_default().push((at, beside, clash)),
                    Outcome::LeftAlone(why) => quiet.push((at, beside, why)),
                }
            }
        }
        let label = measure.map_or(key.as_str(), |measure| measure.label.as_str());
        let mut alarms = Vec::new();
        for (superseded, pairs) in clashes {
            let groups = groups(&pairs);
            out.extend(groups.iter().map(|group| finding(&entries, group, label, superseded, graph)));
            alarms.extend(groups);
        }
        out.extend(left_alone(&entries, &quiet, &alarms, label, graph));
    }
    out.extend(said(BuiltIn::OneFigurePerMeasure, Kind::Quantity, passed_over));
    whole::check(readings, graph, rules, out);
    score::check(readings, graph, rules, out);
}

/// What figures that never clash have in common.
fn value(entry: &Entry) -> String {
    entry.figure.quantity.to_string()
}

/// One finding for each two values and each reason. Values that an alarm shows beside each other are told of there.
fn left_alone(
    entries: &[Entry],
    quiet: &[(usize, usize, &str)],
    alarms: &[BTreeMap<usize, Clash>],
    label: &str,
    graph: &ClaimGraph,
) -> Vec<Finding> {
    let value = |at: &usize| value(&entries[*at]);
    let told: Vec<BTreeSet<String>> = alarms.iter().map(|alarm| alarm.keys().map(value).collect()).collect();
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for (one, other, why) in quiet {
        let values = BTreeSet::from([value(one), value(other)]);
        if !told.iter().any(|told| values.is_subset(told)) && seen.insert((values, *why)) {
            let pair = BTreeMap::from([(*one, Clash::ASSUMED), (*other, Clash::ASSUMED)]);
            out.push(Finding { left_alone: Some(why.to_string()), ..finding(entries, &pair, label, false, graph) });
        }
    }
    out
}

/// Holds two figures against each other.
fn outcome(
    entries: &[Entry],
    (at, beside): (usize, usize),
    measure: Option<&Measure>,
    (graph, rules): (&ClaimGraph, &Rulebook),
) -> Outcome {
    let (one, other) = (&entries[at], &entries[beside]);
    let across = one.document != other.document;
    if !across && !is_headline_and_lead(one, other) {
        return Outcome::Meets;
    }
    let agreement = one.figure.quantity.agreement(&other.figure.quantity);
    let replaced = across && (replaces(one, other) || replaces(other, one));
    let clashes = !matches!(agreement, Agreement::Same | Agreement::Incomparable) && same_predicate(one, other, rules);
    if !replaced && !clashes {
        return Outcome::Meets;
    }
    if !replaced && agreement == Agreement::Compatible && !outgrown(one, other, measure) {
        let told = across && measure.is_some();
        return if told {
            Outcome::LeftAlone("one rounds the other, or is a bound that the other keeps")
        } else {
            Outcome::Meets
        };
    }
    let case = Case::new((one, other), entries, measure, (graph, rules));
    match case.apart() {
        _ if replaced && !case.names_other_people() => Outcome::Clash(Clash { superseded: true, assumed: false }),
        Some(why) if across => Outcome::LeftAlone(why),
        Some(_) => Outcome::Meets,
        None => Outcome::Clash(clash(one, other, measure, case.scope)),
    }
}

/// A headline is held against the sentences that it sums up.
fn is_headline_and_lead(one: &Entry, other: &Entry) -> bool {
    const LEAD: usize = 4;
    let body = if one.in_headline() { other } else { one };
    one.in_headline() != other.in_headline() && body.figure.sentence < LEAD
}

/// A figure on its way is an update where one report, or what it tells of, is later, and where nothing says which is.
fn clash(one: &Entry, other: &Entry, measure: Option<&Measure>, scope: Scope) -> Clash {
    let (a, b) = (one.figure, other.figure);
    let dates = one.published().zip(other.published());
    let moves = measure.is_some_and(|measure| measure.moves);
    let revised = dates.map_or(a.revised || b.revised, |(mine, others)| if mine < others { b.revised } else { a.revised });
    let days = |when: &Option<Time>| when.as_ref().filter(|when| !when.window).and_then(|when| when.days);
    let told = days(&a.when).zip(days(&b.when)).is_some_and(|(one, other)| one.1 <= other.0 || other.1 <= one.0);
    let later = dates.map_or(moves || revised, |(one, other)| one != other);
    Clash { superseded: later && (moves || revised) || moves && told, assumed: scope != Scope::Same }
}

/// The first figure is told to take the place of one that is the second.
fn replaces(one: &Entry, other: &Entry) -> bool {
    let value = &other.figure.quantity;
    let told = |quantity: &Quantity| {
        // `up from the 58`, of millions of euros.
        let scales = [1.0, 1e3, 1e6, 1e9];
        let bare = quantity.unit.is_empty() && scales.iter().any(|scale| quantity.low * scale == value.low);
        bare || quantity.agreement(value) == Agreement::Same
    };
    one.figure.replaces.iter().any(told) && one.figure.quantity.agreement(&other.figure.quantity) == Agreement::Different
}

/// What was only the least number of one report is below that of another, which is later as far as is known.
fn outgrown(one: &Entry, other: &Entry, measure: Option<&Measure>) -> bool {
    let Some((mine, others)) = one.published().zip(other.published()).filter(|(mine, others)| mine != others) else {
        return false;
    };
    let (earlier, later) = if others < mine { (other.figure, one.figure) } else { (one.figure, other.figure) };
    measure.is_some_and(|measure| measure.moves)
        && earlier.quantity.bound == Bound::AtLeast
        && later.quantity.reach().0 > earlier.quantity.reach().0
}

/// Entries that hang together by clashes.
fn groups(pairs: &[(usize, usize, Clash)]) -> Vec<BTreeMap<usize, Clash>> {
    let mut groups: Vec<BTreeMap<usize, Clash>> = Vec::new();
    for (one, other, clash) in pairs {
        let (touched, rest): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.contains_key(one) || group.contains_key(other));
        let mut joined: BTreeMap<usize, Clash> = touched.into_iter().flatten().collect();
        joined.insert(*one, *clash);
        joined.insert(*other, *clash);
        groups = rest;
        groups.push(joined);
    }
    groups
}

fn finding(entries: &[Entry], group: &BTreeMap<usize, Clash>, label: &str, superseded: bool, graph: &ClaimGraph) -> Finding {
    let mut sides: BTreeMap<String, Answer> = BTreeMap::new();
    for entry in group.keys().map(|at| &entries[*at]) {
        let value = entry.figure.quantity.to_string();
        let side = sides.entry(value.clone()).or_insert_with(|| Answer { value, ..Answer::default() });
        side.cited.push(entry.cite(graph));
    }
    let values: Vec<&str> = sides.keys().map(String::as_str).collect();
    Finding {
        kind: Kind::Quantity,
        constraint: BuiltIn::OneFigurePerMeasure.into(),
        entity: String::new(),
        attribute: label.to_string(),
        explanation: format!("The figures for {label} do not meet: {}.", values.join(" against ")),
        superseded,
        left_alone: None,
        scope_assumed: group.values().all(|clash| clash.assumed),
        sides: sides.into_values().collect(),
    }
}
