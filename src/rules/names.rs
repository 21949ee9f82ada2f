//! Words that tell what sort of thing a name names.

use std::collections::HashSet;

use serde::Deserialize;

use crate::error::Error;

/// Lower-case words that stand before or in names.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameWords {
    /// Directly before a personal name.
    pub titles: HashSet<String>,
    /// In the name of a body.
    pub bodies: HashSet<String>,
    /// In the name of a place.
    pub places: HashSet<String>,
    /// Verbs of what only persons do.
    pub deeds: HashSet<String>,
}

impl NameWords {
    /// The words that are built in.
    ///
    /// # Errors
    /// When the file is not of this shape.
    pub fn load() -> Result<Self, Error> {
        toml::from_str(include_str!("../../rules/en/lexicon/names.toml"))
            .map_err(|error| Error::new(error.message()).at("rules/en/lexicon/names.toml"))
    }
}

impl Default for NameWords {
    fn default() -> Self {
        let none = HashSet::new;
        Self::load().unwrap_or_else(|_| Self { titles: none(), bodies: none(), places: none(), deeds: none() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_load() {
        assert!(NameWords::load().expect("well formed").titles.contains("mayor"));
    }
}
