//! `crossclaim graph`: the claim graph for graph programs.

use std::ffi::OsString;

use clap::ValueEnum;

use super::Ended;
use super::config::Config;
use super::input::CorpusArgs;
use super::judge::JudgeArgs;
use crate::pairing::{CAP, Pairing};
use crate::report::graph;

/// Write the graph of documents, claims, figures, entities and findings, with which claims answer one question and which cannot both hold
#[derive(clap::Args)]
pub struct Args {
    /// Files, folders, glob patterns, or `-` for standard input
    files: Vec<OsString>,
    #[command(flatten)]
    judge: JudgeArgs,
    #[arg(long, value_enum, default_value = "dot")]
    format: Format,
    #[command(flatten)]
    source: CorpusArgs,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Dot,
    Graphml,
    Json,
}

pub fn run(args: &Args) -> Ended {
    let config = Config::load()?;
    let loaded = args.source.load(&config, &args.files)?;
    let conflicts = args.judge.check(&config, &loaded.corpus, &loaded.rules)?.conflicts;
    let write = match args.format {
        Format::Dot => graph::dot,
        Format::Graphml => graph::graphml,
        Format::Json => graph::json,
    };
    let (related, left_out) = Pairing::of(&loaded.corpus, &loaded.rules).related();
    super::output::print(&write(&loaded.corpus, &conflicts, &related))?;
    if left_out > 0 {
        anstream::eprintln!("note: the {CAP} likeliest pairs of sentences were compared, {left_out} were left out");
    }
    Ok(loaded.outcome())
}
