#!/bin/sh
# Nothing that the crate `visavis` promised is gone or changed, unless its version says so. Promised is
# what the newest release offers (the tag v*), and before the first one what the commit in core/baseline
# offers. That one is moved on purpose, with an entry in CHANGELOG.md.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
cargo=${CARGO:-cargo}
# It has to read what the documentation tool of the Rust in use writes: a newer Rust may want a newer one.
version=0.51.0
tools=$root/build/tools/cargo-semver-checks-$version
built=${CARGO_TARGET_DIR:-$root/target}/semver

not_checked() {
    echo "semver: $1: what the crate promises is NOT CHECKED"
    exit 0
}

command -v git >/dev/null || not_checked "git is missing"
[ -e .git ] || not_checked "no history is here"
shallow=$(git rev-parse --is-shallow-repository)
promised=$(git describe --tags --abbrev=0 --match 'v[0-9]*' 2>/dev/null ||
    sed '/^#/d' core/baseline 2>/dev/null || true)
if [ -z "$promised" ] || ! git merge-base --is-ancestor "$promised" HEAD 2>/dev/null; then
    [ "$shallow" = false ] ||
        not_checked "only a part of the history is here (git fetch --unshallow --tags)"
    echo "semver: '$promised' is no commit that came before: put one into core/baseline" >&2
    exit 1
fi

if [ ! -x "$tools/bin/cargo-semver-checks" ]; then
    echo "semver: installing cargo-semver-checks $version into build/tools, once"
    # Unoptimised: it is built longer than it ever runs.
    CARGO_PROFILE_DEV_DEBUG=0 CARGO_INCREMENTAL=0 "$cargo" install --quiet --debug --locked \
        --root "$tools" --target-dir "$tools/target" "cargo-semver-checks@$version"
    rm -rf "$tools/target"
fi

rm -rf "$built/promised"
mkdir -p "$built/promised"
git archive "$promised" | tar -xf - -C "$built/promised"

number() {
    sed -n 's/^version = "\(.*\)"$/\1/p' "$1/Cargo.toml" | head -n 1
}
# While the version stands, something may come but nothing may go.
set --
[ "$(number .)" != "$(number "$built/promised")" ] || set -- --release-type minor
"$tools/bin/cargo-semver-checks" semver-checks check-release --package visavis --color never \
    --baseline-root "$built/promised" "$@" >"$built/said" 2>&1 || {
    cat "$built/said" >&2
    exit 1
}
echo "semver: the crate keeps what $(git describe --tags --always "$promised") promised"
