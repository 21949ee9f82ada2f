//! Whether a text is in English, the language that the analyser knows.

use whatlang::{Lang, detect};

/// Letters of a text that are enough to tell its language, and letters that are looked at.
const ENOUGH: usize = 200;
const LOOKED_AT: usize = 4000;

/// The language of a text that is not in English; of short and mixed texts nothing is said.
pub fn foreign(text: &str) -> Option<&'static str> {
    let start: String = text.chars().filter(|sign| sign.is_alphabetic() || sign.is_whitespace()).take(LOOKED_AT).collect();
    let letters = start.chars().filter(|sign| sign.is_alphabetic()).count();
    let told = detect(&start).filter(|told| letters >= ENOUGH && told.is_reliable() && told.lang() != Lang::Eng)?;
    Some(told.lang().eng_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: &str = "Die Brücke über die Tamble wurde am Montag nach dem Hochwasser gesperrt. Niemand wurde verletzt, sagte die Polizei. \
        Der Bürgermeister versprach, sie bis zum Winter wieder zu öffnen, und bat die Bewohner um Geduld. Die Schulen bleiben geschlossen, bis das Wasser wieder abgelaufen ist.";

    #[test]
    fn long_texts_in_other_languages_are_named() {
        assert_eq!(foreign(GERMAN), Some("German"));
        assert_eq!(foreign(&GERMAN[..100]), None);
        let english = "The bridge over the Tamble was closed on Monday after the flood. Nobody was hurt, police said. The mayor promised to \
            open it again before winter, and asked people for patience. Schools stay closed until the water has gone down.";
        assert_eq!(foreign(english), None);
    }
}
