"""engine.training.translation.lung_span"""

from dataclasses import replace

import numpy as np
import pytest

from engine.training.translation.lung_box import NoLungsError
from engine.training.translation.lung_span import body_of, body_only, lung_span
from engine.training.translation.volumes import CtVolume
from tests.engine.training.translation.chest_phantom import (
    AIR,
    LUNG,
    LUNGS_MM,
    MUSCLE,
    chest,
    chest_volume,
)


@pytest.fixture(scope="module")
def volume() -> CtVolume:
    return chest_volume()


def test_spans_the_lungs_and_neither_windpipe_nor_stomach(volume: CtVolume) -> None:
    span = lung_span(volume)

    for axis, tolerance in (("down", 12), ("back", 6), ("across", 6)):
        assert getattr(span, axis) == pytest.approx(LUNGS_MM[axis], abs=tolerance)


def test_the_couch_is_gone_and_the_body_is_untouched(volume: CtVolume) -> None:
    kept = body_only(volume)

    assert kept[:, 104:].max() == AIR  # couch, at 207 mm from the front
    assert np.array_equal(kept[:, 20:95, 20:150], chest()[:, 20:95, 20:150])


def test_air_inside_the_body_belongs_to_it(volume: CtVolume) -> None:
    body = body_of(volume.values[30])

    assert body[55, 49]  # the middle of a lung
    assert not body[5, 5]


@pytest.mark.parametrize(
    ("cut", "reason"),
    [
        (np.s_[25:], "upper or lower end"),
        (np.s_[:38], "upper or lower end"),
        (np.s_[:, :, 45:125], "no lungs"),  # cropped to the heart
        (np.s_[:8], "no lungs"),
    ],
)
def test_refuses_a_volume_without_whole_lungs(
    volume: CtVolume, cut: tuple[slice, ...], reason: str
) -> None:
    part = replace(volume, values=np.ascontiguousarray(volume.values[cut]))

    with pytest.raises(NoLungsError, match=reason):
        lung_span(part)


def test_refuses_a_body_without_lungs(volume: CtVolume) -> None:
    values = volume.values
    solid = replace(volume, values=np.where(values == LUNG, MUSCLE, values).astype(np.float32))

    with pytest.raises(NoLungsError, match="no lungs"):
        lung_span(solid)
