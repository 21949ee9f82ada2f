//! Figures, sums, dates and places over small sets of documents: what is reported, and what is left alone.

use crossclaim::model::report::{Kind, Status};
use crossclaim::rules::Rulebook;
use crossclaim::{Corpus, check, read};

fn found(texts: &[&str]) -> Vec<(Kind, Status)> {
    let rules = Rulebook::default();
    let document = |(at, text): (usize, &&str)| read::document(&format!("{at}.txt"), text.as_bytes().to_vec()).unwrap();
    let corpus = Corpus::build(texts.iter().enumerate().map(document).collect(), &rules);
    check(&corpus, &rules).conflicts.iter().map(|conflict| (conflict.kind, conflict.status)).collect()
}

fn reports(kind: Kind, status: Status, texts: &[&str]) {
    assert!(found(texts).contains(&(kind, status)), "{texts:?} gives {:?}", found(texts));
}

fn is_quiet(texts: &[&str]) {
    assert_eq!(found(texts), Vec::new(), "{texts:?}");
}

#[test]
fn sums_inside_one_text() {
    reports(
        Kind::Arithmetic,
        Status::Contradiction,
        &["The hall seats 300 guests: 120 downstairs, 90 in the gallery and 80 in the boxes."],
    );
    is_quiet(&["The hall seats 300 guests: 120 downstairs, 100 in the gallery and 80 in the boxes."]);
    reports(Kind::Arithmetic, Status::Contradiction, &["Membership doubled from 40 to 95 within a year."]);
    is_quiet(&["Membership doubled from 40 to 82 within a year."]);
}

#[test]
fn ages_and_births() {
    let dated = |text: &str| format!("---\ndate: 2022-09-20\n---\n{text}\n");
    let wrong = [
        "The architect Lena Moser has died at the age of 77. Moser was born on 9 June 1940 in Graz.",
        "Architect Lena Moser dies at 77\nLena Moser was born on 9 June 1940.",
        "The teenager Lena Moser won the race. Moser, who was born on 9 June 1999, is a nurse.",
        "Lena Moser was born in Graz in 1940. In 1982, at the age of 38, Moser left for Vienna.",
        "The 38-year-old mason Lena Moser went missing. She left Vienna in 1998. Moser was born on 9 June 1940.",
    ];
    for text in wrong {
        reports(Kind::Arithmetic, Status::Contradiction, &[&dated(text)]);
    }
    let right = [
        "The architect Lena Moser has died at the age of 82. Moser was born on 9 June 1940 in Graz.",
        "The architect Lena Moser died at the age of 40. Moser was born on 9 June 1940 in Graz.",
        "The architect Lena Moser died in 1980 at the age of 40. Moser was born on 9 June 1940 in Graz.",
        "The teenager Lena Moser won the race. Moser, who was born on 9 June 2004, is a nurse.",
        "Lena Moser, 82, won the race. Moser was born on 12 September 1939.",
        "Lena Moser was born in Graz in 1940. In 1982, at the age of 42, Moser left for Vienna.",
        "Lena Moser was born in Graz in 1940. In 1982 she took in a girl at the age of 5.",
        "The 38-year-old mason Lena Moser went missing. She left Vienna in 1978. Moser was born on 9 June 1940.",
    ];
    for text in right {
        is_quiet(&[&dated(text)]);
    }
}

#[test]
fn a_least_number_is_outgrown_whatever_else_the_later_text_counts() {
    let first =
        "---\ndate: 2024-01-26\n---\nAt least six patients lost their lives in a fire at the Karlholm hospital on Friday.";
    let later = "---\ndate: 2024-01-28\n---\nNine people have died in the fire at the Karlholm hospital. It was the worst day for the town \
        since the train accident of 1997, in which 19 people died.";
    reports(Kind::Quantity, Status::Update, &[first, later]);
}

#[test]
fn none_is_a_count() {
    let dated = |text: &str| format!("---\ndate: 2022-09-20\n---\n{text}\n");
    let two = dated("Two workers were killed in the explosion at the Karlholm paint factory of Berglund on Tuesday.");
    for none in ["No one was killed", "Nobody was killed", "None of the workers was killed", "No lives were lost"] {
        let none = dated(&format!("{none} in the explosion at the Karlholm paint factory of Berglund on Tuesday."));
        reports(Kind::Quantity, Status::Contradiction, &[&none, &two]);
    }
    for other in ["No more deaths were reported", "Nobody was injured", "No one was spared"] {
        is_quiet(&[&dated(&format!("{other} in the explosion at the Karlholm paint factory of Berglund on Tuesday.")), &two]);
    }
}

#[test]
fn weekdays_and_dates() {
    reports(Kind::Calendar, Status::Contradiction, &["The fair opens on 31 April in Graz."]);
    reports(Kind::Calendar, Status::Contradiction, &["The fair opened on Friday, 3 May 2023."]);
    is_quiet(&["The fair opened on Wednesday, 3 May 2023."]);
}

#[test]
fn a_toll_that_rises_is_an_update() {
    let early =
        "---\ndate: 2023-05-03\n---\nTwelve people were killed when a bridge collapsed near Graz on Tuesday, police said.\n";
    let late = [
        "Nineteen people were killed when a bridge collapsed near Graz on Tuesday, police said.",
        "The number of people killed when the bridge near Graz collapsed rose to 19 on Friday.",
    ];
    for late in late {
        reports(Kind::Quantity, Status::Update, &[early, &format!("---\ndate: 2023-05-05\n---\n{late}\n")]);
    }
}

#[test]
fn figures_of_other_scope_are_left_alone() {
    is_quiet(&[
        "The flood in Graz killed 19 people on Tuesday.\n",
        "A flood in Graz killed 40 people in 1966, and 700 people have been killed in the country since January.\n",
    ]);
}

#[test]
fn silence_has_a_reason() {
    let rules = Rulebook::default();
    for (texts, reason) in [
        (
            [
                "The storm Agnes reached Portugal on Monday. It killed 12 people in Lisbon.",
                "The storm Agnes reached Portugal on Monday. It killed 30 people in Porto.",
            ],
            "they are told of different places",
        ),
        (
            [
                "About 40 people were killed when the roof of the ferry hall in Vellmar fell.",
                "The roof of the ferry hall in Vellmar fell and killed 41 people.",
            ],
            "one rounds the other, or is a bound that the other keeps",
        ),
    ] {
        let document = |at: usize| read::document(&format!("{at}.txt"), texts[at].as_bytes().to_vec()).unwrap();
        let corpus = Corpus::build((0..2).map(document).collect(), &rules);
        let found = check(&corpus, &rules);
        assert_eq!(found.conflicts, [], "{texts:?}");
        let told: Vec<&str> = found.skipped.iter().map(|skipped| skipped.why.as_str()).collect();
        assert_eq!(told, [reason], "{texts:?}");
    }
}

#[test]
fn margins_of_votes() {
    let council = "The town council rejected the tram bill by 23 votes to 19.";
    for other in ["Councillors threw out the tram bill by 24 votes to 18.", "The tram bill was rejected by the council 24-18."] {
        reports(Kind::Quantity, Status::Contradiction, &[council, other]);
    }
    is_quiet(&[council, "The tram bill was defeated by 23 votes to 19."]);
    is_quiet(&["Ardley beat Morton 3-1 in the cup.", "Ardley beat Morton 3-2 after the vote on the new ground."]);
}

#[test]
fn counts_under_other_words() {
    reports(
        Kind::Quantity,
        Status::Contradiction,
        &[
            "A crowd of 9,300 saw the match between Ardley and Morton.",
            "Some 12,100 spectators saw the match between Ardley and Morton.",
        ],
    );
    is_quiet(&[
        "A crowd of 9,300 saw the final at Ardley.",
        "Some 400 spectators ran on to the field after the final at Ardley.",
    ]);
    reports(
        Kind::Quantity,
        Status::Contradiction,
        &["The flood in Ardley buried 40 houses or swept them away.", "The flood in Ardley destroyed 65 homes."],
    );
    is_quiet(&["The flood in Ardley swept away 40 houses.", "The flood in Ardley damaged 650 homes."]);
}

#[test]
fn one_work_is_built_once() {
    reports(
        Kind::Date,
        Status::Contradiction,
        &["The Ardley mill, opened in 1921, was sold.", "The mill at Ardley was opened in 1933 by a bishop."],
    );
    for (one, other) in [
        ("The bridge at Ardley was built in 1961.", "The bridge at Ardley was opened in 1962."),
        ("The house in Ardley was built in 1741.", "The house in Ardley opened as a museum in 1961."),
        ("The strike at Ardley began on Monday.", "The strike at Ardley ended on Friday."),
    ] {
        is_quiet(&[one, other]);
    }
}

#[test]
fn parts_are_no_more_than_their_whole() {
    for wrong in [
        "The coach crash killed 17 people. Among the dead are nine women, six men and three children.",
        "She led the club for 12 years, from 1991 to 2008.",
    ] {
        reports(Kind::Arithmetic, Status::Contradiction, &[wrong]);
    }
    for right in [
        "The coach crash killed 17 people. Among the dead are nine women and six men.",
        "She led the club for 17 years, from 1991 to 2008.",
        "The rent rose by 35 per cent from 1,000 to 1,350 pesos.",
    ] {
        is_quiet(&[right]);
    }
}

#[test]
fn order_of_two_events() {
    for (one, other) in [
        (
            "The old siren of Ardley sounded ten minutes before the first bombs of the fleet fell, the museum says.",
            "The bombs of the fleet had fallen before the old siren of Ardley sounded, the museum says.",
        ),
        (
            "By the time the firemen from Ardley arrived at the school, the roof of its library had collapsed.",
            "The roof of the school's library collapsed after the firemen from Ardley had arrived.",
        ),
    ] {
        reports(Kind::Order, Status::Possible, &[one, other]);
    }
    is_quiet(&[
        "The captain called the tower before the engine failed.",
        "The captain called the owner after the engine had failed.",
    ]);
    is_quiet(&[
        "The bomb exploded after officers took it into the bank.",
        "Officers closed the road after the bomb exploded at the bank.",
    ]);
}

#[test]
fn deadlines_meet() {
    let one = "---\ndate: 2021-02-03\n---\nThe merger of Ardley and Morton is to be completed by 31 March.\n";
    let late = "---\ndate: 2021-02-03\n---\nArdley and Morton expect to complete the merger by the end of June.\n";
    reports(Kind::Date, Status::Contradiction, &[one, late]);
    is_quiet(&[one, "---\ndate: 2021-02-03\n---\nArdley and Morton expect to complete the merger in February.\n"]);
}
