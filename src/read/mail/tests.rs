use crate::model::{Document, Span};
use crate::read::reader::Contents;
use crate::read::{Options, contents_of};

fn read(name: &str, text: &str) -> Contents {
    contents_of(name, text.as_bytes().to_vec(), &Options::default()).expect("a mail")
}

fn head(fields: &str) -> String {
    format!(
        "From: Ada Lind <ada@post.example>\r\nTo: desk@post.example\r\nSubject: Re: Mill burns\r\nDate: Wed, 12 Jun 2024 10:00:00 +0200\r\n\
         Message-ID: <1@post.example>\r\nMIME-Version: 1.0\r\n{fields}\r\n"
    )
}

/// The bytes and the line of the file behind words of a document.
fn place<'f>(file: &'f str, document: &Document, words: &str) -> (&'f str, usize) {
    let start = document.text.find(words).unwrap_or_else(|| panic!("{words}: {}", document.text));
    let span = document.in_file(Span::new(start, start + words.len()));
    let bytes = document.place(span).and_then(|place| place.bytes).expect("bytes");
    (&file[bytes.start..bytes.end], document.location(span.start).0)
}

#[test]
fn the_words_of_the_sender_are_read_and_no_others() {
    let file = head("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n")
        + "Two people were hurt in the mill of Tarva, the caf=C3=A9 owner said, and the ro=\r\nof fell in.\r\n\r\n\
           On Tue, 11 Jun 2024 at 09:00, Bo Sand <bo@post.example> wrote:\r\n> Nine people were hurt.\r\n>> QUOTEDWORDS\r\n\r\nI asked twice.\r\n-- \r\nSIGNATUREWORDS\r\n";
    let document = read("a.txt", &file).documents.remove(0);
    let words: Vec<&str> = document.text.split_whitespace().collect();
    assert_eq!(
        words.join(" "),
        "Two people were hurt in the mill of Tarva, the café owner said, and the roof fell in. I asked twice."
    );
    assert_eq!(place(&file, &document, "café owner"), ("caf=C3=A9 owner", 10));
    assert_eq!(place(&file, &document, "I asked"), ("I asked", 17));
    assert_eq!(document.title.map(|title| (title.value, title.from)), Some(("Mill burns".into(), "Subject")));
    assert_eq!(document.byline.map(|byline| (byline.value, byline.from)), Some(("Ada Lind".into(), "From")));
    assert_eq!(document.published.map(|date| date.value.to_string()).as_deref(), Some("2024-06-12"));
}

#[test]
fn words_in_base64_lead_back_to_the_signs_that_stand_for_them() {
    use base64::Engine;
    let text =
        "The old mill of Tarva burned down on Monday night, and the owner of the café beside it was hurt.\r\nNobody died.\r\n";
    let signs = base64::prelude::BASE64_STANDARD.encode(text);
    let lines: Vec<&str> = [&signs[..76], &signs[76..]].into();
    let file =
        head("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n") + &lines.join("\r\n") + "\r\n";
    let document = read("a.eml", &file).documents.remove(0);
    let at = |words: &str| {
        let start = text.find(words).expect("it is there");
        (start * 8 / 6, (start + words.len() - 1) * 8 / 6)
    };
    for (words, line) in [("mill", 10), ("café", 11), ("Nobody died", 11)] {
        let (first, last) = at(words);
        let (bytes, told) = place(&file, &document, words);
        assert!(bytes.starts_with(&signs[first..=first]) && bytes.ends_with(&signs[last..=last]), "{words}: {bytes}");
        assert_eq!((told, bytes.len()), (line, last - first + 1), "{words}");
    }
}

#[test]
fn of_two_forms_one_is_read_and_attachments_are_documents() {
    let file = head("Content-Type: multipart/mixed; boundary=out\r\n")
        + "--out\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\nContent-Type: text/plain\r\n\r\nThe mill burned.\r\n\
           --in\r\nContent-Type: text/html\r\n\r\n<p>The mill burned.</p>\r\n--in--\r\n\
           --out\r\nContent-Type: text/plain; name=release.txt\r\nContent-Disposition: attachment; filename=release.txt\r\nContent-Transfer-Encoding: base64\r\n\r\nVGhlIHJvb2YgZmVsbCBpbi4=\r\n\
           --out\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=mill.png\r\n\r\nx\r\n--out--\r\n";
    let contents = read("a.eml", &file);
    let read: Vec<(&str, &str)> =
        contents.documents.iter().map(|document| (document.name.as_str(), document.text.trim())).collect();
    assert_eq!(read, [("a.eml", "The mill burned."), ("a.eml/release.txt", "The roof fell in.")]);
    assert!(contents.remarks[0].what.contains("mill.png"));
}

#[test]
fn pages_lose_what_they_quote() {
    let file = head("Content-Type: text/html; charset=utf-8\r\n")
        + "<div>The mill <b>burned</b> down.</div><div class=\"gmail_quote\"><div>On Tue Bo wrote:</div><blockquote>QUOTEDWORDS</blockquote></div>\
           <blockquote type=\"cite\">QUOTEDWORDS</blockquote><hr><p>From: Bo<br>Sent: Tuesday<br>To: Ada<br>Subject: mill</p><p>QUOTEDWORDS</p>";
    let document = read("a.eml", &file).documents.remove(0);
    assert_eq!(document.text, "The mill burned down.");
    assert_eq!(place(&file, &document, "burned down"), ("burned</b> down", 9));
}

#[test]
fn a_box_holds_messages_and_a_forwarded_one_is_told() {
    let one = format!(
        "From ada@post.example Wed Jun 12 10:00:00 2024\r\n{}The mill burned.\r\n\r\nFrom the start it was clear.\r\n\r\n",
        head("")
    );
    let two = one.replace("<1@", "<2@").replace("The mill burned.", "For you.\r\n\r\n---------- Forwarded message ---------\r\nFrom: Bo <bo@post.example>\r\nSubject: x\r\n\r\nThe ferry sank.");
    let contents = read("box.txt", &format!("{one}{two}"));
    let names: Vec<&str> = contents.documents.iter().map(|document| document.name.as_str()).collect();
    assert_eq!(names, ["box.txt#1@post.example", "box.txt#2@post.example"]);
    let words: Vec<&str> = contents.documents[1].text.split_whitespace().collect();
    assert_eq!(words.join(" "), "For you. The ferry sank. From the start it was clear.");
    assert!(contents.documents[0].text.contains("From the start"));
    assert!(contents.remarks[0].what.contains("forwarded"));
}

#[test]
fn headers_that_people_write_make_no_mail() {
    let text = "Note: the bridge is open.\nSubject: it is open.\nFrom: the mayor.\n\nIt was closed.\n";
    assert!(read("a.txt", text).documents[0].place(Span::new(0, 4)).is_none());
    let only = head("") + "> QUOTEDWORDS\r\n";
    let error = contents_of("a.eml", only.into_bytes(), &Options::default()).expect_err("nothing");
    assert!(error.problem.contains("quoted"));
}
