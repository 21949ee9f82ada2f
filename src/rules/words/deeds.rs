//! Verbs that a reader or a check treats alike.

use serde::Deserialize;

use super::Words;

/// The words of `rules/en/lexicon/deeds.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deeds {
    /// Verbs whose object with "to" receives.
    pub giving: Words,
    /// Verbs that leave an adjective as it is: "remains open" is "be open".
    pub copulas: Words,
    /// Verbs that nobody is told to do: "must know" is a guess, "must leave" is none.
    pub states: Words,
    /// Verbs before "yet to" by which a thing has not been done.
    pub before_yet: Words,
    /// Participles and adjectives of what is to come.
    pub planned: Words,
    /// Verbs that say too little of their own to be compared.
    pub empty: Words,
    /// Verbs whose subject only gives a number.
    pub giving_a_number: Words,
    /// Verbs between a whole and the list of its parts: "the nine jurors are".
    pub equating: Words,
    /// Phrases that say that a whole has the parts that follow.
    pub consisting: Words,
    /// Verbs that say that parts make up a whole: "which fills the 101 seats".
    pub filling: Words,
    /// Verbs that set the day of something or move it.
    pub setting_a_day: Words,
    /// Verbs for the first day of something that was built or founded.
    pub opening: Words,
}
