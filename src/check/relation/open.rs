//! Kin of somebody who is only a pronoun: `Lund, her younger brother` in one report and `Lund, a cousin of the president` in another.
//!
//! One story tells of a person's kinship to one other person, as a rule; so the pronoun counts as that other where each report has one such
//! tie of the person alone.

use std::collections::BTreeMap;

use super::{Finding, Tie, answer, excludes, finding};
use crate::graph::ClaimGraph;
use crate::model::{EntityId, EntityKind};
use crate::rules::Rulebook;
use crate::rules::lexicon::Family;

/// Pronouns that own somebody.
const OWNERS: [&str; 2] = ["his", "her"];

pub(super) fn check(graph: &ClaimGraph, rules: &Rulebook, ties: &[Tie], constraint: &str, out: &mut Vec<Finding>) {
    let mut kin: BTreeMap<(EntityId, usize), Vec<&Tie>> = BTreeMap::new();
    for tie in ties.iter().filter(|tie| tie.word.family == Family::Kinship && graph.entity(tie.to).kind == EntityKind::Person) {
        kin.entry((tie.to, tie.claim.provenance.document)).or_default().push(tie);
    }
    let alone: Vec<&Tie> = kin.values().filter(|ties| ties.len() == 1).map(|ties| ties[0]).collect();
    for (at, one) in alone.iter().enumerate() {
        for other in alone[at + 1..].iter().take_while(|other| other.to == one.to) {
            let open = |tie: &Tie| OWNERS.contains(&graph.entity(tie.from).name.as_str());
            let (word, rival) = (&one.word.canonical, &other.word.canonical);
            let clash = excludes(rules, word, rival) || excludes(rules, rival, word);
            if one.from != other.from && clash && open(one) != open(other) {
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
