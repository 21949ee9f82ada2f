//! Crossclaim reads documents, extracts the claims that they make, and reports which of them cannot hold together.
//!
//! The stages, in the order of the data: [`read`] a document, [`analyse`] its text, [`extract`] claims about mentions,
//! [`resolve`] mentions to entities, build the claim [`graph`], [`check`](mod@check) it, [`report`]. Everything up to the claims is done
//! per document, everything after it on the whole corpus.

pub mod analyse;
pub mod check;
pub mod cli;
pub mod error;
pub mod extract;
pub mod graph;
mod jsonl;
pub mod judge;
pub mod locate;
pub mod model;
pub mod outside;
pub mod pairing;
pub mod pipeline;
pub mod read;
pub mod report;
pub mod resolve;
pub mod review;
pub mod rules;
pub mod second;

pub use pipeline::{Corpus, check};
