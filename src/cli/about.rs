//! `schema`, `completions`, `man` and `licences`: what the program says of itself to other programs.

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{CommandFactory, ValueEnum};
use clap_complete::Shell;

use super::{Cli, Ended, Outcome, output};
use crate::error::Error;
use crate::model::report::SCHEMA_VERSION;
use crate::report::{claims, json, pairs};

/// Print the JSON Schema of reports, of claims, or of pairs of passages
#[derive(clap::Args)]
pub struct SchemaArgs {
    #[arg(value_enum, default_value = "report")]
    of: Schema,
}

#[derive(Clone, Copy, ValueEnum)]
enum Schema {
    /// `check --format json`
    Report,
    /// A line of `claims --format jsonl`
    Claims,
    /// `compare --format json`, and a line of `pairs --format jsonl`
    Pairs,
}

/// Print a completion script for a shell
#[derive(clap::Args)]
pub struct CompletionsArgs {
    shell: Shell,
}

/// Print the manual page, of the program or of one subcommand, as in `man rules list`
#[derive(clap::Args)]
pub struct ManArgs {
    #[arg(value_name = "SUBCOMMAND")]
    subcommand: Vec<String>,
    /// Write all pages into a folder instead, as packages want them
    #[arg(long, value_name = "FOLDER", conflicts_with = "subcommand")]
    all: Option<PathBuf>,
}

/// Print the licences of the program and of the works that are built into it
#[derive(clap::Args)]
pub struct LicencesArgs {}

/// Version, what it was built for, and what is built in.
pub fn long_version() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(about_version);
    &TEXT
}

fn about_version() -> String {
    let (arch, system) = (std::env::consts::ARCH, std::env::consts::OS);
    let build = if cfg!(debug_assertions) { "debug" } else { "release" };
    format!(
        "{}\nbuilt for: {arch}-{system}, {build}; builds with Rust {} or newer\n\
         report format: {SCHEMA_VERSION}\nanalyser: English, after spaCy en_core_web_sm 3.8, built in",
        env!("CARGO_PKG_VERSION"),
        env!("CARGO_PKG_RUST_VERSION"),
    )
}

pub fn schema(args: &SchemaArgs) -> Ended {
    let text = match args.of {
        Schema::Report => json::schema(),
        Schema::Claims => claims::schema(),
        Schema::Pairs => pairs::schema(),
    };
    output::print(&text)?;
    Ok(Outcome::Clean)
}

pub fn licences(_args: &LicencesArgs) -> Ended {
    const TEXTS: [&str; 5] = [
        include_str!("../../NOTICE"),
        include_str!("../../LICENSE-APACHE"),
        include_str!("../../LICENSE-MIT"),
        include_str!("../../rules/en/model/LICENSE"),
        include_str!("../../rules/en/model/LICENSES_SOURCES"),
    ];
    output::print(&TEXTS.join(&format!("\n{}\n\n", "=".repeat(80))))?;
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
    if let Some(folder) = &args.all {
        let failed = |error: std::io::Error| Error::new(format!("--all: {error}")).at(folder.display().to_string());
        return clap_mangen::generate_to(command, folder).map(|()| Outcome::Clean).map_err(failed);
    }
    command.build();
    for name in &args.subcommand {
        let found = command.find_subcommand(name).cloned();
        command = found.ok_or_else(|| {
            let listed = command.get_subcommands().map(clap::Command::get_name).collect::<Vec<_>>().join(", ");
            let help = if listed.is_empty() { "it has none".to_string() } else { format!("there are {listed}") };
            Error::new(format!("`{name}` is not a subcommand of {}", command.get_name())).help(help)
        })?;
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .source(concat!("crossclaim ", env!("CARGO_PKG_VERSION")))
        .render(&mut page)
        .map_err(|error| Error::new(error.to_string()))?;
    output::print(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Clean)
}
