//! The full-screen review: findings on the left, the evidence or the text on the right, a key for each decision.
//!
//! What the keys do lies in [`Screen`] and knows nothing of a terminal; `draw` puts it on the screen. A decision is in the ledger
//! before the next key is read.

mod draw;

use std::collections::BTreeMap;
use std::io;
use std::process::Command;
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::{Changes, Decision, Entry, Ledger};
use crate::error::Error;
use crate::model::report::{Conflict, Evidence, Report};
use crate::report::words::word;
use crate::report::{Mark, count};

/// So often is the ledger looked at while no key is pressed.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// Which findings the list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    Undecided,
    All,
    Decided,
}

/// A line that is being typed, and what it is for.
#[derive(Debug)]
enum Typing {
    Reason(Decision),
    Search,
}

/// What a key leads to beyond the screen itself.
#[derive(Debug, PartialEq, Eq)]
enum After {
    Stay,
    Quit,
    Edit,
}

/// The review of one report.
pub struct Screen<'a> {
    report: &'a Report,
    texts: &'a BTreeMap<String, String>,
    ledger: Ledger,
    by: String,
    marks: BTreeMap<String, Mark>,
    filter: Filter,
    words: String,
    /// The findings that the list shows, as indices into the report.
    shown: Vec<usize>,
    /// Index into `shown`.
    selected: usize,
    /// The passage in view; none shows all sides.
    passage: Option<usize>,
    scroll: u16,
    typing: Option<(Typing, String)>,
    help: bool,
    message: String,
    /// The decisions of this session, for undo: the finding and the mark before.
    done: Vec<usize>,
}

impl<'a> Screen<'a> {
    pub fn new(report: &'a Report, texts: &'a BTreeMap<String, String>, ledger: Ledger, by: String) -> Self {
        let marks = ledger.marks(report.conflicts.iter());
        let mut screen = Self {
            report,
            texts,
            ledger,
            by,
            marks,
            filter: Filter::All,
            words: String::new(),
            shown: Vec::new(),
            selected: 0,
            passage: None,
            scroll: 0,
            typing: None,
            help: false,
            message: String::new(),
            done: Vec::new(),
        };
        screen.refresh();
        screen
    }

    /// Runs until the person quits.
    ///
    /// # Errors
    /// When the terminal cannot be read or drawn on.
    pub fn run(mut self) -> Result<(), Error> {
        let mut terminal = ratatui::init();
        let ended = self.turn(&mut terminal);
        ratatui::restore();
        ended.map_err(|error| Error::new(format!("the terminal: {error}")))
    }

    /// The screen as plain text, for documentation.
    pub fn picture(&self, columns: u16, rows: u16) -> String {
        let Ok(mut terminal) = Terminal::new(TestBackend::new(columns, rows));
        let Ok(_) = terminal.draw(|frame| draw::draw(self, frame));
        let drawn = terminal.backend().to_string();
        drawn.lines().map(|line| line.trim_matches('"').trim_end().to_string() + "\n").collect()
    }

    fn turn(&mut self, terminal: &mut ratatui::DefaultTerminal) -> io::Result<()> {
        loop {
            terminal.draw(|frame| draw::draw(self, frame))?;
            if !event::poll(LOOK_AGAIN)? {
                self.take_in();
                continue;
            }
            let Event::Key(key) = event::read()? else { continue };
            if key.kind == KeyEventKind::Release {
                continue;
            }
            match self.key(key) {
                After::Stay => {}
                After::Quit => return Ok(()),
                After::Edit => {
                    ratatui::restore();
                    self.edit();
                    *terminal = ratatui::init();
                }
            }
        }
    }

    fn key(&mut self, key: KeyEvent) -> After {
        let is_chord = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        if is_chord && key.code == KeyCode::Char('c') {
            return After::Quit;
        }
        self.message.clear();
        if std::mem::take(&mut self.help) {
            return After::Stay;
        }
        self.take_in();
        let news = std::mem::take(&mut self.message);
        let after = self.act(key, is_chord);
        self.message =
            [std::mem::take(&mut self.message), news].into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join("; ");
        after
    }

    fn act(&mut self, key: KeyEvent, is_chord: bool) -> After {
        if let Some((typing, text)) = self.typing.take() {
            self.type_key(typing, text, key);
            return After::Stay;
        }
        if is_chord {
            return After::Stay;
        }
        match key.code {
            KeyCode::Char('q') => return After::Quit,
            KeyCode::Esc => self.step_back(),
            KeyCode::Char('e' | 'o') => return After::Edit,
            KeyCode::Char('?') => self.help = true,
            KeyCode::Char('/') => self.typing = Some((Typing::Search, String::new())),
            KeyCode::Char('c') => self.decide(Decision::Confirmed, ""),
            KeyCode::Char('d') => self.ask(Decision::Dismissed),
            KeyCode::Char('s') => self.ask(Decision::ScopeDiffers),
            KeyCode::Char('u') => self.undo(),
            KeyCode::Char('f') => self.next_filter(),
            code => self.movement(code),
        }
        After::Stay
    }

    fn movement(&mut self, code: KeyCode) {
        let last = self.shown.len().saturating_sub(1);
        match code {
            KeyCode::Char('j') | KeyCode::Down => self.select((self.selected + 1).min(last)),
            KeyCode::Char('k') | KeyCode::Up => self.select(self.selected.saturating_sub(1)),
            KeyCode::Char('g') | KeyCode::Home => self.select(0),
            KeyCode::Char('G') | KeyCode::End => self.select(last),
            KeyCode::Char('n') => self.next_undecided(),
            KeyCode::Tab | KeyCode::Char('l') | KeyCode::Right => self.turn_passage(true),
            KeyCode::BackTab | KeyCode::Char('h') | KeyCode::Left => self.turn_passage(false),
            KeyCode::PageDown | KeyCode::Char(' ') => self.scroll = self.scroll.saturating_add(10),
            KeyCode::PageUp => self.scroll = self.scroll.saturating_sub(10),
            _ => {}
        }
    }

    /// Takes in what others have done to the ledger.
    fn take_in(&mut self) {
        match self.ledger.refresh() {
            Ok(changes) if changes == Changes::default() => {}
            Ok(Changes { added, gone }) => {
                self.marks = self.ledger.marks(self.report.conflicts.iter());
                let more = if added.len() > 1 { format!(", and {} more", added.len() - 1) } else { String::new() };
                let last = added.last().map(|last| format!("{}{more}", self.told(last)));
                let gone = (gone > 0).then(|| format!("{} no longer in the ledger", count(gone, "decision is", "decisions are")));
                self.message = last.into_iter().chain(gone).collect::<Vec<_>>().join("; ");
            }
            Err(error) => self.message = error.problem,
        }
    }

    /// What another reviewer did, and what stands after it.
    fn told(&self, entry: &Entry) -> String {
        let Entry { by, id, why, decision, .. } = entry;
        match self.marks.get(id) {
            _ if *decision != Decision::Open => format!("{by} {}: {id} {why}", decision.word()),
            Some(Mark::Decided { by: other, word, .. }) => format!("{by} took back {id}; it is {word} by {other}"),
            _ => format!("{by} took back {id}"),
        }
    }

    /// From a passage to all sides, from a search to all findings; only `q` leaves.
    fn step_back(&mut self) {
        if self.passage.take().is_some() {
            self.scroll = 0;
        } else if self.words.is_empty() {
            self.message = "q quits".to_string();
        } else {
            self.words.clear();
            self.refresh();
        }
    }

    fn type_key(&mut self, typing: Typing, mut text: String, key: KeyEvent) {
        match key.code {
            KeyCode::Esc => return,
            KeyCode::Char('u') if key.modifiers.contains(KeyModifiers::CONTROL) => text.clear(),
            KeyCode::Char('w') if key.modifiers.contains(KeyModifiers::CONTROL) => {
                text.truncate(text.trim_end().rfind(' ').map_or(0, |space| space + 1));
            }
            KeyCode::Char(_) if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => {}
            KeyCode::Backspace => {
                text.pop();
            }
            KeyCode::Char(sign) => text.push(sign),
            KeyCode::Enter if matches!(typing, Typing::Reason(_)) && text.trim().is_empty() => {
                self.message = "a reason is wanted; Esc leaves the finding as it is".to_string();
            }
            KeyCode::Enter => {
                match typing {
                    Typing::Reason(decision) => self.decide(decision, text.trim()),
                    Typing::Search => {
                        self.words = text.trim().to_lowercase();
                        self.refresh();
                    }
                }
                return;
            }
            _ => {}
        }
        self.typing = Some((typing, text));
    }

    fn conflict(&self) -> Option<&'a Conflict> {
        self.shown.get(self.selected).map(|at| &self.report.conflicts[*at])
    }

    fn claims(&self) -> Vec<&'a Evidence> {
        self.conflict().into_iter().flat_map(|conflict| &conflict.sides).flat_map(|side| &side.claims).collect()
    }

    fn mark(&self, conflict: &Conflict) -> &Mark {
        self.marks.get(&conflict.id).unwrap_or(&Mark::New)
    }

    fn select(&mut self, at: usize) {
        if at != self.selected {
            (self.selected, self.passage, self.scroll) = (at, None, 0);
        }
    }

    fn next_undecided(&mut self) {
        let count = self.shown.len();
        let open = |at: &usize| *self.mark(&self.report.conflicts[self.shown[*at]]) == Mark::New;
        match (1..=count).map(|step| (self.selected + step) % count).find(open) {
            Some(at) => self.select(at),
            None => self.message = "everything in the list is decided".to_string(),
        }
    }

    /// From all sides to the first passage in its text, on to the last, and back to all sides.
    fn turn_passage(&mut self, forward: bool) {
        let count = self.claims().len();
        self.scroll = 0;
        self.passage = match (self.passage, forward) {
            (None, true) => Some(0),
            (None, false) => count.checked_sub(1),
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
        }
        .filter(|at| *at < count);
    }

    fn ask(&mut self, decision: Decision) {
        if self.conflict().is_some() {
            self.typing = Some((Typing::Reason(decision), String::new()));
        }
    }

    fn decide(&mut self, decision: Decision, why: &str) {
        let Some(&at) = self.shown.get(self.selected) else { return };
        let conflict = &self.report.conflicts[at];
        let otherwise = match self.mark(conflict) {
            Mark::Decided { by, word, .. } if *by != self.by && *word != decision.word() => format!(", where {by} {word}"),
            _ => String::new(),
        };
        if !self.write(conflict, decision, why) {
            return;
        }
        self.done.push(at);
        self.message = format!("{} {}{otherwise}", decision.word(), conflict.id);
        if self.filter == Filter::Undecided {
            self.refresh();
        } else if *self.mark(conflict) != Mark::New {
            self.step_to_undecided();
        }
    }

    /// Goes on to the next finding that waits, and stays where there is none.
    fn step_to_undecided(&mut self) {
        let message = std::mem::take(&mut self.message);
        self.next_undecided();
        self.message = message;
    }

    fn undo(&mut self) {
        let Some(at) = self.done.pop().or_else(|| self.shown.get(self.selected).copied()) else { return };
        let conflict = &self.report.conflicts[at];
        let mark = self.mark(conflict);
        if let Mark::Decided { by, word, .. } = mark
            && *by != self.by
            && self.ledger.own(&conflict.id, &self.by).is_none()
        {
            self.message = format!("{word} by {by}: decide otherwise, it is not yours to take back");
        } else if *mark == Mark::New {
            self.message = "nothing was decided here".to_string();
        } else if self.write(conflict, Decision::Open, "taken back") {
            self.message = match self.mark(conflict) {
                Mark::Decided { by, word, .. } => format!("taken back {}; it is {word} by {by}", conflict.id),
                _ => format!("taken back {}", conflict.id),
            };
            self.refresh();
            if let Some(place) = self.shown.iter().position(|shown| *shown == at) {
                self.select(place);
            }
        }
    }

    fn write(&mut self, conflict: &Conflict, decision: Decision, why: &str) -> bool {
        match self.ledger.add(Entry::new(conflict, decision, why, &self.by)) {
            Ok(()) => {
                self.marks.extend(self.ledger.marks(std::iter::once(conflict)));
                true
            }
            Err(error) => {
                self.message = format!("not written: {}", error.problem);
                false
            }
        }
    }

    fn next_filter(&mut self) {
        self.filter = match self.filter {
            Filter::All => Filter::Undecided,
            Filter::Undecided => Filter::Decided,
            Filter::Decided => Filter::All,
        };
        self.refresh();
    }

    /// Lists the findings anew and keeps the selection inside the list.
    fn refresh(&mut self) {
        let wanted = |conflict: &Conflict| {
            let decided = *self.mark(conflict) != Mark::New;
            let fits = match self.filter {
                Filter::All => true,
                Filter::Undecided => !decided,
                Filter::Decided => decided,
            };
            fits && (self.words.is_empty() || haystack(conflict).contains(&self.words))
        };
        self.shown = (0..self.report.conflicts.len()).filter(|at| wanted(&self.report.conflicts[*at])).collect();
        (self.passage, self.scroll) = (None, 0);
        self.selected = self.selected.min(self.shown.len().saturating_sub(1));
    }

    /// Opens the document of the passage in view in the person's editor.
    fn edit(&mut self) {
        let Some(claim) = self.claims().get(self.passage.unwrap_or(0)).copied() else { return };
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
        let editor = set("VISUAL").or_else(|| set("EDITOR")).unwrap_or_else(|| "vi".to_string());
        let words = shell_words::split(&editor).unwrap_or_default();
        let Some((program, arguments)) = words.split_first() else { return };
        let ran = Command::new(program).args(arguments).arg(format!("+{}", claim.line)).arg("--").arg(&claim.document).status();
        if let Err(error) = ran {
            self.message = format!("{program}: {error}");
        }
    }
}

/// Everything of a finding that a search looks through, in lower case.
fn haystack(conflict: &Conflict) -> String {
    let mut text = format!("{} {} {} {} ", conflict.id, word(&conflict.status), word(&conflict.kind), conflict.constraint);
    text.push_str(&format!("{} {} {} ", conflict.entity, conflict.attribute, conflict.explanation));
    for side in &conflict.sides {
        text.push_str(&side.value);
        for claim in &side.claims {
            text.push_str(&format!(" {} {}", claim.document, claim.sentence.text));
        }
    }
    text.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::json;

    /// Types the keys (`\n` is Enter, `\t` is Tab) into a review of the example, and gives the screen and the ledger.
    fn typed(keys: &str, columns: u16) -> (String, String) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ledger.jsonl");
        let report = json::parse(include_str!("../../tests/data/ferry/report.json")).expect("the example is a report").report;
        let text = include_str!("../../tests/data/ferry/courier.txt").to_string();
        let texts = BTreeMap::from([("courier.txt".to_string(), text)]);
        let mut screen = Screen::new(&report, &texts, Ledger::open(&path).expect("it reads"), "me".to_string());
        for sign in keys.chars() {
            let code = match sign {
                '\n' => KeyCode::Enter,
                '\t' => KeyCode::Tab,
                sign => KeyCode::Char(sign),
            };
            screen.key(KeyEvent::from(code));
        }
        (screen.picture(columns, 24), std::fs::read_to_string(&path).unwrap_or_default())
    }

    /// The report and a ledger in a folder, for screens of several reviewers.
    fn desk(folder: &tempfile::TempDir) -> (Report, Ledger) {
        let report = json::parse(include_str!("../../tests/data/ferry/report.json")).expect("the example is a report").report;
        (report, Ledger::open(&folder.path().join("ledger.jsonl")).expect("it reads"))
    }

    fn press(screen: &mut Screen, keys: &str) {
        keys.chars().map(|sign| if sign == '\n' { KeyCode::Enter } else { KeyCode::Char(sign) }).for_each(|code| {
            screen.key(KeyEvent::from(code));
        });
    }

    #[test]
    fn two_reviewers_see_each_other_and_take_back_their_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let ((report, ledger), texts) = (desk(&folder), BTreeMap::new());
        let mut ann = Screen::new(&report, &texts, ledger.clone(), "ann".to_string());
        let mut bo = Screen::new(&report, &texts, ledger, "bo".to_string());
        press(&mut ann, "dold paper\n");
        bo.take_in();
        let seen = bo.picture(120, 24);
        assert!(seen.contains("✗ ") && seen.contains("ann dismissed") && seen.contains("old paper"), "{seen}");
        press(&mut bo, "c");
        assert!(bo.picture(120, 24).contains("where ann dismissed"), "{}", bo.picture(120, 24));
        press(&mut ann, "u");
        assert!(ann.picture(120, 24).contains("it is confirmed by bo"), "{}", ann.picture(120, 24));
        press(&mut ann, "gu");
        assert!(ann.picture(120, 24).contains("not yours to take back"), "{}", ann.picture(120, 24));
        press(&mut bo, "u");
        ann.take_in();
        assert!(!ann.picture(120, 24).contains('✓'), "{}", ann.picture(120, 24));
    }

    #[test]
    fn a_ledger_that_is_taken_away_takes_its_ticks_along() {
        let folder = tempfile::tempdir().expect("a folder");
        let ((report, ledger), texts) = (desk(&folder), BTreeMap::new());
        let mut screen = Screen::new(&report, &texts, ledger, "me".to_string());
        press(&mut screen, "cc");
        let path = screen.ledger.path().to_path_buf();
        let kept = std::fs::read_to_string(&path).expect("it is there");
        let seen = |screen: &Screen| (screen.picture(120, 24).matches('✓').count(), screen.message.clone());
        std::fs::write(&path, kept.lines().next().expect("a line").to_string() + "\n").expect("it is cut");
        screen.take_in();
        assert_eq!(seen(&screen), (1, "1 decision is no longer in the ledger".to_string()));
        std::fs::remove_file(&path).expect("it is there");
        screen.take_in();
        assert_eq!(seen(&screen), (0, "1 decision is no longer in the ledger".to_string()));
        press(&mut screen, "gcd");
        std::fs::remove_file(&path).expect("it is there");
        press(&mut screen, "old paper\n");
        let (ticks, message) = seen(&screen);
        assert!(ticks == 0 && message.starts_with("dismissed "), "{message}");
    }

    #[test]
    fn chords_edit_the_line_and_do_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let ((report, ledger), texts) = (desk(&folder), BTreeMap::new());
        let mut screen = Screen::new(&report, &texts, ledger, "me".to_string());
        let chord = |sign| KeyEvent::new(KeyCode::Char(sign), KeyModifiers::CONTROL);
        assert_eq!(screen.key(chord('d')), After::Stay);
        assert!(screen.typing.is_none());
        press(&mut screen, "dnot this one");
        for (sign, left) in [('w', "not this "), ('w', "not "), ('x', "not "), ('u', "")] {
            screen.key(chord(sign));
            assert_eq!(screen.typing.as_ref().map(|(_, text)| text.as_str()), Some(left));
        }
        for _ in 0..3 {
            assert_eq!(screen.key(KeyEvent::from(KeyCode::Esc)), After::Stay);
        }
        assert!(screen.picture(100, 24).contains("q quits"));
        assert_eq!(screen.key(KeyEvent::from(KeyCode::Char('q'))), After::Quit);
    }

    #[test]
    fn the_id_is_in_view_beside_all_sides_and_beside_a_passage() {
        for keys in ["", "\t"] {
            let (screen, _) = typed(keys, 100);
            assert!(screen.contains("5ec24c195c24"), "{screen}");
        }
    }

    fn decisions(keys: &str) -> Vec<String> {
        let (_, ledger) = typed(keys, 100);
        let entries = ledger.lines().map(|line| serde_json::from_str::<Entry>(line).expect("a line is an entry"));
        entries.map(|entry| format!("{} {} {}", entry.attribute, entry.decision.word(), entry.why)).collect()
    }

    #[test]
    fn keys_decide_and_take_back() {
        assert_eq!(decisions("c"), ["captain confirmed "]);
        assert_eq!(decisions("jdold paper\n"), ["harbour minister dismissed old paper"]);
        assert_eq!(decisions("cuc"), ["captain confirmed ", "captain open taken back", "captain confirmed "]);
        assert_eq!(decisions("cstwo days\n"), ["captain confirmed ", "harbour minister scope-differs two days"]);
        assert_eq!(decisions("/toll\nc"), ["killed confirmed "]);
        assert!(decisions("u/nothing like it\nc?q").is_empty());
        assert_eq!(decisions("d\nold paper\n"), ["captain dismissed old paper"]);
    }

    #[test]
    fn the_screen_shows_the_evidence_and_then_the_text() {
        let (evidence, _) = typed("", 100);
        assert!(evidence.contains("Oda Lindqvist") && evidence.contains("Per Aldous"), "{evidence}");
        let (text, _) = typed("\t", 100);
        assert!(text.contains("Harbour Minister Tobias Renn said"), "{text}");
        for columns in [20, 40, 200] {
            typed("\tf?", columns);
        }
    }
}
