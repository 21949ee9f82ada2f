//! What a claim says of its subject, and whether two such values agree.

use super::{Quantity, Time};

/// `R` is how things are referred to: by mention before resolution, by entity after it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<R> {
    Entity(R),
    Quantity(Quantity),
    Time(Time),
    /// Normalised words: lower case lemmas without articles.
    Text(String),
    Flag(bool),
}

/// Whether two values can both be true of one slot that holds one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    Same,
    /// One refines or contains the other. Not transitive.
    Compatible,
    Different,
    Incomparable,
}
