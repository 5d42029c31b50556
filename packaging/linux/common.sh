#!/usr/bin/env bash
# What make_deb.sh and make_run.sh share; they source it with their own arguments:
#
#   TREE VARIANT OUT    the frozen program, full|small|cuda, the folder for the package
#
# Afterwards: $tree $variant $out $version $package $brings $epoch $work, and stage_share.
# PYTHON names the Python with PySide6 that draws the icons; else the one of the build is found.
set -euo pipefail
linux=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$linux/../.." && pwd)

refuse() { echo "$(basename "$0"): $1" >&2; exit 1; }

[ $# = 3 ] || { echo "usage: $0 TREE full|small|cuda OUT" >&2; exit 2; }
if [ ! -x "$1/negatoscope" ] || [ ! -f "$1/_internal/resources/build.json" ]; then
    refuse "$1 is no frozen Negatoscope; 'make frozen' makes one."
fi
tree=$(cd "$1" && pwd)
variant=$2
mkdir -p "$3"
# shellcheck disable=SC2034  # read by those that source this, as are package and brings
out=$(cd "$3" && pwd)

# shellcheck disable=SC2034
case $variant in
    full) package=negatoscope brings="its networks run on the processor" ;;
    small) package=negatoscope-small brings="without the trained networks" ;;
    cuda) package=negatoscope-cuda brings="its networks run on NVIDIA graphics cards" ;;
    *) refuse "the variant is '$variant'; it may be full, small or cuda." ;;
esac

{ read -r version; read -r built; read -r commit; } < <(python3 -c 'import json, sys
build = json.load(open(sys.argv[1]))
print(build["version"], build["variant"], build["commit"], sep="\n")' "$tree/_internal/resources/build.json")
[ "$built" = "$variant" ] || refuse "the tree is of the variant $built, not $variant."
[[ $version =~ ^[0-9][0-9A-Za-z.+]*$ ]] || refuse "'$version' is no version that a package can have."

epoch=${SOURCE_DATE_EPOCH:-$(git -C "$repository" log -1 --format=%ct "${commit:-HEAD}" 2>/dev/null \
    || stat -c %Y "$tree/_internal/resources/build.json")}
export SOURCE_DATE_EPOCH=$epoch
export LC_ALL=C.UTF-8 TZ=UTC
umask 022

work=$(mktemp -d "${TMPDIR:-/tmp}/negatoscope-package.XXXXXX")
trap 'rm -rf "$work"' EXIT

find_python() {
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} "$repository/build/venv-$variant/bin/python" \
        "$repository/.venv/bin/python" python3; do
        "$candidate" -c 'from importlib.util import find_spec as has; exit(not has("PySide6"))' 2>/dev/null && { echo "$candidate"; return; }
    done
    refuse "no Python with PySide6 was found, which draws the icons; name one by PYTHON."
}

# Writes what belongs below share/ of any prefix: menu entries, icons, file types, manual page.
stage_share() {
    local share=$1 icons=$work/icons python side name
    python=$(find_python)
    "$python" "$repository/packaging/icons.py" "$icons"
    for name in negatoscope:apps negatoscope-film:mimetypes; do
        for side in "$icons"/[0-9]*; do
            side=$(basename "$side")
            install -D -m 644 "$icons/$side/${name%:*}.png" \
                "$share/icons/hicolor/${side}x$side/${name#*:}/${name%:*}.png"
        done
        install -D -m 644 "$icons/${name%:*}.svg" \
            "$share/icons/hicolor/scalable/${name#*:}/${name%:*}.svg"
    done
    install -D -m 644 -t "$share/applications" "$linux"/*.desktop
    install -D -m 644 "$linux/negatoscope-mime.xml" "$share/mime/packages/negatoscope.xml"
    mkdir -p "$share/metainfo" "$share/man/man1"
    sed -e "s/@VERSION@/$version/" -e "s/@DATE@/$(date -d "@$epoch" +%F)/" \
        "$linux/negatoscope.metainfo.xml" > "$share/metainfo/negatoscope.metainfo.xml"
    "$python" "$linux/man_page.py" "$tree/negatoscope" "$version" "$(date -d "@$epoch" +%F)" \
        | gzip -9n > "$share/man/man1/negatoscope.1.gz"
}
