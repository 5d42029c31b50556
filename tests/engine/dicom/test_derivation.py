"""engine.dicom.derivation"""

import numpy as np
import pytest

from engine.dicom.derivation import derivation_text, plain_text, series_description
from engine.frame import BoolImage
from engine.grayscale.voi import Window
from engine.orientation import Orientation
from engine.presentation import Presentation
from engine.recipe import Recipe
from engine.step import step_type

WINDOW = Window(100, 200)


def recipe_of(number: int) -> Recipe:
    """Return a recipe of that many steps."""
    recipe = Recipe(title="Long")
    for _ in range(number):
        recipe = recipe.added(step_type("unsharp_mask").make())
    return recipe


def test_sentence_names_steps_turn_program_and_notice_in_order() -> None:
    recipe = Recipe().added(step_type("gamma").make({"exponent": 1.5}))
    shown = Presentation(WINDOW, recipe, orientation=Orientation(1, True), is_inverted=True)

    text = derivation_text(shown, was_colour=True)

    parts = [
        recipe.sentences()[0],
        "Colour converted to grey first.",
        "Mirrored left to right, then turned 90 degrees clockwise.",
        "Shown as a negative.",
        "Negatoscope ",
        "Not a medical device: research and education, not for diagnosis.",
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_recipe_of_forty_steps_is_cut_at_a_step_and_says_where_the_rest_is() -> None:
    recipe = recipe_of(40)

    text = derivation_text(Presentation(WINDOW, recipe))

    number = int(text.split()[1])
    assert len(text) <= 1024
    assert text.startswith(f"First {number} of 40 steps: ")
    assert text.count(recipe.sentences()[0]) == number > 5
    assert "private element (0099,1001)" in text
    assert text.endswith("not for diagnosis.")


def test_longest_recipe_that_fits_is_not_shortened() -> None:
    texts = [derivation_text(Presentation(WINDOW, recipe_of(number))) for number in range(1, 30)]

    whole = [text for text in texts if "Shortened" not in text]

    assert len(whole[-1]) > 1024 - 2 * len(recipe_of(1).sentences()[0])


def test_switched_off_step_is_not_named() -> None:
    recipe = recipe_of(1).switched(0, is_enabled=False)

    assert derivation_text(Presentation(WINDOW, recipe)).startswith("No processing step.")


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("Röntgen", "Rontgen"),
        ("2 × 3 µm · 90°", "2 x 3 um - 90 degrees"),
        ("a\\b\nc\x00", "a/b c"),
        ("Грудь", ""),
    ],
)
def test_text_becomes_one_line_every_character_set_can_hold(given: str, plain: str) -> None:
    assert plain_text(given) == plain


@pytest.mark.parametrize(
    ("title", "description"),
    [
        ("Chest, balanced", "NEGATOSCOPE Chest, balanced"),
        ("", "NEGATOSCOPE own recipe"),
        ("Грудь", "NEGATOSCOPE own recipe"),
        ("x" * 80, "NEGATOSCOPE " + "x" * 52),
    ],
)
def test_series_is_called_after_the_recipe(title: str, description: str) -> None:
    recipe = Recipe(title=title).added(step_type("gamma").make())

    assert series_description(recipe, is_synthetic=False) == description


def test_generated_series_says_so_first() -> None:
    assert series_description(recipe_of(1), is_synthetic=True) == "AI SYNTHETIC NEGATOSCOPE Long"


def test_what_was_filled_in_is_counted_before_the_program_is_named() -> None:
    altered = np.zeros((100, 200), np.bool_)
    altered[10:20, 10:20] = True
    altered[50:55, 100:110] = True
    altered[55, 110] = True  # touches the second at a corner

    text = derivation_text(Presentation(WINDOW), altered=altered)

    assert "Filled in: 2 areas, 0.8 % of the film. Negatoscope " in text


def test_a_single_small_hole_is_not_rounded_to_nothing() -> None:
    altered = np.zeros((100, 200), np.bool_)
    altered[5, 5] = True

    text = derivation_text(Presentation(WINDOW), altered=altered)

    assert "Filled in: 1 area, less than 0.1 % of the film." in text


@pytest.mark.parametrize("altered", [None, np.zeros((3, 4), np.bool_)])
def test_nothing_is_said_where_nothing_was_filled_in(altered: BoolImage | None) -> None:
    assert "Filled in" not in derivation_text(Presentation(WINDOW), altered=altered)
