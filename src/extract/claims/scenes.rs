//! When and where: every time and every place that is named, with the deed that it is told of.

use std::collections::BTreeSet;

use super::{Maker, Voice, voice};
use crate::model::name::folded;
use crate::model::{Claim, Clause, EntityKind, Place, Span, Time, Value};
use crate::rules::words::grammar;

pub fn claims(maker: &Maker) -> Vec<Claim> {
    let mut claims: Vec<Claim> = maker
        .reading
        .times
        .iter()
        .map(|told| {
            scene(maker, told.tokens.start, maker.analysis.span(told.tokens.clone()), Value::Time { time: meant(maker, told) })
        })
        .collect();
    let mut taken = BTreeSet::new();
    for place in maker.reading.clauses.iter().flat_map(|clause| &clause.places).chain(figures(maker)) {
        if taken.insert(place.head) {
            claims.push(scene(maker, place.head, maker.span(place.head), Value::Place { place: place.clone() }));
        }
    }
    claims.extend(named(maker, &taken));
    claims
}

/// A clock in a sentence that names its day is of that day.
fn meant(maker: &Maker, told: &crate::model::TimeExpression) -> Time {
    let own = |when: &Time| told.time.days.is_none() && told.time.clock.is_some() && when.clock == told.time.clock;
    let clause = maker.clause(told.tokens.start).and_then(|clause| clause.when.clone());
    clause.filter(own).unwrap_or_else(|| told.time.clone())
}

fn figures<'a>(maker: &Maker<'a>) -> impl Iterator<Item = &'a Place> {
    maker.reading.figures.iter().flat_map(|figure| &figure.places)
}

/// Places that are named where nothing says that they are where it happened: `the mayor of Lund`; and whatever a name was taken for, behind
/// a word for where a town is. What only tells where another place is, is none: `13 miles east of Lund`.
fn named(maker: &Maker, taken: &BTreeSet<usize>) -> Vec<Claim> {
    let behind = |head: usize| {
        let up = maker.analysis.parent(head).filter(|_| maker.analysis.tokens[head].dep == "pobj");
        up.is_some_and(|up| grammar().before_town.has(maker.lemma(up).as_str()))
    };
    let place = |kind: EntityKind| matches!(kind, EntityKind::Polity | EntityKind::Place);
    let free =
        |tokens: &std::ops::Range<usize>| tokens.clone().all(|token| !taken.contains(&token) && !is_landmark(maker, token));
    let mentions = maker.reading.mentions.iter().filter(|mention| {
        let other = mention.kind != EntityKind::Common && behind(mention.head);
        (place(mention.kind) || other) && free(&mention.tokens)
    });
    let known = |name: &str| maker.rules.measures.gazetteer.get(name).cloned();
    mentions
        .map(|mention| {
            let place = Place { head: mention.head, known: known(&mention.name), ..Place::named(&folded(&mention.name)) };
            scene(maker, mention.head, mention.span, Value::Place { place })
        })
        .collect()
}

/// What a side of the compass or a distance starts from: `east of Lund`, `13 miles from Lund`, `13 miles away from Lund`.
fn is_landmark(maker: &Maker, token: usize) -> bool {
    let analysis = maker.analysis;
    let Some(up) = analysis.parent(token).filter(|&up| analysis.tokens[up].dep == "prep") else { return false };
    let start = analysis.parent(up).filter(|&start| analysis.tokens[start].pos == "ADV");
    let is_side = |start: usize| maker.rules.measures.gazetteer.side(&maker.lemma(start)).is_some();
    let is_far = |at: usize| analysis.child(at, &["npadvmod"]).is_some();
    is_far(up) || start.is_some_and(|start| is_side(start) || is_far(start))
}

fn scene(maker: &Maker, token: usize, words: Span, value: Value) -> Claim {
    let clause = maker.clause(token);
    let sentence = maker.analysis.tokens[token].sentence;
    let told = clause.filter(|clause| clause.sentence == sentence);
    let span = told.map_or(words, |clause| clause.span.cover(words));
    let evidence = maker.grounds(sentence, span, &[words], value.sort().name());
    let subject = told.and_then(|clause| maker.theme(clause));
    let attribute = told.map_or("", |clause| clause.predicate.as_str());
    let claim = maker.claim(subject, attribute, value, &told.map_or(Voice::PLAIN, |clause: &Clause| voice(clause)), evidence);
    maker.within(told, claim).identified()
}
