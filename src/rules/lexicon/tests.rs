use super::*;

fn office(text: &str) -> Option<(usize, String, Seats, Option<Standing>)> {
    let lexicon = Lexicon::load().expect("the built-in words load");
    let tokens: Vec<String> = text.split(' ').map(str::to_string).collect();
    let found = lexicon.office_at(&|at| tokens.get(at).cloned())?;
    Some((found.len, found.canonical, found.office.seats, found.standing))
}

#[test]
fn offices_go_by_one_name() {
    use Seats::{Many, One};
    use Standing::{Acting, Designate, Former, Late, Then};
    let cases = [
        ("minister for foreign affairs of norway", 4, "foreign minister", One, None),
        ("minister of the interior and", 4, "interior minister", One, None),
        ("secretary of state for defense", 5, "defence secretary", One, None),
        ("defense secretary", 2, "defence secretary", One, None),
        ("trade and industry minister", 4, "industry and trade minister", One, None),
        ("minister for industry , trade and energy", 7, "energy and industry and trade minister", One, None),
        ("religious affairs minister", 3, "religion minister", One, None),
        ("harbour affairs minister", 3, "harbour affairs minister", One, None),
        ("undersecretary of state for health", 3, "undersecretary", Many, None),
        ("minister without portfolio", 3, "minister", Many, None),
        ("head of the army", 4, "army chief", One, None),
        ("chief of police", 3, "police chief", One, None),
        ("director of communications", 3, "communications director", Many, None),
        ("goalkeeping coach", 2, "goalkeeping coach", Many, None),
        ("coach of the club", 1, "head coach", One, None),
        ("stand-in captain", 2, "captain", Many, Some(Acting)),
        ("foreign minister at the time", 5, "foreign minister", One, Some(Then)),
        ("archbishop of", 1, "archbishop", One, None),
        ("archbishop lopez", 1, "archbishop", Many, None),
        ("co - founder", 3, "founder", Many, None),
        ("secretary - general of the league", 3, "secretary general", One, None),
        ("longtime general manager", 3, "general manager", Many, None),
        ("secretary of state", 3, "secretary of state", One, None),
        ("state secretary", 2, "state secretary", Many, None),
        ("deputy chief executive of the firm", 3, "deputy chief executive", Many, None),
        ("former head coach", 3, "head coach", One, Some(Former)),
        ("ex - prime minister", 4, "prime minister", One, Some(Former)),
        ("ex-prime minister", 2, "prime minister", One, Some(Former)),
        ("prime minister - elect", 4, "prime minister", One, Some(Designate)),
        ("then - foreign secretary", 4, "foreign secretary", One, Some(Then)),
        ("late president", 2, "president", One, Some(Late)),
        ("acting deputy health minister", 4, "deputy health minister", Many, Some(Acting)),
        ("shadow foreign secretary", 3, "shadow foreign secretary", One, None),
        ("chairman of the board", 4, "chair", One, None),
        ("maj. gen. smith", 2, "major general", Many, None),
        ("spokeswoman said", 1, "spokesperson", Many, None),
        ("head of", 1, "head", One, None),
    ];
    for (text, len, canonical, seats, standing) in cases {
        assert_eq!(office(text), Some((len, canonical.to_string(), seats, standing)), "{text}");
    }
    for text in ["head", "former", "foreign ministry", "deputy of health", "defence", "former israeli prime minister", ""] {
        assert!(office(text).is_none_or(|(len, ..)| text == "deputy of health" && len == 1), "{text}");
    }
}

#[test]
fn polities_go_by_many_names() {
    let lexicon = Lexicon::load().expect("the built-in words load");
    for (name, polity) in [("Americans", "United States"), ("the White House", "United States"), ("Briton", "United Kingdom")] {
        assert_eq!(lexicon.polity(name).map(|polity| polity.name.as_str()), Some(polity), "{name}");
    }
    assert_eq!(lexicon.polity("us"), None, "the pronoun");
    assert_eq!(lexicon.polity("London"), None, "a town");
    assert_eq!(lexicon.capital_of("London").map(|polity| polity.name.as_str()), Some("United Kingdom"));
}

#[test]
fn relations_have_sides() {
    let lexicon = Lexicon::load().expect("the built-in words load");
    let brother = lexicon.relation("brother").expect("listed");
    assert_eq!((brother.canonical.as_str(), brother.gender, brother.symmetric), ("sibling", Some(Gender::Male), true));
    let tokens = ["arch", "-", "rival", "of"];
    let found = lexicon.relation_at(&|at| tokens.get(at).map(ToString::to_string));
    assert_eq!(found.map(|(length, word)| (length, word.canonical.as_str())), Some((3, "rival")));
    let parent = lexicon.relation("parent").expect("listed");
    assert!(parent.excludes.contains(&"cousin".to_string()) && !parent.excludes.contains(&"father".to_string()));
    assert_eq!(lexicon.relation("father-in-law").and_then(|word| word.inverse.as_deref()), Some("child-in-law"));
    assert!(
        lexicon.degree("biggest") == Some("main") && lexicon.degree("key") == Some("close") && lexicon.degree("blue").is_none()
    );
    assert!(lexicon.honorific("Mr.".to_lowercase().as_str()) && !lexicon.honorific("president"));
}
