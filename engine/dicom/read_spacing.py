"""Millimetres, and where they come from: PS3.3 10.7 Basic Pixel Spacing Calibration."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydicom.dataset import Dataset

from engine.dicom.read_values import number, numbers, of_frame, text
from engine.radiograph import CONFLICT, Spacing, SpacingSource, assumed_spacing

_SECTIONAL = ("CT", "MR", "PT", "NM")
_CALIBRATIONS = {"GEOMETRY": SpacingSource.GEOMETRY, "FIDUCIAL": SpacingSource.FIDUCIAL}
_LARGEST_MM = 100.0
_LARGEST_FACTOR = 20.0
_NAMES = {
    "PixelSpacing": "Pixel Spacing",
    "ImagerPixelSpacing": "Imager Pixel Spacing",
    "NominalScannedPixelSpacing": "Nominal Scanned Pixel Spacing",
}

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Magnification:
    """By how much the shadow is larger than the object, and who says so."""

    factor: float
    source: SpacingSource
    notice: str


def spacing_of(ds: Dataset, frame: int, shape: tuple[int, int], notices: list[str]) -> Spacing:
    """Return the distance between pixel centres, saying who gave it.

    Calibrated spacing wins, then the detector's own, divided by the file's magnification where
    there is one; a Pixel Spacing that nobody explains comes last.

    Args:
        ds: The dataset.
        frame: 0-based.
        shape: (rows, columns), to assume a spacing where the file gives none.
        notices: Gets a sentence for each spacing that makes no sense or is contradicted.
    """
    measures = of_frame(ds, frame, "PixelMeasuresSequence") or ds
    pixel = _pair(measures, "PixelSpacing", notices)
    calibration = _CALIBRATIONS.get(text(ds, "PixelSpacingCalibrationType"))
    if pixel and calibration:
        return Spacing(*pixel, calibration)
    if pixel and text(ds, "Modality") in _SECTIONAL:
        return Spacing(*pixel, SpacingSource.CALIBRATED)
    detector = _pair(ds, "ImagerPixelSpacing", notices) or _pair(
        ds, "NominalScannedPixelSpacing", notices
    )
    if detector is None:
        if pixel is None:
            return assumed_spacing(shape, _aspect(ds, notices))
        return Spacing(*pixel, SpacingSource.UNCALIBRATED)
    magnification = _magnification(ds, notices)
    magnified = _at_object(detector, magnification)
    if pixel and not _is_close(pixel, detector) and not _is_close(pixel, magnified.mm):
        notices.append(
            f"Spacing{CONFLICT}Pixel Spacing is {pixel[0]:g} mm, the detector's {detector[0]:g}, "
            "and the file does not say why; lengths use Pixel Spacing."
        )
        return Spacing(*pixel, SpacingSource.UNCALIBRATED)
    if magnification is not None:
        notices.append(f"Lengths are at the object: the file gives {magnification.notice}.")
    return magnified


def spacings_said(ds: Dataset, frame: int) -> Iterator[tuple[str, Pair]]:
    """Yield the name and (row, column) in millimetres of every spacing the file gives."""
    for keyword, name in _NAMES.items():
        holder = ds
        if keyword == "PixelSpacing":
            holder = of_frame(ds, frame, "PixelMeasuresSequence") or ds
        found = _pair(holder, keyword, [])
        if found:
            yield name, found


def _at_object(detector: Pair, magnification: _Magnification | None) -> Spacing:
    if magnification is None:
        return Spacing(*detector, SpacingSource.DETECTOR)
    factor = magnification.factor
    return Spacing(detector[0] / factor, detector[1] / factor, magnification.source, factor)


def _magnification(ds: Dataset, notices: list[str]) -> _Magnification | None:
    """Return the factor the file gives, else that of its distances; None where neither does."""
    factor = number(ds, "EstimatedRadiographicMagnificationFactor")
    if factor is not None and factor != 1:
        if 1 < factor < _LARGEST_FACTOR:
            said = f"a magnification of {factor:g}"
            return _Magnification(factor, SpacingSource.MAGNIFICATION, said)
        notices.append(f"A magnification of {factor:g} makes no sense and was ignored.")
    elif factor == 1:
        return None
    to_detector = number(ds, "DistanceSourceToDetector") or 0.0
    to_patient = number(ds, "DistanceSourceToPatient") or 0.0
    is_sane = to_patient < to_detector < _LARGEST_FACTOR * to_patient
    if not is_sane:  # -1 and 0 occur, and both the same
        return None
    factor = to_detector / to_patient
    said = (
        f"{to_detector:g} mm from the source to the detector and {to_patient:g} mm to the "
        f"patient, a magnification of {factor:.3g}"
    )
    return _Magnification(factor, SpacingSource.DISTANCES, said)


def _aspect(ds: Dataset, notices: list[str]) -> float:
    """Return the height of a pixel by its width: PS3.3 C.7.6.3.1.7."""
    found = numbers(ds, "PixelAspectRatio")
    if not found:
        return 1.0
    if len(found) == 2 and min(found) > 0 and 0.05 < found[0] / found[1] < 20:
        return found[0] / found[1]
    notices.append("The Pixel Aspect Ratio in the file makes no sense and was ignored.")
    return 1.0


def _pair(ds: Dataset, keyword: str, notices: list[str]) -> Pair | None:
    found = numbers(ds, keyword)
    if not found:
        return None
    row, column = found[0], found[-1]
    if len(found) > 2 or not (0 < row < _LARGEST_MM and 0 < column < _LARGEST_MM):
        said = " × ".join(f"{one:g}" for one in found[:3])
        notices.append(f"{_NAMES[keyword]} {said} makes no sense and was ignored.")
        return None
    return row, column


def _is_close(one: Pair, other: Pair) -> bool:
    return all(abs(a - b) <= 1e-3 * b for a, b in zip(one, other, strict=True))
