//! `crossclaim rules`: list, explain and prove the rules.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Subcommand;

use super::check::rulebook;
use super::config::Config;
use super::{Ended, Outcome, names, output};
use crate::error::Error;
use crate::model::report::{Kind, Status};
use crate::report::words::{described, word};
use crate::rules::constraints::{Demanded, Example};
use crate::rules::{Rulebook, proof};

const AFTER_HELP: &str = "\
Examples:
  crossclaim rules new trained-by > own.toml    a pack to start from
  crossclaim rules test --rules own.toml        its sentences, and those of all other rules
  crossclaim check news/ --rules own.toml       its claims count like all others";

/// List, explain and prove the rules, or start one of your own
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
    /// Rule packs of your own: files, or folders of .toml files
    #[arg(long, value_name = "PATH", global = true)]
    rules: Vec<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// List kinds, statuses, rules, constraints and facts with what they are for
    List,
    /// Run the examples of all rules, or of one
    Test { id: Option<String> },
    /// Show a rule, constraint or fact with its examples, or say what a kind or status is
    Explain { id: String },
    /// Print a pack with one rule to start from, which proves itself as it stands
    New {
        /// The id of the pack and its rule, as in `trained-by`
        name: String,
    },
}

/// A pack with one rule, with `NAME` for its id.
const SKELETON: &str = r#"[pack]
id = "NAME"
about = "One sentence on what the rules of this pack read."

[[rule]]
id = "NAME"
attribute = "relation"
detail = "trainer"
sequence = "{subject:person} (,|who|is|was)*3 trained by {object:person} !([tag=POS]|and)"
why = "Who is trained by somebody has them for trainer."
finds = [
  { text = "Anna Berg, who is trained by Karl Lund, won on Monday.", claim = { subject = "Anna Berg", value = "Karl Lund" } },
]
ignores = [{ text = "Anna Berg trained with Karl Lund." }]
"#;

pub fn run(args: &Args) -> Ended {
    let config = Config::load()?;
    let rules = rulebook(&config.rules(&args.rules))?;
    match &args.command {
        Command::List => output::list(&list(&rules), &config).map(|()| Outcome::Clean),
        Command::Test { id } => test(&rules, id.as_deref()),
        Command::Explain { id } => output::list(&explain(&rules, id)?, &config).map(|()| Outcome::Clean),
        Command::New { name } => output::print(&skeleton(name)?).map(|()| Outcome::Clean),
    }
}

/// The skeleton under a name, which must do as an id.
fn skeleton(name: &str) -> Result<String, Error> {
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if name.is_empty() || !name.chars().all(fits) {
        return Err(Error::new(format!("`{name}` is no id for a rule"))
            .help("use lower-case letters, digits and hyphens, as in `trained-by`"));
    }
    Ok(SKELETON.replace("NAME", name))
}

fn list(rules: &Rulebook) -> String {
    let mut out = String::new();
    let mut line = |sort: &str, id: &str, why: &str| {
        let _ = writeln!(out, "{sort:<10}  {id:<34}  {why}");
    };
    described::<Kind>().iter().for_each(|(name, about)| line("kind", name, about));
    described::<Status>().iter().for_each(|(name, about)| line("status", name, about));
    rules.rules.iter().for_each(|rule| line("rule", &rule.id, &rule.why));
    rules.constraints.iter().for_each(|constraint| line("constraint", &constraint.id, &constraint.why));
    rules.built_in.iter().for_each(|constraint| line("constraint", constraint.id.id(), &constraint.demands));
    rules.facts.iter().for_each(|fact| line("fact", &fact.id, &fact.text));
    out
}

fn test(rules: &Rulebook, id: Option<&str>) -> Ended {
    let outcome = proof::run(rules, id);
    if outcome.examples == 0 {
        return Err(unknown(rules, id.unwrap_or_default()));
    }
    let mut out = String::new();
    for failure in &outcome.failures {
        let _ = writeln!(out, "{:?}: {}\n  --> {}", failure.fault, failure.texts.join("\n         "), failure.place);
        for found in &failure.found {
            let _ = writeln!(out, "  found {found}");
        }
    }
    let _ = writeln!(out, "{} examples, {} failed", outcome.examples, outcome.failures.len());
    output::print(&out)?;
    Ok(if outcome.failures.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

fn explain(rules: &Rulebook, id: &str) -> Result<String, Error> {
    if let Some(rule) = rules.rules.iter().find(|rule| rule.id == id) {
        let finds: Vec<String> = rule.finds.iter().map(|find| find.text.clone()).collect();
        return Ok(page("rule", id, &rule.why, &rule.place, [("finds", &finds), ("ignores", &rule.ignores)]));
    }
    let joined = |sets: &[Vec<String>]| sets.iter().map(|texts| texts.join(" | ")).collect::<Vec<_>>();
    if let Some(found) = rules.constraints.iter().find(|constraint| constraint.id == id) {
        let (conflicts, agrees) = (joined(&found.conflicts), joined(&found.agrees));
        return Ok(page("constraint", id, &found.why, &found.place, [("conflicts", &conflicts), ("agrees", &agrees)]));
    }
    if let Some(found) = rules.built_in.iter().find(|constraint| constraint.id.id() == id) {
        return Ok(built_in(found));
    }
    let words = [("kind", described::<Kind>()), ("status", described::<Status>())];
    let named = |(sort, words): &(&str, Vec<(String, String)>)| {
        words.iter().find(|(name, _)| name == id).map(|(_, about)| format!("{sort} {id}\n{about}\n"))
    };
    if let Some(text) = words.iter().find_map(named) {
        return Ok(text);
    }
    let fact = rules.facts.iter().find(|fact| fact.id == id).ok_or_else(|| unknown(rules, id))?;
    let (conflicts, agrees) = (joined(&fact.conflicts), joined(&fact.agrees));
    let text = format!("{}\n{}", fact.text, fact.source);
    Ok(page("fact", id, &text, &fact.place, [("conflicts", &conflicts), ("agrees", &agrees)]))
}

/// A constraint of the program, with the kinds of its findings.
fn built_in(constraint: &Demanded) -> String {
    let kinds: Vec<String> = constraint.kinds.iter().map(word).collect();
    let why = format!("{}\nfindings of the kind {}", constraint.demands, kinds.join(", "));
    let joined = |examples: &[Example]| examples.iter().map(|example| example.texts.join(" | ")).collect::<Vec<_>>();
    let (conflicts, agrees) = (joined(&constraint.conflicts), joined(&constraint.agrees));
    page("constraint", constraint.id.id(), &why, &constraint.place, [("conflicts", &conflicts), ("agrees", &agrees)])
}

fn page(sort: &str, id: &str, why: &str, place: &str, examples: [(&str, &Vec<String>); 2]) -> String {
    let mut out = format!("{sort} {id}\n{why}\n  --> {place}\n");
    for (word, texts) in examples {
        for text in texts {
            let _ = writeln!(out, "  {word:<9}  {}", text.replace('\n', " "));
        }
    }
    out
}

fn unknown(rules: &Rulebook, id: &str) -> Error {
    let ids = rules.rules.iter().map(|rule| &rule.id).chain(rules.constraints.iter().map(|constraint| &constraint.id));
    let ids = ids.chain(rules.facts.iter().map(|fact| &fact.id)).map(String::as_str);
    let ids = ids.chain(rules.built_in.iter().map(|constraint| constraint.id.id()));
    let meant = names::nearest(id, ids).map(|close| format!("did you mean `{close}`?"));
    let help = meant.unwrap_or_else(|| "`crossclaim rules list` names them all".to_string());
    Error::new(format!("there is no rule, constraint or fact `{id}`")).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_skeleton_loads_and_proves_itself() {
        let text = skeleton("trained-by").expect("a name that fits");
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new.toml");
        std::fs::write(&path, text).expect("a file");
        let rules = rulebook(&[path]).expect("a pack that loads");
        let outcome = proof::run(&rules, Some("trained-by"));
        assert_eq!((outcome.examples, outcome.failures.len()), (2, 0), "{:?}", outcome.failures);
    }

    #[test]
    fn a_name_that_is_no_id_is_refused() {
        assert!(skeleton("Trained by").is_err());
    }
}
