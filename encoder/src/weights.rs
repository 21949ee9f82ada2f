//! The file of the judge: one safetensors file with its settings among the metadata.
//!
//! `rules/en/judge/README.md` describes it, and `train/` writes it. Whatever the file says is checked before it is used, so that a
//! foreign or broken file is named as such.

use std::collections::HashMap;

use safetensors::{Dtype, SafeTensors};

use crate::Problem;
use crate::product::{LANES, Matrix};

/// What the metadata must say to be a file that this program can read.
const FORMAT: &str = "crossclaim-judge-1";

/// The sizes of a network and of what it reads.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shape {
    /// Numbers of a token's state.
    pub hidden: usize,
    /// Attention heads of a layer.
    pub heads: usize,
    /// Numbers inside a feed-forward layer.
    pub inner: usize,
    pub layers: usize,
    /// Layers, of all, that read two windows together.
    pub upper: usize,
    /// Weights that share a scale.
    pub group: usize,
    /// Numbers by which two words are compared, for each of the two questions.
    pub grid: usize,
    /// Pieces of words that the sentences of a window may have together.
    pub body: usize,
    /// Pieces of words of a sentence that are read.
    pub sentence: usize,
    /// Pieces of the headline and of the sentence before that are read with a window.
    pub headline: usize,
    pub before: usize,
}

/// A file of weights, opened.
pub(crate) struct Weights<'a> {
    tensors: SafeTensors<'a>,
    pub shape: Shape,
}

/// A table with a row for each key, four bits a number.
pub(crate) struct Table {
    width: usize,
    group: usize,
    packed: Vec<u8>,
    scales: Vec<f32>,
}

impl<'a> Weights<'a> {
    /// Reads the head of a file.
    ///
    /// # Errors
    /// When it is no file of a judge, or of another version.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        let foreign = |why: String| Problem::new(why);
        let tensors = SafeTensors::deserialize(bytes).map_err(|error| foreign(format!("no file of weights: {error}")))?;
        let (_, head) = SafeTensors::read_metadata(bytes).map_err(|error| foreign(error.to_string()))?;
        let said = head.metadata().clone().unwrap_or_default();
        match said.get("format").map(String::as_str) {
            Some(FORMAT) => Ok(Self { tensors, shape: Shape::of(&said)? }),
            Some(other) => Err(foreign(format!("weights of the format `{other}`, this program reads `{FORMAT}`"))),
            None => Err(foreign("weights that are not a judge's".to_string())),
        }
    }

    /// A tensor of that type and shape.
    fn tensor(&self, name: &str, dtype: Dtype, shape: &[usize]) -> Result<&'a [u8], Problem> {
        let found = self.tensors.tensor(name).map_err(|_| Problem::new(format!("the weights lack `{name}`")))?;
        if found.dtype() != dtype || found.shape() != shape {
            let (is, shall) = (format!("{:?} {:?}", found.dtype(), found.shape()), format!("{dtype:?} {shape:?}"));
            return Err(Problem::new(format!("`{name}` is {is}, and the settings of the file ask for {shall}")));
        }
        Ok(found.data())
    }

    /// The numbers of a tensor of single or half precision.
    pub fn numbers(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, Problem> {
        if self.tensors.tensor(name).is_ok_and(|found| found.dtype() == Dtype::F16) {
            return Ok(halves(self.tensor(name, Dtype::F16, shape)?));
        }
        let (numbers, _) = self.tensor(name, Dtype::F32, shape)?.as_chunks::<4>();
        Ok(numbers.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
    }

    /// How many rows a tensor has.
    pub fn rows(&self, name: &str) -> Result<usize, Problem> {
        let found = self.tensors.tensor(name).map_err(|_| Problem::new(format!("the weights lack `{name}`")))?;
        Ok(found.shape().first().copied().unwrap_or_default())
    }

    /// What is added to a piece for its place, row by row.
    pub fn places(&self) -> Result<Vec<f32>, Problem> {
        let name = "embed.position";
        self.numbers(name, &[self.rows(name)?, self.shape.hidden])
    }

    /// The one number of a tensor.
    pub fn number(&self, name: &str) -> Result<f32, Problem> {
        Ok(self.numbers(name, &[1])?[0])
    }

    /// A matrix of single or half precision, turned so that a row holds what all outputs have for one input.
    pub fn turned(&self, name: &str, [outputs, inputs]: [usize; 2]) -> Result<Vec<f32>, Problem> {
        let numbers = self.numbers(name, &[outputs, inputs])?;
        Ok((0..inputs * outputs).map(|at| numbers[at % outputs * inputs + at / outputs]).collect())
    }

    fn packed(&self, name: &str, [rows, width]: [usize; 2]) -> Result<(&'a [u8], Vec<f32>), Problem> {
        let packed = self.tensor(&format!("{name}.q"), Dtype::U8, &[rows, width / 2])?;
        let scales = self.tensor(&format!("{name}.s"), Dtype::F16, &[rows, width / self.shape.group])?;
        Ok((packed, halves(scales)))
    }

    /// One matrix of several of four bits a weight, whose outputs stand side by side.
    pub fn matrix(&self, names: &[String], [outputs, inputs]: [usize; 2]) -> Result<Matrix, Problem> {
        let (mut packed, mut scales, mut bias) = (Vec::new(), Vec::new(), Vec::new());
        for name in names {
            let (more, more_scales) = self.packed(name, [outputs, inputs])?;
            packed.extend_from_slice(more);
            scales.extend(more_scales);
            bias.extend(self.numbers(&format!("{name}.b"), &[outputs])?);
        }
        Ok(Matrix::new(inputs, self.shape.group, &packed, &scales, bias))
    }

    /// The pieces of words in the order of their numbers.
    ///
    /// # Errors
    /// When there are none, or they are no text.
    pub fn vocabulary(&self) -> Result<Vec<&'a str>, Problem> {
        let found = self.tensors.tensor("vocab").map_err(|_| Problem::new("the weights lack `vocab`"))?;
        let text = std::str::from_utf8(found.data()).map_err(|_| Problem::new("`vocab` is no text"))?;
        Ok(text.trim_end_matches('\n').split('\n').collect())
    }

    /// The table of the pieces.
    pub fn table(&self, name: &str, rows: usize) -> Result<Table, Problem> {
        let width = self.shape.hidden;
        let (packed, scales) = self.packed(name, [rows, width])?;
        Ok(Table { width, group: self.shape.group, packed: packed.to_vec(), scales })
    }
}

impl Shape {
    fn of(said: &HashMap<String, String>) -> Result<Self, Problem> {
        let number = |name: &str| {
            let number = said.get(name).and_then(|text| text.parse().ok()).filter(|number| (1..=65_536).contains(number));
            number.ok_or_else(|| Problem::new(format!("the weights do not say how large `{name}` is")))
        };
        let shape = Self {
            hidden: number("hidden")?,
            heads: number("heads")?,
            inner: number("inner")?,
            layers: number("layers")?,
            upper: number("upper")?,
            group: number("group")?,
            grid: number("grid")?,
            body: number("body")?,
            sentence: number("sentence")?,
            headline: number("headline")?,
            before: number("before")?,
        };
        shape.fits().then_some(shape).ok_or_else(|| Problem::new("the weights have sizes that this program cannot work with"))
    }

    /// Whether the products can take matrices of these sizes.
    fn fits(&self) -> bool {
        let wide = |number: usize| number.is_multiple_of(2 * LANES) && number.is_multiple_of(self.group);
        let head = self.hidden / self.heads;
        let heads = self.hidden.is_multiple_of(self.heads) && head.is_multiple_of(2 * LANES);
        let grid = self.grid.is_multiple_of(2 * LANES);
        self.group.is_multiple_of(8) && wide(self.hidden) && wide(self.inner) && heads && grid && self.upper <= self.layers
    }
}

impl Table {
    /// Adds a row to numbers.
    pub fn add(&self, row: usize, to: &mut [f32]) {
        let packed = self.packed[row * self.width / 2..][..self.width / 2].chunks_exact(self.group / 2);
        let scales = &self.scales[row * self.width / self.group..];
        for ((to, packed), scale) in to.chunks_exact_mut(self.group).zip(packed).zip(scales) {
            for (to, byte) in to.as_chunks_mut::<2>().0.iter_mut().zip(packed) {
                to[0] += (f32::from(byte & 15) - 8.0) * scale;
                to[1] += (f32::from(byte >> 4) - 8.0) * scale;
            }
        }
    }
}

fn halves(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks::<2>().0.iter().map(|bytes| half::f16::from_le_bytes(*bytes).to_f32()).collect()
}
