//! The command line. clap lives here and nowhere else; one file per subcommand.

mod about;
mod analyse;
mod check;
mod claims;
mod compare;
mod config;
mod explain;
mod graph;
mod init;
mod input;
mod judge;
mod lsp;
mod names;
mod output;
mod pairs;
mod passage;
mod review;
mod rules;
mod second;
mod selection;
mod show;
mod target;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::Error;

const AFTER_HELP: &str = "\
Examples:
  crossclaim check news/                         check every text and Markdown file in a folder
  crossclaim check a.txt b.txt --format full     tell each finding in full
  crossclaim check news/ --output html:out.html  write a page to read and share
  crossclaim review news/                        go through the findings, dismiss what is none
";

/// Finds the claims of documents that cannot hold together, and shows them with the evidence in view.
#[derive(Parser)]
#[command(version, long_version = about::long_version(), about, after_help = AFTER_HELP, propagate_version = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check documents against each other and report the claims that cannot hold together
    Check(check::Args),
    /// Show a report that was kept as JSON, in any format
    Show(show::Args),
    Review(review::Args),
    Explain(explain::Args),
    Graph(graph::Args),
    Claims(claims::Args),
    Compare(compare::Args),
    Pairs(pairs::Args),
    Rules(rules::Args),
    Second(second::Args),
    Analyse(analyse::Args),
    Lsp(lsp::Args),
    Init(init::Args),
    Schema(about::SchemaArgs),
    Completions(about::CompletionsArgs),
    Man(about::ManArgs),
    #[command(alias = "licenses")]
    Licences(about::LicencesArgs),
}

/// How a command ended.
enum Outcome {
    /// Nothing to object to.
    Clean,
    /// Findings at or above what `--fail-on` says.
    Findings,
    /// Done, but some input could not be read, or a second reader did not answer.
    Incomplete,
}

/// What a command returns; an error is an exit status of 2.
type Ended = Result<Outcome, Error>;

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Check(args) => check::run(args),
        Command::Show(args) => show::run(args),
        Command::Review(args) => review::run(args),
        Command::Explain(args) => explain::run(&args),
        Command::Graph(args) => graph::run(&args),
        Command::Claims(args) => claims::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Pairs(args) => pairs::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Second(args) => second::run(&args),
        Command::Analyse(args) => analyse::run(&args),
        Command::Lsp(args) => lsp::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Schema(args) => about::schema(&args),
        Command::Completions(args) => about::completions(&args),
        Command::Man(args) => about::man(&args),
        Command::Licences(args) => about::licences(&args),
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Incomplete) => ExitCode::from(3),
        Err(error) => {
            complain(&error);
            ExitCode::from(2)
        }
    }
}

/// Writes an error to standard error; what it quotes of documents and names is made visible first.
fn complain(error: &Error) {
    let style = anstyle::AnsiColor::Red.on_default().bold();
    let text = error.to_string();
    anstream::eprintln!("{style}error{style:#}: {}", crate::report::visible::visible(&text));
}
