//! Offices that are built from a head and its fields: `health minister`, `minister for trade and industry`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::Words;
use super::offices::{Office, Seats};
use crate::rules::measures::Phrases;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenForm {
    pub(super) sector: String,
    seats: Seats,
    #[serde(default)]
    pub(super) full_time: bool,
    /// Any word before `affairs` makes a field.
    #[serde(default)]
    affairs: bool,
    /// Each with its synonyms.
    pub(super) heads: Vec<Vec<String>>,
    /// Each with its synonyms.
    pub(super) fields: Vec<Vec<String>>,
}

/// Heads and the fields that each of them goes with.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    /// Synonym to index of the office.
    heads: BTreeMap<String, usize>,
    /// Synonym to canonical name.
    fields: Phrases<String>,
    affairs: bool,
}

/// A head with its fields in a text.
pub(super) struct Built {
    /// Index of the word after it.
    pub end: usize,
    /// In alphabetical order.
    pub fields: String,
    pub office: usize,
}

/// Between a head and its fields.
const LINKS: [&[&str]; 4] = [&["in", "charge", "of"], &["responsible", "for"], &["of"], &["for"]];

impl Form {
    /// Adds the heads to the offices.
    pub(super) fn new(written: WrittenForm, offices: &mut Vec<Office>) -> Self {
        let mut form = Self { affairs: written.affairs, ..Self::default() };
        for heads in &written.heads {
            form.heads.extend(heads.iter().map(|head| (head.clone(), offices.len())));
            offices.extend(heads.first().map(|canonical| Office {
                canonical: canonical.clone(),
                sector: written.sector.clone(),
                seats: written.seats,
                full_time: written.full_time,
                rank: false,
                broad: false,
            }));
        }
        for fields in &written.fields {
            fields.iter().for_each(|field| form.fields.insert(field, fields[0].clone()));
        }
        form
    }

    pub(super) fn at(&self, words: &Words, start: usize) -> Option<Built> {
        self.fields_first(words, start).or_else(|| self.head_first(words, start))
    }

    /// `trade and industry minister`.
    fn fields_first(&self, words: &Words, start: usize) -> Option<Built> {
        let (end, fields) = self.fields(words, start)?;
        let office = *self.heads.get(words.get(end)?)?;
        Some(Built { end: end + 1, fields, office })
    }

    /// `minister for trade and industry`, `secretary of state for health`.
    fn head_first(&self, words: &Words, start: usize) -> Option<Built> {
        let office = *self.heads.get(words.get(start)?)?;
        let mut at = start + 1;
        if words.is(at, "of") && words.is(at + 1, "state") {
            at += 2;
        }
        at += LINKS.iter().find(|link| (0..link.len()).all(|word| words.is(at + word, link[word])))?.len();
        at += usize::from(words.is(at, "the"));
        let (end, fields) = self.fields(words, at)?;
        Some(Built { end, fields, office })
    }

    /// One field, or several with commas and `and` between them.
    fn fields(&self, words: &Words, start: usize) -> Option<(usize, String)> {
        let (mut end, first) = self.field(words, start)?;
        let mut fields = BTreeSet::from([first]);
        loop {
            let joints =
                (0..2).take_while(|joint| words.get(end + joint).is_some_and(|word| matches!(word, "," | "and" | "&"))).count();
            let Some((next, field)) = self.field(words, end + joints).filter(|_| joints > 0) else { break };
            fields.insert(field);
            end = next;
        }
        Some((end, fields.into_iter().collect::<Vec<_>>().join(" and ")))
    }

    fn field(&self, words: &Words, start: usize) -> Option<(usize, String)> {
        if let Some((length, field)) = self.fields.longest(|at| words.get(start + at)) {
            return Some((start + length, field.clone()));
        }
        let word = words.get(start).filter(|_| self.affairs && words.is(start + 1, "affairs"))?;
        Some((start + 2, format!("{word} affairs")))
    }
}
