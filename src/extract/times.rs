//! Time expressions, and the time that a clause is set in.
//!
//! An expression is read from the words alone and put on the calendar against the document's day; what hangs on which verb decides
//! whose time it is, so that the day on which something was said is not taken for the day on which it happened.

pub mod clock;
pub mod days;
pub mod grammar;

use super::Context;
use super::atoms;
use crate::model::{Analysis, Document, Granularity, Said, Time, TimeExpression};
use crate::rules::measures::Measures;
use crate::rules::words::deeds;
use clock::ClockReader;
use days::Outlook;
use grammar::DateReader;

/// All time expressions of a document, in order.
pub fn find(document: &Document, analysis: &Analysis, words: &Measures) -> Vec<TimeExpression> {
    let anchor = document.anchor();
    let mut found = Vec::new();
    for sentence in &analysis.sentences {
        let atoms = atoms::cut(document, analysis, sentence.tokens.clone());
        let mut at = 0;
        while at < atoms.len() {
            let outlook = || outlook(analysis, atoms[at].token);
            let Some((mut time, end)) = read(&atoms, at, words, anchor, outlook) else {
                at += 1;
                continue;
            };
            let tokens = atoms[at].token..atoms[end - 1].token + 1;
            let verb = !atoms[at].capital && analysis.tokens[tokens.start].pos == "VERB";
            if verb || narrows_noun(analysis, &time, tokens.clone()) || is_dateline(&atoms, at, end) {
                at = end;
                continue;
            }
            time.text = document.slice(atoms[at].span.cover(atoms[end - 1].span)).to_string();
            found.push(TimeExpression { time, tokens });
            at = end;
        }
    }
    found
}

/// `night trains`, `the evening news`, `a Christmas tree`: a sort of thing, no time.
fn narrows_noun(analysis: &Analysis, time: &Time, tokens: std::ops::Range<usize>) -> bool {
    let word = &analysis.tokens[tokens.start];
    let sort = time.granularity <= Granularity::Day && time.said.weekday.is_none();
    tokens.len() == 1 && sort && word.dep == "compound" && word.head > tokens.start
}

/// `PORT KLANG, June 30 - ` in front of a sentence: where and when it was written.
fn is_dateline(atoms: &[atoms::Atom], at: usize, end: usize) -> bool {
    const LONGEST: usize = 8;
    let place = &atoms[..at];
    let names = place.iter().all(|atom| atom.capital || matches!(atom.text.as_str(), "," | "." | "(" | ")" | "-"));
    let mark = atoms.get(end).is_some_and(|next| !next.glued && matches!(next.text.as_str(), "-" | "("));
    place.last().is_some_and(|last| last.text == ",") && at <= LONGEST && names && mark
}

/// The time expression that starts at an atom, and the atom after it.
fn read(
    atoms: &[atoms::Atom],
    at: usize,
    words: &Measures,
    anchor: Option<crate::model::Date>,
    outlook: impl Fn() -> Outlook,
) -> Option<(Time, usize)> {
    let date = |outlook| DateReader { atoms, words, anchor, outlook }.at(at);
    let past = date(Outlook::Past);
    let may_be_ahead = past.is_some() || atoms[at].text == "in";
    let found = if may_be_ahead && outlook() == Outlook::Future { date(Outlook::Future) } else { past };
    if found.is_some() {
        return found;
    }
    let (clock, end) = ClockReader { atoms, words }.at(at)?;
    let granularity = if clock.0 == clock.1 { Granularity::Minute } else { Granularity::PartOfDay };
    let time = Time {
        days: None,
        also: None,
        granularity,
        window: false,
        said: Said::default(),
        clock: Some(clock),
        text: String::new(),
    };
    Some((time, end))
}

/// The token that heads the clause of a token: its verb, with infinitives counted to the verb that governs them.
pub fn clause(analysis: &Analysis, token: usize) -> usize {
    let heads_clause = |at: usize| {
        let token = &analysis.tokens[at];
        match token.dep {
            "ccomp" | "advcl" | "relcl" | "acl" | "pcomp" | "csubj" | "csubjpass" | "parataxis" | "ROOT" => true,
            "conj" => matches!(token.pos, "VERB" | "AUX"),
            _ => token.head == at,
        }
    };
    std::iter::once(token).chain(analysis.ancestors(token)).find(|&at| heads_clause(at)).unwrap_or(token)
}

/// Whether the clause of a token looks ahead: a future, a plan, a timetable.
pub fn outlook(analysis: &Analysis, token: usize) -> Outlook {
    let root = clause(analysis, token);
    let chain =
        std::iter::once(token).chain(analysis.ancestors(token)).take_while(|&at| at == root || clause(analysis, at) == root);
    let ahead = chain.filter(|&at| matches!(analysis.tokens[at].pos, "VERB" | "AUX" | "ADJ")).any(|at| looks_ahead(analysis, at));
    if ahead { Outlook::Future } else { Outlook::Past }
}

fn looks_ahead(analysis: &Analysis, verb: usize) -> bool {
    let token = &analysis.tokens[verb];
    let mut auxiliaries = analysis.children(verb).filter(|&child| matches!(analysis.tokens[child].dep, "aux" | "auxpass"));
    let modal = auxiliaries.any(|child| analysis.tokens[child].tag == "MD");
    let tensed = analysis.children(verb).any(|child| matches!(analysis.tokens[child].tag, "VBD" | "VBN"));
    let be_to = token.dep == "xcomp" && analysis.parent(verb).is_some_and(|up| analysis.tokens[up].lemma == "be");
    let has = analysis.children(verb).any(|child| analysis.tokens[child].dep == "aux" && analysis.tokens[child].lemma == "have");
    let timetable = matches!(token.tag, "VBZ" | "VBP") && token.pos == "VERB" && !has;
    let planned = deeds().planned.has(token.lemma.as_str()) && matches!(token.tag, "VBN" | "JJ") && !tensed;
    modal || be_to || planned || timetable
}

/// The time that the clause of a token is set in, a day and an hour together. A clause without one takes that of the verb that it is
/// joined to, and that of a clause with `since`.
pub fn of(context: &Context, token: usize) -> Option<Time> {
    let analysis = context.analysis;
    let root = clause(analysis, token);
    let perfect = is_perfect(analysis, root);
    let joined = || {
        let conjuncts =
            analysis.children(root).filter(|&child| analysis.tokens[child].dep == "conj" && clause(analysis, child) == child);
        let above = (analysis.tokens[root].dep == "conj").then(|| analysis.parent(root)).flatten();
        let above = above.filter(|&verb| is_perfect(analysis, verb) == perfect);
        let bare = |verb: usize| analysis.child(verb, &["nsubj", "nsubjpass"]).is_none() && is_perfect(analysis, verb) == perfect;
        let shared = conjuncts.filter(|&child| bare(child)).chain(above.filter(|_| bare(root)));
        shared.filter_map(|verb| in_clause(context, verb, clause(analysis, verb))).next()
    };
    in_clause(context, token, root)
        .or_else(|| since_clause(context, root))
        .or_else(|| named_before(context, root))
        .or_else(joined)
}

/// The time in `until March, when it sank`; of `since March, when it sank`, the March.
fn named_before(context: &Context, root: usize) -> Option<Time> {
    let analysis = context.analysis;
    let noun = analysis.parent(root).filter(|_| analysis.tokens[root].dep == "relcl")?;
    let when = |child: usize| analysis.tokens[child].tag == "WRB" && context.text(child).to_lowercase() == "when";
    analysis.children(root).find(|&child| child < root && when(child))?;
    let expression = context.times.iter().find(|expression| expression.tokens.contains(&noun))?;
    expression.time.opening().or_else(|| expression.time.said.open.is_none().then(|| expression.time.clone()))
}

/// `has sold`.
fn is_perfect(analysis: &Analysis, verb: usize) -> bool {
    let has = |&child: &usize| matches!(analysis.tokens[child].tag, "VBZ" | "VBP") && analysis.tokens[child].lemma == "have";
    analysis.children(verb).filter(|&child| analysis.tokens[child].dep == "aux").any(|child| has(&child))
}

/// `since hostilities erupted last October` opens a window.
fn since_clause(context: &Context, root: usize) -> Option<Time> {
    let analysis = context.analysis;
    let since = |&child: &usize| {
        analysis.tokens[child].dep == "advcl"
            && analysis.children(child).any(|mark| mark < child && analysis.tokens[mark].lemma == "since")
    };
    let verb = analysis.children(root).find(since)?;
    let start = in_clause(context, verb, verb);
    let text = context.slice(analysis.span(analysis.subtree(verb))).to_string();
    let anchor = context.document.anchor();
    let days = start.as_ref().and_then(|start| start.days).zip(anchor).map(|((from, _), to)| (from, days::shift(to, 1)));
    let said = Said { open: Some(crate::model::Open::Later), ..start.map(|start| start.said).unwrap_or_default() };
    Some(Time { days, also: None, granularity: Granularity::Vague, window: true, said, clock: None, text })
}

fn in_clause(context: &Context, token: usize, root: usize) -> Option<Time> {
    let analysis = context.analysis;
    let sentence = analysis.sentences[analysis.tokens[token].sentence].tokens.clone();
    let first = context.times.partition_point(|expression| expression.tokens.start < sentence.start);
    let here: Vec<&TimeExpression> = context.times[first..]
        .iter()
        .take_while(|expression| expression.tokens.start < sentence.end)
        .filter(|expression| {
            let head = super::mentions::head_of(analysis, expression.tokens.clone());
            let of_noun = token == root && expression.time.window && rank(analysis, expression, token, root) == 2;
            clause(analysis, head) == root && !is_compared(analysis, head) && !of_noun
        })
        .collect();
    let nearest = |wanted: fn(&Time) -> bool| {
        here.iter()
            .filter(|expression| wanted(&expression.time))
            .min_by_key(|expression| (rank(analysis, expression, token, root), expression.tokens.start.abs_diff(token)))
    };
    let dated = nearest(|time| time.granularity >= Granularity::Day);
    let clocked = nearest(|time| time.granularity < Granularity::Day);
    match (dated, clocked) {
        (Some(dated), Some(clocked)) if dated.time.clock.is_none() => Some(joined(&dated.time, &clocked.time)),
        (Some(dated), _) => Some(dated.time.clone()),
        (None, clocked) => clocked.map(|clocked| clocked.time.clone()),
    }
}

/// Stands behind `than`: what something is compared with.
pub fn is_compared(analysis: &Analysis, token: usize) -> bool {
    let nominal = |&up: &usize| !matches!(analysis.tokens[up].pos, "VERB" | "AUX");
    analysis.ancestors(token).take_while(nominal).any(|up| analysis.tokens[up].lemma == "than")
}

fn joined(day: &Time, hour: &Time) -> Time {
    Time { clock: hour.clock, text: format!("{} {}", day.text, hour.text), ..day.clone() }
}

/// How closely an expression belongs to a token: inside its phrase, on the verb of its clause, on another noun.
fn rank(analysis: &Analysis, expression: &TimeExpression, token: usize, root: usize) -> u8 {
    let head = super::mentions::head_of(analysis, expression.tokens.clone());
    if token != root && analysis.ancestors(head).any(|up| up == token) {
        return 0;
    }
    let governor = analysis.ancestors(head).find(|&up| !matches!(analysis.tokens[up].pos, "ADP" | "SCONJ" | "ADV"));
    match governor {
        Some(up) if up == root || matches!(analysis.tokens[up].pos, "VERB" | "AUX" | "ADJ") => 1,
        None => 1,
        Some(_) => 2,
    }
}

#[cfg(test)]
mod tests;
