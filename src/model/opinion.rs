//! What the judge makes of sentences of different documents.

use super::Span;

/// A sentence: its document and itself, by their numbers.
pub type Place = (usize, usize);

/// What a judge's numbers come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Word {
    /// One question, two answers, as surely as the judge is ever right.
    Surest,
    /// One question, two answers, surely enough where rules see values that differ and what ties them.
    Certain,
    /// One question, two answers.
    Differ,
    /// Two answers where rules see values that differ as well, and too little without that.
    Faint,
    /// No such thing.
    Apart,
    #[default]
    Unsure,
}

impl Word {
    /// Whether the judge takes the sentences for two answers to one question.
    pub fn differs(self) -> bool {
        matches!(self, Self::Surest | Self::Certain | Self::Differ)
    }

    /// The same, or whether it would with what rules see.
    pub fn may_differ(self) -> bool {
        self.differs() || self == Self::Faint
    }
}

/// A word about two sentences: do they answer the same question, and differently?
#[derive(Clone, Debug, PartialEq)]
pub struct Opinion {
    pub places: [Place; 2],
    /// How surely they answer one question differently, from 0 to 1.
    pub conflict: f32,
    pub word: Word,
    /// The words that decided, in each of the two; none where it sees no conflict.
    pub words: [Vec<Span>; 2],
}

/// All that the judge said in a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opinions {
    pub list: Vec<Opinion>,
    /// Pairs of passages that it read.
    pub read: usize,
    /// Pairs of passages that it would have read, were there no limit.
    pub unread: usize,
}
