//! Tables of separated values with a column of text: each row is a document, named by its line.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

use super::draft::{Draft, put};
use super::field_names::{ID, TEXT, TITLE, same};
use super::html;
use super::reader::{Contents, File, Reader};
use super::written::{Lines, Written, at};
use crate::error::Error;
use crate::model::{Part, Spot};

/// So many rows of equal length make a table.
const ROWS: usize = 4;
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// Words of a cell of prose.
const WORDS: usize = 8;

pub struct Table;

impl Reader for Table {
    fn names(&self) -> &'static [&'static str] {
        &["table", "csv", "tsv"]
    }

    fn fits(&self, file: &File) -> bool {
        delimiter(&file.start(), file.has_extension(&["csv", "tsv"])).is_some()
    }

    fn read(&self, file: &File, contents: &mut Contents) -> Result<(), Error> {
        let source = file.text()?;
        let source = source.trim_start_matches('\u{feff}');
        let delimiter = delimiter(&file.start(), true).unwrap_or(b',');
        let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(source.as_bytes());
        let heading = reader.headers().map_err(|error| broken(&error))?.clone();
        let mut rows = Vec::new();
        for row in reader.records() {
            file.bounds.in_time()?;
            rows.push(row.map_err(|error| broken(&error))?);
        }
        let columns = Columns::of(&heading, &rows, file)?;
        let lines = Lines::new(source);
        for (number, row) in (2..).zip(&rows) {
            let start = row.position().map_or(0, |position| position.byte() as usize);
            let end = rows.get(number - 1).and_then(|next| next.position()).map_or(source.len(), |next| next.byte() as usize);
            let raw = Row { cells: cells(source.get(start..end).unwrap_or_default(), start, delimiter), number };
            contents.add_one(columns.draft(&raw, &lines, file)?, file)?;
        }
        Ok(())
    }
}

fn broken(error: &csv::Error) -> Error {
    Error::new(format!("not read: a table that is broken: {error}"))
}

/// What separates the cells, if the text is a table: rows of as many short cells, or any rows where the name says so.
fn delimiter(text: &str, by_name: bool) -> Option<u8> {
    let (least_rows, least_cells) = if by_name { (2, 2) } else { (ROWS, 3) };
    DELIMITERS.into_iter().find(|delimiter| {
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).delimiter(*delimiter).from_reader(text.as_bytes());
        let rows: Vec<StringRecord> = reader.records().take(ROWS).map_while(Result::ok).collect();
        let cells = rows.first().map_or(0, StringRecord::len);
        let short = |row: &StringRecord| by_name || row.iter().all(|cell| cell.split_whitespace().count() < WORDS);
        let heading = rows.first().is_some_and(|row| row.iter().all(|cell| cell.split_whitespace().count() < WORDS));
        let quoted = text.contains("\",\"") && heading;
        // The last row may be cut off where the looking ends.
        let is_cut = rows.len() < ROWS && text.len() > File::LOOKED_AT / 2;
        let even = rows.len().saturating_sub(usize::from(is_cut));
        rows.len() >= least_rows
            && cells >= least_cells
            && heading
            && rows[..even].iter().all(|row| row.len() == cells && (short(row) || quoted))
    })
}

/// A cell with its letters and their places.
fn cells(raw: &str, start: usize, delimiter: u8) -> Vec<Written> {
    let mut cells = vec![Written::default()];
    let mut quoted = false;
    let mut letters = raw.char_indices().peekable();
    let mut buffer = [0; 4];
    while let Some((byte, letter)) = letters.next() {
        let last = cells.len() - 1;
        match letter {
            '"' if quoted && letters.peek().is_some_and(|(_, next)| *next == '"') => {
                letters.next();
                cells[last].push("\"", at(start + byte), false);
            }
            '"' if quoted || cells[last].text.is_empty() => quoted = !quoted,
            _ if !quoted && letter == char::from(delimiter) => cells.push(Written::default()),
            '\r' | '\n' if !quoted => {}
            '\r' => {}
            _ => cells[last].push(letter.encode_utf8(&mut buffer), at(start + byte), true),
        }
    }
    cells
}

struct Row {
    cells: Vec<Written>,
    number: usize,
}

/// Which column is which.
struct Columns {
    text: usize,
    title: Option<usize>,
    names: Vec<String>,
    /// Columns that the user named.
    given: BTreeMap<String, usize>,
}

impl Columns {
    fn of(heading: &StringRecord, rows: &[StringRecord], file: &File) -> Result<Self, Error> {
        let names: Vec<String> = heading.iter().map(|name| name.trim().to_string()).collect();
        let column = |name: &str| names.iter().position(|own| same(own, name));
        let mut given = BTreeMap::new();
        for (field, name) in &file.options.fields {
            let at = column(name).ok_or_else(|| {
                Error::new(format!("not read: it has no column `{name}`")).help(format!("there are {}", names.join(", ")))
            })?;
            given.insert(field.clone(), at);
        }
        let is_prose = |at: &usize| {
            let cells = || rows.iter().filter_map(|row| row.get(*at)).filter(|cell| !cell.trim().is_empty());
            let words: usize = cells().map(|cell| cell.split_whitespace().count()).sum();
            words >= WORDS * cells().count().max(1)
        };
        let known = || TEXT.iter().filter_map(|name| column(name)).find(is_prose);
        let longest = || {
            let length = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(str::len).sum::<usize>();
            (0..names.len()).filter(is_prose).max_by_key(|at| length(*at))
        };
        let text = given.get("text").copied().or_else(known).or_else(longest).ok_or_else(|| {
            Error::new("not read: a table of separated values without a column of text")
                .help("name the column, as in --field text=body")
        })?;
        let title = given.get("title").copied().or_else(|| TITLE.iter().find_map(|name| column(name))).filter(|at| *at != text);
        Ok(Self { text, title, names, given })
    }

    fn draft(&self, row: &Row, lines: &Lines, file: &File) -> Result<Draft, Error> {
        let mut text = Written::default();
        for at in self.title.into_iter().chain([self.text]) {
            let Some(cell) = row.cells.get(at).filter(|cell| !cell.is_blank()) else { continue };
            match html::is_fragment(&cell.text) {
                true => text.append(&html::fragment(&cell.text, file.bounds)?.within(cell)),
                false => text.append(cell),
            }
        }
        for stretch in &mut text.stretches {
            stretch.place = Spot { part: Some(Part::Row(row.number)), ..stretch.place };
        }
        text.locate(lines);
        let line = text.stretches.first().and_then(|stretch| stretch.place.point).map_or(row.number, |point| point.line);
        let mut draft = Draft { name: file.part(':', &line.to_string()), text, ..Draft::default() };
        let fields = &mut draft.fields;
        for (list, field, names) in fields.named() {
            let cell = |at: usize| row.cells.get(at).filter(|_| at != self.text).map(|cell| cell.text.as_str());
            self.given.get(field).and_then(|at| cell(*at)).iter().for_each(|value| put(list, value, "named column"));
            for name in names {
                let found = self.names.iter().position(|own| same(own, name)).and_then(cell);
                found.iter().for_each(|value| put(list, value, name));
            }
        }
        let id = ID.iter().find_map(|name| self.names.iter().position(|own| same(own, name)));
        fields.id = id.and_then(|at| row.cells.get(at)).map(|cell| cell.text.clone());
        Ok(draft)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::read::{Options, contents_of};

    const TABLE: &str = "id,headline,body,paper,published\n\
        1,Mill,\"The mill, called \"\"Old Joe\"\", burned on Monday night.\nNobody was hurt in the fire.\",The Post,2024-06-12\n\
        2,Ferry,The ferry to the northern islands sank near the harbour on Tuesday.,The Courier,2024-06-13\n";

    #[test]
    fn each_row_is_a_document_with_its_places() {
        let contents = contents_of("export.txt", TABLE.as_bytes().to_vec(), &Options::default());
        assert_eq!(contents.expect("a text").documents.len(), 1, "prose with commas is no table unless its name says so");
        let contents = contents_of("export.csv", TABLE.as_bytes().to_vec(), &Options::default()).expect("a table");
        let [mill, ferry] = &contents.documents[..] else { panic!("two rows") };
        assert_eq!((mill.name.as_str(), ferry.name.as_str()), ("export.csv:2", "export.csv:4"));
        assert_eq!(mill.text, "Mill\n\nThe mill, called \"Old Joe\", burned on Monday night.\nNobody was hurt in the fire.");
        let start = mill.text.find("Nobody").expect("the words");
        assert_eq!(
            (mill.location(start), mill.place(Span::new(start, start + 6)).and_then(|place| place.row)),
            ((3, 1), Some(2))
        );
        let start = mill.text.find("Joe").expect("the words");
        let bytes = mill.place(Span::new(start, start + 12)).and_then(|place| place.bytes).expect("bytes");
        assert_eq!(&TABLE[bytes.start..bytes.end], "Joe\"\", burned");
        assert_eq!(
            ferry.published.as_ref().map(|date| (date.value.to_string(), date.from)),
            Some(("2024-06-13".into(), "published"))
        );
    }

    #[test]
    fn columns_may_be_named_and_must_be_there() {
        let read = |field: &str, name: &str| {
            let fields = vec![(field.to_string(), name.to_string())];
            contents_of("a.csv", TABLE.as_bytes().to_vec(), &Options { fields, ..Options::default() })
        };
        let outlet = read("outlet", "paper").expect("a table").documents[0].outlet.clone();
        assert_eq!(outlet.map(|outlet| (outlet.value, outlet.from)), Some(("The Post".into(), "named column")));
        assert!(read("text", "nothing").expect_err("no column").line().contains("there are id, headline"));
        let numbers = contents_of("a.csv", b"town,dead\nTarva,3\nVell,4\n".to_vec(), &Options::default());
        assert!(numbers.expect_err("no text").line().contains("--field text=body"));
    }

    #[test]
    fn prose_is_no_table() {
        for text in [
            "Ada, Bo, and Cy came.\nDan, Ed, and Flo left.\nGus, Hal, and Ida stayed.\nThe rest, to a man, went home early, by bus.\n",
            "The bridge is open.\nIt was closed, for a year.\n",
        ] {
            assert_eq!(delimiter(text, false), None, "{text}");
        }
        assert_eq!(delimiter("name\ttown\ttoll\nAda\tTarva\t3\nBo\tVell\t4\nCy\tOst\t5\n", false), Some(b'\t'));
    }
}
