//! RSS, RDF and Atom: each entry is a document, named by its identifier.

use super::draft::{Draft, Fields, put};
use super::html;
use super::reader::{Contents, File, Reader};
use super::written::{Lines, Written};
use super::xml::{Piece, Pieces, attribute, local};
use crate::error::Error;

/// The fields that may hold the text of an entry, the fullest first.
const TEXT: [&str; 5] = ["content:encoded", "content", "xhtml:body", "description", "summary"];

pub struct Feed;

/// An entry, or the feed itself, as its fields.
#[derive(Default)]
struct Entry {
    fields: Vec<Field>,
    /// Whether its content is markup in place rather than a text of markup.
    is_markup: bool,
}

struct Field {
    name: String,
    text: Written,
    attributes: Vec<(String, String)>,
}

impl Reader for Feed {
    fn names(&self) -> &'static [&'static str] {
        &["feed", "rss", "atom"]
    }

    fn fits(&self, file: &File) -> bool {
        let start = file.start();
        let root = start
            .match_indices('<')
            .map(|(at, _)| &start[at + 1..])
            .find(|tag| tag.starts_with(|sign: char| sign.is_alphabetic()));
        root.is_some_and(|root| {
            let name = root.split(|sign: char| sign.is_whitespace() || sign == '>').next().unwrap_or_default();
            matches!(local(name), "rss" | "feed") || (name == "rdf:RDF" && start.contains("purl.org/rss"))
        })
    }

    fn read(&self, file: &File, contents: &mut Contents) -> Result<(), Error> {
        let source = file.text()?;
        let lines = Lines::new(&source);
        let mut feed = Entry::default();
        let mut state = State::default();
        let mut count = 0;
        for piece in Pieces::new(&source, file.bounds) {
            match piece {
                Ok(piece) => {
                    if let Some(entry) = state.take(piece, &mut feed) {
                        count += 1;
                        let draft = entry.draft(file, &lines, &feed, count)?;
                        contents.add_one(draft, file)?;
                    }
                }
                Err(error) if count == 0 => return Err(Error::new(format!("not read: {}", error.problem))),
                Err(error) => contents.fail(&format!("{} (after entry {count})", file.name), &error),
            }
        }
        if count == 0 {
            return Err(Error::new("not read: a feed without entries"));
        }
        Ok(())
    }
}

/// Where in the feed the reading is.
#[derive(Default)]
struct State {
    entry: Option<Entry>,
    /// The field that is open, and the tags open in it.
    field: Option<Field>,
    depth: usize,
}

impl State {
    /// Takes a piece; gives the entry that ends with it.
    fn take(&mut self, piece: Piece, feed: &mut Entry) -> Option<Entry> {
        match piece {
            Piece::Start { name, .. } if self.field.is_none() && matches!(local(&name), "item" | "entry") => {
                self.entry = Some(Entry::default());
            }
            Piece::Start { name, attributes } => self.start(&name, attributes),
            Piece::Text(text) => {
                if let Some(field) = &mut self.field {
                    let before = field.text.text.len();
                    field.text.text.push_str(&text.text);
                    let shifted = text
                        .stretches
                        .into_iter()
                        .map(|stretch| crate::model::Stretch { start: stretch.start + before, ..stretch });
                    field.text.stretches.extend(shifted);
                }
            }
            Piece::End { name } => {
                if self.depth > 0 {
                    self.depth -= 1;
                    self.markup(&name);
                } else if let Some(field) = self.field.take() {
                    self.entry.as_mut().unwrap_or(feed).fields.push(field);
                } else if matches!(local(&name), "item" | "entry") {
                    return self.entry.take();
                }
            }
        }
        None
    }

    fn start(&mut self, name: &str, attributes: Vec<(String, String)>) {
        const AROUND: [&str; 7] = ["rss", "channel", "feed", "rdf:RDF", "image", "author", "source"];
        if self.field.is_some() {
            self.depth += 1;
            self.markup(name);
        } else if !AROUND.contains(&name) {
            self.field = Some(Field { name: name.to_string(), text: Written::default(), attributes });
        }
    }

    /// A tag in a field breaks the text where it breaks a page.
    fn markup(&mut self, name: &str) {
        if let Some(field) = &mut self.field
            && html::is_block(local(name))
        {
            field.text.paragraph();
            if let Some(entry) = &mut self.entry {
                entry.is_markup = true;
            }
        }
    }
}

impl Entry {
    fn field(&self, names: &[&str]) -> Option<&Field> {
        names.iter().find_map(|name| self.fields.iter().find(|field| field.name == *name && !field.text.is_blank()))
    }

    fn text(&self, names: &[&str]) -> Option<&str> {
        self.field(names).map(|field| field.text.text.trim())
    }

    /// The address of the entry: the text of RSS, the attribute of Atom.
    fn link(&self) -> Option<&str> {
        let links = || self.fields.iter().filter(|field| field.name == "link");
        let alternate = |field: &&Field| attribute(&field.attributes, "rel").is_none_or(|rel| rel == "alternate");
        links()
            .filter(alternate)
            .find_map(|field| attribute(&field.attributes, "href"))
            .or_else(|| links().map(|field| field.text.text.trim()).find(|text| !text.is_empty()))
    }

    fn draft(self, file: &File, lines: &Lines, feed: &Entry, number: usize) -> Result<Draft, Error> {
        let mut text = Written::default();
        let body = TEXT.iter().filter_map(|name| self.field(&[name])).max_by_key(|field| field.text.text.len().min(2000));
        let body = body.map(|field| self.rendered(field, file)).transpose()?.unwrap_or_default();
        if let Some(title) = self.field(&["title"]) {
            let title = self.rendered(title, file)?;
            if !body.text.trim_start().starts_with(title.text.trim()) {
                text.append(&title);
            }
        }
        text.append(&body);
        text.locate(lines);
        let id = self.text(&["guid", "id"]).or_else(|| self.link()).map(str::to_string);
        let name = file.part('#', &id.clone().unwrap_or_else(|| number.to_string()));
        let mut fields = self.provenance(feed);
        fields.id = id;
        Ok(Draft { name, text, fields, whole: false })
    }

    /// The text of a field without its markup.
    fn rendered(&self, field: &Field, file: &File) -> Result<Written, Error> {
        let text = &field.text;
        if self.is_markup || !(html::is_fragment(&text.text) || text.text.contains('&')) {
            let mut text = text.clone();
            text.truncate(text.text.trim_end().len());
            return Ok(text);
        }
        Ok(html::fragment(&text.text, file.bounds)?.within(text))
    }

    fn provenance(&self, feed: &Entry) -> Fields {
        let mut fields = Fields::default();
        for (list, names) in [
            (&mut fields.title, &["title"][..]),
            (&mut fields.byline, &["dc:creator", "author", "name"]),
            (&mut fields.published, &["published", "pubDate", "dc:date", "issued"]),
            (&mut fields.modified, &["updated", "modified", "dcterms:modified", "atom:updated"]),
            (&mut fields.language, &["language", "dc:language"]),
            (&mut fields.sort, &["category"]),
        ] {
            names.iter().filter_map(|name| Some((name, self.text(&[name])?))).for_each(|(name, value)| put(list, value, name));
        }
        put(&mut fields.address, self.link().unwrap_or_default(), "link");
        put(&mut fields.outlet, feed.text(&["title"]).unwrap_or_default(), "title of the feed");
        put(&mut fields.language, feed.text(&["language", "dc:language"]).unwrap_or_default(), "language of the feed");
        if fields.published.is_empty()
            && let Some(updated) = self.text(&["updated"])
        {
            put(&mut fields.published, updated, "updated");
        }
        fields
    }
}

#[cfg(test)]
mod tests;
