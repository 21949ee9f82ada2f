#!/usr/bin/env python3
"""Hold a score against the floor of its name in tests/floor.toml: floor.py NAME FILE; exit status 1 when it is worse.

FILE is JSON as the scorer writes it, or text whose last line is like `silent 4/54 found 3/34`.
"""
import json
import re
import sys
import tomllib
from pathlib import Path

name, file = sys.argv[1], Path(sys.argv[2])
floor = tomllib.loads((Path(__file__).parent / "floor.toml").read_text())[name]
text = file.read_text()
score = json.loads(text) if file.suffix == ".json" else {k: int(n) for k, n in re.findall(r"(\w+) (\d+)/", text.splitlines()[-1])}
worse = [f"{key} {score[key]} < {least}" for key, least in floor.get("least", {}).items() if score[key] < least]
worse += [f"{key} {score[key]} > {most}" for key, most in floor.get("most", {}).items() if score[key] > most]
print(f"{name}: worse than the floor: {'; '.join(worse)}" if worse else f"{name}: at or above the floor")
sys.exit(bool(worse))
