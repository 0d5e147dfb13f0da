#!/bin/sh
# 1,000 requests, 100 at once, to one sandbox: the bare transport, the engine, and, with --litellm, litellm from PyPI.
#   sh Tests/Benchmarks/load.sh [--litellm] [BUILD_FOLDER]
set -eu
cd "$(dirname "$0")/../.."
litellm=""
if [ "${1:-}" = "--litellm" ]; then litellm=yes; shift; fi
build="${1:-.build/debug}"
place="$(mktemp -d)"
trap 'kill "$sandbox" 2>/dev/null || true; rm -rf "$place"' EXIT
"$build/easel" sandbox --fast --port 0 >"$place/out" 2>"$place/err" &
sandbox=$!
url=""
while [ -z "$url" ]; do
    sleep 0.1
    url="$(grep -o 'http://127.0.0.1:[0-9]*' "$place/out" | head -n 1 || true)"
done
"$build/easel-bench" load --url "$url"
if [ -n "$litellm" ]; then
    if [ ! -x .build/litellm/bin/python ]; then
        python3 -m venv .build/litellm
        .build/litellm/bin/pip install --quiet --disable-pip-version-check litellm
    fi
    .build/litellm/bin/python Tests/Benchmarks/load_litellm.py "$url"
fi
