//! `crossclaim pairs`: all sentences of the documents that may answer one question.

use std::ffi::OsString;

use clap::ValueEnum;

use super::config::Config;
use super::input::CorpusArgs;
use super::{Ended, output};
use crate::check;
use crate::pairing::{CAP, Pairing};
use crate::report::pairs;

/// List the sentences of different documents that may answer one question, with what is read in them and what speaks for and against
#[derive(clap::Args)]
pub struct Args {
    /// Files, folders, glob patterns, or `-` for standard input
    #[arg(value_name = "DOCUMENTS")]
    documents: Vec<OsString>,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    #[command(flatten)]
    source: CorpusArgs,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Table,
    /// One object a line, as `compare --format json` prints it
    Jsonl,
}

pub fn run(args: &Args) -> Ended {
    let config = Config::load()?;
    let loaded = args.source.load(&config, &args.documents)?;
    let found = check(&loaded.corpus, &loaded.rules).conflicts;
    let pairing = Pairing::of(&loaded.corpus, &loaded.rules).beside(found);
    let candidates = pairing.candidates();
    let compared = candidates.pairs.into_iter().map(|sentences| pairing.sentences(sentences));
    let compared = compared.filter(|comparison| !comparison.pairs.is_empty() || !comparison.found.is_empty());
    let text: String = match args.format {
        Format::Table => compared.map(|comparison| pairs::table(&comparison)).collect(),
        Format::Jsonl => compared.map(|comparison| pairs::json(&comparison)).collect(),
    };
    match args.format {
        Format::Table => output::list(&text, &config)?,
        Format::Jsonl => output::print(&text)?,
    }
    if text.is_empty() {
        anstream::eprintln!("note: no two sentences of different documents may answer one question");
    }
    if candidates.left_out > 0 {
        anstream::eprintln!("note: the {CAP} likeliest pairs of sentences are listed, {} are left out", candidates.left_out);
    }
    Ok(loaded.outcome())
}
