#!/usr/bin/env bash
# Installs Negatoscope for one user, without root; the .run file starts it where it is unpacked.
#
#   install.sh [--quiet] [--force]
#
# The program goes to ~/.local/opt/negatoscope, its entries to ~/.local/bin and XDG_DATA_HOME.
# --force goes on where the system lacks libraries or the space seems short.
set -euo pipefail
umask 022  # the .run file sets one under which nobody else reads anything
here=$(cd "$(dirname "$0")" && pwd)
version="" variant="" kib=0 glibc=0
# shellcheck disable=SC1091  # written by make_run.sh: the four above
. "$here/facts.sh"
# shellcheck source-path=SCRIPTDIR source=places.sh
. "$here/places.sh"
# shellcheck source-path=SCRIPTDIR source=talk.sh
. "$here/talk.sh"

force=no
for word in "$@"; do
    case $word in
        --quiet) quiet=yes ;;
        --force) force=yes ;;
        *) fail "The installer knows no option $word." ;;
    esac
done

# ---- before anything is written ----

doubt() { [ $force = yes ] || fail "$1"; }

[ "$(uname -s) $(uname -m)" = "Linux x86_64" ] \
    || fail "This Negatoscope runs on 64-bit Linux on Intel and AMD processors; this is $(uname -s) on $(uname -m)."

has_glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null | sed 's/.* //' || true)
[ "$(printf '%s\n' "$glibc" "${has_glibc:-0}" | sort -V | head -n 1)" = "$glibc" ] \
    || fail "This Negatoscope needs a newer system: glibc $glibc, and here it is ${has_glibc:-another C library}."

command -v xz >/dev/null || fail "The program xz is missing, which unpacks Negatoscope: sudo apt-get install -y xz-utils"

list_missing_libraries() {
    local known soname packages
    known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | awk '/x86-64/ { print $1 }') || true
    [ -n "$known" ] || return 0 # a system that keeps no list: the trial run below tells
    while read -r soname packages; do
        grep -qxF -- "$soname" <<<"$known" || echo "$soname $packages"
    done < "$here/libraries"
}

# Prints for "libglib2.0-0 | libglib2.0-0t64" the one that this system knows.
pick_package() {
    local name
    for name in ${1//|/ }; do
        apt-cache show "$name" >/dev/null 2>&1 && { echo "$name"; return; }
    done
    echo "${1%% *}"
}

missing=$(list_missing_libraries)
if [ -n "$missing" ]; then
    sonames=$(awk '{ printf "%s%s", sep, $1; sep = ", " }' <<<"$missing")
    if command -v apt-cache >/dev/null; then
        mapfile -t wanted < <(cut -d' ' -f2- <<<"$missing" | sort -u)
        names=$(for one in "${wanted[@]}"; do pick_package "$one"; done | sort -u | tr '\n' ' ')
        doubt "System libraries are missing: $sonames. To install them, copy this line, then start again:
    sudo apt-get install -y --no-install-recommends ${names% }"
    else
        doubt "System libraries are missing: $sonames. Install your system's packages that have them, then start again."
    fi
fi

mkdir -p "$opt" "$bin" || fail "The folder $opt could not be made."
exec 9>"$opt/.lock"
flock -n 9 || fail "Another installer of Negatoscope is at work; wait until it has finished."
rm -rf "$opt"/.new.*

free_kib=$(df -Pk "$opt" | awk 'NR == 2 { print $4 }')
[ "$free_kib" -ge $((kib + kib / 20)) ] \
    || doubt "Negatoscope needs $((kib / 1024 + 50)) MB in $opt, and $((free_kib / 1024)) MB are free."

# ---- the new tree beside the old one; the old one counts until the new one has run ----

note "Negatoscope $version ($variant) is being unpacked..."
new=$(mktemp -d "$opt/.new.XXXXXX")
trap 'rm -rf "$new"' EXIT
chmod 755 "$new"
xz -dc -T0 "$here/program.tar.xz" | tar -x -C "$new" --strip-components=3 ./opt/negatoscope \
    || fail "Negatoscope could not be unpacked; what was installed before is as it was."
says=$("$new/negatoscope" --version 2>&1) \
    || fail "The program does not start here, and what was installed before is as it was. It said: ${says:0:300}"

name=$version-$variant
while [ -e "$opt/$name" ]; do name=$name+; done
mv -T "$new" "$opt/$name"
trap - EXIT
ln -sfn "$name" "$opt/.next"
mv -T "$opt/.next" "$opt/current" # one step: there is no moment without a program

# ---- its entries ----

before=$(defaults_now)
wrote=$(mktemp "$opt/.wrote.XXXXXX")
put() { # FILE PLACE
    mkdir -p "$(dirname "$2")"
    cp "$1" "$2.new" && mv -f "$2.new" "$2"
    echo "$2" >> "$wrote"
}
program=$opt/current/negatoscope
if [[ $program == *[^A-Za-z0-9/._@+-]* ]]; then
    # As the Exec line of a desktop entry has it; bare where it may be, for some read no quotes.
    program=\"$(sed 's/[`$"]/\\\\&/g; s/%/%%/g' <<<"$program")\"
fi
for entry in "$here"/share/applications/*.desktop; do
    text=$(sed '/^TryExec=/d' "$entry")
    echo "${text//"Exec=negatoscope"/"Exec=$program"}" > "$entry"
done
while IFS= read -r -d '' file; do
    put "$here/share/$file" "$data/$file"
done < <(cd "$here/share" && find . -type f -printf '%P\0' | sort -z)
ln -sfn "$opt/current/negatoscope" "$bin/negatoscope"
echo "$bin/negatoscope" >> "$wrote"
cp "$here/uninstall.sh" "$opt/.uninstall.new"
mv "$opt/.uninstall.new" "$opt/uninstall"
cp "$here/places.sh" "$here/talk.sh" "$opt/"
chmod 755 "$opt/uninstall"
if [ -f "$opt/files" ]; then # what an older version had and this one lacks
    grep -vxF -f "$wrote" "$opt/files" | tr '\n' '\0' | xargs -0r rm -f -- || true
fi
mv "$wrote" "$opt/files"
printf '%q\n' "$data" > "$opt/data_home"
refresh_caches
keep_defaults "$before"

# A tree that a window still runs from stays until the next time.
for old in "$opt"/*/; do
    old=${old%/}
    [ -L "$old" ] || [ "$old" = "$opt/$name" ] || is_in_use "$old" || rm -rf "$old"
done

words="Negatoscope $version is installed. It stands in the menu of programs, and films open by a double-click."
[[ ":$PATH:" == *":$bin:"* ]] || words+="
In a terminal it is $bin/negatoscope, as $bin is not in PATH yet: log in again, or add it."
words+="
To remove it: $opt/uninstall"
celebrate "$words" "$opt/current/negatoscope"
