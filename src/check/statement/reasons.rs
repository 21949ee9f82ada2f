//! Why two clauses that contradict each other by their words may both hold: each reason by name, in the order in which they are asked.

use std::collections::BTreeSet;

use super::narrowing::Narrowing;
use super::referent::{Likeness, Referent};
use super::{Opposition, Stated};
use crate::model::{Agreement, Clause, Form, Granularity, Modality, Reading, Role, Tense, Time};
use crate::pairing::evidence::Evidence;
use crate::rules::Predicates;
use crate::rules::words::deeds;

/// Bits that must speak for one event, beyond what chance gives: where the verb that is denied is the same, where it is another for the
/// same thing, for opposites, and for another doer.
const SAME_VERB: f64 = -2.0;
const DENIED: f64 = 4.0;
const OPPOSED: f64 = 7.0;
const ANOTHER: f64 = 0.0;
/// Bits for one thing, one doer, one time.
const ROLE: f64 = 3.0;

/// Two clauses that cannot both hold, if they are about one event.
pub struct Pair<'p, 'a> {
    pub left: &'p Stated<'a>,
    pub right: &'p Stated<'a>,
    pub opposition: Opposition,
    pub all: &'p [Stated<'a>],
    pub readings: &'a [Reading],
    pub evidence: &'p Evidence,
    pub predicates: &'a Predicates,
}

pub(in crate::check) const TWO_TIMES: &str = "they are told of two times";
pub(in crate::check) const HALF_PLANNED: &str = "one tells what is planned, the other what happened";
pub(in crate::check) const TWO_SCOPES: &str = "they are told of two places, persons or purposes";

type Reason<'p, 'a> = (fn(&Pair<'p, 'a>) -> bool, &'static str);

impl<'p, 'a> Pair<'p, 'a> {
    /// Whether it may be about two things: not worth telling.
    const THINGS: [Reason<'p, 'a>; 2] =
        [(Self::is_one_voice, "one text tells both"), (Self::may_be_two_things, "they may be about two things")];
    /// What speaks against one event where it is one thing.
    const AGAINST: [Reason<'p, 'a>; 10] = [
        (Self::is_of_two_times, TWO_TIMES),
        (Self::is_half_planned, HALF_PLANNED),
        (Self::may_be_two_doers, "it may be the deed of two"),
        (Self::differs_in_scope, TWO_SCOPES),
        (Self::is_narrower, "what is denied is narrower than what is told"),
        (Self::is_other_part, "one acts where the other is acted on"),
        (Self::governs_another, "they speak of beginning or trying two things"),
        (Self::may_follow, "one may have followed the other"),
        (Self::is_chance, "too little speaks for one event"),
        (Self::is_known_to_both, "one of the texts tells both versions"),
    ];

    /// Whether the two may be about one thing at all.
    pub fn is_near(&self) -> bool {
        Self::THINGS.iter().all(|(holds, _)| !holds(self))
    }

    /// The first reason to leave the two alone.
    pub fn against(&self) -> Option<&'static str> {
        Self::AGAINST.iter().find(|(holds, _)| holds(self)).map(|(_, reason)| *reason)
    }

    fn sides(&self) -> [&Stated<'a>; 2] {
        [self.left, self.right]
    }

    fn clauses(&self) -> [&'a Clause; 2] {
        [self.left.clause, self.right.clause]
    }

    fn themes(&self) -> [Option<&Referent<'a>>; 2] {
        self.sides().map(|side| side.theme(self.predicates))
    }

    fn like(&self, one: Option<&Referent>, other: Option<&Referent>) -> Option<Likeness> {
        one.zip(other).map(|(one, other)| one.like(other, &self.predicates.nouns))
    }

    /// Whether the two sentences say nearly the same but for what contradicts and who acts.
    pub fn are_versions(&self) -> bool {
        let doers =
            self.sides().into_iter().flat_map(|side| side.referents.iter()).filter(|one| one.argument.role == Role::Agent);
        let theirs: BTreeSet<&str> = doers.flat_map(|doer| doer.words.iter().copied()).collect();
        self.evidence.are_versions(self.left.place(), self.right.place(), &theirs)
    }

    fn is_one_voice(&self) -> bool {
        let [one, other] = self.sides();
        one.document == other.document && one.headline == other.headline && !super::parties(one, other)
    }

    fn may_be_two_things(&self) -> bool {
        let [one, other] = self.themes();
        let counted = one.is_none_or(|theme| theme.lemma.starts_with(|letter: char| letter.is_ascii_digit()));
        let further = one.zip(other).is_some_and(|(one, other)| one.is_further() != other.is_further());
        let nothing = [one, other].into_iter().flatten().any(Referent::is_nothing);
        let doers = self.sides().map(|side| side.actor(self.predicates));
        let nobody = nothing && self.like(doers[0], doers[1]) != Some(Likeness::Same);
        counted || further || nobody || self.like(one, other) != Some(Likeness::Same)
    }

    fn is_of_two_times(&self) -> bool {
        self.times() == Some(Agreement::Different) && !self.is_replaced()
    }

    pub fn times(&self) -> Option<Agreement> {
        let [one, other] = self.clauses();
        one.when.as_ref().zip(other.when.as_ref()).map(|(one, other)| one.agreement(other))
    }

    fn is_half_planned(&self) -> bool {
        let [one, other] = self.clauses();
        one.modality != other.modality && !self.is_replaced()
    }

    /// Whether the report of a later day tells that the state of an earlier one has changed.
    pub fn is_replaced(&self) -> bool {
        let [one, other] = self.sides();
        let later = one.published.zip(other.published).is_some_and(|(one, other)| one != other);
        match self.opposition {
            Opposition::Antonym => later && self.sides().iter().all(|side| !is_lasting(side)) && !super::parties(one, other),
            Opposition::Negation => {
                let (told, denied) = self.told_and_denied();
                let open = denied.clause.tense == Tense::Present && denied.clause.when.is_none();
                later && open && denied.published < told.published
            }
            Opposition::Actor => false,
        }
    }

    /// What is told, and what is denied.
    fn told_and_denied(&self) -> (&'p Stated<'a>, &'p Stated<'a>) {
        if self.left.clause.negated { (self.right, self.left) } else { (self.left, self.right) }
    }

    /// Who acts is another, or may be another: a name and a pronoun that stands for nobody known.
    fn may_be_two_doers(&self) -> bool {
        let [one, other] = self.sides().map(|side| side.actor(self.predicates));
        let Some((one, other)) = one.zip(other) else { return false };
        match one.like(other, &self.predicates.nouns) {
            _ if self.opposition == Opposition::Actor => false,
            Likeness::Same => false,
            Likeness::Different => true,
            Likeness::Unknown => !self.may_be_one(one, other) && !self.may_be_one(other, one),
        }
    }

    /// `his client` may be the one who is named, and `we` in somebody's mouth too.
    fn may_be_one(&self, one: &Referent, other: &Referent) -> bool {
        let we = one.argument.form == Form::Pronoun && one.lemma == "we" && other.is_told_apart();
        let person = other.person && !one.is_named() && one.argument.form == Form::Definite;
        self.opposition == Opposition::Negation && (we || person)
    }

    fn differs_in_scope(&self) -> bool {
        let senses = &self.predicates.senses;
        let differs = |one: &Referent| {
            is_scope(&one.argument.role)
                && self.like(Some(one), self.right.in_role(&one.argument.role)) == Some(Likeness::Different)
        };
        let of_subject = self.clauses().iter().all(|clause| senses.of_subject(&clause.predicate));
        let objects = self.sides().map(object);
        let another = objects.iter().any(Option::is_some) && self.like(objects[0], objects[1]) != Some(Likeness::Same);
        let complements = self.sides().map(|side| side.in_role(&Role::Complement));
        let verb = |clause: &Clause| clause.predicate.split(' ').next().is_some_and(|verb| deeds().empty.has(verb));
        let is = self.clauses().iter().any(|clause| deeds().empty.has(clause.predicate.as_str()));
        let other =
            is && complements.iter().any(Option::is_some) && self.like(complements[0], complements[1]) != Some(Likeness::Same);
        self.left.referents.iter().any(differs)
            || of_subject && another
            || other
            || self.clauses().into_iter().all(verb) && self.denies_elsewhere()
    }

    /// Who is not at the church may be in town: with a verb that says nothing by itself, where or for whom it is denied is what is denied.
    fn denies_elsewhere(&self) -> bool {
        let (told, denied) = self.told_and_denied();
        let scopes = |one: &'p Stated<'a>| one.referents.iter().filter(|referent| is_scope(&referent.argument.role));
        let is_one = |scope: &Referent, own: &Referent| {
            scope.argument.role == own.argument.role && self.like(Some(scope), Some(own)) == Some(Likeness::Same)
        };
        let is_told = |scope: &Referent| scopes(told).any(|own| is_one(scope, own));
        self.opposition == Opposition::Negation && scopes(denied).any(|scope| !is_told(scope))
    }

    /// Who denies that it sank by itself does not deny that it sank: what narrows a denial must be told of the deed too. Levels must be
    /// told of one base of comparison.
    fn is_narrower(&self) -> bool {
        let [one, other] = self.clauses();
        match self.opposition {
            Opposition::Negation => {
                let (told, denied) = self.told_and_denied();
                Narrowing::new(self, denied, told).is_given()
            }
            Opposition::Antonym if self.predicates.senses.of_level(&one.predicate, &other.predicate) => {
                let case = |one, other| Narrowing::new(self, one, other).has_adjunct();
                case(self.left, self.right) || case(self.right, self.left)
            }
            _ => false,
        }
    }

    /// Acted on here, acting there.
    fn is_other_part(&self) -> bool {
        let acts = |one: &Stated| one.theme(self.predicates).is_some_and(|theme| theme.argument.role == Role::Agent);
        let alternates = |one: &Stated| !acts(one) || self.predicates.senses.alternates(&one.clause.predicate);
        self.opposition != Opposition::Actor
            && acts(self.left) != acts(self.right)
            && !self.sides().iter().all(|side| alternates(side))
    }

    /// `began to rise`, `stopped falling`.
    fn governs_another(&self) -> bool {
        let [one, other] = self.clauses();
        match (&one.governs, &other.governs) {
            (None, None) => false,
            (Some(one), Some(other)) => !self.predicates.senses.same(one, other) || deeds().empty.has(one.as_str()),
            _ => true,
        }
    }

    /// Opposites that follow each other in the nature of things, or levels of two times, unless they are told of one moment.
    fn may_follow(&self) -> bool {
        let ([one, other], senses) = (self.clauses(), &self.predicates.senses);
        let level = senses.of_level(&one.predicate, &other.predicate);
        if self.opposition != Opposition::Antonym || !level && !senses.in_turn(&one.predicate, &other.predicate) {
            return false;
        }
        let named = one.when.as_ref().zip(other.when.as_ref());
        let one_time = self.times() == Some(Agreement::Same) || named.is_some_and(|(one, other)| one.text == other.text);
        let versions = self.are_versions() && one.when.is_some() == other.when.is_some();
        let as_narrow = self.themes()[0].zip(self.themes()[1]).is_some_and(|(one, other)| one.as_narrow_as(other));
        let both = |holds: fn(&Clause) -> bool| [one, other].into_iter().all(holds);
        let planned = both(|clause| clause.modality == Modality::Planned);
        let lasting = both(|clause| clause.tense == Tense::Present) && self.left.published == self.right.published;
        let at_once = one_time && is_one_scale(one, other) || versions || !level && (planned || lasting || is_overtaken(self));
        !at_once || level && !as_narrow
    }

    fn is_chance(&self) -> bool {
        let [one, other] = self.clauses();
        let enough = match self.opposition {
            Opposition::Negation if one.predicate == other.predicate => SAME_VERB,
            Opposition::Negation => DENIED,
            Opposition::Antonym => OPPOSED,
            Opposition::Actor => ANOTHER,
        };
        self.bits() < enough
    }

    /// What speaks for one event: the words in common, and what is the same in the same role.
    pub fn bits(&self) -> f64 {
        let doers = self.sides().map(|side| side.actor(self.predicates));
        let roles = [
            self.themes().iter().flatten().all(|theme| theme.is_told_apart()),
            self.like(doers[0], doers[1]) == Some(Likeness::Same),
            self.times() == Some(Agreement::Same),
        ];
        let in_role = roles.iter().filter(|same| **same).count() as f64;
        self.evidence.bits(self.left.place(), self.right.place()) + ROLE * in_role
    }

    /// Whether one of the two documents tells both versions itself: they are of two occasions, or of two parties that it has heard.
    fn is_known_to_both(&self) -> bool {
        let version = |one: &Stated, of: &Stated| {
            one.clause.negated == of.clause.negated
                && self.predicates.senses.same(&one.clause.predicate, &of.clause.predicate)
                && self.like(one.theme(self.predicates), of.theme(self.predicates)) == Some(Likeness::Same)
        };
        let tells = |own: &Stated, rival: &Stated| {
            self.all
                .iter()
                .any(|one| one.document == own.document && version(one, rival) && !super::parties(one, own) && !one.headline)
        };
        let apart = self.left.document != self.right.document && self.opposition != Opposition::Actor;
        apart && (tells(self.left, self.right) || tells(self.right, self.left))
    }
}

/// What a verb that tells of its subject is about: `survived the crash`, `died in the crash`.
fn object<'s, 'a>(stated: &'s Stated<'a>) -> Option<&'s Referent<'a>> {
    let within = || stated.in_role(&Role::Other("in".into()));
    stated.in_role(&Role::Patient).or_else(within)
}

pub fn is_scope(role: &Role) -> bool {
    matches!(role, Role::Other(_) | Role::Recipient | Role::Complement)
}

/// True of all the time up to the text: `closed since May`.
fn is_lasting(one: &Stated) -> bool {
    one.clause.when.as_ref().is_some_and(|when| when.window)
        || one.clause.arguments.iter().any(|argument| argument.role == Role::Other("since".into()))
}

/// Whether a level is not told of a day in the one and of a year in the other.
fn is_one_scale(one: &Clause, other: &Clause) -> bool {
    let times = one.when.as_ref().zip(other.when.as_ref());
    let short = |time: &Time| time.granularity <= Granularity::Day;
    times.is_none_or(|(one, other)| short(one) == short(other))
}

/// Whether the report of a later day tells otherwise than that of an earlier one had said it was or would be.
fn is_overtaken(pair: &Pair) -> bool {
    let earlier = if pair.left.published <= pair.right.published { pair.left } else { pair.right };
    let open = earlier.clause.modality == Modality::Planned || earlier.clause.tense == Tense::Present;
    open && pair.is_replaced()
}
