//! Headings and values in the words of a text, where a check knows what it compares by base forms (`lie epicentre` is `epicentre lay`)
//! or by days.

use crate::model::{Reading, Time};
use crate::rules::measures::Events;

/// The words of a key as they stand in a sentence, in its order; `@7` is the word for an event of that sort. Words that the sentence
/// does not have are left out, and where it has none the key stays as it is.
pub(super) fn as_written(reading: &Reading, sentence: usize, key: &str, events: &Events) -> String {
    let tokens = &reading.analysis.tokens;
    let range = reading.analysis.sentences[sentence].tokens.clone();
    let fits = |word: &str, lemma: &str| match word.strip_prefix('@').map(str::parse) {
        Some(Ok(sort)) => events.sorts(lemma).contains(&sort),
        _ => lemma.eq_ignore_ascii_case(word),
    };
    let mut places: Vec<usize> = Vec::new();
    for word in key.split_whitespace() {
        let place = range.clone().find(|at| fits(word, &tokens[*at].lemma) && !places.contains(at));
        places.extend(place);
    }
    places.sort_unstable();
    let words: Vec<&str> = places.into_iter().map(|at| reading.document.slice(tokens[at].span)).collect();
    if words.is_empty() { key.to_string() } else { words.join(" ") }
}

/// Two times in their words, each with its day where the words alone look alike: `Saturday (2025-03-08)`.
pub(super) fn told_apart(one: &Time, other: &Time) -> [String; 2] {
    let alike = one.text.eq_ignore_ascii_case(&other.text);
    [one, other].map(|time| match time.days.filter(|_| alike) {
        Some((from, to)) if from.tomorrow().is_ok_and(|next| next == to) => format!("{} ({from})", time.text),
        Some((from, to)) => format!("{} ({from} to {})", time.text, to.yesterday().unwrap_or(to)),
        None => time.text.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, Granularity, Said};
    use crate::rules::Rulebook;
    use crate::{Corpus, read};

    #[test]
    fn keys_are_told_in_the_words_of_the_sentence() {
        let rules = Rulebook::builtin();
        let text = b"The epicentre lay north of the town. Neither officer wore a camera, police said.".to_vec();
        let document = read::document("a.txt", text).expect("it reads");
        let corpus = Corpus::build(vec![document], rules);
        let told = |sentence, key| as_written(&corpus.readings[0], sentence, key, &rules.measures.events);
        assert_eq!(told(0, "lie epicentre"), "epicentre lay");
        assert_eq!(told(1, "wear camera badge"), "wore camera");
        assert_eq!(told(1, "be due"), "be due");
    }

    #[test]
    fn times_that_look_alike_are_told_apart_by_their_days() {
        let time = |text: &str, day: i8| {
            let from = Date::constant(2025, 3, day);
            let days = Some((from, from.tomorrow().expect("a day")));
            let (granularity, said) = (Granularity::Day, Said::default());
            Time { text: text.into(), days, also: None, granularity, window: false, said, clock: None }
        };
        let [one, other] = told_apart(&time("Saturday", 8), &time("saturday", 15));
        assert_eq!((one.as_str(), other.as_str()), ("Saturday (2025-03-08)", "saturday (2025-03-15)"));
        assert_eq!(told_apart(&time("Saturday", 8), &time("Sunday", 9)), ["Saturday", "Sunday"]);
    }
}
