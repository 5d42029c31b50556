"""A DICOM file -> a film: every field of Radiograph, and a sentence for everything odd."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from pydicom.dataset import FileDataset

from engine.dicom.decode import CAN_DECODE, DecodeError, Integers, decode_frame
from engine.dicom.fragments import extended_table
from engine.dicom.read_cine import frame_ms_of
from engine.dicom.read_dataset import Header, content, header_of
from engine.dicom.read_excluded import excluded_of
from engine.dicom.read_grayscale import modality_of, polarity_of, vois_of
from engine.dicom.read_layout import PixelLayout, layout_of
from engine.dicom.read_overlays import RawPixels, overlays_of
from engine.dicom.read_pixels import stored_values
from engine.dicom.read_spacing import spacing_of
from engine.dicom.read_values import BROKEN_INPUT, text, value_of
from engine.dicom.read_words import description_of, device_of, recipe_of
from engine.errors import UnreadableImageError, UnsupportedImageError
from engine.files import damaged, open_file, unreadable
from engine.grayscale.modality import LinearModality, Modality
from engine.grayscale.voi import Voi
from engine.radiograph import Radiograph, StoredPixels
from engine.source import Source, SourceKind


@dataclass(frozen=True, slots=True, eq=False)
class DicomFilm:
    """A DICOM image whose header has been read; its frames are read one by one.

    Attributes:
        path: The file.
        source: The file as it was when the header was read.
        header: What it says before its pixels.
    """

    path: Path = field(repr=False)
    source: Source
    header: Header


def read_dicom(path: Path, frame: int = 0) -> Radiograph:
    """Return one frame of a DICOM image: CR, DX, MG, RF, XA, SC, OT or any other of one plane.

    Args:
        path: The file, with or without preamble.
        frame: 0-based frame of a multi-frame image.

    Raises:
        UnreadableImageError: If the file is damaged, or has no picture in it.
        UnsupportedImageError: If its pixels are of a kind this program does not open.
    """
    with _understandable(path), open_file(path) as file:
        return read_frame(file, read_header(file, path), frame)


def read_header(file: BinaryIO, path: Path) -> DicomFilm:
    """Return a DICOM image without its pixels.

    Args:
        file: The open file.
        path: Its path.

    Raises:
        UnreadableImageError: If the file is damaged.
        UnsupportedImageError: If its header goes beyond the budget.
    """
    with _understandable(path):
        source = Source.of_file(SourceKind.DICOM, path)
        return DicomFilm(path, source, header_of(file, path))


def read_frame(file: BinaryIO, film: DicomFilm, frame: int = 0) -> Radiograph:
    """Return one frame of a DICOM image; no other frame's pixels are read.

    Args:
        file: The open file of ``film``.
        film: As ``read_header`` returns it.
        frame: 0-based.

    Raises:
        UnreadableImageError: If the file is damaged, or has no picture in it.
        UnsupportedImageError: If its pixels are of a kind this program does not open.
    """
    with _understandable(film.path):
        return _radiograph(file, film, frame)


@contextmanager
def _understandable(path: Path) -> Iterator[None]:
    """Turn whatever goes wrong on bytes that lie into a sentence."""
    try:
        yield
    except OSError as error:
        raise unreadable(path, error) from error
    except DecodeError as error:
        raise damaged(path, str(error)) from error
    except BROKEN_INPUT as error:
        raise damaged(path, "it cannot be understood as a DICOM image") from error


def _radiograph(file: BinaryIO, film: DicomFilm, frame: int) -> Radiograph:
    path, ds, place = film.path, film.header.ds, film.header.walked.pixels
    notices = list(film.header.notices)
    _refuse_strangers(film.header, path)
    layout = layout_of(ds, place, path, frame, notices)
    if str(layout.syntax) not in CAN_DECODE:
        raise UnsupportedImageError(
            f"{path.name} is compressed as {layout.syntax.name}, which this program cannot decode.",
            hint="Export it from its archive without compression.",
        )
    assert place is not None  # noqa: S101 - a layout has pixels
    extended = extended_table(
        value_of(ds, "ExtendedOffsetTable"), value_of(ds, "ExtendedOffsetTableLengths")
    )
    decoded = decode_frame(content(file, film.header.walked, path), place, layout, extended)
    pixels, bits = stored_values(decoded, layout, ds, path, notices)
    return _film(ds, layout, decoded, pixels, bits, film.source, notices)


def _film(
    ds: FileDataset,
    layout: PixelLayout,
    decoded: Integers,
    pixels: StoredPixels,
    bits: int,
    source: Source,
    notices: list[str],
) -> Radiograph:
    frame, is_little = layout.frame, ds.original_encoding[1] is not False
    if layout.frames > 1:
        notices.append(f"This is frame {frame + 1} of {layout.frames}.")
    modality: Modality = LinearModality()
    vois: tuple[Voi, ...] = ()
    if layout.is_monochrome:
        modality = modality_of(
            ds, frame, is_signed=layout.is_signed, is_little_endian=is_little, notices=notices
        )
        lowest = -(1 << (bits - 1)) if layout.is_signed else 0
        low, _ = modality.bounds(lowest, lowest + (1 << bits) - 1)
        vois = vois_of(ds, frame, is_signed=low < 0, is_little_endian=is_little, notices=notices)
    photometric, shape = polarity_of(ds, layout.photometric, notices)
    excluded = excluded_of(
        ds,
        pixels,
        has_padding=layout.is_monochrome,
        is_little_endian=is_little,
        notices=notices,
        frame=frame,
    )
    raw = RawPixels(decoded, layout.bits_stored, layout.high_bit) if layout.is_monochrome else None
    overlays = overlays_of(ds, frame, raw, is_little_endian=is_little, notices=notices)
    return Radiograph(
        pixels=pixels,
        bits_stored=bits,
        source=replace(
            source,
            sop_class_uid=text(ds, "SOPClassUID"),
            sop_instance_uid=text(ds, "SOPInstanceUID"),
            transfer_syntax_uid=str(layout.syntax),
            frame=frame,
        ),
        spacing=spacing_of(ds, frame, (layout.rows, layout.columns), notices),
        modality=modality,
        photometric=photometric,
        shape=shape,
        vois=vois,
        excluded=excluded.mask,
        has_outline=excluded.has_outline,
        description=description_of(ds),
        recipe_json=recipe_of(ds, notices),
        notices=tuple(notices),
        header=ds,
        shutter=excluded.shutter,
        overlays=overlays,
        frames=layout.frames,
        frame_ms=frame_ms_of(ds, frame, layout.frames),
        device=device_of(ds),
    )


def _refuse_strangers(header: Header, path: Path) -> None:
    """Refuse what pydicom was made to read although it is no DICOM image."""
    ds, has_pixels = header.ds, header.walked.pixels is not None
    if "DirectoryRecordSequence" in ds:
        raise UnreadableImageError(
            f"{path.name} is a list of films (DICOMDIR), not a film.",
            hint="Open one of the films beside it.",
        )
    if not has_pixels and not any(word in ds for word in ("Rows", "SOPClassUID", "Modality")):
        if ds.preamble:
            raise damaged(path, "it ends before it says what it holds")
        raise UnreadableImageError(f"{path.name} is not an image this program reads.")
