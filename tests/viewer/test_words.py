"""viewer.wording and viewer.voi_words"""

import numpy as np
import pytest

from engine import FullRange, VoiFunction, VoiLut, Window
from viewer.voi_words import voi_name, window_text
from viewer.wording import file_size, number, percent, steps_text

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
