//! The product of activations with a weight matrix of four bits a weight.
//!
//! Weights are kept as they are in the file, four bits each and a scale for every group of inputs, in the order in which the
//! processor takes them. Activations become eight bits with a scale for every row and group, so that a group's products are added
//! up exactly, as integers, whatever the instruction set; only the sums of the groups are floating-point numbers.
//! Method: `Q4_0` times `Q8_0` of <https://github.com/ggml-org/ggml>.

mod portable;
#[cfg(target_arch = "x86_64")]
mod x86;

use crate::numbers::{largest, nearest, vectorised};

/// Outputs that are worked out side by side.
pub(crate) const LANES: usize = 16;
/// Outputs of a tile.
const WIDTH: usize = 2 * LANES;
/// Rows of a tile.
const HEIGHT: usize = 6;
/// Inputs whose weights lie together: four in the low halves of the bytes, four in the high halves.
const TOGETHER: usize = 8;
/// What stands for a weight of zero.
const ZERO: i32 = 8;

/// The weights of sixteen outputs for eight inputs.
type Weights = [u8; 4 * LANES];

/// A weight matrix, with its bias.
pub(crate) struct Matrix {
    inputs: usize,
    group: usize,
    /// For each sixteen outputs the weights of all inputs.
    weights: Vec<Weights>,
    /// For each sixteen outputs the scales of all groups.
    scales: Vec<[f32; LANES]>,
    bias: Vec<f32>,
}

/// Rows of activations in eight bits, as many of them together as a kernel takes at once.
#[derive(Default)]
pub(crate) struct Rows {
    len: usize,
    inputs: usize,
    group: usize,
    /// For each [`HEIGHT`] rows eight values of each, then the next eight; rows that are not there are zero.
    values: Vec<[[i8; TOGETHER]; HEIGHT]>,
    /// For each [`HEIGHT`] rows and group of inputs the scales.
    scales: Vec<[f32; HEIGHT]>,
    /// The same for what the sum of a group begins with, so that a weight of [`ZERO`] counts nothing.
    begins: Vec<[i32; HEIGHT]>,
}

/// The products of some rows with some outputs.
type Tile = [[f32; WIDTH]; HEIGHT];

/// One group of inputs of a tile: the weights of [`WIDTH`] outputs, and the values of [`HEIGHT`] rows.
struct Group<'a> {
    weights: [(&'a [Weights], &'a [f32; LANES]); 2],
    values: &'a [[[i8; TOGETHER]; HEIGHT]],
    scales: &'a [f32; HEIGHT],
    begins: &'a [i32; HEIGHT],
}

/// A way to work out a tile; each instruction set has its own.
type Kernel = fn(&Matrix, &Rows, at: (usize, usize)) -> Tile;

impl Matrix {
    /// Takes weights as they are in a file: a row for each output, two weights a byte, the first in the low half; and a row of scales
    /// for each output. The numbers must fit each other: `outputs` a multiple of sixteen, `inputs` of `group`, `group` of eight.
    pub fn new(inputs: usize, group: usize, packed: &[u8], scales: &[f32], bias: Vec<f32>) -> Self {
        let (row, groups, outputs) = (inputs / 2, inputs / group, bias.len());
        let mut weights = vec![[0; 4 * LANES]; outputs / LANES * (inputs / TOGETHER)];
        for (output, packed) in packed.chunks_exact(row).enumerate() {
            let (block, lane) = (output / LANES, output % LANES);
            let to = &mut weights[block * (inputs / TOGETHER)..];
            for (to, &[one, two, three, four]) in to.iter_mut().zip(packed.as_chunks::<4>().0) {
                let low = [one & 15, one >> 4, two & 15, two >> 4];
                let high = [three << 4, three & 240, four << 4, four & 240];
                to[4 * lane..][..4].copy_from_slice(&std::array::from_fn::<u8, 4, _>(|at| low[at] | high[at]));
            }
        }
        let scale = |at: usize| std::array::from_fn(|lane| scales[(at / groups * LANES + lane) * groups + at % groups]);
        Self { inputs, group, weights, scales: (0..outputs / LANES * groups).map(scale).collect(), bias }
    }

    pub fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// The product with each of the rows, with the bias; `out` has a row for each.
    pub fn apply(&self, rows: &Rows, out: &mut [f32]) {
        self.apply_by(kernel(), rows, out);
    }

    fn apply_by(&self, kernel: Kernel, rows: &Rows, out: &mut [f32]) {
        let outputs = self.outputs();
        for block in 0..outputs / WIDTH {
            let bias = &self.bias[block * WIDTH..][..WIDTH];
            for (panel, out) in out.chunks_mut(HEIGHT * outputs).enumerate() {
                let tile = kernel(self, rows, (panel, block));
                for (to, products) in out.chunks_exact_mut(outputs).zip(&tile) {
                    for ((to, product), bias) in to[block * WIDTH..][..WIDTH].iter_mut().zip(products).zip(bias) {
                        *to = product + bias;
                    }
                }
            }
        }
    }

    /// The groups of inputs of a tile.
    #[inline(always)]
    fn groups<'a>(&'a self, rows: &'a Rows, (panel, block): (usize, usize)) -> impl Iterator<Item = Group<'a>> {
        let (groups, together) = (self.inputs / self.group, self.group / TOGETHER);
        let weights = |block: usize| {
            let weights = self.weights[block * groups * together..][..groups * together].chunks_exact(together);
            weights.zip(&self.scales[block * groups..][..groups])
        };
        let values = rows.values[panel * groups * together..][..groups * together].chunks_exact(together);
        let (scales, begins) = (&rows.scales[panel * groups..][..groups], &rows.begins[panel * groups..][..groups]);
        let rows = values.zip(scales).zip(begins);
        weights(2 * block).zip(weights(2 * block + 1)).zip(rows).map(|((left, right), ((values, scales), begins))| Group {
            weights: [left, right],
            values,
            scales,
            begins,
        })
    }
}

impl Rows {
    /// Takes rows of `inputs` numbers each.
    pub fn take(&mut self, numbers: &[f32], inputs: usize, group: usize) {
        let (panels, groups) = (numbers.len().div_ceil(inputs * HEIGHT), inputs / group);
        (self.len, self.inputs, self.group) = (numbers.len() / inputs, inputs, group);
        self.values.clear();
        self.values.resize(panels * inputs / TOGETHER, [[0; TOGETHER]; HEIGHT]);
        self.scales.clear();
        self.scales.resize(panels * groups, [0.0; HEIGHT]);
        self.begins.clear();
        self.begins.resize(panels * groups, [0; HEIGHT]);
        vectorised(
            #[inline(always)]
            || {
                for (row, numbers) in numbers.chunks_exact(inputs).enumerate() {
                    self.take_row(row, numbers);
                }
            },
        );
    }

    #[inline(always)]
    fn take_row(&mut self, row: usize, numbers: &[f32]) {
        let (panel, row) = (row / HEIGHT, row % HEIGHT);
        let (groups, together) = (self.inputs / self.group, self.group / TOGETHER);
        for (at, numbers) in numbers.chunks_exact(self.group).enumerate() {
            let at = panel * groups + at;
            let largest = largest(numbers, f32::abs);
            let factor = if largest > 0.0 { 127.0 / largest } else { 0.0 };
            let mut sum = 0;
            for (to, numbers) in self.values[at * together..][..together].iter_mut().zip(numbers.as_chunks::<TOGETHER>().0) {
                let values = numbers.map(|number| nearest(number * factor));
                sum += values.iter().sum::<i32>();
                to[row] = values.map(|value| value as i8);
            }
            self.scales[at][row] = largest / 127.0;
            self.begins[at][row] = -ZERO * sum;
        }
    }
}

/// The fastest kernel that the processor has.
fn kernel() -> Kernel {
    #[cfg(target_arch = "x86_64")]
    if let Some(kernel) = x86::kernels().into_iter().next() {
        return kernel;
    }
    portable::tile
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers without order, from -1 to 1.
    fn noise(count: usize) -> Vec<f32> {
        (0..count as u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 8) as f32 / (1 << 23) as f32 - 1.0).collect()
    }

    fn kernels() -> Vec<Kernel> {
        #[cfg(target_arch = "x86_64")]
        let own = x86::kernels();
        #[cfg(not(target_arch = "x86_64"))]
        let own = Vec::new();
        [own, vec![portable::tile as Kernel]].concat()
    }

    #[test]
    fn every_kernel_multiplies_alike() {
        let (inputs, outputs, group, count) = (192, 64, 64, 9);
        let packed: Vec<u8> = noise(inputs * outputs / 2).iter().map(|number| (number * 127.0) as i8 as u8).collect();
        let scales = noise(outputs * inputs / group);
        let numbers = noise(count * inputs);
        let matrix = Matrix::new(inputs, group, &packed, &scales, noise(outputs));
        let mut rows = Rows::default();
        rows.take(&numbers, inputs, group);
        let plain = |row: usize, output: usize| -> f32 {
            let weight = |input: usize| {
                let byte = packed[(output * inputs + input) / 2];
                let level = if input.is_multiple_of(2) { byte & 15 } else { byte >> 4 };
                (f32::from(level) - 8.0) * scales[(output * inputs + input) / group]
            };
            (0..inputs).map(|input| weight(input) * numbers[row * inputs + input]).sum::<f32>() + matrix.bias[output]
        };
        for kernel in kernels() {
            let mut out = vec![0.0; count * outputs];
            matrix.apply_by(kernel, &rows, &mut out);
            for (at, product) in out.iter().enumerate() {
                let plain = plain(at / outputs, at % outputs);
                assert!((product - plain).abs() < 0.3, "{at}: {product} {plain}");
            }
        }
        let [first, others @ ..] = &kernels().into_iter().map(|kernel| kernel(&matrix, &rows, (1, 1))).collect::<Vec<_>>()[..]
        else {
            panic!("there is always a kernel")
        };
        for other in others {
            assert!(first.iter().flatten().zip(other.iter().flatten()).all(|(one, other)| (one - other).abs() < 1e-4));
        }
    }
}
