//! Places of the world by name, and the words for sides of a place.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Deserialize;

use crate::model::name::folded;
use crate::model::{Known, Setting, Side};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    aliases: BTreeMap<String, String>,
    /// Continents and lands over several countries, by the codes of these.
    lands: BTreeMap<String, BTreeSet<String>>,
    sides: BTreeMap<String, WrittenSide>,
    parts: Nouns,
    classes: Nouns,
    setting: Vec<WrittenSetting>,
}

/// A sort of place that shuts out others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSetting {
    id: String,
    /// Preposition and noun: `at home`, `on way`; an adverb alone.
    phrases: Vec<String>,
    excludes: BTreeSet<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum WrittenSide {
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nouns {
    nouns: BTreeSet<String>,
}

/// Names are looked up folded: lower case, without accents.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    known: HashMap<String, Known>,
    sides: BTreeMap<String, Side>,
    /// Nouns that have sides: `bank`, `end`.
    parts: BTreeSet<String>,
    /// Nouns for what has a name on the map: `town`, `airport`.
    classes: BTreeSet<String>,
    settings: BTreeMap<String, Setting>,
}

impl Gazetteer {
    /// `table` has a place on each line: name, country, region, town. A name that two places bear is nobody's.
    pub(super) fn new(written: Written, table: &str) -> Self {
        let mut known: HashMap<String, Option<Known>> = HashMap::new();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t').map(str::to_string);
            let (Some(name), Some(country)) = (fields.next(), fields.next()) else { continue };
            let countries = BTreeSet::from([country]);
            let place = Known { countries, region: fields.next().unwrap_or_default(), town: fields.next().unwrap_or_default() };
            known.entry(name).and_modify(|other| *other = None).or_insert(Some(place));
        }
        let mut known: HashMap<String, Known> = known.into_iter().filter_map(|(name, place)| Some((name, place?))).collect();
        for (alias, name) in written.aliases {
            if let Some(place) = known.get(&name).cloned() {
                known.insert(alias, place);
            }
        }
        let land = |countries| Known { countries, region: String::new(), town: String::new() };
        known.extend(written.lands.into_iter().map(|(name, countries)| (name, land(countries))));
        let sides = written.sides.into_iter().map(|(word, side)| (word, side.into())).collect();
        let mut settings = BTreeMap::new();
        for WrittenSetting { id, phrases, excludes } in written.setting {
            let setting = Setting { id, excludes };
            settings.extend(phrases.into_iter().map(|phrase| (phrase, setting.clone())));
        }
        Self { known, sides, parts: written.parts.nouns, classes: written.classes.nouns, settings }
    }

    pub fn get(&self, name: &str) -> Option<&Known> {
        self.known.get(&folded(name))
    }

    pub fn side(&self, word: &str) -> Option<Side> {
        self.sides.get(word).copied()
    }

    pub fn is_class(&self, noun: &str) -> bool {
        self.classes.contains(noun)
    }

    pub fn setting(&self, phrase: &str) -> Option<&Setting> {
        self.settings.get(phrase)
    }

    pub fn has_sides(&self, noun: &str) -> bool {
        self.parts.contains(noun)
    }
}

impl From<WrittenSide> for Side {
    fn from(side: WrittenSide) -> Self {
        match side {
            WrittenSide::North => Self::North,
            WrittenSide::South => Self::South,
            WrittenSide::East => Self::East,
            WrittenSide::West => Self::West,
            WrittenSide::Northeast => Self::Northeast,
            WrittenSide::Northwest => Self::Northwest,
            WrittenSide::Southeast => Self::Southeast,
            WrittenSide::Southwest => Self::Southwest,
            WrittenSide::Left => Self::Left,
            WrittenSide::Right => Self::Right,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Measures;

    #[test]
    fn towns_lie_in_their_countries() {
        let words = Measures::load().unwrap();
        let place = |name: &str| words.gazetteer.get(name).unwrap_or_else(|| panic!("{name}")).clone();
        assert!(place("Germany").contains(&place("Hamburg")));
        assert!(!place("Germany").contains(&place("Malmö")));
        assert!(place("Europe").contains(&place("Hamburg")));
        assert!(!place("Africa").contains(&place("Germany")));
        assert_eq!(place("Malmö"), place("Malmo"));
        assert_eq!(place("Britain"), place("United Kingdom"));
    }

    #[test]
    fn a_name_of_two_places_is_nobodys() {
        assert_eq!(Measures::load().unwrap().gazetteer.get("Georgia"), None);
    }

    #[test]
    fn folding_drops_accents() {
        assert_eq!(folded("Ålesund"), "alesund");
        assert_eq!(folded("Łódź"), "lodz");
    }
}
