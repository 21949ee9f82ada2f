//! Mentions to entities, within a document and across documents.
//!
//! First the names of one document are brought together (`local`), then documents are grouped into stories (`stories`), then names
//! of different documents (`corpus`): freely inside a story, only by full and distinctive names outside it. Pronouns and descriptions
//! follow the names (`reference`).

mod corpus;
mod local;
mod reference;
mod stories;

use crate::graph::ClaimGraph;
use crate::model::{Attribution, Claim, Entity, EntityId, EntityKind, MentionId, Qualifiers, Reading, Value};
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
    let (entities, of_local) = corpus::join(&locals, stories.numbers(), rules);
    let entity_of: Vec<Vec<EntityId>> =
        locals.iter().zip(&of_local).map(|(locals, entities)| locals.of.iter().map(|&thing| entities[thing]).collect()).collect();
    let claims = readings.iter().zip(&entity_of).flat_map(|(reading, of)| reading.claims.iter().map(|claim| lift(claim, of)));
    let claims = claims.collect();
    ClaimGraph::new(entities, claims, entity_of, stories)
}

/// A claim about mentions as one about entities.
fn lift(claim: &Claim, of: &[EntityId]) -> Claim<EntityId> {
    let entity = |mention: MentionId| of[mention.0 as usize];
    Claim {
        subject: entity(claim.subject),
        attribute: claim.attribute.clone(),
        value: match &claim.value {
            Value::Entity(mention) => Value::Entity(entity(*mention)),
            Value::Quantity(quantity) => Value::Quantity(quantity.clone()),
            Value::Time(time) => Value::Time(time.clone()),
            Value::Text(text) => Value::Text(text.clone()),
            Value::Flag(flag) => Value::Flag(*flag),
        },
        qualifiers: Qualifiers {
            when: claim.qualifiers.when.clone(),
            places: claim.qualifiers.places.iter().copied().map(entity).collect(),
            agent: claim.qualifiers.agent.map(entity),
            population: claim.qualifiers.population.clone(),
            standing: claim.qualifiers.standing,
            degree: claim.qualifiers.degree.clone(),
        },
        stance: claim.stance,
        attribution: claim
            .attribution
            .as_ref()
            .map(|attribution| Attribution { speaker: attribution.speaker.clone(), source: attribution.source.map(entity) }),
        provenance: claim.provenance.clone(),
    }
}

fn entity(id: usize, kind: EntityKind, names: Vec<String>) -> Entity {
    let name = names.first().cloned().unwrap_or_default();
    let mut names = names;
    names.sort();
    names.dedup();
    Entity { id: EntityId(id as u32), kind, name, names }
}
