//! Can both values be true? By rules alone: figures, times and places as the model compares them, words as the lexicons know them.

use std::collections::BTreeSet;

use super::evidence::EMPTY;
use super::likeness::{Likeness, likeness};
use super::times;
use crate::model::name::{folded, may_be_one_person, plain};
use crate::model::{Agreement, Claim, FigureKind, Quantity, Thing, Value};
use crate::rules::Rulebook;
use crate::rules::lexicon::OfficeMatch;

/// Whether the values of two claims of one type can both be true.
pub fn agreement(one: &Claim, other: &Claim, rules: &Rulebook) -> Agreement {
    match (&one.value, &other.value) {
        (Value::Figure { amount, rate, change, .. }, Value::Figure { amount: other, rate: others, change: its, .. }) => {
            figures((amount, rate, *change), (other, others, *its))
        }
        (Value::Age { low, high, year }, Value::Age { low: other_low, high: other_high, year: other_year }) => {
            if year.is_some() != other_year.is_some() {
                Agreement::Incomparable
            } else {
                ages((*low, *high), (*other_low, *other_high))
            }
        }
        (Value::Time { time }, Value::Time { time: other }) => times::agreement(time, other),
        (Value::Place { place }, Value::Place { place: other }) if place.name == other.name && place.is_named() => {
            Agreement::Same
        }
        (Value::Place { place }, Value::Place { place: other }) => place.agreement(other),
        (Value::Deed { predicate, negated, .. }, Value::Deed { predicate: other, negated: denied, .. }) => {
            deeds((predicate, *negated), (other, *denied), rules)
        }
        (Value::Holder { holder }, Value::Holder { holder: other }) => holders(holder, other, rules),
        (Value::Role { title, .. }, Value::Role { title: other, .. }) => titles(title, other, rules),
        (Value::Relation { relation, .. }, Value::Relation { relation: other, .. }) => relations(relation, other, rules),
        (Value::Wording { words }, Value::Wording { words: other }) => wordings(words, other),
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

type Amount<'a> = (&'a Quantity, &'a Option<String>, FigureKind);

/// A rate is no total, a change no level.
fn figures((one, rate, change): Amount, (other, other_rate, other_change): Amount) -> Agreement {
    if rate != other_rate || change != other_change { Agreement::Incomparable } else { one.agreement(other) }
}

/// A birthday may lie between two reports.
fn ages(one: (i16, i16), other: (i16, i16)) -> Agreement {
    if one == other {
        Agreement::Same
    } else if one.0 <= other.1 + 1 && other.0 <= one.1 + 1 {
        Agreement::Compatible
    } else {
        Agreement::Different
    }
}

/// One predicate told and denied, or two opposites.
fn deeds((one, negated): (&str, bool), (other, denied): (&str, bool), rules: &Rulebook) -> Agreement {
    let senses = &rules.predicates.senses;
    let empty = |predicate: &str| EMPTY.contains(&predicate) || rules.predicates.stance.reports(predicate);
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
        Likeness::Unknown => Agreement::Incomparable,
    }
}

/// One title, one with less said of it, two offices of one walk of life, or two trades.
fn titles(one: &str, other: &str, rules: &Rulebook) -> Agreement {
    let words = |title: &str| -> BTreeSet<String> {
        let all = folded(title);
        let words = all.split(|letter: char| !letter.is_alphanumeric());
        words.filter(|word| word.len() > 2 && *word != "the" && *word != "and" && *word != "for").map(str::to_string).collect()
    };
    let (mine, others) = (words(one), words(other));
    let offices = office(one, rules).zip(office(other, rules));
    let trades = || trade(&mine, rules).zip(trade(&others, rules)).is_some_and(|(one, other)| one != other);
    match offices {
        _ if mine == others => Agreement::Same,
        _ if mine.is_subset(&others) || others.is_subset(&mine) => Agreement::Compatible,
        Some((office, rival)) if office.canonical == rival.canonical => Agreement::Compatible,
        Some((office, rival)) if office.office.sector == rival.office.sector && !office.office.broad && !rival.office.broad => {
            Agreement::Different
        }
        None if trades() => Agreement::Different,
        _ => Agreement::Incomparable,
    }
}

/// The office that a title names.
fn office<'r>(title: &str, rules: &'r Rulebook) -> Option<OfficeMatch<'r>> {
    let words: Vec<String> = title.split_whitespace().map(str::to_lowercase).collect();
    (0..words.len()).find_map(|from| rules.lexicon.office_at(&|at| words.get(from + at).cloned()))
}

fn trade<'w>(words: &'w BTreeSet<String>, rules: &Rulebook) -> Option<&'w String> {
    words.iter().find(|word| rules.predicates.parts.is_trade(word))
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

/// The same words, or nearly; which other words have another sense only the check of quotations can tell.
fn wordings(one: &str, other: &str) -> Agreement {
    const SAME: f64 = 0.8;
    let words = |text: &str| -> Vec<String> {
        folded(text).split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_string).collect()
    };
    let (one, other) = (words(one), words(other));
    let (mine, others): (BTreeSet<&String>, BTreeSet<&String>) = (one.iter().collect(), other.iter().collect());
    let shared = mine.intersection(&others).count() as f64;
    if shared >= SAME * mine.len().max(others.len()).max(1) as f64 { Agreement::Same } else { Agreement::Incomparable }
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
        () => Agreement::Incomparable,
    }
}
