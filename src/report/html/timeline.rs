//! Offices over time: who is named as holder in which report, and what the background facts say.

use std::collections::BTreeMap;

use serde::Serialize;

use super::chart::{Tick, rounded};
use super::source;
use crate::model::Date;
use crate::model::report::{Conflict, Kind, Validity};
use crate::report::excerpt::clip;
use crate::report::view::{View, question};
use crate::report::visible::one_line;

/// Pixels: the lanes begin at `LEFT` and end at `RIGHT`.
const LEFT: f64 = 200.0;
const RIGHT: f64 = 728.0;
const LANE: usize = 46;
/// The narrowest gap between two labels.
const GAP: f64 = 110.0;

#[derive(Serialize)]
pub struct Timeline {
    office: String,
    height: usize,
    lanes: Vec<Lane>,
    days: Vec<Tick>,
}

#[derive(Serialize)]
struct Lane {
    holder: String,
    y: usize,
    /// Reports that name the holder, where they are dated.
    dots: Vec<Dot>,
    /// Reports without a date.
    undated: String,
    /// How far below the line they stand.
    undated_below: usize,
    /// The terms of the background facts, from and to.
    terms: Vec<[f64; 2]>,
}

#[derive(Serialize)]
struct Dot {
    at: f64,
    source: String,
    day: String,
    /// Empty where the one before is too near.
    label: String,
    /// The side of the dot to which the label is set.
    side: &'static str,
}

/// What is known of one holder of an office.
#[derive(Default)]
struct Holder {
    named: Vec<(Option<Date>, String)>,
    terms: Vec<Validity>,
}

pub fn timelines(view: &View) -> Vec<Timeline> {
    let mut offices: BTreeMap<String, BTreeMap<String, Holder>> = BTreeMap::new();
    for conflict in &view.report.conflicts {
        if matches!(conflict.kind, Kind::OfficeHolder | Kind::PersonRole) {
            add(view, conflict, offices.entry(question(conflict)).or_default());
        }
    }
    offices.into_iter().map(|(office, holders)| timeline(office, holders)).collect()
}

fn add(view: &View, conflict: &Conflict, holders: &mut BTreeMap<String, Holder>) {
    for side in &conflict.sides {
        let holder = holders.entry(one_line(&side.value)).or_default();
        for claim in side.said() {
            let day = view.document(&claim.document).and_then(|document| document.published.as_deref()).and_then(parse);
            let named = (day, source(view, &claim.document));
            if !holder.named.contains(&named) {
                holder.named.push(named);
            }
        }
        holder.terms.extend(side.reference.iter().map(|reference| reference.valid.clone()));
    }
}

fn parse(day: &str) -> Option<Date> {
    day.parse().ok()
}

fn timeline(office: String, holders: BTreeMap<String, Holder>) -> Timeline {
    let named = holders.values().flat_map(|holder| holder.named.iter().filter_map(|(day, _)| *day));
    let terms = holders.values().flat_map(|holder| &holder.terms).flat_map(|valid| [&valid.from, &valid.until]);
    let mut days: Vec<Date> = named.chain(terms.flatten().filter_map(|day| parse(day))).collect();
    days.sort_unstable();
    days.dedup();
    let axis = Axis::over(&days);
    let lanes = holders.into_iter().enumerate().map(|(at, (name, holder))| lane(&axis, at, &name, holder));
    let lanes: Vec<Lane> = lanes.collect();
    let ends = [days.first(), days.last().filter(|_| days.len() > 1)].into_iter().flatten();
    let days = ends.map(|day| Tick { at: axis.at(*day), label: day.to_string() }).collect();
    Timeline { office, height: lanes.len() * LANE + 34, lanes, days }
}

fn lane(axis: &Axis, at: usize, name: &str, holder: Holder) -> Lane {
    let edge = |day: &Option<String>, open: f64| day.as_deref().and_then(parse).map_or(open, |day| axis.at(day));
    let undated: Vec<&str> = holder.named.iter().filter(|(day, _)| day.is_none()).map(|(_, source)| source.as_str()).collect();
    let dots = dots(axis, &holder);
    Lane {
        holder: clip(name, 26),
        y: at * LANE + 20,
        undated_below: if dots.is_empty() { 19 } else { 32 },
        dots,
        undated: clip(&undated.join(", "), 70),
        terms: holder.terms.iter().map(|valid| [edge(&valid.from, LEFT), edge(&valid.until, RIGHT)]).collect(),
    }
}

/// Dots in the order of their days.
fn dots(axis: &Axis, holder: &Holder) -> Vec<Dot> {
    let mut dated: Vec<(Date, &str)> = holder.named.iter().filter_map(|(day, source)| Some(((*day)?, source.as_str()))).collect();
    dated.sort_unstable();
    let mut dots: Vec<Dot> = Vec::new();
    for (day, source) in dated {
        let at = axis.at(day);
        let free = dots.iter().rev().find(|dot| !dot.label.is_empty()).is_none_or(|dot| at - dot.at > GAP);
        dots.push(Dot {
            at,
            source: source.to_string(),
            day: day.to_string(),
            label: if free { clip(source, 24) } else { String::new() },
            side: if at > RIGHT - GAP { "end" } else { "start" },
        });
    }
    dots
}

/// Days to pixels.
struct Axis {
    first: Option<Date>,
    days: f64,
}

impl Axis {
    fn over(days: &[Date]) -> Self {
        let first = days.first().copied();
        let length = first.zip(days.last()).map_or(0, |(first, last)| between(first, *last));
        Self { first, days: f64::from(length.max(1)) }
    }

    fn at(&self, day: Date) -> f64 {
        let since = self.first.map_or(0, |first| between(first, day));
        rounded(LEFT + 16.0 + f64::from(since) / self.days * (RIGHT - LEFT - 32.0))
    }
}

fn between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}
