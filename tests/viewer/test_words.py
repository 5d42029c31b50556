"""viewer.wording and viewer.voi_words"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine import Entry, FullRange, VoiFunction, VoiLut, Window, step_type
from tests.viewer.mapped_films import MAPPING, document_of, even_maps, map_film, ramp_film
from viewer.inspection import Inspection, PixelFacts, Treatment
from viewer.jobs import Jobs
from viewer.voi_words import voi_name, window_text
from viewer.widgets.lut_plot import Curves
from viewer.wording import (
    field_share,
    file_size,
    inspection_text,
    number,
    percent,
    pixel_place,
    resemblance,
    result_word,
    steps_text,
)

CURVE = VoiLut(0, np.linspace(0, 1, 256))


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [
        (65536, 0, "65\u2009536"),
        (-12.34, 1, "\u221212.3"),
        (-0.001, 0, "0"),
        (1234.5, 1, "1\u2009234.5"),
    ],
)
def test_numbers_have_thin_spaces_and_a_true_minus(value: float, decimals: int, said: str) -> None:
    assert number(value, decimals) == said


@pytest.mark.parametrize(
    ("voi", "said"),
    [
        (Window(1, 2), "linear"),
        (Window(1, 2, VoiFunction.SIGMOID), "sigmoid"),
        (Window(1, 2, VoiFunction.LINEAR_EXACT), "linear exact"),
        (FullRange(0, 255), "full range"),
        (CURVE, "VOI LUT"),
        (CURVE.with_window(100, 80), "VOI LUT (adjusted)"),
    ],
)
def test_every_kind_of_window_has_its_name(voi: Window | VoiLut | FullRange, said: str) -> None:
    assert voi_name(voi) == said


def test_a_narrow_window_shows_its_fractions() -> None:
    assert window_text(Window(0.5, 1.25)) == "W 1.25  C 0.50"


def test_sizes_steps_and_shares() -> None:
    assert [file_size(s) for s in (400, 13_100_000)] == ["1 kB", "13.1 MB"]
    assert [steps_text(n) for n in (0, 1, 3)] == ["no steps", "1 step", "3 steps"]
    assert percent(0.42) == "42\u2009%"


LINE = np.linspace(0, 1, 3)
PIXEL = PixelFacts(1127, shown=0.36, brightened=0.12, contrast=2.3, slopes=(1.78, 2.1))
MAPPED = Inspection(Treatment.OWN_CURVE, Curves(LINE, LINE), PIXEL)


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:  # noqa: ARG001 - needs an application
    made = Jobs()
    yield made
    made.close()


def said(found: Inspection) -> str:
    """The sentences, with plain spaces in their numbers."""
    return inspection_text(found).replace("\u202f", " ")


def pixel(**changes: Any) -> Inspection:
    return replace(MAPPED, pixel=replace(PIXEL, **changes))


def test_a_mapped_pixel_is_told_in_two_sentences() -> None:
    assert said(MAPPED) == (
        "Stored value 1 127 is shown at 36 % grey: brightened by 12 % against the full range. "
        "Local contrast is 2.3 times that of the full range; within 2 mm the map a runs from 1.78 "
        "to 2.10, so neighbours are treated alike."
    )


def test_no_number_is_torn_at_the_end_of_a_line() -> None:
    assert "1\u202f127" in inspection_text(MAPPED)
    assert "\u2009" not in inspection_text(MAPPED)


@pytest.mark.parametrize(
    ("brightened", "words"),
    [
        (0.124, ": brightened by 12 % against the full range."),
        (-0.03, ": darkened by 3 % against the full range."),
        (0.004, ", as over the full range."),
        (-0.004, ", as over the full range."),
    ],
)
def test_the_change_of_brightness_is_told(brightened: float, words: str) -> None:
    assert f"36 % grey{words}" in said(pixel(brightened=brightened))


@pytest.mark.parametrize(("high", "words"), [(1.3, "alike"), (1.31, "differently")])
def test_neighbours_are_treated_alike_up_to_a_ratio_of_1_3(high: float, words: str) -> None:
    assert said(pixel(slopes=(1.0, high))).endswith(f"so neighbours are treated {words}.")


def test_an_assumed_spacing_is_said_with_the_length() -> None:
    words = said(replace(MAPPED, is_spacing_known=False))

    assert "within about 2 mm (spacing assumed) the map a" in words


def test_where_a_window_ends_the_contrast_is_lost() -> None:
    assert "Local contrast is lost here: other values look the same; within" in said(
        pixel(contrast=0.04)
    )


def test_steps_around_the_mapping_are_told() -> None:
    words = said(replace(MAPPED, is_first=False, is_last=False))

    assert words.startswith("Stored value 1 127 leaves the mapping at 36 % grey")
    assert "Earlier steps have changed the value before the mapping." in words
    assert words.endswith("Further steps follow, so this is not the last word on the pixel.")


def test_one_curve_says_so() -> None:
    words = said(replace(MAPPED, treatment=Treatment.ONE_CURVE))

    assert words.endswith("of the full range. One curve holds for the whole film.")


def test_where_neighbours_count_it_is_no_point_mapping() -> None:
    found = replace(MAPPED, treatment=Treatment.NEIGHBOURS)
    sentence = "Not a point mapping: the grey value here also depends on its neighbours."

    assert said(found).startswith("Stored value 1 127 is shown at 36 % grey")
    assert said(found).endswith(f"range. {sentence}")
    assert said(replace(found, pixel=None)) == sentence


@pytest.mark.parametrize("treatment", [Treatment.ONE_CURVE, Treatment.OWN_CURVE])
def test_without_a_pixel_it_says_how_to_read_one(treatment: Treatment) -> None:
    assert "Point at" in said(replace(MAPPED, treatment=treatment, pixel=None))


def test_a_place_has_thin_spaces() -> None:
    assert pixel_place(1200, 640) == "x 640  y 1\u2009200"


GAMMA, CLAHE = (Entry(step_type(name).make()) for name in ("gamma", "clahe"))


@pytest.mark.parametrize(
    ("entries", "word"),
    [
        ((MAPPING,), "mapped"),
        ((CLAHE, MAPPING, GAMMA), "mapped"),
        ((MAPPING, CLAHE), "enhanced"),
        ((MAPPING, replace(CLAHE, is_enabled=False)), "mapped"),
    ],
)
def test_a_result_is_called_mapped_where_the_mapping_set_its_window_last(
    jobs: Jobs, entries: tuple[Entry, ...], word: str
) -> None:
    document = document_of(ramp_film(), jobs)
    plain = result_word(document.shown)

    map_film(document, even_maps(2.0), entries)

    assert plain == "enhanced"
    assert result_word(document.shown) == word


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "0\u2009% of field"),
        (0.0214, "2.1\u2009% of field"),
        (0.0996, "10\u2009% of field"),
        (0.141, "14\u2009% of field"),
    ],
)
def test_shares_of_the_field_have_a_decimal_where_they_are_small(share: float, said: str) -> None:
    assert field_share(share) == said


@pytest.mark.parametrize(
    ("distance", "said"),
    [
        (0.624, "0.62 of 1.00"),
        (1.8, "1.80 of 1.00"),
        (1.003, "1.0030 of 1.0000"),
        (float("inf"), "above 99 of 1.00"),
    ],
)
def test_a_distance_just_beyond_the_limit_is_not_called_the_limit(
    distance: float, said: str
) -> None:
    assert resemblance(distance) == said
