//! Can one person be both of what two titles say? An office with less said of it is the same one; two offices of one walk of life, two jobs
//! and two trades are two; who held one once is not who holds it.

use std::collections::BTreeSet;

use crate::model::name::folded;
use crate::model::{Agreement, Standing};
use crate::rules::Rulebook;
use crate::rules::lexicon::{Office, OfficeMatch};
use crate::rules::words::{grammar, things};

type Title<'a> = (&'a str, Standing);

/// Two titles, each held as it says.
pub fn agreement((one, standing): Title, (other, its): Title, rules: &Rulebook) -> Agreement {
    let over = |title: &str, standing: Standing| {
        standing == Standing::Former || office(title, rules).is_some_and(|office| office.standing == Some(Standing::Former))
    };
    let ended = over(one, standing) != over(other, its);
    match of_one(one, other, rules) {
        Agreement::Different if ended => Agreement::Incomparable,
        Agreement::Same | Agreement::Compatible if ended && !is_rank(one, rules) => Agreement::Different,
        agreement => agreement,
    }
}

/// What somebody is by two titles or nouns.
pub fn of_one(one: &str, other: &str, rules: &Rulebook) -> Agreement {
    let (mine, others) = (words(one), words(other));
    let below = |words: &BTreeSet<String>| things().below_a_title.iter().any(|word| words.contains(word));
    match (office(one, rules), office(other, rules)) {
        _ if mine == others => Agreement::Same,
        _ if below(&mine) != below(&others) && !mine.is_disjoint(&others) => Agreement::Different,
        _ if mine.is_subset(&others) || others.is_subset(&mine) => Agreement::Compatible,
        (Some(office), Some(rival)) if office.canonical == rival.canonical => Agreement::Compatible,
        (Some(office), Some(rival)) if are_two(office.office, rival.office) => Agreement::Different,
        (Some(office), None) if is_plain(office.office) && is_another_trade(&others, &mine, rules) => Agreement::Different,
        (None, Some(office)) if is_plain(office.office) && is_another_trade(&mine, &others, rules) => Agreement::Different,
        (None, None) if is_another_trade(&mine, &others, rules) && is_another_trade(&others, &mine, rules) => {
            Agreement::Different
        }
        _ => Agreement::Incomparable,
    }
}

/// The words of sense of a title; what a clause adds to it is no title.
fn words(title: &str) -> BTreeSet<String> {
    let all = folded(title);
    let words = all.split(|letter: char| !letter.is_alphanumeric()).take_while(|word| !grammar().relative_pronouns.has(*word));
    words.filter(|word| word.len() > 2 && !things().between_titles.has(*word)).map(str::to_string).collect()
}

/// The office that a title names.
fn office<'r>(title: &str, rules: &'r Rulebook) -> Option<OfficeMatch<'r>> {
    let words = title.split([' ', '-', ',']).map(str::to_lowercase);
    let words: Vec<String> = words.take_while(|word| !grammar().relative_pronouns.has(word.as_str())).collect();
    (0..words.len()).find_map(|from| rules.lexicon.office_at(&|at| words.get(from + at).cloned()))
}

fn is_rank(title: &str, rules: &Rulebook) -> bool {
    office(title, rules).is_some_and(|office| office.office.rank)
}

/// Two of one walk of life, or two jobs; a rank is borne beside what one does.
fn are_two(one: &Office, other: &Office) -> bool {
    let plain = is_plain(one) && is_plain(other);
    !one.broad && !other.broad && one.sector == other.sector || plain && one.canonical != other.canonical
}

fn is_plain(office: &Office) -> bool {
    !office.broad && !office.rank
}

/// Whether a title names a trade that the other one does not.
fn is_another_trade(title: &BTreeSet<String>, other: &BTreeSet<String>, rules: &Rulebook) -> bool {
    title.iter().find(|word| rules.predicates.parts.is_trade(word)).is_some_and(|trade| !other.contains(trade))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_same_wider_or_another_one() {
        let rules = Rulebook::builtin();
        let cases = [
            ("mayor", "the mayor", Agreement::Same),
            ("mayor", "mayor of Odda", Agreement::Compatible),
            ("mayor", "deputy mayor", Agreement::Different),
            ("mayor", "governor", Agreement::Different),
            ("nurse", "a plumber", Agreement::Different),
            ("baker", "tailor", Agreement::Different),
            ("nurse", "baker", Agreement::Different),
            ("nurse", "neighbour", Agreement::Incomparable),
            ("mayor", "colonel", Agreement::Incomparable),
            ("nurse", "leader", Agreement::Incomparable),
            ("nurse, who wed a baker", "neighbour", Agreement::Incomparable),
            ("the first choice for a post that would make her a nurse", "baker", Agreement::Incomparable),
            ("nurse, who wed a baker", "tailor", Agreement::Different),
        ];
        for (one, other, expected) in cases {
            assert_eq!(of_one(one, other, rules), expected, "{one} {other}");
            assert_eq!(of_one(other, one, rules), expected, "{other} {one}");
        }
    }

    #[test]
    fn who_held_an_office_does_not_hold_it() {
        let rules = Rulebook::builtin();
        let (now, once) = (Standing::Current, Standing::Former);
        let cases = [
            (("mayor", now), ("mayor", once), Agreement::Different),
            (("mayor", now), ("former mayor of Odda", now), Agreement::Different),
            (("colonel", now), ("colonel", once), Agreement::Same),
            (("mayor", once), ("former mayor", now), Agreement::Compatible),
            (("nurse", now), ("plumber", once), Agreement::Incomparable),
            (("nurse", once), ("plumber", once), Agreement::Different),
        ];
        for (one, other, expected) in cases {
            assert_eq!(agreement(one, other, rules), expected, "{one:?} {other:?}");
        }
    }
}
