use crate::model::{Document, Span};
use crate::read::reader::Contents;
use crate::read::{Options, contents_of};

const PAGE: &str = r#"<!DOCTYPE html>
<html lang="en-GB"><head>
<title>Mill burns down | The Tarva Post</title>
<meta property="og:title" content="Mill burns down">
<meta property="og:site_name" content="The Tarva Post">
<meta property="article:published_time" content="2024-06-14T09:00:00Z">
<link rel="canonical" href="https://post.example/mill">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": ["OpinionNewsArticle"],
 "headline": "Mill burns down", "datePublished": "2024-06-12T08:00:00+02:00", "dateModified": "2024-06-13",
 "author": [{"@type": "Person", "name": "Ada Lind"}, {"name": "Bo Sand"}],
 "correction": "An earlier version said that nine people were hurt."}]}</script>
<script>var count = "SCRIPTWORDS 9 people were killed.";</script><style>.x { content: "STYLEWORDS" }</style>
</head><body class="has-sidebar">
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/s">NAVWORDS</a></li></ul></nav></header>
<div class="cookie-consent"><p>COOKIEWORDS: we and our partners, all 40 of them, store things, and read them, and so on.</p></div>
<main><article>
<h1>Mill burns down</h1>
<p class="byline">By Ada Lind and Bo Sand</p>
<div class="article-body">
<p>The old mill of Tarva burned down on Monday night, and <b>two</b> people were hurt, the fire chief, Cy Holt, said&nbsp;late on Tuesday.</p>
<p>Firefighters from three towns fought the flames for six hours, but the roof fell in before midnight &amp; nothing could be saved.</p>
<div class="related-links"><h3>RELATEDWORDS</h3><ul><li><a href="/a">Ferry sinks, nine people drown</a></li><li><a href="/b">Mayor resigns</a></li></ul></div>
<p>The mill, which was built in 1894, had been empty for years; the town wanted to turn it into a school, said the mayor.
<p>It was the third fire in the quarter since spring, and the police are asking for witnesses who saw anything near the river.
<noscript>NOSCRIPTWORDS</noscript><svg><text>SVGWORDS</text></svg>
</div></article>
<section id="comments"><h2>Comments</h2><div class="comment"><p>COMMENTWORDS: I heard that nine people were hurt, and that the mayor, of all people, was there.</p></div></section>
</main>
<aside><p>ASIDEWORDS are longer than a line, so that they would count as a paragraph, if they were asked.</p></aside>
<div hidden><p>HIDDENWORDS</p></div>
<footer><p>FOOTERWORDS, all rights reserved, by the publisher of this page, wherever it may be.</p></footer>
</body></html>"#;

fn read(page: &str) -> Contents {
    contents_of("mill.txt", page.as_bytes().to_vec(), &Options::default()).expect("a page")
}

fn only(page: &str) -> Document {
    read(page).documents.remove(0)
}

/// Where the words stand in the page, by the map of the document.
fn in_page<'p>(page: &'p str, document: &Document, words: &str) -> (&'p str, usize, usize) {
    let start = document.text.find(words).unwrap_or_else(|| panic!("{words}: {}", document.text));
    let span = document.in_file(Span::new(start, start + words.len()));
    let bytes = document.place(span).and_then(|place| place.bytes).expect("bytes");
    let (line, column) = document.location(span.start);
    (&page[bytes.start..bytes.end], line, column)
}

#[test]
fn the_main_text_is_read_and_nothing_around_it() {
    let document = only(PAGE);
    let text = document.text.as_str();
    for part in ["burned down on Monday night", "six hours", "built in 1894", "asking for witnesses"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("WORDS") && !text.contains("Ferry sinks") && !text.contains("Home"), "{text}");
    assert!(text.starts_with("Mill burns down\n\n"), "{text}");
    assert!(text.contains("said late on Tuesday.\n\nFirefighters from three towns"), "{text}");
}

/// A page of so many words that its parts are told apart.
fn of_body(body: &str) -> String {
    let page = only(&format!("<!DOCTYPE html><html><head><title>Mill</title></head><body>{body}</body></html>"));
    page.text
}

/// Paragraphs of an article, as many as asked for.
fn paragraphs(first: usize, last: usize) -> String {
    (first..=last)
        .map(|number| {
            format!(
                "<p>In part {number} the firefighters of the town, who had come late, fought the flames for hours, and nobody was hurt, \
                 said the mayor, who had been at the mill on the night in question, with her deputy, and had seen it all.</p>"
            )
        })
        .collect()
}

#[test]
fn lists_of_other_articles_are_left_out_and_headings_of_this_one_are_not() {
    let teaser = |number: usize| {
        format!(
            "<div class=\"item\"><a href=\"/{number}\"><h3>Ferry {number} sinks</h3></a><p>TEASERWORDS of {number} people, who drowned, were heard.</p></div>"
        )
    };
    let teasers: String = (1..=4).map(teaser).collect();
    let text = of_body(&format!("<div class=\"wrap\">{}<div>{teasers}</div></div>", paragraphs(1, 4)));
    assert!(text.contains("In part 4") && !text.contains("TEASERWORDS") && !text.contains("sinks"), "{text}");
    let section = |number| {
        format!("<section><h2><a href=\"/mill#{number}\">Part {number}</a></h2>{}</section>", paragraphs(number, number + 2))
    };
    let sections: String = [1, 4, 7].map(section).concat();
    let text = of_body(&format!("<div class=\"wrap\">{sections}</div>"));
    assert!((1..10).all(|number| text.contains(&format!("In part {number} "))), "{text}");
}

#[test]
fn an_article_in_several_boxes_is_read_whole() {
    let text = of_body(&format!(
        "<div class=\"article\"><div class=\"summary\">The old mill of Tarva burned down on Monday night, and two people were hurt, the fire chief said on Tuesday.</div>\
         <div class=\"text\">{}<div class=\"paywall\">{}</div></div></div><div class=\"more\">MOREWORDS of the publisher, who wants, as all do, to be read, and says so at length in a box, as one sees.</div>",
        paragraphs(1, 2),
        paragraphs(3, 5)
    ));
    assert!(text.starts_with("The old mill of Tarva"), "{text}");
    assert!((1..=5).all(|number| text.contains(&format!("In part {number} "))) && !text.contains("MOREWORDS"), "{text}");
}

#[test]
fn text_between_boxes_is_text() {
    let footer = "<div class=\"foot\"><p>FOOTWORDS: Town hall, Market 1, Tarva.</p></div>";
    let text = of_body(&format!(
        "<div class=\"outer\"><div class=\"left\"><div class=\"picture\"><img src=a></div>The old mill of Tarva burned down on Monday night, and two people were hurt.<br>\
         Firefighters from three towns, who came late, fought the flames for hours, but the roof fell in.<div class=\"tools\"><a href=/print>Print</a></div></div></div>{footer}"
    ));
    assert!(text.contains("burned down on Monday") && text.contains("the roof fell in") && !text.contains("FOOTWORDS"), "{text}");
}

#[test]
fn every_word_leads_back_to_the_page() {
    let document = only(PAGE);
    for (words, written) in [
        ("two people", "two</b> people"),
        ("midnight & nothing", "midnight &amp; nothing"),
        ("The mill, which was built", "The mill, which was built"),
    ] {
        let start = PAGE.find(written).expect("it is there");
        let before = PAGE[..start].rsplit('\n').next().unwrap_or_default().chars().count();
        assert_eq!(in_page(PAGE, &document, words), (written, PAGE[..start].matches('\n').count() + 1, before + 1));
    }
}

#[test]
fn what_a_page_says_of_its_origin_is_taken_with_its_field() {
    let contents = read(PAGE);
    let document = &contents.documents[0];
    let text = |field: &Option<crate::model::Sourced<String>>| field.as_ref().map(|field| (field.value.clone(), field.from));
    let date = |field: &Option<crate::model::Sourced<crate::model::Date>>| {
        field.as_ref().map(|field| (field.value.to_string(), field.from))
    };
    assert_eq!(text(&document.title), Some(("Mill burns down".into(), "JSON-LD headline")));
    assert_eq!(text(&document.outlet), Some(("The Tarva Post".into(), "og:site_name")));
    assert_eq!(text(&document.byline), Some(("Ada Lind, Bo Sand".into(), "JSON-LD author")));
    assert_eq!(date(&document.published), Some(("2024-06-12".into(), "JSON-LD datePublished")));
    assert_eq!(date(&document.modified), Some(("2024-06-13".into(), "JSON-LD dateModified")));
    assert_eq!(text(&document.language), Some(("en-GB".into(), "html lang")));
    assert_eq!(text(&document.address), Some(("https://post.example/mill".into(), "canonical link")));
    assert_eq!(text(&document.label), Some(("opinion".into(), "JSON-LD @type")));
    let remarks: Vec<&str> = contents.remarks.iter().map(|remark| remark.what.as_str()).collect();
    assert_eq!(
        remarks,
        [
            "its dates disagree: 2024-06-12 (JSON-LD datePublished), 2024-06-14 (article:published_time)",
            "is marked as opinion (JSON-LD @type)",
            "carries a correction: An earlier version said that nine people were hurt.",
        ]
    );
}

#[test]
fn a_page_in_another_encoding_is_read_as_it_declares() {
    let page = "<html><head><meta charset=\"windows-1251\"></head><body><p>XYZ burned down in the night, and nobody was hurt.</p></body></html>";
    let bytes: Vec<u8> = page.bytes().map(|byte| if (b'X'..=b'Z').contains(&byte) { byte + 0x80 } else { byte }).collect();
    let document = contents_of("a.html", bytes, &Options::default()).expect("a page").documents.remove(0);
    assert!(document.text.starts_with("ШЩЪ burned"), "{}", document.text);
}

#[test]
fn a_page_without_words_says_so() {
    let error = contents_of(
        "a.html",
        b"<!DOCTYPE html><html><body><div id=root></div><script>run()</script></body></html>".to_vec(),
        &Options::default(),
    );
    assert!(error.expect_err("no text").line().contains("filled by its scripts"));
}

#[test]
fn markdown_with_tags_stays_markdown() {
    let text = "<p>The</p> <p>bridge</p> <p>is</p> <p>open</p> <p>now</p>.\n";
    let read =
        |name: &str| contents_of(name, text.as_bytes().to_vec(), &Options::default()).expect("it reads").documents.remove(0);
    assert!(read("a.md").place(Span::new(0, 3)).is_none());
    assert!(read("a.txt").place(Span::new(0, 3)).is_some());
}
