#!/usr/bin/env python3
"""How often the values that decide are read, and compared as they should be: apart from the question whether two passages belong together.

usage: values.py DOSSIERS.jsonl FOLDER BIN [--json FILE] [--list KIND]

DOSSIERS.jsonl has two texts a line with `pairs` of quotations, `label`, `kind` and `va`, `vb`, the words that decide; FOLDER is where
`micro_cases.py` laid the texts out. `BIN compare --batch` is run on the quotations. For each kind of question it tells:
  read       a claim stands on the deciding words, on both sides
  different  two of these claims have values that cannot both be true
  opposite   one of the deeds told there is denied, and one of the other side is not
of conflicts (contradiction, dispute, update), where they are right, and of pairs that agree, where they are wrong.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

CONFLICTS = {"contradiction", "dispute", "update"}
VALUES = ["quantity", "date", "place", "office-holder", "person-role", "identity", "relation", "arithmetic", "calendar"]
DEEDS = ["negation", "antonym"]
WHAT = ["read", "different", "opposite"]


def span(folder, row, pair, side):
    """The file of a quotation, its bytes, and the bytes of the words that decide; None where they are not there."""
    file = folder / row["id"] / f"{pair.get(side + '_in', side)}.txt"
    text = file.read_bytes()
    quote, words = pair[side].encode(), pair["v" + side].encode()
    start = text.find(quote)
    if start < 0:
        return None
    inner = quote.find(words)
    at = start + inner if inner >= 0 else text.find(words)
    return (str(file), (start, start + len(quote)), (at, at + len(words))) if at >= 0 else None


def pairs(rows, folder):
    for row in rows:
        for pair in row["pairs"]:
            if pair["label"] in CONFLICTS | {"agree"} and pair.get("va") and pair.get("vb"):
                left, right = span(folder, row, pair, "a"), span(folder, row, pair, "b")
                if left and right:
                    yield row["id"], pair, left, right


def compared(todo, binary):
    named = [{"left": f"{file}:{start}-{end}", "right": f"{other}:{first}-{last}"}
             for _, _, (file, (start, end), _), (other, (first, last), _) in todo]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as batch:
        batch.writelines(json.dumps(two) + "\n" for two in named)
        batch.flush()
        run = subprocess.run([binary, "compare", "--batch", batch.name, "--judge", "off"], capture_output=True, text=True)
    if run.returncode:
        sys.exit(run.stderr)
    return [json.loads(line) for line in run.stdout.splitlines()]


def on(claims, words):
    start, end = words
    touches = lambda claim: any(it["start"] < end and start < it["end"] for it in claim["evidence"]["words"])
    return {at for at, claim in enumerate(claims) if touches(claim)}


def outcome(answer, left, right):
    mine, others = on(answer["left"], left), on(answer["right"], right)
    deciding = [pair for pair in answer["pairs"] if pair["left"] in mine and pair["right"] in others]
    shared = {"known-to-both", "makes-up"}
    different = any(pair["values"] == "different" and not shared & set(pair["against"]) for pair in deciding)
    denied = lambda claims, chosen: {claims[at]["value"]["negated"] for at in chosen if claims[at]["value"]["type"] == "deed"}
    opposite = True in denied(answer["left"], mine) ^ denied(answer["right"], others)
    return {"read": bool(mine and others), "different": different, "opposite": opposite}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dossiers")
    parser.add_argument("folder", type=Path)
    parser.add_argument("binary")
    parser.add_argument("--json")
    parser.add_argument("--list", metavar="KIND", help="show the pairs of a kind that come out wrong")
    args = parser.parse_args()
    with open(args.dossiers, encoding="utf-8") as lines:
        todo = list(pairs(map(json.loads, filter(str.strip, lines)), args.folder))
    counts = Counter()
    for (name, pair, (*_, left), (*_, right)), answer in zip(todo, compared(todo, args.binary), strict=True):
        side = "conflicts" if pair["label"] in CONFLICTS else "agree"
        came = outcome(answer, left, right)
        for kind in (pair["kind"], *(["values"] if pair["kind"] in VALUES else ["deeds"] if pair["kind"] in DEEDS else [])):
            counts.update({(side, kind, "all"): 1, **{(side, kind, what): came[what] for what in WHAT}})
        if args.list == pair["kind"] and came["different"] != (side == "conflicts"):
            print(f"{name} {side} read={came['read']}: {pair['va']} | {pair['vb']}   <<{pair['a']} | {pair['b']}>>")
    shares = {}
    print(f"{'':14}" + "".join(f"{side:>11}{'read':>7}{'different':>11}{'opposite':>10}" for side in ("conflicts", "agree")))
    for kind in sorted({kind for _, kind, _ in counts}):
        line = f"{kind:14}"
        for side in ("conflicts", "agree"):
            whole = counts[side, kind, "all"]
            share = {what: counts[side, kind, what] / max(whole, 1) for what in WHAT}
            shares.update({f"{kind}-{side}-{what}": value for what, value in share.items()})
            line += f"{whole:>11}{share['read']:>7.2f}{share['different']:>11.3f}{share['opposite']:>10.3f}"
        print(line)
    if args.json:
        Path(args.json).write_text(json.dumps(shares, indent=1))


if __name__ == "__main__":
    main()
