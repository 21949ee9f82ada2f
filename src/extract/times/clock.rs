//! Times of day: `7:12 p.m.`, `five past six in the evening`, `shortly before four in the morning`, `at dawn`.

use crate::extract::atoms::{Atom, Shape};
use crate::rules::measures::Measures;
use crate::rules::words::timing;

/// Minutes of the day, first and last, and the atom after the expression.
pub type Clock = ((i32, i32), usize);

#[derive(Clone, Copy)]
pub struct ClockReader<'a> {
    pub atoms: &'a [Atom],
    pub words: &'a Measures,
}

/// What stands before or after an hour shifts the range.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nearness {
    At,
    Before,
    After,
    About,
}

impl<'a> ClockReader<'a> {
    fn word(&self, at: usize) -> Option<&'a str> {
        self.atoms.get(at).map(|atom| atom.text.as_str())
    }

    /// The time of day that starts at an atom.
    pub fn at(&self, at: usize) -> Option<Clock> {
        let (nearness, from) = self.nearness(at);
        let (clock, end) = self.hour(from).or_else(|| self.part(from))?;
        Some((shifted(clock, nearness), end))
    }

    fn nearness(&self, at: usize) -> (Nearness, usize) {
        let near = |word: Option<&str>| match word {
            Some("before") => Some(Nearness::Before),
            Some("after") => Some(Nearness::After),
            _ => None,
        };
        match self.word(at) {
            Some(word) if timing().shortly.has(word) => match near(self.word(at + 1)) {
                Some(nearness) => (nearness, at + 2),
                None => (Nearness::At, at),
            },
            Some(word) if timing().near_an_hour.has(word) => (Nearness::About, at + 1),
            word => near(word).map_or((Nearness::At, at), |nearness| (nearness, at + 1)),
        }
    }

    /// `the early hours`, `this morning`, `noon`.
    fn part(&self, at: usize) -> Option<Clock> {
        let from = at + usize::from(timing().before_part_of_day.has(self.word(at)));
        let (length, (first, last)) = self.words.calendar.parts.longest(|step| self.word(from + step))?;
        Some(((*first, *last), from + length))
    }

    fn hour(&self, at: usize) -> Option<Clock> {
        self.digital(at).or_else(|| self.spoken(at))
    }

    /// `7:12 p.m.`, `07.15`, `5pm`, `17:40`.
    fn digital(&self, at: usize) -> Option<Clock> {
        let atom = self.atoms.get(at).filter(|atom| atom.shape == Shape::Digits)?;
        let is_seconds = atom.glued && at.checked_sub(1).and_then(|before| self.word(before)) == Some(":");
        if is_seconds {
            return None;
        }
        let (hour, minute, end) = self.hour_and_minute(at, &atom.text)?;
        if hour > 24 || minute > 59 {
            return None;
        }
        let (half, after) = self.half_of_day(end);
        let said = end > at + 1 || half.is_some() || (atom.text.contains('.') && self.leads_a_line(at));
        let said = said || (atom.text.contains('.') && self.is_of_the_day(at, hour, end));
        let (said, end) = if self.word(end) == Some("hrs") { (true, end + 1) } else { (said, end) };
        said.then(|| (point(hour, minute, half), if half.is_some() { after } else { end }))
    }

    fn leads_a_line(&self, at: usize) -> bool {
        at == 0 && self.atoms[at].text.len() == 5 && self.atoms.len() > 1
    }

    /// `at 20.15`, `until 07.30`: two digits for the hour behind a word for a time, and nothing that is measured.
    fn is_of_the_day(&self, at: usize, hour: i32, end: usize) -> bool {
        let two = self.atoms[at].text.len() == 5 && (hour >= 13 || self.atoms[at].text.starts_with('0'));
        let measured = self.atoms.get(end).is_some_and(|next| next.glued && next.shape != Shape::Sign || next.text == "%")
            || self.words.units.currencies.longest(|step| self.word(end + step)).is_some()
            || self.words.units.names.longest(|step| self.word(end + step)).is_some()
            || self.word(end).is_some_and(|word| self.words.numbers.scales.contains_key(word));
        two && !measured && self.is_behind_a_word_for_a_time(at)
    }

    fn is_behind_a_word_for_a_time(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        timing().before_hour.has(before)
    }

    fn hour_and_minute(&self, at: usize, text: &str) -> Option<(i32, i32, usize)> {
        if let Some((hour, minute)) = text.split_once('.') {
            let both = (minute.len() == 2).then(|| hour.parse().ok().zip(minute.parse().ok())).flatten();
            return both.map(|(hour, minute)| (hour, minute, at + 1));
        }
        if text.len() == 4 && self.word(at + 1) == Some("hrs") {
            return Some((text[..2].parse().ok()?, text[2..].parse().ok()?, at + 1));
        }
        let hour: i32 = text.parse().ok()?;
        let colon = self.word(at + 1) == Some(":") && self.atoms[at + 1].glued;
        match self.atoms.get(at + 2).filter(|next| colon && next.glued && next.text.len() == 2) {
            Some(next) if self.word(at + 3) != Some(":") => Some((hour, next.text.parse().ok()?, at + 3)),
            Some(_) => None,
            None => Some((hour, 0, at + 1)),
        }
    }

    /// `four in the morning`, `half past five`, `five past six in the evening`, `a quarter to nine`, `eight o'clock`.
    fn spoken(&self, at: usize) -> Option<Clock> {
        let (minutes, from) = self.minutes_past(at)?;
        let hour = self.small(from)?;
        if !(1..=12).contains(&hour) {
            return None;
        }
        let oclock = usize::from(self.word(from + 1) == Some("o'clock"));
        let (half, end) = self.half_of_day(from + 1 + oclock);
        let plain = || self.is_behind_a_word_for_a_time(at) && self.stands_alone(at, from + 1);
        let said = oclock == 1 || half.is_some() || from > at || plain();
        let total = hour * 60 + minutes;
        said.then(|| {
            (point(total.div_euclid(60), total.rem_euclid(60), half), if half.is_some() { end } else { from + 1 + oclock })
        })
    }

    /// An hour in words that counts nothing: `until three`, `at five on Monday`; `put it at three` may be any figure.
    fn stands_alone(&self, at: usize, end: usize) -> bool {
        let word = self.atoms[at].shape == Shape::Word;
        let amount = at.checked_sub(1).and_then(|before| self.word(before)) == Some("at");
        let ends = |next: &Atom| match next.shape {
            Shape::Sign => matches!(next.text.as_str(), "," | "." | ";" | ")" | "!" | "?") && !amount,
            _ => timing().behind_hour.has(next.text.as_str()),
        };
        word && self.atoms.get(end).map_or(!amount, ends)
    }

    /// The minutes that are added to or taken from the hour, and the atom of the hour.
    fn minutes_past(&self, at: usize) -> Option<(i32, usize)> {
        let article = usize::from(self.word(at) == Some("a"));
        let (minutes, next) = match timing().parts_of_hour.get(self.word(at + article)?) {
            Some(minutes) => (*minutes, at + article + 1),
            None => (self.small(at)?, at + 1),
        };
        let next = next + usize::from(self.word(next) == Some("minutes"));
        match self.word(next) {
            Some("past") => Some((minutes, next + 1)),
            Some("to") if self.small(next + 1).is_some() && self.half_of_day(next + 2).0.is_some() => Some((-minutes, next + 1)),
            _ => self.small(at).map(|_| (0, at)),
        }
    }

    fn small(&self, at: usize) -> Option<i32> {
        let word = self.word(at)?;
        let value = self.words.numbers.units.get(word).map(|value| *value as i32);
        value.or_else(|| word.parse().ok()).filter(|value| (0..60).contains(value))
    }

    /// `p.m.`, `in the morning`, `at night`: minutes of the half day's start and end, and the atom after it.
    fn half_of_day(&self, at: usize) -> (Option<(i32, i32)>, usize) {
        let stands = |phrase: &str| phrase.split(' ').enumerate().all(|(step, word)| self.word(at + step) == Some(word));
        match timing().halves_of_day.iter().find(|(phrase, _)| stands(phrase)) {
            Some((phrase, half)) => (Some(*half), at + phrase.split(' ').count()),
            None => (None, at),
        }
    }
}

/// A point of the day; an hour below 13 without a half of the day could be either and stays as it was said.
fn point(hour: i32, minute: i32, half: Option<(i32, i32)>) -> (i32, i32) {
    let said = hour * 60 + minute;
    let at = match half {
        Some((720, _)) if hour < 12 => said + 720,
        Some((0, _)) if hour == 12 => said - 720,
        Some((1080, _)) if (6..12).contains(&hour) => said + 720,
        Some((1080, _)) if hour < 6 => said + 1440,
        Some((1080, _)) if hour == 12 => 1440 + minute,
        _ => said,
    };
    match half {
        None if hour < 13 => (at, at + 720),
        _ => (at, at),
    }
}

fn shifted((first, last): (i32, i32), nearness: Nearness) -> (i32, i32) {
    const SHORTLY: i32 = 45;
    match nearness {
        Nearness::At => (first, last),
        Nearness::Before if first == last => (first - SHORTLY, first),
        Nearness::After if first == last => (last, last + SHORTLY),
        Nearness::Before => (first - 360, first + 60),
        Nearness::After => (first + (last - first) / 2, last + 360),
        Nearness::About => (first - 30, last + 30),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::atoms::testing::atoms_of;

    fn read(text: &str) -> Option<(i32, i32)> {
        let words = Measures::load().unwrap();
        let atoms = atoms_of(text);
        ClockReader { atoms: &atoms, words: &words }.at(0).map(|(clock, _)| clock)
    }

    #[test]
    fn clock_times_are_read() {
        let cases = [
            ("7:12 p.m.", (1152, 1152)),
            ("5.20 in the afternoon", (1040, 1040)),
            ("17:40", (1060, 1060)),
            ("5pm", (1020, 1020)),
            ("12 a.m.", (0, 0)),
            ("four in the morning", (240, 240)),
            ("shortly before four in the morning", (195, 240)),
            ("five past six in the evening", (1085, 1085)),
            ("a quarter to nine in the evening", (1245, 1245)),
            ("about eight in the morning", (450, 510)),
            ("half past five", (330, 1050)),
            ("noon", (720, 720)),
            ("the early hours", (0, 360)),
            ("eleven at night", (1380, 1380)),
            ("22.15 hrs", (1335, 1335)),
            ("0715 hrs", (435, 1155)),
            ("mid-morning", (540, 690)),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_figures_are_no_clock() {
        for text in
            ["3:2", "99:99", "6.1", "four men", "12:30:15", "212 people", "3.4 million", "about", "shortly before", "men, after"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
