//! A document with everything that was found in it.

use super::{Analysis, Claim, Clause, Document, Mention, Utterance};

#[derive(Debug)]
pub struct Reading {
    pub document: Document,
    pub analysis: Analysis,
    pub mentions: Vec<Mention>,
    pub claims: Vec<Claim>,
    /// Who did what to whom in it, in the order of the verbs.
    pub clauses: Vec<Clause>,
    /// What it quotes directly.
    pub utterances: Vec<Utterance>,
}
