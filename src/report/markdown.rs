//! Markdown, for tickets and mail.

use super::excerpt::{Excerpt, excerpt, together};
use super::view::{Mark, POSSIBLE, View, backing, in_a_line, place, reason, subject};
use super::visible::one_line;
use super::words::word;
use crate::model::report::{Conflict, Evidence, Side};

/// Columns of a quotation.
const ROOM: usize = 400;

pub fn render(view: &View) -> String {
    let mut out = format!("# Consistency report\n\n{}\n", escape(&view.summary()));
    for (entity, conflicts) in view.by_entity() {
        out.push_str(&format!("\n## {}\n", escape(&subject(entity))));
        for conflict in conflicts {
            out.push_str(&finding(view, conflict));
        }
    }
    for (at, conflict) in view.possible().enumerate() {
        let heading = if at == 0 { format!("\n## {POSSIBLE}\n") } else { String::new() };
        out.push_str(&format!("{heading}{}", finding(view, conflict)));
    }
    if !view.gone.is_empty() {
        out.push_str("\n## Gone since the older report\n\n");
        view.gone.iter().for_each(|gone| out.push_str(&format!("- {}\n", escape(&in_a_line(gone)))));
    }
    if !view.report.failed.is_empty() {
        out.push_str("\n## Not read\n\n");
        for failed in &view.report.failed {
            out.push_str(&format!("- {}: {}\n", escape(&failed.document), escape(&failed.why)));
        }
    }
    if !view.report.remarks.is_empty() {
        out.push_str("\n## Remarks\n\n");
        for remark in &view.report.remarks {
            out.push_str(&format!("- {}: {}\n", escape(&remark.document), escape(&remark.what)));
        }
    }
    out
}

fn finding(view: &View, conflict: &Conflict) -> String {
    let status = word(&conflict.status).to_uppercase();
    let sort = format!("{}, {}", word(&conflict.kind), word(&conflict.severity));
    let state = match view.mark(conflict) {
        Some(Mark::New) => " (new)",
        Some(Mark::Known) => " (known)",
        _ => "",
    };
    let (asked, why) = (escape(&conflict.attribute), escape(&reason(conflict)));
    let mut out = format!("\n### {status}: {asked}{state}\n\n{why} ({sort})\n");
    if let Some(Mark::Decided { word, by, when, why }) = view.mark(conflict) {
        out.push_str(&format!("\n_{word} by {} on {}: {}_\n", escape(by), escape(when), escape(why)));
    }
    out.push_str("\n| Answer | Evidence | Source |\n| --- | --- | --- |\n");
    for side in &conflict.sides {
        out.push_str(&rows(view, side));
    }
    out.push_str(&format!("\n{}, {}\n", escape(&conflict.constraint), escape(&conflict.id)));
    out
}

fn rows(view: &View, side: &Side) -> String {
    let mut answer = format!("**{}** ({})", escape(&side.value), backing(side));
    let mut out = String::new();
    let mut row = |evidence: String, source: String| {
        out.push_str(&format!("| {} | {evidence} | {source} |\n", std::mem::take(&mut answer)));
    };
    for claims in together(&side.claims, ROOM) {
        row(quotation(&excerpt(&claims, ROOM)), source(view, side, claims[0]));
    }
    if let Some(reference) = &side.reference {
        row(escape(&reference.fact), format!("{}, {}", escape(&reference.pack), escape(&reference.source)));
    }
    out
}

fn quotation(excerpt: &Excerpt) -> String {
    let pieces = excerpt.pieces.iter().map(|piece| match piece.claim {
        Some(_) => format!("**{}**", escape(&piece.text)),
        None => spaced(&piece.text),
    });
    let [open, close] = excerpt.marks();
    format!("{open}{}{close}", pieces.collect::<String>())
}

/// Words beside a claim, with the spaces that [`escape`] trims.
fn spaced(text: &str) -> String {
    let space = |there| if there { " " } else { "" };
    let words = escape(text);
    let behind = space(!words.is_empty() && text.ends_with(' '));
    format!("{}{words}{behind}", space(text.starts_with(' ')))
}

fn source(view: &View, side: &Side, claim: &Evidence) -> String {
    let [byline, voice] = view.tellers(claim, side.computed);
    let parts = [byline, place(claim), voice];
    let parts: Vec<String> = parts.iter().filter(|part| !part.is_empty()).map(|part| escape(part)).collect();
    parts.join(", ")
}

/// Text that Markdown draws as it is, on one line.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in one_line(text).chars() {
        match sign {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '#' | '+' | '!' | '|' | '~' | '@' => {
                out.push('\\');
                out.push(sign);
            }
            _ => out.push(sign),
        }
    }
    out
}
