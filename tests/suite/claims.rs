//! Everything that is read leaves the reader as a claim, with the words that say so.

use crossclaim::model::{Claim, Form, Span};
use crossclaim::rules::Rulebook;
use crossclaim::{Corpus, read};

fn claims(text: &str) -> Vec<Claim> {
    let document = read::document("note.txt", text.as_bytes().to_vec()).expect("it is text");
    Corpus::build(vec![document], Rulebook::builtin()).claims(Rulebook::builtin())
}

/// Type, attribute, value and deciding words of each claim, of one type or of all.
fn told(text: &str, sort: &str) -> Vec<(String, String, String)> {
    let claims = claims(text);
    let wanted = claims.iter().filter(|claim| claim.value.sort().name() == sort);
    let words = |claim: &Claim| {
        let words = claim.evidence.words.iter().map(|range| &text[Span::new(range.start, range.end).range()]);
        words.collect::<Vec<_>>().join(" + ")
    };
    wanted.map(|claim| (claim.attribute.clone(), claim.value.to_string(), words(claim))).collect()
}

fn row(attribute: &str, value: &str, words: &str) -> (String, String, String) {
    (attribute.to_string(), value.to_string(), words.to_string())
}

#[test]
fn figures_are_claims_with_or_without_a_noun() {
    assert_eq!(told("The storm sank three boats.", "figure"), [row("boat", "3 boat", "three + boats")]);
    assert_eq!(told("It took 90 minutes.", "figure"), [row("duration", "90 minutes", "90 minutes")]);
    assert_eq!(told("The share fell to 12 percent.", "figure")[0].2, "12 percent + share");
    assert_eq!(told("The storm sank boats.", "figure"), []);
}

#[test]
fn figures_are_read_in_whole_words() {
    let values = |text: &str| told(text, "figure").into_iter().map(|(_, value, _)| value).collect::<Vec<_>>();
    assert_eq!(values("The march was 12 dusty kilometres."), ["12 km"]);
    assert_eq!(values("It lasted an hour and a half."), ["90 minutes"]);
    assert_eq!(values("The lead shrank by twenty-three votes."), ["by 23 vote"]);
    assert_eq!(values("Prices fell by seven points."), ["by 7 point"]);
    assert_eq!(values("She won the Prize for Letters 1994."), Vec::<String>::new());
    assert_eq!(values("The storm sank 1994 boats."), ["1,994 boat"]);
}

#[test]
fn years_of_a_life_are_an_age() {
    let ages = |text: &str| told(text, "age").into_iter().map(|(_, value, _)| value).collect::<Vec<_>>();
    for text in ["A 34-year-old left.", "She is 34.", "He turned 34 in March.", "A man aged 34 left.", "The boy was 34."] {
        assert_eq!(ages(text), ["34"], "{text}");
    }
    for text in [
        "A 34-year lease ended.",
        "The score is 34.",
        "He left 34 behind.",
        "The toll reached 34.",
        "Four of the men turned back.",
    ] {
        assert_eq!(ages(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn parts_and_names_are_claims() {
    let values = |text: &str, sort: &str| told(text, sort).into_iter().map(|(_, value, _)| value).collect::<Vec<_>>();
    assert_eq!(values("The tenant served as treasurer.", "kind"), ["treasurer"]);
    assert_eq!(values("The winner was Ada Lindqvist.", "holder"), ["Ada Lindqvist"]);
}

#[test]
fn times_and_places_are_told_of_their_deed() {
    let text = "Police arrested the clerk in Odda on 4 May 2021.";
    assert_eq!(told(text, "time"), [row("arrest", "4 May 2021", "4 May 2021")]);
    assert_eq!(told(text, "place"), [row("arrest", "odda", "Odda")]);
    let subject = claims(text).into_iter().find(|claim| claim.value.sort().name() == "time").and_then(|claim| claim.subject);
    assert_eq!(subject.map(|subject| (subject.noun, subject.form)), Some(("clerk".to_string(), Form::Definite)));
}

#[test]
fn what_a_side_or_a_distance_starts_from_is_no_place_of_its_own() {
    let places = |text: &str| told(text, "place").into_iter().map(|(_, value, _)| value).collect::<Vec<_>>();
    assert_eq!(places("The quake hit 13 miles east of Odda."), ["east odda"]);
    assert_eq!(places("It struck two miles away from Odda."), Vec::<String>::new());
    assert_eq!(places("The quake hit the valley of Odda."), ["odda"]);
}

#[test]
fn a_deed_says_whether_it_is_denied_and_who_did_it() {
    let denied = told("The board has not signed the contract.", "deed");
    assert_eq!(denied[0].1, "not sign (The board; the contract)");
    assert!(denied[0].2.contains("not") && denied[0].2.contains("signed"), "{denied:?}");
    assert_eq!(told("The board has not signed the contract.", "holder"), []);
    assert_eq!(told("The contract was signed by the board.", "holder"), [row("sign", "the board", "the board")]);
}

#[test]
fn offices_roles_and_ties_are_claims() {
    let text = "Ada Lindqvist, the mayor of Odda, thanked her cousin.";
    assert_eq!(told(text, "holder")[0].1, "Ada Lindqvist");
    assert_eq!(told(text, "role"), [row("role", "mayor of Odda", "Ada Lindqvist, the mayor of Odda")]);
    assert_eq!(told(text, "relation"), [row("relation", "cousin Ada Lindqvist", "cousin")]);
    assert_eq!(told("The vessel, a tanker, sank.", "kind"), [row("kind", "tanker", "tanker")]);
}

#[test]
fn ages_words_orders_and_causes_are_claims() {
    assert_eq!(told("Ada Lindqvist, 61, left.", "age"), [row("age", "61", "61")]);
    assert_eq!(told("\"We have never seen such a storm,\" he said.", "wording")[0].1, "“We have never seen such a storm”");
    assert_eq!(told("The guests left before the police came.", "order").len(), 1);
    assert_eq!(told("The fire was blamed on a short circuit.", "cause")[0].0, "fire");
}

#[test]
fn a_claim_is_the_same_in_every_file_and_on_its_own() {
    let alone = claims("Three boats sank.");
    let beside = claims("The harbour was closed.\n\nThree boats sank.");
    let ids = |claims: &[Claim]| claims.iter().map(|claim| claim.id.clone()).collect::<Vec<_>>();
    assert!(ids(&alone).iter().all(|id| ids(&beside).contains(id)), "{alone:?} {beside:?}");
    assert_ne!(ids(&alone), ids(&claims("Four boats sank.")));
    for claim in alone {
        let text = serde_json::to_string(&claim).expect("it is plain data");
        let mut back: Claim = serde_json::from_str(&text).expect("it reads");
        back.things_mut().for_each(|thing| assert!(thing.mention.is_none()));
        assert_eq!(serde_json::to_string(&back).expect("it is plain data"), text);
    }
}

#[test]
fn an_open_bound_survives_json() {
    let claim = claims("At least nine boats sank.").into_iter().find(|claim| claim.value.sort().name() == "figure");
    let text = serde_json::to_string(&claim).expect("it is plain data");
    assert!(text.contains("\"high\":null"), "{text}");
    let back: Option<Claim> = serde_json::from_str(&text).expect("it reads");
    assert_eq!(back.map(|claim| claim.value), claim.map(|claim| claim.value));
}
