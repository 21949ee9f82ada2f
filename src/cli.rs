//! The command line. clap lives here and nowhere else; one file per subcommand.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::rules::Rulebook;
use crate::{Corpus, check, read, report};

#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Report the claims of the documents that cannot hold together
    Check {
        files: Vec<PathBuf>,
        #[arg(long, default_value = "json")]
        format: String,
    },
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let Command::Check { files, .. } = Cli::parse().command;
    let mut documents = Vec::new();
    for path in files {
        match read::file(&path) {
            Ok(document) => documents.push(document),
            Err(error) => eprintln!("error: {error}"),
        }
    }
    let rules = Rulebook::default();
    let corpus = Corpus::build(documents, &rules);
    let report = check(&corpus, &rules);
    println!("{}", report::json(&report));
    ExitCode::from(u8::from(!report.conflicts.is_empty()))
}
