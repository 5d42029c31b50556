"""engine.shown"""

from dataclasses import replace

import numpy as np
import pytest

from engine.grayscale.voi import Window
from engine.orientation import Orientation
from engine.placement import Placement
from engine.presentation import Presentation
from engine.radiograph import Radiograph
from engine.recipe import Recipe
from engine.render import Renderer
from engine.shown import original_to_write, result_to_write
from engine.shutter import Shutter
from tests.engine.dicom.films_to_derive import header
from tests.engine.translated import ct_like, use_fake_translation
from tests.engine.words_in_pixels import finds
from tests.properties.films import stored_film

FILM = stored_film(300, 400)
SYNTHETIC_FILM = replace(FILM, header=header(SyntheticData="YES"))


def shown(
    radiograph: Radiograph, presentation: Presentation, *, levels: int = 256
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8 | np.uint16]]:
    """Return the result of a presentation as it would be written."""
    picture = Renderer(radiograph).result(presentation.recipe)
    return result_to_write(picture, radiograph, presentation, levels=levels)


@pytest.fixture
def translated(monkeypatch: pytest.MonkeyPatch) -> Presentation:
    """A translation by a model in place."""
    use_fake_translation(monkeypatch)
    return Presentation(FILM.default_voi).with_recipe(ct_like())


@pytest.mark.parametrize("levels", [256, 65536])
@pytest.mark.parametrize("orientation", [Orientation(), Orientation(1), Orientation(2, True)])
@pytest.mark.parametrize("is_inverted", [False, True])
def test_words_read_straight_and_white_on_black_however_the_film_is_turned(
    translated: Presentation, orientation: Orientation, is_inverted: bool, levels: int
) -> None:
    turned = replace(translated, orientation=orientation, is_inverted=is_inverted)

    grey = shown(FILM, turned, levels=levels)

    assert finds("DIAGNOSIS", grey)
    assert grey[0, 0] == 0
    assert grey.max() == levels - 1


@pytest.mark.parametrize("window", [Window(1e6, 10), Window(-1e6, 10), Window(30_000, 1)])
def test_no_window_hides_them(translated: Presentation, window: Window) -> None:
    assert finds("DIAGNOSIS", shown(FILM, translated.with_result_voi(window)))


def test_below_the_words_stands_what_is_on_screen(translated: Presentation) -> None:
    picture = Renderer(FILM).result(translated.recipe)

    written = shown(FILM, translated)

    on_screen = picture.grey_levels(translated.result_voi)
    np.testing.assert_array_equal(written[75:], on_screen[75:])
    assert not finds("DIAGNOSIS", on_screen)


def test_the_original_beside_it_is_left_alone(translated: Presentation) -> None:
    film = Renderer(FILM).original

    written = original_to_write(film, FILM, translated, levels=256)

    np.testing.assert_array_equal(written, film.grey_levels(translated.voi))


def test_a_film_that_is_synthetic_already_is_burnt_on_either_side() -> None:
    plain = Presentation(FILM.default_voi)
    film = Renderer(SYNTHETIC_FILM).original

    assert finds("DIAGNOSIS", shown(SYNTHETIC_FILM, plain))
    assert finds("DIAGNOSIS", original_to_write(film, SYNTHETIC_FILM, plain, levels=256))
    assert not finds("DIAGNOSIS", shown(FILM, Presentation(FILM.default_voi, Recipe())))


CORNER = Shutter(rectangle=(1, 1, 100, 50), grey=0.5)
"""Only rows 0..99 and columns 0..49 of the film of 300 x 400 are seen."""


@pytest.mark.parametrize("is_inverted", [False, True])
def test_a_shutter_hides_the_same_on_both_sides_whatever_the_window(is_inverted: bool) -> None:
    film = replace(FILM, shutter=CORNER)
    plain = Presentation(film.default_voi, is_inverted=is_inverted)
    picture = Renderer(film).original
    on_screen = picture.grey_levels(plain.voi, is_inverted=is_inverted)

    for written in (shown(film, plain), original_to_write(picture, film, plain, levels=256)):
        np.testing.assert_array_equal(written[:100, :50], on_screen[:100, :50])
        assert (written[100:] == 128).all()
        assert (written[:100, 50:] == 128).all()


def test_the_grey_of_a_shutter_is_counted_in_the_levels_of_the_file() -> None:
    film = replace(FILM, shutter=CORNER)

    written = shown(film, Presentation(film.default_voi), levels=65536)

    assert written[299, 399] == 32768


def test_a_shutter_turns_with_the_film() -> None:
    """Clockwise, the upper left corner of the film is at the upper right."""
    film = replace(FILM, shutter=CORNER)

    written = shown(film, Presentation(film.default_voi, orientation=Orientation(1)))

    assert written.shape == (400, 300)
    assert (written[:, :200] == 128).all()
    assert (written[50:] == 128).all()
    assert (written[:50, 200:] != 128).mean() > 0.9


def test_a_shutter_stays_where_it_is_on_the_body_when_a_recipe_has_cut_the_film() -> None:
    """The lower right quarter of the film: of a rectangle up to row 225, 75 rows are left."""
    film = replace(FILM, shutter=Shutter(rectangle=(1, 1, 225, 400)))
    whole = Renderer(film).original
    quarter = replace(
        whole,
        indices=np.ascontiguousarray(whole.indices[150:, 200:]),
        placement=Placement(0.5, 0, 0.5, 0, 0.5, 0.5),
    )

    written = result_to_write(quarter, film, Presentation(film.default_voi), levels=256)

    on_screen = quarter.grey_levels(film.default_voi)
    np.testing.assert_array_equal(written[:75], on_screen[:75])
    assert (written[75:] == 0).all()


def test_a_shutter_does_not_hide_that_a_network_made_the_picture(
    translated: Presentation,
) -> None:
    film = replace(FILM, shutter=CORNER)

    assert finds("DIAGNOSIS", shown(film, translated))
