//! Claims by the rules of the packs: offices, roles, relations, and whatever a reader's own pack adds.
//!
//! In each sentence the defined phrases are found first, then the rules run over words and tree (`scene`); `frames` makes claims of
//! what they bind. Where two rules read the same claim, the fuller reading stays.

mod frames;
mod posts;
mod scene;

use super::{Context, stance};
use crate::model::{EntityKind, Tie};
use crate::rules::pattern::{Capture, Match, Tree};
use crate::rules::{Form, Rule};
use frames::Binding;
use scene::Scene;

/// All claims of a document that the rules read, in the order of the text.
pub fn ties(context: &Context) -> Vec<Tie> {
    let mut scene = Scene::new(context);
    let mut found = Vec::new();
    for sentence in 0..context.analysis.sentences.len() {
        scene.enter(sentence);
        for rule in &context.rules.rules {
            let bindings = match &rule.form {
                Form::Sequences(_) => by_sequence(&scene, rule),
                Form::Tree(tree) => by_tree(&scene, rule, tree),
            };
            found.extend(bindings.iter().flat_map(|binding| frames::ties(&scene, rule, binding)));
        }
    }
    settle(context, found)
}

fn by_sequence(scene: &Scene, rule: &Rule) -> Vec<Binding> {
    let Form::Sequences(sequences) = &rule.form else { return Vec::new() };
    let mut bindings = Vec::new();
    for at in scene.sentence() {
        let found = sequences.iter().find_map(|sequence| sequence.match_at(scene, at));
        if let Some(found) = found.filter(|found| !is_barred(scene, rule, found.tokens.start, found.tokens.end)) {
            let Match { captures, .. } = found;
            bindings.push(Binding { captures: scene.with_inner(captures), trigger: None });
        }
    }
    bindings
}

fn by_tree(scene: &Scene, rule: &Rule, tree: &Tree) -> Vec<Binding> {
    let bind = |token: usize| {
        let captures = bind(scene, tree, token)?;
        let first = captures.iter().map(|capture| capture.tokens.start).min()?;
        let last = captures.iter().map(|capture| capture.tokens.end).max()?;
        let barred = is_barred(scene, rule, first.min(token), last.max(token + 1));
        (!barred).then(|| Binding { captures: scene.with_inner(captures), trigger: Some(token) })
    };
    scene.sentence().filter(|&token| is_trigger(scene, tree, token)).filter_map(bind).collect()
}

fn is_trigger(scene: &Scene, tree: &Tree, token: usize) -> bool {
    let analysis = scene.context.analysis;
    let fits = |word: &String| *word == scene.lower(token) || *word == analysis.tokens[token].lemma;
    let subject = |verb| stance::subject(scene.context, verb);
    tree.triggers.iter().any(fits)
        && tree.having.iter().all(|(path, wanted)| path.follow(analysis, token, &subject).is_empty() != *wanted)
}

/// What fills the slots of a tree pattern; none unless all that must be filled are.
fn bind(scene: &Scene, tree: &Tree, trigger: usize) -> Option<Vec<Capture>> {
    let subject = |verb| stance::subject(scene.context, verb);
    let mut captures = Vec::new();
    for argument in &tree.arguments {
        let ends = argument.path.follow(scene.context.analysis, trigger, &subject);
        let tokens = ends.into_iter().find_map(|end| scene.filler_around(&argument.slot.kind, end));
        match tokens {
            Some(tokens) => captures.push(Capture { slot: argument.slot.clone(), tokens }),
            None if argument.optional => {}
            None => return None,
        }
    }
    Some(captures)
}

/// Whether one of the rule's exceptions starts inside the match or right before or after it.
fn is_barred(scene: &Scene, rule: &Rule, start: usize, end: usize) -> bool {
    (start.saturating_sub(1)..=end).any(|at| rule.unless.iter().any(|sequence| sequence.match_at(scene, at).is_some()))
}

/// Each claim once, in the order of the text: of two readings with one value in one sentence, the one that names the body.
fn settle(context: &Context, mut claims: Vec<Tie>) -> Vec<Tie> {
    let named = |claim: &Tie| context.mention(claim.subject).kind != EntityKind::Common;
    drop_misread_lists(&mut claims);
    claims.sort_by_key(|claim| (claim.provenance.span.start, !named(claim), std::cmp::Reverse(claim.provenance.span.end)));
    let mut kept: Vec<Tie> = Vec::new();
    for claim in claims {
        let same =
            kept.iter_mut().rev().take_while(|other| other.provenance.sentence == claim.provenance.sentence).find(|other| {
                other.attribute == claim.attribute
                    && other.value == claim.value
                    && (other.subject == claim.subject || !named(other) || !named(&claim))
            });
        match same {
            None => kept.push(claim),
            Some(other) if named(&claim) && !named(other) => *other = claim,
            Some(_) => {}
        }
    }
    kept
}

/// In `Anna Berg, mayor of Oslo, Karl Lund, mayor of Bergen` an office belongs to the name before it.
fn drop_misread_lists(claims: &mut Vec<Tie>) {
    let behind: Vec<_> =
        claims.iter().filter(|claim| claim.provenance.rule == "office-after-name").map(|claim| claim.provenance.span).collect();
    claims.retain(|claim| {
        let span = claim.provenance.span;
        let taken = || behind.iter().any(|other| other.start < span.start && span.start < other.end && other.end < span.end);
        !matches!(claim.provenance.rule.as_str(), "name-after-office" | "name-with-words-after-office") || !taken()
    });
}

#[cfg(test)]
mod tests;
