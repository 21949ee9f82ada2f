//! What came first: `A before B`, `B after A`, `A and only then B`, `only when A did B`, `had already A when B`, `A first; B later`, `A is
//! older than B`.
//!
//! Read from the order of the words, which holds where a long sentence defeats the parser: the cue cuts the sentence in two.

use std::ops::Range;

use super::Context;
use super::clauses::{self, lemma};
use super::stance::frame;
use crate::model::{Modality, Sequence};
use crate::rules::predicates::Embedding;
use crate::rules::words::{grammar, timing};

/// Every sequence that the document tells as fact or as settled for the future.
pub fn find(context: &Context) -> Vec<Sequence> {
    let sentences = 0..context.analysis.sentences.len();
    sentences.flat_map(|sentence| told(context, sentence)).collect()
}

/// The sequences of a sentence: one for each cue that no other cue stands among the parts of.
fn told(context: &Context, sentence: usize) -> Vec<Sequence> {
    let tokens = context.analysis.sentences[sentence].tokens.clone();
    let cues = tokens.clone().filter_map(|cue| split(context, cue, &tokens).map(|(earlier, later)| (cue, earlier, later)));
    let cues: Vec<_> = cues.collect();
    let cut = |parts: &[&Range<usize>; 2], own: usize| {
        cues.iter().any(|(cue, ..)| *cue != own && parts.iter().any(|part| part.contains(cue)))
    };
    let whole = cues.iter().filter(|(cue, earlier, later)| !cut(&[earlier, later], *cue));
    whole.filter_map(|(cue, earlier, later)| sequence(context, *cue, earlier.clone(), later.clone())).collect()
}

fn sequence(context: &Context, cue: usize, earlier: Range<usize>, later: Range<usize>) -> Option<Sequence> {
    let sentence = context.analysis.tokens[cue].sentence;
    let frame = frame(context, verb(context, &earlier).unwrap_or(cue));
    let told = matches!(frame.modality, Modality::Actual | Modality::Planned | Modality::Wished | Modality::Hedged);
    let denies = |&by: &usize| context.rules.predicates.stance.embeds(&context.analysis.tokens[by].lemma, Embedding::Deny);
    let told = told && !frame.negators.iter().any(denies);
    let events = [&earlier, &later].map(|part| events(context, cue, part));
    let heads = [&earlier, &later].map(|part| head(context, part));
    let objects = [&earlier, &later].map(|part| object(context, part));
    let span = context.analysis.span(earlier.clone()).cover(context.analysis.span(later.clone()));
    let (earlier, later) = (words(context, earlier), words(context, later));
    let both = !earlier.is_empty() && !later.is_empty() && events.iter().all(|part| !part.is_empty());
    let (stance, attribution) = (frame.stance, frame.attribution);
    (told && both).then_some(Sequence { sentence, earlier, later, events, heads, objects, span, stance, attribution })
}

/// The noun that is the first subject of a part; of a part without a verb, its last noun.
fn head(context: &Context, part: &Range<usize>) -> Option<String> {
    let analysis = context.analysis;
    let subject = part.clone().find(|&token| matches!(analysis.tokens[token].dep, "nsubj" | "nsubjpass"));
    let name = |token: usize| {
        let first = analysis.sentences[analysis.tokens[token].sentence].tokens.start == token;
        !first && context.text(token).starts_with(char::is_uppercase)
    };
    let noun = |token: &usize| analysis.tokens[*token].pos == "NOUN" && !name(*token);
    let bare = || part.clone().find(noun).filter(|_| verb(context, part).is_none());
    subject.filter(noun).or_else(bare).map(|token| analysis.tokens[token].lemma.to_lowercase())
}

/// The first object of a part.
fn object(context: &Context, part: &Range<usize>) -> Option<String> {
    let noun = |&token: &usize| context.analysis.tokens[token].dep == "dobj" && context.analysis.tokens[token].pos == "NOUN";
    part.clone().find(noun).map(|token| context.analysis.tokens[token].lemma.to_lowercase())
}

/// What happens in a part: what the cue joins, where the parser tells; else every verb and noun of an event, else the things.
fn events(context: &Context, cue: usize, part: &Range<usize>) -> Vec<String> {
    let analysis = context.analysis;
    let says = |token: usize| context.rules.predicates.stance.embeds(&analysis.tokens[token].lemma, Embedding::Say);
    let is_said = |&token: &usize| says(token) && analysis.child(token, &["ccomp", "parataxis"]).is_some();
    let anchors = anchors(context, cue);
    let joined = |&token: &usize| {
        analysis.tokens[token].dep == "conj" && analysis.parent(token).is_some_and(|head| anchors.contains(&head))
    };
    let named: Vec<usize> = part.clone().filter(|token| anchors.contains(token) || joined(token)).collect();
    let noun = |token: usize| context.rules.predicates.nouns.verb(&analysis.tokens[token].lemma).is_some();
    let any = |&token: &usize| match analysis.tokens[token].pos {
        "VERB" => analysis.tokens[token].dep != "amod",
        "NOUN" => noun(token),
        _ => false,
    };
    let things = || part.clone().filter(|&token| analysis.tokens[token].pos == "NOUN").collect();
    let told = || Some(part.clone().filter(any).collect::<Vec<usize>>()).filter(|told| !told.is_empty());
    let tokens = if named.is_empty() { told().unwrap_or_else(things) } else { named };
    tokens.into_iter().filter(|token| !is_said(token)).map(|token| lemma(context, token)).collect()
}

/// The heads of what a conjunction or preposition of time joins.
fn anchors(context: &Context, cue: usize) -> Vec<usize> {
    let analysis = context.analysis;
    let Some(above) = analysis.parent(cue) else { return Vec::new() };
    match analysis.child(cue, &["pobj", "pcomp"]) {
        Some(object) => vec![above, object],
        None if analysis.tokens[cue].dep == "mark" => [Some(above), analysis.parent(above)].into_iter().flatten().collect(),
        None => Vec::new(),
    }
}

/// The words of a part that carry sense; those that tell of one sort of event under one name.
fn words(context: &Context, part: Range<usize>) -> Vec<String> {
    let analysis = context.analysis;
    let events = &context.rules.measures.events;
    let carries = |&token: &usize| matches!(analysis.tokens[token].pos, "NOUN" | "VERB" | "ADJ");
    let verbs = part.clone().filter(|&token| analysis.tokens[token].pos == "VERB");
    let told: Vec<(usize, Vec<usize>, usize)> = verbs
        .filter_map(|verb| {
            let (predicate, used) = clauses::predicate(context, verb);
            Some((verb, used, *events.sorts(&predicate).first()?))
        })
        .collect();
    let event =
        |token: usize| told.iter().find(|(verb, used, _)| *verb == token || used.contains(&token)).map(|(.., sort)| *sort);
    let noun = |token: usize| {
        let lemma = lemma(context, token);
        let sort = (analysis.tokens[token].pos == "NOUN").then(|| events.sorts(&lemma).first().copied()).flatten();
        sort.map_or(lemma, |sort| format!("@{sort}"))
    };
    let mut words: Vec<String> = part
        .clone()
        .filter(carries)
        .filter(|&token| !context.is_time(token))
        .map(|token| event(token).map_or_else(|| noun(token), |sort| format!("@{sort}")))
        .collect();
    words.sort();
    words.dedup();
    words
}

fn verb(context: &Context, part: &Range<usize>) -> Option<usize> {
    part.clone().find(|&token| context.analysis.tokens[token].pos == "VERB")
}

/// The parts that a cue makes of its sentence: what came earlier and what came later.
fn split(context: &Context, cue: usize, sentence: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let word = |token: usize| if sentence.contains(&token) { context.text(token).to_lowercase() } else { String::new() };
    let before = word(cue.wrapping_sub(1));
    let only = before == "only";
    let joins =
        matches!(context.analysis.tokens[cue].dep, "mark" | "prep" | "advmod") && cue + 2 < sentence.end && word(cue + 1) != ",";
    let joins = joins && !context.is_time(cue + 1) && !is_length(context, cue);
    let joins = joins && !timing().behind_no_conjunction.has(word(cue + 1).as_str());
    match word(cue).as_str() {
        "before" if joins && before != "not" => around(context, cue, sentence),
        after if joins && before != "not" && timing().before_earlier.has(after) => {
            around(context, cue, sentence).map(|(main, aside)| (aside, main))
        }
        older if word(cue + 1) == "than" && timing().older_or_younger.has(older) => {
            let (subject, other) = (subject(context, cue, sentence), cue + 2..end(context, cue, sentence));
            Some(if older == "older" { (subject, other) } else { (other, subject) })
        }
        predates if timing().predates.has(predates) => {
            Some((subject(context, cue, sentence), cue + 1..end(context, cue, sentence)))
        }
        "time" if before == "the" && word(cue.wrapping_sub(2)) == "by" => by_the_time(context, cue, sentence),
        "until" if joins && is_not_until(context, cue, sentence) => {
            around(context, cue, sentence).map(|(main, aside)| (aside, main))
        }
        "when" if only => around(context, cue, sentence).map(|(main, aside)| (aside, main)),
        "when" if is_pluperfect(context, cue) && cue - sentence.start <= 1 => {
            around(context, cue, sentence).map(|(main, aside)| (aside, main))
        }
        "when" if (sentence.start..cue).any(|token| word(token) == "already") => around(context, cue, sentence),
        later if timing().before_later.has(later) && !timing().before_no_later.has(before.as_str()) => {
            let joint = (sentence.start + 1..cue).rev().find(|&token| word(token) == "and" || word(token) == ";")?;
            let then = word(cue) == "then" && joint + 2 < cue;
            (!then).then(|| (sentence.start..joint, joint + 1..sentence.end))
        }
        _ => None,
    }
    .filter(|(earlier, later)| is_compared(context, cue) || verb(context, earlier).is_some() || verb(context, later).is_some())
}

/// `after more than thirty years`: no event, but how long it took.
fn is_length(context: &Context, cue: usize) -> bool {
    let object = context.analysis.child(cue, &["pobj"]);
    object.is_some_and(|noun| timing().lengths.has(context.analysis.tokens[noun].lemma.as_str()))
}

/// `by the time the nurse arrived, the door had been shut`: what stands in the pluperfect came first.
fn by_the_time(context: &Context, cue: usize, sentence: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let analysis = context.analysis;
    let start = cue.checked_sub(2).filter(|start| sentence.contains(start))?;
    let (main, aside) = if start == sentence.start {
        let joint = (cue + 1..sentence.end).find(|&token| context.text(token) == ",").or_else(|| {
            let verb = (cue + 1..sentence.end).find(|&token| analysis.tokens[token].pos == "VERB")?;
            Some(verb + 1)
        })?;
        (joint.min(sentence.end)..sentence.end, cue + 1..joint)
    } else {
        (sentence.start..start, cue + 1..end(context, cue, sentence))
    };
    let had = |token: usize| analysis.tokens[token].dep == "aux" && analysis.tokens[token].lemma == "have";
    main.clone().any(had).then_some((main, aside))
}

/// `did not open until the nurse came`, `not until the nurse came did it open`.
fn is_not_until(context: &Context, cue: usize, sentence: &Range<usize>) -> bool {
    let negated = |token: usize| grammar().not.has(context.text(token).to_lowercase().as_str());
    let clause = (sentence.start..cue).rev().take_while(|&token| !matches!(context.text(token), ";" | ":" | ","));
    clause.into_iter().any(negated)
}

/// `older than` says what came first without a verb.
fn is_compared(context: &Context, cue: usize) -> bool {
    timing().comparing_ages.has(context.analysis.tokens[cue].lemma.as_str())
}

/// Where the clause of a cue ends.
fn end(context: &Context, cue: usize, sentence: &Range<usize>) -> usize {
    let ends = |&token: &usize| grammar().clause_ends.has(context.text(token));
    (cue + 1..sentence.end).find(ends).unwrap_or(sentence.end)
}

/// What stands before a cue; for a mere `it`, the subject of the sentence before.
fn subject(context: &Context, cue: usize, sentence: &Range<usize>) -> Range<usize> {
    let analysis = context.analysis;
    let empty = !(sentence.start..cue).any(|token| matches!(analysis.tokens[token].pos, "NOUN" | "PROPN"));
    let subject = || {
        let before = &analysis.sentences[analysis.tokens[cue].sentence.checked_sub(1)?];
        let noun = before.tokens.clone().find(|&token| analysis.tokens[token].dep.starts_with("nsubj"))?;
        (analysis.tokens[noun].pos == "NOUN").then(|| analysis.subtree(noun))
    };
    let pronoun = (sentence.start..cue).any(|token| context.text(token).to_lowercase() == "it");
    (empty && pronoun).then(subject).flatten().unwrap_or(sentence.start..cue)
}

/// `when the door had been shut`: over before the main clause.
fn is_pluperfect(context: &Context, cue: usize) -> bool {
    let analysis = context.analysis;
    let verb = analysis.parent(cue).filter(|_| analysis.tokens[cue].dep == "advmod");
    let had = |verb: usize| {
        analysis.children(verb).any(|child| {
            analysis.tokens[child].dep == "aux" && analysis.tokens[child].tag == "VBD" && analysis.tokens[child].lemma == "have"
        })
    };
    verb.is_some_and(|verb| analysis.tokens[verb].dep == "advcl" && had(verb))
}

/// The main clause and the one that a conjunction opens, whichever stands first.
fn around(context: &Context, cue: usize, sentence: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let word = |token: usize| context.text(token).to_lowercase();
    let lead = cue - sentence.start <= 1;
    if !lead {
        let end = (cue + 1..sentence.end).find(|&token| matches!(word(token).as_str(), "," | ";" | ":")).unwrap_or(sentence.end);
        let start = (sentence.start..cue)
            .rev()
            .find(|&token| matches!(word(token).as_str(), ";" | ":"))
            .map_or(sentence.start, |at| at + 1);
        return Some((start..cue, cue + 1..end));
    }
    let analysis = context.analysis;
    let inverted = |&token: &usize| analysis.tokens[token].lemma == "do" && analysis.tokens[token].pos == "AUX";
    let aside = analysis
        .parent(cue)
        .filter(|&verb| analysis.tokens[verb].dep == "advcl" && verb > cue)
        .map(|verb| analysis.subtree(verb));
    if let Some(aside) = aside.filter(|aside| aside.start <= cue && aside.end > cue + 1 && aside.end < sentence.end) {
        let comma = usize::from(word(aside.end) == ",");
        return Some((aside.end + comma..sentence.end, cue + 1..aside.end));
    }
    let joint = (cue + 1..sentence.end).find(|token| inverted(token) || word(*token) == ",")?;
    Some((joint + 1..sentence.end, cue + 1..joint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::Model;
    use crate::extract::mentions;
    use crate::model::Document;
    use crate::rules::Rulebook;

    fn check(text: &str, earlier: &str, later: &str) {
        let document = Document::new("", text);
        let analysis = Model::get().analyse(&document);
        let rules = Rulebook::default();
        let mentions = mentions::find(&document, &analysis, &rules);
        let context = Context::new(0, &document, &analysis, &rules, &mentions);
        let found = find(&context);
        let has = |words: &[String], word: &str| words.iter().any(|other| other == word);
        assert!(found.iter().any(|one| has(&one.earlier, earlier) && has(&one.later, later)), "{text} {found:?}");
    }

    #[test]
    fn cues_of_order() {
        check("The pilot shut the door before the nurse boarded.", "pilot", "nurse");
        check("Before the nurse boarded, the pilot shut the door.", "pilot", "nurse");
        check("The nurse boarded after the pilot had shut the door.", "pilot", "nurse");
        check("The pilot shut the door and only then called the nurse.", "pilot", "nurse");
        check("The pilot had already shut the door when the nurse arrived.", "pilot", "nurse");
        check("When the pilot had shut the door, the nurse called the tower.", "pilot", "nurse");
        check("The mill is older than the chapel on the hill.", "mill", "chapel");
        check("The chapel stands by the road. It is younger than the mill.", "mill", "chapel");
        check("The pilot will board first; the nurse follows an hour later.", "pilot", "nurse");
    }
}
