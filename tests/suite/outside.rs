//! Claims from outside: which are taken, which are refused, and what they cannot hold beside.

use std::path::Path;

use crossclaim::model::report::{Conflict, Failed, Kind, Status};
use crossclaim::pairing::{Pairing, Passage};
use crossclaim::rules::Rulebook;
use crossclaim::{Corpus, check, outside, read};
use serde_json::{Value, json};

const COAST: &str = "---\ndate: 2025-05-16\n---\nThe Corvane Hall in Odda opened its doors again in spring. \
    Visitors find room on 420 chairs in the Corvane Hall. Ada Lindqvist resigned in April.\n";
const FJORD: &str = "---\ndate: 2025-05-16\n---\nThe Corvane Hall in Odda was opened again this spring. \
    In the Corvane Hall, there are chairs for 380 guests, Ada Lindqvist said.\n";

/// A claim on how many seats the hall has, as a stranger would write it: by its quotation alone.
fn seats(document: &str, quote: &str, number: f64) -> Value {
    let none = json!({"start": 0, "end": 0});
    json!({
        "id": "",
        "subject": {"words": "the Corvane Hall", "noun": "hall", "name": "Corvane Hall", "person": false, "form": "name"},
        "attribute": "seats",
        "value": {
            "type": "figure", "noun": "seat", "rate": null, "change": "level",
            "amount": {"low": number, "high": number, "unit": "", "bound": "exact", "grain": 1.0},
        },
        "when": null, "places": [], "of": [], "event": [], "stance": "asserted", "voice": null,
        "evidence": {
            "document": document, "sentence": {"start": 0, "end": 0, "text": ""}, "span": none, "quote": quote, "words": [],
            "rule": "by hand",
        },
    })
}

fn with(mut claim: Value, path: &str, value: Value) -> Value {
    *claim.pointer_mut(path).expect("a field of a claim") = value;
    claim
}

/// The year for which something holds.
fn year(number: i16) -> Value {
    json!({
        "days": [format!("{number}-01-01"), format!("{}-01-01", number + 1)], "also": null, "granularity": "year", "window": false,
        "said": {"year": number, "month": null, "day": null, "weekday": null, "open": null}, "clock": null, "text": format!("{number}"),
    })
}

fn corpus() -> Corpus {
    let document = |name: &str, text: &str| read::document(name, text.as_bytes().to_vec()).expect("it is text");
    Corpus::build(vec![document("coast.txt", COAST), document("fjord.txt", FJORD)], Rulebook::builtin())
}

/// The two documents with claims that are told in a file.
fn told(claims: &[Value]) -> (Corpus, Vec<Failed>) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("claims.jsonl");
    let lines: String = claims.iter().map(|claim| format!("{claim}\n")).collect();
    std::fs::write(&file, lines).expect("it is written");
    let mut corpus = corpus();
    let refused = corpus.hear(outside::read(&file).expect("claims"));
    (corpus, refused)
}

fn conflicts(claims: &[Value]) -> Vec<Conflict> {
    let (corpus, refused) = told(claims);
    assert_eq!(refused, []);
    let found = check(&corpus, Rulebook::builtin()).conflicts;
    found.into_iter().filter(|conflict| conflict.constraint == "claims-agree").collect()
}

const ON_COAST: &str = "420 chairs";
const ON_FJORD: &str = "chairs for 380 guests";

fn two(mine: f64, others: f64) -> [Value; 2] {
    [seats("coast.txt", ON_COAST, mine), seats("fjord.txt", ON_FJORD, others)]
}

#[test]
fn two_answers_to_one_question_are_a_finding_with_its_evidence() {
    let found = conflicts(&two(420.0, 380.0));
    let [conflict] = &found[..] else { panic!("{found:?}") };
    assert_eq!((conflict.kind, conflict.status), (Kind::Quantity, Status::Contradiction));
    assert_eq!((conflict.entity.as_str(), conflict.attribute.as_str()), ("Corvane Hall", "seats"));
    let sides: Vec<(&str, &str, &str)> = conflict
        .sides
        .iter()
        .map(|side| (side.value.as_str(), side.claims[0].document.as_str(), side.claims[0].quote.as_str()))
        .collect();
    assert_eq!(sides, [("420", "coast.txt", ON_COAST), ("380", "fjord.txt", ON_FJORD)]);
    let claim = &conflict.sides[1].claims[0];
    assert_eq!(&FJORD[claim.span.start..claim.span.end], ON_FJORD);
    assert!(claim.sentence.text.starts_with("In the Corvane Hall, there are"), "{claim:?}");
    let lines: Vec<&str> =
        conflict.sides.iter().filter_map(|side| Path::new(&side.claims[0].rule).file_name()?.to_str()).collect();
    assert_eq!(lines, ["claims.jsonl:1", "claims.jsonl:2"]);
    assert!(conflict.explanation.contains("“380” is claimed in"), "{}", conflict.explanation);
}

#[test]
fn one_answer_is_silent_in_whatever_form() {
    assert_eq!(conflicts(&two(400.0, 400.0)), []);
    let [one, other] = two(420.0, 380.0);
    let amount = "/value/amount";
    let bound = json!({"low": 300.0, "high": null, "unit": "", "bound": "at-least", "grain": 1.0});
    assert_eq!(conflicts(&[one.clone(), with(other.clone(), amount, bound)]), []);
    let round = json!({"low": 415.0, "high": 425.0, "unit": "", "bound": "about", "grain": 10.0});
    assert_eq!(conflicts(&[one, with(other, amount, round)]), []);
}

#[test]
fn another_question_is_silent() {
    let [one, other] = two(420.0, 380.0);
    assert_eq!(conflicts(&[one.clone(), other.clone()]).len(), 1);
    let someone = json!({"words": "the Tarn Hall", "noun": "hall", "name": "Tarn Hall", "person": false, "form": "name"});
    let nameless = json!({"words": "the hall", "noun": "hall", "name": null, "person": false, "form": "definite"});
    let place = |name: &str| {
        let known = json!({"countries": [name], "region": "", "town": ""});
        json!([{"name": name, "known": known, "side": null, "part": null, "setting": null}])
    };
    let here = with(one.clone(), "/places", place("NO"));
    let cases = [
        ("another thing", [one.clone(), with(other.clone(), "/subject", someone)]),
        ("a thing without a name", [one.clone(), with(other.clone(), "/subject", nameless)]),
        ("another attribute", [one.clone(), with(other.clone(), "/attribute", json!("boxes"))]),
        ("another part", [one.clone(), with(other.clone(), "/of", json!(["balcony"]))]),
        ("another place", [here, with(other.clone(), "/places", place("ES"))]),
        ("another year", [with(one.clone(), "/when", year(2019)), with(other.clone(), "/when", year(2024))]),
        ("a plan", [one.clone(), with(other.clone(), "/stance", json!("planned"))]),
        ("another event", [with(one.clone(), "/event", json!(["build"])), with(other.clone(), "/event", json!(["sell"]))]),
        ("no claim at all", [one.clone(), with(other.clone(), "/stance", json!("denied"))]),
        ("the same document", [one.clone(), seats("coast.txt", "Visitors find room", 380.0)]),
    ];
    for (what, claims) in cases {
        assert_eq!(conflicts(&claims), [], "{what}");
    }
    let same_year = [with(one, "/when", year(2019)), with(other, "/when", year(2019))];
    assert_eq!(conflicts(&same_year).len(), 1);
}

#[test]
fn what_speaks_against_one_question_is_told() {
    let [one, other] = two(420.0, 380.0).map(|claim| with(claim, "/when", year(2019)));
    let (corpus, _) = told(&[one, with(other, "/when", year(2024))]);
    let skipped = check(&corpus, Rulebook::builtin()).skipped;
    let of_seats: Vec<_> = skipped.iter().filter(|skipped| skipped.constraint == "claims-agree").collect();
    let [left_alone] = &of_seats[..] else { panic!("{skipped:?}") };
    assert_eq!(left_alone.why, "they are told of different times");
    let quotes: Vec<&str> = left_alone.claims.iter().map(|claim| claim.quote.as_str()).collect();
    assert_eq!(quotes, [ON_COAST, ON_FJORD]);
}

#[test]
fn an_answer_that_both_documents_give_sets_nothing_at_odds() {
    let [one, other] = two(420.0, 380.0);
    let also = seats("coast.txt", "Visitors find room", 380.0);
    assert_eq!(conflicts(&[one, also, other]), []);
}

#[test]
fn claims_of_outside_meet_those_that_are_read() {
    let (corpus, refused) = told(&[]);
    assert_eq!(refused, []);
    let read = corpus.claims(Rulebook::builtin());
    let of = |document: &str| {
        let found = read.iter().find(|claim| {
            let named = claim.subject.as_ref().is_some_and(|subject| subject.name.as_deref() == Some("Ada Lindqvist"));
            named && claim.evidence.document == document && claim.value.sort().name() == "deed"
        });
        serde_json::to_value(found.expect("a deed")).expect("it is plain data")
    };
    let denied = with(with(of("coast.txt"), "/value/negated", json!(true)), "/evidence/document", json!("fjord.txt"));
    let denied = with(denied, "/evidence/quote", json!("Ada Lindqvist said"));
    let found = conflicts(&[denied]);
    let [conflict] = &found[..] else { panic!("{found:?}") };
    assert_eq!((conflict.kind, conflict.entity.as_str()), (Kind::Negation, "Ada Lindqvist"));
    assert_eq!(conflict.sides[0].claims[0].rule, "clause");
    assert!(conflict.sides[1].claims[0].rule.ends_with("claims.jsonl:1"));
}

#[test]
fn what_is_not_in_the_documents_is_refused() {
    let cases = [
        (seats("coast.txt", "440 chairs", 440.0), "“440 chairs” is not in coast.txt: quote it word for word"),
        (seats("coast.txt", "the Corv", 1.0), "“the Corv” is not in coast.txt"),
        (seats("coast.txt", "Corvane Hall", 1.0), "with its sentence where it stands there more than once"),
        (seats("coast.txt", "", 1.0), "“” is not in coast.txt"),
        (seats("coast.txt", &"chair ".repeat(90_000), 1.0), "chair ch…” is not in coast.txt"),
        (seats("coast.txt", "date: 2025-05-16", 1.0), "stands in no sentence of coast.txt: quote the text itself"),
        (seats("tarn.txt", "420 chairs", 420.0), "no document that is read is called “tarn.txt”: name it as on the command line"),
    ];
    for (claim, why) in cases {
        let (corpus, refused) = told(&[seats("fjord.txt", ON_FJORD, 380.0), claim]);
        let [Failed { document, why: said }] = &refused[..] else { panic!("{why}: {refused:?}") };
        assert!(document.ends_with("claims.jsonl:2") && said.contains(why), "{document} {said}");
        assert_eq!(corpus.readings.iter().map(|reading| reading.outside.len()).sum::<usize>(), 1);
    }
}

#[test]
fn white_space_and_quotation_marks_are_folded_and_the_sentence_says_which_place_is_meant() {
    let second = "Visitors find room on 420 chairs in the Corvane Hall.";
    let claim = with(seats("./coast.txt", "“Corvane  Hall”", 420.0), "/evidence/sentence/text", json!(second));
    let (corpus, refused) = told(&[claim]);
    assert_eq!(refused, []);
    let evidence = &corpus.readings[0].outside[0].evidence;
    assert_eq!((evidence.document.as_str(), evidence.quote.as_str()), ("coast.txt", "Corvane Hall"));
    assert_eq!(evidence.sentence.text, second);
    assert_eq!(evidence.span.start, COAST.rfind("Corvane Hall").expect("it is there"));
}

/// Numbers that no text can have set nothing on fire.
#[test]
fn hostile_numbers_are_set_right_or_compared_like_any_others() {
    let [one, other] = two(420.0, 380.0);
    let far = json!({"start": u64::MAX, "end": 3});
    let one = with(with(one, "/evidence/span", far.clone()), "/evidence/words", json!([far]));
    assert_eq!(conflicts(&[one.clone(), other.clone()]).len(), 1);
    let age = |claim: Value, years: i16| with(claim, "/value", json!({"type": "age", "low": years, "high": years, "year": null}));
    assert_eq!(conflicts(&[age(one.clone(), i16::MAX), age(other.clone(), i16::MAX - 1)]), []);
    let clock = |at: i32| {
        let time = with(with(year(2025), "/clock", json!([at, at])), "/granularity", json!("minute"));
        json!({"type": "time", "time": time})
    };
    let clocks = [with(one, "/value", clock(i32::MAX)), with(other, "/value", clock(600))];
    assert!(conflicts(&clocks).len() < 2);
}

#[test]
fn what_the_program_wrote_itself_comes_back_as_it_was() {
    let read = corpus().claims(Rulebook::builtin());
    let lines: Vec<Value> = read.iter().map(|claim| serde_json::to_value(claim).expect("it is plain data")).collect();
    let (corpus, refused) = told(&lines);
    assert_eq!(refused, []);
    let again: Vec<Value> =
        corpus.claims(Rulebook::builtin()).iter().map(|claim| serde_json::to_value(claim).expect("it is plain data")).collect();
    assert_eq!(again, lines);
}

#[test]
fn two_passages_are_compared_with_what_is_claimed_of_them() {
    let (corpus, _) = told(&two(420.0, 380.0));
    let pairing = Pairing::of(&corpus, Rulebook::builtin());
    let passage = |document: usize, text: &str, quote: &str| {
        let start = text.find(quote).expect("it is there");
        Passage { document, start, end: start + quote.len() }
    };
    let compared = pairing.compare(passage(0, COAST, ON_COAST), passage(1, FJORD, ON_FJORD), &[]);
    let handed = |claims: &[crossclaim::model::Claim]| claims.iter().any(|claim| claim.attribute == "seats");
    assert!(handed(&compared.left) && handed(&compared.right), "{compared:?}");
}
