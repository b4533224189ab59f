#!/bin/sh
# Hands bytes to every reader of the engine, guided by the code that they reach: each target of
# tests/fuzz in turn, for so many seconds in all. What is found on the way is kept in build/fuzz and
# begun with the next time, beside the seeds.
#   tests/fuzz/run.sh [SECONDS [TARGET…]]
# It needs neither nightly Rust nor cargo-fuzz: the flags by which code is instrumented are stable, and a
# sanitizer would find nothing in code without `unsafe`.
set -eu
cd "$(dirname "$0")/../.."

seconds=${1:-120}
[ $# = 0 ] || shift
[ $# -gt 0 ] || set -- documents facts call list zones people story

unchecked() {
    echo "fuzzing: NOT CHECKED: $1"
    exit 0
}
scripts/have.sh c++ g++ || unchecked "no C++ compiler"

host=$(rustc -vV | sed -n 's/^host: //p')
case "$host" in
    *-linux-gnu | *-apple-darwin) ;;
    *) unchecked "nobody has tried libFuzzer on $host" ;;
esac

export CARGO_TARGET_DIR="$PWD/build/fuzz/target"
manifest=tests/fuzz/Cargo.toml
mkdir -p build/fuzz
cargo fetch --locked --quiet --manifest-path "$manifest" 2>build/fuzz/fetch.txt || {
    cat build/fuzz/fetch.txt
    # A stale lock file is a fault; no way to the registry is none.
    if grep -q 'because --locked was passed' build/fuzz/fetch.txt; then exit 1; fi
    unchecked "its crates cannot be had"
}
sancov="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table
    -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing"
# With a target named, build scripts and macros are not instrumented.
RUSTFLAGS="$(echo $sancov)" cargo build --release --locked --quiet --manifest-path "$manifest" --target "$host"

each=$((seconds / $#))
[ "$each" -gt 0 ] || each=1
failed=0
for target in "$@"; do
    corpus="build/fuzz/corpus/$target" seeds="build/fuzz/seeds/$target" log="build/fuzz/$target.txt"
    rm -rf "$seeds"
    mkdir -p "$corpus" "$seeds"
    if VISAVIS_SEEDS="$PWD/$seeds" "$CARGO_TARGET_DIR/$host/release/$target" "$corpus" "$seeds" \
        -max_total_time="$each" -timeout=20 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/$target-" >"$log" 2>&1; then
        inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        covered=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
        echo "fuzzing: $target: $inputs inputs in $each s, $covered edges"
        [ "${inputs:-0}" -gt "$(find "$seeds" -type f | wc -l)" ] || {
            echo "fuzzing: $target came no further than its seeds; see $log"
            failed=1
        }
    else
        grep -E 'panicked|ERROR|SUMMARY|Test unit written' -A 2 "$log" | head -n 20
        echo "fuzzing: $target fails; see $log"
        failed=1
    fi
done
exit $failed
