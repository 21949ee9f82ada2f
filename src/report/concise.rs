//! One line a finding, to be read by grep and by editors: `file:line:column: status kind: ...`.

use super::paint::{FAINT, of_status};
use super::table::label;
use super::view::{View, answers, in_a_line, place, question};
use super::visible::one_line;
use super::words::word;
use crate::model::report::{Conflict, Side};

/// A value longer than this is cut.
const VALUE_WIDTH: usize = 80;

pub fn render(view: &View) -> String {
    let gone = view.gone.iter().map(|gone| format!("gone: {}\n", in_a_line(gone)));
    view.confirmed().chain(view.possible()).map(|conflict| line(view, conflict)).chain(gone).collect()
}

fn line(view: &View, conflict: &Conflict) -> String {
    let look = &view.look;
    let first = conflict.sides.iter().flat_map(|side| &side.claims).next();
    let at = first.map_or("-".to_string(), |claim| look.link(&claim.document, &place(claim)));
    let status = look.paint(of_status(conflict.status), &word(&conflict.status));
    let sides = conflict.sides.iter().zip(answers(conflict, VALUE_WIDTH)).enumerate();
    let sides: Vec<String> = sides.map(|(at, (side, value))| answer(side, &value, at == 0)).collect();
    let mark = view.mark(conflict).map(|mark| format!(" {}", label(look, mark))).unwrap_or_default();
    format!(
        "{at}: {status} {}: {}: {} {}{mark}\n",
        word(&conflict.kind),
        question(conflict),
        sides.join("; "),
        look.paint(FAINT, &format!("[{}]", one_line(&conflict.id))),
    )
}

/// `"Israel Katz"`, and where it stands for all sides but the first.
fn answer(side: &Side, value: &str, first: bool) -> String {
    let value = format!("\"{value}\"");
    match side.claims.first() {
        _ if side.computed => format!("{value} computed"),
        Some(claim) if !first => format!("{value} at {}", place(claim)),
        None if side.reference.is_some() => format!("{value} in the background facts"),
        _ => value,
    }
}
