use crate::model::Span;
use crate::read::reader::Contents;
use crate::read::{Options, contents_of};

/// A PDF in Helvetica of 12 points; each page is a list of lines with their places from the lower left.
fn pdf(pages: &[Vec<(i32, i32, &str)>]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_string(),
    ];
    for (number, lines) in pages.iter().enumerate() {
        let line = |(x, y, text): &(i32, i32, &str)| format!("BT /F1 12 Tf {x} {y} Td ({text}) Tj ET\n");
        let content: String = lines.iter().map(line).collect();
        let page = "/Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>";
        objects.push(format!("<< {page} /Contents {} 0 R >>", 5 + 2 * number));
        objects.push(format!("<< /Length {} >>\nstream\n{content}endstream", content.len()));
    }
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(out.len());
        out.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|place| out.extend(format!("{place:010} 00000 n \n").bytes()));
    out.extend(format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes());
    out
}

fn read(pages: &[Vec<(i32, i32, &str)>]) -> Contents {
    contents_of("a.txt", pdf(pages), &Options::default()).expect("a PDF")
}

#[test]
fn lines_are_put_together_and_know_their_page() {
    let head = (72, 770, "The Tarva Post, June 2024");
    let pages = [
        vec![
            head,
            (72, 720, "The mill of Tarva burned down on Monday night, and two peo-"),
            (72, 706, "ple were hurt, the fire chief said. The well-known building"),
            (72, 692, "had been empty for years, and nobody lives near the well-"),
            (72, 678, "known place by the river, which floods every other year."),
            (72, 650, "The roof fell in before midnight, while the firefighters of"),
            (300, 30, "1"),
        ],
        vec![head, (72, 720, "three towns were still looking for water in the dry river."), (300, 30, "2")],
        vec![head, (72, 720, "It was the third fire since spring, the police said later."), (300, 30, "3")],
        vec![],
    ];
    let contents = read(&pages);
    let document = &contents.documents[0];
    assert_eq!(
        document.text,
        "The mill of Tarva burned down on Monday night, and two people were hurt, the fire chief said. The well-known building had been \
         empty for years, and nobody lives near the well-known place by the river, which floods every other year.\n\n\
         The roof fell in before midnight, while the firefighters of three towns were still looking for water in the dry river.\n\n\
         It was the third fire since spring, the police said later."
    );
    let page = |words: &str| {
        let start = document.text.find(words).expect("the words");
        document.place(Span::new(start, start + words.len())).and_then(|place| place.page)
    };
    assert_eq!(["two people", "three towns", "third fire"].map(page), [Some(1), Some(2), Some(3)]);
    assert_eq!(
        contents.remarks.iter().map(|remark| remark.what.as_str()).collect::<Vec<_>>(),
        ["page 4 holds no text: empty, or a picture"]
    );
}

#[test]
fn columns_are_read_one_after_the_other() {
    let mut lines = vec![(72, 740, "Mill burns down in the night and nobody knows why it did")];
    let left = [
        "The mill of Tarva burned down",
        "on Monday night, and two were",
        "hurt, the fire chief said late",
        "on Tuesday in the town hall.",
    ];
    let right = [
        "The ferry to the islands sank",
        "on Tuesday, and all the forty",
        "passengers were brought ashore",
        "before the night was over.",
    ];
    for (row, (left, right)) in (0..).zip(left.iter().zip(right)) {
        lines.push((72, 700 - row * 14, left));
        lines.push((320, 700 - row * 14, right));
    }
    let text = read(&[lines]).documents.remove(0).text;
    assert!(text.contains("two were hurt, the fire chief said late on Tuesday in the town hall."), "{text}");
    assert!(text.contains("all the forty passengers were brought ashore before the night was over."), "{text}");
}

#[test]
fn what_cannot_be_read_says_why() {
    let why = |bytes: Vec<u8>| contents_of("a.pdf", bytes, &Options::default()).expect_err("no text").line();
    assert!(why(pdf(&[vec![], vec![]])).contains("pictures without text"));
    assert!(why(b"%PDF-1.4 (a bridge)".to_vec()).contains("broken"));
    let locked = String::from_utf8_lossy(&pdf(&[vec![(72, 720, "The mill burned.")]]))
        .replace("/Root 1 0 R", "/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <00> /U <00> >>");
    assert!(why(locked.into_bytes()).contains("encrypted"));
}
