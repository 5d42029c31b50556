"""One file and the frames in it, one after the other."""

from pathlib import Path

from engine.radiograph import Radiograph


class FilmFile:
    """A film's file; a cine's frames are read from it one by one.

    Safe to share between threads.

    Args:
        path: A DICOM, PNG, TIFF or JPEG file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, frame: int = 0) -> Radiograph:
        """Return one frame, 0-based; ``Radiograph.frames`` says how many there are.

        Raises:
            UnreadableImageError: If it is missing, damaged, or no film at all.
            UnsupportedImageError: If it is a film of a kind this program does not open.
        """
        from engine.reading import read_radiograph

        return read_radiograph(self.path, frame)
