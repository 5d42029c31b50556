"""How pixel data lie in the file, checked against each other before anything is decoded."""

from dataclasses import dataclass
from pathlib import Path

from pydicom.dataset import Dataset
from pydicom.uid import (
    UID,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from engine.budget import budget
from engine.dicom.header_walk import PixelPlace
from engine.dicom.read_values import text, value_of, whole
from engine.errors import UnreadableImageError, UnsupportedImageError
from engine.files import damaged

PIXEL_DATA = 0x0010
"""Element of Pixel Data in its group; others hold fractions."""

_MAX_FRAMES = 1_000_000

_COLOURS = frozenset(
    ["RGB", "YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_422", "YBR_PARTIAL_420", "YBR_ICT", "YBR_RCT"]
)


@dataclass(frozen=True, slots=True)
class PixelLayout:
    """Image Pixel Module, believable: PS3.3 C.7.6.3.

    Attributes:
        rows, columns: At least 1 each, and within the budget together.
        samples: 1 or 3.
        bits_allocated: 1, 8, 16 or 32.
        bits_stored: 1..bits_allocated.
        high_bit: bits_stored - 1 .. bits_allocated - 1.
        is_signed: Two's complement.
        photometric: MONOCHROME1, MONOCHROME2, PALETTE COLOR or a colour space.
        is_planar: All reds first, then greens, then blues.
        frames: At least 1.
        frame: The one wanted, 0-based.
        syntax: Transfer syntax.
        is_words: Native 8-bit pixels in 16-bit words (VR OW), which matters in big endian.
    """

    rows: int
    columns: int
    samples: int
    bits_allocated: int
    bits_stored: int
    high_bit: int
    is_signed: bool
    photometric: str
    is_planar: bool
    frames: int
    frame: int
    syntax: UID
    is_words: bool

    @property
    def is_monochrome(self) -> bool:
        """Whether a pixel is one grey value."""
        return self.photometric in ("MONOCHROME1", "MONOCHROME2")

    @property
    def is_luma_first(self) -> bool:
        """Whether the first sample of a pixel is its luminance."""
        return self.photometric.startswith("YBR_FULL") or self.photometric.startswith("YBR_P")

    @property
    def frame_bits(self) -> int:
        """Bits of one native frame."""
        samples = 2 if self.photometric == "YBR_FULL_422" else self.samples
        return self.rows * self.columns * samples * self.bits_allocated


def layout_of(
    ds: Dataset, place: PixelPlace | None, path: Path, frame: int, notices: list[str]
) -> PixelLayout:
    """Return how the pixels of a film lie in its file.

    Args:
        ds: The header.
        place: Where the pixels are, if there are any.
        path: For the sentence of a refusal.
        frame: 0-based.
        notices: Gets a sentence for everything odd.

    Raises:
        UnreadableImageError: If there are no pixels, or the header contradicts itself.
        UnsupportedImageError: If they are of a kind not read: too large, fractions, printing
            colours.
    """
    _refuse_without_pixels(ds, place, path)
    rows, columns = _sizes(ds, path)
    samples = _one_of(ds, path, "SamplesPerPixel", (1, 3), default=1)
    allocated = _one_of(ds, path, "BitsAllocated", (1, 8, 16, 32))
    stored, high = _bits(ds, path, allocated, notices)
    frames = whole(ds, "NumberOfFrames") or 1
    if not 1 <= frames <= _MAX_FRAMES:
        raise damaged(path, f"it announces {frames} frames")
    if not 0 <= frame < frames:
        raise UnreadableImageError(
            f"{path.name} has {frames} frame{'s' * (frames > 1)}, so there is no frame {frame + 1}."
        )
    layout = PixelLayout(
        rows=rows,
        columns=columns,
        samples=samples,
        bits_allocated=allocated,
        bits_stored=stored,
        high_bit=high,
        is_signed=_one_of(ds, path, "PixelRepresentation", (0, 1), default=0) == 1,
        photometric=_photometric(ds, path, samples, notices),
        is_planar=whole(ds, "PlanarConfiguration") == 1,
        frames=frames,
        frame=frame,
        syntax=syntax_of(ds),
        is_words=place is not None and place.vr == "OW",
    )
    _refuse_too_large(layout, path)
    return layout


def syntax_of(ds: Dataset) -> UID:
    """Return the transfer syntax: as written, else as the bytes were found to be."""
    meta = getattr(ds, "file_meta", None)
    written = None if meta is None else value_of(meta, "TransferSyntaxUID")
    if written:
        return UID(str(written))
    is_implicit, is_little = ds.original_encoding
    if is_implicit:
        return ImplicitVRLittleEndian
    return ExplicitVRBigEndian if is_little is False else ExplicitVRLittleEndian


def _refuse_without_pixels(ds: Dataset, place: PixelPlace | None, path: Path) -> None:
    if place is not None and place.element == PIXEL_DATA:
        return
    if place is not None:
        raise UnsupportedImageError(
            f"{path.name} has pixels with fractions, a map of measured values; this program opens "
            "whole numbers.",
        )
    kind = clean_kind(ds)
    raise UnreadableImageError(
        f"{path.name} has no picture in it{': it is a ' + kind if kind else ''}.",
        hint="Open the film it belongs to." if kind else "Copy it again from where it came from.",
    )


def clean_kind(ds: Dataset) -> str:
    """Return the name of the SOP class, such as "Digital X-Ray Image Storage", or ""."""
    uid = UID(text(ds, "SOPClassUID"))
    return uid.name.removesuffix(" Storage") if uid and uid.name != uid else ""


def _sizes(ds: Dataset, path: Path) -> tuple[int, int]:
    rows, columns = whole(ds, "Rows"), whole(ds, "Columns")
    if rows is None or columns is None:
        raise damaged(path, "it does not say how many rows and columns its picture has")
    if not (1 <= rows <= 65535 and 1 <= columns <= 65535):
        raise damaged(path, f"it announces {rows} rows of {columns} pixels")
    if rows * columns > budget().pixels:
        raise UnsupportedImageError(
            f"{path.name} announces {rows * columns / 1e6:.0f} megapixels, more than the "
            f"{budget().megapixels} this program opens.",
        )
    return rows, columns


def _refuse_too_large(layout: PixelLayout, path: Path) -> None:
    if layout.frame_bits > 8 * budget().bytes:
        raise UnsupportedImageError(
            f"{path.name} announces frames of {layout.frame_bits / 8e6:.0f} MB, more than the "
            f"{budget().megabytes} this program opens.",
        )


def _one_of(
    ds: Dataset, path: Path, keyword: str, known: tuple[int, ...], default: int | None = None
) -> int:
    found = whole(ds, keyword) if keyword in ds else default
    if found not in known:
        said = "a value that is no number" if found is None else str(found)
        raise UnsupportedImageError(
            f"{path.name} gives {said} as {keyword}; this program reads "
            f"{', '.join(map(str, known))}."
        )
    return found


def _bits(ds: Dataset, path: Path, allocated: int, notices: list[str]) -> tuple[int, int]:
    stored = whole(ds, "BitsStored") if "BitsStored" in ds else allocated
    if stored is None or not 1 <= stored <= allocated:
        raise damaged(path, f"it announces {stored} bits stored in {allocated} allocated")
    high = whole(ds, "HighBit") if "HighBit" in ds else stored - 1
    if high is None or not stored - 1 <= high < allocated:
        notices.append(f"High Bit {high} does not fit {stored} bits stored and was ignored.")
        high = stored - 1
    return stored, high


def _photometric(ds: Dataset, path: Path, samples: int, notices: list[str]) -> str:
    said = text(ds, "PhotometricInterpretation").upper().strip()
    if not said:
        said = "MONOCHROME2" if samples == 1 else "RGB"
        notices.append(f"The file does not say how grey values are meant; taken as {said}.")
    fits = said in _COLOURS if samples == 3 else said.startswith(("MONOCHROME", "PALETTE"))
    known = (*_COLOURS, "MONOCHROME1", "MONOCHROME2", "PALETTE COLOR")
    if said not in known or not fits:
        raise UnsupportedImageError(
            f"{path.name} has {samples} sample{'s' * (samples > 1)} a pixel in the colour space "
            f"{said}, which this program does not open."
        )
    return said
