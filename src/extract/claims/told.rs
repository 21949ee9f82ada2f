//! What came first, what was said in so many words, why it happened, and how old somebody is.

use super::{Maker, Voice, voice};
use crate::extract::{ages, causes};
use crate::model::{Claim, EntityKind, MentionId, Sequence, Utterance, Value};

pub fn claims(maker: &Maker) -> Vec<Claim> {
    let orders = maker.reading.sequences.iter().map(|sequence| order(maker, sequence));
    let wordings = maker.reading.utterances.iter().map(|utterance| wording(maker, utterance));
    let mut claims: Vec<Claim> = orders.chain(wordings).collect();
    let causes = causes::causes(maker.document, maker.reading, &maker.rules.predicates.causes);
    claims.extend(causes.iter().map(|told| cause(maker, told)));
    claims.extend((0..maker.reading.mentions.len()).flat_map(|id| age(maker, MentionId(id as u32))));
    claims
}

fn order(maker: &Maker, sequence: &Sequence) -> Claim {
    let evidence = maker.grounds(sequence.sentence, sequence.span, &[sequence.span], "sequence");
    let value = Value::Order { earlier: sequence.earlier.clone(), later: sequence.later.clone() };
    let voice = Voice { stance: sequence.stance, speaker: sequence.attribution.as_ref() };
    let claim = maker.claim(None, "order", value, &voice, evidence);
    Claim { event: sequence.events.concat(), ..claim }.identified()
}

fn wording(maker: &Maker, utterance: &Utterance) -> Claim {
    let evidence = maker.grounds(utterance.sentence, utterance.span, &[utterance.span], "quotation");
    let value = Value::Wording { words: maker.reading.document.quote(utterance.span).to_string() };
    let source = utterance.speaker.as_ref().and_then(|speaker| speaker.source).map(|id| maker.mention(id));
    let voice = Voice { speaker: utterance.speaker.as_ref(), ..Voice::PLAIN };
    maker.claim(source, "wording", value, &voice, evidence).identified()
}

fn cause(maker: &Maker, told: &causes::Told) -> Claim {
    let clause = told.clause;
    let evidence = maker.grounds(clause.sentence, clause.span.cover(told.words), &[told.words], "cause");
    let classes = told.classes.iter().map(|class| class.to_string()).collect();
    let claim = maker.claim(None, told.event, Value::Cause { classes }, &voice(clause), evidence);
    let names = told.names.iter().cloned().collect();
    Claim { of: names, when: told.when.cloned(), event: vec![told.event.to_string()], ..claim }.identified()
}

fn age(maker: &Maker, id: MentionId) -> Vec<Claim> {
    let mention = &maker.reading.mentions[id.0 as usize];
    let told = if mention.kind == EntityKind::Person { ages::ages(maker.reading, id) } else { Vec::new() };
    let sentence = maker.analysis.tokens[mention.head].sentence;
    let claim = |age: ages::Age| {
        let span = maker.analysis.span(age.tokens.clone());
        let figure = |token: &usize| {
            maker.analysis.tokens[*token].pos == "NUM"
                || maker.reading.document.slice(maker.span(*token)).starts_with(|letter: char| letter.is_ascii_digit())
        };
        let words = age.tokens.clone().find(figure).map_or(span, |token| maker.span(token));
        let evidence = maker.grounds(sentence, span, &[words], "age");
        let value = Value::Age { low: age.low, high: age.high, year: age.year };
        maker.claim(Some(maker.mention(id)), "age", value, &Voice::PLAIN, evidence).identified()
    };
    told.into_iter().map(claim).collect()
}
