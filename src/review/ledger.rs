//! The ledger of decisions: one JSON object a line ([`jsonl`]), never changed, only added to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::jsonl;
use crate::model::report::{Conflict, Side};
use crate::report::Mark;

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// A real disagreement.
    Confirmed,
    /// No disagreement.
    Dismissed,
    /// Both hold: they speak of different times, places or parts.
    ScopeDiffers,
    /// An earlier decision is taken back.
    Open,
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub id: String,
    pub decision: Decision,
    #[serde(default)]
    pub why: String,
    pub by: String,
    /// RFC 3339, in UTC.
    pub when: String,
    pub constraint: String,
    pub entity: String,
    pub attribute: String,
    /// The quotations of each side when it was decided.
    pub quotes: Vec<BTreeSet<String>>,
}

/// What became of a decision when the texts are read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Holds,
    /// The disagreement is there, in other words.
    Expired,
    /// Nothing like it was found.
    Stale,
}

#[derive(Clone, Debug, Default)]
pub struct Ledger {
    path: PathBuf,
    /// Bytes of the file when it was last read.
    length: u64,
    entries: Vec<Entry>,
}

/// What others did to a ledger since it was last read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub added: Vec<Entry>,
    /// How many entries are no longer there: the file was deleted, cut, or put back to an older state.
    pub gone: usize,
}

impl Decision {
    pub fn word(self) -> &'static str {
        match self {
            Decision::Confirmed => "confirmed",
            Decision::Dismissed => "dismissed",
            Decision::ScopeDiffers => "scope-differs",
            Decision::Open => "open",
        }
    }

    /// Whether a finding so decided is out of the way.
    pub fn hides(self) -> bool {
        matches!(self, Decision::Dismissed | Decision::ScopeDiffers)
    }
}

impl Entry {
    pub fn new(conflict: &Conflict, decision: Decision, why: &str, by: &str) -> Self {
        Self {
            id: conflict.id.clone(),
            decision,
            why: why.to_string(),
            by: by.to_string(),
            when: jiff::Timestamp::now().round(jiff::Unit::Second).unwrap_or_default().to_string(),
            constraint: conflict.constraint.clone(),
            entity: conflict.entity.clone(),
            attribute: conflict.attribute.clone(),
            quotes: conflict.sides.iter().map(quotes).collect(),
        }
    }

    /// Whether the decision was made about this finding: the same quotations, or more or fewer of them for the same answers.
    fn covers(&self, conflict: &Conflict) -> bool {
        if self.id == conflict.id {
            return true;
        }
        let mut sides: Vec<BTreeSet<String>> = conflict.sides.iter().map(quotes).collect();
        let mut take = |decided: &BTreeSet<String>| {
            let known = |side: &BTreeSet<String>| !side.is_empty() && side.is_subset(decided);
            let at = sides.iter().position(|side| decided.is_subset(side) || known(side));
            at.map(|at| sides.swap_remove(at)).is_some()
        };
        self.constraint == conflict.constraint && self.quotes.len() == conflict.sides.len() && self.quotes.iter().all(&mut take)
    }

    fn mark(&self) -> Mark {
        match self.decision {
            Decision::Open => Mark::New,
            decision => {
                Mark::Decided { word: decision.word(), by: self.by.clone(), when: self.when.clone(), why: self.why.clone() }
            }
        }
    }
}

/// The quotations of a side, or its background fact, with single spaces.
fn quotes(side: &Side) -> BTreeSet<String> {
    let fact = side.reference.iter().map(|reference| reference.fact.as_str());
    let said = side.claims.iter().map(|claim| claim.quote.as_str()).chain(fact);
    said.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

impl Ledger {
    /// Reads the ledger at a path; where there is none, it is empty.
    ///
    /// # Errors
    /// When the file cannot be read, or a line other than a cut-off last one is no entry.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let (entries, length) = jsonl::read(path, "decision")?;
        Ok(Self { path: path.to_path_buf(), length, entries })
    }

    /// Reads the ledger again where somebody else has changed it.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn refresh(&mut self) -> Result<Changes, Error> {
        if std::fs::metadata(&self.path).map_or(0, |there| there.len()) == self.length {
            return Ok(Changes::default());
        }
        let known = std::mem::replace(self, Self::open(&self.path)?).entries;
        let added = self.entries.iter().filter(|entry| !known.contains(entry)).cloned().collect();
        let gone = known.iter().filter(|entry| !self.entries.contains(entry)).count();
        Ok(Changes { added, gone })
    }

    /// The decision of a person about a finding that the person has not taken back.
    pub fn own(&self, id: &str, by: &str) -> Option<&Entry> {
        let own = self.entries.iter().filter(|entry| entry.id == id && entry.by == by);
        own.max_by_key(|entry| &entry.when).filter(|entry| entry.decision != Decision::Open)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry of each finding that is in force, by id: the last of those that nobody took back. Each takes back only what is one's
    /// own, and the later date wins, so that merged ledgers agree.
    pub fn current(&self) -> BTreeMap<&str, &Entry> {
        let mut of_each: BTreeMap<(&str, &str), &Entry> = BTreeMap::new();
        for entry in &self.entries {
            let last = of_each.entry((&entry.id, &entry.by)).or_insert(entry);
            if entry.when >= last.when {
                *last = entry;
            }
        }
        let mut current: BTreeMap<&str, &Entry> = BTreeMap::new();
        let weight = |entry: &Entry| (entry.decision != Decision::Open, entry.when.clone());
        for entry in of_each.into_values() {
            let last = current.entry(&entry.id).or_insert(entry);
            if weight(entry) >= weight(last) {
                *last = entry;
            }
        }
        current
    }

    /// How each finding stands, by id.
    pub fn marks<'a>(&self, conflicts: impl Iterator<Item = &'a Conflict>) -> BTreeMap<String, Mark> {
        let current = self.current();
        let mut by_constraint: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
        for entry in current.values() {
            by_constraint.entry(&entry.constraint).or_default().push(entry);
        }
        let mark = |conflict: &Conflict| {
            let alike = || {
                let entries = by_constraint.get(conflict.constraint.as_str())?.iter().filter(|entry| entry.covers(conflict));
                entries.max_by_key(|entry| &entry.when).copied()
            };
            current.get(conflict.id.as_str()).copied().or_else(alike).map_or(Mark::New, Entry::mark)
        };
        conflicts.map(|conflict| (conflict.id.clone(), mark(conflict))).collect()
    }

    /// The decisions that are in force, and what became of them.
    pub fn standings(&self, conflicts: &[Conflict]) -> Vec<(&Entry, Standing)> {
        let standing = |entry: &Entry| {
            if conflicts.iter().any(|conflict| entry.covers(conflict)) {
                return Standing::Holds;
            }
            let asks = |conflict: &Conflict| {
                (&entry.constraint, &entry.entity, &entry.attribute)
                    == (&conflict.constraint, &conflict.entity, &conflict.attribute)
            };
            if conflicts.iter().any(asks) { Standing::Expired } else { Standing::Stale }
        };
        let current = self.current();
        let in_force = current.into_values().filter(|entry| entry.decision != Decision::Open);
        in_force.map(|entry| (entry, standing(entry))).collect()
    }

    /// Adds an entry, on disk first.
    ///
    /// # Errors
    /// When the file cannot be written, or not read: then nothing is added.
    pub fn add(&mut self, entry: Entry) -> Result<(), Error> {
        Self::open(&self.path)?;
        jsonl::append(&self.path, &entry)?;
        *self = Self::open(&self.path)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::json;

    fn conflicts() -> Vec<Conflict> {
        let report = json::parse(include_str!("../../tests/data/ferry/report.json")).expect("the example is a report");
        report.report.conflicts
    }

    fn ledger(folder: &tempfile::TempDir) -> Ledger {
        Ledger::open(&folder.path().join("ledger.jsonl")).expect("it reads")
    }

    fn word(ledger: &Ledger, conflict: &Conflict) -> &'static str {
        match &ledger.marks(std::iter::once(conflict))[&conflict.id] {
            Mark::Decided { word, .. } => word,
            _ => "new",
        }
    }

    #[test]
    fn a_decision_lasts_until_it_is_taken_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let conflict = &conflicts()[0];
        for (decision, expected) in
            [(Decision::Dismissed, "dismissed"), (Decision::Confirmed, "confirmed"), (Decision::Open, "new")]
        {
            ledger(&folder).add(Entry::new(conflict, decision, "why", "me")).expect("it is written");
            assert_eq!(word(&ledger(&folder), conflict), expected);
        }
    }

    #[test]
    fn a_decision_survives_more_backers_and_expires_with_its_quotation() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut ledger = ledger(&folder);
        let conflict = conflicts().swap_remove(0);
        ledger.add(Entry::new(&conflict, Decision::Dismissed, "", "me")).expect("it is written");

        let mut grown = conflict.clone();
        grown.id = "other".into();
        let mut more = grown.sides[0].claims[0].clone();
        more.quote = "another paper says so too".into();
        grown.sides[0].claims.push(more);
        grown.sides.reverse();
        assert_eq!(word(&ledger, &grown), "dismissed");

        let mut changed = conflict.clone();
        let fewer = Conflict { id: "fourth".into(), ..conflict.clone() };
        ledger.add(Entry::new(&Conflict { id: "fifth".into(), ..grown }, Decision::Confirmed, "", "me")).expect("it is written");
        assert_eq!(word(&ledger, &fewer), "confirmed");
        changed.id = "third".into();
        changed.sides[0].claims[0].quote.push_str(" now");
        assert_eq!(word(&ledger, &changed), "new");
        assert_eq!(ledger.standings(&[changed])[0].1, Standing::Expired);
        assert_eq!(ledger.standings(&[])[0].1, Standing::Stale);
    }

    #[test]
    fn merged_ledgers_agree_whatever_the_order_of_their_lines() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ledger.jsonl");
        let conflict = &conflicts()[0];
        let line = |decision, by: &str, when: &str| {
            let entry = Entry { when: when.to_string(), ..Entry::new(conflict, decision, "", by) };
            serde_json::to_string(&entry).expect("an entry is JSON") + "\n"
        };
        let mine = line(Decision::Dismissed, "ann", "2025-03-04T10:00:00Z");
        let theirs = line(Decision::Confirmed, "bo", "2025-03-04T11:00:00Z");
        for text in [mine.clone() + &theirs, theirs.clone() + &mine, theirs.clone() + &mine + &mine + &theirs] {
            std::fs::write(&path, text).expect("it is written");
            assert_eq!(word(&Ledger::open(&path).expect("it reads"), conflict), "confirmed");
        }
        std::fs::write(&path, format!("{mine}<<<<<<< ours\n{theirs}")).expect("it is written");
        let problem = Ledger::open(&path).expect_err("a mark of a merge is no decision");
        assert!(problem.to_string().contains("line 2"), "{problem}");
        let before = std::fs::read(&path).expect("it is there");
        let mut unread = Ledger { path: path.clone(), ..Ledger::default() };
        unread.add(Entry::new(conflict, Decision::Confirmed, "", "ann")).expect_err("what cannot be read is not added to");
        assert_eq!(std::fs::read(&path).expect("it is there"), before);
    }

    #[test]
    fn each_takes_back_what_is_ones_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let conflict = &conflicts()[0];
        let (mut mine, mut theirs) = (ledger(&folder), ledger(&folder));
        theirs.add(Entry::new(conflict, Decision::Confirmed, "", "bo")).expect("it is written");
        mine.add(Entry::new(conflict, Decision::Dismissed, "", "ann")).expect("it is written");
        mine.add(Entry::new(conflict, Decision::Open, "", "ann")).expect("it is written");
        assert_eq!((word(&mine, conflict), word(&ledger(&folder), conflict)), ("confirmed", "confirmed"));
        let added: Vec<(String, Decision)> =
            theirs.refresh().expect("it reads").added.into_iter().map(|entry| (entry.by, entry.decision)).collect();
        assert_eq!(added, [("ann".to_string(), Decision::Dismissed), ("ann".to_string(), Decision::Open)]);
        assert_eq!(mine.refresh().expect("it reads"), Changes::default());
        assert!(mine.own(&conflict.id, "ann").is_none());
        assert_eq!(mine.own(&conflict.id, "bo").map(|entry| entry.decision), Some(Decision::Confirmed));
        theirs.add(Entry::new(conflict, Decision::Open, "", "bo")).expect("it is written");
        assert_eq!(word(&ledger(&folder), conflict), "new");
    }

    #[test]
    fn of_several_decisions_about_like_findings_the_latest_counts() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut ledger = ledger(&folder);
        let conflict = &conflicts()[0];
        for (id, decision, when) in
            [("a", Decision::Open, "2025-03-04T10:00:00Z"), ("b", Decision::Dismissed, "2025-03-05T10:00:00Z")]
        {
            let entry = Entry { id: id.into(), when: when.into(), ..Entry::new(conflict, decision, "", "me") };
            ledger.add(entry).expect("it is written");
        }
        assert_eq!(word(&ledger, conflict), "dismissed");
    }

    #[test]
    fn every_cut_of_a_ledger_reads_and_can_be_added_to() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ledger.jsonl");
        let conflicts = conflicts();
        for conflict in &conflicts[..2] {
            ledger(&folder).add(Entry::new(conflict, Decision::Confirmed, "ü", "me")).expect("it is written");
        }
        let whole = std::fs::read(&path).expect("it is there");
        let first = whole.iter().position(|byte| *byte == b'\n').expect("a line") + 1;
        for cut in (first..whole.len()).step_by(7) {
            std::fs::write(&path, &whole[..cut]).expect("it is cut");
            let Ok(mut ledger) = Ledger::open(&path) else { continue };
            ledger.add(Entry::new(&conflicts[2], Decision::Dismissed, "", "me")).expect("it is written");
            let again = Ledger::open(&path).expect("it reads");
            assert_eq!((word(&again, &conflicts[0]), word(&again, &conflicts[2])), ("confirmed", "dismissed"), "cut at {cut}");
        }
    }
}
