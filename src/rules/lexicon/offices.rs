//! Offices, ranks and professions: a list of names, and the forms that build more of them (`minister for X`, `deputy X`, `X-elect`).

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::Deserialize;

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
    /// Fields of government: the canonical name, then its synonyms.
    domains: Vec<Vec<String>>,
    prefixes: WrittenPrefixes,
    /// Words before or after an office that tell how it is held.
    standing: BTreeMap<String, Vec<String>>,
    suffixes: BTreeMap<String, Vec<String>>,
    /// Spelling as written to spelling as listed.
    spelling: BTreeMap<String, String>,
    honorifics: HashSet<String>,
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
    #[serde(default)]
    offices: Vec<Vec<String>>,
    /// Nouns that make an office with a field of government: `minister`.
    #[serde(default)]
    heads: Vec<String>,
}

/// The offices, found by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Offices {
    offices: Vec<Office>,
    /// Indices into `offices`.
    names: Phrases<usize>,
    domains: Phrases<String>,
    heads: BTreeMap<String, usize>,
    many: BTreeSet<String>,
    same: BTreeSet<String>,
    /// The office that a prefix of `many` makes, by sector.
    derived: BTreeMap<String, usize>,
    before: BTreeMap<String, Option<Standing>>,
    behind: BTreeMap<String, Option<Standing>>,
    /// All words that an office can begin with.
    first: HashSet<String>,
    spelling: BTreeMap<String, String>,
    pub(super) honorifics: HashSet<String>,
    /// Names of one word, which can stand before a person.
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
            many: written.prefixes.many,
            same: written.prefixes.same,
            before: standings(written.standing, &mut errors),
            behind: standings(written.suffixes, &mut errors),
            spelling: written.spelling,
            honorifics: written.honorifics,
            ..Self::default()
        };
        written.group.into_iter().for_each(|group| offices.add(group, &mut errors));
        for names in written.domains {
            for name in &names {
                offices.domains.insert(name, names[0].clone());
                offices.first.extend(name.split(' ').next().map(str::to_string));
            }
        }
        let starters = offices.many.iter().chain(&offices.same).chain(offices.before.keys()).chain(offices.heads.keys());
        let starters: Vec<String> = starters.cloned().collect();
        offices.first.extend(starters);
        if errors.is_empty() { Ok(offices) } else { Err(errors) }
    }

    fn add(&mut self, group: WrittenGroup, errors: &mut Vec<Error>) {
        let sort = |canonical: &str, seats| Office {
            canonical: canonical.to_string(),
            sector: group.sector.clone(),
            seats,
            full_time: group.full_time,
            rank: group.rank,
        };
        if !self.derived.contains_key(&group.sector) {
            self.derived.insert(group.sector.clone(), self.offices.len());
            self.offices.push(sort("deputy", Seats::Many));
        }
        for head in &group.heads {
            self.heads.insert(head.clone(), self.offices.len());
            self.offices.push(sort(head, group.seats));
        }
        for names in &group.offices {
            let Some(canonical) = names.first() else { continue };
            let index = self.offices.len();
            self.offices.push(sort(canonical.trim_end_matches(" of"), group.seats));
            for name in names {
                if self.names.get(name).is_some() {
                    errors.push(OFFICES.error_at_word(format!("office `{name}` is listed twice"), name));
                }
                self.names.insert(name, index);
                self.first.extend(name.split(' ').next().map(str::to_string));
                self.titles.extend(Some(name.clone()).filter(|name| !name.contains(' ')));
            }
        }
    }

    pub(super) fn standing(&self, word: &str) -> Option<Standing> {
        self.before.get(word).copied().flatten()
    }

    pub(super) fn at(&self, word: &dyn Fn(usize) -> Option<String>) -> Option<OfficeMatch<'_>> {
        if !self.may_begin(word) {
            return None;
        }
        let words = Words::read(word, &self.spelling);
        let mut standing = None;
        let mut start = 0;
        while let Some(held) = words.get(start).and_then(|word| self.before.get(word)) {
            standing = standing.or(*held);
            start += 1;
        }
        let mut core = self.core(&words, start)?;
        if let Some(held) = words.get(core.end).and_then(|word| self.behind.get(word)) {
            standing = standing.or(*held);
            core.end += 1;
        }
        Some(OfficeMatch { len: words.tokens(core.end), canonical: core.canonical, office: &self.offices[core.office], standing })
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
        let forms = [Self::listed, Self::prefixed, Self::domain_first, Self::domain_last];
        let found = forms.into_iter().filter_map(|form| form(self, words, start));
        found.reduce(|best, next| if next.end > best.end { next } else { best })
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
        let office = if many { self.derived[&self.offices[inner.office].sector] } else { inner.office };
        Some(Core { end: inner.end, canonical: format!("{prefix} {}", inner.canonical), office })
    }

    /// `trade and industry minister`.
    fn domain_first(&self, words: &Words, start: usize) -> Option<Core> {
        let (end, domain) = self.domain(words, start)?;
        self.of_domain(words.get(end)?, &domain, end + 1)
    }

    /// `minister for trade and industry`.
    fn domain_last(&self, words: &Words, start: usize) -> Option<Core> {
        let head = words.get(start).filter(|word| self.heads.contains_key(*word))?;
        let mut at = start + 1;
        if words.is(at, "of") && words.is(at + 1, "state") {
            at += 2;
        }
        at += LINKS.iter().find(|link| (0..link.len()).all(|word| words.is(at + word, link[word])))?.len();
        at += usize::from(words.is(at, "the"));
        let (end, domain) = self.domain(words, at)?;
        self.of_domain(head, &domain, end)
    }

    fn of_domain(&self, head: &str, domain: &str, end: usize) -> Option<Core> {
        let office = *self.heads.get(head)?;
        Some(Core { end, canonical: format!("{domain} {head}"), office })
    }

    /// One field of government or several in alphabetical order.
    fn domain(&self, words: &Words, start: usize) -> Option<(usize, String)> {
        let (mut end, first) = self.one_domain(words, start)?;
        let mut domains = BTreeSet::from([first]);
        loop {
            let joints =
                (0..2).take_while(|joint| words.get(end + joint).is_some_and(|word| matches!(word, "," | "and" | "&"))).count();
            let Some((next, domain)) = self.one_domain(words, end + joints).filter(|_| joints > 0) else { break };
            domains.insert(domain);
            end = next;
        }
        Some((end, domains.into_iter().collect::<Vec<_>>().join(" and ")))
    }

    /// A listed field, or any word before `affairs`.
    fn one_domain(&self, words: &Words, start: usize) -> Option<(usize, String)> {
        if let Some((length, domain)) = self.domains.longest(|at| words.get(start + at)) {
            return Some((start + length, domain.clone()));
        }
        let word = words.get(start).filter(|_| words.is(start + 1, "affairs"))?;
        Some((start + 2, format!("{word} affairs")))
    }
}

/// Between an office and its field.
const LINKS: [&[&str]; 4] = [&["in", "charge", "of"], &["responsible", "for"], &["of"], &["for"]];

/// Words by how the office is held; `current` says no more than the office alone.
fn standings(written: BTreeMap<String, Vec<String>>, errors: &mut Vec<Error>) -> BTreeMap<String, Option<Standing>> {
    let mut words = BTreeMap::new();
    for (name, listed) in written {
        let standing = match name.as_str() {
            "current" => None,
            "former" => Some(Standing::Former),
            "late" => Some(Standing::Late),
            "acting" => Some(Standing::Acting),
            "designate" => Some(Standing::Designate),
            "then" => Some(Standing::Then),
            _ => {
                errors.push(OFFICES.error(format!("`{name}` is not a way to hold an office"), None));
                continue;
            }
        };
        words.extend(listed.into_iter().map(|word| (word, standing)));
    }
    words
}
