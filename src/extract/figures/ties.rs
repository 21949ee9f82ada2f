//! How what a figure counts stands to the verbs around it: who is killed, who dies, what is found in whom.

use std::collections::BTreeSet;

use crate::extract::Context;
use crate::model::Analysis;
use crate::rules::words::grammar;

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
                } else if let Some(found_in) = analysis.parent(head).and_then(|up| acted_on_in(analysis, up, &preposition)) {
                    found.insert(found_in);
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
            "prep" if analysis.tokens[noun].pos != "NUM" && grammar().before_state.has(analysis.tokens[child].lemma.as_str()) => {
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

/// `in find virus` for `found the virus in seven cows`, where the parser hangs the preposition on the noun.
fn acted_on_in(analysis: &Analysis, noun: usize, preposition: &str) -> Option<String> {
    let verb = analysis.parent(noun).filter(|_| matches!(analysis.tokens[noun].dep, "dobj" | "nsubjpass"))?;
    let lemma = |token: usize| analysis.tokens[token].lemma.to_lowercase();
    grammar().among.has(preposition).then(|| format!("in {} {}", lemma(verb), lemma(noun)))
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
            let shared = role == "obj" && token.tag == "VBN" && analysis.child(child, &["aux"]).is_none();
            let passive = shared || analysis.child(child, &["auxpass"]).is_some();
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
    if lemma == "miss" && analysis.tokens[verb].tag == "VBG" {
        found.insert(format!("{role} be missing"));
    }
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
