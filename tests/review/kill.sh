#!/usr/bin/env bash
# Drives the full-screen review in tmux and kills it with SIGKILL: kill.sh CROSSCLAIM [ROUNDS]
#
# Each round decides something, and dies at another moment. What the screen said was decided must be in the ledger, and the ledger
# must read after every death.
set -euo pipefail
crossclaim=$(realpath "$1")
rounds=${2:-50}
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
session="review"
# A server of our own, kept alive by a session in which nothing happens.
tmux() { command tmux -L "crossclaim-kill-$$" -f /dev/null "$@"; }
trap 'tmux kill-server 2>/dev/null || true; rm -rf "$folder"' EXIT
tmux new-session -d -s keeper "exec sleep 3600"
cp "$here"/../data/ferry/* "$folder"
cd "$folder"

screen() { tmux capture-pane -p -t "$session" 2>/dev/null || true; }
lines() { if [ -f crossclaim.review.jsonl ]; then wc -l <crossclaim.review.jsonl; else echo 0; fi; }
# await PATTERN: waits until a line of the screen fits it, ten seconds at most.
await() { for _ in $(seq 100); do screen | grep -qE "$1" && return; sleep 0.1; done; echo "the screen never showed: $1"; screen; exit 1; }

seen=0
for round in $(seq "$rounds"); do
  tmux new-session -d -s "$session" -x 110 -y 30 "exec '$crossclaim' review report.json --by tester"
  pid=$(tmux display-message -p -t "$session" '#{pane_pid}')
  await "crossclaim review"
  before=$(lines)
  for _ in $(seq $((round % 6))); do tmux send-keys -t "$session" j; done
  if [ $((round % 2)) -eq 0 ]; then tmux send-keys -t "$session" c; else tmux send-keys -t "$session" d "round $round" Enter; fi
  # Odd and even rounds of four: die after the screen said so, or at once.
  if [ $((round % 4)) -lt 2 ]; then
    if [ $((round % 2)) -eq 0 ]; then await "^confirmed [0-9a-f]{12}"; else await "^dismissed [0-9a-f]{12}"; fi
    [ "$(lines)" -gt "$before" ] || { echo "round $round: said and not kept"; exit 1; }
    seen=$((seen + 1))
  fi
  kill -9 "$pid"
  tmux kill-session -t "$session" 2>/dev/null || true
  [ ! -f crossclaim.review.jsonl ] || "$crossclaim" review export --format json >/dev/null || { echo "round $round: the ledger does not read"; exit 1; }
done
echo "$rounds kills, $seen decisions seen on the screen, $(lines) in the ledger, none lost"
