//! Dates as they are written in prose: named days, months, years, relative words, windows, ranges.

mod named;
mod relative;
mod years;

use super::days::{self, Outlook};
use crate::extract::atoms::Atom;
use crate::model::{Date, Days, Granularity, Open, Said, Time};
use crate::rules::measures::Measures;
use crate::rules::words::timing;

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
        let found = self.range(at).or_else(|| self.opened(at)).or_else(|| self.narrowed(at))?;
        Some(self.or_another(&found).unwrap_or(found))
    }

    /// `in 1974 or 1975`, `on Monday or Tuesday`: either may be meant.
    fn or_another(&self, (first, end): &Found) -> Option<Found> {
        let year = |at: usize| {
            let (year, end) = self.year_number(at).filter(|_| first.granularity == Granularity::Year)?;
            Some((time(days::year(year), Granularity::Year, Said { year: Some(year), ..Said::default() }), end))
        };
        let (second, end) = (self.word(*end) == Some("or")).then(|| self.base(end + 1).or_else(|| year(end + 1))).flatten()?;
        let alike = second.granularity == first.granularity && first.also.is_none() && second.also.is_none();
        let both = first.days.zip(second.days);
        (alike && !first.window).then(|| {
            let said = if both.is_some() { first.said } else { Said::default() };
            (Time { also: second.days, said, ..first.clone() }, end)
        })
    }

    /// `from 1982 to 1990`, `between March 2022 and June 2024`.
    fn range(&self, at: usize) -> Option<Found> {
        let between = match self.word(at)? {
            "from" => false,
            "between" => true,
            _ => return None,
        };
        let (first, middle) = self.base(at + 1)?;
        let closes = |word: &str| if between { word == "and" } else { timing().before_end_of_range.has(word) };
        let closed = |at: usize| self.word(at).is_some_and(|word| closes(word) || word == "-");
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

    /// `since Monday`, `until the end of August`, `before 4 May`, `prior to 2010`, `after 2010`, `by Friday`.
    fn opened(&self, at: usize) -> Option<Found> {
        let word = self.word(at)?;
        let (length, open) = timing().openings.longest(|step| self.word(at + step)).map(|(length, open)| (length, *open))?;
        let (mut time, end) = self.narrowed(at + length)?;
        let since = timing().since.has(word);
        time.days = time.days.map(|(from, to)| match (open, word) {
            (Open::Earlier, before) if timing().before_start_of_end.has(before) => (Date::MIN, from),
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
            (part, Some("of")) if timing().part_nouns.has(part) => (word, at + the + 2),
            (part, joint) if timing().part_adjectives.has(part) => {
                (word, at + the + 1 + usize::from(timing().behind_part.has(joint)))
            }
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
            first if timing().first_half.has(first) => (from, cut(0.5)),
            last if timing().last_half.has(last) => (cut(0.5), to),
            middle if timing().middle.has(middle) => (cut(0.25), cut(0.75)),
            "earlier" => (from, self.anchor.map_or(to, |anchor| days::shift(anchor, 1).min(to))),
            _ => (self.anchor.map_or(from, |anchor| anchor.max(from)), to),
        };
        Some(if narrowed.0 < narrowed.1 { narrowed } else { (from, to) })
    }

    fn base(&self, at: usize) -> Option<Found> {
        self.numeric(at)
            .or_else(|| self.offset(at))
            .or_else(|| self.nth_weekday(at))
            .or_else(|| self.holiday(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.month(at))
            .or_else(|| self.near_day(at))
            .or_else(|| self.window(at))
            .or_else(|| self.ago(at))
            .or_else(|| self.ahead(at))
            .or_else(|| self.fiscal(at))
            .or_else(|| self.season(at))
            .or_else(|| self.part_of_year(at))
            .or_else(|| self.century(at))
            .or_else(|| self.before_christ(at))
            .or_else(|| self.year(at))
            .or_else(|| self.day_of_month(at))
    }
}
