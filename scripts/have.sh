#!/bin/sh
# Whether a tool is here, after installing it where that can be done: as root, through apt-get.
#   scripts/have.sh TOOL [PACKAGE]
set -eu

tool=${1:?a tool is missing: have.sh TOOL [PACKAGE]}
package=${2:-$tool}

if ! command -v "$tool" >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && apt-get install -qq -y --no-install-recommends "$package"; } \
        >/dev/null 2>&1 || true
fi
command -v "$tool" >/dev/null || {
    echo "$tool is missing (apt-get install $package)"
    exit 1
}
