#!/bin/sh
# The host in Node plays its story through the one call of the C library and prints what it should.
#   scripts/node.sh      VISAVIS_WRITE=1 writes examples/node/demo.txt anew
set -eu
cd "$(dirname "$0")/.."

not_checked() {
    echo "the host in Node: NOT CHECKED ($1)"
    exit 0
}
command -v node >/dev/null || not_checked "node is missing"
command -v npm >/dev/null || not_checked "npm is missing"

mkdir -p build/node
cp examples/node/package.json examples/node/host.mjs build/node/
(cd build/node && npm install --no-audit --no-fund --no-package-lock --loglevel=error) \
    >build/node/npm.txt 2>&1 || not_checked "npm could not install koffi; build/node/npm.txt says why"
(cd build/node && node --input-type=module --eval 'import "koffi"') >build/node/npm.txt 2>&1 ||
    not_checked "koffi does not load in this node; build/node/npm.txt says why"

ffi/install.sh build/c >/dev/null
library=build/c/lib/libvisavis.so
[ -e "$library" ] || library=build/c/lib/libvisavis.dylib
node build/node/host.mjs "$library" examples/data >build/node/demo.txt
[ -z "${VISAVIS_WRITE:-}" ] || cp build/node/demo.txt examples/node/demo.txt
diff -u examples/node/demo.txt build/node/demo.txt
echo "the host in Node: $(wc -l <build/node/demo.txt) lines, as they should be"
