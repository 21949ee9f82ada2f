//! What fractions and decimals add to a number, or make of a scale: `two and a half`, `two point one`, `a quarter of a million`.

use super::number::{Number, NumberReader};
use crate::rules::words::{counting, grammar};

impl NumberReader<'_> {
    /// `two and a half`, `thirteen and a quarter`.
    pub(super) fn add_half(&self, number: &mut Number) {
        let at = number.end;
        if self.word(at) != Some("and") {
            return;
        }
        let numerator = match self.word(at + 1) {
            Some(word) if counting().one.has(word) => 1.0,
            Some("two") => 2.0,
            Some("three") => 3.0,
            _ => return,
        };
        let Some(denominator) = self.word(at + 2).and_then(|word| self.words.fractions.get(word)) else { return };
        number.low += numerator / denominator;
        number.high = number.low;
        number.grain = 1.0 / denominator;
        number.end = at + 3;
    }

    /// `a million and a half`.
    pub(super) fn add_part_of_scale(&self, number: &mut Number) {
        const LARGE: f64 = 1e5;
        let scale = self.word(number.end - 1).and_then(|word| self.words.scales.get(word)).filter(|scale| **scale >= LARGE);
        let Some(scale) = scale.copied() else { return };
        let mut whole = Number { low: number.low / scale, high: number.high / scale, ..*number };
        self.add_half(&mut whole);
        if whole.end > number.end {
            whole.scaled(scale);
            *number = Number { scale: 1.0, ..whole };
        }
    }

    /// `two point one`.
    pub(super) fn add_decimals(&self, number: &mut Number) {
        let digit = |at: usize| self.word(at).and_then(|word| self.words.units.get(word)).copied().filter(|digit| *digit < 10.0);
        if !counting().decimal_points.has(self.word(number.end)) || digit(number.end + 1).is_none() {
            return;
        }
        let (mut at, mut step) = (number.end + 1, 1.0);
        while let Some(digit) = digit(at).filter(|_| step > 1e-6) {
            step /= 10.0;
            number.low += digit * step;
            at += 1;
        }
        (number.high, number.grain, number.end) = (number.low, step, at);
    }

    /// `half a million`, `a quarter of a million`, `half a dozen`, `half an hour`.
    pub(super) fn part_of_scale(&self, at: usize) -> Option<Number> {
        let (part, from) = match (self.word(at)?, self.word(at + 1)) {
            ("half", Some(article)) if grammar().indefinite.has(article) => (0.5, at + 2),
            _ => self.fraction_of_one(at)?,
        };
        let (scale, end) = match self.scale(from, false) {
            Some(found) => found,
            None if counting().halved.has(self.word(from)) => (1.0, from),
            None => return None,
        };
        let value = part * scale;
        Some(Number { low: value, high: value, grain: value * 0.2, scale, share: false, end })
    }

    /// `a quarter of an`, `two thirds of a`, `half of one`, and the atom after it.
    fn fraction_of_one(&self, at: usize) -> Option<(f64, usize)> {
        let (numerator, from) = match self.word(at)? {
            "half" => return (self.word(at + 1) == Some("of") && self.word(at + 2) == Some("one")).then_some((0.5, at + 3)),
            word if counting().one.has(word) => (1.0, at + 1),
            word => (*self.words.units.get(word).filter(|value| (2.0..10.0).contains(*value))?, at + 1),
        };
        let from = from + usize::from(self.word(from) == Some("-"));
        let denominator = self.words.fractions.get(self.word(from)?)?;
        let one = self.word(from + 1) == Some("of") && counting().single_article.has(self.word(from + 2));
        one.then_some((numerator / denominator, from + 3))
    }
}
