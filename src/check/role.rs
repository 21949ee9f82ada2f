//! One full-time office per person at a time.
//!
//! Most people are several things at once (a doctor, a mother, a former player), so only what fills a working day is compared: offices
//! of two different sectors, one office of two bodies, and pairs that the constraint itself lists. The two claims must stand in two
//! documents: a text that tells of two offices of one person tells of a change.

use std::collections::BTreeMap;

use super::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::name::plain;
use crate::model::report::Kind;
use crate::model::{Claim, EntityId, EntityKind, Reading, Stance, Standing, Value};
use crate::rules::{Constraint, ConstraintKind, Office, Rulebook, Seats};

/// What a person is said to be.
struct Role<'a> {
    claim: &'a Claim<EntityId>,
    text: &'a str,
    office: &'a Office,
    name: String,
    body: Option<String>,
}

pub(super) fn check(_readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    for constraint in rules.constraints_of(ConstraintKind::OneOffice) {
        let mut people: BTreeMap<(usize, EntityId), Vec<Role>> = BTreeMap::new();
        for role in graph.claims.iter().filter_map(|claim| role(claim, &constraint.attribute, graph, rules)) {
            let story = graph.stories[role.claim.provenance.document];
            people.entry((story, role.claim.subject)).or_default().push(role);
        }
        for ((_, person), roles) in &people {
            out.extend(clash(roles, constraint).map(|(one, other)| finding(graph, *person, one, other, roles, &constraint.id)));
        }
    }
}

fn role<'a>(claim: &'a Claim<EntityId>, attribute: &str, graph: &ClaimGraph, rules: &'a Rulebook) -> Option<Role<'a>> {
    let held = matches!(claim.qualifiers.standing, Standing::Current | Standing::Acting)
        && matches!(claim.stance, Stance::Asserted | Stance::Reported);
    let person = graph.entity(claim.subject);
    let full_name = person.kind == EntityKind::Person && person.name.contains(' ');
    let Value::Text(text) = &claim.value else { return None };
    if claim.attribute.id != attribute || !held || !full_name {
        return None;
    }
    let (name, body) = text.split_once(" of ").map_or((text.as_str(), None), |(name, body)| (name, Some(plain(body))));
    let words: Vec<String> = name.split(' ').map(str::to_lowercase).collect();
    let office = rules.lexicon.office_at(&|at| words.get(at).cloned())?.office;
    Some(Role { claim, text, office, name: name.to_string(), body })
}

/// The first two roles, in the order of the text, that one person cannot have at once.
fn clash<'r, 'a>(roles: &'r [Role<'a>], constraint: &Constraint) -> Option<(&'r Role<'a>, &'r Role<'a>)> {
    roles.iter().enumerate().find_map(|(at, one)| {
        let others = roles[at + 1..].iter().filter(|other| other.claim.provenance.document != one.claim.provenance.document);
        others.into_iter().find(|other| excludes(one, other, constraint)).map(|other| (one, other))
    })
}

fn excludes(one: &Role, other: &Role, constraint: &Constraint) -> bool {
    let listed = |pairs: &[String], one: &str, other: &str| {
        pairs.iter().any(|pair| *pair == format!("{one} / {other}") || *pair == format!("{other} / {one}"))
    };
    if listed(&constraint.details, &one.name, &other.name) {
        return true;
    }
    let full = one.office.full_time && other.office.full_time;
    let sectors = one.office.sector != other.office.sector;
    if full && sectors {
        return !listed(&constraint.exceptions, &one.office.sector, &other.office.sector);
    }
    let seats = one.office.seats == Seats::One && other.office.seats == Seats::One;
    full && seats
        && if one.name == other.name {
            apart(one.body.as_deref(), other.body.as_deref())
        } else {
            same_head(&one.name, &other.name)
        }
}

/// Two bodies that share no word.
fn apart(one: Option<&str>, other: Option<&str>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    one.split(' ').filter(|word| word.len() > 2).all(|word| !other.split(' ').any(|twin| twin == word))
}

/// `health minister`, `finance minister`.
fn same_head(one: &str, other: &str) -> bool {
    let last = |name: &str| name.rsplit(' ').next().map(str::to_string);
    one.contains(' ')
        && other.contains(' ')
        && last(one) == last(other)
        && !one.starts_with("deputy")
        && !other.starts_with("deputy")
}

fn finding(graph: &ClaimGraph, person: EntityId, one: &Role, other: &Role, roles: &[Role], constraint: &str) -> Finding {
    let name = graph.entity(person).name.clone();
    let side = |role: &Role| Answer {
        value: role.text.to_string(),
        cited: roles.iter().filter(|other| other.text == role.text).map(|role| Cited::from(role.claim)).collect(),
        reference: None,
    };
    Finding {
        kind: Kind::PersonRole,
        constraint: constraint.to_string(),
        explanation: format!("{name} is called {} and {}, which one person is not at one time.", one.text, other.text),
        entity: name,
        attribute: "role".to_string(),
        sides: vec![side(one), side(other)],
        superseded: false,
        scope_assumed: false,
        left_alone: None,
    }
}
