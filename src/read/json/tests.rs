use crate::model::{Document, Span};
use crate::read::reader::Contents;
use crate::read::{Options, contents_of};

fn read_with(name: &str, text: &str, fields: &[(&str, &str)]) -> Contents {
    let fields = fields.iter().map(|(own, name)| (own.to_string(), name.to_string())).collect();
    contents_of(name, text.as_bytes().to_vec(), &Options { fields, ..Options::default() }).expect("it reads")
}

fn read(name: &str, text: &str) -> Contents {
    read_with(name, text, &[])
}

fn names(contents: &Contents) -> Vec<&str> {
    contents.documents.iter().map(|document| document.name.as_str()).collect()
}

/// The bytes of the file behind words of a document.
fn source<'s>(file: &'s str, document: &Document, words: &str) -> &'s str {
    let start = document.text.find(words).expect("the words");
    let place = document.place(document.in_file(Span::new(start, start + words.len()))).expect("a place");
    let bytes = place.bytes.expect("bytes");
    &file[bytes.start..bytes.end]
}

#[test]
fn an_article_of_schema_org() {
    let file = r#"{
  "@type": "NewsArticle", "headline": "Mill burns", "articleBody": "The mill \"Old Joe\" burned.\nNobody was hurt.",
  "datePublished": "2024-06-12", "author": {"name": "Ada Lind"}, "publisher": {"name": "The Post"}, "url": "https://post.example/mill"
}"#;
    let contents = read("a.json", file);
    let document = &contents.documents[0];
    assert_eq!(
        (names(&contents), document.text.as_str()),
        (vec!["a.json"], "Mill burns\n\nThe mill \"Old Joe\" burned.\nNobody was hurt.")
    );
    assert_eq!(source(file, document, "\"Old Joe\" burned"), "\\\"Old Joe\\\" burned");
    let start = document.text.find("Nobody").expect("it is there");
    let line = file.lines().nth(1).expect("a line");
    assert_eq!(document.location(start), (2, line.find("Nobody").expect("it is there") + 1));
    assert_eq!(document.outlet.as_ref().map(|outlet| (outlet.value.as_str(), outlet.from)), Some(("The Post", "publisher")));
    assert_eq!(document.byline.as_ref().map(|byline| byline.value.as_str()), Some("Ada Lind"));
    assert_eq!(
        document.published.as_ref().map(|date| (date.value.to_string(), date.from)),
        Some(("2024-06-12".into(), "datePublished"))
    );
}

#[test]
fn each_line_is_an_article_and_a_broken_one_is_told() {
    let file = "{\"title\": \"One\", \"text\": \"The mill burned.\"}\n\n{\"text\": \"The ferry sank.\"}\n{\"text\": \"cut o\n{\"id\": 7}\n";
    let contents = read("export.jsonl", file);
    assert_eq!(names(&contents), ["export.jsonl:1", "export.jsonl:3"]);
    assert_eq!(contents.documents[1].location(0), (3, 11));
    let failed: Vec<&str> = contents.failed.iter().map(|failed| failed.document.as_str()).collect();
    assert_eq!(failed, ["export.jsonl:4", "export.jsonl (line 5)"]);
    assert!(contents.failed[1].why.contains("--field text=body"));
}

#[test]
fn fields_may_be_named() {
    let file = r#"[{"id": "a1", "story": {"en": "The mill burned."}, "paper": "The Post"}]"#;
    let contents = read_with("a.json", file, &[("text", "story.en"), ("outlet", "paper")]);
    assert_eq!((names(&contents), contents.documents[0].text.as_str()), (vec!["a.json#a1"], "The mill burned."));
    assert_eq!(contents.documents[0].outlet.as_ref().map(|outlet| outlet.value.as_str()), Some("The Post"));
    let missing = read_with("a.json", file, &[("text", "body")]);
    assert!(missing.failed[0].why.contains("no field `body`"));
}

#[test]
fn a_json_feed_and_the_markup_in_it() {
    let file = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "The Post", "items": [
 {"id": "https://post.example/1", "title": "Mill", "content_html": "<p>The mill <b>burned<\/b> &amp; fell.<\/p><p>Nobody was hurt.<\/p>", "date_published": "2024-06-12T10:00:00Z"}]}"#;
    let contents = read("feed.json", file);
    let document = &contents.documents[0];
    assert_eq!(document.name, "feed.json#https://post.example/1");
    assert_eq!(document.text, "Mill\n\nThe mill burned & fell.\n\nNobody was hurt.");
    assert_eq!(source(file, document, "burned & fell"), r"burned<\/b> &amp; fell");
    assert_eq!(
        document.outlet.as_ref().map(|outlet| (outlet.value.as_str(), outlet.from)),
        Some(("The Post", "title of the feed"))
    );
}

#[test]
fn ninjs_is_read_in_both_forms_and_says_what_is_cancelled() {
    let two = r#"{"uri": "urn:post:mill", "version": "2", "pubstatus": "usable", "headline": "Mill", "body_text": "The mill burned.", "versioncreated": "2024-06-12T10:00:00Z"}"#;
    let three = r#"{"uri": "urn:post:mill", "version": "3", "pubStatus": "canceled", "headlines": [{"role": "main", "value": "Mill"}],
 "bodies": [{"role": "main", "contentType": "text/html", "value": "<p>The mill burned.</p>"}, {"role": "main", "contentType": "text/plain", "value": "The mill burned."}]}"#;
    let items: Vec<_> = [two, three]
        .map(|file| read("a.json", file).documents.remove(0))
        .into_iter()
        .map(|document| (document.text, document.item))
        .collect();
    let told: Vec<_> = items
        .iter()
        .map(|(text, item)| (text.as_str(), item.as_ref().map(|item| (item.version.number, item.cancelled))))
        .collect();
    assert_eq!(told, [("Mill\n\nThe mill burned.", Some((Some(2), false))), ("Mill\n\nThe mill burned.", Some((Some(3), true)))]);
}

#[test]
fn what_only_looks_like_json_is_text() {
    for text in ["{{ The bridge is open.\n", "[Updated] The bridge is open.\n", "{The bridge} is open.\n"] {
        assert!(read("a.txt", text).documents[0].place(Span::new(0, 1)).is_none(), "{text}");
    }
    let broken = contents_of("a.json", b"{\"text\": \"The mill".to_vec(), &Options::default()).expect_err("broken");
    assert!(broken.problem.contains("JSON that is broken"), "{}", broken.problem);
}
