//! The ages that two documents give one person: `Anna Berg, 34` and `Anna Berg, 43`.

use std::collections::BTreeMap;

use super::{Age, Told};
use crate::check::{Answer, Finding};
use crate::model::report::Kind;

/// A birthday and a count from the year of birth alone can make so many years.
const SLACK: i32 = 1;
const DAYS_A_YEAR: i32 = 365;
/// Texts of no date may be of different years.
const UNDATED: i32 = 3;
/// Who is so much older is somebody else of that name.
const LIFE: i32 = 15;

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
    let (one, other) = pairs.into_iter().find(|(one, other)| {
        let gap = gap(one, other);
        let dated = one.published.is_some() == other.published.is_some();
        let slack = if one.published.is_some() { SLACK + years_between(one, other) } else { UNDATED };
        dated && gap > slack && gap <= LIFE
    })?;
    let told = |age: &Age| if age.low == age.high { age.low.to_string() } else { format!("{} to {}", age.low, age.high) };
    let sides = [one, other].map(|age| Answer { value: told(&age.value), cited: vec![age.cited.clone()], ..Answer::default() });
    Some(Finding {
        kind: Kind::Identity,
        constraint: "one-age".into(),
        entity: name.into(),
        attribute: "age".into(),
        sides: sides.into(),
        superseded: false,
        scope_assumed: false,
        left_alone: None,
        explanation: format!("{name} is {} in one report and {} in the other.", told(&one.value), told(&other.value)),
    })
}

/// The years between two ages, none where one lies within the other.
fn gap(one: &Told<Age>, other: &Told<Age>) -> i32 {
    let (one, other) = (&one.value, &other.value);
    i32::from((one.low - other.high).max(other.low - one.high).max(0))
}

fn years_between(one: &Told<Age>, other: &Told<Age>) -> i32 {
    let days = one.published.zip(other.published).map(|(one, other)| (one - other).get_days().abs());
    days.map_or(0, |days| days / DAYS_A_YEAR)
}
