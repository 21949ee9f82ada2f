//! What came first, as a text tells it.

use super::{Attribution, MentionId, Span, Stance};

/// Two things that happened one after the other, each by the words of sense that tell of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequence {
    /// Index of the sentence in the document.
    pub sentence: usize,
    pub earlier: Vec<String>,
    pub later: Vec<String>,
    /// What happened earlier, as the verbs or nouns that head it, and what happened later.
    pub events: [Vec<String>; 2],
    /// Who or what each part is told of first.
    pub heads: [Option<String>; 2],
    /// What each part does something to.
    pub objects: [Option<String>; 2],
    pub span: Span,
    pub stance: Stance,
    pub attribution: Option<Attribution<MentionId>>,
}
