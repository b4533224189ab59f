#!/bin/sh
# Puts the C library in place: header, shared and static library, pkg-config files, CMake package.
#   ffi/install.sh PREFIX     DESTDIR, where it is set, is put before every path, for packagers.
set -eu

prefix=${1:?a folder is missing: ffi/install.sh PREFIX}
case $prefix in
/*) ;;
*) prefix=$(pwd)/$prefix ;;
esac
to=${DESTDIR:-}$prefix
root=$(cd "$(dirname "$0")/.." && pwd)
built=${CARGO_TARGET_DIR:-$root/target}/c

cargo=${CARGO:-cargo}
command -v "$cargo" >/dev/null || {
    echo "cargo is missing: install Rust (rustup)" >&2
    exit 1
}
"$cargo" build --release --locked --quiet --package visavis-ffi \
    --manifest-path "$root/Cargo.toml" --target-dir "$built"

macro() {
    sed -n "s/^#define VV_VERSION_$1 \([0-9]*\)$/\1/p" "$root/include/visavis.h"
}
version=$(macro MAJOR).$(macro MINOR).$(macro PATCH)
goes_with=$(macro MAJOR)
[ "$goes_with" != 0 ] || goes_with=0.$(macro MINOR)

mkdir -p "$to/include" "$to/lib/pkgconfig" "$to/lib/cmake/visavis"
cp "$root/include/visavis.h" "$to/include/visavis.h"
cp "$built/release/libvisavis.a" "$to/lib/libvisavis.a"
if [ -f "$built/release/libvisavis.so" ]; then
    shared=libvisavis.so
    named=libvisavis.so.$goes_with
    whole=libvisavis.so.$version
else
    shared=libvisavis.dylib
    named=libvisavis.$goes_with.dylib
    whole=libvisavis.$version.dylib
fi
# A program that runs keeps the old file.
rm -f "$to/lib/$whole"
cp "$built/release/$shared" "$to/lib/$whole"
chmod 755 "$to/lib/$whole"
ln -sf "$whole" "$to/lib/$named"
ln -sf "$named" "$to/lib/$shared"

for template in visavis.pc visavis-static.pc visavis-config.cmake visavis-config-version.cmake; do
    case $template in
    *.pc) folder=$to/lib/pkgconfig ;;
    *) folder=$to/lib/cmake/visavis ;;
    esac
    sed -e "s|@VERSION@|$version|g" -e "s|@GOES_WITH@|$goes_with|g" -e "s|@SHARED@|$whole|g" \
        "$root/ffi/install/$template" >"$folder/$template"
done
echo "visavis $version is in $to"
echo "to build with it: PKG_CONFIG_PATH=$prefix/lib/pkgconfig; to run with it: LD_LIBRARY_PATH=$prefix/lib"
