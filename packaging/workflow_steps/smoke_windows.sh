#!/usr/bin/env bash
# Tries a Windows installer as its user would: installs it silently for this user, lets the program
# test itself, starts the window, uninstalls it, and looks for what was left behind.
#
#   smoke_windows.sh INSTALLER
#
# For Git Bash. RUNNER=wine64 tries the script itself on Linux with a stand-in, which has no self-test
# and no window: CHECK chooses another command, WINDOW words that keep it running.
set -euo pipefail
if [ $# != 1 ] || [ ! -f "$1" ]; then
    echo "usage: $0 INSTALLER" >&2
    exit 2
fi
installer=$1
export MSYS2_ARG_CONV_EXCL='*' # Git Bash would take switches for paths
check=${CHECK:-self-test}

failed() { echo "FAILED  $1" >&2; exit 1; }
ok() { echo "ok      $1"; }
windows() { ${RUNNER:+"$RUNNER"} "$@" </dev/null; }
# A folder of Windows as this shell names it.
folder_of() {
    if [ -n "${RUNNER:-}" ]; then
        winepath -u "$(windows cmd /c "echo %$1%" 2>/dev/null | tr -d '\r')"
    else
        cygpath -u "$(cmd //c "echo %$1%" | tr -d '\r')"
    fi
}
# Whether a key of the user's registry is there.
has_key() { windows reg query "HKCU\\$1" >/dev/null 2>&1; }
# Waits up to some seconds for a command to succeed: wait_for 30 COMMAND…
wait_for() {
    local until=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$until" ] || return 1
        sleep 1
    done
}
has_ended() { ! kill -0 "$window" 2>/dev/null; }
is_gone() { [ ! -e "$folder" ]; }

folder=$(folder_of LOCALAPPDATA)/Programs/Negatoscope
menu=$(folder_of APPDATA)/Microsoft/Windows/"Start Menu"/Programs/Negatoscope.lnk
keys=(
    'Software\Microsoft\Windows\CurrentVersion\Uninstall\Negatoscope'
    'Software\Microsoft\Windows\CurrentVersion\App Paths\negatoscope.exe'
    'Software\Classes\Negatoscope.Film'
    'Software\Negatoscope\Setup'
)
[ ! -e "$folder" ] || failed "Negatoscope is installed here already"

windows "$installer" /S /CurrentUser || failed "installing"
for program in negatoscope.exe negatoscope-cli.exe uninstall-negatoscope.exe; do
    [ -f "$folder/$program" ] || failed "$program is missing"
done
[ -f "$menu" ] || failed "there is no entry in the start menu"
for key in "${keys[@]}"; do
    has_key "$key" || failed "the key $key is missing"
done
ok "installed for this user"

windows "$folder/negatoscope-cli.exe" "$check" || failed "$check"
ok "$check"

windows "$folder/negatoscope.exe" ${WINDOW:+"$WINDOW"} &
window=$!
! wait_for 15 has_ended || failed "the window ended by itself"
windows taskkill /IM negatoscope.exe >/dev/null || failed "the window cannot be asked to close"
wait_for 30 has_ended || failed "the window does not close when it is asked to"
wait "$window" || failed "the window ended with status $?"
ok "the window opens and closes"

windows "$folder/uninstall-negatoscope.exe" /S || failed "uninstalling"
# It goes on as a copy of itself, so that it can be removed as well.
wait_for 120 is_gone || failed "left behind: $(find "$folder" | head -n 5)"
[ ! -e "$menu" ] || failed "the entry in the start menu is left"
for key in "${keys[@]}"; do
    ! has_key "$key" || failed "the key $key is left"
done
ok "uninstalled, and nothing is left"
