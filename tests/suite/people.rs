//! Who holds what, who is whose, how old somebody is: what is found, with its sides, and what is left alone, with the reason.

use crossclaim::model::report::{Kind, Report, Status};
use crossclaim::rules::Rulebook;
use crossclaim::{Corpus, check};

/// What every report of the story tells, so that the reports are taken for one story.
const STORY: &str = "The Sazava bridge at Lhotka was opened on Tuesday by the engineers of Kestrel Works.";

/// A date, if any, and what a report tells beside the story.
type Told<'a> = (&'a str, &'a str);

fn report(told: &[Told]) -> Report {
    let rules = Rulebook::default();
    let documents = told.iter().enumerate().map(|(at, (date, text))| {
        let head = if date.is_empty() { String::new() } else { format!("---\ndate: {date}\n---\n") };
        crossclaim::read::document(&format!("{at}.txt"), format!("{head}{STORY} {text}\n").into_bytes()).expect("it reads")
    });
    check(&Corpus::build(documents.collect(), &rules), &rules)
}

/// The kind, the status and the values of what is found.
fn found(told: &[Told]) -> Vec<(Kind, Status, Vec<String>)> {
    let values = |sides: Vec<crossclaim::model::report::Side>| sides.into_iter().map(|side| side.value).collect();
    report(told).conflicts.into_iter().map(|conflict| (conflict.kind, conflict.status, values(conflict.sides))).collect()
}

fn undated<'a>(texts: &[&'a str]) -> Vec<Told<'a>> {
    texts.iter().map(|text| ("", *text)).collect()
}

fn contradicts(kind: Kind, texts: [&str; 2], values: [&str; 2]) {
    assert_eq!(found(&undated(&texts)), [(kind, Status::Contradiction, values.map(str::to_string).to_vec())], "{texts:?}");
}

fn silence(texts: &[&str]) {
    assert_eq!(found(&undated(texts)), [], "{texts:?}");
}

fn left_alone(texts: [&str; 2], reason: &str) {
    let report = report(&undated(&texts));
    assert!(report.conflicts.is_empty(), "{:?}", report.conflicts);
    assert!(report.skipped.iter().any(|skipped| skipped.why == reason), "{texts:?} {:?}", report.skipped);
}

#[test]
fn a_name_that_shows_no_second_person_is_the_holder() {
    contradicts(
        Kind::OfficeHolder,
        ["Lhotka's mayor, Jana Holub, spoke.", "Lhotka's mayor, Petr Simek, spoke."],
        ["Jana Holub", "Petr Simek"],
    );
    for name in ["Holub", "J. Holub", "Jana Marie Holub", "Janna Holub"] {
        silence(&["Lhotka's mayor, Jana Holub, spoke.", &format!("Lhotka's mayor, {name}, spoke.")]);
    }
    silence(&["Lhotka mayor Timothy Dvorak spoke.", "Lhotka mayor Tim Dvorak spoke."]);
    silence(&["Lhotka's mayor, Firuz Halilov, spoke.", "Lhotka's mayor, Firuz Khalilov, spoke."]);
}

#[test]
fn a_bare_title_is_of_the_place_that_its_report_is_about() {
    contradicts(
        Kind::OfficeHolder,
        ["Lhotka's mayor, Jana Holub, spoke.", "Lhotka is proud. In Lhotka, all came. Mayor Petr Simek spoke."],
        ["Jana Holub", "Petr Simek"],
    );
}

#[test]
fn one_of_a_row_a_stand_in_and_one_who_has_left_are_no_second_holder() {
    silence(&[
        "Norwegian Prime Minister Jana Holub spoke.",
        "A speech of Norway's first prime minister, Petr Simek, was read out.",
    ]);
    silence(&["Lhotka police chief Jana Holub spoke.", "She spoke of the firing of Lhotka police chief Petr Simek."]);
    silence(&[
        "Petr Simek became the fifth coach fired this season.",
        "Jana Holub was appointed coach for the rest of the season.",
    ]);
    left_alone(
        ["Lhotka's mayor, Jana Holub, spoke.", "Lhotka's acting mayor, Petr Simek, spoke."],
        "one holds it for the other for the time being",
    );
}

#[test]
fn in_a_list_the_office_belongs_to_the_name_before_it() {
    silence(&[
        "They were led by Jana Holub, governor of Bergen, Petr Simek, governor of Tromso, and Karel Novak, governor of Alta.",
    ]);
}

#[test]
fn a_people_or_a_party_is_no_body_and_a_broad_word_no_other_office() {
    silence(&["Norway will play under Danish coach Petr Simek.", "Norway's coach Petr Simek spoke."]);
    silence(&["Liberal Governor Jana Holub of Bergen spoke.", "Bergen Governor Jana Holub spoke."]);
    silence(&["The communications director of Kestrel Works, Jana Holub, spoke.", "The aide, Jana Holub, spoke."]);
    let posts = ["Norway's health minister, Jana Holub, spoke.", "Jana Holub, Norway's chief justice, spoke."];
    let values = ["health minister of Norway", "chief justice of Norway"].map(str::to_string).to_vec();
    assert_eq!(found(&undated(&posts)), [(Kind::PersonRole, Status::Possible, values)]);
}

#[test]
fn roles_of_two_times_are_both_right() {
    let posts = ["Norway's health minister, Jana Holub, spoke.", "Jana Holub, Norway's chief justice, spoke."];
    let reasons = |later: &str| {
        let report = report(&[("2023-02-01", posts[0]), (later, posts[1])]);
        let of_roles = report.skipped.into_iter().filter(|skipped| skipped.attribute == "role");
        of_roles.map(|skipped| (skipped.why, skipped.claims.len())).collect::<Vec<_>>()
    };
    assert_eq!(reasons("2024-11-01"), [("the reports are far apart in time".to_string(), 2)]);
    assert_eq!(reasons("2023-02-02"), []);
}

#[test]
fn spouses_by_a_short_name_are_one_and_weddings_have_years() {
    silence(&["Petr Simek came with his wife, Margaret.", "Petr Simek came with his wife, Margaret Simek."]);
    silence(&["Petr Simek came with his wife, Sandra.", "Petr Simek came with his wife, Sandi."]);
    contradicts(
        Kind::Relation,
        ["Jana Holub married Petr Simek in 1960.", "Jana Holub married Karel Novak in 1960."],
        ["Petr Simek", "Karel Novak"],
    );
    silence(&["Jana Holub married Petr Simek in 1960.", "Jana Holub married Karel Novak in 1971."]);
}

#[test]
fn a_person_has_one_home_town() {
    contradicts(
        Kind::Relation,
        ["The painter Jana Holub lives in Porto.", "The painter Jana Holub, who is based in Bergen, came."],
        ["Porto", "Bergen"],
    );
    silence(&["The painter Jana Holub lives in Porto.", "The painter Jana Holub, who is based in Portugal, came."]);
}

#[test]
fn ages_at_two_times_are_both_right() {
    let ages = |one: Told, other: Told| found(&[one, other]);
    let differ = |one: &str, other: &str| vec![(Kind::Identity, Status::Contradiction, vec![one.to_string(), other.to_string()])];
    let young = "The cook, Jana Holub, 34, spoke.";
    assert_eq!(ages(("2021-05-04", young), ("2021-05-05", "The cook, Jana Holub, 37, spoke.")), differ("34", "37"));
    assert_eq!(ages(("2021-05-04", young), ("2024-05-05", "The cook, Jana Holub, 37, spoke.")), []);
    assert_eq!(ages(("2021-05-04", young), ("", "The cook, Jana Holub, 37, spoke.")), []);
    assert_eq!(ages(("", young), ("", "The cook, Jana Holub, 39, spoke.")), []);
    assert_eq!(ages(("", young), ("", "The cook, Jana Holub, 43, spoke.")), differ("34", "43"));
    assert_eq!(ages(("2021-05-04", young), ("2021-05-05", "In 2014, 27-year-old Jana Holub won a prize.")), []);
    left_alone([young, "The pupil, Jana Holub, 12, spoke."], "so far apart in age, they may be two persons of one name");
}
