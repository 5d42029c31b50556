"""What else a file says of its picture: where its lengths come from, and what took it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.radiograph import Radiograph, Spacing, SpacingSource

if TYPE_CHECKING:
    from engine.dicom.read_facts import Said

_OF_DETECTOR = (SpacingSource.DETECTOR, SpacingSource.MAGNIFICATION, SpacingSource.DISTANCES)
_SIDES = {"L": "left", "R": "right", "B": "both", "U": "unpaired"}


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing a file says besides its transformations.

    Attributes:
        name: What it is about: "device", "Imager Pixel Spacing".
        text: What is said.
        is_in_force: Whether lengths rest on it; None where that is no question.
    """

    name: str
    text: str
    is_in_force: bool | None = None


def details_of(radiograph: Radiograph, said: "Said") -> tuple[Detail, ...]:
    """Return the details: lengths first, then the picture and what took it; no patient.

    Args:
        radiograph: The film.
        said: What stands in its header.
    """
    found = (
        *_lengths(radiograph.spacing, said),
        *_picture(radiograph, said),
        *_shot(radiograph, said),
    )
    return tuple(one for one in found if one.text)


def _lengths(spacing: Spacing, said: "Said") -> Iterator[Detail]:
    """Yield every spacing of the file and what may correct it."""
    factor = spacing.magnification or 1.0
    at_detector = spacing.row_mm * factor, spacing.column_mm * factor
    is_of_detector = spacing.source in _OF_DETECTOR
    is_found = not spacing.is_known
    for name, mm in said.spacings:
        is_kind = is_of_detector == (name != "Pixel Spacing")
        is_same = _is_close(mm, at_detector if is_of_detector else spacing.mm)
        is_in_force = is_kind and is_same and not is_found
        is_found = is_found or is_in_force
        yield Detail(name, f"{mm[0]:g} × {mm[1]:g} mm", is_in_force)
    if said.calibration:
        is_used = spacing.source in (SpacingSource.GEOMETRY, SpacingSource.FIDUCIAL)
        yield Detail("Calibration Type", said.calibration, is_used)
    if said.magnification is not None:
        is_used = spacing.source is SpacingSource.MAGNIFICATION
        yield Detail("Magnification Factor", f"{said.magnification:g}", is_used)
    to_detector, to_patient = said.distances
    if to_detector is not None or to_patient is not None:
        text = f"{_mm(to_detector)} to the detector, {_mm(to_patient)} to the patient"
        is_used = spacing.source is SpacingSource.DISTANCES
        yield Detail("Distances from the source", text, is_used)
    if len(said.aspect) == 2:
        is_used = not spacing.is_known and spacing.row_mm != spacing.column_mm
        yield Detail("Pixel Aspect Ratio", f"{said.aspect[0]:g} : {said.aspect[1]:g}", is_used)


def _picture(radiograph: Radiograph, said: "Said") -> Iterator[Detail]:
    rows, columns = radiograph.pixels.shape
    yield Detail("picture", f"{rows} rows of {columns} pixels")
    yield Detail("stored values", _bits(radiograph, said))
    if said.colours:
        yield Detail("colours", f"{said.colours}, made grey")
    every = f", one every {radiograph.frame_ms:g} ms" if radiograph.frame_ms else ""
    yield Detail("frames", f"{radiograph.frames}{every}")
    yield Detail("transfer syntax", said.syntax)
    yield Detail("lossy compression", _losses(radiograph, said))
    if said.icon is not None:
        yield Detail("icon", f"{said.icon[0]} × {said.icon[1]} pixels, not used")


def _bits(radiograph: Radiograph, said: "Said") -> str:
    is_signed = radiograph.pixels.dtype.kind == "i"
    of = f" of {said.bits_allocated}" if said.bits_allocated else ""
    upper = said.high_bit and said.high_bit != radiograph.bits_stored - 1
    high = f", high bit {said.high_bit}" if upper and not said.colours else ""
    return f"{radiograph.bits_stored}{of} bits, {'signed' if is_signed else 'unsigned'}{high}"


def _losses(radiograph: Radiograph, said: "Said") -> str:
    """Return what the pixels went through; "" where nothing is known."""
    steps = [
        " ".join(part for part in (method, f"{ratio:g} : 1" if ratio else "") if part)
        for method, ratio in said.losses
    ]
    known = ", ".join(step for step in steps if step)
    if radiograph.description.is_lossy:
        return f"yes{': ' if known else ''}{known}"
    return "none, says the file" if said.lossy == "00" else ""


def _shot(radiograph: Radiograph, said: "Said") -> Iterator[Detail]:
    words = radiograph.description
    yield Detail("device", radiograph.device)
    yield Detail("view", words.view)
    yield Detail("laterality", _SIDES.get(said.laterality, ""))
    across, down = words.directions
    if across and down:
        yield Detail("orientation", f"rows run towards {across}, columns towards {down}")


def _mm(distance_mm: float | None) -> str:
    return "?" if distance_mm is None else f"{distance_mm:g} mm"


def _is_close(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) <= 1e-3 * b for a, b in zip(one, other, strict=True))
