//! The way from a token up to the root of its sentence, and what every step does to the clause at the bottom.

mod signs;

use super::speaker::{attribution, is_verb, speaker_of};
use crate::extract::Context;
use crate::model::{Attribution, MentionId, Modality, ParagraphKind, Token};
use crate::rules::predicates::{Embedding, StanceWords};
use crate::rules::words::{deeds, grammar};

pub(super) struct Climb<'a> {
    context: &'a Context<'a>,
    words: &'a StanceWords,
    pub negated: bool,
    pub modality: Modality,
    pub attribution: Option<Attribution<MentionId>>,
    /// In somebody's mouth, even if nobody is named.
    pub reported: bool,
    /// The token that puts the clause in the mouth of the speaker.
    spoken_at: Option<usize>,
    /// Negation and modality of what is still above are those of the clause.
    live: bool,
    /// All that the way has crossed is what somebody says: `if you say that ..`.
    said: bool,
    /// The words that negate the clause.
    pub negators: Vec<usize>,
}

impl<'a> Climb<'a> {
    pub fn new(context: &'a Context<'a>) -> Self {
        let words = &context.rules.predicates.stance;
        Self {
            context,
            words,
            negated: false,
            modality: Modality::Actual,
            attribution: None,
            reported: false,
            spoken_at: None,
            live: true,
            said: true,
            negators: Vec::new(),
        }
    }

    /// Whether the words that name the speaker stand inside the quotation themselves.
    pub fn spoken_inside(&self, quotation: usize) -> bool {
        let span = self.context.analysis.quotations[quotation].span;
        self.spoken_at.is_some_and(|token| span.contains(self.context.analysis.tokens[token].span))
    }

    pub fn run(&mut self, token: usize) {
        let sentence = &self.context.analysis.sentences[self.context.analysis.tokens[token].sentence];
        let asked = sentence.tokens.clone().next_back().is_some_and(|last| self.context.text(last) == "?");
        let mut at = token;
        self.phrase(at);
        if is_verb(self.context, at) {
            self.clause(at);
        }
        while let Some(head) = self.context.analysis.parent(at) {
            self.step(at, head);
            at = head;
        }
        if asked && self.live {
            self.weaken(Modality::Asked);
        }
    }

    fn token(&self, at: usize) -> &'a Token {
        &self.context.analysis.tokens[at]
    }

    /// What may be planned, or is planned to be possible, is open.
    fn weaken(&mut self, modality: Modality) {
        self.modality = match (self.modality, modality) {
            (Modality::Hedged, Modality::Planned) | (Modality::Planned, Modality::Hedged) => Modality::Wished,
            (one, other) => one.max(other),
        };
    }

    fn negate(&mut self, by: usize) {
        self.negated = !self.negated;
        self.negators.push(by);
    }

    fn embeds(&self, at: usize, how: Embedding) -> bool {
        self.words.embeds(&self.token(at).lemma.to_lowercase(), how)
    }

    /// What `head` does to the clause or phrase `at` that hangs on it.
    fn step(&mut self, at: usize, head: usize) {
        match self.token(at).dep {
            "ccomp" | "parataxis" => self.finite(at, head),
            "xcomp" | "oprd" => self.infinitive(at, head),
            "acl" if self.token(at).tag == "VB" => self.infinitive(at, head),
            "acl" | "relcl" if self.is_content(at) => self.content(at, head),
            "advcl" if self.is_purpose(at) => {
                self.weaken(Modality::Hedged);
                self.leave();
            }
            "pcomp" | "pobj" => self.prepositional(at, head),
            "conj" => self.joined(at, head),
            "dobj" if self.live && self.embeds(head, Embedding::Deny) => self.deny(head),
            "csubj" => {
                self.weaken(Modality::Hedged);
                self.leave();
            }
            "relcl" | "advcl" | "appos" | "acl" | "nsubj" | "nsubjpass" if is_verb(self.context, at) => self.leave(),
            "appos" => self.leave(),
            _ => {}
        }
        if is_verb(self.context, head) {
            self.clause(head);
        } else {
            self.phrase(head);
        }
    }

    /// What is above is another clause.
    fn leave(&mut self) {
        self.live = false;
        self.said = false;
    }

    /// `the claim that ..`, not `the claim that she made`.
    fn is_content(&self, at: usize) -> bool {
        let analysis = self.context.analysis;
        analysis.children(at).any(|child| self.token(child).dep == "mark" && self.token(child).lemma == "that")
    }

    /// `in order to sell`, `used it to sell`.
    fn is_purpose(&self, at: usize) -> bool {
        let to = |child: usize| self.token(child).dep == "aux" && self.token(child).lemma == "to";
        self.token(at).tag == "VB" && self.context.analysis.children(at).any(to)
    }

    /// `denied the suggestion that ..`, `the claim that ..`.
    fn content(&mut self, at: usize, noun: usize) {
        let above = self.context.analysis.parent(noun).filter(|_| self.live && self.token(noun).dep == "dobj");
        match above.filter(|&verb| self.embeds(verb, Embedding::Deny)) {
            Some(verb) => self.deny(verb),
            None => self.finite(at, noun),
        }
    }

    fn finite(&mut self, at: usize, head: usize) {
        let analysis = self.context.analysis;
        let adjective = analysis.child(head, &["acomp", "attr", "oprd"]).filter(|&word| word != at);
        let word = if self.token(head).lemma == "be" { adjective.unwrap_or(head) } else { head };
        let negated = self.negation(head).is_some() || self.question_word(at);
        let falsely = |child: usize| self.token(child).dep == "advmod" && self.embeds(child, Embedding::Deny);
        if analysis.children(head).any(falsely) || self.embeds(word, Embedding::Deny) && at > head {
            self.deny(head);
        } else if self.embeds(word, Embedding::Ask) && self.asks(at) {
            self.say(head);
            self.weaken(Modality::Asked);
        } else if self.embeds(word, Embedding::Doubt) && !self.embeds(word, Embedding::Say) {
            self.say(head);
            self.weaken(Modality::Hedged);
        } else if self.embeds(word, Embedding::Say) {
            self.say(head);
            if self.live && negated {
                self.weaken(Modality::Hedged);
            }
        } else if self.embeds(word, Embedding::Plan) {
            self.say(head);
            self.weaken(Modality::Planned);
            if let Some(by) = self.negation(head).filter(|_| self.live) {
                self.negate(by);
            }
        } else if self.embeds(word, Embedding::Wish) {
            self.weaken(Modality::Wished);
        } else if self.embeds(word, Embedding::Manage) && at > head {
            return;
        } else {
            self.said = false;
        }
        self.live = false;
    }

    /// `whether` and `if` over a clause that something is said about.
    fn question_word(&self, at: usize) -> bool {
        let analysis = self.context.analysis;
        analysis
            .children(at)
            .any(|child| self.token(child).dep == "mark" && grammar().whether.has(self.token(child).lemma.as_str()))
    }

    fn asks(&self, at: usize) -> bool {
        self.question_word(at)
            || self.context.analysis.children(at).any(|child| matches!(self.token(child).tag, "WRB" | "WP" | "WDT"))
    }

    fn infinitive(&mut self, at: usize, head: usize) {
        if !self.live {
            return;
        }
        let passive = self.context.analysis.child(head, &["auxpass"]).is_some();
        let verb = is_verb(self.context, head);
        if let Some(yet) = self.yet(at, head) {
            self.negate(yet);
        } else if self.embeds(head, Embedding::Fail) {
            self.negate(head);
        } else if self.embeds(head, Embedding::Deny) {
            self.deny(head);
        } else if self.embeds(head, Embedding::Doubt) || (passive && self.embeds(head, Embedding::Say)) {
            self.weaken(Modality::Hedged);
            self.reported = true;
        } else if self.embeds(head, Embedding::Plan) && (verb || !self.embeds(head, Embedding::Wish)) {
            self.weaken(Modality::Planned);
        } else if self.embeds(head, Embedding::Wish) {
            self.weaken(Modality::Wished);
        } else if self.embeds(head, Embedding::Say) && verb {
            self.say(head);
        } else if self.embeds(head, Embedding::Cause) {
            if self.negation(head).is_some() {
                self.weaken(Modality::Wished);
                self.live = false;
            }
        } else if self.token(head).lemma == "be" && (self.token(at).tag == "VB" || self.is_passive(at)) {
            self.weaken(Modality::Planned);
        } else if self.token(at).tag == "VB" && !self.embeds(head, Embedding::Manage) {
            self.weaken(Modality::Hedged);
            self.live = false;
        }
    }

    /// `yet` in `has yet to approve`, `is yet to approve`.
    fn yet(&self, at: usize, head: usize) -> Option<usize> {
        let open = deeds().before_yet.has(self.token(head).lemma.as_str());
        let yet = |child: &usize| (head..at).contains(child) && self.token(*child).lemma == "yet";
        let mut near = [head, at].into_iter().filter(|_| open).flat_map(|verb| self.context.analysis.children(verb));
        near.find(yet)
    }

    /// `to be held`.
    fn is_passive(&self, verb: usize) -> bool {
        let auxiliary = |dep: &'static str| self.context.analysis.child(verb, &[dep]);
        auxiliary("auxpass").is_some() && auxiliary("aux").is_some_and(|to| self.token(to).lemma == "to")
    }

    /// `accused of ..`, `prevented from ..`, `without ..`.
    fn prepositional(&mut self, at: usize, preposition: usize) {
        let Some(above) = self.context.analysis.parent(preposition).filter(|_| self.live) else { return };
        let word = self.token(preposition).lemma.as_str();
        if self.words.negative_prepositions.contains(word) {
            self.negate(preposition);
            self.leave();
        } else if self.token(at).dep == "pcomp" {
            match word {
                "from" if self.embeds(above, Embedding::Fail) || self.embeds(above, Embedding::Prevent) => self.negate(above),
                of if grammar().before_charge.has(of)
                    && [Embedding::Doubt, Embedding::Say].iter().any(|how| self.embeds(above, *how)) =>
                {
                    self.weaken(Modality::Hedged);
                    self.say(above);
                }
                "as" if self.embeds(above, Embedding::Say) => self.say(above),
                _ if self.embeds(above, Embedding::Deny) || self.embeds(above, Embedding::Wish) => self.weaken(Modality::Wished),
                of if grammar().before_plan.has(of) && self.embeds(above, Embedding::Plan) => self.weaken(Modality::Planned),
                to if grammar().before_feat.has(to) && self.embeds(above, Embedding::Manage) => {}
                _ => self.leave(),
            }
        }
    }

    /// A second verb shares the auxiliaries of the first only if it has none of its own.
    fn joined(&mut self, at: usize, head: usize) {
        if !is_verb(self.context, at) {
            return;
        }
        let analysis = self.context.analysis;
        let own = analysis.child(at, &["nsubj", "nsubjpass", "aux", "auxpass", "expl"]).is_some();
        let bare = self.token(at).tag == self.token(head).tag && matches!(self.token(at).tag, "VB" | "VBN" | "VBG");
        let or = analysis
            .children(head)
            .any(|child| self.token(child).dep == "cc" && grammar().or.has(self.token(child).lemma.as_str()));
        self.live &= !own && (bare || or);
    }

    fn deny(&mut self, verb: usize) {
        if self.live {
            if self.negation(verb).is_some() {
                self.weaken(Modality::Hedged);
            } else {
                self.negate(verb);
            }
        }
        self.say(verb);
        self.live = false;
    }

    fn say(&mut self, verb: usize) {
        self.reported = true;
        if self.attribution.is_none() && is_verb(self.context, verb) {
            self.attribution = speaker_of(self.context, verb);
            self.spoken_at = Some(verb);
        }
    }

    /// A noun phrase that is none: `no soldier`, `neither of them`.
    fn phrase(&mut self, noun: usize) {
        let Some(none) =
            self.context.analysis.children(noun).find(|&child| self.token(child).dep == "det" && self.is_negation(child))
        else {
            return;
        };
        if self.live && matches!(self.token(noun).dep, "pobj" | "conj" | "appos") && none < noun {
            self.negate(none);
        }
    }

    /// The clause's own negation, modal verbs, conditions and sources.
    fn clause(&mut self, verb: usize) {
        self.sources(verb);
        let analysis = self.context.analysis;
        if !self.live {
            let condition = |child: usize| self.token(child).dep == "mark" && self.token(child).lemma.eq_ignore_ascii_case("if");
            if self.said && analysis.children(verb).any(condition) {
                self.weaken(Modality::Conditional);
            }
            return;
        }
        if let Some(by) = self.negation(verb) {
            self.negate(by);
            if self.is_until(verb) {
                self.weaken(Modality::Hedged);
            }
        }
        if self.is_command(verb) {
            self.weaken(Modality::Wished);
        }
        if self.is_inverted(verb) {
            self.weaken(Modality::Conditional);
        }
        for child in analysis.children(verb) {
            let (token, word) = (self.token(child), self.token(child).lemma.to_lowercase());
            let said = self.context.text(child).to_lowercase();
            match token.dep {
                "aux" if word == "must" && self.is_duty(verb) => self.weaken(Modality::Planned),
                "aux" if self.words.future.contains(&word) || self.words.future.contains(&said) => self.weaken(Modality::Planned),
                "aux" | "advmod" if self.words.hedged.contains(&word) || self.words.hedged.contains(&said) => {
                    self.weaken(Modality::Hedged)
                }
                "mark" if self.words.conditional.contains(&said) => self.weaken(Modality::Conditional),
                "advcl" if self.is_condition(child) => self.weaken(Modality::Conditional),
                "aux" if word == "to" && self.is_headline(verb) && token.head == verb => self.weaken(Modality::Planned),
                _ => {}
            }
        }
    }

    /// In a headline, or a line without a finite verb, `to` before a verb that no other verb governs is the future.
    fn is_headline(&self, verb: usize) -> bool {
        let analysis = self.context.analysis;
        let sentence = &analysis.sentences[self.token(verb).sentence];
        let finite = |token: &Token| matches!(token.tag, "VBZ" | "VBP" | "VBD" | "MD");
        let headed = analysis.paragraphs[sentence.paragraph].kind == ParagraphKind::Headline
            || !analysis.tokens[sentence.tokens.clone()].iter().any(finite) && analysis.parent(verb).is_some();
        headed && analysis.parent(verb).is_none_or(|head| !is_verb(self.context, head))
    }

    /// `according to the ministry`, `in the words of the mayor`.
    fn sources(&mut self, verb: usize) {
        if self.attribution.is_some() {
            return;
        }
        let analysis = self.context.analysis;
        let according = analysis.children(verb).find(|&child| self.context.text(child).eq_ignore_ascii_case("according"));
        let source = according.and_then(|at| analysis.child(at, &["prep"])).and_then(|to| analysis.child(to, &["pobj"]));
        if let Some(source) = source {
            self.attribution = Some(attribution(self.context, source));
            self.spoken_at = according;
            self.reported = true;
        }
        let aside =
            analysis.children(verb).find(|&child| self.token(child).dep == "parataxis" && self.embeds(child, Embedding::Say));
        if let (Some(aside), None) = (aside, &self.attribution) {
            self.say(aside);
        }
    }
}
