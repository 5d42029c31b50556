#!/usr/bin/env bash
# Installs the system packages that Negatoscope needs and this machine lacks.
#
#   install_system_packages.sh python|run|test|judges
#
# As root on Debian or Ubuntu they are installed; otherwise they are named in one line to copy. A
# package that is missing does not stop the set-up: what needs it says so itself.
set -euo pipefail

venv=(python3-venv)
window=(  # what a window of PySide6 needs under X11, measured on a bare Debian 12
    libegl1 libgl1 libfontconfig1 libglib2.0-0 libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0
    libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 fonts-dejavu-core
)
person=(xvfb xauth xdotool imagemagick openbox)  # a screen, a pointer and a window manager
judges=(dicom3tools dcmtk libgdcm-tools)  # independent programs that our files are compared with

case "${1:-}" in
    python) wanted=() ;;
    run) wanted=("${window[@]}") ;;
    test) wanted=("${window[@]}" "${person[@]}") ;;
    judges) wanted=("${window[@]}" "${person[@]}" "${judges[@]}") ;;
    *) echo "usage: $0 python|run|test|judges" >&2; exit 2 ;;
esac

[ "$(uname -s)" = Linux ] || exit 0
if ! command -v dpkg-query >/dev/null; then
    [ ${#wanted[@]} = 0 ] || echo "If a library is missing, install your system's equal of: ${wanted[*]}" >&2
    exit 0
fi

if [ "$1" = python ]; then
    # Only when no Python here can make a virtual environment; it may have come from elsewhere.
    "$(dirname "$0")/find_python.sh" >/dev/null 2>&1 || wanted=("${venv[@]}")
fi

is_installed() {
    local name
    for name in "$1" "$1t64"; do  # Ubuntu 24.04 renamed libraries for its 64-bit time
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] && return 0
    done
    return 1
}

missing=()
for package in "${wanted[@]}"; do
    is_installed "$package" || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing system packages: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt=(apt-get -qq -o DPkg::Lock::Timeout=300)
    {
        "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}"
    } >/dev/null && exit 0
    echo "They could not all be installed. By hand:" >&2
else
    echo "System packages are missing. To install them:" >&2
fi
echo "    sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
