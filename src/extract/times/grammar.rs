//! Dates as they are written in prose: named days, months, years, relative words, windows, ranges.

use super::days::{self, Outlook};
use crate::extract::atoms::{Atom, Shape};
use crate::model::{Date, Days, Granularity, Open, Said, Time};
use crate::rules::measures::Measures;

/// Reads dates from atoms, against the day of the document where it is known.
pub struct DateReader<'a> {
    pub atoms: &'a [Atom],
    pub words: &'a Measures,
    pub anchor: Option<Date>,
    pub outlook: Outlook,
}

/// A time and the atom after it.
pub type Found = (Time, usize);

fn time(days: Option<Days>, granularity: Granularity, said: Said) -> Time {
    Time { days, also: None, granularity, window: false, said, clock: None, text: String::new() }
}

impl<'a> DateReader<'a> {
    fn word(&self, at: usize) -> Option<&'a str> {
        self.atoms.get(at).map(|atom| atom.text.as_str())
    }

    /// The date expression that starts at an atom, with what opens or narrows it.
    pub fn at(&self, at: usize) -> Option<Found> {
        self.range(at).or_else(|| self.opened(at)).or_else(|| self.narrowed(at))
    }

    /// `from 1982 to 1990`, `between March 2022 and June 2024`.
    fn range(&self, at: usize) -> Option<Found> {
        let close: &[&str] = match self.word(at)? {
            "from" => &["to", "until", "till", "through"],
            "between" => &["and"],
            _ => return None,
        };
        let (first, middle) = self.base(at + 1)?;
        let closed = |at: usize| self.word(at).is_some_and(|word| close.contains(&word) || word == "-");
        if (at + 1..middle).any(closed) {
            return Some((first, middle));
        }
        if !closed(middle) {
            return None;
        }
        let (last, end) = self.base(middle + 1)?;
        let days = first.days.zip(last.days).map(|(first, last)| (first.0, last.1)).filter(|(from, to)| from < to);
        Some((time(days, first.granularity.max(last.granularity), Said::default()), end))
    }

    /// `since Monday`, `until the end of August`, `before 4 May`, `after 2010`, `by Friday`.
    fn opened(&self, at: usize) -> Option<Found> {
        let word = self.word(at)?;
        let skip = usize::from(matches!(
            (word, self.word(at + 1)),
            ("until" | "till", Some("after" | "about")) | ("ever", Some("since"))
        ));
        let open = match self.word(at + usize::from(word == "ever"))? {
            "since" => Open::Later,
            "until" | "till" | "by" | "before" => Open::Earlier,
            "after" | "from" => Open::Later,
            _ => return None,
        };
        let (mut time, end) = self.narrowed(at + 1 + skip)?;
        let since = matches!(word, "since" | "ever");
        time.days = time.days.map(|(from, to)| match (open, word) {
            (Open::Earlier, "before") => (Date::MIN, from),
            (Open::Earlier, _) => (Date::MIN, to),
            (Open::Later, "after") => (to, Date::MAX),
            (Open::Later, _) if since => (from, self.anchor.map_or(Date::MAX, |anchor| days::shift(anchor, 1))),
            (Open::Later, _) => (from, Date::MAX),
        });
        time.days = time.days.filter(|(from, to)| from < to);
        time.said.open = Some(open);
        time.window = since;
        Some((time, end))
    }

    /// `early 2024`, `late on Thursday`, `the end of August`, `mid-2023`, `earlier this month`.
    fn narrowed(&self, at: usize) -> Option<Found> {
        let the = usize::from(self.word(at) == Some("the"));
        let word = self.word(at + the)?;
        let next = self.word(at + the + 1);
        let (part, from) = match (word, next) {
            ("beginning" | "start" | "end" | "middle", Some("of")) => (word, at + the + 2),
            ("early" | "late" | "mid" | "earlier" | "later", Some("-" | "on" | "in")) => (word, at + the + 2),
            ("early" | "late" | "mid" | "earlier" | "later", _) => (word, at + the + 1),
            _ => return self.base(at),
        };
        let (mut time, end) = self.base(from)?;
        if time.granularity <= Granularity::Day {
            time.clock = match part {
                "early" => Some((0, 540)),
                "late" => Some((1020, 1440)),
                _ => None,
            };
        } else {
            time.days = time.days.and_then(|days| self.part_of(days, part));
        }
        Some((time, end))
    }

    fn part_of(&self, (from, to): Days, part: &str) -> Option<Days> {
        let length = i64::from(to.since(from).ok()?.get_days());
        let cut = |share: f64| days::shift(from, (length as f64 * share) as i64);
        let narrowed = match part {
            "early" | "beginning" | "start" => (from, cut(0.5)),
            "late" | "end" => (cut(0.5), to),
            "mid" | "middle" => (cut(0.25), cut(0.75)),
            "earlier" => (from, self.anchor.map_or(to, |anchor| days::shift(anchor, 1).min(to))),
            _ => (self.anchor.map_or(from, |anchor| anchor.max(from)), to),
        };
        Some(if narrowed.0 < narrowed.1 { narrowed } else { (from, to) })
    }

    fn base(&self, at: usize) -> Option<Found> {
        self.numeric(at)
            .or_else(|| self.weekday(at))
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.month(at))
            .or_else(|| self.holiday(at))
            .or_else(|| self.near_day(at))
            .or_else(|| self.window(at))
            .or_else(|| self.ago(at))
            .or_else(|| self.season(at))
            .or_else(|| self.part_of_year(at))
            .or_else(|| self.year(at))
            .or_else(|| self.day_of_month(at))
    }

    /// `2024-09-26`, `26.09.2024`, `12/05/2000`.
    fn numeric(&self, at: usize) -> Option<Found> {
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
    fn weekday(&self, at: usize) -> Option<Found> {
        let (which, from) = match self.word(at)? {
            word @ ("last" | "next" | "this" | "coming" | "past" | "following" | "previous") => (Some(word), at + 1),
            _ => (None, at),
        };
        let atom = self.atoms.get(from).filter(|atom| atom.capital)?;
        let number = *self.words.calendar.weekdays.get(&atom.text)?;
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
        let day = self.anchor.map(|anchor| match which {
            Some("last" | "past" | "previous") => days::weekday(days::shift(anchor, -1), number, Outlook::Past),
            Some("next" | "coming" | "following") => days::weekday(days::shift(anchor, 1), number, Outlook::Future),
            _ => days::weekday(anchor, number, self.outlook),
        });
        let said = Said { weekday: Some(number), ..Said::default() };
        Some((time(day.map(days::day), Granularity::Day, said), after))
    }

    /// `4 May`, `the 4th of May 2020`, `May 4, 2020`, `3-7 May`, `3 to 7 May`.
    fn day_and_month(&self, at: usize) -> Option<Found> {
        let the = usize::from(self.word(at) == Some("the"));
        if let Some((day, from)) = self.day_number(at + the) {
            let (last, from) = self.later_day(from).unwrap_or((day, from));
            let of = usize::from(self.word(from) == Some("of"));
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
        matches!(self.word(at)?, "-" | "to" | "and").then(|| self.day_number(at + 1)).flatten()
    }

    /// A day of the month in digits, with or without `th`.
    fn day_number(&self, at: usize) -> Option<(i8, usize)> {
        let atom = self.atoms.get(at).filter(|atom| atom.shape == Shape::Digits && atom.text.len() <= 2)?;
        let day: i8 = atom.text.parse().ok().filter(|day| (1..=31).contains(day))?;
        let ordinal =
            self.atoms.get(at + 1).is_some_and(|next| next.glued && matches!(next.text.as_str(), "st" | "nd" | "rd" | "th"));
        let glued = !ordinal && self.atoms.get(at + 1).is_some_and(|next| next.glued && next.shape == Shape::Word);
        (!glued).then_some((day, at + 1 + usize::from(ordinal)))
    }

    /// A month by its name, the point of an abbreviation included. `may` and `march` count only with a capital.
    fn month_name(&self, at: usize) -> Option<(i8, usize)> {
        let atom = self.atoms.get(at).filter(|atom| atom.capital)?;
        let number = *self.words.calendar.months.get(&atom.text)?;
        let point = self.atoms.get(at + 1).is_some_and(|next| next.glued && next.text == "." && atom.text.len() <= 4);
        Some((number, at + 1 + usize::from(point)))
    }

    /// `March`, `last October`, `September 2024`, `October last year`.
    fn month(&self, at: usize) -> Option<Found> {
        let (which, from) = match self.word(at)? {
            word @ ("last" | "next" | "this" | "coming" | "past") => (Some(word), at + 1),
            _ => (None, at),
        };
        let (month, after) = self.month_name(from)?;
        if which.is_none() && matches!(self.atoms[from].text.as_str(), "may" | "march") && !self.may_be_month(from) {
            return None;
        }
        let of = usize::from(matches!(self.word(after), Some("of" | ",")));
        let (year, end) = self.year_number(after + of).map_or((None, after), |(year, end)| (Some(year), end));
        let assumed = year.or_else(|| {
            let anchor = self.anchor?;
            Some(match which {
                Some("last" | "past") => anchor.year() - i16::from(month >= anchor.month()),
                Some("next" | "coming") => anchor.year() + i16::from(month <= anchor.month()),
                _ => days::year_of(anchor, month, None, self.outlook),
            })
        });
        let said = Said { year, month: Some(month), ..Said::default() };
        Some((time(assumed.and_then(|year| days::month(year, month)), Granularity::Month, said), end))
    }

    /// `May` and `March` are months where a preposition, a genitive or a year says so.
    fn may_be_month(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        let lead = [
            "in", "since", "until", "by", "of", "to", "from", "before", "after", "during", "for", "late", "early", "mid", "and",
            "between", "this", "on",
        ];
        before.is_some_and(|word| lead.contains(&word)) || self.year_number(at + 1).is_some()
    }

    fn holiday(&self, at: usize) -> Option<Found> {
        let (length, (month, day)) = self.words.calendar.holidays.longest(|step| self.word(at + step))?;
        self.atoms.get(at).filter(|atom| atom.capital)?;
        Some(self.dated(*day, *day, *month, at + length))
    }

    /// `today`, `yesterday evening`, `tonight`, `this morning`, `overnight`.
    fn near_day(&self, at: usize) -> Option<Found> {
        let (offset, clock, end) = match (self.word(at)?, self.word(at + 1)) {
            ("today", _) => (0, None, at + 1),
            ("tonight", _) => (0, Some((1080, 1800)), at + 1),
            ("yesterday", _) => (-1, None, at + 1),
            ("tomorrow", _) => (1, None, at + 1),
            ("last", Some("night")) => (-1, Some((1080, 1800)), at + 2),
            ("this", Some(_)) => (0, Some(*self.words.calendar.parts.longest(|step| self.word(at + 1 + step))?.1), at + 2),
            _ => return None,
        };
        let day = self.anchor.map(|anchor| days::day(days::shift(anchor, offset)));
        let mut time = time(day, Granularity::Day, Said::default());
        time.clock = clock;
        Some((time, end))
    }

    /// `last week`, `this year`, `the past 24 hours`, `the last three days`, `next month`.
    fn window(&self, at: usize) -> Option<Found> {
        let the = usize::from(matches!(self.word(at), Some("the" | "these" | "its" | "their")));
        let which = self.word(at + the)?;
        if !matches!(
            which,
            "last" | "past" | "this" | "next" | "coming" | "previous" | "recent" | "current" | "following" | "preceding"
        ) {
            return None;
        }
        let (count, from) = self.count(at + the + 1).map_or((None, at + the + 1), |(count, end)| (Some(count), end));
        let (unit, end) = self.unit(from)?;
        let plural = count.is_some() || the == 1 && which == "past" || which == "recent";
        if !plural {
            return Some((self.calendar_unit(which, unit)?, end));
        }
        let length = unit.days() * count.unwrap_or(if which == "recent" { 7.0 } else { 1.0 });
        let days = self.anchor.and_then(|anchor| match which {
            "next" | "coming" | "following" => Some((anchor, days::shift(anchor, length.ceil() as i64 + 1))),
            "previous" | "preceding" => None,
            _ => Some((days::shift(anchor, -(length.ceil() as i64)), days::shift(anchor, 1))),
        });
        let mut time = time(days, unit.granularity(), Said::default());
        time.window = true;
        Some((time, end))
    }

    /// `last week` and `this year` by the calendar.
    fn calendar_unit(&self, which: &str, unit: CalendarUnit) -> Option<Time> {
        let step = match which {
            "last" | "past" | "previous" | "preceding" => -1,
            "next" | "coming" | "following" => 1,
            _ => 0,
        };
        let days = self.anchor.and_then(|anchor| unit.around(anchor, step));
        Some(time(days, unit.granularity(), Said::default()))
    }

    /// `two days ago`, `a year ago`, `three weeks later`, `the day before`.
    fn ago(&self, at: usize) -> Option<Found> {
        let (count, from) = self.count(at)?;
        let (unit, end) = self.unit(from)?;
        let sign = match self.word(end)? {
            "ago" => -1.0,
            "earlier" | "later" | "before" | "after" | "afterwards" => {
                return Some((time(None, unit.granularity(), Said::default()), end + 1));
            }
            _ => return None,
        };
        let around = self.anchor.and_then(|anchor| match unit {
            CalendarUnit::Hour => Some(days::day(days::shift(anchor, -((count / 24.0) as i64)))),
            CalendarUnit::Day => Some(days::day(days::shift(anchor, (sign * count) as i64))),
            _ => unit.around(anchor, (sign * count) as i64),
        });
        Some((time(around, unit.granularity(), Said::default()), end + 1))
    }

    /// `the summer`, `last autumn`, `the winter of 2022`.
    fn season(&self, at: usize) -> Option<Found> {
        let (which, from) = match self.word(at)? {
            word @ ("last" | "next" | "this" | "the" | "coming" | "every") => (word, at + 1),
            word if self.words.calendar.seasons.contains_key(word) => ("", at),
            _ => return None,
        };
        let (first, count) = *self.words.calendar.seasons.get(self.word(from)?)?;
        let word = self.word(from)?;
        let lead = at.checked_sub(1).and_then(|before| self.word(before));
        let alone = which.is_empty()
            && !lead.is_some_and(|word| matches!(word, "in" | "since" | "until" | "by" | "early" | "late" | "of"));
        if which == "every" || alone || word == "fall" && !matches!(which, "last" | "next" | "this") {
            return None;
        }
        let of = usize::from(self.word(from + 1) == Some("of"));
        let (year, end) = self.year_number(from + 1 + of).map_or((None, from + 1), |(year, end)| (Some(year), end));
        let assumed = year.or_else(|| {
            let anchor = self.anchor?;
            Some(match which {
                "last" => anchor.year() - i16::from(anchor.month() < first + count),
                "next" => anchor.year() + i16::from(anchor.month() > first),
                _ => days::year_of(anchor, first + 1, None, self.outlook),
            })
        });
        let days = assumed.and_then(|year| days::months(Date::new(year, first, 1).ok()?, i32::from(count)));
        Some((time(days, Granularity::Season, Said { year, ..Said::default() }), end))
    }

    /// `the second quarter`, `the first half of 2024`.
    fn part_of_year(&self, at: usize) -> Option<Found> {
        let the = usize::from(matches!(self.word(at), Some("the" | "its")));
        let number = ["first", "second", "third", "fourth"].iter().position(|word| Some(*word) == self.word(at + the))?;
        let length = match self.word(at + the + 1)? {
            "quarter" => 3,
            "half" if number < 2 && self.word(at + the + 2) == Some("of") && self.year_number(at + the + 3).is_some() => 6,
            _ => return None,
        };
        let of = usize::from(self.word(at + the + 2) == Some("of"));
        let (year, end) = self.year_number(at + the + 2 + of).map_or((None, at + the + 2), |(year, end)| (Some(year), end));
        let days = year
            .or(self.anchor.map(Date::year))
            .and_then(|year| days::months(Date::new(year, 1 + number as i8 * length, 1).ok()?, i32::from(length)));
        Some((time(days, Granularity::Season, Said { year, ..Said::default() }), end))
    }

    /// `1982`, `the 1990s`, `'98`.
    fn year(&self, at: usize) -> Option<Found> {
        let the = usize::from(self.word(at) == Some("the"));
        if self.word(at) == Some("'") {
            let short =
                self.atoms.get(at + 1).filter(|atom| atom.glued && atom.shape == Shape::Digits && atom.text.len() == 2)?;
            let year: i16 = short.text.parse().ok()?;
            let year = if year > 40 { 1900 + year } else { 2000 + year };
            return Some((time(days::year(year), Granularity::Year, Said { year: Some(year), ..Said::default() }), at + 2));
        }
        let (year, end) = self.year_number(at + the)?;
        let decade = self.atoms.get(end).is_some_and(|next| next.glued && next.text == "s");
        if decade {
            return Some((time(days::years(year, 10), Granularity::Decade, Said::default()), end + 1));
        }
        let span = (self.word(end) == Some("-")).then(|| self.year_number(end + 1)).flatten();
        if let Some((last, end)) = span.filter(|(last, _)| *last > year) {
            return Some((time(days::years(year, last - year + 1), Granularity::Year, Said::default()), end));
        }
        self.is_year(at + the, end)
            .then(|| (time(days::year(year), Granularity::Year, Said { year: Some(year), ..Said::default() }), end))
    }

    /// Four digits are a year after a preposition, before the noun of an event, or in brackets.
    fn is_year(&self, at: usize, end: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        let lead = [
            "in", "since", "of", "from", "until", "till", "by", "before", "after", "to", "during", "early", "late", "mid",
            "between", "and", "the", "through", "(", "for", "last", "than", "around", "about", ",", "'s", "his", "her", "its",
            "their", "year",
        ];
        let counted = self.words.units.names.longest(|step| self.word(end + step)).is_some()
            || self.words.units.currencies.longest(|step| self.word(end + step)).is_some()
            || self.word(end).is_some_and(|word| self.words.numbers.scales.contains_key(word));
        let part = before == Some("-") && at >= 2 && matches!(self.word(at - 2), Some("mid" | "early" | "late"));
        (part || before.is_some_and(|word| lead.contains(&word))) && !counted
    }

    /// Four digits between 1000 and 2199.
    fn year_number(&self, at: usize) -> Option<(i16, usize)> {
        let atom = self.atoms.get(at).filter(|atom| atom.shape == Shape::Digits && atom.text.len() == 4)?;
        let signed = at > 0 && atom.glued && self.words.units.signs.contains_key(&self.atoms[at - 1].text);
        let percent = self.atoms.get(at + 1).is_some_and(|next| next.glued && matches!(next.text.as_str(), "%" | ":"));
        let year: i16 = atom.text.parse().ok()?;
        ((1000..2200).contains(&year) && !signed && !percent).then_some((year, at + 1))
    }

    /// `the 26th`, where no noun follows.
    fn day_of_month(&self, at: usize) -> Option<Found> {
        (self.word(at) == Some("the")).then(|| self.ordinal_day(at + 1)).flatten()
    }

    fn ordinal_day(&self, at: usize) -> Option<Found> {
        let (day, end) = self.day_number(at).filter(|(_, end)| *end == at + 2)?;
        let free = self.atoms.get(end).is_none_or(|next| {
            next.shape == Shape::Sign && next.text != "-" || matches!(next.text.as_str(), "and" | "at" | "for")
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

    /// A count of days or years in front of its unit.
    fn count(&self, at: usize) -> Option<(f64, usize)> {
        let word = self.word(at)?;
        let small = |word: &str| self.words.numbers.units.get(word).copied();
        let value = match word {
            "a" | "an" => Some(1.0),
            "few" | "several" => Some(3.0),
            "couple" => Some(2.0),
            _ => small(word).or_else(|| word.parse().ok().filter(|value| (0.0..10_000.0).contains(value))),
        }?;
        if word == "a" && self.word(at + 1) == Some("few") {
            return Some((3.0, at + 2));
        }
        let hyphenated = (self.word(at + 1) == Some("-")).then(|| self.word(at + 2).and_then(small)).flatten();
        match hyphenated {
            Some(ones) if value >= 20.0 && ones < 10.0 => Some((value + ones, at + 3)),
            _ => Some((value, at + 1)),
        }
    }

    fn unit(&self, at: usize) -> Option<(CalendarUnit, usize)> {
        let word = self.word(at)?;
        Some((CalendarUnit::named(word.strip_suffix('s').unwrap_or(word))?, at + 1))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
            "hour" | "minute" => Self::Hour,
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
