//! Everything that was read of a document, as claims with their evidence.
//!
//! Each submodule makes claims of one list of the reading. Nothing is read a second time: what a checker sees in the lists is what a
//! claim says.

mod deeds;
mod events;
mod figures;
mod named;
mod persons;
mod scenes;
mod sites;
mod ties;
mod told;

use std::collections::BTreeMap;

pub use persons::NAMED;

use super::antecedent;
use crate::model::report::{Passage, Range};
use crate::model::{
    Analysis, Argument, Attribution, Claim, Clause, EntityKind, Form, Grounds, MentionId, Reading, Role, Span, Stance, Thing,
    Value,
};
use crate::rules::Rulebook;
use crate::rules::words::grammar;

/// All claims of a document, in the order of the text. Things bear the names that they have in it. What is told from outside, too, is
/// from outside.
pub fn claims(document: usize, reading: &Reading, rules: &Rulebook) -> Vec<Claim> {
    let maker = Maker::new(document, reading, rules);
    let mut claims = reading.outside.clone();
    claims.extend(ties::claims(&maker));
    claims.extend(figures::claims(&maker));
    claims.extend(deeds::claims(&maker));
    claims.extend(scenes::claims(&maker));
    claims.extend(named::claims(&maker));
    claims.extend(persons::claims(&maker));
    claims.extend(sites::claims(&maker));
    claims.extend(events::claims(&maker));
    claims.extend(told::claims(&maker));
    let key = |claim: &Claim| (claim.evidence.span.start, claim.evidence.span.end, claim.value.sort(), claim.id.clone());
    claims.sort_by_key(key);
    claims.dedup_by(|one, other| one.id == other.id);
    claims
}

/// What all claims of a document are made with.
struct Maker<'a> {
    document: usize,
    reading: &'a Reading,
    analysis: &'a Analysis,
    rules: &'a Rulebook,
    /// For each token that heads a clause, the clause.
    by_head: BTreeMap<usize, &'a Clause>,
    /// For each token the mention that it belongs to.
    mentions: Vec<Option<MentionId>>,
    /// For each token whether it is part of a time, of a figure, or of what a rule of a pack read.
    read: Vec<bool>,
}

/// How something is said, and in whose voice.
struct Voice<'a> {
    stance: Stance,
    speaker: Option<&'a Attribution<MentionId>>,
}

impl Voice<'_> {
    /// The document's own, and said for sure.
    const PLAIN: Self = Self { stance: Stance::Asserted, speaker: None };
}

impl<'a> Maker<'a> {
    fn new(document: usize, reading: &'a Reading, rules: &'a Rulebook) -> Self {
        let analysis = &reading.analysis;
        let by_head = reading.clauses.iter().map(|clause| (clause.head, clause)).collect();
        let mut mentions = vec![None; analysis.tokens.len()];
        for (id, mention) in reading.mentions.iter().enumerate() {
            mentions[mention.tokens.clone()].fill(Some(MentionId(id as u32)));
        }
        let mut read = vec![false; analysis.tokens.len()];
        let figures = reading.figures.iter().map(|figure| &figure.tokens);
        figures.chain(reading.times.iter().map(|time| &time.tokens)).for_each(|tokens| read[tokens.clone()].fill(true));
        for tie in &reading.ties {
            let tokens = analysis.sentences[tie.provenance.sentence].tokens.clone();
            tokens
                .filter(|&token| tie.provenance.span.contains(analysis.tokens[token].span))
                .for_each(|token| read[token] = true);
        }
        Self { document, reading, analysis, rules, by_head, mentions, read }
    }

    fn lemma(&self, token: usize) -> String {
        self.analysis.tokens[token].lemma.to_lowercase()
    }

    fn span(&self, token: usize) -> Span {
        self.analysis.tokens[token].span
    }

    /// Whether a token is part of a time, of a figure, or of what a rule of a pack read.
    fn is_read(&self, token: usize) -> bool {
        self.read[token]
    }

    /// The clause that a token stands in.
    fn clause(&self, token: usize) -> Option<&'a Clause> {
        let mut up = std::iter::once(token).chain(self.analysis.ancestors(token));
        up.find_map(|at| self.by_head.get(&at).copied())
    }

    /// The verb of a clause with the nouns of events in it: `began`, `trial`.
    fn event(&self, clause: &Clause) -> Vec<String> {
        let events = &self.rules.measures.events;
        let nouns = clause.arguments.iter().map(|argument| argument.lemma.to_lowercase()).filter(|noun| events.knows(noun));
        let governed = clause.governs.iter().cloned();
        std::iter::once(clause.predicate.clone()).chain(governed).chain(nouns).collect()
    }

    fn mention(&self, id: MentionId) -> Thing {
        let mention = &self.reading.mentions[id.0 as usize];
        let named = mention.kind != EntityKind::Common;
        let pronoun = self.analysis.tokens[mention.head].pos == "PRON";
        Thing {
            words: self.reading.document.quote(mention.span).to_string(),
            noun: self.lemma(mention.head),
            name: named.then(|| mention.name.clone()),
            person: mention.kind == EntityKind::Person,
            form: if named {
                Form::Name
            } else if pronoun {
                Form::Pronoun
            } else {
                Form::Definite
            },
            mention: Some(id),
        }
    }

    /// What an argument of a clause stands for.
    fn argument(&self, clause: &Clause, argument: &Argument) -> Thing {
        let argument = antecedent::of(self.reading, clause, argument);
        let named = argument.mention.map(|id| self.mention(id)).filter(|thing| thing.name.is_some());
        Thing {
            words: self.reading.document.quote(argument.span).to_string(),
            noun: argument.lemma.to_lowercase(),
            name: named.as_ref().and_then(|thing| thing.name.clone()).filter(|_| argument.form == Form::Name),
            person: named.is_some_and(|thing| thing.person),
            form: argument.form,
            mention: argument.mention.filter(|_| matches!(argument.form, Form::Name | Form::Pronoun)),
        }
    }

    /// What a token names: its mention, else the noun with the words before it.
    fn thing(&self, token: usize) -> Thing {
        if let Some(id) = self.mentions[token] {
            return self.mention(id);
        }
        let (before, form) = self.before(token);
        Thing {
            words: self.reading.document.quote(before.cover(self.span(token))).to_string(),
            noun: self.lemma(token),
            name: None,
            person: false,
            form,
            mention: None,
        }
    }

    /// The words of a noun phrase before its noun, and how it picks out what it is about.
    fn before(&self, noun: usize) -> (Span, Form) {
        let own = ["det", "amod", "compound", "nummod", "poss", "nmod"];
        let children: Vec<usize> = self
            .analysis
            .children(noun)
            .filter(|&child| child < noun && own.contains(&self.analysis.tokens[child].dep))
            .collect();
        let article = children.iter().find(|&&child| self.analysis.tokens[child].dep == "det").map(|&child| self.lemma(child));
        let owned = children.iter().any(|&child| self.analysis.tokens[child].dep == "poss");
        let form = match article.as_deref() {
            Some(word) if grammar().definite.has(word) => Form::Definite,
            Some(word) if grammar().every.has(word) => Form::Every,
            Some(word) if grammar().no.has(word) => Form::None,
            _ if owned => Form::Definite,
            _ if self.analysis.tokens[noun].pos == "PRON" => Form::Pronoun,
            _ => Form::Indefinite,
        };
        let first = children.iter().map(|&child| self.analysis.subtree(child).start).min().unwrap_or(noun);
        (self.span(first), form)
    }

    /// What a clause is about: what is acted on, else who acts.
    fn theme(&self, clause: &Clause) -> Option<Thing> {
        let role = |role: Role| clause.arguments.iter().find(move |argument| argument.role == role);
        role(Role::Patient).or_else(|| role(Role::Agent)).map(|argument| self.argument(clause, argument))
    }

    fn range(&self, span: Span) -> Range {
        let span = self.reading.document.in_file(span);
        Range { start: span.start, end: span.end }
    }

    fn grounds(&self, sentence: usize, span: Span, words: &[Span], rule: &str) -> Grounds {
        let document = &self.reading.document;
        let whole = self.analysis.sentences[sentence].span;
        let Range { start, end } = self.range(whole);
        Grounds {
            document: document.name.clone(),
            sentence: Passage { start, end, text: document.quote(whole).to_string() },
            span: self.range(span),
            quote: document.quote(span).to_string(),
            words: words.iter().map(|&words| self.range(words)).collect(),
            rule: rule.to_string(),
            handed: None,
            place: (self.document, sentence),
            told: words.to_vec(),
        }
    }

    /// A claim without anything that limits it.
    fn claim(&self, subject: Option<Thing>, attribute: &str, value: Value, voice: &Voice, evidence: Grounds) -> Claim {
        Claim {
            id: String::new(),
            subject,
            attribute: attribute.to_string(),
            value,
            when: None,
            places: Vec::new(),
            of: Vec::new(),
            event: Vec::new(),
            stance: voice.stance,
            voice: voice.speaker.map(|speaker| speaker.speaker.clone()),
            evidence,
        }
    }

    /// The same within what its clause says of time, place and deed.
    fn within(&self, clause: Option<&Clause>, claim: Claim) -> Claim {
        let Some(clause) = clause else { return claim };
        Claim { when: clause.when.clone(), places: clause.places.clone(), event: self.event(clause), ..claim }
    }
}

/// The voice of a clause.
fn voice(clause: &Clause) -> Voice<'_> {
    Voice { stance: clause.stance, speaker: clause.attribution.as_ref() }
}
