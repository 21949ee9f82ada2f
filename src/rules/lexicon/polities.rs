//! States and other polities with the names they go by.

use std::collections::HashMap;

use serde::Deserialize;

use super::POLITIES;
use crate::error::Error;

/// A state, or a land that news copy treats as one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Polity {
    pub name: String,
    /// Other names and short forms.
    #[serde(default)]
    pub names: Vec<String>,
    /// Of its people and things; a plural in `s` goes without saying.
    #[serde(default)]
    pub demonyms: Vec<String>,
    pub capital: Option<String>,
    /// What stands for its government and is no town: `the Kremlin`.
    #[serde(default)]
    pub metonyms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    polity: Vec<Polity>,
}

/// The polities, found by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Polities {
    list: Vec<Polity>,
    /// Names, demonyms and metonyms without article.
    names: HashMap<String, usize>,
    capitals: HashMap<String, usize>,
}

impl Polities {
    pub(super) fn load() -> Result<Self, Vec<Error>> {
        let written: Written = POLITIES.parse()?;
        let mut polities = Self::default();
        let mut errors = Vec::new();
        for (index, polity) in written.polity.iter().enumerate() {
            let plurals = polity.demonyms.iter().map(|demonym| format!("{demonym}s"));
            let names = [&polity.names, &polity.demonyms, &polity.metonyms].into_iter().flatten().cloned();
            for name in names.chain([polity.name.clone()]) {
                if polities.names.insert(name.clone(), index).is_some() {
                    errors.push(POLITIES.error_at_word(format!("`{name}` is listed twice"), &name));
                }
            }
            for plural in plurals {
                polities.names.entry(plural).or_insert(index);
            }
            polities.capitals.extend(polity.capital.iter().map(|capital| (capital.clone(), index)));
        }
        polities.list = written.polity;
        if errors.is_empty() { Ok(polities) } else { Err(errors) }
    }

    pub(super) fn named(&self, name: &str) -> Option<&Polity> {
        let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
        self.names.get(name).and_then(|index| self.list.get(*index))
    }

    pub(super) fn capital_of(&self, town: &str) -> Option<&Polity> {
        self.capitals.get(town).and_then(|index| self.list.get(*index))
    }
}
