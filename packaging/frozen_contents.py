"""Which libraries a frozen program holds, and which it should: ``contents_<variant>.txt``.

    python packaging/frozen_contents.py build/frozen/full/negatoscope/_internal

prints the list of a program, to be looked at and kept as the file.
"""

import re
import sys
from collections.abc import Set
from pathlib import Path

_CHANGING = re.compile(
    r"-[0-9a-f]{8}(-[0-9a-f]{8})?(?=\.)"  # libtiff-d78e088c.so.6: what auditwheel made of it
    r"|-(?=\.so)"
    r"|(?<=\.so)[.\d]+.*$"  # libQt6Core.so.6
    r"|(\.cpython-\d+-[\w-]+|\.abi3)(?=\.so)"
    r"|-\d[\w.+]*(?=\.dist-info)"
)
"""What differs from one version of a library to the next."""


def contents_of(folder: Path) -> set[str]:
    """Return the names directly within a program's folder, without versions.

    Args:
        folder: Its ``_internal``.
    """
    names = (_CHANGING.sub("", path.name) for path in folder.iterdir())
    return {re.sub(r"^python3\.\d+$|^libpython3\.\d+", _any_python, name) for name in names}


def read_contents(path: Path) -> set[str]:
    """Return the names that a file lists, one a line; # begins a comment."""
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return {line for line in lines if line}


def differences(found: Set[str], expected: Set[str]) -> tuple[list[str], list[str]]:
    """Return what got in and what was lost.

    Args:
        found: What is there.
        expected: What should be; a name with a question mark after it may be missing.
    """
    may_be = {name.removesuffix("?") for name in expected}
    must_be = {name for name in expected if not name.endswith("?")}
    return sorted(found - may_be), sorted(must_be - found)


def _any_python(name: re.Match[str]) -> str:
    return name[0].partition("3.")[0]


if __name__ == "__main__":
    sys.stdout.write("\n".join(sorted(contents_of(Path(sys.argv[1])), key=str.lower)) + "\n")
