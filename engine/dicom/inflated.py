"""What a deflated dataset inflates to, read in steps: it is never all in memory, nor endless."""

import io
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from engine.budget import Budget, budget
from engine.errors import UnsupportedImageError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

DEFLATED = "1.2.840.10008.1.2.1.99"
"""Deflated Explicit VR Little Endian: PS3.5 A.5."""

_STEP = 1 << 16


class Inflated(io.RawIOBase, BinaryIO):
    """A file of what a deflated one holds from some place on.

    Forward is cheap; to go back it begins again.

    Args:
        file: Open for reading at any place; used by nobody else meanwhile.
        start: Where the deflated bytes begin.
        path: For the sentence of a refusal.
    """

    def __init__(self, file: BinaryIO, start: int, path: Path) -> None:
        super().__init__()
        self._file, self._start, self._path = file, start, path
        self._limits = budget()
        self._begin()

    def _begin(self) -> None:
        self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        self._file.seek(self._start)
        self._position = 0

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place counted from the beginning, or to the end if that comes before.

        Raises:
            UnsupportedImageError: If that is beyond the budget.
            zlib.error: If the bytes are not deflated.
        """
        if whence != io.SEEK_SET:
            raise io.UnsupportedOperation("only places counted from the beginning")
        if offset < self._position:
            self._begin()
        while self._position < offset and self._step(offset - self._position):
            pass
        return self._position

    def tell(self) -> int:
        """Return how many bytes lie before this place."""
        return self._position

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes, fewer where the end comes first; all of them by default.

        Raises:
            UnsupportedImageError: If that is beyond the budget.
            zlib.error: If the bytes are not deflated.
        """
        wanted = self._limits.bytes + 1 if size < 0 else size
        parts: list[bytes] = []
        while wanted > 0 and (part := self._step(wanted)):
            parts.append(part)
            wanted -= len(part)
        return b"".join(parts)

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Put the next bytes into a buffer and return how many; 0 at the end.

        Raises:
            As ``read``.
        """
        room = memoryview(buffer).cast("B")
        found = self._step(len(room))
        room[: len(found)] = found
        return len(found)

    def _step(self, at_most: int) -> bytes:
        """Return some bytes, or none at the end."""
        found = b""
        while not found and not self._inflater.eof:
            deflated = self._inflater.unconsumed_tail or self._file.read(_STEP)
            found = self._inflater.decompress(deflated, min(at_most, 16 * _STEP))
            if not deflated:  # what was held back may come all the same
                break
        self._position += len(found)
        if self._position > self._limits.bytes:
            raise too_large(self._path, self._limits)
        return found


def too_large(path: Path, limits: Budget) -> UnsupportedImageError:
    """Return the error for a dataset that inflates beyond the budget."""
    return UnsupportedImageError(
        f"{path.name} is compressed and would grow beyond {limits.bytes / 1e9:g} GB."
    )
