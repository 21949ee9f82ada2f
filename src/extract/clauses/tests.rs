use super::*;
use crate::analyse::Model;
use crate::extract::mentions;
use crate::model::{Document, Role};
use crate::rules::Rulebook;

/// The clauses of a text, each as `[not ]predicate(role: lemma, ..)`.
fn clauses(text: &str) -> Vec<String> {
    let document = Document::new("", text);
    let analysis = Model::get().analyse(&document);
    let rules = Rulebook::default();
    let mentions = mentions::find(&document, &analysis, &rules);
    let context = Context::new(0, &document, &analysis, &rules, &mentions);
    find(&context).iter().map(written).collect()
}

fn written(clause: &Clause) -> String {
    let role = |role: &Role| match role {
        Role::Agent => "agent".to_string(),
        Role::Patient => "patient".to_string(),
        Role::Recipient => "recipient".to_string(),
        Role::Complement => "complement".to_string(),
        Role::Other(word) => word.clone(),
    };
    let arguments: Vec<String> = clause.arguments.iter().map(|one| format!("{}: {}", role(&one.role), one.lemma)).collect();
    format!("{}{}({})", if clause.negated { "not " } else { "" }, clause.predicate, arguments.join(", "))
}

fn check(text: &str, expected: &str) {
    let found = clauses(text);
    assert!(found.iter().any(|clause| clause == expected), "{text}\nwanted {expected}\nfound {found:#?}");
}

#[test]
fn roles_are_undone() {
    check("The mayor opened the bridge.", "open(agent: mayor, patient: bridge)");
    check("The bridge was opened by the mayor.", "open(patient: bridge, agent: mayor)");
    check("The mayor, who opened the bridge, left.", "open(agent: mayor, patient: bridge)");
    check("The bridge opened by the mayor fell.", "open(patient: bridge, agent: mayor)");
    check("The letter that the mayor wrote is lost.", "write(agent: mayor, patient: letter)");
    check("The mayor and the bishop left.", "leave(agent: mayor, agent: bishop)");
    check("The mayor took the key and opened the gate.", "open(agent: mayor, patient: gate)");
}

#[test]
fn predicates_are_folded() {
    check("The council turned down the offer.", "turn down(agent: council, patient: offer)");
    check("The market remains open.", "be open(agent: market)");
    check("Rebels launched an attack on the town.", "attack(agent: rebel, patient: town)");
    check("No nurse will lose her job.", "not lose job(agent: nurse)");
    check("There is no truce.", "not exist(agent: truce)");
    check("She voted against the budget.", "vote against(agent: she, patient: budget)");
}

#[test]
fn deeds_belong_to_those_who_did_them() {
    check("The equaliser belonged to the captain.", "score(patient: equaliser, agent: captain)");
    check("The attack on the town was the work of the rebels.", "attack(patient: town, agent: rebel)");
    check("The crew was the first to reach the island.", "reach(agent: crew, patient: island)");
    check("He thanked the mediator, the lawyer Anna Berg.", "mediate(agent: berg)");
    check("The goal came late.", "come(agent: goal)");
}
