#!/usr/bin/env bash
# Prints what a frozen tree asks of the system: a line "glibc VERSION", then one line for each
# library that the tree does not bring along: SONAME KIND PACKAGE [| PACKAGE], from libraries.txt.
#
#   needed_libraries.sh TREE
#
# Exit status 1: a library is asked for that libraries.txt does not know; it is named.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
[ $# = 1 ] || { echo "usage: $0 TREE" >&2; exit 2; }
tree=$1

programs() { find "$tree" -type f \( -name '*.so' -o -name '*.so.*' -o -name negatoscope \) -print0; }

# The search stops at nothing: what is no ELF file asks for nothing.
read_elf() { programs | LC_ALL=C xargs -0 readelf "$1" --wide 2>/dev/null || true; }

glibc=$(read_elf --version-info | grep -oE 'Name: GLIBC_[0-9.]+' | sed 's/.*_//' | sort -uV | tail -n 1 || true)
echo "glibc ${glibc:-2.17}"

needed=$(read_elf --dynamic | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | LC_ALL=C sort -u)
brought=$(find "$tree" \( -type f -o -type l \) -name '*.so*' -printf '%f\n' | LC_ALL=C sort -u)
unknown=0
while read -r soname; do
    [ -n "$soname" ] || continue
    awk -v soname="$soname" '$1 == soname { $1 = $1; print; known = 1 } END { exit !known }' \
        "$here/libraries.txt" && continue
    unknown=1
    asking=$(programs | xargs -0 grep -lF -- "$soname" | head -n 3 | sed "s|^$tree/||" | tr '\n' ' ')
    echo "libraries.txt does not know $soname, which the tree lacks; asked for by: $asking" >&2
done < <(LC_ALL=C comm -23 <(echo "$needed") <(echo "$brought"))
exit $unknown
