//! The report as JSON: the form that other programs read, and that all later commands take up again.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::view::{Mark, View};
use crate::error::Error;
use crate::model::report::{Conflict, DocumentInfo, Report, SCHEMA_VERSION};

/// A report as it is kept in a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Consistency report of crossclaim")]
pub struct Kept {
    #[serde(flatten)]
    pub report: Report,
    /// The program that wrote the report.
    #[serde(default)]
    pub tool: Tool,
    /// What people decided about findings, by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub review: BTreeMap<String, Review>,
    /// The findings of the older report that this one was compared with, as far as they are gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<Conflict>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    pub name: String,
    pub version: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Review {
    /// `new`, `known`, `gone`, `confirmed`, `dismissed` or `scope-differs`.
    pub mark: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// RFC 3339.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub when: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// The whole report.
pub fn render(view: &View) -> String {
    let kept = Kept { report: view.report.clone(), tool: Tool::this(), review: reviews(view), gone: view.gone.clone() };
    let mut text = serde_json::to_string_pretty(&kept).expect("a report is plain data");
    text.push('\n');
    text
}

/// A line for each finding, those that are gone last, with its documents and its mark.
pub fn lines(view: &View) -> String {
    #[derive(Serialize)]
    struct Line<'a> {
        #[serde(flatten)]
        conflict: &'a Conflict,
        documents: Vec<&'a DocumentInfo>,
        #[serde(skip_serializing_if = "Option::is_none")]
        review: Option<Review>,
    }
    let line = |conflict: &Conflict| {
        let documents = documents(view.report, conflict);
        let review = view.mark(conflict).map(Review::from);
        serde_json::to_string(&Line { conflict, documents, review }).expect("a finding is plain data") + "\n"
    };
    view.with_gone().map(line).collect()
}

/// The JSON Schema (2020-12) of a report.
pub fn schema() -> String {
    serde_json::to_string_pretty(&schemars::schema_for!(Kept)).expect("a schema is plain data") + "\n"
}

/// Reads a report that was kept as JSON.
///
/// # Errors
/// When the text is no report, or one of a later version of the format.
pub fn parse(text: &str) -> Result<Kept, Error> {
    let kept: Kept = serde_json::from_str(text).map_err(|error| {
        Error::new(format!("not a report: {error}")).help("write one with `crossclaim check --output json:FILE`")
    })?;
    if kept.report.schema > SCHEMA_VERSION {
        let problem = format!("the report has format version {}, this program knows {SCHEMA_VERSION}", kept.report.schema);
        return Err(Error::new(problem).help("use the version of crossclaim that wrote it"));
    }
    Ok(kept)
}

fn documents<'a>(report: &'a Report, conflict: &Conflict) -> Vec<&'a DocumentInfo> {
    let cited = |document: &&DocumentInfo| {
        conflict.sides.iter().flat_map(|side| &side.claims).any(|claim| claim.document == document.name)
    };
    report.documents.iter().filter(cited).collect()
}

fn reviews(view: &View) -> BTreeMap<String, Review> {
    let shown = view.report.conflicts.iter();
    shown.filter_map(|conflict| Some((conflict.id.clone(), Review::from(view.mark(conflict)?)))).collect()
}

impl Tool {
    /// This program.
    pub fn this() -> Self {
        Self { name: env!("CARGO_PKG_NAME").to_string(), version: env!("CARGO_PKG_VERSION").to_string() }
    }
}

impl From<&Mark> for Review {
    fn from(mark: &Mark) -> Self {
        match mark {
            Mark::New => Self { mark: "new".to_string(), ..Self::default() },
            Mark::Known => Self { mark: "known".to_string(), ..Self::default() },
            Mark::Gone => Self { mark: "gone".to_string(), ..Self::default() },
            Mark::Decided { word, by, when, why } => {
                Self { mark: word.to_string(), by: by.clone(), when: when.clone(), why: why.clone() }
            }
        }
    }
}
