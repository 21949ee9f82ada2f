//! What a figure counts: the noun that bears it, the words that narrow the noun, and the verbs that it stands to.

use std::collections::BTreeSet;

use super::amount::Amount;
use crate::extract::stance;
use crate::extract::{Context, mentions, times};
use crate::model::{Analysis, FigureKind};

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
pub fn is_whole(analysis: &Analysis, noun: usize) -> bool {
    let of = analysis.parent(noun).filter(|&of| analysis.tokens[noun].dep == "pobj" && analysis.tokens[of].lemma == "of");
    of.and_then(|of| analysis.parent(of)).is_some_and(|part| analysis.tokens[part].pos == "NUM")
}

/// The noun in `three of the ministers`, `a third of the dockers`, `10 percent of those`.
fn part_of(analysis: &Analysis, site: usize) -> Option<usize> {
    let of = analysis
        .children(site)
        .find(|&child| child > site && analysis.tokens[child].dep == "prep" && analysis.tokens[child].lemma == "of")?;
    analysis.child(of, &["pobj"])
}

/// The thing whose level is given: `turnout was 61 percent`, `put the magnitude at 6.1`, `a fee of 40 euros`, `the toll rose to 9`.
fn level_noun(context: &Context, site: usize) -> Option<usize> {
    let analysis = context.analysis;
    let token = &analysis.tokens[site];
    let head = analysis.parent(site)?;
    let level = |verb: usize| context.rules.measures.levels.level.contains(&analysis.tokens[verb].lemma);
    match token.dep {
        "attr" | "dobj" | "oprd" | "acomp" | "npadvmod" if level(head) && analysis.child(head, &["expl"]).is_none() => {
            stance::subject(context, head)
        }
        "pobj" => {
            let governor = analysis.parent(head)?;
            let preposition = analysis.tokens[head].lemma.as_str();
            if let Some(counted) = counted_participle(analysis, governor).filter(|_| matches!(preposition, "to" | "at")) {
                return Some(counted);
            }
            if matches!(analysis.tokens[governor].pos, "NOUN" | "PROPN") {
                return matches!(preposition, "of" | "at").then_some(governor);
            }
            let object = analysis.child(governor, &["dobj"]);
            match preposition {
                "at" if object.is_some() && level(governor) => object,
                "to" if object.is_some() && level(governor) => object,
                "at" | "to" | "by" if level(governor) || analysis.tokens[governor].pos == "ADJ" => {
                    stance::subject(context, governor)
                }
                "by" => object.or_else(|| stance::subject(context, governor)),
                _ => None,
            }
        }
        _ => None,
    }
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
    let counted =
        analysis.ancestors(noun).take(2).any(|up| matches!(analysis.tokens[up].lemma.as_str(), "number" | "total" | "toll"));
    counted.then_some(noun)
}

/// What a bare measure stands for: `six metres deep`, `84 kilometres away`.
pub fn dimension(analysis: &Analysis, token: usize) -> Option<&'static str> {
    let up = analysis.parent(token).filter(|_| matches!(analysis.tokens[token].dep, "npadvmod" | "advmod"))?;
    Some(match analysis.tokens[up].lemma.as_str() {
        "deep" => "depth",
        "high" | "tall" => "height",
        "long" => "length",
        "wide" | "broad" => "width",
        "away" | "distant" => "distance",
        "heavy" => "weight",
        "thick" => "thickness",
        _ => return None,
    })
}

/// `number of infections` counts infections, `death toll` is its own noun.
fn counted_by(analysis: &Analysis, noun: usize) -> usize {
    if !matches!(analysis.tokens[noun].lemma.as_str(), "number" | "total" | "count" | "tally" | "figure") {
        return noun;
    }
    part_of(analysis, noun).unwrap_or(noun)
}

fn kind(context: &Context, amount: &Amount, site: usize) -> FigureKind {
    let analysis = context.analysis;
    let lemma = |token: usize| analysis.tokens[token].lemma.as_str();
    let before = amount.tokens.start.checked_sub(1).map(lemma);
    let after = (amount.tokens.end < analysis.tokens.len()).then(|| lemma(amount.tokens.end));
    if matches!(before, Some("another" | "further" | "additional"))
        || matches!(after, Some("more" | "other" | "further" | "additional")) && amount.quantity.unit.is_empty()
    {
        return FigureKind::Extra;
    }
    let up = analysis.parent(site);
    let compared = up.is_some_and(|up| {
        matches!(lemma(up), "more" | "less" | "high" | "higher" | "low" | "lower" | "up" | "down" | "few" | "fewer" | "than")
    });
    let by =
        up.is_some_and(|up| lemma(up) == "by" && analysis.parent(up).is_some_and(|verb| analysis.tokens[verb].pos == "VERB"));
    let verb = up.is_some_and(|up| {
        matches!(lemma(up), "rise" | "fall" | "gain" | "drop" | "climb" | "slip" | "grow" | "jump" | "increase" | "decline")
    });
    let measured = matches!(analysis.tokens[site].dep, "npadvmod" | "dobj") && !amount.quantity.unit.is_empty();
    if compared || by || (verb && measured) { FigureKind::Difference } else { FigureKind::Level }
}

/// The words that narrow a noun: its adjectives, compounds and owners, and the phrases with `of`, `from`, `under` behind it.
pub fn modifiers(context: &Context, amount: &Amount, noun: usize) -> BTreeSet<String> {
    let analysis = context.analysis;
    let mut found = BTreeSet::new();
    for child in analysis.children(noun).filter(|child| !amount.tokens.contains(child)) {
        let token = &analysis.tokens[child];
        match token.dep {
            "amod" | "compound" | "nmod" if token.pos != "NUM" && !is_plain(&token.lemma) => {
                found.insert(token.lemma.to_lowercase());
            }
            "poss" if token.pos != "PRON" => {
                found.insert(token.lemma.to_lowercase());
            }
            "prep" if token.lemma == "without" => {}
            "prep" if matches!(token.lemma.as_str(), "of" | "from" | "under" | "over" | "with" | "for" | "between") => {
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

/// Adjectives that leave a group as it is.
fn is_plain(lemma: &str) -> bool {
    matches!(
        lemma,
        "more"
            | "other"
            | "total"
            | "whole"
            | "entire"
            | "such"
            | "further"
            | "additional"
            | "many"
            | "least"
            | "most"
            | "some"
            | "own"
    )
}

/// How a noun stands to its verbs: `obj kill`, `subj lose life`, `for vote`.
pub fn predicates(context: &Context, noun: usize) -> BTreeSet<String> {
    let analysis = context.analysis;
    let mut found = BTreeSet::new();
    let top = std::iter::successors(Some(noun), |&at| {
        let token = &analysis.tokens[at];
        matches!(token.dep, "conj" | "appos")
            .then(|| analysis.parent(at))
            .flatten()
            .filter(|&up| analysis.tokens[up].pos != "VERB")
    })
    .take(6)
    .last()
    .unwrap_or(noun);
    if let Some(head) = analysis.parent(top) {
        let preposition = analysis.tokens[head].lemma.clone();
        match analysis.tokens[top].dep {
            "nsubj" => subject_of(analysis, head, "subj", &mut found),
            "nsubjpass" => {
                subject_of(analysis, head, "obj", &mut found);
                found.insert(format!(
                    "phrase {} {}",
                    analysis.tokens[head].lemma.to_lowercase(),
                    analysis.tokens[top].lemma.to_lowercase()
                ));
            }
            "dobj" | "dative" => name_all(analysis, head, "obj", Some(top), &mut found),
            "attr" if analysis.child(head, &["expl"]).is_some() => name_all(analysis, head, "there", None, &mut found),
            "pobj" if analysis.tokens[head].dep == "agent" => {
                analysis.parent(head).into_iter().for_each(|verb| name_all(analysis, verb, "subj", None, &mut found));
            }
            "pobj" => {
                if let Some(up) = analysis.parent(head).filter(|&up| matches!(analysis.tokens[up].pos, "VERB" | "AUX")) {
                    name_all(analysis, up, &preposition, None, &mut found);
                } else if let Some(up) = analysis.parent(head).filter(|_| preposition == "of") {
                    found.extend(predicates_above(context, up));
                    found.insert(format!("of {}", context.text(up).to_lowercase()));
                }
            }
            _ => {}
        }
    }
    for child in analysis.children(noun) {
        match analysis.tokens[child].dep {
            "acl" => participle_of(analysis, child, &mut found),
            "relcl" => relative(analysis, child, &mut found),
            "prep" if matches!(analysis.tokens[child].lemma.as_str(), "without" | "in" | "against" | "for") => {
                let preposition = &analysis.tokens[child].lemma;
                found.insert(format!("subj be {preposition}"));
                let object = analysis.child(child, &["pobj"]).map(|object| analysis.tokens[object].lemma.to_lowercase());
                found.extend(object.map(|object| format!("subj be {preposition} {object}")));
            }
            _ => {}
        }
    }
    found
}

/// `221 in favour`, `98 against`: what a bare figure in a count of votes says.
pub fn vote(context: &Context, amount: &Amount) -> Option<String> {
    let analysis = context.analysis;
    let word = |at: usize| analysis.tokens.get(at).map(|token| token.lemma.to_lowercase()).unwrap_or_default();
    let (next, after) = (word(amount.tokens.end), word(amount.tokens.end + 1));
    match (next.as_str(), after.as_str()) {
        ("in", "favour" | "favor") => Some(format!("subj be in {after}")),
        ("against", "," | "." | ";" | "and" | "with") => Some("subj be against".to_string()),
        _ => None,
    }
}

/// `the number of people killed`, `three of the ministers`: the part stands to the verb as the whole would.
fn predicates_above(context: &Context, part: usize) -> BTreeSet<String> {
    let analysis = context.analysis;
    let mut found = BTreeSet::new();
    if let Some(head) = analysis.parent(part) {
        match analysis.tokens[part].dep {
            "nsubj" => subject_of(analysis, head, "subj", &mut found),
            "nsubjpass" => subject_of(analysis, head, "obj", &mut found),
            "dobj" => name_all(analysis, head, "obj", Some(part), &mut found),
            _ => {}
        }
    }
    let participles = analysis.children(part).filter(|&child| analysis.tokens[child].dep == "acl");
    participles.for_each(|child| participle_of(analysis, child, &mut found));
    found
}

/// `people living there`, `people killed`.
fn participle_of(analysis: &Analysis, verb: usize, found: &mut BTreeSet<String>) {
    let role = if analysis.tokens[verb].tag == "VBG" { "subj" } else { "obj" };
    name_all(analysis, verb, role, None, found);
}

/// A subject also is one of the infinitives behind its verb: `are believed to have died`.
fn subject_of(analysis: &Analysis, verb: usize, role: &str, found: &mut BTreeSet<String>) {
    name_all(analysis, verb, role, None, found);
    for child in analysis.children(verb) {
        let token = &analysis.tokens[child];
        if token.dep == "xcomp" && token.pos == "VERB" {
            let passive = analysis.child(child, &["auxpass"]).is_some();
            subject_of(analysis, child, if passive { "obj" } else { "subj" }, found);
        }
        if token.dep == "conj" && matches!(token.pos, "VERB" | "AUX") && analysis.child(child, &["nsubj", "nsubjpass"]).is_none()
        {
            let passive = analysis.child(child, &["auxpass"]).is_some();
            name_all(analysis, child, if passive { "obj" } else { "subj" }, None, found);
        }
    }
}

fn relative(analysis: &Analysis, verb: usize, found: &mut BTreeSet<String>) {
    let is_pronoun = |token: usize| matches!(analysis.tokens[token].tag, "WP" | "WDT");
    match analysis.child(verb, &["nsubj", "nsubjpass"]) {
        Some(subject) if is_pronoun(subject) && analysis.tokens[subject].dep == "nsubj" => {
            subject_of(analysis, verb, "subj", found)
        }
        _ => subject_of(analysis, verb, "obj", found),
    }
}

/// The verb alone and with each of its complements: `lose`, `lose life`, `set free`, `take part`.
fn name_all(analysis: &Analysis, verb: usize, role: &str, counted: Option<usize>, found: &mut BTreeSet<String>) {
    let lemma = analysis.tokens[verb].lemma.to_lowercase();
    found.insert(format!("{role} {lemma}"));
    for child in analysis.children(verb) {
        let token = &analysis.tokens[child];
        let complement = token.lemma.to_lowercase();
        match token.dep {
            "prt" | "acomp" | "oprd" | "attr" | "advmod" if child > verb || token.dep != "advmod" => {
                found.insert(format!("{role} {lemma} {complement}"));
            }
            "dobj" if counted != Some(child) => {
                found.insert(format!("{role} {lemma} {complement}"));
            }
            "prep" if child > verb => {
                found.insert(format!("{role} {lemma} {complement}"));
                if let Some(object) = analysis.child(child, &["pobj"]) {
                    let object = analysis.tokens[object].lemma.to_lowercase();
                    found.insert(format!("{role} {lemma} {complement} {object}"));
                    found.insert(format!("{role} {lemma} {object}"));
                }
            }
            _ => {}
        }
    }
    if let Some(noun) = counted {
        found.insert(format!("phrase {lemma} {}", analysis.tokens[noun].lemma.to_lowercase()));
    }
}

/// For each what a sum of money is, told elsewhere in its clause: `put 40 pesos on the table for each share`.
pub fn rate(context: &Context, amount: &Amount, site: usize) -> Option<String> {
    let analysis = context.analysis;
    let money = context.rules.measures.units.money.contains(&amount.quantity.unit);
    let verb = analysis.parent(site).filter(|&up| money && analysis.tokens[up].pos == "VERB")?;
    let each = |noun: usize| {
        analysis.children(noun).any(|child| matches!(analysis.tokens[child].lemma.as_str(), "each" | "every") && child < noun)
    };
    let under = analysis
        .children(verb)
        .chain(analysis.children(site))
        .filter(|&at| matches!(analysis.tokens[at].lemma.as_str(), "for" | "per"));
    let noun = under.filter_map(|at| analysis.child(at, &["pobj"])).find(|&noun| each(noun))?;
    Some(analysis.tokens[noun].lemma.to_lowercase())
}

/// The subject of the clause that a token stands in, unless the token is it.
pub fn clause_subject(context: &Context, token: usize) -> Option<usize> {
    let verb = times::clause(context.analysis, token);
    stance::subject(context, verb).filter(|&subject| subject != token && subject != verb)
}
