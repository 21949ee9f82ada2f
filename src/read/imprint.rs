//! The lines around a text that say when it was published: `Published: May 3, 2013`, `Updated 11:10 am EDT, 08/02/2013`,
//! `By Jane Doe | Monday, July 22, 2013`, `17 September 2013 - 21:29`.
//!
//! A line is one of them when nothing is left of it but dates, times, the words of such lines, and a byline set off from them. Dates
//! in sentences are what the text tells, never its own date.

use std::sync::LazyLock;

use regex::Regex;

use super::day::{Day, days};
use crate::model::{Date, Document, Sourced, Span};

/// The longest of these lines, in bytes.
const LONGEST: usize = 160;
/// So many lines at the head of a document may be ones; at its end so many.
const HEAD: usize = 9;
const END: usize = 2;

/// The words that announce a date, and those that say that it is of a later state.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    let words = r"(?:(?P<later>updated|modified|edited|revised)|published|posted|created|released?|issued|filed|uploaded|date)";
    let before =
        r"(?:(?:this|the)\s+)?(?:(?:story|article|page|report|date|first|last|originally|was|has been|for immediate)\s+)*";
    let behind = r"(?:\s+(?:date|time|online|on|at))*";
    Regex::new(&format!(r"(?i)\b{before}{words}{behind}\b\s*:?")).expect("a fixed pattern")
});

/// Times, zones, weekdays, agencies and the small words between them.
static FURNITURE: LazyLock<Regex> = LazyLock::new(|| {
    let clock = r"[0-9]{1,2}(?: ?[:.] ?[0-9]{2}){1,2}(?: ?[ap]\.? ?m\b\.?|[ap]\b)?|[0-9]{1,2} ?[ap]\.? ?m\b\.?|[0-9]{4} ?(?:hrs|hours|h)\b";
    let zone = r"\(?\b(?:gmt|utc|uk|bst|ist|pkt|jst|kst|hkt|sgt|wib|msk|sast|wat|cat|eat|(?:e|c|m|p|ak|ae|nz)[sd]?t|(?:c|e|w)es?t|hst|awst)\b(?: ?[+-] ?[0-9]{1,2}(?: ?:? ?[0-9]{1,2})?)?\)?";
    let weekday = r"\b(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?";
    let agency = r"\b(?:afp|ap|ani|dpa|epa|ians|pti|tass|tnn|upi|reuters|xinhua|associated press)\b";
    Regex::new(&format!(r"(?i){clock}|{zone}|{weekday}|{agency}|\b(?:on|at|time|hrs|hours|local)\b")).expect("a fixed pattern")
});

/// What a line above the text says of its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    day: Day,
    label: Label,
}

/// In the order of how well it tells when the text was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Label {
    Published,
    None,
    Updated,
}

impl Label {
    fn source(self) -> &'static str {
        match self {
            Label::Published => "line that says when it was published",
            Label::None => "line with a date",
            Label::Updated => "line that says when it was updated",
        }
    }
}

/// Takes the date from the lines around the text, where front matter gave none, and blanks them: they are no part of the text.
pub fn lines(document: &mut Document) {
    let lines = all(document);
    let mut stamps = Vec::new();
    let mut blank = Vec::new();
    let (head, rest) = lines.split_at(lines.len().min(HEAD));
    let mut prose = 0;
    for (span, line) in head {
        match stamps_of(line) {
            Some(found) => {
                stamps.extend(found);
                blank.push(*span);
            }
            None if is_address(line) => blank.push(*span),
            None if is_prose(line) => prose += 1,
            None => {}
        }
        if prose > 1 {
            break;
        }
    }
    for (span, line) in rest.iter().rev().take(END) {
        let labelled = stamps_of(line).filter(|found| !found.is_empty() && found.iter().all(|stamp| stamp.label != Label::None));
        if let Some(found) = labelled {
            stamps.extend(found);
            blank.push(*span);
        }
    }
    let days: Vec<Date> = stamps.iter().filter_map(|stamp| stamp.day.date()).collect();
    let heads_entries = || rest.iter().any(|(_, line)| is_other_day(line, &days));
    let bare = !stamps.is_empty() && stamps.iter().all(|stamp| stamp.label == Label::None);
    if bare && heads_entries() {
        return;
    }
    take(document, &stamps);
    blank_out(document, &blank);
}

/// The lines of the body that are not blank.
fn all(document: &Document) -> Vec<(Span, String)> {
    let mut at = document.body.start;
    let mut lines = Vec::new();
    for line in document.prose()[document.body.range()].split_inclusive('\n') {
        let text = line.trim();
        if !text.is_empty() {
            let start = at + line.len() - line.trim_start().len();
            lines.push((Span::new(start, start + text.len()), text.to_string()));
        }
        at += line.len();
    }
    lines
}

/// A line with a day of its own further down: the text is a chronicle, and its first day heads an entry.
fn is_other_day(line: &str, days: &[Date]) -> bool {
    let other = |stamp: &Stamp| stamp.label == Label::None && stamp.day.date().is_some_and(|date| !days.contains(&date));
    line.len() < LONGEST / 2 && stamps_of(line).is_some_and(|found| found.iter().any(other))
}

/// `https://www.example.org/news/fire`.
fn is_address(line: &str) -> bool {
    ["http:", "https:", "www."].iter().any(|start| line.starts_with(start)) && line.contains(['/', '.']) && !line.ends_with('.')
}

fn is_prose(line: &str) -> bool {
    line.len() >= LONGEST || (line.len() > LONGEST / 3 && line.ends_with(['.', '!', '?', '"', '”']))
}

/// The dates of a line that says nothing else, or none where it does.
fn stamps_of(line: &str) -> Option<Vec<Stamp>> {
    if line.len() > LONGEST || !line.contains(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    let days = days(line);
    let labels: Vec<_> = LABEL.captures_iter(line).collect();
    let bare = |label: &Label| *label == Label::None;
    let label_at = |at: usize| {
        let before = labels.iter().rfind(|label| label.get_match().end() <= at);
        before.map_or(Label::None, |label| if label.name("later").is_some() { Label::Updated } else { Label::Published })
    };
    let stamps = || days.iter().filter_map(|(place, day)| Some(Stamp { day: (*day)?, label: label_at(place.start) }));
    let found: Vec<Stamp> = stamps().filter(|stamp| stamp.day.year.is_some() || !bare(&stamp.label)).collect();
    let tells = !found.is_empty() || !labels.is_empty() || days.iter().any(|(_, day)| day.is_none());
    (tells && says_nothing_else(line, &days, &labels)).then_some(found)
}

/// Whether nothing is left of a line without its dates, labels, times and byline.
fn says_nothing_else(line: &str, days: &[(std::ops::Range<usize>, Option<Day>)], labels: &[regex::Captures]) -> bool {
    let mut left = line.to_string();
    let mut cut: Vec<_> = days.iter().map(|(place, _)| (place.clone(), "\u{1}")).collect();
    cut.extend(labels.iter().map(|label| (label.get_match().range(), "|")));
    cut.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
    for (place, mark) in cut {
        if left.is_char_boundary(place.start) && place.end <= left.len() {
            left.replace_range(place, mark);
        }
    }
    let left = FURNITURE.replace_all(&left, " ");
    left.split(['|', '•', '·', '—', '–']).all(|piece| {
        let words = piece.trim_matches(|sign: char| !sign.is_alphanumeric() && sign != '\u{1}');
        words.chars().all(|sign| sign == '\u{1}' || !sign.is_alphanumeric()) || (!words.contains('\u{1}') && is_byline(words))
    })
}

/// `By Jane Doe, Staff Writer`, `Associated Press`: a few words, all of them names.
fn is_byline(words: &str) -> bool {
    let small = ["by", "of", "for", "and", "the", "in"];
    let is_name =
        |word: &str| word.starts_with(|sign: char| sign.is_uppercase()) || small.contains(&word.to_lowercase().as_str());
    let by = words.to_lowercase().starts_with("by ");
    words.split_whitespace().count() <= if by { 10 } else { 4 } && words.split_whitespace().all(is_name)
}

/// The best of the stamps is the date of the document.
fn take(document: &mut Document, stamps: &[Stamp]) {
    let dated = stamps.iter().filter_map(|stamp| Some((stamp.label, stamp.day.date()?)));
    let best = dated.min_by_key(|(label, _)| *label);
    match best {
        _ if document.published.is_some() => {}
        Some((label, value)) => {
            document.published = Some(Sourced { value, from: label.source() });
            document.revised = label == Label::Updated;
        }
        None => document.day_without_year = stamps.first().map(|stamp| (stamp.day.month, stamp.day.day)),
    }
}

fn blank_out(document: &mut Document, spans: &[Span]) {
    if spans.is_empty() {
        return;
    }
    let mut text = document.blanked.take().unwrap_or_else(|| document.text.clone());
    for span in spans {
        text.replace_range(span.range(), &" ".repeat(span.len()));
    }
    document.blanked = Some(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Document {
        let mut document = Document::new("", text);
        lines(&mut document);
        document
    }

    fn dated(line: &str) -> Option<(String, &'static str)> {
        let document = read(&format!("Mill burns down\n{line}\nThe mill of Tarva burned down on Monday, police said.\n"));
        document.published.map(|date| (date.value.to_string(), date.from))
    }

    #[test]
    fn lines_above_the_text_give_its_date() {
        let (published, plain, updated) = (Label::Published.source(), Label::None.source(), Label::Updated.source());
        for (line, from) in [
            ("Published: June 12, 2024", published),
            ("First Published: June 12, 2024 4:59 PM EDT", published),
            ("posted Jun 12th, 2024 at 12:28 PM", published),
            ("PUBLISHED: WEDNESDAY, JUNE 12, 2024, 12:38 AM / UPDATED AT 12:48 PM", published),
            ("Posted: Jun 12, 2024 8:20 AM ET Last Updated: Jun 13, 2024 8:10 PM ET", published),
            ("Story Created: Jun 12, 2024 at 9:56 AM AKDT", published),
            ("This article was published on 12 June 2024.", published),
            ("By Ada Lind, Published: June 12, 2024", published),
            ("12 June 2024 Last updated at 17:50 GMT", plain),
            ("9:53 AM, WED 12 JUN 2024", plain),
            ("June 12, 2024 | 5:03pm", plain),
            ("12 June 2024, 18:07 (GMT+05:00)", plain),
            ("By ADA LIND | Wednesday, June 12, 2024", plain),
            ("Ada Lind · The Tarva Post · June 12, 2024", plain),
            ("on Wednesday, 12 June 2024 13:45.", plain),
            ("2024-06-12", plain),
            ("Reuters Jun 12, 2024, 02.16PM IST", plain),
            ("8:05am UK, Wednesday 12 June 2024", plain),
            ("FOR IMMEDIATE RELEASE June 12, 2024", published),
            ("Date Published: Wednesday, June 12, 2024", published),
            ("Last updated on: June 12, 2024 19:30 IST", updated),
            ("Updated 06/12/2024 01:03 PM ET", updated),
        ] {
            assert_eq!(dated(line), Some(("2024-06-12".to_string(), from)), "{line}");
        }
    }

    #[test]
    fn a_day_of_the_last_change_is_no_day_to_count_from() {
        let anchor = |line: &str| read(&format!("Mill burns down\n{line}\nThe mill burned down yesterday.\n")).anchor();
        assert_eq!(anchor("Last updated: June 12, 2024"), None);
        assert!(anchor("Published: June 12, 2024").is_some());
        assert!(anchor("12 June 2024 Last updated at 17:50 GMT").is_some());
    }

    #[test]
    fn dates_that_something_is_said_of_are_none_of_the_document() {
        for line in [
            "Remembering September 11, 2001",
            "The mill opened on June 12, 1894.",
            "Letters to the editor, June 12, 2024",
            "Deal to be signed June 12, 2024",
            "Updated figures for June 12, 2024 show a fall",
            "Voting will close at 6:00 pm on June 12, 2024",
            "June 12",
            "06/12/2024",
        ] {
            assert_eq!(dated(line), None, "{line}");
        }
    }

    #[test]
    fn a_day_that_heads_the_first_of_several_entries_is_none_of_the_document() {
        let text = "The life of a mill\nJune 12, 1894\nThe mill opens.\n";
        assert!(read(text).published.is_some());
        let many = format!("{text}{}May 3, 1901\nIt burns down.\n", "Nothing happens.\n".repeat(HEAD));
        assert!(read(&many).published.is_none());
    }

    #[test]
    fn such_lines_are_no_part_of_the_text() {
        let text = "https://news.example.org/2024/06/mill\nMill burns down\nPublished: June 12, 2024\nThe mill burned down.\nUpdated: June 14, 2024\n";
        let document = read(text);
        assert_eq!(document.prose().len(), text.len());
        let words: Vec<&str> = document.prose().split_whitespace().collect();
        assert_eq!(words.join(" "), "Mill burns down The mill burned down.");
        assert_eq!(document.published.map(|date| date.value.to_string()).as_deref(), Some("2024-06-12"));
    }
}
