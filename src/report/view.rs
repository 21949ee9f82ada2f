//! What a format is given to show.

use std::collections::BTreeMap;

use super::Look;
use super::excerpt::apart;
use super::paint::percent;
use super::visible::one_line;
use super::words::word;
use crate::model::Stance;
use crate::model::report::{Conflict, DocumentInfo, Evidence, Place, Range, Report, Side, Status};

/// Where a finding stands in the work of those who read reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    New,
    /// In the baseline, or looked at before and left open.
    Known,
    /// In the older report that this one is compared with, and in this one no more.
    Gone,
    /// Somebody decided: the word (`confirmed`, `dismissed`, `scope-differs`), who, when and why.
    Decided {
        word: &'static str,
        by: String,
        when: String,
        why: String,
    },
}

/// A report with everything that helps to show it.
#[derive(Debug)]
pub struct View<'a> {
    pub report: &'a Report,
    /// The marks of findings, by id. Empty where nothing is kept.
    pub marks: BTreeMap<String, Mark>,
    /// Findings that were left out because somebody dismissed them.
    pub hidden: usize,
    /// Whether only what is new since an older report is shown, and what of that report is gone.
    pub compared: bool,
    pub gone: Vec<Conflict>,
    /// The texts of the documents, by name, as far as they are at hand.
    pub texts: BTreeMap<&'a str, &'a str>,
    /// What the report is about, in a few words, as the heading of a page.
    pub title: String,
    /// The ISO date on which it was made.
    pub made: String,
    /// The documents as they were asked for, to be written behind a command of the shell.
    pub asked: String,
    /// Whether all figures are to be listed, not only those that clash.
    pub figures: bool,
    pub look: Look,
}

impl<'a> View<'a> {
    pub fn new(report: &'a Report, look: Look) -> Self {
        Self {
            report,
            marks: BTreeMap::new(),
            hidden: 0,
            compared: false,
            gone: Vec::new(),
            texts: BTreeMap::new(),
            title: String::new(),
            made: String::new(),
            asked: String::new(),
            figures: false,
            look,
        }
    }

    /// Everything but [`View::possible`].
    pub fn confirmed(&self) -> impl Iterator<Item = &'a Conflict> {
        self.report.conflicts.iter().filter(|conflict| conflict.status != Status::Possible)
    }

    /// What is worth a look and no more. Reports show it apart, under a heading of its own.
    pub fn possible(&self) -> impl Iterator<Item = &'a Conflict> {
        self.report.conflicts.iter().filter(|conflict| conflict.status == Status::Possible)
    }

    /// The confirmed findings by entity, entities and findings in the order of the report.
    pub fn by_entity(&self) -> Vec<(&'a str, Vec<&'a Conflict>)> {
        let mut groups: Vec<(&str, Vec<&Conflict>)> = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for conflict in self.confirmed() {
            let at = *places.entry(&conflict.entity).or_insert(groups.len());
            if at == groups.len() {
                groups.push((&conflict.entity, Vec::new()));
            }
            groups[at].1.push(conflict);
        }
        groups
    }

    /// The findings of the report and those that are gone, for formats that mark each of them.
    pub fn with_gone(&self) -> impl Iterator<Item = &Conflict> {
        self.report.conflicts.iter().chain(&self.gone)
    }

    pub fn document(&self, name: &str) -> Option<&'a DocumentInfo> {
        self.report.documents.iter().find(|document| document.name == name)
    }

    pub fn mark(&self, conflict: &Conflict) -> Option<&Mark> {
        if self.gone.iter().any(|gone| gone.id == conflict.id) { Some(&Mark::Gone) } else { self.marks.get(&conflict.id) }
    }

    /// Outlet and date of a document, as far as they are known: `Harbour Courier, 2024-03-01`.
    pub fn byline(&self, name: &str) -> String {
        let Some(document) = self.document(name) else { return String::new() };
        let known: Vec<String> =
            [&document.source, &document.published].into_iter().flatten().map(|part| one_line(part)).collect();
        known.join(", ")
    }

    /// Outlet and date, and the voice, by which a claim is told; none where the value was computed, as nobody says it.
    pub fn tellers(&self, claim: &Evidence, computed: bool) -> [String; 2] {
        if computed { Default::default() } else { [self.byline(&claim.document), voice(claim).unwrap_or_default()] }
    }

    /// One line: how many documents, how many findings of which status, what was hidden or could not be read.
    pub fn summary(&self) -> String {
        let mut parts = vec![count(self.report.documents.len(), "document", "documents")];
        parts.push(self.tally());
        if self.hidden > 0 {
            parts.push(format!("{} dismissed (hidden)", self.hidden));
        }
        if !self.gone.is_empty() {
            parts.push(format!("{} gone since the older report", self.gone.len()));
        }
        if !self.report.failed.is_empty() {
            parts.push(format!("{} not read", count(self.report.failed.len(), "input", "inputs")));
        }
        parts.join(" · ")
    }

    fn tally(&self) -> String {
        let (total, possible) = (self.confirmed().count(), self.possible().count());
        let apart = if possible > 0 { format!(" · {possible} worth a look") } else { String::new() };
        if total == 0 {
            let none = if self.compared { "no new conflicts" } else { "no conflicts found" };
            return format!("{none}{apart}");
        }
        let of = |status| self.report.conflicts.iter().filter(|conflict| conflict.status == status).count();
        let words = [
            (Status::Contradiction, "contradiction", "contradictions"),
            (Status::Dispute, "dispute", "disputes"),
            (Status::Reference, "against reference", "against reference"),
            (Status::Update, "update", "updates"),
        ];
        let each: Vec<String> = words
            .iter()
            .filter_map(|(status, one, many)| Some(of(*status)).filter(|n| *n > 0).map(|n| count(n, one, many)))
            .collect();
        let findings = if self.compared { ["new finding", "new findings"] } else { ["finding", "findings"] };
        format!("{}: {}{apart}", count(total, findings[0], findings[1]), each.join(", "))
    }
}

/// The heading of the findings that not both a rule and the judge stand for.
pub const POSSIBLE: &str = "Worth a look: not confirmed";

/// `1 document`, `3 documents`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `a.txt:3:18`, the name made visible; `a.pdf, page 3` where there are no lines, and `a.vtt:7:1 at 00:01:02` with a time.
pub fn place(evidence: &Evidence) -> String {
    standing(&evidence.document, evidence.place.as_ref(), &[evidence.line, evidence.column])
}

/// The same of a document's name, where in its file it is, and a line, with or without a column.
pub fn standing(document: &str, place: Option<&Place>, counted: &[usize]) -> String {
    let name = one_line(document);
    let part = place.map(part).unwrap_or_default();
    if place.is_some_and(|place| place.bytes.is_none()) {
        return name + &part;
    }
    let counted: Vec<String> = counted.iter().map(|number| format!(":{number}")).collect();
    // A document of JSON Lines is named by its line.
    let file = counted.first().and_then(|line| name.strip_suffix(line)).unwrap_or(&name);
    format!("{file}{}{part}", counted.concat())
}

/// The bytes of the file behind a passage, where the file is made of text.
pub fn bytes(evidence: &Evidence) -> Option<Range> {
    evidence.place.as_ref().map_or(Some(evidence.span), |place| place.bytes)
}

/// Whether line and column of a passage are those of a file.
pub fn has_lines(evidence: &Evidence) -> bool {
    bytes(evidence).is_some()
}

/// What a format counts by other than lines: `, page 3`.
pub fn part(place: &Place) -> String {
    let counted = [("page", place.page), ("paragraph", place.paragraph), ("row", place.row)];
    let counted = counted.iter().find_map(|(name, number)| Some(format!(", {name} {}", (*number)?)));
    let time = || place.time.as_ref().map(|time| format!(" at {}", one_line(time.split('.').next().unwrap_or(time))));
    counted.or_else(time).unwrap_or_default()
}

/// The same in a column: a long path keeps its end.
pub fn place_within(evidence: &Evidence, room: usize) -> String {
    let place = place(evidence);
    let width = place.chars().count();
    if width <= room {
        return place;
    }
    let kept: String = place.chars().skip(width - room.max(2) + 1).collect();
    match kept.split_once('/') {
        Some((_, file)) => format!("…/{file}"),
        None => format!("…{kept}"),
    }
}

/// What is asked: `Brannoch, harbour minister`.
pub fn question(conflict: &Conflict) -> String {
    asked(&conflict.entity, &conflict.attribute)
}

/// A finding in a line, for lists of what is gone: `update quantity: people injured [ebd0b49b673f]`.
pub fn in_a_line(conflict: &Conflict) -> String {
    format!("{} {}: {} [{}]", word(&conflict.status), word(&conflict.kind), question(conflict), one_line(&conflict.id))
}

/// The same of an entity, which may be empty, and an attribute.
pub fn asked(entity: &str, attribute: &str) -> String {
    let mut parts = vec![one_line(entity), one_line(attribute)];
    parts.dedup();
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The heading of the findings about an entity.
pub fn subject(entity: &str) -> String {
    Some(one_line(entity)).filter(|name| !name.is_empty()).unwrap_or_else(|| "Not tied to a name".to_string())
}

/// Why the sides cannot all hold, without the background fact, for formats that show it among the sides.
pub fn reason(conflict: &Conflict) -> String {
    let explanation = one_line(&conflict.explanation);
    let without =
        |fact: &str| Some(explanation.trim_end_matches('.').strip_suffix(fact)?.trim_end_matches([':', ' ']).to_string());
    let facts = conflict.sides.iter().filter_map(|side| side.reference.as_ref()).map(|reference| one_line(&reference.fact));
    let shorter = facts.filter_map(|fact| without(&fact)).find(|rest| !rest.is_empty());
    shorter.map_or_else(|| explanation.clone(), |rest| rest + ".")
}

/// The answers of a finding, in so many columns each, with that in view in which they differ.
pub fn answers(conflict: &Conflict, room: usize) -> Vec<String> {
    let values: Vec<String> = conflict.sides.iter().map(|side| one_line(&side.value)).collect();
    apart(&values, room)
}

/// How many stand behind a side: `2 origins`, and the number of reports where it differs; nobody says what was computed.
pub fn backing(side: &Side) -> String {
    if side.computed {
        return "computed".to_string();
    }
    if side.reference.is_some() && side.claims.is_empty() {
        return "background".to_string();
    }
    let mut documents: Vec<&str> = side.claims.iter().map(|claim| claim.document.as_str()).collect();
    documents.sort_unstable();
    documents.dedup();
    let origins = count(side.origins.max(1), "origin", "origins");
    if documents.len() > side.origins.max(1) {
        return format!("{origins}, {}", count(documents.len(), "report", "reports"));
    }
    origins
}

/// In whose mouth the text puts the claim: `according to the coastguard`. None is the document's own voice.
fn voice(claim: &Evidence) -> Option<String> {
    let speaker = one_line(claim.attribution.as_deref()?);
    match claim.stance {
        Stance::Denied => Some(format!("denied by {speaker}")),
        _ => Some(format!("according to {speaker}")),
    }
}

/// A document as an IRI: relative where its name is a relative path.
pub fn document_iri(name: &str) -> String {
    let path = percent(name);
    if path.starts_with('/') { format!("file://{path}") } else { path }
}

pub fn finding_iri(id: &str) -> String {
    format!("urn:crossclaim:{}", percent(if id.is_empty() { "-" } else { id }))
}
