//! One amount given in two units: `8 miles (13 km)`.

use super::super::figures::Entry;
use super::{finding, is_sum};
use crate::check::{Answer, Finding};
use crate::graph::ClaimGraph;
use crate::model::BuiltIn;
use crate::rules::Rulebook;

/// How far rounding may put the two apart, as a share of the larger.
const ROUNDING: f64 = 0.3;

pub(super) fn check(entries: &[Entry], rules: &Rulebook, graph: &ClaimGraph, out: &mut Vec<Finding>) {
    let measured = |entry: &Entry| !rules.measures.units.money.contains(&entry.figure.quantity.unit);
    let pairs = entries.windows(2).filter(|pair| measured(&pair[0]));
    out.extend(pairs.filter_map(|pair| mismatch(&pair[0], &pair[1], graph)));
}

fn mismatch(one: &Entry, other: &Entry, graph: &ClaimGraph) -> Option<Finding> {
    let (a, b) = (&one.figure.quantity, &other.figure.quantity);
    let measured = is_sum(one.figure) && is_sum(other.figure) && !a.unit.is_empty() && a.unit == b.unit && a.unit != "s";
    if !measured || !is_converted(one, other) || (a.low - b.low).abs() <= ROUNDING * a.low.max(b.low) {
        return None;
    }
    let explanation = format!("{} and {} are not the same.", words(one), words(other));
    let sides = [Answer::said(words(one), vec![one.cite(graph)]), Answer::said(words(other), vec![other.cite(graph)])];
    Some(finding(BuiltIn::OneAmountInTwoUnits, one.figure.noun.clone(), sides, explanation))
}

/// As the text has it: the point is the unit.
fn words(entry: &Entry) -> String {
    entry.reading.document.slice(entry.reading.analysis.span(entry.figure.tokens.clone())).to_string()
}

/// Stands alone in brackets right behind the other, in another unit.
fn is_converted(one: &Entry, other: &Entry) -> bool {
    let tokens = &one.reading.analysis.tokens;
    let text = |at: usize| tokens.get(at).map(|token| one.reading.document.slice(token.span)).unwrap_or_default();
    let (end, start) = (one.figure.tokens.end, other.figure.tokens.start);
    let bracket = start == end + 1 && text(end) == "(" && text(other.figure.tokens.end) == ")";
    let unit = |entry: &Entry| text(entry.figure.tokens.end - 1).to_lowercase();
    one.figure.sentence == other.figure.sentence && bracket && unit(one) != unit(other)
}
