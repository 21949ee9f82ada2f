//! Where something is: a named place, or a side of one.

use std::collections::BTreeSet;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Agreement;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// As it is written, or the lemma of a common noun: `Lyon`, `river`; empty for a landmark that goes without saying.
    pub name: String,
    /// Token of the name.
    #[serde(skip)]
    pub head: usize,
    /// What the gazetteer knows; none for a place that it does not list.
    pub known: Option<Known>,
    /// The side that is meant: `north of`, `the left bank of`, `the eastern end of`.
    pub side: Option<Side>,
    /// What has the side: `bank`, `end`.
    pub part: Option<String>,
    /// A sort of place that shuts out others: `at home`, `at sea`.
    pub setting: Option<Setting>,
}

/// A sort of place with the sorts that it shuts out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Setting {
    pub id: String,
    pub excludes: BTreeSet<String>,
}

/// A listed place. An empty region or town stands for the whole country or region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Known {
    /// ISO 3166 codes of two letters: one, or those of all the countries of a continent or a land.
    pub countries: BTreeSet<String>,
    /// Code of the first-order division.
    pub region: String,
    pub town: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    North,
    South,
    East,
    West,
    Northeast,
    Northwest,
    Southeast,
    Southwest,
    Left,
    Right,
}

impl Side {
    /// A bank that is the left one going down is the right one going up; north is north.
    pub fn is_compass(self) -> bool {
        !matches!(self, Self::Left | Self::Right)
    }

    /// How far up, to the right on the map, and to the right of who looks.
    fn axes(self) -> [i8; 3] {
        match self {
            Self::North => [1, 0, 0],
            Self::South => [-1, 0, 0],
            Self::East => [0, 1, 0],
            Self::West => [0, -1, 0],
            Self::Northeast => [1, 1, 0],
            Self::Northwest => [1, -1, 0],
            Self::Southeast => [-1, 1, 0],
            Self::Southwest => [-1, -1, 0],
            Self::Left => [0, 0, -1],
            Self::Right => [0, 0, 1],
        }
    }

    /// The side between two of the compass: of `south` and `west`, `south-west`.
    pub fn between(self, other: Side) -> Option<Side> {
        match (self, other) {
            (Self::North, Self::East) => Some(Self::Northeast),
            (Self::North, Self::West) => Some(Self::Northwest),
            (Self::South, Self::East) => Some(Self::Southeast),
            (Self::South, Self::West) => Some(Self::Southwest),
            _ => None,
        }
    }

    /// Whether the two exclude each other: one is up where the other is down.
    fn agreement(self, other: Side) -> Agreement {
        let axes = || self.axes().into_iter().zip(other.axes());
        if axes().any(|(one, other)| one * other < 0) {
            Agreement::Different
        } else if self == other {
            Agreement::Same
        } else if axes().any(|(one, other)| one * other > 0) {
            Agreement::Compatible
        } else {
            Agreement::Incomparable
        }
    }
}

impl Known {
    /// Whether the two have ground in common.
    fn nested(&self, other: &Known) -> bool {
        let level = |mine: &str, others: &str| mine.is_empty() || others.is_empty() || mine == others;
        !self.countries.is_disjoint(&other.countries) && level(&self.region, &other.region) && level(&self.town, &other.town)
    }

    /// Whether the other place lies inside this one.
    pub fn contains(&self, other: &Known) -> bool {
        let level = |mine: &str, others: &str| mine.is_empty() || mine == others;
        self.countries.is_superset(&other.countries) && level(&self.region, &other.region) && level(&self.town, &other.town)
    }

    /// A region, a country or a land, and no town.
    pub fn is_wide(&self) -> bool {
        self.town.is_empty()
    }
}

/// In words, as a list shows it.
impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let side = self.side.map(|side| format!("{side:?}").to_lowercase());
        let setting = self.setting.as_ref().map(|setting| setting.id.as_str());
        let name = Some(self.name.as_str()).filter(|name| !name.is_empty());
        let words = [side.as_deref(), self.part.as_deref(), name.or(setting)];
        out.write_str(&words.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }
}

impl Place {
    pub fn named(name: &str) -> Self {
        Self { name: name.to_string(), ..Self::default() }
    }

    /// A place by its own name, which is neither a side of one nor a sort of place; a country or a land may hold any.
    pub fn is_named(&self) -> bool {
        self.side.is_none() && self.setting.is_none() && !self.name.is_empty() && !self.known.as_ref().is_some_and(Known::is_wide)
    }

    /// Whether one thing can be at both.
    pub fn agreement(&self, other: &Place) -> Agreement {
        if self.setting.is_some() || other.setting.is_some() {
            return self.settings(other);
        }
        let same_name = !self.name.is_empty() && self.name.to_lowercase() == other.name.to_lowercase();
        if let (Some(side), Some(other_side)) = (self.side, other.side) {
            let unnamed = self.name.is_empty() || other.name.is_empty();
            let both = self.part.as_ref().zip(other.part.as_ref());
            let alike = both.is_some_and(|(part, others)| part == others || side.is_compass());
            return if same_name || unnamed && alike { side.agreement(other_side) } else { Agreement::Incomparable };
        }
        if same_name {
            return Agreement::Compatible;
        }
        match (&self.known, &other.known) {
            _ if self.side.is_some() || other.side.is_some() => Agreement::Incomparable,
            (Some(known), Some(other)) if known.nested(other) => Agreement::Compatible,
            (Some(_), Some(_)) => Agreement::Different,
            _ => Agreement::Incomparable,
        }
    }

    fn settings(&self, other: &Place) -> Agreement {
        let shut_out = |one: &Setting, other: &Setting| one.excludes.contains(&other.id) || other.excludes.contains(&one.id);
        match (&self.setting, &other.setting) {
            (Some(one), Some(other)) if shut_out(one, other) => Agreement::Different,
            _ => Agreement::Incomparable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str, known: Option<(&str, &str, &str)>, side: Option<Side>) -> Place {
        let known = known.map(|(country, region, town)| Known {
            countries: BTreeSet::from([country.to_string()]),
            region: region.to_string(),
            town: town.to_string(),
        });
        Place { known, side, ..Place::named(name) }
    }

    #[test]
    fn places_agree_when_one_holds_the_other() {
        let lyon = place("Lyon", Some(("FR", "84", "Lyon")), None);
        let france = place("France", Some(("FR", "", "")), None);
        let turin = place("Turin", Some(("IT", "12", "Turin")), None);
        let hamlet = place("Saint-Foy", None, None);
        let cases = [
            (&lyon, &france, Agreement::Compatible),
            (&lyon, &turin, Agreement::Different),
            (&lyon, &hamlet, Agreement::Incomparable),
        ];
        for (one, other, expected) in cases {
            assert_eq!(one.agreement(other), expected);
            assert_eq!(other.agreement(one), expected);
        }
    }

    #[test]
    fn opposite_sides_of_one_landmark_are_different() {
        let north = place("Lyon", None, Some(Side::North));
        let south = place("Lyon", None, Some(Side::South));
        let left = place("river", None, Some(Side::Left));
        assert_eq!(north.agreement(&south), Agreement::Different);
        assert_eq!(north.agreement(&north), Agreement::Same);
        assert_eq!(north.agreement(&left), Agreement::Incomparable);
        let southwest = place("Lyon", None, Some(Side::Southwest));
        assert_eq!(southwest.agreement(&place("Lyon", None, Some(Side::Southeast))), Agreement::Different);
        assert_eq!(southwest.agreement(&south), Agreement::Compatible);
        assert_eq!(southwest.agreement(&north), Agreement::Different);
    }

    #[test]
    fn banks_of_an_unnamed_river_are_those_of_the_river() {
        let bank = |name: &str, side| Place { part: Some("bank".to_string()), ..place(name, None, Some(side)) };
        assert_eq!(bank("Saone", Side::Left).agreement(&bank("", Side::Right)), Agreement::Different);
        let end = Place { part: Some("end".to_string()), ..bank("", Side::Right) };
        assert_eq!(bank("Saone", Side::Left).agreement(&end), Agreement::Incomparable);
    }

    #[test]
    fn settings_shut_each_other_out() {
        let setting = |id: &str, excludes: &[&str]| {
            let excludes = excludes.iter().map(|other| other.to_string()).collect();
            Place { setting: Some(Setting { id: id.to_string(), excludes }), ..Place::named(id) }
        };
        let (home, hospital) = (setting("home", &["hospital"]), setting("hospital", &[]));
        assert_eq!(hospital.agreement(&home), Agreement::Different);
        assert_eq!(home.agreement(&home), Agreement::Incomparable);
        assert_eq!(home.agreement(&place("Lyon", None, None)), Agreement::Incomparable);
    }
}
