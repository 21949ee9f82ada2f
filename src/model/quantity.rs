//! A counted or measured amount: an interval with a unit, as exact as it was said.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Agreement, units};

/// `low..=high` of `unit`. A bound that was not said is infinite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quantity {
    /// Null for no bound below.
    #[serde(serialize_with = "bounded", deserialize_with = "from_below")]
    #[schemars(with = "Option<f64>")]
    pub low: f64,
    /// Null for no bound above.
    #[serde(serialize_with = "bounded", deserialize_with = "to_above")]
    #[schemars(with = "Option<f64>")]
    pub high: f64,
    /// Canonical unit: `` (a bare count), `percent`, `m`, `USD`, ...
    pub unit: String,
    pub bound: Bound,
    /// The step that the figure was rounded to, in `unit`: 1000 for 118,000, 0.1 for 6.1.
    pub grain: f64,
}

/// How the amount was hedged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    Exact,
    /// `about`, `some`, `roughly`.
    About,
    /// `nearly`, `just under`.
    Nearly,
    /// `just over`, `a little more than`.
    JustOver,
    /// `at least`, `more than`, `over`.
    AtLeast,
    /// `at most`, `up to`, `fewer than`.
    AtMost,
    /// `between A and B`, `A to B`, and vague words (`dozens`).
    Between,
}

impl Quantity {
    /// A bare figure.
    pub fn exact(value: f64, grain: f64, unit: &str) -> Self {
        Self { low: value, high: value, unit: unit.to_string(), bound: Bound::Exact, grain }
    }

    /// Anything between two ends, both included.
    pub fn between(low: f64, high: f64, unit: &str) -> Self {
        let bound = if low < high { Bound::Between } else { Bound::Exact };
        Self { high, bound, ..Self::exact(low, 1.0, unit) }
    }

    /// The same figure under a hedge.
    pub fn hedged(mut self, bound: Bound) -> Self {
        match bound {
            Bound::AtLeast => self.high = f64::INFINITY,
            Bound::AtMost => self.low = f64::NEG_INFINITY,
            _ => {}
        }
        if self.bound != Bound::Between || matches!(bound, Bound::AtLeast | Bound::AtMost) {
            self.bound = bound;
        }
        self
    }

    /// In another unit: `value * factor + offset`.
    pub fn converted(mut self, factor: f64, offset: f64, unit: &str) -> Self {
        self.low = self.low * factor + offset;
        self.high = self.high * factor + offset;
        self.grain *= factor;
        self.unit = unit.to_string();
        self
    }

    /// The amount that was named, whatever the hedge: the lower end of a range.
    pub fn named(&self) -> f64 {
        if self.low.is_finite() { self.low } else { self.high }
    }

    /// A figure that stands for itself: neither a bound nor a range.
    pub fn is_point(&self) -> bool {
        self.low == self.high
    }

    /// A point without any hedge.
    pub fn is_exact(&self) -> bool {
        self.bound == Bound::Exact && self.is_point()
    }

    /// What the words may stand for, with the rounding that news copy takes for granted.
    pub fn reach(&self) -> (f64, f64) {
        let share = |value: f64, part: f64| if value.is_finite() { value.abs() * part } else { 0.0 };
        let counted_one_by_one = self.unit.is_empty() && self.grain <= 1.0;
        let step = if counted_one_by_one { 0.0 } else { self.grain * 0.49 };
        let rounding = |value: f64| step.min(share(value, 0.05));
        let (low, high) = (self.low, self.high);
        match self.bound {
            Bound::Exact | Bound::Between => (low - rounding(low), high + rounding(high)),
            Bound::About => {
                let slack = rounding(low).max(share(low, 0.1));
                (low - slack, high + slack)
            }
            Bound::Nearly => (low - share(low, 0.15), high + rounding(high) / 10.0),
            Bound::JustOver => (low - rounding(low) / 10.0, high + share(high, 0.15)),
            Bound::AtLeast => (low - rounding(low) / 10.0, high),
            Bound::AtMost => (low, high + rounding(high) / 10.0),
        }
    }

    /// Nothing at all, which is as much in every unit.
    fn is_none(&self) -> bool {
        self.low == 0.0 && self.high == 0.0 && self.unit != "degC"
    }

    /// Of two in different units, one of which is none.
    fn beside_none(&self, other: &Quantity) -> Agreement {
        let told = |unit: &str| !matches!(unit, "degC" | units::RANK | units::SCORE);
        let more = |one: &Quantity| one.low > 0.0;
        if !told(&self.unit) || !told(&other.unit) {
            Agreement::Incomparable
        } else if more(self) || more(other) {
            Agreement::Different
        } else {
            Agreement::Compatible
        }
    }

    /// Whether two figures for one thing can both be right.
    pub fn agreement(&self, other: &Quantity) -> Agreement {
        let unnamed = self.unit == units::MONEY || other.unit == units::MONEY;
        if self.unit != other.unit && !unnamed {
            return if self.is_none() || other.is_none() { self.beside_none(other) } else { Agreement::Incomparable };
        }
        if self.unit == units::SCORE {
            let same = self.low == other.low && self.high == other.high;
            return if same { Agreement::Same } else { Agreement::Different };
        }
        let ((low, high), (other_low, other_high)) = (self.reach(), other.reach());
        if high < other_low || other_high < low {
            Agreement::Different
        } else if self.low == other.low && self.high == other.high {
            Agreement::Same
        } else {
            Agreement::Compatible
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let hedge = match self.bound {
            Bound::Exact | Bound::Between => "",
            Bound::About => "about ",
            Bound::Nearly => "nearly ",
            Bound::JustOver => "just over ",
            Bound::AtLeast => "at least ",
            Bound::AtMost => "at most ",
        };
        let range = self.bound == Bound::Between && !self.is_point();
        let named = if range { vec![self.named(), self.high] } else { vec![self.named()] };
        let (size, unit) = units::plain(&self.unit, &named);
        let amounts: Vec<String> = named.iter().map(|amount| in_words(amount / size, unit)).collect();
        write!(out, "{hedge}{}", amounts.join(" to "))?;
        if unit.is_empty() || unit == units::MONEY { Ok(()) } else { write!(out, " {unit}") }
    }
}

/// An end of an interval; JSON has no infinity.
fn bounded<S: Serializer>(end: &f64, out: S) -> Result<S::Ok, S::Error> {
    end.is_finite().then_some(*end).serialize(out)
}

fn from_below<'de, D: Deserializer<'de>>(source: D) -> Result<f64, D::Error> {
    Ok(Option::deserialize(source)?.unwrap_or(f64::NEG_INFINITY))
}

fn to_above<'de, D: Deserializer<'de>>(source: D) -> Result<f64, D::Error> {
    Ok(Option::deserialize(source)?.unwrap_or(f64::INFINITY))
}

/// Millions and more of a unit in words, where that leaves nothing out.
fn in_words(amount: f64, unit: &str) -> String {
    let sizes = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")];
    let whole = |hundredths: f64| (hundredths - hundredths.round()).abs() < 1e-6;
    let short = |size: f64| amount.abs() >= size && whole(amount / size * 100.0);
    match sizes.iter().find(|(size, _)| !unit.is_empty() && short(*size)) {
        Some((size, word)) => format!("{} {word}", plain(amount / size)),
        None => plain(amount),
    }
}

/// With commas between thousands and no more decimals than needed.
fn plain(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    let text = format!("{}", rounded.abs());
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), String::new()), |(whole, rest)| (whole, format!(".{rest}")));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{}{grouped}{rest}", if rounded < 0.0 { "-" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(value: f64, grain: f64) -> Quantity {
        Quantity::exact(value, grain, "")
    }

    #[test]
    fn agreement_knows_rounding_and_hedges() {
        use Agreement::{Compatible, Different, Same};
        use Bound::{About, AtLeast, AtMost, Nearly};
        let cases = [
            (bare(118_000.0, 1000.0), bare(118_342.0, 1.0), Compatible),
            (bare(350.0, 10.0).hedged(Nearly), bare(340.0, 10.0), Compatible),
            (bare(350.0, 10.0).hedged(Nearly), bare(371.0, 1.0), Different),
            (bare(40.0, 10.0).hedged(AtLeast), bare(44.0, 1.0), Compatible),
            (bare(40.0, 10.0).hedged(AtLeast), bare(27.0, 1.0), Different),
            (bare(40.0, 10.0), bare(44.0, 1.0), Different),
            (bare(30.0, 10.0).hedged(AtMost), bare(31.0, 1.0), Different),
            (bare(600.0, 100.0).hedged(About), bare(640.0, 10.0), Compatible),
            (bare(12.0, 1.0), bare(12.0, 1.0), Same),
            (bare(12.0, 1.0), bare(13.0, 1.0), Different),
        ];
        for (left, right, expected) in cases {
            assert_eq!(left.agreement(&right), expected, "{left} and {right}");
            assert_eq!(right.agreement(&left), expected, "{right} and {left}");
        }
    }

    #[test]
    fn units_meet_after_conversion_and_currencies_never_do() {
        let miles = bare(6.0, 1.0).converted(1609.344, 0.0, "m").hedged(Bound::About);
        let kilometres = bare(10.0, 1.0).converted(1000.0, 0.0, "m");
        assert_eq!(miles.agreement(&kilometres), Agreement::Compatible);
        let (euros, dollars) = (Quantity::exact(12e6, 1e6, "EUR"), Quantity::exact(13e6, 1e6, "dollar"));
        assert_eq!(euros.agreement(&dollars), Agreement::Incomparable);
    }

    #[test]
    fn none_is_none_in_every_unit_and_a_score_is_one_value() {
        let none = bare(0.0, 1.0);
        let share = Quantity::exact(40.0, 10.0, "percent");
        assert_eq!(none.agreement(&share), Agreement::Different);
        assert_eq!(none.agreement(&Quantity::between(0.0, 99.9, "percent")), Agreement::Compatible);
        assert_eq!(none.agreement(&Quantity::exact(-4.0, 1.0, "degC")), Agreement::Incomparable);
        let score = |low, high| Quantity::between(low, high, units::SCORE);
        assert_eq!(score(2.0, 5.0).agreement(&score(3.0, 4.0)), Agreement::Different);
        assert_eq!(score(2.0, 5.0).agreement(&score(2.0, 5.0)), Agreement::Same);
    }

    #[test]
    fn display_groups_thousands() {
        assert_eq!(bare(1_200_000.0, 1.0).to_string(), "1,200,000");
        assert_eq!(Quantity::exact(6.1, 0.1, "percent").hedged(Bound::AtLeast).to_string(), "at least 6.1 percent");
    }
}
