"""The grey scale a presentation state asks for; it stands instead of the film's own."""

from typing import cast

from pydicom.dataset import Dataset

from engine.dicom.read_grayscale import modality_of, vois_of
from engine.dicom.read_lut import LutError, lut_item
from engine.dicom.read_values import items, text
from engine.grayscale.modality import Modality
from engine.grayscale.presentation_lut import PresentationLut
from engine.grayscale.voi import Voi
from engine.radiograph import Shape

_MODALITY = ("ModalityLUTSequence", "RescaleSlope", "RescaleIntercept")


def modality_in(ds: Dataset, *, is_little_endian: bool, notices: list[str]) -> Modality | None:
    """Return the modality LUT, or None: then stored values are modality values.

    Source: DICOM PS3.3 C.11.1 in A.33.1.
    """
    if not any(keyword in ds for keyword in _MODALITY):
        return None
    is_signed = _starts_below_zero(ds, "ModalityLUTSequence")
    return modality_of(
        ds, 0, is_signed=is_signed, is_little_endian=is_little_endian, notices=notices
    )


def voi_in(item: Dataset, *, is_little_endian: bool, notices: list[str]) -> Voi | None:
    """Return the one window or table in an item of the Softcopy VOI LUT Sequence, or None.

    Source: DICOM PS3.3 C.11.8.
    """
    is_signed = _starts_below_zero(item, "VOILUTSequence")
    found = vois_of(
        item, 0, is_signed=is_signed, is_little_endian=is_little_endian, notices=notices
    )
    if len(found) > 1:
        notices.append("The state has several windows for one image; the first is shown.")
    return found[0] if found else None


def polarity_in(
    ds: Dataset, *, is_little_endian: bool, notices: list[str]
) -> tuple[Shape | None, PresentationLut | None]:
    """Return Presentation LUT Shape, or the table that stands instead of it.

    Source: DICOM PS3.3 C.11.6.
    """
    for item in items(ds, "PresentationLUTSequence")[:1]:
        try:
            lut = lut_item(item, is_signed=False, is_little_endian=is_little_endian)
            values = lut.entries / (2.0**lut.bits - 1)
            found = PresentationLut(values, lut.bits, lut.explanation)
            if lut.remark:
                notices.append(f"The Presentation LUT of the state {lut.remark}.")
            return None, found
        except (LutError, ValueError) as error:
            notices.append(f"The Presentation LUT of the state {error} and was ignored.")
    shape = text(ds, "PresentationLUTShape")
    if shape in ("IDENTITY", "INVERSE"):
        return cast(Shape, shape), None
    if shape:
        notices.append(f"Presentation LUT Shape {shape} of the state is unknown and was ignored.")
    return None, None


def _starts_below_zero(ds: Dataset, keyword: str) -> bool:
    """Return whether the first value a table maps is two's complement.

    Only the VR says so: the state does not know whether the values of the film are signed.
    """
    found = items(ds, keyword)[:1]
    return any("LUTDescriptor" in one and one["LUTDescriptor"].VR == "SS" for one in found)
