#!/bin/sh
# How cost grows with size: instructions for ten times as much, which may be at most twelve times
# as many. Instructions do not depend on how busy the machine is.
set -eu
cd "$(dirname "$0")/.."

if ! command -v valgrind >/dev/null; then
    echo "growth: valgrind is missing: apt-get install valgrind" >&2
    exit 1
fi

export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/target}"
cargo build --release --locked --quiet --package visavis-benches --bin growth

# The instructions of one piece of work, without what is made for it before.
instructions() {
    said=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null \
        --toggle-collect='growth::measured*' "$CARGO_TARGET_DIR/release/growth" "$1" "$2" 2>&1) ||
        { printf "%s\n" "$said" >&2; return 1; }
    count=$(printf "%s\n" "$said" | sed -n 's/.*Collected : \([0-9]*\).*/\1/p')
    if [ "${count:-0}" -lt "$2" ]; then
        echo "growth: nothing was counted for $1 $2: $said" >&2
        return 1
    fi
    echo "$count"
}

# From 1,000 up to this many, by tens; a million takes about an hour. Where nothing is said the long
# ones stop earlier. Lists that somebody made long, which stand in growth/floods.rs, begin with 100.
largest="${GROWTH_TO:-100000}"
most() {
    case "$1" in
        preview*) echo "${GROWTH_TO:-10000}" ;;
        *) [ "$(least "$1")" = 100 ] && echo 10000 || echo "$largest" ;;
    esac
}
floods="save template-refused schedule-refused directory-refused loop chain scopes participants goals
    notes terms terms-again requests command-ids settings cycle-dates zones destroyed lists offers"
least() {
    case " $(echo $floods) " in
        *" $1 "*) echo 100 ;;
        *) echo 1000 ;;
    esac
}
failed=0
printf '%-20s %9s %16s %9s %16s %7s\n' work size instructions size instructions ratio
for work in directory list roll-out roll-out-list roll-out-departments prospects second-roll-out \
    preview preview-unseen preview-level next-boundary replay $floods; do
    size=$(least "$work")
    small=$(instructions "$work" "$size")
    # A log of more events than there are seconds in a day is none.
    while [ "${size}0" -le "$(most "$work")" ] && { [ "$work" != replay ] || [ "$size" -lt 10000 ]; }; do
        large=$(instructions "$work" "${size}0")
        hundredths=$((large * 100 / small))
        printf '%-20s %9d %16d %9d %16d %4d.%02d\n' \
            "$work" "$size" "$small" "${size}0" "$large" $((hundredths / 100)) $((hundredths % 100))
        if [ "$hundredths" -gt 1200 ]; then
            echo "growth: $work grows by more than 12" >&2
            failed=1
        fi
        size="${size}0"
        small=$large
    done
done
exit $failed
