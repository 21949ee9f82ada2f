"""Train the judge: general inference first, then dossiers with weights seen as 4 bits.

usage: python -m judge.train BASE DATA CHECKPOINT     BASE: folder of all-mpnet-base-v2 (model.safetensors, vocab.txt); DATA: what `prepare` wrote
"""

import argparse
import random
from pathlib import Path

import torch
from safetensors.torch import load_file

from . import data, score
from .fit import classes, stage, whole
from .model import from_mpnet
from .text import Pieces, kept

SETS = ("pairs", "near", "cases")


def base(folder, upper):
    """The base encoder as a judge that has learned nothing yet, and the word pieces that it keeps."""
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    rows = [i for i, piece in enumerate(pieces) if piece and kept(piece)]
    return from_mpnet(load_file(folder / "model.safetensors"), rows, upper), [pieces[i] for i in rows]


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("base", type=Path)
    args.add_argument("data", type=Path)
    args.add_argument("checkpoint", type=Path)
    args.add_argument("--upper", type=int, default=12, help="so many layers read two windows together")
    args.add_argument("--epochs", type=int, default=6, help="over the dossiers")
    args.add_argument("--seed", type=int, default=0)
    args = args.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(args.seed)
    judge, vocab = base(args.base, args.upper)
    judge, pieces = judge.to(device), Pieces(vocab)

    print("general inference")
    pairs = list(data.inference_items(data.load(args.data / "inference.jsonl.gz"), pieces))
    rng = random.Random(args.seed)
    stage(judge, data.batches(pairs, 128, rng), whole(judge, 5e-5, 4.0), device, loss=classes)

    print("dossiers")
    sets = [[data.dossier(r, pieces) for r in data.load(args.data / f"{name}.train.jsonl.gz")] for name in SETS]
    epochs = [[item for dossiers in sets for item in data.sample(dossiers, rng)] for _ in range(args.epochs)]
    judge.quantise()
    steps = [batch for made in epochs for batch in data.batches(made, 16, rng)]
    stage(judge, steps, whole(judge, 4e-5, 8.0), device)
    torch.save(
        {"judge": {k: v.cpu() for k, v in judge.state_dict().items()}, "vocab": vocab, "upper": args.upper}, args.checkpoint
    )

    for name in ("pairs", "near"):
        records = data.load(args.data / f"{name}.held.jsonl.gz")
        read = score.probabilities(judge, [data.dossier(r, pieces) for r in records], device)
        print(score.line(name, {k: float(p[0]) for k, p in read.items()}, records))


if __name__ == "__main__":
    main()
