//! Universal part of speech and features from fine tag, form and dependency label, by rules.
//!
//! The model's attribute ruler: patterns over one or two neighbouring tokens, all matched against what tagger and parser said, and
//! then applied in their order, so that later ones prevail. A few also set the lemma of irregular forms (`'m` is `be`).
//! See <https://spacy.io/api/attributeruler>.

use std::collections::HashMap;

use serde::Deserialize;

const RULES: &str = include_str!("../../rules/en/model/attribute_rules.json");

#[derive(Deserialize)]
struct Rule<'r> {
    #[serde(borrow)]
    tests: Vec<Test<'r>>,
    /// Which of the tested tokens is set.
    index: usize,
    #[serde(borrow)]
    set: Changes<'r>,
}

/// A test on a token: each list that is there must hold the token's value, or must not.
#[derive(Deserialize)]
struct Test<'r> {
    #[serde(borrow)]
    tag: Option<Vec<&'r str>>,
    #[serde(borrow)]
    not_tag: Option<Vec<&'r str>>,
    #[serde(borrow)]
    lower: Option<Vec<&'r str>>,
    #[serde(borrow)]
    dep: Option<Vec<&'r str>>,
    #[serde(borrow)]
    not_dep: Option<Vec<&'r str>>,
    is_space: Option<bool>,
}

#[derive(Deserialize)]
struct Changes<'r> {
    #[serde(borrow)]
    tag: Option<&'r str>,
    #[serde(borrow)]
    pos: Option<&'r str>,
    #[serde(borrow)]
    morph: Option<&'r str>,
    #[serde(borrow)]
    lemma: Option<&'r str>,
    #[serde(borrow)]
    dep: Option<&'r str>,
}

/// What the rules look at in a token.
#[derive(Clone, Copy)]
pub(super) struct Seen<'t> {
    pub lower: &'t str,
    pub is_space: bool,
    pub tag: &'static str,
    pub dep: &'static str,
}

/// What the rules make of it.
#[derive(Clone, Copy, Default)]
pub(super) struct Attributes {
    pub tag: &'static str,
    pub dep: &'static str,
    pub pos: &'static str,
    pub morph: &'static str,
    pub lemma: Option<&'static str>,
}

/// The rules, found by the form or the tag that their first test asks for.
pub(super) struct AttributeRules {
    rules: Vec<Rule<'static>>,
    by_lower: HashMap<&'static str, Vec<usize>>,
    by_tag: HashMap<&'static str, Vec<usize>>,
    others: Vec<usize>,
}

impl AttributeRules {
    pub fn load() -> Self {
        let rules: Vec<Rule<'static>> = serde_json::from_str(RULES).expect("the embedded attribute rules are well-formed");
        let mut out = Self { by_lower: HashMap::new(), by_tag: HashMap::new(), others: Vec::new(), rules: Vec::new() };
        for (at, rule) in rules.iter().enumerate() {
            match rule.tests.first() {
                Some(Test { lower: Some(forms), .. }) => {
                    forms.iter().for_each(|form| out.by_lower.entry(form).or_default().push(at))
                }
                Some(Test { tag: Some(tags), .. }) => tags.iter().for_each(|tag| out.by_tag.entry(tag).or_default().push(at)),
                _ => out.others.push(at),
            }
        }
        out.rules = rules;
        out
    }

    /// The attributes of all tokens of a text.
    pub fn apply(&self, seen: &[Seen<'_>]) -> Vec<Attributes> {
        let start = |token: &Seen<'_>| Attributes { tag: token.tag, dep: token.dep, ..Attributes::default() };
        let mut out: Vec<Attributes> = seen.iter().map(start).collect();
        let mut matched: Vec<(usize, usize)> = Vec::new();
        for (at, token) in seen.iter().enumerate() {
            let lists = [self.by_lower.get(token.lower), self.by_tag.get(token.tag), Some(&self.others)];
            let candidates = lists.into_iter().flatten().flatten();
            let holds = |rule: &&usize| self.rules[**rule].holds(&seen[at..]);
            matched.extend(candidates.filter(holds).map(|&rule| (at + self.rules[rule].index, rule)));
        }
        // By token and then by rule: a token is only ever set by matches that are near it, so this sort has little to do.
        matched.sort_unstable();
        for (token, rule) in matched {
            self.rules[rule].set.apply(&mut out[token]);
        }
        out
    }
}

impl Rule<'_> {
    fn holds(&self, seen: &[Seen<'_>]) -> bool {
        self.tests.len() <= seen.len() && self.tests.iter().zip(seen).all(|(test, token)| test.holds(token))
    }
}

impl Test<'_> {
    fn holds(&self, token: &Seen<'_>) -> bool {
        let among = |list: &Option<Vec<&str>>, value: &str| list.as_ref().is_none_or(|list| list.contains(&value));
        let not_among = |list: &Option<Vec<&str>>, value: &str| list.as_ref().is_none_or(|list| !list.contains(&value));
        among(&self.tag, token.tag)
            && not_among(&self.not_tag, token.tag)
            && among(&self.lower, token.lower)
            && among(&self.dep, token.dep)
            && not_among(&self.not_dep, token.dep)
            && self.is_space.is_none_or(|wanted| wanted == token.is_space)
    }
}

impl Changes<'static> {
    fn apply(&self, to: &mut Attributes) {
        to.tag = self.tag.unwrap_or(to.tag);
        to.dep = self.dep.unwrap_or(to.dep);
        to.pos = self.pos.unwrap_or(to.pos);
        to.morph = self.morph.unwrap_or(to.morph);
        to.lemma = self.lemma.or(to.lemma);
    }
}
