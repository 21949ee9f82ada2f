//! Two sentences side by side: what their values are to each other, and what speaks for and against one question.

use std::collections::BTreeSet;

use crossclaim::model::report::{Conflict, Evidence, Kind, Status};
use crossclaim::model::{Agreement, ValueType};
use crossclaim::pairing::{Against, Comparison, For, Pairing, Passage, Verdict};
use crossclaim::rules::Rulebook;
use crossclaim::{Corpus, check, read};

fn compare(left: &str, right: &str) -> Comparison {
    let document = |name: &str, text: &str| {
        let dated = format!("---\ndate: 2025-05-16\n---\n{text}\n");
        read::document(name, dated.into_bytes()).expect("it is text")
    };
    let corpus = Corpus::build(vec![document("a.txt", left), document("b.txt", right)], Rulebook::builtin());
    let whole = |document: usize| Passage { document, start: 0, end: corpus.readings[document].document.text.len() };
    Pairing::of(&corpus, Rulebook::builtin()).compare(whole(0), whole(1), &[])
}

/// What the first pair of values of a type is, with the reasons.
fn first(left: &str, right: &str, sort: ValueType) -> Option<(Agreement, Vec<For>, Vec<Against>)> {
    let comparison = compare(left, right);
    let found = comparison.pairs.into_iter().find(|pair| pair.sort == sort);
    found.map(|pair| (pair.values, pair.reasons, pair.against))
}

fn values(left: &str, right: &str, sort: ValueType) -> Option<Agreement> {
    first(left, right, sort).map(|(values, ..)| values)
}

/// The kinds of the findings, in the texts of an example, that are more than possible; each is a conflict between its passages, too.
fn kinds_compared(texts: &[String], rules: &Rulebook) -> BTreeSet<Kind> {
    let document =
        |(at, text): (usize, &String)| read::document(&format!("{at}.txt"), text.clone().into_bytes()).expect("it is text");
    let corpus = Corpus::build(texts.iter().enumerate().map(document).collect(), rules);
    let found: Vec<Conflict> =
        check(&corpus, rules).conflicts.into_iter().filter(|conflict| conflict.status != Status::Possible).collect();
    let pairing = Pairing::of(&corpus, rules).beside(found.clone());
    let passage = |claim: &Evidence| {
        let document = corpus.readings.iter().position(|reading| reading.document.name == claim.document);
        Passage { document: document.expect("it is there"), start: claim.sentence.start, end: claim.sentence.end }
    };
    for conflict in &found {
        if let [Some(one), Some(other)] = [0, 1].map(|side| conflict.sides[side].claims.first()) {
            let comparison = pairing.compare(passage(one), passage(other), &[]);
            assert_eq!(comparison.verdict, Verdict::Conflict, "{}", conflict.explanation);
            assert!(comparison.found.iter().any(|found| found.id == conflict.id), "{comparison:?}");
        }
    }
    found.into_iter().map(|conflict| conflict.kind).collect()
}

#[test]
fn what_a_check_finds_is_a_conflict_between_its_passages() {
    let rules = Rulebook::builtin();
    let of_packs = rules.constraints.iter().filter_map(|constraint| constraint.conflicts.first());
    let of_program = rules.built_in.iter().filter_map(|constraint| constraint.conflicts.first().map(|example| &example.texts));
    let kinds: BTreeSet<Kind> = of_packs.chain(of_program).flat_map(|texts| kinds_compared(texts, rules)).collect();
    assert!(kinds.len() > 9, "{kinds:?}");
}

#[test]
fn a_quotation_is_another_remark_by_a_figure_or_a_denial() {
    let wordings = |other: &str| {
        let said = |words: &str| format!("\"We saved the light {words} on the whole old quay,\" said Ada Berg.");
        values(&said("and nothing else"), &said(other), ValueType::Wording)
    };
    assert_eq!(wordings("and nothing else"), Some(Agreement::Same));
    assert_eq!(wordings("and nothing more"), Some(Agreement::Same));
    assert_eq!(wordings("and everything else"), Some(Agreement::Different));
}

#[test]
fn figures_meet_by_rounding_bounds_and_units() {
    let figures = |left: &str, right: &str| values(left, right, ValueType::Figure);
    let cases = [
        ("The storm sank 40 boats.", "The storm sank 35 boats.", Some(Agreement::Different)),
        ("The storm sank 40 boats.", "The storm sank forty boats.", Some(Agreement::Same)),
        ("The storm sank 40 boats.", "The storm sank at least 35 boats.", Some(Agreement::Compatible)),
        ("The road is 10 kilometres long.", "The road is 10,000 metres long.", Some(Agreement::Same)),
        ("The road is 10 kilometres long.", "The road is 10 tonnes.", None),
        ("Rent costs 400 dollars a week.", "Rent costs 400 dollars a month.", None),
    ];
    for (left, right, expected) in cases {
        assert_eq!(figures(left, right), expected, "{left} {right}");
    }
}

#[test]
fn times_and_places_contain_each_other() {
    let cases = [
        ("It sank on 4 May 2025.", "It sank on 5 May 2025.", ValueType::Time, Some(Agreement::Different)),
        ("It sank on 4 May 2025.", "It sank in May 2025.", ValueType::Time, Some(Agreement::Compatible)),
        ("It sank last Sunday.", "It sank on 11 May 2025.", ValueType::Time, Some(Agreement::Same)),
        ("She was born in Oslo.", "She was born in Madrid.", ValueType::Place, Some(Agreement::Different)),
        ("She was born in Oslo.", "She was born in Norway.", ValueType::Place, Some(Agreement::Compatible)),
    ];
    for (left, right, sort, expected) in cases {
        assert_eq!(values(left, right, sort), expected, "{left} {right}");
    }
}

#[test]
fn deeds_are_told_denied_or_opposite() {
    let deeds = |left: &str, right: &str| values(left, right, ValueType::Deed);
    assert_eq!(deeds("The board signed the contract.", "The board did not sign the contract."), Some(Agreement::Different));
    assert_eq!(deeds("The board signed the contract.", "The contract was signed by the board."), Some(Agreement::Same));
    assert_eq!(deeds("The price rose.", "The price fell."), Some(Agreement::Different));
    let late = "The board did not sign the contract until the mayor came.";
    assert_eq!(deeds("The board signed the contract.", late), Some(Agreement::Same));
    assert_eq!(
        deeds("The board signed the contract.", "The board did not sign the contract until March."),
        Some(Agreement::Same)
    );
    assert_eq!(deeds("The board will not sign the contract until March.", late), Some(Agreement::Different));
    assert_eq!(deeds("The board signed the contract.", "The board met in Odda."), None);
    assert_eq!(deeds("The mayor said so.", "The clerk did not say so."), None);
}

#[test]
fn people_have_one_name_one_title_and_one_tie() {
    let cases = [
        (
            "Ada Lindqvist, the mayor of Odda, left.",
            "Karl Nyberg, the mayor of Odda, left.",
            ValueType::Holder,
            Agreement::Different,
        ),
        ("Ada Lindqvist, the mayor of Odda, left.", "A. Lindqvist, the mayor of Odda, left.", ValueType::Holder, Agreement::Same),
        (
            "Ada Lindqvist, the mayor of Odda, left.",
            "Ada Lindqvist, the governor of Odda, left.",
            ValueType::Role,
            Agreement::Different,
        ),
        ("Ada Lindqvist thanked her sister.", "Ada Lindqvist thanked her mother.", ValueType::Relation, Agreement::Different),
        ("Ada Lindqvist, 61, left.", "Ada Lindqvist, 62, left.", ValueType::Age, Agreement::Compatible),
        ("Ada Lindqvist, 61, left.", "Ada Lindqvist, 67, left.", ValueType::Age, Agreement::Different),
    ];
    for (left, right, sort, expected) in cases {
        assert_eq!(values(left, right, sort), Some(expected), "{left} {right}");
    }
}

#[test]
fn reasons_have_names() {
    let (values, reasons, against) = first(
        "The clinic in Oslo treated 40 patients on Monday.",
        "The clinic in Madrid treated 35 patients on Monday.",
        ValueType::Figure,
    )
    .expect("two figures");
    assert_eq!(values, Agreement::Different);
    assert!(reasons.contains(&For::SameNoun) && reasons.contains(&For::SameTime), "{reasons:?}");
    assert_eq!(against, [Against::OtherPlace]);
    let counted_apart = first("The storm sank 40 boats.", "The storm killed 35 sheep.", ValueType::Figure);
    assert!(counted_apart.is_none(), "{counted_apart:?}");
    let part =
        first("Police arrested 40 protesters.", "Police arrested 35 young protesters.", ValueType::Figure).expect("two figures");
    assert_eq!(part.2, [Against::PartOfWhole]);
}

#[test]
fn what_one_passage_gives_twice_is_known_to_both() {
    let comparison = compare("The storm sank 40 boats.", "The storm sank 35 boats on Sunday and 40 boats in all.");
    let different: Vec<_> = comparison.pairs.iter().filter(|pair| pair.values == Agreement::Different).collect();
    assert!(!different.is_empty());
    for pair in different.iter().filter(|pair| pair.sort == ValueType::Figure) {
        assert!(pair.against.contains(&Against::KnownToBoth), "{pair:?}");
    }
}

#[test]
fn the_verdict_says_what_all_pairs_come_to() {
    let verdict = |left: &str, right: &str| compare(left, right).verdict;
    assert_eq!(verdict("The storm sank 40 boats.", "The storm sank 35 boats."), Verdict::Conflict);
    assert_eq!(verdict("The storm sank 40 boats.", "The storm sank forty boats."), Verdict::Agree);
    assert_eq!(verdict("The storm sank 40 boats.", "The storm killed 35 sheep."), Verdict::Unknown);
    assert_eq!(verdict("The storm sank 40 boats.", "The mayor thanked the clerk."), Verdict::Unknown);
}

#[test]
fn what_is_said_of_one_of_several_may_be_said_otherwise_of_another() {
    let against = |left: &str| first(left, "The ship did not sink.", ValueType::Deed).map(|(_, _, against)| against);
    assert_eq!(against("Another ship sank."), Some(vec![Against::OneOfSeveral]));
    assert_eq!(against("The ship sank."), Some(Vec::new()));
}

#[test]
fn what_somebody_is_excludes_another_job_and_not_a_wider_word() {
    let roles = |left: &str, right: &str| values(left, right, ValueType::Role);
    let cases = [
        ("Ada Lindqvist, a nurse, left.", "Ada Lindqvist, a plumber, left.", Some(Agreement::Different)),
        ("Ada Lindqvist, a nurse, left.", "Ada Lindqvist, a nurse in Odda, left.", Some(Agreement::Same)),
        ("Ada Lindqvist, the mayor of Odda, left.", "Ada Lindqvist, the former mayor of Odda, left.", Some(Agreement::Different)),
        ("Ada Lindqvist, a nurse, left.", "Ada Lindqvist, a voter, left.", None),
    ];
    for (left, right, expected) in cases {
        assert_eq!(roles(left, right), expected, "{left} {right}");
    }
}

#[test]
fn two_named_places_of_one_event_differ() {
    let places = |left: &str, right: &str| values(left, right, ValueType::Place);
    let cases = [
        ("She died in Torvikbygd.", "She died in Odda.", Some(Agreement::Different)),
        ("She died in Torvikbygd.", "She died in Norway.", None),
    ];
    for (left, right, expected) in cases {
        assert_eq!(places(left, right), expected, "{left} {right}");
    }
}

#[test]
fn an_age_meets_the_number_alone() {
    let ages = |left: &str, right: &str| compare(left, right).pairs.into_iter().map(|pair| pair.values).collect::<Vec<_>>();
    assert_eq!(ages("The boy, a 13-year-old, fell.", "She is nine."), [Agreement::Different]);
    assert_eq!(ages("A 61-year-old man fell.", "He turned 62 in March."), [Agreement::Compatible]);
    let nine = compare("She is nine.", "She is 9.");
    assert!(nine.pairs.iter().any(|pair| pair.sort == ValueType::Age && pair.values == Agreement::Same), "{nine:?}");
}

#[test]
fn figures_that_are_reckoned_from_each_other_make_each_other_up() {
    let against = |left: &str, right: &str| first(left, right, ValueType::Figure).map(|(values, _, against)| (values, against));
    let rest = against("Berg holds 62 percent of the shares.", "Lind holds 38 percent of the shares.").expect("two figures");
    assert!(rest.0 == Agreement::Different && rest.1.contains(&Against::MakesUp), "{rest:?}");
    let other = against("Berg holds 62 percent of the shares.", "Lind holds 36 percent of the shares.").expect("two figures");
    assert!(!other.1.contains(&Against::MakesUp), "{other:?}");
}

#[test]
fn a_bare_sum_is_of_the_currency_and_the_millions_of_the_other() {
    let figures = |left: &str, right: &str| values(left, right, ValueType::Figure);
    assert_eq!(figures("The firm paid 700 million euros.", "The firm paid seven hundred."), Some(Agreement::Same));
    assert_eq!(figures("The firm paid 700 million euros.", "The firm paid seven hundred and fifty."), Some(Agreement::Different));
    assert_eq!(figures("The fare is A$20.", "The fare is 20 dollars."), Some(Agreement::Same));
    assert_eq!(figures("The fare is A$20.", "The fare is C$25."), None);
}
