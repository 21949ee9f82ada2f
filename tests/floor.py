#!/usr/bin/env python3
"""Hold a case score (JSON, as written by the scorer) against tests/floor.toml; exit status 1 when it is below."""
import json
import sys
import tomllib
from pathlib import Path

floor = tomllib.loads((Path(__file__).parent / "floor.toml").read_text())["floor"]
score = json.loads(Path(sys.argv[1]).read_text())
low = [f"{name} {score[name]} < {floor[name]}" for name in ("precision", "recall", "f1") if score[name] < floor[name]]
if score["trap_hits"] > floor["trap_hits"]:
    low.append(f"trap_hits {score['trap_hits']} > {floor['trap_hits']}")
print("below the floor: " + "; ".join(low) if low else "at or above the floor")
sys.exit(bool(low))
