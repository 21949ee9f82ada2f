//! Sites by their common nouns: `in a mosque`, `from the factory`, `the school`.

use super::{Maker, Voice, voice};
use crate::model::{Claim, Place, Value};

pub fn claims(maker: &Maker) -> Vec<Claim> {
    (0..maker.analysis.tokens.len()).filter_map(|token| site(maker, token)).collect()
}

fn site(maker: &Maker, noun: usize) -> Option<Claim> {
    let token = &maker.analysis.tokens[noun];
    let lemma = maker.lemma(noun);
    let told = token.tag == "NN" && matches!(token.dep, "pobj" | "nsubj" | "nsubjpass" | "dobj" | "conj" | "attr");
    let setting = maker.rules.measures.venues.get(&lemma).filter(|_| told)?.clone();
    let clause = maker.clause(noun).filter(|clause| clause.sentence == token.sentence);
    let place = Place { head: noun, setting: Some(setting), ..Place::named(&lemma) };
    let evidence = maker.grounds(token.sentence, token.span, &[token.span], "site");
    let attribute = clause.map_or("", |clause| clause.predicate.as_str());
    let subject = clause.and_then(|clause| maker.theme(clause));
    let claim = maker.claim(subject, attribute, Value::Place { place }, &clause.map_or(Voice::PLAIN, voice), evidence);
    Some(maker.within(clause, claim).identified())
}
