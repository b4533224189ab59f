#!/bin/sh
# A check-in between Ana and Ben through the host in C. The first argument is the host.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
host=${1:?the host is missing: demo.sh HOST}
file=$(mktemp)
trap 'rm -f "$file"' EXIT

at() {
    echo "$1  $2: $3${4:+ $4}" | sed "s|$here/../||"
    "$host" "$file" "$@" || true
    echo
}

at 2026-03-02T09:00:00Z ana set-up "$here/../data/check-in.json"
at 2026-03-02T09:00:00Z ada set-up "$here/../data/check-in.json"
at 2026-03-02T09:30:00Z ana start
at 2026-03-02T09:31:00Z ana 'do' '"share"'
at 2026-03-02T09:32:00Z ana 'do' '{"save":[{"question":"a0b1c2d3-0002-4000-8000-000000000101","answer":{"paragraph":"The new rota."}}]}'
at 2026-03-02T09:33:00Z ben view
at 2026-03-02T09:34:00Z ana 'do' '"share"'
at 2026-03-02T09:35:00Z ben view
at 2026-03-02T09:36:00Z ben may
at 2026-03-02T09:36:00Z ada view
at 2026-03-17T09:00:00Z ben 'do' '{"write_notes":"Too late."}'
at 2026-03-17T09:00:00Z ben may
at 2026-03-17T09:00:00Z ben 'do' '"request_edit"'
at 2026-03-17T09:30:00Z ben 'do' '{"allow_edit":"manager"}'
at 2026-03-17T10:00:00Z ada 'do' '{"allow_edit":"manager"}'
at 2026-03-17T10:01:00Z ben may

echo "Another company takes the template out of use while a check-in is in progress."
echo
: >"$file"
at 2026-03-02T09:00:00Z ada set-up "$here/../data/check-in.json"
at 2026-03-02T09:30:00Z ana start
at 2026-03-03T09:00:00Z ada undeploy 0
at 2026-03-03T09:00:00Z ada undeploy 1
at 2026-03-03T09:01:00Z ana view
at 2026-03-03T09:02:00Z ana start
