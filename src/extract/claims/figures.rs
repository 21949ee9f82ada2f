//! Every figure: a count or an amount, with or without a noun that is counted. Years of life are an age.

use super::{Maker, Voice};
use crate::model::{Claim, Figure, Quantity, Span, Value, units};
use crate::rules::words::counting;

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
    let (value, attribute) = match age(maker, figure) {
        Some(age) => (age, "age".to_string()),
        None => match measured(maker, figure) {
            Some(quantity) => (amount(maker, figure, &quantity, ""), dimension(&quantity.unit).to_string()),
            None => (amount(maker, figure, &figure.quantity, &figure.noun), attribute(figure)),
        },
    };
    let claim = maker.claim(subject, &attribute, value, &voice, evidence);
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

/// Years of a life: `34 years old`, `a 34-year-old`, `aged 34`, `turned 34`, `she is 34`.
fn age(maker: &Maker, figure: &Figure) -> Option<Value> {
    let told = match figure.quantity.unit.as_str() {
        "s" => figure.noun == "age" || is_of_age(maker, figure),
        "" => is_bare_age(maker, figure),
        _ => false,
    };
    let unit = if figure.quantity.unit == "s" { YEAR } else { 1.0 };
    let years = |amount: f64| (amount / unit).round();
    let (low, high) = (years(figure.quantity.low), years(figure.quantity.high));
    let lives = (1.0..OLDEST).contains(&low) && (low..OLDEST).contains(&high);
    (told && lives).then_some(Value::Age { low: low as i16, high: high as i16, year: None })
}

/// `old` right behind the years, with or without a hyphen.
fn is_of_age(maker: &Maker, figure: &Figure) -> bool {
    let behind = (figure.tokens.end..figure.tokens.end + 2).filter_map(|at| maker.analysis.tokens.get(at));
    let within = maker.analysis.tokens[figure.tokens.clone()].iter().rev().take(1);
    behind.chain(within).any(|token| counting().of_age.has(token.lemma.as_str()))
}

/// A number of years by the words around it: behind `aged`, as the object of `turn`, as what a person is.
fn is_bare_age(maker: &Maker, figure: &Figure) -> bool {
    let (analysis, first) = (maker.analysis, figure.tokens.start);
    let lemma = |at: usize| analysis.tokens[at].lemma.to_lowercase();
    let alone = figure.tokens.len() == 1 && figure.quantity.is_exact();
    let words = |length: usize| {
        let tokens = &analysis.tokens[first.saturating_sub(length)..first];
        tokens.iter().map(|token| maker.reading.document.slice(token.span).to_lowercase()).collect::<Vec<_>>().join(" ")
    };
    let phrase = |phrase: &String| counting().certain_age.has(phrase.as_str()) && words(phrase.split(' ').count()) == *phrase;
    let told = |verb: usize| verb < first && (lemma(verb) == "be" || counting().turning.has(lemma(verb).as_str()));
    let verb = analysis.parent(first).filter(|&verb| told(verb) && !analysis.tokens[first].dep.starts_with("num"));
    let somebody = |verb: usize| match analysis.child(verb, &["nsubj"]) {
        Some(subject) => is_somebody(maker, subject),
        None => lemma(verb) != "be",
    };
    alone && (counting().age_phrases.iter().any(phrase) || verb.is_some_and(somebody))
}

/// One person: by name, by `she`, by what a person is (`the boy`).
fn is_somebody(maker: &Maker, subject: usize) -> bool {
    let (token, noun) = (&maker.analysis.tokens[subject], maker.lemma(subject));
    let person = maker.mentions[subject].is_some_and(|id| maker.mention(id).person);
    person || counting().who_is_old.has(noun.as_str()) || token.tag == "NN" && maker.rules.is_somebody(&noun)
}

/// `640 dusty kilometres`, `114 of its 162 kilometres`: a count of units is an amount.
fn measured(maker: &Maker, figure: &Figure) -> Option<Quantity> {
    const MEASURED: [&str; 4] = ["m", "m2", "m3", "kg"];
    let unit = maker.rules.measures.units.names.get(&figure.noun).filter(|_| figure.quantity.unit.is_empty())?;
    let fits = MEASURED.contains(&unit.canonical.as_str());
    fits.then(|| figure.quantity.clone().converted(unit.factor, unit.offset, &unit.canonical))
}

fn amount(maker: &Maker, figure: &Figure, quantity: &Quantity, noun: &str) -> Value {
    let bearer = &maker.analysis.tokens[figure.bearer];
    let stands_for_another = bearer.pos == "PRON" || bearer.tag == "NNP";
    let noun = Some(noun.to_string()).filter(|noun| !noun.is_empty() && !stands_for_another);
    Value::Figure { amount: quantity.clone(), noun, rate: figure.rate.clone(), change: figure.kind }
}

/// The verbs that it is subject or object of: `kill` of `obj kill`.
fn deeds(figure: &Figure) -> Vec<String> {
    figure.predicates.iter().filter_map(|tie| tie.split_once(' ')).map(|(_, verb)| verb.to_string()).collect()
}
