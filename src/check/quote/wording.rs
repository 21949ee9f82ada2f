//! Whether two quotations are the same words, the same words with another sense, or two remarks.

use std::collections::BTreeMap;

use crate::model::{Reading, Utterance};
use crate::rules::Predicates;

/// Shared words below which two quotations are two remarks.
const FEWEST_SHARED: usize = 5;
/// Words of the shorter quotation that must come back in the other.
const SHARE: f64 = 0.6;
/// Words for a sentence that nobody says by chance.
const UNMISTAKABLE: usize = 7;
/// Words that carry the sense and may differ between two wordings of one remark.
const MOST_CHANGED: usize = 2;
/// Such words that one of the two may have in their place.
const MOST_INSERTED: usize = 4;

/// Places that turn the sense; a rendering with more of them is a free one.
const MOST_TURNS: usize = 2;

/// How two quotations stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    Same,
    /// The same remark with another sense.
    Altered,
    Other,
}

/// A word of a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Lower case.
    pub text: String,
    /// Lower case, contractions undone.
    pub lemma: String,
    /// Carries sense of its own: noun, name, verb, adjective, adverb, number.
    pub content: bool,
}

pub fn words(reading: &Reading, utterance: &Utterance, numbers: &BTreeMap<String, f64>) -> Vec<Word> {
    let tokens = &reading.analysis.tokens;
    let word = |&at: &usize| {
        let token = &tokens[at];
        let text = reading.document.slice(token.span).to_lowercase().replace('’', "'");
        let lemma = match text.as_str() {
            "'ll" => "will".to_string(),
            "n't" => "not".to_string(),
            word => number(word, numbers).unwrap_or_else(|| token.lemma.to_lowercase().replace('’', "'")),
        };
        let content = matches!(token.pos, "NOUN" | "PROPN" | "VERB" | "ADJ" | "ADV" | "NUM");
        Word { lemma, content, text }
    };
    utterance.tokens.iter().map(word).collect()
}

/// A number word in digits: `twelve` as `12`, `11th` and `eleventh` as `11.`.
fn number(word: &str, numbers: &BTreeMap<String, f64>) -> Option<String> {
    const ORDINALS: [&str; 12] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"];
    let spelt = ORDINALS.iter().position(|ordinal| *ordinal == word).map(|at| format!("{}.", at + 1));
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
    let written = digits.filter(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()));
    spelt.or_else(|| written.map(|digits| format!("{digits}."))).or_else(|| numbers.get(word).map(f64::to_string))
}

pub fn compare(left: &[Word], right: &[Word], predicates: &Predicates) -> Wording {
    let shared = lengths(left, right)[0][0];
    let shorter = left.len().min(right.len());
    if shared < FEWEST_SHARED || (shared as f64) < SHARE * shorter as f64 {
        return Wording::Other;
    }
    let changes = changes(left, right);
    let turning = changes.iter().filter(|change| change.turns(predicates)).count();
    if (1..=MOST_TURNS).contains(&turning) && changes.iter().all(Change::is_small) {
        return Wording::Altered;
    }
    let distinct = |words: &[Word]| {
        words.iter().filter(|word| word.content).map(|word| word.lemma.as_str()).collect::<std::collections::BTreeSet<_>>().len()
    };
    let long = shorter >= UNMISTAKABLE && distinct(left).min(distinct(right)) >= 3;
    if long && shared as f64 >= 0.8 * shorter as f64 && turning == 0 {
        return Wording::Same;
    }
    Wording::Other
}

/// Words that stand in the place of others.
#[derive(Debug, Default, PartialEq)]
struct Change<'a> {
    left: Vec<&'a Word>,
    right: Vec<&'a Word>,
}

impl Change<'_> {
    /// Whether the change turns the sense: a negation, a number, an opposite or another content word.
    fn turns(&self, predicates: &Predicates) -> bool {
        let negations = |words: &[&Word]| words.iter().filter(|word| predicates.stance.negation.contains(&word.lemma)).count();
        let content = |words: &[&Word]| {
            words.iter().filter(|word| word.content && !is_light(word)).map(|word| word.lemma.clone()).collect::<Vec<_>>()
        };
        let (left, right) = (content(&self.left), content(&self.right));
        let swapped = !left.is_empty()
            && !right.is_empty()
            && left.iter().all(|word| !right.iter().any(|other| predicates.senses.same(word, other)));
        let opposed = self
            .left
            .iter()
            .any(|left| self.right.iter().any(|right| predicates.senses.opposed_words(&left.lemma, &right.lemma)));
        !self.is_spelling() && (negations(&self.left) % 2 != negations(&self.right) % 2 || swapped || opposed)
    }

    /// One word written in two ways: `e-mail` and `email`, `colour` and `color`.
    fn is_spelling(&self) -> bool {
        let letters = |words: &[&Word]| {
            let joined: String = words.iter().map(|word| word.text.as_str()).collect();
            joined.replace(['-', '.'], "").replace("our", "or").replace('s', "z").replace("ll", "l")
        };
        letters(&self.left) == letters(&self.right)
    }

    fn is_small(&self) -> bool {
        let content = |words: &[&Word]| words.iter().filter(|word| word.content).count();
        let (left, right) = (content(&self.left), content(&self.right));
        left.min(right) <= MOST_CHANGED && left.max(right) <= MOST_INSERTED
    }
}

fn is_light(word: &Word) -> bool {
    matches!(
        word.lemma.as_str(),
        "well"
            | "just"
            | "even"
            | "really"
            | "very"
            | "now"
            | "then"
            | "so"
            | "too"
            | "also"
            | "only"
            | "quite"
            | "simply"
            | "still"
            | "longer"
            | "anymore"
    )
}

/// The stretches in which two quotations differ, but for what only one of them has at its beginning or end.
fn changes<'a>(left: &'a [Word], right: &'a [Word]) -> Vec<Change<'a>> {
    let table = lengths(left, right);
    let (mut at, mut to) = (0, 0);
    let mut found = Vec::new();
    let mut open = Change::default();
    while at < left.len() && to < right.len() {
        if left[at].lemma == right[to].lemma {
            if open != Change::default() {
                found.push(std::mem::take(&mut open));
            }
            at += 1;
            to += 1;
        } else if table[at + 1][to] >= table[at][to + 1] {
            open.left.push(&left[at]);
            at += 1;
        } else {
            open.right.push(&right[to]);
            to += 1;
        }
    }
    let rest = (left.len() - at, right.len() - to);
    open.left.extend(&left[at..]);
    open.right.extend(&right[to..]);
    let cut = open.left.is_empty() || open.right.is_empty() || rest.0.abs_diff(rest.1) > 2 * MOST_CHANGED;
    if !cut {
        found.push(open);
    }
    if found.first().is_some_and(|first| {
        let starts = left.first().zip(right.first()).is_some_and(|(left, right)| left.lemma != right.lemma);
        starts && (first.left.is_empty() || first.right.is_empty())
    }) {
        found.remove(0);
    }
    found
}

/// For each pair of positions the length of the longest common run of words, gaps allowed, from there to the end.
fn lengths(left: &[Word], right: &[Word]) -> Vec<Vec<usize>> {
    let mut table = vec![vec![0; right.len() + 1]; left.len() + 1];
    for at in (0..left.len()).rev() {
        for to in (0..right.len()).rev() {
            table[at][to] = match left[at].lemma == right[to].lemma {
                true => table[at + 1][to + 1] + 1,
                false => table[at + 1][to].max(table[at][to + 1]),
            };
        }
    }
    table
}
