//! Whoever was never employed by a body has no post in it: `a curator at the museum` against `has never been employed there`.

use crate::check::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::name::plain;
use crate::model::report::Kind;
use crate::model::{ConstraintId, EntityId, Filler, Reading, Stance, Tie};
use crate::rules::Constraint;

use super::Role;

/// Posts of a person in one report, against another that says that there never was one.
pub(super) fn check(
    readings: &[Reading],
    graph: &ClaimGraph,
    constraint: &Constraint,
    (person, roles): (EntityId, &[Role]),
    out: &mut Vec<Finding>,
) {
    let told = graph.ties.iter().filter(|claim| claim.attribute.id == constraint.attribute && claim.subject == person);
    for claim in told.filter(|claim| matches!(claim.stance, Stance::Asserted | Stance::Reported)) {
        let elsewhere = roles.iter().filter(|role| role.claim.provenance.document != claim.provenance.document);
        if let Some(role) = elsewhere.into_iter().find(|role| is_of_the_body(readings, graph, role, claim)) {
            out.push(finding(graph, person, role, claim, &constraint.id));
        }
    }
}

/// Whether a post is in the body that is meant: the one that the post's own sentence names, or whichever it is of for `there`.
fn is_of_the_body(readings: &[Reading], graph: &ClaimGraph, role: &Role, claim: &Tie<EntityId>) -> bool {
    let place = &role.claim.provenance;
    match &claim.value {
        Filler::Entity(body) => {
            let reading = &readings[place.document];
            let sentence = plain(reading.document.slice(reading.analysis.sentences[place.sentence].span));
            sentence.contains(&plain(&graph.entity(*body).name))
        }
        _ => role.scope.is_some(),
    }
}

fn finding(graph: &ClaimGraph, person: EntityId, role: &Role, claim: &Tie<EntityId>, constraint: &str) -> Finding {
    let name = graph.entity(person).name.clone();
    let side = |value: &str, claim: &Tie<EntityId>| Answer {
        value: value.to_string(),
        cited: vec![Cited::from(claim)],
        ..Answer::default()
    };
    Finding {
        kind: Kind::PersonRole,
        constraint: ConstraintId::Pack(constraint.to_string()),
        explanation: format!("{name} is called {} and said never to have been employed there.", role.text),
        entity: name,
        attribute: "role".to_string(),
        sides: vec![side(role.text, role.claim), side("never employed there", claim)],
        superseded: false,
        scope_assumed: false,
        left_alone: None,
    }
}
