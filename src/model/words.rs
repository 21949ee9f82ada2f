//! Words by which names and times are compared, as `rules/en/lexicon/comparing.toml` lists them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

const WRITTEN: &str = include_str!("../../rules/en/lexicon/comparing.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// What tells father, son and grandson of one name apart.
    pub generations: BTreeSet<String>,
    /// Endings of short forms of given names.
    pub endings_of_short_names: BTreeSet<String>,
    /// Words in a name that give no letter to its abbreviation.
    pub without_initial: BTreeSet<String>,
    /// First words of a time that leave open when something began or ended.
    pub before_open_edge: BTreeSet<String>,
    /// Units at the end of a time that is counted from the day of the text.
    pub counted_units: BTreeSet<String>,
}

static BUILT_IN: LazyLock<Words> = LazyLock::new(|| toml::from_str(WRITTEN).expect("tests prove that the built-in words load"));

/// The words that are built in.
pub(super) fn lists() -> &'static Words {
    &BUILT_IN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_load() {
        assert!(lists().generations.contains("jr"));
    }
}
