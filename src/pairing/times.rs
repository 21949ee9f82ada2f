//! Can two times of one event both be right? What was said counts, and what the program filled in does not: a year, a month or a week.

use jiff::Span;

use crate::model::time::Days;
use crate::model::{Agreement, Date, Granularity, Open, Said, Time};
use crate::rules::words::timing;

/// Whether two times can both be right, each as the moment that it names: of `since March`, March; of `until Friday`, Friday.
pub fn agreement(one: &Time, other: &Time) -> Agreement {
    let (one, other) = (moment(one), moment(other));
    match one.agreement(&other) {
        Agreement::Different if is_roughly(&one, &other) || meets_elsewhere(&one, &other) || meets_elsewhere(&other, &one) => {
            Agreement::Compatible
        }
        Agreement::Different if is_day_of(&one, &other) || is_day_of(&other, &one) => Agreement::Compatible,
        Agreement::Incomparable => clocks(&one, &other).unwrap_or(Agreement::Incomparable),
        agreement => agreement,
    }
}

fn moment(time: &Time) -> Time {
    let until = timing().until.iter().any(|word| time.text.to_lowercase().starts_with(word));
    match time.said.open {
        Some(Open::Later) => time.opening(),
        Some(Open::Earlier) if until => time.end(),
        _ => None,
    }
    .unwrap_or_else(|| time.clone())
}

/// Whether `last week` or `ten days ago` can be the other time; `last year` is that of the calendar.
fn is_roughly(one: &Time, other: &Time) -> bool {
    let calendar = |time: &Time| {
        let plain = time.said == Said::default() && !time.window && time.text.split(' ').count() == 2;
        plain && time.granularity == Granularity::Year
    };
    !calendar(one) && !calendar(other) && one.roughly_meets(other)
}

/// Whether the one can be the other in the next or the last year, month or week, where it does not say which is meant.
fn meets_elsewhere(one: &Time, other: &Time) -> bool {
    let near = |days: Days, by: Span| Some((days.0.checked_add(by).ok()?, days.1.checked_add(by).ok()?));
    let meet = |days: Option<Days>| days.zip(other.days).is_some_and(|(one, other)| one.0 < other.1 && other.0 < one.1);
    let Some((days, step)) = one.days.zip(unsaid(&one.said, one.granularity)) else { return false };
    one.said.open.is_none() && [step, step.negate()].into_iter().any(|by| meet(near(days, by)))
}

/// Whether one names no more than a day of the week, and the other a date that is one: `that Saturday` and `20 February 1960`.
fn is_day_of(weekday: &Time, date: &Time) -> bool {
    let only = weekday.said.day.is_none() && weekday.said.month.is_none() && weekday.said.open.is_none();
    let named = date.said.day.is_some() && date.said.month.is_some() && date.said.open.is_none();
    let day = date.days.filter(|_| named && only).map(|days| days.0.weekday().to_monday_one_offset());
    weekday.said.weekday.is_some() && weekday.said.weekday == day
}

/// What the words leave open.
fn unsaid(said: &Said, granularity: Granularity) -> Option<Span> {
    match said {
        Said { year: Some(_), .. } => None,
        Said { month: Some(_), .. } => Some(Span::new().years(1)),
        Said { day: Some(_), .. } => Some(Span::new().months(1)),
        Said { weekday: Some(_), .. } => Some(Span::new().days(7)),
        _ if granularity == Granularity::Season => Some(Span::new().years(1)),
        _ => None,
    }
}

/// Two times of day, of which one at least is of no day that is known.
fn clocks(one: &Time, other: &Time) -> Option<Agreement> {
    one.clock.zip(other.clock)?;
    let day = one.days.or(other.days).unwrap_or((Date::new(2000, 1, 1).ok()?, Date::new(2000, 1, 2).ok()?));
    let on_one_day = |time: &Time| Time { days: Some(day), also: None, ..time.clone() };
    Some(on_one_day(one).agreement(&on_one_day(other)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;
    use crate::{Corpus, read, rules::Rulebook};

    /// The first time of a sentence, in a document of Friday, 16 May 2025, or of another day.
    fn time(text: &str, day: &str) -> Time {
        let document: Document = read::document("a.txt", format!("---\ndate: {day}\n---\n{text}\n").into_bytes()).unwrap();
        let corpus = Corpus::build(vec![document], Rulebook::builtin());
        corpus.readings[0].times.last().expect("a time").time.clone()
    }

    #[test]
    fn what_was_not_said_does_not_tell_times_apart() {
        let cases = [
            ("It sank in January.", "It sank on 5 January.", Agreement::Compatible),
            ("It sank in January.", "It sank on 5 February.", Agreement::Different),
            ("It sank on Monday.", "It sank on Monday.", Agreement::Compatible),
            ("It sank on Monday.", "It sank on Tuesday.", Agreement::Different),
            ("It sank that Monday.", "It sank on 4 March 2024.", Agreement::Compatible),
            ("It sank that Monday.", "It sank on 5 March 2024.", Agreement::Different),
            ("It sank in January 2024.", "It sank in January 2025.", Agreement::Different),
            ("It was closed since March 2023.", "It was closed in April 2024.", Agreement::Different),
            ("It was closed since March 2023.", "It was closed in March 2023.", Agreement::Same),
            ("It was closed until Friday.", "It was opened on Friday.", Agreement::Same),
            ("It sank last year.", "It sank in 2023.", Agreement::Different),
            ("It sank last year.", "It sank in 2024.", Agreement::Same),
        ];
        for (one, other, expected) in cases {
            let times = [time(one, "2025-05-16"), time(other, "2025-05-20")];
            assert_eq!(agreement(&times[0], &times[1]), expected, "{one} {other} {times:?}");
        }
    }

    #[test]
    fn times_of_day_are_of_one_day_where_none_is_named() {
        let [noon, three, later] = ["It sank at noon.", "It sank at three in the afternoon.", "It sank at 12.05 p.m."]
            .map(|text| time(text, "2025-05-16"));
        assert_eq!(agreement(&noon, &three), Agreement::Different);
        assert_eq!(agreement(&noon, &later), Agreement::Compatible);
    }
}
