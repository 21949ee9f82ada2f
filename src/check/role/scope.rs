//! The body that an office is of, as far as its words tell it from another.

use crate::model::name::{abbreviates, initials, plain, same_word};
use crate::rules::Rulebook;
use crate::rules::words::grammar;

/// What an office is of: `Norway`, `law faculty`.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    /// In lower case, without accents.
    words: Vec<String>,
    /// As initials.
    short: String,
    /// Written in capital letters alone: `UNRWA`.
    capitals: bool,
    /// It has a name of its own.
    named: bool,
    pub(super) state: bool,
    /// A state or town.
    land: bool,
    /// The name says what it is: `Workers Party`. Any other may be one more name of the same: a club by its nickname.
    sort: bool,
}

/// The name of an office and what it is of.
pub(super) fn split<'a>(text: &'a str, rules: &Rulebook) -> (&'a str, Option<Scope>) {
    let links = grammar().before_body_of_office.iter().map(|word| format!(" {word} "));
    let at = links.filter_map(|link| text.find(&link).map(|at| (at, at + link.len()))).min();
    let Some((end, start)) = at else { return (text, None) };
    let name = &text[start..];
    let joined = plain(name);
    let words = joined.split_whitespace().filter(|word| !grammar().within_name_of_body.has(*word));
    let words: Vec<String> = words.map(str::to_string).collect();
    let sort = |word: &String| rules.names.bodies.contains(word) || rules.names.places.contains(word);
    let class = |word: &String| sort(word) || rules.predicates.parts.is_body(word);
    let state = rules.lexicon.polity(name).is_some();
    let scope = Scope {
        named: name.chars().any(char::is_uppercase) && !words.iter().all(class),
        land: state || rules.measures.gazetteer.get(name).is_some(),
        sort: words.iter().any(sort),
        words,
        short: initials(name),
        capitals: name.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase),
        state,
    };
    (&text[..end], Some(scope))
}

impl Scope {
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.iter().any(|other| other == word)
    }

    /// `UNHCR` for `UN High Commissioner for Refugees`, `N.Y.` for `New York`.
    fn is_shortened_by(&self, other: &Scope) -> bool {
        let letters = other.words.concat();
        let spaced = other.words.iter().all(|word| word.len() == 1);
        let full =
            |word: &String| if grammar().abbreviated_bodies.has(word.as_str()) { word.clone() } else { word[..1].to_string() };
        let ascii = self.words.iter().all(|word| word.is_ascii());
        let expanded: String = if ascii { self.words.iter().map(full).collect() } else { self.short.clone() };
        let cut = expanded.len() > 2 && letters.starts_with(&expanded);
        (spaced || other.words.len() == 1) && (letters == self.short || letters == expanded || cut)
    }

    fn shares(&self, word: &str) -> bool {
        self.words.iter().any(|other| same_word(other, word) || abbreviates(other, word) || abbreviates(word, other))
    }
}

/// Whether two bodies are surely two: two states, two names of known sorts that share nothing, two of a sort with different words before it. What the
/// one names and the other describes may be one.
pub(super) fn apart(one: &Option<Scope>, other: &Option<Scope>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    let shared = one.words.iter().filter(|word| other.shares(word)).count();
    let acronym = [(one, other), (other, one)].iter().any(|(long, short)| long.is_shortened_by(short));
    if one.named != other.named || one.state != other.state || one.capitals != other.capitals || acronym {
        return false;
    }
    match shared {
        0 => one.named && (one.land && other.land || !one.land && !other.land && one.sort && other.sort),
        _ => is_of_one_sort(one, other) && shared == 1,
    }
}

/// `medicine ward`, `children's ward`.
fn is_of_one_sort(one: &Scope, other: &Scope) -> bool {
    one.words.len() > 1 && other.words.len() > 1 && one.words.last() == other.words.last()
}
