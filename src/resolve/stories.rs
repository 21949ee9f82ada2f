//! Which documents report one set of events.
//!
//! Two documents are of one story when they share names, and to a lesser part nouns, that few other documents have. What `n` documents
//! share weighs 1/(n-1), in a handful up to twice that: what everybody names says nothing, and states say nothing at all. Rare nouns tell only where there are enough
//! documents to know them; in a handful of documents it is the likeness of all nouns that adds to shared names, and that stands in for
//! them where a document names no place and no body of its own.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::unionfind::UnionFind;

use super::{Local, Locals};
use crate::model::name::plain;
use crate::model::{EntityKind, Reading};
use crate::rules::Rulebook;

/// Weight of shared names from which on two documents are of one story.
const ENOUGH: f64 = 1.5;

/// The same in a handful of documents, which somebody put side by side for a reason.
const ENOUGH_OF_FEW: f64 = 1.0;

/// So many documents are more than a handful.
const MANY: usize = 10;

/// What full likeness of nouns weighs; reports of one story reach a quarter of it, two texts on one subject rarely do.
const LIKENESS: f64 = 4.0;

/// The number of each document's story.
pub fn group(readings: &[Reading], locals: &[Locals], rules: &Rulebook) -> Vec<usize> {
    let many = locals.len() >= MANY;
    let persons = persons(locals);
    let mut holders: BTreeMap<String, (f64, BTreeSet<usize>)> = BTreeMap::new();
    for (document, locals) in locals.iter().enumerate() {
        for (key, weight) in locals.things.iter().filter_map(|thing| key(thing, &persons, many, rules)) {
            let entry = holders.entry(key).or_insert((weight, BTreeSet::new()));
            entry.0 = weight.max(entry.0);
            entry.1.insert(document);
        }
    }
    let mut weights = shared(&holders, 4.max(locals.len() / 20), many);
    if !many {
        add_likeness(readings, locals, &mut weights);
    }
    let enough = if many { ENOUGH } else { ENOUGH_OF_FEW };
    let mut stories = UnionFind::<usize>::new(locals.len());
    for ((one, other), _) in weights.iter().filter(|(_, weight)| **weight >= enough) {
        stories.union(*one, *other);
    }
    stories.into_labeling()
}

/// The full names of persons in any of the documents.
fn persons(locals: &[Locals]) -> BTreeSet<String> {
    let things = locals.iter().flat_map(|locals| &locals.things).filter(|thing| thing.kind == EntityKind::Person);
    things.flat_map(|thing| &thing.names).map(|name| plain(name)).filter(|name| name.contains(' ')).collect()
}

/// For each two documents the weight of what they and at most `common` documents in all have.
fn shared(holders: &BTreeMap<String, (f64, BTreeSet<usize>)>, common: usize, many: bool) -> BTreeMap<(usize, usize), f64> {
    let mut weights: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (weight, documents) in holders.values().filter(|(_, documents)| (2..=common).contains(&documents.len())) {
        let others = (documents.len() - 1) as f64;
        let weight = weight / if many { others } else { (others / 2.0).max(1.0) };
        for (&one, &other) in documents.iter().flat_map(|one| documents.range(one + 1..).map(move |other| (one, other))) {
            *weights.entry((one, other)).or_default() += weight;
        }
    }
    weights
}

/// Adds how alike the nouns of two documents are, where they share a name or one of them names nothing to tell its story by.
fn add_likeness(readings: &[Reading], locals: &[Locals], weights: &mut BTreeMap<(usize, usize), f64>) {
    let nouns: Vec<BTreeSet<&str>> = readings.iter().map(nouns).collect();
    for (one, other) in (0..locals.len()).flat_map(|one| (one + 1..locals.len()).map(move |other| (one, other))) {
        let shared = nouns[one].intersection(&nouns[other]).count() as f64;
        let likeness = shared / ((nouns[one].len() * nouns[other].len()) as f64).sqrt().max(1.0);
        if weights.contains_key(&(one, other)) || is_nameless(&locals[one]) || is_nameless(&locals[other]) {
            *weights.entry((one, other)).or_default() += LIKENESS * likeness;
        }
    }
}

/// Names no place and no body.
fn is_nameless(locals: &Locals) -> bool {
    !locals.things.iter().any(|thing| matches!(thing.kind, EntityKind::Place | EntityKind::Organisation | EntityKind::Polity))
}

/// The common nouns of a document that are part of no name, date or figure.
fn nouns(reading: &Reading) -> BTreeSet<&str> {
    let analysis = &reading.analysis;
    let common = |&at: &usize| analysis.tokens[at].pos == "NOUN" && analysis.entity_at(at).is_none();
    let lemmas = (0..analysis.tokens.len()).filter(common).map(|at| analysis.tokens[at].lemma.as_str());
    lemmas.filter(|lemma| lemma.len() > 3).collect()
}

/// What a thing is known by in other documents, and how much that tells: family names, names of bodies and places, rare nouns.
fn key(thing: &Local, persons: &BTreeSet<String>, nouns: bool, rules: &Rulebook) -> Option<(String, f64)> {
    let name = thing.names.iter().map(|name| plain(name)).max_by_key(String::len).unwrap_or_default();
    let last = name.rsplit(' ').next().unwrap_or_default();
    let state = thing.kind == EntityKind::Polity && thing.names.iter().any(|name| rules.lexicon.polity(name).is_some());
    let generic = name.split(' ').count() < 3 && rules.names.bodies.contains(last);
    let (key, weight) = match thing.kind {
        _ if persons.contains(&name) => (last.to_string(), 1.0),
        EntityKind::Person => (last.to_string(), if name.contains(' ') { 1.0 } else { 0.5 }),
        EntityKind::Common if nouns => (last.to_string(), 0.1),
        EntityKind::Common | EntityKind::People => return None,
        _ if state => return None,
        EntityKind::Thing => (name, 0.5),
        _ if generic => (name, 0.3),
        _ => (name, 1.0),
    };
    (key.len() > 3).then_some((key, weight))
}
