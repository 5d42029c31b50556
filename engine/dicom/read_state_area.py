"""How a presentation state turns a film, and which part of it is shown."""

from pydicom.dataset import Dataset

from engine.dicom.read_values import number, numbers, text
from engine.orientation import Orientation
from engine.presentation_state import AreaMode, DisplayedArea

_FARTHEST = 10_000_000
"""No corner of a displayed area lies so many pixels away from the film."""

_MODES = {mode.value: mode for mode in AreaMode}


def orientation_of(ds: Dataset, notices: list[str]) -> Orientation:
    """Return the turn and the flip; DICOM turns clockwise first, and flips what came out.

    Source: DICOM PS3.3 C.10.6.
    """
    flip, angle_deg = text(ds, "ImageHorizontalFlip"), number(ds, "ImageRotation")
    if flip not in ("", "N", "Y"):
        notices.append(f"Image Horizontal Flip {flip} of the state makes no sense; not flipped.")
    if angle_deg is not None and angle_deg not in (0, 90, 180, 270):
        notices.append(f"Image Rotation {angle_deg:g} of the state makes no sense; not turned.")
        angle_deg = None
    turned = Orientation(int(angle_deg or 0) // 90)
    return turned.flipped_horizontally() if flip == "Y" else turned


def area_of(item: Dataset, notices: list[str]) -> DisplayedArea | None:
    """Return the displayed area in one item of its sequence, or None where it makes no sense.

    The corners are those of the film as stored, whichever of them the turn brings to the top left.

    Source: DICOM PS3.3 C.10.4.
    """
    first = numbers(item, "DisplayedAreaTopLeftHandCorner")
    second = numbers(item, "DisplayedAreaBottomRightHandCorner")
    if len(first) != 2 or len(second) != 2:
        notices.append("A displayed area of the state has no corners and was ignored.")
        return None
    if not all(abs(one) <= _FARTHEST for one in (*first, *second)):  # NaN is not
        notices.append("A displayed area of the state has corners beyond reason and was ignored.")
        return None
    (left, right), (top, bottom) = (
        sorted((int(a), int(b))) for a, b in zip(first, second, strict=True)
    )
    mode, magnification = _mode(item, notices)
    return DisplayedArea((left, top), (right, bottom), mode, magnification)


def _mode(item: Dataset, notices: list[str]) -> tuple[AreaMode, float | None]:
    said = text(item, "PresentationSizeMode")
    if said not in _MODES:
        notices.append(
            f"Presentation Size Mode {said or '(none)'} of the state is unknown; fitted."
        )
        return AreaMode.FIT, None
    mode = _MODES[said]
    if mode is not AreaMode.MAGNIFY:
        return mode, None
    ratio = number(item, "PresentationPixelMagnificationRatio")
    if ratio is None or not 0 < ratio < 1e4:
        notices.append("The state magnifies by no number that makes sense; fitted.")
        return AreaMode.FIT, None
    return mode, ratio
