//! The names that findings can be selected by, and what to do about slips of the pen.

use crate::check::CONSTRAINTS;
use crate::error::Error;
use crate::report::words::{KINDS, STATUSES, word};
use crate::rules::Rulebook;

/// Refuses a name that is a slip of the pen for a known one. Other names may come from rule packs that are not at hand: a kept
/// report can be older than they are.
///
/// # Errors
/// Names the nearest known name.
pub fn check<'a>(names: impl Iterator<Item = &'a String>, rules: &Rulebook) -> Result<(), Error> {
    let known = known(rules);
    for name in names.filter(|name| !known.contains(name)) {
        match nearest(name, known.iter().map(String::as_str)) {
            Some(close) => {
                let problem = format!("`{name}` is no kind, status, constraint or rule");
                return Err(Error::new(problem).help(format!("did you mean `{close}`?")));
            }
            None => anstream::eprintln!("note: `{name}` names no kind, status, constraint or rule that is at hand"),
        }
    }
    Ok(())
}

/// The known name that differs least, if it differs little for its length.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let slips = |known: &str| strsim::damerau_levenshtein(known, name);
    let close = known.map(|known| (slips(known), known)).min()?;
    Some(close.1).filter(|_| close.0 <= (name.chars().count() / 3).clamp(1, 3))
}

fn known(rules: &Rulebook) -> Vec<String> {
    let words = KINDS.iter().map(word).chain(STATUSES.iter().map(word));
    let constraints = CONSTRAINTS.iter().map(|(id, _)| (*id).to_string());
    let packs =
        rules.constraints.iter().map(|constraint| constraint.id.clone()).chain(rules.rules.iter().map(|rule| rule.id.clone()));
    let facts = rules.facts.iter().map(|fact| format!("fact/{}", fact.id));
    words.chain(constraints).chain(packs).chain(facts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(name: &str) -> Result<(), Error> {
        check([name.to_string()].iter(), Rulebook::builtin())
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
    fn known_names_and_names_of_other_packs_pass() {
        for name in ["quote", "update", "weekday-of-date", "title-before-name", "one-holder-per-office", "rules-of-another-desk"]
        {
            assert_eq!(checked(name), Ok(()), "{name}");
        }
    }
}
