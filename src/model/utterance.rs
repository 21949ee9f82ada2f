//! Words in quotation marks with who is said to have spoken them.

use super::{Attribution, MentionId, Span};

/// What one sentence of a text quotes directly; `he said` in the middle is left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Utterance {
    /// Index of the sentence in the document.
    pub sentence: usize,
    /// The quoted tokens, punctuation left out.
    pub tokens: Vec<usize>,
    /// From the first quoted word to the last.
    pub span: Span,
    pub speaker: Option<Attribution<MentionId>>,
}
