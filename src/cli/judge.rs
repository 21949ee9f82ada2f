//! Whether a judge is asked, and which.

use std::path::{Path, PathBuf};

use super::config::Config;
use crate::error::Error;
use crate::judge::Judge;
use crate::model::report::Report;
use crate::rules::Rulebook;
use crate::{Corpus, check, pipeline};

#[derive(clap::Args)]
pub struct JudgeArgs {
    /// The learned judge: `off`, `auto` (the one that is built in), or a file of weights [default: $CROSSCLAIM_JUDGE or auto]
    #[arg(long, value_name = "off|auto|FILE")]
    judge: Option<String>,
}

impl JudgeArgs {
    /// Checks a corpus, with the judge that is chosen. It is loaded only where there are two documents to compare.
    ///
    /// # Errors
    /// When the file of weights cannot be read, or is none.
    pub fn check(&self, config: &Config, corpus: &Corpus, rules: &Rulebook) -> Result<Report, Error> {
        let judge = if corpus.graph.has_two_to_compare() { self.load(config)? } else { None };
        Ok(judge.map_or_else(|| check(corpus, rules), |judge| pipeline::check_with(&judge, corpus, rules)))
    }

    /// The judge that was named, else the one of the environment, else the one that is set; none where it is off.
    ///
    /// # Errors
    /// When the file of weights cannot be read, or is none.
    pub fn load(&self, config: &Config) -> Result<Option<Judge>, Error> {
        let environment = || std::env::var_os("CROSSCLAIM_JUDGE").filter(|named| !named.is_empty()).map(PathBuf::from);
        let named = self.judge.as_ref().map(PathBuf::from).or_else(environment).or_else(|| config.judge());
        load(&named.unwrap_or_else(|| "auto".into()))
    }
}

fn load(named: &Path) -> Result<Option<Judge>, Error> {
    match named.to_str() {
        Some("off") => Ok(None),
        Some("auto") => {
            let judge = Judge::builtin()?;
            if judge.is_none() {
                anstream::eprintln!("note: this program was built without a judge, so rules work alone: --judge FILE takes one");
            }
            Ok(judge)
        }
        _ if named.is_file() => Judge::open(named).map(Some),
        _ => Err(Error::new("there is no such file of weights")
            .at(named.display().to_string())
            .help("--judge takes off, auto, or a file of weights; `off` works by rules alone")),
    }
}
