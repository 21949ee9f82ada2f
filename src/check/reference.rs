//! Claims against background knowledge: dated facts of the rule packs.
//!
//! A fact speaks to a document that is dated inside its days. Without a date only standing facts speak, those of relations and
//! possessions: who holds an office changes too often to be held against a text of unknown age.

use std::collections::BTreeMap;

use super::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::name::{plain, same_person};
use crate::model::report::{Kind, Reference, Validity};
use crate::model::{ConstraintId, Entity, EntityId, EntityKind, Filler, Reading, Stance, Standing, Tie};
use crate::rules::{Fact, Rulebook};

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    let mut facts: BTreeMap<(String, &str, &str), Vec<&Fact>> = BTreeMap::new();
    for fact in &rules.facts {
        for subject in &fact.subjects {
            facts.entry((plain(subject), fact.attribute.as_str(), fact.detail.as_str())).or_default().push(fact);
        }
    }
    for claim in graph.ties.iter().filter(|claim| is_current(claim)) {
        let (attribute, detail) = (claim.attribute.id.as_str(), claim.attribute.detail.as_str());
        let names = graph.entity(claim.subject).names.iter();
        let known = names.filter_map(|name| facts.get(&(plain(name), attribute, detail))).flatten();
        let speaking = known.filter(|fact| speaks(fact, claim, &readings[claim.provenance.document]));
        if let Some(fact) = speaking.into_iter().find(|fact| contradicts(fact, claim, graph)) {
            out.push(finding(graph, claim, fact));
        }
    }
}

fn is_current(claim: &Tie<EntityId>) -> bool {
    matches!(claim.qualifiers.standing, Standing::Current | Standing::Acting)
        && matches!(claim.stance, Stance::Asserted | Stance::Reported | Stance::Hedged)
}

fn speaks(fact: &Fact, claim: &Tie<EntityId>, reading: &Reading) -> bool {
    let degree = fact.degree.is_none() || fact.degree == claim.qualifiers.degree;
    let dated = match &reading.document.published {
        Some(date) => fact.holds_on(date.value),
        None => fact.until.is_none() && fact.attribute != "office-holder",
    };
    degree && dated
}

fn contradicts(fact: &Fact, claim: &Tie<EntityId>, graph: &ClaimGraph) -> bool {
    match &claim.value {
        Filler::Entity(value) => {
            let entity = graph.entity(*value);
            entity.kind != EntityKind::Common && !fact.values.iter().any(|right| is_named(entity, right))
        }
        Filler::Flag(has) => *has && fact.values.is_empty(),
        _ => false,
    }
}

fn is_named(entity: &Entity, name: &str) -> bool {
    let name = plain(name);
    let person = entity.kind == EntityKind::Person;
    entity.names.iter().map(|other| plain(other)).any(|other| other == name || person && same_person(&other, &name))
}

fn finding(graph: &ClaimGraph, claim: &Tie<EntityId>, fact: &Fact) -> Finding {
    let subject = graph.entity(claim.subject).name.clone();
    let value = match &claim.value {
        Filler::Entity(value) => graph.entity(*value).name.clone(),
        _ => claim.attribute.detail.clone(),
    };
    let known = if fact.values.is_empty() { "none".to_string() } else { fact.values.join(", ") };
    let day = |date: Option<crate::model::Date>| date.map(|date| date.to_string());
    let reference = Reference {
        pack: fact.pack.clone(),
        fact: fact.text.clone(),
        source: fact.source.clone(),
        valid: Validity { from: day(fact.from), until: day(fact.until) },
    };
    Finding {
        kind: if claim.attribute.id == "office-holder" { Kind::OfficeHolder } else { Kind::Relation },
        constraint: ConstraintId::Fact(fact.id.clone()),
        entity: subject,
        attribute: claim.attribute.detail.clone(),
        explanation: format!("The text has “{value}” where the background facts have “{known}”: {}.", fact.text),
        sides: vec![
            Answer { value, cited: vec![Cited::from(claim)], ..Answer::default() },
            Answer { reference: Some(reference), ..Answer::said(known, Vec::new()) },
        ],
        superseded: false,
        scope_assumed: false,
        left_alone: None,
    }
}
