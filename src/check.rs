//! Runs every constraint over the claim graph; the only place where status and severity are decided.
//!
//! A checker finds two or more sides that cannot all hold and says what it saw ([`Finding`]); this module turns findings into
//! conflicts: whose words the sides are makes a dispute, an order in time an update, an unknown scope a lower severity.

mod quote;

use crate::graph::ClaimGraph;
use crate::model::Reading;
use crate::model::report::{Conflict, Evidence, FigureRange, Kind, Passage, Range, Reference, Severity, Side, Skipped, Status};
use crate::model::{EntityId, Span, Stance};
use crate::rules::Rulebook;

/// Everything that a run of the checks yields.
#[derive(Debug, Default)]
pub struct Findings {
    pub conflicts: Vec<Conflict>,
    pub figures: Vec<FigureRange>,
    pub skipped: Vec<Skipped>,
}

/// Sides that cannot all hold, as a checker saw them.
#[derive(Clone, Debug)]
pub struct Finding {
    pub kind: Kind,
    /// Id of the constraint.
    pub constraint: String,
    pub entity: String,
    pub attribute: String,
    pub sides: Vec<Answer>,
    /// A later answer replaces an earlier one.
    pub superseded: bool,
    /// That both speak of the same case was assumed, not said: lower severity.
    pub scope_assumed: bool,
    pub explanation: String,
}

/// One answer with those who give it.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    pub value: String,
    pub cited: Vec<Cited>,
    pub reference: Option<Reference>,
}

/// A passage that makes a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Cited {
    /// Index of the document.
    pub document: usize,
    /// Index of the sentence in the document.
    pub sentence: usize,
    pub span: Span,
    /// The words that name the speaker.
    pub speaker: Option<String>,
    /// The speaker as an entity, to tell parties apart.
    pub party: Option<EntityId>,
    pub stance: Stance,
    pub rule: String,
}

/// Checks the whole graph. Conflicts are sorted by severity, then by where they stand.
pub fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook) -> Findings {
    let mut found = Vec::new();
    quote::check(readings, graph, rules, &mut found);
    let conflicts = found.into_iter().map(|finding| conflict(readings, finding)).collect();
    Findings { conflicts, ..Findings::default() }
}

fn conflict(readings: &[Reading], finding: Finding) -> Conflict {
    let parties: Vec<_> = finding.sides.iter().flat_map(|side| side.cited.iter().map(|cited| cited.speaker.clone())).collect();
    let disputed = parties.iter().all(Option::is_some) && parties.windows(2).any(|pair| pair[0] != pair[1]);
    Conflict {
        id: String::new(),
        kind: finding.kind,
        status: if disputed { Status::Dispute } else { Status::Contradiction },
        severity: if finding.scope_assumed { Severity::Warning } else { Severity::Error },
        constraint: finding.constraint,
        entity: finding.entity,
        attribute: finding.attribute,
        sides: finding.sides.into_iter().map(|answer| side(readings, answer)).collect(),
        explanation: finding.explanation,
    }
}

fn side(readings: &[Reading], answer: Answer) -> Side {
    let claims: Vec<Evidence> = answer.cited.into_iter().map(|cited| evidence(readings, cited)).collect();
    Side { value: answer.value, origins: 1, claims, reference: answer.reference }
}

fn evidence(readings: &[Reading], cited: Cited) -> Evidence {
    let reading = &readings[cited.document];
    let sentence = reading.analysis.sentences[cited.sentence].span;
    let (line, column) = reading.document.location(cited.span.start);
    Evidence {
        document: reading.document.name.clone(),
        span: Range { start: cited.span.start, end: cited.span.end },
        line,
        column,
        quote: reading.document.slice(cited.span).to_string(),
        sentence: Passage { start: sentence.start, end: sentence.end, text: reading.document.slice(sentence).to_string() },
        attribution: cited.speaker,
        stance: cited.stance,
        rule: cited.rule,
    }
}
