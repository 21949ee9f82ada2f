//! Mentions to entities, within a document and across documents.
//!
//! First the names of one document are brought together (`local`), then documents are grouped into stories (`stories`), then names
//! of different documents (`corpus`): freely inside a story, only by full and distinctive names outside it. Pronouns and descriptions
//! follow the names (`reference`).

mod corpus;
mod local;
mod reference;
mod stories;

use std::collections::BTreeMap;

use crate::graph::ClaimGraph;
use crate::model::{Attribution, Claim, Entity, EntityId, EntityKind, Filler, MentionId, Reading, Tie};
use crate::rules::Rulebook;

/// One thing that a document names, with all its names there.
#[derive(Clone, Debug)]
struct Local {
    kind: EntityKind,
    /// Every name, the fullest first.
    names: Vec<String>,
}

/// The things of one document and, for each of its mentions, which of them it is.
#[derive(Clone, Debug, Default)]
struct Locals {
    things: Vec<Local>,
    of: Vec<usize>,
}

/// The claim graph of a corpus.
pub fn resolve(readings: &[Reading], rules: &Rulebook) -> ClaimGraph {
    let locals: Vec<Locals> = readings.iter().map(|reading| local::find(reading, rules)).collect();
    let stories = stories::group(readings, &locals, rules);
    let (entities, of_local) = corpus::join(&locals, &originals(readings, stories.numbers()), stories.numbers(), rules);
    let entity_of: Vec<Vec<EntityId>> =
        locals.iter().zip(&of_local).map(|(locals, entities)| locals.of.iter().map(|&thing| entities[thing]).collect()).collect();
    let ties = readings.iter().zip(&entity_of).flat_map(|(reading, of)| reading.ties.iter().map(|tie| lift(tie, of)));
    let ties = ties.collect();
    ClaimGraph::new(entities, ties, entity_of, stories)
}

/// For each document the first of its story with the same text: what names mean does not change by a reprint.
fn originals(readings: &[Reading], stories: &[usize]) -> Vec<usize> {
    let mut first: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    let texts = stories.iter().copied().zip(readings.iter().map(|reading| reading.document.text.as_str()));
    texts.enumerate().map(|(document, text)| *first.entry(text).or_insert(document)).collect()
}

/// A tie of mentions as one of entities.
fn lift(tie: &Tie, of: &[EntityId]) -> Tie<EntityId> {
    let entity = |mention: MentionId| of[mention.0 as usize];
    Tie {
        subject: entity(tie.subject),
        attribute: tie.attribute.clone(),
        value: match &tie.value {
            Filler::Entity(mention) => Filler::Entity(entity(*mention)),
            Filler::Text(text) => Filler::Text(text.clone()),
            Filler::Flag(flag) => Filler::Flag(*flag),
        },
        qualifiers: tie.qualifiers.clone(),
        stance: tie.stance,
        attribution: tie
            .attribution
            .as_ref()
            .map(|attribution| Attribution { speaker: attribution.speaker.clone(), source: attribution.source.map(entity) }),
        provenance: tie.provenance.clone(),
    }
}

/// Gives the things of claims the names of their entities.
pub fn name(claims: &mut [Claim], graph: &ClaimGraph) {
    for claim in claims {
        let entities = &graph.entity_of[claim.evidence.place.0];
        for thing in claim.things_mut() {
            let named = thing.mention.map(|mention| graph.entity(entities[mention.0 as usize]));
            if let Some(entity) = named.filter(|entity| entity.kind != EntityKind::Common) {
                thing.name = Some(entity.name.clone());
                thing.person = entity.kind == EntityKind::Person;
            }
        }
    }
}

fn entity(id: usize, kind: EntityKind, names: Vec<String>) -> Entity {
    let name = names.first().cloned().unwrap_or_default();
    let mut names = names;
    names.sort();
    names.dedup();
    Entity { id: EntityId(id as u32), kind, name, names }
}
