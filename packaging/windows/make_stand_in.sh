#!/usr/bin/env bash
# Makes a frozen tree of a few kilobytes that is like the real one in what is hard: long paths,
# names in other scripts, empty folders.
#
#   make_stand_in.sh TREE VARIANT VERSION [FILE]…
#
# FILEs are further names under _internal, as one version has them and the next one lacks them.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 3 ] || { echo "usage: $0 TREE VARIANT VERSION [FILE]..." >&2; exit 2; }
tree=$1 variant=$2 version=$3
shift 3

mkdir -p "$tree/_internal/resources" "$tree/_internal/empty folder"
tree=$(cd "$tree" && pwd)
makensis -V1 -WX "-DOUT_FILE=$tree/negatoscope.exe" "$here/stand_in.nsi"
cp "$tree/negatoscope.exe" "$tree/negatoscope-cli.exe"
printf '{"version": "%s", "variant": "%s", "commit": "", "releases": ""}\n' "$version" "$variant" \
    >"$tree/_internal/resources/build.json"
echo "$version" >"$tree/_internal/LICENSE"

deep=_internal
for _ in 1 2 3 4 5 6; do deep=$deep/folder_with_a_name_of_fifty_characters_like_torchs; done
mkdir -p "$tree/$deep"
for name in "$deep/more_than_260_characters_from_the_drive_on.txt" \
    "_internal/Röntgenaufnahme Ω 胸部.txt" "_internal/a \$INSTDIR 100% & (copy).txt" "${@/#/_internal/}"; do
    mkdir -p "$(dirname "$tree/$name")"
    echo "$name" >"$tree/$name"
done
