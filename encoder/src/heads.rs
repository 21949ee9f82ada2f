//! From the states of two windows to a word about every pair of their sentences.
//!
//! Every word of one window meets every word of the other in a grid, once for "these two differ" and once for "these two agree"; a
//! pair of sentences is scored by the sum over its part of the grid (log-sum-exp) and by what a small network makes of the means of
//! the two sentences' states. All of it is the same whichever window comes first.

use std::ops::Range;

use crate::Problem;
use crate::numbers::{self, HIGH, Part, WIDE, dot};
use crate::weights::Weights;

/// The questions that the grid answers: is there a conflict, do the two agree.
const QUESTIONS: usize = 2;

pub(crate) struct Heads {
    hidden: usize,
    grid: usize,
    /// Query and key of both questions side by side, a row for each number of a state.
    met: Vec<f32>,
    met_bias: Vec<f32>,
    unary: Vec<f32>,
    unary_bias: Vec<f32>,
    first: Vec<f32>,
    first_bias: Vec<f32>,
    second: Vec<f32>,
    second_bias: Vec<f32>,
    scale: f32,
    offset: Vec<f32>,
    near: Vec<f32>,
}

/// The grid of one question over two windows.
struct Grid {
    cells: Vec<f32>,
    stride: usize,
}

/// All that was made of two windows.
pub struct Scores {
    /// For each sentence of the first window how surely it and each of the second answer one question differently, from 0 to 1.
    pub conflict: Vec<Vec<f32>>,
    sentences: [Vec<Range<usize>>; 2],
    /// The cells of "these two differ".
    grid: Grid,
}

impl Scores {
    /// For a sentence of the first window and one of the second the share that each of their words has in the word on conflict.
    pub fn shares(&self, one: usize, other: usize) -> [Vec<f32>; 2] {
        self.grid.shares(&self.sentences[0][one], &self.sentences[1][other])
    }
}

impl Heads {
    pub fn new(weights: &Weights) -> Result<Self, Problem> {
        let (hidden, grid) = (weights.shape.hidden, weights.shape.grid);
        let asked = [QUESTIONS * grid, hidden];
        let (query, key) = (weights.turned("head.query.w", asked)?, weights.turned("head.key.w", asked)?);
        let rows = query.chunks_exact(asked[0]).zip(key.chunks_exact(asked[0]));
        let inner = weights.rows("head.first.w")?;
        Ok(Self {
            hidden,
            grid,
            met: rows.flat_map(|(query, key)| [query, key].concat()).collect(),
            met_bias: [weights.numbers("head.query.b", &asked[..1])?, weights.numbers("head.key.b", &asked[..1])?].concat(),
            unary: weights.numbers("head.unary.w", &[QUESTIONS, hidden])?,
            unary_bias: weights.numbers("head.unary.b", &[QUESTIONS])?,
            first: weights.turned("head.first.w", [inner, 3 * hidden])?,
            first_bias: weights.numbers("head.first.b", &[inner])?,
            second: weights.numbers("head.second.w", &[QUESTIONS + 1, inner])?,
            second_bias: weights.numbers("head.second.b", &[QUESTIONS + 1])?,
            scale: weights.number("head.scale")?,
            offset: weights.numbers("head.offset", &[QUESTIONS])?,
            near: weights.numbers("head.near.w", &[weights.rows("head.near.w")?, hidden])?,
        })
    }

    /// What a sentence is about, as numbers of which those of two sentences can be compared: their product is between -1 and 1, the
    /// higher the likelier that they speak of one matter.
    pub fn matter(&self, states: &[f32], sentence: &Range<usize>) -> Vec<f32> {
        let mean = self.mean(states, sentence);
        let mut matter: Vec<f32> = self.near.chunks_exact(self.hidden).map(|row| dot(row, &mean)).collect();
        let length = dot(&matter, &matter).sqrt().max(f32::MIN_POSITIVE);
        matter.iter_mut().for_each(|number| *number /= length);
        matter
    }

    /// Scores the sentences of two windows, given as ranges of their words; the states are those of both, the first before the second.
    pub fn judge(&self, states: &[f32], first: usize, sentences: [Vec<Range<usize>>; 2]) -> Scores {
        let (one, other) = states.split_at(first * self.hidden);
        let (met, other_met) = (self.meet(one), self.meet(other));
        let grids: [Grid; QUESTIONS] = std::array::from_fn(|question| {
            let (unary, other_unary) = (self.unary(one, question), self.unary(other, question));
            self.grid(question, (&met, &unary), (&other_met, &other_unary))
        });
        let means = |states, sentences: &[Range<usize>]| sentences.iter().map(|at| self.mean(states, at)).collect::<Vec<_>>();
        let (left, right) = (means(one, &sentences[0]), means(other, &sentences[1]));
        let votes = self.votes(&left, &right);
        let scores = sentences[0].iter().enumerate().map(|(row, a)| {
            let scored = sentences[1].iter().enumerate().map(|(column, b)| {
                let mut logits = votes[row * right.len() + column];
                for (question, grid) in grids.iter().enumerate() {
                    logits[question] += self.scale * grid.sum(a, b) + self.offset[question];
                }
                numbers::softmax(&mut logits);
                logits[0]
            });
            scored.collect()
        });
        let conflict = scores.collect();
        let [grid, _] = grids;
        Scores { conflict, sentences, grid }
    }

    /// Query and key of each word.
    fn meet(&self, states: &[f32]) -> Vec<f32> {
        let (words, width) = (states.len() / self.hidden, self.met_bias.len());
        let mut out = self.met_bias.repeat(words);
        let (left, right) = (Part { numbers: states, stride: self.hidden }, Part { numbers: &self.met, stride: width });
        numbers::multiply(left, right, (words, self.hidden, width), &mut out, width);
        out
    }

    fn unary(&self, states: &[f32], question: usize) -> Vec<f32> {
        let row = &self.unary[question * self.hidden..][..self.hidden];
        states.chunks_exact(self.hidden).map(|state| dot(row, state) + self.unary_bias[question]).collect()
    }

    /// The grid of a question: a word's query meets the other's key, and the other way round.
    fn grid(&self, question: usize, (met, unary): (&[f32], &[f32]), (other_met, other_unary): (&[f32], &[f32])) -> Grid {
        let (width, inner) = (self.met_bias.len(), 2 * self.grid);
        let query = |row: &[f32]| row[question * self.grid..][..self.grid].to_vec();
        let key = |row: &[f32]| row[(QUESTIONS + question) * self.grid..][..self.grid].to_vec();
        let left: Vec<f32> = met.chunks_exact(width).flat_map(|row| [query(row), key(row)].concat()).collect();
        let right: Vec<f32> = other_met.chunks_exact(width).flat_map(|row| [key(row), query(row)].concat()).collect();
        let stride = other_unary.len().next_multiple_of(WIDE);
        let mut turned = vec![0.0; inner * stride];
        let factor = 0.5 / (self.grid as f32).sqrt();
        numbers::turn(Part { numbers: &right, stride: inner }, inner, factor, &mut turned, stride);
        let mut cells = vec![0.0; unary.len() * stride];
        for (row, unary) in cells.chunks_exact_mut(stride).zip(unary) {
            row.iter_mut().zip(other_unary).for_each(|(cell, other)| *cell = unary + other);
        }
        let (left, right) = (Part { numbers: &left, stride: inner }, Part { numbers: &turned, stride });
        numbers::multiply(left, right, (unary.len(), inner, other_unary.len()), &mut cells, stride);
        Grid { cells, stride }
    }

    /// What the small network says of each pair of sentences.
    fn votes(&self, left: &[Vec<f32>], right: &[Vec<f32>]) -> Vec<[f32; QUESTIONS + 1]> {
        let (pairs, width, inner) = (left.len() * right.len(), 3 * self.hidden, self.first_bias.len());
        let mut features: Vec<f32> = Vec::with_capacity(pairs.max(HIGH) * width);
        for (x, y) in left.iter().flat_map(|x| right.iter().map(move |y| (x, y))) {
            features.extend(x.iter().zip(y).map(|(x, y)| x + y));
            features.extend(x.iter().zip(y).map(|(x, y)| x * y));
            features.extend(x.iter().zip(y).map(|(x, y)| (x - y).abs()));
        }
        features.resize(pairs.max(HIGH) * width, 0.0);
        let mut out = self.first_bias.repeat(pairs);
        let (features, first) = (Part { numbers: &features, stride: width }, Part { numbers: &self.first, stride: inner });
        numbers::multiply(features, first, (pairs, width, inner), &mut out, inner);
        numbers::gelu(&mut out);
        let vote = |row: &[f32], at: usize| dot(&self.second[at * inner..][..inner], row) + self.second_bias[at];
        out.chunks_exact(inner).map(|row| std::array::from_fn(|at| vote(row, at))).collect()
    }

    fn mean(&self, states: &[f32], words: &Range<usize>) -> Vec<f32> {
        let mut mean = vec![0.0; self.hidden];
        for state in states[words.start * self.hidden..words.end * self.hidden].chunks_exact(self.hidden) {
            numbers::add(&mut mean, state);
        }
        mean.iter_mut().for_each(|number| *number /= words.len() as f32);
        mean
    }
}

impl Grid {
    fn cells<'a>(&'a self, a: &Range<usize>, b: &'a Range<usize>) -> impl Iterator<Item = &'a [f32]> {
        a.clone().map(|row| &self.cells[row * self.stride..][b.clone()])
    }

    /// The logarithm of the sum of the exponentials over two sentences.
    fn sum(&self, a: &Range<usize>, b: &Range<usize>) -> f32 {
        let largest = self.cells(a, b).flatten().fold(f32::MIN, |largest, cell| largest.max(*cell));
        let sum: f32 = self.cells(a, b).flatten().map(|cell| (cell - largest).exp()).sum();
        largest + sum.ln()
    }

    /// The share of each word of `a`, then of `b`, in the sum.
    fn shares(&self, a: &Range<usize>, b: &Range<usize>) -> [Vec<f32>; 2] {
        let sum = self.sum(a, b);
        let (mut rows, mut columns) = (vec![0.0; a.len()], vec![0.0; b.len()]);
        for (row, cells) in rows.iter_mut().zip(self.cells(a, b)) {
            for (column, cell) in columns.iter_mut().zip(cells) {
                let share = (cell - sum).exp();
                *row += share;
                *column += share;
            }
        }
        [rows, columns]
    }
}
