//! The report in its output formats.

use crate::model::report::Report;

/// The report as JSON, schema version 1.
pub fn json(report: &Report) -> String {
    serde_json::to_string_pretty(report).expect("a report is plain data")
}
