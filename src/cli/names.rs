//! The names that findings can be selected by, and what to do about names that are none.

use crate::error::Error;
use crate::model::report::{Conflict, Report};
use crate::report::words::{KINDS, STATUSES, word};
use crate::rules::Rulebook;

/// Refuses a name that is known neither to the rules nor to the report at hand, which may be older than they are.
///
/// # Errors
/// Names the nearest known name, or what names there are.
pub fn check<'a>(mut names: impl Iterator<Item = &'a String>, rules: &Rulebook, report: Option<&Report>) -> Result<(), Error> {
    let known: Vec<String> = known(rules).into_iter().chain(report.into_iter().flat_map(of_report)).collect();
    let Some(name) = names.find(|name| !known.contains(name)) else { return Ok(()) };
    let problem = format!("`{name}` is no kind, status, constraint or rule");
    let meant = nearest(name, known.iter().map(String::as_str)).map(|close| format!("did you mean `{close}`?"));
    Err(Error::new(problem).help(meant.unwrap_or_else(all)))
}

/// All names but those of the rules.
fn all() -> String {
    let [kinds, statuses] = [KINDS.iter().map(word).collect::<Vec<_>>(), STATUSES.iter().map(word).collect()];
    format!(
        "kinds are {}; statuses are {}; `crossclaim rules list` has the constraints and rules",
        kinds.join(", "),
        statuses.join(", ")
    )
}

/// What `--only` and `--skip` take.
pub fn help() -> String {
    format!("Show only these kinds, statuses, constraints or rules, separated by commas; {}", all())
}

/// The constraints and rules of the findings of a report.
fn of_report(report: &Report) -> Vec<String> {
    let rules = |conflict: &Conflict| {
        conflict.sides.iter().flat_map(|side| &side.claims).map(|claim| claim.rule.clone()).collect::<Vec<_>>()
    };
    report.conflicts.iter().flat_map(|conflict| [vec![conflict.constraint.clone()], rules(conflict)].concat()).collect()
}

/// The known name that differs least, if it differs little for its length.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let slips = |known: &str| strsim::damerau_levenshtein(known, name);
    let close = known.map(|known| (slips(known), known)).min()?;
    Some(close.1).filter(|_| close.0 <= (name.chars().count() / 3).clamp(1, 3))
}

/// The names of kinds, statuses, constraints, rules and facts.
pub fn known(rules: &Rulebook) -> Vec<String> {
    let words = KINDS.iter().map(word).chain(STATUSES.iter().map(word));
    let constraints = rules.built_in.iter().map(|constraint| constraint.id.id().to_string());
    let packs =
        rules.constraints.iter().map(|constraint| constraint.id.clone()).chain(rules.rules.iter().map(|rule| rule.id.clone()));
    let facts = rules.facts.iter().map(|fact| format!("fact/{}", fact.id));
    words.chain(constraints).chain(packs).chain(facts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(name: &str) -> Result<(), Error> {
        check([name.to_string()].iter(), Rulebook::builtin(), None)
    }

    #[test]
    fn slips_are_refused_with_the_name_that_was_meant() {
        for (name, meant) in [
            ("quantty", "quantity"),
            ("contradictoin", "contradiction"),
            ("one-holder-per-ofice", "one-holder-per-office"),
            ("wekday-of-date", "weekday-of-date"),
            ("title-befor-name", "title-before-name"),
        ] {
            let help = checked(name).expect_err("a slip").help;
            assert_eq!(help, Some(format!("did you mean `{meant}`?")), "{name}");
        }
    }

    #[test]
    fn other_names_are_refused_with_the_list_unless_the_report_has_them() {
        for name in ["quote", "update", "weekday-of-date", "title-before-name", "one-holder-per-office"] {
            assert_eq!(checked(name), Ok(()), "{name}");
        }
        let own = "rules-of-another-desk";
        let help = checked(own).expect_err("nothing is called so").help.unwrap_or_default();
        assert!(help.contains("office-holder") && help.contains("dispute"), "{help}");
        let text = include_str!("../../tests/data/ferry/report.json");
        let mut report = crate::report::json::parse(text).expect("the example is a report").report;
        report.conflicts[0].constraint = own.to_string();
        assert_eq!(check([own.to_string()].iter(), Rulebook::builtin(), Some(&report)), Ok(()));
    }
}
