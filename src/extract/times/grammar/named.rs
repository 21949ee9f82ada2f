//! Days and months by their names: `4 May 2020`, `last Thursday`, `26.09.2024`, `the 26th`, `Christmas Day`.

use super::{DateReader, Found, days, time};
use crate::extract::atoms::Shape;
use crate::extract::times::days::Outlook;
use crate::model::{Date, Granularity, Said, Time};
use crate::rules::words::{counting, timing};

impl<'a> DateReader<'a> {
    /// `2024-09-26`, `26.09.2024`, `12/05/2000`.
    pub(super) fn numeric(&self, at: usize) -> Option<Found> {
        let text =
            |step: usize| self.atoms.get(at + step).filter(|atom| atom.shape == Shape::Digits).map(|atom| atom.text.as_str());
        let sign = |step: usize| self.word(at + step).filter(|_| self.atoms[at + step].glued);
        let first = text(0)?;
        if let [day, month, year] = first.split('.').collect::<Vec<_>>()[..] {
            return (year.len() == 4).then(|| self.two_readings(day, month, year, at + 1)).flatten();
        }
        let (mark, second, third) = (sign(1)?, text(2)?, text(4)?);
        if sign(3) != Some(mark) || !matches!(mark, "-" | "/") || sign(5).is_some_and(|next| next == mark) {
            return None;
        }
        if first.len() == 4 {
            let date = Date::new(first.parse().ok()?, second.parse().ok()?, third.parse().ok()?).ok()?;
            return Some((self.one_day(date), at + 5));
        }
        (third.len() == 4).then(|| self.two_readings(first, second, third, at + 5)).flatten()
    }

    fn two_readings(&self, first: &str, second: &str, year: &str, end: usize) -> Option<Found> {
        let (first, second, year): (i8, i8, i16) = (first.parse().ok()?, second.parse().ok()?, year.parse().ok()?);
        let mut dates = [Date::new(year, second, first), Date::new(year, first, second)].into_iter().flatten();
        let mut time = self.one_day(dates.next()?);
        time.also = dates.next().filter(|other| days::day(*other) != time.days.unwrap_or_default()).map(days::day);
        Some((time, end))
    }

    fn one_day(&self, date: Date) -> Time {
        let said = Said { year: Some(date.year()), month: Some(date.month()), day: Some(date.day()), ..Said::default() };
        time(Some(days::day(date)), Granularity::Day, said)
    }

    /// `Thursday`, `last Thursday`, `Sunday, 25 November 2024`, `Monday, October 15`.
    pub(super) fn weekday(&self, at: usize) -> Option<Found> {
        let (which, from) = match self.word(at)? {
            word if timing().before_weekday.has(word) => (Some(word), at + 1),
            _ => (None, at),
        };
        let atom = self.atoms.get(from).filter(|atom| atom.capital)?;
        let Some(number) = self.words.calendar.weekdays.get(&atom.text).copied() else { return self.every_week(from) };
        if from.checked_sub(1).is_some_and(|before| self.is_no_one_day(before)) {
            return None;
        }
        let after = from + 1;
        let comma = usize::from(self.word(after) == Some(",")) + usize::from(self.word(after) == Some("the"));
        let dated = self.day_and_month(after + comma).or_else(|| self.ordinal_day(after + comma));
        if let Some((mut time, end)) = dated {
            time.said.weekday = Some(number);
            return Some((time, end));
        }
        if atom.text.len() < 6 {
            return None;
        }
        if self.word(after) == Some("week") && which.is_none() {
            let day = self.anchor.map(|anchor| days::day(days::shift(days::weekday(anchor, number, Outlook::Future), 7)));
            let said = Said { weekday: Some(number), ..Said::default() };
            return Some((time(day, Granularity::Day, said), after + 1));
        }
        let day = self.anchor.map(|anchor| match which {
            Some(word) if timing().back.has(word) => days::weekday(days::shift(anchor, -1), number, Outlook::Past),
            Some(word) if timing().ahead.has(word) => days::weekday(days::shift(anchor, 1), number, Outlook::Future),
            _ => days::weekday(anchor, number, self.outlook),
        });
        let said = Said { weekday: Some(number), ..Said::default() };
        Some((time(day.map(days::day), Granularity::Day, said), after))
    }

    /// `on Tuesdays`: a day that comes again every week, so that it has no place on the calendar.
    fn every_week(&self, at: usize) -> Option<Found> {
        let day = self.word(at)?.strip_suffix('s')?;
        let number = *self.words.calendar.weekdays.get(day).filter(|_| day.ends_with("day"))?;
        Some((time(None, Granularity::Day, Said { weekday: Some(number), ..Said::default() }), at + 1))
    }

    /// `the second Monday of October`, `the last Saturday in March 2024`.
    pub(super) fn nth_weekday(&self, at: usize) -> Option<Found> {
        let from = at + usize::from(self.word(at) == Some("the"));
        let nth = match self.word(from)? {
            "last" => None,
            word => Some(*self.words.calendar.days.get(word).filter(|nth| **nth <= 5)?),
        };
        let number = *self.words.calendar.weekdays.get(self.word(from + 1)?)?;
        let of = timing().between_weekday_and_month.has(self.word(from + 2)).then_some(from + 3)?;
        let (month, after) = self.month_name(of)?;
        let (year, end) = self.year_number(after).map_or((None, after), |(year, end)| (Some(year), end));
        let assumed = year.or_else(|| self.anchor.map(|anchor| days::year_of(anchor, month, None, self.outlook)));
        let date = assumed.and_then(|year| days::nth_weekday(year, month, number, nth));
        let said = Said { year, month: Some(month), weekday: Some(number), ..Said::default() };
        Some((time(date.map(days::day), Granularity::Day, said), end))
    }

    /// What stands before a day of the week that is a feast or comes again and again: `Good Friday`, `every second Tuesday`.
    fn is_no_one_day(&self, before: usize) -> bool {
        let word = self.atoms[before].text.as_str();
        let calendar = &self.words.calendar;
        calendar.repeated.contains(word) || self.atoms[before].capital && calendar.feasts.contains(word)
    }

    /// `4 May`, `the 4th of May 2020`, `May 4, 2020`, `3-7 May`, `3 to 7 May`.
    pub(super) fn day_and_month(&self, at: usize) -> Option<Found> {
        let the = usize::from(self.word(at) == Some("the"));
        let spelt = || self.spelt_day(at + the).filter(|_| the == 1);
        if let Some((day, from)) = self.day_number(at + the).or_else(spelt) {
            let (last, from) = self.later_day(from).unwrap_or((day, from));
            let of = usize::from(self.word(from) == Some("of"));
            if let Some((month, end)) = self.this_month(from + of).filter(|_| of == 1) {
                return Some(self.dated(day, last, month, end));
            }
            let (month, end) = self.month_name(from + of)?;
            return Some(self.dated(day, last, month, end));
        }
        let (month, from) = self.month_name(at)?;
        let (day, end) = self.day_number(from)?;
        let decimal = self.word(end) == Some("percent")
            || self.atoms.get(end).is_some_and(|next| next.glued && matches!(next.text.as_str(), "%" | ":"));
        let (last, end) = self.later_day(end).unwrap_or((day, end));
        (!decimal).then(|| self.dated(day, last, month, end))
    }

    /// A day of the month in words: `twelfth`, `twenty-first`.
    fn spelt_day(&self, at: usize) -> Option<(i8, usize)> {
        let named = |at: usize| self.word(at).and_then(|word| self.words.calendar.days.get(word)).copied();
        let Some(tens) = timing().tens_of_days.get(self.word(at)?) else { return named(at).map(|day| (day, at + 1)) };
        let ones = (self.word(at + 1) == Some("-")).then(|| named(at + 2)).flatten().filter(|ones| *ones < 10)?;
        Some((tens + ones, at + 3)).filter(|(day, _)| *day <= 31)
    }

    /// `this month`, `last month` as the month of a day.
    fn this_month(&self, at: usize) -> Option<(i8, usize)> {
        let step = *timing().steps.get(self.word(at)?)?;
        let (from, _) = days::month_around(self.anchor?, i32::from(step))?;
        (self.word(at + 1) == Some("month")).then(|| (from.month(), at + 2))
    }

    fn dated(&self, day: i8, last: i8, month: i8, end: usize) -> Found {
        let comma = usize::from(self.word(end) == Some(","));
        let (year, end) = self.year_number(end + comma).map_or((None, end), |(year, end)| (Some(year), end));
        let assumed = year.or_else(|| self.anchor.map(|anchor| days::year_of(anchor, month, Some(day), self.outlook)));
        let date = |day: i8| assumed.and_then(|year| Date::new(year, month, day).ok());
        let days = date(day).zip(date(last)).map(|(from, to)| (from, days::shift(to, 1)));
        let said = Said { year, month: Some(month), day: (day == last).then_some(day), ..Said::default() };
        (time(days, Granularity::Day, said), end)
    }

    /// The end of `3-7`, `3 to 7`, `3 and 4`.
    fn later_day(&self, at: usize) -> Option<(i8, usize)> {
        timing().between_days.has(self.word(at)?).then(|| self.day_number(at + 1)).flatten()
    }

    /// A day of the month in digits, with or without `th`.
    fn day_number(&self, at: usize) -> Option<(i8, usize)> {
        let atom = self.atoms.get(at).filter(|atom| atom.shape == Shape::Digits && atom.text.len() <= 2)?;
        let day: i8 = atom.text.parse().ok().filter(|day| (1..=31).contains(day))?;
        let ordinal = self.atoms.get(at + 1).is_some_and(|next| next.glued && counting().ordinal_endings.has(next.text.as_str()));
        let glued = !ordinal && self.atoms.get(at + 1).is_some_and(|next| next.glued && next.shape == Shape::Word);
        (!glued).then_some((day, at + 1 + usize::from(ordinal)))
    }

    /// A month by its name, the point of an abbreviation included. `may` and `march` count only with a capital.
    fn month_name(&self, at: usize) -> Option<(i8, usize)> {
        let atom = self.atoms.get(at).filter(|atom| atom.capital)?;
        let number = *self.words.calendar.months.get(&atom.text)?;
        let point = self.atoms.get(at + 1).is_some_and(|next| next.glued && next.text == "." && atom.text.len() <= 4);
        let name = self.atoms.get(at + 1).is_some_and(|next| next.glued && next.text == "-")
            && self.atoms.get(at + 2).is_some_and(|next| next.glued && next.capital);
        (!name).then_some((number, at + 1 + usize::from(point)))
    }

    /// `March`, `last October`, `September 2024`, `October last year`.
    pub(super) fn month(&self, at: usize) -> Option<Found> {
        let (which, from) = match self.word(at)? {
            word if timing().before_month.has(word) => (Some(word), at + 1),
            _ => (None, at),
        };
        let (month, after) = self.month_name(from)?;
        if which.is_none() && timing().unsure_months.has(self.atoms[from].text.as_str()) && !self.may_be_month(from) {
            return None;
        }
        let of = usize::from(timing().between_month_and_year.has(self.word(after)));
        let (year, end) = self.year_number(after + of).map_or((None, after), |(year, end)| (Some(year), end));
        let (step, end) = self.year_step(end).filter(|_| year.is_none()).map_or((None, end), |(step, end)| (Some(step), end));
        let assumed = year.or_else(|| {
            let anchor = self.anchor?;
            if let Some(step) = step {
                return Some(anchor.year() + step);
            }
            Some(match which {
                Some(word) if timing().back.has(word) => anchor.year() - i16::from(month >= anchor.month()),
                Some(word) if timing().ahead.has(word) => anchor.year() + i16::from(month <= anchor.month()),
                _ => days::year_of(anchor, month, None, self.outlook),
            })
        });
        let said = Said { year, month: Some(month), ..Said::default() };
        Some((time(assumed.and_then(|year| days::month(year, month)), Granularity::Month, said), end))
    }

    /// `last year` behind a month.
    fn year_step(&self, at: usize) -> Option<(i16, usize)> {
        let step = *timing().steps.get(self.word(at)?)?;
        (self.word(at + 1) == Some("year")).then_some((step, at + 2))
    }

    /// `May` and `March` are months where a preposition, a genitive or a year says so.
    fn may_be_month(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        timing().before_unsure_month.has(before) || self.year_number(at + 1).is_some()
    }

    /// `Christmas Day`, `Easter Monday 2024`.
    pub(super) fn holiday(&self, at: usize) -> Option<Found> {
        self.atoms.get(at).filter(|atom| atom.capital)?;
        if let Some((length, offset)) = self.words.calendar.movable.longest(|step| self.word(at + step)) {
            return Some(self.movable(*offset, at + length));
        }
        let (length, (month, day)) = self.words.calendar.holidays.longest(|step| self.word(at + step))?;
        Some(self.dated(*day, *day, *month, at + length))
    }

    /// A feast so many days after Easter.
    fn movable(&self, offset: i64, at: usize) -> Found {
        let (year, end) = self.year_number(at).map_or((None, at), |(year, end)| (Some(year), end));
        let assumed = year.or_else(|| self.anchor.map(|anchor| days::year_of(anchor, 4, None, self.outlook)));
        let date = assumed.and_then(days::easter).map(|easter| days::shift(easter, offset));
        (time(date.map(days::day), Granularity::Day, Said { year, ..Said::default() }), end)
    }

    /// `two days after Christmas`, `the eve of the 4th of May`, `a week before 12 June`.
    pub(super) fn offset(&self, at: usize) -> Option<Found> {
        let eve = at + usize::from(self.word(at) == Some("the"));
        if matches!(self.word(eve), Some("eve")) && self.word(eve + 1) == Some("of") {
            let (day, end) = self.named_day(eve + 2)?;
            return Some((self.moved(&day, -1), end));
        }
        let (count, from) = self.count(at)?;
        let (length, end) = self.length(from)?;
        let sign = match self.word(end)? {
            "after" => 1,
            "before" => -1,
            _ => return None,
        };
        let (day, end) = self.named_day(end + 1)?;
        Some((self.moved(&day, sign * (count * length) as i64), end))
    }

    fn named_day(&self, at: usize) -> Option<Found> {
        let found = self.day_and_month(at).or_else(|| self.holiday(at)).or_else(|| self.weekday(at))?;
        (found.0.granularity == Granularity::Day).then_some(found)
    }

    fn moved(&self, from: &Time, step: i64) -> Time {
        let days = from.days.map(|(from, to)| (days::shift(from, step), days::shift(to, step)));
        time(days, Granularity::Day, Said::default())
    }

    /// `the 26th`, where no noun follows.
    pub(super) fn day_of_month(&self, at: usize) -> Option<Found> {
        (self.word(at) == Some("the")).then(|| self.ordinal_day(at + 1)).flatten()
    }

    fn is_weekday(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| self.words.calendar.weekdays.contains_key(word))
    }

    fn ordinal_day(&self, at: usize) -> Option<Found> {
        let spelt = || self.spelt_day(at).filter(|_| at >= 2 && self.is_weekday(at - 2));
        let (day, end) = self.day_number(at).filter(|(_, end)| *end == at + 2).or_else(spelt)?;
        let free = self.atoms.get(end).is_none_or(|next| {
            next.shape == Shape::Sign && next.text != "-" || timing().behind_day_of_month.has(next.text.as_str())
        });
        let date = self.anchor.and_then(|anchor| {
            let named = |month: Date| Date::new(month.year(), month.month(), day).ok();
            let (here, step) = (named(anchor), if self.outlook == Outlook::Future { 1 } else { -1 });
            let fits = |date: &Date| if step > 0 { *date >= anchor } else { *date <= anchor };
            here.filter(fits).or_else(|| days::month_around(anchor, step).and_then(|(month, _)| named(month)))
        });
        let said = Said { day: Some(day), ..Said::default() };
        free.then(|| (time(date.map(days::day), Granularity::Day, said), end))
    }
}
