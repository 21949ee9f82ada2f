//! What the program does as a whole, a module per subject.

mod claims;
mod cli;
mod evidence;
mod figures;
mod files;
mod formats;
mod graph;
mod handed_in;
mod hostile_files;
mod judge;
mod long_reports;
mod lsp;
mod outside;
mod pairing;
mod people;
mod readme;
mod review;
mod rules;
mod same_case;
mod second;
mod server;
mod silence;
mod statements;
mod stories;
mod wordings;
mod words;
