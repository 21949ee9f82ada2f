//! What rules say of two passages that a second reader quotes: one value, two questions, or nothing.
//!
//! The claims that are decided in the quotations meet as all claims do ([`Pairing`]). Only those count that answer what the reader asks
//! about: a number that both give is no answer to who did it.

use std::collections::BTreeSet;

use crate::check::claimed;
use crate::graph::ClaimGraph;
use crate::model::account::{Account, Passage};
use crate::model::report::Kind;
use crate::model::{Agreement, Claim, Reading, Span, ValueType};
use crate::pairing::{self, Against, Comparison, Pair, Pairing};
use crate::rules::Rulebook;

/// What rules make of two passages.
pub enum Ruled {
    /// Both give one value, or values that can both be true.
    Same,
    /// The values differ, and for this reason they answer two questions.
    Apart(&'static str),
    /// Nothing that they could read speaks against the second reader.
    Open,
}

/// The claims of the documents that a second reader has quoted.
pub struct ByRule<'a> {
    readings: &'a [Reading],
    pairing: Pairing<'a>,
}

impl<'a> ByRule<'a> {
    pub fn new(readings: &'a [Reading], graph: &'a ClaimGraph, rules: &'a Rulebook, found: &[Account]) -> Self {
        let documents: BTreeSet<usize> =
            found.iter().flat_map(|account| account.passages).map(|passage| passage.document).collect();
        Self { readings, pairing: Pairing::new(readings, graph, rules, &documents) }
    }

    pub fn of(&self, account: &Account) -> Ruled {
        let [one, other] = account.passages;
        if one.document == other.document && one.span.touches(other.span) {
            let within = matches!(account.kind, Kind::Calendar | Kind::Arithmetic);
            return if within { Ruled::Open } else { Ruled::Same };
        }
        let comparison = self.pairing.compare(self.in_file(one), self.in_file(other), &[]);
        let pairs: Vec<&Pair> = comparison.pairs.iter().filter(|pair| answers(&comparison, pair, account.kind)).collect();
        let mut differ = pairs.iter().filter(|pair| pair.values == Agreement::Different).peekable();
        match () {
            () if all_meet(&comparison, &pairs) => Ruled::Same,
            () if differ.peek().is_none() && self.words(one) == self.words(other) => Ruled::Same,
            () => veto(differ).map_or(Ruled::Open, |veto| Ruled::Apart(veto.why())),
        }
    }

    fn in_file(&self, passage: Passage) -> pairing::Passage {
        let Span { start, end } = self.readings[passage.document].document.in_file(passage.span);
        pairing::Passage { document: passage.document, start, end }
    }

    fn words(&self, passage: Passage) -> Vec<String> {
        let text = self.readings[passage.document].document.slice(passage.span);
        text.split_whitespace().map(str::to_lowercase).collect()
    }
}

fn answers(comparison: &Comparison, pair: &Pair, kind: Kind) -> bool {
    claimed::kind(&comparison.left[pair.left], &comparison.right[pair.right]) == kind
}

/// Whether each answer of either passage meets one of the other. Only measures are the same by rule, however they are told: a deed may be
/// told in two ways, one word more makes another remark, and one who is a member may be an adviser, too.
fn all_meet(comparison: &Comparison, pairs: &[&Pair]) -> bool {
    const MEASURES: [ValueType; 4] = [ValueType::Figure, ValueType::Age, ValueType::Time, ValueType::Place];
    let sorts: BTreeSet<ValueType> = pairs.iter().map(|pair| pair.sort).filter(|sort| MEASURES.contains(sort)).collect();
    let meets = |pair: &&&Pair| matches!(pair.values, Agreement::Same | Agreement::Compatible);
    let met = |side: fn(&Pair) -> usize| -> BTreeSet<usize> { pairs.iter().filter(meets).map(|pair| side(pair)).collect() };
    let all = |claims: &[Claim], met: BTreeSet<usize>| {
        let mut of_sort = claims.iter().enumerate().filter(|(_, claim)| sorts.contains(&claim.value.sort()));
        of_sort.all(|(at, _)| met.contains(&at))
    };
    !sorts.is_empty() && all(&comparison.left, met(|pair| pair.left)) && all(&comparison.right, met(|pair| pair.right))
}

/// Why values that differ answer two questions, where all of them do. That both passages share another answer shows nothing: the reader
/// has seen it, too.
fn veto<'p>(differ: impl Iterator<Item = &'p &'p Pair>) -> Option<Against> {
    let shows = |against: &Against| against.is_veto() && *against != Against::KnownToBoth;
    let vetoes = differ.map(|pair| pair.against.iter().copied().find(shows));
    vetoes.collect::<Option<Vec<Against>>>()?.into_iter().next()
}
