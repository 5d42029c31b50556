#!/usr/bin/env bash
# Writes down, name by name, what the installer puts into a folder and the uninstaller deletes.
#
#   list_files.sh TREE FOLDER
#
# FOLDER gets put_files.nsh and delete_files.nsh. The two programs in the tree's top folder are in
# the second only, as they are put there signed.
set -euo pipefail
[ $# = 2 ] || { echo "usage: $0 TREE FOLDER" >&2; exit 2; }
target=$(cd "$2" && pwd)
cd "$1"
export LC_ALL=C  # the same order everywhere
slash=/
! command -v cygpath >/dev/null || slash=\\

links=$(find . -type l)
[ -z "$links" ] || { echo "The tree holds links, which Windows cannot unpack: $links" >&2; exit 1; }
find . -mindepth 1 -type d | cut -c 3- | sort >"$target/folders"
find . -type f | cut -c 3- | sort >"$target/files"
if grep '[][*?]' "$target/files" >&2; then
    echo "makensis would take these names for patterns." >&2
    exit 1
fi

# Reads names, and writes a line for each: the form's first %s is the name as NSIS writes it for
# Windows, with each dollar doubled, the second the name here, which it takes as it is.
write_lines() {
    FORM=$1 SLASH=$slash awk '{
        windows = $0; gsub("/", "\\", windows)
        doubled = windows; gsub("[$]", "$$", doubled)
        printf ENVIRON["FORM"] "\n", doubled, ENVIRON["SLASH"] == "/" ? $0 : windows }'
}

# shellcheck disable=SC2016 # the variables are those of NSIS
{
    write_lines 'CreateDirectory "$LongFolder\%s"' <"$target/folders"
    grep -vxE 'negatoscope(-cli)?\.exe' "$target/files" \
        | write_lines 'File "/oname=$LongFolder\%s" "${TREE}${SLASH}%s"'
} >"$target/put_files.nsh"
# shellcheck disable=SC2016
{
    write_lines 'Delete "$LongFolder\%s"' <"$target/files"
    sort -r "$target/folders" | write_lines 'RMDir "$LongFolder\%s"'
} >"$target/delete_files.nsh"
