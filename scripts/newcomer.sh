#!/bin/sh
# What somebody does who is new here: a fresh project elsewhere, with Visavis from a folder and from a
# git repository, and the example of the README in it.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
built=${CARGO_TARGET_DIR:-$root/target}/newcomer
cargo=${CARGO:-cargo}
projects=$(mktemp -d)
trap 'rm -rf "$projects"' EXIT

awk '/^```rust$/ { on = 1; next } /^```$/ { on = 0 } on' "$root/README.md" >"$projects/main.rs"
grep -q 'fn main' "$projects/main.rs" || {
    echo "the README has no example in Rust" >&2
    exit 1
}

# The example reads its company from a folder beside the project.
mkdir "$projects/examples"
cp -R "$root/examples/acme" "$projects/examples/acme"

try() {
    "$cargo" new --quiet --vcs none "$projects/$1"
    cp "$projects/main.rs" "$projects/$1/src/main.rs"
    (
        cd "$projects/$1"
        shift
        "$cargo" add --quiet "$@"
        CARGO_TARGET_DIR=$built/target "$cargo" run --quiet
    )
    echo "a new project with Visavis from a $1: builds and runs"
}
try folder --path "$root/core"

if ! command -v git >/dev/null || [ ! -e "$root/.git" ]; then
    echo "no git repository is here: Visavis from a repository is NOT CHECKED"
    exit 0
fi
# A repository of what is versioned here, as it is now: always the same commit for the same files.
repository=$built/visavis
rm -rf "$repository"
mkdir -p "$repository"
(cd "$root" && git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf -) |
    tar -xf - -C "$repository"
(
    cd "$repository"
    GIT_AUTHOR_DATE=2026-01-01T00:00:00Z
    GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE
    export GIT_AUTHOR_DATE GIT_COMMITTER_DATE
    git init --quiet --initial-branch main
    git add --all
    git -c user.name=newcomer -c user.email= -c commit.gpgsign=false \
        commit --quiet --no-verify --message "Visavis"
)

try repository --git "file://$repository" visavis
