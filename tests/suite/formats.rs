//! Every format on reports whose every text is hostile: what must stay text stays text, and what is written can be read again.

use std::collections::BTreeMap;
use std::process::Stdio;

use crossclaim::model::report::{Conflict, Evidence, Report};
use crossclaim::report::{Format, Look, Mark, View, claims, json, pairs, render};
use serde_json::Value;

use super::cli::{copy_of_ferry, crossclaim, data};

const HOSTILE: [&str; 14] = [
    "\x1b[31mred\x1b[0m \x1b]0;title\x07",
    "=cmd|'/c calc'!A1",
    "+1+1\t=2\r\n@SUM(A1)",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>\"'>&amp;",
    "abc\u{202e}fed\u{2066}x\u{2069}",
    "nul\0byte and \u{9b}31m c1",
    "::error file=x::injected\n::warning::again %0A",
    "| pipe | `code` [a](javascript:alert(1)) **b** <!-- c -->",
    "שלום עולם مرحبا 東京都 👩‍👩‍👧 e\u{301}",
    "{{ tool }} {% if 1 %}",
    "--><style>*{display:none}</style>",
    "]]> &#x0; \u{2028} \u{feff} \u{e0041}",
    "",
];

fn ferry() -> Report {
    let text = std::fs::read_to_string(data("data/ferry/report.json")).expect("the example is there");
    json::parse(&text).expect("the example is a report").report
}

/// The example with every text of every part replaced by hostile text.
fn hostile(text: &str) -> Report {
    let mut report = ferry();
    for document in &mut report.documents {
        document.title = Some(text.to_string());
        document.source = Some(text.to_string());
        document.published = Some(text.to_string());
    }
    for conflict in &mut report.conflicts {
        for field in
            [&mut conflict.id, &mut conflict.constraint, &mut conflict.entity, &mut conflict.attribute, &mut conflict.explanation]
        {
            *field = text.to_string();
        }
        for side in &mut conflict.sides {
            side.value = text.to_string();
            side.claims.iter_mut().for_each(|claim| spoil(claim, text));
            if let Some(reference) = &mut side.reference {
                reference.fact = text.to_string();
                reference.source = text.to_string();
                reference.valid.from = Some(text.to_string());
            }
        }
    }
    for range in &mut report.figures {
        range.measure = text.to_string();
        range.scope = text.to_string();
        for figure in &mut range.figures {
            figure.text = text.to_string();
            figure.when = Some(text.to_string());
        }
    }
    for skipped in &mut report.skipped {
        skipped.why = text.to_string();
        skipped.claims.iter_mut().for_each(|claim| spoil(claim, text));
    }
    for failed in &mut report.failed {
        failed.why = text.to_string();
    }
    report
}

fn spoil(claim: &mut Evidence, text: &str) {
    claim.quote = text.to_string();
    claim.sentence.text = format!("before {text} after");
    claim.span.start = claim.sentence.start + "before ".len();
    claim.span.end = claim.span.start + text.len();
    claim.attribution = Some(text.to_string());
    claim.rule = text.to_string();
}

fn reports() -> Vec<Report> {
    HOSTILE.iter().map(|text| hostile(text)).chain([huge(), ferry(), Report::default()]).collect()
}

/// A report with one quotation of a megabyte.
fn huge() -> Report {
    let mut report = ferry();
    spoil(&mut report.conflicts[0].sides[0].claims[0], &"word ".repeat(200_000));
    report
}

/// A view in which somebody hostile decided about everything.
fn view<'a>(report: &'a Report, look: Look) -> View<'a> {
    let mut view = View::new(report, look);
    let why = report.conflicts.first().map(|conflict| conflict.entity.clone()).unwrap_or_default();
    let decided = Mark::Decided { word: "dismissed", by: why.clone(), when: why.clone(), why };
    view.marks = report.conflicts.iter().map(|conflict| (conflict.id.clone(), decided.clone())).collect();
    view.figures = true;
    view
}

/// Whether a terminal would act on a sign.
fn obeyed(sign: char) -> bool {
    (sign.is_control() && sign != '\n')
        || matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{feff}')
}

#[test]
fn screens_show_what_they_would_obey() {
    for report in reports() {
        for format in [Format::Table, Format::Full, Format::Concise, Format::Markdown, Format::Github, Format::Html] {
            let text = render(format, &view(&report, Look::default()));
            let found = text.chars().find(|sign| obeyed(*sign) && !(format == Format::Html && *sign == '\t'));
            assert_eq!(found, None, "{}", format.name());
        }
    }
}

#[test]
fn colour_adds_only_its_own_escapes() {
    let own = regex::Regex::new(r"\x1b\[[0-9;]*m").expect("a pattern");
    for report in reports() {
        for format in [Format::Table, Format::Full, Format::Concise] {
            let coloured = render(format, &view(&report, Look { color: true, ..Look::default() }));
            let left = own.replace_all(&coloured, "");
            assert!(!left.contains('\x1b'), "{}", format.name());
        }
    }
}

#[test]
fn tables_fit_the_screen() {
    for report in reports() {
        for width in [60, 79, 90, 120, 200] {
            for format in [Format::Table, Format::Full] {
                let text = render(format, &View::new(&report, Look { width, ..Look::default() }));
                let broad = text.lines().skip(1).find(|line| unicode_width::UnicodeWidthStr::width(*line) > width);
                assert_eq!(broad, None, "{} at {width}", format.name());
            }
        }
    }
}

#[test]
fn sheets_hold_text_and_no_formula() {
    for report in reports() {
        for (format, delimiter) in [(Format::Csv, b','), (Format::Tsv, b'\t')] {
            let text = render(format, &view(&report, Look::default()));
            let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
            let columns = reader.headers().expect("a heading").len();
            for row in reader.records() {
                let row = row.expect("every row has every column");
                assert_eq!(row.len(), columns);
                let formula = row.iter().find(|cell| cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']));
                assert_eq!(formula, None, "{}", format.name());
            }
        }
    }
}

#[test]
fn lines_stay_lines() {
    for report in reports() {
        let count = report.conflicts.len();
        let github = render(Format::Github, &view(&report, Look::default()));
        assert_eq!(github.lines().filter(|line| line.starts_with("::")).count(), github.lines().count());
        assert_eq!(github.lines().count(), count);
        assert_eq!(render(Format::Concise, &view(&report, Look::default())).lines().count(), count);
        let lines = render(Format::Jsonl, &view(&report, Look::default()));
        let read: Vec<Conflict> =
            lines.split_terminator('\n').map(|line| serde_json::from_str(line).expect("a finding")).collect();
        assert_eq!(read, report.conflicts);
    }
}

#[test]
fn the_page_has_no_script_and_no_link_but_its_own() {
    let leads_out = regex::Regex::new(r#"(href|src)="[^#]"#).expect("a pattern");
    for report in reports() {
        let page = render(Format::Html, &view(&report, Look::default()));
        assert_eq!((page.matches("<script").count(), page.matches("<style").count()), (1, 1));
        assert!(!page.contains("<img") && !page.contains("href=\"java") && !page.contains("<!-- c"));
        assert!(!leads_out.is_match(&page));
    }
}

#[test]
fn the_page_is_titled_and_dated_and_its_commands_are_quoted() {
    let mut report = ferry();
    report.documents.iter_mut().for_each(|document| document.story = Some(0));
    report.documents[0].title = Some("A ferry burns".to_string());
    report.conflicts[0].id = "5ec2; touch it".to_string();
    let mut view = View::new(&report, Look::default());
    (view.title, view.made, view.asked) = ("news & views".into(), "2025-03-04".into(), "'news & views'".into());
    let page = render(Format::Html, &view);
    assert!(page.contains("<title>news &amp; views: consistency report, 2025-03-04</title>"));
    assert!(page.contains("<time datetime=\"2025-03-04\">2025-03-04</time>"));
    assert!(
        page.contains("crossclaim review dismiss &#x27;5ec2; touch it&#x27; &#x27;news &amp; views&#x27; --why &#x27;&#x27;")
    );
    assert_eq!(page.matches("data-story=\"1. A ferry burns\"").count(), report.conflicts.len());
    assert_eq!(page.matches("class=\"severity error\"").count(), page.matches("data-severity=\"error\"").count());
    assert!(page.contains("data-severity=\"error\"") && page.contains("data-severity=\"note\""));
}

#[test]
fn every_jump_of_the_page_lands() {
    let report = ferry();
    let texts: Vec<(String, String)> = report
        .documents
        .iter()
        .map(|document| {
            (document.name.clone(), std::fs::read_to_string(data("data/ferry").join(&document.name)).expect("a text"))
        })
        .collect();
    let jumps = regex::Regex::new(r##"href="#([^"]+)""##).expect("a pattern");
    for with_texts in [true, false] {
        let mut view = View::new(&report, Look::default());
        if with_texts {
            view.texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        }
        let page = render(Format::Html, &view);
        for jump in jumps.captures_iter(&page) {
            assert_eq!(page.matches(&format!("id=\"{}\"", &jump[1])).count(), 1, "{}", &jump[1]);
        }
    }
}

#[test]
fn what_was_computed_has_no_outlet_and_no_origin() {
    let mut report = ferry();
    report.conflicts.truncate(1);
    let side = &mut report.conflicts[0].sides[1];
    (side.value, side.origins, side.computed) = ("a Tuesday".to_string(), 0, true);
    let text = |format| render(format, &View::new(&report, Look::default()));
    for format in [Format::Table, Format::Full, Format::Concise, Format::Markdown, Format::Github, Format::Sarif, Format::Html] {
        assert!(text(format).contains("computed"), "{}", format.name());
    }
    assert_eq!(text(Format::Table).matches("1 origin").count(), 1);
    assert!(text(Format::Concise).contains("\"a Tuesday\" computed ["), "{}", text(Format::Concise));
    assert!(text(Format::Csv).lines().any(|line| line.contains("a Tuesday,,yes")));
    let drafts = text(Format::Claimreview);
    assert!(!drafts.contains("a Tuesday") && drafts.contains("Contradicted by what follows from the text"), "{drafts}");
}

#[test]
fn a_named_speaker_is_the_author_of_what_he_said() {
    let mut report = ferry();
    report.conflicts.truncate(1);
    for (side, speaker) in report.conflicts[0].sides.iter_mut().zip(["Greta Holm", "the coastguard"]) {
        side.claims.iter_mut().for_each(|claim| claim.attribution = Some(speaker.to_string()));
    }
    let drafts: Value = serde_json::from_str(&render(Format::Claimreview, &View::new(&report, Look::default()))).expect("JSON");
    let author = |at: usize| &drafts["@graph"][at]["itemReviewed"]["author"];
    assert_eq!((&author(0)["@type"], &author(0)["name"]), (&"Person".into(), &"Greta Holm".into()));
    assert_eq!((&author(1)["@type"], &author(1)["name"]), (&"Organization".into(), &"the coastguard".into()));
}

#[test]
fn a_chart_runs_by_the_days_that_its_figures_are_for() {
    let mut report = ferry();
    let range = &mut report.figures[0];
    let names: Vec<String> = report.documents.iter().map(|document| document.name.clone()).collect();
    for (document, day) in report.documents.iter_mut().zip(["2024-03-01", "2024-03-03"]) {
        document.published = Some(day.to_string());
    }
    range.figures.truncate(2);
    for (figure, (document, when)) in range.figures.iter_mut().zip([(&names[1], "2024-03-02"), (&names[0], "by nightfall")]) {
        (figure.claim.document, figure.when) = (document.clone(), Some(when.to_string()));
    }
    let page = render(Format::Html, &View::new(&report, Look::default()));
    let days = page.find("by nightfall").zip(page.find("2024-03-02"));
    assert!(days.is_some_and(|(first, second)| first < second), "{days:?}");
}

#[test]
fn annotations_point_at_their_quotations() {
    let report = ferry();
    let texts: BTreeMap<String, String> = report
        .documents
        .iter()
        .map(|document| {
            (document.name.clone(), std::fs::read_to_string(data("data/ferry").join(&document.name)).expect("a text"))
        })
        .collect();
    let mut view = View::new(&report, Look::default());
    view.texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let page: Value = serde_json::from_str(&render(Format::Annotations, &view)).expect("JSON");
    let mut checked = 0;
    for target in page["items"].as_array().expect("items").iter().flat_map(|item| item["target"].as_array().expect("targets")) {
        let text = &texts[target["source"].as_str().expect("a source")];
        let selectors = &target["selector"];
        let (quote, bytes, signs) = (&selectors[0]["exact"], &selectors[1], &selectors[2]);
        let at = |value: &Value| value.as_u64().expect("a number") as usize;
        assert_eq!(&text[at(&bytes["start"])..at(&bytes["end"])], quote.as_str().expect("a quotation"));
        let cut: String = text.chars().skip(at(&signs["start"])).take(at(&signs["end"]) - at(&signs["start"])).collect();
        assert_eq!(cut, quote.as_str().expect("a quotation"));
        checked += 1;
    }
    assert!(checked > 10);
}

#[test]
fn the_published_schemas_are_those_of_the_types() {
    for (file, fresh) in [
        ("report-1.schema.json", json::schema()),
        ("claim-1.schema.json", claims::schema()),
        ("pairs-1.schema.json", pairs::schema()),
    ] {
        let path = data("../schema").join(file);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &fresh).expect("the schema can be written");
        }
        let published = std::fs::read_to_string(path).expect("the schema is there");
        assert!(published == fresh, "{file} is no longer the schema of the types: UPDATE=1 writes it anew");
    }
}

#[test]
fn reports_read_again_as_they_were() {
    for report in reports() {
        let text = render(Format::Json, &view(&report, Look::default()));
        assert_eq!(json::parse(&text).expect("it reads again").report, report);
    }
}

#[test]
fn real_runs_are_repeatable() {
    let folder = copy_of_ferry();
    let run = |args: &[&str]| crossclaim(folder.path()).args(args).output().expect("it runs").stdout;
    let first = run(&["check", "courier.txt", "gazette.md", "wire.txt", "--format", "json"]);
    assert_eq!(first, run(&["check", "courier.txt", "gazette.md", "wire.txt", "--format", "json", "--jobs", "1"]));
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let folder = copy_of_ferry();
    let mut child = crossclaim(folder.path())
        .args(["show", "report.json", "--format", "html", "--fail-on", "never"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(3));
}
