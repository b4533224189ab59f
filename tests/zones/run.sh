#!/bin/sh
# Compares the engine's calendar with Python's zoneinfo in every zone; fails on any difference.
#   tests/zones/run.sh
# CARGO_TARGET_DIR is respected; the virtual environment lies in build/zones.
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
release=$("$engine" </dev/null)
# 2025b of the tz database is 2025.2 of the package.
package=$(python3 -c 'import sys; r = sys.argv[1]; print(f"{r[:4]}.{ord(r[4]) - 96}")' "$release")

venv=build/zones
if ! [ -x "$venv/bin/pip" ]; then
    rm -rf "$venv"
    python3 -m venv "$venv" ||
        fail "no virtual environment can be made: try 'apt-get install python3-venv'"
fi
"$venv/bin/pip" install --quiet --disable-pip-version-check "tzdata==$package" ||
    fail "tzdata $package cannot be installed: is there a connection to PyPI?"
PYTHONTZPATH="" exec "$venv/bin/python" tests/zones/check.py "$engine"
