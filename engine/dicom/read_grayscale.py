"""The grayscale chain a file asks for: modality LUT, VOI choices, polarity."""

from math import isfinite
from typing import cast

from pydicom.dataset import Dataset

from engine.dicom.read_lut import LutError, lut_item
from engine.dicom.read_values import items, number, numbers, of_frame, text, texts
from engine.grayscale.modality import LinearModality, Modality, TableModality
from engine.grayscale.voi import Voi, VoiFunction, VoiLut, Window
from engine.radiograph import CONFLICT, Photometric, Shape

_ANGIOGRAPHIC = ("1.2.840.10008.5.1.4.1.1.12.1", "1.2.840.10008.5.1.4.1.1.12.2")
"""XA and XRF: their modality LUT leads to X-ray intensity, not to a display (PS3.4 N.2.1)."""

_LARGEST = 1e9
"""No window of a 16-bit film reaches so far; some files hold 1e308."""


def modality_of(
    ds: Dataset, frame: int, *, is_signed: bool, is_little_endian: bool, notices: list[str]
) -> Modality:
    """Return the modality LUT of one frame; identity where there is none that makes sense.

    Source: DICOM PS3.3 C.11.1.
    """
    group = of_frame(ds, frame, "PixelValueTransformationSequence") or ds
    if text(ds, "SOPClassUID") in _ANGIOGRAPHIC:
        if "RescaleSlope" in group or items(ds, "ModalityLUTSequence"):
            notices.append("The modality LUT of an angiogram is not meant for display; left out.")
        return LinearModality()
    for item in items(ds, "ModalityLUTSequence")[:1]:
        try:
            lut = lut_item(item, is_signed=is_signed, is_little_endian=is_little_endian)
        except LutError as error:
            notices.append(f"The modality LUT in the file {error} and was ignored.")
            break
        if lut.remark:
            notices.append(f"The modality LUT in the file {lut.remark}.")
        kind = text(item, "ModalityLUTType") or "US"
        return TableModality(lut.first_mapped, lut.entries, lut.bits, kind, lut.explanation)
    return _rescale(group, notices)


def _rescale(ds: Dataset, notices: list[str]) -> LinearModality:
    if "RescaleSlope" not in ds and "RescaleIntercept" not in ds:
        return LinearModality()
    slope, intercept = number(ds, "RescaleSlope"), number(ds, "RescaleIntercept")
    is_sane = slope is not None and intercept is not None
    if slope is None or intercept is None or slope == 0 or abs(slope) + abs(intercept) > _LARGEST:
        said = f"{slope} and {intercept}" if is_sane else "incomplete"
        notices.append(f"Rescale Slope and Intercept in the file are {said} and were ignored.")
        return LinearModality()
    return LinearModality(slope, intercept, text(ds, "RescaleType") or "US")


def vois_of(
    ds: Dataset, frame: int, *, is_signed: bool, is_little_endian: bool, notices: list[str]
) -> tuple[Voi, ...]:
    """Return all VOI choices of one frame: tables first, then windows, each in file order.

    Args:
        ds: The dataset.
        frame: 0-based.
        is_signed: Modality values may be negative, so that a table's first mapped one is too.
        is_little_endian: Byte order of the file.
        notices: Gets a sentence for each choice that was left out.

    Source: DICOM PS3.3 C.11.2.
    """
    group = of_frame(ds, frame, "FrameVOILUTSequence") or ds
    tables: list[Voi] = []
    for position, item in enumerate(items(group, "VOILUTSequence"), start=1):
        try:
            lut = lut_item(item, is_signed=is_signed, is_little_endian=is_little_endian)
            top = 2.0**lut.bits - 1
            name = lut.explanation or f"LUT {position}"
            tables.append(VoiLut(lut.first_mapped, lut.entries / top, name, bits=lut.bits))
            if lut.remark:
                notices.append(f"VOI LUT {position} of the file {lut.remark}.")
        except (LutError, ValueError) as error:
            notices.append(f"VOI LUT {position} of the file {error} and was ignored.")
    return (*tables, *_windows(group, notices))


def _windows(ds: Dataset, notices: list[str]) -> list[Voi]:
    centres, widths = numbers(ds, "WindowCenter"), numbers(ds, "WindowWidth")
    names = texts(ds, "WindowCenterWidthExplanation")
    if len(centres) != len(widths):
        notices.append(
            f"The file has {len(centres)} window centres and {len(widths)} widths; "
            "the ones without a partner were ignored."
        )
    function = _function(ds, notices)
    found: list[Voi] = []
    for position, (centre, width) in enumerate(zip(centres, widths, strict=False), start=1):
        least = 1.0 if function is VoiFunction.LINEAR else 0.0
        is_sane = isfinite(centre) and isfinite(width) and max(abs(centre), width) < _LARGEST
        if not is_sane or width < least or width == 0:
            notices.append(
                f"Window {position} of the file (centre {centre:g}, width {width:g}) makes no "
                "sense and was ignored."
            )
            continue
        name = names[position - 1] if position <= len(names) else ""
        found.append(Window(centre, width, function, name))
    return found


def _function(ds: Dataset, notices: list[str]) -> VoiFunction:
    said = text(ds, "VOILUTFunction")
    if said in ("", *(function.value for function in VoiFunction)):
        return VoiFunction(said or "LINEAR")
    notices.append(f"VOI LUT Function {said} is unknown; its windows are shown as LINEAR.")
    return VoiFunction.LINEAR


def polarity_of(ds: Dataset, said: str, notices: list[str]) -> tuple[Photometric, Shape | None]:
    """Return photometric and Presentation LUT Shape, noting where the two contradict each other.

    Args:
        ds: The dataset.
        said: Photometric Interpretation; a colour space counts as MONOCHROME2, without a shape.
        notices: Gets a sentence on a conflict.

    Source: DICOM PS3.3 C.11.6; IDENTITY goes with MONOCHROME2, INVERSE with MONOCHROME1.
    """
    if said not in ("MONOCHROME1", "MONOCHROME2"):
        return "MONOCHROME2", None
    photometric = cast(Photometric, said)
    if items(ds, "PresentationLUTSequence"):
        notices.append("The file has a Presentation LUT of its own, which is not applied.")
    shape = text(ds, "PresentationLUTShape")
    if shape == "":
        return photometric, None
    if shape not in ("IDENTITY", "INVERSE"):
        notices.append(f"Presentation LUT Shape {shape} is unknown and was ignored.")
        return photometric, None
    if (photometric == "MONOCHROME1") != (shape == "INVERSE"):
        notices.append(
            f"Polarity{CONFLICT}the file says {photometric}, but Presentation LUT Shape {shape}; "
            "the latter decides. Invert the film if bone is dark."
        )
    return photometric, cast(Shape, shape)
