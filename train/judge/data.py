"""From records to batches: windows of two documents side by side, with what is known of every pair of their sentences."""

import gzip
import json
from dataclasses import dataclass, field

import torch

from . import text
from .dossiers import CONFLICTS

CONFLICT, AGREE, TRAP, OPEN, PAD = 0, 1, 2, 3, -1
KINDS = {"agree": AGREE, "none": TRAP} | {label: CONFLICT for label in CONFLICTS}
WEIGHTS = torch.tensor([1.0, 1.0, 1.0, 0.15, 0.0])


def load(path):
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        return [json.loads(row) for row in rows]


@dataclass
class Dossier:
    id: str
    docs: list
    labels: dict = field(default_factory=dict)
    words: dict = field(default_factory=dict)


def dossier(record, pieces):
    """Documents as pieces; labels by (document, sentence, document, sentence); the deciding words as ranges of pieces."""
    docs = [text.Document.read(name, doc, pieces) for name, doc in record["docs"].items()]
    by_name = {d.name: d for d in docs}
    out = Dossier(record["id"], docs)
    for pair in sorted(record["pairs"], key=lambda p: -KINDS[p["label"]]):
        (a, at), (b, bt) = pair["a"], pair["b"]
        marks = [ranged(by_name[n], m) if m else None for n, m in ((a, pair["va"]), (b, pair["vb"]))]
        for i in at:
            for j in bt:
                for key in ((a, i, b, j), (b, j, a, i)):
                    out.labels[key] = KINDS[pair["label"]]
        if all(marks) and KINDS[pair["label"]] != TRAP:
            (i, ra), (j, rb) = marks
            out.words[a, i, b, j], out.words[b, j, a, i] = (ra, rb), (rb, ra)
    return out


def ranged(doc, mark):
    """(sentence, (first piece, last piece + 1)) of a range of characters."""
    i, start, end = mark
    hit = [k for k, (s, e) in enumerate(doc.spans[i]) if s < end and start < e]
    return (i, (hit[0], hit[-1] + 1)) if hit else None


@dataclass
class Item:
    """Two windows read together."""

    dossier: Dossier
    docs: tuple
    wins: tuple


def items(d, body=text.BODY, **how):
    """Every pair of windows of two different documents."""
    wins = [text.windows(doc, body, **how) for doc in d.docs]
    for x in range(len(wins)):
        for y in range(x + 1, len(wins)):
            for a in wins[x]:
                for b in wins[y]:
                    yield Item(d, (d.docs[x].name, d.docs[y].name), (a, b))


def labelled(item):
    (da, db), (wa, wb) = item.docs, item.wins
    return any((da, i, db, j) in item.dossier.labels for i in wa.sentences() for j in wb.sentences())


def sample(dossiers, rng):
    """One epoch: windows of many sizes, with and without date; of pairs of windows without any label one a dossier."""
    out = []
    for d in dossiers:
        chance = rng.random()
        body = text.BODY if chance < 0.55 else 1 if chance < 0.65 else rng.randint(40, 140)
        made = list(items(d, body, date=rng.random() < 0.7))
        some = [m for m in made if labelled(m)]
        rest = [m for m in made if not labelled(m)]
        rng.shuffle(some)
        rng.shuffle(rest)
        out += some[:12] + rest[:1]
    return out


def inference_items(rows, pieces):
    """General inference: premise and hypothesis as two documents of one sentence."""
    kinds = {"conflict": CONFLICT, "agree": AGREE, "none": TRAP}
    coded = pieces.tool.encode_batch([r[s] for r in rows for s in "ab"], add_special_tokens=False)
    for row, a, b in zip(rows, coded[::2], coded[1::2]):
        docs = [text.Document([c.ids[: text.SENTENCE]], [], [], name) for c, name in ((a, "a"), (b, "b"))]
        d = Dossier("", docs, {("a", 0, "b", 0): kinds[row["y"]]})
        yield Item(d, ("a", "b"), tuple(text.window(doc, 0, 1) for doc in docs))


def batches(made, size, rng):
    """Items of like length together, in random order."""
    length = lambda m: max(len(w.ids) for w in m.wins)
    made = made[:]
    rng.shuffle(made)
    out = []
    for at in range(0, len(made), size * 24):
        part = sorted(made[at : at + size * 24], key=length)
        out += [part[x : x + size] for x in range(0, len(part), size)]
    rng.shuffle(out)
    return out


class Batch:
    """Tensors of some items: ids and masks of both sides [n, L], membership of words in sentences [n, S, L], targets [n, A, B], deciding words."""

    def __init__(self, made, device="cpu"):
        self.items = made
        n, length = len(made), -(-max(len(w.ids) for m in made for w in m.wins) // 16) * 16
        self.ids = torch.ones(2, n, length, dtype=torch.long)
        sizes = [max(len(m.wins[s].spans) for m in made) for s in (0, 1)]
        self.members = [torch.zeros(n, size, length) for size in sizes]
        self.target = torch.full((n, *sizes), PAD)
        marks = []
        for k, m in enumerate(made):
            for s, w in enumerate(m.wins):
                self.ids[s, k, : len(w.ids)] = torch.tensor(w.ids)
                for r, (a, b) in enumerate(w.spans):
                    self.members[s][k, r, a:b] = 1
            (da, db), (wa, wb) = m.docs, m.wins
            for r, i in enumerate(wa.sentences()):
                for c, j in enumerate(wb.sentences()):
                    key = (da, i, db, j)
                    self.target[k, r, c] = m.dossier.labels.get(key, OPEN)
                    if key in m.dossier.words:
                        marks.append((k, r, c, m.dossier.words[key], wa.spans[r][0], wb.spans[c][0]))
        self.where = torch.tensor([[k, r, c] for k, r, c, *_ in marks], dtype=torch.long).reshape(-1, 3)
        self.deciding = torch.zeros(2, len(marks), length)
        for n, (_, _, _, ranges, *starts) in enumerate(marks):
            for s in (0, 1):
                self.deciding[s, n, starts[s] + ranges[s][0] : starts[s] + ranges[s][1]] = 1
        self.mask = self.ids != 1
        for name in ("ids", "mask", "target", "where", "deciding"):
            setattr(self, name, getattr(self, name).to(device, non_blocking=True))
        self.members = [m.to(device, non_blocking=True) for m in self.members]
