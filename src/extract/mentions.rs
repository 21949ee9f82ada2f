//! Finds what the text names: every named entity, and every other noun phrase and pronoun as a mention without a name.
//!
//! The model's entity labels are only a first opinion: it errs on names that it has rarely seen. Spans are trimmed of titles and joined
//! with the capitalised words that it left over, and the kind of a name is a vote over all its places in the document.

mod kinds;
mod phrases;

use std::ops::Range;

use crate::model::{Analysis, Document, EntityKind, Mention};
use crate::rules::Rulebook;

/// Mentions in the order of the text; they do not overlap.
pub fn find(document: &Document, analysis: &Analysis, rules: &Rulebook) -> Vec<Mention> {
    let text = Text { document, analysis, rules, offices: offices(document, analysis, rules) };
    let names = text.names();
    let kinds = kinds::vote(&text, &names);
    let mut found: Vec<Mention> = names.iter().zip(kinds).map(|(name, kind)| text.mention(name.tokens.clone(), kind)).collect();
    found.extend(phrases::find(&text, &found));
    found.sort_by_key(|mention| mention.tokens.start);
    found
}

/// The token of a range whose head lies outside it.
pub fn head_of(analysis: &Analysis, tokens: Range<usize>) -> usize {
    let outside = |&at: &usize| {
        let head = analysis.tokens[at].head;
        head == at || !tokens.contains(&head)
    };
    tokens.clone().find(outside).unwrap_or(tokens.end.saturating_sub(1))
}

/// A run of tokens that is a name, with the model's opinion of it.
struct Name {
    tokens: Range<usize>,
    label: Option<&'static str>,
}

/// What the finders of this module look at.
struct Text<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    rules: &'a Rulebook,
    /// Whether each token is a word of an office.
    offices: Vec<bool>,
}

/// The tokens that the lexicon knows for words of an office: `foreign minister`.
fn offices(document: &Document, analysis: &Analysis, rules: &Rulebook) -> Vec<bool> {
    let mut offices = vec![false; analysis.tokens.len()];
    for sentence in &analysis.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let word = |ahead: usize| {
                let token = Some(at + ahead).filter(|token| *token < sentence.tokens.end)?;
                Some(document.slice(analysis.tokens[token].span).to_lowercase())
            };
            let length = rules.lexicon.office_at(&word).map_or(0, |found| found.len);
            offices[at..(at + length).min(sentence.tokens.end)].fill(true);
            at += length.max(1);
        }
    }
    offices
}

impl Text<'_> {
    fn word(&self, token: usize) -> &str {
        self.analysis.tokens.get(token).map_or("", |token| self.document.slice(token.span))
    }

    fn lower(&self, token: usize) -> String {
        self.word(token).to_lowercase()
    }

    fn is_title(&self, token: usize) -> bool {
        let word = self.lower(token);
        self.rules.names.titles.contains(&word) || self.rules.lexicon.title(&word)
    }

    fn mention(&self, tokens: Range<usize>, kind: EntityKind) -> Mention {
        let span = self.analysis.span(tokens.clone());
        let head = head_of(self.analysis, tokens.clone());
        Mention { kind, head, span, name: self.document.slice(span).to_string(), tokens }
    }

    /// The model's entities and the proper nouns that it left over.
    fn names(&self) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::new();
        let mut at = 0;
        while at < self.analysis.tokens.len() {
            let (tokens, label) = match self.analysis.entity_at(at) {
                Some(entity) => (at..entity.tokens.end, Some(entity.label)),
                None => (self.proper_run(at), None),
            };
            at = tokens.end.max(at + 1);
            if tokens.is_empty() || label.is_some_and(|label| !is_name(label)) {
                continue;
            }
            let office = tokens.clone().all(|token| self.offices[token]);
            let tokens = self.trim(tokens, label);
            if !tokens.is_empty() && !office {
                self.push(&mut names, Name { tokens, label });
            }
        }
        names
    }

    /// Proper nouns from `at` on that are in no entity.
    fn proper_run(&self, at: usize) -> Range<usize> {
        let sentence = self.analysis.tokens[at].sentence;
        let proper = |&token: &usize| {
            let other = &self.analysis.tokens[token];
            other.pos == "PROPN" && other.sentence == sentence && self.analysis.entity_at(token).is_none()
        };
        let end = (at..self.analysis.tokens.len()).find(|token| !proper(token)).unwrap_or(self.analysis.tokens.len());
        at..end
    }

    /// Without title and article in front and genitive and marks behind. The name of a body keeps its words: `General Assembly`.
    fn trim(&self, mut tokens: Range<usize>, label: Option<&str>) -> Range<usize> {
        let body = label != Some("PERSON") && self.names_body(&tokens);
        let title = |at: usize| !body && (self.is_title(at) || self.offices[at]);
        let starts = |at: usize| {
            let token = &self.analysis.tokens[at];
            title(at)
                || self.word(at) == "."
                || matches!(token.pos, "DET" | "PUNCT" | "SPACE" | "ADP" | "PRON")
                || matches!(token.tag, "POS" | "PRP$")
                || label == Some("PERSON") && self.is_everyday(at)
        };
        let ends = |at: usize| {
            let token = &self.analysis.tokens[at];
            matches!(token.pos, "PUNCT" | "SPACE") || token.tag == "POS"
        };
        if let Some(last) = (tokens.start..tokens.end).rev().skip(1).find(|&at| at < tokens.start + 3 && title(at)) {
            tokens.start = last + 1;
        }
        while !tokens.is_empty() && starts(tokens.start) {
            tokens.start += 1;
        }
        let genitive = tokens.clone().skip(1).find(|&at| self.analysis.tokens[at].tag == "POS");
        if let Some(at) = genitive.filter(|_| label == Some("PERSON")) {
            tokens.end = at;
        }
        while !tokens.is_empty() && ends(tokens.end - 1) {
            tokens.end -= 1;
        }
        tokens
    }

    /// A word in small letters before a name: `fellow Anna Berg`.
    fn is_everyday(&self, at: usize) -> bool {
        matches!(self.analysis.tokens[at].pos, "NOUN" | "ADJ" | "VERB" | "ADV") && self.word(at).starts_with(char::is_lowercase)
    }

    fn names_body(&self, tokens: &Range<usize>) -> bool {
        let words = &self.rules.names;
        tokens.clone().any(|token| words.bodies.contains(&self.lower(token)) || words.places.contains(&self.lower(token)))
    }

    /// Adds a name, joined to the one before it where only one of the two is known to the model and nothing stands between.
    fn push(&self, names: &mut Vec<Name>, name: Name) {
        if let Some(last) = names.last_mut() {
            let adjacent = last.tokens.end == name.tokens.start && self.same_sentence(last.tokens.start, name.tokens.start);
            let person = |label: Option<&str>| label == Some("PERSON");
            let joins = (person(last.label) && name.label.is_none()) || (last.label.is_none() && person(name.label));
            if adjacent && joins {
                last.tokens = self.trim(last.tokens.start..name.tokens.end, Some("PERSON"));
                last.label = Some("PERSON");
                return;
            }
        }
        names.push(name);
    }

    fn same_sentence(&self, one: usize, other: usize) -> bool {
        self.analysis.tokens[one].sentence == self.analysis.tokens[other].sentence
    }
}

fn is_name(label: &str) -> bool {
    kinds::of_label(label).is_some()
}
