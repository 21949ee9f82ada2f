//! A document with everything that was found in it.

use super::{Analysis, Claim, Document, Mention, Utterance};

#[derive(Debug)]
pub struct Reading {
    pub document: Document,
    pub analysis: Analysis,
    pub mentions: Vec<Mention>,
    pub claims: Vec<Claim>,
    /// What it quotes directly.
    pub utterances: Vec<Utterance>,
}
