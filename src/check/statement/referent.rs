//! Whether two arguments of clauses are about one thing.

use std::collections::BTreeSet;

use super::census::{Census, Count};
use crate::graph::ClaimGraph;
use crate::model::{Argument, EntityId, EntityKind, Form, ParagraphKind, Reading, Role};
use crate::rules::predicates::Nouns;
use crate::rules::words::grammar;

/// How two arguments stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    Different,
    Unknown,
    /// One name, or one noun without anything that tells the two apart.
    Same,
}

/// What an argument is about, as it is compared.
#[derive(Clone, Debug)]
pub struct Referent<'a> {
    pub argument: &'a Argument,
    /// The entity, where it has a name.
    pub entity: Option<EntityId>,
    pub lemma: &'a str,
    pub words: BTreeSet<&'a str>,
    /// An unresolved pronoun.
    pub open: bool,
    /// Some of many: `workers`.
    pub some: bool,
    /// How many things of its noun its document tells of, where it is one.
    pub count: Option<&'a Count>,
    /// `his goal`.
    pub owned: bool,
    /// A person with a name.
    pub person: bool,
}

impl<'a> Referent<'a> {
    /// `level`: of a predicate that tells of a level, which is that of all of them: `exports fell`.
    pub fn new(
        graph: &ClaimGraph,
        readings: &[Reading],
        census: &'a Census,
        document: usize,
        argument: &'a Argument,
        level: bool,
    ) -> Self {
        let id = argument.mention.and_then(|mention| graph.entity_of.get(document)?.get(mention.0 as usize).copied());
        let entity =
            id.filter(|&id| graph.entity(id).kind != EntityKind::Common && matches!(argument.form, Form::Name | Form::Pronoun));
        let open = argument.form == Form::Pronoun && entity.is_none();
        let words = argument.words.iter().map(String::as_str).collect();
        let token = &readings[document].analysis.tokens[argument.head];
        let bare = token.tag == "NNS" && argument.form == Form::Indefinite;
        let some = bare && !level && !is_headline(&readings[document], token.sentence);
        let count = census.of(document, &token.lemma.to_lowercase()).filter(|_| token.tag == "NN");
        let person = entity.is_some_and(|id| graph.entity(id).kind == EntityKind::Person);
        let analysis = &readings[document].analysis;
        let owned = analysis.child(argument.head, &["poss"]).is_some_and(|owner| analysis.tokens[owner].pos == "PRON");
        Self { argument, entity, lemma: &argument.lemma, words, open, some, count, owned, person }
    }

    pub fn is_named(&self) -> bool {
        self.entity.is_some() || self.argument.form == Form::Name
    }

    /// Whether the words tell which one is meant: a name, or a noun with an article that nothing else of its sort bears.
    pub fn is_told_apart(&self) -> bool {
        self.is_named() || matches!(self.argument.form, Form::Definite | Form::Pronoun)
    }

    /// Whether the words tell which one is meant, and not by whose it is: `her seventh goal`.
    pub fn is_known(&self) -> bool {
        self.is_named() || self.argument.form == Form::Definite && !self.owned && !self.may_be_another(self)
    }

    /// The nouns that say what sort of people it is: the head, else the words beside it (`the crew of an army helicopter`).
    pub fn sorts(&self) -> impl Iterator<Item = &str> {
        let named = self.is_named();
        std::iter::once(self.lemma).chain(self.words.iter().copied()).filter(move |_| !named)
    }

    /// `confessed to nothing` takes in whatever could be confessed.
    pub fn is_nothing(&self) -> bool {
        self.argument.form == Form::None && self.lemma == "nothing"
    }

    /// `more details`, `another bridge`: not those that were told of before.
    pub fn is_further(&self) -> bool {
        grammar().further_things.iter().any(|word| self.words.contains(word))
    }

    fn is_every(&self) -> bool {
        matches!(self.argument.form, Form::Every | Form::None)
    }

    pub fn like(&self, other: &Self, nouns: &Nouns) -> Likeness {
        if self.entity.is_some() && self.entity == other.entity {
            return Likeness::Same;
        }
        if self.is_nothing() || other.is_nothing() {
            return Likeness::Same;
        }
        if self.open || other.open {
            return Likeness::Unknown;
        }
        match (self.is_named(), other.is_named()) {
            (true, true) if self.lemma == other.lemma && !self.words.is_empty() => Likeness::Same,
            (true, true) if self.entity.is_none() || other.entity.is_none() => Likeness::Unknown,
            (true, true) => Likeness::Different,
            (false, false) => self.like_common(other, nouns),
            (true, false) if !other.words.is_empty() && other.words.is_subset(&self.words) => Likeness::Same,
            (false, true) if !self.words.is_empty() && self.words.is_subset(&other.words) => Likeness::Same,
            _ => Likeness::Unknown,
        }
    }

    fn like_common(&self, other: &Self, nouns: &Nouns) -> Likeness {
        let heads = nouns.alike(self.lemma, other.lemma);
        let inside = self.words.contains(other.lemma) || other.words.contains(self.lemma);
        let (own, others) = (self.modifiers(other), other.modifiers(self));
        let shared = own.iter().any(|word| others.iter().any(|other| nouns.alike(word, other)));
        match (heads, inside) {
            (true, _) => {}
            (false, true) if !shared => return Likeness::Unknown,
            (false, true) => return Likeness::Same,
            (false, false) => return Likeness::Different,
        }
        let unsure = self.may_be_another(other) && !self.is_every() && !other.is_every();
        if unsure && !shared {
            return Likeness::Unknown;
        }
        let apart = !own.is_empty() && !others.is_empty() && !shared;
        match apart && !self.is_every() && !other.is_every() {
            true => Likeness::Different,
            false => Likeness::Same,
        }
    }

    /// One of several things of its noun, or some of many: the noun alone does not tell which.
    fn may_be_another(&self, other: &Self) -> bool {
        let shared = |one: &Count, others: Option<&Count>| one.is_shared_with(others.unwrap_or(one));
        let of = |one: &Self, other: &Self| {
            let others = other.count.filter(|_| other.lemma == one.lemma);
            one.some || one.count.is_some_and(|count| shared(count, others))
        };
        of(self, other) || of(other, self)
    }

    /// Both narrowed down by words beside the noun, or neither: `exports` and `exports of fish` are two levels.
    pub fn as_narrow_as(&self, other: &Self) -> bool {
        self.modifiers(other).is_empty() == other.modifiers(self).is_empty()
    }

    /// The words beside the head, without that of the other.
    fn modifiers(&self, other: &Self) -> BTreeSet<&'a str> {
        self.words.iter().copied().filter(|&word| word != self.lemma && word != other.lemma).collect()
    }

    /// Words under which the argument can be found.
    pub fn keys(&self, nouns: &Nouns) -> Vec<String> {
        let mut keys: Vec<String> = self.entity.iter().map(|id| format!("#{}", id.0)).collect();
        if self.argument.form != Form::Pronoun {
            keys.push(self.lemma.to_string());
            keys.extend(nouns.kinds(self.lemma).map(|kind| format!("kind {kind}")));
            keys.extend(self.words.iter().map(|word| word.to_string()));
        }
        keys.sort();
        keys.dedup();
        keys
    }
}

/// Headlines leave articles out.
fn is_headline(reading: &Reading, sentence: usize) -> bool {
    reading.analysis.paragraphs[reading.analysis.sentences[sentence].paragraph].kind == ParagraphKind::Headline
}

/// What a clause is about: its patient, or the agent of a verb that has none or tells of its subject all the same.
pub fn theme<'r, 'a>(referents: &'r [Referent<'a>], of_subject: bool) -> Option<&'r Referent<'a>> {
    let role = |wanted: Role| referents.iter().find(move |referent| referent.argument.role == wanted);
    let patient = role(Role::Patient).filter(|_| !of_subject || role(Role::Agent).is_none());
    patient.or_else(|| role(Role::Agent))
}

/// Who acts, where somebody is acted on.
pub fn actor<'r, 'a>(referents: &'r [Referent<'a>], of_subject: bool) -> Option<&'r Referent<'a>> {
    let patient = referents.iter().any(|referent| referent.argument.role == Role::Patient);
    referents.iter().find(|referent| !of_subject && patient && referent.argument.role == Role::Agent)
}
