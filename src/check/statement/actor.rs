//! Who did it: one deed told of two actors.
//!
//! The deed must be one that is done once (`discover`, `score` the winner) or be told in nearly the same words, and what it was done to
//! must be the same definite thing.

use std::collections::BTreeSet;

use super::Stated;
use super::referent::{Likeness, Referent};
use crate::graph::ClaimGraph;
use crate::model::{Agreement, EntityKind, Form, Modality, Reading, Role};
use crate::rules::Predicates;

/// Words of sense beside the actors that two sentences about one deed must share, where it is not done once.
const SHARED: usize = 3;
/// The part of the shorter sentence that these must make up.
const SHARE: f64 = 0.6;
/// Names of one person in two spellings are at least this alike.
const ALIKE: f64 = 0.8;

/// Whether two clauses give one deed to two actors.
pub fn differs(left: &Stated, right: &Stated, readings: &[Reading], graph: &ClaimGraph, predicates: &Predicates) -> bool {
    let (one, other) = (left.clause, right.clause);
    let told = !one.negated && !other.negated && one.modality == Modality::Actual && other.modality == Modality::Actual;
    let apart =
        one.when.as_ref().zip(other.when.as_ref()).is_some_and(|(one, other)| one.agreement(other) == Agreement::Different);
    let near = left.document == right.document;
    if !told || apart || near || !predicates.senses.same(&one.predicate, &other.predicate) {
        return false;
    }
    let (Some(actor), Some(rival)) = (left.in_role(&Role::Agent), right.in_role(&Role::Agent)) else { return false };
    let joint = |stated: &Stated| stated.referents.iter().filter(|referent| referent.argument.role == Role::Agent).count() > 1;
    if joint(left) || joint(right) || !are_rivals(actor, rival, graph, predicates) {
        return false;
    }
    let themes = left.in_role(&Role::Patient).zip(right.in_role(&Role::Patient)).map(|(one, other)| {
        let definite = |referent: &Referent| matches!(referent.argument.form, Form::Definite | Form::Name);
        (one.like(other, &predicates.nouns), definite(one) && definite(other))
    });
    let once = predicates.senses.once(&one.predicate) || predicates.senses.once(&other.predicate);
    match themes {
        Some((Likeness::Same, true)) if once => true,
        Some((Likeness::Same, _)) => told_alike(left, right, readings),
        Some(_) => false,
        None => {
            left.in_role(&Role::Patient).is_none() && right.in_role(&Role::Patient).is_none() && told_alike(left, right, readings)
        }
    }
}

/// Two persons or two bodies with names that have nothing in common.
fn are_rivals(one: &Referent, other: &Referent, graph: &ClaimGraph, predicates: &Predicates) -> bool {
    let (Some(left), Some(right)) = (one.entity, other.entity) else { return false };
    let (left, right) = (graph.entity(left), graph.entity(right));
    let person = |kind: EntityKind| kind == EntityKind::Person;
    let body = |kind: EntityKind| matches!(kind, EntityKind::Organisation | EntityKind::Polity | EntityKind::People);
    let kinds = (person(left.kind) && person(right.kind)) || (body(left.kind) && body(right.kind));
    let close = one.words.iter().any(|word| other.words.iter().any(|rival| strsim::jaro_winkler(word, rival) >= ALIKE));
    kinds && !close && one.like(other, &predicates.nouns) == Likeness::Different
}

/// Whether the sentences from the verb on are nearly the same.
fn told_alike(left: &Stated, right: &Stated, readings: &[Reading]) -> bool {
    let words = |stated: &Stated| -> BTreeSet<String> {
        let analysis = &readings[stated.document].analysis;
        let sentence = &analysis.sentences[stated.clause.sentence].tokens;
        let part = stated.clause.head..sentence.end;
        let carries = part.filter(|&token| matches!(analysis.tokens[token].pos, "NOUN" | "PROPN" | "VERB" | "ADJ" | "NUM"));
        carries.map(|token| analysis.tokens[token].lemma.to_lowercase()).collect()
    };
    let (left, right) = (words(left), words(right));
    let shared = left.intersection(&right).count();
    shared >= SHARED && shared as f64 >= SHARE * left.len().min(right.len()) as f64
}
