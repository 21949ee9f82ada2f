//! A document with everything that was found in it.

use super::{Analysis, Claim, Clause, Document, Figure, Mention, Sequence, Tie, TimeExpression, Utterance};

#[derive(Debug)]
pub struct Reading {
    pub document: Document,
    pub analysis: Analysis,
    pub mentions: Vec<Mention>,
    /// What the rules of the packs read: offices, roles, relations.
    pub ties: Vec<Tie>,
    /// Who did what to whom in it, in the order of the verbs.
    pub clauses: Vec<Clause>,
    /// What came first in it.
    pub sequences: Vec<Sequence>,
    /// What it quotes directly.
    pub utterances: Vec<Utterance>,
    /// The figures that it gives, in order.
    pub figures: Vec<Figure>,
    /// The amounts that it tells in words that are no numbers: `all`, `twice`, `the third`.
    pub worded: Vec<Figure>,
    /// The times that it names, in order.
    pub times: Vec<TimeExpression>,
    /// What others say that it says, held to its words.
    pub outside: Vec<Claim>,
}
