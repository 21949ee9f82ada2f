//! The figures that a figure takes the place of: `14, not 11`, `up from 11`, `instead of 11`, `and not 11 as first believed`.

use crate::extract::{Context, atoms};
use crate::model::Quantity;

use super::amount::{self, Amount};

/// The figures of the same sentence that the text sets aside for this one.
pub fn by(context: &Context, of: &Amount) -> Vec<Quantity> {
    let analysis = context.analysis;
    let sentence = analysis.sentences[analysis.tokens[of.tokens.start].sentence].tokens.clone();
    let word = |token: usize| analysis.tokens[token].lemma.to_lowercase();
    let introduced = |token: usize| {
        context.rules.measures.levels.instead.iter().map(|phrase| phrase.split(' ').collect::<Vec<_>>()).any(|words| {
            let from = token.checked_sub(words.len()).filter(|from| *from >= of.tokens.end);
            from.is_some_and(|from| words.iter().enumerate().all(|(step, expected)| word(from + step) == *expected))
        })
    };
    if !(of.tokens.end..sentence.end).any(introduced) {
        return Vec::new();
    }
    let atoms = atoms::cut(context.document, analysis, sentence);
    let amounts = amount::find(&atoms, &context.rules.measures, |_| false).into_iter();
    amounts.filter(|other| introduced(other.tokens.start)).map(|other| other.quantity).collect()
}
