//! What the program does as a whole, a module per subject.

mod cli;
mod formats;
mod rules;
mod statements;
