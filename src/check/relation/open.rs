//! Kin of somebody without a name: `Lund, her younger brother` in one report and `Lund, a cousin of the president` in another.
//!
//! One story tells of a person's kinship to one other person, as a rule; so a pronoun counts as that other where each report has one such
//! tie of the person alone. A pronoun that seems to be the person's own is one whose owner is not known, and of two alike (`his wife`, `his
//! sister`) either may be read wrong.

use std::collections::BTreeMap;

use super::{Finding, Related, answer, excludes, finding};
use crate::graph::ClaimGraph;
use crate::model::name::plain;
use crate::model::{EntityId, EntityKind, Reading};
use crate::rules::Rulebook;
use crate::rules::lexicon::Family;
use crate::rules::words::grammar;

pub(super) fn check(
    readings: &[Reading],
    graph: &ClaimGraph,
    rules: &Rulebook,
    ties: &[Related],
    constraint: &str,
    out: &mut Vec<Finding>,
) {
    let mut kin: BTreeMap<(EntityId, usize), Vec<&Related>> = BTreeMap::new();
    for tie in ties.iter().filter(|tie| tie.word.family == Family::Kinship && graph.entity(tie.to).kind == EntityKind::Person) {
        kin.entry((tie.to, tie.claim.provenance.document)).or_default().push(tie);
    }
    let alone: Vec<&Related> = kin.values().filter(|ties| ties.len() == 1).map(|ties| ties[0]).collect();
    for (at, one) in alone.iter().enumerate() {
        for other in alone[at + 1..].iter().filter(|other| is_one_person(graph, one, other)) {
            let (word, rival) = (&one.word.canonical, &other.word.canonical);
            let clash = excludes(rules, word, rival) || excludes(rules, rival, word);
            let both = one.from == other.from && one.from != one.to;
            if clash
                && if both {
                    one.to != other.to
                } else {
                    may_be_one(graph, one, other) || are_of_one_pronoun(readings, one, other)
                }
            {
                let name = graph.entity(one.to).name.clone();
                let explanation = format!("{name} is called the {word} of one in the story and the {rival}; both cannot be.");
                let sides = vec![answer(word.clone(), &[*one]), answer(rival.clone(), &[*other])];
                let mut found = finding(constraint, name, "relation".to_string(), sides, explanation);
                found.scope_assumed = true;
                out.push(found);
            }
        }
    }
}

/// Whether two reports tell of one person's kin: under one name, or in one under the given name alone.
fn is_one_person(graph: &ClaimGraph, one: &Related, other: &Related) -> bool {
    let documents = [one, other].map(|tie| tie.claim.provenance.document);
    let names = [one, other].map(|tie| plain(&graph.entity(tie.to).name));
    let given = |short: &str, long: &str| !short.contains(' ') && long.split(' ').next() == Some(short);
    let alike = one.to == other.to || given(&names[0], &names[1]) || given(&names[1], &names[0]);
    alike && documents[0] != documents[1] && graph.stories[documents[0]] == graph.stories[documents[1]]
}

/// `his wife` in one report and `his sister` in the other; but a father and a son may have one name.
fn are_of_one_pronoun(readings: &[Reading], one: &Related, other: &Related) -> bool {
    let owner = |tie: &Related| {
        let place = &tie.claim.provenance;
        let words = readings[place.document].document.slice(place.span).to_lowercase();
        words.split(|letter: char| !letter.is_alphabetic()).find(|word| grammar().his_or_her.has(*word)).map(str::to_string)
    };
    let turned = |one: &Related, other: &Related| one.word.inverse.as_ref() == Some(&other.word.canonical);
    owner(one).is_some() && owner(one) == owner(other) && !turned(one, other) && !turned(other, one)
}

/// Whether the owner of one tie may be that of the other: a pronoun for anybody, `the late collector` for `the collector`.
fn may_be_one(graph: &ClaimGraph, one: &Related, other: &Related) -> bool {
    let name = |tie: &Related| graph.entity(tie.from).name.to_lowercase();
    let open = |tie: &Related| tie.from == tie.to || grammar().persons_unnamed.has(name(tie).as_str());
    let noun = |tie: &Related| {
        let common = graph.entity(tie.from).kind == EntityKind::Common && !open(tie);
        name(tie).rsplit(' ').next().filter(|_| common).map(str::to_string)
    };
    open(one) != open(other) || noun(one).is_some() && noun(one) == noun(other)
}
