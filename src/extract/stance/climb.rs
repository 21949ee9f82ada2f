//! The way from a token up to the root of its sentence, and what every step does to the clause at the bottom.

use super::speaker::{attribution, is_verb, speaker_of};
use crate::extract::Context;
use crate::extract::clauses::is_label;
use crate::model::{Attribution, MentionId, Modality, ParagraphKind, Token};
use crate::rules::predicates::{Embedding, StanceWords};

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
}

impl<'a> Climb<'a> {
    pub fn new(context: &'a Context<'a>) -> Self {
        let words = &context.rules.predicates.stance;
        let modality = Modality::Actual;
        Self { context, words, negated: false, modality, attribution: None, reported: false, spoken_at: None, live: true }
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

    fn weaken(&mut self, modality: Modality) {
        self.modality = self.modality.max(modality);
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
                self.live = false;
            }
            "pcomp" | "pobj" => self.prepositional(at, head),
            "conj" => self.joined(at, head),
            "dobj" if self.live && self.embeds(head, Embedding::Deny) => self.deny(head),
            "relcl" | "advcl" | "appos" | "acl" | "csubj" | "nsubj" | "nsubjpass" if is_verb(self.context, at) => {
                self.live = false
            }
            "appos" => self.live = false,
            _ => {}
        }
        if is_verb(self.context, head) {
            self.clause(head);
        } else {
            self.phrase(head);
        }
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
        let negated = self.negation(head) || self.question_word(at);
        if self.embeds(word, Embedding::Deny) {
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
            if self.live && self.negation(head) {
                self.negated = !self.negated;
            }
        } else if self.embeds(word, Embedding::Manage) {
            return;
        }
        self.live = false;
    }

    /// `whether` and `if` over a clause that something is said about.
    fn question_word(&self, at: usize) -> bool {
        let analysis = self.context.analysis;
        analysis
            .children(at)
            .any(|child| self.token(child).dep == "mark" && matches!(self.token(child).lemma.as_str(), "whether" | "if"))
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
        if self.embeds(head, Embedding::Fail) {
            self.negated = !self.negated;
        } else if self.embeds(head, Embedding::Deny) {
            self.deny(head);
        } else if self.embeds(head, Embedding::Doubt) || (passive && self.embeds(head, Embedding::Say)) {
            self.weaken(Modality::Hedged);
            self.reported = true;
        } else if self.embeds(head, Embedding::Plan) {
            self.weaken(Modality::Planned);
        } else if self.embeds(head, Embedding::Say) && is_verb(self.context, head) {
            self.say(head);
        } else if self.token(head).lemma == "be" && (self.token(at).tag == "VB" || self.is_passive(at)) {
            self.weaken(Modality::Planned);
        } else if self.token(at).tag == "VB" && !self.embeds(head, Embedding::Manage) {
            self.weaken(Modality::Hedged);
        }
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
            self.negated = !self.negated;
            self.live = false;
        } else if self.token(at).dep == "pcomp" {
            match word {
                "from" if self.embeds(above, Embedding::Fail) || self.embeds(above, Embedding::Prevent) => {
                    self.negated = !self.negated
                }
                "of" | "with" | "for" if self.embeds(above, Embedding::Doubt) || self.embeds(above, Embedding::Say) => {
                    self.weaken(Modality::Hedged);
                    self.say(above);
                }
                "as" if self.embeds(above, Embedding::Say) => self.say(above),
                "of" | "for" | "about" | "on" if self.embeds(above, Embedding::Plan) => self.weaken(Modality::Planned),
                _ => self.live &= matches!(word, "in" | "to") && self.embeds(above, Embedding::Manage),
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
            .any(|child| self.token(child).dep == "cc" && matches!(self.token(child).lemma.as_str(), "or" | "nor"));
        self.live &= !own && (bare || or || self.token(head).dep == "xcomp");
    }

    fn deny(&mut self, verb: usize) {
        if self.live {
            if self.negation(verb) {
                self.weaken(Modality::Hedged);
            } else {
                self.negated = !self.negated;
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
            self.negated = !self.negated;
        }
    }

    /// The clause's own negation, modal verbs, conditions and sources.
    fn clause(&mut self, verb: usize) {
        self.sources(verb);
        if !self.live {
            return;
        }
        if self.negation(verb) {
            self.negated = !self.negated;
        }
        let analysis = self.context.analysis;
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

    /// `must repeat the test` tells of what is to come; `must be ill`, `must have left` and `must know` are guesses.
    fn is_duty(&self, verb: usize) -> bool {
        const STATES: [&str; 9] = ["be", "have", "know", "feel", "think", "seem", "like", "want", "see"];
        let perfect = |&child: &usize| self.token(child).dep == "aux" && self.token(child).lemma == "have";
        !STATES.contains(&self.token(verb).lemma.as_str()) && !self.context.analysis.children(verb).any(|child| perfect(&child))
    }

    /// `if it passes`, `had it passed`.
    fn is_condition(&self, clause: usize) -> bool {
        let analysis = self.context.analysis;
        let mark = |child: usize| {
            self.token(child).dep == "mark" && self.words.conditional.contains(&self.token(child).lemma.to_lowercase())
        };
        analysis.children(clause).any(mark) || self.is_inverted(clause)
    }

    /// `had it passed`, `should it rain`.
    fn is_inverted(&self, clause: usize) -> bool {
        let analysis = self.context.analysis;
        let subject = analysis.child(clause, &["nsubj", "nsubjpass"]);
        let auxiliary = analysis.children(clause).find(|&child| matches!(self.token(child).dep, "aux" | "auxpass"));
        let early = |child: usize| {
            matches!(self.context.text(child).to_lowercase().as_str(), "had" | "should" | "were")
                && subject.is_some_and(|subject| child < subject)
        };
        self.token(clause).dep == "advcl" && auxiliary.is_some_and(early)
    }

    /// In a headline, `to` before a verb that no other verb governs is the future.
    fn is_headline(&self, verb: usize) -> bool {
        let sentence = &self.context.analysis.sentences[self.token(verb).sentence];
        let paragraph = self.context.analysis.paragraphs[sentence.paragraph];
        paragraph.kind == ParagraphKind::Headline
            && self.context.analysis.parent(verb).is_none_or(|head| !is_verb(self.context, head))
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

    /// Whether a verb's own clause is negated: by a particle, an adverb or a subject or object that is none.
    fn negation(&self, verb: usize) -> bool {
        let analysis = self.context.analysis;
        let own = |child: usize| matches!(self.token(child).dep, "neg" | "advmod" | "preconj") && self.is_negation(child);
        let phrase = |child: usize| {
            matches!(self.token(child).dep, "nsubj" | "nsubjpass" | "dobj" | "attr" | "expl" | "npadvmod" | "acomp" | "dative")
                && self.is_none(child)
        };
        let count = analysis.children(verb).filter(|&child| own(child) || phrase(child)).count();
        let far = analysis.children(verb).any(|child| {
            self.token(child).dep == "prep"
                && analysis
                    .child(child, &["pobj"])
                    .is_some_and(|noun| self.is_none(noun) && self.context.text(child) != "without")
        });
        count % 2 == 1 || (count == 0 && far)
    }

    fn is_negation(&self, at: usize) -> bool {
        let next = self.context.analysis.tokens.get(at + 1).map(|token| token.lemma.to_lowercase());
        let negative = self.words.negation.contains(&self.context.text(at).to_lowercase()) && !is_label(self.context, at);
        negative && !next.is_some_and(|next| self.words.harmless.contains(&next))
    }

    /// `nobody`, `none of them`, `no soldier`, `not one stone`.
    fn is_none(&self, noun: usize) -> bool {
        let determiner = |child: usize| matches!(self.token(child).dep, "det" | "neg" | "preconj") && self.is_negation(child);
        let number = |child: usize| {
            self.token(child).dep == "nummod"
                && self.context.analysis.children(child).any(|below| self.token(below).dep == "neg" && self.is_negation(below))
        };
        self.is_negation(noun)
            || self.context.analysis.children(noun).any(|child| child < noun && (determiner(child) || number(child)))
    }
}
