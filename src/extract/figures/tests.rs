//! The proofs of the measures, run.

use super::*;
use crate::analyse::Model;
use crate::model::Document;
use crate::rules::Rulebook;

fn figures(text: &str, rules: &Rulebook) -> Vec<Figure> {
    let document = Document::new("", text);
    let analysis = Model::get().analyse(&document);
    let mentions = mentions::find(&document, &analysis, rules);
    find(&Context::new(0, &document, &analysis, rules, &mentions))
}

#[test]
fn measures_find_what_their_proofs_say() {
    let rules = Rulebook::default();
    for measure in &rules.measures.quantities.measures {
        assert!(!measure.finds.is_empty() && !measure.ignores.is_empty(), "{} has no proofs", measure.id);
        let of_measure = |text: &str| {
            let found = figures(text, &rules).into_iter().filter(|figure| figure.measure.as_deref() == Some(measure.id.as_str()));
            found.map(|figure| figure.quantity.named()).collect::<Vec<f64>>()
        };
        for proof in &measure.finds {
            assert!(
                of_measure(&proof.text).contains(&proof.value),
                "{}: {} gives {:?}",
                measure.id,
                proof.text,
                of_measure(&proof.text)
            );
        }
        for proof in &measure.ignores {
            assert_eq!(of_measure(&proof.text), Vec::<f64>::new(), "{}: {}", measure.id, proof.text);
        }
    }
}

#[test]
fn scope_is_read_with_the_figure() {
    let rules = Rulebook::default();
    let found = figures("Another 40 miners were injured in the second shift in Silesia last March.", &rules);
    assert_eq!(found[0].kind, crate::model::FigureKind::Extra);
    assert_eq!(found[0].when.as_ref().map(|when| when.text.as_str()), Some("last March"));
    let share = figures("A third of the villagers have left.", &rules);
    assert!(share[0].partitive && share[0].quantity.unit == "percent");
}

#[test]
fn what_a_figure_replaces_is_read_with_it() {
    let rules = Rulebook::default();
    let replaced = |text: &str| {
        let found = figures(text, &rules);
        found[0].replaces.iter().map(crate::model::Quantity::named).collect::<Vec<f64>>()
    };
    assert_eq!(replaced("Nine lamps are missing from the hall, and not seven as first believed."), [7.0]);
    assert_eq!(replaced("The fund lost 40 members, up from 25."), [25.0]);
    assert_eq!(replaced("Nine lamps are missing, and seven of them were new."), Vec::<f64>::new());
}

#[test]
fn a_difference_belongs_to_the_subject_and_keeps_its_base() {
    let rules = Rulebook::default();
    let found = figures("Rents in June were 31 percent higher than a year before.", &rules);
    assert_eq!((found[0].noun.as_str(), found[0].kind), ("rent", crate::model::FigureKind::Difference));
    assert!(found[0].ordinals.contains("than year"), "{:?}", found[0].ordinals);
}

#[test]
fn not_even_is_a_ceiling() {
    let rules = Rulebook::default();
    let found = figures("The album has not sold even 900 copies.", &rules);
    assert!(!found[0].negated && found[0].quantity.bound == Bound::AtMost, "{:?}", found[0]);
}

#[test]
fn any_digits_are_survived() {
    let rules = Rulebook::default();
    for text in [
        "10^40 people",
        "1e999 men were killed",
        "0/0 died",
        "1,2,3,4 killed",
        "call 555-1234",
        "won 3-2",
        "٤٢ people were killed",
    ] {
        assert!(figures(text, &rules).len() <= 1, "{text}");
    }
    assert!(figures(&format!("{} people died.", "9".repeat(2000)), &rules).is_empty());
}
