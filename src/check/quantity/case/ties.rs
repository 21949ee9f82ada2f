//! What shows that two figures are told of one event.

use super::Case;
use crate::check::figures::{Entry, Scope, verbs};
use crate::check::quantity::owner::Owner;
use crate::model::Agreement;
use crate::rules::Rulebook;
use crate::rules::measures::Measure;
use crate::rules::words::counting;

/// Nothing shows that the sentences speak of one event: no owner, hardly a word beyond the figure, not both in the lead.
pub(super) fn is_untied(case: &Case) -> bool {
    let things = case.measure.is_some_and(|measure| measure.things);
    let sole = case.both(|entry| entry.sole && !entry.figure.noun.is_empty());
    let leads = |entry: &Entry| entry.leads() || case.measure.is_some_and(|measure| is_total(entry, measure));
    let tied = match case.measure {
        Some(_) if case.moves() => {
            case.both(leads) && (case.may_be_update() || case.opens_alike())
                || (case.scope == Scope::Same || things) && case.shared() > 0
        }
        Some(measure) if measure.owned => case.owners() == Agreement::Same || case.shared() > 1,
        Some(measure) => case.shared() > 0 || case.both(|entry| entry.leads()) || sole && measure.single,
        None => is_tied(case, sole),
    };
    !tied
}

/// What has no measure is tied by its owner, by more than one word, or by being the only such figure of each text.
fn is_tied(case: &Case, sole: bool) -> bool {
    let told = case.both(|entry| !verbs(entry.figure, case.rules).is_empty());
    let undone = || case.one.figure.quantity.unit.is_empty() && is_undone(case.one, case.rules);
    let known = |entry: &Entry| Owner::of(entry, case.graph, case.rules).is_known();
    let level = case.both(|entry| entry.is_level()) && !case.both(known);
    if case.owners() == Agreement::Same || case.one.figure.quantity.unit == "percent" {
        return case.owners() == Agreement::Same;
    }
    let words = case.shared();
    (told || level) && words > 1 || sole && (told && words > 0 || undone() || level)
}

/// What was destroyed or taken is counted once for a story: `sixty houses were buried`, `nine objects are missing`.
fn is_undone(entry: &Entry, rules: &Rulebook) -> bool {
    let words = &rules.measures.quantities;
    let verbs = entry.figure.predicates.iter().filter_map(|predicate| predicate.split_once(' '));
    verbs.flat_map(|(_, verb)| words.senses(verb)).any(|sense| words.undoing.contains(sense))
}

/// `the death toll`, `the total number of deaths`: the count of the whole story, wherever it stands.
fn is_total(entry: &Entry, measure: &Measure) -> bool {
    let (figure, analysis) = (entry.figure, &entry.reading.analysis);
    let whole = |token: usize| counting().nouns_of_totals.has(analysis.tokens[token].lemma.as_str());
    let definite = |token: usize| analysis.child(token, &["det"]).is_some_and(|det| analysis.tokens[det].lemma == "the");
    let around = std::iter::once(figure.bearer).chain(analysis.ancestors(figure.bearer).take(2));
    measure.names(&figure.noun) && around.into_iter().any(|token| whole(token) && definite(token))
}
