#!/usr/bin/env bash
# Says things to a user who may have no terminal: a double-click starts without one. Sourced.
set -euo pipefail

quiet=no
has_terminal() { [ -t 1 ]; }
has_screen() { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }

# A sentence in passing.
note() {
    [ $quiet = no ] || return 0
    echo "$1"
    if ! has_terminal && has_screen && command -v notify-send >/dev/null; then
        notify-send -i negatoscope Negatoscope "$1" 2>/dev/null || true
    fi
}

# The last words: what is wrong. Nothing else may be lost in silence.
fail() {
    echo "$1" >&2
    if [ $quiet = no ] && ! has_terminal && has_screen; then
        if command -v zenity >/dev/null; then
            zenity --error --no-markup --title Negatoscope --text "$1" 2>/dev/null || true
        elif command -v kdialog >/dev/null; then
            kdialog --title Negatoscope --error "$1" 2>/dev/null || true
        elif command -v x-terminal-emulator >/dev/null; then
            # shellcheck disable=SC2016  # the shell in the terminal expands it
            SAID=$1 x-terminal-emulator -e sh -c 'echo "$SAID"; echo; echo "[Enter]"; read -r _' || true
        fi
    fi
    exit 1
}

# It is installed: SENTENCES PROGRAM. Without a terminal, the window is the best proof.
celebrate() {
    [ $quiet = no ] || return 0
    echo "$1"
    if has_terminal || ! has_screen; then return 0; fi
    if command -v zenity >/dev/null; then
        zenity --question --no-markup --title Negatoscope --text "$1

Open it now?" 2>/dev/null || return 0
    elif command -v kdialog >/dev/null; then
        kdialog --title Negatoscope --yesno "$1

Open it now?" 2>/dev/null || return 0
    fi
    setsid "$2" >/dev/null 2>&1 9>&- &
}

# Whether the user agrees to a question; one who cannot be asked has said so on the command line.
agrees() {
    local answer
    if has_terminal && [ -t 0 ]; then
        read -r -p "$1 [y/N] " answer
        [[ $answer == [yYjJ]* ]]
    elif has_screen && command -v zenity >/dev/null; then
        zenity --question --no-markup --title Negatoscope --text "$1" 2>/dev/null
    elif has_screen && command -v kdialog >/dev/null; then
        kdialog --title Negatoscope --yesno "$1" 2>/dev/null
    else
        fail "Nobody can be asked here; --yes agrees."
    fi
}
