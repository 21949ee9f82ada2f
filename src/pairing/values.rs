//! Can both values be true? By rules alone: figures, times and places as the model compares them, words as the lexicons know them.

use std::collections::BTreeSet;

use super::likeness::{Likeness, likeness};
use super::times;
use crate::model::claim::Part;
use crate::model::name::{folded, may_be_one_person, plain};
use crate::model::{Agreement, Claim, FigureKind, Form, Quantity, Thing, Time, Value, units};
use crate::rules::Rulebook;
use crate::rules::lexicon::OfficeMatch;
use crate::rules::words::{self, things};

/// Whether the values of two claims of one type can both be true.
pub fn agreement(one: &Claim, other: &Claim, rules: &Rulebook) -> Agreement {
    match (&one.value, &other.value) {
        (
            Value::Figure { amount, noun, rate, change },
            Value::Figure { amount: other, noun: other_noun, rate: others, change: its },
        ) => figures((amount, noun, rate, *change), (other, other_noun, others, *its)),
        (Value::Age { low, high, year }, Value::Age { low: other_low, high: other_high, year: other_year }) => {
            if year.is_some() != other_year.is_some() {
                Agreement::Incomparable
            } else {
                ages((*low, *high), (*other_low, *other_high))
            }
        }
        (Value::Time { time }, Value::Time { time: other }) => match weekdays(time, other) {
            Some(false) => Agreement::Different,
            _ => times::agreement(time, other),
        },
        (Value::Place { place }, Value::Place { place: other }) if place.name == other.name && place.is_named() => {
            Agreement::Same
        }
        (Value::Place { place }, Value::Place { place: other }) => place.agreement(other),
        (Value::Deed { predicate, negated, parts }, Value::Deed { predicate: other, negated: denied, parts: others }) => {
            match deeds((predicate, *negated), (other, *denied), rules) {
                Agreement::Incomparable if negated != denied && share_a_thing(parts, others) => {
                    denied_of_one((predicate, other), rules)
                }
                agreement => agreement,
            }
        }
        (Value::Holder { holder }, Value::Holder { holder: other }) => holders(holder, other, rules),
        (Value::Role { title, .. }, Value::Role { title: other, .. } | Value::Kind { noun: other }) => {
            titles(title, other, rules)
        }
        (Value::Kind { noun }, Value::Role { title: other, .. }) => titles(noun, other, rules),
        (Value::Relation { relation, with, .. }, Value::Relation { relation: other, with: others, .. }) => {
            match relations(relation, other, rules) {
                Agreement::Different
                    if with.as_ref().zip(others.as_ref()).is_some_and(|(one, other)| are_two(one, other, rules)) =>
                {
                    Agreement::Incomparable
                }
                agreement => agreement,
            }
        }
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

type Amount<'a> = (&'a Quantity, &'a Option<String>, &'a Option<String>, FigureKind);

/// A rate is no total, a change no level. A bare figure may be one of the other's unit, if it is of its size.
fn figures((one, noun, rate, change): Amount, (other, other_noun, other_rate, other_change): Amount) -> Agreement {
    const SIZE: f64 = 4.0;
    let near = one.named() > 0.0 && other.named() > 0.0 && (1.0 / SIZE..SIZE).contains(&(one.named() / other.named()));
    if change != other_change || rate != other_rate {
        return Agreement::Incomparable;
    }
    let bare = |amount: &Quantity, noun: &Option<String>| amount.unit.is_empty() && noun.is_none();
    let told =
        |amount: &Quantity| !matches!(amount.unit.as_str(), "" | units::RANK | units::SCORE | units::FREQUENCY | units::MULTIPLE);
    let whole = |one: &Quantity, other: &Quantity| one.unit == "percent" && one.low >= 100.0 && bare_one(other);
    match one.agreement(other) {
        Agreement::Incomparable if noun.is_some() && noun == other_noun && (whole(one, other) || whole(other, one)) => {
            Agreement::Different
        }
        Agreement::Incomparable if near && bare(one, noun) && told(other) => in_unit(one, other).agreement(other),
        Agreement::Incomparable if near && told(one) && bare(other, other_noun) => one.agreement(&in_unit(other, one)),
        agreement => agreement,
    }
}

/// A single one, which is not all of several.
fn bare_one(amount: &Quantity) -> bool {
    amount.unit.is_empty() && amount.low == 1.0 && amount.high == 1.0
}

fn in_unit(bare: &Quantity, of: &Quantity) -> Quantity {
    Quantity { unit: of.unit.clone(), ..bare.clone() }
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
    let below = |words: &BTreeSet<String>| things().below_a_title.iter().any(|word| words.contains(word));
    match offices {
        _ if mine == others => Agreement::Same,
        _ if below(&mine) != below(&others) && !mine.is_disjoint(&others) => Agreement::Different,
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

/// Two named ones, or two nouns for different ones: what is somebody's brother may be another's uncle.
fn are_two(one: &Thing, other: &Thing, rules: &Rulebook) -> bool {
    let told = |thing: &Thing| !matches!(thing.form, Form::Pronoun | Form::None) && thing.noun.len() > 3;
    match likeness(one, other, rules) {
        Likeness::Different => true,
        Likeness::Same => false,
        Likeness::Unknown => told(one) && told(other),
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
