//! A document under way: its text, and everything that its file says of its origin.
//!
//! A file may name one thing in many fields. The first that a reader adds counts; dates that disagree are told.

use super::bounds::PAGE_LIMIT;
use super::field_names::{ADDRESS, BYLINE, LANGUAGE, MODIFIED, OUTLET, PUBLISHED, SORT, TITLE};
use super::written::Written;
use super::{day, imprint, metadata, plain};
use crate::error::Error;
use crate::model::{Date, Document, Item, SourceMap, Sourced, Version};

/// Why a document without words is none.
pub const EMPTY: &str = "there is no text in it";

/// What is read of one document.
#[derive(Debug, Default)]
pub struct Draft {
    pub name: String,
    pub text: Written,
    /// Whether the text is all of the file, so that its bytes are those of the file.
    pub whole: bool,
    pub fields: Fields,
}

/// Provenance as the fields of a file give it, the most telling first.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    pub title: Vec<Sourced<String>>,
    pub outlet: Vec<Sourced<String>>,
    pub byline: Vec<Sourced<String>>,
    pub published: Vec<Sourced<String>>,
    /// When the file was made, which may be long before or after its text was published.
    pub created: Vec<Sourced<String>>,
    pub modified: Vec<Sourced<String>>,
    pub language: Vec<Sourced<String>>,
    pub address: Vec<Sourced<String>>,
    /// Sorts of text, as marked.
    pub sort: Vec<Sourced<String>>,
    pub corrections: Vec<Sourced<String>>,
    pub id: Option<String>,
    pub version: Option<u64>,
    pub cancelled: bool,
}

/// A list of candidates, what it is called on the command line, and what exports call it.
type Named<'f> = (&'f mut Vec<Sourced<String>>, &'static str, &'static [&'static str]);

impl Fields {
    /// The fields that go by a name.
    pub fn named(&mut self) -> [Named<'_>; 8] {
        [
            (&mut self.title, "title", &TITLE),
            (&mut self.outlet, "outlet", &OUTLET),
            (&mut self.byline, "byline", &BYLINE),
            (&mut self.published, "published", &PUBLISHED),
            (&mut self.modified, "modified", &MODIFIED),
            (&mut self.language, "language", &LANGUAGE),
            (&mut self.address, "address", &ADDRESS),
            (&mut self.sort, "sort", &SORT),
        ]
    }
}

/// Adds a value to a list of candidates, unless it is blank.
pub fn put(list: &mut Vec<Sourced<String>>, value: &str, from: &'static str) {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if !value.is_empty() {
        list.push(Sourced { value, from });
    }
}

impl Draft {
    /// The document, and remarks on it.
    ///
    /// # Errors
    /// When there is no text, or more than can be read.
    pub fn finish(self) -> Result<(Document, Vec<String>), Error> {
        let created = dates(&self.fields.created).into_iter().next();
        let (mut document, remarks) = self.document()?;
        from_text(&mut document);
        if document.published.is_none() && created.is_some() {
            (document.published, document.revised) = (created, true);
        }
        Ok((document, remarks))
    }

    /// The same before the text itself is asked.
    ///
    /// # Errors
    /// When there is no text, or more than can be read.
    pub fn document(self) -> Result<(Document, Vec<String>), Error> {
        if self.text.is_blank() {
            return Err(Error::new(EMPTY));
        }
        if !self.whole && self.text.text.len() > PAGE_LIMIT {
            return Err(Error::new(format!("not read: its text is larger than {} MB", PAGE_LIMIT / 1_000_000)));
        }
        let mut text = self.text;
        if !self.whole {
            text.truncate(text.text.trim_end().len());
        }
        let Written { text: written, stretches } = text;
        let (text, changes) = plain::plain(&written);
        let stretches = if self.whole { Vec::new() } else { stretches };
        let kept = !changes.is_empty() || !stretches.is_empty();
        let file = kept.then_some(SourceMap { text: written, changes, stretches });
        let mut document = Document { file, ..Document::new(self.name, text) };
        let remarks = self.fields.fill(&mut document);
        Ok((document, remarks))
    }
}

impl Fields {
    /// Gives a document its provenance, and says what does not go together.
    fn fill(self, document: &mut Document) -> Vec<String> {
        let first = |list: &[Sourced<String>]| list.first().cloned();
        let (published, modified) = (dates(&self.published), dates(&self.modified));
        document.title = first(&self.title);
        document.outlet = first(&self.outlet);
        document.byline = first(&self.byline);
        document.language = first(&self.language);
        document.address = first(&self.address);
        document.published = published.first().cloned();
        document.modified = modified.first().cloned();
        document.label = self.sort.iter().find_map(label);
        let time = self.modified.iter().chain(&self.published).find_map(|time| instant(&time.value));
        document.item = self.id.map(|id| Item { id, version: Version { number: self.version, time }, cancelled: self.cancelled });
        let mut remarks: Vec<String> = disagreement(&published).into_iter().collect();
        remarks.extend(document.label.as_ref().map(|label| format!("is marked as {} ({})", label.value, label.from)));
        remarks.extend(self.corrections.iter().map(|correction| format!("carries a correction: {}", correction.value)));
        remarks
    }
}

/// Takes what the text itself says of its origin.
pub fn from_text(document: &mut Document) {
    imprint::lines(document);
    metadata::opening(document);
}

fn dates(fields: &[Sourced<String>]) -> Vec<Sourced<Date>> {
    let date = |field: &Sourced<String>| Some(Sourced { value: day::first(&field.value)?.date()?, from: field.from });
    fields.iter().filter_map(date).collect()
}

/// Dates more than a day apart: clocks of two zones explain a day.
fn disagreement(dates: &[Sourced<Date>]) -> Option<String> {
    let (first, rest) = dates.split_first()?;
    let apart = |other: &&Sourced<Date>| (other.value - first.value).get_days().abs() > 1;
    let other = rest.iter().find(apart)?;
    Some(format!("its dates disagree: {} ({}), {} ({})", first.value, first.from, other.value, other.from))
}

/// A time as written, put in the order of time; a time without zone is taken for that of Greenwich.
fn instant(time: &str) -> Option<String> {
    let zoned = time.parse::<jiff::Timestamp>().or_else(|_| jiff::fmt::rfc2822::parse(time).map(|time| time.timestamp()));
    let time = zoned.or_else(|_| format!("{time}Z").parse::<jiff::Timestamp>());
    time.map(|time| time.to_string()).ok()
}

/// What is no report, by the words of schema.org and of sections.
fn label(sort: &Sourced<String>) -> Option<Sourced<String>> {
    const SORTS: [(&str, &str); 7] = [
        ("opinion", "opinion"),
        ("editorial", "opinion"),
        ("satir", "satire"),
        ("advertiser", "advertisement"),
        ("advertorial", "advertisement"),
        ("sponsored", "advertisement"),
        ("analysis", "analysis"),
    ];
    let value = sort.value.to_lowercase();
    let (_, label) = SORTS.iter().find(|(word, _)| value.starts_with(word))?;
    Some(Sourced { value: (*label).to_string(), from: sort.from })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(fields: Fields) -> (Document, Vec<String>) {
        let mut text = Written::default();
        text.push("The mill burned down.", super::super::written::at(0), true);
        Draft { text, fields, ..Draft::default() }.finish().expect("a document")
    }

    #[test]
    fn the_first_field_counts_and_dates_that_disagree_are_told() {
        let mut fields = Fields::default();
        put(&mut fields.published, "2024-05-01T10:00:00Z", "JSON-LD datePublished");
        put(&mut fields.published, "2024-05-02", "article:published_time");
        assert_eq!(draft(fields.clone()).1, Vec::<String>::new());
        put(&mut fields.published, "3 May 2024", "time element");
        let (document, remarks) = draft(fields);
        assert_eq!(
            document.published.map(|date| (date.value.to_string(), date.from)),
            Some(("2024-05-01".into(), "JSON-LD datePublished"))
        );
        assert_eq!(remarks, ["its dates disagree: 2024-05-01 (JSON-LD datePublished), 2024-05-03 (time element)"]);
    }

    #[test]
    fn the_day_of_a_file_is_none_to_count_from() {
        let mut fields = Fields::default();
        put(&mut fields.created, "2024-05-03", "PDF creation date");
        let (document, _) = draft(fields.clone());
        assert_eq!((document.published.is_some(), document.anchor()), (true, None));
        put(&mut fields.published, "2024-05-01", "Date");
        assert_eq!(draft(fields).0.anchor().map(|date| date.to_string()).as_deref(), Some("2024-05-01"));
    }

    #[test]
    fn what_is_marked_as_no_report_is_labelled() {
        for (sort, label) in [
            ("OpinionNewsArticle", Some("opinion")),
            ("SatiricalArticle", Some("satire")),
            ("AdvertiserContentArticle", Some("advertisement")),
            ("NewsArticle", None),
        ] {
            let mut fields = Fields::default();
            put(&mut fields.sort, sort, "JSON-LD @type");
            assert_eq!(draft(fields).0.label.map(|label| label.value).as_deref(), label, "{sort}");
        }
    }

    #[test]
    fn times_are_put_in_order() {
        assert_eq!(instant("2024-05-01T10:00:00+02:00").as_deref(), Some("2024-05-01T08:00:00Z"));
        assert_eq!(instant("Wed, 01 May 2024 10:00:00 +0200").as_deref(), Some("2024-05-01T08:00:00Z"));
        assert_eq!(instant("2024-05-01T08:00:00").as_deref(), Some("2024-05-01T08:00:00Z"));
        assert_eq!(instant("yesterday"), None);
    }
}
