//! `crossclaim graph`: the claim graph for graph programs.

use std::ffi::OsString;

use clap::ValueEnum;

use super::Ended;
use super::config::Config;
use super::input::CorpusArgs;
use super::judge::JudgeArgs;
use crate::report::graph;

/// Write the graph of documents, claims, figures, entities and findings
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
    super::output::print(&write(&loaded.corpus, &conflicts))?;
    Ok(loaded.outcome())
}
