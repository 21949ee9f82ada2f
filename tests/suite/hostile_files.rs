//! Files that are cut off, nested, swollen, mislabelled or huge: each is read in part or refused with a reason, and none ends the run.

use crossclaim::read::{self, Options};

use super::files::{archive, docx, epub, gzip, odt, pdf, pdf_of, warc, zlib};

const STORY: &str = "The mill of Tarva burned down on Monday night, and two people were hurt, the fire chief said.";
const MEGABYTE: usize = 1_000_000;

/// So much of a file that its end is missing.
fn cut(bytes: Vec<u8>) -> Vec<u8> {
    bytes[..bytes.len() * 2 / 3].to_vec()
}

fn zeros(megabytes: usize) -> Vec<u8> {
    vec![b'0'; megabytes * MEGABYTE]
}

fn nested(open: &str, times: usize, close: &str) -> Vec<u8> {
    format!("{}{STORY}{}", open.repeat(times), close.repeat(times)).into_bytes()
}

/// Names and bytes; each file is of the kind that its name says, or pretends to be.
pub fn files() -> Vec<(&'static str, Vec<u8>)> {
    let page = format!("<!DOCTYPE html><html><body><p>{STORY}</p></body></html>");
    let one = pdf(&[vec![(72, 720, STORY)]]);
    let bomb = zlib(&zeros(60));
    let twice = zlib(&bomb);
    let matryoshka = (0..6).fold(page.clone().into_bytes(), |inner, _| archive(&[("a.zip", &inner)]));
    let gzips = (0..6).fold(page.clone().into_bytes(), |inner, _| gzip(&inner));
    let many: Vec<(String, Vec<u8>)> = (0..30).map(|number| (format!("{number}.txt"), vec![b'0'; 9 * MEGABYTE])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let random: Vec<u8> = (0..200_000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let mail = |body: &str| format!("From: a@x.example\r\nTo: b@x.example\r\nMessage-ID: <1@x.example>\r\n{body}");
    let parts: String = (0..200).map(|at| format!("Content-Type: multipart/mixed; boundary=b{at}\r\n\r\n--b{at}\r\n")).collect();
    let loops = String::from_utf8_lossy(&one).replace("/Kids [4 0 R]", "/Kids [2 0 R]").into_bytes();
    let form = (String::new(), b"/F1 12 Tf q q q BT (x) Tj ET ".repeat(100_000));
    let billion = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
    let xml = |body: &str| archive(&[("[Content_Types].xml", b"<T/>"), ("word/document.xml", body.as_bytes())]);
    let warc_of = |length: &str| {
        format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}").into_bytes()
    };
    vec![
        ("bomb.gz", gzip(&zeros(60))),
        ("bomb-in-bomb.gz", gzip(&gzip(&zeros(60)))),
        ("nested.gz", gzips),
        ("cut.gz", cut(gzip(page.as_bytes()))),
        ("noise.gz", [&b"\x1f\x8b\x08\0"[..], &random].concat()),
        ("empty.gz", gzip(b"")),
        ("bomb.zip", archive(&[("a.txt", &zeros(60))])),
        ("many-large.zip", archive(&many)),
        ("nested.zip", matryoshka),
        ("cut.zip", cut(archive(&[("a.html", page.as_bytes())]))),
        ("empty.zip", archive(&[])),
        ("no-text.zip", archive(&[("a.png", b"x")])),
        ("paths.zip", archive(&[("../../etc/a.txt", b"")])),
        ("noise.zip", [&b"PK\x03\x04"[..], &random].concat()),
        ("cut.pdf", cut(one.clone())),
        ("head.pdf", b"%PDF-1.7\n".to_vec()),
        ("noise.pdf", [&b"%PDF-1.7\n"[..], &random].concat()),
        ("bomb.pdf", pdf_of(&[("/Filter /FlateDecode".to_string(), bomb)], "")),
        ("bomb-in-bomb.pdf", pdf_of(&[("/Filter [/FlateDecode /FlateDecode]".to_string(), twice)], "")),
        ("scanned.pdf", pdf(&[vec![], vec![]])),
        (
            "locked.pdf",
            pdf_of(
                &[(String::new(), b"x".to_vec())],
                "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <00> /U <00> >>",
            ),
        ),
        ("loop.pdf", loops),
        ("endless.pdf", pdf_of(&[form], "")),
        ("no-pages.pdf", pdf(&[])),
        ("deep.pdf", pdf_of(&[(String::new(), b"[".repeat(200_000))], "")),
        ("deep.html", nested("<div>", 200_000, "</div>")),
        ("deep-inline.html", [b"<!DOCTYPE html>".to_vec(), nested("<b>", 150_000, "")].concat()),
        ("many.html", [b"<!DOCTYPE html>".to_vec(), b"<br>".repeat(500_000)].concat()),
        ("huge.html", [b"<!DOCTYPE html><p>".to_vec(), b"word ".repeat(2_500_000)].concat()),
        ("cut.html", b"<!DOCTYPE html><html><body><p class=\"".to_vec()),
        ("attributes.html", format!("<!DOCTYPE html><p {}>", "a b c=\"d\" ".repeat(50_000)).into_bytes()),
        ("entities.html", format!("<!DOCTYPE html><title>{}</title>", "&amp;&#0;&#x110000;&nosuch;".repeat(20_000)).into_bytes()),
        ("script.html", b"<!DOCTYPE html><script>while (1) {}".to_vec()),
        (
            "linked-data.html",
            format!("<!DOCTYPE html><script type=\"application/ld+json\">{}</script>", "{\"@graph\":[".repeat(50_000))
                .into_bytes(),
        ),
        ("deep.json", b"[".repeat(500_000)),
        ("deep-object.json", b"{\"a\":".repeat(100_000)),
        ("cut.json", b"{\"text\": \"The mill".to_vec()),
        ("numbers.json", b"[1, 2, 3]".to_vec()),
        ("no-text.json", b"{\"name\": \"x\", \"version\": 3}".to_vec()),
        ("cut.jsonl", b"{\"id\": 1}\n{\"id\": 2\n".to_vec()),
        ("surrogates.json", br#"{"text": "\ud800\ud800 \udfff"}"#.to_vec()),
        ("billion.rss", format!("{billion}<rss><channel><item><title></title></item></channel></rss>").into_bytes()),
        ("deep.rss", format!("<rss><channel><item><description>{}", "<a>".repeat(300_000)).into_bytes()),
        ("cut.rss", b"<rss version=\"2.0\"><channel><item><title>The mi".to_vec()),
        ("empty.atom", b"<feed xmlns=\"http://www.w3.org/2005/Atom\"></feed>".to_vec()),
        ("deep.docx", xml(&"<w:p>".repeat(500_000))),
        ("bomb.docx", archive(&[("[Content_Types].xml", b"<T/>"), ("word/document.xml", &zeros(60))])),
        ("cut.docx", cut(docx(&[STORY]))),
        ("broken.docx", xml("<w:document><w:p><w:t>The mill</w:p")),
        ("cut.odt", cut(odt(&[STORY]))),
        ("cut.epub", cut(epub(&[STORY]))),
        ("no-chapters.epub", archive(&[("mimetype", b"application/epub+zip"), ("META-INF/container.xml", b"<container/>")])),
        ("deep.rtf", nested("{\\rtf1 ", 100_000, "}")),
        ("binary.rtf", b"{\\rtf1 \\bin99999999999 \\u99999999999 \\uc99999 \\'zz".to_vec()),
        ("deep.eml", mail(&parts).into_bytes()),
        ("quoted.eml", mail("\r\n> all of it\r\n").into_bytes()),
        ("noise.eml", [mail("Content-Transfer-Encoding: base64\r\n\r\n").as_bytes(), b"====\xff\xfe"].concat()),
        ("long.warc", warc_of("99999999999999999999")),
        ("negative.warc", warc_of("-1")),
        ("cut.warc", b"WARC/1.0\r\nWARC-Type: resp".to_vec()),
        ("bomb.warc.gz", gzip(&[warc("https://x.example/", &page), zeros(70)].concat())),
        ("times.vtt", b"WEBVTT\n\n99:99:99.999 --> 00:00:00.000\n\n".to_vec()),
        ("numbers.csv", "a,b\n1,2\n".repeat(100_000).into_bytes()),
        ("quotes.csv", [b"a,b\n\"".to_vec(), b"\"\"".repeat(400_000)].concat()),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("noise.txt", [&b"\0"[..], &random].concat()),
        ("huge.txt", zeros(51)),
    ]
}

#[test]
fn each_is_said_and_none_ends_the_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = files();
    assert!(files.len() >= 60);
    for (name, bytes) in files {
        let place = folder.path().join(name);
        std::fs::write(&place, bytes).expect("a file");
        let sources = read::sources(&[&place], &Options::default()).expect("something is told");
        let told: Vec<&str> = sources
            .failed
            .iter()
            .map(|failed| failed.why.as_str())
            .chain(sources.remarks.iter().map(|remark| remark.what.as_str()))
            .collect();
        assert!(!sources.documents.is_empty() || !sources.failed.is_empty(), "{name}: nothing is said");
        assert!(told.iter().all(|what| what.len() < 300 && !what.contains("panicked")), "{name}: {told:?}");
        std::fs::remove_file(&place).expect("it was there");
    }
}
