"""Any file the user points at -> a film."""

from pathlib import Path

from engine.film_file import FilmFile
from engine.film_search import find_films as find_films
from engine.radiograph import Radiograph


def read_radiograph(path: Path, frame: int = 0) -> Radiograph:
    """Return the film in a file; what is in it decides how it is read, not its name.

    Args:
        path: A DICOM, PNG, TIFF or JPEG file.
        frame: 0-based frame or page.

    Raises:
        UnreadableImageError: If it is missing, damaged, or no film at all.
        UnsupportedImageError: If it is a film of a kind this program does not open.
    """
    return FilmFile(path).read(frame)
