//! RTF: the text of its paragraphs, which are counted. Fonts, styles, pictures, running heads and notes are no part of the text.

use encoding_rs::Encoding;

use super::bounds::Bounds;
use super::draft::{Draft, Fields, put};
use super::reader::{Contents, File, Reader};
use super::written::Written;
use crate::error::Error;
use crate::model::{Part, Spot};

/// Groups in groups.
const DEEPEST: usize = 1000;
/// Words between two looks at the clock.
const OFTEN: usize = 4096;

/// Groups that are no text of the document.
const LEFT_OUT: [&str; 26] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "annotation",
    "fldinst",
    "nonshppict",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "xmlnstbl",
    "generator",
];

pub struct Rtf;

impl Reader for Rtf {
    fn names(&self) -> &'static [&'static str] {
        &["RTF", "rtf"]
    }

    fn fits(&self, file: &File) -> bool {
        file.start().starts_with("{\\rtf")
    }

    fn read(&self, file: &File, contents: &mut Contents) -> Result<(), Error> {
        let mut parser = Parser::new(file.bytes);
        parser.run(file.bounds)?;
        let mut fields = Fields::default();
        put(&mut fields.title, &parser.title, "RTF title");
        put(&mut fields.byline, &parser.author, "RTF author");
        let (text, cut_off) = (parser.out, !parser.groups.is_empty());
        contents.add(Draft { name: file.name.to_string(), text, fields, whole: false }, file)?;
        if cut_off {
            contents.remark(file.name, "is cut off: its last group does not end");
        }
        Ok(())
    }
}

/// What a group changes, and gives back at its end.
#[derive(Clone, Default)]
struct Group {
    left_out: bool,
    hidden: bool,
    /// `title` or `author`, whose text is none of the document.
    about: &'static str,
    /// Letters that stand in for a letter of Unicode.
    stand_ins: usize,
}

struct Parser<'b> {
    bytes: &'b [u8],
    at: usize,
    groups: Vec<Group>,
    group: Group,
    encoding: &'static Encoding,
    /// Bytes of letters that are not decoded yet: some take two.
    pending: Vec<u8>,
    /// Half of a letter of Unicode that takes two numbers.
    high: Option<u16>,
    skip: usize,
    paragraph: usize,
    out: Written,
    title: String,
    author: String,
}

impl<'b> Parser<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            groups: Vec::new(),
            group: Group { stand_ins: 1, ..Group::default() },
            encoding: encoding_rs::WINDOWS_1252,
            pending: Vec::new(),
            high: None,
            skip: 0,
            paragraph: 1,
            out: Written::default(),
            title: String::new(),
            author: String::new(),
        }
    }

    fn run(&mut self, bounds: &Bounds) -> Result<(), Error> {
        let mut count = 0_usize;
        while let Some(&byte) = self.bytes.get(self.at) {
            count += 1;
            if count.is_multiple_of(OFTEN) {
                bounds.in_time()?;
            }
            self.at += 1;
            match byte {
                b'{' if self.groups.len() < DEEPEST => {
                    self.flush();
                    self.groups.push(self.group.clone());
                }
                b'{' => return Err(Error::new(format!("not read: more than {DEEPEST} groups in each other"))),
                b'}' => {
                    self.flush();
                    match self.groups.pop() {
                        Some(group) => self.group = group,
                        None => break,
                    }
                    if self.groups.is_empty() {
                        break;
                    }
                }
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                _ => self.byte(byte),
            }
        }
        self.flush();
        Ok(())
    }

    /// A backslash and what follows it.
    fn control(&mut self) {
        let Some(&first) = self.bytes.get(self.at) else { return };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return self.symbol(first);
        }
        let rest = &self.bytes[self.at..];
        let length = rest.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = String::from_utf8_lossy(&rest[..length]).into_owned();
        let number = &rest[length..];
        let digits = number
            .iter()
            .enumerate()
            .take(11)
            .take_while(|(at, byte)| byte.is_ascii_digit() || (*at == 0 && **byte == b'-'))
            .count();
        let value: Option<i64> = std::str::from_utf8(&number[..digits]).ok().and_then(|digits| digits.parse().ok());
        self.at += length + digits + usize::from(number.get(digits) == Some(&b' '));
        self.word(&word, value);
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'\'' => {
                let digits = self.bytes.get(self.at..self.at + 2).and_then(|digits| std::str::from_utf8(digits).ok());
                self.at = (self.at + 2).min(self.bytes.len());
                if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    self.byte(byte);
                }
            }
            b'*' => self.group.left_out = true,
            b'~' => self.text(" "),
            b'_' => self.text("-"),
            b'\n' | b'\r' => self.word("par", None),
            b'\\' | b'{' | b'}' => self.byte(symbol),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, value: Option<i64>) {
        match word {
            "par" | "sect" | "page" | "row" | "cell" => self.end_paragraph(),
            "line" | "tab" => self.text(" "),
            "emdash" => self.text("—"),
            "endash" => self.text("–"),
            "lquote" => self.text("‘"),
            "rquote" => self.text("’"),
            "ldblquote" => self.text("“"),
            "rdblquote" => self.text("”"),
            "bullet" => self.text("•"),
            "u" => self.unicode(value.unwrap_or(0)),
            "uc" => self.group.stand_ins = usize::try_from(value.unwrap_or(1)).unwrap_or(1).min(16),
            "ansicpg" => {
                let label = format!("windows-{}", value.unwrap_or(1252));
                self.encoding = Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252);
            }
            "mac" => self.encoding = encoding_rs::MACINTOSH,
            "bin" => self.at = self.at.saturating_add(usize::try_from(value.unwrap_or(0)).unwrap_or(0)).min(self.bytes.len()),
            "v" | "deleted" => self.group.hidden = value != Some(0),
            "plain" => self.group.hidden = false,
            "info" => self.group.about = "info",
            "title" if self.group.about == "info" => self.group.about = "title",
            "author" if self.group.about == "info" => self.group.about = "author",
            _ if LEFT_OUT.contains(&word) => self.group.left_out = true,
            _ => {}
        }
    }

    fn unicode(&mut self, value: i64) {
        self.flush();
        let unit = value.rem_euclid(0x1_0000) as u16;
        let letters: String = match self.high.take() {
            Some(high) => char::decode_utf16([high, unit]).map(|letter| letter.unwrap_or('\u{fffd}')).collect(),
            None if (0xd800..0xdc00).contains(&unit) => {
                self.high = Some(unit);
                String::new()
            }
            None => char::from_u32(u32::from(unit)).map(String::from).unwrap_or_default(),
        };
        self.text(&letters);
        self.skip = self.group.stand_ins;
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.pending.push(byte);
        }
    }

    /// Decodes the letters that have come together.
    fn flush(&mut self) {
        if !self.pending.is_empty() {
            let bytes = std::mem::take(&mut self.pending);
            let text = self.encoding.decode_without_bom_handling(&bytes).0.into_owned();
            self.write(&text);
        }
    }

    fn text(&mut self, text: &str) {
        self.flush();
        self.skip = 0;
        self.write(text);
    }

    fn write(&mut self, text: &str) {
        match self.group {
            Group { left_out: true, .. } | Group { hidden: true, .. } => {}
            Group { about: "title", .. } => self.title.push_str(text),
            Group { about: "author", .. } => self.author.push_str(text),
            Group { about: "info", .. } => {}
            _ => self.out.push(text, Spot { part: Some(Part::Paragraph(self.paragraph)), point: None }, false),
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        if !self.group.left_out {
            self.out.paragraph();
            self.paragraph += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Span;
    use crate::read::{Options, contents_of};

    #[test]
    fn text_is_read_with_its_letters_and_paragraphs() {
        let rtf = r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 Helvetica;}}{\*\generator WORDS;}{\info{\title Mill burns}{\author Ada Lind}{\company WORDS}}
{\header WORDS}\f0\fs24 The mill of \b Tarva\b0  burned\'85 \u8220?Old Joe\u8221? \emdash  in S\'e3o Tom\u233\'e9.\par
{\v WORDS}{\field{\*\fldinst WORDS}{\fldrslt Two people}} were hurt.{\footnote WORDS}\par}";
        let document = contents_of("a.txt", rtf.as_bytes().to_vec(), &Options::default()).expect("a text").documents.remove(0);
        assert_eq!(document.text, "The mill of Tarva burned… “Old Joe” — in São Tomé.\n\nTwo people were hurt.");
        let start = document.in_file(Span::new(document.text.find("hurt").expect("the word"), document.text.len())).start;
        assert_eq!(document.place(Span::new(start, start + 4)).and_then(|place| place.paragraph), Some(2));
        assert_eq!(document.title.map(|title| title.value).as_deref(), Some("Mill burns"));
        assert_eq!(document.byline.map(|byline| byline.value).as_deref(), Some("Ada Lind"));
    }

    #[test]
    fn a_file_that_is_cut_off_is_read_and_said() {
        let contents =
            contents_of("a.rtf", b"{\\rtf1 The mill burned.\\par {\\b and".to_vec(), &Options::default()).expect("a text");
        assert_eq!((contents.documents[0].text.as_str(), contents.remarks.len()), ("The mill burned.\n\nand", 1));
    }
}
