//! The rules as they are used: compiled, cross-checked, and free of anything that could fail.

use std::path::PathBuf;
use std::sync::LazyLock;

use super::pack::{self, Pack, Placed, Source};
use super::{Fact, Lexicon, Measures, NameWords, Predicates};
use crate::error::Error;

const BUILT_IN: [(&str, &str); 2] = [
    ("rules/en/titles.toml", include_str!("../../rules/en/titles.toml")),
    ("rules/reference/middle-east.toml", include_str!("../../rules/reference/middle-east.toml")),
];

/// All packs, compiled and cross-checked.
#[derive(Clone, Debug)]
pub struct Rulebook {
    pub lexicon: Lexicon,
    pub measures: Measures,
    pub names: NameWords,
    pub predicates: Predicates,
    pub attributes: Vec<AttributeDef>,
    pub constraints: Vec<Constraint>,
    pub facts: Vec<Fact>,
}

/// Something that can be said of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeDef {
    pub id: String,
    pub label: String,
    pub value: ValueType,
    pub cardinality: Cardinality,
}

/// What the values of an attribute are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    Entity,
    Text,
    Quantity,
    Time,
    Flag,
}

/// How many values an attribute has at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cardinality {
    One,
    Many,
}

/// A condition on claims that the texts may break.
#[derive(Clone, Debug)]
pub struct Constraint {
    pub id: String,
    pub kind: ConstraintKind,
    /// Id of the attribute whose claims it looks at.
    pub attribute: String,
    /// The details of the attribute that it speaks of; empty for all.
    pub details: Vec<String>,
    /// Details, or pairs of details `a / b`, that it leaves alone.
    pub exceptions: Vec<String>,
    pub why: String,
    /// Documents that break it, and documents that keep it.
    pub conflicts: Vec<Vec<String>>,
    pub agrees: Vec<Vec<String>>,
    /// Where it is written.
    pub place: String,
}

/// What a constraint demands; each kind has its checker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConstraintKind {
    /// A single-seat office has one holder at a time.
    OneHolder,
    /// A person has one full-time office at a time.
    OneOffice,
    /// What holds from the one to the other holds from the other to the one.
    Symmetric,
    /// An entity stands in the relation to one other.
    Functional,
    /// Two relations, or two values, that do not go together.
    Exclusive,
    /// An attribute has one value.
    SingleValue,
    /// What is known beforehand.
    Reference,
}

impl Constraint {
    /// Whether the constraint looks at claims of this attribute detail.
    pub fn covers(&self, detail: &str) -> bool {
        let listed = self.details.is_empty() || self.details.iter().any(|other| other == detail);
        listed && !self.exceptions.iter().any(|other| other == detail)
    }
}

static BUILTIN: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::load(&[]).expect("tests prove that the built-in packs load"));

impl Rulebook {
    /// The built-in packs, read once.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The built-in packs and those of a reader: files, or folders with `.toml` files.
    ///
    /// # Errors
    /// Everything that is wrong with any of the packs.
    pub fn with_packs(paths: &[PathBuf]) -> Result<Self, Vec<Error>> {
        Self::load(&pack::sources(paths)?)
    }

    /// The attribute of that id.
    pub fn attribute(&self, id: &str) -> Option<&AttributeDef> {
        self.attributes.iter().find(|attribute| attribute.id == id)
    }

    /// The constraints of one kind.
    pub fn constraints_of(&self, kind: ConstraintKind) -> impl Iterator<Item = &Constraint> {
        self.constraints.iter().filter(move |constraint| constraint.kind == kind)
    }

    fn load(more: &[Source]) -> Result<Self, Vec<Error>> {
        let mut errors = Vec::new();
        let built_in = BUILT_IN.iter().map(|(path, text)| Source { path: (*path).into(), text: (*text).into() });
        let mut packs = Vec::new();
        for source in built_in.chain(more.iter().cloned()) {
            match Pack::parse(&source) {
                Ok(pack) => packs.push(pack),
                Err(found) => errors.extend(found),
            }
        }
        let mut keep = |error| errors.push(error);
        let lexicon = Lexicon::load().map_err(|found| found.into_iter().for_each(&mut keep));
        let measures = Measures::load().map_err(&mut keep);
        let names = NameWords::load().map_err(&mut keep);
        let predicates = Predicates::load().map_err(&mut keep);
        let attributes = compile(packs.iter().flat_map(|pack| &pack.attributes), attribute, &mut errors);
        let constraints = compile(packs.iter().flat_map(|pack| &pack.constraints), constraint, &mut errors);
        errors.extend(constraints.iter().filter_map(|constraint| unknown_attribute(constraint, &attributes)));
        let facts = packs.iter().flat_map(|pack| {
            let fact = |written| Fact::compile(&pack.header.id, written);
            compile(pack.facts.iter(), fact, &mut errors)
        });
        let facts: Vec<Fact> = facts.collect();
        match (lexicon, measures, names, predicates) {
            (Ok(lexicon), Ok(measures), Ok(names), Ok(predicates)) if errors.is_empty() => {
                Ok(Self { lexicon, measures, names, predicates, attributes, constraints, facts })
            }
            _ => Err(errors),
        }
    }
}

impl Default for Rulebook {
    fn default() -> Self {
        Self::builtin().clone()
    }
}

fn compile<'a, T: 'a, U>(
    written: impl Iterator<Item = &'a Placed<T>>,
    one: impl Fn(&'a Placed<T>) -> Result<U, Error>,
    errors: &mut Vec<Error>,
) -> Vec<U> {
    written.filter_map(|table| one(table).map_err(|error| errors.push(error.at(table.place.as_str()))).ok()).collect()
}

fn attribute(written: &Placed<pack::Attribute>) -> Result<AttributeDef, Error> {
    let item = &written.item;
    let value = one_of(
        "value",
        &item.value,
        &[
            ("entity", ValueType::Entity),
            ("text", ValueType::Text),
            ("quantity", ValueType::Quantity),
            ("time", ValueType::Time),
            ("flag", ValueType::Flag),
        ],
    )?;
    let cardinality = one_of("cardinality", &item.cardinality, &[("one", Cardinality::One), ("many", Cardinality::Many)])?;
    Ok(AttributeDef { id: item.id.clone(), label: item.label.clone(), value, cardinality })
}

fn constraint(written: &Placed<pack::Constraint>) -> Result<Constraint, Error> {
    let item = &written.item;
    let kind = one_of(
        "kind",
        &item.kind,
        &[
            ("one-holder", ConstraintKind::OneHolder),
            ("one-office", ConstraintKind::OneOffice),
            ("symmetric", ConstraintKind::Symmetric),
            ("functional", ConstraintKind::Functional),
            ("exclusive", ConstraintKind::Exclusive),
            ("single-value", ConstraintKind::SingleValue),
            ("reference", ConstraintKind::Reference),
        ],
    )?;
    if item.conflicts.is_empty() || item.agrees.is_empty() {
        return Err(Error::new("a constraint must be proven").help("give it at least one `conflicts` and one `agrees`"));
    }
    let texts = |proofs: &[pack::Texts]| proofs.iter().map(|proof| proof.texts.clone()).collect();
    Ok(Constraint {
        id: item.id.clone(),
        kind,
        attribute: item.attribute.clone(),
        details: item.details.clone(),
        exceptions: item.exceptions.clone(),
        why: item.why.clone(),
        conflicts: texts(&item.conflicts),
        agrees: texts(&item.agrees),
        place: written.place.clone(),
    })
}

fn unknown_attribute(constraint: &Constraint, attributes: &[AttributeDef]) -> Option<Error> {
    let known = attributes.iter().any(|attribute| attribute.id == constraint.attribute);
    (!known).then(|| {
        let ids: Vec<&str> = attributes.iter().map(|attribute| attribute.id.as_str()).collect();
        Error::new(format!("`{}` is not an attribute", constraint.attribute))
            .at(constraint.place.as_str())
            .help(format!("known are {}", ids.join(", ")))
    })
}

/// One of a closed list of words.
fn one_of<T: Copy>(field: &str, word: &str, choices: &[(&str, T)]) -> Result<T, Error> {
    choices.iter().find(|(name, _)| *name == word).map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        Error::new(format!("`{word}` is not a {field}")).help(format!("one of {}", names.join(", ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_packs_load() {
        let rules = Rulebook::load(&[]).expect("built-in packs");
        assert_eq!(rules.attribute("office-holder").map(|attribute| attribute.value), Some(ValueType::Entity));
        assert!(rules.constraints_of(ConstraintKind::OneHolder).next().is_some());
    }

    #[test]
    fn unknown_words_are_refused_with_the_known_ones() {
        let text = "[pack]\nid = \"mine\"\nabout = \"x\"\n[[attribute]]\nid = \"a\"\nlabel = \"a\"\nvalue = \"colour\"\ncardinality = \"one\"\n";
        let errors = Rulebook::load(&[Source { path: "mine.toml".into(), text: text.into() }]).expect_err("no such value");
        assert_eq!(errors[0].problem, "`colour` is not a value");
        assert_eq!(errors[0].place.as_deref(), Some("mine.toml:4, attribute `a`"));
    }
}
