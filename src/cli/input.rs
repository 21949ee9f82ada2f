//! What is said of the documents on the command line, apart from where they are.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use super::check::rulebook;
use super::config::Config;
use super::{Outcome, output};
use crate::Corpus;
use crate::error::Error;
use crate::model::report::{Failed, Remark};
use crate::read::{self, Options, Sources};
use crate::rules::Rulebook;

/// What documents are read with, and how.
#[derive(clap::Args)]
pub struct CorpusArgs {
    /// Rule packs of your own: TOML files, or folders with them
    #[arg(long, value_name = "PATH")]
    pub rules: Vec<PathBuf>,
    #[command(flatten)]
    pub input: InputArgs,
}

/// Documents that were read, with what they were read with and what was not read.
pub struct Loaded {
    pub corpus: Corpus,
    pub rules: Rulebook,
    pub failed: Vec<Failed>,
    pub remarks: Vec<Remark>,
}

impl CorpusArgs {
    /// Reads the documents that are given, or set, and says what there is to be said of them.
    ///
    /// # Errors
    /// When there are none, or a rule pack is none.
    pub fn load(&self, config: &Config, documents: &[OsString]) -> Result<Loaded, Error> {
        let sources = self.input.sources(&config.documents(documents)?)?;
        output::tell(&sources);
        let Sources { documents, failed, remarks } = sources;
        let rules = rulebook(&config.rules(&self.rules))?;
        Ok(Loaded { corpus: Corpus::build(documents, &rules), rules, failed, remarks })
    }
}

impl Loaded {
    pub fn outcome(&self) -> Outcome {
        if self.failed.is_empty() { Outcome::Clean } else { Outcome::Incomplete }
    }
}

#[derive(clap::Args)]
#[command(next_help_heading = "Documents")]
pub struct InputArgs {
    /// The format of all documents, whatever they look like: for pipes, and for what is told wrongly
    #[arg(long = "as", value_name = "FORMAT", value_parser = PossibleValuesParser::new(read::formats()))]
    kind: Option<String>,
    /// What a field of JSON or a column of a table is called: text=body, title=, outlet=, byline=, published=; may be given several times
    #[arg(long, value_name = "FIELD=NAME", value_parser = field)]
    field: Vec<(String, String)>,
}

const FIELDS: [&str; 9] = ["text", "title", "outlet", "byline", "published", "modified", "language", "address", "id"];

fn field(text: &str) -> Result<(String, String), Error> {
    match text.split_once('=') {
        Some((field, name)) if FIELDS.contains(&field) && !name.is_empty() => Ok((field.to_string(), name.to_string())),
        _ => Err(Error::new(format!("a field is named as in text=body; there are {}", FIELDS.join(", ")))),
    }
}

impl InputArgs {
    /// Reads the documents.
    ///
    /// # Errors
    /// When there are none.
    pub fn sources(&self, documents: &[OsString]) -> Result<Sources, Error> {
        read::sources(documents, &Options { format: self.kind.clone(), fields: self.field.clone() })
    }
}
