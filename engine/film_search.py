"""Which films files, folders, DICOMDIRs and archives stand for."""

import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from engine.archive import Archive, archive_of, read_archive
from engine.dicom.loading import load_readers
from engine.errors import EngineError, UnreadableImageError, UnsupportedImageError
from engine.file_kind import START, FileKind, file_kind
from engine.files import is_file, is_folder, read_bytes, stamp_of, unreadable

_OPENS = "This program opens DICOM, PNG, TIFF and JPEG films."

_FILM_SUFFIXES = frozenset(
    [".dcm", ".dicom", ".dic", ".ima", ".png", ".tif", ".tiff", ".jpg", ".jpeg"]
)
"""How the name of a file in a folder ends that is missed even when it is empty."""

_HIDDEN = (".", "__MACOSX")
"""How the names of entries begin that no user means."""

_LONGEST_NUMBER = 100
"""Figures that count as a number in a name; Python refuses to read some thousands."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be a film, or a place that may not be looked into.

    Attributes:
        path: Where it lies.
        kind: What its first bytes say.
        is_named: Whether the user named it, or a list that the user named says it is a film; then
            it is not passed over whatever it is.
        error: Why it cannot be looked into, or None.
    """

    path: Path = field(repr=False)
    kind: FileKind = FileKind.STRANGER
    is_named: bool = False
    error: EngineError | None = None


@dataclass(frozen=True, slots=True)
class Films:
    """What one place stands for.

    Attributes:
        films: Film files, each once.
        failures: What could not be looked into, with the reason.
    """

    films: tuple[Path, ...] = field(repr=False)
    failures: tuple[tuple[Path, EngineError], ...] = field(default=(), repr=False)


def find_films(paths: Iterable[Path]) -> list[Path]:
    """Return the film files that files, folders, DICOMDIRs and archives stand for, each once.

    Args:
        paths: What the user named.

    Raises:
        UnreadableImageError: If one does not exist, or holds no film.
        UnsupportedImageError: If one is an archive of a kind not read.
    """
    return list(dict.fromkeys(film for path in paths for film in films_at(path).films))


def films_at(path: Path) -> Films:
    """Return the film files that one path stands for, and what could not be looked into.

    A file comes back as it is, whatever is in it. Folders are searched to the bottom, in natural
    order and without hidden entries, for files that begin like a film; archives likewise, and
    those in folders too. A DICOMDIR stands for the images it lists, as far as they lie in its own
    folder.

    Args:
        path: What the user named.

    Raises:
        UnreadableImageError: If it does not exist, or holds no film.
        UnsupportedImageError: If it is an archive of a kind not read.
    """
    films: dict[Path, None] = {}
    failures: list[tuple[Path, EngineError]] = []
    for one in Search([path]):
        if one.error is not None:
            failures.append((one.path, one.error))
        elif one.is_named or one.kind in (FileKind.DICOM, FileKind.BITMAP):
            films[one.path] = None
    if films:
        return Films(tuple(films), tuple(failures))
    if failures:
        raise failures[0][1]
    what = "The folder " if is_folder(path) else ""
    raise UnreadableImageError(f"{what}{path.name or path} has no films.", hint=_OPENS)


@dataclass(frozen=True, slots=True)
class _Place:
    path: Path
    is_named: bool = False


class Search:
    """An iteration over what files, folders, DICOMDIRs and archives hold, as it is come upon.

    Args:
        paths: What the user named.
        at_each: Called before each file and folder is looked at, with how many were, of those
            known of so far: 0..1. What it raises ends the search.
    """

    def __init__(
        self, paths: Iterable[Path], at_each: Callable[[float], None] = lambda _: None
    ) -> None:
        self._ahead = deque(_Place(path, is_named=True) for path in paths)
        self._at_each = at_each
        self._seen = 0
        self._files: set[Path] = set()

    def __iter__(self) -> Iterator[Candidate]:
        """Yield each file once; folders in natural order, their files before their folders."""
        while self._ahead:
            self._at_each(self._seen / (self._seen + len(self._ahead)))
            place = self._ahead.popleft()
            self._seen += 1
            if is_folder(place.path):
                yield from self._enter(place.path)
            elif place.path not in self._files:
                self._files.add(place.path)
                yield from self._look_at(place)

    def _go_on_with(self, paths: list[Path]) -> None:
        self._ahead.extendleft(map(_Place, reversed(paths)))

    def _enter(self, folder: Path) -> Iterator[Candidate]:
        try:
            self._go_on_with(_shown_in(folder))
        except OSError as error:
            yield Candidate(folder, error=unreadable(folder, error))

    def _look_at(self, place: _Place) -> Iterator[Candidate]:
        path = place.path
        try:
            start = read_bytes(path, START)
        except EngineError as error:
            if place.is_named or _would_be_missed(path):
                yield Candidate(path, error=error)
            return
        kind = file_kind(path.name, start)
        if kind is FileKind.DICOMDIR:
            yield from self._listed(place)
        elif kind is FileKind.ARCHIVE:
            yield from self._unpacked(place)
        elif place.is_named or kind is not FileKind.STRANGER:
            yield Candidate(path, kind, place.is_named)

    def _listed(self, place: _Place) -> Iterator[Candidate]:
        load_readers()
        from engine.dicom.read_directory import files_listed

        try:
            listed = files_listed(place.path)
        except EngineError as error:
            yield Candidate(place.path, error=error)
            is_too_long = isinstance(error, UnsupportedImageError)
            if is_too_long and place.is_named and is_folder(place.path.parent):
                self._go_on_with([place.path.parent])  # the films lie there all the same
            return
        if place.is_named:
            there = [_Place(one.path, is_named=one.is_film) for one in listed if one.is_there]
            self._ahead.extendleft(reversed(there))
        for one in listed:
            if not one.is_there:
                yield Candidate(one.path, error=_missing(one.path, place.path))

    def _unpacked(self, place: _Place) -> Iterator[Candidate]:
        path = place.path
        try:
            if archive_of(path) is not None:
                if place.is_named or path.suffix.lower() == ".zip":
                    yield Candidate(path, error=_nested(path))
                return
            archive = read_archive(path)
        except OSError as error:
            yield Candidate(path, error=unreadable(path, error))
        except EngineError as error:
            if place.is_named or path.suffix.lower() == ".zip":
                yield Candidate(path, error=error)
        else:
            yield from (
                Candidate(path / name, error=_refused(name, why, path))
                for name, why in archive.refused.items()
            )
            self._go_on_with(_shown_members(archive))


def _would_be_missed(path: Path) -> bool:
    """Whether a file in a folder that cannot be read may be a film, as far as its name tells."""
    suffix = path.suffix.lower()
    if suffix in _FILM_SUFFIXES:
        return True
    try:
        is_empty = stamp_of(path).size == 0
    except (OSError, EngineError):
        is_empty = False
    return not is_empty and (not suffix or suffix[1:].isdecimal())


def _missing(path: Path, directory: Path) -> EngineError:
    return UnreadableImageError(
        f"{path.name} is listed in {directory.name}, but does not lie beside it.",
        hint="Copy the whole disc again.",
    )


def _nested(path: Path) -> EngineError:
    return UnreadableImageError(
        f"{path.name} is an archive within an archive, which is not opened.",
        hint="Unpack the outer archive first.",
    )


def _refused(name: str, why: str, archive: Path) -> EngineError:
    return UnreadableImageError(
        f"{name} of {archive.name} is not opened: {why}.",
        hint="Whoever made the archive may have meant harm.",
    )


def _shown_in(folder: Path) -> list[Path]:
    """Return the files of a folder, then its folders, each in natural order.

    Hidden entries are left out, and links to folders: they may lead in a circle.
    """
    with os.scandir(folder) as entries:
        shown = [entry for entry in entries if not entry.name.startswith(".")]
    shown.sort(key=lambda entry: _natural(entry.name))
    files = [folder / one.name for one in shown if is_file(folder / one.name)]
    return files + [
        folder / one.name for one in shown if is_folder(folder / one.name) and not one.is_symlink()
    ]


def _shown_members(archive: Archive) -> list[Path]:
    """Return the members of an archive in the order of a folder's files, hidden ones left out."""
    names = [PurePosixPath(name).parts for name in archive.members]
    shown = [parts for parts in names if not any(one.startswith(_HIDDEN) for one in parts)]
    return [archive.path.joinpath(*parts) for parts in sorted(shown, key=_files_first)]


def _files_first(parts: tuple[str, ...]) -> list[tuple[bool, list[tuple[int, int, str]]]]:
    return [(at < len(parts) - 1, _natural(part)) for at, part in enumerate(parts)]


def _natural(name: str) -> list[tuple[int, int, str]]:
    """Return a key by which film 2 comes before film 10."""
    parts = re.findall(r"\d+|\D+", name.casefold())
    return [
        (0, int(part), "") if part.isdecimal() and len(part) <= _LONGEST_NUMBER else (1, 0, part)
        for part in parts
    ]
