//! The text as the model is to see it: same bytes in the same places, but with the letters that it was trained on.
//!
//! Headings in capitals, or with a capital on every word, look to the model like one long name; their words take the form that they
//! have elsewhere in the text, or else in the word lists (truecasing: Lita et al., 2003).

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::core::Text;
use super::lemmatise::Lemmatiser;
use crate::model::{Paragraph, ParagraphKind};
use crate::rules::words::grammar;

/// So many words, and this share of them capitalised, make a heading that is put in small letters.
const WORDS: usize = 4;
const SHARE: f64 = 0.8;

/// The text with the letters that the model sees.
pub(super) fn for_model<'t>(text: &'t str, paragraphs: &[Paragraph], texts: &[Text], lemmatiser: &Lemmatiser) -> Cow<'t, str> {
    let mut edits: Vec<(usize, String)> = Vec::new();
    let heading = |part: &&Text| {
        let kind = paragraphs[part.paragraph].kind;
        matches!(kind, ParagraphKind::Headline | ParagraphKind::CrossHead) && case_of(&text[part.span.clone()]).is_some()
    };
    let headings: Vec<&Text> = texts.iter().filter(heading).collect();
    if !headings.is_empty() {
        let forms = Forms::of(text, paragraphs, texts);
        headings.iter().for_each(|heading| forms.recase(text, heading.span.clone(), lemmatiser, &mut edits));
    }
    for part in texts.iter().filter(|part| text[part.span.clone()].contains(['\n', '\r'])) {
        let breaks = text[part.span.clone()].match_indices(['\n', '\r']);
        edits.extend(breaks.map(|(at, _)| (part.span.start + at, " ".to_string())));
    }
    apply(text, edits)
}

/// Puts each replacement, which is as long as what it replaces, in its place.
fn apply(text: &str, edits: Vec<(usize, String)>) -> Cow<'_, str> {
    if edits.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for (at, new) in edits {
        bytes[at..at + new.len()].copy_from_slice(new.as_bytes());
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    /// EVERY LETTER
    Capitals,
    /// Every Word
    Title,
}

/// How a heading is written, where that is not like a sentence.
fn case_of(text: &str) -> Option<Case> {
    let words: Vec<&str> = words(text).map(|range| &text[range]).collect();
    let long: Vec<&&str> = words.iter().filter(|word| word.chars().count() > 3).collect();
    if long.iter().all(|word| is_upper(word)) && words.iter().filter(|word| is_upper(word)).count() >= 2 {
        return Some(Case::Capitals);
    }
    let capitalised = long.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    (words.len() >= WORDS && capitalised >= 3 && capitalised as f64 >= SHARE * long.len() as f64).then_some(Case::Title)
}

fn is_upper(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

/// The words of a text: runs of letters.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphabetic)?;
        let end = text[start..].find(|char: char| !char.is_alphabetic()).map_or(text.len(), |length| start + length);
        at = end;
        Some(start..end)
    })
}

/// How the words of a text are written in the middle of its sentences.
struct Forms<'t>(HashMap<String, HashMap<&'t str, usize>>);

impl<'t> Forms<'t> {
    fn of(text: &'t str, paragraphs: &[Paragraph], texts: &[Text]) -> Self {
        let mut forms: HashMap<String, HashMap<&'t str, usize>> = HashMap::new();
        for part in texts.iter().filter(|part| paragraphs[part.paragraph].kind == ParagraphKind::Body) {
            let body = &text[part.span.clone()];
            for word in words(body).filter(|word| is_inside(&body[..word.start])) {
                *forms.entry(body[word.clone()].to_lowercase()).or_default().entry(&body[word]).or_default() += 1;
            }
        }
        Self(forms)
    }

    /// Adds the edits that a heading needs.
    fn recase(&self, text: &str, heading: Range<usize>, lemmatiser: &Lemmatiser, edits: &mut Vec<(usize, String)>) {
        let Some(case) = case_of(&text[heading.clone()]) else { return };
        for word in words(&text[heading.clone()]) {
            let written = &text[heading.start + word.start..heading.start + word.end];
            let mut form = self.form(written, case, lemmatiser);
            if word.start == 0 {
                form = capitalised(&form);
            }
            if form.len() == written.len() && form != written {
                edits.push((heading.start + word.start, form));
            }
        }
    }

    /// A word as a sentence would have it.
    fn form(&self, word: &str, case: Case, lemmatiser: &Lemmatiser) -> String {
        let lower = word.to_lowercase();
        let seen =
            self.0.get(&lower).and_then(|forms| forms.iter().max_by_key(|(form, count)| (**count, std::cmp::Reverse(**form))));
        match seen {
            Some((form, _)) => form.to_string(),
            None if grammar().small_in_headings.has(lower.as_str()) || lemmatiser.knows(&lower) => lower,
            None if case == Case::Capitals => capitalised(&lower),
            None => word.to_string(),
        }
    }
}

/// Whether what stands before a word is the beginning of a sentence.
fn is_inside(before: &str) -> bool {
    let last = before.trim_end_matches([' ', '"', '\'', '“', '‘', '«', '(']).chars().next_back();
    last.is_some_and(|char| !matches!(char, '.' | '!' | '?' | ':' | '…')) && !before.ends_with(['"', '“', '‘', '«'])
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;

    fn seen(text: &str) -> String {
        let document = Document::new("", text);
        let (paragraphs, texts) = super::super::layout::paragraphs(&document);
        for_model(text, &paragraphs, &texts, &Lemmatiser::load()).into_owned()
    }

    #[test]
    fn headings_take_the_forms_of_the_text() {
        let body = "A judge in Brno said the NTC plan was void. Neither the ministry nor Mr Havel spoke.";
        assert_eq!(seen(&format!("HAVEL AND NTC PLAN VOID\n{body}")), format!("Havel and NTC plan void\n{body}"));
        assert_eq!(
            seen(&format!("Judge Says Plan of Havel Is Void\n{body}")),
            format!("Judge says plan of Havel is void\n{body}")
        );
        assert_eq!(seen(&format!("Judge says plan is void\n{body}")), format!("Judge says plan is void\n{body}"));
    }
}
