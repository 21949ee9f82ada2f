//! The proofs of the constraints that are part of the program: each is run over its own texts, and counts only if it found them itself.

use super::{Fault, Trial};
use crate::locate::Folded;
use crate::model::account::{Account, Accounts, Passage};
use crate::model::opinion::{Opinion, Opinions, Place, Word};
use crate::model::report::{Conflict, SecondReaderRun, Status};
use crate::model::{BuiltIn, Span};
use crate::outside::Handed;
use crate::rules::Rulebook;
use crate::rules::constraints::{Demanded, Example};
use crate::{Corpus, check, pipeline};

/// Surer than the judge has to be of anything.
const SURE: f32 = 0.99;

impl Trial<'_> {
    pub(super) fn built_in(&mut self, constraint: &Demanded) {
        let conflicts = constraint.conflicts.iter().map(|example| (example, true));
        for (example, expected) in conflicts.chain(constraint.agrees.iter().map(|example| (example, false))) {
            let corpus = self.corpus(&example.texts);
            let found = found(constraint, example, corpus, self.rules);
            let fault = found.as_ref().map_or(Some(Fault::Wrong), |found| fault(constraint, found, expected));
            let told = found.iter().flatten().map(|conflict| format!("{}: {}", conflict.constraint, conflict.explanation));
            self.note(fault, constraint.id.id(), &constraint.place, &example.texts, told.collect());
        }
    }
}

/// What is wrong with what was found: the constraint is silent where it must not be, finds what it must not, or calls it by another kind.
fn fault(constraint: &Demanded, found: &[Conflict], expected: bool) -> Option<Fault> {
    let mut own = found.iter().filter(|conflict| conflict.constraint == constraint.id.id()).peekable();
    match (expected, own.peek().is_some()) {
        (true, false) => Some(Fault::Missing),
        (false, true) => Some(Fault::Noisy),
        _ => own.any(|conflict| !constraint.kinds.contains(&conflict.kind)).then_some(Fault::Wrong),
    }
}

/// The findings in the texts of an example; none where the words that a reader points at are not in them.
fn found(constraint: &Demanded, example: &Example, mut corpus: Corpus, rules: &Rulebook) -> Option<Vec<Conflict>> {
    match constraint.id {
        BuiltIn::Judge | BuiltIn::OneAnswer => {
            let list = vec![opinion(&corpus, passages(&corpus, example)?)];
            let hear = |_: &_| Opinions { list, ..Opinions::default() };
            Some(crate::check::check(&corpus.readings, &corpus.graph, rules, hear).conflicts)
        }
        BuiltIn::SecondReader => {
            let (passages, kind, status) = (passages(&corpus, example)?, *constraint.kinds.first()?, Status::Contradiction);
            let account = Account { passages, kind, status, why: "Both cannot be.".to_string() };
            let mut report = check(&corpus, rules);
            let accounts = Accounts { reader: "the second reader".to_string(), found: vec![account], ..Accounts::default() };
            pipeline::hear(&corpus, rules, &mut report, &accounts, SecondReaderRun::default());
            Some(report.conflicts)
        }
        BuiltIn::ClaimsAgree => {
            let claims = corpus.claims(rules);
            let refused = corpus.hear(claims.into_iter().map(Handed::from).collect());
            refused.is_empty().then(|| check(&corpus, rules).conflicts)
        }
        _ => Some(check(&corpus, rules).conflicts),
    }
}

/// Where the words that a reader points at stand, one in each text.
fn passages(corpus: &Corpus, example: &Example) -> Option<[Passage; 2]> {
    let quotes = example.quotes.as_ref()?;
    let passage = |document: usize| {
        let span = Folded::new(&corpus.readings.get(document)?.document).find(&quotes[document])?;
        Some(Passage { document, span })
    };
    Some([passage(0)?, passage(1)?])
}

/// A judge that is certain of the words.
fn opinion(corpus: &Corpus, passages: [Passage; 2]) -> Opinion {
    let place = |passage: Passage| -> Place {
        let sentences = &corpus.readings[passage.document].analysis.sentences;
        let at = sentences.iter().position(|sentence| sentence.span.touches(passage.span));
        (passage.document, at.unwrap_or_default())
    };
    let words: [Vec<Span>; 2] = passages.map(|passage| vec![passage.span]);
    Opinion { places: passages.map(place), conflict: SURE, word: Word::Certain, words }
}

#[cfg(test)]
mod tests {
    use super::super::Outcome;
    use super::*;
    use crate::model::report::Kind;

    fn demanded(id: BuiltIn) -> Demanded {
        let constraints = &Rulebook::builtin().built_in;
        constraints.iter().find(|constraint| constraint.id == id).cloned().expect("it is told")
    }

    fn faults(constraint: &Demanded) -> Vec<Fault> {
        let mut trial = Trial { rules: Rulebook::builtin(), outcome: Outcome::default() };
        trial.built_in(constraint);
        trial.outcome.failures.into_iter().map(|failure| failure.fault).collect()
    }

    #[test]
    fn a_proof_counts_only_where_the_constraint_itself_found_it() {
        let own = demanded(BuiltIn::OneDatePerEvent);
        assert_eq!(faults(&own), []);
        assert_eq!(faults(&Demanded { id: BuiltIn::OnePlacePerEvent, ..own.clone() }), [Fault::Missing]);
        assert_eq!(faults(&Demanded { kinds: vec![Kind::Place], ..own.clone() }), [Fault::Wrong]);
        let turned = Demanded { conflicts: own.agrees.clone(), agrees: own.conflicts.clone(), ..own };
        assert_eq!(faults(&turned), [Fault::Missing, Fault::Noisy]);
    }

    #[test]
    fn words_of_a_reader_have_to_stand_in_the_texts() {
        let mut judged = demanded(BuiltIn::OneAnswer);
        assert_eq!(faults(&judged), []);
        judged.agrees[0].quotes = Some(["survived".to_string(), "was lost".to_string()]);
        assert_eq!(faults(&judged), [Fault::Wrong]);
        judged.agrees[0].quotes = None;
        assert_eq!(faults(&judged), [Fault::Wrong]);
    }
}
