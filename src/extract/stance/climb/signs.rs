//! The words by which a clause is told as done late, as a command, a duty or a condition, or is denied.

use super::Climb;
use crate::extract::clauses::is_label;
use crate::rules::words::{deeds, grammar};

impl Climb<'_> {
    /// `did not sign until May` tells that it was signed.
    pub(super) fn is_until(&self, verb: usize) -> bool {
        let analysis = self.context.analysis;
        let until = |child: usize| {
            let below = |below: usize| matches!(self.token(below).dep, "mark" | "advmod") && self.token(below).lemma == "until";
            self.token(child).lemma == "until" || self.token(child).dep == "advcl" && analysis.children(child).any(below)
        };
        let past = |token: usize| matches!(self.token(token).tag, "VBD" | "VBN");
        let told = past(verb) || analysis.children(verb).any(|child| self.token(child).dep == "aux" && past(child));
        told && analysis.children(verb).any(until)
    }

    /// `Do not sign it`, `sign or return it`: nobody is said to do it.
    pub(super) fn is_command(&self, verb: usize) -> bool {
        let joined = |at: &usize| (self.token(*at).dep == "conj").then(|| self.context.analysis.parent(*at)).flatten();
        let mut chain = std::iter::successors(Some(verb), joined);
        let bare = |at: usize| {
            let does = |child: usize| grammar().before_bare_verb.has(self.token(child).lemma.to_lowercase().as_str());
            let told = |child: usize| {
                let subject = matches!(self.token(child).dep, "nsubj" | "nsubjpass" | "expl" | "csubj");
                subject || matches!(self.token(child).dep, "aux" | "auxpass") && !does(child)
            };
            matches!(self.token(at).tag, "VB" | "VBP") && !self.context.analysis.children(at).any(told)
        };
        let free = |top: usize| match self.token(top).dep {
            "ROOT" => !self.is_headline(top),
            "ccomp" | "parataxis" => self.token(top).tag == "VB",
            _ => false,
        };
        chain.clone().last().is_some_and(free) && chain.all(bare)
    }

    /// `must repeat the test` tells of what is to come; `must be ill`, `must have left` and `must know` are guesses.
    pub(super) fn is_duty(&self, verb: usize) -> bool {
        let perfect = |&child: &usize| self.token(child).dep == "aux" && self.token(child).lemma == "have";
        !deeds().states.has(self.token(verb).lemma.as_str()) && !self.context.analysis.children(verb).any(|child| perfect(&child))
    }

    /// `if it passes`, `had it passed`.
    pub(super) fn is_condition(&self, clause: usize) -> bool {
        let analysis = self.context.analysis;
        let mark = |child: usize| {
            self.token(child).dep == "mark" && self.words.conditional.contains(&self.token(child).lemma.to_lowercase())
        };
        analysis.children(clause).any(mark) || self.is_inverted(clause)
    }

    /// `had it passed`, `should it rain`.
    pub(super) fn is_inverted(&self, clause: usize) -> bool {
        let analysis = self.context.analysis;
        let subject = analysis.child(clause, &["nsubj", "nsubjpass"]);
        let auxiliary = analysis.children(clause).find(|&child| matches!(self.token(child).dep, "aux" | "auxpass"));
        let early = |child: usize| {
            grammar().inverted_conditions.has(self.context.text(child).to_lowercase().as_str())
                && subject.is_some_and(|subject| child < subject)
        };
        self.token(clause).dep == "advcl" && auxiliary.is_some_and(early)
    }

    /// The word that negates a verb's own clause: a particle, an adverb, what the verb says its subject is not, or a subject or object
    /// that is none.
    pub(super) fn negation(&self, verb: usize) -> Option<usize> {
        let analysis = self.context.analysis;
        let own = |child: &usize| matches!(self.token(*child).dep, "neg" | "advmod" | "preconj") && self.is_negation(*child);
        let state = |child: usize| {
            let longer = self.token(child).dep == "advmod" && self.context.text(child) == "longer";
            let predicated = longer || matches!(self.token(child).dep, "acomp" | "oprd");
            analysis.children(child).find(|below| predicated && self.token(*below).dep == "neg" && self.is_negation(*below))
        };
        let phrase = |child: usize| {
            let core = matches!(self.token(child).dep, "nsubj" | "nsubjpass" | "dobj" | "attr" | "expl" | "acomp" | "dative");
            self.none(child).filter(|_| core)
        };
        let far = |child: usize| {
            let noun = analysis.child(child, &["pobj"]).filter(|_| self.token(child).dep == "prep")?;
            let wide = self.is_negation(noun) || grammar().at_no.has(self.token(noun).lemma.as_str());
            let given = self.token(child).lemma == "to";
            self.none(noun).filter(|_| wide || given)
        };
        let near = || analysis.children(verb).find_map(|child| state(child).or_else(|| phrase(child)));
        analysis.children(verb).find(own).or_else(near).or_else(|| analysis.children(verb).find_map(far))
    }

    pub(super) fn is_negation(&self, at: usize) -> bool {
        let next = self.context.analysis.tokens.get(at + 1).map(|token| token.lemma.to_lowercase());
        let said = self.context.text(at).to_lowercase();
        let label =
            is_label(self.context, at) || said == "no" && !matches!(self.token(at).dep, "det" | "neg" | "preconj" | "nummod");
        let negative = self.words.negation.contains(&said) && !label;
        negative && !next.is_some_and(|next| self.words.harmless.contains(&next))
    }

    /// What makes a phrase none: `nobody`, `none of them`, `no soldier`, `not one stone`.
    fn none(&self, noun: usize) -> Option<usize> {
        let analysis = self.context.analysis;
        let below = |child: usize| match self.token(child).dep {
            "det" | "neg" | "preconj" | "nummod" if self.is_negation(child) => Some(child),
            "nummod" => analysis.children(child).find(|&below| self.token(below).dep == "neg" && self.is_negation(below)),
            _ => None,
        };
        let own = Some(noun).filter(|&noun| self.is_negation(noun));
        own.or_else(|| analysis.children(noun).filter(|&child| child < noun).find_map(below))
    }
}
