"""A judge of random numbers, small enough to keep, and what it makes of a few texts in PyTorch: what parity.rs holds the Rust side to.

usage, with train/ in PYTHONPATH: tiny.py FOLDER
"""

import json
import sys
from pathlib import Path

import judge.export as export
import judge.model as model
import judge.quant as quant
import judge.text as text
import torch

SIZES = {"HIDDEN": 64, "HEADS": 2, "INNER": 128, "LAYERS": 3, "GRID": 32, "NEAR": 16, "GROUP": 32}
SIZES |= {"BODY": 30, "SENTENCE": 16, "HEADLINE": 5, "BEFORE": 6}
WORDS = "<s> <pad> </s> [UNK] the ferr ##y ##ies harbour closed on monday tuesday may 2024 14 . , - ' $ cafe rock ran 京".split()
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
TEXTS = {
    "a": {"date": "2024-05-14", "sents": ["The ferry ran on a rock.", "The harbour closed on Monday, a café said.", "京 ferries - 14 'rocks'.", "Closed."]},
    "b": {
        "date": None,
        "sents": [
            "Harbour closed on Tuesday.",
            "A FERRY cost $14.",
            "It ran.",
            "The rock is 2024 metres long and the café closed on the 14th, a ferry captain said on Monday.",
        ],
    },
}


def small(words, upper, dropout=0.0):
    judge = whole(words, upper, dropout)
    judge.first, judge.second = torch.nn.Linear(3 * SIZES["HIDDEN"], 32), torch.nn.Linear(32, 3)
    return judge


def random(judge):
    for name, part in judge.named_parameters():
        noise = torch.randn_like(part)
        if "norm" in name and name.endswith("weight"):
            part.copy_(1 + 0.2 * noise)
        elif name in ("scale", "offset"):
            part.copy_(torch.tensor([0.5] if name == "scale" else [4.8, -9.4]))
        else:
            part.copy_(noise * {1: 0.2, 2: 1.6 / part.shape[-1] ** 0.5}[part.ndim])


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for module in (quant, model, text, export):
        for name, size in SIZES.items():
            if hasattr(module, name):
                setattr(module, name, size)
    text.windows.__defaults__ = (SIZES["BODY"],)
    torch.manual_seed(7)
    whole, export.Judge = model.Judge, small
    pieces = list(dict.fromkeys([*WORDS, *LETTERS, *("##" + letter for letter in LETTERS)]))
    judge = small(len(pieces), 1)
    with torch.no_grad():
        random(judge)
    export.save(judge, pieces, folder / "tiny.safetensors", source="random numbers", licence="CC0-1.0", grid=SIZES["GRID"])
    export.EXAMPLES, export.long_example = [TEXTS], lambda: {side: {"date": None, "sents": ["A rock."]} for side in "ab"}
    expected = export.parity(*export.load(folder / "tiny.safetensors"))
    (folder / "tiny.json").write_text(json.dumps(expected, ensure_ascii=False, separators=(",", ":")) + "\n")
