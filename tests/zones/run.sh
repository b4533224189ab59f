#!/bin/sh
# Compares the engine's calendar with Python's zoneinfo in every zone, and with the newest tz database on PyPI.
#   tests/zones/run.sh [--release]
# Fails on any difference from the engine's own release; with --release, before a release, also where a newer
# one is published or that cannot be looked up. CARGO_TARGET_DIR is respected; the virtual environment lies in
# build/zones.
set -eu
cd "$(dirname "$0")/../.."

fail() {
    echo "zones: $1" >&2
    exit 1
}

command -v cargo >/dev/null || fail "cargo is missing: install Rust from https://rustup.rs"
command -v python3 >/dev/null || fail "python3 is missing: try 'apt-get install python3'"
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "python3 is $(python3 -V 2>&1): 3.11 or newer is needed"

cargo build --release --locked --package visavis-zones
engine="${CARGO_TARGET_DIR:-target}/release/visavis-zones"

venv=build/zones
if ! [ -x "$venv/bin/pip" ]; then
    rm -rf "$venv"
    python3 -m venv "$venv" ||
        fail "no virtual environment can be made: try 'apt-get install python3-venv'"
fi
"$venv/bin/pip" install --quiet --disable-pip-version-check -r tests/zones/requirements.txt ||
    fail "tzdata cannot be installed: is there a connection to PyPI?"
# Made anew, so that what an earlier run found is not taken for the newest. No connection: not there.
newest=$venv/newest
rm -rf "$newest"
"$venv/bin/pip" install --quiet --disable-pip-version-check --retries 1 --timeout 10 --no-deps \
    --target "$newest" tzdata 2>/dev/null || rm -rf "$newest"
PYTHONTZPATH="" exec "$venv/bin/python" tests/zones/check.py "$engine" "$newest" "$@"
