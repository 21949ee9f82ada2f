//! The review on the screen.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Color, Modifier, Style, Stylize};
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Block, Borders, Clear, List, ListItem, ListState, Padding, Paragraph, Wrap};

use super::{Filter, Screen, Typing};
use crate::model::report::{Conflict, Evidence, Side, Status};
use crate::report::visible::{one_line, visible};
use crate::report::words::word;
use crate::report::{Look, Mark, Piece, View, backing, excerpt, place, question, reason, subject, together};

/// What is named at the foot: as much as fits.
const KEYS: [&str; 3] = [
    "c confirm  d dismiss  s scope  u undo  n next  Tab text  / search  f filter  e edit  ? help  q quit",
    "c confirm  d dismiss  s scope  u undo  n next  Tab text  ? help  q quit",
    "c d s u n  ? help  q quit",
];

/// Columns of a quotation.
const ROOM: usize = 400;

const HELP: &str = "\
j k ↓ ↑     next, previous finding       g G   first, last
n           next finding that is open    f     open, decided, all
Tab ⇧Tab    the passages in their texts, then all sides again
Space PgUp  scroll the right side        /     search, empty for all

c           confirm: a real disagreement
d           dismiss, with a reason
s           both hold, in different scopes, with a reason
u           take your last decision back; those of others stay
e           open the document in $VISUAL or $EDITOR

Every decision is in the ledger at once, and those of others show here.
Typing: Ctrl-U empties the line, Ctrl-W takes a word, Esc leaves it.";

pub fn draw(screen: &Screen, frame: &mut Frame) {
    let [head, middle, foot] =
        Layout::vertical([Constraint::Length(1), Constraint::Min(3), Constraint::Length(1)]).areas(frame.area());
    frame.render_widget(Paragraph::new(title(screen)), head);
    let wide = middle.width >= 80;
    let [left, right] = if wide {
        Layout::horizontal([Constraint::Percentage(36), Constraint::Min(20)]).areas(middle)
    } else {
        Layout::vertical([Constraint::Percentage(35), Constraint::Min(4)]).areas(middle)
    };
    list(screen, frame, left);
    evidence(screen, frame, right);
    frame.render_widget(footer(screen, usize::from(foot.width)), foot);
    if screen.help {
        help(frame, middle);
    }
}

fn title(screen: &Screen) -> Line<'static> {
    let open = screen.report.conflicts.iter().filter(|conflict| *screen.mark(conflict) == Mark::New).count();
    let filter = match screen.filter {
        Filter::All => "all",
        Filter::Undecided => "open",
        Filter::Decided => "decided",
    };
    let words = if screen.words.is_empty() { String::new() } else { format!(" · “{}”", one_line(&screen.words)) };
    let total = screen.report.conflicts.len();
    Line::from(vec![
        Span::from(" crossclaim review ").bold().reversed(),
        Span::from(format!(
            " {open} of {total} open · showing {filter}{words} · {}",
            one_line(&screen.ledger.path().to_string_lossy())
        ))
        .dim(),
    ])
}

fn list(screen: &Screen, frame: &mut Frame, area: Rect) {
    let items = screen.shown.iter().map(|at| item(screen, &screen.report.conflicts[*at]));
    let list = List::new(items)
        .block(Block::bordered().borders(Borders::RIGHT | Borders::TOP).title(" Findings "))
        .highlight_style(Style::new().add_modifier(Modifier::REVERSED));
    let mut state = ListState::default().with_selected(Some(screen.selected).filter(|_| !screen.shown.is_empty()));
    frame.render_stateful_widget(list, area, &mut state);
}

fn item(screen: &Screen, conflict: &Conflict) -> ListItem<'static> {
    let (sign, decided) = match screen.mark(conflict) {
        Mark::Decided { word: "confirmed", .. } => ("✓", true),
        Mark::Decided { word: "scope-differs", .. } => ("≠", true),
        Mark::Decided { .. } => ("✗", true),
        _ => (" ", false),
    };
    let first = Line::from(vec![
        Span::from(format!("{sign} ")).bold(),
        Span::from(word(&conflict.status)).fg(color(conflict.status)),
        Span::from(format!(" {}", subject(&conflict.entity))).bold(),
    ]);
    let second = Line::from(format!("    {} ({})", one_line(&conflict.attribute), word(&conflict.kind))).dim();
    let item = ListItem::new(vec![first, second]);
    if decided { item.dim() } else { item }
}

fn color(status: Status) -> Color {
    match status {
        Status::Contradiction => Color::Red,
        Status::Dispute => Color::Yellow,
        Status::Update => Color::Cyan,
        Status::Reference => Color::Magenta,
        Status::Possible => Color::Blue,
    }
}

fn evidence(screen: &Screen, frame: &mut Frame, area: Rect) {
    let Some(conflict) = screen.conflict() else {
        let text = "Nothing to show. f changes the filter, / the search.";
        return frame.render_widget(Paragraph::new(text).dim().block(Block::new().padding(Padding::uniform(1))), area);
    };
    let claims = screen.claims();
    let (title, text, scroll) = match screen.passage.and_then(|at| Some((at, *claims.get(at)?))) {
        Some((at, claim)) => {
            let title = format!(" {} · {} of {}: {} ", one_line(&conflict.id), at + 1, claims.len(), place(claim));
            let (text, scroll) = passage(screen, claim, area);
            (title, text, scroll)
        }
        None => (format!(" Evidence · {} ", one_line(&conflict.id)), sides(screen, conflict), 0),
    };
    let block = Block::bordered().borders(Borders::TOP).title(title).padding(Padding::horizontal(1));
    let text = Paragraph::new(text).wrap(Wrap { trim: false }).block(block);
    frame.render_widget(text.scroll((scroll + screen.scroll, 0)), area);
}

fn sides(screen: &Screen, conflict: &Conflict) -> Text<'static> {
    let mut lines = vec![
        Line::from(vec![
            Span::from(word(&conflict.status).to_uppercase()).bold().fg(color(conflict.status)),
            Span::from(format!("  {}", question(conflict))).bold(),
        ]),
        Line::from(reason(conflict)),
    ];
    if let Mark::Decided { word, by, when, why } = screen.mark(conflict) {
        let why = if why.is_empty() { String::new() } else { format!(": {}", one_line(why)) };
        lines.push(Line::from(format!("{word} by {}, {when}{why}", one_line(by))).italic());
    }
    for side in &conflict.sides {
        lines.push(Line::default());
        lines.push(Line::from(vec![Span::from(one_line(&side.value)).bold(), Span::from(format!("  {}", backing(side))).dim()]));
        lines.extend(backers(screen, side));
    }
    lines.push(Line::default());
    lines.push(
        Line::from(format!("{}, {} · {}", word(&conflict.kind), word(&conflict.severity), one_line(&conflict.constraint))).dim(),
    );
    Text::from(lines)
}

fn backers(screen: &Screen, side: &Side) -> Vec<Line<'static>> {
    let view = View::new(screen.report, Look::default());
    let mut lines = Vec::new();
    for claims in together(&side.claims, ROOM) {
        let (claim, cut) = (claims[0], excerpt(&claims, ROOM));
        let [open, close] = cut.marks();
        let words = cut.pieces.into_iter().map(|Piece { text, claim }| match claim {
            Some(_) => Span::from(text).bold().underlined(),
            None => Span::from(text),
        });
        lines.push(Line::from_iter([Span::from(open)].into_iter().chain(words).chain([Span::from(close)])));
        let [byline, voice] = view.tellers(claim, side.computed);
        let source = [byline, place(claim), voice];
        let source: Vec<String> = source.into_iter().filter(|part| !part.is_empty()).collect();
        lines.push(Line::from(source.join(" · ")).dim());
    }
    if let Some(reference) = &side.reference {
        lines.push(Line::from(one_line(&reference.fact)));
        lines.push(Line::from(format!("{} · {}", one_line(&reference.pack), one_line(&reference.source))).dim());
    }
    lines
}

/// The text around a claim, and how far to scroll so that the claim is in view.
fn passage(screen: &Screen, claim: &Evidence, area: Rect) -> (Text<'static>, u16) {
    let text = screen.texts.get(&claim.document).map_or(claim.sentence.text.as_str(), String::as_str);
    let at = screen.texts.get(&claim.document).map_or_else(|| text.find(&claim.quote), |_| Some(claim.span.start));
    let at = at.filter(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(&claim.quote)));
    let Some(at) = at else { return (Text::from(visible(text).into_owned()), 0) };
    let end = at + claim.quote.len();
    let mut lines: Vec<Line> = Vec::new();
    let mut start = 0;
    let mut scroll = 0;
    let width = usize::from(area.width.saturating_sub(2)).max(1);
    for line in text.split_inclusive('\n') {
        let stop = start + line.trim_end_matches(['\n', '\r']).len();
        let (from, to) = (at.clamp(start, stop), end.clamp(start, stop));
        if stop < at {
            scroll += text[start..stop].chars().count().div_ceil(width).max(1);
        }
        lines.push(Line::from(vec![
            Span::from(visible(&text[start..from]).into_owned()),
            Span::from(visible(&text[from..to]).into_owned()).bold().underlined(),
            Span::from(visible(&text[to..stop]).into_owned()),
        ]));
        start += line.len();
    }
    let above = usize::from(area.height / 3);
    (Text::from(lines), u16::try_from(scroll.saturating_sub(above)).unwrap_or(u16::MAX / 2))
}

fn footer(screen: &Screen, width: usize) -> Paragraph<'static> {
    let message = one_line(&screen.message);
    match &screen.typing {
        Some((Typing::Reason(decision), text)) => {
            let remark = if message.is_empty() { message } else { format!("  {message}") };
            let room = width.saturating_sub(remark.chars().count());
            Paragraph::new(typed(&format!("{}, because: ", decision.word()), text, room) + &remark).bold()
        }
        Some((Typing::Search, text)) => Paragraph::new(typed("/", text, width)).bold(),
        None if !message.is_empty() => Paragraph::new(message).bold(),
        None => {
            let fits = KEYS.iter().find(|keys| keys.len() <= width).or(KEYS.last());
            Paragraph::new(fits.copied().unwrap_or_default()).dim()
        }
    }
}

/// What is being typed, the spaces kept; of a long line the end, where the cursor is.
fn typed(prompt: &str, text: &str, width: usize) -> String {
    let text = visible(text);
    let room = width.saturating_sub(prompt.len() + 1).max(1);
    match text.chars().count() {
        count if count > room => format!("{prompt}…{}▏", text.chars().skip(count - room + 1).collect::<String>()),
        _ => format!("{prompt}{text}▏"),
    }
}

fn help(frame: &mut Frame, area: Rect) {
    let (width, height) = (74.min(area.width), 16.min(area.height));
    let place = Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
    frame.render_widget(Clear, place);
    frame.render_widget(Paragraph::new(HELP).block(Block::bordered().title(" Keys ").padding(Padding::horizontal(1))), place);
}
