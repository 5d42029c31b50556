"""engine.presentation"""

from engine.grayscale.voi import Window
from engine.picture import FULL_DISPLAY_WINDOW
from engine.presentation import Presentation
from engine.recipe import Entry, Recipe
from engine.steps.contrast import Clahe
from engine.steps.smooth import Gaussian

FILE_WINDOW = Window(2048, 1000)
OTHER = Window(30000, 20000)
KEEPS = Recipe((Entry(Gaussian()),))
SETS = Recipe((Entry(Gaussian()), Entry(Clahe())))


def test_the_files_window_applies_to_a_result_that_keeps_it() -> None:
    shown = Presentation(FILE_WINDOW).with_recipe(KEEPS)

    assert shown.result_voi == FILE_WINDOW


def test_a_recipe_that_sets_the_window_shows_the_full_range_in_the_same_value() -> None:
    shown = Presentation(FILE_WINDOW, display_voi=OTHER).with_recipe(SETS)

    assert shown.result_voi == FULL_DISPLAY_WINDOW
    assert shown.voi == FILE_WINDOW


def test_a_window_chosen_on_such_a_result_outlives_a_moved_slider() -> None:
    shown = Presentation(FILE_WINDOW).with_recipe(SETS).with_result_voi(OTHER)

    again = shown.with_recipe(SETS.with_value(0, "radius_mm", 1.0))

    assert again.result_voi == OTHER
    assert again.voi == FILE_WINDOW


def test_windowing_a_result_that_keeps_the_window_moves_the_original_too() -> None:
    shown = Presentation(FILE_WINDOW, recipe=KEEPS).with_result_voi(OTHER)

    assert shown.voi == OTHER
    assert shown.display_voi == FULL_DISPLAY_WINDOW


def test_switching_the_step_off_and_on_again_starts_with_the_full_range() -> None:
    shown = Presentation(FILE_WINDOW).with_recipe(SETS).with_result_voi(OTHER)

    off = shown.with_recipe(SETS.switched(1, False))
    on = off.with_recipe(SETS)

    assert off.result_voi == FILE_WINDOW
    assert on.result_voi == FULL_DISPLAY_WINDOW


def test_it_is_a_value_so_undo_is_going_back_to_it() -> None:
    first = Presentation(FILE_WINDOW)

    second = first.with_recipe(KEEPS)

    assert first == Presentation(FILE_WINDOW)
    assert second != first
    assert len({first, second, Presentation(FILE_WINDOW)}) == 2
