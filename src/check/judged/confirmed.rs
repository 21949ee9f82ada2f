//! What rules make of two sentences that the judge takes for two answers to one question: values that cannot both be true, or one value.

use std::collections::BTreeSet;

use super::shared;
use crate::check::Finding;
use crate::check::claimed::{answer, is_update, kind, shown};
use crate::extract::claims::NAMED;
use crate::graph::ClaimGraph;
use crate::model::opinion::{Opinion, Word};
use crate::model::{Agreement, BuiltIn, Claim, Reading, Value, ValueType, units};
use crate::pairing::{Against, For, Pair, Pairing};
use crate::rules::Rulebook;

/// Id of the constraint.
pub const CONSTRAINT: BuiltIn = BuiltIn::OneAnswer;

/// The claims of the sentences of which the judge spoke.
pub struct Confirmed<'a> {
    readings: &'a [Reading],
    graph: &'a ClaimGraph,
    rules: &'a Rulebook,
    pairing: Pairing<'a>,
}

/// The claims of two sentences on the words that decided, and the pairs of these.
struct Deciding {
    claims: [Vec<Claim>; 2],
    pairs: Vec<Pair>,
}

impl<'a> Confirmed<'a> {
    pub fn new(readings: &'a [Reading], graph: &'a ClaimGraph, rules: &'a Rulebook, documents: &BTreeSet<usize>) -> Self {
        Self { readings, graph, rules, pairing: Pairing::new(readings, graph, rules, documents) }
    }

    fn deciding(&self, opinion: &Opinion) -> Deciding {
        let claims = opinion.places.map(|place| self.pairing.told_in(place));
        let on = |side: usize, claim: &Claim| {
            claim.evidence.told.iter().any(|told| opinion.words[side].iter().any(|word| word.touches(*told)))
        };
        let mut pairs = self.pairing.pairs(&claims[0], &claims[1], std::slice::from_ref(opinion));
        pairs.retain(|pair| on(0, &claims[0][pair.left]) && on(1, &claims[1][pair.right]));
        pairs.retain(|pair| claims[0][pair.left].attribute != NAMED && claims[1][pair.right].attribute != NAMED);
        Deciding { claims, pairs }
    }

    /// Whether the words that decided give values that can all be true. One deed may be told in two ways, so that deeds alone are none.
    pub fn is_one_answer(&self, opinion: &Opinion) -> bool {
        let Deciding { pairs, .. } = self.deciding(opinion);
        let meets = |pair: &Pair| pair.values != Agreement::Different || pair.against.contains(&Against::KnownToBoth);
        pairs.iter().any(|pair| pair.sort != ValueType::Deed) && pairs.iter().all(meets)
    }

    /// Whether the words that decided give values that cannot both be true, with nothing that shows two questions.
    pub fn differs(&self, opinion: &Opinion) -> bool {
        self.deciding(opinion).pairs.iter().any(differ)
    }

    /// The finding that rules confirm: two values that cannot both be true, with nothing that shows two questions. They are of one thing
    /// or event, or the judge is as sure as it ever is.
    pub fn finding(&self, opinion: &Opinion) -> Option<Finding> {
        let Deciding { claims, pairs } = self.deciding(opinion);
        let values = |pair: &Pair| [&claims[0][pair.left].value, &claims[1][pair.right].value];
        let needs_no_tie = |pair: &Pair| opinion.word == Word::Surest && is_plain(pair, values(pair));
        let tied = |pair: &Pair| pair.is_tied() && can_confirm(pair, values(pair));
        let confirms = |pair: &&Pair| differ(pair) && (tied(pair) || needs_no_tie(pair));
        let pair = pairs.iter().find(confirms)?;
        let (one, other) = (&claims[0][pair.left], &claims[1][pair.right]);
        let values = [one, other].map(shown);
        let why: Vec<&str> = pair.reasons.iter().map(|reason| reason.why()).collect();
        Some(Finding {
            kind: kind(one, other),
            constraint: CONSTRAINT.into(),
            entity: shared(self.readings, self.graph, opinion.places).unwrap_or_default(),
            attribute: one.attribute.clone(),
            sides: vec![answer(one), answer(other)],
            superseded: is_update(self.readings, self.rules, [one, other]),
            scope_assumed: true,
            left_alone: None,
            explanation: format!("“{}” and “{}” cannot both be right: {}.", values[0], values[1], why.join("; ")),
        })
    }
}

fn differ(pair: &Pair) -> bool {
    pair.values == Agreement::Different && !pair.is_vetoed()
}

/// Whether two values of a sort that differ can be more than a sign. A rank is one in its own list: third of the coaches of a league, fifth
/// of all. An age is one of its day, which the sentence seldom names. A day is that of an event.
fn can_confirm(pair: &Pair, [value, other]: [&Value; 2]) -> bool {
    match value {
        _ if matches!(other, Value::Age { .. }) => false,
        Value::Figure { amount, .. } => amount.unit != units::RANK,
        Value::Age { .. } => false,
        Value::Time { .. } => pair.reasons.contains(&For::SameEvent),
        _ => true,
    }
}

/// Whether two values that differ are so plainly two answers that a judge's word is tie enough. What has a place has others beside it. Of two
/// deeds one is denied where the other is told, of something that both have in common, or they are opposites of one sort of event. What
/// is told of one thing at two times is one event more often than what is told of one person.
fn is_plain(pair: &Pair, values: [&Value; 2]) -> bool {
    match values {
        [Value::Place { .. }, _] => false,
        [Value::Deed { negated, .. }, Value::Deed { negated: denied, .. }] => {
            let in_common = |reason: &For| if negated == denied { *reason == For::SameEvent } else { *reason != For::Judge };
            pair.reasons.iter().any(in_common) && !pair.against.contains(&Against::PlanAndOutcome)
        }
        [Value::Time { .. }, _] => pair.reasons.contains(&For::SameThing),
        _ => can_confirm(pair, values),
    }
}
