#!/usr/bin/env bash
# Holds every format to a validator that we did not write: validate.sh CROSSCLAIM [FOLDER OF CASES]
#
# Installs the validators from PyPI and npm into TOOLS (default: target/validators). Checks the example reports, 50 hostile reports
# and, where a folder of cases is named, a real run over each of them.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
crossclaim=$(realpath "$1")
cases=${2:-}
tools=${TOOLS:-$here/../../target/validators}
mkdir -p "$tools"
tools=$(realpath "$tools")

if [ ! -x "$tools/python/bin/python" ]; then
  python3 -m venv "$tools/python"
  "$tools/python/bin/pip" install --quiet jsonschema pyld sarif-tools
fi
(cd "$tools" && [ -d node_modules/vnu-jar ] && [ -d node_modules/playwright-core ] || npm install --silent --no-fund --no-audit --prefix "$tools" vnu-jar @microsoft/sarif-multitool playwright-core >/dev/null)

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

schema=$(find "$tools/node_modules/@microsoft" -name sarif-2.1.0.json | head -1)
"$tools/python/bin/python" "$here/validators.py" "$out" "$schema" "$out/report.schema"
"$tools/python/bin/sarif" summary "$out/ferry.sarif" >/dev/null
echo "sarif-tools reads the log"
java -Xss8m -jar "$tools/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only "$out"/*.html
echo "$(ls "$out"/*.html | wc -l) pages are valid HTML"
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -n "$browser" ]; then
  MODULES="$tools" node "$here/browser.mjs" "$browser" "$out/ferry.html" "$out"/hostile-*.html
else
  echo "pages in a browser: skipped, there is no Chromium"
fi
