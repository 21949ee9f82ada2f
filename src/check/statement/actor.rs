//! Who did it: one deed told of two actors.
//!
//! The deed must be one that is done once (`discover`) or be told in nearly the same words, and what it was done to must be the same
//! definite thing; or one side accuses the other.

use std::collections::BTreeSet;

use super::Stated;
use super::reasons::Pair;
use super::referent::{Likeness, Referent};
use crate::graph::ClaimGraph;
use crate::model::{EntityId, EntityKind, Filler, Form, Modality, Role};
use crate::rules::predicates::{Embedding, Senses};
use crate::rules::words::deeds;
use crate::rules::{Predicates, Rulebook};

/// Names of one person in two spellings are at least this alike.
const ALIKE: f64 = 0.8;

/// Whether two clauses give one deed to two actors.
pub fn differs(pair: &Pair, graph: &ClaimGraph, rules: &Rulebook) -> bool {
    let (left, right, predicates) = (pair.left, pair.right, &rules.predicates);
    let (one, other) = (left.clause, right.clause);
    let told = [one, other].iter().all(|clause| !clause.negated && clause.modality == Modality::Actual);
    let says = [Embedding::Say, Embedding::Deny].iter().any(|how| predicates.stance.embeds(&one.predicate, *how))
        || deeds().empty.has(one.predicate.as_str());
    let one_voice = left.document == right.document && !super::parties(left, right);
    if !told || says || one_voice || !predicates.senses.synonyms(&one.predicate, &other.predicate) {
        return false;
    }
    let (Some(actor), Some(rival)) = (only_actor(left), only_actor(right)) else { return false };
    let accused = accuses(left, actor, rival, graph, predicates) || accuses(right, rival, actor, graph, predicates);
    let every = |holds: fn(&Senses, &str) -> bool| [one, other].iter().all(|clause| holds(&predicates.senses, &clause.predicate));
    let once = every(Senses::once);
    let trades = once && are_of_two_trades(actor, rival, graph, rules);
    let rivals = are_rivals(actor, rival, graph, predicates);
    let quarrel = accused || once && rivals && super::parties(left, right);
    let sole = [one, other].iter().any(|clause| predicates.senses.sole(&clause.predicate));
    let sole = rivals && sole && [left, right].iter().all(|stated| is_only(stated, pair));
    if !accused && !trades && !rivals {
        return false;
    }
    match (left.in_role(&Role::Patient), right.in_role(&Role::Patient)) {
        (Some(theme), Some(their)) => match theme.like(their, &predicates.nouns) {
            Likeness::Same => quarrel || theme.is_known() && their.is_known() && (once || pair.are_versions()),
            Likeness::Unknown => sole,
            Likeness::Different => false,
        },
        _ => quarrel || sole,
    }
}

/// Whether the document tells of no other deed of the sort.
fn is_only(stated: &Stated, pair: &Pair) -> bool {
    let alike = pair.readings[stated.document].clauses.iter().filter(|clause| {
        pair.predicates.senses.same(&clause.predicate, &stated.clause.predicate)
            && clause.arguments(&Role::Agent).next().is_some()
    });
    alike.count() == 1
}

/// The one who acts, where nobody acts beside them.
fn only_actor<'s, 'a>(stated: &'s Stated<'a>) -> Option<&'s Referent<'a>> {
    let mut actors = stated.referents.iter().filter(|referent| referent.argument.role == Role::Agent);
    actors.next().filter(|_| actors.next().is_none())
}

/// Whether the one who is named as the actor says that it was another, by name or by side; `fighters` may be those of the speaker.
fn accuses(stated: &Stated, actor: &Referent, rival: &Referent, graph: &ClaimGraph, predicates: &Predicates) -> bool {
    let source = stated.clause.attribution.as_ref().and_then(|attribution| attribution.source);
    let speaker = source.and_then(|mention| graph.entity_of.get(stated.document)?.get(mention.0 as usize).copied());
    let side = actor.argument.form == Form::Definite && predicates.parts.has_side(actor.lemma);
    let named = |referent: &Referent| referent.entity.is_some() && referent.argument.form == Form::Name;
    let body = speaker.is_some_and(|speaker| graph.entity(speaker).kind != EntityKind::Person);
    body && named(rival) && speaker == rival.entity && speaker != actor.entity && (named(actor) || side)
}

/// Two persons or two bodies with names that have nothing in common, or two sorts of people of which nobody is both.
fn are_rivals(one: &Referent, other: &Referent, graph: &ClaimGraph, predicates: &Predicates) -> bool {
    let (Some(left), Some(right)) = (one.entity, other.entity) else {
        return one.sorts().any(|sort| other.sorts().any(|rival| predicates.parts.are_rivals(sort, rival)));
    };
    let (left, right) = (graph.entity(left), graph.entity(right));
    let person = |kind: EntityKind| kind == EntityKind::Person;
    let body = |kind: EntityKind| matches!(kind, EntityKind::Organisation | EntityKind::Polity | EntityKind::People);
    let kinds = (person(left.kind) && person(right.kind)) || (body(left.kind) && body(right.kind));
    let close = one.words.iter().any(|word| other.words.iter().any(|rival| strsim::jaro_winkler(word, rival) >= ALIKE));
    let named = one.argument.form == Form::Name && other.argument.form == Form::Name;
    named && kinds && !close && one.like(other, &predicates.nouns) == Likeness::Different
}

/// `the driver` against `a conductor`; `a baker` against a person who is called a guard and no baker.
fn are_of_two_trades(one: &Referent, other: &Referent, graph: &ClaimGraph, rules: &Rulebook) -> bool {
    let trade = |lemma: &str| {
        if rules.predicates.parts.is_trade(lemma) {
            return Some(lemma.to_string());
        }
        let found = rules.lexicon.office_at(&|at| (at == 0).then(|| lemma.to_string()))?;
        found.standing.is_none().then_some(found.canonical)
    };
    let trades = |referent: &Referent| -> BTreeSet<String> {
        let told = graph.ties.iter().filter(|claim| claim.attribute.id == "role" && Some(claim.subject) == referent.entity);
        let role = |value: &Filler<EntityId>| match value {
            Filler::Text(role) => role.split(" of ").next().map(str::to_string),
            _ => None,
        };
        let single = matches!(referent.argument.form, Form::Definite | Form::Indefinite);
        let own = trade(referent.lemma).filter(|_| single && referent.entity.is_none());
        told.filter_map(|claim| role(&claim.value)).chain(own).collect()
    };
    let (mine, others) = (trades(one), trades(other));
    let unnamed = one.entity.is_none() || other.entity.is_none();
    let alike = rules.predicates.nouns.alike(one.lemma, other.lemma);
    unnamed && !alike && !mine.is_empty() && !others.is_empty() && mine.is_disjoint(&others)
}
