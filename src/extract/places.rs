//! Where a clause is set: named places, sides of places, and settings that exclude each other.

use super::{Context, times};
use crate::model::name::folded;
use crate::model::{EntityKind, Place, Side};
use crate::rules::words::grammar;

/// The places that the clause of a token is set in.
pub fn of(context: &Context, token: usize) -> Vec<Place> {
    let analysis = context.analysis;
    let root = times::clause(analysis, token);
    let sentence = analysis.sentences[analysis.tokens[token].sentence].tokens.clone();
    let mut places: Vec<Place> =
        sentence.filter(|&at| times::clause(analysis, at) == root).flat_map(|at| around(context, at)).collect();
    places.extend(antecedent(context, root));
    places
}

/// What a token says of the place: a side, a setting, a name.
fn around(context: &Context, token: usize) -> Vec<Place> {
    match side(context, token) {
        Some(side) => std::iter::once(side).chain(inside(context, token)).collect(),
        None if is_there(context, token) => pointed_at(context, token).into_iter().collect(),
        None => setting(context, token).into_iter().chain(named(context, token)).collect(),
    }
}

/// `there` as a place, not in `there is`.
fn is_there(context: &Context, token: usize) -> bool {
    let word = &context.analysis.tokens[token];
    word.lemma == "there" && word.dep == "advmod" && word.pos != "PRON"
}

/// What `there` points back to: the last place of the sentence or of the one before.
fn pointed_at(context: &Context, there: usize) -> Option<Place> {
    let analysis = context.analysis;
    let sentence = analysis.tokens[there].sentence;
    let start = analysis.sentences[sentence.saturating_sub(1)].tokens.start;
    (start..there)
        .rev()
        .filter(|&at| analysis.tokens[at].dep == "pobj")
        .find_map(|at| goal(context, at).or_else(|| named(context, at).pop()))
}

/// The setting that a way leads to: `was taken to hospital`.
fn goal(context: &Context, token: usize) -> Option<Place> {
    let analysis = context.analysis;
    let up = analysis.parent(token)?;
    let inside = grammar().to_a_setting.has(analysis.tokens[up].lemma.as_str());
    inside.then(|| enclosing(context, token)).flatten()
}

/// The setting that is inside what a noun names.
fn enclosing(context: &Context, noun: usize) -> Option<Place> {
    let lemma = context.analysis.tokens[noun].lemma.to_lowercase();
    let found = grammar().within_a_setting.iter().map(|up| format!("{up} {lemma}")).find_map(|phrase| {
        let setting = context.rules.measures.gazetteer.setting(&phrase)?.clone();
        Some(Place { head: noun, setting: Some(setting), ..Place::named(&phrase) })
    });
    found.filter(|_| context.analysis.tokens[noun].pos == "NOUN")
}

/// The place in `the hill where it crashed`.
fn antecedent(context: &Context, root: usize) -> Option<Place> {
    let analysis = context.analysis;
    let adverb =
        |&child: &usize| child < root && analysis.tokens[child].tag == "WRB" && context.text(child).to_lowercase() == "where";
    let noun = analysis.parent(root).filter(|_| analysis.tokens[root].dep == "relcl")?;
    analysis.children(root).find(adverb)?;
    let around = std::iter::once(noun).chain(analysis.ancestors(noun).take(2));
    let sided = || analysis.children(noun).find_map(|child| side(context, child));
    let nominal = around.take_while(|&at| matches!(analysis.tokens[at].pos, "NOUN" | "PROPN" | "ADP"));
    let sided = nominal.filter_map(|at| side(context, at)).next().or_else(sided);
    sided.or_else(|| enclosing(context, noun)).or_else(|| place(context, noun)).or_else(|| {
        let (head, name) = proper(context, noun).filter(|_| analysis.tokens[noun].pos == "PROPN")?;
        let known = context.rules.measures.gazetteer.get(&name).cloned();
        Some(Place { head, known, ..Place::named(&folded(&name)) })
    })
}

/// `in Lyon`, `at the Odeon in Paris`.
fn named(context: &Context, token: usize) -> Vec<Place> {
    let analysis = context.analysis;
    let preposition =
        analysis.parent(token).filter(|&up| analysis.tokens[token].dep == "pobj" && analysis.tokens[up].dep == "prep");
    let leads = preposition.is_some_and(|up| {
        let word = analysis.tokens[up].lemma.to_lowercase();
        let on_verb = analysis.parent(up).is_some_and(|above| matches!(analysis.tokens[above].pos, "VERB" | "AUX"));
        grammar().where_it_is.has(word.as_str()) && (on_verb || !grammar().where_a_verb_is.has(word.as_str()))
    });
    if !leads {
        return Vec::new();
    }
    let owner = analysis.child(token, &["poss"]).and_then(|owner| listed(context, owner));
    place(context, token).into_iter().chain(owner).collect()
}

/// The place that a noun phrase names: `Lyon`, `the town of Lyon`, `Lyon airport`.
fn place(context: &Context, token: usize) -> Option<Place> {
    let analysis = context.analysis;
    let words = &context.rules.measures.gazetteer;
    if analysis.tokens[token].pos == "NOUN" && words.is_class(&analysis.tokens[token].lemma) {
        let names: Vec<usize> = analysis
            .children(token)
            .filter(|&child| child < token && analysis.tokens[child].dep == "compound" && analysis.tokens[child].pos == "PROPN")
            .collect();
        if let Some(&head) = names.last() {
            let name = context.slice(analysis.span(names[0]..head + 1)).to_string();
            let known = words.get(&name).cloned();
            return Some(Place { head, known, ..Place::named(&folded(&name)) });
        }
    }
    let (head, name) = proper(context, token)?;
    let known = words.get(&name).cloned();
    let kind = context.mention_at(head).map(|id| context.mention(id).kind);
    let classed = head != token && words.is_class(&analysis.tokens[token].lemma);
    let is_place = classed
        || matches!(kind, Some(EntityKind::Polity | EntityKind::Place))
        || (known.is_some() && kind != Some(EntityKind::Person))
        || stands_as_place(context, head, &name);
    is_place.then(|| Place { head, known, ..Place::named(&folded(&name)) })
}

/// A name of one word behind a word for where something is, whatever it was taken for: `near Sandel`; nothing happens in a person.
fn stands_as_place(context: &Context, head: usize, name: &str) -> bool {
    let analysis = context.analysis;
    let bare = !name.contains(' ') && analysis.child(head, &["det", "poss", "compound"]).is_none();
    let before = head.checked_sub(1).map(|at| analysis.tokens[at].lemma.to_lowercase()).unwrap_or_default();
    let person = context.mention_at(head).is_some_and(|id| context.mention(id).kind == EntityKind::Person);
    let word = name.chars().skip(1).all(char::is_lowercase);
    bare && word && (grammar().beside_a_town.has(before.as_str()) || person && before == "in")
}

/// A name that the gazetteer lists.
fn listed(context: &Context, token: usize) -> Option<Place> {
    let (head, name) = proper(context, token)?;
    let known = context.rules.measures.gazetteer.get(&name).cloned()?;
    Some(Place { head, known: Some(known), ..Place::named(&folded(&name)) })
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
    proper(context, of_landmark(context, token)?)
}

/// What stands behind `of`.
fn of_landmark(context: &Context, token: usize) -> Option<usize> {
    let analysis = context.analysis;
    let of = analysis.children(token).find(|&child| child > token && analysis.tokens[child].lemma == "of")?;
    analysis.child(of, &["pobj"])
}

/// `11 kilometres north of the town`, `to the east of Lyon`, `the left bank`, `the eastern end of the runway`.
fn side(context: &Context, token: usize) -> Option<Place> {
    let analysis = context.analysis;
    let words = &context.rules.measures.gazetteer;
    let side = compass(context, token)?;
    let modified =
        analysis.parent(token).filter(|&up| words.has_sides(&analysis.tokens[up].lemma) && analysis.tokens[token].dep == "amod");
    let landmark = match modified {
        Some(noun) => of_landmark(context, noun),
        None => Some(of_landmark(context, token)?),
    };
    let name = match landmark {
        Some(landmark) => proper(context, landmark).map_or_else(|| analysis.tokens[landmark].lemma.clone(), |(_, name)| name),
        None => String::new(),
    };
    let part = modified.map(|noun| analysis.tokens[noun].lemma.to_lowercase());
    Some(Place { head: token, side: Some(side), part, ..Place::named(&folded(&name)) })
}

/// `south`, and `south-west`, of which the last word counts.
fn compass(context: &Context, token: usize) -> Option<Side> {
    let analysis = context.analysis;
    let side = |at: usize| context.rules.measures.gazetteer.side(&analysis.tokens[at].lemma.to_lowercase());
    let hyphen =
        |at: usize| analysis.tokens.get(at).is_some_and(|token| matches!(context.document.slice(token.span), "-" | "‑" | "–"));
    let goes_on = hyphen(token + 1) && analysis.tokens.get(token + 2).is_some() && side(token + 2).is_some();
    let first = token.checked_sub(2).filter(|_| hyphen(token - 1)).and_then(side);
    let own = side(token).filter(|_| !goes_on)?;
    first.map_or(Some(own), |first| first.between(own))
}

/// The land in `in the north of Spain`, which lies inside it, unlike what is to the north of it.
fn inside(context: &Context, token: usize) -> Option<Place> {
    let analysis = context.analysis;
    let preposition =
        analysis.parent(token).filter(|&up| analysis.tokens[up].lemma == "in" && analysis.tokens[up].dep == "prep")?;
    listed(context, of_landmark(context, token).filter(|_| preposition < token)?)
}

/// `at home`, `on the way to hospital`, `ashore`; not an address: `on Berg Street`.
fn setting(context: &Context, token: usize) -> Option<Place> {
    let analysis = context.analysis;
    let noun = analysis.tokens[token].lemma.to_lowercase();
    let preposition =
        analysis.parent(token).filter(|&up| analysis.tokens[token].dep == "pobj" && analysis.tokens[up].dep == "prep");
    let phrase = match preposition {
        Some(up) => format!("{} {noun}", analysis.tokens[up].lemma.to_lowercase()),
        None if analysis.tokens[token].pos == "ADV" => noun,
        None => return None,
    };
    let address =
        analysis.children(token).any(|child| analysis.tokens[child].dep == "compound" && analysis.tokens[child].pos == "PROPN");
    let setting = context.rules.measures.gazetteer.setting(&phrase).filter(|_| !address)?;
    Some(Place { head: token, setting: Some(setting.clone()), ..Place::named(&phrase) })
}
