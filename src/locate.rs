//! Where the words of a quotation stand in a document.
//!
//! White space and quotation marks are folded, since models write them as they like; every other character has to be there.

use crate::model::{Document, Span};
use crate::report::visible::is_obeyed;

/// A quotation of fewer words than this must occur only once: a bare figure stands anywhere.
const TELLING: usize = 3;
/// No quotation is longer, in characters: it shows the words that make a claim, not a page.
const LONGEST: usize = 600;

/// A document's text in folded form, with the way back.
pub struct Folded {
    text: String,
    /// For each byte of the folded text the bytes of the document behind its character.
    from: Vec<Span>,
}

impl Folded {
    /// The prose of a document, and before it its front matter, where a title stands.
    pub fn new(document: &Document) -> Self {
        let body = document.body;
        let front = document.text.get(..body.start).unwrap_or_default();
        let prose = document.prose().get(body.range()).unwrap_or_default();
        let mut folded = Self { text: String::new(), from: Vec::new() };
        folded.push(front, 0);
        folded.push(prose, body.start);
        folded
    }

    fn push(&mut self, text: &str, offset: usize) {
        for (at, sign) in text.char_indices() {
            let span = Span::new(offset + at, offset + at + sign.len_utf8());
            match fold(sign) {
                None => {}
                Some(' ') if self.text.ends_with(' ') => {}
                Some(sign) => {
                    self.text.push(sign);
                    self.from.resize(self.text.len(), span);
                }
            }
        }
    }

    /// The first place of a quotation, from its first to its last character. None where it is not there, or says too little to tell where.
    pub fn find(&self, quotation: &str) -> Option<Span> {
        self.find_within(quotation, Span::new(0, usize::MAX))
    }

    /// Its first place within a stretch of the document.
    pub fn find_within(&self, quotation: &str, stretch: Span) -> Option<Span> {
        let folded = folded(quotation);
        let needle = folded.trim_matches([' ', QUOTE]);
        if needle.is_empty() || needle.chars().count() > LONGEST {
            return None;
        }
        let whole = self.text.match_indices(needle).filter(|(at, _)| self.is_whole(*at, needle));
        let mut places =
            whole.map(|(at, _)| self.from[at].cover(self.from[at + needle.len() - 1])).filter(|place| stretch.contains(*place));
        let first = places.next()?;
        if needle.split(' ').count() < TELLING && places.next().is_some() {
            return None;
        }
        Some(first)
    }

    /// Whether a piece neither begins nor ends within a word.
    fn is_whole(&self, at: usize, needle: &str) -> bool {
        let in_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
        let (before, after) = (self.text[..at].chars().next_back(), self.text[at + needle.len()..].chars().next());
        !(in_word(before) && in_word(needle.chars().next()) || in_word(after) && in_word(needle.chars().next_back()))
    }
}

/// All quotation marks, apostrophes among them, are one.
const QUOTE: char = '"';

fn fold(sign: char) -> Option<char> {
    match sign {
        _ if sign.is_whitespace() => Some(' '),
        '"' | '\'' | '`' | '´' | '′' | '″' | '‘'..='‟' | '«' | '»' | '‹' | '›' => Some(QUOTE),
        '\u{ad}' => None,
        _ if is_obeyed(sign) => None,
        _ => Some(sign),
    }
}

/// A text in folded form.
pub fn folded(text: &str) -> String {
    let mut out = String::new();
    for sign in text.chars().filter_map(fold) {
        if sign != ' ' || !out.ends_with(' ') {
            out.push(sign);
        }
    }
    out.trim().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, quotation: &str) -> Option<&'a str> {
        let document = Document::new("", text);
        Folded::new(&document).find(quotation).map(|span| &text[span.range()])
    }

    #[test]
    fn white_space_and_quotation_marks_are_folded() {
        let text = "The mayor said:\n“We  don’t know,\u{a0}and\twon't ask.” She left.";
        assert_eq!(found(text, "\"We don't know, and won’t ask.\""), Some("We  don’t know,\u{a0}and\twon't ask."));
        assert_eq!(found(text, "said: 'We don`t know"), Some("said:\n“We  don’t know"));
        assert_eq!(found("A shy\u{ad}ness of\u{200b}words here", "shyness ofwords"), Some("shy\u{ad}ness of\u{200b}words"));
    }

    #[test]
    fn every_other_character_has_to_be_there() {
        let text = "Forty-one boats sank in the harbour.";
        for quotation in ["forty-one boats sank", "Forty–one boats sank", "Forty-one boats … harbour", "boats sank in the harbor"]
        {
            assert_eq!(found(text, quotation), None, "{quotation}");
        }
        assert_eq!(found(text, "Forty-one boats sank in the harbour."), Some(text));
    }

    #[test]
    fn words_are_not_cut() {
        let text = "Some 140 boats and 1,400 nets were lost; 40 boats were saved.";
        assert_eq!(found(text, "40 boats were"), Some("40 boats were"));
        assert_eq!(found(text, "0 boats and"), None);
        assert_eq!(found(text, "oats"), None);
    }

    #[test]
    fn what_says_too_little_must_occur_once() {
        let text = "Nine boats sank. Nine boats were new. Two sank. It rained in the night. It rained in the night.";
        assert_eq!(found(text, "Nine boats"), None);
        assert_eq!(found(text, "were new"), Some("were new"));
        assert_eq!(found(text, "It rained in"), Some("It rained in"));
        for nothing in ["", " ", "\"", "…"] {
            assert_eq!(found(text, nothing), None, "{nothing:?}");
        }
        let long = "word ".repeat(200);
        assert_eq!(found(&long, &long), None);
    }

    #[test]
    fn front_matter_is_searched_where_it_stands() {
        let text = "---\ntitle: Boats lost\n---\n<b>Boats</b> sank.";
        let blanked = text.replace("<b>", "   ").replace("</b>", "    ");
        let body = Span::new(text.find("<b>").expect("a body"), text.len());
        let document = Document { text: text.into(), blanked: Some(blanked), body, ..Document::default() };
        let found = |quotation| Folded::new(&document).find(quotation).map(|span| &text[span.range()]);
        assert_eq!(found("Boats lost"), Some("Boats lost"));
        assert_eq!(found("Boats sank"), Some("Boats</b> sank"));
    }
}
