"""Any file the user points at -> a film."""

from pathlib import Path

from engine.errors import UnreadableImageError
from engine.file_kind import START, FileKind, file_kind, kind_in_words
from engine.files import read_bytes
from engine.film_search import find_films as find_films
from engine.radiograph import Radiograph

_OPENS = "This program opens DICOM, PNG, TIFF and JPEG films."


def read_radiograph(path: Path, frame: int = 0) -> Radiograph:
    """Return the film in a file; what is in it decides how it is read, not its name.

    Args:
        path: A DICOM, PNG, TIFF or JPEG file.
        frame: 0-based frame or page.

    Raises:
        UnreadableImageError: If it is missing, damaged, or no film at all.
        UnsupportedImageError: If it is a film of a kind this program does not open.
    """
    start = read_bytes(path, START)
    kind = file_kind(path.name, start)
    if kind is FileKind.BITMAP:
        from engine.bitmap import read_bitmap

        return read_bitmap(path, frame)
    if kind in (FileKind.STRANGER, FileKind.ARCHIVE):
        raise UnreadableImageError(
            f"{path.name} is not an image: it is {kind_in_words(start)}.", hint=_OPENS
        )
    from engine.dicom.read import read_dicom

    return read_dicom(path, frame)
