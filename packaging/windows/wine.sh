# shellcheck shell=bash
# A Windows of its own under Wine, for try_under_wine.sh and picture_pages.sh, which source this.
# Gives: $work, a folder that is deleted at the end; $drive, the drive C: in it; windows, which runs
# a program there and returns its exit status.
for tool in makensis wineserver Xvfb; do
    command -v "$tool" >/dev/null || { echo "$tool is missing: install nsis, wine64 and xvfb." >&2; exit 1; }
done
wine=$(command -v wine64 || true)
[ -n "$wine" ] || wine=/usr/lib/wine/wine64 # where Debian hides it
[ -x "$wine" ] || { echo "wine64 is missing: install the package wine64." >&2; exit 1; }

work=$(mktemp -d)
export WINEPREFIX=$work/wine WINEARCH=win64 WINEDEBUG=-all
# Without the part that writes the menu and the file types of this Windows into our own desktop.
export WINEDLLOVERRIDES="mscoree=;mshtml=;winemenubuilder.exe="
drive=$WINEPREFIX/drive_c

leave_windows() {
    wineserver -k 2>/dev/null || true
    wineserver -w 2>/dev/null || true
    [ -z "${screen:-}" ] || kill "$screen" 2>/dev/null || true
    rm -rf "$work"
}
trap leave_windows EXIT

exec 3>"$work/display"
Xvfb -displayfd 3 -screen 0 1024x768x24 >/dev/null 2>&1 &
screen=$!
for _ in $(seq 100); do
    [ ! -s "$work/display" ] || break
    sleep 0.1
done
[ -s "$work/display" ] || { echo "Xvfb did not start." >&2; exit 1; }
DISPLAY=:$(cat "$work/display")
export DISPLAY

windows() { "$wine" "$@" 2>/dev/null; }
wait_for_windows() { wineserver -w; }
if ! windows wineboot -i >/dev/null || ! windows winecfg /v win10; then
    echo "Wine could not make a Windows of its own." >&2
    exit 1
fi
wait_for_windows
# shellcheck disable=SC2034 # used by those who source this
user_folder=$(find "$drive/users" -mindepth 1 -maxdepth 1 ! -name Public -print -quit)
