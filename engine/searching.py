"""Everything films and presentation states lie in -> one finding a file, as they are come upon."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.errors import EngineError
from engine.finding import Finding, FindingKind
from engine.progress import Progress
from engine.reading import find_films


def search_films(paths: Sequence[Path], progress: Progress) -> Iterator[Finding]:
    """Yield what files, folders, DICOMDIRs and archives hold, as soon as it is known.

    A file that cannot be read is a finding too; only what cannot be looked into at all raises.

    Args:
        paths: What the user named.
        progress: Is told how far the search is; stops it when cancelled.

    Raises:
        EngineError: If a path does not exist.
        Cancelled: If nobody wants to know any more.
    """
    for path in paths:
        try:
            films = find_films([path])
        except EngineError as error:
            yield Finding(path, FindingKind.BROKEN, reason=str(error))
            continue
        for film in films:
            progress.check()
            yield Finding(film, FindingKind.FILM)
