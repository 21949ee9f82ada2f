//! `schema`, `completions` and `man`: what the program says of itself to other programs.

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, Ended, Outcome, output};
use crate::error::Error;
use crate::report::json;

/// Print the JSON Schema of reports
#[derive(clap::Args)]
pub struct SchemaArgs {}

/// Print a completion script for a shell
#[derive(clap::Args)]
pub struct CompletionsArgs {
    shell: Shell,
}

/// Print the manual page, of the program or of one subcommand
#[derive(clap::Args)]
pub struct ManArgs {
    subcommand: Option<String>,
}

/// Version, target and what is built in.
pub const LONG_VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\nreport format 1\nanalyser: English, after spaCy en_core_web_sm 3.8, built in\nMSRV ",
    env!("CARGO_PKG_RUST_VERSION"),
);

pub fn schema(_args: &SchemaArgs) -> Ended {
    output::print(&json::schema())?;
    Ok(Outcome::Clean)
}

pub fn completions(args: &CompletionsArgs) -> Ended {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "crossclaim", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Clean)
}

pub fn man(args: &ManArgs) -> Ended {
    let mut command = Cli::command();
    command.build();
    let command = match &args.subcommand {
        None => command,
        Some(name) => {
            let found = command.find_subcommand(name).cloned();
            found.ok_or_else(|| Error::new(format!("`{name}` is not a subcommand")).help("`crossclaim help` lists them"))?
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page).map_err(|error| Error::new(error.to_string()))?;
    output::print(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Clean)
}
