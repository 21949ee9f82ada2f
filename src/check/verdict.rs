//! From findings to conflicts: status, severity, identity and order.

mod sides;
mod split;

use std::cmp::Reverse;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::judged::{self, Bench};
use super::{Answer, Cited, Finding, Findings, origins};
use crate::graph::ClaimGraph;
use crate::model::report::{Conflict, Evidence, Kind, Passage, Range, Severity, Side, Skipped, Status};
use crate::model::{Reading, Span};
use crate::rules::{Demand, Rulebook};

/// Findings that may raise an alarm, one for each question, and those that were left alone.
pub(super) fn put_together(findings: Vec<Finding>, graph: &ClaimGraph) -> (Vec<Finding>, Vec<Finding>) {
    let findings = findings.into_iter().filter_map(|finding| sides::within_stories(finding, graph));
    let (alarms, quiet) = findings.partition(|finding| finding.left_alone.is_none());
    (sides::distinct(sides::merge(alarms)), quiet)
}

/// What the judge says, with one finding for the same two answers that documents of one story give again and again.
pub(super) fn one_for_each_answer(findings: Vec<Finding>, graph: &ClaimGraph) -> Vec<Finding> {
    let (alone, confirmed) = findings.into_iter().partition(|finding| finding.constraint == judged::CONSTRAINT.into());
    sides::merge_answers(confirmed, graph).into_iter().chain::<Vec<Finding>>(alone).collect()
}

/// Conflicts of findings, and what was skipped of those that were left alone.
pub(super) fn judge(
    readings: &[Reading],
    (graph, rules): (&ClaimGraph, &Rulebook),
    findings: impl Iterator<Item = Finding>,
    quiet: Vec<Finding>,
    bench: &Bench,
) -> Findings {
    let origins = origins::of(readings);
    let mut conflicts: Vec<Conflict> = findings.map(|finding| conflict(readings, &origins, (bench, rules), finding)).collect();
    arrange(&mut conflicts);
    let mut skipped: Vec<Skipped> = quiet.into_iter().map(|finding| skipped(readings, &origins, finding)).collect();
    skipped.sort_by(|one, other| one.id.cmp(&other.id));
    skipped.dedup_by(|one, other| one.id == other.id);
    skipped.extend(split::said(readings, graph));
    skipped.sort_by(|one, other| skipped_key(one).cmp(&skipped_key(other)));
    Findings { conflicts, skipped, ..Findings::default() }
}

/// Tells conflicts apart and sorts them: by severity, then by where they stand; what is possible comes last.
pub(super) fn arrange(conflicts: &mut Vec<Conflict>) {
    tell_apart(conflicts);
    conflicts.sort_by(|one, other| {
        let surest = |conflict: &Conflict| conflict.judge.map(|sure| Reverse((sure * 1000.0) as u32));
        let apart = |conflict: &Conflict| (conflict.status == Status::Possible).then(|| surest(conflict));
        let key = |conflict: &Conflict| (apart(conflict), Reverse(conflict.severity), place(conflict));
        (key(one), &one.id).cmp(&(key(other), &other.id))
    });
}

/// Makes one conflict of those over the same words in copies of the same sentences, and gives others over the same words names by their
/// sentences too. Copies come first, so that a conflict has one name however often it is reprinted.
fn tell_apart(conflicts: &mut Vec<Conflict>) {
    let mut alike: BTreeMap<String, BTreeMap<String, Conflict>> = BTreeMap::new();
    for conflict in std::mem::take(conflicts) {
        let name = identity(conflict.kind, &conflict.constraint, &conflict.sides, |claim| &claim.sentence.text);
        match alike.entry(conflict.id.clone()).or_default().entry(name) {
            Entry::Vacant(first) => drop(first.insert(conflict)),
            Entry::Occupied(mut known) => known.get_mut().take(conflict),
        }
    }
    for mut named in alike.into_values() {
        if named.len() > 1 {
            named.iter_mut().for_each(|(name, conflict)| conflict.id.clone_from(name));
        }
        conflicts.extend(named.into_values());
    }
}

fn place(conflict: &Conflict) -> Vec<(String, usize)> {
    let claims = conflict.sides.iter().flat_map(|side| side.claims.iter());
    claims.map(|claim| (claim.document.clone(), claim.span.start)).collect()
}

fn conflict(readings: &[Reading], origins: &[usize], (bench, rules): (&Bench, &Rulebook), mut finding: Finding) -> Conflict {
    let mut status = status(&finding);
    if is_alarm(status)
        && let Some(why) = doubt(&finding, bench, rules)
    {
        status = Status::Possible;
        finding.explanation.push_str(why);
    }
    let judge = bench.on(&finding.sides);
    Conflict { judge, ..stated(readings, origins, finding, status) }
}

/// A finding as a report tells of it, with a status that is decided.
pub(super) fn stated(readings: &[Reading], origins: &[usize], finding: Finding, status: Status) -> Conflict {
    let sides = sides(readings, origins, finding.sides);
    Conflict {
        id: identity(finding.kind, &finding.constraint.to_string(), &sides, |claim| &claim.quote),
        kind: finding.kind,
        status,
        severity: severity(status, finding.scope_assumed),
        constraint: finding.constraint.to_string(),
        entity: finding.entity,
        attribute: finding.attribute,
        sides,
        explanation: finding.explanation,
        judge: None,
        second_reader: None,
    }
}

/// Why a finding that could be an alarm is none.
fn doubt(finding: &Finding, bench: &Bench, rules: &Rulebook) -> Option<&'static str> {
    const DENIED: &str = " The judge does not take the sentences for different answers to one question.";
    let denied = match rules.alarms.of(&finding.constraint.to_string()) {
        Demand::Never => return Some(" On real news most findings of this sort were none, so it is no alarm."),
        Demand::Sure(from) => bench.on(&finding.sides).is_some_and(|sure| sure < from),
        Demand::NoDenial => bench.denies(&finding.sides),
    };
    denied.then_some(DENIED)
}

fn is_alarm(status: Status) -> bool {
    matches!(status, Status::Contradiction | Status::Dispute)
}

fn status(finding: &Finding) -> Status {
    if finding.constraint == judged::CONSTRAINT.into() {
        Status::Possible
    } else if finding.sides.iter().any(|side| side.reference.is_some()) {
        Status::Reference
    } else if finding.superseded {
        Status::Update
    } else if may_be_disputed(finding.kind) && is_disputed(&finding.sides) {
        Status::Dispute
    } else {
        Status::Contradiction
    }
}

/// A title or a date beside a speaker's words is the document's own: only what can be said by a party can be in dispute.
fn may_be_disputed(kind: Kind) -> bool {
    !matches!(kind, Kind::OfficeHolder | Kind::PersonRole | Kind::Quote | Kind::Calendar | Kind::Arithmetic)
}

/// Every side is put in somebody's mouth, and no two sides in the same one.
fn is_disputed(sides: &[Answer]) -> bool {
    let parties: Vec<BTreeSet<String>> = sides.iter().map(|side| side.cited.iter().filter_map(party).collect()).collect();
    let attributed = sides.iter().all(|side| side.cited.iter().all(|cited| cited.speaker.is_some()));
    let apart = |one: usize, other: usize| parties[one].is_disjoint(&parties[other]);
    attributed && (0..parties.len()).all(|one| (one + 1..parties.len()).all(|other| apart(one, other)))
}

fn party(cited: &Cited) -> Option<String> {
    match cited.party {
        Some(party) => Some(format!("#{}", party.0)),
        None => cited.speaker.as_ref().map(|speaker| speaker.to_lowercase()),
    }
}

pub(super) fn severity(status: Status, scope_assumed: bool) -> Severity {
    match status {
        Status::Contradiction | Status::Reference if !scope_assumed => Severity::Error,
        Status::Contradiction | Status::Reference | Status::Dispute => Severity::Warning,
        Status::Update | Status::Possible => Severity::Note,
    }
}

/// Sides in the order of their first passages, passages in the order of the documents.
fn sides(readings: &[Reading], origins: &[usize], answers: Vec<Answer>) -> Vec<Side> {
    let mut sides: Vec<Side> = answers
        .into_iter()
        .map(|mut answer| {
            answer.cited.sort_by_key(|cited| (cited.document, cited.span));
            answer.cited.dedup_by_key(|cited| (cited.document, cited.span));
            let said = answer.cited.iter().filter(|_| !answer.computed);
            let origins = said.map(|cited| origins[cited.document]).collect::<BTreeSet<_>>().len();
            let claims = std::mem::take(&mut answer.cited).into_iter().map(|cited| evidence(readings, cited)).collect();
            Side { value: answer.value, origins, claims, reference: answer.reference, computed: answer.computed }
        })
        .collect();
    let first = |side: &Side| side.claims.first().map(|claim| (claim.document.clone(), claim.span.start));
    sides.sort_by_key(|side| (side.reference.is_some(), first(side), side.value.clone()));
    sides
}

pub(super) fn evidence(readings: &[Reading], cited: Cited) -> Evidence {
    let reading = &readings[cited.document];
    let document = &reading.document;
    let sentence = reading.analysis.sentences.get(cited.sentence).map_or(cited.span, |sentence| sentence.span);
    let [span, sentence] = [cited.span, sentence].map(|span| document.in_file(span));
    let words = |span: Span| document.file_text().get(span.range()).unwrap_or_default().to_string();
    let (line, column) = document.location(span.start);
    Evidence {
        document: document.name.clone(),
        span: range(span),
        line,
        column,
        place: document.place(span),
        quote: words(span),
        marked: cited.marked.iter().map(|words| range(document.in_file(*words))).collect(),
        sentence: Passage { start: sentence.start, end: sentence.end, text: words(sentence) },
        attribution: cited.speaker,
        stance: cited.stance,
        rule: cited.rule,
    }
}

fn range(span: Span) -> Range {
    Range { start: span.start, end: span.end }
}

/// A name for a conflict that depends on what is said alone: not on file names, places or the order of the documents.
fn identity(kind: Kind, constraint: &str, sides: &[Side], said: fn(&Evidence) -> &str) -> String {
    let mut words: Vec<String> = sides.iter().map(|side| side_words(side, said)).collect();
    words.sort();
    let digest = Sha256::digest(format!("{kind:?}\n{constraint}\n{}", words.join("\n")));
    digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

fn side_words(side: &Side, said: fn(&Evidence) -> &str) -> String {
    let fact = side.reference.as_ref().map(|reference| reference.fact.clone());
    let mut quotes: Vec<String> =
        side.claims.iter().map(|claim| said(claim).split_whitespace().collect::<Vec<_>>().join(" ")).chain(fact).collect();
    quotes.sort();
    quotes.dedup();
    quotes.join("\t")
}

/// What is alike stands together.
fn skipped_key(skipped: &Skipped) -> [&str; 5] {
    [&skipped.entity, &skipped.attribute, &skipped.constraint, &skipped.why, &skipped.id]
}

fn skipped(readings: &[Reading], origins: &[usize], finding: Finding) -> Skipped {
    let sides = sides(readings, origins, finding.sides);
    let why = finding.left_alone.unwrap_or_default();
    Skipped {
        id: identity(finding.kind, &format!("{}\n{why}", finding.constraint), &sides, |claim| &claim.quote),
        constraint: finding.constraint.to_string(),
        entity: finding.entity,
        attribute: finding.attribute,
        why,
        claims: sides.into_iter().flat_map(|side| side.claims).collect(),
    }
}
