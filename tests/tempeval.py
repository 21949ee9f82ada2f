#!/usr/bin/env python3
"""Time expressions as TempEval-3 scores them: found (strict, relaxed) and with the right value, on texts in CATENA's columns.

usage: tempeval.py FOLDER BIN [--list]

FOLDER has the .col files of https://github.com/paramitamirza/CATENA, data/TempEval3-eval_COL (the platinum texts of TempEval-3): a token a
line, with the TIMEX3 type and value in columns 9 and 10, the day of the text in the first line. `BIN claims` is run on the texts. A value
is compared in the notation of TIMEX3, which is made here from what a claim holds: days, granularity, clock, the amount of a duration.
"""
import argparse
import json
import subprocess
import tempfile
from datetime import date
from pathlib import Path

DECADE, YEAR, MONTH, WEEK, DAY = 315_576_000, 31_557_600, 2_629_800, 604_800, 86_400
UNITS = [(DECADE, "0Y", "decade"), (YEAR, "Y", "year"), (MONTH, "M", "month"), (WEEK, "W", "week"), (DAY, "D", "day"), (3600, "H", "hour"), (60, "M", "minute"), (1, "S", "second")]
REFERENCES = {"now": "PRESENT_REF", "currently": "PRESENT_REF", "recently": "PAST_REF", "recent": "PAST_REF", "future": "FUTURE_REF"}


def read(path):
    """The text, the byte ranges of its tokens, its day, and its expressions as (first token, last token, value)."""
    day, tokens, gold = None, [], []
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if cells[0].startswith("DCT_"):
            day = cells[0][4:]
        elif len(cells) > 9:
            tokens.append(cells[0])
            if cells[7] != "O":
                if gold and gold[-1][3] == cells[7] and gold[-1][1] == len(tokens) - 2:
                    gold[-1] = (gold[-1][0], len(tokens) - 1, cells[9], cells[7])
                else:
                    gold.append((len(tokens) - 1, len(tokens) - 1, cells[9], cells[7]))
        elif tokens and tokens[-1] != "\n":
            tokens.append("\n")
    text, ranges = "", []
    for token in tokens:
        start = len(text.encode())
        text += token if token == "\n" else token + " "
        ranges.append((start, start + len(token.encode())))
    return text, ranges, day, [(first, last, value) for first, last, value, _ in gold]


def duration(amount, words):
    low = amount["low"] if amount["low"] is not None else amount["high"]
    for size, letter, name in UNITS:
        if name in words and low:
            count = low / size
            count = "X" if amount["bound"] == "between" else f"{count:g}"
            return f"P{'T' if size < DAY else ''}{count}{letter}"
    return None


def timex(time):
    words = time["text"].lower()
    days, grain = time["days"], time["granularity"]
    if time["window"] and (value := window(words)):
        return value
    if not days:
        return window(words) if words.split()[-1] in ("earlier", "later", "before", "after") else None
    first = days[0] if days[0] > "0000" and not days[0].startswith("-") else days[1]
    opened = time["said"].get("open") == "earlier"
    year, month = first[:4], first[5:7]
    said = time["said"]
    if opened and days[0].startswith("-"):
        first = date.fromordinal(date.fromisoformat(days[1]).toordinal() - (0 if words.startswith("before") else 1)).isoformat()
        year, month = first[:4], first[5:7]
        grain = "day" if said["day"] or said["weekday"] else "month" if said["month"] else "year" if said["year"] else grain
    if grain in ("day", "minute", "part-of-day"):
        if not time["clock"]:
            return first
        begin, end = time["clock"]
        parts = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "tonight": "TNI", "overnight": "TNI", "midday": "TMI"}
        return next((first + part for word, part in parts.items() if word in words), f"{first}T{begin // 60:02}:{begin % 60:02}")
    if grain == "week":
        iso = date.fromisoformat(first).isocalendar()
        return f"{iso[0]}-W{iso[1]:02}" + ("-WE" if "weekend" in words else "")
    if grain == "month":
        return f"{year}-{month}"
    if grain == "season":
        names = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
        season = next((f"{year}-{name}" for word, name in names.items() if word in words), None)
        return season or f"{year}-{'H' if 'half' in words else 'Q'}{(int(month) - 1) // (6 if 'half' in words else 3) + 1}"
    if grain == "decade" and "decade" in words and ("next" in words or "following" in words or "past" in words):
        return "P10Y"
    if grain == "decade":
        return year[:2] if "centur" in words else year[:3]
    return year


def window(words):
    """`the past three days` is a duration."""
    numbers = dict(zip("one two three four five six seven eight nine ten".split(), range(1, 11)))
    for size, letter, name in UNITS:
        if name in words:
            words = words.replace("a ", "one ").replace("an ", "one ")
            count = next((numbers.get(word) or (int(word) if word.isdigit() else None) for word in words.split() if word in numbers or word.isdigit()), None)
            several = f"{name}s" in words
            if "this" in words or "current" in words:
                return None
            return f"P{'T' if size < DAY else ''}{count or ('X' if several else 1)}{letter}"
    return None


def found(claims, text):
    """Expressions of a text as (start, end, value), bytes."""
    out = []
    for claim in claims:
        words = claim["evidence"]["words"]
        start, end = words[0]["start"], words[-1]["end"]
        value = claim["value"]
        if not text.encode()[start:end].strip():
            continue
        if value["type"] == "time":
            out.append((start, end, timex(value["time"]), value["time"]["text"]))
        elif value["type"] in ("figure", "age") and claim["value"].get("amount", {}).get("unit") in ("s", "a year"):
            quote = text.encode()[start:end].decode(errors="ignore").lower()
            if not any(word in quote for word in ("old", "aged")):
                amount = value["amount"]
                repeated = amount["unit"] == "a year"
                spelt = next((letter for _, letter, name in UNITS if name in quote or name == "day" and "daily" in quote), "Y")
                out.append((start, end, f"P1{spelt}" if repeated else duration(amount, quote), quote))
    whole = lambda one: any(it != one and it[0] <= one[0] and one[1] <= it[1] for it in out)
    out = [it for it in out if not whole(it)]
    taken = {(start, end) for start, end, *_ in out}
    for word, value in REFERENCES.items():
        at = -1
        lower = text.lower()
        while (at := lower.find(word, at + 1)) >= 0:
            alone = not lower[at - 1 : at].isalpha() and not lower[at + len(word) : at + len(word) + 1].isalpha()
            start = len(text[:at].encode())
            if alone and not any(one < start + len(word) and start < other for one, other in taken):
                out.append((start, start + len(word), value, word))
    return sorted(set(out))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("binary")
    parser.add_argument("--list", action="store_true", help="show what is missed, what is too much and what has another value")
    args = parser.parse_args()
    total = {"gold": 0, "told": 0, "strict": 0, "relaxed": 0, "value": 0}
    with tempfile.TemporaryDirectory() as folder:
        texts = {}
        for path in sorted(args.folder.glob("*.col")):
            text, ranges, day, gold = read(path)
            header = f"---\ndate: {day}\n---\n\n"
            Path(folder, path.stem + ".md").write_text(header + text, encoding="utf-8")
            texts[path.stem] = (text, ranges, gold, len(header.encode()))
        run = subprocess.run([args.binary, "claims", "--format", "jsonl", folder], capture_output=True, text=True, check=True)
        claims = {}
        for line in run.stdout.splitlines():
            claim = json.loads(line)
            claims.setdefault(Path(claim["evidence"]["document"]).stem, []).append(claim)
    for name, (text, ranges, gold, offset) in texts.items():
        own = [(start - offset, end - offset, value, words) for start, end, value, words in found_in(claims.get(name, []), text, offset)]
        left = list(own)
        total["gold"] += len(gold)
        total["told"] += len(own)
        for first, last, value in gold:
            start, end = ranges[first][0], ranges[last][1]
            hits = [it for it in left if it[0] < end and start < it[1]]
            if not hits:
                if args.list:
                    print(f"missed  {name}: {text.encode()[start:end].decode()} = {value}")
                continue
            best = max(hits, key=lambda it: (it[2] == value, (it[0], it[1]) == (start, end)))
            left.remove(best)
            total["relaxed"] += 1
            total["strict"] += (best[0], best[1]) == (start, end)
            total["value"] += best[2] == value
            if args.list and best[2] != value:
                print(f"value   {name}: {text.encode()[start:end].decode()} = {value}, told {best[2]} ({best[3]})")
        if args.list:
            for it in left:
                print(f"extra   {name}: {it[3]} = {it[2]}")
    for what in ("strict", "relaxed", "value"):
        precision, recall = total[what] / max(total["told"], 1), total[what] / max(total["gold"], 1)
        print(f"{what:8} P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f}")


def found_in(claims, text, offset):
    """With the references, whose places in the text are moved to those in the file."""
    shifted = [{**claim, "evidence": {**claim["evidence"], "words": [{"start": it["start"] - offset, "end": it["end"] - offset} for it in claim["evidence"]["words"]]}} for claim in claims]
    return [(start + offset, end + offset, value, words) for start, end, value, words in found(shifted, text)]


if __name__ == "__main__":
    main()
