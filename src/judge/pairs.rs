//! Which windows are read together.
//!
//! Two windows of different documents that tell one story, or are related, if they share a name, a day or a noun that few documents have.
//! The likeliest come first: those whose sentences are nearest to each other in what they are about. There is a limit on their number.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crossclaim_encoder::{Read, Scored, nearness};
use rayon::prelude::*;

use crate::graph::ClaimGraph;
use crate::model::{Date, EntityId, EntityKind, Mention, Reading};

/// So many pairs are read of each story, and so many more for each of its documents; fewer for documents that are only related.
const PAIRS: usize = 4;
const PAIRS_PER_DOCUMENT: usize = 4;
const PAIRS_PER_RELATED: usize = 1;
/// A noun that more than this part of a story's documents have, and more than [`FEW`] of them, is not rare.
const RARE: f64 = 0.2;
const FEW: usize = 3;
/// So many pairs of sentences, the nearest, say how near two windows are.
const NEAREST: usize = 3;

/// What two windows may share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Entity(EntityId),
    Day(Date),
    Noun(&'a str),
}

/// What a window can be found by.
pub(super) struct Profile<'a> {
    document: usize,
    keys: BTreeSet<Key<'a>>,
    /// What each of its sentences is about.
    matters: &'a [Vec<f32>],
}

impl<'a> Profile<'a> {
    pub fn new(document: usize, reading: &'a Reading, graph: &ClaimGraph, read: &'a Read) -> Self {
        let analysis = &reading.analysis;
        let tokens = |scored: &Scored| analysis.sentences[scored.sentence].tokens.clone();
        let sentences = &read.window.sentences;
        let tokens =
            sentences.first().map_or(0, |first| tokens(first).start)..sentences.last().map_or(0, |last| tokens(last).end);
        let entity = |(mention, id): (&Mention, &EntityId)| {
            let inside = mention.kind != EntityKind::Common && tokens.contains(&mention.head);
            inside.then_some(Key::Entity(*id))
        };
        let entities = reading.mentions.iter().zip(&graph.entity_of[document]).filter_map(entity);
        let times = reading.times.iter().filter(|time| tokens.contains(&time.tokens.start));
        let days = times.filter_map(|time| time.time.days).map(|(first, _)| Key::Day(first));
        let nouns = tokens.clone().filter(|&token| analysis.tokens[token].pos == "NOUN");
        let nouns = nouns.map(|token| Key::Noun(analysis.tokens[token].lemma.as_str()));
        Self { document, keys: entities.chain(days).chain(nouns).collect(), matters: &read.matters }
    }
}

/// The pairs of windows to be read of documents that may meet, and how many there would be without a limit.
pub(super) fn pairs(
    profiles: &[Profile],
    limit: usize,
    may_meet: impl Fn(usize, usize) -> bool + Sync,
) -> (Vec<(usize, usize)>, usize) {
    let documents: BTreeSet<usize> = profiles.iter().map(|profile| profile.document).collect();
    let common = common(profiles, documents.len());
    let meet = |one: &Profile, other: &Profile| {
        let apart = one.document != other.document && may_meet(one.document, other.document);
        apart && one.keys.intersection(&other.keys).any(|key| !common.contains(key))
    };
    let mut pairs: Vec<(f32, usize, usize)> = (0..profiles.len())
        .into_par_iter()
        .flat_map_iter(|one| (one + 1..profiles.len()).map(move |other| (one, other)))
        .filter(|&(one, other)| meet(&profiles[one], &profiles[other]))
        .map(|(one, other)| (likeness(&profiles[one], &profiles[other]), one, other))
        .collect();
    pairs.sort_by_key(|&(likeness, one, other)| (Reverse((likeness * 1000.0) as i32), one, other));
    let all = pairs.len();
    pairs.truncate(limit);
    (pairs.into_iter().map(|(_, one, other)| (one, other)).collect(), all)
}

/// The number of pairs that are read of a story with so many documents.
pub(super) fn of_a_story(documents: usize) -> usize {
    PAIRS + PAIRS_PER_DOCUMENT * documents
}

/// The number of pairs that are read of so many documents that are related to others.
pub(super) fn of_related(documents: usize) -> usize {
    PAIRS + PAIRS_PER_RELATED * documents
}

/// The nouns that are not rare.
fn common<'a>(profiles: &[Profile<'a>], documents: usize) -> BTreeSet<Key<'a>> {
    let mut holders: BTreeMap<&Key<'a>, BTreeSet<usize>> = BTreeMap::new();
    for profile in profiles {
        for key in profile.keys.iter().filter(|key| matches!(key, Key::Noun(_))) {
            holders.entry(key).or_default().insert(profile.document);
        }
    }
    let most = FEW.max((documents as f64 * RARE) as usize);
    holders.into_iter().filter(|(_, holders)| holders.len() > most).map(|(key, _)| key.clone()).collect()
}

/// How near the sentences of two windows are that are nearest to each other.
fn likeness(one: &Profile, other: &Profile) -> f32 {
    let mut products: Vec<f32> =
        one.matters.iter().flat_map(|one| other.matters.iter().map(|other| nearness(one, other))).collect();
    products.sort_by(|one, other| other.total_cmp(one));
    products.iter().take(NEAREST).sum()
}
