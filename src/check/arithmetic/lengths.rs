//! How long something is against the dates that it runs from and to: `a ban of four years, from June 2024 until June 2027`.

use super::super::figures::Entry;
use super::{finding, plain};
use crate::check::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::{BuiltIn, FigureKind, Granularity, TimeExpression};
use crate::rules::words::{things, timing};

const DAY: f64 = 86_400.0;

pub(super) fn check(entries: &[Entry], graph: &ClaimGraph, out: &mut Vec<Finding>) {
    out.extend(entries.iter().filter_map(|entry| mismatch(entry, graph)));
}

fn mismatch(entry: &Entry, graph: &ClaimGraph) -> Option<Finding> {
    let range = range(entry)?;
    let (from, to) = range.time.days?;
    let days = f64::from(to.since(from).ok()?.get_days());
    let (edges, slack) = (edges(range), (entry.figure.quantity.grain / DAY / 2.0).max(0.1 * days));
    let said = entry.figure.quantity.low / DAY;
    if (days - 2.0 * edges - slack..=days + slack).contains(&said) {
        return None;
    }
    let reading = entry.reading;
    let sentence = reading.analysis.tokens[range.tokens.start].sentence;
    let dates = Cited { sentence, span: reading.analysis.span(range.tokens.clone()), ..entry.cite(graph) };
    let length = entry.figure.quantity.to_string();
    let explanation = format!("{} is no {length}.", range.time.text);
    let sides = [Answer::said(length, vec![entry.cite(graph)]), Answer::computed(format!("{} days", plain(days)), vec![dates])];
    Some(finding(BuiltIn::LengthBetweenItsDates, entry.figure.noun.clone(), sides, explanation))
}

/// The only stretch with two ends in the sentence of a length, where the length is that of what the stretch is told of.
fn range<'a>(entry: &Entry<'a>) -> Option<&'a TimeExpression> {
    let (figure, reading) = (entry.figure, entry.reading);
    let length = figure.quantity.unit == "s" && figure.quantity.is_exact() && figure.quantity.low >= 2.0 * DAY;
    let told = things().lasting.has(figure.noun.as_str()) || next_to_range(entry);
    if !length || !told || figure.rate.is_some() || figure.negated || figure.kind != FigureKind::Level {
        return None;
    }
    let tokens = &reading.analysis.sentences[figure.sentence].tokens;
    let mut ranges = reading.times.iter().filter(|time| tokens.contains(&time.tokens.start) && is_range(entry, time));
    ranges.next().filter(|_| ranges.next().is_none())
}

/// `for twelve years, from 1991 to 2008`.
fn next_to_range(entry: &Entry) -> bool {
    const NEAR: usize = 2;
    let end = entry.figure.tokens.end;
    entry.reading.times.iter().any(|time| time.tokens.start >= end && time.tokens.start - end <= NEAR && is_range(entry, time))
}

/// From one day, month or year to another.
fn is_range(entry: &Entry, time: &TimeExpression) -> bool {
    let tokens = &entry.reading.analysis.tokens;
    let from = tokens[time.tokens.start].lemma == "from";
    let until = time.tokens.clone().any(|at| timing().before_end_of_range.has(tokens[at].lemma.as_str()));
    from && until && time.time.also.is_none() && time.time.days.is_some()
}

/// How many days the first and the last month or year may be short of.
fn edges(range: &TimeExpression) -> f64 {
    match range.time.granularity {
        Granularity::Minute | Granularity::PartOfDay | Granularity::Day => 1.0,
        Granularity::Week => 7.0,
        Granularity::Month => 31.0,
        _ => 366.0,
    }
}
