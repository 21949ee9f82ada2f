//! Weekdays must fall on their dates, and dates must exist.

use std::collections::{BTreeMap, BTreeSet};

use super::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::report::Kind;
use crate::model::{BuiltIn, Date, Reading, Said, Span, TimeExpression};
use crate::rules::Rulebook;
use crate::rules::words::timing;

/// After 28 years weekdays and dates meet in the same way again.
const CYCLE: std::ops::Range<i16> = 2001..2029;

/// A time expression with the document that it stands in.
#[derive(Clone, Copy)]
struct Told<'a> {
    document: usize,
    reading: &'a Reading,
    expression: &'a TimeExpression,
}

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, _rules: &Rulebook, out: &mut Vec<Finding>) {
    for story in stories(readings, graph).values() {
        let all: Vec<Told> = story.iter().flat_map(|&document| told(readings, document)).collect();
        let mut open: Vec<Told> = Vec::new();
        for told in &all {
            if let Some(finding) = impossible(told).or_else(|| wrong_weekday(told, &all)) {
                out.push(finding);
            } else if told.said().weekday.is_some() && told.expression.time.days.is_none() {
                open.push(*told);
            }
        }
        out.extend(open.windows(2).filter(|pair| pair[0].document == pair[1].document).filter_map(cannot_both));
        out.extend(two_weekdays(&open));
    }
}

fn stories(readings: &[Reading], graph: &ClaimGraph) -> BTreeMap<usize, Vec<usize>> {
    let mut stories: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for document in 0..readings.len() {
        stories.entry(graph.stories.get(document).copied().unwrap_or(document)).or_default().push(document);
    }
    stories
}

fn told(readings: &[Reading], document: usize) -> impl Iterator<Item = Told<'_>> {
    let reading = &readings[document];
    reading.times.iter().map(move |expression| Told { document, reading, expression })
}

impl Told<'_> {
    fn said(&self) -> Said {
        self.expression.time.said
    }

    fn cite(&self) -> Cited {
        self.cited(self.reading.analysis.span(self.expression.tokens.clone()))
    }

    fn cite_sentence(&self) -> Cited {
        self.cited(self.reading.analysis.sentences[self.sentence()].span)
    }

    fn sentence(&self) -> usize {
        self.reading.analysis.tokens[self.expression.tokens.start].sentence
    }

    fn cited(&self, span: Span) -> Cited {
        Cited::plain((self.document, self.sentence(), span), "calendar")
    }

    /// Gives this day with this day of the week, the year left out or the same.
    fn names(&self, date: Date, weekday: i8) -> bool {
        let said = self.said();
        let named = said.month == Some(date.month()) && said.day == Some(date.day());
        said.weekday == Some(weekday) && named && said.year.is_none_or(|year| year == date.year())
    }

    /// Only gives the day of the week, which falls on this day.
    fn falls_on(&self, date: Date, weekday: i8) -> bool {
        let said = self.said();
        said.weekday == Some(weekday) && said.day.is_none() && self.expression.time.days.is_some_and(|(from, _)| from == date)
    }
}

fn name(weekday: i8) -> &'static str {
    &timing().weekday_names[(weekday - 1).rem_euclid(7) as usize]
}

fn finding(constraint: BuiltIn, date: String, sides: [Answer; 2], explanation: String) -> Finding {
    Finding {
        kind: Kind::Calendar,
        constraint: constraint.into(),
        entity: date,
        attribute: "date".to_string(),
        sides: sides.into(),
        superseded: false,
        scope_assumed: false,
        left_alone: None,
        explanation,
    }
}

/// `31 June`, `29 February 2023`.
fn impossible(told: &Told) -> Option<Finding> {
    const LEAP: i16 = 2000;
    let said = told.said();
    let (month, day) = (said.month?, said.day?);
    if Date::new(said.year.unwrap_or(LEAP), month, day).is_ok() {
        return None;
    }
    let last = Date::new(said.year.unwrap_or(LEAP), month, 1).ok()?.days_in_month();
    let text = told.expression.time.text.clone();
    let month = timing().month_names.get(usize::try_from(month - 1).ok()?)?;
    let explanation = format!("There is no {text}: {month} has {last} days.");
    let sides = [
        Answer::said(text.clone(), vec![told.cite()]),
        Answer::computed(format!("{month} has {last} days"), vec![told.cite_sentence()]),
    ];
    Some(finding(BuiltIn::DateExists, text, sides, explanation))
}

/// `Sunday, 25 November` where the 25th is a Monday, whether another passage of the story says so or the calendar alone.
fn wrong_weekday(told: &Told, story: &[Told]) -> Option<Finding> {
    let said = told.said();
    let (weekday, day) = (said.weekday?, said.day?);
    let date = named_day(told.expression, day)?;
    let right = date.weekday().to_monday_one_offset();
    if right == weekday {
        return None;
    }
    let mut others: Vec<Cited> = story.iter().filter(|other| other.names(date, right)).map(Told::cite).collect();
    let computed = others.is_empty();
    if computed && (said.month.is_none() || said.year.is_none() && fits_another_year(date, weekday, told.reading)) {
        return None;
    }
    if computed {
        others.extend(story.iter().filter(|other| other.falls_on(date, right)).map(Told::cite));
        let beside = told.reading.times.iter().map(|expression| Told { expression, ..*told });
        others.extend(beside.filter(|other| is_right_near(other.expression, date)).map(|other| other.cite()));
        others.push(told.cite_sentence());
    }
    let written = format!("{} {} {}", day, timing().month_names.get(usize::try_from(date.month() - 1).ok()?)?, date.year());
    let explanation = format!("{written} is a {}, not a {}.", name(right), name(weekday));
    let sides = [Answer::said(name(weekday), vec![told.cite()]), Answer { computed, ..Answer::said(name(right), others) }];
    Some(finding(BuiltIn::WeekdayOfDate, written, sides, explanation))
}

/// The day that was spelt out, also where it only bounds a stretch: `until Monday, 4 March`.
fn named_day(expression: &TimeExpression, day: i8) -> Option<Date> {
    let (from, to) = expression.time.days?;
    let ends = [Some(from), to.yesterday().ok(), Some(to), from.yesterday().ok()];
    ends.into_iter().flatten().find(|date| date.day() == day && *date > Date::MIN && *date < Date::MAX)
}

/// Another date of these weeks with its right weekday, which shows that the calendar is the right one.
fn is_right_near(other: &TimeExpression, date: Date) -> bool {
    const NEAR: i32 = 15;
    let said = other.time.said;
    let near = |day: Date| day.since(date).is_ok_and(|gap| gap.get_days().abs() <= NEAR);
    let right = |day: Date| said.weekday == Some(day.weekday().to_monday_one_offset()) && near(day);
    said.day.is_some() && other.time.days.is_some_and(|(day, _)| right(day))
}

/// The year was assumed, and far from the document's day the weekday tells of another one.
fn fits_another_year(date: Date, weekday: i8, reading: &Reading) -> bool {
    const NEAR: i32 = 100;
    let Some(published) = reading.document.published.as_ref() else { return true };
    let near = |date: Date| date.since(published.value).is_ok_and(|gap| gap.get_days().abs() <= NEAR);
    let fits = |year: i16| {
        Date::new(year, date.month(), date.day()).is_ok_and(|other| other.weekday().to_monday_one_offset() == weekday)
    };
    !near(date) && (fits(date.year() - 1) || fits(date.year() + 1))
}

/// Without a year: `Sunday, 16 November` and `Tuesday, 19 November` cannot both be.
fn cannot_both(pair: &[Told]) -> Option<Finding> {
    const HALF_A_YEAR: u8 = 6;
    let (one, other) = (&pair[0], &pair[1]);
    let (said, other_said) = (one.said(), other.said());
    if said.month?.abs_diff(other_said.month?) > HALF_A_YEAR {
        return None;
    }
    let falls = |said: Said, year: i16| {
        let date = Date::new(year, said.month?, said.day?).ok()?;
        Some(date.weekday().to_monday_one_offset() == said.weekday?)
    };
    let years: Vec<(bool, bool)> = CYCLE.filter_map(|year| falls(said, year).zip(falls(other_said, year))).collect();
    if years.is_empty() || years.iter().any(|(one, other)| *one && *other) {
        return None;
    }
    let (text, other_text) = (one.expression.time.text.clone(), other.expression.time.text.clone());
    let explanation = format!("{text} and {other_text} do not fall into one year.");
    let sides = [Answer::said(text.clone(), vec![one.cite()]), Answer::said(other_text, vec![other.cite()])];
    Some(finding(BuiltIn::WeekdayOfDate, text, sides, explanation))
}

/// In texts of one story, `Friday, 7 March` and `Saturday, 7 March`.
fn two_weekdays(open: &[Told]) -> Vec<Finding> {
    let mut days: BTreeMap<(i8, i8), BTreeMap<i8, Vec<Told>>> = BTreeMap::new();
    for told in open {
        let said = told.said();
        let (Some(month), Some(day), Some(weekday)) = (said.month, said.day, said.weekday) else { continue };
        days.entry((month, day)).or_default().entry(weekday).or_default().push(*told);
    }
    let documents = |told: &[Told]| told.iter().map(|told| told.document).collect::<BTreeSet<_>>();
    let mut found = Vec::new();
    for weekdays in days.values() {
        for ((one, first), (other, second)) in weekdays.iter().zip(weekdays.iter().skip(1)) {
            if !documents(first).is_disjoint(&documents(second)) {
                continue;
            }
            let (text, other_text) = (&first[0].expression.time.text, &second[0].expression.time.text);
            let explanation = format!("{text} and {other_text} are not of one year.");
            let cite = |told: &[Told]| told.iter().map(Told::cite).collect();
            let sides = [Answer::said(name(*one), cite(first)), Answer::said(name(*other), cite(second))];
            found.push(finding(BuiltIn::WeekdayOfDate, text.clone(), sides, explanation));
        }
    }
    found
}
