#!/usr/bin/env python3
"""Writes reports whose texts are hostile, for the validators: hostile.py REPORT.json FOLDER [COUNT]

Each report is the given one with a random choice of its texts replaced by something that a format might obey. The choice depends on
the report's number alone, so that every run writes the same files.
"""
import json
import random
import sys
from pathlib import Path

PIECES = [
    "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "\"'>&amp;", "\u202efed\u2066x\u2069", "nul\0byte", "\u009b31m", "::error file=x::injected",
    "\r\n", "\t", "| pipe |", "`code` [a](javascript:alert(1))", "--> <!--", "]]>", "&#x0;", "\u2028", "\ufeff", "{{ tool }}",
    "{% if 1 %}", "שלום مرحبا", "東京都", "👩‍👩‍👧", "e\u0301", "\U000e0041", "%0A%25", "\\", "$(id)", "../../etc/passwd",
]
FIELDS = {"title", "source", "published", "published_from", "entity", "attribute", "constraint", "explanation", "value", "quote", "text",
          "attribution", "rule", "fact", "pack", "measure", "scope", "unit", "when", "why", "id", "name", "document"}


def hostile_text(chance, plain):
    """Some pieces and perhaps the text itself, in any order; now and then a megabyte of them."""
    words = chance.sample(PIECES, chance.randint(1, 6)) + ([plain] if chance.random() < 0.5 else [])
    chance.shuffle(words)
    text = " ".join(words)
    return text * (1_000_000 // len(text)) if chance.random() < 0.004 else text


def spoil(value, chance, names):
    if isinstance(value, list):
        return [spoil(item, chance, names) for item in value]
    if not isinstance(value, dict):
        return value
    spoiled = {}
    for key, item in value.items():
        if key in ("name", "document") and isinstance(item, str):
            spoiled[key] = names.setdefault(item, hostile_text(chance, item) if chance.random() < 0.5 else item)
        elif key in FIELDS and isinstance(item, str) and chance.random() < 0.6:
            spoiled[key] = hostile_text(chance, item)
        else:
            spoiled[key] = spoil(item, chance, names)
    return spoiled


def main():
    report = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(int(sys.argv[3]) if len(sys.argv) > 3 else 50):
        spoiled = spoil(report, random.Random(number), {})
        if number % 10 == 9:
            spoiled["conflicts"][0]["sides"][0]["claims"][0]["quote"] = PIECES[number % len(PIECES)] * 100_000
        (folder / f"{number:03}.json").write_text(json.dumps(spoiled), encoding="utf-8")


main()
