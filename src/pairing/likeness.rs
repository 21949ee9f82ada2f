//! Whether two claims speak of one thing.

use crate::model::name::{may_be_one_person, plain};
use crate::model::{Form, Thing};
use crate::rules::Rulebook;

/// How two things stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    Same,
    Unknown,
    /// Two names that are not one's.
    Different,
}

pub fn likeness(one: &Thing, other: &Thing, rules: &Rulebook) -> Likeness {
    match (&one.name, &other.name) {
        (Some(name), Some(other_name)) => names((name, one.person), (other_name, other.person)),
        (None, None) => nouns(one, other, rules),
        _ => Likeness::Unknown,
    }
}

fn names((one, person): (&str, bool), (other, other_person): (&str, bool)) -> Likeness {
    let (one, other) = (plain(one), plain(other));
    let part = |short: &str, long: &str| short.len() > 2 && long.split(' ').any(|word| word == short);
    match person && other_person {
        _ if one == other => Likeness::Same,
        true if may_be_one_person(&one, &other) => Likeness::Same,
        true => Likeness::Different,
        false if person != other_person => Likeness::Unknown,
        false if part(&one, &other) || part(&other, &one) => Likeness::Same,
        false if one.split(' ').any(|word| part(word, &other)) => Likeness::Unknown,
        false => Likeness::Different,
    }
}

/// One noun, or two for one sort of thing, of which both texts say which is meant.
fn nouns(one: &Thing, other: &Thing, rules: &Rulebook) -> Likeness {
    let told = |thing: &Thing| !matches!(thing.form, Form::Pronoun | Form::None) && thing.noun.len() > 2;
    let alike = one.noun == other.noun || rules.predicates.nouns.alike(&one.noun, &other.noun);
    if told(one) && told(other) && alike { Likeness::Same } else { Likeness::Unknown }
}
