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

#[test]
fn a_suspended_sentence_and_a_product_line_have_several_figures() {
    let served = "The Halvik court sentenced the banker Arvid Holm to six months in prison on Monday.";
    is_quiet(&[
        served,
        "The Halvik court sentenced the banker Arvid Holm to three years on Monday, all but six months suspended.",
    ]);
    reports(Kind::Quantity, &[served, "The Halvik court sentenced the banker Arvid Holm to three years in prison on Monday."]);
    lacks(
        Kind::Quantity,
        &[
            "Orsund Electronics unveiled the 17-inch Marenna Pro in Halvik on Monday.",
            "Orsund Electronics unveiled a case for the 15-inch Marenna Pro in Halvik on Monday.",
        ],
    );
}

#[test]
fn one_of_many_is_no_count() {
    is_quiet(&[
        "Nine bullets hit the door of the Halvik timber bank on Monday, police said.",
        "One bullet hit the door of the Halvik timber bank just above the lock on Monday, police said.",
    ]);
}

#[test]
fn a_remark_may_be_cut_and_spelt_anew() {
    let whole =
        "\"The e-mail of the eleventh hour was never sent to the port of Halvik and the matter is closed,\" Arvid Holm said.";
    is_quiet(&[whole, "\"The email of the 11th hour was never sent to the port of Halvik,\" Arvid Holm said."]);
    is_quiet(&[whole, "\"The matter is closed,\" Arvid Holm said. \"The e-mail was never sent to the port of Halvik.\""]);
    reports(
        Kind::Quote,
        &[
            whole,
            "\"The e-mail of the eleventh hour was always sent to the port of Halvik and the matter is closed,\" Arvid Holm said.",
        ],
    );
}

#[test]
fn a_speaker_that_is_only_a_pronoun_may_be_the_other_one() {
    let named = "\"Nobody in this harbour was ever asked about the new quay,\" Arvid Holm said.";
    let guessed = "Arvid Holm met Peter Strand in Halvik on Monday. \
                   \"Nobody in this harbour was ever asked about the new quay,\" he said.";
    is_quiet(&[named, guessed]);
    reports(Kind::Quote, &[named, "\"Nobody in this harbour was ever asked about the new quay,\" Peter Strand said."]);
}

#[test]
fn titles_of_works_are_no_remarks() {
    lacks(
        Kind::Quote,
        &[
            "Arvid Holm sang \"Take Me Home to the Harbour Lights\" in Halvik.",
            "Peter Strand wrote \"Take Me Home to the Harbour Lights\" in Halvik.",
        ],
    );
}

#[test]
fn the_date_of_a_crime_is_not_that_of_its_sentence() {
    let sentenced = "Judge Anna Berg sentenced Arvid Holm to life in prison in Halvik on Saturday.";
    is_quiet(&[sentenced, "Judge Anna Berg sentenced Arvid Holm to life in prison in Halvik for the March 11, 2005, killings."]);
    is_quiet(&[sentenced, "Judge Anna Berg sentenced Arvid Holm to life in prison after a shooting in Halvik on Friday."]);
    reports(Kind::Date, &[sentenced, "Judge Anna Berg sentenced Arvid Holm to life in prison in Halvik on Friday."]);
}

#[test]
fn whose_brother_somebody_is_does_not_take_part() {
    is_quiet(&["Arvid Holm was arrested in Halvik on Monday.", "Arvid Holm's brother was arrested in Halvik on Friday."]);
    reports(Kind::Date, &["Arvid Holm was arrested in Halvik on Monday.", "Arvid Holm was arrested in Halvik on Friday."]);
}

#[test]
fn a_village_may_lie_in_the_region() {
    is_quiet(&[
        "Two leaders of the sect were arrested in Orsundby on Monday, police said.",
        "Two leaders of the sect were arrested in Norway on Monday, police said.",
    ]);
}

#[test]
fn an_address_is_no_setting() {
    lacks(
        Kind::Place,
        &[
            "The body of Anna Berg was found on Market Street in Halvik on Monday.",
            "The body of Anna Berg was found in a bedroom in Halvik on Monday.",
        ],
    );
}

#[test]
fn short_names_of_bodies_and_offices_are_not_others() {
    let fire = "Fire swept through the Halvik timber port on Monday";
    lacks(
        Kind::PersonRole,
        &[
            &format!("{fire}, said Arvid Holm, the head of the UN Food and Timber Agency."),
            &format!("{fire}, said Arvid Holm, the head of UNFTA."),
        ],
    );
    lacks(
        Kind::PersonRole,
        &[
            &format!("{fire}, said Arvid Holm, the governor general of Orsund province."),
            &format!("{fire}, said Arvid Holm, the governor of Orsund province."),
        ],
    );
}

#[test]
fn fathers_and_sons_of_one_name_are_two() {
    lacks(
        Kind::Relation,
        &["The banker Karl Berg is survived by his son, Otto Berg III, of Halvik, and by his brother, Otto Berg Jr., of Lindby."],
    );
}

#[test]
fn spellings_of_two_countries_are_one_wording() {
    let one = "\"He realised too late that the colour of the harbour had changed for good,\" Arvid Holm said.";
    is_quiet(&[one, "\"He realized too late that the color of the harbor had changed for good,\" Arvid Holm said."]);
    reports(
        Kind::Quote,
        &[one, "\"He realised too late that the colour of the harbour had not changed for good,\" Arvid Holm said."],
    );
}

#[test]
fn figures_that_run_into_each_other_are_no_list() {
    is_quiet(&["4.2″ LCD screen, 640×640 pixels at 210ppi\n"]);
}

#[test]
fn what_is_asked_of_all_is_not_what_was_done_to_some() {
    let asked = "The ministry has ordered the Halvik tram company to inspect all 18 trams by Friday.\n";
    let done = "The Halvik tram company has repainted 11 of its 18 trams.\n";
    is_quiet(&[asked, done]);
}

#[test]
fn what_is_done_to_a_group_may_be_done_to_some_of_it() {
    reports(Kind::Date, &["Rebels freed Anna Berg in Halvik on Friday.", "Rebels freed Anna Berg in Halvik on Sunday."]);
    is_quiet(&["Rebels freed the hostages in Halvik on Friday.", "Rebels freed the hostages in Halvik on Sunday."]);
}

#[test]
fn the_time_of_a_noun_is_not_that_of_the_verb_behind_it() {
    let died = "The skater Anna Berg died in Halvik on Friday.";
    is_quiet(&[died, "The skater Anna Berg, a star of the 1940s and 1950s, died in Halvik."]);
    reports(Kind::Date, &[died, "The skater Anna Berg, a star of the 1940s, died in Halvik on Monday."]);
}
