"""The films a DICOMDIR lists: PS3.10 8 and PS3.3 F."""

from pathlib import Path

from pydicom.dataset import Dataset

from engine.dicom.read_dataset import dataset_of
from engine.dicom.read_values import BROKEN_INPUT, items, text, texts
from engine.errors import UnreadableImageError
from engine.files import damaged

_OPEN_FOLDER = "Open the folder instead."


def films_listed(path: Path) -> list[Path]:
    """Return the image files a DICOMDIR lists that exist, in its order.

    Only files below its own folder count: a record may name any path, "../.." included.

    Args:
        path: The DICOMDIR.

    Raises:
        UnreadableImageError: If it is damaged, or none of its films is there.
    """
    try:
        records = items(dataset_of(path, []), "DirectoryRecordSequence")
        listed = [texts(record, "ReferencedFileID") for record in records if _is_image(record)]
    except BROKEN_INPUT as error:
        raise damaged(path, "its list of films cannot be read") from error
    folder = path.parent.resolve()
    films = [film for parts in listed if (film := _looked_up(folder, parts))]
    if not films:
        raise UnreadableImageError(
            f"{path.name} lists {len(listed)} films, but none of them lies beside it."
            if listed
            else f"{path.name} lists no films.",
            hint=_OPEN_FOLDER,
        )
    return [path.parent / film.relative_to(folder) for film in dict.fromkeys(films)]


def _is_image(record: Dataset) -> bool:
    return text(record, "DirectoryRecordType") == "IMAGE"


def _looked_up(folder: Path, parts: tuple[str, ...]) -> Path | None:
    try:
        return _inside(folder, parts)
    except (OSError, RuntimeError):  # too long, locked, or links in a circle
        return None


def _inside(folder: Path, parts: tuple[str, ...]) -> Path | None:
    """Return the file that a File ID names, where it exists below ``folder``."""
    if not parts or any(part in ("", ".", "..") or "\0" in part for part in parts):
        return None
    candidate = folder
    for part in parts:
        candidate = _child(candidate, part)
    resolved = candidate.resolve()
    is_below = resolved.is_relative_to(folder)
    return resolved if is_below and resolved.is_file() else None


def _child(folder: Path, name: str) -> Path:
    """Return the entry of that name; CDs copied to disk often have their case changed."""
    exact = folder / name
    if exact.exists() or not folder.is_dir():
        return exact
    wanted = name.casefold()
    return next((one for one in folder.iterdir() if one.name.casefold() == wanted), exact)
