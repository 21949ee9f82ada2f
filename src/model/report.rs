//! The consistency report: what `check` found, in the shape of its JSON form (schema version 1).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Stance;

pub const SCHEMA_VERSION: u32 = 1;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Version of this format.
    pub schema: u32,
    pub documents: Vec<DocumentInfo>,
    pub conflicts: Vec<Conflict>,
    /// For each counted thing with more than one figure, who says what.
    #[serde(default)]
    pub figures: Vec<FigureRange>,
    /// Pairs that were looked at and left alone.
    pub skipped: Vec<Skipped>,
    /// Input that could not be read.
    pub failed: Vec<Failed>,
    /// What a reader should know of the input that was read, and of what was passed over.
    #[serde(default)]
    pub remarks: Vec<Remark>,
    /// Where a judge was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judge: Option<JudgeRun>,
    /// Where a second reader, a language model, was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_reader: Option<SecondReaderRun>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentInfo {
    /// As given on the command line.
    pub name: String,
    pub title: Option<String>,
    /// Outlet.
    pub source: Option<String>,
    /// ISO date.
    pub published: Option<String>,
    /// The field or place that gave the date.
    pub published_from: Option<String>,
    /// Reports of one set of events share a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<usize>,
    /// Everything that is known of its origin, with the field or place that gave it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provenance: Vec<Detail>,
}

/// One thing that is known of the origin of a document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Detail {
    /// `title`, `outlet`, `byline`, `published`, `modified`, `language`, `address` or `label` (`opinion`, `satire`, `advertisement`).
    pub what: String,
    pub value: String,
    /// The field or place: `front matter`, `dateline`, `JSON-LD datePublished`.
    pub from: String,
}

/// One disagreement: two or more answers to one question, with all who give them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Conflict {
    /// Derived from the content: the same whatever the order or the folder of the documents.
    pub id: String,
    pub kind: Kind,
    pub status: Status,
    pub severity: Severity,
    /// The constraint that the claims break.
    pub constraint: String,
    pub entity: String,
    pub attribute: String,
    pub sides: Vec<Side>,
    /// One or two plain sentences.
    pub explanation: String,
    /// How sure the judge is, from 0 to 1, that the sentences answer one question differently; null where it did not read them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judge: Option<f32>,
    /// What the second reader, a language model, says of it; null where none said anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_reader: Option<SecondReader>,
}

/// What a second reader says of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SecondReader {
    /// Its name.
    pub name: String,
    pub word: Word,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Word {
    /// It alone found the passages.
    Alone,
    /// It takes the passages for a conflict, too.
    Affirms,
    /// It takes them for two accounts that agree, or that are of two things.
    Denies,
    /// It said one thing when it read them in one order, and another in the other.
    Unsure,
}

/// How much a second reader was asked, and what was dropped of what it said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SecondReaderRun {
    /// Its name.
    pub name: String,
    pub requests: usize,
    /// Requests without an answer.
    pub unanswered: usize,
    /// Findings of which a quotation is not in its document.
    pub unlocated: usize,
    /// Findings whose two passages are the same by rule.
    pub same: usize,
}

/// How much the judge read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct JudgeRun {
    /// Pairs of passages that it read, the likeliest first.
    pub read: usize,
    /// Pairs that it would have read, were there no limit.
    pub unread: usize,
}

impl Conflict {
    /// Whether what is looked for first stands on one side, and what is looked for second on another.
    pub fn sets_apart(&self, one: impl Fn(&Evidence) -> bool, other: impl Fn(&Evidence) -> bool) -> bool {
        let (one, other) = (self.sides_with(one), self.sides_with(other));
        one.iter().any(|at| other.iter().any(|and| at != and))
    }

    fn sides_with(&self, wanted: impl Fn(&Evidence) -> bool) -> Vec<usize> {
        let sides = self.sides.iter().enumerate();
        sides.filter(|(_, side)| side.claims.iter().any(&wanted)).map(|(at, _)| at).collect()
    }

    /// Adds what another conflict over the same answers cites.
    pub fn take(&mut self, other: Self) {
        for more in other.sides {
            if let Some(side) = self.sides.iter_mut().find(|side| side.value == more.value) {
                side.origins = side.origins.max(more.origins);
                side.claims.extend(more.claims);
            }
        }
    }
}

/// One answer and all who give it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Side {
    pub value: String,
    /// Number of independent origins: copies of one text count once; none for a computed value.
    #[serde(default)]
    pub origins: usize,
    /// Who says so, or what a computed value was computed from.
    pub claims: Vec<Evidence>,
    /// The program found the value (a sum, a day of the week); no document says it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub computed: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Reference>,
}

impl Side {
    /// Who says so; nobody where the value was computed.
    pub fn said(&self) -> impl Iterator<Item = &Evidence> {
        self.claims.iter().filter(|_| !self.computed)
    }
}

/// A claim of a document as it is quoted in a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    pub document: String,
    /// The words that make the claim, in UTF-8 bytes, half open: bytes of the file where it is plain text or Markdown (`place` is absent
    /// then), of the text that was read out of it elsewhere.
    pub span: Range,
    /// Counted from 1, in the file where it is made of text (pages, feeds, mails, JSON, tables, subtitles), in the text that was read out
    /// of it elsewhere.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    /// Where the words stand in a file that holds more than its text; absent for plain text and Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    pub quote: String,
    /// The words of the quotation that weigh most, where it is a whole sentence; bytes as those of `span`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marked: Vec<Range>,
    pub sentence: Passage,
    /// Who in the text says so; null is the document's own voice.
    pub attribution: Option<String>,
    pub stance: Stance,
    pub rule: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Range {
    pub start: usize,
    pub end: usize,
}

/// A place in a file that holds more than its text. For a document in a file, its name says which (`feed.rss#guid`, `export.jsonl:17`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// UTF-8 bytes of the file, half open, from the first word to the last with the markup between them; only of files made of text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<Range>,
    /// Of a PDF, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
    /// Of a text document or a book chapter, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
    /// Of a table, counted from 1 with its heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// Of subtitles, when the words are shown: `00:01:02.500`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Passage {
    pub start: usize,
    pub end: usize,
    pub text: String,
}

/// A dated fact of background knowledge.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reference {
    pub pack: String,
    pub fact: String,
    pub source: String,
    pub valid: Validity,
}

/// ISO dates; null is open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Validity {
    pub from: Option<String>,
    pub until: Option<String>,
}

/// All figures that were given for one counted thing in one scope.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FigureRange {
    /// What is counted: `killed`, `turnout`.
    pub measure: String,
    /// The scope in words: event, place, window, population.
    pub scope: String,
    pub unit: String,
    pub lowest: f64,
    pub highest: f64,
    pub figures: Vec<Figure>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// As it was said.
    pub text: String,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// The time that the figure is for, as an ISO date or in the words of the text.
    pub when: Option<String>,
    pub claim: Evidence,
}

/// Two claims that were compared and not reported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Skipped {
    pub id: String,
    pub constraint: String,
    pub entity: String,
    pub attribute: String,
    pub why: String,
    pub claims: Vec<Evidence>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Failed {
    pub document: String,
    pub why: String,
}

/// Something to know of a document or a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Remark {
    pub document: String,
    pub what: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Two holders of one office.
    OfficeHolder,
    /// One person in two roles that do not go together.
    PersonRole,
    /// Two ties of the same two: brother and cousin, owner and tenant.
    Relation,
    /// Two figures for one measure.
    Quantity,
    /// Two dates of one event.
    Date,
    /// Two places of one event.
    Place,
    /// Something is said to be so, and not to be so.
    Negation,
    /// Two opposites of one thing.
    Antonym,
    /// Two doers of one deed.
    Actor,
    /// One remark with two speakers, or two senses of it.
    Quote,
    /// Figures of one text that do not add up.
    Arithmetic,
    /// Days that the calendar does not have.
    Calendar,
    /// Two things where one is meant: an age, a make, a suspect.
    Identity,
    /// Two orders of the same events.
    Order,
    /// What is none of these, such as two causes of one event.
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Both cannot be true, and nothing in the texts explains it.
    Contradiction,
    /// The sides are put in the mouths of different parties.
    Dispute,
    /// A later figure or holder supersedes an earlier one: a note, not an alarm.
    Update,
    /// Against background knowledge.
    Reference,
    /// The judge or a second reader alone says so, or a rule alone and the judge denies it: worth a look, never an alarm.
    Possible,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    Note,
    Warning,
    Error,
}
