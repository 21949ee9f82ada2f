//! Scores for the moves of a transition system, shared by the parser and the entity recogniser.
//!
//! A state is seen through a few of its tokens (the next one, the top of the stack, ...), one per slot. Each slot has a matrix of its
//! own; the products with every token's vector are computed beforehand for pages of tokens, so that a step only adds up rows (Chen
//! and Manning, 2014; Honnibal's `PrecomputableAffine`). The larger of two sums each makes the hidden layer, and one more
//! matrix makes the scores.

use super::layers::{Dense, WIDTH, add, larger, vectorised};
use super::weights::{Tensor, Weights};

/// Width of the projected token vectors and of the hidden layer.
const HIDDEN: usize = 64;
const PIECES: usize = 2;
/// Numbers that a token in a slot adds to a state.
const SUM: usize = HIDDEN * PIECES;
/// Tokens whose products are computed at once.
const PAGE: usize = 256;
/// Pages that are kept: tokens further back are computed one by one.
const KEPT: usize = 4;

/// The network that scores the moves.
pub(super) struct Scorer {
    project: Dense,
    /// For all slots, one below the other.
    lower: Dense,
    lower_weight: Tensor,
    lower_bias: &'static [f32],
    /// What an empty slot adds.
    missing: Tensor,
    /// One row per hidden number.
    upper: Tensor,
    upper_bias: &'static [f32],
}

impl Scorer {
    pub fn new(weights: &Weights, name: &str) -> Self {
        let key = |part: &str| format!("{name}.{part}");
        Self {
            project: Dense::new(weights, &key("project.weight"), &key("project.bias")),
            lower: Dense::new(weights, &key("lower.weight"), &key("lower.bias")),
            lower_weight: weights.tensor(&key("lower.weight")),
            lower_bias: weights.tensor(&key("lower.bias")).data,
            missing: weights.tensor(&key("lower.missing")),
            upper: weights.tensor(&key("upper.weight")),
            upper_bias: weights.tensor(&key("upper.bias")).data,
        }
    }

    pub fn moves(&self) -> usize {
        self.upper.width
    }

    /// Appends the projections of token vectors, which is all that scoring needs of them.
    pub fn project(&self, vectors: &[f32], scratch: &mut Vec<f32>, projected: &mut Vec<f32>) {
        self.project.apply(vectors, WIDTH, vectors.len() / WIDTH, scratch);
        projected.extend_from_slice(scratch);
    }
}

/// Scoring of the states of one text.
pub(super) struct Scoring<'s> {
    scorer: &'s Scorer,
    projected: &'s [f32],
    pages: [Page; KEPT],
    /// The last page that was computed.
    newest: Option<usize>,
    pub scores: Vec<f32>,
}

/// The products of all slots with the tokens of a page.
#[derive(Default)]
struct Page {
    index: Option<usize>,
    products: Vec<f32>,
}

impl<'s> Scoring<'s> {
    /// `projected` are the projections of the text's tokens.
    pub fn new(scorer: &'s Scorer, projected: &'s [f32]) -> Self {
        Self { scorer, projected, pages: Default::default(), newest: None, scores: vec![0.0; scorer.moves()] }
    }

    /// Scores the moves in a state: `slots` are the tokens through which it is seen.
    pub fn score<const SLOTS: usize>(&mut self, slots: [Option<usize>; SLOTS]) {
        let furthest = slots.into_iter().flatten().max().map_or(0, |token| token / PAGE);
        if self.newest.is_none_or(|newest| newest < furthest) {
            self.compute(furthest);
        }
        vectorised(
            #[inline(always)]
            || {
                let mut sum = [0.0; SUM];
                sum.copy_from_slice(self.scorer.lower_bias);
                for (slot, token) in slots.into_iter().enumerate() {
                    match token {
                        Some(token) => self.add_token(slot, token, &mut sum),
                        None => add(&mut sum, &self.scorer.missing.data[slot * SUM..(slot + 1) * SUM]),
                    }
                }
                self.sum_up(&sum);
            },
        );
    }

    #[inline(always)]
    fn sum_up(&mut self, sum: &[f32; SUM]) {
        let (first, second) = sum.split_at(HIDDEN);
        self.scores.copy_from_slice(self.scorer.upper_bias);
        let weights = self.scorer.upper.data.chunks_exact(self.scorer.upper.width);
        for ((first, second), weights) in first.iter().zip(second).zip(weights) {
            let hidden = larger(*first, *second);
            for (score, weight) in self.scores.iter_mut().zip(weights) {
                *score += hidden * weight;
            }
        }
    }

    #[inline(always)]
    fn add_token(&self, slot: usize, token: usize, sum: &mut [f32; SUM]) {
        let (index, row) = (token / PAGE, token % PAGE);
        let page = &self.pages[index % KEPT];
        if page.index == Some(index) {
            let at = row * self.scorer.lower.outputs() + slot * SUM;
            add(sum, &page.products[at..at + SUM]);
        } else {
            self.add_alone(slot, token, sum);
        }
    }

    fn compute(&mut self, index: usize) {
        let page = &mut self.pages[index % KEPT];
        let end = self.projected.len().min((index + 1) * PAGE * HIDDEN);
        let input = &self.projected[index * PAGE * HIDDEN..end];
        self.scorer.lower.multiply(input, HIDDEN, input.len() / HIDDEN, &mut page.products);
        page.index = Some(index);
        self.newest = Some(index);
    }

    /// Adds what a single token has in a slot, where its page is no longer kept.
    fn add_alone(&self, slot: usize, token: usize, sum: &mut [f32; SUM]) {
        let vector = &self.projected[token * HIDDEN..(token + 1) * HIDDEN];
        let weights = self.scorer.lower_weight.data[slot * SUM * HIDDEN..].chunks_exact(HIDDEN);
        for (sum, weights) in sum.iter_mut().zip(weights) {
            *sum += vector.iter().zip(weights).map(|(value, weight)| value * weight).sum::<f32>();
        }
    }
}
