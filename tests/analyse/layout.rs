//! A news article as a whole: what is a paragraph of its own, what is left out, what is quoted.

use crossclaim::analyse::Model;
use crossclaim::model::{Analysis, Document, ParagraphKind, Span};

fn analyse(text: &str, dateline: Option<&str>) -> (Document, Analysis) {
    let dateline = dateline.and_then(|line| text.find(line).map(|at| Span::new(at, at + line.len())));
    let document = Document { dateline, ..Document::new("", text) };
    let analysis = Model::get().analyse(&document);
    (document, analysis)
}

fn sentences<'d>(document: &'d Document, analysis: &Analysis) -> Vec<&'d str> {
    analysis.sentences.iter().map(|sentence| document.slice(sentence.span)).collect()
}

#[test]
fn headings_and_datelines_do_not_join_sentences() {
    let text = "Bridge closes for a month\nELLERY, Oct 4 (Agency) - The old bridge was closed on Monday. Nobody knows why.\nNo way across\nThe ferry is full.\n";
    let (document, analysis) = analyse(text, Some("ELLERY, Oct 4 (Agency) - "));
    let expected = [
        "Bridge closes for a month",
        "The old bridge was closed on Monday.",
        "Nobody knows why.",
        "No way across",
        "The ferry is full.",
    ];
    assert_eq!(sentences(&document, &analysis), expected);
    let kinds: Vec<ParagraphKind> = analysis.paragraphs.iter().map(|paragraph| paragraph.kind).collect();
    assert_eq!(kinds, [ParagraphKind::Headline, ParagraphKind::Body, ParagraphKind::CrossHead, ParagraphKind::Body]);
}

#[test]
fn a_dateline_on_a_line_of_its_own_has_no_sentence() {
    let (document, analysis) = analyse(
        "ELLERY (Agency), June 12, 2023:\nThe ferry is full.\nSo is the train.\n",
        Some("ELLERY (Agency), June 12, 2023:"),
    );
    assert_eq!(sentences(&document, &analysis), ["The ferry is full.", "So is the train."]);
    assert_eq!(analysis.paragraphs[0].kind, ParagraphKind::Dateline);
}

#[test]
fn a_wrong_mark_does_not_cut_a_word() {
    let document = crossclaim::read::document("a.txt", "Norway‘s minister resigned on Monday.".into()).expect("it reads");
    let analysis = Model::get().analyse(&document);
    let forms: Vec<&str> = analysis.tokens.iter().map(|token| document.quote(token.span)).collect();
    assert_eq!(forms[..3], ["Norway", "‘s", "minister"]);
    assert_eq!(analysis.tokens[1].tag, "POS");
    assert_eq!(analysis.tokens[0].head, 2);
}

#[test]
fn headings_in_capitals_are_read_like_text() {
    let text = "THE MINISTER DENIES LEAKING PAPERS\nPrime Minister Jan Havel on Monday denied a leak.\nA judge will decide.";
    let (document, analysis) = analyse(text, None);
    let verb = analysis.tokens.iter().find(|token| document.slice(token.span) == "DENIES").expect("the verb is a token");
    assert_eq!((verb.lemma.as_str(), verb.pos, verb.dep), ("deny", "VERB", "ROOT"));
}

#[test]
fn quotations_have_the_offsets_of_the_file() {
    let (document, analysis) = analyse("“We ran,” she said.\nHe said it was “a lie”.", None);
    let quoted: Vec<&str> = analysis.quotations.iter().map(|quotation| document.slice(quotation.span)).collect();
    assert_eq!(quoted, ["We ran,", "a lie"]);
}
