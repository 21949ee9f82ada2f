//! What makes a finding an alarm, by its constraint: some never are one, some only where the judge is sure enough.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::Error;

const PLACE: &str = "rules/alarms.toml";
const WRITTEN: &str = include_str!("../../rules/alarms.toml");

/// The constraints whose findings need more than that a rule found them.
#[derive(Clone, Debug, Default)]
pub struct Alarms(BTreeMap<String, Demand>);

/// What is demanded of a finding before it is an alarm.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Demand {
    /// That the judge does not see two questions in it.
    #[default]
    NoDenial,
    /// That the judge, where it read the sentences, is at least so sure of a conflict.
    Sure(f32),
    /// It is never one.
    Never,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    constraint: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    from: Option<f32>,
    #[serde(rename = "why")]
    _why: String,
}

impl Alarms {
    /// Reads the table that is built in.
    ///
    /// # Errors
    /// When it is not of its shape.
    pub fn load() -> Result<Self, Error> {
        let file: File = toml::from_str(WRITTEN).map_err(|error| Error::new(error.message().to_string()).at(PLACE))?;
        let demand = |entry: Entry| (entry.id, entry.from.map_or(Demand::Never, Demand::Sure));
        Ok(Self(file.constraint.into_iter().map(demand).collect()))
    }

    /// What is demanded of a finding of this constraint.
    pub fn of(&self, constraint: &str) -> Demand {
        self.0.get(constraint).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constraint_has_what_the_table_says_of_it() {
        let alarms = Alarms::load().expect("the table is of its shape");
        assert_eq!(alarms.of("one-order"), Demand::Never);
        assert!(matches!(alarms.of("one-figure-per-measure"), Demand::Sure(from) if from > 0.0 && from < 1.0));
        assert_eq!(alarms.of("weekday-of-date"), Demand::NoDenial);
    }

    #[test]
    fn the_table_speaks_of_constraints_that_there_are() {
        let rules = crate::rules::Rulebook::builtin();
        let built_in = rules.built_in.iter().map(|constraint| constraint.id.id());
        let known: Vec<&str> = built_in.chain(rules.constraints.iter().map(|constraint| constraint.id.as_str())).collect();
        let unknown: Vec<&String> = rules.alarms.0.keys().filter(|id| !known.contains(&id.as_str())).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
