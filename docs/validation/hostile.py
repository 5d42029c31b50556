"""Writes hostile.md: what became of every hostile file, in what time and memory.

Run from the root of the source tree, on Linux:

    python -m docs.validation.hostile
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.hostile import made_archives, made_bitmaps, made_codestreams, made_dicom, made_states
from tests.hostile.opening import Door, Opener, Outcome

PAGE = Path(__file__).with_suffix(".md")

_HEAD = """\
# Hostile files

Written by `python -m docs.validation.hostile`; `tests/hostile` opens the same files in every test
run. Each is opened in one process whose address space is limited; time is that of the processor,
the decoder's included, memory what the peak of the process grew by and the largest the decoding
process ever was. A file is shown, or refused in a sentence; nothing else may happen, and nothing is
written.
"""


def main() -> None:
    """Write the page."""
    with tempfile.TemporaryDirectory() as name:
        home, files = Path(name) / "home", Path(name) / "files"
        home.mkdir()
        files.mkdir()
        opener = Opener(home)
        lines = [
            _HEAD,
            "| file | bytes | ms | MB | decoder MB | outcome |",
            "|---|--:|--:|--:|--:|---|",
        ]
        for file, make, door in _files():
            path = files / file
            path.parent.mkdir(exist_ok=True)
            content = make() if callable(make) else make
            path.write_bytes(content)
            lines.append(_line(file, len(content), opener.open(path, door)))
            path.unlink()
        opener.close()
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _files() -> Iterator[tuple[str, bytes | Callable[[], bytes], Door]]:
    films: list[dict[str, bytes] | dict[str, Callable[[], bytes]]] = [
        made_dicom.REFUSED,
        made_dicom.REFUSED_LARGE,
        made_dicom.SHOWN,
        made_dicom.EITHER,
        made_codestreams.refused(),
        made_bitmaps.refused(),
        made_bitmaps.refused_large(),
        made_bitmaps.shown(),
        made_bitmaps.either(),
    ]
    for group in films:
        for name, make in group.items():
            yield name, make, "film"
    for name, state in made_states.STATES.items():
        yield name, state, "state"
    for name, archive in made_archives.made().items():
        yield name, archive, "search"
    for name, made in made_archives.dicomdirs().items():
        yield f"{name}/DICOMDIR", made, "search"


def _line(file: str, size: int, outcome: Outcome) -> str:
    said = outcome.what
    if outcome.outcome == "shown":
        found = [one for one in outcome.found if not isinstance(one, int)]
        said = " ".join(["shown.", *map(_told, found[:3]), "…" * (len(found) > 3)]).strip()
    cost = f"{1000 * outcome.seconds:.0f} | {outcome.grown_mb:.0f} | {outcome.decoder_mb:.0f}"
    return f"| {file} | {size} | {cost} | {said.replace('|', ' ')} |"


def _told(found: object) -> str:
    if isinstance(found, list):  # a finding of a search
        name, kind, reason = found
        return f"{kind.lower()}: {reason or name};"
    return str(found)


if __name__ == "__main__":
    main()
