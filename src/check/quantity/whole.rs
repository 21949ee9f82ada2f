//! All of a group against a part of it: `all nine wards`, `only four of the nine wards`.

use std::collections::BTreeMap;

use super::super::figures::{Entry, content_words, same_predicate};
use super::{Clash, finding};
use crate::check::Finding;
use crate::graph::ClaimGraph;
use crate::model::Reading;
use crate::rules::Rulebook;
use crate::rules::words::counting;

pub fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    let all: Vec<Entry> = entries(readings).filter(|entry| entry.figure.quantity.is_exact() && !entry.figure.negated).collect();
    let wholes: Vec<&Entry> = all.iter().filter(|entry| is_all(entry)).collect();
    for part in all.iter().filter(|entry| entry.figure.partitive) {
        let Some(whole) = all.iter().find(|other| holds(other, part)) else { continue };
        let same = wholes.iter().filter(|other| other.document != part.document && same_story(other, part, graph));
        for other in same.filter(|other| meets(other, whole, part, rules)) {
            let pair = [**other, *part];
            let group = BTreeMap::from([(0, Clash::ASSUMED), (1, Clash::ASSUMED)]);
            out.push(finding(&pair, &group, &part.figure.noun, false, graph));
        }
    }
}

fn entries(readings: &[Reading]) -> impl Iterator<Item = Entry<'_>> {
    readings.iter().enumerate().flat_map(|(document, reading)| {
        reading.figures.iter().map(move |figure| Entry { document, reading, figure, sole: false })
    })
}

fn same_story(one: &Entry, other: &Entry, graph: &ClaimGraph) -> bool {
    graph.stories.get(one.document) == graph.stories.get(other.document)
}

/// `all nine wards`.
fn is_all(entry: &Entry) -> bool {
    let first = entry.figure.tokens.start;
    let tokens = &entry.reading.analysis.tokens;
    let word = |back: usize| first.checked_sub(back).map_or("", |at| tokens[at].lemma.as_str());
    !entry.figure.partitive && (word(1) == "all" || word(2) == "all" && counting().behind_all.has(word(1)))
}

/// Whether a figure is the whole of which another is a part: the nine in `four of the nine wards`.
fn holds(whole: &Entry, part: &Entry) -> bool {
    whole.document == part.document
        && whole.figure.bearer == part.figure.bearer
        && !whole.figure.partitive
        && whole.figure.tokens.start > part.figure.tokens.start
        && whole.figure.quantity.low > part.figure.quantity.low
}

/// One says the same of all that the other says of a part: the whole is as large, and the sentences share a word beside it.
fn meets(all: &Entry, whole: &Entry, part: &Entry, rules: &Rulebook) -> bool {
    let words = &rules.measures.quantities;
    let thing = words.thing(&all.figure.noun) == words.thing(&part.figure.noun);
    let number = all.figure.quantity.low == whole.figure.quantity.low;
    let shared = || {
        let (mine, others) = (content_words(all.reading, all.figure.sentence), content_words(part.reading, part.figure.sentence));
        mine.intersection(&others).any(|word| *word != all.figure.noun && *word != part.figure.noun)
    };
    thing
        && number
        && same_predicate(all, part, rules)
        && all.figure.actual == part.figure.actual
        && !all.figure.noun.is_empty()
        && shared()
}
