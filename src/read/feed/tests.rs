use crate::model::{Document, Span};
use crate::read::reader::Contents;
use crate::read::{Options, contents_of};

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Post</title><link>https://post.example/</link><language>en-gb</language>
<image><title>Logo</title></image>
<item><title>Mill &amp; barn burn</title><link>https://post.example/mill</link><guid isPermaLink="false">post-0001-mill</guid>
<pubDate>Wed, 12 Jun 2024 10:00:00 GMT</pubDate><dc:creator>Ada Lind</dc:creator>
<description>&lt;p&gt;Two people were hurt.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>Two <i>people</i> were hurt.</p><p>The roof fell&nbsp;in.</p>]]></content:encoded></item>
<item><title>Ferry</title><link>https://post.example/ferry</link><description>The ferry sank.</description></item>
</channel></rss>"#;

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title>
<entry><id>tag:courier.example,2024:1</id><title>Mill</title><link rel="edit" href="https://courier.example/edit"/>
<link href="https://courier.example/mill"/><updated>2024-06-13T00:00:00Z</updated><published>2024-06-12T00:00:00Z</published>
<author><name>Bo Sand</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Nine people were <b>hurt</b>.</p><p>So it was said.</p></div></content></entry>"#;

fn read(text: &str) -> Contents {
    contents_of("feed.txt", text.as_bytes().to_vec(), &Options::default()).expect("a feed")
}

fn place(file: &str, document: &Document, words: &str) -> (String, usize) {
    let start = document.text.find(words).expect("the words");
    let span = document.in_file(Span::new(start, start + words.len()));
    let bytes = document.place(span).and_then(|place| place.bytes).expect("bytes");
    (file[bytes.start..bytes.end].to_string(), document.location(span.start).0)
}

#[test]
fn each_item_is_a_document_with_its_origin() {
    let contents = read(RSS);
    let [mill, ferry] = &contents.documents[..] else { panic!("two items: {contents:?}") };
    assert_eq!(
        (mill.name.as_str(), mill.text.as_str()),
        ("feed.txt#post-0001-mill", "Mill & barn burn\n\nTwo people were hurt.\n\nThe roof fell in.")
    );
    assert_eq!((ferry.name.as_str(), ferry.text.as_str()), ("feed.txt#https://post.example/ferry", "Ferry\n\nThe ferry sank."));
    assert_eq!(place(RSS, mill, "Mill & barn"), ("Mill &amp; barn".into(), 5));
    assert_eq!(place(RSS, mill, "people were"), ("people</i> were".into(), 8));
    assert_eq!(mill.outlet.as_ref().map(|outlet| outlet.value.as_str()), Some("The Post"));
    assert_eq!(mill.published.as_ref().map(|date| (date.value.to_string(), date.from)), Some(("2024-06-12".into(), "pubDate")));
    assert_eq!(mill.byline.as_ref().map(|byline| byline.value.as_str()), Some("Ada Lind"));
    assert_eq!(mill.address.as_ref().map(|address| address.value.as_str()), Some("https://post.example/mill"));
}

#[test]
fn an_entry_of_atom_and_a_feed_that_is_cut_off() {
    let contents = read(ATOM);
    let document = &contents.documents[0];
    assert_eq!(
        (document.name.as_str(), document.text.as_str()),
        ("feed.txt#tag:courier.example,2024:1", "Mill\n\nNine people were hurt.\n\nSo it was said.")
    );
    assert_eq!(place(ATOM, document, "hurt"), ("hurt".into(), 5));
    assert_eq!(document.address.as_ref().map(|address| address.value.as_str()), Some("https://courier.example/mill"));
    let dates = [&document.published, &document.modified].map(|date| date.as_ref().map(|date| date.value.to_string()));
    assert_eq!(dates, [Some("2024-06-12".into()), Some("2024-06-13".into())]);
    let cut = read(&format!("{ATOM}<entry><id>x</id><title"));
    assert_eq!((cut.documents.len(), cut.failed.len()), (1, 1));
}
