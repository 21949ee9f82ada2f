//! What the rules of the packs read: an office and its holder, what somebody is, what one is to another, and what a pack adds.

use super::{Maker, Voice};
use crate::model::{Claim, FigureKind, Filler, MentionId, Quantity, Span, Tie, Value};

pub fn claims(maker: &Maker) -> Vec<Claim> {
    maker.reading.ties.iter().map(|tie| claim(maker, tie)).collect()
}

fn claim(maker: &Maker, tie: &Tie) -> Claim {
    let (attribute, value) = value(maker, tie);
    let span = tie.provenance.span;
    let words = match tie.value {
        Filler::Entity(id) => mention(maker, id),
        _ => span,
    };
    let evidence = maker.grounds(tie.provenance.sentence, span, &[words], &tie.provenance.rule);
    let voice = Voice { stance: tie.stance, speaker: tie.attribution.as_ref() };
    let claim = maker.claim(Some(maker.mention(tie.subject)), &attribute, value, &voice, evidence);
    Claim { when: tie.qualifiers.when.clone(), ..claim }.identified()
}

fn mention(maker: &Maker, id: MentionId) -> Span {
    maker.reading.mentions[id.0 as usize].span
}

/// Which question the tie answers, and how.
fn value(maker: &Maker, tie: &Tie) -> (String, Value) {
    let detail = tie.attribute.detail.clone();
    let (standing, degree) = (tie.qualifiers.standing, tie.qualifiers.degree.clone());
    match (tie.attribute.id.as_str(), &tie.value) {
        ("relation", Filler::Entity(with)) => {
            (detail.clone(), Value::Relation { relation: detail, degree, with: Some(maker.mention(*with)) })
        }
        ("role", Filler::Text(title)) => ("role".to_string(), Value::Role { title: title.clone(), standing }),
        ("office-holder", Filler::Entity(holder)) => (detail, Value::Holder { holder: maker.mention(*holder) }),
        (id, Filler::Entity(holder)) => (joined(id, &detail), Value::Holder { holder: maker.mention(*holder) }),
        (id, Filler::Text(text)) => (joined(id, &detail), Value::Description { noun: text.clone(), name: None }),
        (id, Filler::Flag(has)) => {
            let amount = Quantity::exact(f64::from(u8::from(*has)), 1.0, "");
            (joined(id, &detail), Value::Figure { amount, noun: None, rate: None, change: FigureKind::Level })
        }
    }
}

fn joined(id: &str, detail: &str) -> String {
    format!("{id} {detail}").trim_end().to_string()
}
