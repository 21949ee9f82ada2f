//! Lists of offices that a constraint sets against each other: the parts in one affair, the ranks of one ladder.
//!
//! A part is written as `judge | magistrate | * minister | commander of division | of ruling party`: names of offices, with a star for any
//! words before, and after `of` a word that the body must have.

use std::cmp::Ordering;

use super::{Clash, Role, is_short_for};
use crate::rules::Constraint;

/// The parts of a constraint, in order.
pub(super) struct Parts<'a> {
    parts: Vec<Vec<Part<'a>>>,
    exceptions: &'a [String],
}

/// One way to name a part.
struct Part<'a> {
    /// Empty for any office.
    name: &'a str,
    /// Any words may stand before the name.
    open: bool,
    /// Words that the body must have.
    scope: Vec<&'a str>,
}

impl<'a> Part<'a> {
    fn parse(written: &'a str) -> Self {
        let written = written.trim();
        let (name, scope) = match written.strip_prefix("of ") {
            Some(scope) => ("", scope),
            None => written.split_once(" of ").unwrap_or((written, "")),
        };
        let open = name.starts_with("* ");
        Self { name: name.trim_start_matches("* "), open, scope: scope.split_whitespace().collect() }
    }

    fn fits(&self, role: &Role) -> bool {
        let ends = role.name.strip_suffix(self.name).is_some_and(|before| before.is_empty() || before.ends_with(' '));
        let named = self.name.is_empty() || role.name == self.name || self.open && ends;
        let of = |word: &&str| role.scope.as_ref().is_some_and(|scope| scope.has(word));
        named && self.scope.iter().all(of)
    }
}

impl<'a> Parts<'a> {
    pub(super) fn new(constraint: &'a Constraint) -> Self {
        let parts = constraint.details.iter().map(|part| part.split('|').map(Part::parse).collect());
        Self { parts: parts.collect(), exceptions: &constraint.exceptions }
    }

    fn of(&self, role: &Role) -> Option<usize> {
        self.parts.iter().position(|part| part.iter().any(|part| part.fits(role)))
    }

    /// Two different parts.
    pub(super) fn exclude(&self, one: &Role, other: &Role) -> Option<Clash> {
        let excepted = |one: &Role, other: &Role| self.exceptions.contains(&format!("{} / {}", one.name, other.name));
        let parts = self.of(one).zip(self.of(other));
        let apart = parts.is_some_and(|(first, second)| first != second);
        let address = one.is_address() || other.is_address();
        (apart && !address && !excepted(one, other) && !excepted(other, one)).then_some(Clash::Both)
    }

    /// Two ranks, of which neither is short for the other: a lieutenant general is called general.
    pub(super) fn rank(&self, one: &Role, other: &Role) -> Option<Clash> {
        if is_short_for(&one.name, &other.name) || is_short_for(&other.name, &one.name) {
            return None;
        }
        let (first, second) = self.of(one).zip(self.of(other))?;
        match first.cmp(&second) {
            Ordering::Less => Some(Clash::Rise),
            Ordering::Greater => Some(Clash::Fall),
            Ordering::Equal => None,
        }
    }
}
