"""Everything films and presentation states lie in -> one finding a file, as they are come upon."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.bitmap_header import HeaderError, bitmap_kind, read_header
from engine.budget import budget
from engine.dicom.loading import load_readers
from engine.errors import EngineError
from engine.faults import FaultsInWords
from engine.file_kind import FileKind
from engine.files import read_bytes
from engine.film_search import Candidate, Search
from engine.finding import Finding, FindingKind, Identity
from engine.progress import Progress
from engine.reading import read_radiograph

_START_OF_BITMAP = 1 << 16
"""Bytes that hold the header of nearly every PNG and JPEG."""

_LAST_OF_SCREENS = 3
"""TIFF photometric: white is zero, black is zero, RGB, palette; above are colours for printing."""


def search_films(paths: Sequence[Path], progress: Progress) -> Iterator[Finding]:
    """Yield what files, folders, DICOMDIRs and archives hold, as soon as it is known.

    Only headers are read. What cannot be read is a finding too, with the sentence that opening it
    would give; so is a path that does not exist. Files of other kinds are passed over in folders
    and archives, and are findings where the user named them.

    Args:
        paths: What the user named.
        progress: Is told how far the search is; stops it when cancelled.

    Raises:
        Cancelled: If nobody wants to know any more.
    """
    films, reached = 0, 0.0

    def tell(share: float) -> None:
        nonlocal reached
        reached = max(reached, share)  # a folder come upon late never takes it back
        progress.report(reached, f"Looking for films: {films} found")

    for candidate in Search(paths, tell):
        finding = _finding(candidate)
        films += finding.kind is FindingKind.FILM
        yield finding
    tell(1.0)


def _finding(candidate: Candidate) -> Finding:
    path = candidate.path
    if candidate.error is not None:
        return Finding(path, FindingKind.BROKEN, reason=str(candidate.error))
    try:
        with FaultsInWords(f"{path.name} cannot be read"):
            kind, identity = _identified(candidate)
    except EngineError as error:
        return Finding(path, FindingKind.BROKEN, reason=str(error))
    return Finding(path, kind, identity)


def _identified(candidate: Candidate) -> tuple[FindingKind, Identity]:
    path = candidate.path
    if candidate.kind is FileKind.BITMAP:
        return FindingKind.FILM, Identity(frames=_pages(path))
    if candidate.kind in (FileKind.DICOM, FileKind.STATE):
        load_readers()
        from engine.dicom.read_identity import identify

        return identify(path)
    read_radiograph(path)  # says what it is instead of a film
    return FindingKind.FILM, Identity()


def _pages(path: Path) -> int:
    """Return how many pictures a bitmap has; where its header is odd, it is read as if opened."""
    for at_most in (_START_OF_BITMAP, None):
        data = read_bytes(path, at_most)
        if at_most and bitmap_kind(data) == "TIFF":
            continue  # its pages may lie anywhere
        try:
            header = read_header(data)
        except HeaderError:
            continue
        is_odd = header.rows * header.columns > budget().pixels or header.bits > 16
        is_coloured = header.samples > 3 or header.photometric > _LAST_OF_SCREENS
        if not (is_odd or is_coloured or not header.is_integer):
            return header.page_count
    return read_radiograph(path).frames
