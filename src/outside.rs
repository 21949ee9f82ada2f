//! Claims from outside: what others say that documents say, a line each, in the form in which this program writes its own.
//!
//! Nothing is taken on trust. A quotation has to stand in its document, white space and quotation marks aside; what a report shows is what
//! stands there. Numbers of bytes that do not fit are set right by the quotation.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::error::{Error, unread};
use crate::locate::{Folded, folded};
use crate::model::report::{Failed, Passage, Range};
use crate::model::{Claim, Document, Grounds, MentionId, Reading, Span};
use crate::read;

/// A claim as it was told.
#[derive(Clone, Debug)]
pub struct Handed {
    /// The file, and the line of it.
    place: String,
    claim: Claim,
}

/// A claim of the program itself, handed in as one from outside.
impl From<Claim> for Handed {
    fn from(claim: Claim) -> Self {
        Self { place: claim.evidence.document.clone(), claim }
    }
}

impl Handed {
    /// Whether it is told of a document, by its name as on the command line.
    pub fn is_of(&self, document: &Document) -> bool {
        is_called(document, &self.claim.evidence.document)
    }
}

/// The claims of a file, one a line; empty lines are passed over.
///
/// # Errors
/// When the file cannot be read, or a line is no claim.
pub fn read(path: &Path) -> Result<Vec<Handed>, Error> {
    let name = path.display().to_string();
    let failed = |error: std::io::Error| {
        Error::new(unread(&error))
            .at(&name)
            .help("--claims takes a file that `crossclaim claims --format jsonl` could have written")
    };
    let text = std::fs::read_to_string(path).map_err(failed)?;
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| parse(format!("{name}:{}", at + 1), line)).collect()
}

/// The claims of several files.
///
/// # Errors
/// When one of them cannot be read, or a line is no claim.
pub fn read_all(paths: &[PathBuf]) -> Result<Vec<Handed>, Error> {
    let files: Vec<Vec<Handed>> = paths.iter().map(|path| read(path)).collect::<Result<_, Error>>()?;
    Ok(files.concat())
}

fn parse(place: String, line: &str) -> Result<Handed, Error> {
    match serde_json::from_str(line) {
        Ok(claim) => Ok(Handed { place, claim }),
        Err(error) => {
            let what = error.to_string();
            let what = what.split(" at line ").next().unwrap_or_default();
            Err(Error::new(format!("the line is no claim: {what}"))
                .at(place)
                .help("`crossclaim schema claims` says what a claim is; mend or remove the line"))
        }
    }
}

/// The files that claims name, each once.
pub fn files(handed: &[Handed]) -> Vec<OsString> {
    let named: BTreeSet<&Path> = handed.iter().filter_map(|handed| read::file_of(&handed.claim.evidence.document)).collect();
    named.into_iter().map(|path| path.as_os_str().to_owned()).collect()
}

/// Puts each claim to the readings of its document; returns those that are refused, with the reason.
pub fn join(readings: &mut [Reading], handed: Vec<Handed>) -> Vec<Failed> {
    let mut texts = Texts { folded: BTreeMap::new() };
    let mut refused = Vec::new();
    for Handed { place, claim } in handed {
        match texts.located(readings, &place, claim) {
            Ok(claim) => readings[claim.evidence.place.0].outside.push(claim),
            Err(error) => refused.push(Failed { document: place, why: error.line() }),
        }
    }
    refused
}

/// The documents in folded form, each folded once.
struct Texts {
    folded: BTreeMap<usize, Folded>,
}

impl Texts {
    /// The claim with the words that stand in its document, at their place.
    fn located(&mut self, readings: &[Reading], place: &str, claim: Claim) -> Result<Claim, Error> {
        let told = &claim.evidence;
        let at = readings.iter().position(|reading| is_called(&reading.document, &told.document)).ok_or_else(|| {
            Error::new(format!("no document that is read is called “{}”", short(&told.document)))
                .help("name it as on the command line")
        })?;
        let reading = &readings[at];
        let missing = || {
            Error::new(format!("“{}” is not in {}", short(&told.quote), reading.document.name))
                .help("quote it word for word, and with its sentence where it stands there more than once")
        };
        let folded = self.folded.entry(at).or_insert_with(|| Folded::new(&reading.document));
        let (span, words) = stated(&reading.document, told).or_else(|| found(folded, told)).ok_or_else(missing)?;
        let sentence = reading.analysis.sentences.iter().position(|sentence| sentence.span.touches(span)).ok_or_else(|| {
            Error::new(format!("“{}” stands in no sentence of {}", short(&told.quote), reading.document.name))
                .help("quote the text itself")
        })?;
        let grounds = grounds(reading, (at, sentence), (span, words), told);
        let evidence = Grounds { handed: Some(place.to_string()), ..grounds };
        let mut claim = Claim { evidence, ..claim };
        recognise(&mut claim, reading);
        Ok(claim.identified())
    }
}

/// As much of a quotation as a message needs.
fn short(text: &str) -> String {
    const ENOUGH: usize = 80;
    let more = if text.chars().nth(ENOUGH).is_some() { "…" } else { "" };
    text.chars().take(ENOUGH).chain(more.chars()).collect()
}

fn is_called(document: &Document, name: &str) -> bool {
    let plain = |name: &str| name.trim_start_matches("./").to_string();
    plain(&document.name) == plain(name)
}

/// The place that a claim gives, with the words that decide, where its quotation stands there.
fn stated(document: &Document, told: &Grounds) -> Option<(Span, Vec<Span>)> {
    let span = in_text(document, told.span)?;
    let stands = [document.quote(span), document.slice(span)].iter().any(|text| folded(text) == folded(&told.quote));
    stands.then(|| (span, told.words.iter().filter_map(|words| in_text(document, *words)).collect()))
}

fn in_text(document: &Document, range: Range) -> Option<Span> {
    let span = document.in_text(Span::new(range.start, range.end.max(range.start)));
    (!document.slice(span).trim().is_empty()).then_some(span)
}

/// The place of the quotation in its sentence, else in the document.
fn found(document: &Folded, told: &Grounds) -> Option<(Span, Vec<Span>)> {
    let within = document.find(&told.sentence.text).and_then(|sentence| document.find_within(&told.quote, sentence));
    within.or_else(|| document.find(&told.quote)).map(|span| (span, Vec::new()))
}

/// Where the claim stands, in the words of the document. Words that decide stand in the sentence; without any, all of the quotation does.
fn grounds(reading: &Reading, place: (usize, usize), (span, words): (Span, Vec<Span>), told: &Grounds) -> Grounds {
    let document = &reading.document;
    let whole = reading.analysis.sentences[place.1].span;
    let range = |span: Span| {
        let span = document.in_file(span);
        Range { start: span.start, end: span.end }
    };
    let mut words: Vec<Span> = words.into_iter().filter(|words| whole.cover(span).contains(*words)).collect();
    if words.is_empty() {
        words.push(span);
    }
    let Range { start, end } = range(whole);
    Grounds {
        document: document.name.clone(),
        sentence: Passage { start, end, text: document.quote(whole).to_string() },
        span: range(span),
        quote: document.quote(span).to_string(),
        words: words.iter().map(|words| range(*words)).collect(),
        rule: told.rule.clone(),
        handed: None,
        place,
        told: words,
    }
}

/// Gives what the claim speaks of the mentions of its sentence that bear the same name.
fn recognise(claim: &mut Claim, reading: &Reading) {
    let tokens = reading.analysis.sentences[claim.evidence.place.1].tokens.clone();
    for thing in claim.things_mut() {
        let is_it = |mention: &crate::model::Mention| {
            let named = thing.name.as_ref() == Some(&mention.name);
            tokens.contains(&mention.head) && (named || reading.document.quote(mention.span) == thing.words)
        };
        thing.mention = reading.mentions.iter().position(is_it).map(|at| MentionId(at as u32));
    }
}
