#!/usr/bin/env bash
# Pictures of every page of the Windows installer, as somebody clicks through it under Wine:
#
#   PYTHON=… picture_pages.sh OUT [LANGUAGE]
#
# OUT gets install_windows_<page>.png; LANGUAGE is 1033 (English, the default) or 1031 (German).
# The payload is a stand-in of a few kilobytes; version and pages are as in the real installer.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 1 ] || { echo "usage: $0 OUT [LANGUAGE]" >&2; exit 2; }
mkdir -p "$1"
out=$(cd "$1" && pwd) language=${2:-1033}
for tool in xdotool import openbox; do
    command -v "$tool" >/dev/null || { echo "$tool is missing: install xdotool, imagemagick and openbox." >&2; exit 1; }
done
# shellcheck source=wine.sh
source "$here/wine.sh"

openbox >/dev/null 2>&1 &
version=$(sed -nE 's/^VERSION = "(.*)"/\1/p' "$here/../../engine/version.py")
"$here/make_stand_in.sh" "$work/tree" full "$version"
"$here/make_installer.sh" "$work/tree" full "$work" >/dev/null

# Waits for the window whose title has the word, and for it to rest, then takes its picture.
picture() { # picture PAGE
    local window before="" now
    window=$(timeout 60 xdotool search --sync --onlyvisible --name Negatoscope | tail -n 1) \
        || { echo "The page '$1' did not appear." >&2; exit 1; }
    for _ in $(seq 30); do
        sleep 0.3
        now=$(import -silent -window "$window" rgb:- | md5sum)
        [ "$now" != "$before" ] || break
        before=$now
    done
    import -silent -frame -window "$window" "$out/install_windows_$1.png"
}
press() { xdotool key --delay 80 "$@"; }

windows "$work/negatoscope-$version-windows-x86_64.exe" "/Language=$language" &
picture welcome
press Return
picture scope
press Return
picture licence
press Return
picture parts
press Return
picture folder
press Return
picture finish
press space Return # the mark at "Run" is taken away
wait $! || true

windows "$user_folder/AppData/Local/Programs/Negatoscope/uninstall-negatoscope.exe" "/Language=$language" &
picture uninstall
press Return
picture uninstalled
press Return
wait_for_windows
echo "The pictures are in $1."
