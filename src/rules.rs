//! Rule packs: what the program knows of the language and of the world, as data.
//!
//! A pack is read as it is written ([`pack`]) and compiled into the [`Rulebook`] that the stages use; every rule in it carries its own
//! proofs.

pub mod alarms;
pub mod common;
pub mod constraints;
pub mod fact;
pub mod lexicon;
pub mod measures;
pub mod names;
pub mod pack;
pub mod pattern;
pub mod predicates;
pub mod proof;
pub mod rulebook;
pub mod words;

pub use alarms::{Alarms, Demand};
pub use common::CommonNouns;
pub use fact::Fact;
pub use lexicon::{Lexicon, Office, Polity, RelationWord, Seats};
pub use measures::Measures;
pub use names::NameWords;
pub use predicates::Predicates;
pub use rulebook::{AttributeDef, Cardinality, Constraint, ConstraintKind, Form, Phrase, Rule, Rulebook, ValueType};
