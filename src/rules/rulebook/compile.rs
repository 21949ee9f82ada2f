//! From rules as written to rules as used; the only place that calls a rule wrong.

use std::collections::BTreeMap;

use super::{AttributeDef, Cardinality, Constraint, ConstraintKind, Find, Form, Phrase, Rule, ValueType};
use crate::error::Error;
use crate::model::Standing;
use crate::rules::Fact;
use crate::rules::pack::{self, OneOrMany, Pack, Placed};
use crate::rules::pattern::{Argument, Path, Sequence, Slot, SlotKind, Tree};

/// The open parts of the rulebook.
#[derive(Default)]
pub(super) struct Compiled {
    pub attributes: Vec<AttributeDef>,
    pub phrases: Vec<Phrase>,
    pub rules: Vec<Rule>,
    pub constraints: Vec<Constraint>,
    pub facts: Vec<Fact>,
}

/// Compiles all packs; what is wrong goes to `errors` with its place.
pub(super) fn packs(packs: &[Pack], errors: &mut Vec<Error>) -> Compiled {
    let mut out = Compiled::default();
    let mut keep = |result: Result<(), Error>, place: &str| {
        if let Err(error) = result {
            errors.push(error.at(place));
        }
    };
    for table in packs.iter().flat_map(|pack| &pack.attributes) {
        keep(attribute(&table.item).map(|attribute| out.attributes.push(attribute)), &table.place);
    }
    for table in packs.iter().flat_map(|pack| &pack.phrases) {
        keep(phrase(&table.item, &out.phrases).map(|phrase| out.phrases.push(phrase)), &table.place);
    }
    for (pack, table) in packs.iter().flat_map(|pack| pack.rules.iter().map(move |table| (pack, table))) {
        keep(rule(&pack.header.id, table, &out).map(|rule| out.rules.push(rule)), &table.place);
    }
    for table in packs.iter().flat_map(|pack| &pack.constraints) {
        keep(constraint(table, &out.attributes).map(|constraint| out.constraints.push(constraint)), &table.place);
    }
    for (pack, table) in packs.iter().flat_map(|pack| pack.facts.iter().map(move |table| (pack, table))) {
        keep(Fact::compile(&pack.header.id, table).map(|fact| out.facts.push(fact)), &table.place);
    }
    errors.extend(twice(packs));
    out
}

/// Ids that two tables of one sort share.
fn twice(packs: &[Pack]) -> Vec<Error> {
    let mut first: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    let mut errors = Vec::new();
    for pack in packs {
        let attributes = pack.attributes.iter().map(|table| ("attribute", table.item.id.as_str(), table.place.as_str()));
        let phrases = pack.phrases.iter().map(|table| ("phrase", table.item.id.as_str(), table.place.as_str()));
        let rules = pack.rules.iter().map(|table| ("rule", table.item.id.as_str(), table.place.as_str()));
        let constraints = pack.constraints.iter().map(|table| ("constraint", table.item.id.as_str(), table.place.as_str()));
        let facts = pack.facts.iter().map(|table| ("fact", table.item.id.as_str(), table.place.as_str()));
        for (sort, id, place) in attributes.chain(phrases).chain(rules).chain(constraints).chain(facts) {
            if let Some(other) = first.insert((sort, id), place) {
                errors.push(Error::new(format!("the id is already taken at {other}")).at(place).help("choose another id"));
            }
        }
    }
    errors
}

fn attribute(item: &pack::Attribute) -> Result<AttributeDef, Error> {
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

fn phrase(item: &pack::Phrase, known: &[Phrase]) -> Result<Phrase, Error> {
    let sequences = sequences(&item.sequence)?;
    let slots = bound(sequences.iter().flat_map(Sequence::slots), known)?;
    if !slots.iter().any(|slot| slot.name == item.head) {
        return Err(Error::new(format!("`{}` is not a slot of the phrase", item.head)).help("name as head a slot that it binds"));
    }
    Ok(Phrase { id: item.id.clone(), head: item.head.clone(), sequences, slots })
}

fn sequences(written: &OneOrMany) -> Result<Vec<Sequence>, Error> {
    let parse = |pattern: &String| {
        Sequence::parse(pattern).map_err(|problem| Error::new(problem).help("rules/README.md explains how a sequence is written"))
    };
    written.as_slice().iter().map(parse).collect()
}

/// The slots with those of the phrases among them, if all types are known.
fn bound(slots: impl Iterator<Item = Slot>, phrases: &[Phrase]) -> Result<Vec<Slot>, Error> {
    let mut all = Vec::new();
    for slot in slots {
        if let SlotKind::Defined(id) = &slot.kind {
            let phrase = phrases.iter().find(|phrase| phrase.id == *id).ok_or_else(|| {
                let known = phrases.iter().map(|phrase| format!(", {}", phrase.id)).collect::<String>();
                Error::new(format!("`{id}` is not a slot type")).help(format!("one of {}{known}", SlotKind::known()))
            })?;
            all.extend(phrase.slots.iter().cloned());
        }
        all.push(slot);
    }
    Ok(all)
}

fn rule(pack: &str, table: &Placed<pack::Rule>, known: &Compiled) -> Result<Rule, Error> {
    let item = &table.item;
    is_attribute(&item.attribute, &known.attributes)?;
    if item.finds.is_empty() || item.ignores.is_empty() {
        return Err(Error::new("a rule must be proven").help("give it at least one `finds` and one `ignores`"));
    }
    let form = form(item)?;
    let slots = match &form {
        Form::Sequences(sequences) => sequences.iter().flat_map(Sequence::slots).collect(),
        Form::Tree(tree) => tree.arguments.iter().map(|argument| argument.slot.clone()).collect::<Vec<_>>(),
    };
    let slots = bound(slots.into_iter(), &known.phrases)?;
    needs(item, &slots)?;
    Ok(Rule {
        id: item.id.clone(),
        pack: pack.to_string(),
        attribute: item.attribute.clone(),
        form,
        unless: sequences(&OneOrMany::Many(item.unless.clone()))?,
        standing: item.standing.as_deref().map(standing).transpose()?,
        detail: item.detail.clone(),
        why: item.why.clone(),
        finds: item.finds.iter().map(|find| Find { text: find.text.clone(), claim: find.claim.clone() }).collect(),
        ignores: item.ignores.iter().map(|ignore| ignore.text.clone()).collect(),
        place: table.place.clone(),
    })
}

fn form(item: &pack::Rule) -> Result<Form, Error> {
    match (&item.sequence, &item.trigger, &item.arguments) {
        (Some(sequence), None, None) => Ok(Form::Sequences(sequences(sequence)?)),
        (None, Some(trigger), Some(arguments)) => Ok(Form::Tree(tree(trigger, arguments, &item.having)?)),
        _ => Err(Error::new("a rule has either a `sequence`, or a `trigger` with `arguments`")
            .help("keep the one form and strike the other")),
    }
}

fn tree(trigger: &OneOrMany, arguments: &toml::Table, having: &[String]) -> Result<Tree, Error> {
    let wrong = |problem: String| Error::new(problem).help("a path is written as in `prep:as>pobj|attr`");
    let argument = |(name, path): (&String, &toml::Value)| {
        let path = path.as_str().ok_or_else(|| wrong(format!("the path of `{name}` is not a text")))?;
        Argument::parse(name, path).map_err(wrong)
    };
    let having = having.iter().map(|path| match path.strip_prefix('!') {
        Some(path) => Path::parse(path).map(|path| (path, false)).map_err(wrong),
        None => Path::parse(path).map(|path| (path, true)).map_err(wrong),
    });
    Ok(Tree {
        triggers: trigger.as_slice().to_vec(),
        arguments: arguments.iter().map(argument).collect::<Result<_, _>>()?,
        having: having.collect::<Result<_, _>>()?,
    })
}

/// The slots that a claim of the attribute cannot do without; of a list of lists, one of each.
fn needed(attribute: &str) -> &'static [&'static [&'static str]] {
    match attribute {
        "office-holder" => &[&["holder"], &["office", "portfolio", "detail"]],
        "role" => &[&["holder"], &["role", "detail"]],
        "relation" => &[&["subject"], &["object"], &["relation", "detail"]],
        "has" => &[&["subject"], &["what"]],
        _ => &[&["subject"], &["value"]],
    }
}

fn needs(item: &pack::Rule, slots: &[Slot]) -> Result<(), Error> {
    for choices in needed(&item.attribute) {
        let has = |name: &str| slots.iter().any(|slot| slot.name == name) || (name == "detail" && item.detail.is_some());
        if !choices.iter().any(|name| has(name)) {
            let names: Vec<String> = choices.iter().map(|name| format!("`{name}`")).collect();
            return Err(Error::new(format!("a claim of `{}` needs {}", item.attribute, names.join(" or ")))
                .help(format!("bind a slot of that name, as in {{{}:person}}", choices[0])));
        }
    }
    Ok(())
}

fn standing(word: &str) -> Result<Standing, Error> {
    one_of(
        "standing",
        word,
        &[
            ("current", Standing::Current),
            ("new", Standing::New),
            ("former", Standing::Former),
            ("late", Standing::Late),
            ("acting", Standing::Acting),
            ("designate", Standing::Designate),
            ("then", Standing::Then),
        ],
    )
}

fn constraint(written: &Placed<pack::Constraint>, attributes: &[AttributeDef]) -> Result<Constraint, Error> {
    let item = &written.item;
    let kind = one_of(
        "kind",
        &item.kind,
        &[
            ("one-holder", ConstraintKind::OneHolder),
            ("one-office", ConstraintKind::OneOffice),
            ("one-part", ConstraintKind::OnePart),
            ("one-rank", ConstraintKind::OneRank),
            ("one-body", ConstraintKind::OneBody),
            ("symmetric", ConstraintKind::Symmetric),
            ("functional", ConstraintKind::Functional),
            ("exclusive", ConstraintKind::Exclusive),
            ("single-value", ConstraintKind::SingleValue),
            ("reference", ConstraintKind::Reference),
        ],
    )?;
    is_attribute(&item.attribute, attributes)?;
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
        bars: item.bars.clone(),
        why: item.why.clone(),
        conflicts: texts(&item.conflicts),
        agrees: texts(&item.agrees),
        place: written.place.clone(),
    })
}

fn is_attribute(id: &str, attributes: &[AttributeDef]) -> Result<(), Error> {
    if attributes.iter().any(|attribute| attribute.id == id) {
        return Ok(());
    }
    let ids: Vec<&str> = attributes.iter().map(|attribute| attribute.id.as_str()).collect();
    Err(Error::new(format!("`{id}` is not an attribute")).help(format!("known are {}", ids.join(", "))))
}

/// One of a closed list of words.
fn one_of<T: Copy>(field: &str, word: &str, choices: &[(&str, T)]) -> Result<T, Error> {
    choices.iter().find(|(name, _)| *name == word).map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        Error::new(format!("`{word}` is not a {field}")).help(format!("one of {}", names.join(", ")))
    })
}
