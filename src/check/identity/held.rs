//! Who was arrested, where a story tells of one arrest alone: `a man of 34` in one report, `Jiri Holub, 43` in the other.
//!
//! Each of the two documents must tell of one person only.

use std::collections::BTreeMap;

use super::{Answer, Cited, Finding};
use crate::extract::ages as passages;
use crate::graph::ClaimGraph;
use crate::model::name::{plain, same_person};
use crate::model::report::Kind;
use crate::model::{
    Agreement, Analysis, Argument, BuiltIn, Clause, EntityId, EntityKind, Form, MentionId, Modality, Reading, Role, Span,
};
use crate::rules::Rulebook;
use crate::rules::words::{Words, grammar, things};

/// Predicates that tell of an arrest have the sense of this one.
const ARREST: &str = "arrest";

/// One who was arrested, as one document tells.
struct Held<'a> {
    document: usize,
    clause: &'a Clause,
    argument: &'a Argument,
    name: Option<EntityId>,
    /// Where it tells who that was.
    told: (usize, Span),
    age: Option<i16>,
    female: Option<bool>,
}

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    let mut stories: BTreeMap<usize, Vec<Held>> = BTreeMap::new();
    for (document, reading) in readings.iter().enumerate() {
        let story = graph.stories.get(document).copied().unwrap_or_default();
        stories.entry(story).or_default().extend(only(document, reading, graph, rules));
    }
    for held in stories.into_values() {
        for (at, one) in held.iter().enumerate() {
            out.extend(held[at + 1..].iter().filter_map(|other| differing(readings, graph, one, other)));
        }
    }
}

/// The one person of whose arrest a document tells.
fn only<'a>(document: usize, reading: &'a Reading, graph: &ClaimGraph, rules: &Rulebook) -> Option<Held<'a>> {
    let told = |clause: &&Clause| {
        rules.predicates.senses.same(&clause.predicate, ARREST) && !clause.negated && clause.modality == Modality::Actual
    };
    let mut held: Vec<Held> = Vec::new();
    for clause in reading.clauses.iter().filter(told) {
        let patients: Vec<&Argument> = acted_on(clause).filter(|argument| is_person(reading, rules, argument)).collect();
        if patients.len() > 1 || patients.iter().any(|argument| is_several(&reading.analysis, argument)) {
            return None;
        }
        let told = patients.first().filter(|one| one.form != Form::Pronoun);
        held.extend(told.map(|one| read(document, reading, graph, clause, one)));
    }
    let first = held.iter().find_map(|one| one.name);
    if held.iter().any(|one| one.name.is_some() && one.name != first) {
        return None;
    }
    held.into_iter().max_by_key(|one| (one.name.is_some(), one.age.is_some()))
}

/// Those who are acted on: `the person arrested there` is one even where the parser takes them for who acts.
fn acted_on(clause: &Clause) -> impl Iterator<Item = &Argument> {
    let role = if clause.arguments(&Role::Patient).next().is_some() { Role::Patient } else { Role::Agent };
    let close = move |argument: &&Argument| argument.role == Role::Patient || argument.head + 1 == clause.head;
    clause.arguments.iter().filter(move |argument| argument.role == role).filter(close)
}

/// A name or a noun for one person; things are held and picked up too.
fn is_person(reading: &Reading, rules: &Rulebook, argument: &Argument) -> bool {
    let named = argument.mention.is_some_and(|mention| reading.mentions[mention.0 as usize].kind == EntityKind::Person);
    let noun = |word: &str| rules.names.titles.contains(word) || rules.predicates.nouns.alike(word, "suspect");
    let pronoun = argument.form == Form::Pronoun && grammar().personal_subjects.has(argument.lemma.as_str());
    let sexed = [&things().male, &things().female].iter().any(|nouns| nouns.has(argument.lemma.as_str()));
    named || pronoun || noun(&argument.lemma) || sexed
}

fn is_several(analysis: &Analysis, argument: &Argument) -> bool {
    let plural = matches!(analysis.tokens[argument.head].tag, "NNS" | "NNPS") || argument.lemma == "they";
    let more = |child: usize| grammar().one_more_person.has(analysis.tokens[child].lemma.to_lowercase().as_str());
    plural || analysis.children(argument.head).any(more)
}

fn read<'a>(document: usize, reading: &'a Reading, graph: &ClaimGraph, clause: &'a Clause, argument: &'a Argument) -> Held<'a> {
    let mention = named(reading, argument).or_else(|| said_next(reading, clause));
    let name = mention.and_then(|mention| graph.entity_of.get(document)?.get(mention.0 as usize).copied());
    let within = reading.analysis.subtree(argument.head).find_map(|at| passages::told_at(reading, at));
    let own = clause.span.cover(reading.analysis.span(reading.analysis.subtree(argument.head)));
    let told = mention.map_or((clause.sentence, own), |mention| told(reading, clause, own, mention));
    let apposed = reading.analysis.parent(argument.head).filter(|_| reading.analysis.tokens[argument.head].dep == "appos");
    let last = mention.map(|mention| reading.mentions[mention.0 as usize].tokens.end.saturating_sub(1)).or(apposed);
    let beside = last.and_then(|last| passages::told_at(reading, last));
    let sex = |nouns: &Words| nouns.has(argument.lemma.as_str());
    let female = if sex(&things().female) { Some(true) } else { sex(&things().male).then_some(false) };
    Held { document, clause, argument, name, told, age: within.or(beside), female }
}

/// The words up to the name, in the sentence of the arrest or in the next.
fn told(reading: &Reading, clause: &Clause, own: Span, mention: MentionId) -> (usize, Span) {
    let name = &reading.mentions[mention.0 as usize];
    let sentence = reading.analysis.tokens[name.head].sentence;
    let start = reading.analysis.sentences[sentence].tokens.start;
    let from = if sentence == clause.sentence { own } else { reading.analysis.tokens[start].span };
    (sentence, from.cover(name.span))
}

/// The name of the person: the argument, or one behind it (`a clerk by the name of Jiri Holub`).
fn named(reading: &Reading, argument: &Argument) -> Option<MentionId> {
    let analysis = &reading.analysis;
    let person = |id: &MentionId| reading.mentions[id.0 as usize].kind == EntityKind::Person;
    let called = |start: usize| {
        let word = |back: usize| start.checked_sub(back).map_or("", |at| reading.document.slice(analysis.tokens[at].span));
        grammar().before_name.has(word(1)) || word(1) == "of" && word(2) == "name"
    };
    let sentence = &analysis.sentences[analysis.tokens[argument.head].sentence].tokens;
    let behind = |id: &MentionId| {
        let start = reading.mentions[id.0 as usize].tokens.start;
        start > argument.head && sentence.contains(&start) && called(start)
    };
    let own = argument.mention.filter(person);
    own.or_else(|| (0..reading.mentions.len() as u32).map(MentionId).filter(person).find(behind))
}

/// `A man was arrested. He was Jiri Holub, a clerk.`
fn said_next(reading: &Reading, clause: &Clause) -> Option<MentionId> {
    let next = reading.clauses.iter().find(|other| other.sentence == clause.sentence + 1 && other.predicate == "be")?;
    let subject = next.arguments(&Role::Agent).next().filter(|subject| grammar().he_or_she.has(subject.lemma.as_str()))?;
    let opens = reading.analysis.sentences[next.sentence].tokens.start == subject.head;
    let name = next.arguments(&Role::Complement).next()?.mention.filter(|_| opens)?;
    (reading.mentions[name.0 as usize].kind == EntityKind::Person).then_some(name)
}

/// What two reports of the one arrest tell differently.
fn differing(readings: &[Reading], graph: &ClaimGraph, one: &Held, other: &Held) -> Option<Finding> {
    let times = one.clause.when.as_ref().zip(other.clause.when.as_ref()).map(|(one, other)| one.agreement(other));
    let definite = [one, other].iter().any(|held| held.argument.form == Form::Definite) || times == Some(Agreement::Same);
    let names = one.name.zip(other.name);
    let same = names.is_some_and(|(one, other)| {
        one == other || same_person(&plain(&graph.entity(one).name), &plain(&graph.entity(other).name))
    });
    let ages = one.age.zip(other.age).filter(|(one, other)| one.abs_diff(*other) > 1 && names.is_none());
    let sexes = one.female.zip(other.female).is_some_and(|(one, other)| one != other);
    let what = match () {
        () if times == Some(Agreement::Different) => return None,
        () if names.is_some() && !same && definite => "name",
        () if ages.is_some() => "age",
        () if sexes && definite => "sex",
        () => return None,
    };
    Some(finding(readings, one, other, what))
}

fn finding(readings: &[Reading], one: &Held, other: &Held, what: &str) -> Finding {
    let words = |held: &Held| readings[held.document].document.slice(held.told.1).to_string();
    let cited = |held: &Held| Cited {
        speaker: held.clause.attribution.as_ref().map(|attribution| attribution.speaker.clone()),
        stance: held.clause.stance,
        ..Cited::plain((held.document, held.told.0, held.told.1), "arrest")
    };
    Finding {
        kind: Kind::Identity,
        constraint: BuiltIn::OneSuspect.into(),
        entity: "suspect".into(),
        attribute: what.into(),
        sides: [one, other].map(|held| Answer { value: words(held), cited: vec![cited(held)], ..Answer::default() }).into(),
        superseded: false,
        scope_assumed: true,
        left_alone: None,
        explanation: format!("The one person arrested differs in {what} from one report to the other."),
    }
}
