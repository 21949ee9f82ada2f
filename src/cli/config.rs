//! `crossclaim.toml`: the settings that last.
//!
//! It is looked for in the working folder and those above it, never in the folders that are checked: texts of strangers do not decide
//! what is shown of them. What is given on the command line counts before what stands there.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Deserialize;

use crate::error::{Error, unread};

pub const FILE: &str = "crossclaim.toml";

/// Where decisions are kept unless another place is named.
const LEDGER: &str = "crossclaim.review.jsonl";

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
    #[serde(default)]
    pub show_dismissed: bool,
    pub format: Option<String>,
    pub color: Option<String>,
    pub hyperlinks: Option<String>,
    pub width: Option<u16>,
    pub pager: Option<bool>,
    #[serde(default)]
    pub figures: bool,
    pub jobs: Option<usize>,
    #[serde(default)]
    documents: Vec<PathBuf>,
    baseline: Option<PathBuf>,
    ledger: Option<PathBuf>,
    judge: Option<PathBuf>,
    #[serde(default)]
    rules: Vec<PathBuf>,
    #[serde(default)]
    pub second_reader: SecondReader,
    /// The file itself, from whose folder its paths start; none where there is none.
    #[serde(skip)]
    file: Option<PathBuf>,
}

/// How a second reader is asked. Where it is stands nowhere here: texts of strangers, unpacked into the working folder, may bring a
/// configuration along, and shall not say where a key is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SecondReader {
    /// The environment variable that holds the key.
    pub key: Option<String>,
    pub parallel: Option<usize>,
    /// In seconds.
    pub timeout: Option<u64>,
    /// In tokens.
    pub window: Option<usize>,
    /// Of a million tokens sent, and received.
    pub price: Option<[f64; 2]>,
}

impl Config {
    /// The nearest configuration from the working folder upwards; without one, nothing is set.
    ///
    /// # Errors
    /// When there is one that cannot be read, such as a folder of its name, or says what is no setting.
    pub fn load() -> Result<Self, Error> {
        // Without a working folder, nothing stands above it.
        let here = std::env::current_dir().unwrap_or_default();
        let found = here.ancestors().find(|folder| folder.join(FILE).symlink_metadata().is_ok());
        found.map_or_else(|| Ok(Self::default()), |folder| Self::read(folder, &here))
    }

    fn read(folder: &Path, here: &Path) -> Result<Self, Error> {
        let path = folder.join(FILE);
        let place = || path.display().to_string();
        let text = std::fs::read_to_string(&path).map_err(|error| {
            let help =
                "settings are kept in a file of this name, as `crossclaim init` writes it; mend or rename what stands there";
            Error::new(unread(&error)).at(place()).help(help)
        })?;
        let config: Self = toml::from_str(&text).map_err(|error| Error::new(error.to_string().trim_end()).at(place()))?;
        Ok(Self { file: Some(if folder == here { PathBuf::from(FILE) } else { path }), ..config })
    }

    fn folder(&self) -> &Path {
        self.file.as_deref().and_then(Path::parent).unwrap_or(Path::new(""))
    }

    /// The documents that were named, else those that are set.
    ///
    /// # Errors
    /// When there are none.
    pub fn documents(&self, named: &[OsString]) -> Result<Vec<OsString>, Error> {
        let set = || self.documents.iter().map(|path| self.folder().join(path).into_os_string()).collect();
        let documents: Vec<OsString> = if named.is_empty() { set() } else { named.to_vec() };
        if documents.is_empty() {
            return Err(Error::new("no DOCUMENTS are named")
                .help(format!("name files, folders or patterns, or set `documents` in {FILE}")));
        }
        Ok(documents)
    }

    /// The file that the settings are of, where there is one.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The same for errors.
    pub fn place(&self) -> String {
        self.file().unwrap_or(Path::new(FILE)).display().to_string()
    }

    /// The report whose findings are known.
    pub fn baseline(&self) -> Option<PathBuf> {
        self.baseline.as_ref().map(|path| self.folder().join(path))
    }

    /// The ledger that was named, else the one that is set, else the one beside the configuration.
    pub fn ledger(&self, named: Option<&PathBuf>) -> PathBuf {
        let set = || self.folder().join(self.ledger.as_deref().unwrap_or(Path::new(LEDGER)));
        named.cloned().unwrap_or_else(set)
    }

    /// The judge that is set: `off`, `auto`, or a file.
    pub fn judge(&self) -> Option<PathBuf> {
        let word = |path: &Path| matches!(path.to_str(), Some("off" | "auto"));
        self.judge.as_ref().map(|path| if word(path) { path.clone() } else { self.folder().join(path) })
    }

    /// The rule packs that were named, else those that are set.
    pub fn rules(&self, named: &[PathBuf]) -> Vec<PathBuf> {
        let set = || self.rules.iter().map(|path| self.folder().join(path)).collect();
        if named.is_empty() { set() } else { named.to_vec() }
    }
}

/// What was given, else what is set under a key, else a value that is the same for all.
///
/// # Errors
/// When what is set is none of the values, which are listed.
pub fn setting<T: ValueEnum>(key: &str, given: Option<T>, set: Option<&str>, otherwise: T) -> Result<T, Error> {
    let names = || T::value_variants().iter().filter_map(|value| Some(value.to_possible_value()?.get_name().to_string()));
    let unknown = |name: &str| {
        Error::new(format!("`{name}` is no value of {key}"))
            .at(FILE)
            .help(format!("one of {}", names().collect::<Vec<_>>().join(", ")))
    };
    let read = |name: &str| T::from_str(name, false).map_err(|_| unknown(name));
    given.map_or_else(|| set.map_or(Ok(otherwise), read), Ok)
}

#[cfg(test)]
mod tests {
    use super::*;

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
