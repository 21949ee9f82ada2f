//! Holders of whom nothing tells the seat are held against nobody: for each reason a finding that is left alone.

use std::collections::{BTreeMap, BTreeSet};

use super::{Holders, Holding, answer, told_apart};
use crate::check::{Answer, Finding};
use crate::graph::ClaimGraph;
use crate::model::report::Kind;
use crate::model::{ConstraintId, EntityId};

/// A document, with a person to whom it gives the office.
type Told = (usize, EntityId);

/// For each reason those whose seat is not known, with the others to whom other documents give the office.
pub(super) fn findings<'a>(
    graph: &ClaimGraph,
    (constraint, office): (&str, &str),
    unseated: &[(&'a Holding<'a>, &'static str)],
    settled: &'a [Holding<'a>],
) -> Vec<Finding> {
    let mut holders: Holders = BTreeMap::new();
    for holding in unseated.iter().map(|(holding, _)| *holding).chain(settled) {
        holders.entry(holding.holder).or_default().push(holding);
    }
    let persons = told_apart(graph, &holders);
    let of_each = || persons.iter().flat_map(|(person, holdings)| holdings.iter().map(move |holding| (*person, *holding)));
    let person_of: BTreeMap<EntityId, EntityId> = of_each().map(|(person, holding)| (holding.holder, person)).collect();
    let all: BTreeSet<Told> = of_each().map(|(person, holding)| (holding.document(), person)).collect();
    let mut reasons: BTreeMap<&str, BTreeSet<Told>> = BTreeMap::new();
    for (holding, why) in unseated {
        reasons.entry(why).or_default().insert((holding.document(), person_of[&holding.holder]));
    }
    let sides = |open: &BTreeSet<Told>| {
        let is_met = |told: Told| meets(told, open) || open.contains(&told) && meets(told, &all);
        let side = |(person, holdings): (&EntityId, &Vec<&'a Holding<'a>>)| {
            let cited = holdings.iter().copied().filter(|holding| is_met((holding.document(), *person)));
            answer(graph, *person, &cited.collect::<Vec<_>>())
        };
        persons.iter().map(side).filter(|side| !side.cited.is_empty()).collect::<Vec<_>>()
    };
    let told = reasons.iter().map(|(why, open)| (why, sides(open))).filter(|(_, sides)| sides.len() > 1);
    told.map(|(why, sides)| left_alone(constraint, office, why, sides)).collect()
}

/// Whether another document gives the office to another person.
fn meets((document, person): Told, others: &BTreeSet<Told>) -> bool {
    others.iter().any(|(other_document, other)| *other_document != document && *other != person)
}

fn left_alone(constraint: &str, office: &str, why: &str, sides: Vec<Answer>) -> Finding {
    Finding {
        kind: Kind::OfficeHolder,
        constraint: ConstraintId::Pack(constraint.to_string()),
        entity: office.to_string(),
        attribute: office.to_string(),
        sides,
        superseded: false,
        scope_assumed: true,
        left_alone: Some(why.to_string()),
        explanation: String::new(),
    }
}
