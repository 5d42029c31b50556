#!/usr/bin/env bash
# Puts a frozen Negatoscope into a package for Debian and Ubuntu.
#
#   make_deb.sh TREE full|small|cuda OUT
#
# Writes OUT/<package>_<version>_amd64.deb. The same tree gives the same bytes. There are no
# maintainer scripts: the caches of menus, icons, file types and manual pages are kept by triggers
# of the packages that own them, and nothing is written outside of the list of files.
# LEVEL chooses another level of xz; small ones are for trying out.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "$0")/common.sh"

root=$work/root
doc=$root/usr/share/doc/$package

libraries=$("$linux/needed_libraries.sh" "$tree") || refuse "libraries.txt must be completed."
glibc=$(sed -n 's/^glibc //p' <<<"$libraries")
packages_of() {
    awk -v kind="$1" '$2 == kind { $1 = $2 = ""; sub(/^ +/, ""); print }' <<<"$libraries" \
        | sed "s/^libc6\$/libc6 (>= $glibc)/" | sort -u | paste -sd, | sed 's/,/, /g'
}

helpful="desktop-file-utils, hicolor-icon-theme, shared-mime-info, xdg-utils" # double-click, links

stage_program() {
    mkdir -p "$root/opt" "$root/usr/bin"
    cp -a --reflink=auto "$tree" "$root/opt/negatoscope"
    ln -s /opt/negatoscope/negatoscope "$root/usr/bin/negatoscope"
}

stage_documents() {
    mkdir -p "$doc"
    cp "$linux/copyright" "$doc/copyright"
    gzip -9nc "$tree/_internal/THIRD_PARTY.txt" > "$doc/THIRD_PARTY.txt.gz"
    gzip -9nc "$repository/CHANGELOG.md" > "$doc/CHANGELOG.md.gz"
    {
        printf '%s (%s) stable; urgency=low\n\n' "$package" "$version"
        printf '  * What changed for users stands in CHANGELOG.md.gz.\n\n'
        printf ' -- The Negatoscope authors <negatoscope@localhost>  %s\n' "$(date -R -d "@$epoch")"
    } | gzip -9n > "$doc/changelog.gz"
    mkdir -p "$root/usr/share/lintian/overrides"
    sed "s/@PACKAGE@/$package/" "$linux/lintian-overrides" > "$root/usr/share/lintian/overrides/$package"
}

write_control() {
    local kib
    # As dpkg counts it: every file in whole KiB, everything else as one.
    kib=$(find "$root" -path "$root/DEBIAN" -prune -o -type f -printf '%s\n' -o -printf '0\n' \
        | awk '{ kib += $1 ? int(($1 + 1023) / 1024) : 1 } END { print kib }')
    mkdir -p "$root/DEBIAN"
    cat > "$root/DEBIAN/control" <<CONTROL
Package: $package
Version: $version
Architecture: amd64
Maintainer: The Negatoscope authors <negatoscope@localhost>
Installed-Size: $kib
Depends: $(packages_of depends)
Recommends: $({ packages_of recommends; echo "$helpful"; } | paste -sd, | sed 's/^,//; s/,\([^ ]\)/, \1/g')
Provides: negatoscope-viewer
Conflicts: negatoscope-viewer
Replaces: negatoscope-viewer
Section: graphics
Priority: optional
Description: radiography viewer that shows what it did ($variant)
 Opens DICOM, PNG, TIFF and JPEG films, enhances them by a recipe of steps
 that can be seen, switched and undone, puts the original beside the result,
 and writes the result as a DICOM object that archives accept. The file that
 is opened is never changed.
 .
 This is the $variant variant: $brings.
 .
 Not a medical device: research and education, not for diagnosis.
CONTROL
    (cd "$root" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | sort -z | xargs -0 md5sum) \
        > "$root/DEBIAN/md5sums"
}

stage_program
stage_share "$root/usr/share"
stage_documents
write_control
# A build machine's umask and clock are nobody's business.
find "$root" -type d -exec chmod 755 {} +
find "$root" -type f -perm /111 ! -name '*.so' ! -name '*.so.*' -exec chmod 755 {} +
find "$root" -type f \( ! -perm /111 -o -name '*.so' -o -name '*.so.*' \) -exec chmod 644 {} +
find "$root" -exec touch --no-dereference --date="@$epoch" {} +

deb=$out/${package}_${version}_amd64.deb
dpkg-deb --root-owner-group -Zxz -z"${LEVEL:-6}" --threads-max=2 --build "$root" "$deb.partial" >/dev/null
mv "$deb.partial" "$deb"
echo "$deb: $(stat -c %s "$deb" | numfmt --to=si)B, $(sed -n 's/^Installed-Size: //p' "$root/DEBIAN/control" | numfmt --from-unit=1024 --to=si)B installed"
