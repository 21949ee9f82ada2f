//! From which numbers on the judge's word counts: a small file beside the weights, with the figures that it rests on.

use serde::Deserialize;

use crate::error::Error;
use crate::model::opinion::Word;

/// Limits by calibration on texts that neither rules nor training saw.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Limits {
    /// From here on a conflict is worth a look.
    pub possible: f32,
    /// The same where the two documents tell nearly everything alike, which is hard for a judge.
    pub possible_alike: f32,
    /// From this share of common words on two documents are alike.
    pub alike: f32,
    /// From here on it is an alarm where the values differ by rule as well, and rules see what ties them.
    pub certain: f32,
    /// From here on the judge's word is tie enough.
    pub surest: f32,
    /// Below this there is none, whatever a rule says.
    pub apart: f32,
}

impl Limits {
    /// Reads the file.
    ///
    /// # Errors
    /// When it is not as it should be.
    pub fn parse(text: &str) -> Result<Self, Error> {
        toml::from_str(text).map_err(|error| Error::new(error.to_string().trim_end()))
    }

    /// What the judge's numbers come to for sentences of two documents that share this part of their words.
    pub fn word(&self, conflict: f32, shared: f32) -> Word {
        let possible = if shared >= self.alike { self.possible_alike } else { self.possible };
        match () {
            () if conflict >= possible.max(self.surest) => Word::Surest,
            () if conflict >= possible.max(self.certain) => Word::Certain,
            () if conflict >= possible => Word::Differ,
            () if conflict < self.apart => Word::Apart,
            () => Word::Unsure,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_counts_from_its_limit_on() {
        let text = "possible = 0.5\npossible-alike = 0.75\nalike = 0.25\ncertain = 0.9\nsurest = 0.95\napart = 0.125";
        let limits = Limits::parse(text).expect("it reads");
        assert_eq!(limits.word(0.5, 0.2), Word::Differ);
        assert_eq!(limits.word(0.49, 0.2), Word::Unsure);
        assert_eq!(limits.word(0.74, 0.25), Word::Unsure);
        assert_eq!(limits.word(0.75, 0.25), Word::Differ);
        assert_eq!(limits.word(0.89, 0.2), Word::Differ);
        assert_eq!(limits.word(0.9, 0.2), Word::Certain);
        assert_eq!(limits.word(0.9, 0.25), Word::Certain);
        assert_eq!(limits.word(0.94, 0.2), Word::Certain);
        assert_eq!(limits.word(0.95, 0.2), Word::Surest);
        assert_eq!(limits.word(0.125, 0.2), Word::Unsure);
        assert_eq!(limits.word(0.12, 0.2), Word::Apart);
    }

    #[test]
    fn a_file_that_lacks_a_limit_is_refused() {
        assert!(Limits::parse("possible = 0.5").expect_err("there is more to say").problem.contains("missing field"));
    }
}
