//! Words by which times are read.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Words;
use crate::model::Open;
use crate::rules::measures::Phrases;

/// The words of `rules/en/lexicon/timing.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timing {
    /// Prepositions and conjunctions before the end of something.
    pub until: Words,
    /// Words for the one before or behind that of today: "last year".
    pub beside_now: Words,
    /// Conjunctions and prepositions before what came first.
    pub before_earlier: Words,
    /// Words that say that what follows them came later.
    pub before_later: Words,
    /// What stands before such a word that says something else: "by then".
    pub before_no_later: Words,
    /// What stands behind a word of time that joins nothing; none at the end of a sentence.
    pub behind_no_conjunction: Words,
    /// Verbs that say that their subject came first.
    pub predates: Words,
    /// Adjectives before "than" that say which came first.
    pub older_or_younger: Words,
    /// Lemmas of words that say which came first without a verb of what happened.
    pub comparing_ages: Words,
    /// Nouns for lengths of time: "after more than thirty years".
    pub lengths: Words,
    /// What stands between the two ends of a stretch behind "from".
    pub before_end_of_range: Words,
    /// What stands between "as" and a day on which a figure or a state was so: "as of Monday".
    pub behind_as: Words,
    /// Conjunctions before the time from which something is counted: "in the year after it opened".
    pub before_opening: Words,
    /// In order from Monday: how the days of the week are written.
    pub weekday_names: Vec<String>,
    /// In order from January: how the months are written.
    pub month_names: Vec<String>,
    /// In order from Monday: how every word for the day of the week begins.
    pub weekday_beginnings: Vec<String>,
    /// In order from January: how every word for the month begins, which is its short form, too.
    pub month_beginnings: Vec<String>,
    /// In order of the calendar: other short forms of months.
    pub month_abbreviations: Vec<String>,
    /// Adverbs before "before" and "after" an hour: "shortly before four".
    pub shortly: Words,
    /// Words before an hour that is not exact.
    pub near_an_hour: Words,
    /// Words before a year that is not exact.
    pub near_a_year: Words,
    /// What stands before a part of the day.
    pub before_part_of_day: Words,
    /// What stands before an hour of two digits or one word: "until three".
    pub before_hour: Words,
    /// What stands behind an hour in words that counts nothing: "at five on Monday".
    pub behind_hour: Words,
    /// First words of the phrases of `openings` behind which the day itself does not count any more.
    pub before_start_of_end: Words,
    /// First words of those behind which something is so until the day of the text.
    pub since: Words,
    /// Parts of a year, a month or a day as nouns before "of".
    pub part_nouns: Words,
    /// Such parts as adjectives.
    pub part_adjectives: Words,
    /// What stands between such an adjective and its time.
    pub behind_part: Words,
    /// Of these nouns and adjectives, those for the first half.
    pub first_half: Words,
    /// Those for the last half.
    pub last_half: Words,
    /// Those for the middle.
    pub middle: Words,
    /// What stands before a day of the week, to say which one.
    pub before_weekday: Words,
    /// What stands before a month, to say which one.
    pub before_month: Words,
    /// What stands before a season, to say which one.
    pub before_season: Words,
    /// What stands before a season without such a word where it is a time: "in summer".
    pub before_bare_season: Words,
    /// What opens a stretch of days that is told from today or from another day: "the past 24 hours".
    pub windows: Words,
    /// Of these, those that look back.
    pub back: Words,
    /// Of these, those that look ahead.
    pub ahead: Words,
    /// Of those that look back, those that are told from another time than today.
    pub before_last: Words,
    /// What stands before "fall" where it is a season.
    pub before_fall: Words,
    /// What stands before a window of several days.
    pub before_window: Words,
    /// What stands before the quarter of a year.
    pub before_quarter: Words,
    /// What stands between a day of the week and its month: "the last Saturday in March".
    pub between_weekday_and_month: Words,
    /// What stands between the first and the last of several days.
    pub between_days: Words,
    /// What stands between a month and its year.
    pub between_month_and_year: Words,
    /// Months whose names are other words too.
    pub unsure_months: Words,
    /// What stands before these where they are months.
    pub before_unsure_month: Words,
    /// What stands behind a day of the month: "the 26th at noon".
    pub behind_day_of_month: Words,
    /// What stands before four digits that are a year.
    pub before_year: Words,
    /// What stands before a hyphen and a year: "mid-2023".
    pub before_hyphen_and_year: Words,
    /// Years before Christ.
    pub before_christ: Words,
    /// What stands behind a count of days that is told from another day than today: "two days later".
    pub behind_distance: Words,
    /// What stands behind "in two weeks" where it says how long and not when.
    pub behind_no_length_ahead: Words,
    /// Units that are shorter than a day.
    pub below_a_day: Words,
    /// Minutes of the half of a day that stands behind an hour; past 1440 is the next morning.
    pub halves_of_day: BTreeMap<String, (i32, i32)>,
    /// Phrases before the day until which, or from which, something is so.
    pub openings: Phrases<Open>,
    /// Words for a day near that of the text: how many days on, and the minutes of the day.
    pub near_days: Phrases<NearDay>,
    /// How many months or years on "last month" and "next year" are.
    pub steps: BTreeMap<String, i16>,
    /// Words for a small count of days or years that are no numbers.
    pub small_counts: BTreeMap<String, f64>,
    /// Minutes of a part of an hour: "half past five".
    pub parts_of_hour: BTreeMap<String, i32>,
    /// Tens of days of the month, before their ones: "twenty-first".
    pub tens_of_days: BTreeMap<String, i8>,
    /// Years of what is longer than a decade.
    pub long_periods: BTreeMap<String, i16>,
    /// Abbreviations with points inside for the halves of a day, and the same without them.
    pub halves_with_points: BTreeMap<String, String>,
}

/// A day near that of the text.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NearDay {
    /// How many days on.
    pub offset: i64,
    /// Minutes of the day, from and to.
    pub clock: Option<(i32, i32)>,
}
