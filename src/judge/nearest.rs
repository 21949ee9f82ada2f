//! Which sentences of two documents are nearest to each other in what they are about.
//!
//! Two accounts differ where they tell of one matter: a sentence is seldom at odds with one of another document that has several nearer
//! to it.

use std::collections::BTreeMap;

use crossclaim_encoder::{Read, nearness};

use crate::model::opinion::Place;

/// Farther than this is all the same.
const FAR: usize = 3;

/// What the sentences of documents are about, by document and sentence.
pub(super) struct Nearest<'a>(BTreeMap<usize, Vec<(usize, &'a [f32])>>);

impl<'a> Nearest<'a> {
    pub fn new(read: &'a [(usize, Read)]) -> Self {
        let mut documents: BTreeMap<usize, Vec<(usize, &[f32])>> = BTreeMap::new();
        for (document, read) in read {
            let sentences = read.window.sentences.iter().map(|scored| scored.sentence);
            documents.entry(*document).or_default().extend(sentences.zip(read.matters.iter().map(Vec::as_slice)));
        }
        Self(documents)
    }

    /// How many other sentences are nearer to one of two than the other is, from the side from which more are; [`FAR`] at most.
    pub fn nearer(&self, [one, other]: [Place; 2]) -> usize {
        self.nearer_than(one, other).max(self.nearer_than(other, one))
    }

    /// The number of sentences of a document.
    pub fn sentences(&self, document: usize) -> usize {
        self.0.get(&document).map_or(0, Vec::len)
    }

    /// How many sentences of the document of the second are nearer to the first.
    fn nearer_than(&self, one: Place, other: Place) -> usize {
        let (Some(matter), Some(own)) = (self.matter(one), self.matter(other)) else { return FAR };
        let own = nearness(matter, own);
        let others = self.0[&other.0].iter().filter(|(sentence, about)| *sentence != other.1 && nearness(matter, about) > own);
        others.take(FAR).count()
    }

    fn matter(&self, (document, sentence): Place) -> Option<&'a [f32]> {
        self.0.get(&document)?.iter().find(|(at, _)| *at == sentence).map(|(_, matter)| *matter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_from_both_sides_has_none_nearer() {
        let matters: [[f32; 2]; 6] = [[1.0, 0.0], [0.0, 1.0], [0.9, 0.1], [0.1, 0.9], [0.8, 0.2], [0.7, 0.3]];
        let others: Vec<(usize, &[f32])> = (1..6).map(|at| (at, &matters[at][..])).collect();
        let nearest = Nearest(BTreeMap::from([(0, vec![(0, &matters[0][..])]), (1, others)]));
        let nearer = |sentence: usize| nearest.nearer([(0, 0), (1, sentence)]);
        assert_eq!([2, 4, 5, 3].map(nearer), [0, 1, 2, 3]);
        assert_eq!(nearer(1), 3, "four are nearer");
        assert_eq!(nearest.nearer([(1, 5), (0, 0)]), 2, "from either side");
        assert_eq!(nearer(9), 3, "what was not read is far");
        assert_eq!([0, 1, 2].map(|document| nearest.sentences(document)), [1, 5, 0]);
    }
}
