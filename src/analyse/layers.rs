//! The layers that the network is made of: a matrix product with bias, and a normalised maxout layer.
//!
//! Maxout (Goodfellow et al., 2013): each output is the largest of several linear functions of the input, here three. Its outputs
//! are brought to mean 0 and variance 1 and then scaled and shifted (layer normalisation, Ba et al., 2016).

use super::weights::{Tensor, Weights};

/// Width of the token vectors.
pub(super) const WIDTH: usize = 96;
/// Linear functions per maxout output.
const PIECES: usize = 3;
/// Keeps the division by a variance of nothing finite.
const EPSILON: f32 = 1e-8;

/// A matrix, applied to many rows at once.
pub(super) struct Dense {
    /// One row per output.
    weight: Tensor,
    bias: &'static [f32],
}

impl Dense {
    pub fn new(weights: &Weights, weight: &str, bias: &str) -> Self {
        Self { weight: weights.tensor(weight), bias: weights.tensor(bias).data }
    }

    pub fn outputs(&self) -> usize {
        self.weight.data.len() / self.weight.width
    }

    /// The products of `rows` input rows with the matrix, without the bias. Row `i` of the input begins at `i * stride`, so that
    /// rows may overlap: a window over token vectors needs no copy.
    pub fn multiply(&self, input: &[f32], stride: usize, rows: usize, out: &mut Vec<f32>) {
        let (outputs, inputs) = (self.outputs(), self.weight.width);
        out.clear();
        out.resize(rows * outputs, 0.0);
        if rows == 0 {
            return;
        }
        assert!((rows - 1) * stride + inputs <= input.len());
        // SAFETY: the crate takes raw pointers. It reads `rows` rows of `inputs` numbers that lie `stride` apart, which the
        // assertion above has checked, and the whole weight matrix; it writes `rows * outputs` numbers, the length of `out`.
        unsafe {
            gemm_f32::gemm::f32::get_gemm_fn()(
                rows,
                outputs,
                inputs,
                out.as_mut_ptr(),
                1,
                outputs as isize,
                false,
                input.as_ptr(),
                1,
                stride as isize,
                self.weight.data.as_ptr(),
                inputs as isize,
                1,
                0.0,
                1.0,
                false,
                false,
                false,
                gemm_common::Parallelism::None,
            );
        }
    }

    /// As [`Dense::multiply`], with the bias.
    pub fn apply(&self, input: &[f32], stride: usize, rows: usize, out: &mut Vec<f32>) {
        self.multiply(input, stride, rows, out);
        vectorised(|| out.chunks_exact_mut(self.outputs()).for_each(|row| add(row, self.bias)));
    }
}

/// Runs a loop over numbers, compiled for the widest vector instructions that the processor turns out to have.
#[inline]
pub(super) fn vectorised<Output>(work: impl FnOnce() -> Output) -> Output {
    pulp::Arch::new().dispatch(work)
}

/// Adds a vector to another.
#[inline(always)]
pub(super) fn add(to: &mut [f32], what: &[f32]) {
    for (to, what) in to.iter_mut().zip(what) {
        *to += what;
    }
}

/// A maxout layer of width [`WIDTH`] with layer normalisation.
pub(super) struct Maxout {
    dense: Dense,
    gain: &'static [f32],
    shift: &'static [f32],
}

impl Maxout {
    pub fn new(weights: &Weights, name: &str) -> Self {
        let tensor = |part: &str| weights.tensor(&format!("{name}.{part}")).data;
        let dense = Dense::new(weights, &format!("{name}.weight"), &format!("{name}.bias"));
        Self { dense, gain: tensor("gain"), shift: tensor("shift") }
    }

    /// Hands the output for each input row to `sink`.
    pub fn apply(
        &self,
        input: &[f32],
        stride: usize,
        rows: usize,
        scratch: &mut Vec<f32>,
        mut sink: impl FnMut(usize, &[f32; WIDTH]),
    ) {
        self.dense.multiply(input, stride, rows, scratch);
        vectorised(
            #[inline(always)]
            || {
                for (row, pieces) in scratch.as_chunks::<{ PIECES * WIDTH }>().0.iter().enumerate() {
                    sink(row, &self.normalise(self.largest(pieces)));
                }
            },
        );
    }

    #[inline(always)]
    fn largest(&self, pieces: &[f32; PIECES * WIDTH]) -> [f32; WIDTH] {
        let mut best = [0.0; WIDTH];
        let (biased, bias) = (pieces.as_chunks::<WIDTH>().0, self.dense.bias.as_chunks::<WIDTH>().0);
        for (at, best) in best.iter_mut().enumerate() {
            let first = biased[0][at] + bias[0][at];
            let second = biased[1][at] + bias[1][at];
            let third = biased[2][at] + bias[2][at];
            *best = larger(larger(first, second), third);
        }
        best
    }

    #[inline(always)]
    fn normalise(&self, mut row: [f32; WIDTH]) -> [f32; WIDTH] {
        let mean = sum(&row, |value| value) / WIDTH as f32;
        let variance = sum(&row, |value| (value - mean) * (value - mean)) / WIDTH as f32 + EPSILON;
        let scale = 1.0 / variance.sqrt();
        for ((value, gain), shift) in row.iter_mut().zip(self.gain).zip(self.shift) {
            *value = (*value - mean) * scale * gain + shift;
        }
        row
    }
}

/// The larger of two numbers, as one instruction: `f32::max` would look for NaN as well.
#[inline(always)]
pub(super) fn larger(one: f32, other: f32) -> f32 {
    if one > other { one } else { other }
}

/// A sum in sixteen lanes, which the compiler turns into vector instructions.
#[inline(always)]
fn sum(row: &[f32; WIDTH], term: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0; 16];
    for chunk in row.as_chunks::<16>().0 {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane += term(value);
        }
    }
    lanes.iter().sum()
}
