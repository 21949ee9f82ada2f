//! Crossclaim reads documents, extracts the claims that they make, and reports which of them cannot hold together.
//!
//! The stages, in the order of the data: [`read`] a document, [`analyse`] its text, [`extract`] claims about mentions,
//! [`resolve`] mentions to entities, build the claim [`graph`], [`check`](mod@check) it, [`report`]. Everything up to the claims is done
//! per document, everything after it on the whole corpus.
//!
//! ```
//! use crossclaim::model::Document;
//! use crossclaim::rules::Rulebook;
//! use crossclaim::{Corpus, check};
//!
//! let rules = Rulebook::builtin();
//! let corpus = Corpus::build(
//!     vec![
//!         Document::new("gazette.txt", "Mayor Anders Quist opened the new hall in Vellmar on Monday."),
//!         Document::new("wire.txt", "Vellmar's mayor, Karin Dahl, opened the new hall on Monday."),
//!     ],
//!     rules,
//! );
//! let conflicts = check(&corpus, rules).conflicts;
//! assert_eq!(conflicts[0].constraint, "one-holder-per-office");
//! assert_eq!([&conflicts[0].sides[0].value, &conflicts[0].sides[1].value], ["Anders Quist", "Karin Dahl"]);
//! ```
//!
//! The feature `cli`, which is on unless it is switched off, adds the commands.

pub mod analyse;
pub mod check;
#[cfg(feature = "cli")]
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
