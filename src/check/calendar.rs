//! Weekdays must fall on their dates, and dates must exist.

use super::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::report::Kind;
use crate::model::{Date, Reading, Said, Span, Stance, TimeExpression};
use crate::rules::Rulebook;

/// After 28 years weekdays and dates meet in the same way again.
const CYCLE: std::ops::Range<i16> = 2001..2029;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

pub(super) fn check(readings: &[Reading], _graph: &ClaimGraph, _rules: &Rulebook, out: &mut Vec<Finding>) {
    for (document, reading) in readings.iter().enumerate() {
        let mut told = Vec::new();
        for expression in &reading.times {
            if let Some(finding) =
                impossible(reading, document, expression).or_else(|| wrong_weekday(reading, document, expression))
            {
                out.push(finding);
            } else if expression.time.said.weekday.is_some() && expression.time.days.is_none() {
                told.push(expression);
            }
        }
        out.extend(told.windows(2).filter_map(|pair| cannot_both(reading, document, pair[0], pair[1])));
    }
}

fn name(weekday: i8) -> &'static str {
    WEEKDAYS[(weekday - 1).rem_euclid(7) as usize]
}

fn cite(reading: &Reading, document: usize, expression: &TimeExpression, whole: bool) -> Cited {
    let sentence = reading.analysis.tokens[expression.tokens.start].sentence;
    let span = if whole { reading.analysis.sentences[sentence].span } else { reading.analysis.span(expression.tokens.clone()) };
    cited(document, sentence, span)
}

fn cited(document: usize, sentence: usize, span: Span) -> Cited {
    Cited { document, sentence, span, speaker: None, party: None, stance: Stance::Asserted, rule: "calendar".to_string() }
}

fn finding(constraint: &str, date: String, sides: [Answer; 2], explanation: String) -> Finding {
    Finding {
        kind: Kind::Calendar,
        constraint: constraint.to_string(),
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
fn impossible(reading: &Reading, document: usize, expression: &TimeExpression) -> Option<Finding> {
    const LEAP: i16 = 2000;
    let said = expression.time.said;
    let (month, day) = (said.month?, said.day?);
    if Date::new(said.year.unwrap_or(LEAP), month, day).is_ok() {
        return None;
    }
    let last = Date::new(said.year.unwrap_or(LEAP), month, 1).ok()?.days_in_month();
    let text = expression.time.text.clone();
    let month = MONTHS[usize::try_from(month - 1).ok()?];
    let explanation = format!("There is no {text}: {month} has {last} days.");
    let sides = [
        Answer::said(text.clone(), vec![cite(reading, document, expression, false)]),
        Answer::computed(format!("{month} has {last} days"), vec![cite(reading, document, expression, true)]),
    ];
    Some(finding("date-exists", text, sides, explanation))
}

/// `Sunday, 25 November` where the 25th is a Monday.
fn wrong_weekday(reading: &Reading, document: usize, expression: &TimeExpression) -> Option<Finding> {
    let said = expression.time.said;
    let (weekday, day) = (said.weekday?, said.day?);
    let date = named_day(expression, day)?;
    let right = date.weekday().to_monday_one_offset();
    if right == weekday || (said.year.is_none() && fits_another_year(date, weekday, reading)) {
        return None;
    }
    let told = bare_weekdays(reading, date, right).chain(right_weekdays(reading, date));
    let mut others: Vec<Cited> = told.map(|other| cite(reading, document, other, false)).collect();
    others.push(cite(reading, document, expression, true));
    let written = format!("{} {} {}", day, MONTHS[usize::try_from(date.month() - 1).ok()?], date.year());
    let explanation = format!("{written} is a {}, not a {}.", name(right), name(weekday));
    let said = Answer::said(name(weekday), vec![cite(reading, document, expression, false)]);
    let sides = [said, Answer::computed(name(right), others)];
    Some(finding("weekday-of-date", written, sides, explanation))
}

/// The day that was spelt out, also where it only bounds a stretch: `until Monday, 4 March`.
fn named_day(expression: &TimeExpression, day: i8) -> Option<Date> {
    let (from, to) = expression.time.days?;
    let ends = [Some(from), to.yesterday().ok(), Some(to), from.yesterday().ok()];
    ends.into_iter().flatten().find(|date| date.day() == day && *date > Date::MIN && *date < Date::MAX)
}

/// Other passages that put the same day on its right weekday.
fn bare_weekdays(reading: &Reading, date: Date, right: i8) -> impl Iterator<Item = &TimeExpression> {
    reading.times.iter().filter(move |other| {
        let said = other.time.said;
        said.weekday == Some(right) && said.day.is_none() && other.time.days.is_some_and(|days| days.0 == date)
    })
}

/// Other dates of these weeks with their weekdays, which show that the calendar is the right one.
fn right_weekdays(reading: &Reading, date: Date) -> impl Iterator<Item = &TimeExpression> {
    const NEAR: i32 = 15;
    reading.times.iter().filter(move |other| {
        let said = other.time.said;
        let near = |day: Date| day.since(date).is_ok_and(|gap| gap.get_days().abs() <= NEAR);
        said.day.is_some()
            && other.time.days.is_some_and(|(day, _)| said.weekday == Some(day.weekday().to_monday_one_offset()) && near(day))
    })
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
fn cannot_both(reading: &Reading, document: usize, one: &TimeExpression, other: &TimeExpression) -> Option<Finding> {
    let (said, other_said) = (one.time.said, other.time.said);
    const HALF_A_YEAR: u8 = 6;
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
    let (text, other_text) = (one.time.text.clone(), other.time.text.clone());
    let explanation = format!("{text} and {other_text} do not fall into one year.");
    let sides = [
        Answer::said(text.clone(), vec![cite(reading, document, one, false)]),
        Answer::said(other_text, vec![cite(reading, document, other, false)]),
    ];
    Some(finding("weekday-of-date", text, sides, explanation))
}
