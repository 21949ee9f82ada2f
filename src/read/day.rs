//! Days as the headers of documents write them: `June 12, 2024`, `12 June`, `Mon 22 Jul 2013`, `2013-09-26`, `09/14/2013`.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::model::Date;
use crate::rules::words::{counting, timing};

/// A month in words, in any case: in full or shortened, the longest first.
static MONTH: LazyLock<String> = LazyLock::new(|| {
    let full = timing().month_names.iter().map(|name| name.to_lowercase());
    let shortened = timing().month_beginnings.iter().chain(&timing().month_abbreviations).cloned();
    let mut names: Vec<String> = full.chain(shortened).collect();
    names.sort_by_key(|name| Reverse(name.len()));
    format!(r"(?:{})\.?", names.join("|"))
});

/// A day whose month is a word, without groups, for patterns that hold one.
pub fn pattern() -> String {
    let (month, ordinal) = (MONTH.as_str(), ordinal());
    format!(r"(?i:{month} [0-9]{{1,2}}{ordinal}|[0-9]{{1,2}}{ordinal} {month})(?:(?:, ?| )[0-9]{{4}})?")
}

/// What may stand behind a day in digits: `12th`.
fn ordinal() -> String {
    format!("(?:{})?", counting().ordinal_endings.iter().collect::<Vec<_>>().join("|"))
}

static DAY: LazyLock<Regex> = LazyLock::new(|| {
    let (month, ordinal) = (MONTH.as_str(), ordinal());
    let written = format!(r"(?P<month>{month}) ?(?P<day>[0-9]{{1,2}}){ordinal}(?:(?:, ?| )(?P<year>[0-9]{{4}}))?");
    let turned = format!(r"(?P<day2>[0-9]{{1,2}}){ordinal} (?P<month2>{month})(?:(?:, ?| )(?P<year2>[0-9]{{4}}))?");
    let iso = r"(?P<year3>[0-9]{4}) ?[-/.] ?(?P<month3>[0-9]{1,2}) ?[-/.] ?(?P<day3>[0-9]{1,2})(?:T[0-9:.]+Z?)?";
    let numbers = r"(?P<one>[0-9]{1,2}) ?(?:/|\.) ?(?P<two>[0-9]{1,2}) ?(?:/|\.) ?(?P<year4>[0-9]{4}|[0-9]{2})";
    Regex::new(&format!(r"(?i)\b(?:{iso}|{numbers}|{written}|{turned})\b")).expect("a fixed pattern")
});

/// Clocks of the United States, where the month stands before the day, and of places where it stands behind it.
static ZONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:(?P<us>(?:E|C|M|P|AK)[SD]?T|HST)|(?:GMT|UTC|BST|IST|CES?T|EES?T|WES?T|MSK|SAST|AE[SD]?T|NZ[SD]T))\b")
        .expect("a fixed pattern")
});

/// A day of a header, which may leave its year to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub month: i8,
    pub day: i8,
    pub year: Option<i16>,
}

impl Day {
    /// The date, where the year is said and the calendar has the day.
    pub fn date(self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day).ok()
    }
}

/// The days of a line with their places; a day is none where its numbers could be read in two ways.
pub fn days(line: &str) -> Vec<(Range<usize>, Option<Day>)> {
    DAY.captures_iter(line).map(|found| (found.get_match().range(), read(&found, line))).collect()
}

/// The first day of a text.
pub fn first(text: &str) -> Option<Day> {
    days(text).into_iter().next()?.1
}

fn read(found: &Captures, line: &str) -> Option<Day> {
    let number = |names: &[&str]| names.iter().find_map(|name| found.name(name)?.as_str().parse::<i16>().ok());
    let year = number(&["year", "year2", "year3", "year4"]).map(|year| match year {
        0..=49 => year + 2000,
        50..=99 => year + 1900,
        _ => year,
    });
    if let Some((one, two)) = number(&["one"]).zip(number(&["two"])) {
        return in_order(one, two, year?, line);
    }
    let month = match found.name("month").or(found.name("month2")) {
        Some(word) => {
            timing().month_beginnings.iter().position(|month| word.as_str().to_lowercase().starts_with(month))? as i16 + 1
        }
        None => number(&["month3"])?,
    };
    Some(Day { month: i8::try_from(month).ok()?, day: i8::try_from(number(&["day", "day2", "day3"])?).ok()?, year })
}

/// Which of two numbers is the month: the one that can be, the one that fits the weekday of the line, or what the clock tells.
fn in_order(one: i16, two: i16, year: i16, line: &str) -> Option<Day> {
    let day = |month: i16, day: i16| {
        let day = Day { month: i8::try_from(month).ok()?, day: i8::try_from(day).ok()?, year: Some(year) };
        day.date().map(|_| day)
    };
    let (american, other) = (day(one, two), day(two, one));
    if one == two || american.is_none() || other.is_none() {
        return american.or(other);
    }
    let lower = line.to_lowercase();
    let weekday = |date: Date| &timing().weekday_beginnings[date.weekday().to_monday_zero_offset() as usize];
    let fits = |day: &Day| day.date().is_some_and(|date| lower.contains(weekday(date)));
    match (american.filter(fits), other.filter(fits)) {
        (Some(day), None) | (None, Some(day)) => return Some(day),
        _ => {}
    }
    let zone = ZONE.captures(line)?;
    if zone.name("us").is_some() { american } else { other }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<String> {
        first(text)?.date().map(|date| date.to_string())
    }

    #[test]
    fn days_are_read_in_all_their_forms() {
        for text in [
            "2024-06-12",
            "2024-06-12T10:00:00Z",
            "2024.06.12",
            "June 12, 2024",
            "JUNE 12TH, 2024",
            "Jun. 12 2024",
            "12 June 2024",
            "Wed 12th Jun 2024",
            "12/06/2024 Wed",
            "6/12/24 3:41 PM ET",
            "12.06.2024, 10:15 CET",
        ] {
            assert_eq!(date(text).as_deref(), Some("2024-06-12"), "{text}");
        }
        assert_eq!(date("27/09/2013").as_deref(), Some("2013-09-27"));
        assert_eq!(first("Sept 26"), Some(Day { month: 9, day: 26, year: None }));
    }

    #[test]
    fn what_can_be_read_in_two_ways_or_is_no_day_is_none() {
        for text in ["06/12/2024", "31 June 2024", "Marching 12, 2024", "Sept 2013", "in 2013", "1.2.3"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
