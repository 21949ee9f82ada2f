//! How the claims of different documents hang together: two answers to one question, which can both hold or cannot.

use super::{Candidates, Comparison, Pair, Pairing};
use crate::model::{Agreement, Claim};

/// What two answers to one question are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They answer one question, and both can hold.
    SameQuestion,
    CannotBothHold,
}

/// Two claims of different documents that answer one question.
#[derive(Clone, Debug)]
pub struct Related {
    pub claims: [Claim; 2],
    pub relation: Relation,
}

impl Pairing<'_> {
    /// The claims that answer one question, likest sentences first, and how many pairs of sentences the cap left out.
    pub fn related(&self) -> (Vec<Related>, usize) {
        let Candidates { pairs, left_out } = self.candidates();
        (pairs.into_iter().flat_map(|sentences| related(self.sentences(sentences))).collect(), left_out)
    }
}

fn related(comparison: Comparison) -> Vec<Related> {
    let Comparison { left, right, pairs, .. } = comparison;
    let one_question = pairs.iter().filter(|pair| pair.is_one_question() && pair.is_tied());
    let relation = |pair: &Pair| match pair.values {
        Agreement::Different => Relation::CannotBothHold,
        _ => Relation::SameQuestion,
    };
    let claims = |pair: &Pair| [left[pair.left].clone(), right[pair.right].clone()];
    one_question.map(|pair| Related { claims: claims(pair), relation: relation(pair) }).collect()
}
