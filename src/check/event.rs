//! Clauses of different documents that tell of one event: the same sort of event, and the same ones taking part.

use std::collections::{BTreeMap, BTreeSet};

use super::Cited;
use crate::graph::ClaimGraph;
use crate::model::{Argument, Clause, Date, EntityId, Form, Modality, Reading, Role};
use crate::rules::Rulebook;
use crate::rules::measures::EventWords;

/// A clause that tells of an event.
#[derive(Clone, Copy)]
pub(super) struct Event<'a> {
    pub document: usize,
    pub reading: &'a Reading,
    pub clause: &'a Clause,
}

/// Two clauses about one event.
pub(super) struct Pair<'a> {
    pub one: Event<'a>,
    pub other: Event<'a>,
    /// The sort of event; none for a state that only has a subject and a verb in common.
    pub sort: Option<&'a EventWords>,
    /// What the two share, in words: `arrest`.
    pub name: String,
}

impl Event<'_> {
    pub fn cite(&self, graph: &ClaimGraph, rule: &str) -> Cited {
        let clause = self.clause;
        let source = clause.attribution.as_ref().and_then(|attribution| attribution.source);
        Cited {
            document: self.document,
            sentence: clause.sentence,
            span: clause.span,
            speaker: clause.attribution.as_ref().map(|attribution| attribution.speaker.clone()),
            party: source.and_then(|mention| graph.entity_of.get(self.document)?.get(mention.0 as usize).copied()),
            stance: clause.stance,
            rule: rule.to_string(),
        }
    }

    pub fn published(&self) -> Option<Date> {
        self.reading.document.published.as_ref().map(|published| published.value)
    }

    fn core(&self) -> impl Iterator<Item = &Argument> {
        let core = |argument: &&Argument| matches!(argument.role, Role::Agent | Role::Patient | Role::Complement);
        self.clause.arguments.iter().filter(core)
    }

    /// Those in the given roles that tell one event from another, the name of the event itself left out.
    fn participants(&self, acted_on: bool, sort: Option<&EventWords>) -> Vec<&Argument> {
        let named = |argument: &&Argument| sort.is_none_or(|sort| !sort.has(&argument.lemma)) || argument.words.len() > 1;
        self.core().filter(|argument| !acted_on || argument.role == Role::Patient).filter(named).collect()
    }
}

/// All pairs of clauses, in different documents of one story, that tell of one event.
pub(super) fn pairs<'a>(readings: &'a [Reading], graph: &ClaimGraph, rules: &'a Rulebook) -> Vec<Pair<'a>> {
    let mut buckets: BTreeMap<(usize, String), Vec<Event>> = BTreeMap::new();
    for (document, reading) in readings.iter().enumerate() {
        let story = graph.stories.get(document).copied().unwrap_or(document);
        for clause in reading.clauses.iter().filter(|clause| is_told(clause)) {
            let event = Event { document, reading, clause };
            for key in keys(&event, rules) {
                buckets.entry((story, key)).or_default().push(event);
            }
        }
    }
    let mut found = Vec::new();
    for ((_, key), events) in &buckets {
        for (at, one) in events.iter().enumerate() {
            let others = events[at + 1..].iter().filter(|other| other.document != one.document);
            found.extend(others.filter_map(|other| pair(*one, *other, key, graph, rules)));
        }
    }
    found
}

fn is_told(clause: &Clause) -> bool {
    !clause.negated && !matches!(clause.modality, Modality::Conditional | Modality::Asked)
}

/// The sorts of event of a clause (`@3`), and its verb with its subject (`lie epicentre`).
fn keys(event: &Event, rules: &Rulebook) -> BTreeSet<String> {
    let events = &rules.measures.events;
    let predicate = event.clause.predicate.as_str();
    let mut keys: BTreeSet<String> = events.sorts(predicate).iter().map(|sort| format!("@{sort}")).collect();
    for argument in event.core() {
        let words = std::iter::once(&argument.lemma).filter(|_| events.is_light(predicate));
        keys.extend(words.flat_map(|word| events.sorts(word)).map(|sort| format!("@{sort}")));
        if argument.role == Role::Agent {
            keys.insert(format!("{predicate} {}", argument.lemma.to_lowercase()));
        }
    }
    keys
}

fn pair<'a>(one: Event<'a>, other: Event<'a>, key: &str, graph: &ClaimGraph, rules: &'a Rulebook) -> Option<Pair<'a>> {
    let sort = key.strip_prefix('@').and_then(|sort| sort.parse().ok()).map(|sort| rules.measures.events.sort(sort));
    let same_outlook = (one.clause.modality == Modality::Planned) == (other.clause.modality == Modality::Planned);
    if !same_outlook || names_differ(&one, &other, graph) {
        return None;
    }
    let single = sort.is_some_and(|sort| sort.single);
    let met = shares(&one, &other, sort, graph);
    let name = sort.map_or_else(|| key.to_string(), |_| one.clause.predicate.clone());
    (met || single).then_some(Pair { one, other, sort, name })
}

/// In one role both name somebody, and not the same one.
fn names_differ(one: &Event, other: &Event, graph: &ClaimGraph) -> bool {
    let entity =
        |event: &Event, argument: &Argument| graph.entity_of.get(event.document)?.get(argument.mention?.0 as usize).copied();
    one.core().filter(|argument| argument.form == Form::Name).any(|mine| {
        let mut others = other.core().filter(|argument| argument.form == Form::Name && argument.role == mine.role).peekable();
        let differs = |argument: &Argument| {
            let same_entity = entity(one, mine).is_some() && entity(one, mine) == entity(other, argument);
            !same_entity && mine.words.iter().all(|word| !argument.words.contains(word))
        };
        others.peek().is_some() && others.all(differs)
    })
}

/// Whether the same ones take part: where both clauses have somebody acted on, that one, else anybody.
fn shares(one: &Event, other: &Event, sort: Option<&EventWords>, graph: &ClaimGraph) -> bool {
    let acted_on = [one, other].iter().all(|event| !event.participants(true, sort).is_empty());
    let (mine, others) = (one.participants(acted_on, sort), other.participants(acted_on, sort));
    let entities = |event: &Event, arguments: &[&Argument]| -> BTreeSet<EntityId> {
        let entity = |argument: &&Argument| graph.entity_of.get(event.document)?.get(argument.mention?.0 as usize).copied();
        arguments.iter().filter_map(entity).collect()
    };
    let words =
        |arguments: &[&Argument]| -> BTreeSet<String> { arguments.iter().flat_map(|argument| telling(argument, sort)).collect() };
    !entities(one, &mine).is_disjoint(&entities(other, &others)) || !words(&mine).is_disjoint(&words(&others))
}

/// The words of a participant that tell it from others.
fn telling(argument: &Argument, sort: Option<&EventWords>) -> Vec<String> {
    const EMPTY: [&str; 14] =
        ["they", "he", "she", "it", "who", "which", "that", "we", "you", "last", "first", "new", "people", "person"];
    let words = argument.words.iter().chain([&argument.lemma]).map(|word| word.to_lowercase());
    words.filter(|word| word.len() > 2 && sort.is_none_or(|sort| !sort.has(word)) && !EMPTY.contains(&word.as_str())).collect()
}
