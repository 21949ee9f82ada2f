//! The names of the formats.

use std::str::FromStr;

use crate::error::Error;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Table,
    Full,
    Concise,
    Json,
    Jsonl,
    Csv,
    Tsv,
    Markdown,
    Html,
    Sarif,
    Github,
    Annotations,
    Claimreview,
}

impl Format {
    /// Every format with its name and what it is good for.
    pub const ALL: &[(Format, &str, &str)] = &[
        (Format::Table, "table", "the screen: findings grouped by entity, both sides with their sources"),
        (Format::Full, "full", "each finding told in full, with sentences, values and reason"),
        (Format::Concise, "concise", "one line a finding: file:line:column: status kind: ..."),
        (Format::Json, "json", "everything, as `crossclaim schema` describes it"),
        (Format::Jsonl, "jsonl", "one finding a line"),
        (Format::Csv, "csv", "one quoted claim a row, safe to open in a spreadsheet"),
        (Format::Tsv, "tsv", "the same with tabs"),
        (Format::Markdown, "markdown", "tables for a ticket or a mail"),
        (Format::Html, "html", "one page with everything: findings, texts, figures, pictures"),
        (Format::Sarif, "sarif", "SARIF 2.1.0, for code hosts, editors and review tools"),
        (Format::Github, "github", "annotations of GitHub Actions"),
        (Format::Annotations, "annotations", "W3C Web Annotations (JSON-LD)"),
        (Format::Claimreview, "claimreview", "schema.org ClaimReview drafts (JSON-LD)"),
    ];

    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(format, ..)| *format == self).map_or("", |(_, name, _)| name)
    }

    /// Whether the format has a place for findings that are gone: a review of a claim is of one that is made.
    pub fn tells_what_is_gone(self) -> bool {
        self != Format::Claimreview
    }

    /// Whether the format is for a person's screen, with colour and a width.
    pub fn is_for_screens(self) -> bool {
        matches!(self, Format::Table | Format::Full | Format::Concise)
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        let known = Self::ALL.iter().find(|(_, known, _)| *known == name);
        known.map(|(format, ..)| *format).ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|(_, name, _)| *name).collect();
            Error::new(format!("`{name}` is not a format")).help(format!("one of {}", names.join(", ")))
        })
    }
}
