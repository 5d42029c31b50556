"""engine.drawn_measurements"""

from dataclasses import replace

import numpy as np
import pytest

from engine.drawn_measurements import result_with_drawings
from engine.grayscale.voi import Window
from engine.measurement import KnownObject, MeasureKind, Measurement, Point
from engine.orientation import Orientation
from engine.picture import GreyImage
from engine.presentation import Presentation
from engine.radiograph import Spacing, SpacingSource
from engine.render import Renderer
from engine.shown import result_to_write
from tests.engine.translated import ct_like, use_fake_translation
from tests.engine.words_in_pixels import finds
from tests.properties.films import stored_film

FILM = replace(
    stored_film(300, 400),
    pixels=np.full((300, 400), 30_000, np.uint16),
    spacing=Spacing(0.1, 0.1, SpacingSource.DETECTOR),
)
PLAIN = Presentation(Window(30_000, 60_000))  # the film is half grey
WHITE = 55_000
"""A line of one pixel with soft edges is not quite white."""
ACROSS = Measurement(MeasureKind.LENGTH, ((100.5, 150.5), (200.5, 150.5)))


def drawn(
    *measurements: Measurement, presentation: Presentation = PLAIN, levels: int = 65536
) -> GreyImage:
    shown = replace(presentation, measurements=measurements)
    picture = Renderer(FILM).result(shown.recipe)
    return result_with_drawings(picture, FILM, shown, levels=levels)


def plain(presentation: Presentation = PLAIN, levels: int = 65536) -> GreyImage:
    picture = Renderer(FILM).result(presentation.recipe)
    return result_to_write(picture, FILM, presentation, levels=levels)


def one(kind: MeasureKind, *points: Point, text: str = "") -> Measurement:
    return Measurement(kind, points, text)


@pytest.mark.parametrize("levels", [256, 65536])
def test_a_length_is_a_white_line_on_a_dark_halo_where_it_was_drawn(levels: int) -> None:
    """Its ends are the middles of pixels (100, 150) and (200, 150)."""
    grey, before = drawn(ACROSS, levels=levels), int(plain(levels=levels)[0, 0])

    assert (grey[150, 110:190] > 0.85 * levels).all()
    assert (grey[149, 110:190] < before).all()
    assert (grey[151, 110:190] < before).all()
    assert grey[145, 150] == before
    assert grey[147, 100] > before  # the mark at its end
    assert grey[153, 200] > before
    assert grey.dtype == (np.uint8 if levels == 256 else np.uint16)


def test_its_figure_and_where_it_comes_from_stand_beside_it() -> None:
    """100 px of 0.1 mm are 10 mm; by 1.2 they are 8.3."""
    block = drawn(ACROSS)[130:172, 205:]

    for words in ("10.0 mm at detector", "true size 8.3"):
        assert finds(words, block), words


def test_a_known_object_sets_the_figure() -> None:
    known = replace(PLAIN, known_object=KnownObject(((0, 0), (100, 0)), 55.0))

    assert finds("55.0 mm calibrated", drawn(ACROSS, presentation=known)[130:172, 205:])


@pytest.mark.parametrize(
    ("turn", "row", "column"),
    [
        (Orientation(), 150, 120),
        (Orientation(2), 149, 279),  # 299 - 150 and 399 - 120
        (Orientation(0, is_mirrored=True), 150, 279),
        (Orientation(1), 120, 149),  # clockwise: the row 120, the column 299 - 150
    ],
)
def test_drawings_follow_the_film_and_words_read_straight(
    turn: Orientation, row: int, column: int
) -> None:
    grey = drawn(ACROSS, presentation=replace(PLAIN, orientation=turn))

    assert grey[row, column] > WHITE
    assert finds("10.0 mm", grey[110:190]) or finds("10.0 mm", grey[190:270])


@pytest.mark.parametrize("kind", [MeasureKind.RECTANGLE, MeasureKind.ELLIPSE])
def test_a_region_is_its_edge_with_number_and_name(kind: MeasureKind) -> None:
    other = one(MeasureKind.RECTANGLE, (5, 5), (20, 20))

    grey = drawn(other, one(kind, (160.5, 200.5), (100.5, 100.5), text="Lung"))

    before = plain()
    assert min(grey[150, 100], grey[150, 160], grey[100, 130], grey[200, 130]) > WHITE
    assert grey[150, 130] == before[150, 130]
    assert (grey[100, 102] < WHITE) == (kind is MeasureKind.ELLIPSE)
    assert any(finds("2  Lung", grey[top : top + 70, 162:]) for top in (115, 165))


def test_an_arrow_has_its_head_at_the_tip_and_its_words_at_the_tail() -> None:
    grey = drawn(one(MeasureKind.ARROW, (200.5, 150.5), (100.5, 150.5), text="Here"))

    before = int(plain()[0, 0])
    assert (grey[145:149, 100:108] > before).any()
    assert not (grey[145:149, 190:200] > before).any()
    assert finds("Here", grey[130:170, 202:])


def test_both_lines_of_a_cobb_angle_are_drawn_and_none_between_them() -> None:
    grey = drawn(one(MeasureKind.COBB, (50, 50.5), (150, 50.5), (50, 200.5), (150, 200.5)))

    assert min(grey[50, 100], grey[200, 100]) > WHITE
    assert grey[125, 100] == plain()[125, 100]


def test_words_stay_within_the_picture() -> None:
    edge = one(MeasureKind.LENGTH, (300, 2), (399, 2))

    assert finds("9.9 mm at detector", drawn(edge)[:60, :295])


@pytest.mark.parametrize("text", ["", "x" * 200, "a\nb\x07\u202e"])
def test_any_words_anywhere_leave_the_rest_alone(text: str) -> None:
    far = one(MeasureKind.TEXT, (1e12, -1e12), text=text)

    grey = drawn(far, one(MeasureKind.LENGTH, (-1e12, 1e12), (1e12, 1e12)))

    np.testing.assert_array_equal(grey[100:200, 100:300], plain()[100:200, 100:300])


def test_a_line_between_points_far_beside_the_film_crosses_it() -> None:
    grey = drawn(one(MeasureKind.COBB, (-1e12, 150.5), (1e12, 150.5), (5, 5), (9, 5)))

    assert grey[150, 40:360].min() > WHITE


def test_regions_are_numbered_among_themselves() -> None:
    """A length before it leaves a region its number, another region does not."""
    region = one(MeasureKind.RECTANGLE, (100, 200), (160, 260))
    length, box = (
        one(kind, (5, 5), (20, 20)) for kind in (MeasureKind.LENGTH, MeasureKind.ELLIPSE)
    )

    alone, second, third = (drawn(*before, region)[190:] for before in ((), (length,), (box,)))

    np.testing.assert_array_equal(second, alone)
    assert (third != alone).any()


def test_words_are_one_line_that_ends_before_the_picture_does() -> None:
    before = int(plain()[0, 0])

    long = drawn(one(MeasureKind.TEXT, (0, 150), text="x" * 200))
    broken, plain_text = (
        drawn(one(MeasureKind.TEXT, (9, 150), text=text)) for text in ("a\nb\u202e", "a b")
    )

    assert (long[140:160, 300:380] > before).any()
    assert not (long[:, -2:] > before).any()
    np.testing.assert_array_equal(broken, plain_text)


def test_without_drawings_the_picture_is_as_shown() -> None:
    np.testing.assert_array_equal(drawn(), plain())


def test_no_drawing_covers_the_words_of_a_synthetic_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use_fake_translation(monkeypatch)
    synthetic = PLAIN.with_recipe(ct_like())
    over = one(MeasureKind.LENGTH, (0, 8), (400, 12), text="hides the warning")

    grey, marked = drawn(over, presentation=synthetic), plain(synthetic)

    band = int(np.flatnonzero((grey != marked).any(axis=1))[0])
    assert finds("DIAGNOSIS", grey)
    np.testing.assert_array_equal(grey[:20], marked[:20])
    assert band >= 20
