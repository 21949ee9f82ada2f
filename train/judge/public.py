"""Score a weights file on public sets that it was never trained on.

usage: python -m judge.public WEIGHTS SOURCES --limits FILE [--vitaminc N] [--wikicontradict N]
VitaminC real: F1 of contradiction between claim and evidence. WikiContradict: the part of the passages in which some pair of sentences is worth a look.
"""

import argparse
import io
import json
import random
import subprocess
import tempfile
import tomllib
import zipfile
from pathlib import Path

import numpy as np
import torch

from . import calibrate, data, dossiers
from .export import load
from .fit import read
from .inference import VERDICTS, show
from .text import Pieces

CONTRADICT = ("IBM+FactReasoner", "586b4ef811af1caf8e34be277f6122ba35b28386:data/wiki_contradict_refined.jsonl")


@torch.no_grad()
def conflicts(judge, items, device, size=16):
    """The conflict score of items of one sentence each."""
    items = sorted(enumerate(items), key=lambda m: max(len(w.ids) for w in m[1].wins))
    out = np.zeros(len(items))
    for at in range(0, len(items), size):
        with torch.autocast(torch.device(device).type, dtype=torch.bfloat16):
            logits, _, _ = read(judge, data.Batch([m for _, m in items[at : at + size]], device))
        out[[k for k, _ in items[at : at + size]]] = logits.float().softmax(-1)[:, 0, 0, 0].cpu()
    return out


def f1(said, true):
    return 2 * float((said & true).sum()) / max(1, int(said.sum() + true.sum()))


def vitaminc(judge, pieces, sources, number, device):
    real = zipfile.ZipFile(io.BytesIO(show(sources, "TalSchuster+talschuster.github.io", "static/vitaminc_real.zip")))
    rows = [json.loads(line) for line in real.open("vitaminc_real/test.jsonl")]
    rows = random.Random(3).sample(rows, number)
    made = [{"a": r["evidence"], "b": r["claim"], "y": VERDICTS[r["label"]]} for r in rows]
    p = conflicts(judge, list(data.inference_items(made, pieces)), device)
    true = np.array([r["y"] == "conflict" for r in made])
    half = np.arange(number) < number // 2
    best = max(np.unique(p[half]), key=lambda t: f1(p[half] >= t, true[half]))
    print(f"VitaminC real, {number} pairs: contradiction F1 {f1(p >= 0.5, true):.3f} at 0.5;", end=" ")
    print(f"{f1(p[~half] >= best, true[~half]):.3f} on one half at the limit that is best on the other ({best:.4f})")


def wikicontradict(judge, pieces, sources, number, limits, device):
    git = sources / CONTRADICT[0] / "repo"
    lines = (
        subprocess.run(["git", "-C", str(git), "show", CONTRADICT[1]], capture_output=True, check=True)
        .stdout.decode()
        .split("\n")
    )
    rows = random.Random(3).sample([json.loads(line) for line in lines if line.strip()], number)
    found = 0
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for n, row in enumerate(rows):
            for side in "12":
                paths[n, side] = Path(folder) / f"{n}.{side}.txt"
                paths[n, side].write_text(row[f"context{side}_info"].replace("[inconsistent]", "") + "\n", encoding="utf-8")
        split = dossiers.sentences(list(paths.values()))
        for n in range(number):
            docs = {s: {"date": None, "sents": [t.strip() for _, _, t in split[str(paths[n, s])]]} for s in "12"}
            seen, _ = calibrate.read(judge, pieces, [{"id": str(n), "docs": docs, "pairs": []}], device)
            found += max(calibrate.scores(seen, limits).values(), default=0.0) >= limits["possible"]
    print(f"WikiContradict, {number} pairs of passages: recall {found / number:.3f} at {limits['possible']}")


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("weights", type=Path)
    args.add_argument("sources", type=Path)
    args.add_argument("--vitaminc", type=int, default=6000)
    args.add_argument("--wikicontradict", type=int, default=200)
    args.add_argument("--limits", type=Path, required=True)
    args = args.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    judge, vocab = load(args.weights)
    judge, pieces = judge.to(device), Pieces(vocab)
    limits = tomllib.loads(args.limits.read_text())
    wikicontradict(judge, pieces, args.sources, args.wikicontradict, limits, device)
    vitaminc(judge, pieces, args.sources, args.vitaminc, device)


if __name__ == "__main__":
    main()
