//! A list in the manner of the TempEval tasks: expression, day of the document, the days that it covers.

use super::*;
use crate::extract::atoms::testing::atoms_of;
use jiff::civil::date;

fn first(text: &str, outlook: Outlook) -> Option<Time> {
    let words = Measures::load().unwrap();
    let atoms = atoms_of(text);
    (0..atoms.len()).find_map(|at| read(&atoms, at, &words, Some(date(2024, 9, 26)), || outlook)).map(|(time, _)| time)
}

fn check(outlook: Outlook, cases: &[(&str, &str, &str)]) {
    for (text, from, to) in cases {
        let time = first(text, outlook).unwrap_or_else(|| panic!("nothing in {text:?}"));
        let (start, end) = time.days.unwrap_or_else(|| panic!("no days for {text:?}: {time:?}"));
        let open = |day: crate::model::Date| {
            if day == crate::model::Date::MIN || day == crate::model::Date::MAX { "-".to_string() } else { day.to_string() }
        };
        assert_eq!((open(start).as_str(), open(end).as_str()), (*from, *to), "{text}");
    }
}

#[test]
fn rough_years_centuries_and_years_before_christ() {
    let days = |text: &str| {
        let (document, analysis) = crate::extract::atoms::testing::plain(text);
        let words = Measures::load().unwrap();
        find(&document, &analysis, &words).first().and_then(|found| found.time.days).map(|(from, to)| (from.year(), to.year()))
    };
    let cases = [
        ("about 2700 BC", (-2759, -2638)),
        ("in 44 BC", (-43, -42)),
        ("in the 18th century", (1701, 1801)),
        ("in the third century BC", (-299, -199)),
        ("around 1850", (1842, 1859)),
        ("in 1852", (1852, 1853)),
    ];
    for (text, expected) in cases {
        assert_eq!(days(text), Some(expected), "{text}");
    }
}

#[test]
fn past_expressions_are_put_on_the_calendar() {
    check(
        Outlook::Past,
        &[
            ("killed on Thursday", "2024-09-26", "2024-09-27"),
            ("killed on Monday", "2024-09-23", "2024-09-24"),
            ("late Wednesday", "2024-09-25", "2024-09-26"),
            ("last Thursday", "2024-09-19", "2024-09-20"),
            ("yesterday", "2024-09-25", "2024-09-26"),
            ("since Monday", "2024-09-23", "2024-09-27"),
            ("erupted last October", "2023-10-01", "2023-11-01"),
            ("in the past 24 hours", "2024-09-25", "2024-09-27"),
            ("over the past year", "2023-09-26", "2024-09-27"),
            ("over the past week", "2024-09-19", "2024-09-27"),
            ("last week", "2024-09-16", "2024-09-23"),
            ("earlier this month", "2024-09-01", "2024-09-27"),
            ("last month", "2024-08-01", "2024-09-01"),
            ("last year", "2023-01-01", "2024-01-01"),
            ("two days ago", "2024-09-24", "2024-09-25"),
            ("a year ago", "2023-01-01", "2024-01-01"),
            ("three weeks ago", "2024-09-02", "2024-09-09"),
            ("in 1982", "1982-01-01", "1983-01-01"),
            ("the 2006 war", "2006-01-01", "2007-01-01"),
            ("from 1982 to 1990", "1982-01-01", "1991-01-01"),
            ("between March 2022 and June 2024", "2022-03-01", "2024-07-01"),
            ("in September 2021", "2021-09-01", "2021-10-01"),
            ("on 14 January", "2024-01-14", "2024-01-15"),
            ("on 28 December", "2023-12-28", "2023-12-29"),
            ("March 3, 2019", "2019-03-03", "2019-03-04"),
            ("Sept. 11, 2001", "2001-09-11", "2001-09-12"),
            ("Sunday, 22 September", "2024-09-22", "2024-09-23"),
            ("Monday, September 23, 2024", "2024-09-23", "2024-09-24"),
            ("the 3rd of May 2020", "2020-05-03", "2020-05-04"),
            ("3-7 May", "2024-05-03", "2024-05-08"),
            ("from 3 to 7 May", "2024-05-03", "2024-05-08"),
            ("2024-09-20", "2024-09-20", "2024-09-21"),
            ("26.09.2024", "2024-09-26", "2024-09-27"),
            ("in the 1990s", "1990-01-01", "2000-01-01"),
            ("the quake of '98", "1998-01-01", "1999-01-01"),
            ("last summer", "2023-05-01", "2023-10-01"),
            ("in the winter of 2022", "2022-11-01", "2023-04-01"),
            ("in the second quarter", "2024-04-01", "2024-07-01"),
            ("on Christmas Day", "2023-12-25", "2023-12-26"),
            ("before 4 May", "-", "2024-05-04"),
            ("after 2010", "2011-01-01", "-"),
            ("in early 2024", "2024-01-01", "2024-07-02"),
            ("at the end of August", "2024-08-16", "2024-09-01"),
            ("mid-2023", "2023-04-02", "2023-10-01"),
            ("2015-2018", "2015-01-01", "2019-01-01"),
            ("on the second Monday of May", "2024-05-13", "2024-05-14"),
            ("the last Saturday in March 2023", "2023-03-25", "2023-03-26"),
            ("on Easter Monday", "2024-04-01", "2024-04-02"),
            ("on Good Friday 2023", "2023-04-07", "2023-04-08"),
            ("two days after Christmas", "2023-12-27", "2023-12-28"),
            ("on the eve of May Day", "2024-04-30", "2024-05-01"),
            ("on Sunday the fifteenth", "2024-09-15", "2024-09-16"),
            ("on the eleventh of this month", "2024-09-11", "2024-09-12"),
            ("on the twenty-first of May", "2024-05-21", "2024-05-22"),
            ("through January", "-", "2024-02-01"),
            ("it opens not before 4 May", "2024-05-04", "-"),
            ("up to and including May", "-", "2024-06-01"),
            ("with effect from 1 June", "2024-06-01", "-"),
            ("since the nineties", "1990-01-01", "2024-09-27"),
            ("in FY23", "2023-01-01", "2024-01-01"),
            ("in Q3 2023", "2023-07-01", "2023-10-01"),
            ("all over in H1", "2024-01-01", "2024-07-01"),
        ],
    );
}

#[test]
fn future_expressions_look_ahead() {
    check(
        Outlook::Future,
        &[
            ("on Friday", "2024-09-27", "2024-09-28"),
            ("next Thursday", "2024-10-03", "2024-10-04"),
            ("tomorrow", "2024-09-27", "2024-09-28"),
            ("on 2 January", "2025-01-02", "2025-01-03"),
            ("until the end of October", "-", "2024-11-01"),
            ("by Friday", "-", "2024-09-28"),
            ("next month", "2024-10-01", "2024-11-01"),
            ("the 30th, it said", "2024-09-30", "2024-10-01"),
            ("next year", "2025-01-01", "2026-01-01"),
            ("in two weeks", "2024-10-07", "2024-10-14"),
            ("Monday week", "2024-10-07", "2024-10-08"),
        ],
    );
}

#[test]
fn an_ambiguous_date_keeps_both_readings() {
    let time = first("12/05/2000", Outlook::Past).unwrap();
    assert_eq!(time.days.map(|days| days.0), Some(date(2000, 5, 12)));
    assert_eq!(time.also.map(|days| days.0), Some(date(2000, 12, 5)));
    assert_eq!(first("25/12/2000", Outlook::Past).unwrap().also, None);
}

#[test]
fn an_impossible_date_is_kept_without_days() {
    let time = first("on 31 June", Outlook::Past).unwrap();
    assert_eq!((time.days, time.said.day, time.said.month), (None, Some(31), Some(6)));
}

#[test]
fn other_words_and_figures_are_no_time() {
    for text in [
        "the 88th minute",
        "1,500 people",
        "2000 people",
        "$2000",
        "a score of 3-2",
        "she may go",
        "troops march on",
        "10^40",
        "0/0",
        "call 555-1234",
        "1900%",
        "the third man",
        "fall down",
        "a second attempt",
        "1/2/3/4",
        "at 20.15 euros",
        "at three houses",
        "the second man",
        "the last day of the fair",
        "a Q and H9",
    ] {
        assert_eq!(first(text, Outlook::Past), None, "{text}");
    }
    assert_eq!(first(&"1".repeat(100_000), Outlook::Past), None);
}
