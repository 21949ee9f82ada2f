//! What stands before the first sentence of a report: place, day and agency.
//!
//! `TOWN, Country, Sept 26 (Agency) - `, `TOWN (Agency), June 12, 2024: `, `TOWN, July 2 - `, `(Agency) -- `, `BEIRUT, Lebanon — `,
//! `Beirut: `.

use std::sync::LazyLock;

use regex::Regex;

use super::day;

/// Bytes that the name of a place in front of a text may have at most.
const A_PLACE: usize = 80;

/// What a dateline says, and how many bytes of its line it takes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Dateline<'t> {
    pub length: usize,
    pub outlet: Option<&'t str>,
    pub day: Option<day::Day>,
}

// Repeated classes of all letters take longest to compile of all that the program does at its start, so names are told by what they
// do not hold, and lengths are bounded by `A_PLACE`.

/// With an agency, or with a day behind a town in capitals.
static FULL: LazyLock<Regex> = LazyLock::new(|| {
    let day = format!(r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, )?{}", day::pattern());
    let name = r#"[^(),:;!?"“”0-9/\n]"#;
    let place = format!(r"\p{{Lu}}{name}+(?:, \p{{Lu}}{name}+?)?");
    let capitals = r"\p{Lu}{2}[\p{Lu} .’'/\-]*(?:, \p{Lu}[^(),:;–—0-9/\n]+?)?";
    let outlet = r"(?:\((?P<outlet>[^()\n]{2,40})\)|/(?P<wire>[^/\n]{2,40})/)";
    let end = r"(?: ?[:\-–—]+(?:\s|$))";
    let with_agency =
        format!(r"(?:(?P<place>{place})(?:, (?P<before>{day}))?|(?P<first>{day}))? ?{outlet}(?:, (?P<after>{day}))?");
    let with_day = format!(r"(?P<town>{capitals}), (?P<alone>{day})");
    Regex::new(&format!("^(?:{with_agency}|{with_day}){end}")).expect("a fixed pattern")
});

/// A place and nothing else.
static PLACE_LINE: LazyLock<Regex> = LazyLock::new(|| {
    let dash = r"\p{Lu}{3}[\p{Lu} .’'/\-]*(?:, \p{Lu}[^(),:;–—0-9\n]+?)? ?(?:[–—]+|--?) ";
    let colon = r"\p{Lu}\p{Ll}{2}\p{Ll}*(?: \p{Lu}\p{Ll}{2}\p{Ll}*){0,2}: ";
    Regex::new(&format!("^(?:{dash}|{colon})")).expect("a fixed pattern")
});

/// The dateline of a line, with its agency or its day.
pub fn full(line: &str) -> Option<Dateline<'_>> {
    let found = FULL.captures(line)?;
    let group = |names: &[&str]| names.iter().find_map(|name| found.name(name)).map(|group| group.as_str());
    let place = group(&["place", "town"]).unwrap_or_default();
    (place.len() <= A_PLACE).then(|| Dateline {
        length: found[0].len(),
        outlet: group(&["outlet", "wire"]).map(str::trim),
        day: group(&["before", "first", "after", "alone"]).and_then(day::first),
    })
}

/// The bytes of a place that stands alone before a text.
pub fn place(line: &str) -> Option<usize> {
    let found = PLACE_LINE.find(line).filter(|found| found.len() <= A_PLACE && found.len() < line.len())?;
    let hyphen = found.as_str().ends_with("- ");
    let begins = |sign: char| sign.is_uppercase() || sign.is_numeric() || matches!(sign, '"' | '“' | '\'' | '‘');
    (!hyphen || line[found.end()..].starts_with(begins)).then_some(found.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_told_with_agency_and_day() {
        let (july, none) = (Some((7, 2, None)), None);
        for (line, outlet, day) in [
            ("TARVA (Newsline), July 2, 2024: The mill burned.", Some("Newsline"), Some((7, 2, Some(2024)))),
            ("TARVA, Norland, 2 July 2024 (Newsline) - The mill burned.", Some("Newsline"), Some((7, 2, Some(2024)))),
            ("TARVA, July 2 (Newsline) — The mill burned.", Some("Newsline"), july),
            ("TARVA, Norland, July 2 /Newsline/ -- The mill burned.", Some("Newsline"), july),
            ("Tarva, Norland (Newsline) -- The mill burned.", Some("Newsline"), none),
            ("July 2 (Newsline) -- The mill burned.", Some("Newsline"), july),
            ("(Newsline) - The mill burned.", Some("Newsline"), none),
            ("TARVA, July 2 - The mill burned.", None, july),
            ("TARVA, Norland, Tuesday, July 2 – The mill burned.", None, july),
            ("ST. OLA/TARVA, 2 July - The mill burned.", None, july),
        ] {
            let found = full(line).unwrap_or_default();
            assert_eq!(&line[found.length..], "The mill burned.", "{line}");
            assert_eq!((found.outlet, found.day.map(|day| (day.month, day.day, day.year))), (outlet, day), "{line}");
        }
    }

    #[test]
    fn places_alone_are_told_from_text() {
        for line in [
            "TARVA, Norland — The mill burned.",
            "TARVA - The mill burned.",
            "Tarva: The mill burned.",
            "TARVA -- The mill burned.",
        ] {
            assert_eq!(place(line).map(|length| &line[length..]), Some("The mill burned."), "{line}");
        }
        for line in [
            "NATO - the alliance - said so.",
            "The mill - or its ruin - burned.",
            "On July 2 - a Tuesday - it burned.",
            "TARVA - ",
        ] {
            assert_eq!((full(line), place(line)), (None, None), "{line}");
        }
    }
}
