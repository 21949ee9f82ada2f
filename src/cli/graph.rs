//! `crossclaim graph`: the claim graph for graph programs.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ValueEnum;

use super::check::rulebook;
use super::config::Config;
use super::input::InputArgs;
use super::judge::JudgeArgs;
use super::{Ended, Outcome};
use crate::Corpus;
use crate::report::graph;

/// Write the graph of documents, claims, figures, entities and findings
#[derive(clap::Args)]
pub struct Args {
    /// Files, folders, glob patterns, or `-` for standard input
    files: Vec<OsString>,
    /// Rule packs of your own: files, or folders of .toml files
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    #[command(flatten)]
    judge: JudgeArgs,
    #[arg(long, value_enum, default_value = "dot")]
    format: Format,
    #[command(flatten)]
    input: InputArgs,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Dot,
    Graphml,
    Json,
}

pub fn run(args: &Args) -> Ended {
    let config = Config::load()?;
    let sources = args.input.sources(&config.documents(&args.files)?)?;
    super::output::tell(&sources);
    let rules = rulebook(&config.rules(&args.rules))?;
    let corpus = Corpus::build(sources.documents, &rules);
    let conflicts = args.judge.check(&config, &corpus, &rules)?.conflicts;
    let write = match args.format {
        Format::Dot => graph::dot,
        Format::Graphml => graph::graphml,
        Format::Json => graph::json,
    };
    super::output::print(&write(&corpus, &conflicts))?;
    Ok(if sources.failed.is_empty() { Outcome::Clean } else { Outcome::Incomplete })
}
