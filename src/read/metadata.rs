//! Where a document comes from: front matter, headline and dateline.

use super::{dateline, day};
use crate::model::{Date, Document, Sourced, Span};

/// Takes title, outlet and date from a block between two `---` lines and moves the body behind it.
pub fn front_matter(document: &mut Document) {
    let mut at = 0;
    let mut fields = Vec::new();
    for (number, line) in document.text.split_inclusive('\n').enumerate() {
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
            document.published = day::first(&value).and_then(day::Day::date).map(|value| Sourced { value, from })
        }
        _ => {}
    }
}

/// Takes the title from a headline, date and outlet from the dateline, where front matter gave none. A headline and the caption of a
/// picture from the files may stand before it.
pub fn opening(document: &mut Document) {
    let lines = first_lines(document);
    if let [(_, first), _, ..] = &lines[..]
        && document.title.is_none()
        && is_headline(first)
    {
        document.title = Some(Sourced { value: first.clone(), from: "first line" });
    }
    for (at, line) in &lines {
        if let Some(found) = dateline::full(line) {
            return take(document, *at, &found);
        }
        if !is_headline(line) && !line.starts_with("FILE ") {
            document.dateline = dateline::place(line).map(|length| Span::new(*at, at + length));
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
    line.len() < 140 && !line.ends_with(['.', '!', ':', '"', '”']) && dateline::full(line).is_none()
}

fn take(document: &mut Document, at: usize, found: &dateline::Dateline) {
    document.dateline = Some(Span::new(at, at + found.length));
    if document.outlet.is_none() {
        document.outlet = found.outlet.map(|outlet| Sourced { value: outlet.to_string(), from: "dateline" });
    }
    let Some(day) = found.day.filter(|_| document.published.is_none()) else { return };
    match day.date() {
        Some(value) => document.published = Some(Sourced { value, from: "dateline" }),
        None => document.day_without_year = Some((day.month, day.day)),
    }
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
