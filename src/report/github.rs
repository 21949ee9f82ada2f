//! Annotations for GitHub Actions, which shows ten of each level a step: the most pressing come first.

use std::collections::BTreeMap;

use super::view::{View, answers, has_lines, in_a_line, place, question};
use super::visible::one_line;
use super::words::word;
use crate::model::report::{Conflict, Severity, Side};

const SHOWN: usize = 10;
/// A value longer than this is cut.
const VALUE_WIDTH: usize = 200;

pub fn render(view: &View) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out = String::new();
    for conflict in &view.report.conflicts {
        let count = counts.entry(command(conflict.severity)).or_default();
        *count += 1;
        if *count <= SHOWN {
            out.push_str(&annotation(conflict));
        }
    }
    let more: usize = counts.values().map(|count| count.saturating_sub(SHOWN)).sum();
    if more > 0 {
        out.push_str(&format!("::notice::{more} more findings are in the full report\n"));
    }
    for gone in &view.gone {
        out.push_str(&format!("::notice title=gone::{}\n", data(&in_a_line(gone))));
    }
    out
}

fn annotation(conflict: &Conflict) -> String {
    let claims: Vec<_> = conflict.sides.iter().flat_map(|side| &side.claims).collect();
    let at = claims.first().map_or(String::new(), |claim| {
        let file = property(&one_line(&claim.document));
        if has_lines(claim) { format!("file={file},line={},col={},", claim.line, claim.column) } else { format!("file={file},") }
    });
    let title = format!("{} {}: {}", word(&conflict.status), word(&conflict.kind), question(conflict));
    let answer = |(side, value): (&Side, String)| {
        let place = || side.claims.first().map_or("background facts".to_string(), place);
        let at = if side.computed { "computed".to_string() } else { place() };
        format!("{at}: {value}")
    };
    let sides: Vec<String> = conflict.sides.iter().zip(answers(conflict, VALUE_WIDTH)).map(answer).collect();
    let text = format!("{}\n{}\n{}", one_line(&conflict.explanation), sides.join("\n"), one_line(&conflict.id));
    format!("::{} {at}title={}::{}\n", command(conflict.severity), property(&one_line(&title)), data(&text))
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
