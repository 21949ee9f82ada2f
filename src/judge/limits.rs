//! What the judge's readings come to, and from which numbers on its word counts: a small file beside the weights, with the figures that it
//! rests on.

use serde::Deserialize;

use crate::error::Error;
use crate::model::opinion::Word;

/// Pairs of sentences of two reports of six sentences each. Half of the dossiers that the weights rest on have no more; what is shorter
/// still was hardly seen among them.
const SHORT: usize = 36;

/// Limits by calibration on texts that neither rules nor training saw.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Limits {
    /// From here on a conflict is worth a look.
    pub possible: f32,
    /// From here on it is where the values differ by rule as well.
    pub faint: f32,
    /// From here on it is an alarm where the values differ by rule as well, and rules see what ties them.
    pub certain: f32,
    /// From here on the judge's word is tie enough.
    pub surest: f32,
    /// Below this there is none, whatever a rule says.
    pub apart: f32,
    /// From here on what passages show is read once more, sentence by sentence.
    pub promising: f32,
    /// What the reading of passages comes to by itself.
    pub passages: Sum,
    /// What both readings come to.
    pub both: Sum,
}

/// Logistic regression of "these two sentences are at odds" on all that is seen of them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Sum {
    passages: f32,
    #[serde(default)]
    alone: f32,
    nearer: f32,
    alike: f32,
    sentences: f32,
    base: f32,
}

/// What is seen of two sentences.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// How surely they are at odds by the reading of their passages, from 0 to 1.
    pub passages: f32,
    /// The same by the reading of the two alone, where there is one.
    pub alone: Option<f32>,
    /// How many sentences are nearer.
    pub nearer: usize,
    /// The part of their words that the two documents share, from 0 to 1: what is told alike is hard for a judge.
    pub alike: f32,
    /// Pairs of sentences of the two documents: the more there are, the more seem at odds by chance.
    pub pairs: usize,
}

impl Limits {
    /// Reads the file.
    ///
    /// # Errors
    /// When it is not as it should be.
    pub fn parse(text: &str) -> Result<Self, Error> {
        toml::from_str(text).map_err(|error| Error::new(error.to_string().trim_end()))
    }

    /// What a judge's number comes to.
    pub fn word(&self, conflict: f32) -> Word {
        match () {
            () if conflict >= self.surest => Word::Surest,
            () if conflict >= self.certain => Word::Certain,
            () if conflict >= self.possible => Word::Differ,
            () if conflict >= self.faint => Word::Faint,
            () if conflict < self.apart => Word::Apart,
            () => Word::Unsure,
        }
    }
}

impl Sum {
    /// How surely two sentences are at odds, from 0 to 1.
    pub fn of(&self, seen: Seen) -> f32 {
        let readings = self.passages * log_odds(seen.passages) + self.alone * seen.alone.map_or(0.0, log_odds);
        let around =
            self.nearer * seen.nearer as f32 + self.alike * seen.alike + self.sentences * (seen.pairs.max(SHORT) as f32).ln();
        1.0 / (1.0 + (-(self.base + readings + around)).exp())
    }
}

fn log_odds(share: f32) -> f32 {
    let share = share.clamp(1e-5, 1.0 - 1e-5);
    (share / (1.0 - share)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "possible = 0.5\nfaint = 0.25\ncertain = 0.9\nsurest = 0.95\napart = 0.125\npromising = 0.2\n\
        [passages]\npassages = 0.5\nnearer = -0.5\nalike = -1\nsentences = 0\nbase = 0\n\
        [both]\npassages = 1\nalone = 2\nnearer = -0.5\nalike = -4\nsentences = -0.5\nbase = 2.29176";

    #[test]
    fn a_word_counts_from_its_limit_on() {
        let limits = Limits::parse(TEXT).expect("it reads");
        let words = [(0.5, Word::Differ), (0.49, Word::Faint), (0.89, Word::Differ), (0.9, Word::Certain)];
        let more = [(0.94, Word::Certain), (0.95, Word::Surest), (0.25, Word::Faint), (0.24, Word::Unsure)];
        let less = [(0.125, Word::Unsure), (0.12, Word::Apart)];
        words
            .into_iter()
            .chain(more)
            .chain(less)
            .for_each(|(conflict, word)| assert_eq!(limits.word(conflict), word, "{conflict}"));
    }

    #[test]
    fn all_that_is_seen_adds_up_by_its_weight() {
        let limits = Limits::parse(TEXT).expect("it reads");
        let plain = Seen { passages: 0.5, alone: Some(0.5), nearer: 0, alike: 0.0, pairs: 1 };
        let odds = |share: f32| (log_odds(share) * 100.0).round() / 100.0;
        assert_eq!(odds(limits.passages.of(Seen { passages: 0.9, alone: None, ..plain })), 1.1);
        assert_eq!(odds(limits.both.of(plain)), 0.5);
        assert_eq!(odds(limits.both.of(Seen { passages: 0.6, alone: Some(0.7), ..plain })), 2.6);
        assert_eq!(odds(limits.both.of(Seen { nearer: 3, ..plain })), -1.0);
        assert_eq!(odds(limits.both.of(Seen { alike: 0.25, ..plain })), -0.5);
        assert_eq!(odds(limits.both.of(Seen { pairs: 36, ..plain })), 0.5, "short is all the same");
        assert_eq!(odds(limits.both.of(Seen { pairs: 3600, ..plain })), -1.8);
        let sure = limits.both.of(Seen { passages: 1.0, alone: Some(1.0), ..plain });
        assert!(sure <= 1.0 && limits.both.of(Seen { passages: 0.0, alone: Some(0.0), ..plain }) >= 0.0);
    }

    #[test]
    fn a_file_that_lacks_a_limit_is_refused() {
        assert!(Limits::parse("possible = 0.5").expect_err("there is more to say").problem.contains("missing field"));
    }
}
