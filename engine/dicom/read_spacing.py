"""Millimetres, and where they come from: PS3.3 10.7 Basic Pixel Spacing Calibration."""

from pydicom.dataset import Dataset

from engine.dicom.read_values import number, numbers, of_frame, text
from engine.radiograph import CONFLICT, Spacing, SpacingSource, assumed_spacing

_SECTIONAL = ("CT", "MR", "PT", "NM")
_CALIBRATIONS = ("GEOMETRY", "FIDUCIAL")
_LARGEST_MM = 100.0
_NAMES = {
    "PixelSpacing": "Pixel Spacing",
    "ImagerPixelSpacing": "Imager Pixel Spacing",
    "NominalScannedPixelSpacing": "Nominal Scanned Pixel Spacing",
}


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
    if pixel and (_is_calibrated(ds) or text(ds, "Modality") in _SECTIONAL):
        return Spacing(*pixel, SpacingSource.CALIBRATED)
    detector = _pair(ds, "ImagerPixelSpacing", notices) or _pair(
        ds, "NominalScannedPixelSpacing", notices
    )
    if detector is None:
        if pixel is None:
            return assumed_spacing(shape)
        return Spacing(*pixel, SpacingSource.UNCALIBRATED)
    if pixel and not _is_close(pixel, detector):
        notices.append(
            f"Spacing{CONFLICT}Pixel Spacing is {pixel[0]:g} mm, the detector's {detector[0]:g}, "
            "and the file does not say why; lengths use Pixel Spacing."
        )
        return Spacing(*pixel, SpacingSource.UNCALIBRATED)
    return _magnified(ds, detector, notices)


def _magnified(ds: Dataset, detector: tuple[float, float], notices: list[str]) -> Spacing:
    factor = number(ds, "EstimatedRadiographicMagnificationFactor")
    if factor is None or factor == 1:
        return Spacing(*detector, SpacingSource.DETECTOR)
    if not 1 < factor < 20:
        notices.append(f"A magnification of {factor:g} makes no sense and was ignored.")
        return Spacing(*detector, SpacingSource.DETECTOR)
    notices.append(f"Lengths are at the object: the file gives a magnification of {factor:g}.")
    return Spacing(detector[0] / factor, detector[1] / factor, SpacingSource.MAGNIFICATION)


def _is_calibrated(ds: Dataset) -> bool:
    return text(ds, "PixelSpacingCalibrationType") in _CALIBRATIONS


def _pair(ds: Dataset, keyword: str, notices: list[str]) -> tuple[float, float] | None:
    found = numbers(ds, keyword)
    if not found:
        return None
    row, column = found[0], found[-1]
    if len(found) > 2 or not (0 < row < _LARGEST_MM and 0 < column < _LARGEST_MM):
        said = " × ".join(f"{one:g}" for one in found[:3])
        notices.append(f"{_NAMES[keyword]} {said} makes no sense and was ignored.")
        return None
    return row, column


def _is_close(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) <= 1e-3 * b for a, b in zip(one, other, strict=True))
