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
use crate::outside::{self, Handed};
use crate::read::{self, Options, Sources};
use crate::rules::Rulebook;

/// What documents are read with, and how.
#[derive(clap::Args)]
pub struct CorpusArgs {
    /// Rule packs of your own: TOML files, or folders with them
    #[arg(long, value_name = "PATH")]
    pub rules: Vec<PathBuf>,
    /// Claims from outside, one a line as `crossclaim claims --format jsonl` writes them; may be given several times. Where no
    /// DOCUMENTS are named or set, those are read that the claims name
    #[arg(long, value_name = "FILE")]
    pub claims: Vec<PathBuf>,
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
        let handed = outside::read_all(&self.claims)?;
        let sources = self.input.sources(&self.documents(config, documents, &handed)?)?;
        output::tell(&sources);
        let Sources { documents, mut failed, remarks } = sources;
        let rules = rulebook(&config.rules(&self.rules))?;
        let mut corpus = Corpus::build(documents, &rules);
        let refused = corpus.hear(handed);
        output::warn(&refused);
        failed.extend(refused);
        Ok(Loaded { corpus, rules, failed, remarks })
    }

    /// The documents that are named, or set; where there are none, those of the claims from outside.
    ///
    /// # Errors
    /// When there are none of these.
    pub fn documents(&self, config: &Config, named: &[OsString], handed: &[Handed]) -> Result<Vec<OsString>, Error> {
        let of_claims = |none: Error| match outside::files(handed) {
            _ if self.claims.is_empty() => Err(none),
            files if files.is_empty() => {
                let claims: Vec<String> = self.claims.iter().map(|path| path.display().to_string()).collect();
                Err(Error::new("no claim names a document that is there").at(claims.join(" ")).help("name the documents, too"))
            }
            files => Ok(files),
        };
        config.documents(named).or_else(of_claims)
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
    /// The format of standard input where `-` is named, else of all documents, whatever they look like
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
