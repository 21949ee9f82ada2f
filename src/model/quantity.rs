//! A counted or measured amount: an interval with a unit, as exact as it was said.

/// `low..=high` of `unit`. A bound that was not said is infinite.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    pub low: f64,
    pub high: f64,
    /// Canonical unit: `` (a bare count), `percent`, `m`, `USD`, ...
    pub unit: String,
    pub bound: Bound,
}

/// How the amount was hedged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    Exact,
    /// `about`, `some`, `nearly`, and round figures.
    About,
    /// `at least`, `more than`, `over`.
    AtLeast,
    /// `at most`, `up to`, `fewer than`.
    AtMost,
    /// `between A and B`, `A to B`.
    Between,
}
