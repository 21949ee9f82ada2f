//! What every clause says: the deed or state itself, denied or not, and who did it.

use super::{Maker, voice};
use crate::model::claim::Part;
use crate::model::{Claim, Clause, Form, Role, Span, Value};
use crate::rules::words::timing;

pub fn claims(maker: &Maker) -> Vec<Claim> {
    maker.reading.clauses.iter().flat_map(|clause| std::iter::once(deed(maker, clause)).chain(doer(maker, clause))).collect()
}

fn deed(maker: &Maker, clause: &Clause) -> Claim {
    let parts =
        clause.arguments.iter().map(|argument| Part { role: argument.role.clone(), thing: maker.argument(clause, argument) });
    let value = Value::Deed {
        predicate: clause.predicate.clone(),
        negated: clause.negated && !was_done_late(maker, clause),
        parts: parts.collect(),
    };
    let evidence = maker.grounds(clause.sentence, clause.span, &words(maker, clause), "clause");
    let claim = maker.claim(maker.theme(clause), &clause.predicate, value, &voice(clause), evidence);
    maker.within(Some(clause), claim).identified()
}

/// `did not open until the nurse came`: it did, then.
fn was_done_late(maker: &Maker, clause: &Clause) -> bool {
    let tokens = &maker.analysis.tokens;
    let is_until = |token: usize| timing().until.has(tokens[token].lemma.as_str());
    let past = tokens[clause.head].tag == "VBD" || maker.analysis.children(clause.head).any(|child| tokens[child].tag == "VBD");
    past && maker.analysis.children(clause.head).any(|child| match tokens[child].dep {
        "prep" => is_until(child),
        "advcl" => maker.analysis.children(child).any(is_until),
        _ => false,
    })
}

/// The verb with what belongs to it, what it says of its subject or does something to, and those who are none or all.
fn words(maker: &Maker, clause: &Clause) -> Vec<Span> {
    const OWN: [&str; 6] = ["aux", "auxpass", "neg", "prt", "acomp", "attr"];
    let own = maker.analysis.children(clause.head).filter(|&child| OWN.contains(&maker.analysis.tokens[child].dep));
    let told = clause.arguments.iter().filter(|argument| {
        matches!(argument.role, Role::Patient | Role::Complement) || matches!(argument.form, Form::None | Form::Every)
    });
    let tokens = std::iter::once(clause.head).chain(own).map(|token| maker.span(token));
    let mut spans: Vec<Span> = tokens.chain(told.map(|argument| argument.span)).collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// Of a clause that tells to whom something is done: by whom.
fn doer(maker: &Maker, clause: &Clause) -> Option<Claim> {
    let role = |role: Role| clause.arguments.iter().find(move |argument| argument.role == role);
    let (agent, patient) = (role(Role::Agent)?, role(Role::Patient)?);
    let told = !clause.negated && !matches!(agent.form, Form::None);
    let evidence = maker.grounds(clause.sentence, clause.span, &[agent.span], "doer");
    let value = Value::Holder { holder: maker.argument(clause, agent) };
    let claim = maker.claim(Some(maker.argument(clause, patient)), &clause.predicate, value, &voice(clause), evidence);
    told.then(|| maker.within(Some(clause), claim).identified())
}
