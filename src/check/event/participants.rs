//! Whether two clauses about one sort of event have the same ones taking part: by name, by the words for them, or as those of the story.

use std::collections::BTreeSet;

use super::{Event, event_noun};
use crate::graph::ClaimGraph;
use crate::model::name::{plain, same_person};
use crate::model::{Argument, EntityId, EntityKind, Form, Reading, Role, Time};
use crate::rules::Rulebook;
use crate::rules::measures::{EventWords, Events};
use crate::rules::words::{Words, grammar};

/// In one role both name somebody, and not the same one.
pub(super) fn names_differ(one: &Event, other: &Event, graph: &ClaimGraph) -> bool {
    one.core().filter(|argument| argument.form == Form::Name).any(|mine| {
        let mut others = other.core().filter(|argument| argument.form == Form::Name && argument.role == mine.role).peekable();
        let differs = |argument: &Argument| {
            let (entity, others) = (one.entity(mine, graph), other.entity(argument, graph));
            let two_people = || entity.zip(others).is_some_and(|(one, other)| are_two_people(one, other, graph));
            entity != others && (mine.words.iter().all(|word| !argument.words.contains(word)) || two_people())
        };
        others.peek().is_some() && others.all(differs)
    })
}

/// Two full names that are not one person's: an aunt and her nephew.
fn are_two_people(one: EntityId, other: EntityId, graph: &ClaimGraph) -> bool {
    let names = |id: EntityId| graph.entity(id).names.iter().map(|name| plain(name)).filter(|name| name.contains(' '));
    let person = |id: EntityId| graph.entity(id).kind == EntityKind::Person && names(id).next().is_some();
    person(one) && person(other) && names(one).all(|mine| names(other).all(|others| !same_person(&mine, &others)))
}

/// What they are done to is told by nouns that have nothing to do with each other.
pub(super) fn of_other_things(one: &Event, other: &Event, rules: &Rulebook) -> bool {
    let theme =
        |event: &Event| event.core().find(|argument| argument.role == Role::Patient && argument.form != Form::Pronoun).cloned();
    theme(one).zip(theme(other)).is_some_and(|(one, other)| {
        one.words.iter().all(|word| !other.words.contains(word)) && !rules.predicates.nouns.alike(&one.lemma, &other.lemma)
    })
}

/// How many words the two have in common of what they are done to.
pub(super) fn shared_theme(one: &Event, other: &Event, sort: Option<&EventWords>) -> usize {
    let words = |event: &Event| -> BTreeSet<String> {
        let themes = event.core().filter(|argument| argument.role == Role::Patient && argument.form != Form::Pronoun);
        themes.flat_map(|argument| telling(argument, sort)).collect()
    };
    words(one).intersection(&words(other)).count()
}

/// Whether the same ones take part: where both clauses have somebody acted on, that one, else anybody.
pub(super) fn shares(one: &Event, other: &Event, sort: Option<&EventWords>, graph: &ClaimGraph, rules: &Rulebook) -> bool {
    let acted_on = [one, other].iter().all(|event| !event.participants(true, sort).is_empty());
    let (mine, others) = (one.participants(acted_on, sort), other.participants(acted_on, sort));
    let entities = |event: &Event, arguments: &[&Argument]| -> BTreeSet<EntityId> {
        let named = |argument: &&Argument| event.entity(argument, graph);
        let events = event.core().filter(|argument| sort.is_some_and(|sort| sort.has(&argument.lemma)));
        let inside = events.flat_map(|argument| event.named_inside(argument, graph));
        arguments.iter().filter_map(named).chain(inside).collect()
    };
    let words = |event: &Event, arguments: &[&Argument]| -> BTreeSet<(String, bool)> {
        let told = |argument: &&Argument| {
            let own = sort.is_none_or(|sort| event_noun(argument, sort).is_none());
            let owners = if own { event.owners(argument) } else { BTreeSet::new() };
            telling(argument, sort).into_iter().map(|word| (word.clone(), owners.contains(&word))).collect::<Vec<_>>()
        };
        arguments.iter().flat_map(told).collect()
    };
    let sorts = |event: &Event, arguments: &[&Argument]| -> BTreeSet<usize> {
        let one = arguments.iter().filter(|argument| argument.form == Form::Definite && event.owners(argument).is_empty());
        one.flat_map(|argument| rules.predicates.nouns.kinds(&argument.lemma)).collect()
    };
    !entities(one, &mine).is_disjoint(&entities(other, &others))
        || !words(one, &mine).is_disjoint(&words(other, &others))
        || acted_on && !sorts(one, &mine).is_disjoint(&sorts(other, &others))
}

/// What they are done to has nouns that may name one thing: `the mill` and `the plant`, `the dam` and `the structure`.
pub(super) fn are_alike(one: &Event, other: &Event, sort: Option<&EventWords>, rules: &Rulebook) -> bool {
    let (events, nouns) = (&rules.measures.events, &rules.predicates.nouns);
    let alike = |one: &str, other: &str| {
        let either = [(one, other), (other, one)];
        nouns.alike(one, other)
            || sort.is_some_and(|sort| sort.is_done_to(one) && sort.is_done_to(other))
            || either.iter().any(|(work, building)| events.is_work(work) && events.is_building(building))
    };
    match (one.theme(), other.theme()) {
        (Some(one), Some(other)) => {
            let definite = [one, other].iter().all(|theme| matches!(theme.form, Form::Definite | Form::Name));
            definite && alike(&one.lemma, &other.lemma)
        }
        _ => false,
    }
}

/// Whether both tell of the person whom both documents are about, where one of them does not give the name: `the writer died`.
pub(super) fn of_hero(one: &Event, other: &Event, graph: &ClaimGraph, heroes: &[Option<EntityId>]) -> bool {
    let hero = |event: &Event| heroes.get(event.document).copied().flatten();
    let Some(person) = hero(one).filter(|_| hero(one) == hero(other)) else { return false };
    [one, other].iter().all(|event| {
        let role = if event.core().any(|argument| argument.role == Role::Patient) { Role::Patient } else { Role::Agent };
        let mut acted_on = event.core().filter(|argument| argument.role == role);
        acted_on.next().is_some_and(|argument| match argument.form {
            Form::Name => event.entity(argument, graph) == Some(person),
            Form::Pronoun => {
                match event.entity(argument, graph).filter(|&entity| graph.entity(entity).kind == EntityKind::Person) {
                    Some(entity) => entity == person,
                    None => is_usual(event.reading, &argument.lemma),
                }
            }
            Form::Definite => argument.words.len() == 1 && !is_owned(event, argument),
            _ => false,
        })
    })
}

/// `he` in a text that mostly says `he`: its story has one person.
fn is_usual(reading: &Reading, pronoun: &str) -> bool {
    let count =
        |words: &Words| reading.analysis.tokens.iter().filter(|token| words.has(token.lemma.to_lowercase().as_str())).count();
    let (he, she) = (count(&grammar().he), count(&grammar().she));
    match pronoun {
        "he" => he >= she,
        "she" => she >= he,
        _ => false,
    }
}

/// Two that nobody is named of, on one day of one story: `the boy died on Sunday`, `his son died on Sunday`.
pub(super) fn are_of_one_day(one: &Event, other: &Event, sort: &EventWords, events: &Events) -> bool {
    let unnamed = |event: &Event| event.core().all(|argument| argument.form == Form::Definite);
    let same = |one: &Time, other: &Time| one.days.is_some() && one.days == other.days;
    let days = one.when(sort, events).zip(other.when(sort, events));
    unnamed(one) && unnamed(other) && days.is_some_and(|(one, other)| same(&one, &other))
}

/// `her husband` is somebody else.
fn is_owned(event: &Event, argument: &Argument) -> bool {
    event.reading.analysis.child(argument.head, &["poss"]).is_some()
}

/// The words of a participant that tell it from others, without those that only name the event.
pub(super) fn telling(argument: &Argument, sort: Option<&EventWords>) -> Vec<String> {
    let noun = sort.and_then(|sort| event_noun(argument, sort)).unwrap_or_default();
    let event: Vec<&str> = noun.split(' ').chain(Some(argument.lemma.as_str()).filter(|_| !noun.is_empty())).collect();
    let words = argument.words.iter().chain([&argument.lemma]).map(|word| word.to_lowercase());
    words
        .filter(|word| word.len() > 2 && !event.contains(&word.as_str()) && !grammar().naming_nobody.has(word.as_str()))
        .collect()
}
