//! What a network does to rows of numbers: layer normalisation, softmax, GELU, plain products.
//!
//! Every loop is one that the compiler turns into vector instructions; the exponential is a polynomial for that reason (Cephes'
//! `expf`, relative error below 1e-6).

/// Runs a loop over numbers, compiled for the widest vector instructions that the processor turns out to have.
#[inline]
pub(crate) fn vectorised<Output>(work: impl FnOnce() -> Output) -> Output {
    pulp::Arch::new().dispatch(work)
}

/// The larger of two numbers, as one instruction.
#[inline(always)]
fn larger(one: f32, other: f32) -> f32 {
    if one > other { one } else { other }
}

/// Added to a number below 2^22 and taken away again, it leaves the nearest whole number.
const ROUNDING: f32 = 12_582_912.0;

/// The nearest whole number, halves to the even one.
#[inline(always)]
pub(crate) fn nearest(number: f32) -> i32 {
    (number + ROUNDING).to_bits().wrapping_sub(ROUNDING.to_bits()) as i32
}

/// The exponential of a number; below -87 it is as good as nothing.
#[inline(always)]
fn exp(number: f32) -> f32 {
    let number = larger(number, -87.0);
    let whole = (number * std::f32::consts::LOG2_E + ROUNDING) - ROUNDING;
    let rest = number - whole * 0.693_359_4 - whole * -2.121_944_4e-4;
    let mut sum = 1.987_569_2e-4;
    for factor in [1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_6e-1, 0.5] {
        sum = sum * rest + factor;
    }
    let fraction = sum * rest * rest + rest + 1.0;
    fraction * f32::from_bits(((whole as i32 + 127) as u32) << 23)
}

/// GELU (Hendrycks & Gimpel 2016), with the error function after Abramowitz & Stegun 7.1.26, which is right to 1.5e-7.
#[inline(always)]
fn gelu_of(number: f32) -> f32 {
    let distance = (number * std::f32::consts::FRAC_1_SQRT_2).abs();
    let step = 1.0 / (1.0 + 0.327_591_1 * distance);
    let mut sum = 1.061_405_4;
    for factor in [-1.453_152, 1.421_413_7, -0.284_496_74, 0.254_829_6] {
        sum = sum * step + factor;
    }
    let error = 1.0 - sum * step * exp(-distance * distance);
    0.5 * number * (1.0 + if number < 0.0 { -error } else { error })
}

/// Applies [`gelu_of`] to every number.
pub(crate) fn gelu(numbers: &mut [f32]) {
    vectorised(
        #[inline(always)]
        || numbers.iter_mut().for_each(|number| *number = gelu_of(*number)),
    );
}

/// Turns numbers into shares of one.
pub(crate) fn softmax(numbers: &mut [f32]) {
    vectorised(
        #[inline(always)]
        || {
            let largest = largest(numbers, |number| number);
            numbers.iter_mut().for_each(|number| *number = exp(*number - largest));
            let share = 1.0 / sum(numbers, |number| number);
            numbers.iter_mut().for_each(|number| *number *= share);
        },
    );
}

/// Adds numbers to others.
pub(crate) fn add(to: &mut [f32], what: &[f32]) {
    vectorised(
        #[inline(always)]
        || to.iter_mut().zip(what).for_each(|(to, what)| *to += what),
    );
}

/// Brings each row to mean 0 and variance 1, then scales and shifts it (layer normalisation, Ba et al. 2016).
pub(crate) fn normalise(numbers: &mut [f32], gain: &[f32], shift: &[f32]) {
    /// Keeps the division by a variance of nothing finite.
    const EPSILON: f32 = 1e-5;
    let width = gain.len() as f32;
    vectorised(
        #[inline(always)]
        || {
            for row in numbers.chunks_exact_mut(gain.len()) {
                let mean = sum(row, |number| number) / width;
                let variance = sum(row, |number| (number - mean) * (number - mean)) / width;
                let scale = 1.0 / (variance + EPSILON).sqrt();
                for ((number, gain), shift) in row.iter_mut().zip(gain).zip(shift) {
                    *number = (*number - mean) * scale * gain + shift;
                }
            }
        },
    );
}

/// The largest of what a row has.
#[inline(always)]
pub(crate) fn largest(row: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = row.as_chunks::<16>();
    let mut lanes = [f32::MIN; 16];
    for chunk in chunks {
        for (lane, &number) in lanes.iter_mut().zip(chunk) {
            *lane = larger(*lane, term(number));
        }
    }
    let lanes = lanes.iter().fold(f32::MIN, |one, other| larger(one, *other));
    rest.iter().fold(lanes, |largest, number| larger(largest, term(*number)))
}

/// A sum in sixteen lanes: the order of the additions is the same whatever the processor.
#[inline(always)]
fn sum(row: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = row.as_chunks::<16>();
    let mut lanes = [0.0; 16];
    for chunk in chunks {
        for (lane, &number) in lanes.iter_mut().zip(chunk) {
            *lane += term(number);
        }
    }
    for (lane, &number) in lanes.iter_mut().zip(rest) {
        *lane += term(number);
    }
    lanes.iter().sum()
}

/// The sum of the products of two rows.
pub(crate) fn dot(one: &[f32], other: &[f32]) -> f32 {
    let (chunks, rest) = one.as_chunks::<16>();
    let (others, other_rest) = other.as_chunks::<16>();
    let mut lanes = [0.0; 16];
    for (chunk, other) in chunks.iter().zip(others) {
        for ((lane, one), other) in lanes.iter_mut().zip(chunk).zip(other) {
            *lane += one * other;
        }
    }
    lanes.iter().sum::<f32>() + rest.iter().zip(other_rest).map(|(one, other)| one * other).sum::<f32>()
}

/// A matrix as it lies among other numbers: where it begins, and how far its rows are apart.
#[derive(Clone, Copy)]
pub(crate) struct Part<'a> {
    pub numbers: &'a [f32],
    pub stride: usize,
}

/// Rows and columns of a tile of [`multiply`].
pub(crate) const HIGH: usize = 4;
pub(crate) const WIDE: usize = 32;

/// Copies a matrix of `width` columns, so that its rows follow each other.
pub(crate) fn gather(from: Part, width: usize, to: &mut Vec<f32>) {
    to.clear();
    from.numbers.chunks(from.stride).for_each(|row| to.extend_from_slice(&row[..width]));
}

/// Writes a matrix with its rows as columns, every number times `factor`.
pub(crate) fn turn(from: Part, width: usize, factor: f32, to: &mut [f32], stride: usize) {
    for (at, row) in from.numbers.chunks(from.stride).enumerate() {
        for (to, number) in to[at..].iter_mut().step_by(stride).zip(&row[..width]) {
            *to = number * factor;
        }
    }
}

/// Adds the product of two matrices to `out`: `rows` rows of `inner` numbers with `inner` rows of `columns` numbers.
/// `left` has [`HIGH`] rows or more, and the rows of `right` can be read up to a multiple of [`WIDE`].
pub(crate) fn multiply(left: Part, right: Part, sizes: (usize, usize, usize), out: &mut [f32], stride: usize) {
    vectorised(
        #[inline(always)]
        || multiply_here(left, right, sizes, out, stride),
    );
}

#[inline(always)]
fn multiply_here(left: Part, right: Part, (rows, inner, columns): (usize, usize, usize), out: &mut [f32], stride: usize) {
    for column in (0..columns).step_by(WIDE) {
        let width = WIDE.min(columns - column);
        for row in (0..rows).step_by(HIGH) {
            let first = row.min(rows.saturating_sub(HIGH));
            let tile = tile(left, right, (first, inner, column));
            for (at, products) in (first..rows).zip(&tile).skip(row - first) {
                let to = &mut out[at * stride + column..][..width];
                to.iter_mut().zip(products).for_each(|(to, product)| *to += product);
            }
        }
    }
}

#[inline(always)]
fn tile(left: Part, right: Part, (row, inner, column): (usize, usize, usize)) -> [[f32; WIDE]; HIGH] {
    let mut sums = [[0.0; WIDE]; HIGH];
    let lefts: [&[f32]; HIGH] = std::array::from_fn(|at| &left.numbers[(row + at) * left.stride..][..inner]);
    for (at, right) in right.numbers[column..].chunks(right.stride).take(inner).enumerate() {
        let Some(right) = right.first_chunk::<WIDE>() else { break };
        for (sums, left) in sums.iter_mut().zip(lefts) {
            let left = left[at];
            for (sum, right) in sums.iter_mut().zip(right) {
                *sum += left * right;
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: &[f32], other: &[f32]) -> bool {
        one.len() == other.len() && one.iter().zip(other).all(|(one, other)| (one - other).abs() < 1e-5)
    }

    #[test]
    fn the_nearest_whole_number_goes_both_ways() {
        assert_eq!([-127.0, -1.6, -1.5, -0.5, -0.4, 0.5, 1.5, 126.6].map(nearest), [-127, -2, -2, 0, 0, 0, 2, 127]);
    }

    #[test]
    fn gelu_is_the_original() {
        let mut numbers = [-100.0, -3.0, -1.0, -0.3, 0.0, 0.5, 1.0, 2.0, 50.0];
        gelu(&mut numbers);
        assert!(near(
            &numbers,
            &[0.0, -0.004_049_7, -0.158_655_3, -0.114_626_6, 0.0, 0.345_731_2, 0.841_344_8, 1.954_499_7, 50.0]
        ));
    }

    #[test]
    fn shares_make_one_and_keep_their_odds() {
        let mut numbers = [1.0, 2.0, 3.0, -500.0];
        softmax(&mut numbers);
        assert!(near(&numbers, &[0.090_030_6, 0.244_728_5, 0.665_240_9, 0.0]), "{numbers:?}");
    }

    #[test]
    fn rows_are_brought_to_mean_and_variance() {
        let mut numbers: Vec<f32> = (0..20).map(|at| at as f32).collect();
        normalise(&mut numbers, &[2.0; 20], &[1.0; 20]);
        let (mean, last) = (numbers.iter().sum::<f32>() / 20.0, numbers[19]);
        assert!(near(&[mean, last], &[1.0, 1.0 + 2.0 * 9.5 / (33.25_f32 + 1e-5).sqrt()]));
    }

    #[test]
    fn products_of_any_size_are_sums_of_products() {
        for (rows, inner, columns) in [(4, 3, 5_usize), (5, 40, 32), (9, 7, 70)] {
            let padded = columns.next_multiple_of(WIDE);
            let number = |at: usize| ((at * 37 % 23) as f32 - 11.0) / 8.0;
            let left: Vec<f32> = (0..rows * inner).map(number).collect();
            let right: Vec<f32> = (0..inner * padded).map(|at| number(at + 5)).collect();
            let mut out = vec![1.0; rows * padded];
            let (one, other) = (Part { numbers: &left, stride: inner }, Part { numbers: &right, stride: padded });
            multiply(one, other, (rows, inner, columns), &mut out, padded);
            let plain = |at: usize| {
                let (row, column) = (at / padded, at % padded);
                let sum: f32 = (0..inner).map(|at| left[row * inner + at] * right[at * padded + column]).sum();
                if column < columns { 1.0 + sum } else { 1.0 }
            };
            assert!(near(&out, &(0..rows * padded).map(plain).collect::<Vec<f32>>()), "{rows} {inner} {columns}");
        }
    }
}
