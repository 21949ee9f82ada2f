//! `init`: a commented configuration to begin with; and the configuration itself.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{Ended, Outcome, output};
use crate::error::Error;

/// The configuration, looked for in the working directory and nowhere else: a folder of texts is not ours to trust.
pub const FILE: &str = "crossclaim.toml";

const COMMENTED: &str = "\
# Settings of crossclaim for this folder. What is given on the command line counts before what stands here.

# Show only these kinds, statuses or constraints.
# only = [\"office-holder\", \"quantity\"]

# Leave these out.
# skip = [\"quote\"]

# Leave out what is less severe: \"note\", \"warning\" or \"error\".
# min-severity = \"warning\"

# What makes the exit status 1: \"contradiction\", \"reference\", \"dispute\", \"update\" or \"never\".
# fail-on = \"contradiction\"

# Where decisions of the review are kept.
# ledger = \"crossclaim.review.jsonl\"

# Rule packs of your own: files, or folders with .toml files.
# rules = [\"rules/\"]
";

/// What a configuration may say.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    #[serde(default)]
    pub only: Vec<String>,
    #[serde(default)]
    pub skip: Vec<String>,
    pub min_severity: Option<String>,
    pub fail_on: Option<String>,
    pub ledger: Option<PathBuf>,
    #[serde(default)]
    pub rules: Vec<PathBuf>,
}

impl Config {
    /// The configuration of the working directory; without one, nothing is set.
    pub fn load() -> Result<Self, Error> {
        let text = match std::fs::read_to_string(FILE) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(Error::new(error.to_string()).at(FILE)),
        };
        toml::from_str(&text).map_err(|error| Error::new(error.to_string().trim_end()).at(FILE))
    }
}

/// Write a commented configuration, crossclaim.toml, into this folder
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_args: &Args) -> Ended {
    let mut file = OpenOptions::new().write(true).create_new(true).open(Path::new(FILE)).map_err(|error| {
        let help = "crossclaim.toml is left as it is where there is one already";
        Error::new(error.to_string()).at(FILE).help(help)
    })?;
    file.write_all(COMMENTED.as_bytes()).map_err(|error| Error::new(error.to_string()).at(FILE))?;
    output::print("wrote crossclaim.toml\n")?;
    Ok(Outcome::Clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commented_settings_are_settings() {
        let bare: String = COMMENTED
            .lines()
            .map(|line| line.strip_prefix("# ").filter(|line| line.contains(" = ")).unwrap_or(""))
            .fold(String::new(), |text, line| text + line + "\n");
        let config: Config = toml::from_str(&bare).expect("every setting is known");
        assert_eq!((config.only.len(), config.fail_on.as_deref()), (2, Some("contradiction")));
    }
}
