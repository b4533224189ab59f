#!/bin/sh
# Installs the C library into a folder of the build, and uses it from there as a host would: through
# pkg-config and CMake, shared and static, from C and C++.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
built=${CARGO_TARGET_DIR:-$root/target}/c
prefix=$built/installed
programs=$built/programs

missing() {
    for tool in cc c++ pkg-config nm; do
        command -v $tool >/dev/null || echo $tool
    done
}
if [ -n "$(missing)" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -qq -y gcc g++ pkg-config binutils >/dev/null || true
fi
if [ -n "$(missing)" ]; then
    echo "missing:" $(missing) "(apt-get install gcc g++ pkg-config binutils)" >&2
    exit 1
fi

rm -rf "$prefix" "$programs"
"$root/ffi/install.sh" "$prefix"
# It need not stay where it was put.
mv "$prefix" "$prefix.moved"
prefix=$prefix.moved
trap 'rm -rf "$prefix"' EXIT
mkdir -p "$programs"
PKG_CONFIG_PATH=$prefix/lib/pkgconfig
LD_LIBRARY_PATH=$prefix/lib
DYLD_LIBRARY_PATH=$prefix/lib
export PKG_CONFIG_PATH LD_LIBRARY_PATH DYLD_LIBRARY_PATH

# With glibc a call is bound when it is first made, and the dynamic linker writes down which.
lazy=
! getconf GNU_LIBC_VERSION >/dev/null 2>&1 || lazy=-Wl,-z,lazy
strict="-g -Wall -Wextra -Wpedantic -Wconversion -Werror"
# shellcheck disable=SC2086,SC2046 # flags are words
c() {
    cc -std=c99 -D_POSIX_C_SOURCE=200809L $strict $lazy -I "$root/tests/c" "$2" -o "$programs/$1" \
        $(pkg-config --cflags --libs visavis) -lpthread
    LD_DEBUG=bindings LD_DEBUG_OUTPUT=$programs/$1.bound "$programs/$1"
}
# shellcheck disable=SC2086,SC2046 # flags are words
cxx() {
    c++ -std=c++17 $strict "$2" -o "$programs/$1" $(pkg-config --cflags --libs visavis)
    "$programs/$1"
}
# shellcheck disable=SC2086,SC2046 # flags are words
static() {
    cc -std=c99 $strict "$2" -o "$programs/$1" $(pkg-config --cflags --libs visavis-static)
    env -u LD_LIBRARY_PATH -u DYLD_LIBRARY_PATH "$programs/$1"
}

# The example of the page for hosts in C, as it stands there, with the files that it reads.
awk '/^```c$/ { on = 1; next } /^```$/ { on = 0 } on' "$root/ffi/README.md" >"$programs/readme.c"
grep -q 'int main' "$programs/readme.c" || {
    echo "ffi/README.md has no example in C" >&2
    exit 1
}
(cd "$root/examples/data" && c readme "$programs/readme.c") |
    grep -q '^ANS-3: 1 mandatory question has no saved answer' || {
    echo "the example of ffi/README.md says something else" >&2
    exit 1
}
# The examples of the guide, with the company that they share.
awk -f "$root/tests/c/guide.awk" "$root/core/docs/embedding.md" >"$programs/guide.c"
(cd "$root/examples/acme" && c guide "$programs/guide.c")
c misuse "$root/tests/c/misuse.c"
c hostile "$root/tests/c/hostile.c"
c requests "$root/tests/c/requests.c"
c past "$root/tests/c/past.c"
c zones "$root/tests/c/zones.c"
c threads "$root/tests/c/threads.c"
cxx raii "$root/tests/c/raii.cpp"
# The small host, and what it says.
cc -std=c99 -D_DEFAULT_SOURCE $strict "$root"/examples/c/host.c "$root"/examples/c/store.c \
    -o "$programs/host" $(pkg-config --cflags --libs visavis)
"$root/examples/c/demo.sh" "$programs/host" >"$programs/demo.txt"
[ -z "${VISAVIS_WRITE:-}" ] || cp "$programs/demo.txt" "$root/examples/c/demo.txt"
diff "$root/examples/c/demo.txt" "$programs/demo.txt" || {
    echo "the host in C says something else; VISAVIS_WRITE=1 ffi/check.sh takes it for right" >&2
    exit 1
}
static misuse-static "$root/tests/c/misuse.c"

# The library exports what the list says, and nothing else.
nm -D --defined-only "$prefix"/lib/libvisavis.so | sed -n 's/.* T //p' | sort >"$programs/exported"
sed -n 's/^ *{"name":"\([a-z_]*\)","returns":.*/\1/p' "$root/ffi/abi.json" |
    sort >"$programs/listed"
diff "$programs/listed" "$programs/exported" || {
    echo "the library exports something else than ffi/abi.json lists" >&2
    exit 1
}

# Every export is called: by the driver that plays the scenarios, or by the programs above.
if [ -n "$lazy" ]; then
    # shellcheck disable=SC2046,SC2086 # flags are words
    cc -std=c99 $strict $lazy "$root"/tests/c/driver/*.c -o "$programs/driver" \
        $(pkg-config --cflags --libs visavis)
    printf '#!/bin/sh\nLD_DEBUG=bindings LD_DEBUG_OUTPUT="%s" exec "%s"\n' \
        "$programs/driver.bound" "$programs/driver" >"$programs/driver-traced"
    chmod +x "$programs/driver-traced"
    # By typed calls and questions of handles, and then by the one call.
    for through in c call; do
        VISAVIS_C_DRIVER=$programs/driver-traced "${CARGO:-cargo}" run --locked --quiet \
            --package visavis-conformance --manifest-path "$root/Cargo.toml" -- \
            --through $through "$root/tests/scenarios" >"$programs/played" 2>&1 || {
            grep -v '^ok' "$programs/played" >&2
            exit 1
        }
    done
    # What is in the list and was called by none of the programs.
    uncalled() {
        for program; do
            cat "$programs/$program.bound".*
        done | sed -n "s/.*libvisavis.*symbol .\(vv_[a-z_]*\)'.*/\1/p" | sort -u |
            comm -13 - "$programs/listed"
    }
    # Scenarios ask for no names of people and facts and no keys, and have relations in JSON.
    uncalled driver >"$programs/beside"
    printf '%s\n' vv_directory_count vv_directory_name vv_fact_name vv_id_from_key vv_org_with_zone_rules \
        vv_relation_vouched |
        diff - "$programs/beside" || {
        echo "the scenarios call other exports than ffi/check.sh says" >&2
        exit 1
    }
    [ -z "$(uncalled driver hostile requests past zones)" ] || {
        echo "no program in C calls" $(uncalled driver hostile requests past zones) >&2
        exit 1
    }
else
    echo "this is no Linux with glibc: which exports the programs call is NOT CHECKED"
fi

if ! command -v cmake >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get install -qq -y --no-install-recommends cmake >/dev/null 2>&1 || true
fi
if command -v cmake >/dev/null; then
    cmake -S "$root/tests/c/cmake" -B "$programs/cmake" -DCMAKE_PREFIX_PATH="$prefix" >/dev/null
    cmake --build "$programs/cmake" >/dev/null
    "$programs/cmake/shared"
    env -u LD_LIBRARY_PATH "$programs/cmake/static"
else
    echo "cmake is missing (apt-get install cmake): the CMake package is NOT CHECKED"
fi
echo "the installed C library: ok"
