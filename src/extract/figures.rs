//! Figures: how much of what, in which scope, and in whose mouth.

pub mod amount;
mod compound;
pub mod counted;
mod fractions;
mod none;
pub mod number;
mod replaced;
mod single;
mod ties;
mod votes;
pub mod worded;

use std::collections::BTreeSet;

use super::{Context, atoms, mentions, places, stance, times};
use crate::model::{Bound, Figure, FigureKind, Modality, Stance, Time, TimeExpression, units};
use crate::rules::measures::quantities::Wording;
use crate::rules::words::{grammar, timing};
use amount::Amount;
use counted::Bearer;

/// From here on a bare number for a price or a loss is one of money.
const SUM: f64 = 1000.0;

/// All figures of a document, in order.
pub fn find(context: &Context) -> Vec<Figure> {
    let analysis = context.analysis;
    let taken = tokens_of(&context.times, analysis.tokens.len());
    let mut found = Vec::new();
    for sentence in &analysis.sentences {
        let atoms = atoms::cut(context.document, analysis, sentence.tokens.clone());
        let amounts = amount::find(&atoms, &context.rules.measures, |token| taken[token]);
        let told = |amount: &Amount| counts(context, amount) && !is_day(context, amount) && !is_year(context, amount);
        let amounts = amounts.into_iter().filter(told);
        found.extend(amounts.map(|amount| {
            let bearer = counted::bearer(context, &amount);
            figure(context, amount, bearer)
        }));
    }
    found.extend(single::find(context).into_iter().map(|(amount, bearer)| figure(context, amount, bearer)));
    found.extend(none::find(context).into_iter().filter_map(|(amount, bearer)| none(context, amount, bearer)));
    for votes::Count { amount, predicate } in votes::find(context) {
        found.retain(|figure: &Figure| figure.tokens != amount.tokens || figure.predicates.contains(predicate));
        let token = mentions::head_of(analysis, amount.tokens.clone());
        let bearer = Bearer { token, bare: true, partitive: false, kind: FigureKind::Level };
        found.push(of_votes(context, figure(context, amount, bearer), predicate));
    }
    found.sort_by_key(|figure: &Figure| figure.tokens.start);
    found
}

fn tokens_of(times: &[TimeExpression], count: usize) -> Vec<bool> {
    let mut taken = vec![false; count];
    for expression in times {
        taken[expression.tokens.clone()].fill(true);
    }
    taken
}

/// `June 30` in front of a text, which is no time of what it tells.
fn is_day(context: &Context, amount: &Amount) -> bool {
    let before = amount.tokens.start.checked_sub(1).map(|at| context.text(at)).unwrap_or_default();
    let month = before.trim_end_matches('.').to_lowercase();
    before.starts_with(char::is_uppercase) && context.rules.measures.calendar.months.contains_key(&month)
}

/// `prices of 2022`, `Prize for Letters 1994`: four figures without a comma that count nothing behind them.
fn is_year(context: &Context, amount: &Amount) -> bool {
    const YEARS: std::ops::Range<f64> = 1500.0..2100.0;
    let analysis = context.analysis;
    let first = amount.tokens.start;
    let figures = amount.tokens.len() == 1 && context.text(first).len() == 4 && amount.span == analysis.tokens[first].span;
    let year = amount.quantity.unit.is_empty() && YEARS.contains(&amount.quantity.low) && amount.quantity.low % 100.0 != 0.0;
    let counts = analysis.parent(first).is_some_and(|up| up > first && analysis.tokens[first].dep == "nummod");
    let of = analysis.tokens.get(first + 1).is_some_and(|next| grammar().belonging.has(next.lemma.as_str()));
    figures && year && !counts && !of
}

/// The pronoun `one` is no figure.
fn counts(context: &Context, amount: &Amount) -> bool {
    let analysis = context.analysis;
    let first = amount.tokens.start;
    if analysis.tokens[first].lemma != "one" || amount.tokens.len() > 1 {
        return true;
    }
    analysis
        .parent(first)
        .is_some_and(|up| up > first && analysis.tokens[up].pos == "NOUN" && analysis.tokens[first].dep == "nummod")
}

/// A count of none, where it is one of a measure that reports keep counting. Its word for none is no negation of the figure.
fn none(context: &Context, amount: Amount, bearer: Bearer) -> Option<Figure> {
    let figure = figure(context, amount, bearer);
    let measure = context.rules.measures.quantities.by_id(figure.measure.as_deref()?)?;
    let told = if figure.attribution.is_some() { Stance::Reported } else { Stance::Asserted };
    let stance = if figure.stance == Stance::Denied { told } else { figure.stance };
    measure.moves.then_some(Figure { negated: false, stance, ..figure })
}

/// A figure as the count of one side of a vote.
fn of_votes(context: &Context, figure: Figure, predicate: &str) -> Figure {
    let (modifiers, predicates) = (BTreeSet::new(), BTreeSet::from([predicate.to_string()]));
    let wording = Wording { unit: "", noun: "", modifiers: &modifiers, predicates: &predicates };
    let measure = context.rules.measures.quantities.measure(&wording).map(|measure| measure.id.clone());
    Figure { measure, modifiers, predicates, negated: false, ..figure }
}

fn figure(context: &Context, amount: Amount, bearer: Bearer) -> Figure {
    let analysis = context.analysis;
    let words = &context.rules.measures;
    let people = !bearer.bare && counted::is_people(analysis, bearer.token);
    let noun = match counted::dimension(analysis, bearer.token, &amount.quantity.unit) {
        Some(dimension) => dimension.to_string(),
        None if bearer.bare && counted::is_age(context, bearer.token) => "age".to_string(),
        None if bearer.bare => String::new(),
        None if people => "national".to_string(),
        None if analysis.tokens[bearer.token].tag == "VBN" => context.text(bearer.token).to_lowercase(),
        None => analysis.tokens[bearer.token].lemma.to_lowercase(),
    };
    let mut modifiers = counted::modifiers(context, &amount, bearer.token);
    modifiers.extend(people.then(|| analysis.tokens[bearer.token].lemma.to_lowercase()));
    let whole = !bearer.partitive && counted::is_whole(analysis, &amount, bearer.token);
    let mut predicates = if whole { BTreeSet::new() } else { ties::predicates(context, bearer.token) };
    let vote = counted::vote(context, &amount).filter(|_| bearer.bare);
    if let Some(vote) = &vote {
        predicates = BTreeSet::from([vote.clone()]);
    }
    let mut amount = amount;
    if amount.quantity.unit.is_empty() && amount.quantity.low >= SUM && !bearer.bare && words.quantities.is_sum(&noun) {
        amount.quantity.unit = units::MONEY.to_string();
    }
    let unit = if words.units.money.contains(&amount.quantity.unit) { units::MONEY } else { &amount.quantity.unit }.to_string();
    let wording = Wording { unit: &unit, noun: &noun, modifiers: &modifiers, predicates: &predicates };
    let measure = words.quantities.measure(&wording).map(|measure| measure.id.clone());
    let frame = stance::frame(context, bearer.token);
    let replaces = replaced::by(context, &amount);
    let site = mentions::head_of(analysis, amount.tokens.clone());
    let denied = frame.negated && vote.is_none();
    let ceiling = denied && is_ceiling(context, &amount);
    let near = |token: usize| token.abs_diff(amount.tokens.start) <= 8;
    let span =
        if bearer.bare || !near(bearer.token) { amount.span } else { amount.span.cover(analysis.tokens[bearer.token].span) };
    let rate = amount.rate.clone().or_else(|| counted::rate(context, &amount, site));
    Figure {
        rate,
        measure,
        noun,
        bearer: bearer.token,
        modifiers,
        predicates,
        subject: counted::clause_subject(context, site),
        ordinals: ordinals(context, site, bearer.kind),
        partitive: bearer.partitive,
        kind: bearer.kind,
        revised: revised(context, site),
        when: when(context, bearer.token, site),
        replaces,
        places: places::of(context, bearer.token),
        stance: frame.stance,
        actual: matches!(frame.modality, Modality::Actual | Modality::Planned | Modality::Wished),
        negated: denied && !ceiling,
        attribution: frame.attribution,
        sentence: analysis.tokens[site].sentence,
        tokens: amount.tokens,
        span,
        quantity: if ceiling { amount.quantity.hedged(Bound::AtMost) } else { amount.quantity },
    }
}

/// `has not sold even 50`: the figure is more than there were.
fn is_ceiling(context: &Context, amount: &Amount) -> bool {
    amount.tokens.start.checked_sub(1).is_some_and(|before| context.analysis.tokens[before].lemma == "even")
}

/// The time of a figure: that of its noun, of the participle behind the noun (`people killed since July`), or of its own clause.
fn when(context: &Context, bearer: usize, site: usize) -> Option<Time> {
    let participle = || context.analysis.children(bearer).find(|&child| context.analysis.tokens[child].dep == "acl");
    let of = |token: usize| times::of(context, token);
    period(context, bearer).or_else(|| of(bearer)).or_else(|| participle().and_then(of)).or_else(|| of(site))
}

/// The end of `the fiscal year that ended on 31 January`, which tells one period from another.
fn period(context: &Context, bearer: usize) -> Option<Time> {
    let analysis = context.analysis;
    let clause = times::clause(analysis, bearer);
    let sentence = analysis.sentences[analysis.tokens[bearer].sentence].tokens.clone();
    let is_period = |&at: &usize| context.rules.measures.levels.periods.contains(&analysis.tokens[at].lemma);
    let ended = |at: usize| {
        let behind =
            |&child: &usize| matches!(analysis.tokens[child].dep, "relcl" | "acl") && analysis.tokens[child].lemma == "end";
        analysis.children(at).find(behind)
    };
    let mut ends = sentence.filter(is_period).filter(|&at| times::clause(analysis, at) == clause).filter_map(ended);
    let time = times::of(context, ends.next()?)?;
    Some(Time { granularity: crate::model::Granularity::Month, window: false, ..time })
}

/// Ordinals, ages and groups in the sentence that make a figure one of a series (`in the second year`), and the period that a difference
/// is reckoned against (`than a year ago`).
fn ordinals(context: &Context, site: usize, kind: FigureKind) -> BTreeSet<String> {
    let analysis = context.analysis;
    let sentence = analysis.sentences[analysis.tokens[site].sentence].tokens.clone();
    let is_length = |period: usize| analysis.child(period, &["nummod"]).is_some() || times::is_compared(analysis, period);
    let words = &context.rules.measures.levels;
    let published = context.document.published.is_some();
    let calendar = |at: usize| timing().beside_now.has(analysis.tokens[at].lemma.as_str());
    let is_dated = |at: usize| published && context.is_time(at) && calendar(at);
    let is_base = |&at: &usize| {
        kind == FigureKind::Difference && words.periods.contains(&analysis.tokens[at].lemma) && times::is_compared(analysis, at)
    };
    let bases = sentence.clone().filter(is_base).map(|at| format!("than {}", analysis.tokens[at].lemma));
    sentence
        .filter(|&at| words.series.contains(&analysis.tokens[at].lemma.to_lowercase()) && !is_dated(at))
        .filter(|&at| analysis.parent(at).is_some_and(|up| words.periods.contains(&analysis.tokens[up].lemma) && !is_length(up)))
        .map(|at| format!("{} {}", analysis.tokens[at].lemma.to_lowercase(), analysis.tokens[analysis.tokens[at].head].lemma))
        .chain(bases)
        .collect()
}

/// The sentence says that a figure has moved: `rose to`, `now`, `as first believed`, `reduced`.
fn revised(context: &Context, site: usize) -> bool {
    let analysis = context.analysis;
    let clause = times::clause(analysis, site);
    let sentence = analysis.sentences[analysis.tokens[site].sentence].tokens.clone();
    sentence
        .filter(|&at| times::clause(analysis, at) == clause && matches!(analysis.tokens[at].pos, "VERB" | "ADV" | "ADJ"))
        .any(|at| context.rules.measures.levels.moved.contains(&analysis.tokens[at].lemma))
}

#[cfg(test)]
mod tests;
