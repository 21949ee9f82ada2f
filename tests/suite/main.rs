//! What the program does as a whole, a module per subject.

mod claims;
mod cli;
mod evidence;
mod figures;
mod formats;
mod judge;
mod long_reports;
mod lsp;
mod pairing;
mod people;
mod readme;
mod review;
mod rules;
mod same_case;
mod second;
mod server;
mod statements;
mod stories;
