//! Can something be at both of two places? In the slot of one event, two names of places are two places, unless one may hold the other, and
//! two nouns for spots are two spots.

use crate::model::{Agreement, Place};
use crate::rules::Rulebook;

pub fn agreement(one: &Place, other: &Place, rules: &Rulebook) -> Agreement {
    if one.name == other.name && one.is_named() {
        return Agreement::Same;
    }
    match one.agreement(other) {
        Agreement::Incomparable if are_two(one, other) => Agreement::Different,
        Agreement::Incomparable => spots(one, other, rules),
        agreement => agreement,
    }
}

/// Two names with no word in common. A country, a region or a land may hold any.
fn are_two(one: &Place, other: &Place) -> bool {
    let words = |place: &Place| place.name.split([' ', '-']).map(str::to_lowercase).collect::<Vec<String>>();
    let (mine, others) = (words(one), words(other));
    one.is_named() && other.is_named() && !mine.iter().any(|word| others.contains(word))
}

/// Two common nouns, of which one at least names no sort of site that may lie in another.
fn spots(one: &Place, other: &Place, rules: &Rulebook) -> Agreement {
    let (Some(noun), Some(rival)) = (spot(one), spot(other)) else { return Agreement::Incomparable };
    match () {
        () if one.setting.is_some() && other.setting.is_some() => Agreement::Incomparable,
        () if noun == rival => Agreement::Same,
        () if rules.predicates.nouns.alike(noun, rival) => Agreement::Compatible,
        () => Agreement::Different,
    }
}

/// The noun of a site or a spot.
fn spot(place: &Place) -> Option<&str> {
    let site = place.setting.as_ref().map(|_| place.name.as_str()).filter(|name| !name.contains(' '));
    let bare = place.part.as_deref().filter(|_| place.side.is_none() && place.name.is_empty());
    site.or(bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Known, Side};

    fn place(name: &str) -> Place {
        Place::named(name)
    }

    fn spot(noun: &str) -> Place {
        Place { part: Some(noun.to_string()), ..Place::default() }
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
            (spot("deck"), spot("stage"), Agreement::Different),
            (spot("deck"), spot("deck"), Agreement::Same),
            (spot("deck"), place("Odda"), Agreement::Incomparable),
        ];
        for (one, other, expected) in cases {
            assert_eq!(agreement(&one, &other, Rulebook::builtin()), expected, "{one} {other}");
            assert_eq!(agreement(&other, &one, Rulebook::builtin()), expected, "{other} {one}");
        }
    }
}
