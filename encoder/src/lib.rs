//! The network of crossclaim's judge: reads two passages together, and says of each pair of their sentences whether they answer one
//! question, and differently.
//!
//! A document is cut into [windows](Network::windows) of pieces of words. The lower layers of an encoder (MPNet, Song et al. 2020)
//! [read](Network::read) each window once; the upper ones read [two windows together](Network::judge), and heads score their
//! sentences. The sums are done in integers where they can be, and everywhere in an order that is the same whatever the number of
//! threads. It is a crate of its own so that it is always compiled for speed.

mod heads;
mod layer;
mod numbers;
mod pieces;
mod product;
mod stack;
mod weights;
mod window;

use std::fmt;

use half::f16;
use half::slice::HalfFloatSliceExt;
use half::vec::HalfFloatVecExt;

pub use heads::Scores;
pub use layer::Room;
pub use pieces::Piece;
pub use window::{Scored, Window};

use heads::Heads;
use pieces::Pieces;
use stack::Stack;
use weights::{Shape, Weights};

/// What is wrong with a file of weights, in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem(pub String);

impl Problem {
    fn new(problem: impl Into<String>) -> Self {
        Self(problem.into())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl std::error::Error for Problem {}

/// A network with its vocabulary, ready to read.
pub struct Network {
    shape: Shape,
    pieces: Pieces,
    stack: Stack,
    heads: Heads,
}

/// A window as the lower layers leave it.
pub struct Read {
    pub window: Window,
    states: Vec<f16>,
    /// What each of its sentences is about, see [`nearness`].
    pub matters: Vec<Vec<f32>>,
}

impl Network {
    /// Takes weights as they are in a file.
    ///
    /// # Errors
    /// When they are not a judge's, or do not fit each other.
    pub fn new(bytes: &[u8]) -> Result<Self, Problem> {
        let weights = Weights::open(bytes)?;
        let vocabulary = weights.vocabulary()?;
        let shape = weights.shape.clone();
        Ok(Self {
            pieces: Pieces::new(&vocabulary)?,
            stack: Stack::new(&weights, vocabulary.len(), window::longest(&shape))?,
            heads: Heads::new(&weights)?,
            shape,
        })
    }

    /// The windows of a document with these sentences; its date is in words (`tuesday 14 may 2024`), or empty.
    pub fn windows(&self, date: &str, sentences: &[&str]) -> Vec<Window> {
        window::windows(&self.pieces, &self.shape, self.shape.body, date, sentences)
    }

    /// The same with a window for each sentence alone.
    pub fn alone(&self, date: &str, sentences: &[&str]) -> Vec<Window> {
        window::windows(&self.pieces, &self.shape, 0, date, sentences)
    }

    /// Reads a window alone.
    pub fn read(&self, window: Window, room: &mut Room) -> Read {
        let states = self.stack.window(&window.ids, room);
        let matters = window.sentences.iter().map(|sentence| self.heads.matter(&states, &sentence.words)).collect();
        Read { window, states: Vec::from_f32_slice(&states), matters }
    }

    /// Reads two windows together and scores their sentences.
    pub fn judge(&self, one: &Read, other: &Read, room: &mut Room) -> Scores {
        let states = self.stack.together(&one.states.to_f32_vec(), &other.states.to_f32_vec(), room);
        let words = |read: &Read| read.window.sentences.iter().map(|sentence| sentence.words.clone()).collect::<Vec<_>>();
        self.heads.judge(&states, one.window.ids.len(), [words(one), words(other)])
    }
}

/// How likely it is that two sentences speak of one matter: the higher, from -1 to 1, the likelier.
pub fn nearness(one: &[f32], other: &[f32]) -> f32 {
    numbers::dot(one, other)
}
