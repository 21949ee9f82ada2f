//! Two figures for one measure in one scope must meet.

mod cases;
mod plain;
mod silence;
mod whole;

use std::collections::{BTreeMap, BTreeSet};

use super::candidates::{limited, said};
use super::figures::{Entry, Scope, Share, buckets, same_predicate, scope, share};
use super::{Answer, Finding};
use crate::graph::ClaimGraph;
use crate::model::report::Kind;
use crate::model::{Agreement, Bound, EntityId, EntityKind, Figure, Quantity, Reading};
use crate::rules::Rulebook;
use crate::rules::measures::Measure;

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

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    let mut passed_over = 0;
    for ((_, key), entries) in buckets(readings, graph, rules) {
        let measure = key.strip_prefix('=').and_then(|id| rules.measures.quantities.by_id(id));
        let entries: Vec<Entry> = entries.into_iter().filter(|entry| plain::is_plain(entry, measure)).collect();
        let entries = limited(entries, value, &mut passed_over);
        let mut clashes: BTreeMap<bool, Vec<(usize, usize, Clash)>> = BTreeMap::new();
        for (at, one) in entries.iter().enumerate() {
            let others = entries[at + 1..].iter().enumerate();
            for (step, other) in others.filter(|(_, other)| graph.are_of_one_story(one.document, other.document)) {
                let clash = clash(one, other, measure, graph, rules);
                if let Some(clash) = clash.filter(|_| !cases::apart(&entries, one, other, measure, rules)) {
                    clashes.entry(clash.superseded).or_default().push((at, at + 1 + step, clash));
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
        if let Some(measure) = measure {
            out.extend(silence::findings(entries, measure, &alarms, (graph, rules)));
        }
    }
    out.extend(said("one-figure-per-measure", Kind::Quantity, passed_over));
    whole::check(readings, graph, rules, out);
}

/// What figures that never clash have in common.
fn value(entry: &Entry) -> String {
    entry.figure.quantity.to_string()
}

fn clash(one: &Entry, other: &Entry, measure: Option<&Measure>, graph: &ClaimGraph, rules: &Rulebook) -> Option<Clash> {
    let (a, b) = (one.figure, other.figure);
    let across = one.document != other.document;
    if !across && one.in_headline() == other.in_headline() {
        return None;
    }
    if across && (replaces(one, other) || replaces(other, one)) && !others_are_named(one, other, graph) {
        return Some(Clash { superseded: true, assumed: false });
    }
    let outgrown = outgrown(one, other, measure);
    if !(outgrown || a.quantity.agreement(&b.quantity) == Agreement::Different) || !same_predicate(one, other, rules) {
        return None;
    }
    let scope = scope(one, other, measure);
    if scope == Scope::Disjoint
        || others_are_named(one, other, graph)
        || cases::of_others(one, other, graph)
        || !fits(one, other, share(a, b, rules))
        || !same_event(one, other, measure, scope, rules)
    {
        return None;
    }
    let dates = one.published().zip(other.published());
    let later = dates.is_some_and(|(one, other)| one != other);
    let moves = measure.is_some_and(|measure| measure.moves);
    let revised = dates.map_or(a.revised || b.revised, |(mine, others)| if mine < others { b.revised } else { a.revised });
    if dates.is_none() && !moves && (has_moved(a, rules) || has_moved(b, rules)) {
        return None;
    }
    let newer = dates.is_none() && moves;
    Some(Clash { superseded: newer || later && (moves || revised), assumed: scope != Scope::Same })
}

/// Its own verb says that it is a new one: `has doubled to 40`.
fn has_moved(figure: &Figure, rules: &Rulebook) -> bool {
    let verb = |predicate: &String| match predicate.split(' ').collect::<Vec<_>>()[..] {
        [_, verb, "to"] => rules.measures.levels.moved.contains(verb),
        _ => false,
    };
    figure.revised && figure.predicates.iter().any(verb)
}

/// The first figure is told to take the place of one that is the second.
fn replaces(one: &Entry, other: &Entry) -> bool {
    let told = |quantity: &Quantity| quantity.agreement(&other.figure.quantity) == Agreement::Same;
    one.figure.replaces.iter().any(told) && one.figure.quantity.agreement(&other.figure.quantity) == Agreement::Different
}

/// What was only the least number of one report is below that of another, which is later as far as is known.
fn outgrown(one: &Entry, other: &Entry, measure: Option<&Measure>) -> bool {
    let dates = one.published().zip(other.published());
    let backwards = match dates {
        Some((mine, others)) if mine == others => return false,
        Some((mine, others)) => others < mine,
        None => one.figure.quantity.reach().0 > other.figure.quantity.reach().0,
    };
    let (earlier, later) = if backwards { (other.figure, one.figure) } else { (one.figure, other.figure) };
    measure.is_some_and(|measure| measure.moves)
        && earlier.quantity.bound == Bound::AtLeast
        && later.quantity.reach().0 > earlier.quantity.reach().0
}

/// The sentences name persons, and not one in common: two defendants, two prizes.
fn others_are_named(one: &Entry, other: &Entry, graph: &ClaimGraph) -> bool {
    if one.figure.quantity.unit.is_empty() || one.figure.quantity.unit == "percent" {
        return false;
    }
    let persons = |entry: &Entry| -> BTreeSet<EntityId> {
        let reading = entry.reading;
        let tokens = reading.analysis.sentences[entry.figure.sentence].tokens.clone();
        let here = reading.mentions.iter().enumerate().filter(|(_, mention)| tokens.contains(&mention.head));
        let entity = |id: usize| graph.entity_of.get(entry.document)?.get(id).copied();
        here.filter_map(|(id, _)| entity(id)).filter(|id| graph.entity(*id).kind == EntityKind::Person).collect()
    };
    let (mine, others) = (persons(one), persons(other));
    !mine.is_empty() && !others.is_empty() && mine.is_disjoint(&others)
}

/// A part may be smaller than its whole, never larger; groups that lie apart say nothing of each other.
fn fits(one: &Entry, other: &Entry, share: Share) -> bool {
    let (low, high) = (|entry: &Entry| entry.figure.quantity.reach().0, |entry: &Entry| entry.figure.quantity.reach().1);
    match share {
        Share::Equal => true,
        Share::Part => low(one) > high(other),
        Share::Whole => low(other) > high(one),
        Share::Apart => false,
    }
}

/// Whether the sentences around two figures speak of one event: they share words beyond the figure itself, or both stand in the lead.
fn same_event(one: &Entry, other: &Entry, measure: Option<&Measure>, scope: Scope, rules: &Rulebook) -> bool {
    let own = |entry: &Entry| {
        let noun = entry.figure.noun.as_str();
        let verbs = entry.figure.predicates.iter().flat_map(|predicate| predicate.split(' '));
        let words: BTreeSet<String> = verbs.chain([noun]).map(str::to_string).collect();
        words
    };
    let key: BTreeSet<String> = own(one).intersection(&own(other)).cloned().collect();
    let (mine, others) = (one.words(), other.words());
    let own = |word: &str| key.contains(word) || measure.is_some_and(|measure| measure.names(word));
    let shared = mine.intersection(&others).filter(|word| !own(word)).count();
    let moves = measure.is_some_and(|measure| measure.moves);
    let things = measure.is_some_and(|measure| measure.things);
    let sole = one.sole && other.sole && !one.figure.noun.is_empty() && !other.figure.noun.is_empty();
    let leads = |entry: &Entry| entry.leads() || measure.is_some_and(|measure| is_total(entry, measure));
    match measure {
        Some(_) if moves => (leads(one) && leads(other)) || ((scope == Scope::Same || things) && shared > 0),
        Some(measure) => shared > 0 || (one.leads() && other.leads()) || (sole && measure.single),
        None => shared > 0 || (sole && one.figure.quantity.unit.is_empty() && is_undone(one, rules)),
    }
}

/// What was destroyed or taken is counted once for a story: `sixty houses were buried`, `nine objects are missing`.
fn is_undone(entry: &Entry, rules: &Rulebook) -> bool {
    let words = &rules.measures.quantities;
    let verbs = entry.figure.predicates.iter().filter_map(|predicate| predicate.split_once(' '));
    verbs.flat_map(|(_, verb)| words.senses(verb)).any(|sense| words.undoing.contains(sense))
}

/// `the death toll`, `the total number of deaths`: the count of the whole story, wherever it stands.
fn is_total(entry: &Entry, measure: &Measure) -> bool {
    let (figure, analysis) = (entry.figure, &entry.reading.analysis);
    let whole = |token: usize| matches!(analysis.tokens[token].lemma.as_str(), "toll" | "number" | "total" | "tally" | "count");
    let definite = |token: usize| analysis.child(token, &["det"]).is_some_and(|det| analysis.tokens[det].lemma == "the");
    let around = std::iter::once(figure.bearer).chain(analysis.ancestors(figure.bearer).take(2));
    measure.names(&figure.noun) && around.into_iter().any(|token| whole(token) && definite(token))
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
        constraint: "one-figure-per-measure".to_string(),
        entity: String::new(),
        attribute: label.to_string(),
        explanation: format!("The figures for {label} do not meet: {}.", values.join(" against ")),
        superseded,
        left_alone: None,
        scope_assumed: group.values().all(|clash| clash.assumed),
        sides: sides.into_values().collect(),
    }
}
