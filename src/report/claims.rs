//! Claims as lists: a line each for people, JSON for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::view::standing;
use super::visible::one_line;
use crate::model::{Claim, Document, Span};

/// The JSON Schema (2020-12) of a line of `claims --format jsonl`.
pub fn schema() -> String {
    schema_of::<Claim>()
}

pub(super) fn schema_of<T: JsonSchema>() -> String {
    serde_json::to_string_pretty(&schemars::schema_for!(T)).expect("a schema is plain data") + "\n"
}

/// One array.
pub fn json(claims: &[&Claim]) -> String {
    line(&claims)
}

/// One object a line.
pub fn jsonl(claims: &[&Claim]) -> String {
    claims.iter().map(line).collect()
}

pub(super) fn line<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("it is plain data") + "\n"
}

/// A line a claim: where it stands, the sort of its value, what it says of what, which rule read it, and the words that say so.
pub fn table(claims: &[&Claim], documents: &[&Document]) -> String {
    let lines: Vec<Lines> = documents.iter().map(|document| Lines::new(document)).collect();
    let row = |claim: &&Claim| {
        let (document, _) = claim.evidence.place;
        let place = lines[document].place(Span::new(claim.evidence.span.start, claim.evidence.span.end));
        format!("{place}  {:<11}  {}  “{}”\n", claim.value.sort().name(), said(claim), one_line(&claim.evidence.quote))
    };
    claims.iter().map(row).collect()
}

/// `Police: arrested = 40 protester [Monday]  (so the mayor)  (arrested)`.
pub(super) fn said(claim: &Claim) -> String {
    let subject = claim.subject.as_ref().map(|subject| format!("{subject}: ")).unwrap_or_default();
    let negated = match claim.stance {
        crate::model::Stance::Asserted | crate::model::Stance::Reported => String::new(),
        stance => format!(" <{}>", format!("{stance:?}").to_lowercase()),
    };
    let voice = claim.voice.as_ref().map(|voice| format!("  (so {voice})")).unwrap_or_default();
    let attribute = if claim.attribute.is_empty() { "" } else { &format!("{} = ", claim.attribute) };
    one_line(&format!("{subject}{attribute}{}{}{negated}{voice}  ({})", claim.value, scope(claim), claim.evidence.rule))
}

/// When and where it is said to hold, and of what part.
fn scope(claim: &Claim) -> String {
    let own = claim.value.to_string();
    let when = claim.when.iter().map(|when| when.text.clone());
    let places = claim.places.iter().map(ToString::to_string);
    let words: Vec<String> =
        when.chain(places).chain(claim.of.iter().cloned()).filter(|word| *word != own && !word.is_empty()).collect();
    if words.is_empty() { String::new() } else { format!(" [{}]", words.join("; ")) }
}

/// A document with where the lines of its text begin, so that many places of it are found fast.
pub struct Lines<'a> {
    document: &'a Document,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub fn new(document: &'a Document) -> Self {
        let ends = document.file_text().bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { document, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// `a.txt:3`, or `a.pdf, page 3`: where a span of [`Document::file_text`] stands.
    pub fn place(&self, span: Span) -> String {
        let line = || self.starts.partition_point(|start| *start <= span.start);
        let point = self.document.spot(span.start).and_then(|spot| spot.point);
        standing(&self.document.name, self.document.place(span).as_ref(), &[point.map_or_else(line, |point| point.line)])
    }
}
