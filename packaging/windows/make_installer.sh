#!/usr/bin/env bash
# Makes the Windows installer of a frozen tree; runs on Linux and in Git Bash.
#
#   make_installer.sh TREE full|small OUT
#
# TREE holds negatoscope.exe, negatoscope-cli.exe and _internal; the version comes from its
# build.json. PYTHON names a Python with PySide6, which draws icon and pictures. The installer
# is signed where a certificate is configured (see sign.sh), and says so where it is not.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
[ $# = 3 ] || { echo "usage: $0 TREE full|small OUT" >&2; exit 2; }
tree=$(cd "$1" && pwd) variant=$2
mkdir -p "$3"
out=$(cd "$3" && pwd)

refuse() { echo "$1" >&2; exit 1; }

case $variant in
    full) title="Negatoscope" name=negatoscope ;;
    small) title="Negatoscope small" name=negatoscope-small ;;
    *) refuse "There is no installer of the variant '$variant': NSIS holds 2 GB at most, so ship it as a zip." ;;
esac
build=$tree/_internal/resources/build.json
[ -f "$build" ] || refuse "$1 is no frozen tree: it lacks _internal/resources/build.json."
for program in negatoscope.exe negatoscope-cli.exe; do
    [ -f "$tree/$program" ] || refuse "$1 is no frozen tree of Windows: it lacks $program."
done
said() { sed -nE "s/.*\"$1\": *\"([^\"]*)\".*/\1/p" "$build"; }
version=$(said version)
[ -n "$version" ] || refuse "$build names no version."
[ "$(said variant)" = "$variant" ] || refuse "The tree is the variant '$(said variant)', not '$variant'."
numbers=$(grep -oE '^[0-9]+\.[0-9]+\.[0-9]+' <<<"$version") || refuse "The version '$version' does not begin with three numbers."

makensis=$(command -v makensis || true)
for folder in "/c/Program Files (x86)/NSIS" "/c/Program Files/NSIS"; do
    [ -n "$makensis" ] || { [ -x "$folder/makensis.exe" ] && makensis="$folder/makensis.exe"; } || true
done
[ -n "$makensis" ] || refuse "makensis is missing: install the package nsis."
export LC_ALL=C.UTF-8  # makensis reads the names of files as the locale says
export MSYS2_ARG_CONV_EXCL='*'  # Git Bash would take arguments for paths

# The form of a path that makensis understands here.
native() { if command -v cygpath >/dev/null; then cygpath -w "$1"; else echo "$1"; fi; }
slash=/
[ "$(native /)" = / ] || slash=\\

[ -z "${WINDOWS_CERTIFICATE:-}" ] || WINDOWS_CERTIFICATE=$(realpath "$WINDOWS_CERTIFICATE") # makensis changes folders

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Signing changes a file, and the tree stays as it was frozen: so copies are signed.
mkdir "$work/signed"
for program in negatoscope.exe negatoscope-cli.exe; do
    cp -p "$tree/$program" "$work/signed/"
    "$here/sign.sh" "$work/signed/$program"
done

python=${PYTHON:-}
for candidate in "$here/../../.venv/bin/python" "$here/../../build/venv-$variant/bin/python" \
    "$here/../../build/venv-$variant/Scripts/python.exe" python3 python; do
    [ -z "$python" ] || break
    ! "$candidate" -c 'import PySide6.QtSvg' 2>/dev/null || python=$candidate
done
[ -n "$python" ] || refuse "No Python with PySide6 was found to draw the icon: name one in PYTHON."
"$python" "$(native "$here/pictures.py")" "$(native "$work")"
"$python" "$(native "$here/../icons.py")" "$(native "$work/icons")"
for language in en de; do
    # The byte order mark tells makensis that it is UTF-8.
    { printf '\xef\xbb\xbf'; cat "$here/notice_$language.txt"; echo; cat "$here/../../LICENSE"; } \
        | tr -d '\r' | sed 's/$/\r/' >"$work/licence_$language.txt"
done

"$here/list_files.sh" "$tree" "$work"
kilobytes=$(find "$tree" -type f -printf '%s\n' | awk '{ sum += $1 } END { print int(sum / 1024) + 1 }')
[ "$kilobytes" -lt 2000000 ] || refuse "The tree has $kilobytes KB, and NSIS holds 2 GB at most."

# The official builds of NSIS for Windows have no stub of 64 bits; Debian's and Ubuntu's have.
target=amd64-unicode
stubs=$("$makensis" -HDRINFO 2>/dev/null | tr ',' '\n' | sed -n 's/^NSISDIR=//p' | tr -d '\r')
[ -n "$stubs" ] || stubs=$(dirname "$makensis")
if ! ls "$stubs/Stubs/"*amd64-unicode >/dev/null 2>&1; then
    target=x86-unicode
    echo "This NSIS has no stub of 64 bits, so the installer is a program of 32 (what it installs is not)."
fi

mkdir -p "$work/out"
cd "$here"
file=$name-$version-windows-x86_64.exe
settings=(
    "TARGET=$target" "VERSION=$version" "FOUR_NUMBERS=$numbers.0" "TITLE=$title"
    "TREE=$(native "$tree")" "SLASH=$slash" "WORK=$(native "$work")" "OUT_FILE=$(native "$work/out")$slash$file"
    "SIZE_KB=$kilobytes" "SIZE_MB=$((kilobytes / 1024 + 1))"
)
# By its full name, as on Windows another program is called bash too.
[ -z "${WINDOWS_CERTIFICATE:-}" ] \
    || settings+=("SIGN=\"$(native "$BASH")\" \"$(native "$here/sign.sh")\"")
find "$work" -exec touch -r "$build" {} +  # the times of files get in: the same tree, the same installer
"$makensis" -V2 -WX -INPUTCHARSET UTF8 "${settings[@]/#/-D}" installer.nsi
"$here/sign.sh" "$work/out/$file"
mv "$work/out/$file" "$out/$file"
echo "$out/$file: $(($(wc -c <"$out/$file") / 1000000)) MB"
