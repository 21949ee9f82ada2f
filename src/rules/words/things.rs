//! Nouns and their adjectives that a reader or a check treats alike.

use serde::Deserialize;

use super::Words;

/// The words of `rules/en/lexicon/things.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Things {
    /// Nouns that stand in the singular for several people.
    pub groups_in_singular: Words,
    /// Offices that many hold, of which what is named has one: "its commander", "the paper's editor".
    pub offices_of_one_unit: Words,
    /// Offices of which every unit, whatever it is called, has one.
    pub heads_of_any_unit: Words,
    /// Sectors of offices, as in offices.toml, in which a people is what somebody serves: "the Danish minister".
    pub sectors_of_the_state: Words,
    /// Sectors whose deputies are one to a body.
    pub sectors_with_one_deputy: Words,
    /// Sectors whose offices are of one state.
    pub sectors_of_one_state: Words,
    /// Sectors whose ranks are how somebody is addressed.
    pub sectors_of_address: Words,
    /// Offices that are one of their kind in a body, though others are called so too.
    pub offices_at_the_top: Words,
    /// Words that put the holder of a title below another one.
    pub below_a_title: Words,
    /// Words within a title that say nothing of their own.
    pub between_titles: Words,
    /// Nouns for a man.
    pub male: Words,
    /// Nouns for a woman.
    pub female: Words,
    /// Adjectives of those who are not young.
    pub old: Words,
    /// Nouns for people as such.
    pub people: Words,
    /// Lemmas without meaning of their own in a sentence about figures.
    pub without_content: Words,
    /// Nouns for how far, high, long or heavy something is.
    pub dimensions: Words,
    /// Nouns by which the makes of one thing are told apart: "the 17-inch model".
    pub makes: Words,
    /// What lasts from one day to another.
    pub lasting: Words,
    /// Nouns for how much later something is.
    pub delays: Words,
    /// What is won, drawn or lost in a season.
    pub games: Words,
    /// Words for the one game of a report.
    pub one_game: Words,
    /// What parties win in a parliament.
    pub seats: Words,
    /// What names the kind of thing that a caption stands under.
    pub over_captions: Words,
    /// What stands before the name of a photographer.
    pub before_photographer: Words,
    /// Agencies under whose names pictures stand, as they write themselves.
    pub picture_agencies: Words,
}
