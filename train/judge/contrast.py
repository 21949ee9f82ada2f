"""How well a weights file tells conflicts in real news from what only looks like one: the part of news that it was not tuned on.

usage: python -m judge.contrast WEIGHTS DATA     DATA: what `prepare` wrote, with --news
AUROC: how often a conflict stands above a pair of the other label, both read alone.
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from . import data, score
from .export import load
from .text import Pieces

NAMES = {data.AGREE: "agree", data.TRAP: "none"}


def auroc(above, below):
    above, below = np.array(above)[:, None], np.array(below)[None]
    return float((above > below).mean() + (above == below).mean() / 2)


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("weights", type=Path)
    args.add_argument("data", type=Path)
    args = args.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    judge, vocab = load(args.weights)
    pieces = Pieces(vocab)
    dossiers = [data.dossier(record, pieces) for record in data.load(args.data / "news.test.jsonl.gz")]
    read = score.probabilities(judge.to(device), dossiers, device, size=96, body=1, only=data.labelled)
    found = {label: [] for label in (data.CONFLICT, data.AGREE, data.TRAP)}
    for d in dossiers:
        for key, label in d.labels.items():
            if (d.id, *key) in read:
                found[label].append(read[d.id, *key][0])
    for label, name in NAMES.items():
        above, below = found[data.CONFLICT], found[label]
        print(f"{len(above)} conflicts above {len(below)} pairs of {name}: AUROC {auroc(above, below):.3f}")


if __name__ == "__main__":
    main()
