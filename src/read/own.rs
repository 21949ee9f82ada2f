//! Reports of this program, with what it keeps beside them, which are no sources: written into the folder of the texts, they would be read with them the next time.

use std::sync::LazyLock;

use regex::Regex;

/// The beginnings of reports: tables and Markdown, findings on a line each, annotations, pages, sheets, and the forms of JSON.
static REPORT: LazyLock<Regex> = LazyLock::new(|| {
    let summary = r"(?:# Consistency report\s+)?[0-9]+ documents? · (?:no |[0-9]+ )";
    let line = r"[^\n]+:[0-9]+:[0-9]+: [a-z]+ [a-z-]+: [^\n]+ \[[0-9a-f]{12}\]";
    let annotation = r"::(?:error|warning|notice) [^\n]*title=";
    let page = r#"<!DOCTYPE html>[\s\S]*?<meta name="generator" content="crossclaim "#;
    let sheet = "id[,\t]status[,\t]kind[,\t]severity[,\t]constraint";
    let kept = r#"\{\s*"schema": ?[0-9]+,\s*"documents": ?\["#;
    let finding = r#"\{"id":"[0-9a-f]{12}","kind":""#;
    let sarif = r#"\{\s*"\$schema": ?"https://json\.schemastore\.org/sarif"#;
    let decision = r#"\{"id":"[0-9a-f]{12}","decision":""#;
    let answer = r#"\{"request":"(?:find|judge)-[0-9a-f]{24}""#;
    let batch = r#"\{[^\n]*?"custom_id": ?"(?:find|judge)-[0-9a-f]{24}""#;
    let question = r#"\{"body":\{"messages":\[\{"content":"You are the second reader"#;
    let claim = r#"\{"id": ?"[0-9A-Za-z_-]*", ?"subject": ?(?:null|\{"words":)"#;
    let linked = r#"\{\s*"@context"[\s\S]*?"urn:crossclaim:"#;
    let forms = [summary, line, annotation, page, sheet, kept, finding, decision, answer, claim, batch, question, sarif, linked]
        .join("|");
    Regex::new(&format!(r"^\u{{feff}}?\s*(?:{forms})")).expect("a fixed pattern")
});

/// What is said of a report that lies among the texts.
pub const LEFT_OUT: &str = "a report of crossclaim, left out";

/// Bytes that the beginning of a report may take.
const FIRST: usize = 4000;

/// Whether the bytes are those of a report.
pub fn is_report(bytes: &[u8]) -> bool {
    REPORT.is_match(&String::from_utf8_lossy(&bytes[..bytes.len().min(FIRST)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_beside_reports_is_no_source() {
        let id = "0123456789abcdef01234567";
        let kept = [
            r#"{"id":"0123456789ab","decision":"dismissed","why":""}"#.to_string(),
            format!(r#"{{"request":"find-{id}","model":"m","answer":{{}}}}"#),
            format!(r#"{{"id": "batch_1", "custom_id": "judge-{id}", "response": {{}}}}"#),
            r#"{"body":{"messages":[{"content":"You are the second reader on a desk."}]}}"#.to_string(),
            r#"{"id": "", "subject": {"words": "the mill"}, "attribute": "built"}"#.to_string(),
        ];
        for text in kept {
            assert!(is_report(text.as_bytes()), "{text}");
        }
        let article = r#"{"id": "0123456789ab", "text": "The decision about the request was put off."}"#;
        let item = r#"{"id": "a-7", "subject": [{"code": "mills"}], "text": "A mill burned."}"#;
        assert!(
            !is_report(article.as_bytes())
                && !is_report(item.as_bytes())
                && !is_report(br#"{"request":"find-1","text":"A mill burned."}"#)
        );
    }
}
