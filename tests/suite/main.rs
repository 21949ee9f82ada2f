//! What the program does as a whole, a module per subject.

mod cli;
mod figures;
mod formats;
mod readme;
mod rules;
mod statements;
