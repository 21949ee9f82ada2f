//! Every figure: a count or an amount, with or without a noun that is counted. Years of life are an age.

use super::{Maker, Voice};
use crate::model::{Claim, Figure, Span, Value, units};

const YEAR: f64 = 31_557_600.0;
/// Nobody is older.
const OLDEST: f64 = 125.0;

pub fn claims(maker: &Maker) -> Vec<Claim> {
    maker.reading.figures.iter().chain(&maker.reading.worded).map(|figure| claim(maker, figure)).collect()
}

fn claim(maker: &Maker, figure: &Figure) -> Claim {
    let subject = figure.subject.filter(|&subject| subject != figure.bearer).map(|subject| maker.thing(subject));
    let rule = figure.measure.as_deref().unwrap_or(if figure.noun.is_empty() { "figure" } else { "counted-noun" });
    let noun =
        Some(maker.span(figure.bearer)).filter(|&noun| figure.span.contains(noun) && !figure.tokens.contains(&figure.bearer));
    let words: Vec<Span> = std::iter::once(maker.analysis.span(figure.tokens.clone())).chain(noun).collect();
    let evidence = maker.grounds(figure.sentence, figure.span, &words, rule);
    let voice = Voice { stance: figure.stance, speaker: figure.attribution.as_ref() };
    let claim = maker.claim(subject, &attribute(figure), value(maker, figure), &voice, evidence);
    let partitive = figure.partitive.then(|| "of them".to_string());
    let of = figure.modifiers.iter().chain(&figure.ordinals).cloned().chain(partitive).collect();
    Claim { when: figure.when.clone(), places: figure.places.clone(), of, event: deeds(figure), ..claim }.identified()
}

/// The measure, else what is counted, else what the unit measures.
fn attribute(figure: &Figure) -> String {
    let noun = Some(figure.noun.as_str()).filter(|noun| !noun.is_empty());
    figure.measure.as_deref().or(noun).unwrap_or_else(|| dimension(&figure.quantity.unit)).to_string()
}

/// What a bare amount of a unit measures.
fn dimension(unit: &str) -> &str {
    match unit {
        "" => "number",
        "s" => "duration",
        "m" => "length",
        "m2" => "area",
        "m3" => "volume",
        "kg" => "weight",
        "m/s" => "speed",
        "W" => "power",
        "degC" => "temperature",
        "percent" | "points" => "share",
        units::RANK => "rank",
        units::SCORE => "score",
        units::FREQUENCY => "frequency",
        units::MULTIPLE => "multiple",
        _ => "money",
    }
}

fn value(maker: &Maker, figure: &Figure) -> Value {
    let years = |seconds: f64| (seconds / YEAR).round();
    let (low, high) = (years(figure.quantity.low), years(figure.quantity.high));
    if figure.noun == "age" && figure.quantity.unit == "s" && (0.0..OLDEST).contains(&low) && (low..OLDEST).contains(&high) {
        return Value::Age { low: low as i16, high: high as i16, year: None };
    }
    let bearer = &maker.analysis.tokens[figure.bearer];
    let stands_for_another = bearer.pos == "PRON" || bearer.tag == "NNP";
    let noun = Some(figure.noun.clone()).filter(|noun| !noun.is_empty() && !stands_for_another);
    Value::Figure { amount: figure.quantity.clone(), noun, rate: figure.rate.clone(), change: figure.kind }
}

/// The verbs that it is subject or object of: `kill` of `obj kill`.
fn deeds(figure: &Figure) -> Vec<String> {
    figure.predicates.iter().filter_map(|tie| tie.split_once(' ')).map(|(_, verb)| verb.to_string()).collect()
}
