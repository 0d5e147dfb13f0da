#!/bin/sh
# Takes pictures of the real studio into Docs/Images: sh Tests/Pictures/take.sh [SCENE …]
# Needs tmux, python3-venv and fonts-dejavu-core; fetches Pillow from PyPI.
set -eu
cd "$(dirname "$0")/../.."
venv=.build/pictures
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check pillow
fi
[ -n "${EASEL:-}" ] || swift build --product easel
exec "$venv/bin/python" Tests/Pictures/studio.py "$@"
