//! Each finding told in full: the sentences, who says them and how, the values, and the reason.

use super::excerpt::{SENTENCE, excerpt, together};
use super::paint::{FAINT, STRONG, of_status};
use super::table::{label, quotation};
use super::view::{Mark, POSSIBLE, View, backing, place, question, reason};
use super::visible::one_line;
use super::words::word;
use super::wrap::wrap;
use crate::model::report::{Conflict, Evidence, Side};

pub fn render(view: &View) -> String {
    let mut out = format!("{}\n", view.look.paint(STRONG, &view.summary()));
    for conflict in view.confirmed() {
        out.push_str(&format!("\n{}", finding(view, conflict)));
    }
    for (at, conflict) in view.possible().enumerate() {
        let heading = if at == 0 { format!("\n{}\n", view.look.paint(STRONG, POSSIBLE)) } else { String::new() };
        out.push_str(&format!("{heading}\n{}", finding(view, conflict)));
    }
    out.push_str(&super::figures::render(view));
    out.push_str(&super::remarks::render(view));
    out
}

fn finding(view: &View, conflict: &Conflict) -> String {
    let look = &view.look;
    let status = look.paint(of_status(conflict.status), &word(&conflict.status).to_uppercase());
    let question = question(conflict);
    let sort = look.paint(FAINT, &format!("{}, {}", word(&conflict.kind), word(&conflict.severity)));
    let mark = view.mark(conflict).map(|mark| format!("  {}", label(look, mark))).unwrap_or_default();
    let mut out = line(view, 0, &format!("{status}  {}  {sort}{mark}", look.paint(STRONG, &question)));
    out.push_str(&line(view, 2, &reason(conflict)));
    for (at, side) in conflict.sides.iter().enumerate() {
        out.push_str(&line(view, 2, &format!("{}. {} ({})", at + 1, look.paint(STRONG, &one_line(&side.value)), backing(side))));
        out.push_str(&backers(view, side));
    }
    out.push_str(&line(
        view,
        2,
        &look.paint(FAINT, &format!("constraint {} · id {}", one_line(&conflict.constraint), one_line(&conflict.id))),
    ));
    if let Some(sure) = conflict.judge {
        let words = format!("the judge: one question answered differently, {sure:.2} of 1");
        out.push_str(&line(view, 2, &look.paint(FAINT, &words)));
    }
    if let Some(Mark::Decided { word, by, when, why }) = view.mark(conflict) {
        out.push_str(&line(view, 2, &format!("{word} by {} on {}: {}", one_line(by), one_line(when), one_line(why))));
    }
    out
}

fn backers(view: &View, side: &Side) -> String {
    let mut out = String::new();
    for claims in together(&side.claims, SENTENCE) {
        out.push_str(&line(view, 5, &quotation(&view.look, &excerpt(&claims, SENTENCE))));
        out.push_str(&line(view, 5, &view.look.paint(FAINT, &provenance(view, side, claims[0]))));
    }
    if let Some(reference) = &side.reference {
        let day = |day: &Option<String>| day.as_deref().map_or("…".to_string(), one_line);
        let valid = format!("{} to {}", day(&reference.valid.from), day(&reference.valid.until));
        out.push_str(&line(view, 5, &one_line(&reference.fact)));
        let source = format!("background {} · {} · {valid}", one_line(&reference.pack), one_line(&reference.source));
        out.push_str(&line(view, 5, &view.look.paint(FAINT, &source)));
    }
    out
}

/// Outlet, date, place, voice, stance and rule of a claim; place and rule of what a value was computed from.
fn provenance(view: &View, side: &Side, claim: &Evidence) -> String {
    let [byline, mut voice] = view.tellers(claim, side.computed);
    if voice.is_empty() && !side.computed {
        voice = "in the document's own voice".to_string();
    }
    let stance = if side.computed { String::new() } else { word(&claim.stance) };
    let place = view.look.link(&claim.document, &place(claim));
    let parts = [byline, place, voice, stance, format!("rule {}", one_line(&claim.rule))];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A paragraph, wrapped and set in.
fn line(view: &View, indent: usize, text: &str) -> String {
    let wrapped = wrap(text, view.look.width.clamp(40, 200) - indent);
    format!("{}\n", textwrap::indent(&wrapped, &" ".repeat(indent)))
}
