//! Numbers as they are spelt: digits with separators and scales, words, dozens, fractions, vague words.

use crate::extract::atoms::{Atom, Shape};
use crate::rules::measures::Numbers;
use crate::rules::words::{counting, grammar};

/// A number without unit and hedge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    pub low: f64,
    pub high: f64,
    /// The step that it was rounded to.
    pub grain: f64,
    /// What the named figure was multiplied with: 1e6 in `12 million`.
    pub scale: f64,
    /// A fraction of a whole, as percent.
    pub share: bool,
    /// The atom after it.
    pub end: usize,
}

/// Reads numbers from atoms.
#[derive(Clone, Copy)]
pub struct NumberReader<'a> {
    pub atoms: &'a [Atom],
    pub words: &'a Numbers,
}

/// Beyond this a figure is a serial number or noise.
const LARGEST: f64 = 1e18;

impl<'a> NumberReader<'a> {
    pub fn word(&self, at: usize) -> Option<&'a str> {
        self.atoms.get(at).map(|atom| atom.text.as_str())
    }

    /// The number that starts at an atom. `money` lets `2.5m` be millions.
    pub fn number(&self, at: usize, money: bool) -> Option<Number> {
        let found = self
            .part_of_scale(at)
            .or_else(|| self.share(at))
            .or_else(|| self.vague(at))
            .or_else(|| self.digits(at, money))
            .or_else(|| self.spelt(at))?;
        let found = self.out_of(found).unwrap_or(found);
        (found.high.is_finite() && found.high <= LARGEST).then_some(found)
    }

    /// `118,000`, `8.7 billion`, `2.5m`.
    fn digits(&self, at: usize, money: bool) -> Option<Number> {
        let atom = self.atoms.get(at).filter(|atom| atom.shape == Shape::Digits)?;
        let (value, grain) = plain_digits(&atom.text)?;
        let whole = atom.text.bytes().all(|byte| byte.is_ascii_digit());
        let mut number = Number { low: value, high: value, grain, scale: 1.0, share: false, end: at + 1 };
        self.add_half(&mut number);
        let short = money || !whole;
        if let Some((scale, end)) = self.scale(number.end, short) {
            number.scaled(scale);
            number.end = end;
        }
        Some(number)
    }

    /// `million`, `-billion`, `hundred thousand`; `bn` and `m` where short forms may stand.
    pub(super) fn scale(&self, at: usize, short: bool) -> Option<(f64, usize)> {
        let hyphen = self.word(at) == Some("-") && self.atoms[at].glued;
        let from = at + usize::from(hyphen);
        let word = self.word(from)?;
        if let Some(scale) = self.words.scales.get(word) {
            return match self.scale(from + 1, false) {
                Some((more, end)) if more > *scale => Some((scale * more, end)),
                _ => Some((*scale, from + 1)),
            };
        }
        if word == "dozen" {
            return Some((12.0, from + 1));
        }
        let scale = self.words.short_scales.get(word)?;
        let counts = short || (word.len() > 1 && self.atoms[from].glued);
        counts.then_some((*scale, from + 1))
    }

    /// `twenty-seven`, `a hundred and eighty`, `two dozen`, `one and a half million`.
    fn spelt(&self, at: usize) -> Option<Number> {
        let article = grammar().indefinite.has(self.word(at));
        if article && self.scale(at + 1, false).is_none() {
            return None;
        }
        let (mut total, mut current, mut grain): (f64, f64, f64) = (0.0, if article { 1.0 } else { 0.0 }, 1.0);
        let mut at = if article { at + 1 } else { at };
        let mut any = article;
        while let Some((word, next)) = self.next_number_word(at, any, current + total) {
            if let Some(unit) = self.words.units.get(word) {
                let fits =
                    current % 100.0 == 0.0 || (current % 10.0 == 0.0 && current % 100.0 >= 20.0 && *unit < 10.0 && *unit > 0.0);
                if any && (!fits || *unit == 0.0) {
                    break;
                }
                current += unit;
                grain = if *unit >= 10.0 && unit % 10.0 == 0.0 { 10.0 } else { 1.0 };
            } else if word == "dozen" {
                current = current.max(1.0) * 12.0;
                grain = 6.0;
                (at, any) = (next, true);
                break;
            } else {
                let scale = self.words.scales[word];
                if !any {
                    return None;
                }
                if scale == 100.0 {
                    current *= scale;
                } else {
                    total += current * scale;
                    current = 0.0;
                }
                grain = scale * if scale == 100.0 || current == 0.0 { grain.clamp(1.0, 10.0) } else { 1.0 };
            }
            (at, any) = (next, true);
        }
        let value = total + current;
        let mut number = Number { low: value, high: value, grain, scale: 1.0, share: false, end: at };
        if any && total > 0.0 && current == 0.0 {
            self.add_part_of_scale(&mut number);
        }
        if any && value < 100.0 {
            self.add_decimals(&mut number);
        }
        if any && total == 0.0 && current < 100.0 {
            self.add_half(&mut number);
            if number.end > at
                && let Some((scale, end)) = self.scale(number.end, false)
            {
                number.scaled(scale);
                number.end = end;
            }
        }
        any.then_some(number)
    }

    /// The next word of a spelt number and the atom after it, over `and` and hyphens.
    fn next_number_word(&self, at: usize, any: bool, so_far: f64) -> Option<(&'a str, usize)> {
        let is_number =
            |word: &str| self.words.units.contains_key(word) || self.words.scales.contains_key(word) || word == "dozen";
        let word = self.word(at)?;
        if is_number(word) && (any || self.words.units.contains_key(word)) {
            return Some((word, at + 1));
        }
        let next = self.word(at + 1).filter(|next| is_number(next))?;
        let joined = any
            && ((word == "and" && so_far >= 100.0 && self.words.units.contains_key(next))
                || (word == "-" && self.atoms[at].glued));
        joined.then_some((next, at + 2))
    }

    /// `dozens`, `tens of thousands`, `several hundred`, `a few`.
    fn vague(&self, at: usize) -> Option<Number> {
        let of_scale = |at: usize| {
            (self.word(at) == Some("of")).then(|| self.word(at + 1)).flatten().and_then(|word| self.plural_scale(word))
        };
        let word = self.word(at)?;
        let range = |(low, high): (f64, f64), scale: f64, end| {
            Some(Number { low: low * scale, high: high * scale, grain: scale, scale: 1.0, share: false, end })
        };
        if word == "tens"
            && let Some(scale) = of_scale(at + 1)
        {
            return range((20.0, 99.0), scale, at + 3);
        }
        if let Some(bounds) = self.words.vague.get(word) {
            return match of_scale(at + 1) {
                Some(scale) if scale > bounds.0 / 3.0 => range(*bounds, scale, at + 3),
                _ => range(*bounds, 1.0, at + 1),
            };
        }
        let (length, bounds) = self.words.few.longest(|step| self.word(at + step))?;
        match self.scale(at + length, false) {
            Some((scale, end)) => range(*bounds, scale, end),
            None => range(*bounds, 1.0, at + length),
        }
    }

    fn plural_scale(&self, word: &str) -> Option<f64> {
        self.words.scales.get(word.strip_suffix('s')?).copied()
    }

    /// `a third of`, `two thirds`, `three-fifths`, `half the`.
    fn share(&self, at: usize) -> Option<Number> {
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        if self.word(at) == Some("half") {
            let whole = counting().behind_half.has(self.word(at + 1));
            return (whole && !counting().before_half_of_match.has(before)).then(|| percent(1.0, 2.0, at + 1));
        }
        let numerator = match self.word(at)? {
            word if counting().one.has(word) => 1.0,
            word => *self.words.units.get(word).filter(|value| (2.0..10.0).contains(*value))?,
        };
        let hyphen = usize::from(self.word(at + 1) == Some("-"));
        let denominator = self.word(at + 1 + hyphen)?;
        let end = at + 2 + hyphen;
        let value = *self.words.fractions.get(denominator)?;
        let plural = denominator.ends_with('s');
        let of = self.word(end) == Some("of");
        let measured = counting().before_fraction.has(before);
        let fits = if numerator > 1.0 { plural } else { !plural && (of || measured) };
        (fits && numerator < value && (of || measured || numerator > 1.0)).then(|| percent(numerator, value, end))
    }

    /// `three in five`, `two out of three`.
    fn out_of(&self, part: Number) -> Option<Number> {
        if part.share || part.low != part.high || part.scale != 1.0 {
            return None;
        }
        let hyphen = |at: usize| usize::from(self.word(at) == Some("-") && self.atoms[at].glued);
        let start = part.end + hyphen(part.end);
        let from = match (self.word(start)?, self.word(start + 1)?) {
            ("out", "of") => start + 2,
            ("in", _) => start + 1 + hyphen(start + 1),
            _ => return None,
        };
        let whole = self.spelt(from).or_else(|| self.digits(from, false))?;
        let hundred = whole.low == 100.0 && grammar().indefinite.has(self.word(from));
        let fits = whole.low > part.low && (hundred || (2.0..=20.0).contains(&whole.low));
        fits.then(|| percent(part.low, whole.low, whole.end))
    }
}

impl Number {
    pub(super) fn scaled(&mut self, scale: f64) {
        self.low *= scale;
        self.high *= scale;
        self.grain *= scale;
        self.scale = scale;
    }

    /// As if the scale of the upper end of a range had been said here too: `60 (million) and 80 million`.
    pub fn borrow_scale(&mut self, other: &Number) {
        if self.scale == 1.0 && other.scale > 1.0 && self.low * other.scale < other.low {
            self.scaled(other.scale);
        }
    }
}

fn percent(part: f64, whole: f64, end: usize) -> Number {
    let value = 100.0 * part / whole;
    Number { low: value, high: value, grain: 4.0, scale: 1.0, share: true, end }
}

/// Value and grain of digits with correct separators; none for serial numbers, versions and lists.
fn plain_digits(text: &str) -> Option<(f64, f64)> {
    let (whole, decimals) = match text.split_once('.') {
        Some((whole, decimals)) if !decimals.contains(['.', ',']) => (whole, decimals),
        Some(_) => return None,
        None => (text, ""),
    };
    let groups: Vec<&str> = whole.split(',').collect();
    let by_thousands = groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    let grouped = groups.len() == 1 || by_thousands || in_lakhs(&groups);
    let digits: String = groups.concat();
    let serial = digits.len() > 1 && digits.starts_with('0');
    if !grouped || serial || digits.len() > 18 || decimals.len() > 6 {
        return None;
    }
    let value: f64 = format!("{digits}.{decimals}0").parse().ok()?;
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    let zeros = if digits == "0" { 0 } else { zeros };
    let grain = if decimals.is_empty() { 10f64.powi(zeros as i32) } else { 10f64.powi(-(decimals.len() as i32)) };
    Some((value, grain))
}

/// Grouped as in India: `1,24,000`.
fn in_lakhs(groups: &[&str]) -> bool {
    match groups {
        [first, middle @ .., last] if !middle.is_empty() => {
            matches!(first.len(), 1 | 2) && middle.iter().all(|group| group.len() == 2) && last.len() == 3
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::atoms::testing::atoms_of;
    use crate::rules::measures::Measures;

    fn read(text: &str) -> Option<(f64, f64)> {
        let measures = Measures::load().unwrap();
        let atoms = atoms_of(text);
        let reader = NumberReader { atoms: &atoms, words: &measures.numbers };
        reader.number(0, false).map(|number| (number.low, number.high))
    }

    #[test]
    fn numbers_are_read() {
        let cases = [
            ("118,000 people", 118_000.0),
            ("8.7-billion package", 8.7e9),
            ("1.2 million", 1.2e6),
            ("twenty-seven captives", 27.0),
            ("one hundred and fifty-three", 153.0),
            ("a hundred and eighty pairs", 180.0),
            ("two hundred thousand", 2e5),
            ("a dozen villagers", 12.0),
            ("half a dozen", 6.0),
            ("two dozen", 24.0),
            ("half a million", 5e5),
            ("a quarter of a million", 2.5e5),
            ("two and a half million", 2.5e6),
            ("two thirds of a million", 2e6 / 3.0),
            ("a quarter of an hour", 0.25),
            ("thirteen and a quarter hours", 13.25),
            ("nine in the morning", 9.0),
            ("three in five voters", 60.0),
            ("two out of three", 200.0 / 3.0),
            ("sixty-two in a hundred", 62.0),
            ("62 in 100 days", 62.0),
            ("2 in 3 chance", 200.0 / 3.0),
            ("two-in-three chance", 200.0 / 3.0),
            ("two-thirds of", 200.0 / 3.0),
            ("half of the dockers", 50.0),
            ("٤٢ people", 42.0),
            ("two million", 2e6),
            ("1,050", 1050.0),
            ("1,24,000 rupees", 124_000.0),
            ("a million and a half", 1.5e6),
            ("two million and a quarter", 2.25e6),
            ("two point one billion", 2.1e9),
            ("nine point one four", 9.14),
            ("a thousand and a half", 1000.0),
        ];
        for (text, value) in cases {
            let (low, high) = read(text).unwrap_or_else(|| panic!("{text}"));
            assert!((low - value).abs() < 1e-6 && low == high, "{text}: {low}..{high}");
        }
    }

    #[test]
    fn vague_words_are_ranges() {
        assert_eq!(read("tens of thousands of people"), Some((20_000.0, 99_000.0)));
        assert_eq!(read("hundreds of thousands"), Some((200_000.0, 2_999_000.0)));
        assert_eq!(read("several hundred students"), Some((300.0, 900.0)));
        assert_eq!(read("dozens of rockets"), Some((24.0, 199.0)));
    }

    #[test]
    fn what_is_no_number_stays_silent() {
        for text in ["1,2,3,4", "007", "1.2.3", "12,34", "a third is sought", "a man", "thousand", "and", ""] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&"9".repeat(100_000)), None);
        assert_eq!(read("1e999").map(|(low, _)| low), Some(1.0));
    }
}
