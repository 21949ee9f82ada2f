//! Sums inside one document: parts and their total, a part and its whole, ages and years of birth, ratios, delays, conversions.

pub(in crate::check) mod ages;
mod conversions;
mod lengths;
mod parts;
mod relations;
mod shares;

use super::figures::Entry;
use super::{Answer, Finding};
use crate::graph::ClaimGraph;
use crate::model::report::Kind;
use crate::model::{BuiltIn, Figure, Reading};
use crate::rules::Rulebook;

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    for (document, reading) in readings.iter().enumerate() {
        let entries: Vec<Entry> = reading.figures.iter().map(|figure| Entry { document, reading, figure, sole: false }).collect();
        parts::check(&entries, graph, rules, out);
        relations::check(&entries, graph, out);
        shares::check(&entries, rules, graph, out);
        lengths::check(&entries, graph, out);
        conversions::check(&entries, rules, graph, out);
    }
    ages::check(readings, graph, out);
}

/// A figure that can be added and compared as it stands.
fn is_sum(figure: &Figure) -> bool {
    figure.quantity.is_exact() && figure.quantity.low >= 0.0 && figure.rate.is_none()
}

/// `from 40 to 95`, in one sentence.
fn is_from_to(from: &Entry, to: &Entry) -> bool {
    let (a, b) = (from.figure, to.figure);
    let tokens = &from.reading.analysis.tokens;
    let opened = a.tokens.start.checked_sub(1).is_some_and(|before| tokens[before].lemma == "from");
    let between = a.tokens.end..b.tokens.start;
    opened && a.sentence == b.sentence && between.len() <= 2 && between.into_iter().any(|at| tokens[at].lemma == "to")
}

fn finding(constraint: BuiltIn, attribute: String, sides: [Answer; 2], explanation: String) -> Finding {
    Finding {
        kind: Kind::Arithmetic,
        constraint: constraint.into(),
        entity: String::new(),
        attribute,
        sides: sides.into(),
        superseded: false,
        scope_assumed: false,
        left_alone: None,
        explanation,
    }
}

/// Whole units without a trailing `.0`.
fn plain(value: f64) -> String {
    crate::model::Quantity::exact(value, 1.0, "").to_string()
}
