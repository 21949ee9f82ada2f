//! How common nouns are in news, whatever documents a run has.

use std::collections::HashMap;

/// A noun that the table does not list stands in fewer reports of a thousand than this.
const UNLISTED: f64 = 10.0;

/// The common nouns, with in how many of a thousand reports each stands.
#[derive(Clone, Debug)]
pub struct CommonNouns {
    reports: HashMap<String, f64>,
}

impl CommonNouns {
    /// The table that is built in; a line of another shape is passed over.
    pub fn load() -> Self {
        let table = include_str!("../../rules/en/lexicon/common.tsv");
        let line = |line: &str| {
            let (noun, reports) = line.split_once('\t')?;
            Some((noun.to_string(), reports.parse().ok()?))
        };
        Self { reports: table.lines().filter_map(line).collect() }
    }

    /// How much it tells that a text has a noun: from 1 for what half of all reports have to 4.6 for what hardly any has.
    pub fn weight(&self, noun: &str) -> f64 {
        (1000.0 / self.reports.get(noun).copied().unwrap_or(UNLISTED)).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_reports_have_tells_little() {
        let nouns = CommonNouns::load();
        assert!(nouns.weight("people") < 1.5);
        assert!(nouns.weight("court") < nouns.weight("sluice"));
        assert_eq!(nouns.weight("sluice"), nouns.weight("gondola"));
    }

    #[test]
    fn the_table_is_sorted_and_whole() {
        let table = include_str!("../../rules/en/lexicon/common.tsv");
        let lines: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.is_sorted());
        assert_eq!(lines.len(), CommonNouns::load().reports.len());
    }
}
