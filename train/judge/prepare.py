"""Write the training data: dossiers, split by id, and general inference.

usage: python -m judge.prepare OUT --micro FILE... --cases FOLDER --news FILE --sources FOLDER
`sources` holds clones named owner+name (see README.md); CROSSCLAIM names a built binary.
"""

import argparse
import gzip
import json
from pathlib import Path

from . import dossiers, inference, news

PARTS = {0: "unread", 1: "held"}


def write(path, rows):
    with gzip.open(path, "wt", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("out", type=Path)
    args.add_argument("--micro", nargs="*", default=[], type=Path)
    args.add_argument("--cases", type=Path)
    args.add_argument("--news", type=Path, help="planted conflicts; the reports come from the clones")
    args.add_argument("--sources", type=Path)
    args = args.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    by_id = lambda rows: ((PARTS.get(dossiers.fifth(row["id"]), "train"), row) for row in rows)
    sets = {path.stem.split(".")[0]: by_id(dossiers.micro(path)) for path in args.micro}
    if args.cases:
        sets["cases"] = by_id(dossiers.cases(args.cases))
    if args.news:
        sets["news"] = news.records(args.news, args.sources)
    for name, rows in sets.items():
        parts = {}
        for part, row in rows:
            parts.setdefault(part, []).append(row)
        for part, kept in parts.items():
            write(args.out / f"{name}.{part}.jsonl.gz", kept)
            print(name, part, len(kept))
    if args.sources:
        write(args.out / "inference.jsonl.gz", inference.rows(args.sources))


if __name__ == "__main__":
    main()
