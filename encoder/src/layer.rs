//! One layer of the encoder: attention, then a feed-forward network, each added to its input and normalised.
//!
//! The encoder is MPNet (Song et al. 2020), a BERT whose attention knows how far two words are apart (after T5, Raffel et al. 2020).
//! Here two windows may lie side by side: words of different windows have no distance, and a number of its own stands for that.

use crate::Problem;
use crate::numbers::{self, Part};
use crate::product::{Matrix, Rows};
use crate::weights::{Shape, Weights};

/// Distances are told apart in this many buckets, half of them for each direction.
const BUCKETS: usize = 32;
/// The distance from which on all are alike.
const FAR: f32 = 128.0;

pub(crate) struct Layer {
    group: usize,
    heads: usize,
    /// Query, key and value side by side.
    asked: Matrix,
    out: Matrix,
    up: Matrix,
    down: Matrix,
    attended: Norm,
    fed: Norm,
}

pub(crate) struct Norm {
    gain: Vec<f32>,
    shift: Vec<f32>,
}

/// What attention adds for the distance of two words.
pub(crate) struct Distances {
    /// For each head the distances from `-(longest - 1)` to `longest - 1`.
    near: Vec<Vec<f32>>,
    longest: usize,
}

/// Room for the numbers of a layer, used again and again.
#[derive(Default)]
pub struct Room {
    rows: Rows,
    asked: Vec<f32>,
    keys: Vec<f32>,
    values: Vec<f32>,
    shares: Vec<f32>,
    heard: Vec<f32>,
    inner: Vec<f32>,
    change: Vec<f32>,
}

impl Norm {
    pub fn new(weights: &Weights, name: &str, width: usize) -> Result<Self, Problem> {
        let part = |part: &str| weights.numbers(&format!("{name}.{part}"), &[width]);
        Ok(Self { gain: part("w")?, shift: part("b")? })
    }

    pub fn apply(&self, states: &mut [f32]) {
        numbers::normalise(states, &self.gain, &self.shift);
    }
}

impl Distances {
    /// For windows of at most `longest` pieces.
    pub fn new(weights: &Weights, longest: usize) -> Result<Self, Problem> {
        let heads = weights.shape.heads;
        let table = weights.numbers("bias.near", &[BUCKETS, heads])?;
        let distances = || 1 - longest as i32..longest as i32;
        let near = |head: usize| distances().map(|distance| table[bucket(distance) * heads + head]).collect();
        Ok(Self { near: (0..heads).map(near).collect(), longest })
    }

    /// The numbers for a word at `from` and the words of its window, of which there are `count`.
    fn row(&self, head: usize, from: usize, count: usize) -> &[f32] {
        &self.near[head][self.longest - 1 - from..][..count]
    }
}

/// The bucket of a distance: each of the small ones has its own, larger ones share one the more, the farther they are.
fn bucket(distance: i32) -> usize {
    const HALF: usize = BUCKETS / 2;
    const EXACT: usize = HALF / 2;
    let (side, distance) = (if distance > 0 { HALF } else { 0 }, distance.unsigned_abs() as usize);
    if distance < EXACT {
        return side + distance;
    }
    let share = (distance as f32 / EXACT as f32).ln() / (FAR / EXACT as f32).ln();
    side + (EXACT + (share * (HALF - EXACT) as f32) as usize).min(HALF - 1)
}

impl Layer {
    pub fn new(weights: &Weights, at: usize) -> Result<Self, Problem> {
        let Shape { hidden, heads, inner, group, .. } = weights.shape;
        let named = |part: &str| format!("layer.{at}.{part}");
        Ok(Self {
            group,
            heads,
            asked: weights.matrix(&["query", "key", "value"].map(named), [hidden, hidden])?,
            out: weights.matrix(&[named("out")], [hidden, hidden])?,
            up: weights.matrix(&[named("up")], [inner, hidden])?,
            down: weights.matrix(&[named("down")], [hidden, inner])?,
            attended: Norm::new(weights, &named("norm1"), hidden)?,
            fed: Norm::new(weights, &named("norm2"), hidden)?,
        })
    }

    /// Works on the states of one window, or of two of which the first has `first` words; `cross` is for each head what attention
    /// adds between them.
    pub fn apply(&self, states: &mut [f32], first: usize, distances: &Distances, cross: &[f32], room: &mut Room) {
        let hidden = self.out.outputs();
        room.rows.take(states, hidden, self.group);
        resize(&mut room.asked, states.len() * 3);
        self.asked.apply(&room.rows, &mut room.asked);
        self.attend(states.len() / hidden, first, distances, cross, room);
        room.rows.take(&room.heard, hidden, self.group);
        resize(&mut room.change, states.len());
        self.out.apply(&room.rows, &mut room.change);
        numbers::add(states, &room.change);
        self.attended.apply(states);
        room.rows.take(states, hidden, self.group);
        resize(&mut room.inner, states.len() / hidden * self.up.outputs());
        self.up.apply(&room.rows, &mut room.inner);
        numbers::gelu(&mut room.inner);
        room.rows.take(&room.inner, self.up.outputs(), self.group);
        self.down.apply(&room.rows, &mut room.change);
        numbers::add(states, &room.change);
        self.fed.apply(states);
    }

    /// Each word hears the values of all words, by how well its query and their keys meet.
    fn attend(&self, count: usize, first: usize, distances: &Distances, cross: &[f32], room: &mut Room) {
        let hidden = self.out.outputs();
        let (width, stride, padded) = (hidden / self.heads, 3 * hidden, count.next_multiple_of(numbers::WIDE));
        room.heard.clear();
        room.heard.resize(count * hidden, 0.0);
        resize(&mut room.keys, width * padded);
        resize(&mut room.shares, count * padded);
        for head in 0..self.heads {
            let part = |which: usize| Part { numbers: &room.asked[which * hidden + head * width..], stride };
            numbers::turn(part(1), width, 1.0 / (width as f32).sqrt(), &mut room.keys, padded);
            numbers::gather(part(2), width, &mut room.values);
            begin(&mut room.shares, (count, first, padded), |from, near| {
                near.copy_from_slice(distances.row(head, from, near.len()));
                cross.get(head).copied().unwrap_or_default()
            });
            let keys = Part { numbers: &room.keys, stride: padded };
            numbers::multiply(part(0), keys, (count, width, count), &mut room.shares, padded);
            room.shares.chunks_exact_mut(padded).for_each(|row| numbers::softmax(&mut row[..count]));
            let (shares, values) =
                (Part { numbers: &room.shares, stride: padded }, Part { numbers: &room.values, stride: width });
            numbers::multiply(shares, values, (count, count, width), &mut room.heard[head * width..], hidden);
        }
    }
}

/// Lays out what attention begins with: for each word the numbers for its own window, which `near` fills in, and the number for the
/// other window, which it returns.
fn begin(shares: &mut [f32], (count, first, padded): (usize, usize, usize), near: impl Fn(usize, &mut [f32]) -> f32) {
    for (from, row) in shares.chunks_exact_mut(padded).enumerate() {
        let (one, other) = row[..count].split_at_mut(first);
        let (own, rest, from) = if from < first { (one, other, from) } else { (other, one, from - first) };
        let far = near(from, own);
        rest.fill(far);
    }
}

/// Room for so many numbers, whatever they are.
fn resize(numbers: &mut Vec<f32>, len: usize) {
    numbers.resize(len, 0.0);
}

#[cfg(test)]
mod tests {
    use super::bucket;

    #[test]
    fn distances_have_the_buckets_of_the_original() {
        let of = [-300, -128, -127, -64, -9, -8, -7, -1, 0, 1, 7, 8, 9, 16, 64, 127, 128, 300].map(bucket);
        assert_eq!(of, [15, 15, 15, 14, 8, 8, 7, 1, 0, 17, 23, 24, 24, 26, 30, 31, 31, 31]);
    }
}
