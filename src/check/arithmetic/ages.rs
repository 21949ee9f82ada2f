//! A person's age and birth must fit the day of the document, and the ages that two documents give one person must fit each other.

mod compared;

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::Cited;
use super::finding;
use crate::check::{Answer, Finding};
use crate::extract::ages::{self as passages, Age, Birth};
use crate::graph::ClaimGraph;
use crate::model::{BuiltIn, Date, EntityId, EntityKind, MentionId, Reading, Span};

/// An age was right at some time in these days before the document.
const NEWS_DAYS: i32 = 14;

/// Something told of a person, with the day of the document that tells it.
struct Told<T> {
    value: T,
    published: Option<Date>,
    cited: Cited,
}

/// The ages that are told of each person.
pub(in crate::check) struct Ages(BTreeMap<EntityId, Vec<Told<Age>>>);

impl Ages {
    pub(in crate::check) fn read(readings: &[Reading], graph: &ClaimGraph) -> Self {
        let mut ages: BTreeMap<EntityId, Vec<Told<Age>>> = BTreeMap::new();
        for (document, id, entity) in persons(readings, graph) {
            let found = passages::ages(&readings[document], id).into_iter();
            ages.entry(entity).or_default().extend(found.map(|age| {
                let tokens = age.tokens.clone();
                told(readings, document, age, tokens)
            }));
        }
        Self(ages)
    }

    /// Whether the ages that two documents give somebody are those of two persons of one name.
    pub(in crate::check) fn are_of_two(&self, person: EntityId, documents: [usize; 2]) -> bool {
        let ages = self.0.get(&person).map_or(&[][..], Vec::as_slice);
        let of = |document: usize| ages.iter().filter(move |age| age.value.year.is_none() && age.cited.document == document);
        of(documents[0]).any(|one| of(documents[1]).any(|other| compared::are_two_persons(one, other)))
    }
}

/// Every mention of a person: its document, its number there, and who it is.
fn persons<'a>(readings: &'a [Reading], graph: &'a ClaimGraph) -> impl Iterator<Item = (usize, MentionId, EntityId)> + 'a {
    let of = |document: usize| graph.entity_of.get(document).into_iter().flatten().copied().enumerate();
    let all = (0..readings.len())
        .flat_map(move |document| of(document).map(move |(id, entity)| (document, MentionId(id as u32), entity)));
    all.filter(|(_, _, entity)| graph.entity(*entity).kind == EntityKind::Person)
}

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, out: &mut Vec<Finding>) {
    let Ages(ages) = Ages::read(readings, graph);
    let mut births: BTreeMap<EntityId, Vec<Told<Birth>>> = BTreeMap::new();
    for (document, id, entity) in persons(readings, graph) {
        let reading = &readings[document];
        births.entry(entity).or_default().extend(passages::birth(reading, reading.mentions[id.0 as usize].head).map(|birth| {
            let tokens = birth.tokens.clone();
            told(readings, document, birth, tokens)
        }));
    }
    for (entity, ages) in &ages {
        out.extend(compared::differing(ages, &graph.entity(*entity).name));
        let born = births.get(entity).into_iter().flatten();
        let clash = |born: &Told<Birth>| {
            let ages: Vec<&Told<Age>> = ages.iter().filter(|age| !fits_a_told_year(age, born, readings)).collect();
            clash(&ages, born, &graph.entity(*entity).name)
        };
        out.extend(born.filter_map(clash).take(1));
    }
}

fn told<T>(readings: &[Reading], document: usize, value: T, tokens: Range<usize>) -> Told<T> {
    let reading = &readings[document];
    let sentence = reading.analysis.tokens[tokens.start].sentence;
    let span: Span = reading.analysis.span(tokens);
    let cited = Cited::plain((document, sentence, span), "age");
    Told { value, published: reading.document.published.as_ref().map(|published| published.value), cited }
}

/// The ages that somebody of this birth can have had when the age was told, in the days before the document as well; none for times
/// before the birth and beyond a life.
fn possible(age: &Told<Age>, born: &Told<Birth>) -> Option<(i16, i16)> {
    let published = age.published;
    let year = age.value.year.or(published.map(|day| day.year()))?;
    let years = year - born.value.year;
    let known = published.filter(|_| age.value.year.is_none()).zip(born.value.day);
    let span = known.and_then(|(day, birth)| {
        let before = day.checked_sub(jiff::Span::new().days(NEWS_DAYS)).ok()?;
        Some((age_on(before, birth), age_on(day, birth)))
    });
    (0..121).contains(&years).then_some(span.unwrap_or((years - 1, years)))
}

fn age_on(day: Date, birth: Date) -> i16 {
    day.year() - birth.year() - i16::from((day.month(), day.day()) < (birth.month(), birth.day()))
}

/// Whether the age is right for a year that its document tells of: a man of 34 who vanished in 1958 need not be 34 today.
fn fits_a_told_year(age: &Told<Age>, born: &Told<Birth>, readings: &[Reading]) -> bool {
    let years = readings[age.cited.document].times.iter().filter_map(|time| time.time.days).map(|(first, _)| first.year());
    let fits = |year: i16| {
        let (low, high) = (year - born.value.year - 1, year - born.value.year);
        low <= age.value.high && age.value.low <= high
    };
    age.value.year.is_none() && years.filter(|year| *year > born.value.year).any(fits)
}

fn clash(ages: &[&Told<Age>], born: &Told<Birth>, name: &str) -> Option<Finding> {
    let wrong = |age: &&Told<Age>| possible(age, born).is_some_and(|(low, high)| age.value.high < low || high < age.value.low);
    let ages: Vec<&Told<Age>> = ages.iter().copied().filter(wrong).collect();
    let first = ages.first()?;
    let (low, high) = possible(first, born)?;
    let birth =
        born.value.day.map_or_else(|| format!("in {}", born.value.year), |day| format!("on {}", day.strftime("%-d %B %Y")));
    let right = if low == high { low.to_string() } else { format!("{low} or {high}") };
    let told = |age: &Age| if age.low == age.high { age.low.to_string() } else { format!("{} to {}", age.low, age.high) };
    let explanation = format!("{name}, born {birth}, was then {right}, not {}.", told(&first.value));
    let sides = [
        Answer::said(format!("aged {}", told(&first.value)), ages.iter().map(|age| age.cited.clone()).collect()),
        Answer::said(format!("born {birth}"), vec![born.cited.clone()]),
    ];
    let mut finding = finding(BuiltIn::AgeFitsBirth, "age".to_string(), sides, explanation);
    finding.entity = name.to_string();
    Some(finding)
}
