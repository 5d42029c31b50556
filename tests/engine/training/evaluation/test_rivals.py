"""engine.training.evaluation.rivals"""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from skimage import exposure

from engine.frame import BoolImage, FloatImage
from engine.training.evaluation import rivals
from engine.training.evaluation.measures import Compared, fidelity
from engine.training.evaluation.pairs import PairKind, Scene, pair_of
from engine.training.films import TrainingFilm
from engine.training.pair import Pair
from tests.engine.training.phantoms import phantom


@pytest.fixture
def raw() -> FloatImage:
    """A flat film: all its greys between 0.2 and 0.6."""
    return (0.2 + 0.4 * phantom(1)).astype(np.float32)


@pytest.fixture
def field(raw: FloatImage) -> BoolImage:
    """All but a border, which the film shows white."""
    inside = np.zeros(raw.shape, np.bool_)
    inside[12:-12, 12:-12] = True
    raw[~inside] = 1
    return inside


def psnr(one: FloatImage, two: FloatImage) -> float:
    return fidelity(Compared(one), Compared(two), None)[0].psnr


def test_identity_changes_nothing(raw: FloatImage, field: BoolImage) -> None:
    assert np.array_equal(rivals.identity(raw, field), raw)


def test_stretch_brings_the_fields_quantiles_to_the_ends(raw: FloatImage, field: BoolImage) -> None:
    shown = rivals.contrast_stretch(raw, field)

    low, middle, high = np.percentile(raw[field], (0.5, 50, 99.5))
    assert np.percentile(shown[field], 50) == pytest.approx((middle - low) / (high - low), abs=1e-3)
    assert np.mean(shown[field] == 0) == pytest.approx(0.005, abs=0.002)
    assert np.mean(shown[field] == 1) == pytest.approx(0.005, abs=0.002)


def test_gamma_brings_the_fields_median_to_one_half(raw: FloatImage, field: BoolImage) -> None:
    shown = rivals.gamma_to_middle(raw, field)

    assert np.median(shown[field]) == pytest.approx(0.5, abs=1e-3)
    assert (shown[0, 0], rivals.gamma_to_middle(np.zeros_like(raw), field).max()) == (1, 0)


def test_equalisation_is_that_of_skimage(raw: FloatImage, field: BoolImage) -> None:
    expected = exposure.equalize_hist(raw, nbins=4096, mask=field)  # type: ignore[no-untyped-call]

    shown = rivals.equalised(raw, field)

    assert np.abs(shown - expected)[field].max() < 2e-3
    assert np.percentile(shown[field], (10, 50, 90)) == pytest.approx([0.1, 0.5, 0.9], abs=5e-3)


def test_clahe_raises_local_contrast_and_keeps_the_border(
    raw: FloatImage, field: BoolImage
) -> None:
    shown = rivals.locally_equalised(raw, field)

    assert shown[field].std() > 1.2 * raw[field].std()
    assert shown[0, 0] == pytest.approx(1, abs=1e-6)


def test_multiscale_raises_faint_detail_and_leaves_film_and_border_alone(
    raw: FloatImage, field: BoolImage
) -> None:
    before = raw.copy()

    shown = rivals.multiscaled(raw, field)

    faint = cv2.Laplacian(raw, cv2.CV_32F), cv2.Laplacian(shown, cv2.CV_32F)
    inner = cv2.erode(field.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    stretched = np.ptp(np.percentile(raw[field], (0.2, 99.8)))
    assert faint[1][inner].std() > 1.2 * faint[0][inner].std() / stretched
    assert shown[0, 0] == 1
    assert np.array_equal(raw, before)
    assert raw.flags.writeable


def test_percentiles_are_those_of_the_standard(raw: FloatImage, field: BoolImage) -> None:
    shown = rivals.to_standard_percentiles(raw, field)

    assert np.percentile(shown[field], (1, 99)) == pytest.approx([0.06, 0.94], abs=1e-3)


@pytest.mark.parametrize(
    "curve",
    [lambda x: x**2, lambda x: 1 - x, lambda x: np.abs(2 * x - 1)],
    ids=["gamma", "negative", "folded"],
)
def test_the_best_lut_undoes_any_global_curve(
    raw: FloatImage, curve: Callable[[FloatImage], FloatImage]
) -> None:
    scene = _scene(raw, curve(raw).astype(np.float32))

    assert psnr(rivals.best_global_lut(scene), scene.pair.wanted) > 55


def test_the_best_lut_bounds_every_global_method(film: TrainingFilm) -> None:
    scene = Scene(pair_of(film, PairKind.EXACT, seed=0, number=0))

    bound = psnr(rivals.best_global_lut(scene), film.wanted)

    field = scene.pair.field
    for method in (
        rivals.identity,
        rivals.contrast_stretch,
        rivals.gamma_to_middle,
        rivals.equalised,
        rivals.to_standard_percentiles,
    ):
        assert psnr(method(scene.film, field), film.wanted) < bound
    assert bound < 45


def test_the_best_lut_looks_at_the_field_alone(raw: FloatImage, field: BoolImage) -> None:
    wanted = (1 - raw).astype(np.float32)
    wanted[~field] = np.random.default_rng(0).random(np.count_nonzero(~field), dtype=np.float32)

    shown = rivals.best_global_lut(_scene(raw, wanted, field))

    assert np.abs(shown - wanted)[field].max() < 1e-3


def test_known_maps_lead_nearly_to_the_truth(film: TrainingFilm) -> None:
    scene = Scene(pair_of(film, PairKind.EXACT, seed=0, number=0))

    assert psnr(rivals.through_taught_maps(scene), film.wanted) > 38


def test_fitted_maps_lead_nearer_than_any_global_window(film: TrainingFilm) -> None:
    scene = Scene(pair_of(film, PairKind.SIMULATED, seed=0, number=0))

    fitted = psnr(rivals.through_taught_maps(scene), film.wanted)

    assert fitted > psnr(rivals.best_global_lut(scene), film.wanted) + 1


def _scene(raw: FloatImage, wanted: FloatImage, field: BoolImage | None = None) -> Scene:
    field = np.ones(raw.shape, np.bool_) if field is None else field
    return Scene(Pair(raw, wanted, field, is_exact=True))
