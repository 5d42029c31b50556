#!/usr/bin/env bash
# Gets a folder of packages ready for a release: no asset of one may be larger than 2 GiB.
#
#   prepare_release.sh DIST
#
# A larger file is replaced by FILE.part1, FILE.part2 …, which put together are the file again:
# cat FILE.part* >FILE, on Windows copy /b FILE.part1+FILE.part2 FILE. SHA256SUMS gets a line for
# every file, also for one that is split: sha256sum --check --ignore-missing SHA256SUMS.
# PART_BYTES chooses another limit, for trying it out.
set -euo pipefail
if [ $# != 1 ] || [ ! -d "$1" ]; then
    echo "usage: $0 DIST" >&2
    exit 2
fi
cd "$1"
limit=${PART_BYTES:-2000000000}

rm -f SHA256SUMS
files=(*)
[ -e "${files[0]}" ] || { echo "There are no packages in $1." >&2; exit 1; }
for file in "${files[@]}"; do
    [ -f "$file" ] || { echo "$file is no package: a release is a flat list of files." >&2; exit 1; }
done
sums=$(sha256sum -- "${files[@]}")
for file in "${files[@]}"; do
    size=$(wc -c <"$file")
    [ "$size" -gt "$limit" ] || continue
    [ "$size" -le $((9 * limit)) ] || { echo "$file would become more than 9 parts." >&2; exit 1; }
    split --bytes="$limit" --numeric-suffixes=1 --suffix-length=1 -- "$file" "$file.part"
    [ "$(cat -- "$file".part? | sha256sum)" = "$(sha256sum <"$file")" ]
    sums+=$'\n'$(sha256sum -- "$file".part?)
    rm -- "$file"
done
LC_ALL=C sort -k 2 <<<"$sums" >SHA256SUMS
cat SHA256SUMS
