#!/usr/bin/env bash
# Makes the Windows installer of a tree, signed where the certificate is given as text:
#
#   WINDOWS_CERTIFICATE_BASE64=… WINDOWS_CERTIFICATE_PASSWORD=… windows_installer.sh TREE VARIANT OUT
#
# The certificate lies in a file for as long as this runs. See ../windows/sign.sh.
set -euo pipefail
[ $# = 3 ] || { echo "usage: $0 TREE full|small OUT" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
text=${WINDOWS_CERTIFICATE_BASE64:-}
unset WINDOWS_CERTIFICATE_BASE64

if [ -n "$text" ]; then
    certificate=$(mktemp)  # readable for nobody else
    trap 'rm -f "$certificate"' EXIT
    base64 --decode <<<"$text" >"$certificate" 2>/dev/null || {
        echo "The secret WINDOWS_CERTIFICATE_BASE64 is not a file in base64." >&2
        exit 1
    }
    export WINDOWS_CERTIFICATE=$certificate
fi
"$here/../windows/make_installer.sh" "$@"
