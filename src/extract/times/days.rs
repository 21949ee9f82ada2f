//! Calendar arithmetic: named days, months, weeks and years to half-open stretches of days.

use jiff::ToSpan;

use crate::model::{Date, Days};

/// On which side of the document's day a bare weekday or month is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlook {
    Past,
    Future,
}

pub fn shift(day: Date, days: i64) -> Date {
    day.checked_add(days.clamp(-4_000_000, 4_000_000).days()).unwrap_or(if days < 0 { Date::MIN } else { Date::MAX })
}

pub fn day(day: Date) -> Days {
    (day, shift(day, 1))
}

pub fn month(year: i16, month: i8) -> Option<Days> {
    months(Date::new(year, month, 1).ok()?, 1)
}

/// `count` months from the first of a month on.
pub fn months(first: Date, count: i32) -> Option<Days> {
    Some((first, first.checked_add(count.months()).ok()?))
}

pub fn year(year: i16) -> Option<Days> {
    years(year, 1)
}

pub fn years(year: i16, count: i16) -> Option<Days> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year.checked_add(count)?, 1, 1).ok()?))
}

/// The day with this weekday (from Monday, 1) that a text of `anchor` means; the day itself counts on both sides.
pub fn weekday(anchor: Date, number: i8, outlook: Outlook) -> Date {
    let ahead = i64::from((number - anchor.weekday().to_monday_one_offset()).rem_euclid(7));
    match outlook {
        Outlook::Future => shift(anchor, ahead),
        Outlook::Past if ahead == 0 => anchor,
        Outlook::Past => shift(anchor, ahead - 7),
    }
}

/// The week from Monday to Sunday around a day, `offset` weeks on.
pub fn week(anchor: Date, offset: i64) -> Days {
    let monday = shift(anchor, -i64::from(anchor.weekday().to_monday_zero_offset()));
    (shift(monday, 7 * offset), shift(monday, 7 * offset + 7))
}

/// The month around a day, `offset` months on.
pub fn month_around(anchor: Date, offset: i32) -> Option<Days> {
    months(anchor.first_of_month().checked_add(offset.months()).ok()?, 1)
}

/// Easter Sunday of a year, by the Gregorian computus.
pub fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let day = h + l - 7 * m + 114;
    Date::new(year, (day / 31) as i8, (day % 31 + 1) as i8).ok()
}

/// The day in a month that is its `nth` of a day of the week; the last one for none.
pub fn nth_weekday(year: i16, month: i8, number: i8, nth: Option<i8>) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    let ahead = (number - first.weekday().to_monday_one_offset()).rem_euclid(7);
    let steps = match nth {
        Some(nth) => nth - 1,
        None => (first.days_in_month() - 1 - ahead) / 7,
    };
    Date::new(year, month, 1 + ahead + 7 * steps).ok()
}

/// The year of a day and month without a year: the nearest one, the past first where the text looks back.
pub fn year_of(anchor: Date, month: i8, day: Option<i8>, outlook: Outlook) -> i16 {
    const NEAR: i32 = 60;
    let distance = |year: i16| {
        let named = Date::new(year, month, day.unwrap_or(15).min(28)).ok()?;
        named.since(anchor).ok().map(|span| span.get_days())
    };
    let near = |year: &i16| {
        distance(*year).is_some_and(|days| match outlook {
            Outlook::Past => (-305..=NEAR).contains(&days),
            Outlook::Future => (-NEAR..305).contains(&days),
        })
    };
    [anchor.year(), anchor.year() - 1, anchor.year() + 1].into_iter().find(near).unwrap_or(anchor.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn weekdays_look_back_or_ahead() {
        let thursday = date(2024, 9, 26);
        assert_eq!(weekday(thursday, 1, Outlook::Past), date(2024, 9, 23));
        assert_eq!(weekday(thursday, 4, Outlook::Past), thursday);
        assert_eq!(weekday(thursday, 5, Outlook::Past), date(2024, 9, 20));
        assert_eq!(weekday(thursday, 5, Outlook::Future), date(2024, 9, 27));
    }

    #[test]
    fn a_day_without_year_is_the_nearest() {
        let anchor = date(2024, 1, 10);
        assert_eq!(year_of(anchor, 12, Some(28), Outlook::Past), 2023);
        assert_eq!(year_of(anchor, 2, Some(1), Outlook::Future), 2024);
        assert_eq!(year_of(anchor, 5, None, Outlook::Past), 2023);
        assert_eq!(year_of(date(2024, 11, 20), 1, None, Outlook::Future), 2025);
    }

    #[test]
    fn feasts_and_days_of_a_month_are_found() {
        assert_eq!(easter(2024), Some(date(2024, 3, 31)));
        assert_eq!(easter(2025), Some(date(2025, 4, 20)));
        assert_eq!(nth_weekday(2024, 10, 1, Some(2)), Some(date(2024, 10, 14)));
        assert_eq!(nth_weekday(2024, 10, 6, None), Some(date(2024, 10, 26)));
        assert_eq!(nth_weekday(2024, 2, 1, Some(5)), None);
    }

    #[test]
    fn weeks_and_months_have_edges() {
        assert_eq!(week(date(2024, 9, 26), -1), (date(2024, 9, 16), date(2024, 9, 23)));
        assert_eq!(month_around(date(2024, 1, 31), -1), Some((date(2023, 12, 1), date(2024, 1, 1))));
        assert_eq!(month(9999, 12), None);
    }
}
