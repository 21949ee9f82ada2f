//! What stands below the findings: what is gone, and what could not be read.

use super::paint::{FAINT, STRONG};
use super::view::View;
use super::visible::one_line;
use super::wrap::wrap;

pub fn render(view: &View) -> String {
    let mut out = String::new();
    if !view.gone.is_empty() {
        out.push_str(&format!("\n{}\n", view.look.paint(STRONG, "Gone since the older report")));
        for gone in &view.gone {
            out.push_str(&line(view, &one_line(gone)));
        }
    }
    if !view.report.failed.is_empty() {
        out.push_str(&format!("\n{}\n", view.look.paint(STRONG, "Not read")));
        for failed in &view.report.failed {
            out.push_str(&line(view, &format!("{}: {}", one_line(&failed.document), one_line(&failed.why))));
        }
    }
    let open = view.report.conflicts.iter().any(|conflict| !conflict.sides.is_empty());
    if open && view.look.hints {
        let hint = "--format full shows whole sentences · crossclaim review goes through them one by one";
        out.push_str(&format!("\n{}\n", view.look.paint(FAINT, hint)));
    }
    out
}

/// A remark, wrapped and set in.
fn line(view: &View, text: &str) -> String {
    format!("{}\n", textwrap::indent(&wrap(text, view.look.width.saturating_sub(2)), "  "))
}
