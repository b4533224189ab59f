#!/bin/sh
# What a call costs from Python and through C, and what two threads gain: fails where a target is missed.
set -eu
cd "$(dirname "$0")/../.."
root=$(pwd)
environment=$root/build/python
bin=$environment/bin
built=${CARGO_TARGET_DIR:-$root/target}/surfaces
python=${PYTHON:-python3}

missing() {
    echo "benches/surfaces/run.sh: $1" >&2
    exit 1
}

command -v "${CARGO:-cargo}" >/dev/null || missing "cargo is missing: install Rust (rustup)"
command -v cc >/dev/null || missing "cc is missing: apt-get install gcc"
command -v pkg-config >/dev/null || missing "pkg-config is missing: apt-get install pkg-config"
[ -x "$bin/python" ] || "$python" -m venv "$environment" ||
    missing "no environment could be made: apt-get install python3 python3-venv"
"$bin/python" -m pip install --quiet --disable-pip-version-check \
    -r python/requirements.txt -r benches/surfaces/requirements.txt ||
    missing "the packages of benches/surfaces/requirements.txt could not be installed"

rm -f python/visavis/_visavis*.so
PATH=$bin:$PATH "$bin/python" -m pip install --quiet --disable-pip-version-check \
    --no-build-isolation --no-deps --force-reinstall ./python
for check in "ruff format --check --quiet" "ruff check --quiet"; do
    # shellcheck disable=SC2086 # words
    "$bin/"$check --config python/pyproject.toml benches/surfaces
done
(cd benches/surfaces && "$bin/mypy" --config-file= --strict --no-error-summary ./*.py)

ffi/install.sh "$built" >/dev/null
PKG_CONFIG_PATH=$built/lib/pkgconfig
LD_LIBRARY_PATH=$built/lib
DYLD_LIBRARY_PATH=$built/lib
export PKG_CONFIG_PATH LD_LIBRARY_PATH DYLD_LIBRARY_PATH
# shellcheck disable=SC2046 # flags are words
cc -std=c99 -D_POSIX_C_SOURCE=200809L -O2 -Wall -Wextra -Wpedantic -Werror benches/surfaces/calls.c \
    -o "$built/calls" $(pkg-config --cflags --libs visavis)

failed=0
"$bin/python" benches/surfaces/calls.py "$built/calls" || failed=1
"$bin/python" benches/surfaces/threads.py || failed=1
exit $failed
