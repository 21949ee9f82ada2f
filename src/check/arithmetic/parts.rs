//! Parts that the text presents as the whole must add up to it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::figures::Entry;
use super::{finding, is_sum, plain};
use crate::check::{Answer, Finding};
use crate::graph::ClaimGraph;
use crate::model::{Analysis, BuiltIn};
use crate::rules::Rulebook;
use crate::rules::measures::Quantities;
use crate::rules::words::{counting, deeds, grammar};

/// Sums further from the total than this share of it count something else.
const NEAR: f64 = 0.34;

pub(super) fn check(entries: &[Entry], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    out.extend(on_board(entries, rules, graph));
    let mut at = 0;
    while at < entries.len() {
        let run = run(entries, at);
        if run.len() >= 2 {
            let total = total_before(entries, at, run.len(), &rules.measures.quantities);
            out.extend(total.and_then(|total| mismatch(&entries[total], run, &[], singles(run), graph)));
            out.extend(filled(entries, at, run.len(), graph));
        }
        at += run.len().max(1);
    }
}

/// Figures of one unit that follow each other in one list: `15 women, nine men and four children`.
pub(super) fn run<'e, 'a>(entries: &'e [Entry<'a>], start: usize) -> &'e [Entry<'a>] {
    let mut end = start + 1;
    if !is_sum(entries[start].figure) {
        return &entries[start..end];
    }
    while end < entries.len() && follows(&entries[end - 1], &entries[end], end - start == 1) {
        end += 1;
    }
    &entries[start..end]
}

/// Whether a figure is the next item of a list. Only behind the first item may a verb stand: `650 go in Izmir, 400 in Bursa`.
fn follows(one: &Entry, next: &Entry, first: bool) -> bool {
    const FAR: usize = 9;
    let (a, b) = (one.figure, next.figure);
    if a.sentence != b.sentence
        || a.quantity.unit != b.quantity.unit && !a.quantity.unit.is_empty() && !b.quantity.unit.is_empty()
        || !is_sum(b)
        || b.partitive
    {
        return false;
    }
    let analysis = &one.reading.analysis;
    let between = a.tokens.end..b.tokens.start;
    let lemma = |at: usize| analysis.tokens[at].lemma.as_str();
    let joined = between.clone().any(|at| grammar().joints.has(lemma(at)));
    let verbs = between.clone().filter(|&at| matches!(analysis.tokens[at].pos, "VERB" | "AUX")).count();
    let broken = between.clone().any(|at| counting().between_no_list.has(lemma(at)));
    joined && !broken && between.len() <= FAR && verbs <= 2 * usize::from(first)
}

/// The items of a list that are told by an article: `a nurse` in `four clerks, a nurse and two cooks`.
fn singles(run: &[Entry]) -> usize {
    let analysis = &run[0].reading.analysis;
    let last = run[run.len() - 1].figure.tokens.end;
    let joined = |noun: usize| matches!(analysis.tokens[noun].dep, "conj") && analysis.tokens[noun].tag == "NN";
    let inside = run.windows(2).flat_map(|pair| pair[0].figure.tokens.end..pair[1].figure.tokens.start);
    let end = analysis.sentences[run[0].figure.sentence].tokens.end;
    let behind =
        (last..end).take_while(|&at| !matches!(analysis.tokens[at].pos, "VERB" | "AUX") && analysis.tokens[at].lemma != ";");
    let article = |&at: &usize| grammar().indefinite.has(analysis.tokens[at].lemma.as_str()) && analysis.tokens[at].dep == "det";
    inside.chain(behind).filter(article).filter(|&at| analysis.parent(at).is_some_and(joined)).count()
}

/// The figure whose noun is said to be the list: `the nine jurors are ..`.
fn subject_before(entries: &[Entry], start: usize) -> Option<usize> {
    const FAR: usize = 5;
    let at = start.checked_sub(1)?;
    let (total, part) = (entries[at].figure, entries[start].figure);
    let analysis = &entries[at].reading.analysis;
    let between = total.tokens.end..part.tokens.start;
    if total.sentence != part.sentence || between.len() > FAR || !is_sum(total) || total.quantity.unit != part.quantity.unit {
        return None;
    }
    let equates = |token: usize| deeds().equating.has(analysis.tokens[token].lemma.as_str());
    let verbs: Vec<usize> = between.clone().filter(|&token| matches!(analysis.tokens[token].pos, "VERB" | "AUX")).collect();
    let made_up = |verb: usize| analysis.tokens[verb].lemma == "consist" && analysis.tokens[verb + 1].lemma == "of";
    let direct = matches!(verbs[..], [verb] if (equates(verb) && verb + 1 == part.tokens.start) || made_up(verb));
    let comma = between.clone().any(|token| analysis.tokens[token].lemma == ",");
    (direct && !comma).then_some(at)
}

/// The total that the text puts before its parts.
fn total_before(entries: &[Entry], start: usize, length: usize, words: &Quantities) -> Option<usize> {
    let run = &entries[start..start + length];
    let analysis = &run[0].reading.analysis;
    let sentence = run[0].figure.sentence;
    let opening = analysis.sentences[sentence].tokens.start;
    let lead = opening..run[0].figure.tokens.start;
    let measures: BTreeSet<&str> = run.iter().filter_map(|part| part.figure.measure.as_deref()).collect();
    if measures.len() > 1 {
        return None;
    }
    if let Some(total) = subject_before(entries, start) {
        return Some(total);
    }
    if lead.clone().rev().take(3).any(|at| analysis.tokens[at].lemma == ":") {
        let unit = |at: usize| entries[at].figure.quantity.unit == run[0].figure.quantity.unit && !entries[at].figure.partitive;
        return start
            .checked_sub(1)
            .filter(|&at| entries[at].figure.sentence == sentence && is_sum(entries[at].figure) && unit(at));
    }
    if !are_of_one_sort(run, words) {
        return None;
    }
    let fits = |at: &usize| may_be_total(&entries[*at], &run[0], words);
    let named = |at: &usize| {
        let noun = entries[*at].figure.noun.as_str();
        let measure = entries[*at].figure.measure.as_deref().and_then(|id| words.by_id(id));
        move |word: &str| word == noun || measure.is_some_and(|measure| measure.names(word))
    };
    let sum: f64 = run.iter().map(|part| part.figure.quantity.low).sum();
    let earlier =
        (0..start).rev().take_while(|&at| sentence - entries[at].figure.sentence <= 2 && entries[at].figure.sentence < sentence);
    let whole = |at: &usize| is_whole(analysis, lead.clone(), &run[length - 1], named(at));
    let candidates: Vec<usize> = earlier.filter(fits).filter(whole).collect();
    if candidates.iter().any(|&at| entries[at].figure.quantity.low == sum) {
        return None;
    }
    let largest = run.iter().map(|part| part.figure.quantity.low).fold(0.0, f64::max);
    candidates.into_iter().find(|&at| entries[at].figure.quantity.low > largest && is_near(entries[at].figure.quantity.low, sum))
}

/// All count people, or all the same things.
fn are_of_one_sort(run: &[Entry], words: &Quantities) -> bool {
    let figures = || run.iter().map(|part| part.figure);
    let things: BTreeSet<&str> = figures().map(|figure| words.thing(&figure.noun)).filter(|noun| !noun.is_empty()).collect();
    let measured = figures().all(|figure| !figure.quantity.unit.is_empty());
    measured || things.len() <= 1 || things.iter().all(|noun| words.is_person(noun))
}

/// Counts what the parts count, and is no part itself.
fn may_be_total(total: &Entry, part: &Entry, words: &Quantities) -> bool {
    let (total, part) = (total.figure, part.figure);
    let units = [&total.quantity.unit, &part.quantity.unit];
    let unit = units[0] == units[1] || units.iter().any(|unit| unit.is_empty()) && total.quantity.low >= 1e6;
    let people = words.is_person(&total.noun) && words.is_person(&part.noun);
    is_sum(total)
        && !total.partitive
        && unit
        && (people || !units[1].is_empty() || part.noun.is_empty() || words.thing(&total.noun) == words.thing(&part.noun))
}

/// The words before or behind a list say that it is complete: `Of these`, `They consist of`, `The dead were`, `nobody else`. `named` tells
/// whether a noun stands for the total.
fn is_whole(analysis: &Analysis, lead: Range<usize>, last: &Entry, named: impl Fn(&str) -> bool) -> bool {
    let lemmas: Vec<String> = analysis.tokens[lead].iter().map(|token| token.lemma.to_lowercase()).collect();
    let has = |phrase: &str| {
        let words: Vec<&str> = phrase.split(' ').collect();
        lemmas.windows(words.len()).any(|window| window.iter().zip(&words).all(|(a, b)| a == b))
    };
    let taken_up = |word: Option<&String>| counting().taken_up.has(word.map(String::as_str));
    let of_these = counting().of_these.iter().any(has);
    let consists = deeds().consisting.iter().any(has);
    let equals = match lemmas.as_slice() {
        [the, .., noun, be] if the == "the" && be == "be" && lemmas.len() <= 4 => named(noun),
        _ => false,
    };
    let sentence = analysis.sentences[last.figure.sentence].tokens.clone();
    let rest: Vec<&str> =
        analysis.tokens[last.figure.tokens.end..sentence.end].iter().map(|token| token.lemma.as_str()).collect();
    let closed = rest.windows(2).any(|pair| counting().before_else.has(pair[0]) && counting().behind_nobody.has(pair[1]));
    of_these || consists && taken_up(lemmas.first()) || equals || closed
}

fn is_near(total: f64, sum: f64) -> bool {
    (total - sum).abs() <= NEAR * total
}

pub(super) fn mismatch(total: &Entry, parts: &[Entry], extra: &[&Entry], singles: usize, graph: &ClaimGraph) -> Option<Finding> {
    let parts: Vec<&Entry> = extra.iter().copied().chain(parts).collect();
    let values = parts.iter().map(|part| part.figure.quantity.low).chain(std::iter::repeat_n(1.0, singles));
    let values: Vec<f64> = values.collect();
    let sum: f64 = values.iter().sum();
    let said = total.figure.quantity.low;
    let grain = parts.iter().map(|part| part.figure.quantity.grain).fold(0.0, f64::max);
    let rounded = grain < 1.0 || !total.figure.quantity.unit.is_empty();
    let slack = if rounded { parts.len() as f64 * grain / 2.0 } else { 0.0 };
    if (sum - said).abs() <= slack + 1e-9 * said
        || !is_near(said, sum)
        || parts.iter().any(|part| part.figure.quantity.low > said)
    {
        return None;
    }
    let spelt: Vec<String> = values.iter().map(|value| plain(*value)).collect();
    let explanation = format!("{} make {}, not {}.", spelt.join(" and "), plain(sum), plain(said));
    let cited = parts.iter().map(|part| part.cite(graph)).collect();
    let sides = [Answer::said(plain(said), vec![total.cite(graph)]), Answer::computed(plain(sum), cited)];
    Some(finding(BuiltIn::PartsMakeTheTotal, total.figure.noun.clone(), sides, explanation))
}

/// Passengers and crew make up all who are on board.
fn on_board(entries: &[Entry], rules: &Rulebook, graph: &ClaimGraph) -> Option<Finding> {
    let crew_of =
        |entry: &Entry| is_sum(entry.figure) && (entry.figure.noun == "crew" || entry.figure.modifiers.contains("crew"));
    let aboard = |entry: &Entry| {
        let analysis = &entry.reading.analysis;
        let end = (entry.figure.tokens.end + 5).min(analysis.tokens.len());
        let behind = analysis.tokens[entry.figure.tokens.end..end].iter();
        is_sum(entry.figure)
            && rules.measures.quantities.is_everybody(&entry.figure.noun)
            && behind.into_iter().any(|token| counting().aboard.has(token.lemma.as_str()))
    };
    let passengers = entries.iter().find(|entry| is_sum(entry.figure) && entry.figure.noun == "passenger")?;
    let crew = entries.iter().find(|entry| crew_of(entry) && entry.figure.sentence == passengers.figure.sentence)?;
    let total = entries.iter().find(|entry| aboard(entry))?;
    mismatch(total, &[*passengers, *crew], &[], 0, graph)
}

/// `.. 33 mandates, the Greens 17 and the Farmers 14, which fills the 101 seats`, with the winner's share said before.
fn filled(entries: &[Entry], start: usize, length: usize, graph: &ClaimGraph) -> Option<Finding> {
    let run = &entries[start..start + length];
    let total =
        entries.get(start + length).filter(|total| is_sum(total.figure) && total.figure.sentence == run[0].figure.sentence)?;
    let analysis = &total.reading.analysis;
    let between = run[length - 1].figure.tokens.end..total.figure.tokens.start;
    let fills = analysis.tokens.get(between)?.iter().any(|token| deeds().filling.has(token.lemma.as_str()));
    let nouns: Vec<&str> = run.iter().map(|part| part.figure.noun.as_str()).chain([total.figure.noun.as_str(), "seat"]).collect();
    let first = entries[..start].iter().rev().find(|entry| {
        is_sum(entry.figure)
            && !entry.figure.noun.is_empty()
            && nouns.contains(&entry.figure.noun.as_str())
            && entry.figure.quantity.low < total.figure.quantity.low
    })?;
    fills.then(|| mismatch(total, run, &[first], 0, graph)).flatten()
}
