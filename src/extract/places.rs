//! Where a clause is set: named places and sides of places.

use super::{Context, times};
use crate::model::name::folded;
use crate::model::{EntityKind, Place};

/// Prepositions that say where something is or happens.
const WHERE: [&str; 12] = ["in", "at", "near", "on", "off", "outside", "inside", "from", "around", "along", "across", "to"];

/// The places that the clause of a token is set in.
pub fn of(context: &Context, token: usize) -> Vec<Place> {
    let analysis = context.analysis;
    let root = times::clause(analysis, token);
    let sentence = analysis.sentences[analysis.tokens[token].sentence].tokens.clone();
    sentence
        .filter(|&at| times::clause(analysis, at) == root)
        .filter_map(|at| side(context, at).or_else(|| named(context, at)))
        .collect()
}

/// `in Lyon`, `at the Odeon in Paris`.
fn named(context: &Context, token: usize) -> Option<Place> {
    let analysis = context.analysis;
    let preposition =
        analysis.parent(token).filter(|&up| analysis.tokens[token].dep == "pobj" && analysis.tokens[up].dep == "prep")?;
    if !WHERE.contains(&analysis.tokens[preposition].lemma.to_lowercase().as_str()) {
        return None;
    }
    let (head, name) = proper(context, token)?;
    let known = context.rules.measures.gazetteer.get(&name).cloned();
    let kind = context.mention_at(head).map(|id| context.mention(id).kind);
    let place =
        matches!(kind, Some(EntityKind::Polity | EntityKind::Place)) || (known.is_some() && kind != Some(EntityKind::Person));
    place.then(|| Place { name: folded(&name), head, known, side: None })
}

/// The proper name under a noun: itself, or `Lyon` in `the town of Lyon`.
fn proper(context: &Context, token: usize) -> Option<(usize, String)> {
    let analysis = context.analysis;
    if analysis.tokens[token].pos == "PROPN" {
        let name = match context.mention_at(token) {
            Some(id) => context.mention(id).name.clone(),
            None => context.text(token).to_string(),
        };
        return Some((token, name));
    }
    let of = analysis.children(token).find(|&child| child > token && analysis.tokens[child].lemma == "of")?;
    let object = analysis.child(of, &["pobj"])?;
    proper(context, object)
}

/// `11 kilometres north of the town`, `to the east of Lyon`, `the left bank`, `the eastern end of the runway`.
fn side(context: &Context, token: usize) -> Option<Place> {
    let analysis = context.analysis;
    let words = &context.rules.measures.gazetteer;
    let side = words.side(&analysis.tokens[token].lemma.to_lowercase())?;
    let of = |from: usize| {
        let of = analysis.children(from).find(|&child| child > from && analysis.tokens[child].lemma == "of")?;
        analysis.child(of, &["pobj"])
    };
    let modified =
        analysis.parent(token).filter(|&up| words.has_sides(&analysis.tokens[up].lemma) && analysis.tokens[token].dep == "amod");
    let (head, landmark) = match modified {
        Some(noun) => (noun, of(noun)),
        None => (token, Some(of(token)?)),
    };
    let name = match landmark {
        Some(landmark) => proper(context, landmark).map_or_else(|| analysis.tokens[landmark].lemma.clone(), |(_, name)| name),
        None => String::new(),
    };
    let name = if name.is_empty() { analysis.tokens[head].lemma.clone() } else { name };
    Some(Place { name: folded(&name), head: token, known: None, side: Some(side) })
}
