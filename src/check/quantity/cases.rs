//! Which case a figure speaks of, where a text speaks of several: two quakes, three players, the models of a shop.
//!
//! A figure that both texts give is the one that they share; what else one of them says under the same noun is about another case. And
//! a text with several answers of its own says which is meant only by place and time.

use std::collections::BTreeSet;

use crate::check::figures::{Entry, Scope, Share, same_predicate, scope, share};
use crate::graph::ClaimGraph;
use crate::model::{Agreement, EntityId, EntityKind};
use crate::rules::Rulebook;
use crate::rules::measures::Measure;

/// Whether one of two figures speaks of a case that the text of the other does not speak of.
pub(super) fn apart(entries: &[Entry], one: &Entry, other: &Entry, measure: Option<&Measure>, rules: &Rulebook) -> bool {
    let near = scope(one, other, measure);
    // An open bound, `at least six`, meets every larger figure and tells none of them apart.
    let told = |mine: &Entry, others: &Entry| {
        !meets(mine, others)
            && beside(entries, mine, others).any(|twin| {
                let scope = scope(twin, others, measure);
                meets(twin, others) && same_predicate(twin, others, rules) && scope != Scope::Disjoint && scope <= near
            })
    };
    let moves = measure.is_some_and(|measure| measure.moves);
    let several = |mine: &Entry, others: &Entry| {
        beside(entries, mine, others).filter(|twin| !twin.figure.partitive && !mine.figure.partitive).any(|twin| {
            twin.figure.quantity.agreement(&mine.figure.quantity) == Agreement::Different
                && same_predicate(twin, mine, rules)
                && share(twin.figure, mine.figure, rules) == Share::Equal
                && scope(twin, mine, measure) != Scope::Disjoint
        })
    };
    let loose = near != Scope::Same && !moves;
    told(one, other) || told(other, one) || loose && (several(one, other) || several(other, one))
}

/// The other figures in the body of the same text, or in its headline, where a headline is held against its text.
fn beside<'e, 'a>(entries: &'e [Entry<'a>], mine: &'e Entry<'a>, others: &Entry) -> impl Iterator<Item = &'e Entry<'a>> {
    let across = mine.document != others.document;
    entries.iter().filter(move |twin| {
        let same = std::ptr::eq(twin.figure, mine.figure);
        let part = if across { !twin.in_headline() } else { twin.in_headline() == mine.in_headline() };
        twin.document == mine.document && !same && part
    })
}

fn meets(one: &Entry, other: &Entry) -> bool {
    matches!(one.figure.quantity.agreement(&other.figure.quantity), Agreement::Same | Agreement::Compatible)
}

/// The clauses have different ones for subject, both known by name: the points of two players, the catch of two navies.
pub(super) fn of_others(one: &Entry, other: &Entry, graph: &ClaimGraph) -> bool {
    match (subject(one, graph), subject(other, graph)) {
        (Some(one), Some(other)) => one != other && !related(graph, one, other),
        _ => false,
    }
}

/// Who or what the clause of a figure tells of, where that has a name. Who only gives a number is none.
fn subject(entry: &Entry, graph: &ClaimGraph) -> Option<EntityId> {
    const GIVING: [&str; 14] = [
        "put", "say", "estimate", "report", "count", "record", "give", "announce", "set", "register", "list", "number", "claim",
        "tell",
    ];
    let analysis = &entry.reading.analysis;
    let token = entry.figure.subject?;
    let verb = analysis.parent(token)?;
    if GIVING.contains(&analysis.tokens[verb].lemma.as_str()) {
        return None;
    }
    let mention = entry.reading.mentions.iter().position(|mention| mention.tokens.contains(&token))?;
    let id = *graph.entity_of.get(entry.document)?.get(mention)?;
    (graph.entity(id).kind != EntityKind::Common).then_some(id)
}

/// Two names with a word in common may be those of one thing.
fn related(graph: &ClaimGraph, one: EntityId, other: EntityId) -> bool {
    let words = |id: EntityId| -> BTreeSet<String> {
        let names = graph.entity(id).names.iter();
        names.flat_map(|name| crate::model::name::plain(name).split(' ').map(str::to_string).collect::<Vec<_>>()).collect()
    };
    !words(one).is_disjoint(&words(other))
}
