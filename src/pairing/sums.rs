//! Figures of one passage that make up a figure of the other: `131 were dismissed and 27 moved` of 158, `up from 13,000 to 18,000` of 5,000
//! more, `400 each` of three of 1,200, `28 of 40` of 70 percent, 62 percent of the other 38.

use super::{Against, Pair};
use crate::model::{Agreement, Claim, Quantity, Value, units};

/// Two figures differ by a smaller one by chance.
const TELLING: f64 = 8.0;
/// More figures than these in one passage are a list of something else.
const MOST: usize = 6;
/// So exact is what was reckoned, so exact a share, and so exact one in words: `a third`.
const EXACT: f64 = 0.002;
const SHARE: f64 = 0.02;
const WORDED: f64 = 0.08;

/// Says of differing figures that they are parts of one sum, ends of one difference, or factors of one product.
pub fn made_up(left: &[Claim], right: &[Claim], pairs: &mut [Pair]) {
    let passages = [amounts(left), amounts(right)];
    for pair in pairs.iter_mut().filter(|pair| pair.values == Agreement::Different) {
        let (Some(one), Some(other)) = (amount(&left[pair.left]), amount(&right[pair.right])) else { continue };
        if is_reckoned(&passages, one, other) {
            pair.against.push(Against::MakesUp);
        }
    }
}

fn amount(claim: &Claim) -> Option<&Quantity> {
    match &claim.value {
        Value::Figure { amount, .. } if amount.is_point() && amount.unit != units::RANK => Some(amount),
        _ => None,
    }
}

/// The amounts of a passage, each once.
fn amounts(claims: &[Claim]) -> Vec<&Quantity> {
    let mut found: Vec<&Quantity> = Vec::new();
    for amount in claims.iter().filter_map(amount) {
        if !found.contains(&amount) {
            found.push(amount);
        }
    }
    found
}

/// Whether the figures of the two passages, of which these are two, hang together by a reckoning.
fn is_reckoned([mine, others]: &[Vec<&Quantity>; 2], one: &Quantity, other: &Quantity) -> bool {
    is_rest(one, other)
        || makes(others, other, one)
        || makes(mine, one, other)
        || [mine, others].into_iter().any(|amounts| adds_up(amounts, one, other) || multiplies(amounts, one, other))
        || is_ratio(one, (other, others))
        || is_ratio(other, (one, mine))
}

fn equal(one: f64, other: f64, exact: f64) -> bool {
    (one - other).abs() <= exact * one.abs().max(other.abs())
}

/// How exact a share is.
fn exact(share: &Quantity) -> f64 {
    const OF_WORDS: f64 = 4.0;
    if share.grain == OF_WORDS { WORDED } else { SHARE }
}

/// In one unit, which one of them may leave out.
fn meet(one: &Quantity, other: &Quantity) -> bool {
    one.unit == other.unit || one.unit.is_empty() || other.unit.is_empty()
}

/// Two shares that are the whole together.
fn is_rest(one: &Quantity, other: &Quantity) -> bool {
    let shares = one.unit == "percent" && other.unit == "percent";
    shares && equal(one.low + other.low, 100.0, EXACT)
}

/// Those of a passage that may stand in one sum with two figures.
fn beside<'q>(amounts: &[&'q Quantity], one: &Quantity, other: &Quantity) -> Vec<&'q Quantity> {
    let fits = |amount: &Quantity| amount != one && amount != other && meet(amount, one) && meet(amount, other);
    amounts.iter().copied().filter(|amount| fits(amount)).collect()
}

/// The sums of every choice of some amounts.
fn sums(amounts: &[&Quantity]) -> Vec<f64> {
    let chosen = |choice: u32| amounts.iter().enumerate().filter(move |(at, _)| choice >> at & 1 == 1);
    let sum = |choice: u32| chosen(choice).map(|(_, amount)| amount.low).sum();
    if amounts.len() > MOST { Vec::new() } else { (1..1_u32 << amounts.len()).map(sum).collect() }
}

/// Whether some amounts, this part among them, make up a whole.
fn makes(amounts: &[&Quantity], part: &Quantity, whole: &Quantity) -> bool {
    let beside: Vec<&Quantity> = amounts.iter().copied().filter(|other| *other != part && other.unit == part.unit).collect();
    let fits = |sum: f64| Quantity { low: sum, high: sum, ..part.clone() }.agreement(whole) != Agreement::Different;
    part.unit == whole.unit && sums(&beside).into_iter().any(|sum| fits(part.low + sum))
}

/// Whether the larger of two is the smaller with some others, or some others are both of them.
fn adds_up(amounts: &[&Quantity], one: &Quantity, other: &Quantity) -> bool {
    let (low, high) = (one.low.min(other.low), one.low.max(other.low));
    let whole = low + high;
    let shared = |amount: &&&Quantity| {
        amount.unit == "percent" && [low, high].iter().any(|part| equal(100.0 * part / whole, amount.low, EXACT))
    };
    let telling = whole >= TELLING || amounts.iter().any(|amount| shared(&amount));
    let fits = |sum: f64| high >= TELLING && equal(low + sum, high, EXACT) || telling && equal(sum, whole, EXACT);
    meet(one, other) && sums(&beside(amounts, one, other)).into_iter().any(fits)
}

/// Whether one is the other as often as a third says: `400 each` of three, half of 60,000.
fn multiplies(amounts: &[&Quantity], one: &Quantity, other: &Quantity) -> bool {
    let telling = meet(one, other) && one.low.max(other.low) >= TELLING;
    let factor = |amount: &&&Quantity| match amount.unit.as_str() {
        "" | units::MULTIPLE => Some((amount.low, EXACT)),
        "percent" => Some((amount.low / 100.0, exact(amount))),
        _ => None,
    };
    let factors = amounts.iter().filter(|amount| ***amount != *one && ***amount != *other).filter_map(|amount| factor(&amount));
    let fits =
        |(factor, exact): (f64, f64)| equal(one.low * factor, other.low, exact) || equal(other.low * factor, one.low, exact);
    telling && factors.filter(|(factor, _)| *factor > 0.0 && *factor != 1.0).any(fits)
}

/// Whether a share is what one amount is of another of its passage, or what is left of it.
fn is_ratio(share: &Quantity, (amount, amounts): (&Quantity, &[&Quantity])) -> bool {
    let whole = |other: &&&Quantity| meet(other, amount) && ***other != *amount && other.low > 0.0 && amount.low > 0.0;
    let part = |other: &&Quantity| 100.0 * amount.low.min(other.low) / amount.low.max(other.low);
    let fits = |part: f64| equal(part, share.low, exact(share)) || equal(100.0 - part, share.low, exact(share));
    share.unit == "percent" && amount.unit != "percent" && amounts.iter().filter(whole).any(|other| fits(part(other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(value: f64, unit: &str) -> Quantity {
        Quantity::exact(value, 1.0, unit)
    }

    /// Whether the last of two lists hang together, each the figures of a passage with their units.
    fn reckoned(mine: &[(f64, &str)], others: &[(f64, &str)]) -> bool {
        let read = |list: &[(f64, &str)]| list.iter().map(|(value, unit)| amount(*value, unit)).collect::<Vec<_>>();
        let (mine, others) = (read(mine), read(others));
        let passages = [mine.iter().collect(), others.iter().collect()];
        is_reckoned(&passages, mine.last().unwrap(), others.last().unwrap())
    }

    #[test]
    fn parts_make_a_whole_and_ends_a_difference() {
        let parts = [(9.0, ""), (27.0, ""), (131.0, "")];
        assert!(reckoned(&parts, &[(158.0, "")]) && reckoned(&parts, &[(167.0, "")]) && reckoned(&parts, &[(104.0, "")]));
        assert!(!reckoned(&parts, &[(159.0, "")]) && !reckoned(&parts, &[(157.0, "")]));
        assert!(reckoned(&[(9.0, ""), (33.333_333, "percent"), (3.0, "")], &[(6.0, "")]));
        assert!(!reckoned(&[(5.0, ""), (3.0, "")], &[(2.0, "")]));
        assert!(reckoned(&[(62.0, "percent")], &[(38.0, "percent")]) && !reckoned(&[(62.0, "percent")], &[(40.0, "percent")]));
    }

    #[test]
    fn factors_make_a_product_and_two_amounts_a_share() {
        assert!(reckoned(&[(3.0, ""), (400.0, "EUR")], &[(1200.0, "EUR")]));
        assert!(!reckoned(&[(3.0, ""), (400.0, "EUR")], &[(1300.0, "EUR")]));
        assert!(reckoned(&[(50.0, "percent"), (30_000.0, "USD")], &[(60_000.0, "USD")]));
        assert!(
            reckoned(&[(40.0, ""), (28.0, "")], &[(70.0, "percent")])
                && reckoned(&[(40.0, ""), (28.0, "")], &[(30.0, "percent")])
        );
        assert!(!reckoned(&[(40.0, ""), (28.0, "")], &[(50.0, "percent")]));
        assert!(!reckoned(&[(3.0, ""), (2.0, "")], &[(6.0, "")]));
    }
}
