#!/usr/bin/env bash
# Tries a disk image as its user would: mounts it, copies the application out, lets it test itself,
# and starts the window.
#
#   smoke_macos.sh DMG
set -euo pipefail
if [ $# != 1 ] || [ ! -f "$1" ]; then
    echo "usage: $0 DMG" >&2
    exit 2
fi
failed() { echo "FAILED  $1" >&2; exit 1; }
ok() { echo "ok      $1"; }

work=$(mktemp -d)
volume=$work/volume
leave() {
    hdiutil detach "$volume" -quiet 2>/dev/null || true
    rm -rf "$work"
}
trap leave EXIT
mkdir "$volume"
hdiutil attach "$1" -readonly -nobrowse -noautoopen -quiet -mountpoint "$volume" || failed "mounting"
[ -d "$volume/Negatoscope.app" ] || failed "there is no application in it"
[ "$(readlink "$volume/Applications")" = /Applications ] || failed "there is no way to /Applications"
cp -R "$volume/Negatoscope.app" "$work/"
hdiutil detach "$volume" -quiet || failed "unmounting"
ok "mounted and copied"

codesign --verify --deep --strict "$work/Negatoscope.app" || failed "the signature is broken"
ok "the signature is whole"

program=$work/Negatoscope.app/Contents/MacOS/negatoscope
"$program" --version || failed "the program does not start"
"$program" self-test || failed "the program's own test"
ok "the program's own test"

"$program" --new-window &
window=$!
sleep "${WINDOW_S:-15}"
kill -0 "$window" 2>/dev/null || failed "the window ended by itself"
kill "$window"
wait "$window" || true
ok "the window opens"
