//! Two figures that the text ties together: a part of a whole, games and their outcomes, goals of a score, a ratio, a delay.

use super::super::figures::Entry;
use super::{finding, is_from_to, is_sum, plain};
use crate::check::{Answer, Finding};
use crate::graph::ClaimGraph;
use crate::model::{BuiltIn, Granularity};
use crate::rules::words::{counting, deeds, things};

pub(super) fn check(entries: &[Entry], graph: &ClaimGraph, out: &mut Vec<Finding>) {
    out.extend(entries.windows(2).filter_map(|pair| part_of_whole(&pair[0], &pair[1], graph)));
    out.extend((0..entries.len()).filter_map(|at| outcomes(entries, at, graph)));
    out.extend((0..entries.len()).filter_map(|at| goals(entries, at, graph)));
    out.extend(entries.windows(2).filter_map(|pair| ratio(&pair[0], &pair[1], graph)));
    out.extend(entries.iter().filter_map(|entry| delay(entry, graph)));
}

/// `twelve of the nine members`.
fn part_of_whole(part: &Entry, whole: &Entry, graph: &ClaimGraph) -> Option<Finding> {
    let (a, b) = (part.figure, whole.figure);
    let tied = a.partitive && a.bearer == b.bearer && b.tokens.start <= a.tokens.end + 3 && a.quantity.unit == b.quantity.unit;
    // `seven of one family`, `28 million of 38`: the whole is a body, or its scale goes without saying.
    let counted = b.quantity.low > 1.0 && a.quantity.low < 1000.0 * b.quantity.low;
    if !tied || !counted || !is_sum(a) || !is_sum(b) || a.quantity.low <= b.quantity.low {
        return None;
    }
    let (a, b) = (plain(a.quantity.low), plain(b.quantity.low));
    let explanation = format!("{a} cannot be a part of {b}.");
    Some(finding(
        BuiltIn::PartWithinWhole,
        whole.figure.noun.clone(),
        [Answer::said(a, vec![part.cite(graph)]), Answer::said(b, vec![whole.cite(graph)])],
        explanation,
    ))
}

/// `won nine of their sixteen games, drew three and lost five`.
fn outcomes(entries: &[Entry], at: usize, graph: &ClaimGraph) -> Option<Finding> {
    let total = entries.get(at + 1)?;
    let won = &entries[at];
    let does = |entry: &Entry, verb: &str| entry.figure.predicates.contains(&format!("obj {verb}"));
    let of_games =
        won.figure.partitive && won.figure.bearer == total.figure.bearer && things().games.has(total.figure.noun.as_str());
    if !of_games || !does(won, "win") || !is_sum(won.figure) || !is_sum(total.figure) {
        return None;
    }
    let rest: Vec<&Entry> =
        entries[at + 2..].iter().take(2).filter(|entry| entry.figure.sentence == total.figure.sentence).collect();
    let drawn = rest.iter().find(|entry| does(entry, "draw") || does(entry, "tie"))?;
    let lost = rest.iter().find(|entry| does(entry, "lose"))?;
    let sum = won.figure.quantity.low + drawn.figure.quantity.low + lost.figure.quantity.low;
    let said = total.figure.quantity.low;
    if sum == said {
        return None;
    }
    let explanation = format!("Games won, drawn and lost make {}, not {}.", plain(sum), plain(said));
    let sides = [
        Answer::said(plain(said), vec![won.cite(graph), total.cite(graph)]),
        Answer::computed(plain(sum), vec![drawn.cite(graph), lost.cite(graph)]),
    ];
    Some(finding(BuiltIn::OutcomesMakeTheGames, total.figure.noun.clone(), sides, explanation))
}

/// `by three goals to two` and `the four goals of the match`.
fn goals(entries: &[Entry], at: usize, graph: &ClaimGraph) -> Option<Finding> {
    let (winner, loser) = (&entries[at], entries.get(at + 1)?);
    let analysis = &winner.reading.analysis;
    let scored = winner.figure.noun == "goal" || loser.figure.noun == "goal";
    let to = (winner.figure.tokens.end..loser.figure.tokens.start).any(|token| analysis.tokens[token].lemma == "to");
    let near = loser.figure.tokens.start.saturating_sub(winner.figure.tokens.end) <= 2;
    if !scored || !to || !near || !is_sum(winner.figure) || !is_sum(loser.figure) {
        return None;
    }
    let sum = winner.figure.quantity.low + loser.figure.quantity.low;
    let all = entries.iter().find(|entry| {
        entry.figure.noun == "goal"
            && is_sum(entry.figure)
            && entry.figure.modifiers.iter().any(|word| things().one_game.has(word.as_str()))
    })?;
    let said = all.figure.quantity.low;
    let explanation = format!("The score makes {} goals, not {}.", plain(sum), plain(said));
    let sides = [
        Answer::computed(plain(sum), vec![winner.cite(graph), loser.cite(graph)]),
        Answer::said(plain(said), vec![all.cite(graph)]),
    ];
    (sum != said).then(|| finding(BuiltIn::GoalsMakeTheScore, "goals".to_string(), sides, explanation))
}

/// `doubled from 40 to 95`.
fn ratio(from: &Entry, to: &Entry, graph: &ClaimGraph) -> Option<Finding> {
    const SLACK: f64 = 0.15;
    let (a, b) = (from.figure, to.figure);
    let analysis = &from.reading.analysis;
    let before = a.tokens.start.checked_sub(1)?;
    if !is_from_to(from, to) || a.quantity.low <= 0.0 || !a.quantity.is_point() || !b.quantity.is_point() {
        return None;
    }
    let opening = analysis.sentences[a.sentence].tokens.start.max(before.saturating_sub(12));
    let factor = analysis.tokens[opening..before].iter().rev().find_map(|token| counting().factors.get(&token.lemma).copied())?;
    let real = b.quantity.low / a.quantity.low;
    if a.quantity.unit != b.quantity.unit && !a.quantity.unit.is_empty() || (real / factor - 1.0).abs() <= SLACK {
        return None;
    }
    let explanation = format!(
        "From {} to {} is {} times as much, not {}.",
        plain(a.quantity.low),
        plain(b.quantity.low),
        plain(real),
        plain(factor)
    );
    let sides =
        [Answer::said(plain(a.quantity.low), vec![from.cite(graph)]), Answer::said(plain(b.quantity.low), vec![to.cite(graph)])];
    Some(finding(BuiltIn::RatioOfItsEnds, a.noun.clone(), sides, explanation))
}

/// `scheduled for 14 September, now planned for the 26th` and `the nine-day delay`.
fn delay(entry: &Entry, graph: &ClaimGraph) -> Option<Finding> {
    const DAY: f64 = 86_400.0;
    let figure = entry.figure;
    if !things().delays.has(figure.noun.as_str())
        || figure.quantity.unit != "s"
        || figure.quantity.grain > DAY
        || !figure.quantity.is_exact()
    {
        return None;
    }
    let reading = entry.reading;
    let named: Vec<_> =
        reading.times.iter().filter(|time| time.time.granularity == Granularity::Day && time.time.said.day.is_some()).collect();
    let moved = named.windows(2).find(|pair| {
        let sentence = reading.analysis.tokens[pair[0].tokens.start].sentence;
        let words = super::super::figures::content_words(reading, sentence);
        let moves = deeds().setting_a_day.iter().any(|word| words.contains(word));
        sentence == reading.analysis.tokens[pair[1].tokens.start].sentence && moves
    })?;
    let (from, to) = (moved[0].time.days?.0, moved[1].time.days?.0);
    let days = f64::from(to.since(from).ok()?.get_days().abs());
    let said = (figure.quantity.low / DAY).round();
    if days == said {
        return None;
    }
    let sentence = reading.analysis.tokens[moved[0].tokens.start].sentence;
    let span = reading.analysis.span(moved[0].tokens.start..moved[1].tokens.end);
    let dates = super::super::Cited { sentence, span, ..entry.cite(graph) };
    let explanation =
        format!("From {} to {} are {} days, not {}.", moved[0].time.text, moved[1].time.text, plain(days), plain(said));
    let sides = [
        Answer::computed(format!("{} days", plain(days)), vec![dates]),
        Answer::said(format!("{} days", plain(said)), vec![entry.cite(graph)]),
    ];
    Some(finding(BuiltIn::DelayBetweenItsDates, "delay".to_string(), sides, explanation))
}
