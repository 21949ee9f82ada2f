//! Figures of one passage that make up a figure of the other: `131 were dismissed and 27 moved` of 158, `up from 13,000 to 18,000` of 5,000
//! more.

use super::{Against, Pair};
use crate::model::{Agreement, Claim, Quantity, Value};

/// Two figures differ by a smaller one by chance.
const TELLING: f64 = 20.0;
/// More figures than these in one passage are a list of something else.
const MOST: usize = 6;

/// Says of differing figures that they are parts of one sum, or ends of one difference.
pub fn made_up(left: &[Claim], right: &[Claim], pairs: &mut [Pair]) {
    let (mine, others) = (amounts(left), amounts(right));
    for pair in pairs.iter_mut().filter(|pair| pair.values == Agreement::Different) {
        let (Some(one), Some(other)) = (amount(&left[pair.left]), amount(&right[pair.right])) else { continue };
        if makes(&others, other, one) || makes(&mine, one, other) {
            pair.against.push(Against::MakesUp);
        }
    }
}

fn amount(claim: &Claim) -> Option<&Quantity> {
    match &claim.value {
        Value::Figure { amount, .. } if amount.is_point() => Some(amount),
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

/// Whether some amounts, this part among them, make up a whole, or differ by a larger one.
fn makes(amounts: &[&Quantity], part: &Quantity, whole: &Quantity) -> bool {
    let beside: Vec<&Quantity> = amounts.iter().copied().filter(|other| *other != part && other.unit == part.unit).collect();
    let fits = |sum: f64| Quantity { low: sum, high: sum, ..part.clone() }.agreement(whole) != Agreement::Different;
    if beside.len() > MOST || part.unit != whole.unit {
        return false;
    }
    let mut sums = (1..1_u32 << beside.len()).map(|chosen| {
        let parts = beside.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1);
        part.low + parts.map(|(_, other)| other.low).sum::<f64>()
    });
    let apart = |other: &&Quantity| whole.low >= TELLING && fits((part.low - other.low).abs());
    sums.any(fits) || beside.iter().any(apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_make_a_whole_and_ends_a_difference() {
        let counts = [131.0, 27.0, 9.0].map(|count| Quantity::exact(count, 1.0, ""));
        let all: Vec<&Quantity> = counts.iter().collect();
        let makes = |part: usize, whole: f64| makes(&all, &counts[part], &Quantity::exact(whole, 1.0, ""));
        assert!(makes(0, 158.0) && makes(1, 158.0) && makes(2, 167.0));
        assert!(makes(0, 104.0) && !makes(1, 18.0));
        assert!(!makes(2, 158.0) && !makes(0, 131.0) && !makes(0, 159.0));
    }
}
