"""engine.presentation_state, and engine.presentation.presentation_under"""

from dataclasses import replace

import numpy as np
import pytest

from engine.grayscale.modality import LinearModality, TableModality
from engine.grayscale.presentation_lut import PresentationLut
from engine.grayscale.voi import FullRange, VoiLut, Window
from engine.orientation import Orientation
from engine.picture import picture_of
from engine.presentation import Presentation, presentation_under
from engine.presentation_state import (
    DisplayedArea,
    Graphic,
    GraphicKind,
    ImageState,
    PresentationState,
    StateChoice,
    StatePart,
    Text,
    film_under,
)
from engine.radiograph import Radiograph, Spacing, SpacingSource
from engine.recipe import Entry, Recipe
from engine.shutter import Shutter
from engine.source import Source, SourceKind
from engine.steps.smooth import Gaussian

OWN, OF_STATE, BY_HAND = Window(100, 50), Window(7, 5), Window(31, 17)
ALL = frozenset(StatePart)
GREY, TURN = frozenset({StatePart.GREY}), frozenset({StatePart.TURN})
TURNED = Orientation(1, is_mirrored=True)
SAID = ImageState(voi=OF_STATE, shape="IDENTITY", orientation=TURNED)


@pytest.fixture
def film() -> Radiograph:
    """A MONOCHROME1 film of 4 bits with a window of its own, HU and a shutter."""
    return Radiograph(
        pixels=np.arange(16, dtype=np.uint16).reshape(4, 4),
        bits_stored=4,
        source=Source(SourceKind.DICOM, "film.dcm"),
        spacing=Spacing(0.1, 0.1, SpacingSource.DETECTOR),
        modality=LinearModality(10, -1000, "HU"),
        photometric="MONOCHROME1",
        vois=(OWN,),
        shutter=Shutter(rectangle=(1, 1, 2, 2)),
    )


def test_a_state_finds_what_it_says_of_a_frame() -> None:
    second, others = ImageState(voi=OF_STATE), ImageState()
    state = PresentationState(
        "1.9", "", (("1.1", frozenset({1}), second), ("1.1", frozenset(), others))
    )

    assert state.for_image("1.1", 1) is second
    assert state.for_image("1.1", 0) is others
    assert state.for_image("1.2", 0) is None


def test_parts_are_those_a_state_says_anything_about() -> None:
    drawn = Graphic(GraphicKind.POINT, ((1.0, 2.0),))

    assert ImageState().parts == frozenset()
    assert ImageState(voi=OF_STATE).parts == GREY
    assert ImageState(modality=LinearModality()).parts == GREY
    assert ImageState(shape="IDENTITY").parts == GREY
    assert ImageState(presentation_lut=PresentationLut(np.array([0.0, 1.0]))).parts == GREY
    assert ImageState(orientation=TURNED).parts == TURN
    assert ImageState(shutter=Shutter()).parts == {StatePart.SHUTTER}
    assert ImageState(area=DisplayedArea((1, 1), (2, 2))).parts == {StatePart.AREA}
    assert ImageState(graphics=(drawn,)).parts == {StatePart.GRAPHICS}
    assert ImageState(texts=(Text("a"),)).parts == {StatePart.TEXTS}


def test_words_that_may_name_the_patient_stay_out_of_logs() -> None:
    assert "Miller" not in repr(Text("Miller"))
    assert "Miller" not in repr(PresentationState("1.9", "Miller", ()))


def test_a_state_replaces_the_whole_chain_of_the_film(film: Radiograph) -> None:
    """Neither the rescale nor the window nor the polarity of the file count: PS3.4 N.2."""
    shown = film_under(film, ImageState(shape="IDENTITY"), ALL)

    assert shown.modality == LinearModality()
    assert shown.default_voi == FullRange(0, 15)
    assert not shown.is_inverse
    assert not shown.contradicts_itself
    assert shown.pixels is film.pixels


def test_an_inverse_shape_inverts_once_whatever_the_photometric(film: Radiograph) -> None:
    """Of 16 values the darkest of a MONOCHROME1 film is bright, once: 255 and 0."""
    shown = film_under(film, ImageState(shape="INVERSE", voi=Window(8, 16)), ALL)

    grey = picture_of(shown).grey_levels(shown.default_voi)

    assert (grey[0, 0], grey[3, 3]) == (255, 0)
    assert not shown.contradicts_itself


def test_the_films_windows_are_offered_while_they_mean_the_same_values(film: Radiograph) -> None:
    same = ImageState(modality=LinearModality(10, -1000), voi=OF_STATE)

    assert film_under(film, same, ALL).vois == (OF_STATE, OWN)
    assert film_under(film, ImageState(voi=OF_STATE), ALL).vois == (OF_STATE,)


def test_a_modality_table_of_a_state_gives_its_own_full_range(film: Radiograph) -> None:
    table = TableModality(0, np.array([0.0, 200.0, 1023.0]), bits=10)

    shown = film_under(film, ImageState(modality=table), ALL)

    assert shown.default_voi == FullRange(0, 1023)


def test_what_is_switched_off_or_not_said_stays_the_films(film: Radiograph) -> None:
    shutter = Shutter(circle=(2, 2, 1))
    said = ImageState(voi=OF_STATE, shutter=shutter)

    assert film_under(film, said, GREY).shutter is film.shutter
    assert film_under(film, said, frozenset({StatePart.SHUTTER})).vois == film.vois
    assert film_under(film, said, ALL).shutter == shutter
    assert film_under(film, ImageState(), ALL) == film_under(film, said, frozenset())
    assert film_under(film, ImageState(), ALL).shutter is film.shutter


def test_a_presentation_table_is_handed_to_the_picture_and_applied_after_the_voi(
    film: Radiograph,
) -> None:
    """16 values over a table of two: the lower half takes 51 of 255, the upper 204."""
    table = PresentationLut(np.array([51, 204]) / 255, bits=8)

    shown = film_under(film, ImageState(presentation_lut=table), ALL)
    picture = picture_of(shown)

    assert picture.grey_levels(shown.default_voi).ravel().tolist() == [51] * 8 + [204] * 8
    inverted = picture.grey_levels(shown.default_voi, is_inverted=True)
    assert inverted.ravel().tolist() == [204] * 8 + [51] * 8


def test_a_state_put_in_force_brings_its_window_and_turn(film: Radiograph) -> None:
    recipe = Recipe((Entry(Gaussian()),))
    now = Presentation(BY_HAND, recipe=recipe, is_inverted=True)

    shown = presentation_under(now, film, "1.9", SAID, ALL)

    assert shown == Presentation(
        OF_STATE, recipe=recipe, orientation=TURNED, state=StateChoice("1.9", ALL)
    )


def test_a_state_without_a_window_shows_the_full_range(film: Radiograph) -> None:
    shown = presentation_under(
        Presentation(OWN), film, "1.9", ImageState(modality=LinearModality(2, 0)), ALL
    )

    assert shown.voi == FullRange(0, 30)


def test_a_part_switched_off_gives_back_the_films_own(film: Radiograph) -> None:
    now = presentation_under(Presentation(BY_HAND), film, "1.9", SAID, ALL)

    without_grey = presentation_under(now, film, "1.9", SAID, ALL - GREY)
    without_turn = presentation_under(now, film, "1.9", SAID, ALL - TURN)

    assert (without_grey.voi, without_grey.orientation) == (OWN, TURNED)
    assert (without_turn.voi, without_turn.orientation) == (OF_STATE, Orientation())
    assert without_turn.state == StateChoice("1.9", ALL - TURN)


def test_a_switch_leaves_alone_what_the_user_changed_elsewhere(film: Radiograph) -> None:
    now = presentation_under(Presentation(OWN), film, "1.9", SAID, ALL)
    now = replace(now, voi=BY_HAND, orientation=Orientation(2))

    without_texts = presentation_under(now, film, "1.9", SAID, ALL - {StatePart.TEXTS})
    without_turn = presentation_under(now, film, "1.9", SAID, ALL - TURN)

    assert (without_texts.voi, without_texts.orientation) == (BY_HAND, Orientation(2))
    assert without_turn.voi == BY_HAND


def test_another_state_takes_the_place_of_the_first_altogether(film: Radiograph) -> None:
    """It says nothing of a turn, so that of the first one goes with it."""
    now = presentation_under(Presentation(OWN), film, "1.9", SAID, ALL)
    curve = VoiLut(0, np.array([0.0, 1.0]))

    other = presentation_under(now, film, "1.8", ImageState(voi=curve), ALL)

    assert other.voi is curve
    assert other.orientation == Orientation()


def test_drawings_alone_leave_window_and_turn_alone(film: Radiograph) -> None:
    now = Presentation(BY_HAND, orientation=Orientation(3), is_inverted=True)
    only = frozenset({StatePart.GRAPHICS})

    shown = presentation_under(now, film, "1.9", SAID, only)

    assert shown == replace(now, state=StateChoice("1.9", only))
