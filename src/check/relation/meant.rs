//! Who is meant by a title or noun alone: `a cousin of the mayor` in a story that calls one person mayor, `the dairy belongs to` in one of
//! `the dairy Acme`.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::ClaimGraph;
use crate::model::{EntityId, EntityKind, Filler, Reading, Tie};
use crate::rules::Rulebook;

/// The persons that hold each office or profession, by story.
pub(super) struct Titles<'a> {
    readings: &'a [Reading],
    graph: &'a ClaimGraph,
    rules: &'a Rulebook,
    held: BTreeMap<(usize, String), BTreeSet<EntityId>>,
    /// The persons and bodies that stand right behind each noun.
    called: BTreeMap<(usize, String), BTreeSet<EntityId>>,
}

impl<'a> Titles<'a> {
    pub fn new(readings: &'a [Reading], graph: &'a ClaimGraph, rules: &'a Rulebook) -> Self {
        let mut held: BTreeMap<(usize, String), BTreeSet<EntityId>> = BTreeMap::new();
        for claim in graph.ties.iter().filter(|claim| claim.attribute.id == "role") {
            if let Filler::Text(role) = &claim.value {
                let title = role.split(" of ").next().unwrap_or(role).to_string();
                held.entry((graph.stories[claim.provenance.document], title)).or_default().insert(claim.subject);
            }
        }
        Self { readings, graph, rules, held, called: called(readings, graph) }
    }

    /// The person that the subject of a claim stands for: itself, unless it is a title that the story gives to one person alone.
    pub fn subject(&self, claim: &Tie<EntityId>) -> EntityId {
        let entity = self.graph.entity(claim.subject);
        if entity.kind != EntityKind::Common || self.goes_on(claim) {
            return claim.subject;
        }
        let story = self.graph.stories[claim.provenance.document];
        let words: Vec<String> = entity.name.split(' ').map(str::to_string).collect();
        let office = self.rules.lexicon.office_at(&|at| words.get(at).cloned()).filter(|found| found.len == words.len());
        let canonical = office.map(|found| found.canonical).unwrap_or_default();
        let short = canonical.split(" of ").next().unwrap_or_default().to_string();
        let mut persons = BTreeSet::new();
        for title in [canonical, short] {
            persons.extend(self.held.get(&(story, title)).into_iter().flatten().copied());
        }
        if let (true, Some(noun)) = (persons.is_empty(), words.last()) {
            persons.extend(self.called.get(&(story, noun.to_lowercase())).into_iter().flatten().copied());
        }
        match persons.first() {
            Some(only) if persons.len() == 1 => *only,
            _ => claim.subject,
        }
    }

    /// The title has an owner of its own: `a cousin of the president of the bank`.
    fn goes_on(&self, claim: &Tie<EntityId>) -> bool {
        let document = &self.readings[claim.provenance.document].document;
        let rest = document.text.get(claim.provenance.span.end..).unwrap_or_default().trim_start();
        rest.starts_with("of ") || rest.starts_with("'s") || rest.starts_with('’')
    }
}

/// `the dairy Acme`: the noun before a name says what bears it.
fn called(readings: &[Reading], graph: &ClaimGraph) -> BTreeMap<(usize, String), BTreeSet<EntityId>> {
    let mut called: BTreeMap<(usize, String), BTreeSet<EntityId>> = BTreeMap::new();
    for (document, reading) in readings.iter().enumerate() {
        let (Some(story), Some(entities)) = (graph.stories.get(document), graph.entity_of.get(document)) else { continue };
        for (mention, &entity) in reading.mentions.iter().zip(entities) {
            let before = mention.tokens.start.checked_sub(1).and_then(|at| reading.analysis.tokens.get(at));
            let bears = matches!(mention.kind, EntityKind::Person | EntityKind::Organisation);
            if let Some(noun) = before.filter(|noun| bears && noun.tag == "NN") {
                called.entry((*story, noun.lemma.to_lowercase())).or_default().insert(entity);
            }
        }
    }
    called
}
