#!/usr/bin/env python3
"""Measure the clause claims on CaRB, the Open IE benchmark of Bhardwaj et al. (2019), with its own scorer.

    tests/openie/carb.py CARB [--split dev|test] [--binary target/release/crossclaim]

CARB is a checkout of https://github.com/dair-iitd/CaRB. Writes the clauses of its sentences as tuples in the scorer's tabbed format
beside it and runs `carb.py` in CARB with this Python, which needs docopt, nltk, numpy and scikit-learn. CaRB was written for an older
scikit-learn and imports debuggers and a list of stopwords that its default measure does not use: a patched copy is made in a scratch
folder.
"""

import argparse
import bisect
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TWO_OR_MORE, ONE = 0.9, 0.5
"""Confidence of a tuple by the number of its arguments; CaRB scores at the best threshold."""


def tuples(binary, sentences):
    """One line a tuple: the sentence, the confidence, the relation, the arguments."""
    text, starts = "", []
    for sentence in sentences:
        starts.append(len(text.encode()))
        text += sentence + "\n\n"
    listing = subprocess.run([binary, "claims", "--statements", "--format", "jsonl", "-"], input=text, capture_output=True, text=True, check=True)
    for line in listing.stdout.splitlines():
        said = json.loads(line)
        arguments = [said["subject"]] * bool(said["subject"]) + said["arguments"]
        if arguments:
            sentence = sentences[bisect.bisect_right(starts, said["span"]["start"]) - 1]
            confidence = TWO_OR_MORE if len(arguments) > 1 else ONE
            yield "\t".join([sentence, str(confidence), said["relation"], *arguments])


def patched(carb, folder):
    """A copy of the scorer that runs with today's libraries."""
    shutil.copytree(carb / "oie_readers", folder / "oie_readers")
    for name in ("carb.py", "matcher.py"):
        shutil.copy(carb / name, folder)
    for path in folder.rglob("*.py"):
        code = path.read_text()
        code = re.sub(r"(?m)^import i?pdb.*$", "", code).replace("sklearn.preprocessing.data", "sklearn.preprocessing")
        code = code.replace("from nltk.corpus import stopwords", "").replace("stopwords.words('english') + ", "")
        path.write_text(code)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("carb", type=pathlib.Path)
    parser.add_argument("--split", choices=["dev", "test"], default="test")
    parser.add_argument("--binary", default="target/release/crossclaim")
    args = parser.parse_args()
    sentences = (args.carb / "data" / f"{args.split}.txt").read_text().splitlines()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        patched(args.carb, folder)
        (folder / "tuples.tsv").write_text("\n".join(tuples(args.binary, sentences)) + "\n")
        gold = (args.carb / "data" / "gold" / f"{args.split}.tsv").resolve()
        command = [sys.executable, "carb.py", f"--gold={gold}", "--out=curve.dat", "--tabbed=tuples.tsv"]
        return subprocess.run(command, cwd=folder).returncode


sys.exit(main())
