#!/usr/bin/env bash
# Tries a .run file as its user would: installs it into an empty home, lets the program test itself,
# uninstalls it, and looks for what was left behind.
#
#   smoke_run.sh RUN
set -euo pipefail
if [ $# != 1 ] || [ ! -f "$1" ]; then
    echo "usage: $0 RUN" >&2
    exit 2
fi
run=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/home" "$work/tmp"
# Nothing of this user's own: an empty home, and no screen.
alone=(env -i HOME="$work/home" TMPDIR="$work/tmp" LANG=C.UTF-8 PATH=/usr/local/bin:/usr/bin:/bin)
program=$work/home/.local/bin/negatoscope

failed() { echo "FAILED  $1" >&2; exit 1; }
ok() { echo "ok      $1"; }

cd "$work"
"${alone[@]}" sh "$run" --quiet </dev/null || failed "installing"
[ -x "$program" ] || failed "there is no ~/.local/bin/negatoscope"
ok "installed: $("${alone[@]}" "$program" --version)"
"${alone[@]}" "$program" self-test || failed "the program's own test"
ok "the program's own test"
"${alone[@]}" "$work/home/.local/opt/negatoscope/uninstall" --quiet </dev/null || failed "uninstalling"
# The program may have kept settings and caches of its own, which are the user's.
left=$(find "$work/home" "$work/tmp" -type f -o -type l | grep -vE '/home/\.(config|cache|local/state)/' || true)
[ -z "$left" ] || failed "left behind: $left"
ok "uninstalled, and nothing is left"
