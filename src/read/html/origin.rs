//! What a page says of its origin: JSON-LD, OpenGraph, meta and time elements, canonical link, language, corrections.

use serde_json::Value;

use super::tree::Tree;
use crate::read::draft::{Fields, put};

/// Objects in objects of JSON-LD.
const DEEPEST: usize = 8;

/// The names of meta elements, in the order in which they are believed.
const META: [(&str, Slot, &str); 33] = [
    ("og:title", Slot::Title, "og:title"),
    ("twitter:title", Slot::Title, "twitter:title"),
    ("dc.title", Slot::Title, "DC.title"),
    ("og:site_name", Slot::Outlet, "og:site_name"),
    ("article:publisher_name", Slot::Outlet, "article:publisher_name"),
    ("application-name", Slot::Outlet, "application-name"),
    ("dc.publisher", Slot::Outlet, "DC.publisher"),
    ("author", Slot::Byline, "meta author"),
    ("byl", Slot::Byline, "meta byl"),
    ("article:author", Slot::Byline, "article:author"),
    ("parsely-author", Slot::Byline, "parsely-author"),
    ("dc.creator", Slot::Byline, "DC.creator"),
    ("article:published_time", Slot::Published, "article:published_time"),
    ("og:article:published_time", Slot::Published, "article:published_time"),
    ("parsely-pub-date", Slot::Published, "parsely-pub-date"),
    ("datepublished", Slot::Published, "itemprop datePublished"),
    ("pubdate", Slot::Published, "meta pubdate"),
    ("publishdate", Slot::Published, "meta publishdate"),
    ("publish_date", Slot::Published, "meta publish_date"),
    ("date", Slot::Published, "meta date"),
    ("dc.date.issued", Slot::Published, "DC.date.issued"),
    ("dc.date", Slot::Published, "DC.date"),
    ("dcterms.created", Slot::Published, "DCTERMS.created"),
    ("sailthru.date", Slot::Published, "sailthru.date"),
    ("article:modified_time", Slot::Modified, "article:modified_time"),
    ("og:updated_time", Slot::Modified, "og:updated_time"),
    ("datemodified", Slot::Modified, "itemprop dateModified"),
    ("last-modified", Slot::Modified, "meta last-modified"),
    ("dcterms.modified", Slot::Modified, "DCTERMS.modified"),
    ("og:url", Slot::Address, "og:url"),
    ("content-language", Slot::Language, "meta content-language"),
    ("og:locale", Slot::Language, "og:locale"),
    ("article:section", Slot::Sort, "article:section"),
];

#[derive(Clone, Copy)]
enum Slot {
    Title,
    Outlet,
    Byline,
    Published,
    Modified,
    Language,
    Address,
    Sort,
}

impl Slot {
    fn put(self, fields: &mut Fields, value: &str, from: &'static str) {
        let list = match self {
            Self::Title => &mut fields.title,
            Self::Outlet => &mut fields.outlet,
            Self::Byline => &mut fields.byline,
            Self::Published => &mut fields.published,
            Self::Modified => &mut fields.modified,
            Self::Language => &mut fields.language,
            Self::Address => &mut fields.address,
            Self::Sort => &mut fields.sort,
        };
        put(list, value, from);
    }
}

/// The fields of a page, the most telling first.
pub fn fields(tree: &Tree) -> Fields {
    let mut fields = Fields::default();
    for script in tree.elements("script") {
        if let Ok(value) = serde_json::from_str(tree.raw_text(script).trim()) {
            linked_data(&value, 0, &mut fields);
        }
    }
    metas(tree, &mut fields);
    elements(tree, &mut fields);
    fields
}

/// Articles of JSON-LD.
fn linked_data(value: &Value, depth: usize, fields: &mut Fields) {
    match value {
        _ if depth > DEEPEST => {}
        Value::Array(values) => values.iter().for_each(|value| linked_data(value, depth + 1, fields)),
        Value::Object(object) => {
            let types: Vec<&str> = strings(object.get("@type"));
            if types.iter().any(|name| name.ends_with("Article") || name.ends_with("Posting")) {
                article(value, &types, fields);
            }
            ["@graph", "mainEntity", "mainEntityOfPage"]
                .iter()
                .filter_map(|key| object.get(*key))
                .for_each(|value| linked_data(value, depth + 1, fields));
        }
        _ => {}
    }
}

fn article(value: &Value, types: &[&str], fields: &mut Fields) {
    let mut add = |slot: Slot, value: &Value, from| {
        let all = strings(Some(value));
        match slot {
            Slot::Byline => slot.put(fields, &all.join(", "), from),
            _ => all.into_iter().take(1).for_each(|text| slot.put(fields, text, from)),
        }
    };
    add(Slot::Title, &value["headline"], "JSON-LD headline");
    add(Slot::Outlet, &value["publisher"], "JSON-LD publisher");
    add(Slot::Byline, &value["author"], "JSON-LD author");
    add(Slot::Published, &value["datePublished"], "JSON-LD datePublished");
    add(Slot::Modified, &value["dateModified"], "JSON-LD dateModified");
    add(Slot::Language, &value["inLanguage"], "JSON-LD inLanguage");
    add(Slot::Address, &value["url"], "JSON-LD url");
    types.iter().for_each(|name| put(&mut fields.sort, name, "JSON-LD @type"));
    strings(value.get("articleSection")).iter().for_each(|name| put(&mut fields.sort, name, "JSON-LD articleSection"));
    strings(value.get("correction")).iter().for_each(|text| put(&mut fields.corrections, text, "JSON-LD correction"));
}

/// The texts of a value: a string, the name or text of an object, or those of a list.
pub fn strings(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::String(text)) => vec![text],
        Some(Value::Array(values)) => values.iter().flat_map(|value| strings(Some(value))).collect(),
        Some(Value::Object(object)) => {
            ["name", "text", "@value", "alternateName"].iter().find_map(|key| object.get(*key)?.as_str()).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn metas(tree: &Tree, fields: &mut Fields) {
    let metas: Vec<(String, &str)> = tree
        .elements("meta")
        .filter_map(|meta| {
            let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| tree.attribute(meta, key))?;
            Some((name.to_lowercase(), tree.attribute(meta, "content")?))
        })
        .collect();
    for (name, slot, from) in META {
        let is_address = |value: &str| value.starts_with("http");
        let values = metas.iter().filter(|(own, _)| own == name).map(|(_, value)| *value);
        values
            .filter(|value| !matches!(slot, Slot::Byline) || !is_address(value))
            .for_each(|value| slot.put(fields, value, from));
    }
}

fn elements(tree: &Tree, fields: &mut Fields) {
    for link in
        tree.elements("link").filter(|link| tree.attribute(*link, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")))
    {
        put(&mut fields.address, tree.attribute(link, "href").unwrap_or_default(), "canonical link");
    }
    for time in tree.elements("time") {
        let marked = tree.attribute(time, "itemprop").unwrap_or_default();
        let value = tree.attribute(time, "datetime").unwrap_or_default();
        match marked {
            "datePublished" => put(&mut fields.published, value, "itemprop datePublished"),
            "dateModified" => put(&mut fields.modified, value, "itemprop dateModified"),
            _ => {}
        }
    }
    if fields.published.is_empty()
        && let Some(time) = tree.elements("time").find_map(|time| tree.attribute(time, "datetime"))
    {
        put(&mut fields.published, time, "time element");
    }
    for title in tree.elements("title").take(1) {
        put(&mut fields.title, &tree.raw_text(title), "title element");
    }
    for html in tree.elements("html").take(1) {
        put(&mut fields.language, tree.attribute(html, "lang").unwrap_or_default(), "html lang");
    }
}
