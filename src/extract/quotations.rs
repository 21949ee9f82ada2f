//! Direct quotations and who speaks them.

use super::Context;
use super::stance::{attribution, speaker_of};
use crate::model::{Attribution, MentionId, Span, Utterance};
use crate::rules::predicates::Embedding;

/// How many tokens after a quotation its reporting verb may stand.
const REACH: usize = 14;
/// Fewer words are a label (`the "sterile" kind`), no utterance.
const SHORTEST: usize = 4;

/// The speaker of a quotation: the subject of the reporting verb that governs or frames it, else the speaker before it in the paragraph,
/// else that of the paragraph before.
pub fn speaker(context: &Context, quotation: usize) -> Option<Attribution<MentionId>> {
    let span = context.analysis.quotations[quotation].span;
    let inside = tokens(context, span);
    let first = context.analysis.tokens.get(inside.start)?;
    let paragraph = context.analysis.sentences[first.sentence].paragraph;
    let framed = framing_verb(context, span).and_then(|verb| speaker_of(context, verb));
    framed.or_else(|| origin(context, span)).or_else(|| carried(context, inside.start, paragraph))
}

/// The tokens that a span covers.
pub fn tokens(context: &Context, span: Span) -> std::ops::Range<usize> {
    let tokens = &context.analysis.tokens;
    tokens.partition_point(|token| token.span.end <= span.start)..tokens.partition_point(|token| token.span.start < span.end)
}

fn says(context: &Context, token: usize) -> bool {
    let word = &context.analysis.tokens[token];
    matches!(word.pos, "VERB" | "AUX") && context.rules.predicates.stance.embeds(&word.lemma.to_lowercase(), Embedding::Say)
}

/// The reporting verb of a quotation: the one that its words depend on, else the nearest in the same sentence outside of quotation marks.
fn framing_verb(context: &Context, span: Span) -> Option<usize> {
    let analysis = context.analysis;
    let inside = tokens(context, span);
    let outside = |token: usize| !inside.contains(&token);
    let governing = inside
        .clone()
        .find_map(|token| analysis.ancestors(token).find(|&above| outside(above)).filter(|&above| says(context, above)));
    if governing.is_some() {
        return governing;
    }
    let paragraph = |token: usize| analysis.sentences[analysis.tokens[token].sentence].paragraph;
    let home = paragraph(inside.start);
    let plain = |&token: &usize| analysis.quotation_at(analysis.tokens[token].span).is_none();
    let stop = |&token: &usize| !matches!(context.text(token), "." | "?" | "!" | ";") && paragraph(token) == home;
    let after = (inside.end..analysis.tokens.len())
        .take(REACH)
        .skip_while(|&token| analysis.tokens[token].pos == "PUNCT" && paragraph(token) == home);
    let ended = context.slice(span).trim_end().ends_with(['.', '?', '!']);
    let lower = after.clone().next().is_some_and(|token| context.text(token).starts_with(char::is_lowercase));
    let after = after.take_while(stop).filter(plain).find(|&token| says(context, token) && (!ended || lower));
    after.or_else(|| {
        let before =
            (0..inside.start).rev().skip_while(|&token| analysis.tokens[token].pos == "PUNCT" && paragraph(token) == home);
        before.take_while(stop).filter(plain).find(|&token| says(context, token))
    })
}

/// `".." came from the minister`.
fn origin(context: &Context, span: Span) -> Option<Attribution<MentionId>> {
    let analysis = context.analysis;
    let inside = tokens(context, span);
    let sentence = analysis.tokens[inside.start].sentence;
    let after = (inside.end..analysis.tokens.len()).take(REACH).take_while(|&token| analysis.tokens[token].sentence == sentence);
    let verb = after.clone().find(|&token| analysis.tokens[token].lemma == "come")?;
    let from = analysis.children(verb).find(|&child| analysis.tokens[child].lemma == "from")?;
    analysis.child(from, &["pobj"]).map(|source| attribution(context, source))
}

/// The last speaker before a token, in its paragraph or, if nobody speaks there, at the end of the one before.
fn carried(context: &Context, token: usize, paragraph: usize) -> Option<Attribution<MentionId>> {
    let analysis = context.analysis;
    let mut before =
        (0..token).rev().take_while(|&at| analysis.sentences[analysis.tokens[at].sentence].paragraph + 1 >= paragraph);
    let plain = |at: usize| analysis.quotation_at(analysis.tokens[at].span).is_none();
    before.find(|&at| plain(at) && says(context, at)).and_then(|verb| speaker_of(context, verb))
}

/// What each sentence quotes directly.
pub fn utterances(context: &Context) -> Vec<Utterance> {
    let analysis = context.analysis;
    let mut found: Vec<Utterance> = Vec::new();
    for (index, quotation) in analysis.quotations.iter().enumerate().filter(|(_, quotation)| !quotation.nested) {
        for token in tokens(context, quotation.span).filter(|&token| is_word(context, token)) {
            let word = &analysis.tokens[token];
            match found.last_mut().filter(|last| last.sentence == word.sentence) {
                Some(last) => {
                    last.tokens.push(token);
                    last.span = last.span.cover(word.span);
                }
                None => {
                    let speaker = speaker(context, index);
                    found.push(Utterance { sentence: word.sentence, tokens: vec![token], span: word.span, speaker });
                }
            }
        }
    }
    found.retain(|utterance| utterance.tokens.len() >= SHORTEST && !is_title(context, utterance));
    found
}

/// The name of a book or song: every longer word begins with a capital.
fn is_title(context: &Context, utterance: &Utterance) -> bool {
    let mut words = utterance.tokens.iter().map(|&token| context.text(token)).filter(|word| word.chars().count() > 3);
    let capital = |word: &str| word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase);
    words.clone().count() > 1 && words.all(capital)
}

fn is_word(context: &Context, token: usize) -> bool {
    context.text(token).chars().any(char::is_alphanumeric) || context.analysis.tokens[token].pos == "SYM"
}
