//! What a second reader says, held against what the rules found.
//!
//! A finding of the rules stays theirs, and is marked where the second reader has it, too. What it alone found is a finding of its own,
//! unless the rules read one value in both passages ([`by_rule`]). It raises an alarm only where that was asked for, and not where the
//! rules see that the two passages answer two questions.

mod by_rule;

use std::collections::BTreeSet;

use super::quantity::LOOKS_BACK;
use super::statement::{HALF_PLANNED, TWO_SCOPES, TWO_TIMES};
use super::{Answer, Cited, Finding, judged, origins, verdict};
use crate::graph::ClaimGraph;
use crate::model::account::{Account, Accounts, Passage};
use crate::model::report::{Conflict, Evidence, Kind, Range, SecondReader, Skipped, Status, Word};
use crate::model::{BuiltIn, Reading, Span};
use crate::rules::Rulebook;
use by_rule::{ByRule, Ruled};

/// Id of the constraint, and of the rule that "reads" the claims.
pub(super) const CONSTRAINT: BuiltIn = BuiltIn::SecondReader;

/// Reasons of the rules to leave two passages alone that rest on a difference which they saw.
const SEEN: [&str; 4] = [LOOKS_BACK, HALF_PLANNED, TWO_SCOPES, TWO_TIMES];

/// Adds what a second reader says to the findings; returns how many of its own are the same by rule, and are left out.
pub fn hear(
    readings: &[Reading],
    (graph, rules): (&ClaimGraph, &Rulebook),
    conflicts: &mut Vec<Conflict>,
    skipped: &[Skipped],
    accounts: &Accounts,
) -> usize {
    for conflict in conflicts.iter_mut() {
        if let Some(word) = accounts.judged.get(&conflict.id) {
            mark(conflict, accounts, *word, Status::Contradiction);
        }
    }
    let (origins, by_rule) = (origins::of(readings), ByRule::new(readings, graph, rules, &accounts.found));
    let (mut same, mut own) = (0, Vec::new());
    let mut seen = BTreeSet::new();
    let is_new = |account: &&Account| {
        let [one, other] = account.passages;
        seen.insert([one.min(other), one.max(other)])
    };
    for account in accounts.found.iter().filter(is_new) {
        let [one, other] = account.passages.map(|passage| Place::new(readings, passage));
        let mut known = conflicts.iter_mut().filter(|conflict| is_of(conflict, account.kind, &one, &other)).peekable();
        if known.peek().is_some() {
            known.for_each(|conflict| mark(conflict, accounts, Word::Affirms, account.status));
            continue;
        }
        let left_alone =
            || skipped.iter().find(|skipped| is_left_alone(skipped, &one, &other)).map(|skipped| skipped.why.as_str());
        let veto = match by_rule.of(account) {
            Ruled::Same => {
                same += 1;
                continue;
            }
            Ruled::Apart(why) => Some(why),
            Ruled::Open => left_alone(),
        };
        let stands = veto.is_none() || account.status == Status::Update;
        let status = if accounts.alarms && stands { account.status } else { Status::Possible };
        let finding = finding(readings, graph, account, &accounts.reader, veto);
        let second_reader = Some(SecondReader { name: accounts.reader.clone(), word: Word::Alone });
        own.push(Conflict { second_reader, ..verdict::stated(readings, &origins, finding, status) });
    }
    conflicts.append(&mut own);
    verdict::arrange(conflicts);
    same
}

/// A passage as a report tells of it.
struct Place {
    document: String,
    span: Span,
    sentence: Span,
}

impl Place {
    fn new(readings: &[Reading], passage: Passage) -> Self {
        let reading = &readings[passage.document];
        let sentences = reading.analysis.sentences.iter().filter(|sentence| sentence.span.touches(passage.span));
        let sentence = sentences.map(|sentence| sentence.span).reduce(Span::cover).unwrap_or(passage.span);
        let document = &reading.document;
        Self { document: document.name.clone(), span: document.in_file(passage.span), sentence: document.in_file(sentence) }
    }

    fn holds(&self, claim: &Evidence, within: Span) -> bool {
        claim.document == self.document && within.touches(bytes(claim.span))
    }
}

fn bytes(range: Range) -> Span {
    Span::new(range.start, range.end)
}

/// Whether a conflict has the two passages on two sides: their words, or their sentences where it is of the same kind.
fn is_of(conflict: &Conflict, kind: Kind, one: &Place, other: &Place) -> bool {
    let whole = conflict.kind == kind;
    let on = |place: &Place, claim: &Evidence| place.holds(claim, if whole { place.sentence } else { place.span });
    conflict.sets_apart(|claim| on(one, claim), |claim| on(other, claim))
}

fn is_left_alone(skipped: &Skipped, one: &Place, other: &Place) -> bool {
    let has = |place: &Place| skipped.claims.iter().any(|claim| place.holds(claim, place.span));
    SEEN.contains(&skipped.why.as_str()) && has(one) && has(other)
}

/// Notes what the second reader says of a finding of the rules. Where its word may raise an alarm, one that was merely possible is one.
fn mark(conflict: &mut Conflict, accounts: &Accounts, word: Word, status: Status) {
    if conflict.second_reader.as_ref().is_some_and(|known| known.word == Word::Affirms) {
        return;
    }
    let says = match word {
        Word::Alone | Word::Affirms => "takes them for a conflict, too",
        Word::Denies => "takes them for no conflict",
        Word::Unsure => "is not sure of them",
    };
    conflict.explanation.push_str(&format!(" The second reader, {}, {says}.", accounts.reader));
    conflict.second_reader = Some(SecondReader { name: accounts.reader.clone(), word });
    if word == Word::Affirms && accounts.alarms && conflict.status == Status::Possible {
        conflict.status = status;
        conflict.severity = verdict::severity(status, true);
    }
}

fn finding(readings: &[Reading], graph: &ClaimGraph, account: &Account, reader: &str, veto: Option<&str>) -> Finding {
    let reader = format!("second reader: {reader}");
    let veto = veto.map(|why| format!(" The rules left the two alone: {why}.")).unwrap_or_default();
    let places = account.passages.map(|passage| place(readings, passage));
    Finding {
        kind: account.kind,
        constraint: CONSTRAINT.into(),
        entity: judged::shared(readings, graph, places).unwrap_or_default(),
        explanation: format!("{} ({reader}; no rule confirms it.){veto}", account.why),
        attribute: reader,
        sides: account.passages.map(|passage| answer(readings, passage)).into(),
        superseded: false,
        scope_assumed: true,
        left_alone: None,
    }
}

/// Document and sentence; past the last sentence where the words stand in none, as a title does.
fn place(readings: &[Reading], passage: Passage) -> (usize, usize) {
    let sentences = &readings[passage.document].analysis.sentences;
    let at = sentences.iter().position(|sentence| sentence.span.touches(passage.span));
    (passage.document, at.unwrap_or(sentences.len()))
}

fn answer(readings: &[Reading], passage: Passage) -> Answer {
    let (document, sentence) = place(readings, passage);
    let words = readings[document].document.quote(passage.span).to_string();
    Answer::said(words, vec![Cited::plain((document, sentence, passage.span), CONSTRAINT.id())])
}
