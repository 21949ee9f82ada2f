//! SARIF 2.1.0: what code hosts, editors and review tools read.

use serde_json::{Value, json};

use super::json::Tool;
use super::view::{Mark, View, backing, bytes, document_iri, part, question};
use super::visible::one_line;
use super::words::word;
use crate::model::report::{Conflict, Evidence, Severity, Status};

/// More results than this are refused by the readers of the format.
const MOST_RESULTS: usize = 25_000;

pub fn render(view: &View) -> String {
    let tool = Tool::this();
    let rules = rules(view);
    let results: Vec<Value> = view.with_gone().take(MOST_RESULTS).map(|conflict| result(view, conflict, &rules)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": tool.name,
                "semanticVersion": tool.version,
                "version": tool.version,
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": true, "toolExecutionNotifications": notifications(view)}],
            "artifacts": artifacts(view),
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).expect("a log is plain data") + "\n"
}

/// The constraints that findings break, each with its first finding.
fn rules<'a>(view: &'a View) -> Vec<&'a Conflict> {
    let mut rules: Vec<&Conflict> = view.with_gone().collect();
    rules.sort_by_key(|conflict| &conflict.constraint);
    rules.dedup_by_key(|conflict| &conflict.constraint);
    rules
}

fn rule(first: &&Conflict) -> Value {
    let about = format!("Claims that break the constraint {} ({}).", one_line(&first.constraint), word(&first.kind));
    json!({
        "id": filled(&first.constraint),
        "shortDescription": {"text": about},
        "fullDescription": {"text": about},
        "help": {"text": "Two or more texts, or two passages of one text, say what cannot hold together. Read both before you decide."},
        "defaultConfiguration": {"level": level(first.severity)},
        "properties": {"tags": [word(&first.kind)]},
    })
}

fn result(view: &View, conflict: &Conflict, rules: &[&Conflict]) -> Value {
    let claims: Vec<&Evidence> = conflict.sides.iter().flat_map(|side| &side.claims).collect();
    // What a person is to look at is no failure, and has no level then (SARIF 2.1.0, 3.27.9).
    let is_possible = conflict.status == Status::Possible;
    let mut result = json!({
        "ruleId": filled(&conflict.constraint),
        "ruleIndex": rules.iter().position(|rule| rule.constraint == conflict.constraint),
        "kind": if is_possible { "review" } else { "fail" },
        "level": if is_possible { "none" } else { level(conflict.severity) },
        "message": {"text": message(conflict)},
        "locations": claims.first().map(|claim| location(claim, None)).into_iter().collect::<Vec<_>>(),
        "relatedLocations": claims.iter().enumerate().skip(1).map(|(at, claim)| location(claim, Some(at))).collect::<Vec<_>>(),
        "partialFingerprints": {"crossclaim/v1": filled(&conflict.id)},
        "properties": {"kind": word(&conflict.kind), "status": word(&conflict.status), "entity": conflict.entity, "attribute": conflict.attribute},
    });
    match view.mark(conflict) {
        None => {}
        Some(Mark::New) => result["baselineState"] = json!("new"),
        Some(Mark::Known) => result["baselineState"] = json!("unchanged"),
        Some(Mark::Gone) => result["baselineState"] = json!("absent"),
        Some(Mark::Decided { word, why, .. }) => {
            result["baselineState"] = json!("unchanged");
            if *word != "confirmed" {
                result["suppressions"] = json!([{"kind": "external", "status": "accepted", "justification": why}]);
            }
        }
    }
    result
}

/// What is asked and who says what, with links to the passages after the first.
fn message(conflict: &Conflict) -> String {
    let mut sides = Vec::new();
    let mut at = 0;
    for side in &conflict.sides {
        let value = one_line(&side.value).replace(['[', ']'], "|");
        let place = match side.claims.first() {
            None => "in the background facts".to_string(),
            Some(_) if side.computed => "as computed".to_string(),
            Some(_) if at == 0 => "here".to_string(),
            Some(claim) => format!("in [{}]({at})", one_line(&claim.document).replace(['[', ']', '\\'], "|")),
        };
        let backing = if side.computed { String::new() } else { format!(" ({})", backing(side)) };
        sides.push(format!("'{value}' {place}{backing}"));
        at += side.claims.len();
    }
    let question = question(conflict).replace(['[', ']'], "|");
    format!("{question}: {}. {}", sides.join("; "), one_line(&conflict.explanation).replace(['[', ']'], "|"))
}

fn location(claim: &Evidence, id: Option<usize>) -> Value {
    let lines: Vec<&str> = claim.quote.split('\n').collect();
    let last = lines.last().map_or(0, |line| line.chars().count());
    let end_column = if lines.len() == 1 { claim.column + last } else { last + 1 };
    let mut location = json!({"physicalLocation": {"artifactLocation": {"uri": document_iri(&claim.document)}}});
    if let Some(bytes) = bytes(claim) {
        location["physicalLocation"]["region"] = json!({
            "startLine": claim.line.max(1),
            "startColumn": claim.column.max(1),
            "endLine": claim.line.max(1) + lines.len() - 1,
            "endColumn": end_column.max(1),
            "byteOffset": bytes.start,
            "byteLength": bytes.end.saturating_sub(bytes.start),
            "snippet": {"text": claim.quote},
        });
    }
    let part = claim.place.as_ref().map(part).unwrap_or_default();
    if !part.is_empty() {
        location["logicalLocations"] = json!([{"name": part.trim_start_matches([',', ' '])}]);
    }
    if let Some(id) = id {
        location["id"] = json!(id);
        location["message"] = json!({"text": filled(&one_line(&claim.quote))});
    }
    location
}

fn artifacts(view: &View) -> Vec<Value> {
    view.report.documents.iter().map(|document| json!({"location": {"uri": document_iri(&document.name)}})).collect()
}

fn notifications(view: &View) -> Vec<Value> {
    let note = |level: &str, text: String| json!({"level": level, "message": {"text": text}});
    let failed = view.report.failed.iter();
    let failed = failed
        .map(|failed| note("error", format!("{} could not be read: {}", one_line(&failed.document), one_line(&failed.why))));
    let remarks = view.report.remarks.iter();
    let remarks = remarks.map(|remark| note("note", format!("{}: {}", one_line(&remark.document), one_line(&remark.what))));
    failed.chain(remarks).collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// The format has no empty strings.
fn filled(text: &str) -> &str {
    if text.is_empty() { "-" } else { text }
}
