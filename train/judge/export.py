"""Write a trained judge as one file of 4-bit weights, and texts with expected numbers for whoever reads that file.

usage: python -m judge.export CHECKPOINT OUT [--source TEXT] [--licence TEXT]
"""

import argparse
import hashlib
import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from . import text
from .model import HEADS, HIDDEN, INNER, LAYERS, Dense, Judge
from .quant import GROUP, pack, unpack

PLAIN = {
    "query": "head.query",
    "key": "head.key",
    "unary": "head.unary",
    "first": "head.first",
    "second": "head.second",
    "near": "head.near",
}
HALF = ("query", "key", "first", "near")


def recipe():
    """Hash of the recipe's own code."""
    code = b"".join(p.read_bytes() for p in sorted(Path(__file__).parent.glob("*.py")))
    return hashlib.sha256(code).hexdigest()[:16]


def tensors(judge, vocab):
    out = {"vocab": torch.tensor(list("\n".join(vocab).encode()), dtype=torch.uint8)}

    def store(name, w):
        out[name + ".q"], out[name + ".s"] = pack(w)

    store("embed.word", judge.word.weight)
    out["embed.position"] = judge.position.weight.half()
    out["embed.norm.w"], out["embed.norm.b"] = judge.norm.weight, judge.norm.bias
    for i, layer in enumerate(judge.layers):
        for name, m in layer.named_children():
            if isinstance(m, Dense):
                store(f"layer.{i}.{name}", m.weight)
                out[f"layer.{i}.{name}.b"] = m.bias
            elif name.startswith("norm"):
                out[f"layer.{i}.{name}.w"], out[f"layer.{i}.{name}.b"] = m.weight, m.bias
    out["bias.near"], out["bias.cross"] = judge.near_bias, judge.cross_bias
    for name, to in PLAIN.items():
        m = getattr(judge, name)
        out[to + ".w"] = m.weight.half() if name in HALF else m.weight
        if m.bias is not None:
            out[to + ".b"] = m.bias
    out["head.scale"], out["head.offset"] = judge.scale, judge.offset
    return {k: v.detach().contiguous() for k, v in out.items()}


def save(judge, vocab, path, **about):
    sizes = {
        "hidden": HIDDEN,
        "heads": HEADS,
        "inner": INNER,
        "layers": LAYERS,
        "upper": judge.upper,
        "group": GROUP,
        "grid": 64,
        "eps": 1e-5,
    }
    shape = {"body": text.BODY, "sentence": text.SENTENCE, "headline": text.HEADLINE, "before": text.BEFORE}
    meta = {k: str(v) for k, v in {"format": "crossclaim-judge-1", **sizes, **shape, "recipe": recipe(), **about}.items()}
    save_file(tensors(judge, vocab), path, metadata=meta)


def load(path):
    """The judge of a weights file, in f32 arithmetic over its 4-bit weights, and its word pieces."""
    got = load_file(path)
    vocab = bytes(got["vocab"].tolist()).decode().split("\n")
    judge = Judge(len(vocab), upper=len(got["bias.cross"]), dropout=0.0)
    full = lambda name: unpack(got[name + ".q"], got[name + ".s"])
    new = {
        "word.weight": full("embed.word"),
        "position.weight": got["embed.position"],
        "norm.weight": got["embed.norm.w"],
        "norm.bias": got["embed.norm.b"],
    }
    for i, layer in enumerate(judge.layers):
        for name, m in layer.named_children():
            here, there = f"layers.{i}.{name}", f"layer.{i}.{name}"
            if isinstance(m, Dense):
                new |= {here + ".weight": full(there), here + ".bias": got[there + ".b"]}
            elif name.startswith("norm"):
                new |= {here + ".weight": got[there + ".w"], here + ".bias": got[there + ".b"]}
    new |= {
        "near_bias": got["bias.near"],
        "cross_bias": got["bias.cross"],
        "scale": got["head.scale"],
        "offset": got["head.offset"],
    }
    for name, to in PLAIN.items():
        new[name + ".weight"] = got[to + ".w"]
        if to + ".b" in got:
            new[name + ".bias"] = got[to + ".b"]
    judge.load_state_dict({k: v.float() for k, v in new.items()})
    return judge.eval(), vocab


EXAMPLES = [
    {
        "a": {
            "date": "2024-05-14",
            "sents": [
                "Ferry runs aground off Sørvik",
                "A car ferry with 214 people on board ran aground near Sørvik on Monday evening.",
                "Nobody was hurt, the coastguard said.",
            ],
        },
        "b": {
            "date": "2024-05-15",
            "sents": [
                "The ferry carried 190 passengers when it struck a rock on Monday.",
                "Two crew members were treated for broken bones.",
                "It sails under the Norwegian flag — café and all.",
            ],
        },
    },
    {
        "a": {"date": None, "sents": ["The council voted 9-4 to close the Elm Street library."]},
        "b": {
            "date": "2023-11-02",
            "sents": ["Councillors kept Elm Street library open in a tight vote, $1.2m a year notwithstanding."],
        },
    },
]


def long_example():
    filler = "Officials in the harbour town said that work on the new breakwater would go on through the winter, whatever the weather."
    first = {
        "date": "2024-01-03",
        "sents": ["Breakwater to cost 40 million", *[f"{filler} Phase {i} costs {i * 3} million euros." for i in range(1, 9)]],
    }
    return {
        "a": first,
        "b": {
            "date": "2024-02-10",
            "sents": ["Phase 2 of the breakwater will cost 11 million euros, a minister said.", "Work stopped in December."],
        },
    }


@torch.no_grad()
def parity(judge, vocab):
    """Every step's numbers for a few texts."""
    pieces, out = text.Pieces(vocab), []
    for example in [*EXAMPLES, long_example()]:
        docs = {side: text.Document.read(side, example[side], pieces) for side in "ab"}
        wins = {side: text.windows(doc) for side, doc in docs.items()}
        entry = {
            **example,
            "windows": {s: [{"first": w.first, "ids": w.ids, "spans": w.spans} for w in ws] for s, ws in wins.items()},
            "pairs": [],
        }
        low = {}
        for side, ws in wins.items():
            for n, w in enumerate(ws):
                ids = torch.tensor([w.ids])
                low[side, n] = judge.low(ids, torch.ones_like(ids, dtype=torch.bool))
                entry["windows"][side][n]["low_second_token_first_8"] = low[side, n][0, 1, :8].tolist()
        for na, wa in enumerate(wins["a"]):
            for nb, wb in enumerate(wins["b"]):
                la, lb = low["a", na], low["b", nb]
                ma, mb = torch.ones(la.shape[:2], dtype=torch.bool), torch.ones(lb.shape[:2], dtype=torch.bool)
                sa, sb = (membership([w], len(w.ids)) for w in (wa, wb))
                ha, hb = judge.high(la, lb, ma, mb)
                logits, _ = judge.pairs(ha, hb, sa, sb)
                near = judge.vectors(la, sa) @ judge.vectors(lb, sb).transpose(1, 2)
                p = logits.softmax(-1)
                entry["pairs"].append(
                    {
                        "a": na,
                        "b": nb,
                        "near": near[0].tolist(),
                        "logits": logits[0].tolist(),
                        "p": p[0].tolist(),
                        "high_a_second_token_first_8": ha[0, 1, :8].tolist(),
                    }
                )
        out.append(entry)
    return out


def membership(wins, length):
    """[n, sentences, length] 0/1: which words belong to which sentence."""
    out = torch.zeros(len(wins), max(len(w.spans) for w in wins), length)
    for i, w in enumerate(wins):
        for j, (start, end) in enumerate(w.spans):
            out[i, j, start:end] = 1
    return out


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("checkpoint", type=Path)
    args.add_argument("out", type=Path)
    args.add_argument("--source", default="all-mpnet-base-v2 (Apache-2.0), trained by the recipe in train/")
    args.add_argument("--licence", default="Apache-2.0")
    args = args.parse_args()
    kept = torch.load(args.checkpoint, map_location="cpu", weights_only=True)
    judge = Judge(len(kept["vocab"]), kept["upper"])
    judge.load_state_dict(kept["judge"])
    args.out.mkdir(parents=True, exist_ok=True)
    weights = args.out / "judge.safetensors"
    save(judge, kept["vocab"], weights, source=args.source, licence=args.licence)
    judge, vocab = load(weights)
    (args.out / "parity.json").write_text(json.dumps(parity(judge, vocab), ensure_ascii=False, indent=1))
    print(weights, weights.stat().st_size, hashlib.sha256(weights.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
