//! What narrows a denial: an adverb, a purpose, a case, a sort. `It did not sink by itself` does not deny that it sank.

use super::Stated;
use super::reasons::{Pair, is_scope};
use super::referent::{Likeness, Referent};
use crate::model::{Agreement, Analysis, Form, Reading};
use crate::rules::words::grammar;

/// A denial against what is told.
pub struct Narrowing<'n, 'p, 'a> {
    pair: &'n Pair<'p, 'a>,
    denied: &'n Stated<'a>,
    told: &'n Stated<'a>,
    reading: &'a Reading,
    analysis: &'a Analysis,
}

impl<'n, 'p, 'a> Narrowing<'n, 'p, 'a> {
    pub fn new(pair: &'n Pair<'p, 'a>, denied: &'n Stated<'a>, told: &'n Stated<'a>) -> Self {
        let reading = &pair.readings[denied.document];
        Self { pair, denied, told, reading, analysis: &reading.analysis }
    }

    /// Whether anything narrows the denial that is not told of what it denies.
    pub fn is_given(&self) -> bool {
        let when = self.denied.clause.when.is_some() && self.told.clause.when.is_none();
        let core = [self.denied.theme(self.pair.predicates), self.denied.actor(self.pair.predicates)];
        let below = |child: usize| self.is_adverb(child) || self.is_case(child) || self.is_respect(child);
        when || self.has_adjunct()
            || self.analysis.children(self.denied.clause.head).any(below)
            || core.into_iter().flatten().any(|referent| self.is_sort(referent))
    }

    /// `from a year earlier`, `in peacetime`, `by itself`.
    pub fn has_adjunct(&self) -> bool {
        self.denied.referents.iter().filter(|referent| is_scope(&referent.argument.role)).any(|referent| {
            let noun = referent.argument.head;
            let reflexive = self.lemma(noun).ends_with("self") || self.lemma(noun).ends_with("selves");
            let left_out = self.analysis.parent(noun).is_some_and(|word| grammar().leaving_out.has(self.lemma(word).as_str()));
            let role = &referent.argument.role;
            let rival =
                self.told.in_role(role).is_some_and(|told| told.like(referent, &self.pair.predicates.nouns) != Likeness::Same);
            reflexive || left_out || !self.is_named_there(noun) || rival && !self.is_told(noun)
        })
    }

    fn lemma(&self, token: usize) -> String {
        self.analysis.tokens[token].lemma.to_lowercase()
    }

    fn is_time(&self, token: usize) -> bool {
        self.reading.times.iter().any(|time| time.tokens.contains(&token))
    }

    /// `again`, `this way`.
    fn is_adverb(&self, child: usize) -> bool {
        let word = self.lemma(child);
        matches!(self.analysis.tokens[child].dep, "advmod" | "npadvmod")
            && !self.pair.predicates.stance.negation.contains(&word)
            && !grammar().narrowing_nothing.has(word.as_str())
            && !self.is_time(child)
            && !self.is_told(child)
    }

    /// `about the price` of `is not angry about the price`.
    fn is_respect(&self, child: usize) -> bool {
        let state = matches!(self.analysis.tokens[child].dep, "acomp" | "oprd");
        let prepositions = self.analysis.children(child).filter(|&below| state && self.analysis.tokens[below].dep == "prep");
        let mut nouns = prepositions.filter_map(|word| self.analysis.child(word, &["pobj", "pcomp"]));
        nouns.any(|noun| !self.is_told(noun) && !self.is_time(noun))
    }

    /// `until the captain is freed`, unless both are told of one time.
    fn is_case(&self, child: usize) -> bool {
        let marks = |below: usize| {
            matches!(self.analysis.tokens[below].dep, "mark" | "advmod")
                && grammar().before_only_case.has(self.lemma(below).as_str())
        };
        self.analysis.tokens[child].dep == "advcl"
            && self.analysis.children(child).any(marks)
            && self.pair.times() != Some(Agreement::Same)
            && !self.is_told(child)
    }

    /// `useful information`, `anybody from the power company`: a sort of what is told, where no article tells which is meant.
    fn is_sort(&self, referent: &Referent) -> bool {
        let head = referent.argument.head;
        let any = !matches!(referent.argument.form, Form::Definite | Form::Name | Form::Pronoun);
        let narrows = |child: usize| match self.analysis.tokens[child].dep {
            "amod" => child < head && !self.is_told(child),
            "compound" | "nmod" => child < head && !self.is_named_there(child),
            "prep" => self.analysis.child(child, &["pobj"]).is_some_and(|noun| !self.is_named_there(noun)),
            "acl" | "relcl" | "ccomp" => !self.is_told(child),
            _ => false,
        };
        any && self.analysis.children(head).any(narrows)
    }

    /// Whether a word, or one for the same thing, stands in the sentence that tells the deed.
    fn is_told(&self, token: usize) -> bool {
        let other = &self.pair.readings[self.told.document].analysis;
        other.sentences[self.told.clause.sentence].tokens.clone().any(|at| self.is_one_word(token, &other.tokens[at].lemma))
    }

    /// Whether a noun stands in the document that tells the deed, or is a time or pronoun; where that is the same document, in the sentence.
    fn is_named_there(&self, noun: usize) -> bool {
        let known = self.is_time(noun) || self.analysis.tokens[noun].pos == "PRON";
        let other = &self.pair.readings[self.told.document].analysis.tokens;
        let apart = self.told.document != self.denied.document;
        known || self.is_told(noun) || apart && other.iter().any(|token| self.is_one_word(noun, &token.lemma))
    }

    fn is_one_word(&self, token: usize, lemma: &str) -> bool {
        let own = &self.analysis.tokens[token].lemma;
        own.eq_ignore_ascii_case(lemma) || self.pair.predicates.nouns.alike(own, lemma)
    }
}
