"""Score a weights file on dossiers, and choose how its readings are weighed and from which limits its word counts.

usage: python -m judge.calibrate WEIGHTS DATA [--limits FILE] [--unread]
All numbers rest on the held fifth; `--unread` prints the figures of the unread fifth with the same numbers, and changes nothing.
`possible`, `faint`, `certain` and `surest` are those that are given: they are chosen with the whole program, which knows of values what no reading does.
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from . import data, score, weigh
from .export import load
from .text import Pieces

SETS = ("pairs", "near")
PROMISING, LOST = 0.08, 0.1
FAINT = 0.005  # below this in the passages two sentences are never promising, and not read alone
NEAR_COPIES = 6.0  # each of their pairs counts so many times in the sum of both readings: they are few, and hard
CHOSEN = {"possible": 0.33, "faint": 0.16, "certain": 0.4, "surest": 0.5}


def read(judge, pieces, records, device):
    """What is seen of all pairs of sentences: by their passages, and by each two alone."""
    dossiers = [data.dossier(r, pieces) for r in records]
    passages = score.probabilities(judge, dossiers, device)
    faint = lambda item: passages[item.dossier.id, item.docs[0], item.wins[0].first, item.docs[1], item.wins[1].first][0] < FAINT
    alone = score.probabilities(judge, dossiers, device, size=96, body=1, only=lambda item: not faint(item))
    alone = {key: alone.get(key, p) for key, p in passages.items()}
    labels = {(d.id, *key): label == data.CONFLICT for d in dossiers for key, label in d.labels.items()}
    seen = weigh.seen(dossiers, passages, alone)
    return seen, {key: labels.get(key, False) for key in seen}


def weights(held):
    """Of the passages by themselves, and of both readings where the passages are promising; held: what is seen and labelled of each set."""
    rows = [row for seen, _ in held for row in seen.values()]
    right = [label for _, labels in held for label in labels.values()]
    counts = np.repeat([NEAR_COPIES if name == "near" else 1.0 for name in SETS], [len(seen) for seen, _ in held])
    passages = weigh.fit(rows, right, weigh.PASSAGES)
    kept = np.flatnonzero(weigh.weighed(rows, passages) >= PROMISING)
    both = weigh.fit([rows[k] for k in kept], [right[k] for k in kept], weigh.BOTH, counts[kept])
    return {"passages": passages, "both": both}


def scores(seen, numbers):
    """{key: how surely the two are at odds}, as the program weighs it."""
    keys, rows = list(seen), list(seen.values())
    first, both = (weigh.weighed(rows, numbers[name]) for name in ("passages", "both"))
    return {key: float(b if f >= PROMISING else min(f, PROMISING)) for key, f, b in zip(keys, first, both)}


def limits(numbers, apart):
    """The file: limits, then for each sum the weights of what it adds up."""
    lines = [f"{name} = {limit:g}" for name, limit in (CHOSEN | {"apart": apart, "promising": PROMISING}).items()]
    for name, sum_of in numbers.items():
        rest = {"nearer": 0.0, "alike": 0.0, "sentences": 0.0} | sum_of
        lines += ["", f"[{name}]", *(f"{of} = {weight:.3f}" for of, weight in rest.items())]
    return "\n".join(lines) + "\n"


def at(points, limit):
    """Number of pairs, precision and recall from a limit on."""
    above = [p for p in points if p[0] >= limit]
    return (len(above), *above[-1][1:]) if above else (0, 1.0, 0.0)


def wrong(points, limit, records):
    """Wrong pairs in 100 documents."""
    number, precision, _ = at(points, limit)
    return 100 * number * (1 - precision) / sum(len(r["docs"]) for r in records)


def lost(scores, records, limit):
    """The part of the conflicts of two documents whose best pair is below a limit."""
    best = []
    for record in records:
        for pair in record["pairs"]:
            (a, at_a), (b, at_b) = pair["a"], pair["b"]
            if pair["label"] in data.CONFLICTS and a != b:
                keys = [(record["id"], *side) for i in at_a for j in at_b for side in ((a, i, b, j), (b, j, a, i))]
                best.append(max((scores[k] for k in keys if k in scores), default=0.0))
    return float(np.mean(np.array(best) < limit))


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("weights", type=Path)
    args.add_argument("data", type=Path)
    args.add_argument("--limits", type=Path)
    args.add_argument("--unread", action="store_true")
    args = args.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    judge, vocab = load(args.weights)
    judge, pieces = judge.to(device), Pieces(vocab)
    parts, curves, scores_of = ("held", "unread") if args.unread else ("held",), {}, {}
    records = {(part, name): data.load(args.data / f"{name}.{part}.jsonl.gz") for part in parts for name in SETS}
    found = {key: read(judge, pieces, rows, device) for key, rows in records.items()}
    numbers = weights([found["held", name] for name in SETS])
    for key, rows in records.items():
        scores_of[key] = scores(found[key][0], numbers)
        curves[key] = score.curve(scores_of[key], rows)
        print(score.line(" ".join(key), scores_of[key], rows))
    apart = max(
        t
        for t in (0.0, 0.001, 0.002, 0.005, 0.01, 0.02)
        if lost(scores_of["held", "pairs"], records["held", "pairs"], t) <= LOST
    )
    for (part, name), points in curves.items():
        for limit in CHOSEN.values():
            number, precision, recall = at(points, limit)
            print(
                f"{part} {name} at {limit}: {number} pairs, precision {precision:.3f}, recall {recall:.3f}, "
                f"wrong in 100 documents {wrong(points, limit, records[part, name]):.1f}"
            )
    if args.limits:
        args.limits.write_text(limits(numbers, apart))


if __name__ == "__main__":
    main()
