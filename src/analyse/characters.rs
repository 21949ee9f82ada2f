//! Classes of characters as the model's tokeniser and shape feature see them.
//!
//! Not those of the standard library: the tokeniser's patterns list letters block by block, and the shape feature follows an older
//! version of Unicode. So the classes are tables, written by `rules/en/model/convert.py`.

use serde::Deserialize;

const FILE: &str = include_str!("../../rules/en/model/characters.json");

/// A set of characters as sorted ranges.
#[derive(Deserialize)]
#[serde(from = "Vec<(u32, u32)>")]
pub(super) struct Class {
    ascii: u128,
    ranges: Vec<(u32, u32)>,
}

impl From<Vec<(u32, u32)>> for Class {
    fn from(ranges: Vec<(u32, u32)>) -> Self {
        let member = |code: u32| ranges.iter().any(|&(first, last)| (first..=last).contains(&code));
        let ascii = (0..128).filter(|&code| member(code)).fold(0, |set, code| set | 1 << code);
        Self { ascii, ranges }
    }
}

impl Class {
    pub fn has(&self, char: char) -> bool {
        let code = u32::from(char);
        if code < 128 {
            return self.ascii >> code & 1 == 1;
        }
        let at = self.ranges.partition_point(|&(_, last)| last < code);
        self.ranges.get(at).is_some_and(|&(first, _)| first <= code)
    }
}

/// The classes, and the fixed strings that the tokeniser splits off.
#[derive(Deserialize)]
pub(super) struct Characters {
    pub alphabetic: Class,
    pub upper: Class,
    pub digit: Class,
    /// Pictures and other symbols: each is a token.
    pub icon: Class,
    pub letter: Class,
    pub upper_letter: Class,
    pub lower_letter: Class,
    pub lower_or_quote: Class,
    pub upper_or_quote: Class,
    /// What may stand before a full stop that ends a sentence rather than an abbreviation.
    pub before_final_stop: Class,
    #[serde(borrow)]
    pub units: Vec<&'static str>,
    #[serde(borrow)]
    pub currency: Vec<&'static str>,
    /// Single characters that are split off the front.
    #[serde(deserialize_with = "sorted_chars")]
    pub prefix: Vec<char>,
    /// Single characters that are split off the end.
    #[serde(deserialize_with = "sorted_chars")]
    pub suffix: Vec<char>,
}

fn sorted_chars<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<char>, D::Error> {
    let mut chars: Vec<char> = String::deserialize(deserializer)?.chars().collect();
    chars.sort_unstable();
    Ok(chars)
}

impl Characters {
    pub fn load() -> Self {
        serde_json::from_str(FILE).expect("the embedded character classes are well-formed")
    }
}

/// White space as Python's `str.isspace` has it.
pub(super) fn is_space(char: char) -> bool {
    char.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&char)
}
