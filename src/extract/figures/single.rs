//! One, told by `single`: `in a single polling station`, `only a single ship`.

use super::amount::Amount;
use super::counted::Bearer;
use crate::extract::Context;
use crate::model::{FigureKind, Quantity};
use crate::rules::words::counting;

/// The counts of a single one in a document, with what they count; of persons `single` says something else.
pub fn find(context: &Context) -> Vec<(Amount, Bearer)> {
    (0..context.analysis.tokens.len()).filter_map(|token| at(context, token)).collect()
}

fn at(context: &Context, token: usize) -> Option<(Amount, Bearer)> {
    let analysis = context.analysis;
    let word = &analysis.tokens[token];
    let noun = analysis.parent(token).filter(|&noun| word.lemma == "single" && word.dep == "amod" && noun > token)?;
    let article = token.checked_sub(1).filter(|&before| counting().single_article.has(analysis.tokens[before].lemma.as_str()))?;
    let before = article.checked_sub(1).map(|at| analysis.tokens[at].lemma.to_lowercase()).unwrap_or_default();
    let counts = counting().before_a_single.has(before.as_str());
    let thing = analysis.tokens[noun].tag == "NN" && !context.rules.measures.quantities.is_group(&analysis.tokens[noun].lemma);
    let span = analysis.span(article..token + 1);
    let amount = Amount { quantity: Quantity::exact(1.0, 1.0, ""), tokens: token..token + 1, span, rate: None, share: false };
    (counts && thing).then_some((amount, Bearer { token: noun, bare: false, partitive: false, kind: FigureKind::Level }))
}
