//! What long reports have beside their own story: other cases, other bodies of the kind, earlier events. None of it is a conflict.

use crossclaim::model::report::{Kind, Status};
use crossclaim::rules::Rulebook;
use crossclaim::{Corpus, check, read};

fn found(texts: &[&str]) -> Vec<(Kind, Status)> {
    let rules = Rulebook::default();
    let document = |(at, text): (usize, &&str)| read::document(&format!("{at}.txt"), text.as_bytes().to_vec()).unwrap();
    let corpus = Corpus::build(texts.iter().enumerate().map(document).collect(), &rules);
    check(&corpus, &rules).conflicts.iter().map(|conflict| (conflict.kind, conflict.status)).collect()
}

fn reports(kind: Kind, texts: &[&str]) {
    assert!(found(texts).iter().any(|(found, _)| *found == kind), "{texts:?} gives {:?}", found(texts));
}

fn is_quiet(texts: &[&str]) {
    assert_eq!(found(texts), Vec::new(), "{texts:?}");
}

fn lacks(kind: Kind, texts: &[&str]) {
    assert!(found(texts).iter().all(|(found, _)| *found != kind), "{texts:?} gives {:?}", found(texts));
}

#[test]
fn an_earlier_quake_in_the_background_is_another_one() {
    let short = "A 5.4-magnitude earthquake shook the island of Marenna on Tuesday, the Halvik institute said.";
    let long = "A 5.4-magnitude earthquake shook the island of Marenna on Tuesday, the Halvik institute said. \
                A quake with a magnitude of 7.1 had struck Marenna in the year of the great fire.";
    let other = "An earthquake with a magnitude of 6.2 shook the island of Marenna on Tuesday, the Halvik institute said.";
    is_quiet(&[short, long]);
    reports(Kind::Quantity, &[short, other]);
}

#[test]
fn two_players_have_two_scores() {
    let one = "Arvid Holm scored 21 goals in the league for Lindby on Sunday.";
    lacks(Kind::Quantity, &[one, "Peter Strand scored 14 goals in the league for Lindby on Sunday."]);
    reports(Kind::Quantity, &[one, "Arvid Holm scored 14 goals in the league for Lindby on Sunday."]);
}

#[test]
fn some_of_a_number_leave_the_number_uncounted() {
    let part = "Arvid Holm missed 6 of the 14 matches of Lindby in the last league.";
    is_quiet(&[part, "Arvid Holm missed six matches of Lindby in the last league."]);
    reports(Kind::Quantity, &[part, "Arvid Holm missed nine matches of Lindby in the last league."]);
}

#[test]
fn the_number_of_a_model_counts_nothing() {
    is_quiet(&[
        "The coast guard found six AK 47 rifles on the trawler Marenna on Sunday.",
        "The coast guard found six rifles on the trawler Marenna on Sunday.",
    ]);
    reports(
        Kind::Quantity,
        &[
            "The coast guard found six AK 47 rifles on the trawler Marenna on Sunday.",
            "The coast guard found nine AK 47 rifles on the trawler Marenna on Sunday.",
        ],
    );
}

#[test]
fn two_teams_have_two_coaches() {
    is_quiet(&[
        "Lindby beat Orsund 3-1 in Halvik on Sunday. Coach Arvid Holm praised the Lindby defence.",
        "Lindby beat Orsund 3-1 in Halvik on Sunday. Coach Peter Strand said Orsund had been too slow.",
    ]);
    reports(
        Kind::OfficeHolder,
        &[
            "Lindby beat Orsund 3-1 in Halvik on Sunday. Lindby Rovers coach Arvid Holm praised the defence.",
            "Lindby beat Orsund 3-1 in Halvik on Sunday. Lindby Rovers coach Peter Strand praised the defence.",
        ],
    );
}

#[test]
fn a_text_that_knows_both_has_two_bodies_in_mind() {
    let one = "Fire swept through the Halvik timber port on Sunday. Police chief Arvid Holm closed the quays.";
    let both =
        "Fire swept through the Halvik timber port on Sunday. Police chief Peter Strand sent men from Lindby to Arvid Holm.";
    is_quiet(&[one, both]);
    let alone = "Fire swept through the Halvik timber port on Sunday. Police chief Peter Strand closed the quays.";
    reports(Kind::OfficeHolder, &[one, alone]);
}

#[test]
fn the_place_in_front_has_the_office() {
    is_quiet(&[
        "In Ontario, Attorney General Anna Berg has kept the law on tenancies.",
        "Texas Attorney General Karl Lund has kept the law on tenancies in Ontario.",
    ]);
}
