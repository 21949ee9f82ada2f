//! `crossclaim graph`: the claim graph for graph programs.

use std::ffi::OsString;

use clap::ValueEnum;

use super::{Ended, Outcome};
use crate::report::graph;
use crate::rules::Rulebook;
use crate::{Corpus, read};

/// Write the graph of entities, claims and documents
#[derive(clap::Args)]
pub struct Args {
    /// Files, folders, glob patterns, or `-` for standard input
    #[arg(required = true)]
    files: Vec<OsString>,
    #[arg(long, value_enum, default_value = "dot")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Dot,
    Graphml,
    Json,
}

pub fn run(args: &Args) -> Ended {
    let sources = read::sources(&args.files)?;
    super::output::tell(&sources);
    let corpus = Corpus::build(sources.documents, Rulebook::builtin());
    let write = match args.format {
        Format::Dot => graph::dot,
        Format::Graphml => graph::graphml,
        Format::Json => graph::json,
    };
    super::output::print(&write(&corpus.graph, &corpus.readings))?;
    Ok(if sources.failed.is_empty() { Outcome::Clean } else { Outcome::Incomplete })
}
