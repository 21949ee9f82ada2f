//! What a document tells of events of one sort, which tells which one a clause is about.

use std::collections::{BTreeMap, BTreeSet};

use super::Event;
use crate::graph::ClaimGraph;
use crate::model::{EntityId, EntityKind, Reading};

/// What tells which events two clauses are about where they do not say so themselves.
pub(super) struct Names<'n, 'a> {
    /// The person of each document.
    pub heroes: &'n [Option<EntityId>],
    /// How the document of each tells of events of the sort.
    pub tellings: [&'n Told<'a>; 2],
}

/// So many clauses of a document are looked at to tell which event another one is about.
const FEW: usize = 24;

/// The events of one sort that a document tells of with nouns, past and planned ones apart.
#[derive(Default)]
pub(super) struct Told<'a> {
    events: Vec<Event<'a>>,
    /// All of them, those with pronouns too, up to a limit.
    pub all: Vec<Event<'a>>,
    /// Sentences that say when or where one was.
    sentences: BTreeSet<usize>,
}

impl<'a> Told<'a> {
    pub fn by_document(events: &[Event<'a>]) -> BTreeMap<(usize, bool), Self> {
        let mut told: BTreeMap<(usize, bool), Self> = BTreeMap::new();
        for event in events {
            let told = told.entry((event.document, event.planned)).or_default();
            if told.all.len() < FEW {
                told.all.push(*event);
            }
            if event.is_pronominal() {
                continue;
            }
            told.events.push(*event);
            if event.clause.when.is_some() || !event.clause.places.is_empty() {
                told.sentences.insert(event.clause.sentence);
            }
        }
        told
    }

    /// No other sentence of the document tells with a noun when or where an event of this sort was.
    pub fn is_only(&self, event: &Event) -> bool {
        self.sentences.iter().all(|&sentence| sentence == event.clause.sentence)
    }

    /// For `it turned over`, the clauses of the document that say what did; for others, themselves.
    pub fn with_nouns(&self, event: &Event<'a>) -> Vec<Event<'a>> {
        let spelt_out = event.is_pronominal() && !self.events.is_empty();
        if spelt_out { self.events.iter().take(FEW).copied().collect() } else { vec![*event] }
    }
}

/// The person whom a document names most.
pub(super) fn hero(readings: &[Reading], document: usize, graph: &ClaimGraph) -> Option<EntityId> {
    const OFTEN: usize = 2;
    let mut count: BTreeMap<EntityId, usize> = BTreeMap::new();
    for (mention, &entity) in readings[document].mentions.iter().zip(graph.entity_of.get(document)?) {
        if graph.entity(entity).kind == EntityKind::Person && mention.kind != EntityKind::Common {
            *count.entry(entity).or_default() += 1;
        }
    }
    let most = count.values().copied().max().filter(|most| *most >= OFTEN)?;
    let mut persons = count.into_iter().filter(|(_, times)| *times == most).map(|(entity, _)| entity);
    persons.next().filter(|_| persons.next().is_none())
}
