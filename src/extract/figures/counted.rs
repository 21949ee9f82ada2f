//! What a figure counts: the noun that bears it, the words that narrow the noun, and the verbs that it stands to.

use std::collections::BTreeSet;

use super::amount::Amount;
use crate::extract::stance;
use crate::extract::{Context, mentions, times};
use crate::model::{Analysis, FigureKind};
use crate::rules::words::{counting, grammar, things};

/// Where a figure hangs in the sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Bearer {
    /// The noun that is counted or measured, or the figure itself.
    pub token: usize,
    /// The figure stands alone: no noun was found.
    pub bare: bool,
    pub partitive: bool,
    pub kind: FigureKind,
}

/// The noun that bears an amount.
pub fn bearer(context: &Context, amount: &Amount) -> Bearer {
    let analysis = context.analysis;
    let site = mentions::head_of(analysis, amount.tokens.clone());
    let token = &analysis.tokens[site];
    let kind = kind(context, amount, site);
    let found = |token: usize, partitive: bool| Bearer { token, bare: false, partitive, kind };
    if let Some(noun) = part_of(analysis, site) {
        return found(noun, true);
    }
    if let Some(noun) = following_noun(analysis, amount, site) {
        return found(noun, false);
    }
    if matches!(token.dep, "nummod" | "amod" | "compound" | "nmod" | "quantmod" | "npadvmod" | "appos" | "advmod")
        && let Some(noun) = analysis.parent(site).filter(|&up| is_noun(analysis, up) && !amount.tokens.contains(&up))
        && (token.dep != "appos" || noun > site)
    {
        return found(noun, false);
    }
    let compared = (kind == FigureKind::Difference && amount.quantity.unit == "percent")
        .then(|| clause_subject(context, site).filter(|&noun| noun < site && is_noun(analysis, noun)))
        .flatten();
    let lasting = || lasting(context, amount, site);
    match level_noun(context, site).or(compared).or_else(lasting) {
        Some(noun) => found(counted_by(analysis, noun), false),
        None => Bearer { token: site, bare: true, partitive: false, kind },
    }
}

/// The plural right behind a bare number, where the parser hangs the number on a noun before it: `by nightfall 17 people`.
fn following_noun(analysis: &Analysis, amount: &Amount, site: usize) -> Option<usize> {
    let up = analysis
        .parent(site)
        .filter(|&up| up < site && amount.quantity.unit.is_empty() && analysis.tokens[site].dep == "nummod")?;
    let next = amount.tokens.end;
    let follows =
        analysis.tokens.get(next).is_some_and(|token| token.tag == "NNS" && token.sentence == analysis.tokens[site].sentence);
    (follows && up + 1 == amount.tokens.start).then_some(next)
}

fn is_noun(analysis: &Analysis, token: usize) -> bool {
    matches!(analysis.tokens[token].pos, "NOUN" | "PROPN")
        || analysis.tokens[token].tag == "JJ" && analysis.tokens[token].dep != "amod"
}

/// The name of a people or following that is counted: `40 Norwegians`.
pub fn is_people(analysis: &Analysis, noun: usize) -> bool {
    let token = &analysis.tokens[noun];
    matches!(token.tag, "NNS" | "NNPS") && analysis.entity_at(noun).is_some_and(|entity| entity.label == "NORP")
}

/// The noun in `10 of the 16 games`: the figure before it stands to the verb.
pub fn is_whole(analysis: &Analysis, amount: &Amount, noun: usize) -> bool {
    let of = analysis.parent(noun).filter(|&of| analysis.tokens[noun].dep == "pobj" && analysis.tokens[of].lemma == "of");
    let number = |token: usize| analysis.tokens[token].pos == "NUM";
    let before = |back: usize| amount.tokens.start.checked_sub(back);
    let next_to = before(2).is_some_and(|token| number(token) && analysis.tokens[token + 1].lemma == "of");
    next_to || of.and_then(|of| analysis.parent(of)).is_some_and(number)
}

/// The noun in `three of the ministers`, `a third of the dockers`, `10 percent of those`.
fn part_of(analysis: &Analysis, site: usize) -> Option<usize> {
    let of = analysis
        .children(site)
        .find(|&child| child > site && analysis.tokens[child].dep == "prep" && analysis.tokens[child].lemma == "of")?;
    let participle = || analysis.child(of, &["pcomp"]).filter(|&at| analysis.tokens[at].tag == "VBN");
    analysis.child(of, &["pobj"]).or_else(participle)
}

/// The thing whose level is given: `turnout was 61 percent`, `put the magnitude at 6.1`, `a fee of 40 euros`, `the toll rose to 9`.
fn level_noun(context: &Context, site: usize) -> Option<usize> {
    let analysis = context.analysis;
    let token = &analysis.tokens[site];
    let head = analysis.parent(site)?;
    let levels = &context.rules.measures.levels;
    let level = |verb: usize| levels.level.contains(&analysis.tokens[verb].lemma);
    let moves = |verb: usize| level(verb) || levels.shifting.contains(&analysis.tokens[verb].lemma);
    match token.dep {
        "attr" | "dobj" | "oprd" | "acomp" | "npadvmod" if level(head) && analysis.child(head, &["expl"]).is_none() => {
            stance::subject(context, head)
        }
        "pobj" => {
            let above = analysis.parent(head)?;
            let particle =
                counting().up_or_down.has(analysis.tokens[above].lemma.as_str()) && analysis.tokens[above].pos != "NOUN";
            let governor = analysis.parent(above).filter(|_| particle).unwrap_or(above);
            let preposition = analysis.tokens[head].lemma.as_str();
            if let Some(counted) = counted_participle(analysis, governor).filter(|_| counting().before_new_level.has(preposition))
            {
                return Some(counted);
            }
            if matches!(analysis.tokens[governor].pos, "NOUN" | "PROPN") {
                return (counting().between_noun_and_level.has(preposition) && !is_aged(context, governor)).then_some(governor);
            }
            let object = analysis.child(governor, &["dobj"]);
            let subject = || stance::subject(context, governor);
            let (to, by) = (counting().before_new_level.has(preposition), preposition == "by");
            if to && moves(governor) {
                object.or_else(subject)
            } else if (to || by) && (level(governor) || analysis.tokens[governor].pos == "ADJ") {
                subject()
            } else {
                object.or_else(subject).filter(|_| by)
            }
        }
        _ => None,
    }
}

/// The number in `a woman of 70`.
pub fn is_age(context: &Context, site: usize) -> bool {
    let under = |lemma: &str| context.analysis.parent(site).filter(|&up| context.analysis.tokens[up].lemma == lemma);
    let of = under("of").and_then(|of| context.analysis.parent(of));
    of.is_some_and(|noun| is_aged(context, noun)) || under("between").is_some_and(|between| is_of_people(context, between))
}

/// `The dead were between 17 and 44`.
fn is_of_people(context: &Context, between: usize) -> bool {
    let be = context.analysis.parent(between).filter(|&be| context.analysis.tokens[be].lemma == "be");
    let subject = be.and_then(|be| stance::subject(context, be));
    subject.is_some_and(|noun| context.rules.measures.quantities.is_person(&context.analysis.tokens[noun].lemma.to_lowercase()))
}

/// One person, of whom a number behind `of` is the age: `a woman of 70`.
fn is_aged(context: &Context, noun: usize) -> bool {
    let token = &context.analysis.tokens[noun];
    let several = things().groups_in_singular.has(token.lemma.as_str());
    token.tag == "NN" && !several && context.rules.measures.quantities.is_group(&token.lemma)
}

/// What lasts so long: `the agreement runs for sixty days`, `the strike lasted a week`.
fn lasting(context: &Context, amount: &Amount, site: usize) -> Option<usize> {
    let analysis = context.analysis;
    let head = analysis.parent(site).filter(|_| amount.quantity.unit == "s")?;
    let verb = match analysis.tokens[site].dep {
        "dobj" | "npadvmod" => head,
        "pobj" if analysis.tokens[head].lemma == "for" => analysis.parent(head)?,
        _ => return None,
    };
    let particle =
        analysis.child(verb, &["prt"]).map(|at| format!("{} {}", analysis.tokens[verb].lemma, analysis.tokens[at].lemma));
    let lasts = context.rules.measures.levels.lasting.contains(particle.as_ref().unwrap_or(&analysis.tokens[verb].lemma));
    stance::subject(context, verb)
        .filter(|&subject| lasts && is_noun(analysis, subject) && analysis.tokens[subject].pos == "NOUN")
}

/// `people` in `brings the number of people killed .. to 700`, where the parser hangs the figure on the participle.
fn counted_participle(analysis: &Analysis, verb: usize) -> Option<usize> {
    let noun = analysis.parent(verb).filter(|_| analysis.tokens[verb].dep == "acl")?;
    let counted = analysis.ancestors(noun).take(2).any(|up| counting().counts_of_people.has(analysis.tokens[up].lemma.as_str()));
    counted.then_some(noun)
}

/// What a bare measure stands for: `six metres deep`, `84 kilometres away`.
pub fn dimension(analysis: &Analysis, token: usize, unit: &str) -> Option<&'static str> {
    let up = analysis.parent(token).filter(|_| matches!(analysis.tokens[token].dep, "npadvmod" | "advmod"))?;
    let lemma = analysis.tokens[up].lemma.as_str();
    let from_ground = || counting().dimensions_from_ground.get(lemma).filter(|_| unit == "m");
    counting().dimensions.get(lemma).or_else(from_ground).map(String::as_str)
}

/// `number of infections` counts infections, `death toll` is its own noun.
fn counted_by(analysis: &Analysis, noun: usize) -> usize {
    if !counting().count_nouns.has(analysis.tokens[noun].lemma.as_str()) {
        return noun;
    }
    part_of(analysis, noun).unwrap_or(noun)
}

fn kind(context: &Context, amount: &Amount, site: usize) -> FigureKind {
    let analysis = context.analysis;
    let lemma = |token: usize| analysis.tokens[token].lemma.as_str();
    let before = amount.tokens.start.checked_sub(1).map(lemma);
    let after = (amount.tokens.end < analysis.tokens.len()).then(|| lemma(amount.tokens.end));
    if counting().extra_before.has(before) || counting().extra_behind.has(after) && amount.quantity.unit.is_empty() {
        return FigureKind::Extra;
    }
    let up = analysis.parent(site);
    let compared = counting().compared.has(up.map(lemma));
    let by = is_moved_by(analysis, amount, site);
    let verb = counting().moving_by.has(up.map(lemma));
    let measured = matches!(analysis.tokens[site].dep, "npadvmod" | "dobj") && !amount.quantity.unit.is_empty();
    if compared || by || (verb && measured) { FigureKind::Difference } else { FigureKind::Level }
}

/// `fell by seven degrees`, `won by two votes`: how far, and not who did it, nor both counts of a vote.
fn is_moved_by(analysis: &Analysis, amount: &Amount, site: usize) -> bool {
    let counted = analysis.parent(site).filter(|&up| analysis.tokens[site].dep == "nummod" && up >= amount.tokens.end);
    let noun = counted.unwrap_or(site);
    let by = analysis.parent(noun).filter(|&by| analysis.tokens[by].lemma == "by" && analysis.tokens[by].dep != "agent");
    let score = analysis.tokens.get(noun + 1).is_some_and(|next| counting().between_scores.has(next.lemma.as_str()));
    !score && by.and_then(|by| analysis.parent(by)).is_some_and(|verb| analysis.tokens[verb].pos == "VERB")
}

/// The words that narrow a noun: its adjectives, compounds and owners, and the phrases with `of`, `from`, `under` behind it.
pub fn modifiers(context: &Context, amount: &Amount, noun: usize) -> BTreeSet<String> {
    let analysis = context.analysis;
    let mut found = BTreeSet::new();
    for child in analysis.children(noun).filter(|child| !amount.tokens.contains(child)) {
        let token = &analysis.tokens[child];
        match token.dep {
            "amod" | "compound" | "nmod" if token.pos != "NUM" && !counting().plain_adjectives.has(token.lemma.as_str()) => {
                found.insert(token.lemma.to_lowercase());
            }
            "poss" if token.pos != "PRON" => {
                found.insert(token.lemma.to_lowercase());
            }
            "prep" if token.lemma == "without" => {}
            "prep" if counting().narrowing_prepositions.has(token.lemma.as_str()) => {
                let object = analysis.child(child, &["pobj"]).filter(|object| !amount.tokens.contains(object));
                found.extend(object.map(|object| analysis.tokens[object].lemma.to_lowercase()));
                found.extend(object.filter(|_| token.lemma == "of").into_iter().flat_map(|object| attempted(analysis, object)));
            }
            "acl" if token.lemma == "age" || token.lemma == "aged" => {
                found.insert("aged".to_string());
            }
            _ => {}
        }
    }
    found
}

/// The adjectives of the noun behind `of`: `a count of attempted murder`.
fn attempted(analysis: &Analysis, object: usize) -> impl Iterator<Item = String> {
    let words = analysis.children(object).filter(move |&child| analysis.tokens[child].dep == "amod" && child < object);
    words.filter(|&child| analysis.tokens[child].pos != "NUM").map(|child| analysis.tokens[child].lemma.to_lowercase())
}

/// `221 in favour`, `98 against`: what a bare figure in a count of votes says.
pub fn vote(context: &Context, amount: &Amount) -> Option<String> {
    let analysis = context.analysis;
    let word = |at: usize| analysis.tokens.get(at).map(|token| token.lemma.to_lowercase()).unwrap_or_default();
    let (next, after) = (word(amount.tokens.end), word(amount.tokens.end + 1));
    match next.as_str() {
        "in" if counting().favour.has(after.as_str()) => Some(format!("subj be in {after}")),
        "against" if counting().behind_against.has(after.as_str()) => Some("subj be against".to_string()),
        _ => None,
    }
}

/// For each what a sum of money is, told elsewhere in its clause: `put 40 pesos on the table for each share`.
pub fn rate(context: &Context, amount: &Amount, site: usize) -> Option<String> {
    let analysis = context.analysis;
    let money = context.rules.measures.units.money.contains(&amount.quantity.unit);
    let verb = analysis.parent(site).filter(|&up| money && analysis.tokens[up].pos == "VERB")?;
    let each = |noun: usize| {
        analysis.children(noun).any(|child| grammar().each.has(analysis.tokens[child].lemma.as_str()) && child < noun)
    };
    let under = analysis
        .children(verb)
        .chain(analysis.children(site))
        .filter(|&at| counting().for_each.has(analysis.tokens[at].lemma.as_str()));
    let noun = under.filter_map(|at| analysis.child(at, &["pobj"])).find(|&noun| each(noun))?;
    Some(analysis.tokens[noun].lemma.to_lowercase())
}

/// The subject of the clause that a token stands in, unless the token is it.
pub fn clause_subject(context: &Context, token: usize) -> Option<usize> {
    let verb = times::clause(context.analysis, token);
    stance::subject(context, verb).filter(|&subject| subject != token && subject != verb)
}
