//! Counts of none: `no one was killed`, `no deaths`, `none of the passengers`.
//!
//! Only counts of what happens to people are kept, where `none` is news; elsewhere the word negates a clause and counts nothing.

use super::amount::Amount;
use super::counted::{self, Bearer};
use crate::extract::Context;
use crate::model::{FigureKind, Quantity};
use crate::rules::words::counting;

/// The counts of none in a document, with what they count.
pub fn find(context: &Context) -> Vec<(Amount, Bearer)> {
    (0..context.analysis.tokens.len()).filter_map(|token| at(context, token)).collect()
}

fn at(context: &Context, token: usize) -> Option<(Amount, Bearer)> {
    let analysis = context.analysis;
    let word = context.text(token).to_lowercase();
    if counting().nobody.has(word.as_str()) && matches!(analysis.tokens[token].pos, "PRON" | "NOUN") {
        let amount = nothing(context, token, token + 1);
        let bearer = counted::bearer(context, &amount);
        return Some((amount, bearer));
    }
    let noun = analysis.parent(token).filter(|_| word == "no" && analysis.tokens[token].dep == "det")?;
    if analysis.tokens[noun].lemma == "one" {
        let bearer = Bearer { token: noun, bare: true, partitive: false, kind: FigureKind::Level };
        return Some((nothing(context, token, noun + 1), bearer));
    }
    let more = analysis.children(noun).any(|child| counting().further.has(analysis.tokens[child].lemma.as_str()));
    let kind = if more { FigureKind::Extra } else { FigureKind::Level };
    Some((nothing(context, token, token + 1), Bearer { token: noun, bare: false, partitive: false, kind }))
}

fn nothing(context: &Context, start: usize, end: usize) -> Amount {
    let span = context.analysis.span(start..end);
    Amount { quantity: Quantity::exact(0.0, 1.0, ""), tokens: start..end, span, rate: None, share: false }
}
