#!/usr/bin/env bash
# Puts a frozen Negatoscope into a file that installs it for one user, without root.
#
#   make_run.sh TREE full|small|cuda OUT
#
# Writes OUT/<package>-<version>-linux-x86_64.run. The same tree gives the same bytes. What the file
# does where it is started stands in run/install.sh. LEVEL chooses another compression of xz.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "$0")/common.sh"

content=$work/content
mkdir "$content"
deterministic=(--sort=name --mtime="@$epoch" --owner=0 --group=0 --numeric-owner)

libraries=$("$linux/needed_libraries.sh" "$tree") || refuse "libraries.txt must be completed."
awk '$2 == "depends" && $3 != "libc6" { $2 = ""; sub(/  /, " "); print }' <<<"$libraries" > "$content/libraries"
cat > "$content/facts.sh" <<FACTS
version=$version
variant=$variant
kib=$(du -sk --apparent-size "$tree" | cut -f1)
glibc=$(sed -n 's/^glibc //p' <<<"$libraries")
FACTS
stage_share "$content/share"
cp "$linux"/run/*.sh "$content/"

# Whether the .deb beside it holds the very files of the tree.
holds_tree() {
    local sums
    [ -f "$1" ] && sums=$(dpkg-deb --info "$1" md5sums 2>/dev/null | sed -n 's|  opt/negatoscope/|  |p') || return 1
    [ "$(wc -l <<<"$sums")" = "$(find "$tree" -type f | wc -l)" ] \
        && (cd "$tree" && md5sum --check --status --strict <<<"$sums")
}

# Compressing takes longer than all else: what make_deb.sh has compressed is taken as it is.
deb=$out/${package}_${version}_amd64.deb
if holds_tree "$deb" && ar t "$deb" | grep -qxF data.tar.xz; then
    ar p "$deb" data.tar.xz > "$content/program.tar.xz"
else
    # Blocks of their own for two cores, whatever this machine has: the same bytes everywhere.
    tar -C "$tree" "${deterministic[@]}" --mode=u+rwX,go+rX,go-w --transform 's|^\.|./opt/negatoscope|' -cf - . \
        | xz "-${LEVEL:-6}" -T2 --block-size=24MiB > "$content/program.tar.xz"
fi

# ---- makeself's own beginning, and what it lacks ----

header=$work/header.sh
for place in /usr/share/makeself /usr/local/share/makeself "$(dirname "$(command -v makeself)")"; do
    [ ! -f "$place/makeself-header.sh" ] || { cp "$place/makeself-header.sh" "$header"; break; }
done
[ -f "$header" ] || refuse "makeself-header.sh of makeself was not found."

# Puts lines before the only line that is equal to ANCHOR, blanks aside: ANCHOR LINES.
extend_header() {
    [ "$(sed 's/^[[:blank:]]*//' "$header" | grep -cxF -- "$1")" = 1 ] \
        || refuse "this makeself has another beginning than the ones known: '$1' is not there once."
    ANCHOR=$1 LINES=$2 awk '{ bare = $0; sub(/^[ \t]+/, "", bare) }
        bare == ENVIRON["ANCHOR"] { print ENVIRON["LINES"] }
        { print }' "$header" > "$header.new"
    mv "$header.new" "$header"
}
# shellcheck disable=SC2016  # the beginning itself expands it
{
    # --quiet is for our part too; --uninstall needs no unpacking.
    extend_header 'quiet=y' '	scriptargs="--quiet"'
    extend_header 'initargs="\$@"' '
if test x"\$1" = x--uninstall; then
    shift
    uninstall="\$HOME/.local/opt/negatoscope/uninstall"
    test -x "\$uninstall" && exec "\$uninstall" "\$@"
    echo "There is no Negatoscope in \$HOME/.local/opt." >&2
    exit 1
fi
'
    # Checked before even a temporary folder is made, which a damaged file would leave behind.
    extend_header 'if test x"\$targetdir" = x.; then' '
if ( MS_Check "\$0" ); then
    SETUP_NOCHECK=1
else
    damaged="This file is damaged; fetch it again. Nothing was installed."
    echo "\$damaged" >&2
    tty -s || zenity --error --title Negatoscope --text "\$damaged" 2>/dev/null
    exit 2
fi
'
}

run=$package-$version-linux-x86_64.run
find "$content" -exec touch --no-dereference --date="@$epoch" {} +
# Relative names, as makeself writes down how it was called.
(cd "$work" && makeself --header ./header.sh --nocomp --sha256 --nomd5 --nocrc --nox11 --nowait \
    --packaging-date "$(date -R -d "@$epoch")" --tar-quietly --tar-extra "${deterministic[*]}" \
    content "$run" "Negatoscope $version ($variant)" ./install.sh) > "$work/said" 2>&1 \
    || { cat "$work/said" >&2; refuse "makeself failed."; }
chmod 755 "$work/$run"
mv "$work/$run" "$out/$run"
echo "$out/$run: $(stat -c %s "$out/$run" | numfmt --to=si)B"
