//! What `it` stands for among the arguments of the clauses before.

use crate::model::{Argument, Clause, EntityKind, Form, Reading, Role};

/// The argument that `it` stands for: the subject of the clause before, of the same sentence or the last; where that is a person, the
/// only thing that is told of there. Every other argument stands for itself.
pub fn of<'a>(reading: &'a Reading, clause: &Clause, argument: &'a Argument) -> &'a Argument {
    if argument.form != Form::Pronoun || argument.lemma != "it" {
        return argument;
    }
    let subject = |before: &'a Clause| {
        let takes_part = |argument: &&Argument| matches!(argument.role, Role::Agent | Role::Patient);
        let thing = |argument: &&Argument| !is_person(reading, argument);
        let told = before.arguments.iter().filter(takes_part).filter(thing).filter(|argument| argument.head < before.head);
        told.min_by_key(|argument| argument.head).filter(|subject| subject.head < argument.head)
    };
    let end = reading.clauses.partition_point(|before| before.sentence <= clause.sentence);
    let start = reading.clauses.partition_point(|before| before.sentence + 1 < clause.sentence);
    let before = reading.clauses[start..end.max(start)].iter().filter(|before| before.head < clause.head);
    let subjects = before.clone().filter_map(subject).filter(|subject| subject.form != Form::Pronoun);
    subjects
        .max_by_key(|subject| (reading.analysis.tokens[subject.head].sentence, usize::MAX - subject.head))
        .or_else(|| only_thing(reading, before))
        .unwrap_or(argument)
}

/// The one thing that clauses act on: `the hall` in `The mayor promised to rebuild the hall`.
fn only_thing<'a>(reading: &Reading, clauses: impl Iterator<Item = &'a Clause>) -> Option<&'a Argument> {
    let acted_on = clauses.flat_map(|clause| clause.arguments.iter()).filter(|argument| argument.role == Role::Patient);
    let mut things =
        acted_on.filter(|argument| matches!(argument.form, Form::Definite | Form::Name) && !is_person(reading, argument));
    let first = things.next()?;
    things.all(|thing| thing.head == first.head).then_some(first)
}

fn is_person(reading: &Reading, argument: &Argument) -> bool {
    let mention = argument.mention.and_then(|mention| reading.mentions.get(mention.0 as usize));
    mention.is_some_and(|mention| mention.kind == EntityKind::Person)
}
