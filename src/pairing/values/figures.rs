//! Can two figures for one thing both be right? A rate is no total and a change no level; a bare figure may be one of the unit, and of the
//! thousands or millions, that the other one names.

use crate::model::{Agreement, FigureKind, Quantity, units};
use crate::rules::Rulebook;

/// An amount with the noun that is counted, what it is for each of, and whether it is a level or a change.
pub type Amount<'a> = (&'a Quantity, &'a Option<String>, &'a Option<String>, FigureKind);

pub fn agreement((one, noun, rate, change): Amount, (other, other_noun, other_rate, its): Amount, rules: &Rulebook) -> Agreement {
    if change != its || !are_of_one_rate(rate, other_rate, rules) {
        return Agreement::Incomparable;
    }
    let bare = |amount: &Quantity, noun: &Option<String>| amount.unit.is_empty() && noun.is_none();
    match one.agreement(other) {
        Agreement::Incomparable if rules.measures.units.may_be_one_currency(&one.unit, &other.unit) => {
            one.agreement(&Quantity { unit: one.unit.clone(), ..other.clone() })
        }
        Agreement::Incomparable if noun.is_some() && noun == other_noun && is_one_of_all(one, other) => Agreement::Different,
        Agreement::Incomparable if bare(one, noun) && is_measured(other) => elliptic(one, other),
        Agreement::Incomparable if is_measured(one) && bare(other, other_noun) => elliptic(other, one),
        agreement => agreement,
    }
}

/// One rate, or two for each of what is counted: `each` and `a head`.
fn are_of_one_rate(one: &Option<String>, other: &Option<String>, rules: &Rulebook) -> bool {
    let piece = |rate: &String| rules.measures.units.names.get(rate).is_none_or(|unit| unit.canonical != "s");
    one == other || one.as_ref().zip(other.as_ref()).is_some_and(|(one, other)| piece(one) && piece(other))
}

fn is_measured(amount: &Quantity) -> bool {
    !matches!(amount.unit.as_str(), "" | units::RANK | units::SCORE | units::FREQUENCY | units::MULTIPLE)
}

/// A single one and all of several.
fn is_one_of_all(one: &Quantity, other: &Quantity) -> bool {
    let all = |amount: &Quantity| amount.unit == "percent" && amount.low >= 100.0;
    let single = |amount: &Quantity| amount.unit.is_empty() && amount.low == 1.0 && amount.high == 1.0;
    all(one) && single(other) || all(other) && single(one)
}

/// A bare figure as if the unit of the other one, and its thousands, had been said with it: the same where one of the units in which people
/// give such amounts makes it so, another one where it is of their size, and else nothing.
fn elliptic(bare: &Quantity, of: &Quantity) -> Agreement {
    let scales = [1.0].into_iter().chain([1e3, 1e6, 1e9].into_iter().filter(|_| bare.named() < 1e3 && of.grain >= 1e3));
    let sizes: Vec<f64> = units::sizes(&of.unit).flat_map(|size| scales.clone().map(move |scale| size * scale)).collect();
    let near = sizes.into_iter().filter(|size| is_near(bare.named() * size, of.named()));
    let found: Vec<Agreement> = near.map(|size| bare.clone().converted(size, 0.0, &of.unit).agreement(of)).collect();
    let met = found.iter().find(|agreement| **agreement != Agreement::Different);
    met.or(found.first()).copied().unwrap_or(Agreement::Incomparable)
}

fn is_near(one: f64, other: f64) -> bool {
    const SIZE: f64 = 4.0;
    one > 0.0 && other > 0.0 && (1.0 / SIZE..SIZE).contains(&(one / other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(one: Quantity, other: Quantity) -> Agreement {
        let plain = |amount| -> Amount { (amount, &None, &None, FigureKind::Level) };
        let there = agreement(plain(&one), plain(&other), Rulebook::builtin());
        assert_eq!(there, agreement(plain(&other), plain(&one), Rulebook::builtin()), "{one} {other}");
        there
    }

    #[test]
    fn a_rate_is_no_total() {
        let amount = |value: f64| Quantity::exact(value, 1.0, "USD");
        let said = |rate: &str| Some(rate.to_string());
        let cases = [
            (amount(500.0), said("week"), amount(300.0), said("month"), Agreement::Incomparable),
            (amount(500.0), said("fish"), amount(300.0), said("head"), Agreement::Different),
            (amount(500.0), said("week"), amount(300.0), None, Agreement::Incomparable),
        ];
        for (one, rate, other, others, expected) in cases {
            let amounts: [Amount; 2] = [(&one, &None, &rate, FigureKind::Level), (&other, &None, &others, FigureKind::Level)];
            assert_eq!(agreement(amounts[0], amounts[1], Rulebook::builtin()), expected, "{one} {rate:?} {other} {others:?}");
        }
    }

    fn amount(value: f64, grain: f64, unit: &str) -> Quantity {
        Quantity::exact(value, grain, unit)
    }

    #[test]
    fn a_bare_figure_is_of_the_unit_of_the_other_where_it_is_of_its_size() {
        const YEAR: f64 = 31_557_600.0;
        let cases = [
            (amount(61.0, 1.0, ""), amount(61.0 * YEAR, YEAR, "s"), Agreement::Same),
            (amount(61.0, 1.0, ""), amount(44.0 * YEAR, YEAR, "s"), Agreement::Different),
            (amount(31.0, 1.0, ""), amount(0.31, 0.01, "m"), Agreement::Same),
            (amount(700.0, 100.0, ""), amount(7e8, 1e8, "EUR"), Agreement::Same),
            (amount(750.0, 10.0, ""), amount(7e8, 1e8, "EUR"), Agreement::Different),
            (amount(3.0, 1.0, ""), amount(7e8, 1e8, "EUR"), Agreement::Incomparable),
            (amount(62.0, 1.0, ""), amount(38.0, 1.0, "percent"), Agreement::Different),
        ];
        for (one, other, expected) in cases {
            assert_eq!(compared(one.clone(), other.clone()), expected, "{one} {other}");
        }
    }

    #[test]
    fn a_dollar_may_be_that_of_one_state_and_two_states_have_two() {
        let cases = [
            (amount(40.0, 10.0, "dollar"), amount(40.0, 10.0, "AUD"), Agreement::Same),
            (amount(40.0, 10.0, "dollar"), amount(25.0, 1.0, "CAD"), Agreement::Different),
            (amount(40.0, 10.0, "CAD"), amount(25.0, 1.0, "AUD"), Agreement::Incomparable),
        ];
        for (one, other, expected) in cases {
            assert_eq!(compared(one.clone(), other.clone()), expected, "{one} {other}");
        }
    }
}
