#!/usr/bin/env bash
# Makes the disk image of an application, signed and notarised as far as the secrets for it are given:
#
#   macos_image.sh NEGATOSCOPE.app OUT
#
# - MACOS_IDENTITY, MACOS_CERTIFICATE_BASE64 (a .p12 as text), MACOS_CERTIFICATE_PASSWORD sign;
# - MACOS_NOTARY_ID, MACOS_NOTARY_TEAM, MACOS_NOTARY_PASSWORD notarise besides.
#
# The certificate goes into a keychain that ends with this. See ../macos/make_dmg.sh.
set -euo pipefail
[ $# = 2 ] || { echo "usage: $0 NEGATOSCOPE.app OUT" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
certificate=${MACOS_CERTIFICATE_BASE64:-} password=${MACOS_CERTIFICATE_PASSWORD:-}
notary_id=${MACOS_NOTARY_ID:-} notary_team=${MACOS_NOTARY_TEAM:-} notary_password=${MACOS_NOTARY_PASSWORD:-}
unset MACOS_CERTIFICATE_BASE64 MACOS_CERTIFICATE_PASSWORD MACOS_NOTARY_PASSWORD

if [ -n "$certificate" ] && [ -n "${MACOS_IDENTITY:-}" ]; then
    work=$(mktemp -d)
    keychain=$work/signing.keychain-db
    trap 'security delete-keychain "$keychain" || true; rm -rf "$work"' EXIT
    secret=$(openssl rand -hex 24)
    base64 --decode <<<"$certificate" >"$work/certificate.p12"
    security create-keychain -p "$secret" "$keychain"
    security set-keychain-settings -lut 7200 "$keychain"
    security unlock-keychain -p "$secret" "$keychain"
    security import "$work/certificate.p12" -k "$keychain" -P "$password" -T /usr/bin/codesign
    security set-key-partition-list -S apple-tool:,apple: -s -k "$secret" "$keychain" >/dev/null
    security list-keychains -d user -s "$keychain" login.keychain-db
    rm "$work/certificate.p12"
    if [ -n "$notary_id" ]; then
        xcrun notarytool store-credentials negatoscope --apple-id "$notary_id" \
            --team-id "$notary_team" --password "$notary_password" >/dev/null
        export MACOS_NOTARY_PROFILE=negatoscope
    fi
else
    unset MACOS_IDENTITY # an identity without its certificate signs nothing
fi
"$here/../macos/make_dmg.sh" "$@"
