//! What a report shows as evidence: in whose mouth a side is put, and what nobody said.

use crossclaim::model::report::{Conflict, Kind};
use crossclaim::rules::Rulebook;
use crossclaim::{Corpus, check, read};

const GAZETTE: &str = "VELLMAR (Gazette), March 4, 2025: The fish hall burned down on Monday.\n\n\
    “We saved the lighthouse, and nothing else,” said Greta Holm, the fire chief.\n";
const WIRE: &str = "VELLMAR (Northwire), March 5, 2025: The fish hall burned down on Monday, 4 March 2025.\n\n\
    “We saved the lighthouse, and everything else,” said Greta Holm, the fire chief.\n";

fn conflicts() -> Vec<Conflict> {
    let rules = Rulebook::builtin();
    let read = |(name, text): (&str, &str)| read::document(name, text.as_bytes().to_vec()).expect("it reads");
    check(&Corpus::build([("gazette.txt", GAZETTE), ("wire.txt", WIRE)].map(read).into(), rules), rules).conflicts
}

fn of_kind(kind: Kind) -> Conflict {
    let found: Vec<Conflict> = conflicts().into_iter().filter(|conflict| conflict.kind == kind).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

#[test]
fn a_quotation_is_its_speakers() {
    let conflict = of_kind(Kind::Quote);
    let speakers: Vec<Option<&str>> =
        conflict.sides.iter().flat_map(|side| &side.claims).map(|claim| claim.attribution.as_deref()).collect();
    assert_eq!(speakers, [Some("Greta Holm"), Some("Greta Holm")]);
}

#[test]
fn a_day_of_the_week_that_follows_from_a_date_is_said_by_nobody() {
    let conflict = of_kind(Kind::Calendar);
    let sides: Vec<(&str, bool, usize)> =
        conflict.sides.iter().map(|side| (side.value.as_str(), side.computed, side.origins)).collect();
    assert!(sides.contains(&("Tuesday", true, 0)) && sides.contains(&("Monday", false, 1)), "{sides:?}");
}
