//! The first screen: findings grouped by entity, a row for each quoted claim, both sides in view.

use tabled::builder::Builder;
use tabled::settings::Modify;
use tabled::settings::object::Columns;
use tabled::settings::panel::Panel;
use tabled::settings::style::{HorizontalLine, Style as Lines};
use tabled::settings::themes::{BorderCorrection, Theme};
use tabled::settings::width::Width;

use super::excerpt::{Excerpt, clip, excerpt, together};
use super::paint::{CLAIM, FAINT, Look, STRONG, of_status};
use super::view::{Mark, POSSIBLE, View, answers, backing, place_within, reason, subject};
use super::visible::one_line;
use super::words::word;
use super::wrap::wrap;
use crate::model::report::{Conflict, Evidence, Reference, Side};

/// More quotations of one side than this are counted, not shown.
const SHOWN: usize = 4;
/// From here on the sources have a column of their own.
const WIDE: usize = 90;

pub fn render(view: &View) -> String {
    let mut out = format!("{}\n", view.look.paint(STRONG, &view.summary()));
    for (entity, conflicts) in view.by_entity() {
        out.push_str(&format!("\n{}\n", view.look.paint(STRONG, &clip(&subject(entity), view.look.width.saturating_sub(2)))));
        for conflict in conflicts {
            out.push_str(&finding(view, conflict));
            out.push('\n');
        }
    }
    for (at, conflict) in view.possible().enumerate() {
        let heading = if at == 0 { format!("\n{}\n", view.look.paint(STRONG, POSSIBLE)) } else { String::new() };
        out.push_str(&format!("{heading}{}\n", finding(view, conflict)));
    }
    out.push_str(&super::figures::render(view));
    out.push_str(&super::remarks::render(view));
    out
}

/// Widths of the columns: the answer, the evidence, and the source where it has a column of its own.
fn columns(width: usize) -> Vec<usize> {
    let width = width.clamp(40, 200);
    let borders = if width >= WIDE { 10 } else { 7 };
    let answer = (width / 5).clamp(12, 30);
    let source = if width >= WIDE { (width / 5).clamp(18, 36) } else { 0 };
    let mut columns = vec![answer, width - borders - answer - source];
    columns.extend((source > 0).then_some(source));
    columns
}

fn finding(view: &View, conflict: &Conflict) -> String {
    let columns = columns(view.look.width);
    let answers = answers(conflict, columns[0] * 4);
    let sides: Vec<_> =
        conflict.sides.iter().zip(&answers).map(|(side, answer)| side_rows(view, side, answer, &columns)).collect();
    let starts: Vec<usize> = sides.iter().scan(1, |row, side| Some(std::mem::replace(row, *row + side.len()))).collect();
    let mut rows = Builder::new();
    for row in sides.iter().flatten() {
        rows.push_record(row.iter().zip(&columns).map(|(cell, width)| wrap(cell, *width)));
    }
    let inner = columns.iter().sum::<usize>() + 3 * (columns.len() - 1);
    let mut table = rows.build();
    for (at, width) in columns.iter().enumerate() {
        table.with(Modify::new(Columns::one(at)).with(Width::increase(*width)));
    }
    table.with(Panel::header(wrap(&heading(view, conflict), inner)));
    table.with(Panel::footer(wrap(&footing(view, conflict), inner)));
    let last = table.count_rows() - 1;
    table.with(lines(starts.into_iter().chain([last]))).with(BorderCorrection::span());
    table.to_string()
}

/// A frame with a line above each of the rows named.
fn lines(rows: impl Iterator<Item = usize>) -> Theme {
    let mut theme = Theme::from_style(Lines::modern_rounded().remove_horizontal());
    for row in rows {
        theme.insert_horizontal_line(row, HorizontalLine::inherit(Lines::modern_rounded()));
    }
    theme
}

/// `CONTRADICTION  foreign minister  office-holder, error  NEW`
fn heading(view: &View, conflict: &Conflict) -> String {
    let look = &view.look;
    let mut parts = vec![
        look.paint(of_status(conflict.status), &word(&conflict.status).to_uppercase()),
        look.paint(STRONG, &clip(&one_line(&conflict.attribute), 200)),
        look.paint(FAINT, &format!("{}, {}", word(&conflict.kind), word(&conflict.severity))),
    ];
    parts.extend(view.mark(conflict).map(|mark| label(look, mark)));
    parts.retain(|part| !part.is_empty());
    parts.join("  ")
}

/// A mark in a word.
pub fn label(look: &Look, mark: &Mark) -> String {
    match mark {
        Mark::New => look.paint(STRONG, "NEW"),
        Mark::Known => look.paint(FAINT, "KNOWN"),
        Mark::Gone => look.paint(FAINT, "GONE"),
        Mark::Decided { word, by, .. } => look.paint(FAINT, &format!("{} by {}", word.to_uppercase(), one_line(by))),
    }
}

fn footing(view: &View, conflict: &Conflict) -> String {
    let id = view.look.paint(FAINT, &format!("{} · {}", one_line(&conflict.constraint), one_line(&conflict.id)));
    format!("{}\n{id}", clip(&reason(conflict), 800))
}

fn side_rows(view: &View, side: &Side, value: &str, columns: &[usize]) -> Vec<Vec<String>> {
    let quotations = together(&side.claims, 2 * columns[1] - 8);
    let mut rows: Vec<Vec<String>> = quotations.iter().take(SHOWN).map(|claims| row(view, side, claims, columns)).collect();
    if let Some(reference) = &side.reference {
        rows.push(background(view, reference, columns));
    }
    if rows.is_empty() {
        rows.push(vec![String::new(); columns.len()]);
    }
    rows[0][0] = answer(view, side, value);
    if quotations.len() > SHOWN {
        let more = format!("and {} more", quotations.len() - SHOWN);
        let mut row = vec![String::new(); columns.len()];
        row[1] = view.look.paint(FAINT, &more);
        rows.push(row);
    }
    rows
}

fn answer(view: &View, side: &Side, value: &str) -> String {
    let backing = view.look.paint(FAINT, &backing(side));
    if value.is_empty() { backing } else { format!("{}\n{backing}", view.look.paint(STRONG, value)) }
}

/// The quotation, and where it stands: beside it, or below it on a narrow screen.
fn row(view: &View, side: &Side, claims: &[&Evidence], columns: &[usize]) -> Vec<String> {
    let claim = claims[0];
    let quotation = two_lines(&view.look, claims, columns[1]);
    let room = columns.last().copied().unwrap_or_default();
    let place = view.look.link(&claim.document, &place_within(claim, room));
    let [byline, voice] = view.tellers(claim, side.computed);
    let source = [byline, view.look.paint(FAINT, &place), voice];
    let source: Vec<String> = source.into_iter().filter(|part| !part.is_empty()).collect();
    match columns.len() {
        3 => vec![String::new(), quotation, source.join("\n")],
        _ => vec![String::new(), format!("{quotation}\n{}", source.join(" · "))],
    }
}

/// As much of the sentence around its claims as two lines hold; long claims take more.
fn two_lines(look: &Look, claims: &[&Evidence], width: usize) -> String {
    let fits = |text: &String| wrap(text, width).lines().count() <= 2;
    let rooms = (width..width * 2 - 2).rev().step_by(4);
    let found = rooms.map(|room| quotation(look, &excerpt(claims, room))).find(fits);
    found.unwrap_or_else(|| quotation(look, &excerpt(claims, width * 2 - 8)))
}

fn background(view: &View, reference: &Reference, columns: &[usize]) -> Vec<String> {
    let valid = [&reference.valid.from, &reference.valid.until].map(|day| day.as_deref().map(one_line));
    let since = match valid {
        [Some(from), Some(until)] => format!("from {from} until {until}"),
        [Some(from), None] => format!("since {from}"),
        [None, Some(until)] => format!("until {until}"),
        [None, None] => String::new(),
    };
    let source = format!("{} · {}", one_line(&reference.pack), one_line(&reference.source));
    let fact = [one_line(&reference.fact), since].join(" ").trim_end().to_string();
    match columns.len() {
        3 => vec![String::new(), fact, view.look.paint(FAINT, &source)],
        _ => vec![String::new(), format!("{fact}\n{}", view.look.paint(FAINT, &source))],
    }
}

/// A quotation with its claims set off, by weight or by asterisks.
pub fn quotation(look: &Look, excerpt: &Excerpt) -> String {
    let pieces = excerpt.pieces.iter().map(|piece| match piece.claim {
        Some(_) if look.color => look.paint(CLAIM, &piece.text),
        Some(_) => format!("*{}*", piece.text),
        None => piece.text.clone(),
    });
    let [open, close] = excerpt.marks();
    format!("{open}{}{close}", pieces.collect::<String>())
}
