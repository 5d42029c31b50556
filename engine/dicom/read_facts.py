"""What a file says of its grey scale, lengths and picture, whether it is obeyed or not."""

from dataclasses import dataclass

import numpy as np
from pydicom.dataset import Dataset
from pydicom.uid import UID

from engine.dicom.export_facts import header_of
from engine.dicom.read_excluded import padding_of
from engine.dicom.read_outline import outline_of
from engine.dicom.read_spacing import spacings_said
from engine.dicom.read_values import items, number, numbers, of_frame, text, texts, whole, words
from engine.radiograph import Radiograph
from engine.shutter import Shutter


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in a header; nothing of it names a patient, and no text is an operator's.

    Attributes:
        rescale: Rescale Slope and Intercept, or None.
        modality_tables, presentation_tables: Entries of each table in those sequences.
        has_shutter: A display shutter of any shape, sane or not.
        collimator: Its shapes, as far as they make sense.
        padding: Lowest and highest stored value that is padding, or None.
        icon: (rows, columns) of the icon, or None.
        bits_allocated, high_bit: Of a pixel in the file; 0 without a header.
        colours: Photometric Interpretation of a film that was in colour, else "".
        syntax: Name of the transfer syntax.
        lossy: Lossy Image Compression: "00", "01" or "".
        losses: (method, ratio) of each lossy compression; "" and 0 are not said.
        spacings: (name, (row, column) in millimetres) of each spacing.
        calibration: Pixel Spacing Calibration Type, or "".
        magnification: Estimated Radiographic Magnification Factor, or None.
        distances: Millimetres from the source to the detector and to the patient; None each.
        aspect: (vertical, horizontal) of Pixel Aspect Ratio, or ().
        laterality: "L", "R", "B", "U" or "".
    """

    rescale: tuple[float, float] | None = None
    modality_tables: tuple[int, ...] = ()
    presentation_tables: tuple[int, ...] = ()
    has_shutter: bool = False
    collimator: Shutter | None = None
    padding: tuple[int, int] | None = None
    icon: tuple[int, int] | None = None
    bits_allocated: int = 0
    high_bit: int = 0
    colours: str = ""
    syntax: str = ""
    lossy: str = ""
    losses: tuple[tuple[str, float], ...] = ()
    spacings: tuple[tuple[str, tuple[float, float]], ...] = ()
    calibration: str = ""
    magnification: float | None = None
    distances: tuple[float | None, float | None] = (None, None)
    aspect: tuple[float, ...] = ()
    laterality: str = ""


def said_in(radiograph: Radiograph) -> Said:
    """Return what the header of a film says; of a film without one, nothing."""
    ds = header_of(radiograph)
    if len(ds) == 0:
        return Said()
    frame = radiograph.source.frame
    is_little = ds.original_encoding[1] is not False
    group = of_frame(ds, frame, "PixelValueTransformationSequence") or ds
    slope, intercept = number(group, "RescaleSlope"), number(group, "RescaleIntercept")
    return Said(
        rescale=None if slope is None or intercept is None else (slope, intercept),
        modality_tables=_entries(ds, "ModalityLUTSequence", is_little_endian=is_little),
        presentation_tables=_entries(ds, "PresentationLUTSequence", is_little_endian=is_little),
        has_shutter=bool(text(ds, "ShutterShape")),
        collimator=outline_of(ds, "Collimator", []),
        padding=padding_of(
            ds,
            is_signed=radiograph.pixels.dtype == np.int16,
            is_little_endian=is_little,
        ),
        icon=_icon(ds),
        bits_allocated=whole(ds, "BitsAllocated") or 0,
        high_bit=whole(ds, "HighBit") or 0,
        colours=_colours(ds),
        syntax=_syntax(radiograph.source.transfer_syntax_uid),
        lossy=_one_of(text(ds, "LossyImageCompression"), ("00", "01")),
        losses=_losses(ds),
        spacings=tuple(spacings_said(ds, frame)),
        calibration=_one_of(text(ds, "PixelSpacingCalibrationType"), ("GEOMETRY", "FIDUCIAL")),
        magnification=number(ds, "EstimatedRadiographicMagnificationFactor"),
        distances=(number(ds, "DistanceSourceToDetector"), number(ds, "DistanceSourceToPatient")),
        aspect=numbers(ds, "PixelAspectRatio"),
        laterality=_one_of(
            text(ds, "ImageLaterality") or text(ds, "Laterality"), ("L", "R", "B", "U")
        ),
    )


def _one_of(said: str, known: tuple[str, ...]) -> str:
    return said if said in known else ""


def _entries(ds: Dataset, keyword: str, *, is_little_endian: bool) -> tuple[int, ...]:
    found = (
        words(item, "LUTDescriptor", is_little_endian=is_little_endian)
        for item in items(ds, keyword)
    )
    return tuple(descriptor[0] or 65536 for descriptor in found if descriptor)


def _icon(ds: Dataset) -> tuple[int, int] | None:
    for item in items(ds, "IconImageSequence")[:1]:
        return whole(item, "Rows") or 0, whole(item, "Columns") or 0
    return None


def _colours(ds: Dataset) -> str:
    said = text(ds, "PhotometricInterpretation")
    return _one_of(said, ("RGB", "PALETTE COLOR")) or ("YBR" if said.startswith("YBR") else "")


def _syntax(uid: str) -> str:
    return UID(uid).name if uid else ""


def _losses(ds: Dataset) -> tuple[tuple[str, float], ...]:
    methods = texts(ds, "LossyImageCompressionMethod")
    ratios = numbers(ds, "LossyImageCompressionRatio")
    count = max(len(methods), len(ratios))
    methods = tuple(one if one.startswith("ISO_") else "" for one in methods)
    return tuple(
        (
            methods[n] if n < len(methods) else "",
            ratios[n] if n < len(ratios) and ratios[n] > 0 else 0.0,
        )
        for n in range(min(count, 8))
    )
