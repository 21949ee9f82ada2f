//! Why nothing was said: where texts differ and no finding is made, what was left alone is told with its reason and who says what.

use std::collections::BTreeSet;

use crossclaim::rules::Rulebook;
use crossclaim::{Corpus, check, read};

/// What every report of the story tells, so that the reports are taken for one story.
const STORY: &str = "The Sazava bridge at Lhotka was opened on Tuesday by the engineers of Kestrel Works.";

/// Asserts that nothing is found in reports of one story, and that these words of them, one of each, are left alone for a reason.
fn left_alone(reason: &str, told: &[(&str, &str)]) {
    let document = |(at, (text, _)): (usize, &(&str, &str))| {
        read::document(&format!("{at}.txt"), format!("{STORY} {text}\n").into_bytes()).expect("it reads")
    };
    let rules = Rulebook::builtin();
    let report = check(&Corpus::build(told.iter().enumerate().map(document).collect(), rules), rules);
    assert!(report.conflicts.is_empty(), "{:?}", report.conflicts);
    let quoted: BTreeSet<(String, &str)> =
        told.iter().enumerate().map(|(at, (_, quote))| (format!("{at}.txt"), *quote)).collect();
    let is_told = report.skipped.iter().filter(|skipped| skipped.why == reason).any(|skipped| {
        let claims = skipped.claims.iter().map(|claim| (claim.document.clone(), claim.quote.as_str()));
        claims.collect::<BTreeSet<_>>() == quoted
    });
    assert!(is_told, "{reason}: {:?}", report.skipped);
}

#[test]
fn an_office_of_which_it_is_not_known_of_what() {
    left_alone(
        "one text gives the office to several, and does not say of what each has it",
        &[
            ("Mayor Ann Brandt spoke first. Mayor Piet Holm cut the ribbon.", "Mayor Piet Holm"),
            ("Mayor Ann Brandt cut the ribbon.", "Mayor Ann Brandt"),
        ],
    );
    left_alone(
        "of one of them it is not told of what",
        &[
            ("Berlin's mayor, Jana Holub, spoke.", "Berlin's mayor, Jana Holub"),
            ("Mayor Petr Simek spoke in Vienna.", "Mayor Petr Simek"),
        ],
    );
    left_alone(
        "the words that follow say of what, and they are not read",
        &[
            ("Lhotka's president, Jana Holub, spoke.", "Lhotka's president, Jana Holub"),
            ("Petr Simek, president, Acme Group, spoke.", "Petr Simek, president"),
        ],
    );
    left_alone(
        "it is not told of which team",
        &[
            ("Lhotka's coach, Jana Holub, spoke.", "Lhotka's coach, Jana Holub"),
            ("The coach, Petr Simek, spoke.", "coach, Petr Simek"),
        ],
    );
    left_alone(
        "the state that is meant may be one of several",
        &[
            ("Norway's president, Jana Holub, spoke.", "Norway's president, Jana Holub"),
            ("Sweden and Finland sent bands. President Petr Simek spoke for Norway and Sweden.", "President Petr Simek"),
        ],
    );
}

#[test]
fn a_remark_with_a_better_match_or_without_a_speaker_beside_it() {
    const NOTHING: &str = "We saved the lighthouse and nothing else on the whole old quay";
    const EVERYTHING: &str = "We saved the lighthouse and everything else on the whole old quay";
    let chief = format!("“{NOTHING},” said Greta Holm, the fire chief.");
    let both = format!("“{EVERYTHING},” said Greta Holm, the fire chief. “And {} again,” Holm said.", NOTHING.to_lowercase());
    left_alone("the other text has a remark that is more alike", &[(&chief, NOTHING), (&both, EVERYTHING)]);
    let pronoun = format!("Berta Lang, the harbour master, came late. “{NOTHING},” she said.");
    left_alone("a speaker is not named beside the words", &[(&chief, NOTHING), (&pronoun, NOTHING)]);
}

#[test]
fn a_cause_that_one_text_weighs_against_another() {
    left_alone(
        "one of the texts tells of both causes",
        &[
            ("The landslide at Lhotka was caused by heavy rain.", "The landslide at Lhotka was caused by heavy rain"),
            (
                "The landslide at Lhotka was caused by blasting. Days of rain caused the landslide at Lhotka.",
                "The landslide at Lhotka was caused by blasting",
            ),
        ],
    );
}

#[test]
fn a_machine_among_several_and_an_owner_without_a_name() {
    left_alone(
        "one text names several: they may be several machines",
        &[
            ("The plane, a Fokker 50, landed on ice.", "a Fokker 50"),
            ("The plane, a Saab 340, landed on ice. Another plane, a Fokker 100, circled.", "a Saab 340"),
        ],
    );
    left_alone(
        "one of the holders has no name, and may be the other",
        &[
            ("The Corner Cafe belongs to Jana Holub.", "Corner Cafe belongs to Jana Holub"),
            ("The Corner Cafe belongs to its founders.", "Corner Cafe belongs to its founders"),
        ],
    );
}

#[test]
fn a_time_of_something_else_and_one_that_follows_on_another() {
    let built = "The old Lhotka mill was built in 1894";
    left_alone(
        "one of the times is told of something else",
        &[
            (&format!("{built}."), built),
            ("The old Lhotka mill was built after the fire of 1849.", "The old Lhotka mill was built after the fire of 1849"),
        ],
    );
    left_alone(
        "the one may have followed on the other",
        &[(&format!("{built}."), built), ("The old Lhotka mill was opened in 1896.", "The old Lhotka mill was opened in 1896")],
    );
}

#[test]
fn an_order_of_what_happens_all_the_time() {
    let often = " The guests left the hall. The police arrived.".repeat(10);
    let told = |word: &str| format!("The guests left the hall {word} the police arrived.");
    let [one, other] = ["before", "after"].map(told);
    let texts = [&one, &other].map(|told| format!("{told}{often}"));
    left_alone("too little speaks for one occasion", &[(&texts[0], &one), (&texts[1], &other)]);
}
