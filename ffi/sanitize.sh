#!/bin/sh
# The scenarios through C, and wrong calls, under AddressSanitizer, UndefinedBehaviorSanitizer and
# Valgrind, which watches a part of them: no error, no leak. Threads under ThreadSanitizer, where a
# nightly Rust with its sources is there.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
built=${CARGO_TARGET_DIR:-$root/target}/c
scenarios=$root/tests/scenarios
mkdir -p "$built"

run() {
    echo "== $1"
    VISAVIS_C_DRIVER=$2 "${CARGO:-cargo}" run --locked --quiet --package visavis-conformance \
        --manifest-path "$root/Cargo.toml" -- --through all $3 >"$built/played" 2>&1 || {
        grep -v '^ok' "$built/played" >&2
        exit 1
    }
    tail -n 1 "$built/played"
}

strict="-std=c99 -D_POSIX_C_SOURCE=200809L -g -Wall -Wextra -Wpedantic -Werror"
sanitizers="-fsanitize=address,undefined -fno-sanitize-recover=all"

driver=$(CFLAGS=$sanitizers DRIVER=driver-sanitized "$root/tests/c/build.sh")
run "all scenarios under AddressSanitizer and UndefinedBehaviorSanitizer" "$driver" "$scenarios"

echo "== wrong calls, and planted panics"
"${CARGO:-cargo}" build --quiet --locked --package visavis-ffi --features planted-panic \
    --manifest-path "$root/Cargo.toml" --target-dir "$built/planted"
# shellcheck disable=SC2086 # flags are words
cc $strict $sanitizers -DPLANTED -I "$root/include" "$root/tests/c/misuse.c" \
    -o "$built/misuse-sanitized" "$built/planted/debug/libvisavis.a" -lpthread -ldl -lm
"$built/misuse-sanitized" 2>"$built/misuse.errors" || {
    cat "$built/misuse.errors" >&2
    exit 1
}

echo "== requests to edit, the past, and rules of zones"
for program in requests past zones; do
    # shellcheck disable=SC2086 # flags are words
    cc $strict $sanitizers -I "$root/include" "$root/tests/c/$program.c" \
        -o "$built/$program-sanitized" "$built/debug/libvisavis.a" -lpthread -ldl -lm
    "$built/$program-sanitized"
done

echo "== what cannot be told without a sanitizer: a handle that is freed twice"
# shellcheck disable=SC2086 # flags are words
cc $strict $sanitizers -I "$root/include" "$root/tests/c/twice.c" \
    -o "$built/twice-sanitized" "$built/debug/libvisavis.a" -lpthread -ldl -lm
if "$built/twice-sanitized" >"$built/twice" 2>&1; then
    echo "AddressSanitizer does not see a handle that is freed twice" >&2
    exit 1
fi
grep -q "AddressSanitizer" "$built/twice" || {
    cat "$built/twice" >&2
    exit 1
}
echo "seen"

if "$root/scripts/have.sh" valgrind; then
    driver=$(DRIVER=driver-plain "$root/tests/c/build.sh")
    cat >"$built/driver-valgrind" <<END
#!/bin/sh
exec valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=definite,possible \\
    --errors-for-leak-kinds=definite,possible "$driver"
END
    chmod +x "$built/driver-valgrind"
    run "a part under Valgrind" "$built/driver-valgrind" "$scenarios/across $scenarios/anytime"
else
    echo "the scenarios under Valgrind: NOT CHECKED"
fi

host=$(rustc -vV | sed -n 's/^host: //p')
nightly=$(rustup run nightly rustc --print sysroot 2>/dev/null || true)/lib/rustlib
watcher=$nightly/$host/lib/librustc-nightly_rt.tsan.a
if [ -d "$nightly/src/rust/library" ] && [ -f "$watcher" ]; then
    echo "== threads under ThreadSanitizer"
    RUSTFLAGS=-Zsanitizer=thread rustup run nightly cargo build --quiet --locked -Zbuild-std \
        --package visavis-ffi --manifest-path "$root/Cargo.toml" --target "$host" \
        --target-dir "$built/threads"
    # shellcheck disable=SC2086 # flags are words
    cc $strict -fsanitize=thread -I "$root/include" -c "$root/tests/c/threads.c" \
        -o "$built/threads.o"
    # Both languages share Rust's runtime: that of the C compiler may be an older one.
    cc "$built/threads.o" "$built/threads/$host/debug/libvisavis.a" -o "$built/threads-sanitized" \
        -Wl,--whole-archive "$watcher" -Wl,--no-whole-archive -lpthread -ldl -lm -lrt
    "$built/threads-sanitized"
else
    echo "ThreadSanitizer needs a nightly Rust with its sources (rustup toolchain install nightly" \
        "--component rust-src): NOT CHECKED with it"
fi
echo "sanitizers: ok"
