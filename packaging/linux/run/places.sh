#!/usr/bin/env bash
# Where Negatoscope lies in a user's home, and the caches that know of it; sourced by install.sh and uninstall.
set -euo pipefail

opt=$HOME/.local/opt/negatoscope
# shellcheck disable=SC2034  # read by those that source this
bin=$HOME/.local/bin
data=${XDG_DATA_HOME:-$HOME/.local/share}
pictures=(image/png image/tiff image/jpeg)

# Whether a program runs from a folder.
is_in_use() {
    [ -n "$(find /proc -maxdepth 2 -name exe -lname "$1/*" -print -quit 2>/dev/null)" ]
}

# Lets the desktop see what was put in or taken away; programs that are missing have no cache.
refresh_caches() {
    [ ! -d "$data/applications" ] || update-desktop-database -q "$data/applications" 2>/dev/null || true
    [ ! -d "$data/mime/packages" ] || update-mime-database "$data/mime" >/dev/null 2>&1 || true
    [ ! -d "$data/icons/hicolor" ] || touch "$data/icons/hicolor"
    # Where there is no cache the folders are read; a new one would hide the icons of others.
    [ ! -f "$data/icons/hicolor/icon-theme.cache" ] \
        || gtk-update-icon-cache -q -t -f "$data/icons/hicolor" 2>/dev/null || true
}

# ---- A user's own entries come before those of the system, also where nobody chose a program: ----
# ---- whatever opened pictures so far is therefore made their choice.                          ----

# Prints for each kind of picture the program that opens it.
defaults_now() {
    local kind
    command -v xdg-mime >/dev/null || return 0
    for kind in "${pictures[@]}"; do
        echo "$kind=$(xdg-mime query default "$kind" 2>/dev/null || true)"
    done
}

# Makes those that opened pictures before (arguments as defaults_now prints) open them again.
keep_defaults() {
    local line now
    now=$(defaults_now)
    while IFS= read -r line; do
        if [[ $line == ?*=?* && $line != *negatoscope* ]] && ! grep -qxF -- "$line" <<<"$now"; then
            xdg-mime default "${line#*=}" "${line%%=*}" || continue
            echo "$line" >> "$opt/defaults"
        fi
    done <<<"$1"
}
