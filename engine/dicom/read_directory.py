"""The files a DICOMDIR lists: PS3.10 8 and PS3.3 F."""

from dataclasses import dataclass, field
from pathlib import Path

from engine.archive import harmless_name, names_in
from engine.dicom.read_dataset import dataset_of
from engine.dicom.read_values import BROKEN_INPUT, items, text, texts
from engine.errors import UnreadableImageError
from engine.files import damaged, is_file

_OPEN_FOLDER = "Open the folder instead."

_IMAGE, _STATE = "IMAGE", "PRESENTATION"


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One file of a DICOMDIR.

    Attributes:
        path: Where it lies; if it is not there, its name made harmless, below the DICOMDIR's.
        is_there: Whether it lies below the folder of the DICOMDIR and can be opened.
        is_film: An image; else a presentation state.
    """

    path: Path = field(repr=False)
    is_there: bool
    is_film: bool


def files_listed(path: Path) -> tuple[ListedFile, ...]:
    """Return the images and presentation states a DICOMDIR lists, each once, in its order.

    Only files below its own folder count: a record may name any path, "../.." included.

    Args:
        path: The DICOMDIR, which may be a member of an archive.

    Raises:
        UnreadableImageError: If it is damaged, or none of what it lists is there.
    """
    try:
        records = items(dataset_of(path, []), "DirectoryRecordSequence")
        listed = [
            (texts(record, "ReferencedFileID"), kind == _IMAGE)
            for record in records
            if (kind := text(record, "DirectoryRecordType")) in (_IMAGE, _STATE)
        ]
    except BROKEN_INPUT as error:
        raise damaged(path, "its list of films cannot be read") from error
    folder = _Folder(path.parent)
    found = {(one := folder.file(parts, is_film=is_film)).path: one for parts, is_film in listed}
    if not any(one.is_there for one in found.values()):
        films = sum(one.is_film for one in found.values())
        raise UnreadableImageError(
            f"{path.name} lists {films} films, but none of them lies beside it."
            if films
            else f"{path.name} lists no films.",
            hint=_OPEN_FOLDER,
        )
    return tuple(found.values())


class _Folder:
    """The folder of a DICOMDIR, whose names are looked up once each."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._resolved = path.resolve()
        self._names: dict[Path, dict[str, str]] = {}

    def file(self, parts: tuple[str, ...], *, is_film: bool) -> ListedFile:
        """Return the file that a File ID names, where it lies below this folder."""
        harmless = self._path / harmless_name("/".join(parts))
        if not parts or any(part in ("", ".", "..") or _leads_out(part) for part in parts):
            return ListedFile(harmless, False, is_film)
        try:
            found = self._looked_up(parts)
            is_below = found.resolve().is_relative_to(self._resolved)
            is_there = is_below and is_file(found)
        except (OSError, RuntimeError, ValueError):  # too long, locked, or links in a circle
            return ListedFile(harmless, False, is_film)
        return ListedFile(found if is_below else harmless, is_there, is_film)

    def _looked_up(self, parts: tuple[str, ...]) -> Path:
        found = self._path
        for part in parts:
            found = found / self._spelt(found, part)
        return found

    def _spelt(self, folder: Path, name: str) -> str:
        """Return the name as it stands there; CDs copied to disk often have their case changed."""
        if folder not in self._names:
            is_real = folder.is_dir()
            found = [one.name for one in folder.iterdir()] if is_real else names_in(folder)
            spelt = {one.casefold(): one for one in sorted(found)}
            self._names[folder] = spelt | {one: one for one in found}
        names = self._names[folder]
        return names.get(name) or names.get(name.casefold(), name)


def _leads_out(part: str) -> bool:
    return any(letter in part for letter in "/\\:\0")
