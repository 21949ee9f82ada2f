"""General inference: public sets of premise, hypothesis and label (see README.md for licences). No set that the product is measured on."""

import csv
import io
import json
import random
import subprocess
import zipfile

LABELS = {"entailment": "agree", "contradiction": "conflict", "neutral": "none"}
VERDICTS = {"SUPPORTS": "agree", "REFUTES": "conflict", "NOT ENOUGH INFO": "none", "NOT_ENOUGH_INFO": "none"}


def show(root, repo, path):
    for git in (root / repo / "repo", root / repo):
        if git.exists():
            return subprocess.run(["git", "-C", str(git), "show", "HEAD:" + path], capture_output=True, check=True).stdout
    raise FileNotFoundError(repo)


def lines(root, repo, path):
    return (json.loads(line) for line in show(root, repo, path).decode().splitlines() if line.strip())


def crowd(root):
    for name in ("mnli", "snli"):
        text = show(root, "felipessalvatore+NLI_datasets", f"nli_datasets/{name}/dev.csv").decode("utf-8", "replace")
        for row in csv.DictReader(io.StringIO(text)):
            if row.get("premise") and row.get("hypothesis") and row.get("label") in LABELS:
                yield row["premise"], row["hypothesis"], LABELS[row["label"]]
    folders = {"baseline": "1_Baseline_protocol", "LotS": "2_Ling_on_side_protocol", "LitL": "3_Ling_in_loop_protocol"}
    for short, folder in folders.items():
        for number in range(1, 6):
            for row in lines(root, "Alicia-Parrish+ling_in_loop", f"NLI_data/{folder}/train_round{number}_{short}.jsonl"):
                if row.get("label") in LABELS:
                    yield row["premise"], row["hypothesis"], LABELS[row["label"]]
    for part in ("train", "dev"):
        text = show(root, "acmi-lab+counterfactually-augmented-data", f"NLI/all_combined/{part}.tsv").decode()
        for row in csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE):
            if row.get("gold_label") in LABELS:
                yield row["sentence1"], row["sentence2"], LABELS[row["gold_label"]]


def verdicts(root):
    repo = "TalSchuster+talschuster.github.io"
    real = zipfile.ZipFile(io.BytesIO(show(root, repo, "static/vitaminc_real.zip")))
    tested = {json.loads(line)["page"] for n in real.namelist() if n.endswith("test.jsonl") for line in real.open(n)}
    made = zipfile.ZipFile(io.BytesIO(show(root, repo, "static/vitaminc_synthetic.zip")))
    for name in made.namelist():
        if name.endswith("test.jsonl"):
            for row in map(json.loads, made.open(name)):
                if row["page"] not in tested:
                    yield row["evidence"].replace("-LRB-", "(").replace("-RRB-", ")"), row["claim"], VERDICTS[row["label"]]
    for part in ("dev", "test"):
        for row in lines(root, "google-research+fool-me-twice", f"dataset/{part}.jsonl"):
            if row.get("gold_evidence"):
                yield " ".join(g["text"] for g in row["gold_evidence"]), row.get("text") or row["claim"], VERDICTS[row["label"]]
    for row in lines(root, "tdiggelm+climate-fever-dataset", "dataset/climate-fever.jsonl"):
        for evidence in row["evidences"]:
            yield evidence["evidence"], row["claim"], VERDICTS[evidence["evidence_label"]]


def rows(root):
    kept = dict.fromkeys((a.strip(), b.strip(), y) for source in (crowd, verdicts) for a, b, y in source(root))
    out = [{"a": a, "b": b, "y": y} for a, b, y in kept if len(a) < 800 and len(b) < 400]
    random.Random(1).shuffle(out)
    return out
