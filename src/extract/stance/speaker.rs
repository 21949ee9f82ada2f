//! Who says it: the subject of a reporting verb, however far it stands from it.

use crate::extract::Context;
use crate::model::{Attribution, EntityKind, MentionId};
use crate::rules::words::grammar;

/// The token that is the subject of a verb: its own, that of the verb it is joined to, or the noun that a relative clause hangs on.
pub fn subject(context: &Context, verb: usize) -> Option<usize> {
    let analysis = context.analysis;
    let own = analysis.child(verb, &["nsubj", "csubj"]).or_else(|| {
        let passive = analysis.child(verb, &["nsubjpass"]);
        passive.or_else(|| analysis.child(verb, &["expl"]))
    });
    match own {
        Some(own) if is_relative(context, own) => relative_head(context, verb).or(Some(own)),
        Some(own) => Some(own),
        None => inherited(context, verb),
    }
}

fn is_relative(context: &Context, token: usize) -> bool {
    matches!(context.analysis.tokens[token].tag, "WDT" | "WP") || (context.analysis.tokens[token].lemma == "that")
}

fn relative_head(context: &Context, verb: usize) -> Option<usize> {
    let mut at = verb;
    while context.analysis.tokens[at].dep == "conj" {
        at = context.analysis.parent(at)?;
    }
    let head = (context.analysis.tokens[at].dep == "relcl").then(|| context.analysis.parent(at)).flatten()?;
    Some(cleft(context, head).unwrap_or(head))
}

/// The one of a profession in `it was a baker on her way to work who ..`, where the parser hangs the clause on a noun behind it.
fn cleft(context: &Context, head: usize) -> Option<usize> {
    let analysis = context.analysis;
    let works = |token: usize| {
        let lemma = analysis.tokens[token].lemma.to_lowercase();
        let office = || context.rules.lexicon.office_at(&|at| (at == 0).then(|| lemma.clone())).is_some();
        context.rules.predicates.parts.is_trade(&lemma) || office()
    };
    let one = analysis
        .ancestors(head)
        .take_while(|&up| analysis.tokens[up].pos != "VERB")
        .find(|&up| analysis.tokens[up].dep == "attr")?;
    let it = analysis.parent(one).and_then(|be| analysis.child(be, &["nsubj"]))?;
    let stands = analysis.tokens[it].lemma.eq_ignore_ascii_case("it") && analysis.tokens[head].pos == "NOUN";
    (stands && works(one) && !works(head)).then_some(one)
}

/// Whom the object of a verb makes the one who acts: `urged them to leave`, `called on them to leave`, `warned against it becoming ..`.
fn controller(context: &Context, head: usize, verb: usize) -> Option<usize> {
    let analysis = context.analysis;
    let called = |&child: &usize| {
        let token = &analysis.tokens[child];
        (head..verb).contains(&child) && token.dep == "prep" && grammar().before_one_called_on.has(token.lemma.as_str())
    };
    let object = analysis.child(head, &["dobj", "dative"]);
    object.or_else(|| analysis.children(head).find(called).and_then(|at| analysis.child(at, &["pobj"])))
}

fn inherited(context: &Context, verb: usize) -> Option<usize> {
    let analysis = context.analysis;
    let head = analysis.parent(verb)?;
    match analysis.tokens[verb].dep {
        "xcomp" | "advcl" if reported_before(context, head, verb).is_some() => {
            reported_before(context, head, verb).and_then(|told| subject(context, told))
        }
        "xcomp" if analysis.tokens[head].dep == "acomp" => analysis.parent(head).and_then(|above| subject(context, above)),
        "conj" | "xcomp" | "advcl" | "ccomp" if is_verb(context, head) => {
            let object = (analysis.tokens[verb].dep == "xcomp").then(|| controller(context, head, verb)).flatten();
            object.or_else(|| subject(context, head))
        }
        "acl" | "relcl" => Some(head),
        "pcomp" => {
            let verb = analysis.parent(head).filter(|&above| is_verb(context, above))?;
            let object = (analysis.tokens[head].lemma == "as").then(|| analysis.child(verb, &["dobj"])).flatten();
            object.or_else(|| subject(context, verb))
        }
        _ => None,
    }
}

/// What was told before `he said`, where a participle follows: `He fled, she said, having lost his way.`
fn reported_before(context: &Context, head: usize, verb: usize) -> Option<usize> {
    let analysis = context.analysis;
    let participle = analysis.tokens[verb].tag == "VBG"
        || analysis
            .children(verb)
            .any(|child| analysis.tokens[child].dep.starts_with("aux") && analysis.tokens[child].tag == "VBG");
    let told = analysis.child(head, &["ccomp"]).filter(|&told| told < head && head < verb)?;
    participle.then_some(told)
}

pub(super) fn is_verb(context: &Context, token: usize) -> bool {
    matches!(context.analysis.tokens[token].pos, "VERB" | "AUX")
}

/// The subject of a reporting verb as the speaker of what depends on it; of `he was told`, nobody.
pub fn speaker_of(context: &Context, verb: usize) -> Option<Attribution<MentionId>> {
    let analysis = context.analysis;
    if analysis.child(verb, &["auxpass"]).is_some() {
        let agent = analysis.child(verb, &["agent"]).and_then(|by| analysis.child(by, &["pobj"]));
        let quoted = (analysis.tokens[verb].lemma == "quote").then(|| analysis.child(verb, &["nsubjpass"])).flatten();
        return agent.or(quoted).map(|token| attribution(context, token));
    }
    subject(context, verb).filter(|&token| analysis.tokens[token].dep != "expl").map(|token| attribution(context, token))
}

/// A noun phrase as a speaker. Of `the poet Anna Berg` or `the union's president, NAME, said` the source is the one who is named, for
/// others are presidents too; a name that follows at once is part of the words.
pub fn attribution(context: &Context, token: usize) -> Attribution<MentionId> {
    let analysis = context.analysis;
    let apposed: Vec<usize> = analysis.children(token).filter(|&child| analysis.tokens[child].dep == "appos").collect();
    let mut persons = apposed.iter().filter_map(|&child| context.mention_at(child));
    let named = persons.find(|id| context.mention(*id).kind == EntityKind::Person);
    let is_next = |name: usize| name == token + 1 || analysis.subtree(name).start == token + 1;
    let title = |name: usize| analysis.tokens[token].pos == "NOUN" && analysis.tokens[name].pos == "PROPN" && is_next(name);
    let first = noun_phrase(context, token);
    let titled = apposed.iter().copied().find(|&name| title(name));
    let source = named.or_else(|| titled.and_then(|name| context.mention_at(name))).or_else(|| context.mention_at(token));
    let speaker = match titled {
        Some(name) => format!("{first} {}", noun_phrase(context, name)),
        None => first,
    };
    Attribution { speaker, source }
}

/// The words of a noun phrase without what follows its head, but for a phrase with `of` or `for` and a genitive.
pub fn noun_phrase(context: &Context, head: usize) -> String {
    let analysis = context.analysis;
    let first = analysis.children(head).take_while(|&child| child < head).map(|child| analysis.subtree(child).start).min();
    let of = analysis.children(head).find(|&child| {
        child == head + 1
            && analysis.tokens[child].dep == "prep"
            && grammar().within_name_of_speaker.has(analysis.tokens[child].lemma.as_str())
    });
    let last = of.and_then(|of| analysis.child(of, &["pobj"])).unwrap_or(head).max(head);
    let span = analysis.span(first.unwrap_or(head).min(head)..last + 1);
    context.slice(span).trim_matches(|mark: char| mark.is_whitespace() || ",\"“”".contains(mark)).to_string()
}
