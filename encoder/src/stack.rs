//! Pieces of words to states: the table, the lower layers, the upper layers.
//!
//! The lower layers read each window alone, once for all the windows that it is read with; the upper layers read two windows side by
//! side.

use rayon::prelude::*;

use crate::Problem;
use crate::layer::{Distances, Layer, Norm, Room};
use crate::weights::{Table, Weights};

pub(crate) struct Stack {
    hidden: usize,
    table: Table,
    /// For each place in a window what is added to the piece there.
    places: Vec<f32>,
    norm: Norm,
    lower: Vec<Layer>,
    upper: Vec<Layer>,
    distances: Distances,
    /// For each upper layer and head what attention adds between two windows.
    cross: Vec<f32>,
}

impl Stack {
    /// Takes an encoder for so many pieces, and windows of at most `longest`.
    pub fn new(weights: &Weights, pieces: usize, longest: usize) -> Result<Self, Problem> {
        let shape = &weights.shape;
        let places = weights.places()?;
        if places.len() < longest * shape.hidden {
            return Err(Problem::new(format!("`embed.position` has fewer than the {longest} places that the settings ask for")));
        }
        let mut lower: Vec<Layer> =
            (0..shape.layers).into_par_iter().map(|at| Layer::new(weights, at)).collect::<Result<_, _>>()?;
        let upper = lower.split_off(shape.layers - shape.upper);
        Ok(Self {
            hidden: shape.hidden,
            table: weights.table("embed.word", pieces)?,
            places,
            norm: Norm::new(weights, "embed.norm", shape.hidden)?,
            lower,
            upper,
            distances: Distances::new(weights, longest)?,
            cross: weights.numbers("bias.cross", &[shape.upper, shape.heads])?,
        })
    }

    /// The states of a window after the lower layers.
    pub fn window(&self, ids: &[u32], room: &mut Room) -> Vec<f32> {
        let mut states = self.places[..ids.len() * self.hidden].to_vec();
        for (state, &id) in states.chunks_exact_mut(self.hidden).zip(ids) {
            self.table.add(id as usize, state);
        }
        self.norm.apply(&mut states);
        for layer in &self.lower {
            layer.apply(&mut states, ids.len(), &self.distances, &[], room);
        }
        states
    }

    /// The states of two windows read together, those of the first before those of the second.
    pub fn together(&self, one: &[f32], other: &[f32], room: &mut Room) -> Vec<f32> {
        let mut states = [one, other].concat();
        let heads = self.cross.len() / self.upper.len();
        for (layer, cross) in self.upper.iter().zip(self.cross.chunks_exact(heads)) {
            layer.apply(&mut states, one.len() / self.hidden, &self.distances, cross, room);
        }
        states
    }
}
