#!/usr/bin/env bash
# Runs a command in this checkout on a clean Debian 12, the oldest system that the packages are for:
#
#   in_debian.sh ROOT COMMAND [WORD…]
#
# ROOT is made by debootstrap where it is missing or empty; needs root. Of the environment only
# PASSED_ON gets in. MIRROR names another archive of Debian.
set -euo pipefail
[ $# -ge 2 ] || { echo "usage: $0 ROOT COMMAND [WORD…]" >&2; exit 2; }
[ "$(id -u)" = 0 ] || { echo "A root folder of another system needs root: sudo $0 …" >&2; exit 1; }
PASSED_ON=(TORCH_INDEX NEGATOSCOPE_RELEASES SOURCE_DATE_EPOCH http_proxy https_proxy no_proxy)

if [ "${IN_DEBIAN_APART:-}" != 1 ]; then
    # With mounts of its own, none of which outlives the command.
    IN_DEBIAN_APART=1 exec unshare --mount --propagation private "$0" "$@"
fi

checkout=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$1"
root=$(cd "$1" && pwd)
shift

if [ ! -e "$root/etc/debian_version" ]; then
    echo "Making a clean Debian 12..."
    keys=/usr/share/keyrings/debian-archive-keyring.gpg
    [ -f "$keys" ] || { echo "The package debian-archive-keyring is missing." >&2; exit 1; }
    said=$(debootstrap --variant=minbase --include="ca-certificates,git,make,python3" \
        --keyring="$keys" bookworm "$root" ${MIRROR:+"$MIRROR"} 2>&1) \
        || { tail -n 20 <<<"$said" >&2; exit 1; }
fi
for name in resolv.conf hosts; do
    cp --dereference "/etc/$name" "$root/etc/$name"
done

mount --bind "$root" "$root" # a root that is a mount can have further ones inside
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/dev/shm"
mount -t devpts -o newinstance devpts "$root/dev/pts"
mkdir -p "$root$checkout"
mount --bind "$checkout" "$root$checkout"

settings=(
    HOME=/root LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
    # The checkout belongs to whoever made it, which git would not trust.
    GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory "GIT_CONFIG_VALUE_0=$checkout"
)
for name in "${PASSED_ON[@]}"; do
    [ -z "${!name:-}" ] || settings+=("$name=${!name}")
done
exec chroot "$root" /usr/bin/env -i -C "$checkout" "${settings[@]}" "$@"
