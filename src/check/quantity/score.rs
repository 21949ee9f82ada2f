//! A match has one score: `beat the Rovers 3-2` and `beat the Rovers 3-1`.

use std::collections::BTreeMap;

use crate::check::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::report::Kind;
use crate::model::{Agreement, BuiltIn, Clause, Date, EntityId, EntityKind, Form, Reading, Role, Time};
use crate::rules::Rulebook;

/// Who beat whom, by what, and when.
struct Won<'a> {
    document: usize,
    reading: &'a Reading,
    clause: &'a Clause,
    score: (u32, u32),
    text: &'a str,
}

pub fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    let mut matches: BTreeMap<(usize, EntityId, EntityId), Vec<Won>> = BTreeMap::new();
    for (document, reading) in readings.iter().enumerate() {
        let story = graph.stories.get(document).copied().unwrap_or(document);
        for clause in reading.clauses.iter().filter(|clause| !clause.negated) {
            let Some((won, winner, loser)) = won(document, reading, clause, graph, rules) else { continue };
            matches.entry((story, winner, loser)).or_default().push(won);
        }
    }
    for ((_, winner, loser), told) in matches {
        let pairs = told.iter().enumerate().flat_map(|(at, one)| told[at + 1..].iter().map(move |other| (one, other)));
        let name = |id: EntityId| graph.entity(id).name.clone();
        let clash =
            |(one, other): &(&Won, &Won)| one.document != other.document && one.score != other.score && is_one_match(one, other);
        out.extend(pairs.filter(clash).map(|(one, other)| finding(one, other, [name(winner), name(loser)], graph)));
    }
}

/// `beat the Rovers 3-2`, with no other score in the sentence, which may be that of a set or of the first half.
fn won<'a>(
    document: usize,
    reading: &'a Reading,
    clause: &'a Clause,
    graph: &ClaimGraph,
    rules: &Rulebook,
) -> Option<(Won<'a>, EntityId, EntityId)> {
    let levels = &rules.measures.levels;
    let sentence = reading.analysis.sentences[clause.sentence].tokens.clone();
    let partial = || sentence.clone().any(|at| levels.partial.contains(&reading.analysis.tokens[at].lemma.to_lowercase()));
    if !levels.winning.contains(&clause.predicate) || partial() {
        return None;
    }
    let mut scores = sentence.clone().filter_map(|at| Some((at, score(reading, at)?)));
    let (at, (score, text)) = scores.next().filter(|_| scores.next().is_none())?;
    let entity = |mention: usize| graph.entity_of.get(document)?.get(mention).copied();
    let winner = clause.arguments(&Role::Agent).find(|argument| argument.form == Form::Name)?;
    let winner = entity(winner.mention?.0 as usize)?;
    let loser = reading.mentions.iter().position(|mention| mention.tokens.end == at && mention.tokens.start > clause.head)?;
    let loser = entity(loser).filter(|loser| *loser != winner && graph.entity(*loser).kind != EntityKind::Common)?;
    (score.0 > score.1).then_some((Won { document, reading, clause, score, text }, winner, loser))
}

/// The score that starts at a token, with its words.
fn score(reading: &Reading, at: usize) -> Option<((u32, u32), &str)> {
    const LONGEST: usize = 3;
    let tokens = &reading.analysis.tokens;
    (at + 1..=(at + LONGEST).min(tokens.len())).rev().find_map(|end| {
        let text = reading.document.slice(reading.analysis.span(at..end));
        let (one, other) = text.split_once(['-', '–'])?;
        let number = |part: &str| part.parse().ok().filter(|_| part.len() <= LONGEST);
        Some((number(one).zip(number(other))?, text))
    })
}

/// Both told of one day, or in reports of one day.
fn is_one_match(one: &Won, other: &Won) -> bool {
    const NEAR: i32 = 2;
    let when = |won: &Won| -> Option<Time> { won.clause.when.clone() };
    let published = |won: &Won| -> Option<Date> { won.reading.document.published.as_ref().map(|published| published.value) };
    match (when(one), when(other)) {
        (Some(one), Some(other)) => matches!(one.agreement(&other), Agreement::Same | Agreement::Compatible),
        _ => {
            let days = published(one).zip(published(other));
            days.is_some_and(|(one, other)| other.since(one).is_ok_and(|gap| gap.get_days().abs() <= NEAR))
        }
    }
}

fn finding(one: &Won, other: &Won, [winner, loser]: [String; 2], graph: &ClaimGraph) -> Finding {
    let side = |won: &Won| {
        let clause = won.clause;
        let place = (won.document, clause.sentence, clause.span);
        let cited = Cited::new(graph, place, clause.attribution.as_ref(), clause.stance, "score");
        Answer::said(won.text, vec![cited])
    };
    Finding {
        kind: Kind::Quantity,
        constraint: BuiltIn::OneScore.into(),
        entity: winner.clone(),
        attribute: format!("score against {loser}"),
        sides: vec![side(one), side(other)],
        superseded: false,
        scope_assumed: false,
        left_alone: None,
        explanation: format!("{winner} beat {loser} {} in one report and {} in the other.", one.text, other.text),
    }
}
