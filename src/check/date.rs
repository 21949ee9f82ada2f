//! One event has one date.

use super::candidates::said;
use super::event::{Event, Pair, is_open_to_the_past, pairs};
use super::heading::told_apart;
use super::{Answer, Finding};
use crate::graph::ClaimGraph;
use crate::model::report::Kind;
use crate::model::{Agreement, Argument, BuiltIn, Clause, Granularity, Reading, Role, Said, Time};
use crate::rules::Rulebook;
use crate::rules::measures::{EventWords, Events};
use crate::rules::words::{deeds, grammar, timing};

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    let mut seen = std::collections::BTreeSet::new();
    let (pairs, passed_over) = pairs(readings, graph, rules);
    out.extend(said(BuiltIn::OneDatePerEvent, Kind::Date, passed_over));
    for pair in pairs {
        let clauses = (pair.one.document, pair.one.clause.head, pair.other.document, pair.other.clause.head);
        let finding = finding(&pair, graph, &rules.measures.events);
        out.extend(finding.filter(|finding| finding.left_alone.is_some() || seen.insert(clauses)));
    }
}

fn finding(pair: &Pair, graph: &ClaimGraph, events: &Events) -> Option<Finding> {
    let once = EventWords::once();
    let sort = pair.sort.or_else(|| is_ranked(pair).then_some(&once))?;
    let (when, other_when) = last_days(pair.one.when(sort, events)?, pair.other.when(sort, events)?);
    let differ = when.agreement(&other_when) == Agreement::Different && !when.roughly_meets(&other_when);
    if !differ {
        return None;
    }
    let work = |event: &Event| event.theme().is_some_and(|theme| events.is_work(&theme.lemma));
    let happens_once = sort.once || sort.works && work(&pair.one) && work(&pair.other);
    let left_alone = match happens_once {
        _ if is_of_another(&pair.one, &when) || is_of_another(&pair.other, &other_when) => {
            Some("one of the times is told of something else")
        }
        _ if sort.works && one_after_another(pair, &when, &other_when) => Some("the one may have followed on the other"),
        _ if !pair.apart.is_empty() => pair.apart.first().copied(),
        _ if when.text.eq_ignore_ascii_case(&other_when.text) => Some("both tell the time in the same words"),
        true => None,
        false if apart(pair) => Some("they are told of different places"),
        false if near(&when, &other_when) => None,
        false => Some("so far apart, they may be two events"),
    };
    let [told, other_told] = told_apart(&when, &other_when);
    let answer = |event: &Event, when: &Time, told: &str| Answer {
        value: told.to_string(),
        cited: vec![event.cite_with(graph, "date-of-event", &when.text)],
        ..Answer::default()
    };
    Some(Finding {
        kind: Kind::Date,
        constraint: BuiltIn::OneDatePerEvent.into(),
        entity: String::new(),
        attribute: pair.name.clone(),
        sides: vec![answer(&pair.one, &when, &told), answer(&pair.other, &other_when, &other_told)],
        superseded: put_off(pair, events),
        scope_assumed: when.days.is_none() || other_when.days.is_none(),
        left_alone: left_alone.map(str::to_string),
        explanation: format!("Two times for one event ({}): {told} against {other_told}.", pair.name),
    })
}

/// `his last speech in 2015` and `his last speech in 2016`: of the same words, the first and the last are one, as long as no other follows.
fn is_ranked(pair: &Pair) -> bool {
    const NEWS: i32 = 31;
    let (one, other) = (&pair.one, &pair.other);
    let theme = |event: &Event| event.clause.arguments(&Role::Patient).next().cloned();
    let ranked = |event: &Event, theme: &Argument| {
        let tokens = &event.reading.analysis;
        tokens.children(theme.head).any(|child| grammar().singling_out.has(tokens.tokens[child].lemma.as_str()))
    };
    let days = one.published().zip(other.published());
    let near = days.map_or(one.published() == other.published(), |(one, other)| {
        other.since(one).is_ok_and(|gap| gap.get_days().abs() <= NEWS)
    });
    let themes = theme(one).zip(theme(other)).is_some_and(|(mine, others)| {
        mine.lemma == others.lemma && mine.words == others.words && ranked(one, &mine) && ranked(other, &others)
    });
    near && themes
}

/// Of two deadlines, the last days: `by 31 March` and `by the end of June`.
fn last_days(one: Time, other: Time) -> (Time, Time) {
    if !(is_open_to_the_past(&one) && is_open_to_the_past(&other)) {
        return (one, other);
    }
    let last = |time: Time| {
        let days = time.days.and_then(|(_, to)| Some((to.yesterday().ok()?, to)));
        Time { days, said: Said { open: None, ..time.said }, granularity: Granularity::Day, ..time }
    };
    (last(one), last(other))
}

/// The time belongs to what the clause only speaks of: `sentenced for the 3 May attack`, `charged after a shooting in Graz on Friday`.
fn is_of_another(event: &Event, when: &Time) -> bool {
    let analysis = &event.reading.analysis;
    let sentence = &analysis.sentences[event.clause.sentence];
    let Some(at) = event.reading.document.slice(sentence.span).find(&when.text).map(|at| at + sentence.span.start) else {
        return false;
    };
    let inside = |token: &usize| (at..at + when.text.len()).contains(&analysis.tokens[*token].span.start);
    let mut tokens = sentence.tokens.clone().filter(inside);
    let Some(first) = tokens.next() else { return false };
    let next = tokens.next_back().unwrap_or(first) + 1;
    let is_article = |at: usize| matches!(analysis.tokens[at].tag, "DT" | "PRP$");
    let article = is_article(first) || first > sentence.tokens.start && is_article(first - 1);
    let before = |back: usize| first.checked_sub(back).filter(|at| *at >= sentence.tokens.start).map(|at| &analysis.tokens[at]);
    let as_of = before(2).is_some_and(|word| word.lemma.to_lowercase() == "as")
        && before(1).is_some_and(|word| timing().behind_as.has(word.lemma.as_str()));
    let owner = analysis.tokens.get(next).is_some_and(|word| word.tag == "POS");
    let outer =
        analysis.parent(event.clause.head).filter(|_| matches!(analysis.tokens[event.clause.head].dep, "ccomp" | "xcomp"));
    let subject = event.core().map(|argument| argument.head).min().unwrap_or(event.clause.head);
    let of_telling = outer.is_some_and(|verb| verb < first && first < subject.min(event.clause.head));
    let of_noun = next <= event.clause.head && is_below_noun(event, first);
    let noun = (next..sentence.tokens.end).find(|&at| !matches!(analysis.tokens[at].tag, "," | "JJ" | "VBN"));
    let attributive = article && noun.is_some_and(|noun| analysis.tokens[noun].pos == "NOUN");
    let behind = event.clause.head + 1..first;
    let background = behind
        .clone()
        .find(|&at| analysis.tokens[at].dep == "prep" && grammar().before_background.has(analysis.tokens[at].lemma.as_str()));
    let broken = background.is_some_and(|from| (from..first).any(|at| analysis.tokens[at].lemma == ","));
    attributive || owner || of_telling || as_of || of_noun || background.is_some() && !broken
}

/// `one of the stars of the 1940s and 1950s`: the words for the time hang on a noun before the verb.
fn is_below_noun(event: &Event, time: usize) -> bool {
    let analysis = &event.reading.analysis;
    let is_time = |at: usize| event.reading.times.iter().any(|time| time.tokens.contains(&at));
    let above = analysis.ancestors(time).take_while(|&up| up != event.clause.head && analysis.tokens[up].pos != "VERB");
    above.into_iter().any(|up| matches!(analysis.tokens[up].pos, "NOUN" | "PROPN") && !is_time(up))
}

/// The first use of a work follows on its completion, and what is old may be opened as a museum, or opened up.
fn one_after_another(pair: &Pair, one: &Time, other: &Time) -> bool {
    const SOON: i32 = 1100;
    const AGE: i32 = 36_500;
    let days = match (one.days, other.days) {
        (Some((from, _)), Some((other_from, _))) => from.since(other_from).map_or(i32::MAX, |gap| gap.get_days().abs()),
        _ => 0,
    };
    let clauses = [pair.one.clause, pair.other.clause];
    let opened = clauses.iter().find(|clause| deeds().opening.has(clause.predicate.as_str()));
    let changed = |clause: &&Clause| {
        let becomes = |argument: &Argument| matches!(&argument.role, Role::Other(word) if word == "as" || word == "to");
        clause.arguments.iter().any(becomes)
    };
    clauses[0].predicate != clauses[1].predicate && (days <= SOON || opened.is_some_and(|clause| days > AGE || changed(clause)))
}

/// Within a year of each other.
fn near(one: &Time, other: &Time) -> bool {
    const YEAR: i32 = 400;
    match (one.days, other.days) {
        (Some((from, _)), Some((other_from, _))) => from.since(other_from).is_ok_and(|gap| gap.get_days().abs() <= YEAR),
        _ => true,
    }
}

/// The two happened in places that exclude each other, so they are two events.
fn apart(pair: &Pair) -> bool {
    let (places, others) = (&pair.one.clause.places, &pair.other.clause.places);
    places.iter().any(|place| others.iter().any(|other| place.agreement(other) == Agreement::Different))
}

/// A later report of a plan says that it was moved.
fn put_off(pair: &Pair, events: &Events) -> bool {
    let (Some(one), Some(other)) = (pair.one.published(), pair.other.published()) else { return false };
    let later = if one < other { &pair.other } else { &pair.one };
    let analysis = &later.reading.analysis;
    let tokens = analysis.sentences[later.clause.sentence].tokens.clone();
    let moved = events.is_moving(&later.clause.predicate)
        || analysis.tokens[tokens].iter().any(|token| events.tells_move(&token.lemma.to_lowercase()));
    pair.one.planned && pair.other.planned && one != other && moved
}
