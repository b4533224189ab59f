#!/bin/sh
# Builds the Python package in an environment of its own, build/python, and runs all that checks it:
# format, lints, types, stubs, tests, the scenarios through Python, and the example host.
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)
environment=$root/build/python
python=${PYTHON:-python3}

missing() {
    echo "python/check.sh: $1" >&2
    exit 1
}

command -v "${CARGO:-cargo}" >/dev/null || missing "cargo is missing: install Rust (rustup)"
command -v "$python" >/dev/null || missing "$python is missing: apt-get install python3 python3-venv"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    missing "$("$python" --version) is too old: 3.11 or later"
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
    missing "venv is missing: apt-get install python3-venv"

if [ ! -x "$environment/bin/python" ]; then
    "$python" -m venv "$environment" || missing "no environment could be made in $environment"
fi
bin=$environment/bin
if ! cmp -s python/requirements.txt "$environment/installed.txt"; then
    "$bin/python" -m pip install --quiet --disable-pip-version-check -r python/requirements.txt ||
        missing "the packages of python/requirements.txt could not be installed"
    cp python/requirements.txt "$environment/installed.txt"
fi

# As `pip install ./python` does it; maturin is there already, so that a second build is a short one.
# An older build that was left beside the sources would be found before the one installed.
rm -f python/visavis/_visavis*.so
PATH=$bin:$PATH "$bin/python" -m pip install --quiet --disable-pip-version-check \
    --no-build-isolation --no-deps --force-reinstall ./python

(
    cd python
    "$bin/ruff" format --check --quiet --config pyproject.toml . ../tests/python ../examples/python
    "$bin/ruff" check --quiet --config pyproject.toml . ../tests/python ../examples/python
    "$bin/mypy" --no-error-summary
    "$bin/basedpyright" --pythonpath "$bin/python" --level error
)
"$bin/python" scripts/stubs.py --check
# From elsewhere, so that what is installed is checked, and not the sources.
(cd "$environment" && "$bin/stubtest" --ignore-unused-allowlist \
    --allowlist "$root/python/stubtest.txt" visavis)
tests() {
    "$bin/pytest" --rootdir python -c python/pyproject.toml --import-mode importlib "$@" python/tests
}
tests

# Once more with a recorder around all that is public; what is called with odd values does not count.
rm -rf "$environment/traced"
mkdir "$environment/traced"
PYTHONPATH=tests/python VISAVIS_TRACED=$environment/traced/tests tests -qq -p traced \
    --ignore python/tests/test_hostile.py --ignore python/tests/test_input.py \
    --ignore python/tests/test_pydantic.py --ignore python/tests/test_running.py \
    --ignore python/tests/test_two_writers.py --ignore python/tests/test_unread.py
VISAVIS_TRACED=$environment/traced/driver VISAVIS_PYTHON=$bin/python \
    "${CARGO:-cargo}" run --locked --quiet --package visavis-conformance -- \
    --through python tests/scenarios
"$bin/python" tests/python/traced.py "$environment/traced/driver" "$environment/traced/tests"
"$bin/python" examples/python/review.py >/dev/null
echo "python: all is well"
