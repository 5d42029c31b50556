"""What a compressed picture in a DICOM file says of itself, read without decoding it."""

from dataclasses import dataclass

from engine.codestream.errors import CodestreamError
from engine.codestream.jpeg import jpeg_header
from engine.codestream.jpeg2000 import jpeg2000_header

__all__ = ["Codestream", "CodestreamError", "codestream_of"]


@dataclass(frozen=True, slots=True)
class Codestream:
    """Frame header of a JPEG, JPEG-LS, JPEG 2000 or HTJ2K picture.

    Attributes:
        rows, columns, samples: Its size.
        bits: Precision of a sample.
        is_signed: JPEG 2000 only.
        is_lossless: JPEG process 14, or JPEG-LS that loses nothing.
        adobe_transform: What an Adobe marker says of the colours: 0 RGB, 1 YCbCr; None if none.
    """

    rows: int
    columns: int
    samples: int
    bits: int
    is_signed: bool = False
    is_lossless: bool = False
    adobe_transform: int | None = None

    def is_ycbcr(self, *, default: bool) -> bool:
        """Whether colours are luminance and chroma; the DICOM header's word is the default."""
        return default if self.adobe_transform is None else self.adobe_transform == 1


def codestream_of(data: bytes) -> Codestream:
    """Return the frame header.

    Args:
        data: The whole picture; a padding byte may follow.

    Raises:
        CodestreamError: If it is cut short, makes no sense, or begins like none of the kinds.
    """
    if data[:2] == b"\xff\xd8":
        found = jpeg_header(data)
        return Codestream(
            found.rows,
            found.columns,
            found.samples,
            found.bits,
            is_lossless=found.is_lossless,
            adobe_transform=found.adobe_transform,
        )
    header = jpeg2000_header(data)
    if header is None:
        raise CodestreamError("its compressed picture is of an unknown kind")
    return Codestream(
        header.rows, header.columns, header.samples, header.bits, is_signed=header.is_signed
    )
