//! Background knowledge: dated facts with their sources, which the checks hold claims against.

use super::pack::{self, Placed};
use crate::error::Error;
use crate::model::Date;

/// What is known of some entities: the values that an attribute of theirs has, or that it has none.
#[derive(Clone, Debug)]
pub struct Fact {
    pub id: String,
    /// Id of its pack.
    pub pack: String,
    /// The fact as a sentence.
    pub text: String,
    pub source: String,
    /// Names of the entities that it is about, each with its other names.
    pub subjects: Vec<String>,
    pub attribute: String,
    pub detail: String,
    /// Only claims of this degree (`main`) meet the fact.
    pub degree: Option<String>,
    /// All values that are right; empty where the subject has no such thing.
    pub values: Vec<String>,
    /// First day on which it holds; none is since ever.
    pub from: Option<Date>,
    /// Last day on which it holds; none is until now.
    pub until: Option<Date>,
    /// Documents that speak against it, and documents that do not.
    pub conflicts: Vec<Vec<String>>,
    pub agrees: Vec<Vec<String>>,
    /// Where it is written.
    pub place: String,
}

impl Fact {
    /// Whether the fact holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// The fact as used.
    ///
    /// # Errors
    /// When a date is none, the fact says nothing, or it is not proven.
    pub(super) fn compile(pack: &str, written: &Placed<pack::Fact>) -> Result<Self, Error> {
        let item = &written.item;
        if item.subjects.is_empty() || item.text.trim().is_empty() || item.source.trim().is_empty() {
            return Err(Error::new("a fact needs `subjects`, `text` and `source`"));
        }
        if item.conflicts.is_empty() || item.agrees.is_empty() {
            return Err(Error::new("a fact must be proven").help("give it at least one `conflicts` and one `agrees`"));
        }
        let texts = |proofs: &[pack::Texts]| proofs.iter().map(|proof| proof.texts.clone()).collect();
        Ok(Self {
            id: item.id.clone(),
            pack: pack.to_string(),
            text: item.text.clone(),
            source: item.source.clone(),
            subjects: item.subjects.clone(),
            attribute: item.attribute.clone(),
            detail: item.detail.clone(),
            degree: item.degree.clone(),
            values: item.values.clone(),
            from: date(item.from.as_deref())?,
            until: date(item.until.as_deref())?,
            conflicts: texts(&item.conflicts),
            agrees: texts(&item.agrees),
            place: written.place.clone(),
        })
    }
}

fn date(text: Option<&str>) -> Result<Option<Date>, Error> {
    let parse =
        |text: &str| text.parse().map_err(|_| Error::new(format!("`{text}` is not a date")).help("write it as 2024-05-31"));
    text.map(parse).transpose()
}
