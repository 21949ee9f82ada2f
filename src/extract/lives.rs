//! Dates of a life in brackets behind a name: `Anna Berg (4 May 1838 – 2 March 1881)` tells of a birth and of a death.

use super::Context;
use crate::model::name::folded;
use crate::model::{Argument, Clause, Form, Modality, Role, Stance, Tense, TimeExpression};

/// A clause for each date, as if `was born` and `died` had been said.
pub fn clauses(context: &Context) -> Vec<Clause> {
    context.times.windows(2).filter_map(|pair| life(context, &pair[0], &pair[1])).flatten().collect()
}

fn life(context: &Context, born: &TimeExpression, died: &TimeExpression) -> Option<[Clause; 2]> {
    let text = |token: usize| if token < context.analysis.tokens.len() { context.text(token) } else { "" };
    let open = born.tokens.start.checked_sub(1).filter(|&at| text(at) == "(")?;
    let name = open.checked_sub(1).filter(|&at| context.analysis.tokens[at].pos == "PROPN")?;
    let dash = matches!(text(born.tokens.end), "-" | "–" | "—") && born.tokens.end + 1 == died.tokens.start;
    let years = born.time.said.year.zip(died.time.said.year).is_some_and(|(born, died)| (0..=120).contains(&(died - born)));
    let whole = dash && years && text(died.tokens.end) == ")";
    whole.then(|| [("be born", born), ("die", died)].map(|(predicate, time)| clause(context, name, predicate, time)))
}

fn clause(context: &Context, name: usize, predicate: &str, time: &TimeExpression) -> Clause {
    let mention = context.mention_at(name);
    let full = mention.map_or_else(|| context.text(name).to_string(), |id| context.mention(id).name.clone());
    let words: Vec<String> = folded(&full).split(' ').map(str::to_string).collect();
    let lemma = words.last().cloned().unwrap_or_default();
    let head = mention.map_or(name, |id| context.mention(id).head);
    let role = if predicate == "die" { Role::Agent } else { Role::Patient };
    let named = mention.map_or(context.analysis.tokens[name].span, |id| context.mention(id).span);
    let span = context.analysis.tokens[head].span.cover(context.analysis.span(time.tokens.clone()));
    Clause {
        sentence: context.analysis.tokens[name].sentence,
        head: time.tokens.start,
        predicate: predicate.to_string(),
        arguments: vec![Argument { role, head, mention, span: named, lemma, words, form: Form::Name }],
        governs: None,
        tense: Tense::Past,
        negated: false,
        modality: Modality::Actual,
        stance: Stance::Asserted,
        attribution: None,
        when: Some(time.time.clone()),
        places: Vec::new(),
        span,
    }
}
