//! Small lists of words of the language, which no pack can change: one file under `rules/en/lexicon` for each sort, read once.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::Error;

mod counting;
mod deeds;
mod grammar;
mod things;
mod timing;

pub use counting::Counting;
pub use deeds::Deeds;
pub use grammar::Grammar;
pub use things::Things;
pub use timing::Timing;

/// Where a file stands in the source tree, and its text.
type Source = (&'static str, &'static str);

const GRAMMAR: Source = ("rules/en/lexicon/grammar.toml", include_str!("../../rules/en/lexicon/grammar.toml"));
const COUNTING: Source = ("rules/en/lexicon/counting.toml", include_str!("../../rules/en/lexicon/counting.toml"));
const TIMING: Source = ("rules/en/lexicon/timing.toml", include_str!("../../rules/en/lexicon/timing.toml"));
const DEEDS: Source = ("rules/en/lexicon/deeds.toml", include_str!("../../rules/en/lexicon/deeds.toml"));
const THINGS: Source = ("rules/en/lexicon/things.toml", include_str!("../../rules/en/lexicon/things.toml"));

/// Function words.
pub fn grammar() -> &'static Grammar {
    &LISTS.grammar
}

/// Words by which figures are read.
pub fn counting() -> &'static Counting {
    &LISTS.counting
}

/// Words by which times are read.
pub fn timing() -> &'static Timing {
    &LISTS.timing
}

/// Verbs.
pub fn deeds() -> &'static Deeds {
    &LISTS.deeds
}

/// Nouns and their adjectives.
pub fn things() -> &'static Things {
    &LISTS.things
}

/// Words that mean the same to a reader or a check.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Words(BTreeSet<String>);

impl Words {
    /// Whether the word, where there is one, is among them.
    pub fn has<'a>(&self, word: impl Into<Option<&'a str>>) -> bool {
        word.into().is_some_and(|word| self.0.contains(word))
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists::load().expect("tests prove that the built-in words load"));

struct Lists {
    grammar: Grammar,
    counting: Counting,
    timing: Timing,
    deeds: Deeds,
    things: Things,
}

impl Lists {
    fn load() -> Result<Self, Error> {
        Ok(Self {
            grammar: parse(GRAMMAR)?,
            counting: parse(COUNTING)?,
            timing: parse(TIMING)?,
            deeds: parse(DEEDS)?,
            things: parse(THINGS)?,
        })
    }
}

fn parse<T: DeserializeOwned>((place, text): Source) -> Result<T, Error> {
    toml::from_str(text).map_err(|error: toml::de::Error| {
        let line = error.span().and_then(|span| text.get(..span.start)).map(|before| before.matches('\n').count() + 1);
        let place = line.map_or(place.to_string(), |line| format!("{place}:{line}"));
        Error::new(error.message()).at(place)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_load() {
        let lists = Lists::load().expect("well formed");
        assert!(lists.grammar.articles.has("the") && !lists.grammar.articles.has("mill"));
        assert!(!lists.grammar.articles.has(None));
    }

    #[test]
    fn a_file_of_another_shape_is_refused_with_its_place() {
        let error = parse::<Grammar>(("words.toml", "\nmill = [\"the\"]\n")).expect_err("no such list");
        assert_eq!(error.place.as_deref(), Some("words.toml:2"));
    }
}
