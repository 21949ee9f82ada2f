//! The predicate of a clause: the most specific form that the lexicon knows, else the bare verb.

use super::words::lemma;
use crate::extract::Context;
use crate::rules::words::deeds;

/// The predicate of a verb, and the tokens of its arguments that went into it.
pub fn read(context: &Context, verb: usize) -> (String, Vec<usize>) {
    let analysis = context.analysis;
    let base = analysis.tokens[verb].lemma.to_lowercase();
    if deeds().copulas.has(base.as_str())
        && let Some(state) = state(context, verb)
    {
        return state;
    }
    if analysis.child(verb, &["expl"]).is_some() && base == "be" {
        return existence(context, verb);
    }
    let particle = particle(context, verb).map(|at| context.text(at).to_lowercase());
    let phrasal = particle.map_or(base.clone(), |particle| format!("{base} {particle}"));
    let result = analysis.children(verb).find(|&child| {
        let token = &analysis.tokens[child];
        matches!(token.dep, "acomp" | "oprd") || (token.dep == "advmod" && matches!(token.tag, "JJR" | "RBR"))
    });
    let result = result.map(|word| format!("{phrasal} {}", context.text(word).to_lowercase()));
    idiom(context, verb, &phrasal).or_else(|| light(context, verb, &phrasal)).unwrap_or((result.unwrap_or(phrasal), Vec::new()))
}

/// Whether a lexicon lists a predicate of several words.
fn knows(context: &Context, form: &str) -> bool {
    context.rules.predicates.senses.knows(form) || context.rules.measures.events.knows(form)
}

/// The particle of a phrasal verb; `on` before a day is none, whatever the parser makes of it.
fn particle(context: &Context, verb: usize) -> Option<usize> {
    context.analysis.child(verb, &["prt"]).filter(|&at| !context.is_time(at) && !context.is_time(at + 1))
}

/// `there is a truce`; of `there is enough water`, that it is enough.
fn existence(context: &Context, verb: usize) -> (String, Vec<usize>) {
    let analysis = context.analysis;
    let adjective = analysis.child(verb, &["attr"]).and_then(|noun| analysis.child(noun, &["amod"]));
    let state = adjective.map(|adjective| format!("be {}", analysis.tokens[adjective].lemma.to_lowercase()));
    let known = state.filter(|state| context.rules.predicates.senses.knows(state));
    (known.unwrap_or_else(|| "exist".into()), Vec::new())
}

/// The participle of `was overloaded` and `remains blocked`, where the parser takes it for an adjective: a passive all the same.
pub fn participle(context: &Context, verb: usize) -> Option<usize> {
    let analysis = context.analysis;
    let state = deeds().copulas.has(analysis.tokens[verb].lemma.to_lowercase().as_str());
    analysis.child(verb, &["acomp"]).filter(|&word| state && analysis.tokens[word].tag == "VBN")
}

/// `is open`, `is off`, `is in hospital`.
fn state(context: &Context, verb: usize) -> Option<(String, Vec<usize>)> {
    let analysis = context.analysis;
    if let Some(participle) = participle(context, verb) {
        return Some((analysis.tokens[participle].lemma.to_lowercase(), vec![participle]));
    }
    if let Some(adjective) = analysis.child(verb, &["acomp", "oprd"]) {
        return Some((format!("be {}", analysis.tokens[adjective].lemma.to_lowercase()), vec![adjective]));
    }
    analysis.children(verb).filter(|&child| child > verb).find_map(|child| {
        let word = context.text(child).to_lowercase();
        let form = match analysis.tokens[child].dep {
            "prep" => {
                analysis.child(child, &["pobj"]).map(|noun| format!("be {word} {}", analysis.tokens[noun].lemma.to_lowercase()))
            }
            "attr" => Some(format!("be {}", analysis.tokens[child].lemma.to_lowercase())),
            _ => None,
        };
        let bare = format!("be {word}");
        let known = |form: &String| knows(context, form);
        form.filter(known).or_else(|| Some(bare).filter(known)).map(|form| (form, vec![child]))
    })
}

/// `lose one's job`, `vote against`, `give the green light`: the verb with its object or preposition, where the lexicon knows it.
fn idiom(context: &Context, verb: usize, phrasal: &str) -> Option<(String, Vec<usize>)> {
    let analysis = context.analysis;
    let known = |form: &String| knows(context, form);
    let of_time = |child: usize| match analysis.child(child, &["pobj"]) {
        Some(noun) => context.is_time(noun),
        None => analysis.tokens[child].dep == "prep" && context.is_time(child + 1),
    };
    let timeless = |&child: &usize| child > verb && !of_time(child);
    analysis.children(verb).filter(timeless).find_map(|child| {
        let word = analysis.tokens[child].lemma.to_lowercase();
        match analysis.tokens[child].dep {
            "dobj" | "acomp" | "advmod" | "oprd" => {
                Some((format!("{phrasal} {word}"), vec![child])).filter(|(form, _)| known(form))
            }
            "prep" => {
                let object = analysis
                    .child(child, &["pobj"])
                    .map(|noun| format!("{phrasal} {word} {}", analysis.tokens[noun].lemma.to_lowercase()));
                let noun = analysis.child(child, &["pobj"]);
                let longer = object.filter(known).map(|form| (form, std::iter::once(child).chain(noun).collect()));
                longer.or_else(|| Some((format!("{phrasal} {word}"), vec![child])).filter(|(form, _)| known(form)))
            }
            _ => None,
        }
    })
}

/// `made an attack`, `passed review`: the verb of the event that a light verb only says took place.
fn light(context: &Context, verb: usize, phrasal: &str) -> Option<(String, Vec<usize>)> {
    let nouns = &context.rules.predicates.nouns;
    let object = context.analysis.child(verb, &["dobj"])?;
    let event = nouns.verb(&context.analysis.tokens[object].lemma.to_lowercase())?;
    let modified = context.analysis.child(object, &["amod", "nummod", "relcl"]).is_some();
    (nouns.light(phrasal) && !modified && lemma(context, object) == event).then(|| (event.to_string(), vec![object]))
}

/// Whether the subject of a light verb is acted on: `the bill passed review`.
pub fn is_undergone(context: &Context, verb: usize, predicate: &str) -> bool {
    let base = context.analysis.tokens[verb].lemma.as_str();
    base != predicate && context.rules.predicates.nouns.undergone(base)
}
