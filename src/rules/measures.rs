//! What the program knows of numbers, units, the calendar and the things that news copy counts.

pub mod events;
pub mod gazetteer;
pub mod quantities;
pub mod venues;
pub mod worded;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::error::Error;
use crate::model::Bound;
pub use events::{EventWords, Events};
pub use gazetteer::Gazetteer;
pub use quantities::{Measure, Quantities};
pub use venues::Venues;
pub use worded::WordedAmounts;

const NUMBERS: (&str, &str) = ("rules/en/lexicon/numbers.toml", include_str!("../../rules/en/lexicon/numbers.toml"));
const UNITS: (&str, &str) = ("rules/en/lexicon/units.toml", include_str!("../../rules/en/lexicon/units.toml"));
const TIMES: (&str, &str) = ("rules/en/lexicon/times.toml", include_str!("../../rules/en/lexicon/times.toml"));
const QUANTITIES: (&str, &str) = ("rules/en/quantities.toml", include_str!("../../rules/en/quantities.toml"));
const EVENTS: (&str, &str) = ("rules/en/lexicon/events.toml", include_str!("../../rules/en/lexicon/events.toml"));
const PLACES: (&str, &str) = ("rules/en/lexicon/places.toml", include_str!("../../rules/en/lexicon/places.toml"));
const AMOUNTS: (&str, &str) = ("rules/en/lexicon/amounts.toml", include_str!("../../rules/en/lexicon/amounts.toml"));
const VENUES: (&str, &str) = ("rules/en/lexicon/venues.toml", include_str!("../../rules/en/lexicon/venues.toml"));
const LEVELS: (&str, &str) = ("rules/en/lexicon/levels.toml", include_str!("../../rules/en/lexicon/levels.toml"));
const TABLE: &str = include_str!("../../rules/gazetteer/places.tsv");

/// Everything that the readers of figures and times look words up in.
#[derive(Clone, Debug)]
pub struct Measures {
    pub numbers: Numbers,
    pub units: Units,
    pub calendar: Calendar,
    pub quantities: Quantities,
    pub gazetteer: Gazetteer,
    pub events: Events,
    pub levels: Levels,
    pub worded: WordedAmounts,
    pub venues: Venues,
}

impl Default for Measures {
    fn default() -> Self {
        Self::load().expect("tests prove that the built-in words load")
    }
}

impl Measures {
    /// The built-in words.
    ///
    /// # Errors
    /// When a file does not parse or names a hedge that is none.
    pub fn load() -> Result<Self, Error> {
        Ok(Self {
            numbers: Numbers::from_written(parse(NUMBERS)?)?,
            units: Units::from_written(parse(UNITS)?),
            calendar: parse(TIMES)?,
            quantities: Quantities::from_written(parse(QUANTITIES)?),
            events: Events::from_written(parse(EVENTS)?),
            levels: parse(LEVELS)?,
            worded: WordedAmounts::from_written(parse(AMOUNTS)?),
            venues: Venues::from_written(parse(VENUES)?),
            gazetteer: Gazetteer::new(parse(PLACES)?, TABLE),
        })
    }
}

fn parse<T: serde::de::DeserializeOwned>((place, text): (&str, &str)) -> Result<T, Error> {
    toml::from_str(text).map_err(|error| Error::new(error.message().to_string()).at(place))
}

/// Phrases of one or more words, found by their longest match.
#[derive(Clone, Debug)]
pub struct Phrases<T>(BTreeMap<String, Vec<(Vec<String>, T)>>);

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Phrases<T> {
    pub fn insert(&mut self, phrase: &str, value: T) {
        let words: Vec<String> = phrase.split(' ').map(str::to_string).collect();
        let list = self.0.entry(words[0].clone()).or_default();
        list.push((words, value));
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }

    /// The value of the longest phrase that starts where `word(0)` stands, and its length in words.
    pub fn longest<'a>(&self, word: impl Fn(usize) -> Option<&'a str>) -> Option<(usize, &T)> {
        let list = self.0.get(word(0)?)?;
        let fits = |words: &[String]| words.iter().enumerate().all(|(at, expected)| word(at) == Some(expected));
        list.iter().find(|(words, _)| fits(words)).map(|(words, value)| (words.len(), value))
    }

    pub fn get(&self, phrase: &str) -> Option<&T> {
        let words: Vec<&str> = phrase.split(' ').collect();
        self.longest(|at| words.get(at).copied()).filter(|(length, _)| *length == words.len()).map(|(_, value)| value)
    }
}

impl<T> FromIterator<(String, T)> for Phrases<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(pairs: I) -> Self {
        let mut phrases = Self::default();
        for (phrase, value) in pairs {
            phrases.insert(&phrase, value);
        }
        phrases
    }
}

/// Words around figures.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    /// Verbs that say how high a figure is.
    pub level: BTreeSet<String>,
    /// Verbs by which it gets to a new one.
    pub shifting: BTreeSet<String>,
    /// Verbs that say no more of it than that.
    pub plain: BTreeSet<String>,
    /// Verbs that say how long something is.
    pub lasting: BTreeSet<String>,
    /// Words that say that a figure has moved.
    pub moved: BTreeSet<String>,
    /// Words that make a figure one of a series, and the nouns that they stand before.
    pub series: BTreeSet<String>,
    pub periods: BTreeSet<String>,
    /// Verbs for winning a match.
    pub winning: BTreeSet<String>,
    /// Words that make a score that of less or more than one match.
    pub partial: BTreeSet<String>,
    /// Adjectives that praise or weigh a figure and narrow nothing: `record`.
    pub praise: BTreeSet<String>,
    /// Words before a figure that is said to be none any more.
    pub instead: Vec<String>,
}

#[derive(Deserialize)]
struct WrittenNumbers {
    units: BTreeMap<String, f64>,
    scales: BTreeMap<String, f64>,
    short_scales: BTreeMap<String, f64>,
    vague: BTreeMap<String, (f64, f64)>,
    few: BTreeMap<String, (f64, f64)>,
    fractions: BTreeMap<String, f64>,
    labels: BTreeMap<String, Vec<String>>,
    hedges: BTreeMap<String, Vec<String>>,
}

/// Number words and hedges.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    pub units: BTreeMap<String, f64>,
    pub scales: BTreeMap<String, f64>,
    /// `bn`, `m`: only after a currency sign or a decimal figure.
    pub short_scales: BTreeMap<String, f64>,
    pub vague: BTreeMap<String, (f64, f64)>,
    pub few: Phrases<(f64, f64)>,
    /// Denominators.
    pub fractions: BTreeMap<String, f64>,
    pub hedges: Phrases<Bound>,
    /// Nouns before a number that only names: `flight 370`.
    pub labels: BTreeSet<String>,
}

impl Numbers {
    fn from_written(written: WrittenNumbers) -> Result<Self, Error> {
        let mut hedges = Phrases::default();
        for (name, phrases) in written.hedges {
            let bound = match name.as_str() {
                "about" => Bound::About,
                "nearly" => Bound::Nearly,
                "just_over" => Bound::JustOver,
                "at_least" => Bound::AtLeast,
                "at_most" => Bound::AtMost,
                "exact" => Bound::Exact,
                _ => return Err(Error::new(format!("`{name}` is not a sort of hedge")).at(NUMBERS.0)),
            };
            phrases.iter().for_each(|phrase| hedges.insert(phrase, bound));
        }
        Ok(Self {
            units: written.units,
            scales: written.scales,
            short_scales: written.short_scales,
            vague: written.vague,
            few: written.few.into_iter().collect(),
            fractions: written.fractions,
            hedges,
            labels: written.labels.into_values().flatten().collect(),
        })
    }
}

#[derive(Deserialize)]
struct WrittenUnits {
    unit: Vec<WrittenUnit>,
    currencies: WrittenCurrencies,
}

#[derive(Deserialize)]
struct WrittenUnit {
    canonical: String,
    #[serde(default)]
    offset: f64,
    names: BTreeMap<String, f64>,
    /// Has no plural with `s`.
    #[serde(default)]
    invariable: bool,
}

#[derive(Deserialize)]
struct WrittenCurrencies {
    signs: BTreeMap<String, String>,
    names: BTreeMap<String, String>,
    called: BTreeMap<String, BTreeSet<String>>,
}

/// How a unit word is brought to the canonical unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    pub canonical: String,
    pub factor: f64,
    pub offset: f64,
}

/// Units of measurement and currencies.
#[derive(Clone, Debug, Default)]
pub struct Units {
    /// By lower-case name, in the singular and the plural.
    pub names: Phrases<Unit>,
    pub signs: BTreeMap<String, String>,
    pub currencies: Phrases<String>,
    /// Canonical units that are money.
    pub money: BTreeSet<String>,
    /// For a name that several currencies share, which they are.
    called: BTreeMap<String, BTreeSet<String>>,
}

impl Units {
    fn from_written(written: WrittenUnits) -> Self {
        let mut names = Phrases::default();
        for unit in written.unit {
            for (name, factor) in unit.names {
                let value = Unit { canonical: unit.canonical.clone(), factor, offset: unit.offset };
                if !unit.invariable {
                    names.insert(&plural(&name), value.clone());
                }
                names.insert(&name, value);
            }
        }
        let mut currencies = Phrases::default();
        let money: Vec<String> = written.currencies.names.values().cloned().collect();
        for (name, code) in written.currencies.names {
            currencies.insert(&plural(&name), code.clone());
            currencies.insert(&name, code);
        }
        let money = money.into_iter().chain(written.currencies.signs.values().cloned()).collect();
        Self { names, signs: written.currencies.signs, currencies, money, called: written.currencies.called }
    }

    /// Whether one names a currency by what several are called, and the other may be one of these: `dollar` and `AUD`.
    pub fn may_be_one_currency(&self, one: &str, other: &str) -> bool {
        let called = |name: &str, code: &str| self.called.get(name).is_some_and(|codes| codes.contains(code));
        called(one, other) || called(other, one)
    }
}

fn plural(name: &str) -> String {
    match name.strip_suffix('y') {
        Some(stem) if name.ends_with("ry") => format!("{stem}ies"),
        _ => format!("{name}s"),
    }
}

/// Words of the calendar and of the clock.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Calendar {
    pub months: BTreeMap<String, i8>,
    /// From Monday, 1, to Sunday, 7.
    pub weekdays: BTreeMap<String, i8>,
    /// First month and number of months.
    pub seasons: BTreeMap<String, (i8, i8)>,
    /// Minutes of the day, from and to.
    pub parts: Phrases<(i32, i32)>,
    /// Month and day.
    pub holidays: Phrases<(i8, i8)>,
    /// Days after Easter Sunday.
    pub movable: Phrases<i64>,
    /// Days of the month in words: `twelfth`.
    pub days: BTreeMap<String, i8>,
    /// First years of decades in words: `nineties`.
    pub decades: BTreeMap<String, i16>,
    /// Words that make a movable feast of a day of the week: `Good Friday`.
    pub feasts: BTreeSet<String>,
    /// Words that make a day of the week come again and again: `every Tuesday`.
    pub repeated: BTreeSet<String>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Phrases<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(BTreeMap::<String, T>::deserialize(deserializer)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_load() {
        let measures = Measures::load().expect("built-in words");
        assert_eq!(measures.numbers.hedges.get("more than"), Some(&Bound::AtLeast));
        assert_eq!(measures.units.names.get("nautical miles").map(|unit| unit.factor), Some(1852.0));
        assert_eq!(measures.units.currencies.get("us dollars").map(String::as_str), Some("USD"));
        assert_eq!(measures.calendar.months.get("sept"), Some(&9));
    }

    #[test]
    fn the_longest_phrase_wins() {
        let phrases: Phrases<u8> = [("a".to_string(), 1), ("a b".to_string(), 2)].into_iter().collect();
        let text = ["a", "b", "c"];
        assert_eq!(phrases.longest(|at| text.get(at).copied()), Some((2, &2)));
        assert_eq!(phrases.longest(|at| text.get(at + 2).copied()), None);
    }
}
