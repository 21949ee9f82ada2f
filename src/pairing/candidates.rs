//! All pairs of sentences of a set of documents that may answer one question.
//!
//! Sentences of different documents of one story meet where they share a name or a rare word; one cap holds for all of them, and what it
//! leaves out is told.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Comparison, Pairing, Passage, Sentence};
use crate::model::{Claim, Span};

/// At most so many pairs of sentences are listed, those with most in common first.
pub const CAP: usize = 20_000;

/// From so many bits in common on two sentences are held against each other.
const COMMON: f64 = 0.0;

/// Pairs of sentences, and how many the cap left out.
pub struct Candidates {
    pub pairs: Vec<[Sentence; 2]>,
    pub left_out: usize,
}

impl Pairing<'_> {
    /// The sentences of different documents that have something in common, likest first.
    pub fn candidates(&self) -> Candidates {
        let told: BTreeSet<Sentence> = self.claims.keys().copied().collect();
        let mut found: Vec<(Reverse<i64>, [Sentence; 2])> = Vec::new();
        for pair in self.evidence.meeting(&told) {
            let [left, right] = pair;
            let bits = self.evidence.bits(left, right);
            if self.graph.are_of_one_story(left.0, right.0) && bits >= COMMON {
                found.push((Reverse((bits * 1000.0) as i64), pair));
            }
        }
        found.sort_unstable();
        let left_out = found.len().saturating_sub(CAP);
        found.truncate(CAP);
        Candidates { pairs: found.into_iter().map(|(_, pair)| pair).collect(), left_out }
    }

    /// Two sentences side by side.
    pub fn sentences(&self, [left, right]: [Sentence; 2]) -> Comparison {
        let found = self.found_between(self.passage(left), self.passage(right));
        self.comparison([self.told_in(left), self.told_in(right)], found, &[])
    }

    fn passage(&self, (document, sentence): Sentence) -> Passage {
        let reading = &self.readings[document];
        let Span { start, end } = reading.document.in_file(reading.analysis.sentences[sentence].span);
        Passage { document, start, end }
    }

    /// The claims of a sentence.
    pub fn told_in(&self, sentence: Sentence) -> Vec<Claim> {
        self.claims.get(&sentence).cloned().unwrap_or_default()
    }
}

/// Sentences of different documents that share a word, each two once.
pub(super) fn sharing<'w>(words: impl Iterator<Item = (&'w String, Sentence)>, common: usize) -> BTreeSet<[Sentence; 2]> {
    let mut holding: BTreeMap<&String, Vec<Sentence>> = BTreeMap::new();
    words.for_each(|(word, sentence)| holding.entry(word).or_default().push(sentence));
    let mut pairs = BTreeSet::new();
    for sentences in holding.values().filter(|sentences| sentences.len() <= common) {
        for (at, one) in sentences.iter().enumerate() {
            let others = sentences[at + 1..].iter().filter(|other| other.0 != one.0);
            pairs.extend(others.map(|other| [*one.min(other), *one.max(other)]));
        }
    }
    pairs
}
