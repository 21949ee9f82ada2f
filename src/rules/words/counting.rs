//! Words by which figures are read.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Words;

/// The words of `rules/en/lexicon/counting.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counting {
    /// Prepositions and participles before the years of a person: "aged 34".
    pub before_age: Words,
    /// Verbs behind "who" before the years of a person: "who is 61".
    pub before_age_of_who: Words,
    /// In order, the longest of those that begin alike first: what stands before the age at which somebody does something or dies.
    pub age_phrases: Vec<String>,
    /// Those of them that stand before nothing but an age.
    pub certain_age: Words,
    /// What stands behind years that are those of a life: "34 years old".
    pub of_age: Words,
    /// Verbs whose object may be a number of years: "turned 61".
    pub turning: Words,
    /// Who is of an age where a bare number is what he is: "she is 61".
    pub who_is_old: Words,
    /// What stands behind a bare age.
    pub behind_age: Words,
    /// Words for one.
    pub one: Words,
    /// The same with the article before a vowel.
    pub single_article: Words,
    /// Words that stand for nobody.
    pub nobody: Words,
    /// What is said for the point of a decimal figure: "two point one".
    pub decimal_points: Words,
    /// What stands behind a figure that is a little more than was said.
    pub more_behind: Words,
    /// What stands behind minutes or centimetres that are told without their unit: "eight hours and five for her record".
    pub behind_rest: Words,
    /// Short forms of "number" before a figure: "No. 3".
    pub number_signs: Words,
    /// What stands between a noun and the number that tells it from others of its sort: "reservoir no. 4".
    pub number_words: Words,
    /// Endings of ordinals in digits: "4th".
    pub ordinal_endings: Words,
    /// Hedges that stand behind the figure.
    pub hedges_behind: Words,
    /// What stands between the two ends of a range.
    pub between_bounds: Words,
    /// Verbs and adverbs that "up" belongs to, so that it is no hedge: "has gone up to 44", "is now up to 44".
    pub before_up: Words,
    /// Particles between a verb and the preposition before its level.
    pub up_or_down: Words,
    /// Prepositions before the level that a figure gets to.
    pub before_new_level: Words,
    /// Prepositions between a noun and its level: "a fee of 40 euros".
    pub between_noun_and_level: Words,
    /// What stands before what a rate is for: "a year", "per head".
    pub per: Words,
    /// What a rate is for.
    pub per_what: Words,
    /// Prepositions to what a rate is for, elsewhere in its clause: "put 40 pesos on the table for each share".
    pub for_each: Words,
    /// What is halved in words without its number: "half an hour", "a quarter of an hour".
    pub halved: Words,
    /// What stands behind "half" where it is a share.
    pub behind_half: Words,
    /// What stands before "half" where it is a part of a match or a year, or of another number.
    pub before_half_of_match: Words,
    /// What stands before a fraction that is an amount: "by a third".
    pub before_fraction: Words,
    /// What stands between a part and its whole: "four of its nine jets".
    pub before_whole: Words,
    /// What stands before "a single" where it counts.
    pub before_a_single: Words,
    /// Words before a figure that comes to another one.
    pub extra_before: Words,
    /// Words behind such a figure.
    pub extra_behind: Words,
    /// Words before a noun of which there was some before: "no more victims".
    pub further: Words,
    /// Words over a figure that is the difference of two.
    pub compared: Words,
    /// Verbs whose object is how far a figure moved.
    pub moving_by: Words,
    /// Prepositions behind a noun to what narrows it.
    pub narrowing_prepositions: Words,
    /// Adjectives that leave a group as it is.
    pub plain_adjectives: Words,
    /// Nouns that count what stands behind "of": "the number of infections".
    pub count_nouns: Words,
    /// Nouns over people who are counted: "brings the number of people killed to 700".
    pub counts_of_people: Words,
    /// Votes that were cast.
    pub votes: Words,
    /// What is written behind two numbers that are no counts of votes.
    pub behind_no_vote: Words,
    /// Spellings of what those who agree are in: "221 in favour".
    pub favour: Words,
    /// What stands behind "against" where it says how votes were cast: "98 against".
    pub behind_against: Words,
    /// What a score counts: "four goals to two".
    pub scored: Words,
    /// What stands between the numbers of a score in words.
    pub between_scores: Words,
    /// What is glued to the end of two numbers that are no score.
    pub glued_behind_no_score: Words,
    /// What stands behind "an hour" where it is no length but says when: "an hour later".
    pub behind_time_between: Words,
    /// In order from one: ordinals in words.
    pub ordinals: Vec<String>,
    /// What stands between two figures that are no parts of one list.
    pub between_no_list: Words,
    /// Phrases before the parts of a whole that was told of before: "of these, nine were children".
    pub of_these: Words,
    /// Pronouns that take up a whole that was told of before.
    pub taken_up: Words,
    /// First of two words that say that a list of parts is whole: "nobody else".
    pub before_else: Words,
    /// Second of them.
    pub behind_nobody: Words,
    /// What stands between "all" and the number of a whole.
    pub behind_all: Words,
    /// Words behind the number of those who were on a ship or plane.
    pub aboard: Words,
    /// Nouns for the count of a whole story: "the death toll".
    pub nouns_of_totals: Words,
    /// Words beside a figure that make it that of one report: "41 new cases".
    pub new_in_report: Words,
    /// Names of roles in which a figure stands to its verb itself, as what it counts is told: "obj kill".
    pub direct_roles: Words,
    /// Names of roles without a verb.
    pub roles_without_verb: Words,
    /// Senses of verbs, as in quantities.toml, by which things are counted and no more.
    pub senses_of_counting: Words,
    /// Ages in words, with the years that they cover.
    pub ages: BTreeMap<String, (i16, i16)>,
    /// Rates of one word, and what they are for.
    pub rates: BTreeMap<String, String>,
    /// What a bare measure stands for: "six metres deep".
    pub dimensions: BTreeMap<String, String>,
    /// The same for lengths that are measured from the ground: "six metres below".
    pub dimensions_from_ground: BTreeMap<String, String>,
    /// How many times as much a verb makes of something.
    pub factors: BTreeMap<String, f64>,
}
