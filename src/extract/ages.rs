//! The passages that give a person's age or birth.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::{Analysis, Clause, Date, Mention, MentionId, Reading, Role, TimeExpression};
use crate::rules::words::{counting, grammar};

/// How far behind the verb the age at death may stand.
const REACH: usize = 12;
/// A death whose day is given in the text is taken for news up to this many days before the document.
const NEWS_DAYS: i32 = 60;
/// What lies further back than this was at another age.
const A_YEAR: i32 = 300;

/// An age, or the age at which somebody died: years, and when somebody is of that age, where not on the day of the document.
pub struct Age {
    pub low: i16,
    pub high: i16,
    /// The year of a deed, or of a death long ago.
    pub year: Option<i16>,
    pub tokens: Range<usize>,
}

/// A birth: its year, and the day where it is given.
pub struct Birth {
    pub year: i16,
    pub day: Option<Date>,
    pub tokens: Range<usize>,
}

/// All ages that a document gives the mention.
pub fn ages(reading: &Reading, id: MentionId) -> Vec<Age> {
    let mention = &reading.mentions[id.0 as usize];
    let sentence = reading.analysis.tokens[mention.head].sentence;
    let first = reading.clauses.partition_point(|clause| clause.sentence < sentence);
    let here = || reading.clauses[first..].iter().take_while(|clause| clause.sentence == sentence);
    let deaths = here().filter_map(|clause| age_at_death(reading, clause, id));
    let deeds = here().filter_map(|clause| age_at_deed(reading, clause, id));
    let apposed = in_figures(reading, mention).into_iter().chain(in_words(reading, mention));
    apposed.filter_map(|age| at_its_time(reading, age)).chain(deaths).chain(deeds).collect()
}

/// `In 1996, 38-year-old Berg was elected`: an age in a sentence of another year is that of then; of two such years it may be either.
fn at_its_time(reading: &Reading, age: Age) -> Option<Age> {
    let analysis = &reading.analysis;
    let published = reading.document.published.as_ref().map(|published| published.value);
    let sentence = &analysis.sentences[analysis.tokens[age.tokens.start].sentence].tokens;
    let of_birth = |time: &TimeExpression| {
        (sentence.start.max(time.tokens.start.saturating_sub(4))..time.tokens.start).any(|at| is_born(analysis, at))
    };
    let long_ago = |day: Date| published.is_some_and(|published| (published - day).get_days() > A_YEAR);
    let times = reading.times.iter().filter(|time| sentence.contains(&time.tokens.start) && !of_birth(time));
    let years: BTreeSet<i16> = times
        .filter_map(|time| match time.time.said.year {
            Some(year) => Some(year).filter(|year| published.is_none_or(|day| day.year() != *year)),
            None => time.time.days.filter(|days| !time.time.window && long_ago(days.1)).map(|days| days.0.year()),
        })
        .collect();
    match years.len() {
        0 => Some(age),
        1 => Some(Age { year: years.first().copied(), ..age }),
        _ => None,
    }
}

/// `Name, 61`, `Name, who is 61`, `Name, a 61-year-old`, `61-year-old Name`.
fn in_figures(reading: &Reading, mention: &Mention) -> Option<Age> {
    let analysis = &reading.analysis;
    let text = |at: usize| analysis.tokens.get(at).map(|token| reading.document.slice(token.span));
    let told = |age: i16, tokens| Some(Age { low: age, high: age, year: None, tokens });
    let (first, end) = (mention.tokens.start, mention.tokens.end);
    if text(end) == Some(",") {
        if let Some(age) = number(reading, end + 1).filter(|_| matches!(text(end + 2), Some("," | "." | ")"))) {
            return told(age, first..end + 2);
        }
        let article = grammar().articles.has(text(end + 1));
        let years = text(end + 2).filter(|_| article).and_then(|word| word.split('-').next()?.parse::<i16>().ok());
        let old = text(end + 2).is_some_and(|word| word.ends_with("-year-old"))
            || text(end + 4) == Some("year") && text(end + 6) == Some("old");
        if let Some(age) = years.filter(|age| old && (1..=120).contains(age)) {
            return told(age, first..end + 3);
        }
        let is = text(end + 1) == Some("who") && counting().before_age_of_who.has(text(end + 2));
        if let Some(age) = number(reading, end + 3).filter(|_| is && grammar().closing.has(text(end + 4))) {
            return told(age, first..end + 4);
        }
    }
    let before = (first.saturating_sub(5)..first)
        .rev()
        .find(|&at| text(at) == Some("old") || text(at).is_some_and(|text| text.ends_with("-year-old")))?;
    let from = before.saturating_sub(4);
    let age = (from..before).rev().find_map(|at| text(at)?.split('-').next()?.parse::<i16>().ok())?;
    let clean = is_title_run(analysis, before + 1..first);
    (clean && (1..=120).contains(&age)).then_some(Age { low: age, high: age, year: None, tokens: from..end })
}

/// The years in `34-year-old`, `of 34`, `aged 34` and `Holub, 34,` that a token begins.
pub fn told_at(reading: &Reading, at: usize) -> Option<i16> {
    let tokens = &reading.analysis.tokens;
    let text = |at: usize| tokens.get(at).map_or("", |token| reading.document.slice(token.span));
    let years = |at: usize| text(at).parse::<i16>().ok().filter(|years| (10..=110).contains(years));
    let joined = text(at).strip_suffix("-year-old").and_then(|years| years.parse().ok());
    let spread = || years(at).filter(|_| text(at + 1) == "-" && text(at + 2) == "year");
    let closed = |at: usize| text(at) != "%" && tokens.get(at).is_none_or(|token| token.pos != "NOUN");
    let behind = || years(at + 1).filter(|_| counting().before_age.has(text(at)) && closed(at + 2));
    let comma = || {
        let name = tokens[at].pos == "PROPN" && text(at + 1) == ",";
        years(at + 2).filter(|_| name && grammar().closing.has(text(at + 3)))
    };
    joined.or_else(spread).or_else(behind).or_else(comma)
}

/// `teenager Name`, `the teenage striker Name`, `Name, a teenager`.
fn in_words(reading: &Reading, mention: &Mention) -> Option<Age> {
    let analysis = &reading.analysis;
    let (first, end) = (mention.tokens.start, mention.tokens.end);
    let age_word = |at: usize| counting().ages.get(&analysis.tokens[at].lemma.to_lowercase());
    let sentence = analysis.sentences[analysis.tokens[first].sentence].tokens.clone();
    let before = (first.saturating_sub(3).max(sentence.start)..first)
        .rev()
        .find(|&at| age_word(at).is_some() && is_title_run(analysis, at + 1..first));
    let behind = analysis
        .children(mention.head)
        .find(|&child| analysis.tokens[child].dep == "appos" && age_word(child).is_some() && (end..end + 4).contains(&child));
    let at = before.or(behind)?;
    let (low, high) = age_word(at)?;
    Some(Age { low: *low, high: *high, year: None, tokens: at.min(first)..end.max(at + 1) })
}

fn is_title_run(analysis: &Analysis, tokens: Range<usize>) -> bool {
    analysis.tokens[tokens].iter().all(|token| matches!(token.pos, "NOUN" | "ADJ" | "PROPN"))
}

/// `Name has died aged 83`, `Name died in 1987 at the age of 40`, `Name dies at 83`.
fn age_at_death(reading: &Reading, clause: &Clause, id: MentionId) -> Option<Age> {
    let agent = clause.arguments(&Role::Agent).next().filter(|_| clause.predicate == "die" && !clause.negated)?;
    if agent.mention != Some(id) && !stands_beside(reading, agent.head, id) {
        return None;
    }
    let sentence = &reading.analysis.sentences[clause.sentence].tokens;
    let end = sentence.end.min(clause.head + REACH);
    let (age, end) = (clause.head + 1..end).find_map(|at| spelt_age(reading, at))?;
    let told = reading.times.iter().find(|time| sentence.contains(&time.tokens.start) && time.tokens.start > clause.head);
    let year = told.and_then(|time| time.time.said.year);
    let first = reading.mentions[id.0 as usize].tokens.start.min(clause.head);
    (year.is_some() || is_news(reading, clause)).then_some(Age { low: age, high: age, year, tokens: first..end })
}

/// `In 2019, at the age of 40, Name left the bank`: a deed of a year that is given. Behind an object, the age may be that of the object.
fn age_at_deed(reading: &Reading, clause: &Clause, id: MentionId) -> Option<Age> {
    let agent = clause.arguments(&Role::Agent).next().filter(|_| clause.predicate != "die" && !clause.negated)?;
    let when = clause.when.as_ref().filter(|when| !when.window && when.said.open.is_none())?;
    let year = when.said.year.filter(|_| agent.mention == Some(id))?;
    let sentence = reading.analysis.sentences[clause.sentence].tokens.clone();
    let alone = clause.arguments(&Role::Patient).next().is_none();
    let own = |at: &usize| {
        let head = reading.analysis.parent(*at);
        (alone || *at < clause.head) && (head == Some(clause.head) || head == Some(agent.head))
    };
    let told = sentence.filter(own).find_map(|at| spelt_age(reading, at).map(|(age, end)| (at, age, end)));
    let (at, age, end) = told.filter(|&(at, _, end)| reading.analysis.tokens[at].lemma != "at" || end > at + 2)?;
    Some(Age { low: age, high: age, year: Some(year), tokens: at.min(agent.head)..end.max(agent.head + 1) })
}

/// The name behind the noun that is the subject: `The novelist Name has died`.
fn stands_beside(reading: &Reading, subject: usize, id: MentionId) -> bool {
    let head = reading.mentions[id.0 as usize].head;
    let token = &reading.analysis.tokens[head];
    token.dep == "appos" && token.head == subject
}

/// `aged 83`, `at the age of 83`, `at age 83`, `at 83`, with the end of the words.
fn spelt_age(reading: &Reading, at: usize) -> Option<(i16, usize)> {
    let lower = |at: usize| reading.analysis.tokens.get(at).map(|token| reading.document.slice(token.span).to_lowercase());
    let is = |phrase: &str| phrase.split(' ').enumerate().all(|(ahead, word)| lower(at + ahead).as_deref() == Some(word));
    let length = counting().age_phrases.iter().find(|phrase| is(phrase))?.split(' ').count();
    let figure = at + length;
    let age = number(reading, figure)?;
    let bare = lower(figure + 1).is_none_or(|next| counting().behind_age.has(next.as_str()))
        || reading.analysis.tokens[figure + 1].sentence != reading.analysis.tokens[figure].sentence;
    (bare || length > 1).then_some((age, figure + 1))
}

/// Told as what has just happened: in the tense of headlines, the perfect, or with a day shortly before the document.
fn is_news(reading: &Reading, clause: &Clause) -> bool {
    let analysis = &reading.analysis;
    let present = analysis.tokens[clause.head].tag == "VBZ";
    let perfect = analysis
        .children(clause.head)
        .any(|child| analysis.tokens[child].dep == "aux" && matches!(analysis.tokens[child].tag, "VBZ" | "VBP"));
    let published = reading.document.published.as_ref().map(|published| published.value);
    let day = clause.when.as_ref().and_then(|when| when.days).map(|days| days.0);
    let lately = day.zip(published).is_some_and(|(day, published)| (0..=NEWS_DAYS).contains(&(published - day).get_days()));
    present || perfect || lately
}

fn number(reading: &Reading, at: usize) -> Option<i16> {
    let token = reading.analysis.tokens.get(at)?;
    reading.document.slice(token.span).parse::<i16>().ok().filter(|age| (1..=120).contains(age))
}

/// `was born in 1954`, `born on 4 May 1954`, `Born in 1954, Name ..`.
pub fn birth(reading: &Reading, head: usize) -> Option<Birth> {
    let analysis = &reading.analysis;
    let born = born_of(analysis, head)?;
    let time: &TimeExpression = reading.times.iter().find(|time| {
        let said = time.time.said.year.is_some() && time.time.said.open.is_none();
        said && time.tokens.start > born
            && time.tokens.start - born <= 5
            && analysis.tokens[time.tokens.start].sentence == analysis.tokens[born].sentence
    })?;
    let said = &time.time.said;
    let year = said.year?;
    let day = said.month.zip(said.day).and_then(|(month, day)| Date::new(year, month, day).ok());
    Some(Birth { year, day, tokens: born..time.tokens.end })
}

fn is_born(analysis: &Analysis, at: usize) -> bool {
    let token = &analysis.tokens[at];
    let lemma = token.lemma.to_lowercase();
    lemma == "bear" && token.tag == "VBN" || lemma == "born"
}

/// The token `born` that is said of a noun, or of the pronoun that stands for it.
fn born_of(analysis: &Analysis, head: usize) -> Option<usize> {
    let is_born = |at: usize| is_born(analysis, at);
    let verb = analysis.parent(head).filter(|_| matches!(analysis.tokens[head].dep, "nsubj" | "nsubjpass"));
    let lead = verb.and_then(|verb| analysis.children(verb).find(|&child| child < head && is_born(child)));
    let own = verb.filter(|&verb| is_born(verb));
    let behind = analysis.children(head).find(|&child| is_born(child));
    let tight = behind.filter(|&born| (head..head + 6).contains(&born));
    own.or(tight).or(lead)
}
