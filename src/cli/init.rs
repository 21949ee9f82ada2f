//! `init`: a commented configuration to begin with; and the configuration itself.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{Ended, Outcome, output};
use crate::error::Error;

/// The configuration, looked for in the working folder and those above it, never in the folders that are checked: texts of
/// strangers do not decide what is shown of them.
pub const FILE: &str = "crossclaim.toml";

/// Where decisions are kept unless another place is named.
const LEDGER: &str = "crossclaim.review.jsonl";

const COMMENTED: &str = "\
# Settings of crossclaim for this folder. What is given on the command line counts before what stands here.

# Show only these kinds, statuses or constraints.
# only = [\"office-holder\", \"quantity\"]

# Leave these out.
# skip = [\"quote\"]

# Leave out what is less severe: \"note\", \"warning\" or \"error\".
# min-severity = \"warning\"

# What makes the exit status 1: \"contradiction\", \"reference\", \"dispute\", \"update\", \"possible\" or \"never\".
# fail-on = \"contradiction\"

# Where decisions of the review are kept.
# ledger = \"crossclaim.review.jsonl\"

# The learned judge: \"off\", \"auto\", or a file of weights.
# judge = \"auto\"

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
    ledger: Option<PathBuf>,
    judge: Option<PathBuf>,
    #[serde(default)]
    rules: Vec<PathBuf>,
    /// The folder of the file, which its paths start from.
    #[serde(skip)]
    folder: PathBuf,
}

impl Config {
    /// The nearest configuration from the working folder upwards; without one, nothing is set.
    ///
    /// # Errors
    /// When there is one that cannot be read, or says what is no setting.
    pub fn load() -> Result<Self, Error> {
        // Without a working folder, nothing stands above it.
        let here = std::env::current_dir().unwrap_or_default();
        let found = here.ancestors().find(|folder| folder.join(FILE).is_file());
        found.map_or_else(|| Ok(Self::default()), |folder| Self::read(folder, &here))
    }

    fn read(folder: &Path, here: &Path) -> Result<Self, Error> {
        let path = folder.join(FILE);
        let place = || path.display().to_string();
        let text = std::fs::read_to_string(&path).map_err(|error| Error::new(error.to_string()).at(place()))?;
        let config: Self = toml::from_str(&text).map_err(|error| Error::new(error.to_string().trim_end()).at(place()))?;
        let folder = if folder == here { PathBuf::new() } else { folder.to_path_buf() };
        Ok(Self { rules: config.rules.iter().map(|path| folder.join(path)).collect(), folder, ..config })
    }

    /// The ledger that was named, else the one that is set, else the one beside the configuration.
    pub fn ledger(&self, named: Option<&PathBuf>) -> PathBuf {
        let set = || self.folder.join(self.ledger.as_deref().unwrap_or(Path::new(LEDGER)));
        named.cloned().unwrap_or_else(set)
    }

    /// The judge that is set: `off`, `auto`, or a file.
    pub fn judge(&self) -> Option<PathBuf> {
        let word = |path: &Path| matches!(path.to_str(), Some("off" | "auto"));
        self.judge.as_ref().map(|path| if word(path) { path.clone() } else { self.folder.join(path) })
    }

    /// The rule packs that were named, else those that are set.
    pub fn rules(&self, named: &[PathBuf]) -> Vec<PathBuf> {
        if named.is_empty() { self.rules.clone() } else { named.to_vec() }
    }
}

/// Write a commented configuration, crossclaim.toml, into this folder
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_args: &Args) -> Ended {
    let mut file = OpenOptions::new().write(true).create_new(true).open(Path::new(FILE)).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Error::new("there is one already, and it is left as it is").at(FILE),
        _ => Error::new(error.to_string()).at(FILE),
    })?;
    file.write_all(COMMENTED.as_bytes()).map_err(|error| Error::new(error.to_string()).at(FILE))?;
    output::print("wrote crossclaim.toml: every setting is there as a comment; take the # away to set it\n")?;
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

    #[test]
    fn paths_start_from_the_folder_of_the_configuration() {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = folder.path().join("desk");
        std::fs::write(folder.path().join(FILE), "rules = [\"own\"]").expect("a file");
        let above = Config::read(folder.path(), &desk).expect("it reads");
        assert_eq!(above.ledger(None), folder.path().join(LEDGER));
        assert_eq!(above.ledger(Some(&desk)), desk);
        assert_eq!(above.rules(&[]), [folder.path().join("own")]);
        let here = Config::read(folder.path(), folder.path()).expect("it reads");
        assert_eq!((here.ledger(None), here.rules(&[])), (PathBuf::from(LEDGER), vec![PathBuf::from("own")]));
    }
}
