//! Whether two quotations are the same words, the same words with another sense, or two remarks.
//!
//! The words are aligned; what one of the two has alone at its beginning or end was cut. Where nearly all of the rest is the same, a
//! negation, a number, a name, a modal verb or an opposite that differs turns the sense; spellings, contractions, synonyms and slips do not.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::model::name::folded;
use crate::model::{Reading, Utterance};
use crate::rules::words::{counting, grammar};
use crate::rules::{Predicates, predicates::Senses};

/// Words that two renderings of one remark have in common at least, and two of which the sense is turned.
const SHARED: usize = 4;
/// The part of both, between their first and last common words, that is common.
const SHARE: f64 = 0.7;
/// The part of the shorter quotation that makes it the same as the other.
const SAME: f64 = 0.8;
/// Words for a sentence that nobody says by chance, and words of sense among them.
const UNMISTAKABLE: usize = 8;
const TELLING: usize = 3;
/// Words that another stands for at most; more make another remark.
const MOST: usize = 2;
/// Names that are this alike are spellings of one.
const ALIKE: f64 = 0.8;

/// How two quotations stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    Same,
    /// The same remark with another sense.
    Altered,
    Other,
}

/// Two quotations against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    pub wording: Wording,
    /// Words in common.
    pub shared: usize,
    /// So many words in a row that no two people say by chance.
    pub unmistakable: bool,
}

/// A word of a quotation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    /// The lemma, lower case, contractions undone, numbers in digits.
    pub lemma: String,
    /// Carries sense of its own: noun, name, verb, adjective, adverb, number.
    pub content: bool,
    sort: Sort,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Plain,
    Negation,
    /// `not only`.
    NoNegation,
    Number,
    Name,
    /// Of what is sure to come, and of what only may.
    Will,
    May,
}

/// The words of a quotation, without what stands in brackets: that is the editor's.
pub fn words(reading: &Reading, utterance: &Utterance, numbers: &BTreeMap<String, f64>, predicates: &Predicates) -> Vec<Word> {
    let stance = &predicates.stance;
    let text = |at: usize| reading.document.slice(reading.analysis.tokens[at].span).to_lowercase();
    let outside = |at: &&usize| {
        let before =
            reading.document.text.get(utterance.span.start..reading.analysis.tokens[**at].span.start).unwrap_or_default();
        before.matches(['[', '(']).count() == before.matches([']', ')']).count()
    };
    let word = |&at: &usize| {
        let token = &reading.analysis.tokens[at];
        let said = text(at);
        let number = number(&said, numbers).filter(|_| token.pos == "NUM" || token.pos == "ADJ");
        let next = reading.analysis.tokens.get(at + 1).map(|_| text(at + 1)).unwrap_or_default();
        let full = grammar().short_forms.get(&said).cloned();
        let lemma = full.or_else(|| number.clone()).unwrap_or_else(|| token.lemma.to_lowercase());
        let sort = match lemma.as_str() {
            _ if number.is_some() => Sort::Number,
            word if stance.negation.contains(word) && stance.harmless.contains(&next) => Sort::NoNegation,
            word if stance.negation.contains(word) => Sort::Negation,
            word if grammar().settling.has(word) => Sort::Will,
            word if grammar().allowing.has(word) => Sort::May,
            _ if token.pos == "PROPN" => Sort::Name,
            _ => Sort::Plain,
        };
        let content = matches!(token.pos, "NOUN" | "PROPN" | "VERB" | "ADJ" | "ADV" | "NUM");
        Word { lemma, content, sort }
    };
    utterance.tokens.iter().filter(outside).map(word).collect()
}

/// A number word in digits: `twelve` as `12`, `11th` and `eleventh` as `11.`.
fn number(word: &str, numbers: &BTreeMap<String, f64>) -> Option<String> {
    let spelt = counting().ordinals.iter().position(|ordinal| *ordinal == word).map(|at| format!("{}.", at + 1));
    let digits = counting().ordinal_endings.iter().find_map(|end| word.strip_suffix(end));
    let written = digits.filter(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()));
    let plain = || word.replace(',', "").parse::<f64>().ok().map(|value| value.to_string());
    let ordinal = spelt.or_else(|| written.map(|digits| format!("{digits}.")));
    ordinal.or_else(|| numbers.get(word).map(f64::to_string)).or_else(plain)
}

pub fn compare(left: &[Word], right: &[Word], senses: &Senses) -> Comparison {
    let lemmas = |words: &[Word]| words.iter().map(|word| word.lemma.clone()).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Myers, &lemmas(left), &lemmas(right));
    let equal = |op: &DiffOp| matches!(op, DiffOp::Equal { .. });
    let shared: usize = ops.iter().filter(|op| equal(op)).map(|op| op.old_range().len()).sum();
    let common: BTreeSet<&str> = ops
        .iter()
        .filter(|op| equal(op))
        .flat_map(|op| &left[op.old_range()])
        .filter(|word| word.content)
        .map(|word| word.lemma.as_str())
        .collect();
    let inner = inner(&ops);
    let length = |side: fn(&DiffOp) -> usize| inner.iter().map(side).sum::<usize>().max(1) as f64;
    let share = shared as f64 / length(|op| op.old_range().len()).max(length(|op| op.new_range().len()));
    let changes: Vec<Change> = inner
        .iter()
        .filter(|op| !equal(op))
        .map(|op| Change { left: &left[op.old_range()], right: &right[op.new_range()] })
        .collect();
    let unmistakable = shared >= UNMISTAKABLE && common.len() >= TELLING;
    let wording = match turns(&changes, senses) {
        _ if shared < SHARED || common.len() < 2 || share < SHARE => Wording::Other,
        true => Wording::Altered,
        false if shared as f64 >= SAME * left.len().min(right.len()) as f64 => Wording::Same,
        false => Wording::Other,
    };
    Comparison { wording, shared, unmistakable }
}

/// The alignment without what only one of the two has at its beginning or end; one word in the place of another belongs to it.
fn inner(ops: &[DiffOp]) -> &[DiffOp] {
    let cut = |op: &DiffOp| match op {
        DiffOp::Equal { .. } => false,
        DiffOp::Replace { old_len, new_len, .. } => *old_len != 1 || *new_len != 1,
        _ => true,
    };
    let start = usize::from(ops.first().is_some_and(cut));
    let end = ops.len() - usize::from(ops.len() > start && ops.last().is_some_and(cut));
    &ops[start..end]
}

/// Words that stand in the place of others.
#[derive(Clone, Copy, Debug)]
struct Change<'a> {
    left: &'a [Word],
    right: &'a [Word],
}

/// Whether the changes turn the sense: one side denies what the other says, or one word of weight stands for another.
fn turns(changes: &[Change], senses: &Senses) -> bool {
    let denials = |side: fn(&Change) -> usize| changes.iter().map(side).sum::<usize>();
    let denied = denials(|change| change.denials(false)) % 2 != denials(|change| change.denials(true)) % 2;
    let swapped = changes.iter().filter(|change| change.swaps(senses)).count();
    denied || (1..=MOST).contains(&swapped)
}

impl Change<'_> {
    /// Negations on one side, and words there that are the opposite of one of the other side by their beginning.
    fn denials(&self, of_right: bool) -> usize {
        let (own, others) = if of_right { (self.right, self.left) } else { (self.left, self.right) };
        let prefixed = |word: &&Word| {
            let stem = grammar().opposite_prefixes.iter().find_map(|prefix| word.lemma.strip_prefix(prefix));
            stem.is_some_and(|stem| stem.len() > 2 && others.iter().any(|other| other.lemma == stem))
        };
        own.iter().filter(|word| word.sort == Sort::Negation || prefixed(word)).count()
    }

    /// A number for another, a name for another, `may` for `will`, or a word for its opposite.
    fn swaps(&self, senses: &Senses) -> bool {
        let only = |words: &[Word], sort: Sort| {
            let mut found = words.iter().filter(|word| word.sort == sort);
            found.next().filter(|_| found.next().is_none()).map(|word| word.lemma.clone())
        };
        let both = |one: Sort, other: Sort| only(self.left, one).zip(only(self.right, other));
        let number = both(Sort::Number, Sort::Number).is_some_and(|(one, other)| one != other);
        let name = both(Sort::Name, Sort::Name).is_some_and(|(one, other)| !is_one_name(&one, &other));
        let modal = both(Sort::Will, Sort::May).or_else(|| both(Sort::May, Sort::Will)).is_some();
        let opposed =
            || self.left.iter().any(|left| self.right.iter().any(|right| senses.opposed_words(&left.lemma, &right.lemma)));
        let short = self.left.len().max(self.right.len()) <= 3;
        let denies = self.denials(false) + self.denials(true) > 0;
        number || name && short || modal || short && !denies && opposed()
    }
}

fn is_one_name(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    one.starts_with(&other) || other.starts_with(&one) || strsim::jaro_winkler(&one, &other) >= ALIKE
}
