//! Holding answers to the texts: where the quotations stand, and what both orders of a pair come to.

use std::collections::BTreeMap;

use super::answer::{Answer, Found, Pair, Verdict};
use super::ask::Answers;
use super::request::{About, Request};
use crate::Corpus;
use crate::locate::Folded;
use crate::model::account::{Account, Accounts, Passage};
use crate::model::report::Word;
use crate::report::visible::one_line;

/// Characters of a reason.
const REASON: usize = 400;

/// What the answers say of the documents, as far as it can be located. A finding of which a quotation is not in its document is dropped
/// and counted.
pub fn hold(corpus: &Corpus, requests: &[Request], answers: &Answers) -> Accounts {
    let mut accounts = Accounts { reader: one_line(&answers.reader), ..Accounts::default() };
    let mut texts = Texts { corpus, folded: BTreeMap::new() };
    let mut verdicts: BTreeMap<&str, Vec<Verdict>> = BTreeMap::new();
    for request in requests {
        match (&request.about, answers.replies.get(&request.id).map(|reply| &reply.answer)) {
            (About::Documents(documents), Some(Answer::Found(found))) => texts.locate(documents, found, &mut accounts),
            (About::Finding(id), Some(Answer::Judged(judged))) => verdicts.entry(id).or_default().push(judged.verdict),
            _ => {}
        }
    }
    accounts.judged = verdicts.into_iter().filter_map(|(id, verdicts)| Some((id.to_string(), word(&verdicts)?))).collect();
    accounts
}

/// What the verdicts on both orders come to; of one order alone, nothing.
fn word(verdicts: &[Verdict]) -> Option<Word> {
    let [one, other] = verdicts else { return None };
    let conflicts = [one, other].into_iter().filter(|verdict| **verdict == Verdict::Conflict).count();
    Some([Word::Denies, Word::Unsure, Word::Affirms][conflicts])
}

/// The documents in folded form, each folded once.
struct Texts<'a> {
    corpus: &'a Corpus,
    folded: BTreeMap<usize, Folded>,
}

impl Texts<'_> {
    fn locate(&mut self, documents: &[usize], found: &Found, accounts: &mut Accounts) {
        for pair in &found.findings {
            match self.account(documents, pair) {
                Some(account) => accounts.found.push(account),
                None => accounts.unlocated += 1,
            }
        }
    }

    fn account(&mut self, documents: &[usize], pair: &Pair) -> Option<Account> {
        let mut passage = |number: i64, quote: &str| {
            let document = *documents.get(usize::try_from(number.checked_sub(1)?).ok()?)?;
            let text = &self.corpus.readings.get(document)?.document;
            let span = self.folded.entry(document).or_insert_with(|| Folded::new(text)).find(quote)?;
            Some(Passage { document, span })
        };
        let passages = [passage(pair.report_a, &pair.quote_a)?, passage(pair.report_b, &pair.quote_b)?];
        let why = one_line(&pair.why).chars().take(REASON).collect();
        Some(Account { passages, kind: pair.kind, status: pair.status.into(), why })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_both_orders_are_a_word() {
        use Verdict::{Agree, Apart, Conflict};
        let cases = [
            (vec![Conflict, Conflict], Some(Word::Affirms)),
            (vec![Conflict, Apart], Some(Word::Unsure)),
            (vec![Agree, Conflict], Some(Word::Unsure)),
            (vec![Agree, Apart], Some(Word::Denies)),
            (vec![Conflict], None),
            (vec![], None),
        ];
        for (verdicts, expected) in cases {
            assert_eq!(word(&verdicts), expected, "{verdicts:?}");
        }
    }
}
