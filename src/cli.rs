//! The command line. clap lives here and nowhere else; one file per subcommand.

mod analyse;

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
        files: Vec<String>,
        #[arg(long, default_value = "json")]
        format: String,
    },
    Analyse(analyse::Args),
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Check { files, .. } => run_check(&files),
        Command::Analyse(args) => analyse::run(&args),
    }
}

fn run_check(files: &[String]) -> ExitCode {
    let sources = match read::sources(files) {
        Ok(sources) => sources,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::from(2);
        }
    };
    let rules = Rulebook::default();
    let corpus = Corpus::build(sources.documents, &rules);
    let mut report = check(&corpus, &rules);
    report.failed = sources.failed;
    println!("{}", report::json(&report));
    ExitCode::from(u8::from(!report.conflicts.is_empty()))
}
