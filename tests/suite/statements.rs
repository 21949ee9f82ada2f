//! Statements, quotations and orders that cannot both hold, and those that can: two short reports of one story each.

use crossclaim::model::Document;
use std::collections::BTreeSet;

use crossclaim::model::report::{Conflict, Kind, Side};
use crossclaim::rules::Rulebook;
use crossclaim::{Corpus, check};

/// What every report of the story begins with, so that the reports are taken for one story.
const STORY: &str = "Mayor Petra Novotny and Karel Dvorak met in Lhotka on Tuesday to speak about the Sazava bridge.\n";

fn document(name: &str, text: &str) -> Document {
    crossclaim::read::document(name, format!("{STORY}{text}\n").into_bytes()).expect("it reads")
}

fn conflicts(one: &str, other: &str) -> Vec<Conflict> {
    let rules = Rulebook::default();
    let corpus = Corpus::build(vec![document("one", one), document("other", other)], &rules);
    check(&corpus, &rules).conflicts
}

fn kinds(one: &str, other: &str) -> Vec<Kind> {
    conflicts(one, other).into_iter().map(|conflict| conflict.kind).collect()
}

/// One conflict of the kind, with a side for each text that quotes words of its own.
fn conflict(kind: Kind, one: &str, other: &str) {
    let found = conflicts(one, other);
    assert_eq!(found.iter().map(|conflict| conflict.kind).collect::<Vec<_>>(), [kind], "{one} / {other}");
    let backers = |side: &Side| -> BTreeSet<String> { side.claims.iter().map(|claim| claim.document.clone()).collect() };
    let sides: Vec<BTreeSet<String>> = found[0].sides.iter().map(backers).collect();
    assert_eq!(sides, [["one".to_string()].into(), ["other".to_string()].into()], "{one} / {other}");
    for claim in found[0].sides.iter().flat_map(|side| &side.claims) {
        let told = if claim.document == "one" { one } else { other };
        assert!(told.contains(&claim.quote) && told.contains(&claim.sentence.text), "{:?} in {told}", claim.quote);
    }
}

fn silence(one: &str, other: &str) {
    assert!(kinds(one, other).is_empty(), "{one} / {other}");
}

#[test]
fn deeds_entail_deeds() {
    conflict(
        Kind::Negation,
        "Nobody from the town hall had spoken to the club.",
        "The town hall consulted the club twice in May.",
    );
    conflict(Kind::Negation, "The pumps were never touched.", "Engineers repaired the pumps in May.");
    conflict(Kind::Negation, "The clerk was not punished.", "The clerk was suspended in May.");
    silence("The town hall did not inform the club.", "The town hall consulted the club in May.");
    silence("The town hall did not consult the club.", "The town hall spoke to the club in May.");
    silence("The clerk was not punished.", "The carrier was suspended in May.");
}

#[test]
fn a_level_is_compared_as_narrowly_as_it_is_told() {
    conflict(Kind::Antonym, "Exports of timber fell in May.", "Exports of timber rose in May.");
    silence("Exports fell in May.", "Exports of timber rose in May.");
}

#[test]
fn denials() {
    conflict(Kind::Negation, "Karel Dvorak signed the contract.", "Karel Dvorak never signed the contract.");
    conflict(Kind::Negation, "The letter was handed over on Monday.", "The town hall has not received the letter.");
    conflict(Kind::Negation, "Karel Dvorak has confessed to the theft.", "Karel Dvorak has confessed to nothing.");
    conflict(Kind::Negation, "Karel Dvorak resigned.", "Karel Dvorak has not resigned.");
    conflict(Kind::Negation, "The ferry was overloaded.", "The ferry was not overloaded.");
    conflict(Kind::Negation, "Karel Dvorak was in the church on Sunday.", "Karel Dvorak was not in the church on Sunday.");
    silence("Karel Dvorak was in Brno on Sunday, not far from a church.", "Karel Dvorak was not in the church on Sunday.");
    silence("The ferry was not overloaded.", "The ferry was not overloaded, its owner said.");
    silence("Karel Dvorak has confessed to nothing.", "Petra Novotny has confessed to the theft.");
    silence("Karel Dvorak resigned from the board.", "Karel Dvorak did not resign from parliament.");
    silence("Karel Dvorak signed the contract.", "If Karel Dvorak signed the contract, work would begin.");
    silence("Karel Dvorak signed the contract.", "Karel Dvorak signed the contract in the town hall.");
    silence("Karel Dvorak defeated nobody but beginners.", "Karel Dvorak defeated a master.");
    silence("Karel Dvorak did not expect the toll to rise.", "Officials said the toll was not expected to rise.");
    silence("Karel Dvorak denied suggestions that he was the thief.", "Karel Dvorak denied that he was the thief.");
    silence("The board was summoned to sign the contract.", "The board did not sign the contract.");
    silence("There are no reports of injuries.", "There were reports from as far away as Brno.");
    silence("Karel Dvorak has not signed the contract.", "Karel Dvorak will sign the contract.");
}

/// `not`, in the forms that it has in print, and words that deny as well.
#[test]
fn forms_of_denial() {
    let told = "Karel Dvorak signed the contract.";
    for denied in [
        "Karel Dvorak didn’t sign the contract.",
        "Karel Dvorak has yet to sign the contract.",
        "Karel Dvorak has not yet signed the contract.",
        "Karel Dvorak refused to sign the contract.",
        "Karel Dvorak denied that he had signed the contract.",
        "The contract was never signed.",
    ] {
        conflict(Kind::Negation, told, denied);
    }
    conflict(Kind::Negation, "Both guards wore a helmet.", "Neither of the two guards wore a helmet.");
    conflict(Kind::Negation, "A flood warning was issued on Monday.", "No flood warning was issued on Monday.");
    silence("Karel Dvorak didn’t sign the contract.", "Karel Dvorak did not sign the contract.");
}

/// What narrows a denial, or stands in another clause, denies nothing of what is told.
#[test]
fn what_denies_nothing() {
    let told = "Karel Dvorak signed the contract.";
    for other in [
        "Karel Dvorak did not sign the contract by himself.",
        "Karel Dvorak did not sign the contract again.",
        "Karel Dvorak did not sign the contract until the lawyers had left.",
        "Karel Dvorak was opposed to signing the contract.",
        "Karel Dvorak stopped short of signing the contract.",
        "Karel Dvorak rejected a proposal for signing the contract.",
        "The board did not force Karel Dvorak to sign the contract.",
        "It is unclear why Karel Dvorak signed the contract.",
        "Karel Dvorak signed the contract, nothing happened.",
        "Do not sign the contract, Karel Dvorak said.",
    ] {
        silence(told, other);
    }
    silence("Karel Dvorak voted no on the budget.", "Karel Dvorak cast the no vote on the budget.");
    silence("The driver has details of the route.", "The driver does not have more details of the route.");
}

/// The words that are shown hold the word that decides.
#[test]
fn what_is_shown_holds_what_decides() {
    let quotes = |one: &str, other: &str| -> Vec<String> {
        let rules = Rulebook::default();
        let corpus = Corpus::build(vec![document("one", one), document("other", other)], &rules);
        let found = check(&corpus, &rules).conflicts;
        found.iter().flat_map(|found| &found.sides).flat_map(|side| &side.claims).map(|claim| claim.quote.clone()).collect()
    };
    assert_eq!(
        quotes("Both guards wore a helmet.", "Neither of the two guards wore a helmet."),
        ["Both guards wore a helmet", "Neither of the two guards wore a helmet"]
    );
    assert_eq!(
        quotes("The mayor of Telc signed the contract.", "The mayor of Telc denied that he had signed the contract."),
        ["The mayor of Telc signed the contract", "denied that he had signed the contract"]
    );
}

#[test]
fn opposites() {
    conflict(Kind::Antonym, "The crew survived the crash.", "The crew died in the crash.");
    conflict(Kind::Antonym, "The court convicted Karel Dvorak of fraud.", "The court acquitted Karel Dvorak of fraud.");
    silence("The court convicted Karel Dvorak of fraud.", "The court acquitted Karel Dvorak of theft.");
    silence("The mayor survived the crash.", "The driver of the mayor died in the crash.");
    conflict(
        Kind::Antonym,
        "The town council approved the plan to widen the bridge.",
        "The town council turned down the plan to widen the bridge.",
    );
    conflict(Kind::Antonym, "The border market remains open.", "The border market has been closed since the outbreak began.");
    silence("The border market remains open.", "The fish market is closed.");
    silence("The market was opened by a singer.", "The market was closed after the flood.");
    silence("The company bought the mill.", "The company sold the mill.");
    silence(
        "Karel Dvorak was acquitted in the first trial. A second court convicted Karel Dvorak.",
        "Karel Dvorak was acquitted.",
    );
    silence("A worker was saved from the river. A second worker was found in the mud.", "The worker died in the river.");
    silence("A woman survived the crash.", "A man died in the crash.");
    silence("Residents rejected the budget.", "Residents approved the budget.");
    silence("Exports rose in the spring.", "Imports fell in the spring.");
    silence("The town council approved the budget.", "The residents rejected the budget.");
}

#[test]
fn actors() {
    conflict(
        Kind::Actor,
        "Petra Novotny heard the noise and called the police.",
        "Karel Dvorak heard the noise and called the police.",
    );
    silence("Petra Novotny praised the bridge.", "Karel Dvorak praised the bridge.");
    conflict(Kind::Actor, "Petra Novotny headed the equaliser.", "The equaliser belonged to Karel Dvorak.");
    silence("Petra Novotny headed the equaliser.", "The equaliser belonged to Novotny.");
    silence("Petra Novotny headed the equaliser.", "The second goal belonged to Karel Dvorak.");
    conflict(
        Kind::Actor,
        "It was discovered by the night watchman, Karel Dvorak.",
        "The old cannon was first spotted by the diver Petra Novotny.",
    );
    conflict(
        Kind::Actor,
        "Both sides thanked the mediator, the former judge Karel Dvorak.",
        "A toast was raised to the woman who had mediated, the former judge Petra Novotny.",
    );
    silence(
        "Both sides thanked the mediator, Karel Dvorak.",
        "Petra Novotny mediated in another quarrel, and Dvorak mediated in this one.",
    );
}

#[test]
fn accusations() {
    conflict(
        Kind::Actor,
        "The attack was the work of the Northern Command.",
        "The Northern Command said the army itself had fired on the town.",
    );
    silence("The attack was the work of the Northern Command.", "The Northern Command said its fighters had fired on the town.");
    silence("The ministry said rebels had opened fire on a lorry.", "Karel Dvorak said gunmen had started the shooting.");
}

#[test]
fn quotations() {
    let said = "\"We will sell the ferry when the bridge is finished,\" Karel Dvorak said.";
    silence(said, "\"We will sell the ferry when the harbour is finished,\" Karel Dvorak said.");
    silence(said, "\"We’ll sell the ferry once the bridge’s finished,\" Karel Dvorak said.");
    silence(said, "\"We will sell [the town’s] ferry when the bridge is finished,\" Karel Dvorak said.");
    conflict(Kind::Quote, said, "\"We may sell the ferry when the bridge is finished,\" Karel Dvorak said.");
    conflict(Kind::Quote, said, "\"We will not sell the ferry when the bridge is finished,\" Karel Dvorak said.");
    conflict(Kind::Quote, said, "\"We will sell the ferry when the bridge is finished,\" Petra Novotny said.");
    silence(said, "\"We will sell the ferry when the bridge is finished,\" Dvorak said.");
    silence(said, "\"We will sell the ferry,\" Karel Dvorak said.");
    let cost = "\"The new bridge has cost us 12 million crowns,\" Karel Dvorak said.";
    assert_eq!(
        kinds(cost, "\"The new bridge has cost us 15 million crowns,\" Karel Dvorak said."),
        [Kind::Quote, Kind::Quantity],
        "what is quoted and what it cost are two questions"
    );
    silence(cost, "\"The new bridge has cost us twelve million crowns,\" Karel Dvorak said.");
    let speech = "\"We will not close the school. We will not close the bridge,\" Karel Dvorak said.";
    silence(speech, "\"We will not close the school. We will close the road,\" Karel Dvorak said.");
    silence(
        "\"There are many things that I am not happy about,\" Karel Dvorak said.",
        "\"There are many things that I am unhappy about,\" Karel Dvorak said.",
    );
}

#[test]
fn orders() {
    conflict(
        Kind::Order,
        "The engineers had tested the cables before the ministers opened the bridge.",
        "Only when the ministers had opened the bridge did the engineers test the cables.",
    );
    silence(
        "The engineers had tested the cables before the ministers opened the bridge.",
        "The ministers opened the bridge after the engineers had tested the cables.",
    );
}

#[test]
fn makes() {
    conflict(Kind::Identity, "The plane, a Tupolev 204, lay in the field.", "The aircraft, a Fokker 70, lay in the field.");
    silence("The plane, a Tupolev 204, lay in the field.", "The plane, a Tupolev 204, burned out.");
}

#[test]
fn suspects_and_ages() {
    conflict(Kind::Identity, "Jiri Holub, a 34-year-old cook, spoke.", "The cook, Jiri Holub, 43, spoke.");
    silence("Jiri Holub, a 34-year-old cook, spoke.", "The cook, Jiri Holub, 35, spoke.");
    conflict(Kind::Identity, "A man of 34 was arrested at a flat.", "A 43-year-old man was arrested at a flat.");
    silence("A man of 34 was arrested at a flat.", "Two men were arrested. A 43-year-old man was detained at a flat.");
    silence("A man of 34 was arrested at a flat.", "Another man, aged 43, was arrested at a flat.");
    conflict(
        Kind::Identity,
        "A man was arrested at the school. He was Jiri Holub, an agent.",
        "Police arrested the man at the school. He was Pavel Simek, a clerk.",
    );
    silence(
        "A man was arrested at the school. He was Jiri Holub, an agent.",
        "Police arrested the man at the school. He was Holub, a clerk.",
    );
}

/// Two reports on one subject, each with its own names, are two stories.
#[test]
fn stories_on_one_subject_stay_apart() {
    let report = |name: &str, town: &str, yard: &str, dead: &str| {
        let text = format!(
            "---\ndate: 2023-05-03\n---\n{town} ferry sinks in storm\n\n{dead} passengers drowned when the ferry of {yard} sank in a storm \
             off {town} on Tuesday. The captain was arrested. Rescue boats searched for survivors through the night.\n"
        );
        crossclaim::read::document(name, text.into_bytes()).expect("it reads")
    };
    let found = |other: Document| {
        let rules = Rulebook::default();
        let one = report("one", "Haugesund", "Karmoy Lines", "Twelve");
        check(&Corpus::build(vec![one, other], &rules), &rules).conflicts.len()
    };
    assert_eq!(found(report("other", "Valparaiso", "Naviera Austral", "Thirty")), 0);
    assert_eq!(found(report("other", "Haugesund", "Karmoy Lines", "Thirty")), 1);
}

#[test]
fn kin_and_owners() {
    conflict(
        Kind::Relation,
        "Karel Dvorak came with his brother, Jiri Holub.",
        "Jiri Holub, a music teacher and cousin of Karel Dvorak, sang.",
    );
    silence("Karel Dvorak came with his brother, Jiri Holub.", "Jiri Holub, a cousin of the deputy mayor, sang.");
    conflict(
        Kind::Relation,
        "Lanova Shipping, which runs the ferry and belongs to Norway, offered seven percent.",
        "Lanova, which belongs to Sweden, made its offer in May.",
    );
    silence(
        "Lanova Shipping, which runs the ferry and belongs to Norway, offered seven percent.",
        "Kestrel Shipping, which belongs to Sweden, made its offer in May.",
    );
    conflict(
        Kind::Relation,
        "Jiri Holub, an engineer and a cousin of the bank's president, advises the town.",
        "The water was high. The town was wet. It rained. The boss smiled: Jiri Holub, her younger brother, advises the town.",
    );
    silence(
        "Jiri Holub, an engineer and a cousin of the bank's president, advises the town.",
        "The water was high. The town was wet. It rained. The boss smiled: Pavel Holub, her younger brother, advises the town.",
    );
    conflict(
        Kind::Relation,
        "Lanova is a family firm: all its shares belong to the founder's two sons.",
        "Lanova Shipping has a new ferry. The Lhotka company is wholly owned by Kestrel Holdings.",
    );
    silence("Lanova Shipping is owned by its founder.", "Lanova Shipping is owned by Jiri Holub.");
    conflict(
        Kind::Relation,
        "The study was long. It was paid for by the Sazava Trust.",
        "The trial was paid for by Lanova Biologics, entirely from its own funds.",
    );
    silence("The study was partly paid for by the Sazava Trust.", "The trial was paid for by Lanova Biologics.");
    conflict(Kind::Relation, "Lanova Rail, a subsidiary of the state railway, won.", "Lanova Rail, a private firm, won.");
}

#[test]
fn causes() {
    conflict(
        Kind::Other,
        "A short circuit started the fire in the mill.",
        "Police said an arsonist set off the fire in the mill.",
    );
    conflict(
        Kind::Other,
        "The ferry Jitka sank off Lhotka after it hit a reef.",
        "The owner blamed the sinking of the ferry Jitka on shifting cargo.",
    );
    conflict(
        Kind::Other,
        "The dam gave way because of heavy rain.",
        "The collapse of the dam was the result of an earthquake, engineers said.",
    );
    conflict(Kind::Other, "The outbreak was traced to contaminated chicken.", "Doctors blamed the outbreak on the well.");
    silence("The dam gave way because of heavy rain.", "The collapse of the dam was the result of a storm.");
    silence("A short circuit started the fire in Telc.", "An arsonist set off the fire in Zlin.");
    silence("A short circuit may have started the fire.", "An arsonist set off the fire.");
    silence("The crash was caused by rain.", "The crash of the bus was caused by speeding.");
    silence("The fire was not caused by a short circuit.", "An arsonist set off the fire.");
    silence(
        "Smoking is dangerous. A cigarette once started a fire in Telc.",
        "The council bought a lighter and a short circuit tester.",
    );
}

#[test]
fn levels_under_other_names() {
    conflict(Kind::Antonym, "Shares in the company rose in Prague on Monday.", "The firm's stock fell in Prague on Monday.");
    silence("Shares in the company rose in Prague.", "The firm's stock fell in Prague.");
    silence("Tram fares rose from a year earlier, the town said.", "Compared with May, tram fares fell, the town said.");
    conflict(Kind::Antonym, "Tram fares in the town were raised on Monday.", "Tram fares were lowered on Monday.");
    silence("Shares in Novak Steel rose on the news.", "Shares in Moravan fell on the news.");
    silence("Shares in Novak Steel rose on Monday.", "Shares in Novak Steel fell last year.");
    silence("Shares in the company rose in Prague.", "Shares in the supplier fell in Prague.");
}
