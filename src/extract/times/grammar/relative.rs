//! Times that are told from the day of the text: `yesterday`, `last week`, `the past three days`, `two years ago`.

use super::{DateReader, Found, days, time};
use crate::model::{Date, Days, Granularity, Said, Time};
use crate::rules::words::timing;

/// `thirty years ago` is right to within this part of the count.
const ROUNDING: f64 = 0.15;

impl<'a> DateReader<'a> {
    /// `today`, `yesterday evening`, `tonight`, `this morning`, `overnight`.
    pub(super) fn near_day(&self, at: usize) -> Option<Found> {
        let (offset, clock, end) = match timing().near_days.longest(|step| self.word(at + step)) {
            Some((length, day)) => (day.offset, day.clock, at + length),
            None => (0, Some(self.part_of_today(at)?), at + 2),
        };
        let day = self.anchor.map(|anchor| days::day(days::shift(anchor, offset)));
        let mut time = time(day, Granularity::Day, Said::default());
        time.clock = clock;
        Some((time, end))
    }

    /// `this morning`: minutes of the day.
    fn part_of_today(&self, at: usize) -> Option<(i32, i32)> {
        let part = self.words.calendar.parts.longest(|step| self.word(at + 1 + step));
        part.filter(|_| self.word(at) == Some("this")).map(|(_, minutes)| *minutes)
    }

    /// `last week`, `this year`, `the past 24 hours`, `the last three days`, `next month`.
    pub(super) fn window(&self, at: usize) -> Option<Found> {
        let the = usize::from(timing().before_window.has(self.word(at)));
        let which = self.word(at + the)?;
        if !timing().windows.has(which) {
            return None;
        }
        let (count, from) = self.count(at + the + 1).map_or((None, at + the + 1), |(count, end)| (Some(count), end));
        let (unit, end) = self.unit(from)?;
        if which == "last" && self.word(end) == Some("of") {
            return None;
        }
        let plural = count.is_some() || the == 1 && which == "past" || which == "recent";
        if !plural {
            return Some((self.calendar_unit(which, unit)?, end));
        }
        let length = unit.days() * count.unwrap_or(if which == "recent" { 7.0 } else { 1.0 });
        let days = self.anchor.and_then(|anchor| match which {
            which if timing().ahead.has(which) => Some((anchor, days::shift(anchor, length.ceil() as i64 + 1))),
            which if timing().before_last.has(which) => None,
            _ => Some((days::shift(anchor, -(length.ceil() as i64)), days::shift(anchor, 1))),
        });
        let mut time = time(days, unit.granularity(), Said::default());
        time.window = true;
        Some((time, end))
    }

    /// `last week` and `this year` by the calendar.
    fn calendar_unit(&self, which: &str, unit: CalendarUnit) -> Option<Time> {
        let step = match which {
            which if timing().back.has(which) => -1,
            which if timing().ahead.has(which) => 1,
            _ => 0,
        };
        let days = self.anchor.and_then(|anchor| unit.around(anchor, step));
        Some(time(days, unit.granularity(), Said::default()))
    }

    /// `two days ago`, `a year ago`, `three weeks later`, `the day before`.
    pub(super) fn ago(&self, at: usize) -> Option<Found> {
        let (count, from) = self.count(at)?;
        let (unit, end) = self.unit(from)?;
        let sign = match self.word(end)? {
            "ago" => -1.0,
            later if timing().behind_distance.has(later) => {
                return Some((time(None, unit.granularity(), Said::default()), end + 1));
            }
            _ => return None,
        };
        let round = count >= 10.0 && count % 10.0 == 0.0 && unit > CalendarUnit::Day;
        let slack = if round { (count * ROUNDING) as i64 } else { 0 };
        let around = self.anchor.and_then(|anchor| match unit {
            _ if slack > 0 => {
                let (from, _) = unit.around(anchor, (sign * count) as i64 - slack)?;
                let (_, to) = unit.around(anchor, (sign * count) as i64 + slack)?;
                Some((from, to))
            }
            CalendarUnit::Hour => Some(days::day(days::shift(anchor, -((count / 24.0) as i64)))),
            CalendarUnit::Day => Some(days::day(days::shift(anchor, (sign * count) as i64))),
            _ => unit.around(anchor, (sign * count) as i64),
        });
        Some((time(around, unit.granularity(), Said::default()), end + 1))
    }

    /// A count of days or years in front of its unit.
    pub(super) fn count(&self, at: usize) -> Option<(f64, usize)> {
        let word = self.word(at)?;
        let small = |word: &str| self.words.numbers.units.get(word).copied();
        let digits = || word.parse().ok().filter(|value| (0.0..10_000.0).contains(value));
        let value = timing().small_counts.get(word).copied().or_else(|| small(word)).or_else(digits)?;
        if word == "a" && self.word(at + 1) == Some("few") {
            return Some((3.0, at + 2));
        }
        let hyphenated = (self.word(at + 1) == Some("-")).then(|| self.word(at + 2).and_then(small)).flatten();
        match hyphenated {
            Some(ones) if value >= 20.0 && ones < 10.0 => Some((value + ones, at + 3)),
            _ => Some((value, at + 1)),
        }
    }

    /// The days of a unit.
    pub(super) fn length(&self, at: usize) -> Option<(f64, usize)> {
        let (unit, end) = self.unit(at).filter(|(unit, _)| *unit >= CalendarUnit::Day)?;
        Some((unit.days(), end))
    }

    /// `in two weeks`, of what is ahead.
    pub(super) fn ahead(&self, at: usize) -> Option<Found> {
        if self.outlook != super::days::Outlook::Future || self.word(at) != Some("in") {
            return None;
        }
        let (count, from) = self.count(at + 1)?;
        let (unit, end) = self.unit(from).filter(|(unit, _)| *unit >= CalendarUnit::Day)?;
        let behind = timing().behind_no_length_ahead.has(self.word(end));
        let around = self.anchor.and_then(|anchor| unit.around(anchor, count as i64));
        (!behind).then(|| (time(around, unit.granularity(), Said::default()), end))
    }

    fn unit(&self, at: usize) -> Option<(CalendarUnit, usize)> {
        let word = self.word(at)?;
        Some((CalendarUnit::named(word.strip_suffix('s').unwrap_or(word))?, at + 1))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum CalendarUnit {
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Year,
    Decade,
}

impl CalendarUnit {
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            hour if timing().below_a_day.has(hour) => Self::Hour,
            "day" => Self::Day,
            "week" => Self::Week,
            "weekend" => Self::Weekend,
            "month" => Self::Month,
            "year" => Self::Year,
            "decade" => Self::Decade,
            _ => return None,
        })
    }

    fn days(self) -> f64 {
        match self {
            Self::Hour => 1.0 / 24.0,
            Self::Day => 1.0,
            Self::Week | Self::Weekend => 7.0,
            Self::Month => 30.5,
            Self::Year => 365.25,
            Self::Decade => 3652.5,
        }
    }

    fn granularity(self) -> Granularity {
        match self {
            Self::Hour | Self::Day => Granularity::Day,
            Self::Week | Self::Weekend => Granularity::Week,
            Self::Month => Granularity::Month,
            Self::Year => Granularity::Year,
            Self::Decade => Granularity::Decade,
        }
    }

    /// The unit around a day, `step` units on.
    fn around(self, anchor: Date, step: i64) -> Option<Days> {
        match self {
            Self::Hour | Self::Day => Some(days::day(days::shift(anchor, step))),
            Self::Week => Some(days::week(anchor, step)),
            Self::Weekend => Some(days::week(anchor, step)).map(|(monday, next)| {
                let this = if anchor.weekday().to_monday_one_offset() >= 6 && step < 0 {
                    (days::shift(monday, 7), days::shift(next, 7))
                } else {
                    (monday, next)
                };
                (days::shift(this.0, 4), this.1)
            }),
            Self::Month => days::month_around(anchor, i32::try_from(step).ok()?),
            Self::Year => days::year(anchor.year().checked_add(i16::try_from(step).ok()?)?),
            Self::Decade => days::years(anchor.year().checked_add(i16::try_from(step * 10).ok()?)?, 10),
        }
    }
}
