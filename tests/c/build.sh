#!/bin/sh
# Builds the library and the C driver with it. What it prints is the driver's path.
# CC is the compiler; CFLAGS are flags beside those that hold always; DRIVER is the driver's name.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
built=${CARGO_TARGET_DIR:-$root/target}/c
driver=$built/${DRIVER:-driver}

command -v "${CC:-cc}" >/dev/null || {
    echo "a C compiler is missing: apt-get install gcc" >&2
    exit 1
}
# A folder of its own, so that no other build puts a library with other features there.
"${CARGO:-cargo}" build --quiet --locked --package visavis-ffi \
    --manifest-path "$root/Cargo.toml" --target-dir "$built" >&2
# shellcheck disable=SC2086 # flags are words
"${CC:-cc}" -std=c99 -g -Wall -Wextra -Wpedantic -Wconversion -Werror ${CFLAGS:-} \
    -I "$root/include" -o "$driver.new" "$root"/tests/c/driver/*.c "$built/debug/libvisavis.a" \
    -lpthread -ldl -lm
# Another run may be using the old one.
mv "$driver.new" "$driver"
echo "$driver"
