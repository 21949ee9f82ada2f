//! A document as the patterns see it: offices, relation words and defined phrases, each found once before the rules run.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::Context;
use crate::model::{EntityKind, Mention, Standing};
use crate::rules::lexicon::{Office, RelationWord};
use crate::rules::pattern::{Capture, Match, SlotKind, Word, Words};
use crate::rules::words::grammar;

/// An office as the text names it.
#[derive(Clone, Debug)]
pub(super) struct NamedOffice<'a> {
    pub tokens: Range<usize>,
    pub canonical: String,
    pub office: &'a Office,
    pub standing: Option<Standing>,
}

/// A relation word with its words of degree.
#[derive(Clone, Debug)]
pub(super) struct NamedRelation<'a> {
    pub end: usize,
    pub word: &'a RelationWord,
    pub degree: Option<String>,
}

/// Where the names that start at a token end.
#[derive(Clone, Copy, Debug, Default)]
struct Names {
    person: Option<usize>,
    polity: Option<usize>,
    /// Any mention, with its kind.
    mention: Option<(usize, EntityKind)>,
}

pub(super) struct Scene<'a> {
    pub context: &'a Context<'a>,
    lower: Vec<String>,
    offices: BTreeMap<usize, NamedOffice<'a>>,
    /// For each token of the sentence in hand: rules ask for the same names over and over.
    names: Vec<Names>,
    relations: BTreeMap<usize, NamedRelation<'a>>,
    /// For each defined phrase, its places in the sentence in hand.
    phrases: BTreeMap<&'a str, BTreeMap<usize, Match>>,
    sentence: Range<usize>,
}

impl<'a> Scene<'a> {
    pub fn new(context: &'a Context<'a>) -> Self {
        let lower = (0..context.analysis.tokens.len()).map(|token| context.text(token).to_lowercase()).collect();
        let (offices, names, relations, phrases) = Default::default();
        Self { context, lower, offices, names, relations, phrases, sentence: 0..0 }
    }

    /// Turns to a sentence and finds what stands in it.
    pub fn enter(&mut self, sentence: usize) {
        self.sentence = self.context.analysis.sentences[sentence].tokens.clone();
        self.find_offices();
        self.find_relations();
        self.names = self.sentence().map(|at| self.names_at(at)).collect();
        self.phrases.clear();
        for phrase in &self.context.rules.phrases {
            let mut places = BTreeMap::new();
            let mut at = self.sentence.start;
            while at < self.sentence.end {
                let found = phrase.sequences.iter().filter_map(|sequence| sequence.match_at(self, at));
                let longest = found.reduce(|best, next| if next.tokens.end > best.tokens.end { next } else { best });
                let next = longest.as_ref().map_or(at, |found| found.tokens.end).max(at + 1);
                places.extend(longest.map(|found| (at, found)));
                at = next;
            }
            self.phrases.insert(&phrase.id, places);
        }
    }

    pub fn sentence(&self) -> Range<usize> {
        self.sentence.clone()
    }

    pub fn lower(&self, token: usize) -> &str {
        &self.lower[token]
    }

    /// The office that a range of tokens starts with.
    pub fn office(&self, tokens: &Range<usize>) -> Option<&NamedOffice<'a>> {
        self.offices.get(&tokens.start)
    }

    /// The minister of a field that the text names alone: `health` of `the health ministry`.
    pub fn minister(&self, field: &Range<usize>) -> Option<String> {
        let word = |at: usize| match at.cmp(&field.len()) {
            std::cmp::Ordering::Less => Some(self.lower(field.start + at).to_string()),
            std::cmp::Ordering::Equal => Some("minister".to_string()),
            std::cmp::Ordering::Greater => None,
        };
        self.context.rules.lexicon.office_at(&word).filter(|found| found.len == field.len() + 1).map(|found| found.canonical)
    }

    pub fn relation(&self, tokens: &Range<usize>) -> Option<&NamedRelation<'a>> {
        self.relations.get(&tokens.start)
    }

    /// The captures with those of the phrases among them.
    pub fn with_inner(&self, captures: Vec<Capture>) -> Vec<Capture> {
        let mut all = Vec::new();
        for capture in captures {
            if let SlotKind::Defined(id) = &capture.slot.kind {
                let inner = self.phrases.get(id.as_str()).and_then(|places| places.get(&capture.tokens.start));
                all.extend(inner.map(|inner| self.with_inner(inner.captures.clone())).unwrap_or_default());
            }
            all.push(capture);
        }
        all
    }

    /// The filler of a slot that a token of the tree stands for.
    pub fn filler_around(&self, kind: &SlotKind, token: usize) -> Option<Range<usize>> {
        if let SlotKind::Defined(id) = kind {
            let head = &self.context.rules.phrases.iter().find(|phrase| phrase.id == *id)?.head;
            let places = self.phrases.get(id.as_str())?;
            let heads = |found: &Match| {
                found.captures.iter().any(|capture| capture.slot.name == *head && capture.tokens.contains(&token))
            };
            return places.values().find(|found| heads(found)).map(|found| found.tokens.clone());
        }
        let start = match kind {
            SlotKind::Office => self.offices.values().find(|office| office.tokens.contains(&token))?.tokens.start,
            SlotKind::Relation => {
                self.sentence().find(|at| self.relations.get(at).is_some_and(|relation| relation.end == token + 1))?
            }
            _ => self.context.mention_at(token).map(|id| self.context.mention(id).tokens.start)?,
        };
        self.slot(kind, start).map(|end| start..end)
    }

    fn find_offices(&mut self) {
        let lexicon = &self.context.rules.lexicon;
        self.offices.clear();
        let mut at = self.sentence.start;
        while at < self.sentence.end {
            let word = |ahead: usize| self.sentence.contains(&(at + ahead)).then(|| self.lower[at + ahead].clone());
            let found = lexicon.office_at(&word).map(|found| NamedOffice {
                tokens: at..at + found.len,
                canonical: found.canonical,
                office: found.office,
                standing: found.standing,
            });
            let found = found.filter(|found| self.is_office(&found.tokens));
            at = found.as_ref().map_or(at + 1, |found| found.tokens.end);
            self.offices.extend(found.map(|found| (found.tokens.start, found)));
        }
    }

    /// Office words hold a noun, and are not in the middle of a name.
    fn is_office(&self, tokens: &Range<usize>) -> bool {
        let noun = tokens.clone().any(|token| matches!(self.context.analysis.tokens[token].pos, "NOUN" | "PROPN"));
        let inside = self.mention(tokens.start).is_some_and(|mention| mention.tokens.start < tokens.start && is_person(mention));
        noun && !inside
    }

    fn find_relations(&mut self) {
        self.relations.clear();
        for start in self.sentence() {
            let degree = self.degree_at(start);
            let at = start + usize::from(degree.is_some());
            let noun_at =
                (at..(at + 2).min(self.sentence.end)).find(|&at| self.context.analysis.tokens[at].pos != "ADJ").unwrap_or(at);
            let lemma = |ahead: usize| {
                let token = noun_at + ahead;
                self.sentence.contains(&token).then(|| self.context.analysis.tokens[token].lemma.to_lowercase())
            };
            let Some((length, word)) = self.context.rules.lexicon.relation_at(&lemma) else { continue };
            let end = noun_at + length;
            if matches!(self.context.analysis.tokens[end - 1].pos, "NOUN" | "PROPN") {
                self.relations.insert(start, NamedRelation { end, word, degree });
            }
        }
    }

    fn degree_at(&self, token: usize) -> Option<String> {
        self.context.rules.lexicon.degree(self.lower(token)).map(str::to_string)
    }

    fn mention(&self, token: usize) -> Option<&'a Mention> {
        self.context.mention_at(token).map(|id| self.context.mention(id))
    }

    fn names_at(&self, at: usize) -> Names {
        let mention = self.mention_at(at);
        let polity = self.polity(at).or(mention.filter(|(_, kind)| *kind == EntityKind::Polity).map(|(end, _)| end));
        Names { person: self.person(at), polity, mention }
    }

    /// The mention that starts at a token, cut short where an office begins inside it.
    fn mention_at(&self, at: usize) -> Option<(usize, EntityKind)> {
        let mention = self.mention(at).filter(|mention| mention.tokens.start == at)?;
        let article = usize::from(self.context.analysis.tokens[at].pos == "DET");
        let office = (at + 1 + article..mention.tokens.end).find(|token| self.offices.contains_key(token));
        Some((office.unwrap_or(mention.tokens.end), mention.kind))
    }

    fn person(&self, at: usize) -> Option<usize> {
        let honorific =
            |&token: &usize| self.sentence.contains(&token) && self.context.rules.lexicon.honorific(self.lower(token));
        let start = (at..at + 3).find(|token| !honorific(token))?;
        let mention = self.mention(start).filter(|mention| is_person(mention))?;
        let after_title = self.offices.get(&mention.tokens.start).is_some_and(|office| office.tokens.end == start);
        (mention.tokens.start == start || after_title).then_some(mention.tokens.end)
    }

    /// No pronoun for things.
    fn can_be_person(&self, at: usize) -> bool {
        !grammar().pronouns_for_things.has(self.lower(at))
    }

    /// A state of the lexicon; its name is none inside that of a person: `Jordan` in `Jordan Price`.
    fn polity(&self, at: usize) -> Option<usize> {
        if self.mention(at).is_some_and(is_person) {
            return None;
        }
        (1..=4).rev().map(|length| at + length).find(|&end| {
            end <= self.sentence.end
                && self.context.rules.lexicon.polity(self.context.slice(self.context.analysis.span(at..end))).is_some()
        })
    }
}

fn is_person(mention: &Mention) -> bool {
    mention.kind == EntityKind::Person
}

impl Words for Scene<'_> {
    fn word(&self, at: usize) -> Option<Word<'_>> {
        let token = self.sentence.contains(&at).then(|| &self.context.analysis.tokens[at])?;
        Some(Word { text: &self.lower[at], lemma: &token.lemma, pos: token.pos, tag: token.tag, dep: token.dep })
    }

    fn slot(&self, kind: &SlotKind, at: usize) -> Option<usize> {
        let Names { person, polity, mention } = *self.names.get(at.checked_sub(self.sentence.start)?)?;
        let mention = |wanted: fn(EntityKind) -> bool| mention.filter(|(_, kind)| wanted(*kind)).map(|(end, _)| end);
        let end = match kind {
            SlotKind::Person => person,
            SlotKind::Someone => person.or_else(|| mention(|kind| kind == EntityKind::Common).filter(|_| self.can_be_person(at))),
            SlotKind::Organisation => mention(|kind| kind == EntityKind::Organisation),
            SlotKind::Polity => polity,
            SlotKind::Body => mention(|kind| !matches!(kind, EntityKind::Common | EntityKind::Person)).or(polity),
            SlotKind::Name => mention(|kind| kind != EntityKind::Common).or(person).or(polity),
            SlotKind::Office => self.offices.get(&at).map(|office| office.tokens.end),
            SlotKind::Relation => self.relations.get(&at).map(|relation| relation.end),
            SlotKind::Phrase => mention(|_| true),
            SlotKind::Defined(id) => self.phrases.get(id.as_str())?.get(&at).map(|found| found.tokens.end),
        };
        end.filter(|&end| end <= self.sentence.end)
    }
}
