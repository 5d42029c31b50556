"""How long a frame of a cine is shown."""

import re
from datetime import datetime

from pydicom.dataset import Dataset

from engine.dicom.read_values import items, number, numbers, text

_SHORTEST_MS, _LONGEST_MS = 1.0, 60_000.0
_MOMENT = re.compile(r"(\d{14})(\.\d{1,6})?([+-]\d{4})?")
"""A date and time to the second at least, PS3.5 6.2; the zone is that of the frame before."""

_MOMENTS = ("FrameReferenceDateTime", "FrameAcquisitionDateTime")


def frame_ms_of(ds: Dataset, frame: int, frames: int) -> float | None:
    """Return the milliseconds from one frame of a cine to the next, or None.

    Frame Time decides, then the Frame Time Vector, the moments of the frames, and the rates.

    Args:
        ds: The header.
        frame: 0-based.
        frames: So many there are.

    Source: DICOM PS3.3 C.7.6.5 (Cine) and C.7.6.16.2.2 (Frame Content).
    """
    if frames < 2:
        return None
    found = (
        number(ds, "FrameTime"),
        _from_vector(ds, frame),
        _from_moments(ds, frame),
        _from_rate(ds, "CineRate"),
        _from_rate(ds, "RecommendedDisplayFrameRate"),
    )
    return next((one for one in found if one is not None and _is_believable(one)), None)


def _is_believable(milliseconds: float) -> bool:
    return _SHORTEST_MS <= milliseconds <= _LONGEST_MS


def _from_vector(ds: Dataset, frame: int) -> float | None:
    """Return the increment to the next frame; of the last one, the increment to itself."""
    increments = numbers(ds, "FrameTimeVector")
    return next(iter(increments[frame + 1 : frame + 2] or increments[frame : frame + 1]), None)


def _from_rate(ds: Dataset, keyword: str) -> float | None:
    a_second = number(ds, keyword)
    return 1000 / a_second if a_second else None


def _from_moments(ds: Dataset, frame: int) -> float | None:
    """Return the time to the next frame's moment; of the last one, since the one before."""
    groups = items(ds, "PerFrameFunctionalGroupsSequence")
    first = min(frame, len(groups) - 2)
    if first < 0:
        return None
    for keyword in _MOMENTS:
        begin, end = (_moment(group, keyword) for group in groups[first : first + 2])
        if begin is not None and end is not None:
            return (end - begin).total_seconds() * 1000
    return None


def _moment(group: Dataset, keyword: str) -> datetime | None:
    content = next(iter(items(group, "FrameContentSequence")), None)
    said = _MOMENT.fullmatch("" if content is None else text(content, keyword))
    try:
        return said and datetime.strptime(said[1] + (said[2] or ".0"), "%Y%m%d%H%M%S.%f")
    except ValueError:
        return None
