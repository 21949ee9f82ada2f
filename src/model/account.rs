//! What a second reader, a language model, makes of the documents, as far as its quotations were found in them.

use std::collections::BTreeMap;

use super::Span;
use super::report::{Kind, Status, Word};

/// Two passages that cannot both be true, as the second reader sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    pub passages: [Passage; 2],
    pub kind: Kind,
    pub status: Status,
    /// Its reason, in its own words.
    pub why: String,
}

/// Words of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// Index of the document.
    pub document: usize,
    pub span: Span,
}

/// All that it said in a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Accounts {
    /// Its name.
    pub reader: String,
    pub found: Vec<Account>,
    /// What it says of open findings, by their ids.
    pub judged: BTreeMap<String, Word>,
    /// Whether what it finds may raise an alarm.
    pub alarms: bool,
    /// Findings of which a quotation is not in its document.
    pub unlocated: usize,
}
