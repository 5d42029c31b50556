"""engine.training.translation.evaluation.projected"""

import numpy as np
import pytest
from skimage.metrics import peak_signal_noise_ratio

from engine.training.translation.evaluation.contestants import Contestant
from engine.training.translation.evaluation.projected import (
    CT_ORDER,
    MR_ORDER,
    is_in_order,
    pair_findings,
    tissue_regions,
)
from engine.training.translation.images import ProjectedPair
from tests.engine.training.translation.evaluation.made_up import everywhere

T1 = {0.1: 0.03, 0.42: 0.9, 0.6: 0.45, 0.9: 0.12}
"""Grey values of a T1-like picture by those of the CT appearance."""


@pytest.fixture
def slab() -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Four bands of lung, fat, soft tissue and bone."""
    return np.repeat(np.array(list(T1), np.float32), 20)[:, None].repeat(60, 1)


def pair(film: object, wanted: object) -> ProjectedPair:
    image = np.asarray(wanted, np.float32)
    return ProjectedPair("one", np.asarray(film, np.float32), image, everywhere(image))


def test_regions_are_the_tissues_without_their_borders(
    slab: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
) -> None:
    found = tissue_regions(slab, everywhere(slab))

    assert list(found) == ["lung", "fat", "soft tissue", "bone"]
    assert not found["fat"][20].any()
    assert found["fat"][21, 30]


def test_a_tissue_that_is_hardly_there_is_left_out() -> None:
    slab = np.full((40, 40), 0.6, np.float32)
    slab[:6, :6] = 0.42

    assert list(tissue_regions(slab, everywhere(slab))) == ["soft tissue"]


def test_a_t1_like_picture_is_in_the_order_of_mr_and_not_of_ct(
    slab: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
) -> None:
    t1 = np.vectorize(dict(zip(slab[::20, 0], T1.values(), strict=True)).get)(slab)
    perfect = Contestant("perfect", "Perfect", lambda film, _field: film)

    found = pair_findings([perfect], [pair(t1, t1)], [pair(t1, slab)])

    assert is_in_order(found[0].tissues, MR_ORDER) is True
    assert is_in_order(found[0].tissues, CT_ORDER) is False
    assert found[0].fidelity.ssim == pytest.approx(1)


def test_an_order_cannot_be_told_without_every_tissue() -> None:
    assert is_in_order({"lung": 0.1, "fat": 0.4}, CT_ORDER) is None


def test_fidelity_is_to_the_slab() -> None:
    random = np.random.default_rng(0)
    film, wanted = random.random((2, 40, 50)).astype(np.float32)
    same = Contestant("same", "Same", lambda film, _field: film)

    found = pair_findings([same], [pair(film, wanted)])

    judged = peak_signal_noise_ratio(  # type: ignore[no-untyped-call]
        wanted.astype(float), film.astype(float), data_range=1
    )
    assert found[0].fidelity.psnr == pytest.approx(judged)
