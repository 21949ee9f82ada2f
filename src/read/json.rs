//! JSON and JSON Lines: one article for each object, its fields by schema.org, ninjs, JSON Feed and the names that are usual elsewhere.

mod articles;
mod string;

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use self::articles::article;
use super::reader::{Contents, File, Reader};
use super::written::Lines;
use crate::error::Error;

/// The fields under which an export keeps its articles.
const LISTS: [&str; 8] = ["articles", "items", "results", "data", "documents", "docs", "entries", "posts"];
/// Objects around a list of articles.
const DEEPEST: usize = 3;

/// An object whose values stand in the source as they are.
type Object<'s> = BTreeMap<String, &'s RawValue>;

pub struct Json;

/// A JSON text with the file that it stands in.
struct Source<'s, 'f> {
    text: &'s str,
    lines: Lines<'s>,
    file: &'s File<'f>,
}

impl Reader for Json {
    fn names(&self) -> &'static [&'static str] {
        &["JSON", "json", "jsonl", "ndjson", "jsonfeed", "ninjs"]
    }

    fn fits(&self, file: &File) -> bool {
        let start = file.start();
        let is_value = |text: &str| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
        if !start.starts_with(['{', '[']) {
            return false;
        }
        let first = start.lines().next().unwrap_or_default();
        let looks =
            first.trim_start_matches(['{', '[', ' ']).starts_with(['"', '{', '}', ']']) || matches!(first.trim(), "{" | "[");
        is_value(first) || (looks && start.contains("\":")) || start.split_whitespace().collect::<String>().starts_with("{\"")
    }

    fn read(&self, file: &File, contents: &mut Contents) -> Result<(), Error> {
        let text = file.text()?;
        let source = Source { text: &text, lines: Lines::new(&text), file };
        match serde_json::from_str::<&RawValue>(text.trim_start_matches('\u{feff}')) {
            Ok(value) => source.value(value, contents),
            Err(error) => source.lines(contents, &error),
        }
    }
}

impl<'s> Source<'s, '_> {
    /// The byte of the file at which a value stands.
    fn byte(&self, value: &str) -> usize {
        (value.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }

    fn line(&self, value: &str) -> usize {
        self.lines.point(self.byte(value)).line
    }

    /// One article, or a list of them, as it is or in a field.
    fn value(&self, value: &'s RawValue, contents: &mut Contents) -> Result<(), Error> {
        if let Some((list, around)) = list(value, 0) {
            let feed = around.filter(|around| around.contains_key("version") || around.contains_key("home_page_url"));
            for (number, value) in list.into_iter().enumerate() {
                self.one(value, feed.as_ref(), |id| self.file.part('#', id.unwrap_or(&(number + 1).to_string())), contents)?;
            }
            return Ok(());
        }
        match serde_json::from_str::<Object>(value.get()) {
            Ok(object) => contents.add(article(self, &object, None, |_| self.file.name.to_string())?, self.file),
            Err(_) => Err(Error::new("not read: JSON that holds no article").help(FIELDS)),
        }
    }

    /// One value a line.
    fn lines(&self, contents: &mut Contents, whole: &serde_json::Error) -> Result<(), Error> {
        let mut count = 0;
        for (number, line) in self.text.split_inclusive('\n').enumerate() {
            let text = line.trim().trim_start_matches('\u{feff}');
            if text.is_empty() {
                continue;
            }
            let name = self.file.part(':', &(number + 1).to_string());
            match serde_json::from_str::<&RawValue>(text) {
                Ok(value) => {
                    self.one(value, None, |_| name.clone(), contents)?;
                    count += 1;
                }
                Err(_) if count == 0 => {
                    return Err(Error::new(format!("not read: JSON that is broken: {whole}")));
                }
                Err(error) => contents.fail(&name, &Error::new(format!("not read: JSON that is broken: {error}"))),
            }
        }
        Ok(())
    }

    /// One of many articles; what is none is told.
    fn one(
        &self,
        value: &'s RawValue,
        feed: Option<&Object<'s>>,
        name: impl Fn(Option<&str>) -> String,
        contents: &mut Contents,
    ) -> Result<(), Error> {
        self.file.bounds.in_time()?;
        let read = match serde_json::from_str::<Object>(value.get()) {
            Ok(object) => article(self, &object, feed, &name),
            Err(_) => Err(Error::new("not read: JSON that is no object")),
        };
        match read {
            Ok(draft) => contents.add_one(draft, self.file),
            Err(error) => {
                contents.fail(&format!("{} (line {})", self.file.name, self.line(value.get())), &error);
                Ok(())
            }
        }
    }
}

const FIELDS: &str = "name the field of its text, as in --field text=body";

/// The values of a list, and the object around it.
fn list(value: &RawValue, depth: usize) -> Option<(Vec<&RawValue>, Option<Object<'_>>)> {
    if let Ok(values) = serde_json::from_str::<Vec<&RawValue>>(value.get()) {
        return Some((values, None));
    }
    let object = serde_json::from_str::<Object>(value.get()).ok().filter(|_| depth < DEEPEST)?;
    let is_list = |value: &&RawValue| {
        value.get().starts_with('[') && value.get().trim_start_matches(['[', ' ', '\n', '\r', '\t']).starts_with('{')
    };
    let is_nested = |value: &&RawValue| value.get().starts_with('{');
    let inner = LISTS.iter().filter_map(|name| object.get(*name).copied()).find(|value| is_list(value) || is_nested(value))?;
    let (values, around) = list(inner, depth + 1)?;
    Some((values, around.or(Some(object))))
}

#[cfg(test)]
mod tests;
