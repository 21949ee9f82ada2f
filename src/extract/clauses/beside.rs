//! The person who is named beside a description: `the mediator, the former president Anna Berg`, `Anna Berg, the mediator`.

use crate::extract::Context;
use crate::model::EntityKind;

/// The head of the name before or behind a description, with nothing but a comma and a title between them.
pub fn person(context: &Context, noun: usize) -> Option<usize> {
    let analysis = context.analysis;
    let named = |&at: &usize| analysis.tokens[at].pos == "PROPN";
    let apposed = analysis.child(noun, &["appos"]).filter(named);
    apposed.or_else(|| behind(context, noun)).or_else(|| before(context, noun))
}

fn is_person(context: &Context, token: usize) -> Option<usize> {
    let mention = context.mention(context.mention_at(token)?);
    (mention.kind == EntityKind::Person).then_some(mention.head)
}

/// `the mediator, the former president Anna Berg`: the comma ends the description, and the name ends the phrase behind it.
fn behind(context: &Context, noun: usize) -> Option<usize> {
    let analysis = context.analysis;
    let sentence = analysis.sentences[analysis.tokens[noun].sentence].tokens.end;
    let close = |at: usize| at >= sentence || matches!(context.text(at), "," | "." | ";" | ")" | "\u{2013}" | "\u{2014}");
    let ends = [noun + 1, analysis.subtree(noun).end];
    let comma = ends.into_iter().find(|&at| at < sentence && context.text(at) == ",")?;
    let plain = |&at: &usize| matches!(analysis.tokens[at].pos, "DET" | "ADJ" | "NOUN" | "PROPN");
    let last = (comma + 1..sentence).take_while(plain).last()?;
    is_person(context, last).filter(|_| close(last + 1))
}

/// `Anna Berg, the mediator`.
fn before(context: &Context, noun: usize) -> Option<usize> {
    let start = context.analysis.subtree(noun).start;
    let comma = start.checked_sub(1).filter(|&at| context.text(at) == ",")?;
    is_person(context, comma.checked_sub(1)?).filter(|_| context.analysis.tokens[noun].dep == "appos")
}
