//! The kernel for processors without one of their own.

use super::{Group, HEIGHT, LANES, Matrix, Rows, Tile, WIDTH};
use crate::numbers::vectorised;

pub(crate) fn tile(matrix: &Matrix, rows: &Rows, at: (usize, usize)) -> Tile {
    vectorised(
        #[inline(always)]
        || {
            let mut sums = [[0.0; WIDTH]; HEIGHT];
            for group in matrix.groups(rows, at) {
                for (row, sums) in sums.iter_mut().enumerate() {
                    for side in 0..2 {
                        add(&group, row, side, &mut sums[side * LANES..][..LANES]);
                    }
                }
            }
            sums
        },
    )
}

/// Adds what one group of inputs gives for one row and sixteen outputs.
#[inline(always)]
fn add(group: &Group, row: usize, side: usize, sums: &mut [f32]) {
    let (weights, weight_scales) = group.weights[side];
    let mut dots = [group.begins[row]; LANES];
    for (weights, values) in weights.iter().zip(group.values) {
        let values = values[row].map(i32::from);
        for (dot, weights) in dots.iter_mut().zip(weights.as_chunks::<4>().0) {
            for (at, byte) in weights.iter().enumerate() {
                *dot += i32::from(byte & 15) * values[at] + i32::from(byte >> 4) * values[at + 4];
            }
        }
    }
    for ((sum, dot), weight_scale) in sums.iter_mut().zip(dots).zip(weight_scales) {
        *sum += dot as f32 * (weight_scale * group.scales[row]);
    }
}
