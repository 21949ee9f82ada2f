//! Fine part-of-speech tags: the highest-scoring one for each token's vector.
//!
//! A single linear layer over the vectors that tagger and parser share, each token for itself.

use super::layers::{Dense, WIDTH};
use super::weights::Weights;

/// The tagger.
pub(super) struct Tagger {
    output: Dense,
    tags: Vec<&'static str>,
}

impl Tagger {
    pub fn new(weights: &Weights, tags: Vec<&'static str>) -> Self {
        Self { output: Dense::new(weights, "tagger.weight", "tagger.bias"), tags }
    }

    /// Appends the tag of each token vector.
    pub fn tag(&self, vectors: &[f32], scratch: &mut Vec<f32>, tags: &mut Vec<&'static str>) {
        self.output.apply(vectors, WIDTH, vectors.len() / WIDTH, scratch);
        tags.extend(scratch.chunks_exact(self.tags.len()).map(|scores| self.tags[best(scores)]));
    }
}

/// The index of the highest score, of the first of equals.
fn best(scores: &[f32]) -> usize {
    let better = |best: usize, (at, score): (usize, &f32)| if *score > scores[best] { at } else { best };
    scores.iter().enumerate().fold(0, better)
}
