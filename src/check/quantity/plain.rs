//! Which figures state how many there are or how much there is, so that another text can be held against them.

use crate::check::figures::Entry;
use crate::model::{Bound, FigureKind};
use crate::rules::Rulebook;
use crate::rules::measures::Measure;
use crate::rules::words::{grammar, things};

/// A figure that states how many there are.
pub(super) fn is_plain(entry: &Entry, measure: Option<&Measure>, rules: &Rulebook) -> bool {
    let figure = entry.figure;
    let qualified = || measure.is_some_and(|measure| entry.words().iter().any(|word| measure.qualified(word)));
    figure.kind != FigureKind::Extra
        && !figure.negated
        && !is_age(entry)
        && !is_handful(entry)
        && !is_single(entry)
        && !is_size(entry)
        && !is_local_none(entry, rules)
        && !is_pronoun(entry)
        && !qualified()
}

/// `12-year-old`, `when he was five years old`: a person's age, which is that person's alone.
fn is_age(entry: &Entry) -> bool {
    let tokens = &entry.reading.analysis.tokens;
    let next = (entry.figure.tokens.end..tokens.len()).find(|&at| tokens[at].lemma != "-");
    next.is_some_and(|next| tokens[next].lemma == "old") || entry.figure.noun == "old" || entry.figure.noun == "age"
}

/// `no dead in the village`: none there, which says nothing of other places. What a disaster was called is no place.
fn is_local_none(entry: &Entry, rules: &Rulebook) -> bool {
    let (figure, analysis) = (entry.figure, &entry.reading.analysis);
    let place = |token: usize| {
        let leads = grammar().before_place_of_none.has(analysis.tokens[token].lemma.as_str());
        analysis.child(token, &["pobj"]).filter(|_| leads)
    };
    let around = std::iter::once(figure.bearer).chain(analysis.parent(figure.bearer));
    let places: Vec<usize> = around.flat_map(|token| analysis.children(token)).filter_map(place).collect();
    let is_cause = |object: &usize| rules.measures.quantities.is_cause(&analysis.tokens[*object].lemma);
    figure.quantity.high == 0.0 && !places.is_empty() && !places.iter().any(is_cause)
}

/// `eight of them`: what they are, another sentence says.
fn is_pronoun(entry: &Entry) -> bool {
    entry.figure.measure.is_none() && entry.reading.analysis.tokens[entry.figure.bearer].pos == "PRON"
}

/// `several houses`: not counted, and no more than a guess at what a count would give.
fn is_handful(entry: &Entry) -> bool {
    let quantity = &entry.figure.quantity;
    quantity.bound == Bound::Between && !quantity.is_point() && quantity.high < 10.0 && quantity.unit.is_empty()
}

/// `One bullet hit the door`: tells of one among others, and not how many there were.
fn is_single(entry: &Entry) -> bool {
    let figure = entry.figure;
    figure.measure.is_none() && figure.quantity.unit.is_empty() && figure.quantity.is_exact() && figure.quantity.low == 1.0
}

/// `the 17-inch model`: a size by which makes of one thing are told apart.
fn is_size(entry: &Entry) -> bool {
    let bearer = &entry.reading.analysis.tokens[entry.figure.bearer];
    let quantity = &entry.figure.quantity;
    quantity.unit == "m" && quantity.high < 1.0 && (bearer.pos == "PROPN" || things().makes.has(bearer.lemma.as_str()))
}
