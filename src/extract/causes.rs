//! What one text says about causes: `was triggered by`, `blamed on`, `gave way after`, `findings point to`, `the cause was`.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Analysis, Argument, Clause, Modality, Reading, Role, Span, Time};
use crate::rules::predicates::Causes;

/// Mentions of a sort of event that make it the one of the text.
const OFTEN: usize = 2;

/// A cause that a text gives for an event.
pub struct Told<'a> {
    pub document: usize,
    /// The sort of event.
    pub event: &'a str,
    pub classes: BTreeSet<&'a str>,
    /// Names beside the event: `the fire in Lund`.
    pub names: BTreeSet<String>,
    /// The words for the cause.
    pub words: Span,
    /// When the event was, where the clause says so: not of a clause that tells when the cause was found.
    pub when: Option<&'a Time>,
    /// The clause that ties the cause to the event.
    pub clause: &'a Clause,
}

/// The causes that a text gives.
pub fn causes<'a>(document: usize, reading: &'a Reading, causes: &'a Causes) -> Vec<Told<'a>> {
    let reader = Reader { document, reading, analysis: &reading.analysis, causes };
    let main = reader.main();
    let told = reading.clauses.iter().filter(|clause| reader.is_told(clause));
    told.flat_map(|clause| reader.read(clause, main)).collect()
}

struct Reader<'a> {
    document: usize,
    reading: &'a Reading,
    analysis: &'a Analysis,
    causes: &'a Causes,
}

impl<'a> Reader<'a> {
    fn lemma(&self, token: usize) -> String {
        self.analysis.tokens[token].lemma.to_lowercase()
    }

    /// The sort of event that the text names most, if it names any more than once.
    fn main(&self) -> Option<&'a str> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for token in (0..self.analysis.tokens.len()).filter(|&token| self.analysis.tokens[token].pos == "NOUN") {
            let noun = self.lemma(token);
            let things = self.things(token).filter(|&thing| thing != token && self.causes.is_generic(&noun));
            let befallen = things.flat_map(|thing| self.causes.may_befall(&self.lemma(thing)).collect::<Vec<_>>());
            let twice = self.things(token).skip(1).any(|thing| self.causes.may_befall(&self.lemma(thing)).next().is_some());
            for event in self.causes.named_by(&noun).into_iter().chain(befallen) {
                *counts.entry(event).or_default() += if twice { OFTEN } else { 1 };
            }
        }
        for event in self.reading.clauses.iter().filter_map(|clause| self.befalls(clause)).map(|(event, _)| event) {
            *counts.entry(event).or_default() += OFTEN;
        }
        let tokens = &self.analysis.tokens;
        let generic = tokens.iter().filter(|token| self.causes.is_generic(&token.lemma.to_lowercase())).count();
        counts.values_mut().for_each(|count| *count += generic);
        let most = counts.into_iter().filter(|(_, count)| *count >= OFTEN).max_by_key(|(_, count)| *count);
        most.map(|(event, _)| event)
    }

    fn is_told(&self, clause: &Clause) -> bool {
        let guessed = |child: usize| self.causes.links.guessing.contains(&self.lemma(child));
        !clause.negated
            && !matches!(clause.modality, Modality::Conditional | Modality::Asked)
            && !self.analysis.children(clause.head).any(guessed)
    }

    /// The sort of event that a clause tells of with a verb: `the slope gave way`.
    fn befalls<'c>(&self, clause: &'c Clause) -> Option<(&'a str, &'c Argument)> {
        let core = clause.arguments.iter().filter(|argument| matches!(argument.role, Role::Agent | Role::Patient));
        let event = |thing: usize| self.causes.befalls(&clause.predicate, &self.lemma(thing));
        let mut told = core.filter_map(|argument| self.things(argument.head).find_map(event).map(|event| (event, argument)));
        told.next()
    }

    /// The head of a phrase and the nouns before it: `the ferry Alva`.
    fn things(&self, head: usize) -> impl Iterator<Item = usize> {
        let before = self.analysis.children(head).filter(|&child| matches!(self.analysis.tokens[child].dep, "compound" | "nmod"));
        std::iter::once(head).chain(before)
    }

    /// The causes that a clause gives: where it names the event too, of that, else of the one that the text is about.
    fn read(&self, clause: &'a Clause, main: Option<&'a str>) -> Vec<Told<'a>> {
        let links = &self.causes.links;
        let predicate = clause.predicate.as_str();
        let base = self.lemma(clause.head);
        let agent = role(clause, &Role::Agent);
        let patient = role(clause, &Role::Patient);
        let complement = role(clause, &Role::Complement);
        let head = |argument: Option<&'a Argument>| argument.map(|argument| argument.head);
        let doer = head(agent).or_else(|| self.under(clause.head, &links.before_doer));
        let under = |wanted: &BTreeSet<String>| {
            let noun = patient.and_then(|patient| self.under(patient.head, wanted));
            self.under(clause.head, wanted).or(noun)
        };
        let mut found = Vec::new();
        let mut tie = |cause: Option<usize>, effect: Option<usize>, needed: bool| {
            let event = match effect {
                Some(effect) => self.event(effect, main),
                None => main.filter(|_| !needed),
            };
            found.extend(cause.zip(event).and_then(|(cause, event)| self.told(clause, event, cause, effect)));
        };
        if links.doing.contains(predicate) {
            match self.behind_particle(clause.head) {
                Some(effect) => tie(doer.or(head(patient)), Some(effect), true),
                None => tie(doer, head(patient), true),
            }
        }
        if links.from.contains(predicate) || links.from.contains(&base) {
            tie(under(&links.before_source), head(agent).map(|agent| self.stood_for(clause, agent)), true);
        }
        if base == "blame" && clause.modality == Modality::Planned {
            tie(head(agent), head(patient).or_else(|| under(&links.before_blamed_for)), false);
        } else if links.laid.contains(predicate) {
            tie(under(&links.before_blamed), head(patient), true);
        }
        if base == "blame" && clause.modality != Modality::Planned {
            let blamed = clause.arguments.iter().find(|argument| argument.role == Role::Other("for".into()));
            tie(head(patient).filter(|_| blamed.is_some()), head(blamed), true);
        }
        if (links.finding.contains(predicate) || links.finding.contains(&base)) && self.is_inquiry(clause) {
            tie(head(patient).or_else(|| under(&links.before_found)), None, false);
        }
        if base == "be" && agent.is_some_and(|agent| self.names(&links.nouns, agent)) {
            tie(head(complement), None, false);
        }
        if let Some(outcome) = complement.filter(|outcome| base == "be" && self.names(&links.outcomes, outcome)) {
            tie(self.under(outcome.head, &links.before_source_of_outcome), head(agent), true);
        }
        found.extend(self.adjunct(clause));
        found.extend(self.believed(clause, main));
        found
    }

    /// The sort of event that a phrase names, or that befell what it names.
    fn event(&self, effect: usize, main: Option<&'a str>) -> Option<&'a str> {
        let words: Vec<String> = self.things(effect).map(|token| self.lemma(token)).collect();
        let may_be =
            |word: &String, main: &str| self.causes.is_generic(word) || self.causes.may_befall(word).any(|event| event == main);
        let named = words.iter().find_map(|word| self.causes.named_by(word));
        named.or_else(|| main.filter(|main| words.iter().any(|word| may_be(word, main))))
    }

    /// `the blaze` of `set off the blaze`, where the parser hangs it on the particle.
    fn behind_particle(&self, verb: usize) -> Option<usize> {
        self.analysis.child(verb, &["prt"]).and_then(|particle| self.analysis.child(particle, &["pobj"]))
    }

    /// For `it`, the subject of the clause before, of the same sentence or the last.
    fn stood_for(&self, clause: &Clause, subject: usize) -> usize {
        if self.lemma(subject) != "it" {
            return subject;
        }
        let near = |other: &&Clause| other.head < clause.head && other.sentence + 1 >= clause.sentence;
        let subjects = self.reading.clauses.iter().filter(near).filter_map(|other| role(other, &Role::Agent));
        let mut heads = subjects.map(|subject| subject.head);
        heads.find(|&head| self.analysis.tokens[head].pos == "NOUN").unwrap_or(subject)
    }

    fn names(&self, nouns: &BTreeSet<String>, argument: &Argument) -> bool {
        nouns.contains(&self.lemma(argument.head))
    }

    /// What stands under one of the prepositions of a word.
    fn under(&self, head: usize, prepositions: &BTreeSet<String>) -> Option<usize> {
        let wanted = |&child: &usize| child > head && prepositions.contains(&self.lemma(child));
        let object = self.analysis.children(head).filter(wanted).find_map(|child| self.object(child));
        object.or_else(|| self.mistaken(head).filter(|_| prepositions.contains("to")))
    }

    /// `failure` of `point to brake failure`, where the parser takes a noun or participle for an infinitive.
    fn mistaken(&self, verb: usize) -> Option<usize> {
        let to = |child: usize| self.analysis.child(child, &["aux"]).is_some_and(|to| self.analysis.tokens[to].tag == "TO");
        let mut below =
            self.analysis.children(verb).filter(|&child| matches!(self.analysis.tokens[child].dep, "xcomp" | "advcl"));
        below.find(|&child| self.analysis.tokens[child].tag != "VB" && to(child))
    }

    fn is_inquiry(&self, clause: &Clause) -> bool {
        let subject = role(clause, &Role::Agent);
        subject.is_some_and(|subject| self.causes.links.inquirers.contains(&self.lemma(subject.head)))
    }

    /// `gave way after four days of rain`, `burned down because of a defect`, `derailed because the driver was speeding`.
    fn adjunct(&self, clause: &'a Clause) -> Option<Told<'a>> {
        let (event, thing) = self.befalls(clause)?;
        let links = &self.causes.links;
        self.analysis.children(clause.head).filter(|&child| child > clause.head).find_map(|child| {
            let word = self.lemma(child);
            match self.analysis.tokens[child].dep {
                "prep" if links.adjuncts.contains(&word) => self.told(clause, event, self.object(child)?, Some(thing.head)),
                "advcl" if self.conjunction(child) => self.told(clause, event, child, Some(thing.head)),
                _ => None,
            }
        })
    }

    fn conjunction(&self, verb: usize) -> bool {
        let mark = |child: usize| matches!(self.analysis.tokens[child].dep, "mark" | "advmod");
        self.analysis
            .children(verb)
            .filter(|&child| child < verb && mark(child))
            .any(|child| self.causes.links.conjunctions.contains(&self.lemma(child)))
    }

    /// What stands under a preposition, also one of two words.
    fn object(&self, preposition: usize) -> Option<usize> {
        let below = || {
            self.analysis
                .child(preposition, &["prep", "pcomp"])
                .and_then(|second| self.analysis.child(second, &["pobj", "pcomp"]))
        };
        self.analysis.child(preposition, &["pobj"]).or_else(below).or_else(|| self.analysis.child(preposition, &["pcomp"]))
    }

    /// `investigators believe that a boulder had blocked the lane`.
    fn believed(&self, clause: &'a Clause, main: Option<&'a str>) -> Option<Told<'a>> {
        let believes = self.causes.links.belief.contains(&clause.predicate) && self.is_inquiry(clause);
        let below = self.analysis.child(clause.head, &["ccomp"]).filter(|_| believes)?;
        let below = self.reading.clauses.iter().find(|inner| inner.head == below && self.is_told(inner))?;
        let cause = role(below, &Role::Agent).filter(|_| !self.causes.links.doing.contains(&below.predicate))?;
        self.told(below, main?, cause.head, None)
    }

    fn told(&self, clause: &'a Clause, event: &'a str, cause: usize, effect: Option<usize>) -> Option<Told<'a>> {
        let classes = self.classes(cause);
        let words = self.analysis.tokens[cause].span;
        let when = clause.when.as_ref().filter(|_| effect.is_some());
        let within = role(clause, &Role::Other("in".into())).map(|place| place.head);
        let names = effect.into_iter().chain(within).flat_map(|head| self.names_beside(head)).collect();
        (!classes.is_empty()).then_some(Told { document: self.document, event, classes, names, words, when, clause })
    }

    fn names_beside(&self, head: usize) -> BTreeSet<String> {
        let timed = |token: usize| self.analysis.entity_at(token).is_some_and(|entity| matches!(entity.label, "DATE" | "TIME"));
        let named = self.analysis.subtree(head).filter(|&token| self.analysis.tokens[token].pos == "PROPN");
        named.filter(|&token| !timed(token)).map(|token| self.lemma(token)).collect()
    }

    /// The classes of the head of a phrase, else those of the words below it.
    fn classes(&self, head: usize) -> BTreeSet<&'a str> {
        let of = |token: usize| -> BTreeSet<&'a str> {
            let next = (token + 1 < self.analysis.tokens.len()).then(|| self.lemma(token + 1));
            let twofold = format!("{} {}", self.lemma(token), next.unwrap_or_default());
            let text = self.reading.document.slice(self.analysis.tokens[token].span).to_lowercase();
            [self.lemma(token), text, twofold].iter().flat_map(|word| self.causes.named(word)).collect()
        };
        let own = of(head);
        if !own.is_empty() {
            return own;
        }
        self.analysis.subtree(head).filter(|&token| self.analysis.tokens[token].pos != "VERB").flat_map(of).collect()
    }
}

fn role<'a>(clause: &'a Clause, role: &Role) -> Option<&'a Argument> {
    clause.arguments.iter().find(|argument| argument.role == *role)
}
