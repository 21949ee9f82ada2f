//! What an editor shows of a report: diagnostics, the story of a finding, its other side, and what can be done about it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, Command, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity,
    GotoDefinitionParams, Hover, HoverContents, HoverParams, Location, MarkupContent, MarkupKind, NumberOrString, Position,
    Range, TextDocumentPositionParams, Uri,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::model::report::{Conflict, Evidence, Report, Severity, Side, Status};
use crate::read::file_of;
use crate::report::visible::one_line;
use crate::report::words::word;
use crate::report::{Format, Look, View, document_iri, question, reason, render};
use crate::review::Decision;

/// The command of the code actions.
pub const DECIDE: &str = "crossclaim.decide";

/// What a code action decides, and the reason that stands in the ledger.
const REASONS: [(Decision, &str); 3] = [
    (Decision::Dismissed, "no disagreement: they speak of two persons, places or things"),
    (Decision::Dismissed, "no disagreement: both say the same in other words"),
    (Decision::ScopeDiffers, "both hold, for different times, places or parts"),
];

/// The argument of the command.
#[derive(Deserialize, Serialize)]
pub struct Deciding {
    pub id: String,
    pub decision: Decision,
    pub why: String,
}

/// A report with the texts of its documents.
#[derive(Default)]
pub struct Shown {
    report: Report,
    texts: BTreeMap<String, String>,
    /// The documents by their paths from the root.
    names: BTreeMap<PathBuf, String>,
    folder: PathBuf,
}

/// A claim at a place, with its finding.
struct Found<'a> {
    conflict: &'a Conflict,
    side: usize,
    claim: &'a Evidence,
}

/// The path of a file's address.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri.scheme().is_some_and(|scheme| scheme.as_str() == "file");
    is_file.then(|| uri.path().as_estr().decode().into_string().ok()).flatten().map(|path| PathBuf::from(path.as_ref()))
}

impl Shown {
    /// What was found in a folder, from which the names of the documents start.
    pub fn new(report: Report, texts: BTreeMap<String, String>, folder: &Path) -> Self {
        let names = texts.keys().map(|name| (full(folder, name), name.clone())).collect();
        Self { report, texts, names, folder: folder.to_path_buf() }
    }

    pub fn conflict(&self, id: &str) -> Option<&Conflict> {
        self.report.conflicts.iter().find(|conflict| conflict.id == id)
    }

    /// The same without a finding.
    pub fn without(mut self, id: &str) -> Self {
        self.report.conflicts.retain(|conflict| conflict.id != id);
        self
    }

    /// The diagnostics of each document, by its name.
    pub fn diagnostics(&self) -> BTreeMap<String, (Uri, Vec<Diagnostic>)> {
        let mut by_document = BTreeMap::new();
        for found in self.found() {
            let Some(Location { uri, range }) = self.location(found.claim) else { continue };
            let (_, diagnostics) = by_document.entry(found.claim.document.clone()).or_insert_with(|| (uri, Vec::new()));
            diagnostics.push(self.diagnostic(&found, range));
        }
        by_document
    }

    /// The whole story of the findings at a place, as plain text: what documents say is nothing to be drawn.
    pub fn hover(&self, params: &HoverParams) -> Option<Hover> {
        let found = self.at(&params.text_document_position_params);
        let range = self.location(found.first()?.claim)?.range;
        let report = Report {
            documents: self.report.documents.clone(),
            conflicts: distinct(&found).into_iter().cloned().collect(),
            ..Report::default()
        };
        let told = render(Format::Full, &View::new(&report, Look::default()));
        let value = told.split_once('\n').map_or(told.as_str(), |(_, findings)| findings.trim()).to_string();
        Some(Hover { contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::PlainText, value }), range: Some(range) })
    }

    /// Where the other sides of the findings at a place stand.
    pub fn other_side(&self, params: &GotoDefinitionParams) -> Vec<Location> {
        let found = self.at(&params.text_document_position_params);
        found.iter().flat_map(|found| found.others()).filter_map(|(_, claim)| self.location(claim)).collect()
    }

    pub fn actions(&self, params: &CodeActionParams) -> Vec<CodeAction> {
        let at = TextDocumentPositionParams { text_document: params.text_document.clone(), position: params.range.start };
        let found = self.at(&at);
        distinct(&found).into_iter().flat_map(|conflict| REASONS.map(|(decision, why)| action(conflict, decision, why))).collect()
    }

    fn found(&self) -> impl Iterator<Item = Found<'_>> {
        self.report.conflicts.iter().flat_map(|conflict| {
            let sides = conflict.sides.iter().enumerate();
            sides.flat_map(move |(side, sides)| sides.claims.iter().map(move |claim| Found { conflict, side, claim }))
        })
    }

    fn at(&self, place: &TextDocumentPositionParams) -> Vec<Found<'_>> {
        let Some(name) = path(&place.text_document.uri).and_then(|path| self.names.get(&path)) else { return Vec::new() };
        let covers = |claim: &Evidence| {
            self.location(claim).is_some_and(|at| at.range.start <= place.position && place.position <= at.range.end)
        };
        self.found().filter(|found| found.claim.document == *name && covers(found.claim)).collect()
    }

    fn location(&self, claim: &Evidence) -> Option<Location> {
        let file = file_of(&claim.document).unwrap_or(Path::new(&claim.document)).to_string_lossy();
        let uri = document_iri(&full(&self.folder, &file).to_string_lossy()).parse().ok()?;
        let text = self.texts.get(&claim.document)?;
        let range = match &claim.place {
            None => Range { start: position(text, claim.span.start)?, end: position(text, claim.span.end)? },
            Some(_) => in_file(claim)?,
        };
        Some(Location { uri, range })
    }

    fn diagnostic(&self, found: &Found, range: Range) -> Diagnostic {
        let conflict = found.conflict;
        let values: Vec<String> = conflict.sides.iter().map(|side| one_line(&side.value)).collect();
        let asked = format!("{} {}: {}", word(&conflict.status), word(&conflict.kind), question(conflict));
        let related = found.others().filter_map(|(side, claim)| {
            let message = format!("{}: {}", one_line(&side.value), one_line(&claim.quote));
            Some(DiagnosticRelatedInformation { location: self.location(claim)?, message })
        });
        Diagnostic {
            range,
            severity: Some(severity(conflict)),
            code: Some(NumberOrString::String(one_line(&conflict.constraint))),
            source: Some(env!("CARGO_PKG_NAME").to_string()),
            message: format!("{asked}: {}. {}", values.join(" / "), reason(conflict)),
            related_information: Some(related.collect()),
            data: Some(json!({"id": conflict.id})),
            ..Diagnostic::default()
        }
    }
}

impl<'a> Found<'a> {
    /// The claims of the other sides.
    fn others(&self) -> impl Iterator<Item = (&'a Side, &'a Evidence)> + use<'a> {
        let own = self.side;
        let others = self.conflict.sides.iter().enumerate().filter(move |(side, _)| *side != own);
        others.flat_map(|(_, side)| side.claims.iter().map(move |claim| (side, claim)))
    }
}

fn distinct<'a>(found: &[Found<'a>]) -> Vec<&'a Conflict> {
    let mut conflicts: Vec<&Conflict> = found.iter().map(|found| found.conflict).collect();
    conflicts.dedup_by_key(|conflict| &conflict.id);
    conflicts
}

fn severity(conflict: &Conflict) -> DiagnosticSeverity {
    match (conflict.status, conflict.severity) {
        (Status::Possible, _) => DiagnosticSeverity::HINT,
        (_, Severity::Error) => DiagnosticSeverity::ERROR,
        (_, Severity::Warning) => DiagnosticSeverity::WARNING,
        (_, Severity::Note) => DiagnosticSeverity::INFORMATION,
    }
}

fn action(conflict: &Conflict, decision: Decision, why: &str) -> CodeAction {
    let title = format!("{}: {why}", question(conflict));
    let argument = json!(Deciding { id: conflict.id.clone(), decision, why: why.to_string() });
    CodeAction {
        title: title.clone(),
        kind: Some(CodeActionKind::QUICKFIX),
        command: Some(Command { title, command: DECIDE.to_string(), arguments: Some(vec![argument]) }),
        ..CodeAction::default()
    }
}

/// The path of a document, without steps that lead nowhere.
fn full(folder: &Path, name: &str) -> PathBuf {
    folder.join(name).components().collect()
}

/// The first line of a passage in a file that holds more than its text; the beginning of the file where that has no lines.
fn in_file(claim: &Evidence) -> Option<Range> {
    let Some(_) = claim.place.as_ref()?.bytes else { return Some(Range::default()) };
    let count = |number: usize| u32::try_from(number).ok();
    let start = Position { line: count(claim.line.checked_sub(1)?)?, character: count(claim.column.checked_sub(1)?)? };
    let width = claim.quote.lines().next().unwrap_or_default().encode_utf16().count();
    Some(Range { start, end: Position { character: start.character + count(width)?, ..start } })
}

/// A byte of a text as line and UTF-16 unit.
fn position(text: &str, byte: usize) -> Option<Position> {
    let before = text.get(..byte)?;
    let line = before.rsplit('\n').next().unwrap_or_default();
    let count = |number: usize| u32::try_from(number).ok();
    Some(Position { line: count(before.matches('\n').count())?, character: count(line.encode_utf16().count())? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_units_of_utf_16() {
        let text = "Zoë 🚢 sank.\nTen died.";
        assert_eq!(position(text, text.find("sank").unwrap_or(0)), Some(Position { line: 0, character: 7 }));
        assert_eq!(position(text, text.find("died").unwrap_or(0)), Some(Position { line: 1, character: 4 }));
        assert_eq!(position(text, text.len() + 1), None);
    }

    #[test]
    fn addresses_and_paths_lead_to_each_other() {
        let place = Path::new("/desk/a b/ü.txt");
        let uri: Uri = document_iri(&place.to_string_lossy()).parse().expect("an address");
        assert_eq!(path(&uri).as_deref(), Some(place));
        assert_eq!(path(&"untitled:1".parse().expect("an address")), None);
        assert_eq!(full(Path::new("/desk"), "./a.txt"), Path::new("/desk/a.txt"));
    }
}
