//! Years and what is coarser or a part of one: `1982`, `about 2700 BC`, `the 18th century`, `the 1990s`, `last autumn`, `the second quarter`.

use super::{DateReader, Found, days, time};
use crate::extract::atoms::Shape;
use crate::model::{Date, Granularity, Said};
use crate::rules::words::{counting, timing};

impl<'a> DateReader<'a> {
    /// `the summer`, `last autumn`, `the winter of 2022`.
    pub(super) fn season(&self, at: usize) -> Option<Found> {
        let (which, from) = match self.word(at)? {
            word if timing().before_season.has(word) => (word, at + 1),
            word if self.words.calendar.seasons.contains_key(word) => ("", at),
            _ => return None,
        };
        let (first, count) = *self.words.calendar.seasons.get(self.word(from)?)?;
        let word = self.word(from)?;
        let lead = at.checked_sub(1).and_then(|before| self.word(before));
        let alone = which.is_empty() && !timing().before_bare_season.has(lead);
        if which == "every" || alone || word == "fall" && !timing().before_fall.has(which) {
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
    pub(super) fn part_of_year(&self, at: usize) -> Option<Found> {
        let the = usize::from(timing().before_quarter.has(self.word(at)));
        let number = counting().ordinals.iter().take(4).position(|word| Some(word.as_str()) == self.word(at + the))?;
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

    /// `FY27`, `fiscal 2024`, `Q3 2025`, `H1`.
    pub(super) fn fiscal(&self, at: usize) -> Option<Found> {
        let short = |at: usize| {
            let atom = self.atoms.get(at).filter(|atom| atom.shape == Shape::Digits)?;
            match atom.text.len() {
                2 => Some((2000 + atom.text.parse::<i16>().ok()?, at + 1)),
                _ => self.year_number(at),
            }
        };
        let whole = |(year, end): (i16, usize)| {
            (time(days::year(year), Granularity::Year, Said { year: Some(year), ..Said::default() }), end)
        };
        match self.word(at)? {
            "fy" => return short(at + 1).map(whole),
            "fiscal" => return self.year_number(at + 1 + usize::from(self.word(at + 1) == Some("year"))).map(whole),
            _ => {}
        }
        let length = match self.word(at).filter(|_| self.atoms[at].capital)? {
            "q" => 3,
            "h" => 6,
            _ => return None,
        };
        let number = self.atoms.get(at + 1).filter(|next| next.glued)?.text.parse::<i8>().ok();
        let number = number.filter(|number| (1..=12 / length).contains(number))? - 1;
        let (year, end) = self.year_number(at + 2).map_or((None, at + 2), |(year, end)| (Some(year), end));
        let first = year.or(self.anchor.map(Date::year)).and_then(|year| Date::new(year, 1 + number * length, 1).ok());
        let days = first.and_then(|first| days::months(first, i32::from(length)));
        Some((time(days, Granularity::Season, Said { year, ..Said::default() }), end))
    }

    /// `1982`, `the 1990s`, `'98`, `the nineties`.
    pub(super) fn year(&self, at: usize) -> Option<Found> {
        let the = usize::from(self.word(at) == Some("the"));
        if self.word(at) == Some("'") {
            let short =
                self.atoms.get(at + 1).filter(|atom| atom.glued && atom.shape == Shape::Digits && atom.text.len() == 2)?;
            let year: i16 = short.text.parse().ok()?;
            let year = if year > 40 { 1900 + year } else { 2000 + year };
            return Some((time(days::year(year), Granularity::Year, Said { year: Some(year), ..Said::default() }), at + 2));
        }
        if let Some(first) = self.word(at + the).and_then(|word| self.words.calendar.decades.get(word)).filter(|_| the == 1) {
            return Some((time(days::years(*first, 10), Granularity::Decade, Said::default()), at + 2));
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
        if !self.is_year(at + the, end) {
            return None;
        }
        if self.is_rough(at) {
            return Some((time(around(year, rounding(year)), Granularity::Year, Said::default()), end));
        }
        Some((time(days::year(year), Granularity::Year, Said { year: Some(year), ..Said::default() }), end))
    }

    /// Four digits are a year after a preposition, before the noun of an event, or in brackets.
    fn is_year(&self, at: usize, end: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        let counted = self.words.units.names.longest(|step| self.word(end + step)).is_some()
            || self.words.units.currencies.longest(|step| self.word(end + step)).is_some()
            || self.word(end).is_some_and(|word| self.words.numbers.scales.contains_key(word));
        let part = before == Some("-") && at >= 2 && timing().before_hyphen_and_year.has(self.word(at - 2));
        (part || timing().before_year.has(before)) && !counted
    }

    /// Four digits between 1000 and 2199.
    pub(super) fn year_number(&self, at: usize) -> Option<(i16, usize)> {
        let atom = self.atoms.get(at).filter(|atom| atom.shape == Shape::Digits && atom.text.len() == 4)?;
        let signed = at > 0 && atom.glued && self.words.units.signs.contains_key(&self.atoms[at - 1].text);
        let percent = self.atoms.get(at + 1).is_some_and(|next| next.glued && matches!(next.text.as_str(), "%" | ":"));
        let year: i16 = atom.text.parse().ok()?;
        ((1000..2200).contains(&year) && !signed && !percent).then_some((year, at + 1))
    }

    /// `about 1850` is a year nearby.
    fn is_rough(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        timing().near_a_year.has(before)
    }

    /// `2700 BC`, `300 BCE`, as far about as the figure is round.
    pub(super) fn before_christ(&self, at: usize) -> Option<Found> {
        let atom = self.atoms.get(at).filter(|atom| atom.shape == Shape::Digits)?;
        let year: i16 = atom.text.replace(',', "").parse().ok().filter(|year| (1..=9000).contains(year))?;
        let spelt = |step: usize| self.word(at + step);
        let length = match (spelt(1)?, spelt(2), spelt(3)) {
            (era, ..) if timing().before_christ.has(era) => 1,
            ("b", Some("."), Some("c")) => 3 + usize::from(spelt(4) == Some(".")),
            _ => return None,
        };
        let slack = if self.is_rough(at) { rounding(year) } else { 0 };
        Some((time(around(1 - year, slack), Granularity::Year, Said::default()), at + 1 + length))
    }

    /// `the 18th century`, `the third century BC`.
    pub(super) fn century(&self, at: usize) -> Option<Found> {
        let from = at + usize::from(self.word(at) == Some("the"));
        let (number, after) = self.ordinal(from)?;
        let after = after + usize::from(self.word(after) == Some("-"));
        let length = *timing().long_periods.get(self.word(after)?)?;
        let before = timing().before_christ.has(self.word(after + 1));
        let first = number.checked_sub(1)?.checked_mul(length)?.checked_add(1).filter(|first| *first < 9000)?;
        let first = if before { 2 - first - length } else { first };
        Some((time(days::years(first, length), Granularity::Decade, Said::default()), after + 1 + usize::from(before)))
    }

    fn ordinal(&self, at: usize) -> Option<(i16, usize)> {
        let word = self.word(at)?;
        if let Some(place) = counting().ordinals.iter().position(|name| name == word) {
            return Some((place as i16 + 1, at + 1));
        }
        let ending = self.word(at + 1).filter(|_| self.atoms[at + 1].glued);
        let number: i16 = word.parse().ok().filter(|number| (1..=30).contains(number))?;
        counting().ordinal_endings.has(ending).then_some((number, at + 2))
    }
}

/// How far a rounded year may be off.
fn rounding(year: i16) -> i16 {
    match year {
        _ if year % 1000 == 0 => 300,
        _ if year % 100 == 0 => 60,
        _ if year % 10 == 0 => 8,
        _ => 2,
    }
}

fn around(year: i16, slack: i16) -> Option<crate::model::Days> {
    days::years(year.checked_sub(slack)?, 2 * slack + 1)
}
