"""engine.models.translation.reliability"""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
import torch
from scipy.stats import rankdata
from torch import Tensor, nn

from engine.errors import Cancelled
from engine.frame import FloatImage
from engine.models.translation.perturbed import Perturbation, noise_of
from engine.models.translation.reliability import Reliability, reliability_of
from engine.models.translation.tone_curve import as_toned
from engine.models.translation.unsourced import unsourced_of
from engine.progress import Progress
from tests.engine.models.translation.made_films import disc, trunk

FILM = trunk(3)
EVERYWHERE = np.ones(FILM.shape, np.bool_)
NODULE = disc(90, 55, 7)
PLACE = NODULE > 0.5


class Made(nn.Module):
    """A generator that does what it is told."""

    def __init__(self, work: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self._work = work

    def forward(self, film: Tensor) -> Tensor:
        """Return (1, 1, rows, columns) of the same."""
        return self._work(film)


def seen_by(work: Callable[[Tensor], Tensor], film: FloatImage = FILM) -> Reliability:
    return reliability_of(Made(work), film, EVERYWHERE, runs=4)


def area_under_curve(scores: FloatImage) -> float:
    """The chance that a place within the nodule scores higher than one outside (Mann-Whitney)."""
    ranks = rankdata(scores.ravel())
    hits = PLACE.ravel()
    count = int(hits.sum())
    return float((ranks[hits].sum() - count * (count + 1) / 2) / (count * (hits.size - count)))


def toned(film: Tensor) -> Tensor:
    return torch.sigmoid(8 * (film - 0.5))


@pytest.mark.parametrize(
    "work",
    [lambda film: film, lambda film: 1 - film, lambda film: film**2, toned],
    ids=["identity", "negative", "gamma", "steep"],
)
def test_a_change_of_tone_alone_is_no_reproach(work: Callable[[Tensor], Tensor]) -> None:
    found = seen_by(work)

    assert max(float(found.combined.mean()), found.low_agreement_share) < 0.01
    assert found.unsourced_share < 0.01
    assert found.runs == 4


def test_a_painted_nodule_is_found() -> None:
    painted = torch.from_numpy(0.12 * NODULE)

    found = seen_by(lambda film: toned(film) + painted)

    assert area_under_curve(found.combined) >= 0.9
    assert found.unsourced[PLACE].mean() > 10 * found.unsourced[~PLACE].mean()
    assert found.unsourced_share > 0


def test_an_erased_nodule_is_found() -> None:
    nodule = torch.from_numpy(0.12 * NODULE)

    found = seen_by(lambda film: toned(film - nodule), FILM + np.float32(0.12) * NODULE)

    assert area_under_curve(found.combined) >= 0.9
    assert found.unsourced[PLACE].mean() > 10 * found.unsourced[~PLACE].mean()


def test_a_nodule_that_is_kept_is_no_reproach() -> None:
    found = seen_by(toned, FILM + np.float32(0.12) * NODULE)

    assert found.combined[PLACE].max() < 0.05


def test_a_place_that_hangs_on_the_noise_is_found() -> None:
    place = torch.from_numpy(NODULE)

    def unstable(film: Tensor) -> Tensor:
        chance = torch.sin(1e5 * film.sum()) * 0.2
        return film + chance * place

    found = seen_by(unstable)

    assert area_under_curve(found.disagreement) >= 0.9
    assert found.disagreement[PLACE].mean() > 0.3
    assert PLACE.mean() / 2 < found.low_agreement_share < 4 * PLACE.mean()  # its rim is blurred


def test_maps_are_within_0_and_1_and_0_outside_the_field() -> None:
    field = EVERYWHERE.copy()
    field[:, :40] = False
    painted = torch.from_numpy(disc(90, 20, 10))

    found = reliability_of(Made(lambda film: film + painted), FILM, field, runs=2)

    for each in (found.disagreement, found.unsourced, found.combined):
        assert each.shape == FILM.shape
        assert each.dtype == np.float32
        assert each.min() >= 0
        assert each.max() <= 1
        assert not each[:, :40].any()


def test_the_same_seed_gives_the_same_maps_and_another_others() -> None:
    network = Made(lambda film: film - 0.5 * film.roll(3, -1) ** 3)

    first, again, other = (
        reliability_of(network, FILM, EVERYWHERE, runs=2, seed=seed) for seed in (1, 1, 2)
    )

    assert np.array_equal(first.combined, again.combined)
    assert not np.array_equal(first.disagreement, other.disagreement)


def test_it_stops_between_two_runs() -> None:
    runs: list[int] = []
    progress = Progress(lambda _share, _doing: progress.cancel() if len(runs) == 3 else None)

    def counted(film: Tensor) -> Tensor:
        runs.append(1)
        return film

    with pytest.raises(Cancelled):
        reliability_of(Made(counted), FILM, EVERYWHERE, progress)

    assert len(runs) in (3, 4)


def test_one_run_cannot_disagree() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        reliability_of(Made(toned), FILM, EVERYWHERE, runs=1)


def test_noise_is_measured() -> None:
    random = np.random.default_rng(0)
    smooth = cv2.GaussianBlur(FILM, (0, 0), 4).astype(np.float32)
    noisy = smooth + random.normal(0, 0.02, FILM.shape).astype(np.float32)

    noise = noise_of(noisy, EVERYWHERE)

    assert noise == pytest.approx(0.02, rel=0.05)


@pytest.mark.parametrize(("down", "right", "mirrored"), [(3, -2, False), (-4, 5, True)])
def test_what_was_moved_comes_back(down: int, right: int, mirrored: bool) -> None:
    moved = Perturbation(down, right, mirrored, 0.0, 1.0, 0.0, 0.0, False, 0)

    back = moved.undo(moved.apply(FILM))

    kept = moved.kept(FILM.shape, 0)
    assert kept.mean() > 0.9
    assert np.abs(back - FILM)[kept].max() < 1e-6
    assert not np.allclose(moved.apply(FILM), FILM, atol=0.05)


def test_a_curve_of_greys_is_taken_out() -> None:
    wanted = np.sin(3 * FILM).astype(np.float32)

    matched = as_toned(FILM, wanted, EVERYWHERE)

    assert np.abs(matched - wanted).mean() < 2e-3


def test_a_nodule_erased_from_an_even_place_is_found() -> None:
    random = np.random.default_rng(0)
    textured = 0.5 + 0.2 * random.standard_normal(FILM.shape).astype(np.float32)
    even = disc(90, 55, 25) > 0.5
    picture = cv2.GaussianBlur(np.where(even, np.float32(0.5), textured), (0, 0), 1)
    film = (picture + np.float32(0.08) * NODULE).astype(np.float32)

    unsourced = unsourced_of(film, picture.astype(np.float32), EVERYWHERE)

    assert unsourced[PLACE].mean() > 0.1
    assert area_under_curve(unsourced) > 0.9
