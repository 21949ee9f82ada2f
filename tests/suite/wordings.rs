//! Values in any wording, and whether two wordings can both be true.

use crossclaim::model::{Agreement, ValueType};
use crossclaim::pairing::{Pairing, Passage};
use crossclaim::rules::Rulebook;
use crossclaim::{Corpus, read};

/// Whether some two values of two sentences differ, and whether some two meet, among those of a type.
fn outcome(left: &str, right: &str, sort: ValueType) -> (bool, bool) {
    let document = |name: &str, text: &str| {
        let dated = format!("---\ndate: 2025-05-16\n---\n{text}\n");
        read::document(name, dated.into_bytes()).expect("it is text")
    };
    let corpus = Corpus::build(vec![document("a.txt", left), document("b.txt", right)], Rulebook::builtin());
    let whole = |document: usize| Passage { document, start: 0, end: corpus.readings[document].document.text.len() };
    let comparison = Pairing::of(&corpus, Rulebook::builtin()).compare(whole(0), whole(1), &[]);
    let of_sort = || comparison.pairs.iter().filter(|pair| pair.sort == sort);
    let meets = |agreement: Agreement| matches!(agreement, Agreement::Same | Agreement::Compatible);
    (of_sort().any(|pair| pair.values == Agreement::Different), of_sort().any(|pair| meets(pair.values)))
}

#[test]
fn figures_in_words_differ_and_meet() {
    let cases = [
        ("All lamps were sold.", "None of the lamps was sold.", true),
        ("All batches were recalled.", "One batch was recalled.", true),
        ("Three of the nine lamps were sold.", "All lamps were sold.", true),
        ("Six of the nine lamps were sold.", "Two thirds of the lamps were sold.", false),
        ("Most lamps were sold.", "Three of the nine lamps were sold.", true),
        ("It was her third win.", "It was her fourth win.", true),
        ("It was her third win.", "It was her 3rd win.", false),
        ("The board voted 5-2 to close it.", "The board voted unanimously to close it.", true),
        ("The boat sails weekly.", "The boat sails every fortnight.", true),
        ("Entry is free of charge.", "Entry costs 5 dollars.", true),
        ("He got life imprisonment.", "He got 20 years in prison.", true),
        ("She ran it in 2:27:01.", "She ran it in 2 hours 27 minutes and 1 second.", false),
        ("It weighs 4.4 t.", "It weighs 4,400 kilograms.", false),
        ("The lamp cost Rs 1,24,000.", "The lamp cost 1.24 lakh rupees.", false),
        ("It stopped on lap 43.", "It stopped on lap 44.", true),
    ];
    for (left, right, differ) in cases {
        assert_eq!(outcome(left, right, ValueType::Figure), (differ, !differ), "{left} {right}");
    }
}

#[test]
fn times_in_words_differ_and_meet() {
    let cases = [
        ("It closed on Saturday, 1 March.", "It closed on Friday, 1 March.", true),
        ("It has been shut since 1998.", "It has been shut since 1994.", true),
        ("It closed on the second Monday of May.", "It closed on 12 May 2025.", false),
        ("It closed two days after Christmas 2024.", "It closed on 27 December 2024.", false),
        ("The van comes on Tuesdays.", "The van comes on Wednesdays.", true),
    ];
    for (left, right, differ) in cases {
        assert_eq!(outcome(left, right, ValueType::Time), (differ, !differ), "{left} {right}");
    }
}

#[test]
fn persons_and_ties_differ_and_meet() {
    let cases = [
        ("He is a brother of her husband.", "He is her husband.", ValueType::Relation, true),
        ("Her brother-in-law spoke.", "Her husband's brother spoke.", ValueType::Relation, false),
        ("A German won.", "A Swede won.", ValueType::Description, true),
    ];
    for (left, right, sort, differ) in cases {
        assert_eq!(outcome(left, right, sort).0, differ, "{left} {right}");
    }
}

#[test]
fn one_thing_told_and_denied_is_opposite() {
    let differ = |left, right| outcome(left, right, ValueType::Deed).0;
    assert!(differ("The driver has no licence.", "The driver holds a licence."));
    assert!(differ("There was no refund of the fare.", "The shop paid a refund."));
    assert!(differ("No trial was held.", "The trial of the clerk took a week."));
    assert!(!differ("The driver has no licence.", "The cook holds a knife."));
}
