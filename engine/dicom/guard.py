"""A walk over a header's bytes, before anything believes them.

pydicom takes as much memory as a length says and goes as deep as sequences do. This walk follows
the bytes by the same rules, allocates nothing but a window onto them, and refuses what would cost
more than ``engine.budget`` allows. What it cannot make sense of inside of a value of known length
it passes over: that is for pydicom to judge.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from engine.budget import budget
from engine.dicom.header_walk import EndsEarlyError, HeaderWalk, PixelPlace
from engine.dicom.inflated import DEFLATED, Inflated
from engine.errors import UnreadableImageError
from engine.files import damaged


@dataclass(frozen=True, slots=True)
class Walked:
    """What a header is made of.

    Attributes:
        syntax: Transfer syntax UID as written, or "".
        dataset_at: Where the dataset begins in the file.
        is_implicit, is_little: How it was found to be encoded.
        elements: So many, items of sequences and theirs included, pixels not.
        end: Where the header ends: in the file, or in what a deflated dataset inflates to.
        pixels: Where they lie, counted as ``end`` is; None if there are none.
    """

    syntax: str
    dataset_at: int
    is_implicit: bool
    is_little: bool
    elements: int
    end: int
    pixels: PixelPlace | None

    @property
    def is_deflated(self) -> bool:
        """Whether places are counted in what the dataset inflates to."""
        return self.syntax == DEFLATED


def walk(file: BinaryIO, path: Path) -> Walked:
    """Return what the header of a DICOM file is made of.

    Args:
        file: Open at any place, with or without preamble and file meta.
        path: For the sentence of a refusal.

    Raises:
        UnreadableImageError: If the header ends in the middle of an element.
        UnsupportedImageError: If it goes beyond the budget.
    """
    limits, start = budget(), 0
    meta = HeaderWalk(file, file.seek(0, 2), limits, path)
    try:
        syntax, start = meta.file_meta()
        source: BinaryIO = file
        size, begin = meta.size, start
        if syntax == DEFLATED:
            source, size, begin = Inflated(file, start, path), limits.header_bytes, 0
        dataset = HeaderWalk(source, size, limits, path, meta.elements)
        is_implicit, is_little = dataset.encoding(begin, syntax)
        end = dataset.top_level(begin, is_implicit)
    except EndsEarlyError as error:
        if start == 0 and error.missing > meta.size:
            raise UnreadableImageError(
                f"{path.name} is not an image this program reads."
            ) from error
        raise damaged(
            path,
            f"its header ends early, {error.missing} bytes before the end of what it announces",
        ) from error
    return Walked(syntax, start, is_implicit, is_little, dataset.elements, end, dataset.pixels)
