//! W3C Web Annotations: each finding is an annotation, its targets are the passages.

use serde_json::{Value, json};

use super::view::{Mark, View, bytes, document_iri, finding_iri, question};
use super::visible::one_line;
use super::words::word;
use crate::model::report::{Conflict, Evidence};

/// Characters of context on both sides of a quotation.
const CONTEXT: usize = 32;

pub fn render(view: &View) -> String {
    let page = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:crossclaim:report",
        "type": "AnnotationPage",
        "items": view.with_gone().map(|conflict| annotation(view, conflict)).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&page).expect("a page is plain data") + "\n"
}

fn annotation(view: &View, conflict: &Conflict) -> Value {
    let claims = conflict.sides.iter().flat_map(|side| &side.claims);
    let gone = if view.mark(conflict) == Some(&Mark::Gone) { "gone since the older report: " } else { "" };
    let text = format!(
        "{gone}{} ({}): {}. {}",
        word(&conflict.status),
        word(&conflict.kind),
        question(conflict),
        one_line(&conflict.explanation)
    );
    json!({
        "id": finding_iri(&conflict.id),
        "type": "Annotation",
        "motivation": "assessing",
        "body": {"type": "TextualBody", "value": text, "format": "text/plain", "language": "en"},
        "target": claims.map(|claim| target(view, claim)).collect::<Vec<_>>(),
    })
}

fn target(view: &View, claim: &Evidence) -> Value {
    let (prefix, suffix) = context(claim);
    let mut selectors = vec![json!({"type": "TextQuoteSelector", "exact": claim.quote, "prefix": prefix, "suffix": suffix})];
    if let Some(bytes) = bytes(claim) {
        selectors.push(json!({"type": "DataPositionSelector", "start": bytes.start, "end": bytes.end}));
    }
    if let Some(page) = claim.place.as_ref().and_then(|place| place.page) {
        selectors.push(json!({"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3778", "value": format!("page={page}")}));
    }
    let text = view.texts.get(claim.document.as_str());
    if let Some(before) = text.and_then(|text| text.get(..claim.span.start)) {
        let start = before.chars().count();
        selectors.push(json!({"type": "TextPositionSelector", "start": start, "end": start + claim.quote.chars().count()}));
    }
    json!({"source": document_iri(&claim.document), "selector": selectors})
}

/// What stands before and after the quotation in its sentence.
fn context(claim: &Evidence) -> (String, String) {
    let Some((before, after)) = claim.sentence.text.split_once(claim.quote.as_str()) else { return Default::default() };
    let skipped = before.chars().count().saturating_sub(CONTEXT);
    (before.chars().skip(skipped).collect(), after.chars().take(CONTEXT).collect())
}
