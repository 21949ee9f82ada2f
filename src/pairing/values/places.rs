//! Can something be at both of two places? In the slot of one event, two names of places are two places, unless one may hold the other.

use crate::model::{Agreement, Place};

pub fn agreement(one: &Place, other: &Place) -> Agreement {
    if one.name == other.name && one.is_named() {
        return Agreement::Same;
    }
    match one.agreement(other) {
        Agreement::Incomparable if are_two(one, other) => Agreement::Different,
        agreement => agreement,
    }
}

/// Two names with no word in common. A country, a region or a land may hold any.
fn are_two(one: &Place, other: &Place) -> bool {
    let words = |place: &Place| place.name.split([' ', '-']).map(str::to_lowercase).collect::<Vec<String>>();
    let (mine, others) = (words(one), words(other));
    one.is_named() && other.is_named() && !mine.iter().any(|word| others.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Known, Side};

    fn place(name: &str) -> Place {
        Place::named(name)
    }

    #[test]
    fn two_names_are_two_places_unless_one_may_hold_the_other() {
        let wide = Place {
            known: Some(Known { countries: ["NO".to_string()].into(), region: String::new(), town: String::new() }),
            ..place("Norway")
        };
        let side = Place { side: Some(Side::North), ..place("Torvik") };
        let cases = [
            (place("Torvik"), place("Odda"), Agreement::Different),
            (place("Torvik"), place("Torvik"), Agreement::Same),
            (place("Torvik"), place("Upper Torvik"), Agreement::Incomparable),
            (place("Torvik"), wide, Agreement::Incomparable),
            (place("Odda"), side, Agreement::Incomparable),
        ];
        for (one, other, expected) in cases {
            assert_eq!(agreement(&one, &other), expected, "{one} {other}");
            assert_eq!(agreement(&other, &one), expected, "{other} {one}");
        }
    }
}
