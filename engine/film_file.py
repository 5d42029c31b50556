"""One file and the frames in it, one after the other."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from engine.dicom.loading import load_readers
from engine.errors import UnreadableImageError
from engine.file_kind import START, FileKind, file_kind, kind_in_words
from engine.files import Stamp, open_file, read_bytes, stamp_of, unreadable
from engine.radiograph import Radiograph

if TYPE_CHECKING:  # pydicom is loaded when a DICOM file is
    from engine.dicom.read import DicomFilm

_OPENS = "This program opens DICOM, PNG, TIFF and JPEG films."


class FilmFile:
    """A film's file; a cine's frames are read from it one by one.

    Its header is read once, and again when the file has changed; between reads the file is
    closed. Safe to share between threads.

    Args:
        path: A DICOM, PNG, TIFF or JPEG file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._stamp: Stamp | None = None
        self._dicom: DicomFilm | None = None

    def read(self, frame: int = 0) -> Radiograph:
        """Return one frame, 0-based; ``Radiograph.frames`` says how many there are.

        Raises:
            UnreadableImageError: If it is missing, damaged, or no film at all.
            UnsupportedImageError: If it is a film of a kind this program does not open.
        """
        try:
            with open_file(self.path) as file:
                dicom = self._header(file)
                if dicom is not None:
                    from engine.dicom.read import read_frame

                    return read_frame(file, dicom, frame)
        except OSError as error:
            raise unreadable(self.path, error) from error
        from engine.bitmap import read_bitmap

        return read_bitmap(self.path, frame)

    def _header(self, file: BinaryIO) -> "DicomFilm | None":
        """Return the header of a DICOM film, or None for a bitmap."""
        with self._lock:
            stamp = stamp_of(self.path)
            if stamp != self._stamp:
                self._dicom = self._read_header(file)
                self._stamp = stamp
            return self._dicom

    def _read_header(self, file: BinaryIO) -> "DicomFilm | None":
        start = read_bytes(self.path, START)
        kind = file_kind(self.path.name, start)
        if kind is FileKind.BITMAP:
            return None
        if kind in (FileKind.STRANGER, FileKind.ARCHIVE):
            raise UnreadableImageError(
                f"{self.path.name} is not an image: it is {kind_in_words(start)}.", hint=_OPENS
            )
        load_readers()
        from engine.dicom.read import read_header

        return read_header(file, self.path)
