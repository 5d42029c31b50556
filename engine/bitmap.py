"""PNG, TIFF and JPEG in and out, 8 and 16 bit."""

from pathlib import Path
from typing import Any, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from engine.atomic import write_atomically
from engine.bitmap_decode import decoded_bitmap
from engine.bitmap_header import BitmapHeader, HeaderError, bitmap_kind, read_header
from engine.budget import budget
from engine.decode_apart import DecodeError, bitmap_apart
from engine.errors import ExportError, UnreadableImageError, UnsupportedImageError
from engine.files import damaged, read_bytes, unreadable
from engine.grayscale.luminance import COLOUR_NOTICE, luminance
from engine.orientation import Orientation
from engine.radiograph import Description, Photometric, Radiograph, assumed_spacing
from engine.source import Source, SourceKind

BitmapPixels: TypeAlias = npt.NDArray[np.uint8] | npt.NDArray[np.uint16]

_WHITE_IS_ZERO, _PALETTE, _KNOWN_TIFF = 0, 3, (0, 1, 2, 3, 6)

_TURNS: dict[int, tuple[int, bool]] = {
    1: (0, False), 2: (0, True), 3: (2, False), 4: (2, True),
    5: (3, True), 6: (1, False), 7: (1, True), 8: (3, False),
}  # fmt: skip
"""EXIF orientation -> clockwise quarter turns after a left-right mirror (CIPA DC-008, 4.6.4)."""


def read_bitmap(path: Path, frame: int = 0) -> Radiograph:
    """Return the film in a PNG, TIFF or JPEG file; its content decides, not its suffix.

    The picture is turned as its EXIF orientation says, as every other program shows it. A
    resolution in the file is that of a scanner or printer, hence never taken for the detector's.

    Args:
        path: The file.
        frame: 0-based page of a TIFF.

    Raises:
        UnreadableImageError: If it cannot be read, is damaged, or is no such picture.
        UnsupportedImageError: If it is too large, or not made of 1 to 16 bit whole numbers.
    """
    source = _source(path)  # before the bytes: if they change between, the digest will tell
    if source.size > budget().bytes:
        raise UnsupportedImageError(
            f"{path.name} has {source.size / 1e6:.0f} MB, more than the {budget().megabytes} this "
            "program opens.",
            hint="Export it in a smaller size.",
        )
    data = read_bytes(path)
    if bitmap_kind(data) is None:
        raise UnreadableImageError(f"{path.name} is not a PNG, TIFF or JPEG picture.")
    try:
        header = read_header(data, frame)
    except HeaderError as error:
        raise damaged(path, str(error)) from error
    _refuse(path, header)
    try:
        if header.is_compressed:
            decoded = bitmap_apart(data, header, frame)
        else:
            decoded = decoded_bitmap(data, header, frame)
        return _radiograph(path, source, header, decoded, frame)
    except DecodeError as error:
        raise damaged(path, str(error)) from error
    except (RuntimeError, ValueError, IndexError, MemoryError, cv2.error) as error:
        raise damaged(path, "its pixels cannot be decoded") from error


def write_bitmap(grey: BitmapPixels, path: Path) -> None:
    """Write grey levels without loss, whole or not at all, with no metadata.

    Args:
        grey: (rows, columns) uint8 or uint16.
        path: Ends in .png, .tif or .tiff, which decides the format.

    Raises:
        ExportError: If the suffix is another, or the file cannot be written.
    """
    if grey.ndim != 2 or grey.dtype not in (np.uint8, np.uint16):
        raise ValueError(f"grey levels must be (rows, columns) of 8 or 16 bits, not {grey.dtype}")
    suffix = path.suffix.lower()
    if suffix == ".png":
        options = [cv2.IMWRITE_PNG_COMPRESSION, 4]
    elif suffix in (".tif", ".tiff"):
        options = [cv2.IMWRITE_TIFF_COMPRESSION, cv2.IMWRITE_TIFF_COMPRESSION_ADOBE_DEFLATE]
    else:
        raise ExportError(
            f"{path.name} could not be written: {suffix or 'a name without suffix'} is no "
            "picture format this program writes.",
            hint="End the name in .png, .tif or .tiff.",
        )
    done, encoded = cv2.imencode(suffix, np.ascontiguousarray(grey), options)
    if not done:
        raise ExportError(f"{path.name} could not be written: the picture cannot be encoded.")
    write_atomically(path, lambda file: _write_all(file, encoded))


def _write_all(file: Any, encoded: npt.NDArray[Any]) -> None:  # noqa: ANN401 - BinaryIO or alike
    file.write(encoded.data)


def _source(path: Path) -> Source:
    try:
        return Source.of_file(SourceKind.BITMAP, path)
    except OSError as error:
        raise unreadable(path, error) from error


def _refuse(path: Path, header: BitmapHeader) -> None:
    """Refuse what the header alone already rules out."""
    if header.rows < 1 or header.columns < 1:
        raise damaged(path, f"it announces {header.rows} rows of {header.columns} pixels")
    if header.rows * header.columns > budget().pixels:
        raise UnsupportedImageError(
            f"{path.name} has {header.rows * header.columns / 1e6:.0f} megapixels, more than the "
            f"{budget().megapixels} this program opens.",
            hint="Export it in a smaller size.",
        )
    if header.bits > 16 or not header.is_integer:
        raise UnsupportedImageError(
            f"{path.name} has pixels of {header.bits} bits or with fractions; this program opens "
            "whole numbers of up to 16 bits.",
            hint="Export it as a 16-bit PNG or TIFF.",
        )
    is_known = header.kind != "TIFF" or header.photometric in _KNOWN_TIFF
    if (header.kind == "JPEG" and header.samples == 4) or not is_known:
        raise UnsupportedImageError(
            f"{path.name} is in colours for printing (CMYK or alike), which this program does "
            "not open.",
            hint="Export it as a grey PNG or TIFF.",
        )


def _radiograph(
    path: Path, source: Source, header: BitmapHeader, decoded: npt.NDArray[Any], page: int
) -> Radiograph:
    notices: list[str] = []
    pixels, bits = _grey(decoded, header, notices)
    if pixels.shape != (header.rows, header.columns):
        raise damaged(path, "its pixels do not have the size it announces")
    turns, is_mirrored = _TURNS[header.orientation]
    if header.orientation != 1:
        notices.append("Turned as the orientation in the file says.")
        pixels = Orientation(turns, is_mirrored).apply(pixels)  # type: ignore[assignment]
    if header.page_count > 1:
        notices.append(f"This is page {page + 1} of {header.page_count}.")
    is_white_zero = header.kind == "TIFF" and header.photometric == _WHITE_IS_ZERO
    photometric: Photometric = "MONOCHROME1" if is_white_zero else "MONOCHROME2"
    return Radiograph(
        pixels=pixels,
        bits_stored=bits,
        source=source,
        spacing=assumed_spacing(pixels.shape),
        photometric=photometric,
        description=Description(is_lossy=header.is_lossy),
        notices=tuple(notices),
        frames=header.page_count,
    )


def _grey(
    decoded: npt.NDArray[Any], header: BitmapHeader, notices: list[str]
) -> tuple[BitmapPixels, int]:
    """Return grey stored values and their bits, noting what had to be done."""
    samples = decoded.astype(np.uint8) if decoded.dtype == np.bool_ else decoded
    if samples.dtype not in (np.uint8, np.uint16):
        raise ValueError(f"unexpected samples: {samples.dtype}")
    bits = 8 * samples.dtype.itemsize
    if header.kind != "PNG" and header.photometric != _PALETTE:
        bits = min(bits, header.bits)  # PNG decoders spread 1, 2 and 4 bits over 8 themselves
    if samples.ndim == 3 and samples.shape[2] in (2, 4):
        if (samples[..., -1] != np.iinfo(samples.dtype).max).any():
            notices.append("Transparency in the picture was ignored.")
        samples = samples[..., :-1]
    if samples.ndim == 3 and samples.shape[2] == 3:
        if header.samples >= 3 or (samples.max(axis=2) != samples.min(axis=2)).any():
            notices.append(COLOUR_NOTICE)
        return luminance(samples), bits
    grey = samples[..., 0] if samples.ndim == 3 else samples
    return grey, _used_bits(grey, bits, notices)


def _used_bits(grey: BitmapPixels, bits: int, notices: list[str]) -> int:
    """Return the bits of a film saved in a wider picture: 12 bits in 16 would look black."""
    if bits != 16:
        return bits
    used = int(grey.max()).bit_length()
    if used > 14:
        return bits
    fitting = next(candidate for candidate in (8, 10, 12, 14) if used <= candidate)
    notices.append(f"Only {fitting} of the 16 bits of the picture are used.")
    return fitting
