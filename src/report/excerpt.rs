//! The part of a sentence around its claims that fits a given room.

use std::borrow::Cow;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::markup;
use super::visible::visible;
use crate::model::report::Evidence;

/// Columns of the longest sentence. A claim is shown whole up to here, whatever the room: any of its words may be the one that decides.
pub const SENTENCE: usize = 4000;

/// Claims of one sentence with the words around them, on one line, control characters made visible.
#[derive(Debug, PartialEq, Eq)]
pub struct Excerpt {
    pub pieces: Vec<Piece>,
}

/// The words of a claim, or words between claims; a claim that is all of its sentence is not set off.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// Which of the claims it is.
    pub claim: Option<usize>,
}

impl Excerpt {
    /// The quotation marks to set around it: none where the words bring their own.
    pub fn marks(&self) -> [&'static str; 2] {
        let text: String = self.pieces.iter().map(|piece| piece.text.as_str()).collect();
        let text = text.trim_matches(|sign: char| sign.is_whitespace() || matches!(sign, '.' | ','));
        let quoted = text.starts_with(['“', '"', '„', '«', '»', '”']) || text.ends_with(['”', '"', '“', '»', '«']);
        if quoted { ["", ""] } else { ["“", "”"] }
    }
}

/// Claims in the groups that are shown as one quotation: neighbours in one sentence, said by one voice, that `room` columns hold.
pub fn together(claims: &[Evidence], room: usize) -> Vec<Vec<&Evidence>> {
    let mut groups: Vec<Vec<&Evidence>> = Vec::new();
    for claim in claims {
        match groups.last_mut() {
            Some(group) if joins(group, claim, room) => group.push(claim),
            _ => groups.push(vec![claim]),
        }
    }
    groups
}

fn joins(group: &[&Evidence], claim: &Evidence, room: usize) -> bool {
    let (first, last) = (group[0], group[group.len() - 1]);
    let same = first.document == claim.document
        && first.sentence == claim.sentence
        && first.attribution == claim.attribution
        && first.stance == claim.stance;
    let (Some(from), Some(before), Some(here)) = (place(first), place(last), place(claim)) else { return false };
    same && before.end <= here.start && clipped_width(&first.sentence.text[from.start..here.end], room) <= room
}

/// The claims of one sentence and as much of the rest of it as `room` columns hold; cuts fall between words and show as `…`.
pub fn excerpt(claims: &[&Evidence], room: usize) -> Excerpt {
    let (text, places) = source(claims);
    let markdown = claims.iter().any(|claim| markup::is_markdown(&claim.document));
    let marks = if markdown { markup::marks(text) } else { Vec::new() };
    let words = |range: Range<usize>| match marks.is_empty() {
        true => Cow::Borrowed(&text[range]),
        false => Cow::Owned(markup::words(text, range, &marks)),
    };
    let start = places.first().map_or(0, |(_, place)| place.start);
    let (mut core, mut at) = (Vec::new(), start);
    for (number, place) in places {
        core.push(Piece { text: shorten(&words(at..place.start), room.max(8)), claim: None });
        let claim = Some(number).filter(|_| !is_all(text, &place));
        core.push(Piece { text: shorten(&words(place.clone()), SENTENCE), claim });
        at = place.end;
    }
    let (before, after) = (words(0..start), words(at..text.len()));
    let rest = room.saturating_sub(core.iter().map(|piece| width(&piece.text)).sum());
    let (left, right) = shares(clipped_width(&before, rest), clipped_width(&after, rest), rest);
    core.insert(0, Piece { text: tail(&before, left), claim: None });
    core.push(Piece { text: head(&after, right), claim: None });
    core.retain(|piece| !piece.text.is_empty());
    Excerpt { pieces: core }
}

/// Whether a claim is all of its sentence: to set it off would set off nothing.
pub fn is_sentence(claim: &Evidence) -> bool {
    claim.marked.is_empty() && place(claim).is_some_and(|place| is_all(&claim.sentence.text, &place))
}

fn is_all(text: &str, place: &Range<usize>) -> bool {
    text[place.clone()].trim() == text.trim()
}

/// A text of one line, cut at its end where it is wider than `room` columns.
pub fn clip(text: &str, room: usize) -> String {
    head(text, room)
}

/// Values in `room` columns each, with the first words in view that are not those of all.
pub fn apart(values: &[String], room: usize) -> Vec<String> {
    let shared = shared(values);
    let cut = |value: &String| {
        if shared == 0 || clipped_width(value, room) <= room {
            return clip(value, room);
        }
        let (before, rest) = value.split_at(shared);
        let (word, after) = rest.split_at(rest.find(' ').unwrap_or(rest.len()));
        let word = shorten(word, room);
        let rest = room.saturating_sub(width(&word));
        let (left, right) = shares(clipped_width(before, rest), clipped_width(after, rest), rest);
        tail(before, left) + &word + &head(after, right)
    };
    values.iter().map(cut).collect()
}

/// Bytes of the whole words that all values begin with.
fn shared(values: &[String]) -> usize {
    let [first, others @ ..] = values else { return 0 };
    let words = first.match_indices(' ').map(|(at, _)| at + 1);
    let common = words.take_while(|at| others.iter().all(|value| value.starts_with(&first[..*at])));
    if others.is_empty() { 0 } else { common.last().unwrap_or(0) }
}

/// Where a claim stands in its sentence.
fn place(claim: &Evidence) -> Option<Range<usize>> {
    let text = claim.sentence.text.as_str();
    let offset = |at: usize| at.checked_sub(claim.sentence.start);
    let exact = offset(claim.span.start).zip(offset(claim.span.end)).map(|(start, end)| start..end);
    let found = || text.find(claim.quote.as_str()).map(|start| start..start + claim.quote.len());
    exact.filter(|range| text.get(range.clone()) == Some(&claim.quote)).or_else(|| found().filter(|range| !range.is_empty()))
}

/// The sentence of the claims, and where the words of each of them stand. A claim that is not in its sentence stands alone.
fn source<'a>(claims: &[&'a Evidence]) -> (&'a str, Vec<(usize, Range<usize>)>) {
    let Some(first) = claims.first() else { return ("", Vec::new()) };
    let mut places = Vec::new();
    for (number, claim) in claims.iter().enumerate() {
        let Some(whole) = place(claim) else { return (&first.quote, vec![(0, 0..first.quote.len())]) };
        match marked(claim, &whole) {
            marked if marked.is_empty() => places.push((number, whole)),
            marked => places.extend(marked.into_iter().map(|words| (number, words))),
        }
    }
    (&first.sentence.text, places)
}

/// Where the words of a claim that are set off stand in its sentence, as far as they are in order and between characters.
fn marked(claim: &Evidence, whole: &Range<usize>) -> Vec<Range<usize>> {
    let text = claim.sentence.text.as_str();
    let mut at = whole.start;
    let mut found = Vec::new();
    for words in &claim.marked {
        let Some(start) = words.start.checked_sub(claim.sentence.start) else { continue };
        let end = words.end.saturating_sub(claim.sentence.start);
        if at <= start && end <= whole.end && text.get(start..end).is_some_and(|words| !words.is_empty()) {
            found.push(start..end);
            at = end;
        }
    }
    found
}

/// Room for what stands before and after: half each, and what one does not need goes to the other.
fn shares(before: usize, after: usize, room: usize) -> (usize, usize) {
    let left = before.min((room / 2).max(room.saturating_sub(after)));
    (left, room - left)
}

fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// The width of a text, or `limit` plus one where it is wider.
fn clipped_width(text: &str, limit: usize) -> usize {
    let mut sum = 0;
    for sign in text.chars() {
        sum += sign.width().unwrap_or(1);
        if sum > limit {
            return limit + 1;
        }
    }
    sum
}

/// The beginning of a text, up to `room` columns.
fn head(text: &str, room: usize) -> String {
    let (piece, cut) = fitting(text.chars(), room);
    if !cut {
        return flat(text);
    }
    let piece: String = piece.into_iter().collect();
    let kept = piece.rsplit_once(char::is_whitespace).map_or(piece.as_str(), |(kept, _)| kept);
    format!("{} …", flat(kept).trim_end()).replace("  ", " ")
}

/// The end of a text, down to `room` columns.
fn tail(text: &str, room: usize) -> String {
    let (piece, cut) = fitting(text.chars().rev(), room);
    if !cut {
        return flat(text);
    }
    let piece: String = piece.into_iter().rev().collect();
    let kept = piece.split_once(char::is_whitespace).map_or(piece.as_str(), |(_, kept)| kept);
    format!("… {}", flat(kept).trim_start()).replace("  ", " ")
}

/// The first signs that fit, and whether any are left.
fn fitting(mut signs: impl Iterator<Item = char>, room: usize) -> (Vec<char>, bool) {
    let mut sum = 0;
    let mut piece = Vec::new();
    for sign in signs.by_ref() {
        sum += sign.width().unwrap_or(1);
        if sum > room {
            return (piece, true);
        }
        piece.push(sign);
    }
    (piece, false)
}

/// A text that is too long keeps its first and its last words.
fn shorten(text: &str, room: usize) -> String {
    if clipped_width(text, room) <= room {
        return flat(text);
    }
    head(text, room * 2 / 3) + tail(text, room / 3).trim_start_matches('…')
}

/// On one line, with single spaces, the outer ones kept.
fn flat(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for sign in text.chars() {
        if sign.is_whitespace() {
            space = true;
            continue;
        }
        if std::mem::take(&mut space) {
            out.push(' ');
        }
        out.push(sign);
    }
    if space {
        out.push(' ');
    }
    visible(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stance;
    use crate::model::report::{Passage, Range};

    fn evidence(text: &str, quote: &str) -> Evidence {
        let start = text.find(quote).unwrap_or(0);
        Evidence {
            document: "a.txt".into(),
            span: Range { start: 100 + start, end: 100 + start + quote.len() },
            line: 1,
            column: 1,
            place: None,
            quote: quote.into(),
            marked: Vec::new(),
            sentence: Passage { start: 100, end: 100 + text.len(), text: text.into() },
            attribution: None,
            stance: Stance::Asserted,
            rule: "r".into(),
        }
    }

    fn check(text: &str, quote: &str, room: usize, expected: &str) {
        assert_eq!(shown(&excerpt(&[&evidence(text, quote)], room)), expected);
    }

    fn shown(excerpt: &Excerpt) -> String {
        let piece = |piece: &Piece| if piece.claim.is_some() { format!("[{}]", piece.text) } else { piece.text.clone() };
        excerpt.pieces.iter().map(piece).collect()
    }

    #[test]
    fn claims_of_one_sentence_are_quoted_once() {
        let text = "There were 70 stalls for fish, 30 for fruit and 30 for the rest.";
        let second = text.rfind("30").expect("it is there") + 100;
        let mut claims: Vec<Evidence> = ["70", "30", "30"].map(|quote| evidence(text, quote)).into();
        claims[2].span = Range { start: second, end: second + 2 };
        let groups = together(&claims, 60);
        assert_eq!(groups.len(), 1);
        assert_eq!(shown(&excerpt(&groups[0], 99)), "There were [70] stalls for fish, [30] for fruit and [30] for the rest.");
        assert_eq!(shown(&excerpt(&groups[0], 44)), "… [70] stalls for fish, [30] for fruit and [30] …");
        assert_eq!(together(&claims, 30).len(), 2, "what fits is joined");
        claims[1].attribution = Some("the mayor".to_string());
        assert_eq!(together(&claims, 60).len(), 3, "each voice is quoted by itself");
    }

    #[test]
    fn the_claim_stands_in_the_middle_of_what_fits() {
        let text = "On a cold morning the old ferry left the quay at noon with forty people on board and a dog.";
        check(
            text,
            "left the quay",
            200,
            "On a cold morning the old ferry [left the quay] at noon with forty people on board and a dog.",
        );
        check(text, "left the quay", 40, "… old ferry [left the quay] at noon with …");
        check(text, "On a cold", 30, "[On a cold] morning the old …");
        check("two\nlines\tand\x1b[2J more", "lines", 80, "two [lines] and␛[2J more");
        check("東京都の港は日曜日に開いた", "日曜日", 12, "… は[日曜日]に …");
    }

    #[test]
    fn words_with_quotation_marks_of_their_own_get_no_others() {
        let cases = [
            ("The pier was rebuilt.", ["“", "”"]),
            ("“The pier was rebuilt,” she said.", ["", ""]),
            ("She said, \"the pier was rebuilt.\"", ["", ""]),
            ("She calls the pier “new” everywhere.", ["“", "”"]),
        ];
        for (text, marks) in cases {
            assert_eq!(excerpt(&[&evidence(text, "pier was rebuilt")], 200).marks(), marks, "{text}");
        }
    }

    #[test]
    fn marks_of_emphasis_are_left_out_of_markdown_alone() {
        let mut passage = evidence("It *all* burned on **Monday, 4 March**, they say.", "Monday, 4 March");
        assert_eq!(shown(&excerpt(&[&passage], 200)), "It *all* burned on **[Monday, 4 March]**, they say.");
        passage.document = "a.md".into();
        assert_eq!(shown(&excerpt(&[&passage], 200)), "It all burned on [Monday, 4 March], they say.");
    }

    #[test]
    fn of_a_whole_sentence_the_words_that_weigh_most_are_set_off() {
        let text = "The harbour stays closed until Thursday.";
        let mut whole = evidence(text, text);
        whole.marked = vec![Range { start: 118, end: 124 }, Range { start: 131, end: 139 }];
        assert_eq!(shown(&excerpt(&[&whole], 80)), "The harbour stays [closed] until [Thursday].");
        assert_eq!(shown(&excerpt(&[&whole], 28)), "… [closed] until [Thursday].");
        whole.marked = vec![Range { start: 131, end: 139 }, Range { start: 118, end: 124 }, Range { start: 10, end: 900 }];
        assert_eq!(shown(&excerpt(&[&whole], 80)), "The harbour stays closed until [Thursday].", "a kept report may be anything");
    }

    #[test]
    fn what_is_all_of_the_sentence_is_not_set_off() {
        check("The pier was rebuilt in May.", "The pier was rebuilt in May.", 12, "The pier was rebuilt in May.");
        assert!(is_sentence(&evidence("The pier was rebuilt.", "The pier was rebuilt.")));
        assert!(!is_sentence(&evidence("The pier was rebuilt.", "The pier was rebuilt")));
    }

    #[test]
    fn a_huge_quote_is_cut_in_the_middle() {
        let quote = "x".repeat(1_000_000);
        let cut = shown(&excerpt(&[&evidence(&quote, &quote)], 60));
        assert!(width(&cut) <= SENTENCE + 6, "{cut}");
        assert_eq!(shorten(" one two three four five six seven ", 24), " one two three … seven ");
    }

    #[test]
    fn a_claim_is_shown_whole_in_any_room() {
        let text = "“We kept the north pier and the old crane open all night,” said the pilot of the harbour.";
        let claim = "We kept the north pier and the old crane open all night";
        check(text, claim, 20, "… [We kept the north pier and the old crane open all night] …");
    }

    #[test]
    fn values_are_cut_around_the_words_in_which_they_differ() {
        let values = ["We kept the north pier open all night", "We kept the north pier shut all night"].map(str::to_string);
        assert_eq!(apart(&values, 14), ["… open all …", "… shut all …"]);
        assert_eq!(apart(&values, 24), ["… pier open all night", "… pier shut all night"]);
        assert_eq!(apart(&values, 40), values);
        assert_eq!(apart(&values[..1], 14), ["We kept the …"]);
        assert_eq!(apart(&["1894".to_string(), String::new()], 14), ["1894", ""]);
    }
}
