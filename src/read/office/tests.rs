use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use crate::model::{Document, Span};
use crate::read::reader::Contents;
use crate::read::{Options, contents_of};

/// An archive of files, in their order.
fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        let method = if *name == "mimetype" { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("memory takes it");
        writer.write_all(text.as_bytes()).expect("memory takes it");
    }
    writer.finish().expect("memory takes it").into_inner()
}

fn read(files: &[(&str, &str)]) -> Contents {
    contents_of("a.bin", archive(files), &Options::default()).expect("it reads")
}

fn paragraph(document: &Document, words: &str) -> Option<usize> {
    let start = document.text.find(words).expect("the words");
    document.place(document.in_file(Span::new(start, start + words.len())))?.paragraph
}

const DOCX: &str = r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>
<w:p><w:r><w:t>Mill burns</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">The mill of </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>Tarva</w:t></w:r><w:r><w:t xml:space="preserve"> burned, and </w:t></w:r>
<w:del><w:r><w:delText>DELETEDWORDS</w:delText></w:r></w:del><w:ins><w:r><w:t>two people</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>HIDDENWORDS</w:t></w:r><w:r><w:t xml:space="preserve"> were hurt &amp; saved.</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Tarva</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:instrText>FIELDWORDS</w:instrText><w:t>2</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:body></w:document>"#;
const CORE: &str = r#"<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Mill burns</dc:title><dc:creator>Ada Lind</dc:creator>
<dcterms:created>2024-06-12T10:00:00Z</dcterms:created><dcterms:modified>2024-06-13T10:00:00Z</dcterms:modified></cp:coreProperties>"#;

#[test]
fn a_docx_is_read_by_its_paragraphs() {
    let contents = read(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", DOCX),
        ("docProps/core.xml", CORE),
        ("word/header1.xml", "<w:t>HEADWORDS</w:t>"),
    ]);
    let document = &contents.documents[0];
    assert_eq!(document.text, "Mill burns\n\nThe mill of Tarva burned, and two people were hurt & saved.\n\nTarva\n\n2");
    assert_eq!(paragraph(document, "two people"), Some(2));
    assert_eq!(document.byline.as_ref().map(|byline| (byline.value.as_str(), byline.from)), Some(("Ada Lind", "dc:creator")));
    let dates = [&document.published, &document.modified].map(|date| date.as_ref().map(|date| date.value.to_string()));
    assert_eq!(dates, [Some("2024-06-12".into()), Some("2024-06-13".into())]);
    assert!(contents.remarks[0].what.contains("recorded changes"));
}

#[test]
fn an_odt_is_read_by_its_paragraphs() {
    let content = r#"<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>
<text:tracked-changes><text:changed-region><text:deletion><text:p>DELETEDWORDS</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:h>Mill burns</text:h><text:p>The mill<text:s/>of <text:span>Tarva</text:span> burned<office:annotation><text:p>NOTEWORDS</text:p></office:annotation>.</text:p>
<text:p>Nobody<text:note><text:note-body><text:p>NOTEWORDS</text:p></text:note-body></text:note> was hurt.</text:p></office:text></office:body></office:document-content>"#;
    let contents = read(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)]);
    let document = &contents.documents[0];
    assert_eq!(document.text, "Mill burns\n\nThe mill of Tarva burned.\n\nNobody was hurt.");
    assert_eq!(paragraph(document, "hurt"), Some(3));
}

#[test]
fn a_book_is_read_chapter_by_chapter() {
    let package = r#"<package xmlns:dc="d"><metadata><dc:title>Mills</dc:title><dc:creator>Ada Lind</dc:creator></metadata>
<manifest><item id="n" href="nav.xhtml" properties="nav"/><item id="b" href="b.xhtml"/><item id="a" href="a%20a.xhtml"/></manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>"#;
    let contents = read(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", r#"<container><rootfiles><rootfile full-path="OPS/p.opf"/></rootfiles></container>"#),
        ("OPS/p.opf", package),
        ("OPS/nav.xhtml", "<html><body><p>NAVWORDS</p></body></html>"),
        ("OPS/a a.xhtml", "<html><head><title>x</title></head><body><h1>One</h1><p>The mill burned.</p></body></html>"),
        ("OPS/b.xhtml", "<html><body><p>Nobody was hurt.</p></body></html>"),
    ]);
    let document = &contents.documents[0];
    assert_eq!(document.text, "One\n\nThe mill burned.\n\nNobody was hurt.");
    assert_eq!((document.name.as_str(), paragraph(document, "Nobody")), ("a.bin", Some(3)));
    assert_eq!(document.title.as_ref().map(|title| title.value.as_str()), Some("Mills"));
}

#[test]
fn files_in_an_archive_are_documents_and_others_are_told() {
    let inner = String::from_utf8_lossy(b"The ferry sank.").into_owned();
    let contents = read(&[
        ("b/ferry.txt", &inner),
        ("a.html", "<!DOCTYPE html><p>The mill burned.</p>"),
        ("mill.jpg", "x"),
        ("__MACOSX/._a.html", "x"),
        ("bad.pdf", "%PDF-1.4"),
    ]);
    let read: Vec<(&str, &str)> =
        contents.documents.iter().map(|document| (document.name.as_str(), document.text.as_str())).collect();
    assert_eq!(read, [("a.bin/a.html", "The mill burned."), ("a.bin/b/ferry.txt", "The ferry sank.")]);
    assert_eq!(contents.failed.iter().map(|failed| failed.document.as_str()).collect::<Vec<_>>(), ["a.bin/bad.pdf"]);
    assert!(contents.remarks[0].what.contains("1 .jpg"));
    let sheet =
        contents_of("a.xlsx", archive(&[("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<w/>")]), &Options::default());
    assert!(sheet.expect_err("a sheet").problem.contains("not read"));
}
