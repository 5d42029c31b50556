#!/usr/bin/env bash
# Signs one Windows program in place, where a certificate is configured:
#
#   WINDOWS_CERTIFICATE=FILE.pfx WINDOWS_CERTIFICATE_PASSWORD=… sign.sh PROGRAM
#
# WINDOWS_TIMESTAMP names a time stamping server; without one the signature ends when the
# certificate does. With no certificate it says that the program stays unsigned, and succeeds.
set -euo pipefail
[ $# = 1 ] || { echo "usage: $0 PROGRAM" >&2; exit 2; }
program=$1 certificate=${WINDOWS_CERTIFICATE:-} stamp=${WINDOWS_TIMESTAMP:-}
title=Negatoscope

if [ -z "$certificate" ]; then
    echo "$(basename "$program") is unsigned: WINDOWS_CERTIFICATE names no certificate."
    exit 0
fi
[ -f "$certificate" ] || { echo "There is no certificate $certificate." >&2; exit 1; }
[ -n "${WINDOWS_CERTIFICATE_PASSWORD+set}" ] || { echo "WINDOWS_CERTIFICATE_PASSWORD is not set." >&2; exit 1; }

if command -v osslsigncode >/dev/null; then
    password=$(mktemp)  # a password among the arguments could be read by every user
    signed=$(mktemp -u "$program.XXXXXX")
    trap 'rm -f "$password" "$signed"' EXIT
    printf '%s' "$WINDOWS_CERTIFICATE_PASSWORD" >"$password"
    osslsigncode sign -pkcs12 "$certificate" -readpass "$password" -h sha256 -n "$title" \
        ${stamp:+-ts "$stamp"} -in "$program" -out "$signed" >/dev/null
    mv "$signed" "$program"
else
    export MSYS2_ARG_CONV_EXCL='*'  # Git Bash would take the switches for paths
    signtool=$(command -v signtool || find "/c/Program Files (x86)/Windows Kits/10/bin" \
        -path '*/x64/signtool.exe' 2>/dev/null | LC_ALL=C sort | tail -n 1)
    [ -n "$signtool" ] || { echo "Neither osslsigncode nor signtool is installed." >&2; exit 1; }
    "$signtool" sign /q /fd sha256 /f "$(cygpath -w "$certificate")" /p "$WINDOWS_CERTIFICATE_PASSWORD" \
        /d "$title" ${stamp:+/tr "$stamp" /td sha256} "$(cygpath -w "$program")"
fi
echo "$(basename "$program") is signed."
