//! Figures for one counted thing over time, with their bounds.

use serde::Serialize;

use super::source;
use crate::model::report::{Figure, FigureRange};
use crate::model::units;
use crate::report::excerpt::clip;
use crate::report::figures::{number, span, title};
use crate::report::view::View;
use crate::report::visible::one_line;

/// The drawing, in pixels: the plot lies between the margins, and grows with the number of figures.
const WIDTH: f64 = 760.0;
const STEP: f64 = 96.0;
const HEIGHT: f64 = 250.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 36.0;

/// Pixels of a letter, on average.
const LETTER: f64 = 7.0;

#[derive(Serialize)]
pub struct Chart {
    title: String,
    width: f64,
    /// Whether any figure says more than one number.
    bounded: bool,
    span: String,
    points: Vec<Point>,
    /// Lines across the plot with their value.
    levels: Vec<Tick>,
    /// Days along the bottom, and lines between them.
    days: Vec<Tick>,
    borders: Vec<f64>,
}

#[derive(Serialize)]
struct Point {
    x: f64,
    /// Where the bar of the bounds begins and ends; an open bound reaches the edge of the plot.
    top: f64,
    bottom: f64,
    y: f64,
    open_above: bool,
    open_below: bool,
    bounded: bool,
    text: String,
    source: String,
    when: String,
}

#[derive(Serialize)]
pub struct Tick {
    pub at: f64,
    pub label: String,
}

pub fn chart(view: &View, range: &FigureRange) -> Chart {
    let mut figures: Vec<(String, &Figure)> = range.figures.iter().map(|figure| (day(view, figure), figure)).collect();
    figures.sort_by_cached_key(|(day, figure)| (order(view, figure), day.clone()));
    let (size, _) = units::plain(&range.unit, &[range.lowest, range.highest]);
    let (top, parts) = scale(range, size);
    let height = |value: f64| rounded(HEIGHT - BOTTOM - (value / top).clamp(0.0, 1.0) * (HEIGHT - TOP - BOTTOM));
    let width = WIDTH.max(LEFT + RIGHT + STEP * figures.len() as f64);
    let step = (width - LEFT - RIGHT) / figures.len().max(1) as f64;
    let letters = ((step / LETTER) as usize).min(28);
    let across = |at: usize| rounded(LEFT + step * (at as f64 + 0.5));
    let points = figures.iter().enumerate().map(|(at, (when, figure))| {
        let middle = figure.low.or(figure.high).unwrap_or(0.0);
        Point {
            x: across(at),
            y: height(middle),
            top: height(figure.high.unwrap_or(top)),
            bottom: height(figure.low.unwrap_or(0.0)),
            open_above: figure.high.is_none(),
            open_below: figure.low.is_none(),
            bounded: figure.low != figure.high,
            text: clip(&one_line(&figure.text), letters),
            source: clip(&source(view, &figure.claim.document), letters),
            when: when.clone(),
        }
    });
    let levels = (0..=parts).map(|part| top * f64::from(part) / f64::from(parts));
    let levels = levels.map(|value| Tick { at: height(value), label: number(value / size) });
    let borders = figures.windows(2).enumerate().filter(|(_, pair)| pair[0].0 != pair[1].0);
    let borders = borders.map(|(at, _)| rounded(LEFT + step * (at + 1) as f64)).collect();
    Chart {
        title: title(range),
        width,
        bounded: range.figures.iter().any(|figure| figure.low != figure.high),
        span: span(range),
        points: points.collect(),
        levels: levels.collect(),
        days: days(&figures, across),
        borders,
    }
}

/// The day that a figure is for, else the day of its document.
fn day(view: &View, figure: &Figure) -> String {
    let published = || view.document(&figure.claim.document).and_then(|document| document.published.clone());
    figure.when.clone().or_else(published).map_or_else(|| "undated".to_string(), |day| one_line(&day))
}

/// Where a figure stands in time: at the day that it is for, else at that of its document; words like `by nightfall` tell no day.
fn order(view: &View, figure: &Figure) -> String {
    let published = || view.document(&figure.claim.document).and_then(|document| document.published.clone());
    let is_day = |when: &String| when.starts_with(|sign: char| sign.is_ascii_digit());
    figure.when.clone().filter(is_day).or_else(published).unwrap_or_else(|| "undated".to_string())
}

/// A number above all figures that is round in a unit of this size, and into how many parts it is cut.
fn scale(range: &FigureRange, size: f64) -> (f64, u8) {
    let bounds = range.figures.iter().flat_map(|figure| [figure.low, figure.high]).flatten();
    let most = bounds.chain([range.highest]).filter(|value| value.is_finite()).fold(size, f64::max);
    let unit = 10f64.powf((most / size * 1.1).log10().floor()) * size;
    let levels = [(1.0, 2), (2.0, 2), (4.0, 4), (6.0, 3), (8.0, 4), (10.0, 5)];
    let levels = levels.map(|(times, parts)| (times * unit, parts));
    levels.into_iter().find(|(level, _)| *level >= most * 1.05).unwrap_or((most, 4))
}

fn days(figures: &[(String, &Figure)], across: impl Fn(usize) -> f64) -> Vec<Tick> {
    let mut ticks: Vec<Tick> = Vec::new();
    for (at, (day, _)) in figures.iter().enumerate() {
        if ticks.last().is_none_or(|last| last.label != *day) {
            ticks.push(Tick { at: across(at), label: clip(day, 18) });
        }
    }
    ticks
}

/// To a tenth of a pixel.
pub fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
