//! Sites and spots by their common nouns: `in a mosque`, `from the factory`, `the school`; `on the upper deck`, `into the water`.

use super::{Maker, Voice, voice};
use crate::model::{Claim, Place, Value};
use crate::rules::words::{grammar, things};

pub fn claims(maker: &Maker) -> Vec<Claim> {
    (0..maker.analysis.tokens.len()).filter_map(|token| site(maker, token).or_else(|| spot(maker, token))).collect()
}

fn site(maker: &Maker, noun: usize) -> Option<Claim> {
    let token = &maker.analysis.tokens[noun];
    let lemma = maker.lemma(noun);
    let told = token.tag == "NN" && matches!(token.dep, "pobj" | "nsubj" | "nsubjpass" | "dobj" | "conj" | "attr");
    let setting = maker.rules.measures.venues.get(&lemma).filter(|_| told)?.clone();
    Some(claim(maker, noun, Place { head: noun, setting: Some(setting), ..Place::named(&lemma) }, "site"))
}

/// Whatever a verb is done in or at, with an article or an owner: no event, nobody and no abstraction.
fn spot(maker: &Maker, noun: usize) -> Option<Claim> {
    let analysis = maker.analysis;
    let lemma = maker.lemma(noun);
    let preposition = analysis.parent(noun).filter(|_| analysis.tokens[noun].dep == "pobj")?;
    let on_verb = analysis.parent(preposition).is_some_and(|up| matches!(analysis.tokens[up].pos, "VERB" | "AUX"));
    let leads = on_verb && grammar().before_a_spot.has(maker.lemma(preposition).as_str());
    let picked = analysis.child(noun, &["det", "poss"]).is_some();
    let quantities = &maker.rules.measures.quantities;
    let people = quantities.is_person(&lemma) || things().people.has(lemma.as_str());
    let other = people || maker.rules.measures.events.knows(&lemma) || grammar().no_spots.has(lemma.as_str());
    let told = analysis.tokens[noun].tag == "NN" && leads && picked && !other && !maker.is_read(noun);
    told.then(|| claim(maker, noun, Place { head: noun, part: Some(lemma), ..Place::default() }, "spot"))
}

fn claim(maker: &Maker, noun: usize, place: Place, rule: &str) -> Claim {
    let token = &maker.analysis.tokens[noun];
    let clause = maker.clause(noun).filter(|clause| clause.sentence == token.sentence);
    let evidence = maker.grounds(token.sentence, token.span, &[token.span], rule);
    let attribute = clause.map_or("", |clause| clause.predicate.as_str());
    let subject = clause.and_then(|clause| maker.theme(clause));
    let claim = maker.claim(subject, attribute, Value::Place { place }, &clause.map_or(Voice::PLAIN, voice), evidence);
    maker.within(clause, claim).identified()
}
