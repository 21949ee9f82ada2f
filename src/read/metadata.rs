//! Where a document comes from: front matter, headline and dateline.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::model::{Date, Document, Sourced, Span};

const MONTH: &str = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?";

// Repeated classes of all letters take longest to compile of all that the program does at its start, so names are told by what they
// do not hold, and lengths are bounded by `A_PLACE`.

/// `TOWN, Country, Sept 26 (Agency) - `, `TOWN (Agency), June 12, 2024: `, `LONDON (AP) — `.
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    let day = format!(r"(?:{MONTH} [0-9]{{1,2}}|[0-9]{{1,2}} {MONTH})(?:,? [0-9]{{4}})?");
    let name = r#"[^(),:;!?"“”0-9\n]"#;
    let pattern = format!(
        r"^(?P<place>\p{{Lu}}{name}+(?:, \p{{Lu}}{name}+?)?)(?:, (?P<before>{day}))? ?\((?P<outlet>[^()\n]{{2,40}})\)(?:, (?P<after>{day}))?(?: ?[:\-–—]+(?:\s|$))"
    );
    Regex::new(&pattern).expect("a fixed pattern")
});

/// `BEIRUT, Lebanon — `, `Beirut: `: a place and nothing else.
static PLACE_LINE: LazyLock<Regex> = LazyLock::new(|| {
    let dash = r"\p{Lu}{3}[\p{Lu} .’'\-]*(?:, \p{Lu}[^(),:;–—0-9\n]+)? ?[–—]+ ";
    let colon = r"\p{Lu}\p{Ll}{2}\p{Ll}*(?: \p{Lu}\p{Ll}{2}\p{Ll}*){0,2}: ";
    Regex::new(&format!("^(?P<place>{dash}|{colon})")).expect("a fixed pattern")
});

/// Bytes that the name of a place in front of a text may have at most.
const A_PLACE: usize = 80;

/// The match of a pattern whose place is short enough to be one.
fn opens<'t>(pattern: &Regex, line: &'t str) -> Option<Captures<'t>> {
    pattern.captures(line).filter(|found| found["place"].len() <= A_PLACE)
}

static DAY: LazyLock<Regex> = LazyLock::new(|| {
    let month_first = format!(r"(?P<month>{MONTH}) (?P<day>[0-9]{{1,2}})(?:,? (?P<year>[0-9]{{4}}))?");
    let day_first = format!(r"(?P<day2>[0-9]{{1,2}}) (?P<month2>{MONTH})(?:,? (?P<year2>[0-9]{{4}}))?");
    Regex::new(&format!("{month_first}|{day_first}")).expect("a fixed pattern")
});

/// Takes title, outlet and date from a block between two `---` lines and moves the body behind it.
pub fn front_matter(document: &mut Document) {
    document.body.start = document.text.len() - document.text.trim_start_matches('\u{feff}').len();
    let mut at = document.body.start;
    let mut fields = Vec::new();
    for (number, line) in document.text[document.body.start..].split_inclusive('\n').enumerate() {
        at += line.len();
        match (number, line.trim_end()) {
            (0, "---") => {}
            (0, _) => return,
            (_, "---") => {
                document.body.start = at;
                break;
            }
            (_, field) => fields.push(field.to_string()),
        }
    }
    if document.body.start == at {
        fields.iter().filter_map(|field| field.split_once(':')).for_each(|(key, value)| set(document, key, value));
    }
}

fn set(document: &mut Document, key: &str, value: &str) {
    let value = value.trim().trim_matches(['"', '\'']).to_string();
    let from = "front matter";
    match key.trim().to_lowercase().as_str() {
        _ if value.is_empty() => {}
        "title" | "headline" => document.title = Some(Sourced { value, from }),
        "source" | "outlet" | "publisher" | "publication" => document.outlet = Some(Sourced { value, from }),
        "date" | "published" | "published_at" | "pubdate" => {
            document.published = date(&value).map(|value| Sourced { value, from })
        }
        _ => {}
    }
}

/// Takes the title from a headline, date and outlet from the dateline, where front matter gave none.
pub fn opening(document: &mut Document) {
    let lines = first_lines(document);
    if let [(_, first), _, ..] = &lines[..]
        && document.title.is_none()
        && is_headline(first)
    {
        document.title = Some(Sourced { value: first.clone(), from: "first line" });
    }
    for (at, line) in &lines {
        if let Some(found) = opens(&DATELINE, line) {
            return dateline(document, *at, &found);
        }
        if !is_headline(line) {
            let found = opens(&PLACE_LINE, line).filter(|found| found[0].len() < line.len());
            document.dateline = found.map(|found| Span::new(*at, at + found[0].len()));
            return;
        }
    }
}

/// The first lines that are not blank, with their offsets: a headline, a second one, a standfirst, and the first paragraph.
fn first_lines(document: &Document) -> Vec<(usize, String)> {
    let mut at = document.body.start;
    let mut lines = Vec::new();
    for line in document.prose()[document.body.range()].split_inclusive('\n') {
        if !line.trim().is_empty() {
            lines.push((at + line.len() - line.trim_start().len(), line.trim().to_string()));
        }
        at += line.len();
        if lines.len() == 4 {
            break;
        }
    }
    lines
}

fn is_headline(line: &str) -> bool {
    line.len() < 140 && !line.ends_with(['.', '!', ':', '"', '”']) && opens(&DATELINE, line).is_none()
}

fn dateline(document: &mut Document, at: usize, found: &Captures) {
    document.dateline = Some(Span::new(at, at + found[0].len()));
    if document.outlet.is_none() {
        document.outlet = Some(Sourced { value: found["outlet"].trim().to_string(), from: "dateline" });
    }
    let Some(day) = found.name("before").or(found.name("after")).filter(|_| document.published.is_none()) else { return };
    match date(day.as_str()) {
        Some(value) => document.published = Some(Sourced { value, from: "dateline" }),
        None => document.day_without_year = month_and_day(day.as_str()).map(|(month, day, _)| (month, day)),
    }
}

/// `2024-06-10`, `June 10, 2024`, `10 June 2024`; a time behind it is ignored.
fn date(text: &str) -> Option<Date> {
    if let Some(date) = text.get(..10).and_then(|iso| iso.parse().ok()) {
        return Some(date);
    }
    let (month, day, year) = month_and_day(text)?;
    Date::new(year?, month, day).ok()
}

fn month_and_day(text: &str) -> Option<(i8, i8, Option<i16>)> {
    let found = DAY.captures(text)?;
    let group = |one: &str, other: &str| found.name(one).or(found.name(other)).map(|group| group.as_str());
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let month = group("month", "month2")?.to_lowercase();
    let month = names.iter().position(|name| month.starts_with(name))? as i8 + 1;
    let year = group("year", "year2").and_then(|year| year.parse().ok());
    Some((month, group("day", "day2")?.parse().ok()?, year))
}

/// Gives the year to datelines that name none, where all dated documents of the run are of one year.
pub fn lend_year(documents: &mut [Document]) {
    let mut years = documents.iter().filter_map(|document| document.published.as_ref()).map(|date| date.value.year());
    let Some(year) = years.next().filter(|year| years.all(|other| other == *year)) else { return };
    for document in documents.iter_mut().filter(|document| document.published.is_none()) {
        let date = document.day_without_year.and_then(|(month, day)| Date::new(year, month, day).ok());
        document.published = date.map(|value| Sourced { value, from: "dateline, its year from the other documents" });
    }
}
