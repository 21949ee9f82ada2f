//! Patterns: over the sequence of words ([`Sequence`]) and over the dependency tree ([`Tree`]).
//!
//! Both bind named slots to ranges of tokens. What a slot may hold is asked of the text ([`Words::slot`]), so that patterns know nothing of
//! mentions or lexicons; a phrase that an earlier pattern found is a slot type like any other.

mod matcher;
mod sequence;
mod tree;

use std::ops::Range;

pub use matcher::Match;
pub use sequence::Sequence;
pub use tree::{Argument, Path, Tree};

/// What a slot may hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SlotKind {
    /// A personal name, with the honorifics before it.
    Person,
    /// A person by name, pronoun or description.
    Someone,
    Organisation,
    /// A state or town, by name, demonym or metonym.
    Polity,
    /// An organisation or polity.
    Body,
    /// Anything with a name.
    Name,
    /// Words that name an office.
    Office,
    /// Words of degree and a relation noun.
    Relation,
    /// Any noun phrase, name or pronoun.
    Phrase,
    /// A phrase that a pack defines.
    Defined(String),
}

impl SlotKind {
    const NAMES: [(&'static str, Self); 9] = [
        ("person", Self::Person),
        ("someone", Self::Someone),
        ("organisation", Self::Organisation),
        ("polity", Self::Polity),
        ("body", Self::Body),
        ("name", Self::Name),
        ("office", Self::Office),
        ("relation", Self::Relation),
        ("phrase", Self::Phrase),
    ];

    fn of(name: &str) -> Self {
        let known = Self::NAMES.into_iter().find(|(known, _)| *known == name);
        known.map_or_else(|| Self::Defined(name.to_string()), |(_, kind)| kind)
    }

    /// The types that need no definition, for messages.
    pub fn known() -> String {
        Self::NAMES.map(|(name, _)| name).join(", ")
    }
}

/// A slot of a pattern: `{holder:person}`, or `{office}` where name and type are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub name: String,
    pub kind: SlotKind,
}

impl Slot {
    fn parse(written: &str) -> Self {
        let (name, kind) = written.split_once(':').unwrap_or((written, written));
        Self { name: name.trim().to_string(), kind: SlotKind::of(kind.trim()) }
    }
}

/// A slot with the tokens that fill it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    pub slot: Slot,
    pub tokens: Range<usize>,
}

/// A token as patterns see it.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    /// In lower case.
    pub text: &'a str,
    pub lemma: &'a str,
    pub pos: &'a str,
    pub tag: &'a str,
    pub dep: &'a str,
}

/// A text as patterns see it.
pub trait Words {
    /// The token at an index; none outside the sentence in hand.
    fn word(&self, at: usize) -> Option<Word<'_>>;

    /// Where the longest filler of such a slot that starts at `at` ends.
    fn slot(&self, kind: &SlotKind, at: usize) -> Option<usize>;
}
