//! Can both values be true? By rules alone: figures, times and places as the model compares them, words as the lexicons know them.

mod figures;
mod places;
mod titles;

use std::collections::BTreeSet;

use super::likeness::{Likeness, likeness};
use super::times;
use crate::model::claim::Part;
use crate::model::name::{folded, may_be_one_person, plain};
use crate::model::{Agreement, Claim, Form, Quantity, Thing, Time, Value};
use crate::rules::Rulebook;
use crate::rules::words;

/// Whether the values of two claims of one type can both be true.
pub fn agreement(one: &Claim, other: &Claim, rules: &Rulebook) -> Agreement {
    match (&one.value, &other.value) {
        (
            Value::Figure { amount, noun, rate, change },
            Value::Figure { amount: other, noun: other_noun, rate: others, change: its },
        ) => figures::agreement((amount, noun, rate, *change), (other, other_noun, others, *its), rules),
        (Value::Age { low, high, year }, Value::Age { low: other_low, high: other_high, year: other_year }) => {
            if year.is_some() != other_year.is_some() {
                Agreement::Incomparable
            } else {
                ages((*low, *high), (*other_low, *other_high))
            }
        }
        (Value::Age { low, high, year: None }, Value::Figure { amount, noun: None, .. })
        | (Value::Figure { amount, noun: None, .. }, Value::Age { low, high, year: None }) => {
            years(amount).map_or(Agreement::Incomparable, |years| ages((*low, *high), (years, years)))
        }
        (Value::Time { time }, Value::Time { time: other }) => match weekdays(time, other) {
            Some(false) => Agreement::Different,
            _ => times::agreement(time, other),
        },
        (Value::Place { place }, Value::Place { place: other }) => places::agreement(place, other),
        (Value::Deed { predicate, negated, parts }, Value::Deed { predicate: other, negated: denied, parts: others }) => {
            match deeds((predicate, *negated), (other, *denied), rules) {
                Agreement::Incomparable if negated != denied && share_a_thing(parts, others) => {
                    denied_of_one((predicate, other), rules)
                }
                agreement => agreement,
            }
        }
        (Value::Holder { holder }, Value::Holder { holder: other }) => holders(holder, other, rules),
        (Value::Role { title, standing }, Value::Role { title: other, standing: its }) => {
            titles::agreement((title, *standing), (other, *its), rules)
        }
        (Value::Role { title, .. }, Value::Kind { noun: other }) => titles::of_one(title, other, rules),
        (Value::Kind { noun }, Value::Role { title: other, .. }) => titles::of_one(noun, other, rules),
        (Value::Relation { relation, with, .. }, Value::Relation { relation: other, with: others, .. }) => {
            match relations(relation, other, rules) {
                Agreement::Different
                    if with
                        .as_ref()
                        .zip(others.as_ref())
                        .is_some_and(|(one, other)| likeness(one, other, rules) == Likeness::Different) =>
                {
                    Agreement::Incomparable
                }
                agreement => agreement,
            }
        }
        (Value::Wording { words }, Value::Wording { words: other }) => wordings(words, other, rules),
        (Value::Order { earlier, later }, Value::Order { earlier: others_earlier, later: others_later }) => {
            orders((earlier, later), (others_earlier, others_later))
        }
        (Value::Cause { classes }, Value::Cause { classes: other }) => causes(classes, other, rules),
        (Value::Kind { noun }, Value::Kind { noun: other }) => kinds(noun, other, rules),
        (Value::Description { noun, name }, Value::Description { noun: other, name: other_name }) => {
            let named = name.as_ref().zip(other_name.as_ref());
            match named.map(|(one, other)| may_be_one_person(&plain(one), &plain(other))) {
                Some(false) => Agreement::Different,
                _ => kinds(noun, other, rules),
            }
        }
        _ => Agreement::Incomparable,
    }
}

/// Whether both name a day of the week with its date, or both its day without one, and the same one.
fn weekdays(one: &Time, other: &Time) -> Option<bool> {
    let alike = one.said.open == other.said.open && one.said.day == other.said.day;
    one.said.weekday.zip(other.said.weekday).filter(|_| alike).map(|(one, other)| one == other)
}

/// Whether two deeds are told of one thing, by its name or by its noun.
fn share_a_thing(one: &[Part], other: &[Part]) -> bool {
    let things = |parts: &[Part]| -> BTreeSet<String> {
        let word = |part: &Part| part.thing.name.clone().unwrap_or_else(|| part.thing.noun.clone());
        parts.iter().filter(|part| !matches!(part.thing.form, Form::Pronoun)).map(word).filter(|word| word.len() > 2).collect()
    };
    !things(one).is_disjoint(&things(other))
}

/// One deed denied of a thing and another one told of it: opposite, unless the two are opposites themselves.
fn denied_of_one((one, other): (&str, &str), rules: &Rulebook) -> Agreement {
    let empty = |predicate: &str| rules.predicates.stance.reports(predicate);
    let opposed = rules.predicates.senses.opposed(one, other);
    if opposed || empty(one) || empty(other) { Agreement::Incomparable } else { Agreement::Different }
}

/// The years of a life that a bare number may be.
fn years(amount: &Quantity) -> Option<i16> {
    let lives = amount.unit.is_empty() && amount.is_exact() && (1.0..125.0).contains(&amount.low) && amount.low.fract() == 0.0;
    lives.then_some(amount.low as i16)
}

/// A birthday may lie between two reports.
fn ages(one: (i16, i16), other: (i16, i16)) -> Agreement {
    if one == other {
        Agreement::Same
    } else if one.0 <= other.1.saturating_add(1) && other.0 <= one.1.saturating_add(1) {
        Agreement::Compatible
    } else {
        Agreement::Different
    }
}

/// One predicate told and denied, or two opposites.
fn deeds((one, negated): (&str, bool), (other, denied): (&str, bool), rules: &Rulebook) -> Agreement {
    let senses = &rules.predicates.senses;
    let empty = |predicate: &str| words::deeds().empty.has(predicate) || rules.predicates.stance.reports(predicate);
    if empty(one) || empty(other) {
        return Agreement::Incomparable;
    }
    let same = senses.synonyms(one, other) || rules.predicates.is_one_event(one, other);
    let opposed = !same && senses.opposed(one, other);
    match negated == denied {
        true if same => Agreement::Same,
        false if same => Agreement::Different,
        true if opposed && !negated => Agreement::Different,
        false if opposed => Agreement::Compatible,
        _ => Agreement::Incomparable,
    }
}

/// Two names, or two sorts of people of which nobody is both.
fn holders(one: &Thing, other: &Thing, rules: &Rulebook) -> Agreement {
    let parts = &rules.predicates.parts;
    let trades = |one: &str, other: &str| parts.is_trade(one) && parts.is_trade(other) && one != other;
    match likeness(one, other, rules) {
        Likeness::Same => Agreement::Same,
        Likeness::Different => Agreement::Different,
        Likeness::Unknown if one.name.is_some() || other.name.is_some() => Agreement::Incomparable,
        Likeness::Unknown if parts.are_rivals(&one.noun, &other.noun) || trades(&one.noun, &other.noun) => Agreement::Different,
        Likeness::Unknown if parts.are_two_sorts(&one.noun, &other.noun) => Agreement::Different,
        Likeness::Unknown => Agreement::Incomparable,
    }
}

/// Which way a tie runs is not always said: only what shuts out the other both ways differs.
fn relations(one: &str, other: &str, rules: &Rulebook) -> Agreement {
    let (Some(one), Some(other)) = (rules.lexicon.relation(one), rules.lexicon.relation(other)) else {
        return if one == other { Agreement::Same } else { Agreement::Incomparable };
    };
    let inverse = other.inverse.as_deref().unwrap_or(&other.canonical);
    let same = one.canonical == other.canonical;
    let genders = one.gender.zip(other.gender).is_some_and(|(one, other)| one != other);
    let shut_out = |name: &str| one.excludes.iter().any(|excluded| excluded == name);
    match () {
        () if same && genders => Agreement::Different,
        () if same => Agreement::Same,
        () if one.canonical == inverse => Agreement::Compatible,
        () if shut_out(&other.canonical) && (other.symmetric || shut_out(inverse) || inverse == other.canonical) => {
            Agreement::Different
        }
        () => Agreement::Incomparable,
    }
}

/// The same words, but for a few; a figure or a denial among these makes it another remark. Which other words have another sense only
/// the check of quotations can tell.
fn wordings(one: &str, other: &str, rules: &Rulebook) -> Agreement {
    const SAME: f64 = 0.8;
    let words = |text: &str| -> Vec<String> {
        folded(text).split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_string).collect()
    };
    let (one, other) = (words(one), words(other));
    let (mine, others): (BTreeSet<&String>, BTreeSet<&String>) = (one.iter().collect(), other.iter().collect());
    let shared = mine.intersection(&others).count() as f64;
    let turns = |word: &str| rules.predicates.stance.negation.contains(word) || word.parse::<f64>().is_ok();
    let turned = mine.symmetric_difference(&others).any(|word| turns(word));
    match shared >= SAME * mine.len().max(others.len()).max(1) as f64 {
        true if turned => Agreement::Different,
        true => Agreement::Same,
        false => Agreement::Incomparable,
    }
}

type Parts<'a> = (&'a [String], &'a [String]);

/// The same two the other way round.
fn orders((earlier, later): Parts, (others_earlier, others_later): Parts) -> Agreement {
    let shared = |one: &[String], other: &[String]| one.iter().filter(|word| other.contains(word)).count();
    let straight = shared(earlier, others_earlier).min(shared(later, others_later));
    let turned = shared(earlier, others_later).min(shared(later, others_earlier));
    match straight.cmp(&turned) {
        std::cmp::Ordering::Greater => Agreement::Same,
        std::cmp::Ordering::Less => Agreement::Different,
        std::cmp::Ordering::Equal => Agreement::Incomparable,
    }
}

fn causes(one: &BTreeSet<String>, other: &BTreeSet<String>, rules: &Rulebook) -> Agreement {
    let rivals = |one: &String, other: &String| rules.predicates.causes.are_rivals(one, other);
    if one == other {
        Agreement::Same
    } else if !one.is_disjoint(other) {
        Agreement::Compatible
    } else if one.iter().all(|class| other.iter().all(|rival| rivals(class, rival))) {
        Agreement::Different
    } else {
        Agreement::Incomparable
    }
}

fn kinds(one: &str, other: &str, rules: &Rulebook) -> Agreement {
    let predicates = &rules.predicates;
    match () {
        () if one == other => Agreement::Same,
        () if predicates.nouns.alike(one, other) => Agreement::Compatible,
        () if predicates.parts.are_two_sorts(one, other) => Agreement::Different,
        () => titles::of_one(one, other, rules),
    }
}
