//! Who gives which figure for one counted thing.

use super::paint::{FAINT, STRONG};
use super::view::{View, place};
use super::visible::one_line;
use super::wrap::wrap;
use crate::model::report::FigureRange;
use crate::model::units;

/// All figures of the report, where they were asked for.
pub fn render(view: &View) -> String {
    if !view.figures || view.report.figures.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{}\n", view.look.paint(STRONG, "Figures"));
    for range in &view.report.figures {
        out.push_str(&one(view, range));
    }
    out
}

fn one(view: &View, range: &FigureRange) -> String {
    let head = format!("{}: {}", title(range), span(range));
    let head = wrap(&view.look.paint(STRONG, &head), view.look.width.saturating_sub(2));
    let mut out = format!("{}\n", textwrap::indent(&head, "  "));
    for figure in &range.figures {
        let when = figure.when.as_deref().map(one_line).unwrap_or_default();
        let source = [view.byline(&figure.claim.document), place(&figure.claim), when];
        let source: Vec<String> = source.into_iter().filter(|part| !part.is_empty()).collect();
        let line = format!("{}  {}", one_line(&figure.text), view.look.paint(FAINT, &source.join(" · ")));
        let wrapped = wrap(&line, view.look.width.saturating_sub(6));
        out.push_str(&textwrap::indent(&wrapped, "    "));
        out.push('\n');
    }
    out
}

/// What is counted, and in which scope.
pub fn title(range: &FigureRange) -> String {
    let parts = [&range.measure, &range.scope].map(|part| one_line(part));
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// From the lowest to the highest figure, in the unit that says them most plainly.
pub fn span(range: &FigureRange) -> String {
    let (size, unit) = units::plain(&range.unit, &[range.lowest, range.highest]);
    format!("{} to {} {}", number(range.lowest / size), number(range.highest / size), one_line(unit)).trim_end().to_string()
}

/// A figure as short as it can be written: `24`, `3.5`.
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return "?".to_string();
    }
    let plain = format!("{}", (value * 100.0).round() / 100.0);
    let (whole, rest) = plain.find('.').map_or((plain.as_str(), ""), |at| plain.split_at(at));
    match whole.strip_prefix('-') {
        Some(digits) => format!("-{}{rest}", grouped(digits)),
        None => grouped(whole) + rest,
    }
}

/// Digits in groups of three, from five on: `12,500`.
fn grouped(digits: &str) -> String {
    if digits.len() < 5 {
        return digits.to_string();
    }
    let first = digits.len() % 3;
    let groups = digits.as_bytes()[first..].chunks(3).map(|group| group.iter().map(|digit| *digit as char).collect());
    let groups: Vec<String> = [digits[..first].to_string()].into_iter().chain(groups).filter(|group| !group.is_empty()).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_read_in_groups() {
        let cases = [
            (24.0, "24"),
            (3.456, "3.46"),
            (1894.0, "1894"),
            (12500.5, "12,500.5"),
            (118_342.0, "118,342"),
            (-4000.0, "-4000"),
            (f64::NAN, "?"),
        ];
        for (value, expected) in cases {
            assert_eq!(number(value), expected);
        }
    }
}
