//! Offices, ranks and professions: a list of names, and the forms that build more of them (`minister for X`, `deputy X`, `X-elect`).

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::Deserialize;

use super::forms::{Built, Form, WrittenForm};
use super::{OFFICES, Words};
use crate::error::Error;
use crate::model::Standing;
use crate::rules::measures::Phrases;

/// How many persons hold an office of one body at one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seats {
    One,
    Many,
}

/// A sort of office, rank or profession.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// The name that stands for all of its synonyms.
    pub canonical: String,
    /// The walk of life: `state`, `church`, `sport`.
    pub sector: String,
    pub seats: Seats,
    /// Held as one's job: hardly together with another such office in another sector.
    pub full_time: bool,
    /// Borne for life or career and not by being in charge of something.
    pub rank: bool,
    /// Called so by many whose office has a name of its own.
    pub broad: bool,
}

/// An office as a text names it.
#[derive(Clone, Debug, PartialEq)]
pub struct OfficeMatch<'a> {
    /// In tokens.
    pub len: usize,
    /// With its domain and in one order and spelling: `foreign minister`, `deputy head coach`.
    pub canonical: String,
    /// The sort that it is of.
    pub office: &'a Office,
    /// What stands before or behind it: former, acting, -elect.
    pub standing: Option<Standing>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    group: Vec<WrittenGroup>,
    form: Vec<WrittenForm>,
    prefixes: WrittenPrefixes,
    /// Words before or after an office that tell how it is held.
    standing: BTreeMap<String, Vec<String>>,
    suffixes: BTreeMap<String, Vec<String>>,
    /// Spelling as written to spelling as listed.
    spelling: BTreeMap<String, String>,
    honorifics: HashSet<String>,
    descriptions: HashSet<String>,
    /// Canonical names of offices that say little.
    broad: BTreeSet<String>,
    /// Verbs and nouns that tell that somebody's office ends.
    leaving: HashSet<String>,
}

/// Words before an office that make another office of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPrefixes {
    /// One that many hold: `deputy`.
    many: BTreeSet<String>,
    /// One with the seats of the office itself: `shadow`.
    same: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenGroup {
    sector: String,
    seats: Seats,
    #[serde(default)]
    full_time: bool,
    #[serde(default)]
    rank: bool,
    /// The canonical name, then its synonyms. One that ends in `of` is an office only before that word, and is named without it.
    offices: Vec<Vec<String>>,
}

/// The offices, found by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Offices {
    offices: Vec<Office>,
    /// Indices into `offices`.
    names: Phrases<usize>,
    forms: Vec<Form>,
    many: BTreeSet<String>,
    same: BTreeSet<String>,
    broad: BTreeSet<String>,
    /// The office that a prefix of `many` makes, by sector and whether it is full-time.
    derived: BTreeMap<(String, bool), usize>,
    before: Phrases<Option<Standing>>,
    behind: Phrases<Option<Standing>>,
    /// All words that an office can begin with.
    first: HashSet<String>,
    spelling: BTreeMap<String, String>,
    pub(super) honorifics: HashSet<String>,
    pub(super) leaving: HashSet<String>,
    /// Offices of one word and descriptions, which can stand before a person.
    pub(super) titles: HashSet<String>,
}

/// An office without its standing.
struct Core {
    /// Index of the word after it.
    end: usize,
    canonical: String,
    /// Index of its sort.
    office: usize,
}

impl Offices {
    pub(super) fn load() -> Result<Self, Vec<Error>> {
        Self::from_written(OFFICES.parse()?)
    }

    fn from_written(written: Written) -> Result<Self, Vec<Error>> {
        let mut errors = Vec::new();
        let mut offices = Self {
            first: [&written.prefixes.many, &written.prefixes.same].into_iter().flatten().cloned().collect(),
            many: written.prefixes.many,
            same: written.prefixes.same,
            spelling: written.spelling,
            honorifics: written.honorifics,
            titles: written.descriptions,
            broad: written.broad,
            leaving: written.leaving,
            ..Self::default()
        };
        offices.may_begin_with(written.standing.values().flatten());
        offices.before = standings(written.standing, &mut errors);
        offices.behind = standings(written.suffixes, &mut errors);
        written.group.into_iter().for_each(|group| offices.add_group(&group, &mut errors));
        written.form.into_iter().for_each(|form| offices.add_form(form));
        if errors.is_empty() { Ok(offices) } else { Err(errors) }
    }

    fn add_group(&mut self, group: &WrittenGroup, errors: &mut Vec<Error>) {
        self.add_derived(&group.sector, group.full_time);
        for names in &group.offices {
            let Some(canonical) = names.first() else { continue };
            for name in names {
                if self.names.get(name).is_some() {
                    errors.push(OFFICES.error_at_word(format!("office `{name}` is listed twice"), name));
                }
                self.names.insert(name, self.offices.len());
            }
            self.offices.push(Office {
                canonical: canonical.trim_end_matches(" of").to_string(),
                sector: group.sector.clone(),
                seats: group.seats,
                full_time: group.full_time,
                rank: group.rank,
                broad: self.broad.contains(canonical.trim_end_matches(" of")),
            });
            self.may_begin_with(names);
            self.titles.extend(names.iter().filter(|name| !name.contains(' ')).cloned());
        }
    }

    fn add_form(&mut self, form: WrittenForm) {
        self.add_derived(&form.sector, form.full_time);
        self.may_begin_with(form.heads.iter().chain(&form.fields).flatten());
        self.forms.push(Form::new(form, &mut self.offices));
    }

    /// What `deputy` and its like make of any office of a sector.
    fn add_derived(&mut self, sector: &str, full_time: bool) {
        let key = (sector.to_string(), full_time);
        if !self.derived.contains_key(&key) {
            self.derived.insert(key, self.offices.len());
            let canonical = "deputy".to_string();
            self.offices.push(Office {
                canonical,
                sector: sector.to_string(),
                seats: Seats::Many,
                full_time,
                rank: false,
                broad: false,
            });
        }
    }

    fn may_begin_with<'a>(&mut self, names: impl IntoIterator<Item = &'a String>) {
        self.first.extend(names.into_iter().filter_map(|name| name.split(' ').next()).map(str::to_string));
    }

    pub(super) fn standing(&self, word: &str) -> Option<Standing> {
        self.before.get(word).copied().flatten()
    }

    pub(super) fn at(&self, word: &dyn Fn(usize) -> Option<String>) -> Option<OfficeMatch<'_>> {
        if !self.may_begin(word) {
            return None;
        }
        let words = Words::read(word, &self.spelling);
        let (core, standing) = self.held(&words)?;
        let behind = self.behind.longest(|at| words.get(core.end + at));
        let end = core.end + behind.map_or(0, |(length, _)| length);
        let standing = standing.or(behind.and_then(|(_, held)| *held));
        Some(OfficeMatch { len: words.tokens(end), canonical: core.canonical, office: &self.offices[core.office], standing })
    }

    /// The office with the words on how it is held before it; `first minister` is an office of its own.
    fn held(&self, words: &Words) -> Option<(Core, Option<Standing>)> {
        if let Some(core) = self.core(words, 0) {
            return Some((core, None));
        }
        let mut standing = None;
        let mut start = 0;
        while let Some((length, held)) = self.before.longest(|at| words.get(start + at)) {
            standing = standing.or(*held);
            start += length;
        }
        Some((self.core(words, start)?, standing))
    }

    /// A cheap look at the first two tokens.
    fn may_begin(&self, word: &dyn Fn(usize) -> Option<String>) -> bool {
        let Some(first) = word(0) else { return false };
        let part = first.split('-').next().unwrap_or(&first);
        let part = super::bare(part);
        self.first.contains(self.spelling.get(part).map_or(part, String::as_str)) || word(1).as_deref() == Some("affairs")
    }

    /// The longest office that begins at a word; the list goes before the forms.
    fn core(&self, words: &Words, start: usize) -> Option<Core> {
        let named = [self.listed(words, start), self.prefixed(words, start)];
        let built = self.forms.iter().map(|form| form.at(words, start).map(|built| self.built(built)));
        named.into_iter().chain(built).flatten().reduce(|best, next| if next.end > best.end { next } else { best })
    }

    /// A listed name; a last `of` is no part of it.
    fn listed(&self, words: &Words, start: usize) -> Option<Core> {
        let (length, office) = self.names.longest(|at| words.get(start + at))?;
        let end = start + length;
        let end = end - usize::from(words.is(end - 1, "of"));
        Some(Core { end, canonical: self.offices[*office].canonical.clone(), office: *office })
    }

    /// `deputy head coach`.
    fn prefixed(&self, words: &Words, start: usize) -> Option<Core> {
        let prefix = words.get(start)?;
        let many = self.many.contains(prefix);
        if !many && !self.same.contains(prefix) {
            return None;
        }
        let inner = self.core(words, start + 1)?;
        let above = &self.offices[inner.office];
        let derived = self.derived.get(&(above.sector.clone(), above.full_time)).filter(|_| many);
        let office = derived.copied().unwrap_or(inner.office);
        Some(Core { end: inner.end, canonical: format!("{prefix} {}", inner.canonical), office })
    }

    fn built(&self, built: Built) -> Core {
        let canonical = format!("{} {}", built.fields, self.offices[built.office].canonical);
        Core { end: built.end, canonical, office: built.office }
    }
}

/// Words by how the office is held; `current` says no more than the office alone.
fn standings(written: BTreeMap<String, Vec<String>>, errors: &mut Vec<Error>) -> Phrases<Option<Standing>> {
    let mut words = Phrases::default();
    for (name, listed) in written {
        let standing = match name.as_str() {
            "current" => None,
            "former" => Some(Standing::Former),
            "new" => Some(Standing::New),
            "late" => Some(Standing::Late),
            "acting" => Some(Standing::Acting),
            "designate" => Some(Standing::Designate),
            "then" => Some(Standing::Then),
            _ => {
                errors.push(OFFICES.error(format!("`{name}` is not a way to hold an office"), None));
                continue;
            }
        };
        listed.iter().for_each(|phrase| words.insert(phrase, standing));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_office_is_found_by_each_of_its_names() {
        let written: Written = OFFICES.parse().expect("of its shape");
        let offices = Offices::load().expect("the built-in words load");
        for names in written.group.iter().flat_map(|group| &group.offices) {
            for name in names {
                let words: Vec<&str> = name.split(' ').collect();
                let found = offices.at(&|at| words.get(at).map(ToString::to_string)).map(|found| found.canonical);
                assert_eq!(found.as_deref(), Some(names[0].trim_end_matches(" of")), "{name}");
            }
        }
    }
}
