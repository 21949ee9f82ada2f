"""Labelled dossiers as records of sentences and labelled pairs of sentences.

A record: {"id", "docs": {name: {"date", "sents"}}, "pairs": [...]}; a pair: {"label", "kind", "a": [name, [sentence, ...]], "b": ..., "va": [sentence, start, end]}
(`va`, `vb`: the deciding words, where the label names them). Sentences are split by `crossclaim analyse`, so training sees what the product sees.
"""

import hashlib
import json
import os
import re
import subprocess
import tempfile
from pathlib import Path

CONFLICTS = ("contradiction", "dispute", "update")


def fifth(name):
    """0: never trained on nor looked at; 1: validation and calibration; 2 to 4: training."""
    return int(hashlib.sha1(name.encode()).hexdigest(), 16) % 5


def sentences(paths):
    """Sentences of each document: path -> [(start byte, end byte, text)]."""
    found = {}
    for at in range(0, len(paths), 200):
        part = [str(path) for path in paths[at : at + 200]]
        out = subprocess.run(
            [os.environ["CROSSCLAIM"], "analyse", "--format", "json", *part], capture_output=True, check=True
        ).stdout
        for line in out.decode().splitlines():
            doc = json.loads(line)
            raw = Path(doc["document"]).read_bytes()
            spans = ((s["start"], s["end"]) for s in doc["sentences"])
            rows = [(start, end, raw[start:end].decode("utf-8", "replace")) for start, end in spans]
            found[doc["document"]] = [row for row in rows if row[2].strip()]
    return found


def locate(path, rows, quote, words=None):
    """The sentences that a quotation touches, and where its deciding words stand: (indexes, [sentence, start, end] or None)."""
    raw, want = path.read_bytes(), quote.encode()
    start = raw.find(want)
    if start < 0:
        return [], None
    touched = [i for i, (a, b, _) in enumerate(rows) if a < start + len(want) and start < b]
    at = raw.find(words.encode(), start, start + len(want)) if words else -1
    if at < 0:
        return touched, None
    for i in touched:
        a, b, text = rows[i]
        if a <= at and at + len(words.encode()) <= b:
            lead = raw[a:at].decode("utf-8", "replace")
            skip = len(text) - len(text.lstrip())
            return touched, [i, len(lead) - skip, len(lead) - skip + len(words)]
    return touched, None


def record(name, paths, dates, rows, pairs):
    docs = {p.name: {"date": dates.get(p.name), "sents": [t.strip() for _, _, t in rows[str(p)]]} for p in paths}
    by_name = {p.name: p for p in paths}
    out = []
    for pair in pairs:
        entry = {"label": pair["label"], "kind": pair["kind"]}
        for side in "ab":
            path = by_name[pair[side]["doc"]]
            entry[side], entry["v" + side] = locate(path, rows[str(path)], pair[side]["quote"], pair[side].get("words"))
            entry[side] = [path.name, entry[side]]
        out.append(entry)
    return {"id": name, "docs": docs, "pairs": out}


def micro(source):
    """Two short passages a line (JSON Lines: id, a, b, date_a, date_b, pairs of quotations with labels)."""
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").split("\n") if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        for row in rows:
            for side in "ab":
                (Path(folder) / f"{row['id']}.{side}.txt").write_text(row[side] + "\n", encoding="utf-8")
        split = sentences(sorted(Path(folder).glob("*.txt")))
        for row in rows:
            paths = [Path(folder) / f"{row['id']}.{side}.txt" for side in "ab"]
            dates = {f"{row['id']}.{side}.txt": row.get("date_" + side) for side in "ab"}
            pairs = []
            for pair in row["pairs"]:
                sides = {
                    s: {"doc": f"{row['id']}.{pair.get(s + '_in', s)}.txt", "quote": pair[s], "words": pair.get("v" + s)}
                    for s in "ab"
                }
                pairs.append({"label": pair["label"], "kind": pair["kind"], **sides})
            yield record(row["id"], paths, dates, split, pairs)


def cases(root):
    """Folders of reports with `expect.json` (conflicts and traps)."""
    for expect in sorted(Path(root).glob("*/expect.json")):
        gold, paths = json.loads(expect.read_text(encoding="utf-8")), sorted(expect.parent.glob("*.txt"))
        dates = {}
        for path in paths:
            found = re.search(r"^date:\s*(\d{4}-\d{2}-\d{2})", path.read_text(encoding="utf-8"), re.MULTILINE)
            dates[path.name] = found.group(1) if found else None
        pairs = [{"label": c["status"], "kind": c["kind"], "a": c["a"], "b": c["b"]} for c in gold["conflicts"]]
        pairs += [{"label": "none", "kind": "", "a": t["a"], "b": t["b"]} for t in gold.get("traps", [])]
        yield record(expect.parent.name, paths, dates, sentences(paths), pairs)
