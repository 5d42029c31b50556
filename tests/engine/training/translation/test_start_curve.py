"""engine.training.translation.start_curve"""

from dataclasses import replace

import numpy as np
import pytest

from engine.frame import FloatImage
from engine.training.translation.images import DomainImage
from engine.training.translation.start_curve import LEAST_SLOPE, MOST_SLOPE, start_curve


def picture(values: FloatImage, patient: str = "one") -> DomainImage:
    return DomainImage(patient, patient, "film", values, np.ones(values.shape, np.bool_))


@pytest.fixture
def even() -> DomainImage:
    """All greys alike often."""
    return picture(np.linspace(0, 1, 6400, dtype=np.float32).reshape(80, 80))


def test_a_domain_is_led_to_itself_by_a_straight_line(even: DomainImage) -> None:
    assert start_curve([even], [even]) == pytest.approx(np.linspace(0, 1, 33), abs=0.01)


def test_a_moderate_curve_is_found_again(even: DomainImage) -> None:
    bent = replace(even, image=0.7 * even.image**1.3 + 0.1)

    curve = start_curve([even], [bent])

    wanted = 0.7 * np.linspace(0, 1, 33) ** 1.3 + 0.1
    assert curve[3:-2] == pytest.approx(wanted[3:-2], abs=0.02)


def test_the_slope_is_bounded_both_ways(even: DomainImage) -> None:
    """A target of black and white only would ask for a step."""
    step = replace(even, image=(even.image > 0.5).astype(np.float32))

    rises = np.diff(start_curve([even], [step])) * 32

    inner = rises[8:-8]
    assert inner.min() >= LEAST_SLOPE - 1e-5
    assert inner.max() <= MOST_SLOPE + 1e-5


def test_what_is_not_exposed_does_not_count(even: DomainImage) -> None:
    border = np.arange(80)[:, None] < 30
    framed = np.where(border, 0, even.image).astype(np.float32)
    field = np.broadcast_to(~border, framed.shape)

    with_border = start_curve([replace(even, image=framed, field=field)], [even])

    assert with_border == pytest.approx(start_curve([replace(even, field=field)], [even]))


def test_each_patient_counts_once(even: DomainImage) -> None:
    dark = replace(even, image=0.5 * even.image, patient="dark")

    many = start_curve([even], [even, *[dark] * 9])

    assert many == pytest.approx(start_curve([even], [even, dark]), abs=1e-6)
