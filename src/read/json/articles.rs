//! One object of JSON as an article.

use serde_json::Value;
use serde_json::value::RawValue;

use super::string::string;
use super::{FIELDS, Object, Source};
use crate::error::Error;
use crate::read::draft::{Draft, Fields, put};
use crate::read::field_names::{ADDRESS, ID, TEXT, TITLE, same};
use crate::read::html;
use crate::read::written::Written;

/// The draft of an article.
pub fn article(
    source: &Source,
    object: &Object,
    feed: Option<&Object>,
    name: impl Fn(Option<&str>) -> String,
) -> Result<Draft, Error> {
    let title = first(source, object, "title", &TITLE).and_then(|(_, value)| text_of(source, value));
    let body = body(source, object)?;
    let mut text = Written::default();
    if let Some(title) = title.filter(|title| !title.is_blank() && !body.text.starts_with(title.text.trim())) {
        text.append(&title);
    }
    text.append(&body);
    text.locate(&source.lines);
    let fields = fields(source, object, feed);
    let id = first(source, object, "id", &ID)
        .or_else(|| first(source, object, "address", &ADDRESS))
        .and_then(|(_, value)| plain(value));
    Ok(Draft { name: name(id.as_deref()), text, fields, whole: false })
}

/// The value of the first of the fields that an object has, with its name.
fn first<'v>(source: &Source, object: &Object<'v>, kind: &str, names: &[&str]) -> Option<(String, &'v RawValue)> {
    let given = source.file.options.fields.iter().filter(|(own, _)| own == kind).map(|(_, name)| name.as_str());
    let is_blank = |value: &RawValue| matches!(value.get(), "null" | "\"\"" | "[]" | "{}");
    given.chain(names.iter().copied()).find_map(|name| {
        let value = path(object, name).filter(|value| !is_blank(value))?;
        Some((name.to_string(), value))
    })
}

/// The value of a field, or of a field of a field (`content.rendered`).
fn path<'v>(object: &Object<'v>, name: &str) -> Option<&'v RawValue> {
    let alike = || object.iter().find(|(own, _)| same(own, name)).map(|(_, value)| *value);
    object.get(name).copied().or_else(alike).or_else(|| {
        let (first, rest) = name.split_once('.')?;
        path(&serde_json::from_str(object.get(first)?.get()).ok()?, rest)
    })
}

fn body(source: &Source, object: &Object) -> Result<Written, Error> {
    let given = source.file.options.fields.iter().find(|(own, _)| own == "text");
    if let Some((_, name)) = given
        && path(object, name).is_none()
    {
        return Err(Error::new(format!("not read: it has no field `{name}`")));
    }
    let names = given.map_or_else(|| TEXT.to_vec(), |(_, name)| vec![name.as_str()]);
    for name in names {
        let Some(text) = path(object, name).and_then(|value| text_of(source, value)).filter(|text| !text.is_blank()) else {
            continue;
        };
        if !html::is_fragment(&text.text) {
            return Ok(text);
        }
        return Ok(html::fragment(&text.text, source.file.bounds)?.within(&text));
    }
    Err(Error::new("not read: JSON that holds no article").help(FIELDS))
}

/// The text of a value: a string, that of an object, or the first of a list, plain text before markup.
fn text_of(source: &Source, value: &RawValue) -> Option<Written> {
    let raw = value.get();
    match raw.as_bytes().first()? {
        b'"' => string(raw, source.byte(raw)),
        b'{' => {
            let object: Object = serde_json::from_str(raw).ok()?;
            ["value", "rendered", "text", "#text", "content", "body"].iter().find_map(|name| text_of(source, object.get(*name)?))
        }
        b'[' => {
            let values: Vec<&RawValue> = serde_json::from_str(raw).ok()?;
            let is_plain = |value: &&&RawValue| value.get().contains("text/plain") || value.get().contains("\"main\"");
            let strings: Vec<Written> =
                values.iter().filter(|value| value.get().starts_with('"')).filter_map(|value| text_of(source, value)).collect();
            if strings.is_empty() {
                return text_of(source, values.iter().find(is_plain).or(values.first())?);
            }
            let mut whole = Written::default();
            strings.iter().for_each(|text| whole.append(text));
            Some(whole)
        }
        _ => None,
    }
}

/// A value in one line: a string or number, or those of objects and lists.
fn plain(value: &RawValue) -> Option<String> {
    let value: Value = serde_json::from_str(value.get()).ok()?;
    let text = words(&value).join(", ");
    (!text.is_empty()).then_some(text)
}

fn words(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(values) => values.iter().flat_map(words).collect(),
        Value::Object(object) => ["name", "value", "title", "rendered", "text", "uri"]
            .iter()
            .find_map(|key| object.get(*key))
            .map(words)
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn fields(source: &Source, object: &Object, feed: Option<&Object>) -> Fields {
    let mut fields = Fields::default();
    let all = |kind: &str, names: &[&'static str]| -> Vec<(String, &'static str)> {
        let known = names.iter().filter_map(|name| Some((plain(path(object, name)?)?, *name)));
        let given = source.file.options.fields.iter().filter(|(own, _)| own == kind);
        given.filter_map(|(_, name)| Some((plain(path(object, name)?)?, "named field"))).chain(known).collect()
    };
    for (list, kind, names) in fields.named() {
        all(kind, names).iter().for_each(|(value, name)| put(list, value, name));
    }
    if let Some(title) = feed.and_then(|feed| plain(feed.get("title")?)) {
        put(&mut fields.outlet, &title, "title of the feed");
    }
    let correction = ["correction", "corrections"].iter().find_map(|name| plain(object.get(*name)?));
    correction.iter().for_each(|text| put(&mut fields.corrections, text, "correction"));
    fields.id = ID.iter().find_map(|name| plain(object.get(*name)?));
    fields.version = object.get("version").and_then(|version| plain(version)?.parse().ok());
    let status = path(object, "pubStatus").and_then(plain);
    fields.cancelled = status.is_some_and(|status| matches!(status.as_str(), "canceled" | "cancelled" | "withheld"));
    fields
}
