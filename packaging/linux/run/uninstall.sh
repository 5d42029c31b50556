#!/usr/bin/env bash
# Removes the Negatoscope that the .run file installed: all but the user's own settings and recipes.
#
#   ~/.local/opt/negatoscope/uninstall [--quiet] [--yes]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=places.sh
. "$here/places.sh"
# shellcheck source-path=SCRIPTDIR source=talk.sh
. "$here/talk.sh"

sure=no
for word in "$@"; do
    case $word in
        --quiet) quiet=yes sure=yes ;;
        --yes) sure=yes ;;
        *) fail "The uninstaller knows no option $word." ;;
    esac
done

if [ "$here" != "$opt" ] || [ ! -f "$opt/files" ]; then
    fail "There is no Negatoscope in $opt."
fi
[ $sure = yes ] || agrees "Remove Negatoscope? Your settings and recipes stay." || exit 1
! is_in_use "$opt" || fail "Negatoscope is running; close its windows first."

eval "data=$(cat "$opt/data_home")" # quoted by the installer: where the entries were put
while IFS= read -r file; do
    rm -f -- "$file"
done < "$opt/files"

# Choices that the installer made for the user, where they are still as it made them.
mimeapps=${XDG_CONFIG_HOME:-$HOME/.config}/mimeapps.list
if [ -f "$opt/defaults" ] && [ -f "$mimeapps" ]; then
    grep -vxF -f <(cat "$opt/defaults"; sed 's/$/;/' "$opt/defaults") "$mimeapps" > "$opt/mimeapps" || true
    cat "$opt/mimeapps" > "$mimeapps"
    grep -q = "$mimeapps" || rm -f "$mimeapps" # nothing but a heading
    rmdir --ignore-fail-on-non-empty "$(dirname "$mimeapps")"
fi

refresh_caches
# What only served our entries: caches of folders in which nothing else is left.
if [ -d "$data/mime/packages" ] && [ -z "$(ls -A "$data/mime/packages")" ]; then
    (cd "$data/mime" && rm -f aliases generic-icons globs globs2 icons magic mime.cache subclasses \
        treemagic types version XMLnamespaces)
fi
[ ! -d "$data/applications" ] || [ "$(ls -A "$data/applications")" != mimeinfo.cache ] \
    || rm -f "$data/applications/mimeinfo.cache"
while IFS= read -r folder; do
    (cd "$HOME" && rmdir -p --ignore-fail-on-non-empty -- "${folder#"$HOME/"}" 2>/dev/null) || true
done < <(sed 's|/[^/]*$||' "$opt/files" | sort -u; echo "$data/mime/application")

rm -rf "$opt"
(cd "$HOME" && rmdir -p --ignore-fail-on-non-empty .local/opt 2>/dev/null) || true
note "Negatoscope was removed. Your settings and recipes stay in ${XDG_CONFIG_HOME:-$HOME/.config}/negatoscope."
