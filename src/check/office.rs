//! One holder of a single-seat office of one body at one time.
//!
//! Claims meet in a story by office. Two claims that name their bodies speak of the same seat only where the bodies are one entity; a
//! claim that names none (`the mayor, X`) is taken to mean the body of the others as long as no document of the story knows two
//! holders of the office for different bodies. A holder who is said to have just come in supersedes the one who was there.

use std::collections::{BTreeMap, BTreeSet};

use super::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::name::{plain, same_person};
use crate::model::report::Kind;
use crate::model::{Claim, EntityId, EntityKind, Reading, Stance, Standing, Value};
use crate::rules::Rulebook;

/// Who is said to hold an office.
struct Holding<'a> {
    claim: &'a Claim<EntityId>,
    holder: EntityId,
    /// The body, where the text names it.
    body: Option<EntityId>,
}

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, _rules: &Rulebook, out: &mut Vec<Finding>) {
    let mut seats: BTreeMap<(usize, &str), Vec<Holding>> = BTreeMap::new();
    for claim in graph.claims.iter().filter(|claim| claim.attribute.id == "office-holder" && is_held(claim)) {
        if let Value::Entity(holder) = claim.value {
            let named = |&body: &EntityId| !matches!(graph.entity(body).kind, EntityKind::Common | EntityKind::Person);
            let body = Some(claim.subject).filter(named);
            let key = (graph.stories[claim.provenance.document], claim.attribute.detail.as_str());
            seats.entry(key).or_default().push(Holding { claim, holder, body });
        }
    }
    for ((_, office), mut holdings) in seats {
        tell_bodies(&mut holdings);
        for group in same_seat(&holdings) {
            if let Some(finding) = compare(readings, graph, office, &group) {
                out.push(finding);
            }
        }
    }
}

fn is_held(claim: &Claim<EntityId>) -> bool {
    let standing =
        matches!(claim.qualifiers.standing, Standing::Current | Standing::Acting | Standing::New | Standing::Designate);
    standing && matches!(claim.stance, Stance::Asserted | Stance::Reported)
}

/// What one place leaves out another tells: the body of a holder who is named with one body only.
fn tell_bodies(holdings: &mut [Holding]) {
    let mut told: BTreeMap<EntityId, BTreeSet<EntityId>> = BTreeMap::new();
    for holding in holdings.iter() {
        told.entry(holding.holder).or_default().extend(holding.body);
    }
    for holding in holdings.iter_mut().filter(|holding| holding.body.is_none()) {
        holding.body = told[&holding.holder].iter().next().copied().filter(|_| told[&holding.holder].len() == 1);
    }
}

/// Holdings of one office that speak of one seat: those of each named body, with those that name none where only one can be meant.
fn same_seat<'a, 'b>(holdings: &'b [Holding<'a>]) -> Vec<Vec<&'b Holding<'a>>> {
    let bodies: BTreeSet<EntityId> = holdings.iter().filter_map(|holding| holding.body).collect();
    let unnamed = || holdings.iter().filter(|holding| holding.body.is_none());
    if bodies.len() <= 1 {
        return vec![holdings.iter().collect()];
    }
    let of = |body: EntityId| holdings.iter().filter(move |holding| holding.body == Some(body)).collect::<Vec<_>>();
    bodies.into_iter().map(of).chain([unnamed().collect()]).collect()
}

fn compare(readings: &[Reading], graph: &ClaimGraph, office: &str, group: &[&Holding]) -> Option<Finding> {
    let mut answers: BTreeMap<EntityId, Vec<&Holding>> = BTreeMap::new();
    for holding in group {
        answers.entry(holding.holder).or_default().push(holding);
    }
    if answers.len() < 2 {
        return None;
    }
    let body = group.iter().find_map(|holding| holding.body);
    let sides: Vec<Answer> = answers.iter().map(|(holder, holdings)| answer(graph, *holder, holdings)).collect();
    let place = body.map_or_else(String::new, |body| graph.entity(body).name.clone());
    let superseded = is_succession(readings, &answers);
    let names: Vec<&str> = answers.keys().map(|holder| graph.entity(*holder).name.as_str()).collect();
    let left_alone = left_alone(graph, &answers);
    Some(Finding {
        kind: Kind::OfficeHolder,
        constraint: "one-holder-per-office".to_string(),
        entity: if place.is_empty() { office.to_string() } else { place.clone() },
        attribute: office.to_string(),
        sides,
        superseded,
        scope_assumed: group.iter().any(|holding| holding.body.is_none()),
        left_alone,
        explanation: explanation(office, &place, &names, superseded),
    })
}

fn answer(graph: &ClaimGraph, holder: EntityId, holdings: &[&Holding]) -> Answer {
    let cited = holdings.iter().map(|holding| Cited::from(holding.claim)).collect();
    Answer { value: graph.entity(holder).name.clone(), cited, reference: None }
}

/// One holder has just come in, by a document that is not older than what is said of the others.
fn is_succession(readings: &[Reading], answers: &BTreeMap<EntityId, Vec<&Holding>>) -> bool {
    let incoming = |holdings: &[&Holding]| {
        holdings
            .iter()
            .find(|holding| matches!(holding.claim.qualifiers.standing, Standing::New | Standing::Designate))
            .map(|holding| holding.claim.provenance.document)
    };
    let newcomers: Vec<(EntityId, usize)> =
        answers.iter().filter_map(|(holder, holdings)| incoming(holdings).map(|at| (*holder, at))).collect();
    let [(holder, document)] = newcomers[..] else { return false };
    let day = |document: usize| readings[document].document.published.as_ref().map(|date| date.value);
    let others = answers.iter().filter(|(other, _)| **other != holder).flat_map(|(_, holdings)| holdings.iter());
    others.map(|holding| holding.claim.provenance.document).all(|other| match (day(document), day(other)) {
        (Some(new), Some(old)) => old <= new,
        _ => true,
    })
}

/// Why several holders may be no conflict: one text knows them all, or two names may be those of one person.
fn left_alone(graph: &ClaimGraph, answers: &BTreeMap<EntityId, Vec<&Holding>>) -> Option<String> {
    let mut by_document: BTreeMap<usize, BTreeSet<EntityId>> = BTreeMap::new();
    for (holder, holdings) in answers {
        for holding in holdings {
            by_document.entry(holding.claim.provenance.document).or_default().insert(*holder);
        }
    }
    let unnamed = answers.values().flatten().any(|holding| holding.body.is_none());
    if unnamed && by_document.values().any(|holders| holders.len() > 1) {
        return Some("one text gives this office to several people and does not name its body for all: it may have several seats".into());
    }
    let names: Vec<String> = answers.keys().map(|holder| plain(&graph.entity(*holder).name)).collect();
    let alike = names.iter().enumerate().any(|(at, one)| names[at + 1..].iter().any(|other| same_person(one, other)));
    alike.then(|| "the names may be those of one person".into())
}

fn explanation(office: &str, place: &str, names: &[&str], superseded: bool) -> String {
    let of = if place.is_empty() { String::new() } else { format!(" of {place}") };
    let names = names.join(" and ");
    if superseded {
        format!("{names} are both named as {office}{of}; one of them is said to have come into the office.")
    } else {
        format!("{names} are both named as {office}{of}, an office that one person holds at a time.")
    }
}
