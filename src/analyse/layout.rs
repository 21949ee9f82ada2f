//! What a news article looks like: headline, dateline, cross-heads, captions, paragraphs.
//!
//! The model was trained on sentences and knows nothing of this: it runs a headline into the first sentence and takes `Beirut:` for
//! the root of one. So each paragraph is analysed by itself; a line is one, unless the text was broken at a fixed width, and then
//! it ends at a blank line. A dateline, and the time before each entry of a live report, are no part of the sentence behind them.
//! The kinds are told apart by length, last character, place, and the words that credits are made of.

use std::ops::Range;

use super::core::Text;
use crate::model::{Document, Paragraph, ParagraphKind, Span};
use crate::rules::words::things;

/// The longest headline and cross-head, in characters, and the most words of one that asks or exclaims.
const HEADLINE: usize = 140;
const CROSS_HEAD: usize = 90;
const WORDS_OF_QUESTION: usize = 10;
/// The longest line of a text that was broken at a fixed width, and the shortest that is taken for full when it is one of two.
const WIDEST: usize = 110;
const FULL: usize = 55;
/// The longest caption, in bytes.
const CAPTION: usize = 400;
/// So many paragraphs that begin with a time make a live report.
const ENTRIES: usize = 3;

const OPENING: [char; 7] = ['"', '\'', '“', '‘', '«', '„', '‹'];
const CLOSING: [char; 6] = ['"', '\'', '”', '’', '»', '›'];

/// Bytes at the end of a caption in which its credit stands.
const CREDIT: usize = 70;

/// The paragraphs of a document, and the part of each that is to be analysed.
pub(super) fn paragraphs(document: &Document) -> (Vec<Paragraph>, Vec<Text>) {
    let prose = document.prose();
    let spans = join_lines(prose, &lines(prose, document.body.range()));
    let live = spans.iter().filter(|span| time(&prose[span.range()]) > 0).count() >= ENTRIES;
    let (mut paragraphs, mut texts) = (Vec::new(), Vec::new());
    for span in spans.iter().copied() {
        let text = &prose[span.range()];
        let first = paragraphs.is_empty();
        let mut start = span.start;
        if let Some(dateline) = document.dateline.filter(|dateline| span.contains(*dateline)) {
            start = dateline.end;
        }
        let kind = match start >= span.end {
            true => ParagraphKind::Dateline,
            false if start > span.start || spans.len() == 1 => ParagraphKind::Body,
            false => kind_of(text, first),
        };
        start = start.max(span.start + label(text, kind, live)).min(span.end);
        texts.push(Text { span: trim(prose, start..span.end), paragraph: paragraphs.len() });
        paragraphs.push(Paragraph { span, kind });
    }
    (paragraphs, texts)
}

/// Bytes of a time or a town before the text proper.
fn label(text: &str, kind: ParagraphKind, live: bool) -> usize {
    match kind {
        ParagraphKind::Headline | ParagraphKind::CrossHead => town(text),
        ParagraphKind::Body if live => time(text),
        _ => 0,
    }
}

/// `07.15 `, `9:30 - ` before an entry of a live report.
fn time(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hours = digits(text);
    let rest = &text[hours..];
    let minutes = rest.strip_prefix(['.', ':']).map_or(0, digits);
    let number = |range: Range<usize>| text[range].parse::<u32>().unwrap_or(99);
    if !(1..=2).contains(&hours) || minutes != 2 || number(0..hours) > 23 || number(hours + 1..hours + 3) > 59 {
        return 0;
    }
    let behind = &text[hours + 3..];
    let label = behind.strip_prefix(':').unwrap_or(behind);
    let entry = label.trim_start_matches([' ', '-', '–', '—']);
    if label.starts_with(' ') && !entry.is_empty() { text.len() - entry.len() } else { 0 }
}

/// `RIGA - ` before a headline.
fn town(text: &str) -> usize {
    let dash = [" - ", " – ", " — "].iter().filter_map(|dash| Some((text.find(dash)?, dash.len()))).min();
    let is_town = |name: &str| {
        let letters = || name.chars().filter(|char| char.is_alphabetic());
        letters().count() > 2
            && letters().all(char::is_uppercase)
            && name.chars().all(|char| !char.is_numeric())
            && name.len() < 40
    };
    dash.filter(|(at, _)| is_town(&text[..*at])).map_or(0, |(at, length)| at + length)
}

/// `Photo: ...`, `... (Photo by Jane Doe)`, `... REUTERS/Jane Doe`, `... via Getty Images`.
fn is_caption(text: &str) -> bool {
    if text.len() > CAPTION {
        return false;
    }
    let lower = text.to_lowercase();
    let behind =
        |label: &str| lower.trim_start_matches('(').strip_prefix(label).map(|rest| rest.trim_start_matches('s').trim_start());
    let labelled = things()
        .over_captions
        .iter()
        .filter_map(behind)
        .any(|rest| rest.starts_with([':', '|']) || rest.starts_with("by ") || rest.starts_with("credit:"));
    labelled || has_credit(text)
}

/// Whether the text ends with the name of a photographer or an agency.
fn has_credit(text: &str) -> bool {
    let end = &text[text.floor_char_boundary(text.len().saturating_sub(CREDIT))..];
    let lower = end.to_lowercase();
    let trimmed = end.trim_end_matches([')', '.']);
    let signed = |agency: &str| {
        let named = end
            .split_once(&format!("{agency}/"))
            .is_some_and(|(_, name)| name.starts_with(char::is_uppercase) && !name.contains(". "));
        let last = trimmed
            .strip_suffix(agency)
            .is_some_and(|before| before.trim_end().ends_with(['/', '|']) || before.ends_with("via "));
        named || last
    };
    things().before_photographer.iter().any(|mark| lower.contains(mark)) || things().picture_agencies.iter().any(signed)
}

/// The lines that are not blank, without the white space around them, and whether a blank line stands before each.
fn lines(prose: &str, body: Range<usize>) -> Vec<(Span, bool)> {
    let (mut out, mut at, mut blank) = (Vec::new(), body.start, true);
    for line in prose.get(body).unwrap_or_default().split_inclusive('\n') {
        let text = trim(prose, at..at + line.len());
        at += line.len();
        if !text.is_empty() {
            out.push((Span::new(text.start, text.end), blank));
        }
        blank = text.is_empty();
    }
    out
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}

/// Joins the lines of blocks that were broken at a fixed width.
fn join_lines(prose: &str, lines: &[(Span, bool)]) -> Vec<Span> {
    let mut out = Vec::new();
    for block in lines.chunk_by(|_, (_, blank)| !blank) {
        let spans = || block.iter().map(|(span, _)| *span);
        match (block.first(), block.last()) {
            (Some((first, _)), Some((last, _))) if is_broken(prose, block) => out.push(first.cover(*last)),
            _ => out.extend(spans()),
        }
    }
    out
}

/// Whether each line of a block would have been too long with the first word of the next.
fn is_broken(prose: &str, block: &[(Span, bool)]) -> bool {
    let length = |span: &Span| prose[span.range()].chars().count();
    let widest = block.iter().map(|(span, _)| length(span)).max().unwrap_or(0);
    let full = |pair: &[(Span, bool)]| {
        let word = prose[pair[1].0.range()].split_whitespace().next().unwrap_or_default();
        length(&pair[0].0) + 1 + word.chars().count() > widest.max(FULL)
    };
    let open = |pair: &[(Span, bool)]| !prose[pair[0].0.range()].ends_with(['.', '!', '?', ':', '"', '”']);
    (2..=WIDEST).contains(&widest)
        && block.len() > 1
        && block.windows(2).all(full)
        && (block.windows(2).any(open) || block.len() > 3)
}

fn kind_of(text: &str, first: bool) -> ParagraphKind {
    if is_caption(text) {
        ParagraphKind::Caption
    } else if !is_heading(text, if first { HEADLINE } else { CROSS_HEAD }) {
        ParagraphKind::Body
    } else if first {
        ParagraphKind::Headline
    } else {
        ParagraphKind::CrossHead
    }
}

/// Whether a line stands over a text rather than being part of it.
fn is_heading(text: &str, longest: usize) -> bool {
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else { return false };
    if text.chars().count() > longest || text.contains('\n') {
        return false;
    }
    let begins = first.is_uppercase() || first.is_numeric() || OPENING.contains(&first);
    begins
        && match last {
            '.' | ':' | ';' | ',' | '…' => false,
            '?' | '!' => !OPENING.contains(&first) && text.split_whitespace().count() <= WORDS_OF_QUESTION && !has_stop(text),
            _ if CLOSING.contains(&last) => ends_in_phrase(text, last),
            _ => !has_stop(text),
        }
}

/// Whether a sentence ends within the text.
fn has_stop(text: &str) -> bool {
    let ends = |at: usize| {
        let word = text[..at].rsplit(' ').next().unwrap_or_default();
        text[at..].starts_with([' ', '"', '”']) && word.chars().filter(|char| char.is_alphabetic()).count() > 3
    };
    text.match_indices(['.', '!', '?']).any(|(at, stop)| ends(at + stop.len()) && at + 1 < text.len() && stop != "?")
}

/// Whether the quotation at the end of a line is a phrase and no sentence of the text.
fn ends_in_phrase(text: &str, last: char) -> bool {
    let Some(inner) = text.strip_suffix(last) else { return false };
    let stops = inner.ends_with(['.', ',', '!', '?', '…']);
    match inner.strip_prefix(OPENING) {
        Some(quoted) => !stops && !quoted.is_empty() && !quoted.contains(CLOSING),
        None => !stops && !text.contains([':', ',']),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<ParagraphKind> {
        let document = Document::new("", text);
        paragraphs(&document).0.into_iter().map(|paragraph| paragraph.kind).collect()
    }

    #[test]
    fn headings_are_told_from_text() {
        use ParagraphKind::{Body, Caption, CrossHead, Headline};
        let text = "Bridge closed after flood\nThe bridge is closed.\n'Nobody was told'\n\"I saw it,\" said Ann. \"It moved.\"\nWhat now?\n\
                    Photo: Jo Doe/Valley News\nThe mayor spoke of \"a mess\"\nIt will open in May.";
        assert_eq!(kinds(text), [Headline, Body, CrossHead, Body, CrossHead, Caption, CrossHead, Body]);
    }

    #[test]
    fn captions_are_known_by_their_credits() {
        for text in [
            "Photo: Jo Doe/Valley News",
            "A bridge. (Photo by Jo Doe)",
            "Smoke over Holm. REUTERS/Jo Doe",
            "A crane, 2019 | AFP",
            "FILE PHOTO: A ship",
        ] {
            assert!(is_caption(text), "{text}");
        }
        for text in ["Photographs were taken.", "He told AFP/Reuters reporters of it. They left.", "Images of the fire spread."] {
            assert!(!is_caption(text), "{text}");
        }
    }

    #[test]
    fn towns_and_times_are_labels() {
        assert_eq!(town("RIGA - A bridge falls"), 7);
        assert_eq!(town("A bridge - or two - falls"), 0);
        assert_eq!([time("07.15 Good morning."), time("9:30 - Rain."), time("9.3 percent"), time("24.10 Rain.")], [6, 7, 0, 0]);
    }

    #[test]
    fn a_single_line_is_text() {
        assert_eq!(kinds("Bridge closed after flood"), [ParagraphKind::Body]);
    }

    #[test]
    fn lines_of_fixed_width_are_joined() {
        let text = "Bridge closed after flood\n\nThe bridge over the river Tamble was closed on Monday night\nafter the water had risen by \
                    two metres, and it will stay\nclosed for a week.\n\nNobody was hurt.\n";
        let document = Document::new("", text);
        let found: Vec<usize> = paragraphs(&document).1.iter().map(|text| text.span.len()).collect();
        assert_eq!(found, [25, 136, 16]);
    }

    #[test]
    fn lines_with_returns_are_paragraphs() {
        let text = "A first sentence stands here.\r\nA second one stands here.\r\n\r\nA third.\r\n";
        assert_eq!(kinds(text).len(), 3);
    }

    #[test]
    fn the_dateline_is_no_text() {
        let text = "OSTRAVA (Agency) - A tram caught fire.";
        let mut document = Document::new("", text);
        document.dateline = Some(Span::new(0, 19));
        assert_eq!(&text[paragraphs(&document).1[0].span.clone()], "A tram caught fire.");
    }

    #[test]
    fn the_times_of_a_live_report_are_no_text() {
        let text = "9.10 Good morning.\n9.45 The debate begins.\n11.30 It ends.";
        let document = Document::new("", text);
        let texts: Vec<&str> = paragraphs(&document).1.iter().map(|found| &text[found.span.clone()]).collect();
        assert_eq!(texts, ["Good morning.", "The debate begins.", "It ends."]);
    }
}
