//! Amounts that are told without a number, by their words: `all`, `none`, `both`, `twice`, `free of charge`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::Phrases;
use crate::model::Quantity;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    amount: Vec<WordedAmount>,
    ordinals: BTreeMap<String, f64>,
}

/// One amount under all its words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordedAmount {
    pub id: String,
    words: Vec<String>,
    #[serde(default)]
    unit: String,
    /// Both left out for words that look like an amount and are none.
    low: Option<f64>,
    high: Option<f64>,
    /// Only before the noun that it is about.
    #[serde(default)]
    pub noun: bool,
    /// Only before one of these nouns.
    #[serde(default)]
    pub before: BTreeSet<String>,
    /// Only under this verb.
    pub behind: Option<String>,
    /// Sentences that have it.
    #[serde(default)]
    pub finds: Vec<String>,
    /// Sentences that do not.
    #[serde(default)]
    pub ignores: Vec<String>,
}

/// All of them.
#[derive(Clone, Debug, Default)]
pub struct WordedAmounts {
    pub sorts: Vec<WordedAmount>,
    by_words: Phrases<usize>,
    /// `third` is 3.
    pub ordinals: BTreeMap<String, f64>,
}

impl WordedAmount {
    /// What it stands for; none for words that are no amount.
    pub fn quantity(&self) -> Option<Quantity> {
        let (low, high) = self.low.zip(self.high)?;
        Some(Quantity::between(low, high, &self.unit))
    }
}

impl WordedAmounts {
    pub(super) fn from_written(written: Written) -> Self {
        let words = |(sort, amount): (usize, &WordedAmount)| -> Vec<(String, usize)> {
            amount.words.iter().map(|words| (words.clone(), sort)).collect()
        };
        let by_words = written.amount.iter().enumerate().flat_map(words).collect();
        Self { sorts: written.amount, by_words, ordinals: written.ordinals }
    }

    /// The amount whose words start where `word(0)` stands, with the number of the words.
    pub fn at<'a>(&self, word: impl Fn(usize) -> Option<&'a str>) -> Option<(usize, &WordedAmount)> {
        self.by_words.longest(word).map(|(length, sort)| (length, &self.sorts[*sort]))
    }
}
