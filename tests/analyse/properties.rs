//! What holds for every text: nothing is lost, spans stand on characters, trees are trees.

use crossclaim::analyse::Model;
use crossclaim::model::{Analysis, Document};
use proptest::prelude::*;

/// Words, marks and white space that the tokeniser has rules about, and any other character.
fn text() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "don't",
        "U.S.",
        "e.g.",
        "said",
        "Lund",
        "the",
        "2024",
        "1,000",
        "5km",
        "US$",
        "%",
        "http://a.bc/d",
        "x.com",
        "@",
        "’s",
        "'",
        "\"",
        "“",
        "”",
        "(",
        ")",
        "...",
        "…",
        "--",
        "—",
        ":-)",
        ".",
        ",",
        "!",
        "?",
        " ",
        " ",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        "\u{a0}",
        "\r\n",
        "-",
        "/",
    ]);
    let piece = prop_oneof![8 => known.prop_map(str::to_string), 1 => any::<char>().prop_map(String::from), 1 => "[a-zA-Z]{1,9}"];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tokens_and_spaces_are_the_text(text in text()) {
        let analysis = Model::get().analyse_raw(&text);
        let mut rebuilt = String::new();
        for token in &analysis.tokens {
            let between = &text[rebuilt.len()..token.span.start];
            prop_assert!(between.is_empty() || between == " ", "{between:?} is in no token");
            rebuilt.push_str(between);
            rebuilt.push_str(&text[token.span.range()]);
        }
        rebuilt.push_str(&text[rebuilt.len()..]);
        prop_assert_eq!(rebuilt.trim_end_matches(' '), text.trim_end_matches(' '));
        sound(&analysis, &text)?;
    }

    #[test]
    fn documents_are_sound(text in text()) {
        let document = Document::new("", text);
        sound(&Model::get().analyse(&document), &document.text)?;
    }
}

/// Sentences follow each other and hold all tokens; each is one tree; everything stands on character boundaries.
fn sound(analysis: &Analysis, text: &str) -> Result<(), TestCaseError> {
    let mut next = 0;
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        prop_assert_eq!(sentence.tokens.start, next);
        prop_assert!(sentence.tokens.end > next);
        next = sentence.tokens.end;
        prop_assert!(sentence.paragraph < analysis.paragraphs.len());
        prop_assert!(analysis.paragraphs[sentence.paragraph].span.contains(sentence.span));
        for at in sentence.tokens.clone() {
            let token = &analysis.tokens[at];
            prop_assert_eq!(token.sentence, index);
            prop_assert!(sentence.tokens.contains(&token.head));
            prop_assert_eq!(token.head == at, token.dep == "ROOT" || token.pos == "SPACE" && token.head == at);
            prop_assert!(analysis.ancestors(at).take(sentence.tokens.len() + 1).count() < sentence.tokens.len(), "a circle");
            prop_assert!(text.get(token.span.range()).is_some_and(|form| !form.is_empty()));
            prop_assert!(!token.tag.is_empty() && !token.pos.is_empty() && !token.lemma.is_empty());
        }
    }
    prop_assert_eq!(next, analysis.tokens.len());
    for entity in &analysis.entities {
        prop_assert!(!entity.tokens.is_empty() && entity.tokens.end <= analysis.tokens.len());
        prop_assert_eq!(analysis.tokens[entity.tokens.start].sentence, analysis.tokens[entity.tokens.end - 1].sentence);
    }
    for quotation in &analysis.quotations {
        prop_assert!(text.get(quotation.span.range()).is_some_and(|words| !words.is_empty()));
    }
    Ok(())
}
