//! Figures: how much of what, in which scope.

pub mod number;
