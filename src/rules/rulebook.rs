//! The rules as they are used: compiled, cross-checked, and free of anything that could fail.

mod compile;

use std::path::PathBuf;
use std::sync::LazyLock;

use super::constraints::{self, Demanded};
use super::pack::{self, ExpectedClaim, Pack, Source};
use super::pattern::{Sequence, Slot, Tree};
use super::{Alarms, CommonNouns, Fact, Lexicon, Measures, NameWords, Predicates};
use crate::error::Error;
use crate::model::Standing;
use crate::rules::words::things;

const BUILT_IN: [(&str, &str); 6] = [
    ("rules/en/appointments.toml", include_str!("../../rules/en/appointments.toml")),
    ("rules/en/ties.toml", include_str!("../../rules/en/ties.toml")),
    ("rules/en/titles.toml", include_str!("../../rules/en/titles.toml")),
    ("rules/en/roles.toml", include_str!("../../rules/en/roles.toml")),
    ("rules/en/relations.toml", include_str!("../../rules/en/relations.toml")),
    ("rules/reference/middle-east.toml", include_str!("../../rules/reference/middle-east.toml")),
];

/// All packs, compiled and cross-checked.
#[derive(Clone, Debug)]
pub struct Rulebook {
    pub lexicon: Lexicon,
    pub measures: Measures,
    pub alarms: Alarms,
    pub names: NameWords,
    pub common: CommonNouns,
    pub predicates: Predicates,
    pub attributes: Vec<AttributeDef>,
    /// In the order in which they are looked for: a phrase may hold those before it.
    pub phrases: Vec<Phrase>,
    pub rules: Vec<Rule>,
    pub constraints: Vec<Constraint>,
    /// The constraints that are part of the program.
    pub built_in: Vec<Demanded>,
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

/// A named sequence that later phrases and rules use as a slot type.
#[derive(Clone, Debug)]
pub struct Phrase {
    pub id: String,
    /// The slot whose last word stands for the phrase in the dependency tree.
    pub head: String,
    pub sequences: Vec<Sequence>,
    /// Every slot that it binds, those of the phrases inside it included.
    pub slots: Vec<Slot>,
}

/// A pattern and the claim that it makes.
#[derive(Clone, Debug)]
pub struct Rule {
    pub id: String,
    /// Id of its pack.
    pub pack: String,
    pub attribute: String,
    pub form: Form,
    /// Where one of these matches at or beside the match, the rule is silent.
    pub unless: Vec<Sequence>,
    /// How the office or role is held, whatever its own words say.
    pub standing: Option<Standing>,
    /// The detail of the attribute, where no slot gives it.
    pub detail: Option<String>,
    pub why: String,
    pub finds: Vec<Find>,
    /// Texts in which it must find nothing.
    pub ignores: Vec<String>,
    /// Where it is written.
    pub place: String,
}

/// What a rule looks for.
#[derive(Clone, Debug)]
pub enum Form {
    /// Alternatives, tried in order at each word.
    Sequences(Vec<Sequence>),
    Tree(Tree),
}

/// A text and the claim that the rule must read from it.
#[derive(Clone, Debug)]
pub struct Find {
    pub text: String,
    pub claim: ExpectedClaim,
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
    /// What those of whom the attribute is told are not to anybody, as relations: who has no children is nobody's parent.
    pub bars: Vec<String>,
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
    /// A person has one part in an affair; the details are the parts.
    OnePart,
    /// A person has one rank; the details are the ranks, from the lowest up.
    OneRank,
    /// A person holds an office for one body at a time.
    OneBody,
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

    /// Whether a noun is one for people: as such, by what they do, or by what they are to somebody.
    pub fn is_somebody(&self, noun: &str) -> bool {
        let parts = &self.predicates.parts;
        let office = || self.lexicon.office_at(&|step| (step == 0).then(|| noun.to_string())).is_some();
        let known = self.measures.quantities.is_person(noun) || things().people.has(noun) || parts.is_trade(noun);
        known || parts.is_child(noun) || parts.has_side(noun) || self.lexicon.relation(noun).is_some() || office()
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
        let lexicon = Lexicon::load().map_err(|found| errors.extend(found));
        let measures = Measures::load().map_err(|error| errors.push(error));
        let alarms = Alarms::load().map_err(|error| errors.push(error));
        let demanded = constraints::load().map_err(|error| errors.push(error));
        let names = NameWords::load().map_err(|error| errors.push(error));
        let predicates = Predicates::load().map_err(|error| errors.push(error));
        let compiled = compile::packs(&packs, &mut errors);
        match (lexicon, measures, alarms, demanded, names, predicates) {
            (Ok(lexicon), Ok(measures), Ok(alarms), Ok(built_in), Ok(names), Ok(predicates)) if errors.is_empty() => Ok(Self {
                lexicon,
                measures,
                alarms,
                names,
                common: CommonNouns::load(),
                predicates,
                attributes: compiled.attributes,
                phrases: compiled.phrases,
                rules: compiled.rules,
                constraints: compiled.constraints,
                built_in,
                facts: compiled.facts,
            }),
            _ => Err(errors),
        }
    }
}

impl Default for Rulebook {
    fn default() -> Self {
        Self::builtin().clone()
    }
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
