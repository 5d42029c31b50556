#!/usr/bin/env bash
# Drafts a release of a tag, which a person publishes after a look at it:
#
#   GH_TOKEN=… draft_release.sh v0.1.0 DIST
#
# Its text is the section of that version in CHANGELOG.md, or the one of what is unreleased. Run a
# second time it replaces the files of the draft that is there.
set -euo pipefail
[ $# = 2 ] || { echo "usage: $0 TAG DIST" >&2; exit 2; }
tag=$1 dist=$2
root=$(cd "$(dirname "$0")/../.." && pwd)

version=$(sed -nE 's/^VERSION = "(.*)"$/\1/p' "$root/engine/version.py")
[ "$tag" = "v$version" ] || {
    echo "The tag is $tag, and the version of the source is $version: one of them is wrong." >&2
    exit 1
}

# Prints the section of CHANGELOG.md whose heading begins with a word.
section() {
    awk -v word="$1" '/^## / { on = ($2 == word || $2 == "[" word "]"); next } on' "$root/CHANGELOG.md"
}
notes=$(mktemp)
trap 'rm -f "$notes"' EXIT
section "$version" >"$notes"
[ -s "$notes" ] || section Unreleased >"$notes"
[ -s "$notes" ] || { echo "CHANGELOG.md says nothing of $version." >&2; exit 1; }

if state=$(gh release view "$tag" --json isDraft --jq .isDraft 2>/dev/null); then
    [ "$state" = true ] || { echo "$tag is released already, and stays as it is." >&2; exit 1; }
    gh release upload "$tag" --clobber "$dist"/*
else
    gh release create "$tag" --draft --verify-tag --title "Negatoscope $version" \
        --notes-file "$notes" "$dist"/*
fi
