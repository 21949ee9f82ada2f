//! The office that a rule bound: its name, its seats and the part of a body that it is of.
//!
//! The head of a unit (`the observatory's director`, `boss of the Timau observatory`, `its director`) is named after the unit, so that
//! all ways to call the post meet.

use std::collections::BTreeSet;
use std::ops::Range;

use super::frames::Binding;
use super::scene::{NamedOffice, Scene};
use crate::model::{EntityKind, MentionId};
use crate::rules::Rule;
use crate::rules::lexicon::{OfficeMatch, Seats};
use crate::rules::pattern::Words;
use crate::rules::words::{grammar, things};

/// An office with what it is of.
pub(super) struct Post {
    pub sector: String,
    pub one_seat: bool,
    /// How surely there is but one: `the deputy mayor`.
    pub degree: Option<String>,
    canonical: String,
    /// What it is of where that has no name: `law faculty`; of an ambassador the state.
    scope: Option<Scope>,
    /// The name of the office tells of its unit already.
    of_unit: bool,
}

/// `the law faculty`, `Iran`.
struct Scope {
    text: String,
    /// An ambassador is `to` a state.
    to: bool,
}

impl Post {
    /// The office of a binding, if the rule bound or names one.
    pub fn read(scene: &Scene, rule: &Rule, binding: &Binding) -> Option<Self> {
        let named = binding.tokens("office").and_then(|tokens| scene.office(tokens));
        let sector = named.map_or_else(String::new, |office| office.office.sector.clone());
        let scope = scope(scene, binding, &sector);
        if let Some(unit) = unit(scene, rule, binding, named) {
            let (canonical, sector) = (unit.canonical, unit.office.sector.clone());
            let scope = scope.filter(|scope| scope.to);
            return Some(Self { sector, one_seat: true, degree: None, canonical, scope, of_unit: true });
        }
        let canonical = match (named, binding.tokens("portfolio")) {
            (Some(office), _) => match modifier(scene, binding, office) {
                Some(word) => format!("{word} {}", office.canonical),
                None => office.canonical.clone(),
            },
            (None, Some(portfolio)) => scene.minister(portfolio)?,
            (None, None) => rule.detail.clone()?,
        };
        let degree = named.and_then(|office| only_deputy(scene, binding, office));
        let only = named.is_some_and(|office| is_the_one(scene, rule, binding, office));
        let one_seat = degree.is_some() || only || named.is_none_or(|office| office.office.seats == Seats::One);
        Some(Self { sector, one_seat, degree, canonical, scope, of_unit: false })
    }

    /// The seat that holders of one office and body are compared in. Of what a single noun names (`the country`) there is mostly one.
    pub fn seat(&self, has_body: bool) -> String {
        let always = things().heads_of_any_unit.has(self.canonical.as_str());
        let tells = |scope: &&Scope| !self.of_unit && !has_body && (always || scope.text.contains(' '));
        match self.scope.as_ref().filter(tells) {
            Some(scope) => format!("{} of {}", self.canonical, scope.text),
            None => self.canonical.clone(),
        }
    }

    /// The office with its body, as a text.
    pub fn role(&self, body: Option<String>) -> String {
        match (&self.scope, body) {
            (Some(scope), _) if scope.to => format!("{} to {}", self.canonical, scope.text),
            (_, Some(body)) => format!("{} of {body}", self.canonical),
            (Some(scope), None) => format!("{} of {}", self.canonical, scope.text),
            (None, None) => self.canonical.clone(),
        }
    }
}

/// A word before the office that makes another one of it: `board chair`, `medical superintendent`.
fn modifier(scene: &Scene, binding: &Binding, office: &NamedOffice) -> Option<String> {
    let context = scene.context;
    let before = office.tokens.start.checked_sub(1).filter(|at| scene.sentence().contains(at))?;
    let token = &context.analysis.tokens[before];
    let own = |slot: &str| binding.tokens(slot).is_some_and(|tokens| tokens.contains(&before));
    let within = |at: usize| office.tokens.contains(&at) || binding.tokens("holder").is_some_and(|tokens| tokens.contains(&at));
    let below = context.analysis.ancestors(before).next().is_some_and(within);
    let noun = matches!(token.pos, "NOUN" | "PROPN") && !context.rules.predicates.parts.is_firm(&token.lemma.to_lowercase());
    let sort = token.pos == "ADJ" && grammar().endings_of_a_sort.iter().any(|ending| scene.lower(before).ends_with(ending));
    let free = !["body", "standing", "scope", "holder"].into_iter().any(own) && token.tag != "POS";
    (free && below && matches!(token.dep, "compound" | "nmod" | "amod") && (noun || sort))
        .then(|| scene.lower(before).to_string())
}

/// What the office is of, without article: the words as they stand, the last one as its lemma; for a diplomat the state.
fn scope(scene: &Scene, binding: &Binding, sector: &str) -> Option<Scope> {
    let tokens = binding.tokens("scope")?;
    let (context, analysis) = (scene.context, scene.context.analysis);
    let lexicon = &context.rules.lexicon;
    let to = sector == "diplomacy";
    if to {
        let name = context.slice(analysis.span(tokens.clone()));
        let state = lexicon.polity(name).or_else(|| lexicon.capital_of(name)).map(|polity| polity.name.clone());
        return Some(Scope { text: state.unwrap_or_else(|| name.to_string()), to });
    }
    let linked = tokens.start.checked_sub(1).map(|before| scene.lower(before).to_string());
    if grammar().before_no_scope.has(linked.as_deref()) {
        return None;
    }
    let word = |token: usize| match (analysis.tokens[token].tag, token + 1 == tokens.end) {
        ("POS", _) => None,
        (_, true) => Some(analysis.tokens[token].lemma.to_lowercase()),
        (_, false) => Some(scene.lower(token).to_string()),
    };
    Some(Scope { text: tokens.clone().filter_map(word).collect::<Vec<_>>().join(" "), to })
}

/// The head of a unit: the office that the noun of the unit makes with the word for its head.
fn unit<'a>(scene: &Scene<'a>, rule: &Rule, binding: &Binding, named: Option<&NamedOffice>) -> Option<OfficeMatch<'a>> {
    let head = match named {
        Some(office) => {
            office.tokens.end.checked_sub(1).filter(|_| office.tokens.len() == 1).map(|at| scene.lower(at).to_string())?
        }
        None => rule.detail.clone()?,
    };
    if let Some(last) = binding.tokens("scope").and_then(|tokens| tokens.clone().next_back()) {
        return headed(scene, last, &head);
    }
    let body = binding.tokens("body")?;
    match scene.context.analysis.tokens[body.start].tag {
        "PRP$" => meant(scene, body.start, &head),
        _ => [body.end, body.end.checked_sub(1)?].into_iter().find_map(|noun| headed(scene, noun, &head)),
    }
}

/// The one-seat office of a noun and a word for its head: `observatory`, `boss`.
fn headed<'a>(scene: &Scene<'a>, noun: usize, head: &str) -> Option<OfficeMatch<'a>> {
    let token = scene.context.analysis.tokens.get(noun).filter(|token| matches!(token.tag, "NN" | "NNP"))?;
    let words = [token.lemma.to_lowercase(), head.to_string()];
    let found = scene.context.rules.lexicon.office_at(&|at| words.get(at).cloned())?;
    (found.len == 2 && found.office.seats == Seats::One).then_some(found)
}

/// The unit that `its` means: the only one that the sentence, or else the one before it, has named so far; none where the sentence speaks
/// of a body by name.
fn meant<'a>(scene: &Scene<'a>, pronoun: usize, head: &str) -> Option<OfficeMatch<'a>> {
    let analysis = scene.context.analysis;
    let sentence = analysis.tokens[pronoun].sentence;
    let before: Option<Range<usize>> = sentence.checked_sub(1).map(|last| analysis.sentences[last].tokens.clone());
    let here = analysis.sentences[sentence].tokens.start..pronoun;
    let subject = |at: usize| analysis.tokens[at].dep.starts_with("nsubj").then(|| scene.context.mention_at(at)).flatten();
    let body = |id: MentionId| scene.context.mention(id).kind == EntityKind::Organisation;
    if here.clone().filter_map(subject).any(body) {
        return None;
    }
    for place in [Some(here), before].into_iter().flatten() {
        let found: Vec<OfficeMatch> = place.filter_map(|noun| headed(scene, noun, head)).collect();
        let names: BTreeSet<&str> = found.iter().map(|office| office.canonical.as_str()).collect();
        match names.len() {
            0 => {}
            1 => return found.into_iter().next(),
            _ => return None,
        }
    }
    None
}

/// `its commander, NAME`: of a force that is named there is one, though many are commanders in it.
fn is_the_one(scene: &Scene, rule: &Rule, binding: &Binding, office: &NamedOffice) -> bool {
    let goes_on = grammar().behind_office.has(scene.word(office.tokens.end).map(|word| word.text));
    things().offices_of_one_unit.has(office.canonical.as_str())
        && is_owned(scene, binding)
        && !goes_on
        && rule.id != "title-before-name"
}

/// `its deputy director`, `Acme's deputy director`.
fn is_owned(scene: &Scene, binding: &Binding) -> bool {
    let tokens = &scene.context.analysis.tokens;
    binding
        .tokens("body")
        .is_some_and(|body| tokens[body.start].tag == "PRP$" || tokens.get(body.end).is_some_and(|next| next.tag == "POS"))
}

/// A deputy of an office with one seat: the only one where the text says `the`, one of them otherwise.
fn only_deputy(scene: &Scene, binding: &Binding, office: &NamedOffice) -> Option<String> {
    let above = office.canonical.strip_prefix("deputy ")?;
    let words: Vec<String> = above.split(' ').map(str::to_string).collect();
    let single =
        scene.context.rules.lexicon.office_at(&|at| words.get(at).cloned()).is_some_and(|found| found.office.seats == Seats::One);
    if !single || !things().sectors_with_one_deputy.has(office.office.sector.as_str()) {
        return None;
    }
    let start = binding.tokens("post").map_or(office.tokens.start, |post| post.start);
    let article = start.checked_sub(1).map(|before| scene.lower(before).to_string()).unwrap_or_default();
    Some(if article == "the" || is_owned(scene, binding) { "only" } else { "one of" }.to_string())
}
