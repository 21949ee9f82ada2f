//! Amounts of several parts: `2 hours, 21 minutes and 7 seconds`, `an hour and a half`, `five metres thirty`, `2:27:01`.

use super::amount::{Amount, AmountReader};
use crate::extract::atoms::Shape;
use crate::model::Quantity;
use crate::rules::measures::Unit;
use crate::rules::words::{counting, grammar};

impl AmountReader<'_> {
    /// The rest of a compound amount: `1 minute and 7 seconds` behind `2 hours`, `two inches` behind `six feet`, `and a half` and `ten`
    /// behind `an hour`.
    pub(super) fn smaller(&self, quantity: &mut Quantity, unit: Unit, end: usize) -> usize {
        const COMPOUND: [&str; 3] = ["s", "m", "kg"];
        let (mut factor, mut end) = (unit.factor, end);
        while COMPOUND.contains(&unit.canonical.as_str()) && quantity.is_point() {
            let joint = usize::from(grammar().joints.has(self.word(end)));
            let Some(number) =
                self.numbers().number(end + joint, false).filter(|number| number.low == number.high && !number.share)
            else {
                break;
            };
            let (Some(next), after) = self.unit(number.end, None, false) else { break };
            let fits = next.canonical == unit.canonical && next.factor < factor && number.low * next.factor < factor;
            if !fits {
                break;
            }
            let part = number.low * next.factor;
            (quantity.low, quantity.high) = (quantity.low + part, quantity.high + part);
            quantity.grain = number.grain * next.factor;
            (factor, end) = (next.factor, after);
        }
        if COMPOUND.contains(&unit.canonical.as_str()) && quantity.is_point() && factor == unit.factor {
            self.part_of_unit(quantity, &unit, end).or_else(|| self.rest(quantity, &unit, end)).unwrap_or(end)
        } else {
            end
        }
    }

    /// `and a half` behind `one hour`.
    fn part_of_unit(&self, quantity: &mut Quantity, unit: &Unit, end: usize) -> Option<usize> {
        grammar().joints.has(self.word(end)).then_some(())?;
        counting().one.has(self.word(end + 1)).then_some(())?;
        let denominator = self.words.numbers.fractions.get(self.word(end + 2)?)?;
        add(quantity, unit.factor / denominator, unit.factor / denominator);
        Some(end + 3)
    }

    /// `ten` behind `an hour`, `thirty` behind `five metres`: minutes and centimetres, where the number ends its phrase.
    fn rest(&self, quantity: &mut Quantity, unit: &Unit, end: usize) -> Option<usize> {
        let (part, below) = match (unit.canonical.as_str(), unit.factor) {
            ("s", 3600.0) => (60.0, 60.0),
            ("m", 1.0) => (0.01, 100.0),
            _ => return None,
        };
        let from = end + usize::from(grammar().joints.has(self.word(end)));
        let number = self.numbers().number(from, false).filter(|number| number.low == number.high && !number.share)?;
        let next = self.atoms.get(number.end);
        let ends =
            next.is_none_or(|next| next.shape == Shape::Sign && next.text != "-" || counting().behind_rest.has(&*next.text));
        let fits = ends && number.low < below && number.low.fract() == 0.0 && (number.low >= 10.0 || unit.canonical == "s");
        fits.then(|| add(quantity, number.low * part, part))?;
        Some(number.end)
    }

    /// `2:27:01`, hours, minutes and seconds; `3:45.12`, minutes and seconds.
    pub(super) fn stopped(&self, at: usize) -> Option<(Amount, usize)> {
        let digits = |at: usize| self.atoms.get(at).filter(|atom| atom.shape == Shape::Digits).map(|atom| atom.text.as_str());
        let part = |at: usize| {
            let colon = self.atoms.get(at).is_some_and(|atom| atom.glued && atom.text == ":");
            digits(at + 1)
                .filter(|text| colon && self.atoms[at + 1].glued && text.split('.').next().is_some_and(|whole| whole.len() == 2))
        };
        if at.checked_sub(1).is_some_and(|_| self.atoms[at].glued) {
            return None;
        }
        let first: f64 = digits(at)?.parse().ok()?;
        let second: f64 = part(at + 1)?.parse().ok()?;
        let third = part(at + 3).map(str::parse::<f64>).transpose().ok()?;
        let (seconds, end) = match third {
            Some(third) => (first * 3600.0 + second * 60.0 + third, at + 5),
            None if second.fract() > 0.0 => (first * 60.0 + second, at + 3),
            None => return None,
        };
        let over = self.atoms.get(end).is_some_and(|next| next.glued && matches!(next.text.as_str(), ":" | "-" | "/"));
        let fits = first < 100.0 && second < 60.0 && third.is_none_or(|third| third < 60.0) && !over;
        let (tokens, span) =
            (self.atoms[at].token..self.atoms[end - 1].token + 1, self.atoms[at].span.cover(self.atoms[end - 1].span));
        let amount = Amount { quantity: Quantity::exact(seconds, 1.0, "s"), tokens, span, rate: None, share: false };
        fits.then_some((amount, end))
    }
}

/// A part more, to this step.
fn add(quantity: &mut Quantity, part: f64, grain: f64) {
    (quantity.low, quantity.high, quantity.grain) = (quantity.low + part, quantity.high + part, grain);
}
