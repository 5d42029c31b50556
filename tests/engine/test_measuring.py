"""engine.measuring"""

from dataclasses import replace
from math import degrees, pi

import pytest

from engine.errors import EngineError
from engine.measurement import KnownObject, MeasureKind, Measurement, Point
from engine.measuring import figures, spacing_under
from engine.radiograph import Spacing, SpacingSource

SQUARE = Spacing(0.13, 0.13, SpacingSource.DETECTOR)
TALL = Spacing(0.2, 0.1, SpacingSource.GEOMETRY)
UNKNOWN = Spacing(0.5, 0.5, SpacingSource.ASSUMED)
MOCK_UP = Measurement(MeasureKind.LENGTH, ((100.0, 50.0), (1194.6, 50.0)))


def drawn(kind: MeasureKind, *points: Point) -> Measurement:
    return Measurement(kind, points)


def test_a_length_at_the_detector_reads_as_in_the_mock_up() -> None:
    """1094.6 px of 0.13 mm are 142.298 mm; by 1.2 they are 118.58."""
    found = figures(MOCK_UP, SQUARE)

    assert found.value == "142.3 mm"
    assert found.provenance == "at detector"
    assert found.range_text == "true size 118.6–142.3 mm"
    assert found.explanation == (
        "At detector: pixel spacing 0.130 mm as the file gives it. Magnification is not in the "
        "file; for 1.0 to 1.2 the object is 118.6 to 142.3 mm."
    )
    assert found.length_mm == pytest.approx(142.298)


@pytest.mark.parametrize("source", SpacingSource)
def test_every_length_says_where_its_unit_comes_from(source: SpacingSource) -> None:
    factor = 1.25 if "from the" in source.value else None

    found = figures(MOCK_UP, replace(SQUARE, source=source, magnification=factor))

    assert found.provenance
    assert found.provenance in source.value
    assert found.explanation.endswith(".")
    assert found.value == ("1\u2009095 px" if source is SpacingSource.ASSUMED else "142.3 mm")


def test_a_magnification_is_named() -> None:
    spacing = Spacing(0.104, 0.104, SpacingSource.MAGNIFICATION, 1.25)

    found = figures(MOCK_UP, spacing)

    assert "0.104 mm" in found.explanation
    assert "1.25" in found.explanation
    assert found.range_text == ""


def test_words_beside_a_value_flow_on_and_what_is_missing_stands_apart() -> None:
    kept, lost = figures(MOCK_UP, SQUARE), figures(MOCK_UP, UNKNOWN)
    angle = figures(drawn(MeasureKind.ANGLE, (0, 0), (1, 0), (1, 1)), SQUARE)

    assert kept.beside("am Detektor") == "142.3 mm am Detektor"
    assert lost.beside(lost.provenance) == "1\u2009095 px, no spacing in the file"
    assert angle.beside(angle.provenance) == "90.0°"


def test_a_length_over_a_metre_has_a_thin_space() -> None:
    found = figures(drawn(MeasureKind.LENGTH, (0, 0), (0, 10_000)), SQUARE)

    assert found.value == "1\u2009300.0 mm"


def test_pixels_that_are_not_square_count_each_way_by_their_own_side() -> None:
    """30 columns of 0.1 and 20 rows of 0.2 mm are a triangle of 3, 4 and 5 mm."""
    assert figures(drawn(MeasureKind.LENGTH, (10, 10), (40, 30)), TALL).length_mm == pytest.approx(
        5
    )


@pytest.mark.parametrize("ends", [((90, 10), (40, 30)), ((40, 30), (90, 10))])
def test_an_angle_is_that_in_millimetres_not_in_pixels(ends: tuple[Point, Point]) -> None:
    """Of (30, 20) pixels the slope is atan 4/3 in mm, which is 53.1; in pixels it were 33.7."""
    found = figures(drawn(MeasureKind.ANGLE, ends[0], (10, 10), ends[1]), TALL)

    assert found.angle_degrees == pytest.approx(53.1301, abs=1e-4)
    assert found.value == "53.1°"
    assert (found.provenance, found.range_text) == ("", "")


@pytest.mark.parametrize(
    ("end", "expected"), [((20, 0), 0), ((0, 10), 90), ((-10, 10), 135), ((-7, 0), 180)]
)
def test_an_angle_runs_from_0_to_180(end: Point, expected: float) -> None:
    found = figures(drawn(MeasureKind.ANGLE, (10, 0), (0, 0), end), SQUARE)

    assert found.angle_degrees == pytest.approx(expected)


@pytest.mark.parametrize("is_turned_round", [False, True])
def test_a_cobb_angle_is_the_same_whichever_way_its_lines_were_drawn(
    is_turned_round: bool,
) -> None:
    """One line is level, the other rises 1 in 1 pixel, which is 2 in 1 mm: 63.4 degrees."""
    ends: tuple[Point, Point] = ((0, 90), (10, 100))
    line = ends[::-1] if is_turned_round else ends

    found = figures(drawn(MeasureKind.COBB, (0, 0), (50, 0), *line), TALL)

    assert found.angle_degrees == pytest.approx(63.4349, abs=1e-4)


def test_a_hair_of_an_angle_is_still_one() -> None:
    found = figures(drawn(MeasureKind.ANGLE, (1e4, 0), (0, 0), (1e4, 1)), SQUARE)

    assert found.angle_degrees == pytest.approx(degrees(1e-4), rel=1e-6)


def test_an_angle_without_an_arm_has_no_figure() -> None:
    found = figures(drawn(MeasureKind.ANGLE, (5, 5), (5, 5), (9, 5)), SQUARE)

    assert (found.value, found.angle_degrees) == ("", None)


def test_an_angle_of_pixels_of_unknown_shape_says_so() -> None:
    found = figures(drawn(MeasureKind.ANGLE, (1, 0), (0, 0), (0, 1)), UNKNOWN)

    assert found.value == "90.0°"
    assert "taken for squares" in found.explanation


@pytest.mark.parametrize(
    ("kind", "area_mm2", "value"),
    [(MeasureKind.RECTANGLE, 1200, "12.00 cm²"), (MeasureKind.ELLIPSE, 300 * pi, "9.42 cm²")],
)
def test_an_area_counts_both_sides_of_a_pixel(
    kind: MeasureKind, area_mm2: float, value: str
) -> None:
    """300 columns of 0.1 mm by 200 rows of 0.2 mm, drawn from the lower right."""
    found = figures(drawn(kind, (310, 220), (10, 20)), TALL)

    assert found.area_mm2 == pytest.approx(area_mm2)
    assert found.value == value


def test_a_small_area_is_in_square_millimetres_and_its_range_by_the_square() -> None:
    """100 by 50 pixels of 0.13 mm are 84.5 mm²; by 1.44 they are 58.7."""
    found = figures(drawn(MeasureKind.RECTANGLE, (0, 0), (100, 50)), SQUARE)

    assert found.value == "84.5 mm²"
    assert found.range_text == "true size 58.7–84.5 mm²"


def test_without_a_spacing_an_area_counts_pixels() -> None:
    found = figures(drawn(MeasureKind.RECTANGLE, (0, 0), (100, 50)), UNKNOWN)

    assert (found.value, found.area_mm2) == ("5\u2009000 px²", None)


def test_lengths_in_pixels_that_are_known_not_to_be_square_count_their_widths() -> None:
    found = figures(
        drawn(MeasureKind.LENGTH, (0, 0), (30, 20)), replace(TALL, source=SpacingSource.ASSUMED)
    )

    assert found.value == "50 px"
    assert "widths of a pixel" in found.explanation


@pytest.mark.parametrize("kind", [MeasureKind.ARROW, MeasureKind.TEXT])
def test_what_only_points_has_no_figures(kind: MeasureKind) -> None:
    points = ((1.0, 1.0), (5.0, 5.0))[: kind.points]

    assert figures(Measurement(kind, points), SQUARE).value == ""


@pytest.mark.parametrize("source", [SpacingSource.ASSUMED, SpacingSource.DETECTOR])
def test_a_known_object_sets_the_millimetres_and_keeps_the_shape_of_a_pixel(
    source: SpacingSource,
) -> None:
    """It is drawn 3 by 4 mm on a film that says 0.2 by 0.1; it truly is 4 mm, so all shrinks."""
    coin = KnownObject(((10, 10), (40, 30)), 4.0)

    found = spacing_under(replace(TALL, source=source, magnification=None), coin)

    assert found.mm == pytest.approx((0.16, 0.08))
    assert found.source is SpacingSource.KNOWN_OBJECT
    assert found.is_at_object
    assert found.is_known
    assert figures(Measurement(MeasureKind.LENGTH, coin.points), found).value == "4.0 mm"


def test_calibrating_again_starts_from_the_object_alone() -> None:
    first = spacing_under(SQUARE, KnownObject(((0, 0), (10, 0)), 5.0))

    assert spacing_under(first, KnownObject(((0, 0), (0, 10)), 2.0)).mm == pytest.approx((0.2, 0.2))


def test_without_an_object_the_spacing_is_the_films() -> None:
    assert spacing_under(SQUARE, None) is SQUARE


def test_an_object_that_no_film_can_hold_is_refused() -> None:
    with pytest.raises(EngineError, match=r"mm cannot be 2\.0 px long"):
        spacing_under(SQUARE, KnownObject(((0, 0), (2, 0)), 90_000))
