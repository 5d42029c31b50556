#!/usr/bin/env bash
# Prints a Python that can make the virtual environment: 3.11 or newer, with venv and pip.
# Exit status: 1 where only another Python helps, 3 where the package python3-venv does.
set -euo pipefail

found_old=""
found_bare=""
for name in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    # Running it is the only proof: a version manager's shim exists for versions that are not chosen.
    "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
        command -v "$name" >/dev/null && found_old="$name"
        continue
    }
    if "$name" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "$name"
        exit 0
    fi
    found_bare="$name"
done

if [ -n "$found_bare" ]; then
    echo "$found_bare cannot make virtual environments: it lacks venv and ensurepip." >&2
    exit 3
elif [ -n "$found_old" ]; then
    echo "Negatoscope needs Python 3.11 or newer, and $found_old is older or does not run." >&2
    echo "Install one, or name it: make run PYTHON=/path/to/python3.12" >&2
    exit 1
fi
echo "Negatoscope needs Python 3.11 or newer, and none was found." >&2
echo "Install one, or name it: make run PYTHON=/path/to/python3.12" >&2
[ -n "${PYTHON:-}" ] || exit 3
exit 1
