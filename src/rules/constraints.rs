//! The constraints that are part of the program, each with what it demands and the texts that prove it.

use serde::Deserialize;
use toml::Spanned;

use super::pack::Source;
use crate::error::Error;
use crate::model::BuiltIn;
use crate::model::report::Kind;

const PLACE: &str = "rules/constraints.toml";
const WRITTEN: &str = include_str!("../../rules/constraints.toml");

/// A constraint as the table has it.
#[derive(Clone, Debug)]
pub struct Demanded {
    pub id: BuiltIn,
    /// What its findings are.
    pub kinds: Vec<Kind>,
    /// In one sentence.
    pub demands: String,
    /// Texts that break it.
    pub conflicts: Vec<Example>,
    /// Texts that do not.
    pub agrees: Vec<Example>,
    /// The file, and the line of it.
    pub place: String,
}

/// Texts of reports.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    pub texts: Vec<String>,
    /// The words that a reader points at, one in each of the two texts.
    pub quotes: Option<[String; 2]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    constraint: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<BuiltIn>,
    kinds: Vec<Kind>,
    demands: String,
    conflicts: Vec<Example>,
    agrees: Vec<Example>,
}

/// Reads the table that is built in.
///
/// # Errors
/// When it is not of its shape, or a constraint is not in it, in its place.
pub fn load() -> Result<Vec<Demanded>, Error> {
    let file: File = toml::from_str(WRITTEN).map_err(|error| Error::new(error.message().to_string()).at(PLACE))?;
    let demanded: Vec<Demanded> = file.constraint.into_iter().map(Entry::placed).collect();
    let told: Vec<BuiltIn> = demanded.iter().map(|constraint| constraint.id).collect();
    match BuiltIn::ALL.iter().zip(told.iter().map(Some).chain(std::iter::repeat(None))).find(|(id, told)| Some(*id) != *told) {
        None if told.len() == BuiltIn::ALL.len() => Ok(demanded),
        missing => {
            let id = missing.map_or("a constraint", |(id, _)| id.id());
            Err(Error::new(format!("`{id}` is not told once, in its place")).at(PLACE).help("the ids are in order, each once"))
        }
    }
}

impl Entry {
    fn placed(self) -> Demanded {
        let source = Source { path: PLACE.into(), text: WRITTEN.into() };
        let place = source.place(self.id.span().start);
        let Self { id, kinds, demands, conflicts, agrees } = self;
        Demanded { id: id.into_inner(), kinds, demands, conflicts, agrees, place }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rulebook;

    #[test]
    fn each_constraint_is_told_with_texts_on_both_sides() {
        let demanded = load().expect("the table is of its shape");
        for constraint in &demanded {
            let id = constraint.id.id();
            assert!(!constraint.kinds.is_empty() && constraint.demands.ends_with('.'), "{id}");
            assert!(!constraint.conflicts.is_empty() && !constraint.agrees.is_empty(), "{id}");
        }
        assert!(demanded[0].place.starts_with("rules/constraints.toml:"), "{}", demanded[0].place);
    }

    #[test]
    fn no_pack_takes_the_id_of_a_constraint_of_the_program() {
        let rules = Rulebook::builtin();
        let ids: Vec<&str> = rules.built_in.iter().map(|constraint| constraint.id.id()).collect();
        assert!(rules.constraints.iter().all(|constraint| !ids.contains(&constraint.id.as_str())));
    }
}
