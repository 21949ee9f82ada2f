//! What somebody or something is, where no rule of a pack reads it: `the ship, a tanker`, `Berg is a fitter`, `her uncle`.

use super::{Maker, Voice, voice};
use crate::model::{Claim, Span, Standing, Thing, Value};
use crate::rules::lexicon::{Family, RelationWord};
use crate::rules::words::grammar;

pub fn claims(maker: &Maker) -> Vec<Claim> {
    let tokens = 0..maker.analysis.tokens.len();
    tokens.flat_map(|token| kind(maker, token).into_iter().chain(relation(maker, token))).collect()
}

/// Behind a form of `be`, in apposition, or right before a name.
fn kind(maker: &Maker, noun: usize) -> Option<Claim> {
    let token = &maker.analysis.tokens[noun];
    let subject = match token.dep {
        _ if token.pos != "NOUN" || maker.is_read(noun) => None,
        "attr" => {
            let verb = maker.analysis.parent(noun)?;
            maker.analysis.child(verb, &["nsubj", "nsubjpass"])
        }
        "appos" => maker.analysis.parent(noun),
        "compound" | "nmod" => {
            maker.analysis.parent(noun).filter(|&name| name > noun && maker.analysis.tokens[name].pos == "PROPN")
        }
        "oprd" => maker.analysis.parent(noun).and_then(|verb| taken_for(maker, verb)),
        "pobj" => part(maker, noun),
        _ => None,
    }?;
    let behind = maker.thing(subject);
    let front = maker
        .analysis
        .children(noun)
        .find(|&child| maker.analysis.tokens[child].dep == "appos" && maker.analysis.tokens[child].pos == "PROPN");
    let subject = front.map_or(behind, |name| maker.thing(name));
    let words = phrase(maker, noun);
    let title = maker.reading.document.quote(words).to_lowercase();
    let value = if subject.person {
        Value::Role { title, standing: Standing::Current }
    } else {
        Value::Kind { noun: token.lemma.to_lowercase() }
    };
    Some(claim(maker, noun, (Some(subject), value), words))
}

/// Who is `treasurer` in `serves as treasurer`, `was chosen as treasurer`.
fn part(maker: &Maker, noun: usize) -> Option<usize> {
    let preposition = maker.analysis.parent(noun)?;
    let verb = maker.analysis.parent(preposition).filter(|&up| maker.analysis.tokens[up].pos == "VERB")?;
    grammar().before_a_part.has(maker.lemma(preposition).as_str()).then(|| taken_for(maker, verb)).flatten()
}

/// Of whom a verb says what they are: its object, else its subject.
fn taken_for(maker: &Maker, verb: usize) -> Option<usize> {
    maker.analysis.child(verb, &["dobj"]).or_else(|| maker.analysis.child(verb, &["nsubj", "nsubjpass"]))
}

/// A noun for a tie, with the one whose it is: `a cousin of the mayor`, `her uncle`.
fn relation(maker: &Maker, noun: usize) -> Option<Claim> {
    let token = &maker.analysis.tokens[noun];
    let word = kin(maker, noun).filter(|_| !is_link(maker, noun))?;
    let of = |child: usize| maker.analysis.tokens[child].dep == "prep" && maker.analysis.tokens[child].lemma == "of";
    let behind = || maker.analysis.children(noun).find(|&child| of(child));
    let object = || behind().and_then(|of| maker.analysis.child(of, &["pobj"]));
    let owner = maker.analysis.child(noun, &["poss"]).or_else(object);
    let with = owner.map(|owner| maker.thing(owner));
    let subject = match token.dep {
        "appos" | "compound" => maker.analysis.parent(noun),
        "attr" => maker.analysis.parent(noun).and_then(|verb| maker.analysis.child(verb, &["nsubj"])),
        _ => maker.analysis.child(noun, &["appos"]),
    };
    let inner = owner.and_then(|owner| kin(maker, owner));
    let whole = inner.and_then(|inner| maker.rules.lexicon.composed(&word.canonical, &inner.canonical));
    let relation = whole.map_or_else(|| word.lemma.clone(), str::to_string);
    let value = Value::Relation { relation, degree: None, with };
    Some(claim(maker, noun, (subject.map(|subject| maker.thing(subject)), value), maker.span(noun)))
}

fn kin<'a>(maker: &Maker<'a>, noun: usize) -> Option<&'a RelationWord> {
    let token = &maker.analysis.tokens[noun];
    let lemma = token.lemma.to_lowercase();
    let by_marriage = is_by_marriage(maker, noun).then(|| maker.rules.lexicon.relation(&format!("{lemma}-in-law"))).flatten();
    by_marriage.or_else(|| maker.rules.lexicon.relation(&lemma)).filter(|_| token.pos == "NOUN")
}

/// `-in-law` behind a noun, in however many tokens.
fn is_by_marriage(maker: &Maker, noun: usize) -> bool {
    let text = &maker.reading.document.text[maker.span(noun).end..];
    text.starts_with("-in-law") || text.starts_with("‑in‑law")
}

/// `sister` of `his sister's child`: on the way from one to the other, and nobody is told to be it.
fn is_link(maker: &Maker, noun: usize) -> bool {
    let up = maker.analysis.parent(noun).filter(|_| matches!(maker.analysis.tokens[noun].dep, "poss" | "pobj"));
    let over = up.and_then(|up| if maker.analysis.tokens[up].dep == "prep" { maker.analysis.parent(up) } else { Some(up) });
    over.is_some_and(|over| kin(maker, over).is_some_and(|word| word.family == Family::Kinship))
}

fn claim(maker: &Maker, noun: usize, (subject, value): (Option<Thing>, Value), words: Span) -> Claim {
    let clause = maker.clause(noun).filter(|clause| clause.sentence == maker.analysis.tokens[noun].sentence);
    let evidence = maker.grounds(maker.analysis.tokens[noun].sentence, words, &[words], value.sort().name());
    let attribute = value.sort().name();
    let claim = maker.claim(subject, attribute, value, &clause.map_or(Voice::PLAIN, voice), evidence);
    maker.within(clause, claim).identified()
}

/// A noun with the words before it and what stands under `of` behind it.
fn phrase(maker: &Maker, noun: usize) -> Span {
    let own = |child: usize| match maker.analysis.tokens[child].dep {
        "amod" | "compound" | "nmod" | "poss" | "nummod" => child < noun,
        "prep" => grammar().belonging.has(maker.analysis.tokens[child].lemma.as_str()),
        _ => false,
    };
    let parts =
        maker.analysis.children(noun).filter(|&child| own(child)).map(|child| maker.analysis.span(maker.analysis.subtree(child)));
    parts.fold(maker.span(noun), Span::cover)
}
