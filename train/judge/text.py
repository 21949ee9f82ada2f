"""Word pieces and windows: how sentences of a document become the input of the encoder. The product builds the same."""

import datetime
from dataclasses import dataclass, field

from tokenizers import BertWordPieceTokenizer

BODY, SENTENCE, HEADLINE, BEFORE = 160, 100, 20, 32
START, END = 0, 2
LATIN = 0x250
SIGNS = "–—‘’“”…€£¥₹₽°×−½¼¾•™"


def kept(piece):
    """Whether English news needs this word piece."""
    if piece in ("<s>", "<pad>", "</s>", "[UNK]"):
        return True
    bare = piece.removeprefix("##")
    if piece.startswith("[unused") or piece in ("<unk>", "<mask>", "[PAD]", "[CLS]", "[SEP]", "[MASK]"):
        return False
    return all(ord(c) < LATIN or c in SIGNS for c in bare)


class Pieces:
    def __init__(self, vocab):
        self.vocab = vocab
        ids = {piece: i for i, piece in enumerate(vocab)}
        self.tool = BertWordPieceTokenizer(
            ids, unk_token="[UNK]", sep_token="</s>", cls_token="<s>", pad_token="<pad>", lowercase=True
        )

    def __call__(self, text):
        return self.tool.encode(text, add_special_tokens=False)

    def ids(self, text):
        return self(text).ids


def dated(date):
    if not date:
        return ""
    day = datetime.date.fromisoformat(date)
    return f"{day:%A} {day.day} {day:%B} {day.year}".lower()


@dataclass
class Document:
    """Pieces of a document, and where each piece stands in its sentence's text."""

    sents: list
    spans: list
    date: list
    name: str = ""

    @classmethod
    def read(cls, name, doc, pieces):
        coded = [pieces(text) for text in doc["sents"]]
        return cls(
            [c.ids[:SENTENCE] for c in coded], [c.offsets[:SENTENCE] for c in coded], pieces.ids(dated(doc["date"])), name
        )


@dataclass
class Window:
    ids: list
    first: int
    spans: list = field(default_factory=list)

    def sentences(self):
        return range(self.first, self.first + len(self.spans))


def window(doc, first, last, date=True, context=True):
    """The window of sentences first..last (exclusive)."""
    before = []
    if context and first > 0:
        before = doc.sents[0][:HEADLINE]
        if first > 1:
            before = before + doc.sents[first - 1][-BEFORE:]
    made = Window([START, *(doc.date if date else []), END, *before, END], first)
    for sent in doc.sents[first:last]:
        made.spans.append((len(made.ids), len(made.ids) + len(sent)))
        made.ids += sent
    made.ids.append(END)
    return made


def windows(doc, body=BODY, **how):
    """Consecutive sentences while they fit."""
    out, first, size = [], 0, 0
    for i, sent in enumerate(doc.sents):
        if i > first and size + len(sent) > body:
            out.append(window(doc, first, i, **how))
            first, size = i, 0
        size += len(sent)
    if first < len(doc.sents):
        out.append(window(doc, first, len(doc.sents), **how))
    return out
