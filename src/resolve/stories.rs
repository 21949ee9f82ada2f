//! Which documents report one set of events.
//!
//! Two documents are of one story when they share names that few other documents have. A name that `n` documents share weighs
//! 1/(n-1): what everybody names says nothing. Countries do not count, since every story of a country names it.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::unionfind::UnionFind;

use super::Locals;
use super::likeness::plain;
use crate::model::EntityKind;
use crate::rules::Rulebook;

/// Weight of shared names from which on two documents are of one story.
const ENOUGH: f64 = 1.0;

/// The number of each document's story.
pub fn group(locals: &[Locals], rules: &Rulebook) -> Vec<usize> {
    let mut holders: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (document, locals) in locals.iter().enumerate() {
        for key in locals.things.iter().flat_map(|thing| keys(thing.kind, &thing.names, rules)) {
            holders.entry(key).or_default().insert(document);
        }
    }
    let mut weights: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let common = 4.max(locals.len() / 20);
    for documents in holders.values().filter(|documents| documents.len() > 1 && documents.len() <= common) {
        let weight = 1.0 / (documents.len() - 1) as f64;
        for (&one, &other) in documents.iter().flat_map(|one| documents.range(one + 1..).map(move |other| (one, other))) {
            *weights.entry((one, other)).or_default() += weight;
        }
    }
    let mut stories = UnionFind::<usize>::new(locals.len());
    for ((one, other), _) in weights.iter().filter(|(_, weight)| **weight >= ENOUGH) {
        stories.union(*one, *other);
    }
    stories.into_labeling()
}

/// What a thing is known by in other documents: family names, names of bodies and places.
fn keys(kind: EntityKind, names: &[String], _rules: &Rulebook) -> Vec<String> {
    let name = names.iter().map(|name| plain(name)).max_by_key(String::len).unwrap_or_default();
    match kind {
        EntityKind::Person => {
            name.rsplit(' ').next().filter(|last| last.len() > 2).map(|last| vec![last.to_string()]).unwrap_or_default()
        }
        EntityKind::Organisation | EntityKind::Polity | EntityKind::Place | EntityKind::Event | EntityKind::Thing
            if name.len() > 3 =>
        {
            vec![name]
        }
        _ => Vec::new(),
    }
}
