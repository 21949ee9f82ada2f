//! Dates and stretches of time, as coarse as they were said.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Agreement;
use super::words::lists;

/// A day of the calendar.
pub type Date = jiff::civil::Date;

/// Days, half open.
pub type Days = (Date, Date);

/// A time expression. What could not be put on the calendar stays relative to its document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Time {
    /// The days `from..to` (half open) that the expression covers, where they are known.
    #[schemars(with = "Option<(String, String)>")]
    pub days: Option<Days>,
    /// A second reading of an ambiguous date: `12/05/2000`.
    #[schemars(with = "Option<(String, String)>")]
    pub also: Option<Days>,
    pub granularity: Granularity,
    /// A window that ends where the text stands: `since Monday`, `over the past year`.
    pub window: bool,
    /// What the words gave, also where the calendar could not be reached.
    pub said: Said,
    /// Minutes of the day, first and last; beyond 1440 is the next morning.
    pub clock: Option<(i32, i32)>,
    /// The words.
    pub text: String,
}

/// A time with the tokens that spell it.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeExpression {
    pub time: Time,
    pub tokens: Range<usize>,
}

/// The parts of a date that were spelt out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Said {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    /// From Monday, 1, to Sunday, 7.
    pub weekday: Option<i8>,
    /// An open side: `before 4 May`, `until Friday`, `after 2010`.
    pub open: Option<Open>,
}

/// On which side of the named time the meant one lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Open {
    /// `before`, `until`, `by`.
    Earlier,
    /// `after`, `since`, `from`.
    Later,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Granularity {
    Minute,
    PartOfDay,
    Day,
    Week,
    Month,
    Season,
    Year,
    Decade,
    Vague,
}

impl Time {
    /// Whether two times of one event can both be right.
    pub fn agreement(&self, other: &Time) -> Agreement {
        let dates = self.dates(other);
        if dates == Agreement::Different || self.said.open.is_some() || other.said.open.is_some() {
            return dates;
        }
        let one_day = |time: &Time| time.granularity <= Granularity::Day;
        match (self.clock, other.clock) {
            (Some(clock), Some(other_clock)) if one_day(self) && one_day(other) && dates != Agreement::Incomparable => {
                clocks(clock, other_clock)
            }
            _ => dates,
        }
    }

    /// Where both begin or both end at what they name: `since March` and `since May`. `By` and `before` leave open when.
    fn edges(&self, other: &Time) -> Option<Agreement> {
        let exact = |time: &Time| {
            let first = time.text.split(' ').next().unwrap_or_default().to_lowercase();
            !lists().before_open_edge.contains(&first)
        };
        let edge = |time: &Time| time.opening().or_else(|| time.closing()).and_then(|edge| edge.days);
        let both = self.said.open.is_some() && self.said.open == other.said.open && exact(self) && exact(other);
        let (one, other) = both.then(|| edge(self).zip(edge(other))).flatten()?;
        Some(if one.0 < other.1 && other.0 < one.1 { Agreement::Compatible } else { Agreement::Different })
    }

    fn dates(&self, other: &Time) -> Agreement {
        if let Some(edges) = self.edges(other) {
            return edges;
        }
        let readings = |time: &Time| [time.days, time.also].into_iter().flatten().collect::<Vec<_>>();
        let (mine, others) = (readings(self), readings(other));
        if mine.is_empty() || others.is_empty() {
            return self.parts(other);
        }
        if mine == others {
            return Agreement::Same;
        }
        let meet = mine.iter().any(|a| others.iter().any(|b| a.0 < b.1 && b.0 < a.1));
        if meet { Agreement::Compatible } else { Agreement::Different }
    }

    /// Compares what was spelt out, when one of the two has no place on the calendar.
    fn parts(&self, other: &Time) -> Agreement {
        let (mine, others) = (self.spelt(), other.spelt());
        if mine.open.is_some() || others.open.is_some() || self.window || other.window {
            return Agreement::Incomparable;
        }
        let compared = [
            (mine.year.map(i32::from), others.year.map(i32::from)),
            (mine.month.map(i32::from), others.month.map(i32::from)),
            (mine.day.map(i32::from), others.day.map(i32::from)),
            (mine.weekday.map(i32::from), others.weekday.map(i32::from)),
        ];
        let both = || compared.iter().filter(|(a, b)| a.is_some() && b.is_some());
        if both().next().is_none() {
            Agreement::Incomparable
        } else if both().any(|(a, b)| a != b) {
            Agreement::Different
        } else {
            Agreement::Compatible
        }
    }

    /// What was spelt out, filled up from the calendar where the time is one day.
    fn spelt(&self) -> Said {
        let mut said = self.said;
        if let (Some((from, to)), Granularity::Minute | Granularity::PartOfDay | Granularity::Day) = (self.days, self.granularity)
            && from.tomorrow().is_ok_and(|next| next == to)
        {
            said.year = Some(from.year());
            said.month = Some(from.month());
            said.day = Some(from.day());
            said.weekday = Some(from.weekday().to_monday_one_offset());
        }
        said
    }

    /// The time at which one that is open to the future begins: of `since March`, March.
    pub fn opening(&self) -> Option<Time> {
        let (from, _) = self.days.filter(|_| self.said.open == Some(Open::Later))?;
        let (months, granularity) = self.named()?;
        let to = if months == 0 { from.tomorrow() } else { from.checked_add(jiff::Span::new().months(months)) };
        Some(self.bounded((from, to.ok()?), granularity))
    }

    /// The time at which one that is open to the past ends: of `until March`, March.
    fn closing(&self) -> Option<Time> {
        let (_, to) = self.days.filter(|_| self.said.open == Some(Open::Earlier))?;
        let (months, granularity) = self.named()?;
        let from = if months == 0 { to.yesterday() } else { to.checked_sub(jiff::Span::new().months(months)) };
        Some(self.bounded((from.ok()?, to), granularity))
    }

    /// The length in months of what was named, none for a day.
    fn named(&self) -> Option<(i32, Granularity)> {
        match self.said {
            Said { day: Some(_), .. } | Said { weekday: Some(_), .. } => Some((0, Granularity::Day)),
            Said { month: Some(_), .. } => Some((1, Granularity::Month)),
            Said { year: Some(_), .. } => Some((12, Granularity::Year)),
            _ => None,
        }
    }

    fn bounded(&self, days: Days, granularity: Granularity) -> Time {
        let said = Said { open: None, ..self.said };
        Time { days: Some(days), window: false, granularity, said, ..self.clone() }
    }

    /// The last day of a stretch, or of one that is open to the past: of `until Friday`, Friday.
    pub fn end(&self) -> Option<Time> {
        let said = Said { open: None, ..self.said };
        if self.said.open == Some(Open::Later) {
            return None;
        }
        let days = match self.days {
            Some((_, to)) if self.granularity <= Granularity::Day => Some((to.yesterday().ok()?, to)),
            days => days,
        };
        Some(Time { days, window: false, said, ..self.clone() })
    }

    /// Whether `last week` or `ten days ago` can mean the other time: counted from the day of the text, or of the talk, and good for one
    /// more or less.
    pub fn roughly_meets(&self, other: &Time) -> bool {
        let meet = |one: Days, other: Days| one.0 < other.1 && other.0 < one.1;
        let roughly = self.is_counted() || other.is_counted();
        roughly && self.roughly().zip(other.roughly()).is_some_and(|(one, other)| meet(one, other))
    }

    fn is_counted(&self) -> bool {
        let text = self.text.to_lowercase();
        let unit = lists().counted_units.iter().any(|unit| text.ends_with(unit.as_str()));
        let relative = text.ends_with("ago") || unit && self.said == Said::default();
        relative && !text.starts_with("one ")
    }

    /// The days with one more or less of what they are counted in.
    fn roughly(&self) -> Option<Days> {
        let (from, to) = self.days?;
        let days = to.since(from).ok()?.get_days().max(if self.text.ends_with("ago") { 3 } else { 1 });
        let slack = jiff::Span::new().days(if self.is_counted() { days } else { 0 });
        Some((from.checked_sub(slack).ok()?, to.checked_add(slack).ok()?))
    }

    /// Whether the whole time lies before a day.
    pub fn is_before(&self, day: Date) -> bool {
        self.days.is_some_and(|(_, to)| to <= day) && self.also.is_none_or(|(_, to)| to <= day)
    }
}

/// Stretches of one day, with a quarter of an hour for rounding.
fn clocks(one: (i32, i32), other: (i32, i32)) -> Agreement {
    const ROUNDING: i32 = 15;
    if one.1.saturating_add(ROUNDING) < other.0 || other.1.saturating_add(ROUNDING) < one.0 {
        Agreement::Different
    } else if one == other {
        Agreement::Same
    } else {
        Agreement::Compatible
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn day(from: Date, clock: Option<(i32, i32)>) -> Time {
        let days = Some((from, from.tomorrow().unwrap()));
        Time { days, also: None, granularity: Granularity::Day, window: false, said: Said::default(), clock, text: String::new() }
    }

    fn weekday(number: i8) -> Time {
        Time { days: None, said: Said { weekday: Some(number), ..Said::default() }, ..day(date(2000, 1, 1), None) }
    }

    #[test]
    fn days_and_clocks_are_compared() {
        let fourth = date(2024, 6, 4);
        let cases = [
            (day(fourth, None), day(fourth, None), Agreement::Same),
            (day(fourth, None), day(date(2024, 6, 5), None), Agreement::Different),
            (day(fourth, Some((240, 300))), day(fourth, Some((1000, 1040))), Agreement::Different),
            (day(fourth, Some((240, 300))), day(fourth, None), Agreement::Same),
            (day(fourth, None), weekday(2), Agreement::Compatible),
            (day(fourth, None), weekday(4), Agreement::Different),
        ];
        for (one, other, expected) in cases {
            assert_eq!(one.agreement(&other), expected, "{one:?} {other:?}");
            assert_eq!(other.agreement(&one), expected, "{other:?} {one:?}");
        }
    }

    #[test]
    fn open_times_have_a_named_end() {
        let said = Said { year: Some(2021), month: Some(3), open: Some(Open::Later), ..Said::default() };
        let since = Time { days: Some((date(2021, 3, 1), date(2023, 6, 2))), said, window: true, ..day(date(2021, 3, 1), None) };
        assert_eq!(since.opening().and_then(|time| time.days), Some((date(2021, 3, 1), date(2021, 4, 1))));
        let until = Time { days: Some((Date::MIN, date(2021, 3, 5))), ..day(date(2021, 3, 4), None) };
        assert_eq!(until.end().and_then(|time| time.days), Some((date(2021, 3, 4), date(2021, 3, 5))));
        assert_eq!(day(date(2021, 3, 4), None).opening(), None);
    }

    #[test]
    fn what_begins_or_ends_at_different_times_differs() {
        let open = |open, from: Date, to: Date, text: &str| {
            let said = Said { year: Some(2021), month: Some(3), open: Some(open), ..Said::default() };
            Time { days: Some((from, to)), said, window: true, text: text.to_string(), ..day(from, None) }
        };
        let since = |month| open(Open::Later, date(2021, month, 1), date(2023, 6, 2), "since then");
        assert_eq!(since(3).agreement(&since(5)), Agreement::Different);
        assert_eq!(since(3).agreement(&since(3)), Agreement::Compatible);
        let until = |month, word: &str| open(Open::Earlier, Date::MIN, date(2021, month, 1), &format!("{word} March"));
        assert_eq!(until(4, "until").agreement(&until(6, "until")), Agreement::Different);
        assert_eq!(until(4, "by").agreement(&until(6, "by")), Agreement::Compatible);
    }

    #[test]
    fn a_date_with_two_readings_agrees_with_either() {
        let both = Time { also: day(date(2000, 12, 5), None).days, ..day(date(2000, 5, 12), None) };
        assert_eq!(both.agreement(&day(date(2000, 12, 5), None)), Agreement::Compatible);
        assert_eq!(both.agreement(&day(date(2000, 5, 12), None)), Agreement::Compatible);
        assert_eq!(both.agreement(&day(date(2000, 5, 13), None)), Agreement::Different);
    }
}
