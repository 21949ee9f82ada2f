//! Runs every constraint over the claim graph; the only place where status and severity are decided.
//!
//! A checker finds two or more sides that cannot all hold and says what it saw ([`Finding`]); `verdict` turns findings into
//! conflicts: whose words the sides are makes a dispute, an order in time an update, an unknown scope a lower severity.

mod accounts;
mod agree;
mod arithmetic;
mod calendar;
mod candidates;
mod cause;
mod claimed;
mod date;
mod event;
mod figures;
mod heading;
mod identity;
mod judged;
mod office;
mod order;
mod origins;
mod place;
mod quantity;
mod quote;
mod ranges;
mod reference;
mod relation;
mod role;
mod statement;
mod verdict;

use std::collections::BTreeSet;

pub use accounts::hear;
use judged::Bench;
use rayon::prelude::*;

use crate::graph::ClaimGraph;
use crate::model::opinion::{Opinions, Place};
use crate::model::report::{Conflict, FigureRange, Kind, Reference, Skipped};
use crate::model::{Attribution, ConstraintId, EntityId, MentionId, Reading, Span, Stance, Tie};
use crate::rules::Rulebook;

type Checker = fn(&[Reading], &ClaimGraph, &Rulebook, &mut Vec<Finding>);

/// Each looks at the whole graph and at nothing that another finds.
const CHECKERS: [Checker; 14] = [
    arithmetic::check,
    calendar::check,
    date::check,
    place::check,
    quantity::check,
    office::check,
    role::check,
    relation::check,
    reference::check,
    quote::check,
    statement::check,
    cause::check,
    order::check,
    identity::check,
];

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
    pub constraint: ConstraintId,
    pub entity: String,
    pub attribute: String,
    pub sides: Vec<Answer>,
    /// A later answer replaces an earlier one.
    pub superseded: bool,
    /// That both speak of the same case was assumed, not said: lower severity.
    pub scope_assumed: bool,
    /// Looked at and left alone, for this reason.
    pub left_alone: Option<String>,
    pub explanation: String,
}

/// One answer with those who give it.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    pub value: String,
    /// Who says so, or what a computed value was computed from.
    pub cited: Vec<Cited>,
    pub reference: Option<Reference>,
    /// The program found the value; nobody said it.
    pub computed: bool,
}

impl Answer {
    pub fn said(value: impl Into<String>, cited: Vec<Cited>) -> Self {
        Self { value: value.into(), cited, ..Self::default() }
    }

    /// A value that follows from what is cited: a sum, a day of the week.
    pub fn computed(value: impl Into<String>, cited: Vec<Cited>) -> Self {
        Self { computed: true, ..Self::said(value, cited) }
    }
}

/// A passage that makes a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Cited {
    /// Index of the document.
    pub document: usize,
    /// Index of the sentence in the document.
    pub sentence: usize,
    pub span: Span,
    /// The words of it that weigh most, where it is a whole sentence.
    pub marked: Vec<Span>,
    /// The words that name the speaker.
    pub speaker: Option<String>,
    /// The speaker as an entity, to tell parties apart.
    pub party: Option<EntityId>,
    pub stance: Stance,
    pub rule: String,
}

impl Cited {
    /// A passage, given by its document, its sentence and its words, in the document's own voice.
    pub fn plain((document, sentence, span): (usize, usize, Span), rule: &str) -> Self {
        Self {
            document,
            sentence,
            span,
            marked: Vec::new(),
            speaker: None,
            party: None,
            stance: Stance::Asserted,
            rule: rule.to_string(),
        }
    }

    /// A passage, given by its document, its sentence and its words, with who in the text says so.
    pub fn new(
        graph: &ClaimGraph,
        place: (usize, usize, Span),
        attribution: Option<&Attribution<MentionId>>,
        stance: Stance,
        rule: &str,
    ) -> Self {
        let source = attribution.and_then(|attribution| attribution.source);
        Self {
            speaker: attribution.map(|attribution| attribution.speaker.clone()),
            party: source.and_then(|mention| graph.entity_of.get(place.0)?.get(mention.0 as usize).copied()),
            stance,
            ..Self::plain(place, rule)
        }
    }
}

impl From<&Tie<EntityId>> for Cited {
    fn from(claim: &Tie<EntityId>) -> Self {
        let said = &claim.provenance;
        Self {
            speaker: claim.attribution.as_ref().map(|attribution| attribution.speaker.clone()),
            party: claim.attribution.as_ref().and_then(|attribution| attribution.source),
            stance: claim.stance,
            ..Self::plain((said.document, said.sentence, said.span), &said.rule)
        }
    }
}

/// Checks the whole graph. `hear` gives the judge's opinions when it is told of which pairs of sentences the rules ask. Conflicts are sorted
/// by severity, then by where they stand; what the judge alone says comes last.
pub fn check(
    readings: &[Reading],
    graph: &ClaimGraph,
    rules: &Rulebook,
    hear: impl FnOnce(&BTreeSet<[Place; 2]>) -> Opinions,
) -> Findings {
    let found = CHECKERS.into_par_iter().flat_map_iter(|checker| {
        let mut found = Vec::new();
        checker(readings, graph, rules, &mut found);
        found
    });
    let (mut alarms, mut quiet) = verdict::put_together(found.collect(), graph);
    let (handed, passed_over) = verdict::put_together(agree::findings(readings, graph, rules, &alarms), graph);
    alarms.extend(handed);
    quiet.extend(passed_over);
    let bench = Bench::new(hear(&judged::questions(&alarms)));
    let alone = verdict::one_for_each_answer(bench.findings(readings, graph, rules, &alarms), graph);
    let figures = ranges::ranges(readings, graph, rules);
    Findings { figures, ..verdict::judge(readings, (graph, rules), alarms.into_iter().chain(alone), quiet, &bench) }
}
