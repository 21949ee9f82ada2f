//! Amounts: a number with its hedge, range, currency or unit, and rate.

use std::ops::Range;

use super::number::{Number, NumberReader};
use crate::extract::atoms::{Atom, Shape};
use crate::model::{Bound, Quantity, Span};
use crate::rules::measures::{Measures, Unit};
use crate::rules::words::counting;

/// A figure as it stands in the text, without what it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    pub quantity: Quantity,
    /// The tokens of number and unit, hedges left out.
    pub tokens: Range<usize>,
    /// With the hedges.
    pub span: Span,
    /// `year` in `a year`, `each`.
    pub rate: Option<String>,
    /// A fraction of a whole: `a third of`, `three in five`.
    pub share: bool,
}

/// Reads amounts from atoms.
pub struct AmountReader<'a> {
    pub atoms: &'a [Atom],
    pub words: &'a Measures,
}

impl<'a> AmountReader<'a> {
    pub(super) fn word(&self, at: usize) -> Option<&'a str> {
        self.atoms.get(at).map(|atom| atom.text.as_str())
    }

    pub(super) fn numbers(&self) -> NumberReader<'a> {
        NumberReader { atoms: self.atoms, words: &self.words.numbers }
    }

    /// The amount that starts at an atom, and the atom after it.
    pub fn at(&self, at: usize) -> Option<(Amount, usize)> {
        if let Some(found) = self.stopped(at) {
            return Some(found);
        }
        let (mut bounds, mut first) = self.hedges(at);
        let between = self.word(first) == Some("between");
        first += usize::from(between);
        let (sign, from) = self.sign(first).map_or((None, first), |(sign, end)| (Some(sign), end));
        let number = self.numbers().number(from, sign.is_some())?;
        if (sign.is_none() && self.names_something(from)) || self.goes_on(number.end) {
            return None;
        }
        let (mut quantity, end) = self.range(number, from, between, sign.is_some())?;
        let (unit, mut end) = self.unit(end, sign, number.share);
        if let Some(unit) = unit {
            quantity = quantity.converted(unit.factor, unit.offset, &unit.canonical);
            end = self.smaller(&mut quantity, unit, end);
        }
        let (rate, mut after) = self.rate(end).map_or((None, end), |(rate, end)| (Some(rate), end));
        if let Some((length, bound)) =
            self.words.numbers.hedges.longest(|step| self.word(after + step)).filter(|_| self.is_suffix(after))
        {
            bounds.push(*bound);
            after += length;
        }
        if let Some(length) = self.and_more(after) {
            bounds.push(Bound::JustOver);
            after += length;
        }
        for bound in bounds.into_iter().filter(|bound| *bound != Bound::Exact) {
            quantity = quantity.hedged(bound);
        }
        let tokens = self.atoms[first].token..self.atoms[end - 1].token + 1;
        let span = self.atoms[at].span.cover(self.atoms[after - 1].span);
        Some((Amount { quantity, tokens, span, rate, share: number.share }, after))
    }

    /// `or more`, `at least`, `or so` behind the figure.
    fn is_suffix(&self, at: usize) -> bool {
        let phrase: Vec<&str> = (at..at + 2).filter_map(|step| self.word(step)).collect();
        counting().hedges_behind.has(phrase.join(" ").as_str())
    }

    /// `and a bit`, `and some` behind the figure, with no other figure behind it.
    fn and_more(&self, at: usize) -> Option<usize> {
        let phrase = |length: usize| (at..at + length).filter_map(|step| self.word(step)).collect::<Vec<_>>().join(" ");
        let length = [3, 2].into_iter().find(|&length| counting().more_behind.has(phrase(length).as_str()))?;
        self.numbers().number(at + length, false).is_none().then_some(length)
    }

    fn hedges(&self, at: usize) -> (Vec<Bound>, usize) {
        let (mut bounds, mut at) = (Vec::new(), at);
        while let Some((length, bound)) = self.words.numbers.hedges.longest(|step| self.word(at + step)) {
            if self.is_direction(at) {
                return (bounds, at + length);
            }
            bounds.push(*bound);
            at += length;
            if bounds.len() == 3 {
                break;
            }
        }
        (bounds, at)
    }

    /// `up` belongs to the verb before it: `has gone up to 44`, `is up to 44`.
    fn is_direction(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        self.word(at) == Some("up") && self.word(at + 1) == Some("to") && counting().before_up.has(before)
    }

    /// `$`, `US$`, `€`; of letters (`Rs`, `N`) before thousands and more.
    fn sign(&self, at: usize) -> Option<(Unit, usize)> {
        let word = self.word(at)?;
        if self.atoms[at].shape == Shape::Word {
            return self.lettered(at);
        }
        let pair = self.atoms.get(at + 1).filter(|next| next.glued).map(|next| format!("{word}{}", next.text));
        let (code, end) = match pair.and_then(|pair| self.words.units.signs.get(&pair)) {
            Some(code) => (code, at + 2),
            None => (self.words.units.signs.get(word)?, at + 1),
        };
        Some((Unit { canonical: code.clone(), factor: 1.0, offset: 0.0 }, end))
    }

    /// `Rs 1,24,000`, `Rs. 500`, `N90 million`, `P12,000`.
    fn lettered(&self, at: usize) -> Option<(Unit, usize)> {
        const THOUSAND: f64 = 1000.0;
        let atom = self.atoms.get(at).filter(|atom| atom.capital)?;
        if let Some((next, code)) = self
            .atoms
            .get(at + 1)
            .filter(|next| next.glued && next.shape == Shape::Sign)
            .and_then(|next| self.words.units.signs.get(&format!("{}{}", atom.text, next.text)).map(|code| (at + 2, code)))
        {
            return Some((Unit { canonical: code.clone(), factor: 1.0, offset: 0.0 }, next));
        }
        let code = self.words.units.signs.get(&atom.text)?;
        let point = self.atoms.get(at + 1).is_some_and(|next| next.glued && next.text == ".");
        let from = at + 1 + usize::from(point);
        let digits = self.atoms.get(from).filter(|next| next.shape == Shape::Digits)?;
        let one = atom.text.len() == 1;
        let number = self.numbers().number(from, true)?;
        let sum = number.low >= THOUSAND && (number.scale > 1.0 || digits.text.contains(','));
        let fits = if one { digits.glued && !atom.glued && sum } else { true };
        fits.then(|| (Unit { canonical: code.clone(), factor: 1.0, offset: 0.0 }, from))
    }

    /// Part of a name, a list, a serial or telephone number, an ordinal: no amount.
    fn names_something(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.atoms[before]) else { return false };
        let glued = self.atoms[at].glued;
        let tied = glued && matches!(before.text.as_str(), "-" | "/" | ":" | "^" | "." | "#" | "+" | "_" | "'" | "=" | "&");
        let label = self.words.numbers.labels.contains(&before.text)
            || (before.text == "." && at >= 2 && counting().number_signs.has(self.word(at - 2)));
        tied || (glued && before.shape == Shape::Word) || (label && self.atoms[at].shape == Shape::Digits)
    }

    /// The number runs on into something that is no amount: `3:2`, `88th`, `10^40`, `1e9`.
    fn goes_on(&self, at: usize) -> bool {
        let Some(next) = self.atoms.get(at).filter(|next| next.glued) else { return false };
        match next.shape {
            Shape::Word => {
                let unit = self.words.units.names.get(&next.text).is_some() && !self.is_glued_scale(at);
                !unit && !self.words.numbers.scales.contains_key(&next.text)
            }
            Shape::Sign => matches!(next.text.as_str(), ":" | "^" | "/" | "_" | "="),
            Shape::Digits => true,
        }
    }

    /// The figure itself, or both ends of `40 to 45`, `between 60 and 80 million`, `5-17`; none for a score.
    fn range(&self, mut low: Number, from: usize, between: bool, money: bool) -> Option<(Quantity, usize)> {
        let single = |number: &Number| {
            let mut quantity = Quantity::exact(number.low, number.grain, if number.share { "percent" } else { "" });
            quantity.high = number.high;
            if number.low < number.high {
                quantity.bound = Bound::Between;
            }
            quantity
        };
        let hyphen = self.word(low.end) == Some("-") && self.atoms[low.end].glued;
        let joined = match self.word(low.end) {
            Some(joint) if counting().between_bounds.has(joint) => from == 0 || self.word(from - 1) != Some("from"),
            Some("and") => between,
            Some("-") => hyphen,
            _ => false,
        };
        let start = low.end + 1 + self.sign(low.end + 1).map_or(0, |(_, end)| end - low.end - 1);
        let Some(high) = joined.then(|| self.numbers().number(start, money)).flatten() else {
            return Some((single(&low), low.end));
        };
        low.borrow_scale(&high);
        let serial = hyphen && self.atoms.get(high.end).is_some_and(|next| next.glued && next.text == "-");
        let rising = low.high < high.low && high.low <= low.high.max(1.0) * 10.0;
        let measured = self.unit(high.end, None, false).0.is_some()
            || money
            || self.atoms.get(high.end).is_some_and(|next| next.shape == Shape::Word);
        if hyphen && (serial || !rising || !measured) {
            return None;
        }
        if !rising {
            return Some((single(&low), low.end));
        }
        let mut quantity = single(&low);
        quantity.high = high.high;
        quantity.bound = Bound::Between;
        Some((quantity, high.end))
    }

    /// The unit behind a number, over a hyphen; the currency sign before it if there was one.
    pub(super) fn unit(&self, at: usize, sign: Option<Unit>, share: bool) -> (Option<Unit>, usize) {
        if sign.is_some() || share {
            return (sign, at);
        }
        let from = at + usize::from(self.word(at) == Some("-"));
        let named = self.words.units.names.longest(|step| self.word(from + step)).filter(|_| !self.is_glued_scale(from));
        if let Some((length, unit)) = named {
            return (Some(unit.clone()), from + length);
        }
        for skip in 0..=self.state(at).filter(|_| from == at).unwrap_or_default() {
            if let Some((length, code)) = self.words.units.currencies.longest(|step| self.word(from + skip + step)) {
                return (Some(Unit { canonical: code.clone(), factor: 1.0, offset: 0.0 }), from + skip + length);
            }
        }
        (None, at)
    }

    /// `m` of `20m`, which may be millions.
    fn is_glued_scale(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.glued && self.words.numbers.short_scales.contains_key(&atom.text))
    }

    /// How many words before a currency may name its state: `Danish`, `Trinidad and Tobago`.
    fn state(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 3;
        let named = |step: &usize| self.atoms.get(at + step).is_some_and(|atom| atom.capital || atom.text == "and");
        self.atoms.get(at).filter(|atom| atom.capital).map(|_| (0..LONGEST).take_while(named).count())
    }

    /// `a year`, `per month`, `each`, `an hour`.
    fn rate(&self, at: usize) -> Option<(String, usize)> {
        let word = self.word(at)?;
        let unit = self.word(at + 1).filter(|unit| counting().per.has(word) && counting().per_what.has(*unit));
        let alone = || counting().rates.get(word).map(|rate| (rate.clone(), at + 1));
        unit.map(|unit| (unit.to_string(), at + 2)).or_else(alone)
    }
}

/// The amounts of a run of atoms, in order; `taken` says which tokens belong to a time.
pub fn find(atoms: &[Atom], words: &Measures, taken: impl Fn(usize) -> bool) -> Vec<Amount> {
    let reader = AmountReader { atoms, words };
    let mut found = Vec::new();
    let mut at = 0;
    while at < atoms.len() {
        if taken(atoms[at].token) {
            at += 1;
            continue;
        }
        match reader.at(at) {
            Some((amount, end)) if !amount.tokens.clone().any(&taken) => {
                found.push(amount);
                at = end;
            }
            _ => at = reader.after(at),
        }
    }
    found
}

impl AmountReader<'_> {
    /// Where to go on when nothing starts here: behind a run of figures and signs that hang together (`3-2`, `555-1234`).
    fn after(&self, at: usize) -> usize {
        let mut next = at + 1;
        if self.atoms[at].shape == Shape::Digits {
            while self.atoms.get(next).is_some_and(|atom| atom.glued && atom.shape != Shape::Word) {
                next += 1;
            }
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::atoms::testing::atoms_of;

    fn read(text: &str) -> Vec<String> {
        let words = Measures::load().unwrap();
        find(&atoms_of(text), &words, |_| false).into_iter().map(|amount| amount.quantity.to_string()).collect()
    }

    #[test]
    fn amounts_are_read() {
        let cases = [
            ("at least 2,350 people", "at least 2,350"),
            ("nearly 350 people", "nearly 350"),
            ("more than a thousand", "at least 1,000"),
            ("a $8.7-billion package", "8.7 billion dollars"),
            ("US$3.2bn", "3.2 billion USD"),
            ("£2.5m", "2.5 million GBP"),
            ("60 million naira", "60 million NGN"),
            ("61 per cent", "61 percent"),
            ("3.5%", "3.5 percent"),
            ("100 basis points", "1 percentage point"),
            ("about six kilometres", "about 6 km"),
            ("20 m of rope", "20 m"),
            ("148 km/h", "148 km/h"),
            ("a 21-day truce", "3 weeks"),
            ("between 40 and 70 metres", "40 to 70 m"),
            ("40 to 45 rockets", "40 to 45"),
            ("between 60 and 80 million euros", "60 million to 80 million EUR"),
            ("more than three in five voters", "at least 60 percent"),
            ("just over a third of the shares", "just over 33.33 percent"),
            ("34 degrees Celsius", "34 °C"),
            ("93 degrees Fahrenheit", "33.89 °C"),
            ("half an hour", "30 minutes"),
            ("aged 5-17 months", "5 to 17 months"),
            ("2 hours, 21 minutes and 7 seconds", "8,467 seconds"),
            ("in 2:27:01", "8,821 seconds"),
            ("in 3:45.12", "3.75 minutes"),
            ("six feet two inches", "1.88 m"),
            ("one hour and a half", "90 minutes"),
            ("two hours ten, without a break", "130 minutes"),
            ("five metres thirty", "5.3 m"),
            ("six kilometres and a bit", "just over 6 km"),
            ("Rs 1,24,000", "124,000 INR"),
            ("Rs. 500", "500 INR"),
            ("N90 million", "90 million NGN"),
            ("up by 8pc", "8 percent"),
            ("3.2 crore rupees", "32 million INR"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_is_counted_behind_an_amount_is_no_part_of_it() {
        assert_eq!(read("one hour and 20 men"), ["1 hour", "20"]);
        assert_eq!(read("six kilometres and some 300 people"), ["6 km", "about 300"]);
    }

    #[test]
    fn rates_and_hedges_behind_the_figure_are_seen() {
        let words = Measures::load().unwrap();
        let amounts = find(&atoms_of("12 million euros a year or more"), &words, |_| false);
        assert_eq!(amounts[0].rate.as_deref(), Some("year"));
        assert_eq!(amounts[0].quantity.bound, Bound::AtLeast);
    }

    #[test]
    fn what_is_no_amount_stays_silent() {
        for text in [
            "10^40",
            "1e999",
            "0/0",
            "1,2,3,4",
            "555-1234-99",
            "won 3-2",
            "the 88th minute",
            "20m people",
            "KV-12",
            "B4391",
            "7:12",
            "No. 3",
            "flight 370",
            "1.2.3.4",
            "N90",
            "the P12 form",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(read(&"7".repeat(100_000)), Vec::<String>::new());
        assert_eq!(read("MMXXIV and IV"), Vec::<String>::new());
    }
}
