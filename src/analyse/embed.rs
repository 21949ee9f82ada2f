//! Tokens to vectors: hash embeddings and four layers that look at the neighbours.
//!
//! Each feature of a form (norm, prefix, suffix, shape, ...) is looked up in a table of its own by hashing it four times and adding
//! the four rows (hash embeddings, Svenstrup et al., 2017); a maxout layer mixes the features into one vector of 96 numbers.
//! Then, four times over, a maxout layer reads each vector with the one before and the one behind and adds its output to the
//! vector. So a vector depends on four tokens to either side and no more, and a text of any length is worked off in blocks.
//! Method: Honnibal's `Tok2Vec`, <https://spacy.io/api/architectures#tok2vec-arch>.

use super::layers::{Maxout, WIDTH, add, vectorised};
use super::strings;
use super::weights::{Tensor, Weights};

/// The tables in the order of their seeds; an encoder may lack the last ones.
const TABLES: [&str; 6] = ["norm", "prefix", "suffix", "shape", "spacy", "is_space"];
const FIRST_SEED: u32 = 8;
const LAYERS: usize = 4;
/// Rows of a block, beside the four at either end that only lend their vectors to the others.
const BLOCK: usize = 512;
/// Mixed vectors that are remembered before all are forgotten.
const REMEMBERED: usize = 16_384;

/// Ids of a token's features, one per table.
pub(super) type Ids = [u64; TABLES.len()];

/// One row of the input: an index into the distinct inputs, or nothing, which stands between texts.
pub(super) type Row = Option<u32>;

/// A network from features to vectors.
pub(super) struct Encoder {
    tables: Vec<Tensor>,
    mix: Maxout,
    windows: [Maxout; LAYERS],
}

/// Mixed vectors of the distinct inputs, which many tokens share.
struct Memory {
    vectors: Vec<f32>,
    /// Where an input's vector is, and in which generation it was put there.
    slots: Vec<(u32, u32)>,
    generation: u32,
}

impl Encoder {
    pub fn new(weights: &Weights, name: &str) -> Self {
        let tables = TABLES.iter().map_while(|table| weights.find(&format!("{name}.embed.{table}"))).collect();
        let windows = std::array::from_fn(|layer| Maxout::new(weights, &format!("{name}.window.{layer}")));
        Self { tables, mix: Maxout::new(weights, &format!("{name}.mix")), windows }
    }

    /// Computes the vectors of all rows and hands those of the tokens to `sink`, block by block and in order.
    ///
    /// `ids` gives the features of a distinct input, of which there are `distinct`. Between two texts there must be
    /// [`padding`] rows of nothing.
    pub fn encode(&self, rows: &[Row], distinct: usize, ids: impl Fn(u32) -> Ids, mut sink: impl FnMut(&[f32])) {
        let mut memory = Memory { vectors: Vec::new(), slots: vec![(0, 0); distinct], generation: 1 };
        let (mut vectors, mut next, mut scratch, mut out) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for start in (0..rows.len()).step_by(BLOCK) {
            let end = (start + BLOCK).min(rows.len());
            let (from, to) = (start.saturating_sub(LAYERS), (end + LAYERS).min(rows.len()));
            self.embed(&rows[from..to], &ids, &mut memory, &mut vectors, &mut scratch);
            for window in &self.windows {
                look_around(window, &vectors, &mut next, &mut scratch);
                std::mem::swap(&mut vectors, &mut next);
            }
            out.clear();
            for row in (start..end).filter(|&row| rows[row].is_some()) {
                out.extend_from_slice(vector(&vectors, row - from + 1));
            }
            sink(&out);
        }
    }

    /// The mixed vectors of the rows, zeros for nothing, with a row of zeros before and behind.
    fn embed(
        &self,
        rows: &[Row],
        ids: &impl Fn(u32) -> Ids,
        memory: &mut Memory,
        vectors: &mut Vec<f32>,
        scratch: &mut Vec<f32>,
    ) {
        self.remember(rows, ids, memory, scratch);
        vectors.clear();
        vectors.resize((rows.len() + 2) * WIDTH, 0.0);
        for (at, input) in rows.iter().enumerate().filter_map(|(at, row)| Some((at, row.as_ref()?))) {
            let slot = memory.slots[*input as usize].1 as usize;
            vector_mut(vectors, at + 1).copy_from_slice(vector(&memory.vectors, slot));
        }
    }

    /// Sees to it that the memory holds the vectors of all the rows.
    fn remember(&self, rows: &[Row], ids: &impl Fn(u32) -> Ids, memory: &mut Memory, scratch: &mut Vec<f32>) {
        if memory.vectors.len() / WIDTH + rows.len() > REMEMBERED {
            memory.vectors.clear();
            memory.generation += 1;
        }
        let known = memory.vectors.len() / WIDTH;
        let mut features = Vec::new();
        let width = self.tables.len() * WIDTH;
        vectorised(
            #[inline(always)]
            || {
                for &input in rows.iter().flatten() {
                    let slot = &mut memory.slots[input as usize];
                    if slot.0 != memory.generation {
                        *slot = (memory.generation, (known + features.len() / width) as u32);
                        self.look_up(&ids(input), &mut features);
                    }
                }
            },
        );
        self.mix.apply(&features, width, features.len() / width, scratch, |_, mixed| memory.vectors.extend_from_slice(mixed));
    }

    /// Appends the sums of four rows that each table has for its feature.
    #[inline(always)]
    fn look_up(&self, ids: &Ids, features: &mut Vec<f32>) {
        for ((table, &id), seed) in self.tables.iter().zip(ids).zip(FIRST_SEED..) {
            let at = features.len();
            features.resize(at + WIDTH, 0.0);
            let rows = (table.data.len() / WIDTH) as u32;
            for row in strings::rows(id, seed) {
                add(&mut features[at..], vector(table.data, (row % rows) as usize));
            }
        }
    }
}

/// One window layer with its residual connection. Both vectors have a row of zeros before and behind.
fn look_around(window: &Maxout, vectors: &[f32], next: &mut Vec<f32>, scratch: &mut Vec<f32>) {
    next.clear();
    next.resize(vectors.len(), 0.0);
    let rows = vectors.len() / WIDTH - 2;
    window.apply(vectors, WIDTH, rows, scratch, |row, output| {
        let sum = vector(vectors, row + 1).iter().zip(output).map(|(before, output)| before + output);
        for (to, value) in vector_mut(next, row + 1).iter_mut().zip(sum) {
            *to = value;
        }
    });
}

/// The rows of nothing that keep two texts from seeing each other.
pub(super) const fn padding() -> usize {
    LAYERS
}

fn vector(vectors: &[f32], row: usize) -> &[f32] {
    &vectors[row * WIDTH..(row + 1) * WIDTH]
}

fn vector_mut(vectors: &mut [f32], row: usize) -> &mut [f32] {
    &mut vectors[row * WIDTH..(row + 1) * WIDTH]
}
