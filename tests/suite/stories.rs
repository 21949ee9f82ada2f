//! What many documents in one run change: nothing for two that are there already.

use std::collections::BTreeSet;

use crossclaim::model::report::{Conflict, Kind, Report, Status};
use crossclaim::rules::Rulebook;
use crossclaim::{Corpus, check, read};

type Texts = Vec<(String, String)>;

fn report(texts: &[(String, String)]) -> Report {
    let rules = Rulebook::default();
    let document = |(name, text): &(String, String)| read::document(name, text.as_bytes().to_vec()).expect("it reads");
    check(&Corpus::build(texts.iter().map(document).collect(), &rules), &rules)
}

/// One report of a landslide with its own words around the figures.
fn landslide(outlet: usize, dead: u32) -> (String, String) {
    const LEADS: [&str; 5] = [
        "A landslide buried a row of houses near Ostrevik on Friday, killing {} people.",
        "{} people were killed on Friday when a landslide hit houses near Ostrevik.",
        "Police said {} people died when a landslide buried houses near Ostrevik on Friday.",
        "A landslide near Ostrevik on Friday killed {} people and buried a row of houses.",
        "{} people died near Ostrevik on Friday after a slope gave way above a row of houses.",
    ];
    const REST: [&str; 5] = [
        "Rescue workers dug through the night with dogs. The geologist Berit Solvang had warned of the slope.",
        "The road to the fjord was closed. Families were taken to the gym of the school.",
        "The county governor, Aksel Dahl, spoke of a dark day. Flags flew at half mast.",
        "Rain had fallen for nine days without a break. A second slide was feared.",
        "A crane was brought from the port. Neighbours brought soup and blankets.",
    ];
    let lead = LEADS[outlet % 5];
    let dead = match (lead.starts_with('{'), dead == 12) {
        (true, true) => "Twelve",
        (true, false) => "Nineteen",
        (false, true) => "12",
        (false, false) => "19",
    };
    let lead = lead.replace("{}", dead);
    let text = format!("OSTREVIK (Outlet {outlet}), June 4, 2021: {lead}\n{}\n{}\n", REST[outlet % 5], REST[(outlet + 2) % 5]);
    (format!("slide-{outlet:03}.txt"), text)
}

/// So many reports of which the first says nineteen, and the others twelve.
fn landslides(count: usize) -> Texts {
    (0..count).map(|outlet| landslide(outlet, if outlet == 0 { 19 } else { 12 })).collect()
}

/// A report of something else somewhere else.
fn unrelated(number: usize) -> (String, String) {
    const TOWNS: [&str; 6] = ["Maribor", "Tampere", "Cuenca", "Galway", "Utrecht", "Plovdiv"];
    const MATTERS: [&str; 6] = [
        "The orchestra of {} will play under a new conductor, Elena Vidal, from autumn. She is 41.",
        "A chess club in {} won the league with 31 points. Its captain, Igor Matko, is a baker.",
        "The library of {} bought 4,000 books for children. Readers had asked for more comics.",
        "In {} the price of bread rose by a tenth. The mill blamed the harvest.",
        "The zoo of {} has a new keeper for its 12 penguins, who arrived on Friday.",
        "A marathon led 9,000 runners through {}. Two people were injured when a fence fell.",
    ];
    let text = MATTERS[number % 6].replace("{}", TOWNS[(number / 6 + number) % 6]);
    (format!("other-{number:03}.txt"), format!("{text}\n"))
}

/// Kind, status and for each side how many documents and origins stand behind it.
fn shape(conflict: &Conflict) -> (Kind, Status, Vec<(String, usize, usize)>) {
    let documents = |side: &crossclaim::model::report::Side| {
        side.claims.iter().map(|claim| claim.document.as_str()).collect::<BTreeSet<_>>().len()
    };
    let sides = conflict.sides.iter().map(|side| (side.value.clone(), documents(side), side.origins));
    (conflict.kind, conflict.status, sides.collect())
}

/// A finding without its words: each side with its value, its passages and its origins.
type Shape = (Kind, Status, Vec<(String, usize, usize)>);

fn shapes(report: &Report) -> Vec<Shape> {
    report.conflicts.iter().map(shape).collect()
}

/// The findings with all they cite.
fn findings(report: &Report) -> BTreeSet<String> {
    report.conflicts.iter().map(|conflict| serde_json::to_string(conflict).expect("it is written")).collect()
}

#[test]
fn one_against_all_others_however_many_there_are() {
    for count in [2, 3, 6, 7, 9, 10, 11, 24, 26, 41, 60] {
        let side = |value: &str, backers| (value.to_string(), backers);
        let found = report(&landslides(count));
        let [(Kind::Quantity, Status::Contradiction, sides)] = &shapes(&found)[..] else {
            panic!("{count}: {:?}", shapes(&found))
        };
        let sides: Vec<_> = sides.iter().map(|(value, documents, _)| (value.clone(), *documents)).collect();
        assert_eq!(sides, [side("19", 1), side("12", count - 1)], "{count} reports");
    }
}

#[test]
fn copies_back_a_side_and_count_once() {
    let mut texts = landslides(2);
    let copy = texts[1].1.clone();
    texts.extend((2..70).map(|number| (format!("slide-{number:03}.txt"), copy.clone())));
    let [(Kind::Quantity, _, sides)] = &shapes(&report(&texts))[..] else { panic!("one finding") };
    assert_eq!(sides[..], [("19".to_string(), 1, 1), ("12".to_string(), 69, 1)]);
}

/// What stands in the ledger is known by its name: a reprint of what is wrong in itself, or beside another text, is no other finding.
#[test]
fn copies_change_no_name() {
    let text = |name: &str, body: &str| (name.to_string(), body.to_string());
    let texts = [
        text(
            "gazette.txt",
            "VELLMAR (Gazette), March 5, 2025: Mayor Anders Quist of Vellmar opened the fish market on Tuesday, 3 March 2025. It has \
             120 stalls: 70 for fish, 30 for fruit and 30 for cloth. A cook was born on Tuesday, 3 March 2025.\n",
        ),
        text("wire.txt", "VELLMAR (Northwire), March 5, 2025: Mayor Karin Dahl of Vellmar opened the fish market on Monday.\n"),
    ];
    let names = |texts: &[(String, String)]| -> BTreeSet<(String, Kind)> {
        report(texts).conflicts.into_iter().map(|conflict| (conflict.id, conflict.kind)).collect()
    };
    let alone = names(&texts);
    let kinds: BTreeSet<Kind> = alone.iter().map(|(_, kind)| *kind).collect();
    assert!(kinds.is_superset(&BTreeSet::from([Kind::OfficeHolder, Kind::Arithmetic, Kind::Calendar])), "{alone:?}");
    for (_, copied) in &texts {
        let more: Texts = texts.iter().cloned().chain([text("reprint.txt", copied), text("again.txt", copied)]).collect();
        assert_eq!(names(&more), alone);
    }
}

#[test]
fn unrelated_texts_change_nothing() {
    let texts = landslides(4);
    let alone = findings(&report(&texts));
    let mut more = texts;
    more.extend((0..60).map(unrelated));
    let beside: BTreeSet<String> = findings(&report(&more));
    assert!(!alone.is_empty());
    assert!(alone.is_subset(&beside), "{:?} are lost", alone.difference(&beside).collect::<Vec<_>>());
    let of_slides = |finding: &&String| finding.contains("slide-");
    assert_eq!(beside.iter().filter(of_slides).count(), alone.len(), "nothing joins a slide and something else");
}

#[test]
fn the_order_of_the_documents_changes_nothing() {
    let mut texts = landslides(7);
    let forwards = report(&texts);
    texts.reverse();
    assert_eq!(forwards, report(&texts));
}

#[test]
fn two_conflicts_in_one_sentence_are_two_findings() {
    let text = |outlet: &str, dead: u32, hurt: u32| {
        let body = format!(
            "PORVOO ({outlet}), May 17, 2024: A bus crash near Porvoo on Monday killed {dead} people and injured {hurt}.\n"
        );
        (format!("{outlet}.txt"), body)
    };
    let found = report(&[text("STT", 17, 40), text("TT", 12, 95)]);
    let asked: BTreeSet<&str> = found.conflicts.iter().map(|conflict| conflict.attribute.as_str()).collect();
    assert_eq!(asked, BTreeSet::from(["people killed", "people injured"]));
    let ids: BTreeSet<&str> = found.conflicts.iter().map(|conflict| conflict.id.as_str()).collect();
    assert_eq!(ids.len(), found.conflicts.len());
}

#[test]
fn one_date_against_eight() {
    let text = |number: usize, day: &str| {
        const DECKS: [&str; 3] = ["in thick fog", "during a storm", "within minutes"];
        let body = format!(
            "KALMAR (Outlet {number}), May 17, 2024: The ferry Astrea sank off Kalmar on {day} {}. All passengers were saved.\n",
            DECKS[number % 3]
        );
        (format!("{number}.txt"), body)
    };
    let texts: Texts = (0..9).map(|number| text(number, if number == 4 { "Tuesday" } else { "Wednesday" })).collect();
    let found = report(&texts);
    let dates: Vec<_> = shapes(&found).into_iter().filter(|(kind, ..)| *kind == Kind::Date).collect();
    let [(_, Status::Contradiction, sides)] = &dates[..] else { panic!("one finding, not {dates:?}") };
    let sides: Vec<_> = sides.iter().map(|(value, documents, _)| (value.as_str(), *documents)).collect();
    assert_eq!(sides, [("Wednesday", 8), ("Tuesday", 1)]);
}

#[test]
fn a_moving_figure_without_a_date_is_an_update() {
    let text = |name: &str, body: &str| (name.to_string(), body.to_string());
    let found = report(&[
        text("a.txt", "A quake near Ostrevik killed 9 people. The quake damaged the church of Ostrevik.\n"),
        text("b.txt", "The death toll of the quake near Ostrevik rose to 14. The church of Ostrevik was damaged.\n"),
    ]);
    let [(Kind::Quantity, Status::Update, sides)] = &shapes(&found)[..] else { panic!("{:?}", shapes(&found)) };
    assert_eq!(sides.len(), 2);
}
