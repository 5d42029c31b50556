"""engine.training.evaluation.look"""

import math

import cv2
import numpy as np
import pytest

from engine.frame import FloatImage
from engine.training.evaluation.look import Inspector, correlation, fine
from tests.engine.training.phantoms import phantom


@pytest.fixture
def raw() -> FloatImage:
    return phantom(2)


@pytest.fixture
def inspector(raw: FloatImage) -> Inspector:
    return Inspector(raw, raw, np.ones(raw.shape, np.bool_))


def test_a_global_rising_table_turns_no_gradient(raw: FloatImage, inspector: Inspector) -> None:
    """Smoothing a bent film is not bending a smooth one, hence not quite zero."""
    assert inspector.look(raw).reversal_percent == 0
    assert inspector.look(np.sqrt(raw)).reversal_percent < 0.2


def test_a_negative_turns_every_steep_gradient(raw: FloatImage, inspector: Inspector) -> None:
    """The flattest fifth of pixels points nowhere."""
    look = inspector.look(1 - raw)

    assert look.reversal_percent == pytest.approx(80, abs=0.1)
    assert look.detail == pytest.approx(-1, abs=1e-5)


def test_reversals_are_counted_where_they_are(raw: FloatImage, inspector: Inspector) -> None:
    """A quarter of the film turned; of what is looked at, 48 of 144 rows and 48 of 128 columns."""
    turned = raw.copy()
    turned[56:104, 48:96] = 1 - turned[56:104, 48:96]

    found = inspector.look(turned).reversal_percent

    share = 100 * 48 * 48 / ((160 - 16) * (144 - 16))
    assert 0.6 * share < found < 1.1 * share


def test_a_gradient_turned_back_to_the_truth_is_not_invented(raw: FloatImage) -> None:
    """The left half of the film came turned round; the right half is turned only now."""
    film = raw.copy()
    film[:, :64] = 1 - film[:, :64]
    left, right = np.ones(raw.shape, np.bool_), np.ones(raw.shape, np.bool_)
    left[:, 56:] = False
    right[:, :72] = False

    mended = Inspector(film, raw, left).look(raw)
    ruined = Inspector(film, raw, right).look(1 - raw)

    assert mended.reversal_percent == pytest.approx(80, abs=0.1)
    assert mended.invented_percent == 0
    assert ruined.invented_percent == ruined.reversal_percent > 79


def test_the_edge_of_the_field_is_not_looked_at(raw: FloatImage) -> None:
    field = np.zeros(raw.shape, np.bool_)
    field[40:120, 40:100] = True
    turned = np.where(field, raw, 1 - raw).astype(np.float32)

    assert Inspector(raw, raw, field).look(turned).reversal_percent == 0


def test_noise_gain_is_how_much_fine_structure_grows(raw: FloatImage, inspector: Inspector) -> None:
    louder = (2.5 * raw - 0.7).astype(np.float32)

    assert inspector.look(raw).noise_gain == 1
    assert inspector.look(louder).noise_gain == pytest.approx(2.5, rel=1e-3)


def test_noise_is_measured_where_the_film_is_flattest() -> None:
    """Louder only in the structured half: the flat half says that nothing grew."""
    random = np.random.default_rng(0)
    noise = (0.01 * random.standard_normal((160, 320))).astype(np.float32)
    across = np.sin(np.arange(160, dtype=np.float32) / 6) / 4
    film = (0.5 + noise).astype(np.float32)
    film[:, 160:] += across
    louder = film.copy()
    louder[:, 160:] += 5 * fine(film)[:, 160:]

    look = Inspector(film, film, np.ones(film.shape, np.bool_)).look(louder)

    assert look.noise_gain == pytest.approx(1, abs=1e-6)


def test_a_film_without_noise_has_no_noise_gain() -> None:
    smooth = np.tile(np.linspace(0, 1, 160, dtype=np.float32), (160, 1))

    look = Inspector(smooth, smooth, np.ones(smooth.shape, np.bool_)).look(smooth)

    assert math.isnan(look.noise_gain)


def test_blurring_loses_detail(raw: FloatImage, inspector: Inspector) -> None:
    blurred = cv2.GaussianBlur(raw, (0, 0), 2).astype(np.float32)

    assert inspector.look(raw).detail == pytest.approx(1)
    assert inspector.look(blurred).detail < 0.7


def test_correlation_by_hand() -> None:
    one = np.array([1, 2, 3, 4], np.float32)

    assert correlation(one, 2 * one + 7) == pytest.approx(1)
    assert correlation(one, np.array([1, -1, -1, 1], np.float32)) == pytest.approx(0)
    assert math.isnan(correlation(one, np.ones(4, np.float32)))
