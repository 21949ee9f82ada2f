//! What the judge's word is worth beside the rules; its numbers are given here, and it is not asked.

use std::collections::BTreeSet;

use crossclaim::check::check;
use crossclaim::model::opinion::{Opinion, Opinions, Word};
use crossclaim::model::report::{Conflict, Evidence, Kind, Severity, Status};
use crossclaim::model::{Document, Sourced, Span};
use crossclaim::report::{Format, Look, View, render};
use crossclaim::rules::Rulebook;
use crossclaim::{Corpus, pipeline};
use serde_json::Value;

use super::cli::{copy_of_ferry, crossclaim};

const STORY: &str = "Mayor Petra Novotny and Karel Dvorak met in Lhotka on Tuesday to speak about the Sazava bridge. ";

/// An opinion on a sentence of the first text and one of the second, by the words that decided.
fn opinion(texts: [&str; 2], word: Word, conflict: f32, decided: [&[&str]; 2]) -> Opinion {
    let span = |text: &str, word: &str| {
        let start = text.find(word).expect("the words are in the text");
        Span::new(start, start + word.len())
    };
    let mut places = [(0, 0), (1, 0)];
    let words = [0, 1].map(|side| {
        let spans: Vec<Span> = decided[side].iter().map(|word| span(texts[side], word)).collect();
        places[side].1 = texts[side][..spans[0].start].matches(". ").count();
        spans
    });
    Opinion { places, conflict, word, words }
}

fn corpus(texts: [&str; 2], rules: &Rulebook) -> Corpus {
    corpus_on([None; 2], texts, rules)
}

/// Documents, with the days on which they were published.
fn corpus_on<const N: usize>(days: [Option<&str>; N], texts: [&str; N], rules: &Rulebook) -> Corpus {
    let document = |(at, text): (usize, &str)| {
        let text = format!("{STORY}{text}");
        let published = days[at].map(|day| Sourced { value: day.parse().expect("a day"), from: "date" });
        Document { published, ..Document::new(format!("{at}.txt"), text) }
    };
    Corpus::build(texts.into_iter().enumerate().map(document).collect(), rules)
}

fn found(texts: [&str; 2], opinions: &[(Word, f32, [&[&str]; 2])]) -> Vec<Conflict> {
    let rules = Rulebook::default();
    found_in(&corpus(texts, &rules), texts, opinions, &rules)
}

/// What is found in two documents of two days.
fn found_on(days: [&str; 2], texts: [&str; 2], opinions: &[(Word, f32, [&[&str]; 2])]) -> Vec<Conflict> {
    let rules = Rulebook::default();
    found_in(&corpus_on(days.map(Some), texts, &rules), texts, opinions, &rules)
}

fn found_in(corpus: &Corpus, texts: [&str; 2], opinions: &[(Word, f32, [&[&str]; 2])], rules: &Rulebook) -> Vec<Conflict> {
    let texts = texts.map(|text| format!("{STORY}{text}"));
    let texts = [texts[0].as_str(), texts[1].as_str()];
    let list = opinions.iter().map(|(word, conflict, decided)| opinion(texts, *word, *conflict, *decided)).collect();
    check(&corpus.readings, &corpus.graph, rules, |_| Opinions { list, ..Opinions::default() }).conflicts
}

const WALK: [&str; 2] = ["The opposition left the hall before the vote. ", "Nobody walked out early, the clerk said. "];

#[test]
fn the_judge_alone_makes_a_finding_possible() {
    let found = found(WALK, &[(Word::Differ, 0.834, [&["left", "the hall", "before"], &["Nobody", "walked"]])]);
    let [conflict] = &found[..] else { panic!("{found:?}") };
    assert_eq!((conflict.status, conflict.severity, conflict.constraint.as_str()), (Status::Possible, Severity::Note, "judge"));
    assert_eq!(conflict.judge, Some(0.834));
    let values: Vec<&str> = conflict.sides.iter().map(|side| side.value.as_str()).collect();
    assert_eq!(values, ["left the hall before", "Nobody walked"]);
    let [claim] = &conflict.sides[0].claims[..] else { panic!("{:?}", conflict.sides[0].claims) };
    assert_eq!(claim.quote, "The opposition left the hall before the vote.");
    assert_eq!(marked(claim), ["left the hall before"]);
    assert_eq!(conflict.sides[1].claims[0].sentence.text, "Nobody walked out early, the clerk said.");
    assert!(conflict.explanation.contains("0.83 of 1; no rule confirms it"), "{}", conflict.explanation);
}

#[test]
fn words_apart_are_set_off_apart() {
    let found = found(WALK, &[(Word::Differ, 0.9, [&["left", "vote"], &["walked"]])]);
    assert_eq!(found[0].sides[0].value, "left … vote");
    assert_eq!(marked(&found[0].sides[0].claims[0]), ["left", "vote"]);
    assert_eq!(marked(&found[0].sides[1].claims[0]), ["walked"]);
}

/// The words of a quotation that are set off.
fn marked(claim: &Evidence) -> Vec<&str> {
    claim.marked.iter().map(|words| &claim.quote[words.start - claim.span.start..words.end - claim.span.start]).collect()
}

#[test]
fn a_judge_that_is_not_sure_makes_none() {
    let words: [&[&str]; 2] = [&["left"], &["walked"]];
    assert_eq!(found(WALK, &[(Word::Unsure, 0.4, words), (Word::Apart, 0.0, words)]), []);
}

#[test]
fn what_a_rule_found_is_found_once_and_has_the_word_of_the_judge() {
    let texts = ["Karel Dvorak signed the contract. ", "Karel Dvorak never signed the contract. "];
    let found = found(texts, &[(Word::Differ, 0.9, [&["signed"], &["never"]])]);
    let [conflict] = &found[..] else { panic!("{found:?}") };
    assert_eq!(conflict.status, Status::Contradiction);
    assert_eq!(conflict.judge, Some(0.9));
}

#[test]
fn what_the_judge_denies_is_no_alarm_and_stays_in_view() {
    let texts = ["Karel Dvorak signed the contract. ", "Karel Dvorak never signed the contract. "];
    let found = found(texts, &[(Word::Apart, 0.01, [&["signed"], &["never"]])]);
    let [conflict] = &found[..] else { panic!("{found:?}") };
    assert_eq!((conflict.status, conflict.severity), (Status::Possible, Severity::Note));
    assert!(conflict.constraint != "judge" && conflict.explanation.ends_with("for different answers to one question."));
}

#[test]
fn figures_need_a_judge_that_is_sure_enough_where_it_read_them() {
    let texts = ["Turnout in Lhotka was 71 percent. ", "Turnout in Lhotka was 64 percent. "];
    let decided: [&[&str]; 2] = [&["71 percent"], &["64 percent"]];
    let status = |opinions: &[(Word, f32, [&[&str]; 2])]| {
        found(texts, opinions).iter().map(|conflict| (conflict.kind, conflict.status)).collect::<Vec<_>>()
    };
    assert_eq!(status(&[]), [(Kind::Quantity, Status::Contradiction)]);
    assert_eq!(status(&[(Word::Unsure, 0.1, decided)]), [(Kind::Quantity, Status::Contradiction)]);
    assert_eq!(status(&[(Word::Unsure, 0.099, decided)]), [(Kind::Quantity, Status::Possible)]);
}

#[test]
fn days_need_a_judge_that_sees_something_where_it_read_them() {
    let texts = ["The old mill in Lhotka burned down on Wednesday. ", "The old mill in Lhotka burned down on Saturday. "];
    let status = |sure: f32| found(texts, &[(Word::Unsure, sure, [&["Wednesday"], &["Saturday"]])])[0].status;
    assert_eq!([0.1, 0.099].map(status), [Status::Contradiction, Status::Possible]);
}

#[test]
fn words_and_figures_that_agree_are_left_alone() {
    let toll = ["Workers put the cost at 4,200 euros. ", "The club says that 4.2 thousand euros were paid. "];
    assert_eq!(found(toll, &[(Word::Differ, 0.9, [&["4,200 euros"], &["4.2 thousand euros"]])]), []);
    let other = ["Workers put the cost at 4,200 euros. ", "The club says that 9.6 thousand euros were paid. "];
    assert_eq!(found(other, &[(Word::Differ, 0.9, [&["4,200 euros"], &["9.6 thousand euros"]])]).len(), 1);
    let same = ["The opposition left early. ", "Most of the opposition left, witnesses say. "];
    assert_eq!(found(same, &[(Word::Differ, 0.9, [&["opposition left"], &["opposition left"]])]), []);
}

/// Status, severity, constraint and values of the one finding.
fn only(found: &[Conflict]) -> (Status, Severity, &str, Vec<&str>) {
    let [conflict] = found else { panic!("{found:?}") };
    let values = conflict.sides.iter().map(|side| side.value.as_str()).collect();
    (conflict.status, conflict.severity, conflict.constraint.as_str(), values)
}

const SHOW: [&str; 2] = ["The exhibition opened with 40 drawings. ", "On the walls there are 90 drawings. "];
const DRAWINGS: [&[&str]; 2] = [&["40 drawings"], &["90 drawings"]];

#[test]
fn where_the_judge_is_certain_and_the_values_differ_it_is_an_alarm() {
    let alarm = found(SHOW, &[(Word::Certain, 0.96, DRAWINGS)]);
    let (status, severity, constraint, values) = only(&alarm);
    assert_eq!((status, severity, constraint), (Status::Contradiction, Severity::Warning, "one-answer"));
    assert_eq!(values, ["40", "90"]);
    assert_eq!(alarm[0].sides[1].claims[0].quote, "90 drawings");
    let why = &alarm[0].explanation;
    assert!(why.contains("both count or measure the same"), "{why}");
    assert!(why.contains("the judge takes the sentences for answers to one question"), "{why}");
    let possible = found(SHOW, &[(Word::Differ, 0.9, DRAWINGS)]);
    assert_eq!((only(&possible).0, only(&possible).2), (Status::Possible, "judge"));
}

#[test]
fn values_on_other_words_or_of_two_places_confirm_nothing() {
    let elsewhere = found(SHOW, &[(Word::Certain, 0.96, [&["opened"], &["walls"]])]);
    assert_eq!(only(&elsewhere).0, Status::Possible);
    let places = ["The clinic in Oslo treated 40 patients. ", "The clinic in Madrid treated 90 patients. "];
    let apart = found(places, &[(Word::Certain, 0.96, [&["40 patients"], &["90 patients"]])]);
    assert_eq!(only(&apart).0, Status::Possible);
}

#[test]
fn values_of_two_measures_confirm_nothing() {
    let measures = ["Workers put the cost of the bridge at 4,200 euros. ", "The Sazava crossing was bought for 9,600 euros. "];
    let untied = found(measures, &[(Word::Certain, 0.96, [&["4,200 euros"], &["9,600 euros"]])]);
    assert_eq!((only(&untied).0, only(&untied).2), (Status::Possible, "judge"));
    let surest = found(measures, &[(Word::Surest, 0.98, [&["4,200 euros"], &["9,600 euros"]])]);
    assert_eq!(only(&surest), (Status::Contradiction, Severity::Warning, "one-answer", vec!["4,200 EUR", "9,600 EUR"]));
}

#[test]
fn places_need_a_tie_and_ranks_and_ages_confirm_nothing_however_sure_the_judge_is() {
    let status = |texts, words| found(texts, &[(Word::Surest, 0.99, words)])[0].status;
    let venue = ["The dinner was in Oslo. ", "The guests met in Madrid. "];
    assert_eq!(status(venue, [&["Oslo"], &["Madrid"]]), Status::Possible);
    let rank = ["She came in third. ", "The runner from Lhotka took fifth place. "];
    assert_eq!(status(rank, [&["third"], &["fifth"]]), Status::Possible);
    let age = ["Karel Dvorak, 41, led the walk. ", "At the head went Karel Dvorak, 47. "];
    assert_eq!(status(age, [&["41"], &["47"]]), Status::Possible);
    let told = ["Karel Dvorak, 41, told a television show so in 2006. ", "Karel Dvorak has died at age 47. "];
    assert_eq!(status(told, [&["41"], &["47"]]), Status::Possible);
    let tied = ["The old chapel is the third that burned this year. ", "The old chapel is the fifth that burned this year. "];
    assert_eq!(status(tied, [&["third"], &["fifth"]]), Status::Possible);
}

#[test]
fn days_are_an_alarm_where_they_are_of_one_event_or_of_one_thing_and_the_judge_is_surest() {
    let status = |texts, word| found(texts, &[(word, 0.99, [&["Wednesday"], &["Saturday"]])])[0].status;
    let died = ["Karel Dvorak was found dead on Wednesday. ", "The town lost Karel Dvorak on Saturday. "];
    assert_eq!(status(died, Word::Surest), Status::Possible);
    let warning = ["The storm warning was given on Wednesday. ", "The storm warning was heard first on Saturday. "];
    assert_eq!([Word::Certain, Word::Surest].map(|word| status(warning, word)), [Status::Possible, Status::Contradiction]);
    let closed = ["The old chapel was shut on Wednesday. ", "Its owner closed the old chapel on Saturday. "];
    assert_eq!(status(closed, Word::Certain), Status::Contradiction);
}

#[test]
fn a_faint_word_is_worth_a_look_where_values_differ_by_rule() {
    let cost = ["Workers put the cost at 4,200 euros. ", "The club says that 9.6 thousand euros were paid. "];
    let faint = found(cost, &[(Word::Faint, 0.2, [&["4,200 euros"], &["9.6 thousand euros"]])]);
    assert_eq!(only(&faint), (Status::Possible, Severity::Note, "judge", vec!["4,200 euros", "9.6 thousand euros"]));
    let why = &faint[0].explanation;
    assert!(why.contains("with 0.20 of 1; their values differ by rule, and nothing shows one question"), "{why}");
    assert_eq!(found(cost, &[(Word::Faint, 0.2, [&["Workers"], &["club"]])]), [], "on other words");
    assert_eq!(found(WALK, &[(Word::Faint, 0.2, [&["hall"], &["clerk"]])]), [], "no values");
    let places = ["The clinic in Oslo treated 40 patients. ", "The clinic in Madrid treated 90 patients. "];
    assert_eq!(found(places, &[(Word::Faint, 0.2, [&["40 patients"], &["90 patients"]])]), [], "of two places");
}

#[test]
fn deeds_are_an_alarm_where_they_are_one_event_of_one_thing() {
    let night = ["The chapel survived. ", "The chapel did not survive the night. "];
    let alarm = found(night, &[(Word::Certain, 0.96, [&["survived"], &["did not survive"]])]);
    let (status, _, constraint, values) = only(&alarm);
    assert_eq!((status, constraint, alarm[0].kind), (Status::Contradiction, "one-answer", Kind::Negation));
    assert_eq!(values, ["survive (The chapel)", "not survive (The chapel)"]);
    let why = &alarm[0].explanation;
    assert!(why.contains("said of a thing of one noun") && why.contains("told of one sort of event"), "{why}");
    let possible = |texts, words| {
        let found = found(texts, &[(Word::Certain, 0.96, words)]);
        assert_eq!((only(&found).0, only(&found).2), (Status::Possible, "judge"));
    };
    let by_event = ["The workers of the mill were paid. ", "Nobody at the mill was paid. "];
    possible(by_event, [&["paid"], &["Nobody"]]);
    let by_doer = ["Karel Dvorak ate at the mill. ", "Karel Dvorak never slept at the mill. "];
    possible(by_doer, [&["ate"], &["never slept"]]);
}

#[test]
fn where_the_judge_is_surest_a_denial_of_what_has_something_in_common_is_an_alarm() {
    let status = |texts, words| found(texts, &[(Word::Surest, 0.99, words)])[0].status;
    let paid = ["The workers of the mill were paid. ", "Nobody at the mill was paid. "];
    assert_eq!(status(paid, [&["paid"], &["Nobody"]]), Status::Contradiction);
    let planned = ["The workers of the mill will be paid. ", "Nobody at the mill was paid. "];
    assert_eq!(status(planned, [&["paid"], &["Nobody"]]), Status::Possible);
    let opposites = ["The workers arrived at the mill. ", "The crew left the mill. "];
    assert_eq!(status(opposites, [&["arrived"], &["left"]]), Status::Possible);
    let of_one_sort = ["Trips go ahead: the pass is open. ", "The road across stays shut. "];
    assert_eq!(status(of_one_sort, [&["open"], &["shut"]]), Status::Contradiction);
}

#[test]
fn a_figure_that_may_have_moved_since_an_earlier_report_is_an_update() {
    let toll = ["The flood killed 40 people. ", "The flood killed 90 people. "];
    let words: [&[&str]; 2] = [&["40 people"], &["90 people"]];
    let status = |texts, words, days| {
        let found = found_on(days, texts, &[(Word::Surest, 0.99, words)]);
        found.iter().map(|conflict| conflict.status).collect::<Vec<_>>()
    };
    let [day, next] = ["2024-05-01", "2024-05-02"];
    assert_eq!(status(toll, words, [day, next]), [Status::Update]);
    assert_eq!(status(toll, words, [day, day]), [Status::Contradiction]);
    assert_eq!(status(SHOW, DRAWINGS, [day, next]), [Status::Contradiction]);
}

#[test]
fn two_answers_that_documents_give_again_are_one_finding() {
    let twice = [
        "The exhibition opened with 40 drawings. The hall is full: 40 drawings. ",
        "On the walls there are 90 drawings. The hall shows 90 drawings. ",
    ];
    let again: [&[&str]; 2] = [&["full: 40 drawings"], &["shows 90 drawings"]];
    let found = found(twice, &[(Word::Certain, 0.96, DRAWINGS), (Word::Certain, 0.96, again)]);
    let (_, _, constraint, values) = only(&found);
    assert_eq!((constraint, values), ("one-answer", vec!["40", "90"]));
    assert_eq!(found[0].sides.iter().map(|side| side.claims.len()).collect::<Vec<_>>(), [2, 2]);
}

#[test]
fn an_answer_of_several_reports_is_told_once_with_all_who_give_it() {
    let rules = Rulebook::default();
    let texts = [WALK[0], WALK[1], "All members stayed, the speaker said. "];
    let corpus = corpus_on([None; 3], texts, &rules);
    let texts = texts.map(|text| format!("{STORY}{text}"));
    let against = |document: usize, conflict: f32, words: [&[&str]; 2]| {
        let mut opinion = opinion([&texts[0], &texts[document]], Word::Differ, conflict, words);
        opinion.places[1].0 = document;
        opinion
    };
    let list = vec![against(1, 0.71, [&["left"], &["Nobody", "early"]]), against(2, 0.64, [&["left", "hall"], &["stayed"]])];
    let found = check(&corpus.readings, &corpus.graph, &rules, |_| Opinions { list, ..Opinions::default() }).conflicts;
    let [conflict] = &found[..] else { panic!("{found:?}") };
    assert_eq!([&conflict.sides[0].value, &conflict.sides[1].value], ["left", "Nobody … early"]);
    let claims = conflict.sides.iter().map(|side| side.claims.iter().map(|claim| (claim.document.as_str(), marked(claim))));
    let told: Vec<Vec<_>> = claims.map(Iterator::collect).collect();
    let stayed = vec![("1.txt", vec!["Nobody", "early"]), ("2.txt", vec!["stayed"])];
    assert_eq!(told, [vec![("0.txt", vec!["left"])], stayed]);
    assert_eq!(conflict.judge, Some(0.71));
    assert!(conflict.explanation.contains("different answers to one question, with 0.71 of 1"), "{}", conflict.explanation);
}

#[test]
fn what_surer_findings_show_of_both_sentences_is_passed_over() {
    let texts =
        ["The opposition left before the vote. The doors were shut. ", "Nobody walked out. Everybody stayed to the end. "];
    let values = |opinions: &[(Word, f32, [&[&str]; 2])]| {
        let pair = |conflict: &Conflict| (conflict.sides[0].value.clone(), conflict.sides[1].value.clone());
        found(texts, opinions).iter().map(pair).collect::<Vec<_>>()
    };
    let pair = |one: &str, other: &str| (one.to_string(), other.to_string());
    let left_stayed: (Word, f32, [&[&str]; 2]) = (Word::Differ, 0.9, [&["left"], &["stayed"]]);
    let shut_walked: (Word, f32, [&[&str]; 2]) = (Word::Differ, 0.8, [&["shut"], &["walked"]]);
    let left_walked: (Word, f32, [&[&str]; 2]) = (Word::Differ, 0.7, [&["left"], &["walked"]]);
    assert_eq!(values(&[left_stayed, left_walked]), [pair("left", "stayed"), pair("left", "walked")]);
    assert_eq!(values(&[left_stayed, shut_walked, left_walked]), [pair("left", "stayed"), pair("shut", "walked")]);
}

#[test]
fn an_alarm_needs_two_sentences_that_are_at_odds_with_no_surer_one() {
    let texts = [SHOW[0], "On the walls there are 90 drawings. The hall was dark all week. "];
    let opened: [&[&str]; 2] = [&["opened"], &["dark"]];
    let of = |constraint: &str, surer: f32| {
        let found = found(texts, &[(Word::Certain, 0.96, DRAWINGS), (Word::Differ, surer, opened)]);
        found.iter().filter(|conflict| conflict.constraint == constraint).count()
    };
    assert_eq!((of("one-answer", 0.95), of("judge", 0.95)), (1, 1));
    assert_eq!((of("one-answer", 0.97), of("judge", 0.97)), (0, 2));
}

#[test]
fn the_judge_is_asked_about_what_a_rule_found() {
    let asked = |texts| {
        let rules = Rulebook::default();
        let corpus = corpus(texts, &rules);
        let mut asked = BTreeSet::new();
        check(&corpus.readings, &corpus.graph, &rules, |pairs| {
            asked = pairs.clone();
            Opinions::default()
        });
        asked
    };
    let denial = "Karel Dvorak never signed the contract. ";
    assert_eq!(asked(["Karel Dvorak signed the contract. ", denial]), BTreeSet::from([[(0, 1), (1, 1)]]));
    assert_eq!(asked([denial, denial]), BTreeSet::new());
}

/// The report of the example with a finding of the judge's alone for its last.
fn with_possible() -> String {
    let folder = copy_of_ferry();
    let text = std::fs::read_to_string(folder.path().join("report.json")).expect("the example is there");
    let mut report: Value = serde_json::from_str(&text).expect("JSON");
    report["failed"] = serde_json::json!([]);
    let conflicts = report["conflicts"].as_array_mut().expect("findings");
    let last = conflicts.last_mut().expect("a finding");
    last["status"] = "possible".into();
    last["judge"] = serde_json::json!(0.8);
    report["judge"] = serde_json::json!({"read": 36, "unread": 4});
    report.to_string()
}

#[test]
fn every_format_shows_it_apart() {
    let kept = crossclaim::report::json::parse(&with_possible()).expect("a report").report;
    let view = View::new(&kept, Look::default());
    let heading = "Worth a look: not confirmed";
    for format in [Format::Table, Format::Full, Format::Markdown, Format::Html] {
        let text = render(format, &view);
        let parts: Vec<&str> = text.split(heading).collect();
        assert!(parts.len() > 1, "{}", format.name());
        let last = parts[parts.len() - 1].to_lowercase();
        assert!(last.contains("possible"), "{}", format.name());
        assert!(text.contains("5 findings") && text.contains("1 worth a look"), "{}", format.name());
    }
    assert!(render(Format::Table, &view).contains("read the 36 likeliest of 40 pairs of passages"));
    assert!(render(Format::Full, &view).contains("the judge: one question answered differently, 0.80 of 1"));
    assert!(render(Format::Concise, &view).lines().last().expect("a line").contains(" possible "));
    assert!(render(Format::Github, &view).lines().last().expect("a line").starts_with("::notice"));
    let sarif: Value = serde_json::from_str(&render(Format::Sarif, &view)).expect("JSON");
    let kinds: Vec<(&str, &str)> = sarif["runs"][0]["results"]
        .as_array()
        .expect("results")
        .iter()
        .map(|result| (result["kind"].as_str().expect("a kind"), result["level"].as_str().expect("a level")))
        .collect();
    assert_eq!((kinds[0], kinds[5]), (("fail", "error"), ("review", "none")));
}

#[test]
fn it_makes_a_command_fail_only_where_that_was_asked() {
    let folder = copy_of_ferry();
    std::fs::write(folder.path().join("kept.json"), with_possible()).expect("it is written");
    let status = |args: &str| {
        let args = args.split(' ').chain(["--skip", "contradiction,dispute,reference,update"]);
        crossclaim(folder.path()).args(["show", "kept.json"]).args(args).output().expect("it runs").status.code()
    };
    assert_eq!(status("--fail-on update"), Some(0));
    assert_eq!(status("--fail-on possible"), Some(1));
    assert_eq!(status("--fail-on never"), Some(0));
}

#[test]
fn a_judge_that_is_not_there_is_named_with_what_to_do() {
    let folder = copy_of_ferry();
    let said = |judge: &str| {
        let output =
            crossclaim(folder.path()).args(["check", "courier.txt", "wire.txt", "--judge", judge]).output().expect("it runs");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (status, text) = said("nowhere.safetensors");
    assert!(status == Some(2) && text.contains("no such file of weights") && text.contains("--judge takes"), "{text}");
    let (status, text) = said("courier.txt");
    assert!(status == Some(2) && text.contains("no file of weights") && text.contains("--> courier.txt"), "{text}");
    assert_eq!(said("off").0, Some(0));
}

#[test]
fn the_judge_that_is_built_in_sees_what_no_rule_does() {
    let folder = copy_of_ferry();
    let texts = [
        "Karel Dvorak and Mayor Petra Novotny spoke in Lhotka about the Sazava bridge. The old span was closed to lorries last week.",
        "What repairs will cost was told on Tuesday by the mayor of Lhotka, Petra Novotny, who owns no car and crosses the Sazava bridge \
         on foot. Lorries may still cross the old span, the town hall said.",
    ];
    std::fs::write(folder.path().join("a.txt"), texts[0]).expect("it is written");
    std::fs::write(folder.path().join("b.txt"), texts[1]).expect("it is written");
    let run = |args: &[&str]| {
        let mut command = crossclaim(folder.path());
        let output = command.args(["check", "a.txt", "b.txt", "--format", "json"]).args(args).output().expect("it runs");
        (output.status.code(), serde_json::from_slice::<Value>(&output.stdout).expect("JSON"), output.stdout)
    };
    let (status, report, bytes) = run(&["--judge", "auto"]);
    let found = report["conflicts"].as_array().expect("findings");
    assert_eq!(status, Some(0));
    let told: Vec<_> =
        found.iter().map(|conflict| (conflict["status"].as_str(), conflict["sides"][0]["value"].as_str())).collect();
    assert_eq!(told, [(Some("possible"), Some("closed"))]);
    assert_eq!(bytes, run(&["--judge", "auto", "--jobs", "1"]).2);
    let (_, report, _) = run(&["--judge", "off"]);
    assert_eq!((report["conflicts"].as_array().map(Vec::len), report.get("judge")), (Some(0), None));
}

#[test]
fn a_small_judge_reads_two_documents_and_says_the_same_every_time() {
    let weights = super::cli::data("../encoder/tests/tiny.safetensors");
    let judge = crossclaim::judge::Judge::open(&weights).expect("a judge");
    let rules = Rulebook::default();
    let corpus = corpus(WALK, &rules);
    let told = judge.on(&corpus.readings, &BTreeSet::from([[(0, 1), (1, 1)]]));
    assert_eq!(told.iter().map(|opinion| opinion.places).collect::<Vec<_>>(), [[(0, 1), (1, 1)]]);
    assert!(told[0].conflict > 0.0 && told[0].conflict < 1.0, "{told:?}");
    let report = pipeline::check_with(&judge, &corpus, &rules);
    let read = report.judge.expect("it was asked");
    assert!(read.read > 0 && read.unread == 0, "{read:?}");
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
    assert_eq!(alone.install(|| pipeline::check_with(&judge, &corpus, &rules)), report);
}

#[test]
fn documents_that_are_too_unlike_for_one_story_are_read_by_the_judge_if_they_are_related() {
    let weights = super::cli::data("../encoder/tests/tiny.safetensors");
    let judge = crossclaim::judge::Judge::open(&weights).expect("a judge");
    let rules = Rulebook::default();
    let closed = "Engineers closed the old bridge to lorries last week. Two piers have cracks, and the town has no money for repairs. \
        Farmers drive their harvest the long way round through the hills.";
    let other = "Shopkeepers complain about traffic that still crosses the bridge at night. A petition hangs in the bakery. The owner of the \
        cinema has collected ninety names, and the school wants a zebra crossing.";
    let unrelated = "The choir sang two masses in the cathedral. A tenor from the opera joined in for the last hymn.";
    let corpus = |texts: [&str; 2]| {
        let document = |(at, text): (usize, &str)| Document::new(format!("{at}.txt"), text);
        Corpus::build(texts.into_iter().enumerate().map(document).collect(), &rules)
    };
    let related = corpus([closed, other]);
    assert!(!related.graph.are_of_one_story(0, 1) && related.graph.related == [(0, 1)], "{:?}", related.graph.related);
    assert!(pipeline::check_with(&judge, &related, &rules).judge.expect("it was asked").read > 0);
    let apart = corpus([closed, unrelated]);
    assert!(apart.graph.related.is_empty() && !apart.graph.has_two_to_compare());
    assert_eq!(pipeline::check_with(&judge, &apart, &rules).judge.expect("it was asked").read, 0);
}
