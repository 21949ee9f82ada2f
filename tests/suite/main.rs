//! What the program does as a whole, a module per subject.

mod rules;
mod statements;
