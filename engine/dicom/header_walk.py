"""Following a header from element to element: PS3.5 7, as pydicom 3 reads it."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from struct import Struct
from typing import BinaryIO

from engine.budget import Budget
from engine.dicom.inflated import Inflated, too_large
from engine.dicom.preamble import LENGTH, has_preamble
from engine.errors import UnsupportedImageError

IMPLICIT_LITTLE, EXPLICIT_BIG = "1.2.840.10008.1.2", "1.2.840.10008.1.2.2"

_UNDEFINED = 0xFFFFFFFF
_WINDOW = 1 << 16
_SPARE = 16
"""Bytes beyond an element's start that can be looked at without asking for more."""

_LONG = frozenset(b"OB OD OF OL OV OW SQ SV UC UN UR UT UV".split())
_SHORT = frozenset(b"AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US".split())
"""Value representations with a length of 32 and of 16 bits: PS3.5 7.1.2."""

_UNKNOWN = (b"", b"UN")
_PIXELS = (0x0008, 0x0009, 0x0010)
_ITEM, _ITEM_END, _SEQUENCE_END = 0xE000, 0xE00D, 0xE0DD
_MARKS = 0xFFFE


@dataclass(frozen=True, slots=True)
class PixelPlace:
    """Where pixels lie in a dataset.

    Attributes:
        element: 0x0010 for Pixel Data, 0x0009 and 0x0008 for fractions; all of group 7FE0.
        vr: As written, or "" where the dataset is implicit.
        begin: Where the element begins.
        offset: Where its value does.
        length: Bytes announced, or None where they are in fragments.
        there: Bytes from ``offset`` on that can belong to it.
    """

    element: int
    vr: str
    begin: int
    offset: int
    length: int | None
    there: int


class EndsEarlyError(Exception):
    """A value is longer than what is left, by so many bytes."""

    def __init__(self, missing: int) -> None:
        super().__init__()
        self.missing = missing


def header_too_large(path: Path, limits: Budget) -> UnsupportedImageError:
    """Return the error for a header beyond the budget."""
    return UnsupportedImageError(
        f"{path.name} has a header of more than the {limits.header_bytes / 1e6:g} MB that this "
        "program reads."
    )


class HeaderWalk:
    """One walk: where it looks, and what it has counted.

    Args:
        file: Readable at any place.
        size: Bytes it holds, or may hold at most.
        limits: When to stop.
        path: For the sentence of a refusal.
        elements: Counted so far.
    """

    def __init__(
        self, file: BinaryIO, size: int, limits: Budget, path: Path, elements: int = 0
    ) -> None:
        self.size, self.elements = size, elements
        self.pixels: PixelPlace | None = None
        self._file, self._limits, self._path = file, limits, path
        self._is_inflated = isinstance(file, Inflated)
        self._window, self._base, self._room = b"", 0, -1
        self._use_order("<")

    def _use_order(self, order: str) -> None:
        self._explicit, self._implicit = Struct(f"{order}HH2sH"), Struct(f"{order}HHL")
        self._long, tag = Struct(f"{order}L"), Struct(f"{order}HH")
        self._marks = {one: tag.pack(_MARKS, one) for one in (_ITEM, _ITEM_END, _SEQUENCE_END)}

    def _look(self, position: int) -> None:
        """Move the window to a place; what lies beyond the end reads as zeros."""
        reached = self._file.seek(position)
        if reached < position:  # what a deflated dataset inflates to ends here
            self.size = reached
            raise EndsEarlyError(position - reached)
        found = self._file.read(_WINDOW)
        if len(found) < _WINDOW:
            self.size = min(self.size, position + len(found))
        self._window, self._base = found + bytes(_SPARE), position
        is_last = position + len(found) >= self.size
        self._room = len(found) if is_last else len(found) - _SPARE

    def _at(self, position: int) -> int:
        """Return where in the window a place is, with the 16 bytes that follow it."""
        if not 0 <= position - self._base <= self._room:
            self._look(position)
        return position - self._base

    def _head(self, position: int, is_implicit: bool) -> tuple[int, int, bytes, int, int]:
        """Return group, element, VR or b"", length, and where the value begins.

        As pydicom reads it: what is no VR in an explicit dataset makes its element implicit.
        """
        at = position - self._base
        if not 0 <= at <= self._room:
            at = self._at(position)
        if not is_implicit:
            group, element, vr, length = self._explicit.unpack_from(self._window, at)
            if vr in _LONG:
                (length,) = self._long.unpack_from(self._window, at + 8)
                return group, element, vr, length, position + 12
            if vr in _SHORT or b"AA" <= vr <= b"ZZ":
                return group, element, vr, length, position + 8
        group, element, length = self._implicit.unpack_from(self._window, at)
        return group, element, b"", length, position + 8

    def file_meta(self) -> tuple[str, int]:
        """Return the transfer syntax, or "", and where the dataset begins: PS3.10 7.1."""
        position = LENGTH if has_preamble(self._window_at(0, LENGTH + 2)) else 0
        syntax = ""
        for of_group in (2, 0):  # then a command set, PS3.7 6.3, which belongs in no file
            is_implicit = of_group == 0 or not self._has_vr(position)
            while position + 8 <= self.size:
                group, element, _, length, value = self._head(position, is_implicit)
                if group != of_group:
                    break
                self._count()
                if value + length > self.size:
                    raise EndsEarlyError(value + length - self.size)
                if (group, element) == (2, 0x0010) and length <= 64:
                    syntax = self._window_at(value, length).decode("latin-1").strip("\0 ")
                position = value + length
        return syntax, position

    def _window_at(self, position: int, length: int) -> bytes:
        self._look(position)
        return self._window[:length]

    def _has_vr(self, position: int) -> bool:
        """Whether an element looks explicit, by pydicom's rule: two capital letters."""
        at = self._at(position)
        return 0x40 < self._window[at + 4] < 0x5B and 0x40 < self._window[at + 5] < 0x5B

    def encoding(self, position: int, syntax: str) -> tuple[bool, bool]:
        """Return whether the dataset is implicit, and little endian: its bytes decide."""
        at = self._at(position)
        is_little = syntax != EXPLICIT_BIG
        if not syntax and self._window[at + 4 : at + 6] in _LONG | _SHORT:
            is_little = int.from_bytes(self._window[at : at + 2], "little") < 0x400
        self._use_order("<" if is_little else ">")
        if position + 8 > self.size:
            return syntax in ("", IMPLICIT_LITTLE), is_little
        return not self._has_vr(position), is_little

    def top_level(self, position: int, is_implicit: bool) -> int:
        """Return where the dataset ends, or its pixels begin."""
        return self._dataset(position, self.size, self.size, is_implicit, 0)

    def _dataset(self, position: int, end: int, limit: int, is_implicit: bool, depth: int) -> int:
        """Return where a dataset ends: at ``end``, behind its delimiter, or at its pixels.

        Elements may go beyond ``end``, which pydicom lets them, but not beyond ``limit``.
        """
        last, most = -1, self._limits.elements
        end = min(end, limit - 7)  # what is shorter than a tag and its length is no element
        while position < end:
            group, element, vr, length, value = self._head(position, is_implicit)
            if group >= 0x7FE0:
                if group == _MARKS and element == _ITEM_END:
                    return value
                if group == 0x7FE0 and depth == 0 and element in _PIXELS:
                    self._found_pixels(position, element, vr, length, value)
                    return position
            self.elements += 1
            if self.elements > most:
                raise self._too_many()
            tag = group << 16 | element
            if length == _UNDEFINED:
                position = self._undefined(value, limit, vr, is_implicit, depth)
                continue
            stop = value + length
            if stop > limit:
                if depth == 0 and tag <= last and not self._is_inflated:
                    return position  # rubbish behind the dataset: tags only ever rise in one
                stop = self._within(stop, limit)
            if length >= 8 and (vr == b"SQ" or (vr in _UNKNOWN and self._begins(value, _ITEM))):
                with suppress(EndsEarlyError):  # it may be no sequence at all
                    self._items(value, stop, stop, is_implicit, depth + 1)
            last, position = tag, stop
        return position

    def _items(self, position: int, end: int, limit: int, is_implicit: bool, depth: int) -> int:
        """Return where a sequence ends: at ``end``, or behind its delimiter."""
        if depth > self._limits.depth:
            raise UnsupportedImageError(
                f"{self._path.name} has sequences in sequences, deeper than the "
                f"{self._limits.depth} this program follows."
            )
        while position < end:
            if position + 8 > min(limit, self.size):
                raise EndsEarlyError(8)
            at = self._at(position)
            group, element, length = self._implicit.unpack_from(self._window, at)
            position += 8
            if element == _SEQUENCE_END and group == _MARKS:
                break
            self._count()
            if length == 0:
                continue
            is_inner = is_implicit or not self._has_vr(position)
            if length == _UNDEFINED:
                position = self._dataset(position, limit, limit, is_inner, depth)
                continue
            stop = min(position + length, limit)  # a delimiter may come before it
            try:
                position = self._dataset(position, stop, limit, is_inner, depth)
            except EndsEarlyError:
                position = stop
        return position

    def _undefined(self, value: int, limit: int, vr: bytes, is_implicit: bool, depth: int) -> int:
        """Return where a value without a length ends: a sequence, or fragments."""
        is_sequence = vr in (b"SQ", b"UN") or (
            vr == b"" and (self._begins(value, _ITEM) or self._begins(value, _SEQUENCE_END))
        )
        if is_sequence:
            never = limit + 1  # but for its delimiter
            return self._items(value, never, limit, is_implicit, depth + 1)
        return self._behind_fragments(value, limit)

    def _behind_fragments(self, position: int, limit: int) -> int:
        """Return where a value in fragments ends; one that is none ends at the first delimiter."""
        begin = position
        while position + 8 <= min(limit, self.size):
            if self._begins(position, _SEQUENCE_END):
                return position + 8
            self._count()
            at = self._at(position) + 4
            (length,) = self._long.unpack_from(self._window, at)
            if not self._begins(position, _ITEM) or length == _UNDEFINED:
                break
            position += 8 + length
        return self._behind_delimiter(begin, limit)

    def _behind_delimiter(self, position: int, limit: int) -> int:
        wanted = self._marks[_SEQUENCE_END]
        while position < min(limit, self.size):
            self._look(position)
            found = self._window.find(wanted)
            if found >= 0:
                return position + found + 8
            position += _WINDOW - len(wanted)
        raise EndsEarlyError(8)

    def _begins(self, position: int, element: int) -> bool:
        """Whether an item or a delimiter is there."""
        at = self._at(position)
        return self._window[at : at + 4] == self._marks[element]

    def _found_pixels(self, begin: int, element: int, vr: bytes, length: int, value: int) -> None:
        size = self._limits.bytes if self._is_inflated else self.size
        left = max(0, size - value)
        announced = None if length == _UNDEFINED else length
        if self._is_inflated and (announced or 0) > left:
            raise too_large(self._path, self._limits)
        there = left if announced is None else min(announced, left)
        self.pixels = PixelPlace(element, vr.decode("latin-1"), begin, value, announced, there)

    def _within(self, stop: int, limit: int) -> int:
        """Return where a value ends that goes beyond the limit by no more than its padding."""
        if self._is_inflated and stop > self._limits.header_bytes:
            raise header_too_large(self._path, self._limits)
        if stop > limit + 1:
            raise EndsEarlyError(stop - limit)
        return limit

    def _count(self) -> None:
        self.elements += 1
        if self.elements > self._limits.elements:
            raise self._too_many()

    def _too_many(self) -> UnsupportedImageError:
        return UnsupportedImageError(
            f"{self._path.name} has more than the {self._limits.elements} entries that this "
            "program reads in a header."
        )
