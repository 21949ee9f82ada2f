//! Comments in Markdown that dismiss a finding where it stands: `<!-- crossclaim: ignore quantity the first count -->`.
//!
//! The comment names an id, a kind, a constraint or `all`, then the reason. It holds for its own line and for the next line with text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::report::{Conflict, Evidence, Remark};
use crate::report::Mark;
use crate::report::words::word;

static COMMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"<!--\s*crossclaim:\s*ignore\s+(?<name>[\w-]+)\s*(?<why>[^>]*?)\s*-->")
        .expect("the pattern is part of the program")
});

/// Letters of the id of a finding.
const ID: usize = 12;

/// A comment that dismisses, and the bytes that it holds for.
struct Comment {
    start: usize,
    end: usize,
    line: usize,
    name: String,
    why: String,
}

/// The findings that comments dismiss, by id.
pub fn marks(conflicts: &[Conflict], texts: &BTreeMap<&str, &str>) -> BTreeMap<String, Mark> {
    let comments: BTreeMap<&str, Vec<Comment>> = markdown(texts).collect();
    let mark = |conflict: &Conflict| {
        let claims = conflict.sides.iter().flat_map(|side| &side.claims);
        let found = claims.filter_map(|claim| Some((claim, covering(comments.get(claim.document.as_str())?, conflict, claim)?)));
        let (claim, comment) = found.into_iter().next()?;
        let by = format!("comment at {}:{}", claim.document, comment.line);
        Some((conflict.id.clone(), Mark::Decided { word: "dismissed", by, when: String::new(), why: comment.why.clone() }))
    };
    conflicts.iter().filter_map(mark).collect()
}

/// The comments of the Markdown texts.
fn markdown<'a>(texts: &BTreeMap<&'a str, &str>) -> impl Iterator<Item = (&'a str, Vec<Comment>)> {
    let markdown = texts.iter().filter(|(name, _)| name.ends_with(".md") || name.ends_with(".markdown"));
    markdown.map(|(name, text)| (*name, comments(text)))
}

/// Remarks on comments that name nothing that there is.
pub fn unknown(texts: &BTreeMap<&str, &str>, is_name: impl Fn(&str) -> bool) -> Vec<Remark> {
    let is_id = |name: &str| name.len() == ID && name.bytes().all(|sign| sign.is_ascii_hexdigit());
    let remark = |document: &str, comment: &Comment| Remark {
        document: format!("{document}:{}", comment.line),
        what: format!("the comment ignores `{}`, which is no id, kind or constraint, nor `all`", comment.name),
    };
    let unknown = |comment: &&Comment| comment.name != "all" && !is_id(&comment.name) && !is_name(&comment.name);
    markdown(texts)
        .flat_map(|(document, found)| found.iter().filter(unknown).map(|one| remark(document, one)).collect::<Vec<_>>())
        .collect()
}

fn covering<'a>(comments: &'a [Comment], conflict: &Conflict, claim: &Evidence) -> Option<&'a Comment> {
    let names = ["all".to_string(), conflict.id.clone(), word(&conflict.kind), conflict.constraint.clone()];
    let holds = |comment: &&Comment| comment.start <= claim.span.start && claim.span.start < comment.end;
    comments.iter().filter(holds).find(|comment| names.contains(&comment.name))
}

fn comments(text: &str) -> Vec<Comment> {
    let comment = |found: regex::Captures| {
        let whole = found.get_match();
        let start = text[..whole.start()].rfind('\n').map_or(0, |at| at + 1);
        let alone = text[start..whole.start()].trim().is_empty();
        Comment {
            start,
            end: if alone { end_of_text(text, whole.end()) } else { end_of_line(text, whole.end()) },
            line: text[..whole.start()].matches('\n').count() + 1,
            name: found["name"].to_string(),
            why: found["why"].to_string(),
        }
    };
    COMMENT.captures_iter(text).map(comment).collect()
}

fn end_of_line(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |at| from + at)
}

/// The end of this line, or of the next one with text where this one has none left.
fn end_of_text(text: &str, from: usize) -> usize {
    let blank = text[from..].len() - text[from..].trim_start().len();
    end_of_line(text, from + blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(text: &str, words: &str) -> Option<String> {
        let at = text.find(words).expect("the words are there");
        comments(text)
            .into_iter()
            .find(|comment| comment.start <= at && at < comment.end)
            .map(|comment| format!("{}: {}", comment.name, comment.why))
    }

    #[test]
    fn a_comment_holds_for_its_line_or_the_next() {
        let text = "Ten ran. <!-- crossclaim: ignore quantity early count -->\n\n<!-- crossclaim: ignore all asked the desk -->\n\nNine ran.\nEight ran.\n";
        assert_eq!(covered(text, "Ten").as_deref(), Some("quantity: early count"));
        assert_eq!(covered(text, "Nine").as_deref(), Some("all: asked the desk"));
        assert_eq!(covered(text, "Eight"), None);
    }
}
