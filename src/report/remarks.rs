//! What stands below the findings: what is gone, what could not be read, and what is to be known of the rest.

use super::paint::{FAINT, STRONG};
use super::view::{View, in_a_line};
use super::visible::one_line;
use super::wrap::wrap;

pub fn render(view: &View) -> String {
    let mut out = String::new();
    if !view.gone.is_empty() {
        out.push_str(&format!("\n{}\n", view.look.paint(STRONG, "Gone since the older report")));
        for gone in &view.gone {
            out.push_str(&line(view, &in_a_line(gone)));
        }
    }
    if !view.report.failed.is_empty() {
        out.push_str(&format!("\n{}\n", view.look.paint(STRONG, "Not read")));
        for failed in &view.report.failed {
            out.push_str(&line(view, &format!("{}: {}", one_line(&failed.document), one_line(&failed.why))));
        }
    }
    if !view.report.remarks.is_empty() {
        out.push_str(&format!("\n{}\n", view.look.paint(STRONG, "Remarks")));
        for remark in &view.report.remarks {
            out.push_str(&line(view, &format!("{}: {}", one_line(&remark.document), one_line(&remark.what))));
        }
    }
    if let Some(judge) = view.report.judge.filter(|judge| judge.unread > 0) {
        let all = judge.read + judge.unread;
        let text = format!(
            "The judge read the {} likeliest of {all} pairs of passages; there is a limit for each document.",
            judge.read
        );
        out.push_str(&format!("\n{}", line(view, &view.look.paint(FAINT, &text))));
    }
    let open = view.report.conflicts.iter().any(|conflict| !conflict.sides.is_empty());
    if open && view.look.hints {
        let hint = "--format full shows whole sentences · crossclaim review goes through them one by one";
        out.push_str(&format!("\n{}\n", wrap(&view.look.paint(FAINT, hint), view.look.width)));
    }
    out
}

/// A remark, wrapped and set in.
fn line(view: &View, text: &str) -> String {
    format!("{}\n", textwrap::indent(&wrap(text, view.look.width.saturating_sub(2)), "  "))
}
