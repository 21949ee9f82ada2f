//! One story told in two files of each kind: the two tolls are found, each with its place in the file, and what stands around the
//! text is not read.

use crossclaim::model::report::{Evidence, Report};
use crossclaim::read::{self, Options};
use crossclaim::report::place;
use crossclaim::rules::Rulebook;
use crossclaim::{Corpus, check};

use super::files::{archive, docx, epub, gzip, odt, pdf, warc};

const HEAD: &str = "Ferry sinks near Norwell";
const END: &str = "The ferry was on its way to the northern islands when it hit a rock in the early morning.";

fn lead(dead: u32) -> String {
    format!("A ferry sank near Norwell on Tuesday, June 11, 2024, killing {dead} people, the coastguard said.")
}

fn page(dead: u32) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>{HEAD}</title><script>var x = \"FURNITURE: killing 99 people\";</script></head><body>\
         <nav><a href=\"/\">FURNITURE</a></nav>\n<article><h1>{HEAD}</h1>\n<p>{}</p>\n<p>{END}</p></article>\
         <div class=\"comments\"><p>FURNITURE: a ferry sank near Norwell on Tuesday, killing 98 people.</p></div><footer>FURNITURE</footer></body></html>",
        lead(dead)
    )
}

fn mail(dead: u32) -> String {
    format!(
        "From: Ada <ada@post.example>\r\nTo: desk@post.example\r\nSubject: {HEAD}\r\nMessage-ID: <{dead}@post.example>\r\nMIME-Version: 1.0\r\n\r\n\
         {}\r\n\r\n{END}\r\n\r\nOn Tue, 11 Jun 2024 at 09:00, Bo <bo@post.example> wrote:\r\n> FURNITURE: a ferry sank near Norwell on Tuesday, killing 97 people.\r\n",
        lead(dead)
    )
}

fn item(dead: u32) -> String {
    format!(
        "{{\"uri\": \"urn:post:{dead}\", \"headlines\": [{{\"value\": \"{HEAD}\"}}], \"bodies\": [{{\"contentType\": \"text/plain\", \"value\": \"{}\\n\\n{END}\"}}], \"edNote\": \"FURNITURE\"}}",
        lead(dead)
    )
}

fn entry(dead: u32, atom: bool) -> String {
    let text = format!("&lt;p&gt;{}&lt;/p&gt;&lt;p&gt;{END}&lt;/p&gt;", lead(dead));
    match atom {
        true => format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>FURNITURE</title>\n<entry><id>urn:post:{dead}</id><title>{HEAD}</title><content type=\"html\">{text}</content></entry></feed>"
        ),
        false => format!(
            "<rss version=\"2.0\"><channel><title>FURNITURE</title>\n<item><guid>post-{dead}-ferry-norwell</guid><title>{HEAD}</title><description>{text}</description></item></channel></rss>"
        ),
    }
}

/// Makes a file that tells of so many dead.
type Make = Box<dyn Fn(u32) -> Vec<u8>>;

/// The endings of files, a file for a toll, and where the toll stands in it, `NAME` and `TOLL` to be filled in.
fn kinds() -> Vec<(&'static str, Make, &'static str)> {
    let page_lines = |dead: u32| {
        let text = lead(dead);
        let at = text[..64].rfind(' ').unwrap_or(64);
        let (first, second) = text.split_at(at);
        pdf(&[vec![(72, 720, HEAD)], vec![(72, 720, first), (72, 706, second.trim()), (72, 678, END)]])
    };
    let rtf = |dead: u32| {
        format!("{{\\rtf1\\ansi{{\\info{{\\title FURNITURE}}}}{{\\header FURNITURE}}{HEAD}\\par {}\\par {END}\\par}}", lead(dead))
            .into_bytes()
    };
    let cues = |dead: u32, head: &str, comma: char| {
        let text = lead(dead);
        let (first, second) = text.split_at(text.find("killing").unwrap_or(0));
        format!("{head}1\n00:00:01{comma}000 --> 00:00:04{comma}000\n{first}\n\n2\n00:00:04{comma}000 --> 00:00:09{comma}000\n{second}\n\n3\n00:00:10{comma}000 --> 00:00:12{comma}000\n{END}\n").into_bytes()
    };
    let story = |dead: u32| [HEAD.to_string(), lead(dead), END.to_string()];
    fn parts(story: &[String; 3]) -> [&str; 3] {
        [&story[0], &story[1], &story[2]]
    }
    vec![
        ("txt", Box::new(move |dead| story(dead).join("\n\n").into_bytes()), "NAME:3:62"),
        ("html", Box::new(|dead| page(dead).into_bytes()), "NAME:3:65"),
        ("pdf", Box::new(page_lines), "NAME, page 2"),
        ("docx", Box::new(move |dead| docx(&parts(&story(dead)))), "NAME, paragraph 2"),
        ("odt", Box::new(move |dead| odt(&parts(&story(dead)))), "NAME, paragraph 2"),
        ("rtf", Box::new(rtf), "NAME, paragraph 2"),
        ("eml", Box::new(|dead| mail(dead).into_bytes()), "NAME:7:62"),
        (
            "mbox",
            Box::new(|dead| {
                format!("From ada@post.example Tue Jun 11 10:00:00 2024\r\n{0}\r\nFrom ada@post.example Tue Jun 11 10:00:00 2024\r\n{1}", mail(dead), mail(1).replace(&lead(1), "The weather is fine.")).into_bytes()
            }),
            "NAME#TOLL@post.example:8:62",
        ),
        ("rss", Box::new(|dead| entry(dead, false).into_bytes()), "NAME#post-TOLL-ferry-norwell:2:"),
        ("atom", Box::new(|dead| entry(dead, true).into_bytes()), "NAME#urn:post:TOLL:2:"),
        (
            "feed.json",
            Box::new(|dead| {
                format!("{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"FURNITURE\", \"items\": [\n{{\"id\": \"urn:post:{dead}\", \"title\": \"{HEAD}\", \"content_html\": \"<p>{}<\\/p><p>{END}<\\/p>\"}}]}}", lead(dead)).into_bytes()
            }),
            "NAME#urn:post:TOLL:2:",
        ),
        (
            "json",
            Box::new(|dead| {
                format!(
                    "{{\"headline\": \"{HEAD}\",\n \"articleBody\": \"{}\\n\\n{END}\", \"keywords\": \"FURNITURE\"}}",
                    lead(dead)
                )
                .into_bytes()
            }),
            "NAME:2:79",
        ),
        (
            "jsonl",
            Box::new(|dead| {
                format!("{{\"text\": \"The weather is fine.\"}}\n{{\"title\": \"{HEAD}\", \"text\": \"{}\"}}\n", lead(dead))
                    .into_bytes()
            }),
            "NAME:2:",
        ),
        ("ninjs.json", Box::new(|dead| item(dead).into_bytes()), "NAME:1:"),
        ("csv", Box::new(|dead| format!("id,headline,body\n7,{HEAD},\"{}\n\n{END}\"\n", lead(dead)).into_bytes()), "NAME:2:"),
        ("vtt", Box::new(move |dead| cues(dead, "WEBVTT\n\nNOTE FURNITURE\n\n", '.')), "NAME:11:9 at 00:00:04"),
        ("srt", Box::new(move |dead| cues(dead, "", ',')), "NAME:7:9 at 00:00:04"),
        ("epub", Box::new(move |dead| epub(&parts(&story(dead)))), "NAME, paragraph 2"),
        (
            "warc",
            Box::new(|dead| warc(&format!("https://post.example/{dead}"), &page(dead))),
            "NAME#https://post.example/TOLL:3:65",
        ),
        (
            "warc.gz",
            Box::new(|dead| gzip(&warc(&format!("https://post.example/{dead}"), &page(dead)))),
            "NAME#https://post.example/TOLL:3:65",
        ),
        ("html.gz", Box::new(|dead| gzip(page(dead).as_bytes())), "NAME:3:65"),
        ("zip", Box::new(|dead| archive(&[("news/a.html", page(dead).as_bytes()), ("logo.png", b"x")])), "NAME/news/a.html:3:65"),
    ]
}

fn report(folder: &std::path::Path) -> Report {
    let sources = read::sources(&[folder], &Options::default()).expect("they are read");
    assert_eq!(sources.failed, [], "{}", folder.display());
    for document in &sources.documents {
        assert!(!document.text.contains("FURNITURE"), "{}: {}", document.name, document.text);
    }
    check(&Corpus::build(sources.documents, Rulebook::builtin()), Rulebook::builtin())
}

#[test]
fn the_conflict_is_found_in_files_of_each_kind() {
    for (ending, file, shown) in kinds() {
        let folder = tempfile::tempdir().expect("a folder");
        let tolls = [17, 12];
        for dead in tolls {
            std::fs::write(folder.path().join(format!("{dead}.{ending}")), file(dead)).expect("a file");
        }
        let report = report(folder.path());
        let found: Vec<&Evidence> =
            report.conflicts.iter().flat_map(|conflict| &conflict.sides).flat_map(|side| &side.claims).collect();
        for dead in tolls {
            let name = folder.path().join(format!("{dead}.{ending}")).display().to_string();
            let expected = shown.replace("NAME", &name).replace("TOLL", &dead.to_string());
            let claim = found.iter().find(|claim| claim.quote.contains(&dead.to_string()));
            let claim = claim.unwrap_or_else(|| panic!("{ending}: {dead} is not cited: {:?}", report.conflicts));
            assert!(place(claim).starts_with(&expected), "{} for {expected}", place(claim));
        }
        assert_eq!(report.conflicts.len(), 1, "{ending}");
    }
}

#[test]
fn a_later_version_of_an_item_is_no_second_source() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, version, dead) in [("a.json", 1, 12), ("b.json", 2, 17)] {
        let text = item(dead).replace(&format!("urn:post:{dead}\""), &format!("urn:post:ferry\", \"version\": \"{version}\""));
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    let sources = read::sources(&[folder.path()], &Options::default()).expect("they are read");
    let names: Vec<&str> = sources.documents.iter().map(|document| document.name.as_str()).collect();
    assert_eq!(names, [folder.path().join("b.json").display().to_string()]);
    assert!(sources.remarks.iter().any(|remark| remark.document.ends_with("a.json") && remark.what.contains("later version")));
}
