//! For each counted thing the lowest and the highest figure, who gives it, and for when.

use std::collections::BTreeMap;

use super::figures::{Entry, buckets};
use super::verdict::evidence;
use crate::graph::ClaimGraph;
use crate::model::report::{Figure, FigureRange};
use crate::model::{FigureKind, Reading};
use crate::rules::Rulebook;

/// Measures with more than one figure, one range for each scope.
pub(super) fn ranges(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook) -> Vec<FigureRange> {
    let mut found = Vec::new();
    for ((_, key), entries) in buckets(readings, graph, rules) {
        let Some(measure) = key.strip_prefix('=').and_then(|id| rules.measures.quantities.by_id(id)) else { continue };
        let mut scopes: BTreeMap<(String, String), Vec<Entry>> = BTreeMap::new();
        for entry in entries.into_iter().filter(|entry| entry.figure.kind == FigureKind::Level && !entry.figure.negated) {
            scopes.entry((entry.figure.quantity.unit.clone(), scope(&entry))).or_default().push(entry);
        }
        let told = scopes.into_iter().filter(|(_, entries)| entries.len() > 1);
        found.extend(told.map(|((unit, scope), entries)| range(readings, graph, &measure.label, scope, unit, &entries)));
    }
    found
}

/// The scope in words: places, the start of a window, and a year other than that of the report.
fn scope(entry: &Entry) -> String {
    let figure = entry.figure;
    let mut words: Vec<String> =
        figure.places.iter().filter(|place| place.known.is_some()).map(|place| place.name.clone()).collect();
    words.sort();
    words.dedup();
    words.extend(figure.when.iter().filter(|when| when.window || entry.is_history()).map(|when| when.text.clone()));
    words.join(", ")
}

fn range(readings: &[Reading], graph: &ClaimGraph, label: &str, scope: String, unit: String, entries: &[Entry]) -> FigureRange {
    let ends = |entry: &Entry| [entry.figure.quantity.low, entry.figure.quantity.high];
    let values: Vec<f64> = entries.iter().flat_map(ends).filter(|value| value.is_finite()).collect();
    FigureRange {
        measure: label.to_string(),
        scope,
        unit,
        lowest: values.iter().copied().fold(f64::INFINITY, f64::min),
        highest: values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        figures: entries.iter().map(|entry| told(readings, graph, entry)).collect(),
    }
}

fn told(readings: &[Reading], graph: &ClaimGraph, entry: &Entry) -> Figure {
    let quantity = &entry.figure.quantity;
    let finite = |value: f64| value.is_finite().then_some(value);
    let when = entry.figure.when.as_ref().map(|when| match when.days {
        Some((from, to)) if from.tomorrow().is_ok_and(|next| next == to) => from.to_string(),
        _ => when.text.clone(),
    });
    Figure {
        text: entry.reading.document.quote(entry.figure.span).to_string(),
        low: finite(quantity.low),
        high: finite(quantity.high),
        when: when.or_else(|| entry.published().map(|day| day.to_string())),
        claim: evidence(readings, entry.cite(graph)),
    }
}
