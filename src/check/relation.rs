//! Relations between two entities: pairs that exclude each other (brother and cousin, ally and enemy) and relations of one value
//! (owner, spouse, main rival). Whoever has no children is nobody's grandmother.
//!
//! The words themselves say what they are to each other (inverse, symmetric, functional, excluding): see the relation lexicon.

mod meant;

use std::collections::{BTreeMap, BTreeSet};

use super::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::report::Kind;
use crate::model::{Claim, EntityId, EntityKind, Reading, Stance, Standing, Value};
use crate::rules::{ConstraintKind, RelationWord, Rulebook};
use meant::Titles;

/// The attribute of those of whom a text says that they have no children.
const CHILDLESS: &str = "childless";

/// `to` is `from`'s `word`.
struct Tie<'a> {
    claim: &'a Claim<EntityId>,
    word: &'a RelationWord,
    from: EntityId,
    to: EntityId,
}

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    let titles = Titles::new(readings, graph, rules);
    for constraint in &rules.constraints {
        if constraint.attribute == CHILDLESS {
            childless(graph, rules, &ties(graph, rules, &titles, "relation"), &constraint.id, out);
            continue;
        }
        let mut ties = ties(graph, rules, &titles, &constraint.attribute);
        ties.retain(|tie| constraint.covers(&tie.word.canonical));
        match constraint.kind {
            ConstraintKind::Exclusive => exclusive(graph, rules, &ties, &constraint.id, out),
            ConstraintKind::Functional => functional(graph, &ties, &constraint.id, out),
            _ => {}
        }
    }
}

fn ties<'a>(graph: &'a ClaimGraph, rules: &'a Rulebook, titles: &Titles, attribute: &str) -> Vec<Tie<'a>> {
    let claims = graph.claims.iter().filter(|claim| claim.attribute.id == attribute && is_held(claim));
    let tie = |claim: &'a Claim<EntityId>| {
        let word = rules.lexicon.relation(&claim.attribute.detail)?;
        let Value::Entity(to) = claim.value else { return None };
        let from = titles.subject(claim);
        (to != from).then_some(Tie { claim, word, from, to })
    };
    claims.filter_map(tie).collect()
}

fn is_held(claim: &Claim<EntityId>) -> bool {
    let standing = !matches!(claim.qualifiers.standing, Standing::Former | Standing::Then);
    standing && matches!(claim.stance, Stance::Asserted | Stance::Reported)
}

impl Tie<'_> {
    /// What the later entity of the pair is to the earlier one.
    fn label(&self) -> Option<&str> {
        if self.from < self.to || self.word.symmetric { Some(&self.word.canonical) } else { self.word.inverse.as_deref() }
    }

    fn pair(&self) -> (EntityId, EntityId) {
        (self.from.min(self.to), self.from.max(self.to))
    }
}

/// Two words for one pair that cannot both be right.
fn exclusive(graph: &ClaimGraph, rules: &Rulebook, ties: &[Tie], constraint: &str, out: &mut Vec<Finding>) {
    let mut pairs: BTreeMap<(EntityId, EntityId), BTreeMap<&str, Vec<&Tie>>> = BTreeMap::new();
    for tie in ties {
        if let Some(label) = tie.label() {
            pairs.entry(tie.pair()).or_default().entry(label).or_default().push(tie);
        }
    }
    for ((one, other), labels) in pairs {
        let clash = |a: &&str, b: &&str| excludes(rules, a, b) || excludes(rules, b, a);
        let words: Vec<&str> = labels.keys().copied().collect();
        let Some((a, b)) =
            words.iter().enumerate().find_map(|(at, a)| words[at + 1..].iter().find(|b| clash(a, b)).map(|b| (*a, *b)))
        else {
            continue;
        };
        let (one, other) = (&graph.entity(one).name, &graph.entity(other).name);
        let explanation = format!("{other} is called the {a} of {one} and the {b}; both cannot be.");
        let sides = vec![answer(a.to_string(), &labels[a]), answer(b.to_string(), &labels[b])];
        out.push(finding(constraint, format!("{one}, {other}"), "relation".to_string(), sides, explanation));
    }
}

fn excludes(rules: &Rulebook, one: &str, other: &str) -> bool {
    rules.lexicon.relation(one).is_some_and(|word| word.excludes.iter().any(|excluded| excluded == other))
}

/// Two holders of a place that has room for one.
fn functional(graph: &ClaimGraph, ties: &[Tie], constraint: &str, out: &mut Vec<Finding>) {
    let mut places: BTreeMap<(EntityId, &str, bool), BTreeMap<EntityId, Vec<&Tie>>> = BTreeMap::new();
    for tie in ties.iter().filter(|tie| graph.entity(tie.to).kind != EntityKind::Common) {
        let first = tie.claim.qualifiers.degree.as_deref().is_some_and(|degree| degree == "main");
        if tie.word.functional || first {
            places.entry((tie.from, tie.word.canonical.as_str(), first)).or_default().entry(tie.to).or_default().push(tie);
        }
    }
    for ((from, word, first), holders) in places.iter().filter(|(_, holders)| holders.len() > 1) {
        let relation = if *first { format!("main {word}") } else { word.to_string() };
        let names: Vec<&str> = holders.keys().map(|holder| graph.entity(*holder).name.as_str()).collect();
        let explanation =
            format!("{} are each called the {relation} of {}, who has one.", names.join(" and "), graph.entity(*from).name);
        let sides = holders.iter().map(|(holder, ties)| answer(graph.entity(*holder).name.clone(), ties)).collect();
        let mut finding = finding(constraint, graph.entity(*from).name.clone(), relation, sides, explanation);
        finding.left_alone = shared(holders);
        out.push(finding);
    }
}

/// A text that names two holders itself means that they share the place.
fn shared(holders: &BTreeMap<EntityId, Vec<&Tie>>) -> Option<String> {
    let mut seen: BTreeMap<usize, BTreeSet<EntityId>> = BTreeMap::new();
    for (holder, ties) in holders {
        for tie in ties {
            seen.entry(tie.claim.provenance.document).or_default().insert(*holder);
        }
    }
    seen.values()
        .any(|holders| holders.len() > 1)
        .then(|| "one text names several holders itself: they may share the place".to_string())
}

/// Somebody said to have no children, who is an ancestor of another or has one for child or grandchild.
fn childless(graph: &ClaimGraph, rules: &Rulebook, ties: &[Tie], constraint: &str, out: &mut Vec<Finding>) {
    let elder = |tie: &Tie| {
        let inverse = tie.word.inverse.as_deref().is_some_and(|inverse| rules.lexicon.is_ancestor(inverse));
        if rules.lexicon.is_ancestor(&tie.word.canonical) { Some(tie.to) } else { inverse.then_some(tie.from) }
    };
    let mut told: BTreeMap<EntityId, Vec<&Claim<EntityId>>> = BTreeMap::new();
    let sure = |claim: &&Claim<EntityId>| matches!(claim.stance, Stance::Asserted | Stance::Reported | Stance::Denied);
    for claim in graph.claims.iter().filter(|claim| claim.attribute.id == CHILDLESS).filter(sure) {
        told.entry(claim.subject).or_default().push(claim);
    }
    for (person, claims) in told {
        let kin: Vec<&Tie> = ties.iter().filter(|tie| elder(tie) == Some(person)).collect();
        let Some(first) = kin.first() else { continue };
        let name = &graph.entity(person).name;
        let other = if first.to == person { first.from } else { first.to };
        let explanation = format!("{name} had no children, and is called an ancestor of {}.", graph.entity(other).name);
        let none = Answer { value: "no children".into(), cited: claims.into_iter().map(Cited::from).collect(), reference: None };
        let sides = vec![answer(first.word.canonical.clone(), &kin), none];
        out.push(finding(constraint, name.clone(), "children".to_string(), sides, explanation));
    }
}

fn answer(value: String, ties: &[&Tie]) -> Answer {
    Answer { value, cited: ties.iter().map(|tie| Cited::from(tie.claim)).collect(), reference: None }
}

fn finding(constraint: &str, entity: String, attribute: String, sides: Vec<Answer>, explanation: String) -> Finding {
    Finding {
        kind: Kind::Relation,
        constraint: constraint.to_string(),
        entity,
        attribute,
        sides,
        superseded: false,
        scope_assumed: false,
        left_alone: None,
        explanation,
    }
}
