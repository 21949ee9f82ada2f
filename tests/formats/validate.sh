#!/usr/bin/env bash
# Holds every format to validators that we did not write: validate.sh CROSSCLAIM [FOLDER OF CASES]
#
# Checks the example reports, 50 hostile reports and, where a folder of cases is named, a real run over each of them. The validators
# come from PyPI and npm into TOOLS (default: target/validators); what cannot be had here is skipped with its reason, and a complaint
# of any that can is a failure.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
crossclaim=$(realpath "$1")
cases=${2:-}
tools=${TOOLS:-$here/../../target/validators}
mkdir -p "$tools"
tools=$(realpath "$tools")
python=$tools/python/bin/python

has() { command -v "$1" >/dev/null 2>&1; }
skip() { echo "$1: skipped, $2"; }

# install_python, install_node: whether the validators of the one and the other are there, fetched if need be.
install_python() {
  "$python" -c 'import jsonschema, pyld, sarif' 2>/dev/null && return
  python3 -m venv "$tools/python" &&
    timeout 300 "$tools/python/bin/pip" install --quiet --disable-pip-version-check --retries 1 --timeout 20 jsonschema pyld sarif-tools
} >"$tools/pip.log" 2>&1
install_node() {
  [ -d "$tools/node_modules/vnu-jar" ] && [ -d "$tools/node_modules/playwright-core" ] && [ -d "$tools/node_modules/@microsoft" ] && return
  timeout 300 npm install --silent --no-fund --no-audit --fetch-retries 1 --fetch-timeout 20000 --prefix "$tools" \
    vnu-jar @microsoft/sarif-multitool playwright-core
} >"$tools/npm.log" 2>&1

if ! has python3; then
  skip "all validators of formats" "there is no Python to write the hostile reports"
  exit 0
fi
if ! install_python; then
  skip "all validators of formats" "they cannot be installed: $(tail -1 "$tools/pip.log")"
  exit 0
fi
node="there is no npm"
if has npm && has node; then
  if install_node; then node=""; else node="it cannot be installed: $(tail -1 "$tools/npm.log")"; fi
fi

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
formats="json sarif annotations claimreview csv tsv html markdown github jsonl"

# write NAME COMMAND...: all formats of one run, under the name.
write() {
  local name=$1 outputs=() status=0
  shift
  for format in $formats; do outputs+=(--output "$format:$out/$name.$format"); done
  "$crossclaim" "$@" "${outputs[@]}" >/dev/null 2>"$out/err" || status=$?
  case $status in 0 | 1 | 3) ;; *) echo "$name: exit status $status"; cat "$out/err"; exit 1 ;; esac
}

python3 "$here/hostile.py" "$here/../data/ferry/report.json" "$out/hostile" 50
for report in "$out"/hostile/*.json; do write "hostile-$(basename "$report" .json)" show "$report"; done
(cd "$here/../data/ferry" && write ferry show report.json)
if [ -n "$cases" ]; then
  for folder in "$cases"/*/; do (cd "$folder" && write "case-$(basename "$folder")" check .); done
fi
"$crossclaim" schema >"$out/report.schema"

schema=$(find "$tools/node_modules/@microsoft" -name sarif-2.1.0.json 2>/dev/null | head -1)
"$python" "$here/validators.py" "$out" "$out/report.schema" ${schema:+"$schema"}
for log in "$out"/*.sarif; do "$python" -m sarif summary "$log" >"$out/said" 2>&1 || { cat "$out/said"; exit 1; }; done
echo "sarif-tools reads $(ls "$out"/*.sarif | wc -l) logs"

if [ -n "$node" ]; then
  skip "SARIF schema, SARIF multitool, HTML checker and browser" "$node"
  exit 0
fi
"$tools/node_modules/.bin/sarif-multitool" validate --max-file-size-in-kb 1000000 "$out"/*.sarif >"$out/said" 2>&1 || { tail -5 "$out/said"; exit 1; }
! grep ': error ' "$out/said" || exit 1
echo "SARIF multitool: $(grep -o '[0-9]* files scanned' "$out/said"), no errors"
if has java; then
  java -Xss8m -jar "$tools/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only "$out"/*.html
  echo "$(ls "$out"/*.html | wc -l) pages are valid HTML"
else
  skip "HTML checker" "there is no Java"
fi
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -n "$browser" ]; then
  MODULES="$tools" node "$here/browser.mjs" "$browser" "$out/ferry.html" "$out"/hostile-*.html
else
  skip "pages in a browser" "there is no Chromium"
fi
