"""The bytes of one file of a ZIP archive, unpacked in memory as far as they are read."""

import io
import struct
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from engine.archive_list import Packed
from engine.budget import budget
from engine.errors import UnreadableImageError, UnsupportedImageError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LOCAL = struct.Struct("<4s5H3L2H")
_FIRST_STEP, _LONGEST_STEP = 1 << 13, 1 << 20
"""Bytes unpacked at once: few for a header, more the further the reading goes."""

_STORED, _DEFLATED = 0, 8
_METHODS = {
    9: "Deflate64",
    12: "bzip2",
    14: "LZMA",
    93: "Zstandard",
    95: "XZ",
    98: "PPMd",
    99: "AES encryption",
}


class MemberBytes(io.RawIOBase):
    """A file of an archive as a stream that can be read at any place.

    What was unpacked is kept, so that going back costs nothing; it never grows beyond the size
    that was announced, and that never beyond the budget.

    Args:
        file: The archive, open; closed with this.
        member: Which of its files.

    Raises:
        UnreadableImageError: If it is damaged; from ``read`` too, when that is found out there.
        UnsupportedImageError: If it is encrypted, too large, or packed in a way not read.
    """

    def __init__(self, file: BinaryIO, member: Packed) -> None:
        super().__init__()
        self._name = PurePosixPath(member.name).name
        self._refuse(member)
        self._file = file
        self._member = member
        self._plain = bytearray()
        self._position = 0
        self._packed_left = member.packed_size
        self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        self._is_whole = False
        self._next = self._start_of_data()

    def _refuse(self, member: Packed) -> None:
        if member.is_encrypted:
            raise UnsupportedImageError(
                f"{self._name} is encrypted in its archive.",
                hint="Unpack the archive with its password, then open the folder.",
            )
        if member.method not in (_STORED, _DEFLATED):
            said = _METHODS.get(member.method, f"method {member.method}")
            raise UnsupportedImageError(
                f"{self._name} is packed in its archive by {said}, which this program cannot read.",
                hint="Unpack the archive, then open the folder.",
            )
        if member.size > budget().bytes:
            raise UnsupportedImageError(
                f"{self._name} would unpack to {_in_words(member.size)}, more than the "
                f"{_in_words(budget().bytes)} this program allows."
            )
        if member.method == _STORED and member.size != member.packed_size:
            raise self._damaged("its archive gives two sizes for it")

    def _start_of_data(self) -> int:
        self._file.seek(self._member.offset)
        header = self._file.read(_LOCAL.size)
        if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
            raise self._damaged("its archive says wrongly where it lies")
        fields = _LOCAL.unpack(header)
        return self._member.offset + _LOCAL.size + int(fields[9]) + int(fields[10])

    def _damaged(self, how: str) -> UnreadableImageError:
        return UnreadableImageError(
            f"{self._name} is damaged: {how}.",
            hint="Copy the archive again from where it came from.",
        )

    @property
    def name(self) -> str:
        """Return "": pydicom asks for it, and is to find no file by it."""
        return ""

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return the place of the next byte."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place; nothing is unpacked for it, the end is where it was announced."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._member.size}
        place = base[whence] + offset
        if place < 0:
            raise OSError(22, "a place before the beginning")
        self._position = place
        return place

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill a buffer as far as there are bytes; return how many."""
        into = memoryview(buffer).cast("B")
        end = min(self._position + len(into), self._member.size)
        self._unpack(end)
        count = max(0, end - self._position)
        into[:count] = self._plain[self._position : end]
        self._position += count
        return count

    def _unpack(self, end: int) -> None:
        while len(self._plain) < end:
            self._unpack_step()
        if len(self._plain) == self._member.size and not self._is_whole:
            self._check_whole()

    def _unpack_step(self) -> None:
        packed = self._inflater.unconsumed_tail or self._packed_bytes()
        if self._member.method == _STORED:
            plain = packed
        else:
            try:
                room = self._member.size - len(self._plain) + 1
                plain = self._inflater.decompress(packed, min(self._step(), room))
            except zlib.error as error:
                raise self._damaged("it cannot be unpacked") from error
        if not plain and (not packed or self._inflater.eof):
            raise self._damaged("it ends too early in its archive")
        self._plain += plain
        if len(self._plain) > self._member.size:
            raise self._damaged("it is larger than its archive announces")

    def _step(self) -> int:
        return max(_FIRST_STEP, min(len(self._plain), _LONGEST_STEP))

    def _packed_bytes(self) -> bytes:
        self._file.seek(self._next)
        packed = self._file.read(min(self._step(), self._packed_left))
        self._next += len(packed)
        self._packed_left -= len(packed)
        return packed

    def _check_whole(self) -> None:
        self._is_whole = True
        if zlib.crc32(self._plain) != self._member.crc:
            raise self._damaged("its checksum in the archive is another")

    def close(self) -> None:
        """Close the archive too."""
        if not self.closed and hasattr(self, "_file"):
            self._file.close()
        super().close()


def _in_words(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"
