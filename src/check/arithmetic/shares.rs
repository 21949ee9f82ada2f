//! Parts that are more than their whole: groups among the dead, the seats of all parties; and a change that its two ends do not make.

use super::super::figures::Entry;
use super::parts::{mismatch, run};
use super::{finding, is_from_to, is_sum, plain};
use crate::check::{Answer, Finding};
use crate::graph::ClaimGraph;
use crate::model::{BuiltIn, FigureKind};
use crate::rules::Rulebook;
use crate::rules::words::things;

pub(super) fn check(entries: &[Entry], rules: &Rulebook, graph: &ClaimGraph, out: &mut Vec<Finding>) {
    let mut at = 0;
    while at < entries.len() {
        let run = run(entries, at);
        if run.len() >= 2 {
            out.extend(among(entries, run, rules, graph));
            out.extend(seats(entries, at, run, graph));
        }
        at += run.len().max(1);
    }
    out.extend(entries.windows(2).filter_map(|pair| change(entries, &pair[0], &pair[1], graph)));
}

fn sum(run: &[Entry]) -> f64 {
    run.iter().map(|part| part.figure.quantity.low).sum()
}

/// `Among the dead are nine women, six men and three children`, of 17 dead.
fn among(entries: &[Entry], run: &[Entry], rules: &Rulebook, graph: &ClaimGraph) -> Option<Finding> {
    let (first, words) = (&run[0], &rules.measures.quantities);
    let analysis = &first.reading.analysis;
    let lead = analysis.sentences[first.figure.sentence].tokens.start..first.figure.tokens.start;
    let among = lead.clone().find(|&at| analysis.tokens[at].lemma.to_lowercase() == "among")?;
    let named = |measure: &&crate::rules::measures::Measure| {
        measure.unit.is_empty() && (among..lead.end).any(|at| measure.names(&analysis.tokens[at].lemma.to_lowercase()))
    };
    let measure = words.measures.iter().find(named)?;
    let groups = run.iter().all(|part| words.is_group(&part.figure.noun));
    let counts = |entry: &&Entry| {
        let figure = entry.figure;
        let whole = is_sum(figure) && !figure.partitive && figure.kind == FigureKind::Level && !entry.is_history();
        whole && figure.measure.as_ref() == Some(&measure.id) && !words.is_group(&figure.noun)
    };
    let total =
        entries.iter().filter(counts).max_by(|one, other| one.figure.quantity.low.total_cmp(&other.figure.quantity.low))?;
    (groups && sum(run) > total.figure.quantity.low).then(|| mismatch(total, run, &[], 0, graph)).flatten()
}

/// `won 9 of the 21 seats. The Greens hold 7, the Farmers 4 and the Liberals 2`.
fn seats(entries: &[Entry], start: usize, run: &[Entry], graph: &ClaimGraph) -> Option<Finding> {
    const NEAR: usize = 2;
    let seat = |noun: &str| things().seats.has(noun);
    let behind = |part: &Entry| part.figure.bearer < part.figure.tokens.start;
    let bare = run.iter().all(|other| other.figure.noun.is_empty() || seat(&other.figure.noun) || behind(other));
    let before = entries[..start].windows(2).rev().find(|pair| {
        let (won, all) = (pair[0].figure, pair[1].figure);
        won.partitive && won.bearer == all.bearer && seat(&all.noun) && is_sum(won) && is_sum(all) && !all.partitive
    })?;
    let near = run[0].figure.sentence - before[1].figure.sentence <= NEAR;
    let more = sum(run) + before[0].figure.quantity.low > before[1].figure.quantity.low;
    (bare && near && more).then(|| mismatch(&before[1], run, &[&before[0]], 0, graph)).flatten()
}

/// `rose by 25 per cent from 1,000 to 1,350`.
fn change(entries: &[Entry], from: &Entry, to: &Entry, graph: &ClaimGraph) -> Option<Finding> {
    let (a, b) = (from.figure, to.figure);
    let units = [&a.quantity.unit, &b.quantity.unit];
    let alike = units[0] == units[1] || units.iter().any(|unit| unit.is_empty());
    let counted =
        a.quantity.is_exact() && b.quantity.is_exact() && a.quantity.low > 0.0 && !units.iter().any(|unit| *unit == "percent");
    if !is_from_to(from, to) || !alike || !counted {
        return None;
    }
    let share = |entry: &&Entry| entry.figure.sentence == a.sentence && entry.figure.quantity.unit == "percent";
    let mut shares = entries.iter().filter(share);
    let said = shares.next().filter(|said| shares.next().is_none() && said.figure.quantity.is_exact())?;
    let clause = said.figure.tokens.start.abs_diff(a.tokens.start) <= 10 && said.figure.kind == FigureKind::Difference;
    let real = ((b.quantity.low / a.quantity.low - 1.0) * 100.0).abs();
    let rounding = |entry: &Entry| {
        let (value, grain) = (entry.figure.quantity.low, entry.figure.quantity.grain);
        if grain < 0.5 * value { grain / 2.0 / value } else { 0.0 }
    };
    let slack = 1.0 + said.figure.quantity.grain / 2.0 + (100.0 + real) * (rounding(from) + rounding(to));
    if !clause || (real - said.figure.quantity.low).abs() <= slack {
        return None;
    }
    let explanation = format!(
        "From {} to {} is a change of {} percent, not {}.",
        plain(a.quantity.low),
        plain(b.quantity.low),
        plain(real),
        said.figure.quantity
    );
    let sides = [
        Answer::said(said.figure.quantity.to_string(), vec![said.cite(graph)]),
        Answer::computed(format!("{} percent", plain(real)), vec![from.cite(graph), to.cite(graph)]),
    ];
    Some(finding(BuiltIn::ChangeOfItsEnds, a.noun.clone(), sides, explanation))
}
