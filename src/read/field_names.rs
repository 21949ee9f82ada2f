//! What exports call the fields of an article, the most telling names first. Case, blanks, hyphens and underscores do not matter.

pub const TEXT: [&str; 18] = [
    "articleBody",
    "body_text",
    "text",
    "body",
    "content",
    "content_text",
    "full_text",
    "body_xhtml",
    "body_html",
    "content_html",
    "bodies",
    "html",
    "maintext",
    "article",
    "story",
    "statement",
    "description",
    "summary",
];
pub const TITLE: [&str; 6] = ["headline", "title", "headlines", "webTitle", "name", "subject"];
pub const OUTLET: [&str; 9] =
    ["publisher", "source", "outlet", "provider", "site_name", "publication", "newspaper", "source_domain", "domain"];
pub const BYLINE: [&str; 7] = ["byline", "by", "author", "authors", "creator", "journalist", "infoSources"];
pub const PUBLISHED: [&str; 11] = [
    "datePublished",
    "published_at",
    "published",
    "firstCreated",
    "contentCreated",
    "publicationDate",
    "webPublicationDate",
    "pubDate",
    "publishDate",
    "date",
    "created_at",
];
pub const MODIFIED: [&str; 7] =
    ["dateModified", "versionCreated", "updated_at", "updated", "modified", "lastModified", "date_updated"];
pub const LANGUAGE: [&str; 4] = ["inLanguage", "language", "lang", "locale"];
pub const ADDRESS: [&str; 8] = ["url", "external_url", "link", "webUrl", "address", "canonical", "permalink", "canonical_url"];
pub const SORT: [&str; 5] = ["@type", "articleSection", "section", "profile", "genre"];
pub const ID: [&str; 5] = ["uri", "id", "guid", "@id", "_id"];

/// Whether two names are one, however they are spelled.
pub fn same(one: &str, other: &str) -> bool {
    let letters = |name: &'_ str| {
        name.chars().filter(|sign| !matches!(sign, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect::<String>()
    };
    letters(one) == letters(other)
}
