//! Sheets: one quoted claim a row.
//!
//! A spreadsheet runs a cell that begins with `=`; such cells get an apostrophe in front, which sheets take as "this is text".

use super::view::{Mark, View, has_lines, part};
use super::visible::{one_line, visible};
use super::words::word;
use crate::model::report::{Conflict, Evidence, Side};
use crate::review::Entry;

const COLUMNS: [&str; 24] = [
    "id",
    "status",
    "kind",
    "severity",
    "constraint",
    "entity",
    "attribute",
    "side",
    "value",
    "origins",
    "computed",
    "document",
    "outlet",
    "published",
    "line",
    "column",
    "place",
    "quote",
    "sentence",
    "said_by",
    "stance",
    "rule",
    "explanation",
    "review",
];

pub fn csv(view: &View) -> String {
    table(&COLUMNS, rows(view), b',', |cell| visible(cell).into_owned())
}

pub fn tsv(view: &View) -> String {
    table(&COLUMNS, rows(view), b'\t', one_line)
}

/// Rows under a heading, every cell cleaned and made inert.
fn table(columns: &[&str], rows: impl IntoIterator<Item = Vec<String>>, delimiter: u8, clean: fn(&str) -> String) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(columns).expect("memory takes every row");
    for row in rows {
        writer.write_record(row.iter().map(|cell| inert(clean(cell)))).expect("memory takes every row");
    }
    let bytes = writer.into_inner().expect("memory takes every row");
    String::from_utf8(bytes).expect("cells are text")
}

/// A cell that no spreadsheet takes for a formula.
fn inert(cell: String) -> String {
    let formula = |sign: char| matches!(sign, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    if cell.trim_start_matches(' ').starts_with(formula) { format!("'{cell}") } else { cell }
}

fn rows(view: &View) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for conflict in view.with_gone() {
        for (at, side) in conflict.sides.iter().enumerate() {
            let cells = |evidence| [finding(conflict), answer(at, side), evidence, verdict(view, conflict)].concat();
            rows.extend(side.claims.iter().map(|claim| cells(quoted(view, side, claim))));
            if side.claims.is_empty() {
                rows.push(cells(background(side)));
            }
        }
    }
    rows
}

fn finding(conflict: &Conflict) -> Vec<String> {
    vec![
        conflict.id.clone(),
        word(&conflict.status),
        word(&conflict.kind),
        word(&conflict.severity),
        conflict.constraint.clone(),
        conflict.entity.clone(),
        conflict.attribute.clone(),
    ]
}

fn answer(at: usize, side: &Side) -> Vec<String> {
    let computed = if side.computed { "yes" } else { "" };
    let origins = if side.origins > 0 { side.origins.to_string() } else { String::new() };
    vec![(at + 1).to_string(), side.value.clone(), origins, computed.to_string()]
}

/// The cells of a quotation; what a value was computed from has no outlet and no speaker.
fn quoted(view: &View, side: &Side, claim: &Evidence) -> Vec<String> {
    let document = view.document(&claim.document).filter(|_| !side.computed);
    let speaker = claim.attribution.clone().filter(|_| !side.computed);
    vec![
        claim.document.clone(),
        document.and_then(|document| document.source.clone()).unwrap_or_default(),
        document.and_then(|document| document.published.clone()).unwrap_or_default(),
        if has_lines(claim) { claim.line.to_string() } else { String::new() },
        if has_lines(claim) { claim.column.to_string() } else { String::new() },
        claim.place.as_ref().map(|place| part(place).trim_start_matches([',', ' ']).to_string()).unwrap_or_default(),
        claim.quote.clone(),
        claim.sentence.text.clone(),
        speaker.unwrap_or_default(),
        word(&claim.stance),
        claim.rule.clone(),
    ]
}

/// The row of a side that only background knowledge stands for.
fn background(side: &Side) -> Vec<String> {
    let mut cells = vec![String::new(); 11];
    if let Some(reference) = &side.reference {
        cells[0] = format!("background {}", reference.pack);
        cells[1] = reference.source.clone();
        cells[2] = reference.valid.from.clone().unwrap_or_default();
        cells[6] = reference.fact.clone();
    }
    cells
}

fn verdict(view: &View, conflict: &Conflict) -> Vec<String> {
    let mark = match view.mark(conflict) {
        None => String::new(),
        Some(Mark::New) => "new".to_string(),
        Some(Mark::Known) => "known".to_string(),
        Some(Mark::Gone) => "gone".to_string(),
        Some(Mark::Decided { word, by, why, .. }) => format!("{word} by {by}: {why}"),
    };
    vec![conflict.explanation.clone(), mark]
}

/// Decisions as a sheet.
pub fn decisions(entries: &[&Entry]) -> String {
    let columns = ["id", "decision", "by", "when", "why", "entity", "attribute", "constraint"];
    let row = |entry: &&Entry| {
        [&entry.id, entry.decision.word(), &entry.by, &entry.when, &entry.why, &entry.entity, &entry.attribute, &entry.constraint]
            .map(str::to_string)
            .to_vec()
    };
    table(&columns, entries.iter().map(row), b',', |cell| visible(cell).into_owned())
}
