use super::*;
use crate::analyse::Model;
use crate::extract::mentions;
use crate::model::Document;
use crate::rules::Rulebook;

/// The frame of the clause around the word in brackets.
fn frame_of(marked: &str) -> Frame {
    let at = marked.find('[').expect("a word is marked");
    let text = marked.replace(['[', ']'], "");
    let document = Document::new("", text);
    let analysis = Model::get().analyse(&document);
    let rules = Rulebook::default();
    let mentions = mentions::find(&document, &analysis, &rules);
    let context = Context::new(0, &document, &analysis, &rules, &mentions);
    let token = analysis.tokens.iter().position(|token| token.span.start >= at).expect("the mark is in the text");
    frame(&context, token)
}

fn check(marked: &str, stance: Stance, speaker: Option<&str>) {
    let frame = frame_of(marked);
    let found = frame.attribution.as_ref().map(|attribution| attribution.speaker.as_str());
    assert_eq!((frame.stance, found), (stance, speaker), "{marked}");
}

#[test]
fn a_plain_clause_is_asserted() {
    check("The factory [closed] in May.", Stance::Asserted, None);
    check("Not only the factory [closed] in May.", Stance::Asserted, None);
    check("No fewer than thirty people [died] in the fire.", Stance::Asserted, None);
    check("They managed to [open] the gate.", Stance::Asserted, None);
}

#[test]
fn negation_in_many_forms() {
    for marked in [
        "The factory did not [close] in May.",
        "The factory never [closed].",
        "Nobody [saw] the driver.",
        "No soldiers [entered] the town.",
        "None of the three [signed] the letter.",
        "The firm failed to [deliver] the trucks.",
        "The minister refused to [resign].",
        "She left without [signing] the letter.",
        "Police prevented the crowd from [entering] the square.",
        "The cabinet [received] no letter.",
    ] {
        check(marked, Stance::Denied, None);
    }
    check("The minister denied that he had [taken] money.", Stance::Denied, Some("The minister"));
    check("He denied having [fled].", Stance::Denied, Some("He"));
    check("It is not true that she [resigned], the party said.", Stance::Denied, Some("the party"));
}

#[test]
fn what_is_to_come() {
    check("The bank will [open] a branch.", Stance::Planned, None);
    check("The bank plans to [open] a branch.", Stance::Planned, None);
    check("The bank is to [open] a branch.", Stance::Planned, None);
    check("The bank may [open] a branch.", Stance::Hedged, None);
    check("If the bank [opens] a branch, people will come.", Stance::Conditional, None);
    check("Did the bank [open] a branch?", Stance::Asked, None);
}

#[test]
fn the_subject_of_the_reporting_verb_speaks() {
    check("The union said the factory had [closed].", Stance::Reported, Some("The union"));
    check("The factory [closed], according to the union.", Stance::Reported, Some("the union"));
    check("The factory was [closed], officials said.", Stance::Reported, Some("officials"));
    check("Ana Perez, who said that the factory had [closed], left.", Stance::Reported, Some("Ana Perez"));
    check("The agency quoted residents as saying the army had [fired].", Stance::Reported, Some("residents"));
    check("Visitors were told that the museum had [closed].", Stance::Reported, None);
}

#[test]
fn the_speaker_of_a_quotation_carries_on() {
    check("\"We have [lost],\" said Ana Perez. \"It was close.\"", Stance::Reported, Some("Ana Perez"));
    check("\"We have lost,\" said Ana Perez. \"The vote was [fair].\"", Stance::Reported, Some("Ana Perez"));
}
