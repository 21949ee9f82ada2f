//! What a claim of each attribute is made of: slots to subject, value and qualifiers.
//!
//! An office makes two claims: the body has this holder, and the holder has this role. A body that the text does not name is stood for by
//! the office words themselves, a mention without a name, or, where they are part of the name, by the holder.

use std::ops::Range;

use super::super::{Context, stance};
use super::posts::Post;
use super::scene::Scene;
use crate::model::{Attribute, Attribution, EntityKind, Filler, MentionId, Provenance, Qualifiers, Stance, Standing, Tie, Time};
use crate::rules::Rule;
use crate::rules::pattern::{Capture, SlotKind};
use crate::rules::words::things;

/// What a rule bound at one place.
#[derive(Debug)]
pub(super) struct Binding {
    pub captures: Vec<Capture>,
    /// The trigger of a tree pattern; a word sequence has none.
    pub trigger: Option<usize>,
}

impl Binding {
    pub fn tokens(&self, name: &str) -> Option<&Range<usize>> {
        self.captures.iter().find(|capture| capture.slot.name == name).map(|capture| &capture.tokens)
    }

    fn all(&self) -> Option<Range<usize>> {
        let start = self.captures.iter().map(|capture| capture.tokens.start).min()?;
        let end = self.captures.iter().map(|capture| capture.tokens.end).max()?;
        Some(start..end)
    }
}

/// The claims that a rule makes of what it bound.
pub(super) fn ties(scene: &Scene, rule: &Rule, binding: &Binding) -> Vec<Tie> {
    let Some(maker) = Maker::new(scene, rule, binding) else { return Vec::new() };
    match rule.attribute.as_str() {
        "office-holder" => maker.office(),
        "role" => maker.role().into_iter().collect(),
        "relation" => maker.relation().into_iter().collect(),
        "has" => maker.possession().into_iter().collect(),
        _ => maker.plain().into_iter().collect(),
    }
}

/// Makes the claims of one binding, which share place, stance and speaker.
struct Maker<'a> {
    scene: &'a Scene<'a>,
    context: &'a Context<'a>,
    rule: &'a Rule,
    binding: &'a Binding,
    stance: Stance,
    attribution: Option<Attribution<MentionId>>,
    provenance: Provenance,
}

impl<'a> Maker<'a> {
    fn new(scene: &'a Scene<'a>, rule: &'a Rule, binding: &'a Binding) -> Option<Self> {
        let context = scene.context;
        let tokens = binding.all()?;
        let span = context.analysis.span(tokens.clone());
        let (stance, attribution) = voice(context, binding.trigger, tokens.start);
        let sentence = context.analysis.tokens[tokens.start].sentence;
        let provenance = Provenance { document: context.index, sentence, span, rule: rule.id.clone() };
        Some(Self { scene, context, rule, binding, stance, attribution, provenance })
    }

    fn claim(&self, subject: MentionId, id: &str, detail: String, value: Filler<MentionId>, qualifiers: Qualifiers) -> Tie {
        Tie {
            subject,
            attribute: Attribute { id: id.to_string(), detail },
            value,
            qualifiers,
            stance: self.stance,
            attribution: self.attribution.clone(),
            provenance: self.provenance.clone(),
        }
    }

    /// The mention that fills a slot.
    fn mention(&self, slot: &str) -> Option<MentionId> {
        let tokens = self.binding.tokens(slot)?;
        tokens.clone().rev().find_map(|token| self.context.mention_at(token))
    }

    /// The lemmas of a slot.
    fn lemmas(&self, slot: &str) -> Option<String> {
        let tokens = self.binding.tokens(slot)?;
        let words: Vec<String> = tokens.clone().map(|token| self.context.analysis.tokens[token].lemma.to_lowercase()).collect();
        Some(words.join(" "))
    }

    fn office(&self) -> Vec<Tie> {
        let Some(holder) = self.mention("holder") else { return Vec::new() };
        let Some(post) = Post::read(self.scene, self.rule, self.binding).filter(|_| !self.is_narrowed()) else {
            return Vec::new();
        };
        let qualifiers = Qualifiers { standing: self.standing(), degree: post.degree.clone(), ..Qualifiers::default() };
        let mut claims = Vec::new();
        let body = self.mention("body").filter(|body| *body != holder && !self.is_nationality(*body, &post.sector));
        if post.one_seat && !body.is_some_and(|body| self.goes_on(body)) {
            let subject = body.or_else(|| self.office_words(holder)).unwrap_or(holder);
            let detail = post.seat(body.is_some());
            claims.push(self.claim(subject, "office-holder", detail, Filler::Entity(holder), qualifiers.clone()));
        }
        let body = body.map(|body| self.context.mention(body)).filter(|body| body.kind != EntityKind::Common);
        let role = post.role(body.map(|body| self.plain_name(&body.name)));
        let qualifiers = Qualifiers { degree: None, ..qualifiers };
        claims.push(self.claim(holder, "role", post.sector, Filler::Text(role), qualifiers));
        claims
    }

    /// `became the fifth coach fired this season`, `is the first mayor to resign`: what is said is not that the office is held.
    fn is_narrowed(&self) -> bool {
        let analysis = self.context.analysis;
        let said = self.binding.trigger.and(self.binding.tokens("office"));
        let noun = said.and_then(|tokens| tokens.end.checked_sub(1));
        noun.is_some_and(|noun| {
            analysis.children(noun).any(|child| child > noun && matches!(analysis.tokens[child].dep, "acl" | "relcl"))
        })
    }

    /// `the Dutch coach`, `the Democratic governor`: only those who serve a state are called by its people.
    fn is_nationality(&self, body: MentionId, sector: &str) -> bool {
        let name = &self.context.mention(body).name;
        let polity = self.context.rules.lexicon.polity(name);
        if polity.is_none() {
            return self.context.mention(body).kind == EntityKind::People;
        }
        polity.is_some_and(|polity| polity.demonyms.contains(name)) && !things().sectors_of_the_state.has(sector)
    }

    /// `secretary of the Workers Party of Ruritania`: the name of the body goes on behind what was taken for it.
    fn goes_on(&self, body: MentionId) -> bool {
        let tokens = &self.context.analysis.tokens;
        let mention = self.context.mention(body);
        let word = |at: usize| tokens.get(at).map_or("", |_| self.scene.lower(at));
        let after = mention.tokens.end;
        let name = after + 1 + usize::from(word(after + 1) == "the");
        let behind = self.binding.tokens("office").is_some_and(|office| office.start < mention.tokens.start);
        behind
            && matches!(mention.kind, EntityKind::Organisation | EntityKind::Thing)
            && word(after) == "of"
            && tokens.get(name).is_some_and(|token| token.pos == "PROPN")
    }

    /// The mention of the office itself, where it is one of its own.
    fn office_words(&self, holder: MentionId) -> Option<MentionId> {
        let tokens = self.binding.tokens("office")?;
        tokens.clone().rev().find_map(|token| self.context.mention_at(token)).filter(|mention| *mention != holder)
    }

    /// The name of a state for its demonyms and short forms; any other name as it is.
    fn plain_name(&self, name: &str) -> String {
        self.context.rules.lexicon.polity(name).map_or_else(|| name.to_string(), |polity| polity.name.clone())
    }

    /// The rule's own word goes before that of the text, but for what the text says of a holder who is no longer or not yet one.
    fn standing(&self) -> Standing {
        let office =
            self.binding.tokens("office").and_then(|tokens| self.scene.office(tokens)).and_then(|office| office.standing);
        let before = self
            .binding
            .tokens("standing")
            .and_then(|tokens| self.context.rules.lexicon.standing(self.scene.lower(tokens.start)));
        let left = self.is_told_to_leave().then_some(Standing::Former);
        office.or(before).or(self.rule.standing).or(left).unwrap_or_default()
    }

    /// `the firing of police chief NAME`, `replaced Mayor NAME`, an old picture: the office is that of before.
    fn is_told_to_leave(&self) -> bool {
        let (Some(tokens), tree) = (self.binding.all(), self.context.analysis) else { return false };
        let outside = tokens.clone().filter_map(|at| tree.parent(at).filter(|up| !tokens.contains(up)).map(|up| (at, up))).next();
        let leaves = |at: usize| self.context.rules.lexicon.leaves(&tree.tokens[at].lemma.to_lowercase());
        let told = outside.is_some_and(|(at, up)| match tree.tokens[at].dep {
            "dobj" | "nsubjpass" => leaves(up),
            "pobj" => tree.tokens[up].lemma == "of" && tree.parent(up).is_some_and(leaves),
            _ => false,
        });
        told || self.scene.lower(self.scene.sentence().start) == "file"
    }

    /// The rule's own detail, or the lemmas of a slot.
    fn detail(&self, slot: &str) -> Option<String> {
        self.rule.detail.clone().or_else(|| self.lemmas(slot))
    }

    fn role(&self) -> Option<Tie> {
        let holder = self.mention("holder")?;
        let detail = self.rule.detail.clone().unwrap_or_else(|| "profession".to_string());
        let value = self.lemmas("role").or_else(|| self.rule.detail.clone())?;
        let qualifiers = Qualifiers { standing: self.standing(), ..Qualifiers::default() };
        Some(self.claim(holder, "role", detail, Filler::Text(value), qualifiers))
    }

    fn relation(&self) -> Option<Tie> {
        let (subject, object) = (self.mention("subject")?, self.mention("object")?);
        let named = self.binding.tokens("relation").and_then(|tokens| self.scene.relation(tokens));
        let detail = self.rule.detail.clone().or_else(|| named.map(|relation| relation.word.canonical.clone()))?;
        let detail = self.through(detail)?;
        let degree = named.and_then(|relation| relation.degree.clone());
        let qualifiers = Qualifiers { when: self.year(), degree, ..Qualifiers::default() };
        let (subject, detail, object) = self.many_to_one(subject, detail, object);
        (subject != object).then(|| self.claim(subject, "relation", detail, Filler::Entity(object), qualifiers))
    }

    /// The year right behind what is said: `in 1960`.
    fn year(&self) -> Option<Time> {
        let end = self.binding.all()?.end;
        let times = self.context.times.iter().map(|found| (&found.time, found.tokens.start));
        times
            .filter(|(time, start)| time.said.year.is_some() && (end..end + 2).contains(start))
            .map(|(time, _)| time.clone())
            .next()
    }

    /// What the relation is to the subject, where it is told by way of a third: a child of the subject's sibling.
    fn through(&self, detail: String) -> Option<String> {
        let Some(tokens) = self.binding.tokens("via") else { return Some(detail) };
        let via = self.scene.relation(tokens)?;
        self.context.rules.lexicon.composed(&detail, &via.word.canonical).map(str::to_string)
    }

    /// The tie from the side that has one of the other: a subsidiary has one owner.
    fn many_to_one(&self, subject: MentionId, detail: String, object: MentionId) -> (MentionId, String, MentionId) {
        let word = |detail: &str| self.context.rules.lexicon.relation(detail);
        let inverse = word(&detail).filter(|word| !word.functional).and_then(|word| word.inverse.clone());
        match inverse.filter(|inverse| word(inverse).is_some_and(|word| word.functional)) {
            Some(inverse) => (object, inverse, subject),
            None => (subject, detail, object),
        }
    }

    fn possession(&self) -> Option<Tie> {
        Some(self.claim(self.mention("subject")?, "has", self.detail("what")?, Filler::Flag(true), Qualifiers::default()))
    }

    fn plain(&self) -> Option<Tie> {
        let value = self.binding.captures.iter().find(|capture| capture.slot.name == "value")?;
        let value = match value.slot.kind {
            SlotKind::Phrase if self.mention("value").is_none() => Filler::Text(self.lemmas("value")?),
            _ => self.mention("value").map_or_else(|| self.lemmas("value").map(Filler::Text), |id| Some(Filler::Entity(id)))?,
        };
        let detail = self.rule.detail.clone().or_else(|| self.lemmas("detail")).unwrap_or_default();
        Some(self.claim(self.mention("subject")?, &self.rule.attribute, detail, value, Qualifiers::default()))
    }
}

/// How the text stands to the claim, and whose words it is. A noun phrase only presupposes what it says: no verb above it denies it, and
/// it is a speaker's only between quotation marks.
fn voice(context: &Context, trigger: Option<usize>, start: usize) -> (Stance, Option<Attribution<MentionId>>) {
    if let Some(trigger) = trigger {
        let frame = stance::frame(context, trigger);
        return (frame.stance, frame.attribution);
    }
    match context.analysis.quotation_at(context.analysis.tokens[start].span) {
        Some(_) => (Stance::Reported, stance::frame(context, start).attribution),
        None => (Stance::Asserted, None),
    }
}
