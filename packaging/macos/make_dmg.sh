#!/usr/bin/env bash
# Makes the disk image of a frozen application: Negatoscope.app beside a link to /Applications.
#
#   make_dmg.sh NEGATOSCOPE.app OUT
#
# MACOS_IDENTITY names a "Developer ID Application" in the keychain, which signs application and
# image. MACOS_NOTARY_PROFILE names the credentials that `xcrun notarytool store-credentials` has
# put into the keychain; Apple then notarises the image, and its ticket is stapled to it. Without
# an identity the application is signed ad hoc, as Apple's processors demand, and macOS asks the
# user before its first start.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
[ $# = 2 ] || { echo "usage: $0 NEGATOSCOPE.app OUT" >&2; exit 2; }
identity=${MACOS_IDENTITY:-} profile=${MACOS_NOTARY_PROFILE:-}

refuse() { echo "$1" >&2; exit 1; }

[ "$(uname -s)" = Darwin ] || refuse "Disk images can be made on macOS only."
[ -d "$1/Contents/MacOS" ] || refuse "$1 is no application: it lacks Contents/MacOS."
[ -z "$profile" ] || [ -n "$identity" ] || refuse "Only what MACOS_IDENTITY signs can be notarised."
app=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)

build=$(find "$app/Contents" -path '*/resources/build.json' | head -n 1)
[ -n "$build" ] || refuse "$1 is no frozen Negatoscope: it lacks resources/build.json."
said() { sed -nE "s/.*\"$1\": *\"([^\"]*)\".*/\1/p" "$build"; }
version=$(said version)
[ -n "$version" ] || refuse "$build names no version."
case $(said variant) in
    full) name=negatoscope ;;
    small) name=negatoscope-small ;;
    *) refuse "There is no disk image of the variant '$(said variant)'." ;;
esac
image=$out/$name-$version-macos-$(uname -m).dmg

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/image"
cp -R "$app" "$work/image/Negatoscope.app"  # signing changes it, and the tree stays as it was frozen
ln -s /Applications "$work/image/Applications"
app=$work/image/Negatoscope.app

# From the inside out, as a signature covers those of the parts; codesign --deep would give the
# libraries the program's entitlements.
signature=(codesign --force --sign "${identity:--}")
[ -z "$identity" ] || signature+=(--timestamp)
hardened=("${signature[@]}")
[ -z "$identity" ] || hardened+=(--options runtime)
find "$app/Contents" -type f \( -perm -u+x -o -name '*.dylib' -o -name '*.so' \) -print0 \
    | while IFS= read -r -d '' part; do
        ! file -b "$part" | grep -q Mach-O || "${hardened[@]}" "$part"
    done
find "$app/Contents" -depth -type d -name '*.framework' -exec "${hardened[@]}" {} \;
"${hardened[@]}" --entitlements "$here/entitlements.plist" "$app"
codesign --verify --deep --strict "$app"

hdiutil create -quiet -ov -fs HFS+ -format UDZO -volname Negatoscope -srcfolder "$work/image" "$work/made.dmg"
if [ -n "$identity" ]; then
    "${signature[@]}" "$work/made.dmg"
else
    echo "$(basename "$image") is unsigned: MACOS_IDENTITY names no identity."
fi
if [ -n "$profile" ]; then
    xcrun notarytool submit "$work/made.dmg" --keychain-profile "$profile" --wait
    xcrun stapler staple "$work/made.dmg"
else
    echo "$(basename "$image") is not notarised: MACOS_NOTARY_PROFILE names no credentials."
fi
mv "$work/made.dmg" "$image"
echo "$image: $(($(wc -c <"$image") / 1000000)) MB"
