//! Noun phrases and pronouns: what the text points to without naming it.

use std::ops::Range;

use super::Text;
use crate::model::{EntityKind, Mention};

/// Every noun phrase and pronoun outside the names.
pub fn find(text: &Text, names: &[Mention]) -> Vec<Mention> {
    let mut named = vec![false; text.analysis.tokens.len()];
    for name in names {
        named[name.tokens.clone()].iter_mut().for_each(|slot| *slot = true);
    }
    let heads = (0..named.len()).filter(|&token| !named[token] && is_head(text, token));
    heads.map(|head| phrase(text, head, &named)).collect()
}

fn is_head(text: &Text, token: usize) -> bool {
    let token = &text.analysis.tokens[token];
    match token.pos {
        "NOUN" | "PROPN" => !matches!(token.dep, "compound" | "amod" | "nummod" | "nmod" | "npadvmod"),
        "PRON" => !matches!(token.dep, "expl"),
        _ => false,
    }
}

fn phrase(text: &Text, head: usize, named: &[bool]) -> Mention {
    let own = reach(text, head, &|token| !named[token]);
    let mut mention = text.mention(own, EntityKind::Common);
    mention.head = head;
    mention.name = lemmas(text, reach(text, head, &|_| true), head);
    mention
}

/// The modifiers left of a head that belong to it, possessors left out.
fn reach(text: &Text, head: usize, free: &dyn Fn(usize) -> bool) -> Range<usize> {
    let tokens = &text.analysis.tokens;
    let first = text.analysis.sentences[tokens[head].sentence].tokens.start;
    let mut start = head;
    while start > first {
        let next = start - 1;
        let modifies =
            matches!(tokens[next].pos, "ADJ" | "NOUN" | "PROPN" | "DET" | "NUM" | "ADV" | "VERB") && tokens[next].dep != "poss";
        let below = next == head || text.analysis.ancestors(next).take_while(|&up| up <= head).any(|up| up == head);
        if !(modifies && below && free(next)) || tokens[next].pos == "VERB" && tokens[next].dep != "amod" {
            break;
        }
        start = next;
    }
    start..head + 1
}

/// The phrase in lower case, articles left out, the head as lemma.
fn lemmas(text: &Text, tokens: Range<usize>, head: usize) -> String {
    let words = tokens.filter(|&token| text.analysis.tokens[token].pos != "DET");
    words
        .map(|token| if token == head { text.analysis.tokens[token].lemma.to_lowercase() } else { text.lower(token) })
        .collect::<Vec<_>>()
        .join(" ")
}
