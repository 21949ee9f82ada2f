//! The ages that two documents give one person: `Anna Berg, 34` and `Anna Berg, 43`.
//!
//! Ages at two times are both right: those told of another year than that of the document are left out, and of two documents of which one
//! has no date nothing is known.

use std::collections::BTreeMap;

use super::{Age, Told};
use crate::check::{Answer, Finding};
use crate::model::BuiltIn;
use crate::model::report::Kind;

/// A birthday and a count from the year of birth alone can make so many years.
const SLACK: i32 = 1;
const DAYS_A_YEAR: i32 = 365;
/// The years that may lie between two reports without a date: from the deed to the sentence.
const UNDATED: i32 = 5;
/// Further apart, two of one name are two persons sooner than one with a wrong age.
const ANOTHER: i32 = 20;

/// The first two documents whose ages of a person are too far apart for the time between them; a document with several ages of its own
/// tells of several times.
pub(super) fn differing(ages: &[Told<Age>], name: &str) -> Option<Finding> {
    let mut by_document: BTreeMap<usize, Vec<&Told<Age>>> = BTreeMap::new();
    for age in ages.iter().filter(|age| age.value.year.is_none()) {
        by_document.entry(age.cited.document).or_default().push(age);
    }
    let same = |ages: &&Vec<&Told<Age>>| ages.iter().all(|age| gap(ages[0], age) == 0);
    let sure: Vec<&Told<Age>> = by_document.values().filter(same).map(|ages| ages[0]).collect();
    let pairs = sure.iter().enumerate().flat_map(|(at, one)| sure[at + 1..].iter().map(move |other| (*one, *other)));
    let differ =
        |one: &Told<Age>, other: &Told<Age>| years_between(one, other).is_some_and(|years| gap(one, other) > SLACK + years);
    let (one, other) = pairs.into_iter().find(|(one, other)| differ(one, other))?;
    let told = |age: &Age| if age.low == age.high { age.low.to_string() } else { format!("{} to {}", age.low, age.high) };
    let sides = [one, other].map(|age| Answer { value: told(&age.value), cited: vec![age.cited.clone()], ..Answer::default() });
    Some(Finding {
        kind: Kind::Identity,
        constraint: BuiltIn::OneAge.into(),
        entity: name.into(),
        attribute: "age".into(),
        sides: sides.into(),
        superseded: false,
        scope_assumed: false,
        left_alone: are_two_persons(one, other).then(|| "so far apart in age, they may be two persons of one name".to_string()),
        explanation: format!("{name} is {} in one report and {} in the other.", told(&one.value), told(&other.value)),
    })
}

/// The years between two ages, none where one lies within the other.
fn gap(one: &Told<Age>, other: &Told<Age>) -> i32 {
    let (one, other) = (&one.value, &other.value);
    i32::from((one.low - other.high).max(other.low - one.high).max(0))
}

/// Whether two persons of one name are more likely than one with two ages.
pub(super) fn are_two_persons(one: &Told<Age>, other: &Told<Age>) -> bool {
    gap(one, other) > ANOTHER
}

/// The years between two reports, as far as that is known.
fn years_between(one: &Told<Age>, other: &Told<Age>) -> Option<i32> {
    match (one.published, other.published) {
        (Some(one), Some(other)) => Some((one - other).get_days().abs() / DAYS_A_YEAR),
        (None, None) => Some(UNDATED),
        _ => None,
    }
}
