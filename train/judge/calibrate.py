"""Score a weights file on dossiers and choose the limits from which on its word counts.

usage: python -m judge.calibrate WEIGHTS DATA [--limits FILE] [--unread]
The limits rest on the held fifth; `--unread` prints the figures of the unread fifth at the same limits, and changes nothing.
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from . import data, score
from .export import load
from .text import Pieces

SETS = ("pairs", "near")
ALIKE = 0.35
STEP = 0.05
PRECISION, WRONG, LOST = 0.6, 10.0, 0.1
DEEPER = 0.3
FORM = """# From which numbers on the judge's word counts, from 0 to 1.

# From here on a conflict is worth a look.
possible = {possible:g}
# The same where two documents tell nearly everything alike.
possible-alike = {alike_from:g}
# Documents that share this part of their word pieces are alike.
alike = {alike:g}
# Below this two sentences do not answer one question differently.
apart = {apart:g}
"""


def combined(passages, alone):
    """Log-odds of both readings added, the reading of two sentences alone counting twice; only promising pairs are read alone."""
    if passages[0] < DEEPER:
        return float(passages[0])
    odds = score.log_odds(passages[0]) + 2 * score.log_odds(alone[0])
    return float(1 / (1 + np.exp(-odds / 3)))


def read(judge, pieces, records, device):
    dossiers = [data.dossier(r, pieces) for r in records]
    passages = score.probabilities(judge, dossiers, device)
    alone = score.probabilities(judge, dossiers, device, size=96, body=1)
    shown = {"passages": {k: float(p[0]) for k, p in passages.items()}, "alone": {k: float(p[0]) for k, p in alone.items()}}
    return shown | {"both": {k: combined(p, alone[k]) for k, p in passages.items()}}


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
    parts, curves, scores = ("held", "unread") if args.unread else ("held",), {}, {}
    records = {(part, name): data.load(args.data / f"{name}.{part}.jsonl.gz") for part in parts for name in SETS}
    for key, rows in records.items():
        for reading, found in read(judge, pieces, rows, device).items():
            print(score.line(f"{' '.join(key)} {reading}", found, rows))
        scores[key], curves[key] = found, score.curve(found, rows)

    limits = [round(k * STEP, 2) for k in range(1, round(1 / STEP))]
    possible = next(t for t in limits if at(curves["held", "pairs"], t)[1] >= PRECISION)
    alike_from = next((t for t in limits if wrong(curves["held", "near"], t, records["held", "near"]) <= WRONG), 1.0)
    apart = max(
        t for t in (0.0, 0.001, 0.002, 0.005, 0.01, 0.02) if lost(scores["held", "pairs"], records["held", "pairs"], t) <= LOST
    )
    for (part, name), points in curves.items():
        for t in (possible, alike_from):
            number, precision, recall = at(points, t)
            print(
                f"{part} {name} at {t}: {number} pairs, precision {precision:.3f}, recall {recall:.3f}, wrong in 100 documents {wrong(points, t, records[part, name]):.1f}"
            )
    if args.limits:
        args.limits.write_text(FORM.format(possible=possible, alike_from=alike_from, alike=ALIKE, apart=apart))


if __name__ == "__main__":
    main()
