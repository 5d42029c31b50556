"""What a drawn measurement amounts to: length, angle, area, and how far they can be trusted."""

from dataclasses import dataclass
from math import atan2, degrees, hypot, pi

from engine.errors import EngineError
from engine.measurement import KnownObject, MeasureKind, Measurement, Point
from engine.radiograph import LARGEST_MAGNIFICATION, Spacing, SpacingSource

NO_SPACING = "no spacing in the file"
"""Stands beside a length in pixels, where millimetres have their provenance."""

_CM2_FROM_MM2 = 100.0
_ANY_MAGNIFICATION = f"for 1.0 to {LARGEST_MAGNIFICATION:.1f} the object is"


@dataclass(frozen=True, slots=True)
class Figures:
    """What is said of one measurement; "" and None where it has no such figure.

    Attributes:
        value: "142.3 mm", "23.4°", "5.58 cm²"; "1 234 px" where the spacing is only assumed.
        provenance: Where the millimetres come from: "at detector"; "" for an angle.
        range_text: "true size 118.6–142.3 mm" where the magnification is not known.
        explanation: The same in sentences: spacing, where it comes from, magnification.
        length_mm: Of a length.
        angle_degrees: Of an angle 0..180, of a Cobb angle 0..90.
        area_mm2: Of a region.
    """

    value: str = ""
    provenance: str = ""
    range_text: str = ""
    explanation: str = ""
    length_mm: float | None = None
    angle_degrees: float | None = None
    area_mm2: float | None = None

    def beside(self, provenance: str) -> str:
        """Return the value and where it comes from: "184.2 mm at detector".

        What is missing stands after a comma: "759 px, no spacing in the file".

        Args:
            provenance: ``self.provenance``, in the language that is read.
        """
        gap = ", " if self.provenance == NO_SPACING else " "
        return gap.join(word for word in (self.value, provenance) if word)


def figures(measurement: Measurement, spacing: Spacing) -> Figures:
    """Return length, angle or area of a measurement, with the words they need.

    Args:
        measurement: Points in pixels of the film as read.
        spacing: Of the film as read, or as calibrated by a known object (``spacing_under``).

    Source: DICOM PS3.3 10.7.1.3 for what a spacing means; angles are those of the film in
    millimetres, so that pixels that are not square bend none.
    """
    points = measurement.points
    match measurement.kind:
        case MeasureKind.LENGTH:
            return _length(_distance_mm(points[0], points[1], spacing), spacing)
        case MeasureKind.ANGLE:
            vertex = points[1]
            return _angle(_between(vertex, points[0], vertex, points[2], spacing), spacing)
        case MeasureKind.COBB:
            between = _between(points[0], points[1], points[2], points[3], spacing)
            if between is not None:  # whichever way either line was drawn
                between = min(between, 180 - between)
            return _angle(between, spacing)
        case MeasureKind.RECTANGLE | MeasureKind.ELLIPSE:
            (x, y), (other_x, other_y) = points
            share = 1.0 if measurement.kind is MeasureKind.RECTANGLE else pi / 4
            return _area(abs(other_x - x) * abs(other_y - y) * share, spacing)
    return Figures()


def spacing_under(spacing: Spacing, known_object: KnownObject | None) -> Spacing:
    """Return the spacing in which a known object has its true length; the pixels keep their shape.

    Args:
        spacing: Of the film as read; of an assumed one only the shape of a pixel counts.
        known_object: What was marked on the film; None returns ``spacing``.

    Raises:
        EngineError: If no film has pixels so large.
    """
    if known_object is None:
        return spacing
    factor = known_object.mm / _distance_mm(*known_object.points, spacing)
    try:
        return Spacing(
            spacing.row_mm * factor, spacing.column_mm * factor, SpacingSource.KNOWN_OBJECT
        )
    except ValueError as error:
        drawn_px = _distance_px(*known_object.points, spacing)
        raise EngineError(
            f"An object of {_number(known_object.mm, 1)} mm cannot be "
            f"{_number(drawn_px, 1)} px long on a film.",
            hint="Draw from one end of the object to the other, and check its length.",
        ) from error


def _distance_mm(one: Point, other: Point, spacing: Spacing) -> float:
    return hypot(
        (other[0] - one[0]) * spacing.column_mm,
        (other[1] - one[1]) * spacing.row_mm,
    )


def _distance_px(one: Point, other: Point, spacing: Spacing) -> float:
    """Return a distance in widths of a pixel: what a film of square pixels would have."""
    return _distance_mm(one, other, spacing) / spacing.column_mm


def _between(
    start: Point, end: Point, other_start: Point, other_end: Point, spacing: Spacing
) -> float | None:
    """Return the angle between two arms, 0..180 degrees; None where an arm has no length."""
    x, y = ((end[0] - start[0]) * spacing.column_mm, (end[1] - start[1]) * spacing.row_mm)
    other_x = (other_end[0] - other_start[0]) * spacing.column_mm
    other_y = (other_end[1] - other_start[1]) * spacing.row_mm
    if not (hypot(x, y) and hypot(other_x, other_y)):
        return None
    return degrees(atan2(abs(x * other_y - y * other_x), x * other_x + y * other_y))


def _length(length_mm: float, spacing: Spacing) -> Figures:
    if not spacing.is_known:
        pixels = length_mm / spacing.column_mm
        return Figures(f"{_number(pixels, 0)} px", NO_SPACING, "", _no_spacing_words(spacing))
    low_mm, high_mm = spacing.true_range_mm(length_mm)
    low, high = _number(low_mm, 1), _number(high_mm, 1)
    return Figures(
        f"{_number(length_mm, 1)} mm",
        spacing.source.value,
        "" if spacing.is_at_object else f"true size {low}–{high} mm",
        _explained(spacing, f"{low} to {high} mm"),
        length_mm=length_mm,
    )


def _area(pixels: float, spacing: Spacing) -> Figures:
    if not spacing.is_known:
        return Figures(f"{_number(pixels, 0)} px²", NO_SPACING, "", _no_spacing_words(spacing))
    high_mm2 = pixels * spacing.row_mm * spacing.column_mm
    low_mm2 = high_mm2 if spacing.is_at_object else high_mm2 / LARGEST_MAGNIFICATION**2
    is_large = high_mm2 >= _CM2_FROM_MM2
    unit, factor, decimals = ("cm²", 1 / _CM2_FROM_MM2, 2) if is_large else ("mm²", 1.0, 1)
    low, high = _number(low_mm2 * factor, decimals), _number(high_mm2 * factor, decimals)
    return Figures(
        f"{high} {unit}",
        spacing.source.value,
        "" if spacing.is_at_object else f"true size {low}–{high} {unit}",
        _explained(spacing, f"{low} to {high} {unit}"),
        area_mm2=high_mm2,
    )


def _angle(angle_degrees: float | None, spacing: Spacing) -> Figures:
    if angle_degrees is None:
        return Figures()
    words = "An angle does not depend on the magnification."
    if not spacing.is_known and spacing.row_mm == spacing.column_mm:
        words = "The file gives no spacing; its pixels are taken for squares."
    value = f"{_number(angle_degrees, 1)}°"
    return Figures(value, explanation=words, angle_degrees=angle_degrees)


def _explained(spacing: Spacing, true_size: str) -> str:
    """Return where the millimetres come from, in sentences."""
    pitch = f"pixel spacing {_pitch(spacing)}"
    factor = f"{spacing.magnification:.3g}" if spacing.magnification else ""
    match spacing.source:
        case SpacingSource.DETECTOR:
            return (
                f"At detector: {pitch} as the file gives it. Magnification is not in the file; "
                f"{_ANY_MAGNIFICATION} {true_size}."
            )
        case SpacingSource.UNCALIBRATED:
            return (
                f"Not calibrated: {pitch} from Pixel Spacing, and the file does not say for which "
                f"plane. If it is the detector's, {_ANY_MAGNIFICATION} {true_size}."
            )
        case SpacingSource.MAGNIFICATION | SpacingSource.DISTANCES:
            whence = "the magnification" if spacing.source is SpacingSource.MAGNIFICATION else ""
            return (
                f"At object: {pitch}, which is the detector's divided by {factor}, "
                f"{whence or 'the magnification by the distances'} in the file."
            )
        case SpacingSource.GEOMETRY:
            return (
                f"Calibrated by geometry: {pitch} from Pixel Spacing, corrected for the "
                "magnification at one depth in the patient."
            )
        case SpacingSource.FIDUCIAL:
            return (
                f"Calibrated by fiducial: {pitch} from Pixel Spacing, by an object of known size; "
                "right in its plane."
            )
        case SpacingSource.KNOWN_OBJECT:
            return f"Calibrated by a known object: {pitch}; right in the plane of that object."
    return f"Calibrated: {pitch} from Pixel Spacing."


def _no_spacing_words(spacing: Spacing) -> str:
    pixels = "pixels" if spacing.row_mm == spacing.column_mm else "widths of a pixel"
    return (
        f"The file gives no spacing: lengths are counted in {pixels}. "
        "Calibrate by a known object to have millimetres."
    )


def _pitch(spacing: Spacing) -> str:
    """Return "0.130 mm", or both figures where pixels are not square."""
    if abs(spacing.row_mm - spacing.column_mm) < 5e-4:
        return f"{spacing.row_mm:.3f} mm"
    return f"{spacing.row_mm:.3f} × {spacing.column_mm:.3f} mm"


def _number(value: float, decimals: int) -> str:
    """Return a number with thin spaces: 65 536."""
    return f"{value:,.{decimals}f}".replace(",", "\u2009")
