"""The licences: of the program, of what it is built with, and of its letters."""

import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from engine.resources import resource_path
from engine.version import APPLICATION

THIRD_PARTY_FILE = "THIRD_PARTY.txt"
"""Written by the packaging beside the resources of a frozen program; absent in the source."""

LICENCE_FILE = "LICENSE"

_ITSELF = "negatoscope"
_SPOKEN_OF = ("models",)
"""Extras whose libraries belong to the program once they are installed."""

_MISSING = "This text is missing here. Install {program} again to have it."
_HEAD = """\
{program} runs from its source here. It uses these libraries, each of which is installed with the
text of its own licence.

"""


def third_party_notices() -> str:
    """Return under which licences the libraries come, as plain text of up to some megabytes.

    A frozen program brings the whole texts along. From source they are listed as they are
    installed: name, version and licence of each.
    """
    path = _beside_resources(THIRD_PARTY_FILE)
    if path.is_file():
        return _text(path)
    lines = [f"{name} {version}: {licence}" for name, version, licence in _libraries()]
    if not lines:
        return _MISSING.format(program=APPLICATION)
    return _HEAD.format(program=APPLICATION) + "\n".join(lines) + "\n"


def own_licence() -> str:
    """Return the licence of the program itself, as plain text."""
    path = _beside_resources(LICENCE_FILE)
    if path.is_file():
        return _text(path)
    try:  # from a wheel it lies with what pip keeps of it
        found = metadata.distribution(_ITSELF).read_text(f"licenses/{LICENCE_FILE}")
    except metadata.PackageNotFoundError:
        found = None
    return found or _MISSING.format(program=APPLICATION)


def font_licence() -> str:
    """Return the licence of the letters that the program brings along, as plain text."""
    path = resource_path("fonts", "OFL.txt")
    return _text(path) if path.is_file() else _MISSING.format(program=APPLICATION)


def _beside_resources(name: str) -> Path:
    return resource_path().parent / name


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _libraries() -> Iterator[tuple[str, str, str]]:
    """Yield name, version and licence of whatever the program needs, in order of the name."""
    found: dict[str, metadata.Distribution] = {}
    wanted = [_key(_ITSELF)]
    while wanted:
        name = wanted.pop()
        if name in found:
            continue
        try:
            found[name] = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system, or an extra that nobody asked for
        extras = _SPOKEN_OF if name == _ITSELF else ()
        wanted += _needed(found[name].requires or [], extras)
    found.pop(_ITSELF, None)
    for name in sorted(found):
        told = found[name].metadata
        yield told["Name"], found[name].version, licence_of(told)


def _needed(requirements: list[str], extras: tuple[str, ...]) -> Iterator[str]:
    """Yield what a library needs by itself and for these of its extras."""
    for requirement in requirements:
        name = re.match(r"[A-Za-z0-9._-]+", requirement)
        extra = re.search(r"""extra\s*==\s*["']([^"']+)""", requirement)
        if name is not None and (extra is None or extra[1] in extras):
            yield _key(name[0])


def _key(name: str) -> str:
    """Return the one way of writing the name of a library. Source: PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(told: metadata.PackageMetadata) -> str:
    """Return the licence that a library names for itself, in one line.

    Args:
        told: Its metadata: the expression of PEP 639, else the older field, else its classifiers.
    """
    expression, field = _first(told, "License-Expression"), _first(told, "License")
    if expression:
        return expression
    if field and "\n" not in field:
        return field
    listed = [line.split(" :: ") for line in told.get_all("Classifier") or []]
    named = [parts[-1] for parts in listed if parts[0] == "License" and len(parts) > 2]
    return ", ".join(named) or field.partition("\n")[0] or "see its own text"


def _first(told: metadata.PackageMetadata, field: str) -> str:
    return str(next(iter(told.get_all(field) or []), "")).strip()
