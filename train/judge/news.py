"""Real news as records: conflicts that were planted in one of two reports, what only looks like one, and what agrees.

A row of `data/news.jsonl` names two reports of a set (`docs`), a sentence of each (`a`, `b`: their numbers, as `crossclaim analyse` splits them) and
either the new text of the second sentence (`edited`, with the words that decide, `va` and `vb`) or a `label` of the two as they stand (none, agree,
conflict; look: open, left out here). `found`: the program once told of the two as a conflict. The texts are not stored: they are made from clones of ECB+ (cltl/ECB-parser) and BASIL (launchnlp/BASIL).
"""

import html
import json
import re
import subprocess
import tempfile
from collections import defaultdict
from pathlib import Path

from . import dossiers

REPOSITORIES = {"ecb": "cltl+ECB-parser", "basil": "launchnlp+BASIL"}
CLOSING = {",", ".", ";", ":", "?", "!", ")", "]", "%", "'s", "'S", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m", "...", "”", "’", "''", "-", "'"}
LABELS = {"none": "none", "agree": "agree", "conflict": "contradiction"}


def git(root, kind, *args):
    folders = (root / REPOSITORIES[kind] / "repo", root / REPOSITORIES[kind])
    folder = next(f for f in folders if f.exists())
    return subprocess.run(["git", "-C", str(folder), *args], capture_output=True, check=True, text=True).stdout


def joined(tokens):
    """The words of a sentence of ECB+ as text."""
    text, quoted = "", False
    for token in tokens:
        closes = token in CLOSING or token == '"' and quoted
        opened = text[-1:] and text[-1] in "([$£€“‘" or text.endswith('"') and quoted
        hyphened = text.endswith("-") and not text.endswith(" -")
        figure = token.isdecimal() and re.search(r"\d[,.:]$", text)
        text += token if not text or closes or opened or hyphened or figure else " " + token
        quoted ^= token == '"'
    return text


def ecb(root, name):
    """A report of ECB+ (`TOPIC/FILE` with TOPIC as 1ecb or 1ecbplus), a sentence a line, without the line of its address."""
    topic = re.match(r"\d+", name)[0]
    xml = git(root, "ecb", "show", f"HEAD:ECB+/{topic}/{Path(name).stem}.xml")
    sentences = defaultdict(list)
    for number, token in re.findall(r'<token [^>]*sentence="(\d+)"[^>]*>(.*?)</token>', xml, re.DOTALL):
        sentences[int(number)].append(html.unescape(token))
    rows = [tokens for number, tokens in sorted(sentences.items()) if number or tokens[0].lower() not in ("http", "https")]
    return "\n".join(map(joined, rows)) + "\n"


def basil(root, name):
    """A report of BASIL (`YEAR-EVENT/OUTLET`, the event by the first eight letters of its number)."""
    year, event, outlet = re.match(r"(\d+)-(\w+)/(\d)", name).groups()
    paths = git(root, "basil", "ls-tree", "-r", "--name-only", "HEAD", f"articles/{year}/").split("\n")
    path = next(p for p in paths if Path(p).name.startswith(event) and p.endswith(f"_{outlet}.json"))
    article = json.loads(git(root, "basil", "show", f"HEAD:{path}"))
    paragraphs = [" ".join(p) if isinstance(p, list) else str(p) for p in article["body-paragraphs"]]
    return f"{article.get('title') or ''}\n\n" + "\n".join(paragraphs) + "\n"


READ = {"ecb": ecb, "basil": basil}


def texts(rows, root):
    """Sentences of every report that the rows name."""
    names = sorted({(row["set"], name) for row in rows for name in row["docs"]})
    with tempfile.TemporaryDirectory() as folder:
        paths = {key: Path(folder) / f"{number}.txt" for number, key in enumerate(names)}
        for (kind, name), path in paths.items():
            path.write_text(READ[kind](root, name), encoding="utf-8")
        split = dossiers.sentences(list(paths.values()))
    return {key: [text.strip() for _, _, text in split[str(path)]] for key, path in paths.items()}


def words(sentence, wanted, number):
    at = sentence.find(wanted) if wanted else -1
    return [number, at, at + len(wanted)] if at >= 0 else None


def pair(row, one, other):
    """A labelled pair of two sentences as they read here."""
    label = LABELS[row["label"]] if "label" in row else "contradiction"
    marks = (words(one, row.get("va"), row["a"]), words(other, row.get("vb"), row["b"]))
    return {"label": label, "kind": row.get("kind", ""), "a": ["a", [row["a"]]], "b": ["b", [row["b"]]], "va": marks[0], "vb": marks[1]}


def layers(edits):
    """Edits of one report in as few versions of it as leave each sentence with one new text."""
    made = []
    for row in edits:
        free = next((layer for layer in made if row["b"] not in layer), None)
        if free is None:
            made.append(free := {})
        free[row["b"]] = row
    return made


def records(source, root):
    """(part, record): two reports as they stand, where what an edit replaces agrees, and once for each version with edits."""
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").split("\n") if line.strip()]
    rows = [row for row in rows if row.get("label") != "look"]
    split, groups = texts(rows, root), defaultdict(list)
    for row in rows:
        groups[row["part"], row["set"], *row["docs"]].append(row)
    for (part, kind, first, second), group in groups.items():
        one, other = split[kind, first], split[kind, second]
        edits, plain = ([row for row in group if ("edited" in row) == edited] for edited in (True, False))
        record = lambda sentences, pairs, version: {
            "id": f"{kind} {first} {second} {version}",
            "docs": {"a": {"date": None, "sents": one}, "b": {"date": None, "sents": sentences}},
            "pairs": pairs,
        }
        labelled = {(row["a"], row["b"]) for row in plain}
        kept = [{"label": "agree", "a": row["a"], "b": row["b"]} for row in edits if (row["a"], row["b"]) not in labelled]
        yield part, record(other, [pair(row, one[row["a"]], other[row["b"]]) for row in plain + kept], "as it stands")
        for number, layer in enumerate(layers(edits)):
            sentences = [layer[i]["edited"] if i in layer else text for i, text in enumerate(other)]
            beside = [row for row in plain if row["b"] not in layer] if number == 0 else []
            yield part, record(sentences, [pair(row, one[row["a"]], sentences[row["b"]]) for row in [*layer.values(), *beside]], f"edited {number}")
