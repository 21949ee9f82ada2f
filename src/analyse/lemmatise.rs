//! Lemmas by suffix rules, lists of base forms and lists of exceptions.
//!
//! The rules of WordNet's `morphy` as spaCy's English lemmatiser applies them: a form that the tagger calls a base form stays as it
//! is; otherwise the part of speech's suffix rules give candidates, those among the known base forms first, and irregular forms come
//! from a list. See <https://spacy.io/api/lemmatizer> and <https://wordnet.princeton.edu/documentation/morphy7wn>.

use std::collections::HashMap;

use super::characters::Characters;
use super::tables::Table;

const RULES: &str = include_str!("../../rules/en/model/lemma_rules.tsv");

/// The tables of a part of speech: base forms, exceptions.
const TABLES: [(&str, Table, Table); 4] = [
    (
        "ADJ",
        Table(include_str!("../../rules/en/model/lemma_index_adj.txt")),
        Table(include_str!("../../rules/en/model/lemma_exceptions_adj.tsv")),
    ),
    (
        "ADV",
        Table(include_str!("../../rules/en/model/lemma_index_adv.txt")),
        Table(include_str!("../../rules/en/model/lemma_exceptions_adv.tsv")),
    ),
    (
        "NOUN",
        Table(include_str!("../../rules/en/model/lemma_index_noun.txt")),
        Table(include_str!("../../rules/en/model/lemma_exceptions_noun.tsv")),
    ),
    (
        "VERB",
        Table(include_str!("../../rules/en/model/lemma_index_verb.txt")),
        Table(include_str!("../../rules/en/model/lemma_exceptions_verb.tsv")),
    ),
];

/// An ending and what takes its place.
type Rewrite = (&'static str, &'static str);

/// The lemmatiser.
pub(super) struct Lemmatiser {
    /// By part of speech, in the order of their use.
    rules: HashMap<&'static str, Vec<Rewrite>>,
}

impl Lemmatiser {
    pub fn load() -> Self {
        let mut rules: HashMap<&'static str, Vec<Rewrite>> = HashMap::new();
        for line in RULES.lines() {
            let mut fields = line.split('\t');
            if let (Some(pos), Some(ending), Some(replacement)) = (fields.next(), fields.next(), fields.next()) {
                rules.entry(pos).or_default().push((ending, replacement));
            }
        }
        Self { rules }
    }

    /// Whether a form in small letters is in the word lists, as it is or as a form of a word that is.
    pub fn knows(&self, lower: &str) -> bool {
        TABLES.iter().any(|(pos, index, exceptions)| {
            let rewritten = |&(ending, replacement): &Rewrite| Some(format!("{}{replacement}", lower.strip_suffix(ending)?));
            let mut forms = self.rules.get(pos).into_iter().flatten().filter_map(rewritten);
            index.has(lower) || exceptions.has(lower) || forms.any(|form| index.has(&form))
        })
    }

    /// The lemma of a form with its part of speech and features.
    pub fn lemma(&self, text: &str, lower: &str, pos: &str, morph: &str, characters: &Characters) -> String {
        if pos == "SPACE" || pos.is_empty() || is_base_form(pos, morph) {
            return lower.to_string();
        }
        let tables = TABLES.iter().find(|(name, ..)| *name == pos);
        let Some(rules) = self.rules.get(pos) else {
            return if pos == "PROPN" { text.to_string() } else { lower.to_string() };
        };
        let candidates = candidates(lower, rules, tables.map(|(_, index, _)| *index), characters);
        let exceptions = tables.and_then(|(.., exceptions)| exceptions.get(lower));
        // The last exception that the rules did not find as well goes first.
        let irregular =
            exceptions.and_then(|bases| bases.split('\t').rfind(|base| !candidates.known.iter().any(|form| form == base)));
        match irregular {
            Some(base) => base.to_string(),
            None => candidates.best().unwrap_or_else(|| text.to_string()),
        }
    }
}

/// What the suffix rules make of a form.
#[derive(Default)]
struct Candidates {
    known: Vec<String>,
    unknown: Vec<String>,
}

impl Candidates {
    fn best(self) -> Option<String> {
        self.known.into_iter().chain(self.unknown).next()
    }
}

fn candidates(lower: &str, rules: &[Rewrite], index: Option<Table>, characters: &Characters) -> Candidates {
    let mut out = Candidates::default();
    for (ending, replacement) in rules {
        let Some(stem) = lower.strip_suffix(*ending) else { continue };
        let form = format!("{stem}{replacement}");
        if form.is_empty() {
            continue;
        }
        if index.is_some_and(|index| index.has(&form)) {
            out.known.insert(0, form);
        } else if !form.chars().all(|char| characters.alphabetic.has(char)) {
            out.known.push(form);
        } else {
            out.unknown.push(form);
        }
    }
    out
}

/// Whether tag and features say that the form is its own lemma.
fn is_base_form(pos: &str, morph: &str) -> bool {
    let feature =
        |name: &str| morph.split('|').filter_map(|pair| pair.split_once('=')).find(|pair| pair.0 == name).map(|pair| pair.1);
    let finite_present =
        || pos == "VERB" && feature("VerbForm") == Some("Fin") && feature("Tense") == Some("Pres") && feature("Number").is_none();
    pos == "NOUN" && feature("Number") == Some("Sing")
        || feature("VerbForm") == Some("Inf")
        || feature("Degree") == Some("Pos")
        || finite_present()
}
