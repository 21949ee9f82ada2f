//! A rule pack as it is written: one TOML file with attributes, phrases, rules, constraints and facts.
//!
//! Each table of the file is read by itself, so that one file can report all its mistakes at once, each with its line.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use crate::error::{Error, unread};

/// Where a pack comes from, for messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The path as given; built-in packs by their path in the repository.
    pub path: String,
    pub text: String,
}

impl Source {
    /// `path:line` of a byte offset.
    pub fn place(&self, offset: usize) -> String {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        format!("{}:{}", self.path, before.matches('\n').count() + 1)
    }
}

/// The pack files at some paths: the files themselves, and the `.toml` files of the folders, sorted by name.
///
/// # Errors
/// Every path that cannot be read.
pub fn sources(paths: &[PathBuf]) -> Result<Vec<Source>, Vec<Error>> {
    let mut errors = Vec::new();
    let mut files = Vec::new();
    for path in paths {
        match files_at(path) {
            Ok(found) => files.extend(found),
            Err(error) => errors.push(unreadable(path, &error)),
        }
    }
    let mut sources = Vec::new();
    for file in files {
        match std::fs::read_to_string(&file) {
            Ok(text) => sources.push(Source { path: file.display().to_string(), text }),
            Err(error) => errors.push(unreadable(&file, &error)),
        }
    }
    if errors.is_empty() { Ok(sources) } else { Err(errors) }
}

fn files_at(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let entries: Vec<PathBuf> =
        std::fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    let mut files: Vec<PathBuf> = entries.into_iter().filter(|file| file.extension().is_some_and(|end| end == "toml")).collect();
    files.sort();
    Ok(files)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::new(format!("the rule pack cannot be read: {}", unread(error)))
        .at(path.display().to_string())
        .help("name a .toml file, or a folder with .toml files")
}

/// One table of a pack, with its place.
#[derive(Clone, Debug)]
pub struct Placed<T> {
    pub place: String,
    pub item: T,
}

/// A pack as written.
#[derive(Clone, Debug)]
pub struct Pack {
    pub header: Header,
    pub attributes: Vec<Placed<Attribute>>,
    pub phrases: Vec<Placed<Phrase>>,
    pub rules: Vec<Placed<Rule>>,
    pub constraints: Vec<Placed<Constraint>>,
    pub facts: Vec<Placed<Fact>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    pub id: String,
    /// What the pack is about, in one sentence.
    pub about: String,
}

/// Something that can be said of an entity.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    pub id: String,
    pub label: String,
    /// `entity`, `text`, `quantity`, `time` or `flag`.
    pub value: String,
    /// `one` or `many` values at a time.
    pub cardinality: String,
}

/// A named sequence that later phrases and rules may use as a slot type.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    pub id: String,
    /// The slot whose last word stands for the phrase in the dependency tree.
    pub head: String,
    pub sequence: OneOrMany,
}

/// A pattern and the claim that it makes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub id: String,
    pub attribute: String,
    pub why: String,
    pub sequence: Option<OneOrMany>,
    /// Lemmas that a dependency pattern starts from.
    pub trigger: Option<OneOrMany>,
    /// Slot to relation path, as in `holder = "dobj|nsubjpass"`; a name that ends in `?` may stay empty.
    pub arguments: Option<toml::Table>,
    /// Words that must stand below the trigger: `auxpass`, `prep:as`.
    #[serde(default)]
    pub having: Vec<String>,
    /// Sequences that keep the rule silent where one of them overlaps the match.
    #[serde(default)]
    pub unless: Vec<String>,
    /// How the office or role is held, whatever its own words say.
    pub standing: Option<String>,
    /// The detail of the attribute, where no slot gives it.
    pub detail: Option<String>,
    #[serde(default)]
    pub finds: Vec<Find>,
    #[serde(default)]
    pub ignores: Vec<Ignore>,
}

/// A condition that claims may break.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Constraint {
    pub id: String,
    pub kind: String,
    pub attribute: String,
    /// The details it speaks of; empty for all.
    #[serde(default)]
    pub details: Vec<String>,
    #[serde(default)]
    pub exceptions: Vec<String>,
    /// Relations that nobody of whom the attribute is told has to others.
    #[serde(default)]
    pub bars: Vec<String>,
    pub why: String,
    #[serde(default)]
    pub conflicts: Vec<Texts>,
    #[serde(default)]
    pub agrees: Vec<Texts>,
}

/// A dated piece of background knowledge.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    pub id: String,
    /// The fact as a sentence, for reports.
    pub text: String,
    pub source: String,
    /// Whom it is about, by all names.
    pub subjects: Vec<String>,
    pub attribute: String,
    pub detail: String,
    pub degree: Option<String>,
    /// All values that are right, by all names; empty for none.
    #[serde(default)]
    pub values: Vec<String>,
    /// ISO dates of the first and the last day.
    pub from: Option<String>,
    pub until: Option<String>,
    #[serde(default)]
    pub conflicts: Vec<Texts>,
    #[serde(default)]
    pub agrees: Vec<Texts>,
}

/// A text and the claim that the rule must read from it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Find {
    pub text: String,
    pub claim: ExpectedClaim,
}

/// What of a claim a proof states; what it leaves out may be anything.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedClaim {
    pub subject: Option<String>,
    pub detail: Option<String>,
    pub value: Option<String>,
    pub standing: Option<String>,
    pub degree: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ignore {
    pub text: String,
}

/// Documents that are checked together.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    pub texts: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    pub fn as_slice(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pack: Header,
    #[serde(default)]
    attribute: Vec<Spanned<toml::Table>>,
    #[serde(default)]
    phrase: Vec<Spanned<toml::Table>>,
    #[serde(default)]
    rule: Vec<Spanned<toml::Table>>,
    #[serde(default)]
    constraint: Vec<Spanned<toml::Table>>,
    #[serde(default)]
    fact: Vec<Spanned<toml::Table>>,
}

impl Pack {
    /// Reads a pack.
    ///
    /// # Errors
    /// Every table that is not of its shape, or the one place where the file is no TOML.
    pub fn parse(source: &Source) -> Result<Self, Vec<Error>> {
        let file: File = toml::from_str(&source.text).map_err(|error| vec![syntax(source, &error)])?;
        let mut errors = Vec::new();
        let pack = Self {
            header: file.pack,
            attributes: tables(source, "attribute", file.attribute, &mut errors),
            phrases: tables(source, "phrase", file.phrase, &mut errors),
            rules: tables(source, "rule", file.rule, &mut errors),
            constraints: tables(source, "constraint", file.constraint, &mut errors),
            facts: tables(source, "fact", file.fact, &mut errors),
        };
        if errors.is_empty() { Ok(pack) } else { Err(errors) }
    }
}

fn syntax(source: &Source, error: &toml::de::Error) -> Error {
    let start = error.span().map_or(0, |span| span.start);
    Error::new(error.message().trim().to_string()).at(source.place(start)).help(
        "a pack has one [pack] table and any number of [[attribute]], [[phrase]], [[rule]], [[constraint]] and [[fact]] tables",
    )
}

fn tables<T: DeserializeOwned>(
    source: &Source,
    what: &str,
    written: Vec<Spanned<toml::Table>>,
    errors: &mut Vec<Error>,
) -> Vec<Placed<T>> {
    let mut read = Vec::new();
    for table in written {
        let place = source.place(table.span().start);
        let id = table.get_ref().get("id").and_then(toml::Value::as_str).unwrap_or("without id").to_string();
        let place = format!("{place}, {what} `{id}`");
        match table.into_inner().try_into::<T>() {
            Ok(item) => read.push(Placed { place, item }),
            Err(error) => errors.push(
                Error::new(error.message().trim().to_string())
                    .at(place)
                    .help(format!("rules/README.md lists the fields of a {what}")),
            ),
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Pack, Vec<Error>> {
        Pack::parse(&Source { path: "mine.toml".into(), text: text.into() })
    }

    #[test]
    fn all_mistakes_of_a_file_are_told_with_their_lines() {
        let text =
            "[pack]\nid = \"mine\"\nabout = \"x\"\n\n[[attribute]]\nid = \"a\"\n\n[[rule]]\nid = \"r\"\ncolour = \"red\"\n";
        let errors = parse(text).expect_err("two mistakes");
        let places: Vec<&str> = errors.iter().filter_map(|error| error.place.as_deref()).collect();
        assert_eq!(places, ["mine.toml:5, attribute `a`", "mine.toml:8, rule `r`"]);
        assert!(errors[1].problem.contains("colour"), "{}", errors[1].problem);
    }

    #[test]
    fn broken_toml_is_told_with_its_line() {
        let errors = parse("[pack]\nid = \"mine\nabout = \"x\"\n").expect_err("no closing mark");
        assert_eq!(errors[0].place.as_deref(), Some("mine.toml:2"));
    }
}
