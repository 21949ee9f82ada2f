//! What two figures, dates or places must have in common to be held against each other: the evidence of an alarm, and the reason of silence.

use crossclaim::model::report::{Conflict, Kind, Status};
use crossclaim::rules::Rulebook;
use crossclaim::{Corpus, check, read};

struct Found {
    conflicts: Vec<Conflict>,
    reasons: Vec<String>,
}

fn found(texts: &[&str]) -> Found {
    let rules = Rulebook::default();
    let document = |(at, text): (usize, &&str)| read::document(&format!("{at}.txt"), text.as_bytes().to_vec()).unwrap();
    let corpus = Corpus::build(texts.iter().enumerate().map(document).collect(), &rules);
    let found = check(&corpus, &rules);
    Found { conflicts: found.conflicts, reasons: found.skipped.into_iter().map(|skipped| skipped.why).collect() }
}

/// A text of a day.
fn dated(day: &str, text: &str) -> String {
    format!("---\ndate: {day}\n---\n{text}\n")
}

/// The sides of the one conflict of a kind, each with its first quotation.
fn sides(kind: Kind, texts: &[&str]) -> Vec<(String, String)> {
    let found = found(texts);
    let of_kind: Vec<&Conflict> = found.conflicts.iter().filter(|conflict| conflict.kind == kind).collect();
    assert_eq!(of_kind.len(), 1, "{texts:?} give {:?}", found.conflicts);
    let side = |side: &crossclaim::model::report::Side| (side.value.clone(), side.claims[0].quote.clone());
    of_kind[0].sides.iter().map(side).collect()
}

fn values(kind: Kind, texts: &[&str]) -> Vec<String> {
    sides(kind, texts).into_iter().map(|(value, _)| value).collect()
}

fn alarms(texts: &[&str]) -> Vec<(Kind, String)> {
    let alarm = |conflict: &Conflict| matches!(conflict.status, Status::Contradiction | Status::Dispute);
    found(texts)
        .conflicts
        .iter()
        .filter(|conflict| alarm(conflict))
        .map(|conflict| (conflict.kind, conflict.explanation.clone()))
        .collect()
}

fn no_alarm(texts: &[&str]) {
    assert_eq!(alarms(texts), Vec::new(), "{texts:?}");
}

#[test]
fn a_figure_is_its_owners() {
    let shaft = |owner: &str, depth: &str| {
        dated("2024-05-14", &format!("{owner} has a depth of {depth} metres, the Karlholm museum said on Monday."))
    };
    let (one, other) = (shaft("The Karlholm mine", "140"), shaft("The Karlholm mine", "410"));
    assert_eq!(values(Kind::Quantity, &[&one, &other]), ["140 m", "410 m"]);
    no_alarm(&[&one, &shaft("The neighbouring mine", "410")]);
}

#[test]
fn a_word_that_narrows_makes_another_measure() {
    let told = |what: &str, sum: &str| {
        dated("2024-05-14", &format!("The Karlholm bank Berglund reported {what} of {sum} million euros for 2023 on Tuesday."))
    };
    assert_eq!(
        values(Kind::Quantity, &[&told("a net profit", "12"), &told("a net profit", "21")]),
        ["12 million EUR", "21 million EUR"]
    );
    no_alarm(&[&told("a net profit", "12"), &told("a pre-tax profit", "21")]);
    assert!(!alarms(&[&told("a record profit", "12"), &told("a profit", "21")]).is_empty());
}

#[test]
fn periods_are_told_apart_by_their_ends() {
    let told = |end: &str, sum: &str| {
        dated("2026-02-20", &format!("Berglund's revenue in the fiscal year that ended on {end} was {sum} billion dollars."))
    };
    no_alarm(&[&told("1 March 2025", "3.4"), &told("28 February 2026", "4.2")]);
    assert_eq!(alarms(&[&told("1 March 2025", "3.4"), &told("1 March 2025", "4.2")]).len(), 1);
}

#[test]
fn what_moves_from_day_to_day_is_a_question_of_its_day() {
    let told = |day: &str, how: &str| dated(day, &format!("Shares of Berglund {how} percent in Karlholm."));
    no_alarm(&[&told("2024-05-14", "rose 2"), &told("2024-05-24", "rose 5")]);
}

#[test]
fn one_value_in_two_wordings_is_one() {
    for (one, other) in [
        ("There is a 2 in 3 chance of rain in Karlholm.", "There is a two-in-three chance of rain in Karlholm."),
        ("The fair drew tens of thousands of visitors to Karlholm.", "The fair drew thousands of visitors to Karlholm."),
        ("At least 40 people died in the Karlholm flood.", "44 people died in the Karlholm flood."),
        ("The mayor Ana Berg was born in 1974 or 1975.", "The mayor Ana Berg was born in 1975."),
    ] {
        no_alarm(&[one, other]);
    }
    assert_eq!(alarms(&["The mayor Ana Berg was born in 1974 or 1975.", "The mayor Ana Berg was born in 1977."]).len(), 1);
}

#[test]
fn a_part_of_the_dead_is_no_toll() {
    let lead = "Fifty-seven people were killed in the Karlholm flood on Friday.";
    let part = "The Karlholm flood came on Friday. Thirty-four of the dead were buried on Sunday.";
    no_alarm(&[&dated("2024-05-19", lead), &dated("2024-05-19", part)]);
}

#[test]
fn lands_hold_their_towns() {
    no_alarm(&["The boxer Ana Berg died in Europe on Sunday.", "The boxer Ana Berg died in Hamburg on Sunday."]);
    no_alarm(&["The boxer Ana Berg died in Scandinavia on Sunday.", "The boxer Ana Berg died in Gothenburg on Sunday."]);
    let two = ["The boxer Ana Berg died in Hamburg on Sunday.", "The boxer Ana Berg died in Gothenburg on Sunday."];
    assert_eq!(values(Kind::Place, &two), ["hamburg", "gothenburg"]);
}

#[test]
fn sides_between_two_points_of_the_compass() {
    let lies = |side: &str| format!("The volcano Bergholm lies in the {side} of Iceland.");
    let (southwest, southeast) = (lies("south-west"), lies("southeast"));
    let found = found(&[&southwest, &southeast]);
    assert_eq!((found.conflicts[0].kind, found.conflicts[0].status), (Kind::Place, Status::Possible));
    no_alarm(&[&southwest, &lies("south")]);
}

#[test]
fn two_events_under_one_verb() {
    let dated = |text: &str| dated("2018-01-22", text);
    no_alarm(&[&dated("Fred Berg was found dead in Karlholm on Tuesday."), &dated("Fred Berg died in Karlholm on Saturday.")]);
    no_alarm(&[
        &dated("Anna Berg, 81, niece of the late Karl Berg, died in Karlholm on 14 February 2002."),
        &dated("Karl Berg died in Karlholm in 1970."),
    ]);
    no_alarm(&[
        &dated("The game Karlholm was released for Vento on 29 October 2013."),
        &dated("The game Karlholm was released for Sirocco on 25 October 2013."),
    ]);
}

#[test]
fn one_word_for_a_day_in_two_reports_is_no_conflict() {
    let told =
        |published: &str, day: &str| dated(published, &format!("The boxer Ana Berg died in Karlholm on {day}, her sister said."));
    let found = found(&[&told("2024-05-06", "Saturday"), &told("2024-05-11", "Saturday")]);
    assert!(found.reasons.iter().any(|why| why == "both tell the time in the same words"), "{:?}", found.reasons);
    let values = values(Kind::Date, &[&told("2024-05-06", "Saturday"), &told("2024-05-06", "Sunday")]);
    assert_eq!(values, ["Saturday", "Sunday"]);
}

#[test]
fn another_text_puts_a_date_on_its_weekday() {
    let wrong = dated("2025-03-02", "The Karlholm fair opens on Saturday, 7 March.");
    let right = dated("2025-03-02", "The fair at Karlholm opens on Friday, March 7.");
    assert_eq!(values(Kind::Calendar, &[&wrong, &right]), ["Saturday", "Friday"]);
    let computed =
        |texts: &[&str]| found(texts).conflicts[0].sides.iter().map(|side| (side.computed, side.origins)).collect::<Vec<_>>();
    assert_eq!(computed(&[&wrong, &right]), [(false, 1), (false, 1)]);
    assert!(computed(&[&wrong]).contains(&(true, 0)));
    let undated = ["The Karlholm fair opens on Saturday, 7 March.", "The Karlholm fair opens on Friday, 7 March."];
    assert_eq!(values(Kind::Calendar, &undated).len(), 2);
}

#[test]
fn a_sum_was_said_by_nobody() {
    let found = found(&["The hall seats 300 guests: 120 downstairs, 90 in the gallery and 80 in the boxes."]);
    let sides: Vec<(&str, bool, usize)> =
        found.conflicts[0].sides.iter().map(|side| (side.value.as_str(), side.computed, side.origins)).collect();
    assert_eq!(sides, [("300", false, 1), ("290", true, 0)]);
}

#[test]
fn parts_of_one_sort_make_a_sum() {
    no_alarm(&["On 17 April 88 new cases and seven new deaths were reported, bringing the toll to 122."]);
    no_alarm(&["Nine women want to stand. The council, composed of six clergymen and six jurists, has to approve them."]);
    no_alarm(&["Seven of one family died on the road to Karlholm."]);
}

#[test]
fn an_amount_in_two_units() {
    let found = found(&["The garden covers 8,000 sq ft (20,720 sq km)."]);
    assert_eq!(found.conflicts[0].constraint, "one-amount-in-two-units");
    no_alarm(&["The road is 8 miles (13 km) long.", "The garden covers 3 acres (1.2 hectares)."]);
}

#[test]
fn ages_are_those_of_their_year() {
    no_alarm(&[&dated(
        "2006-11-15",
        "Born in 1957, Anna Berg was elected on Sunday. In 1996, 38-year-old Berg was elected deputy.",
    )]);
    no_alarm(&["\"I am proud,\" Mark Berg, 92, told a television show in 2006.", "Mark Berg has died at age 95."]);
}

#[test]
fn a_match_has_one_score() {
    let told = |score: &str| format!("Genoa beat Pisa {score} on Sunday.");
    assert_eq!(values(Kind::Quantity, &[&told("3-2"), &told("3-1")]), ["3-2", "3-1"]);
    no_alarm(&[&told("3-2"), "Genoa beat Pisa 3-1 on Saturday."]);
    no_alarm(&[&told("3-2"), "Genoa beat Pisa 3-1 on aggregate on Sunday."]);
}

#[test]
fn dates_of_a_life_in_brackets() {
    let life = "Karl Bergholm (8 September 1838 – 2 March 1881) was a painter of the sea.";
    assert_eq!(alarms(&[life, "The painter Karl Bergholm died on 3 March 1881."]).len(), 1);
    no_alarm(&[life, "The painter Karl Bergholm died on 2 March 1881."]);
}
