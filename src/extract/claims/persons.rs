//! Persons by name, by what they are, wherever they are named by it (`the notary`, `as head of facilities`), and where somebody or something is
//! from: `a German`, `the Swiss firm`.

use super::{Maker, Voice, voice};
use crate::model::{Claim, EntityKind, Mention, MentionId, Span, Standing, Value};

/// The question that a name alone answers.
pub const NAMED: &str = "named";

pub fn claims(maker: &Maker) -> Vec<Claim> {
    let tokens = 0..maker.analysis.tokens.len();
    let told = tokens.flat_map(|token| person(maker, token).into_iter().chain(origin(maker, token)));
    told.chain(maker.reading.mentions.iter().enumerate().filter_map(|(id, mention)| by_name(maker, id, mention))).collect()
}

/// A person by name, whatever part it has in what is told: `Lind won`, `the winner is Lind`, `Referee: Lind`.
fn by_name(maker: &Maker, id: usize, mention: &Mention) -> Option<Claim> {
    let person = mention.kind == EntityKind::Person;
    let holder = || Value::Holder { holder: maker.mention(MentionId(id as u32)) };
    person.then(|| claim(maker, mention.head, NAMED, holder(), mention.span))
}

/// One person by an occupation, an office or a part that is played.
fn person(maker: &Maker, noun: usize) -> Option<Claim> {
    let token = &maker.analysis.tokens[noun];
    let told =
        matches!(token.dep, "nsubj" | "nsubjpass" | "dobj" | "pobj" | "conj" | "agent" | "oprd" | "ROOT" | "dative" | "attr");
    if token.tag != "NN" || !told || maker.is_read(noun) {
        return None;
    }
    let lemma = maker.lemma(noun);
    let office = || maker.rules.lexicon.office_at(&|step| (step == 0).then(|| lemma.clone())).is_some();
    let named = maker.rules.predicates.parts.is_trade(&lemma) || office();
    let words = phrase(maker, noun);
    let title = maker.reading.document.quote(words).to_lowercase();
    named.then(|| claim(maker, noun, "role", Value::Role { title, standing: Standing::Current }, words))
}

/// The name of a people, of one of them or of what is theirs.
fn origin(maker: &Maker, token: usize) -> Option<Claim> {
    let word = &maker.analysis.tokens[token];
    let people = maker.analysis.entity_at(token).is_some_and(|entity| entity.label == "NORP");
    let told = people && matches!(word.pos, "ADJ" | "PROPN" | "NOUN");
    let name = maker.reading.document.slice(word.span).to_string();
    let value = Value::Description { noun: "origin".to_string(), name: Some(name) };
    told.then(|| claim(maker, token, "origin", value, word.span))
}

fn claim(maker: &Maker, token: usize, attribute: &str, value: Value, words: Span) -> Claim {
    let sentence = maker.analysis.tokens[token].sentence;
    let clause = maker.clause(token).filter(|clause| clause.sentence == sentence);
    let evidence = maker.grounds(sentence, words, &[words], "person");
    let claim = maker.claim(None, attribute, value, &clause.map_or(Voice::PLAIN, voice), evidence);
    maker.within(clause, claim).identified()
}

/// A noun with the words before it that say more of it, and what it is the one of.
fn phrase(maker: &Maker, noun: usize) -> Span {
    let own = |child: &usize| match maker.analysis.tokens[*child].dep {
        "amod" | "compound" | "nmod" => *child < noun,
        "prep" => maker.analysis.tokens[*child].lemma == "of",
        _ => false,
    };
    let parts = maker.analysis.children(noun).filter(own);
    parts.map(|child| maker.analysis.span(maker.analysis.subtree(child))).fold(maker.span(noun), Span::cover)
}
