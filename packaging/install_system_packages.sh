#!/usr/bin/env bash
# Installs the system packages that Negatoscope needs and this machine lacks.
#
#   install_system_packages.sh python|run|test|judges|installer|smoke
#
# As root on Debian or Ubuntu they are installed; otherwise one line to copy names them all. Exit
# status 1: something stays missing without which nothing would run. SYSTEM=skip goes on without.
set -euo pipefail
here=$(dirname "$0")

venv=(python3-venv)
window=(  # what a window of PySide6 needs under X11, measured on a bare Debian 12
    libegl1 libgl1 libfontconfig1 libglib2.0-0 libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0
    libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 fonts-dejavu-core
)
person=(xvfb xauth xdotool imagemagick openbox)  # a screen, a pointer and a window manager
judges=(dicom3tools dcmtk libgdcm-tools)  # independent programs that our files are compared with
packer=(binutils python3-dev makeself zstd xz-utils)  # python3-dev: PyInstaller wants libpython
packager=(desktop-file-utils appstream lintian nsis)  # they judge packages, or make Windows' own
tester=(debootstrap "${person[@]}" dcmtk dicom3tools desktop-file-utils appstream)

needed=()
helpful=()  # tests that need these say so and are skipped
case "${1:-}" in
    python) ;;
    run) needed=("${window[@]}") ;;
    test) needed=("${window[@]}") helpful=("${person[@]}") ;;
    judges) needed=("${window[@]}") helpful=("${person[@]}" "${judges[@]}") ;;
    installer) needed=("${window[@]}" "${packer[@]}") helpful=("${packager[@]}") ;;
    smoke) needed=("${tester[@]}") ;;
    *) echo "usage: $0 python|run|test|judges|installer|smoke" >&2; exit 2 ;;
esac
[ "${SYSTEM:-}" != skip ] || exit 0

has_apt() { [ "$(uname -s)" = Linux ] && command -v dpkg-query >/dev/null; }

if [ ! -x "$here/../.venv/bin/python" ]; then
    status=0
    said=$("$here/find_python.sh" 2>&1 >/dev/null) || status=$?
    if [ $status = 3 ] && has_apt; then
        needed=("${venv[@]}" "${needed[@]}")
    elif [ $status != 0 ]; then
        echo "$said" >&2
        exit 1
    fi
fi
if ! has_apt; then
    [ "$(uname -s)" != Linux ] || [ ${#needed[@]} = 0 ] \
        || echo "If a library is missing, install your system's equal of: ${needed[*]}" >&2
    exit 0
fi

# Prints those of the packages named that are not installed.
list_missing() {
    local name installed
    # Ubuntu 24.04 renamed libraries for its 64-bit time: libglib2.0-0t64.
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" "${@/%/t64}" 2>/dev/null || true)
    for name in "$@"; do
        grep -qE "^installed ${name//./\\.}(t64)?$" <<<"$installed" || echo "$name"
    done
}

[ $((${#needed[@]} + ${#helpful[@]})) -gt 0 ] || exit 0
mapfile -t missing < <(list_missing "${needed[@]}" "${helpful[@]}")
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing system packages: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes
    apt=(apt-get -qq -o DPkg::Lock::Timeout=300)
    {
        "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}"
    } >/dev/null && exit 0
    echo "They could not all be installed. By hand:" >&2
else
    echo "System packages are missing. To install them, copy this line:" >&2
fi
echo "    sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
[ ${#needed[@]} = 0 ] || [ -z "$(list_missing "${needed[@]}")" ]
