"""engine.models.translation.generator"""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from scipy import ndimage
from torch import Tensor, nn
from torch.nn import functional

from engine.frame import FloatImage
from engine.models.translation.generator import (
    Generator,
    GeneratorConfig,
    ResnetGenerator,
    generator_of,
)
from engine.models.translation.layer import Layer, Size
from engine.models.translation.start import mirrored

KINDS = [
    GeneratorConfig(features=4, blocks=2),
    GeneratorConfig(features=4, blocks=1, norms_ends=True, is_residual=False),
    GeneratorConfig(kind="unet", features=2),
]


def made(config: GeneratorConfig, seed: int = 0) -> Generator:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return generator_of(config).eval()


def noise(*shape: int) -> Tensor:
    return torch.rand(shape, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize("config", KINDS)
@pytest.mark.parametrize("shape", [(16, 16), (1, 2), (17, 30), (300, 41)])
def test_a_picture_is_as_large_as_its_film(config: GeneratorConfig, shape: tuple[int, int]) -> None:
    picture = made(config)(noise(2, 1, *shape))

    assert picture.shape == (2, 1, *shape)
    assert picture.dtype == torch.float32
    assert bool(torch.isfinite(picture).all())


def test_the_residual_network_has_the_layers_of_the_paper() -> None:
    """c7s1-f, d2f, d4f, R4f x 9, u2f, uf, c7s1-1; a normalisation would take away a bias."""
    f = 8
    ends = 49 * f + f + 49 * f + 1
    middle = 9 * (f * 2 * f + 2 * f * 4 * f) * 2 + 9 * 2 * 9 * (4 * f) ** 2

    found = made(GeneratorConfig(features=f, blocks=9)).parameters()

    assert sum(weights.numel() for weights in found) == ends + middle


def test_the_u_net_has_the_layers_of_the_paper() -> None:
    """C64-C128-C256-C512 x 5 down; up with twice the channels in but for the deepest."""
    down = [1, 4, 8, 16, 32, 32, 32, 32, 32]
    up_in, up_out = [32, 64, 64, 64, 64, 32, 16], [32, 32, 32, 32, 16, 8, 4]
    weights = 16 * sum(down[n] * down[n + 1] for n in range(8))
    weights += 16 * sum(before * after for before, after in zip(up_in, up_out, strict=True))
    norms = 2 * (sum(down[2:]) + sum(up_out))
    ends = 4 + 16 * 8 * 1 + 1  # the first bias, the last layer and its bias

    found = made(GeneratorConfig(kind="unet", features=4)).parameters()

    assert sum(part.numel() for part in found) == weights + norms + ends


def test_the_shipped_shape_fits_twice_into_12_mb_of_half_precision() -> None:
    found = sum(weights.numel() for weights in made(GeneratorConfig()).parameters())

    assert 2 * 2 * found < 12_000_000


@pytest.mark.parametrize("config", KINDS)
def test_a_shape_comes_back_from_json(config: GeneratorConfig) -> None:
    assert GeneratorConfig.from_json(config.to_json()) == config


def test_an_unknown_shape_is_refused() -> None:
    with pytest.raises(TypeError):
        GeneratorConfig.from_json({"colour": 3})
    with pytest.raises(ValueError, match="kind must be one of"):
        GeneratorConfig.from_json({"kind": "transformer"})
    with pytest.raises(ValueError, match="0 features"):
        GeneratorConfig(features=0)


def test_every_weight_matters_and_learns() -> None:
    generator = made(GeneratorConfig(features=4, blocks=2)).train()

    generator(noise(1, 1, 24, 24)).square().mean().backward()

    for name, weights in generator.named_parameters():
        assert weights.grad is not None, name
        assert float(weights.grad.abs().max()) > 0, name


def silent(config: GeneratorConfig) -> Generator:
    """Return a generator whose network says nothing."""
    generator = made(config)
    last = [part for part in generator.modules() if isinstance(part, nn.Conv2d)][-1]
    nn.init.zeros_(last.weight)
    return generator


def test_at_first_it_is_not_the_identity() -> None:
    """There the losses have a strict minimum, and training would end where it began."""
    film = noise(1, 1, 64, 64)

    picture = made(GeneratorConfig(features=32, blocks=1))(film).detach()

    assert float((picture - film).abs().mean()) > 0.05


@pytest.mark.parametrize("has_start", [True, False])
def test_what_is_said_is_added_to_the_start(has_start: bool) -> None:
    generator = silent(GeneratorConfig(features=2, blocks=1, start=has_start))
    table = np.linspace(0, 1, 33) ** 2
    generator.set_start_curve(table.tolist())
    film = torch.linspace(-0.2, 1.2, 400).reshape(1, 1, 20, 20)

    picture = generator(film)

    grey = film.numpy()
    curve = np.interp(grey, np.linspace(0, 1, 33), table)
    expected = 0.4 * grey + 0.6 * curve if has_start else grey
    np.testing.assert_allclose(picture.detach(), expected, atol=1e-6)


def test_the_slope_of_the_start_is_passed_back() -> None:
    generator = silent(GeneratorConfig(features=2, blocks=1))
    generator.set_start_curve((np.linspace(0, 1, 33) ** 2).tolist())
    film = torch.full((1, 1, 16, 16), 0.51).requires_grad_()

    generator.start(film).sum().backward()  # type: ignore[no-untyped-call]

    slope = 0.4 + 0.6 * (17**2 - 16**2) / 32  # between 16/32 and 17/32
    assert film.grad is not None
    np.testing.assert_allclose(film.grad, slope, rtol=1e-4)


@pytest.mark.parametrize(
    "table",
    [
        np.linspace(0, 1, 32),
        np.linspace(1, 0, 33),
        np.linspace(0, 1.1, 33),
        np.full(33, np.nan),
    ],
    ids=["32 points", "falling", "above 1", "no numbers"],
)
def test_a_curve_that_is_none_is_refused(table: np.ndarray) -> None:
    with pytest.raises(ValueError, match="start curve"):
        made(KINDS[0]).set_start_curve(table.tolist())


def test_the_start_curve_stands_among_the_weights() -> None:
    generator, other = made(KINDS[0]), made(KINDS[0], seed=1)
    generator.set_start_curve([0.25] * 33)

    other.load_state_dict(generator.state_dict())

    assert other.start_curve.tolist() == [0.25] * 33


def test_without_residual_the_picture_is_what_is_said() -> None:
    generator = silent(GeneratorConfig(features=2, blocks=1, is_residual=False))

    np.testing.assert_allclose(generator(noise(1, 1, 16, 16)).detach(), 0.5)


def test_a_brighter_film_gives_another_picture_unless_its_ends_are_normalised() -> None:
    """What is not normalised at first sees exposure; an InstanceNorm there takes it away."""
    film = noise(1, 1, 32, 32) * 0.5

    def change(*, norms_ends: bool) -> float:
        generator = made(GeneratorConfig(features=8, blocks=1, norms_ends=norms_ends))
        said = generator.said(film), generator.said(film + 0.3)
        return float((said[0] - said[1]).detach().abs().mean() / said[0].detach().std())

    assert change(norms_ends=True) < 0.01 < 0.1 < change(norms_ends=False)


def test_each_film_of_a_batch_is_normalised_by_itself() -> None:
    generator, films = (
        made(KINDS[0]),
        noise(2, 1, 32, 32) * torch.tensor([1, 0.2])[:, None, None, None],
    )

    together = generator(films)

    apart = torch.cat([generator(films[:1]), generator(films[1:])])
    np.testing.assert_allclose(together.detach(), apart.detach(), atol=1e-5)


def test_it_is_the_same_in_training_but_for_dropout() -> None:
    """An InstanceNorm with running statistics would not be."""
    film = noise(1, 1, 256, 256)
    residual, joined = made(KINDS[0]), made(KINDS[2])

    resting, ready = residual(film), joined(film)

    assert torch.equal(residual.train()(film), resting)
    assert not torch.equal(joined.train()(film), ready)


def by_scipy(values: np.ndarray, weights: np.ndarray) -> FloatImage:
    """Scipy's "mirror" leaves the edge out, as torch's "reflect" does."""
    summed: FloatImage = np.zeros_like(values[0])
    for plane, kernel in zip(values, weights[0], strict=True):
        summed += ndimage.correlate(plane, kernel, mode="mirror")
    return summed


def halved(values: np.ndarray) -> np.ndarray:
    """Blur by 1 3 3 1 about the middle of two pixels, and take every second."""
    taps = np.array([1, 3, 3, 1]) / 8
    for axis in (1, 2):
        values = ndimage.correlate1d(values, taps, axis=axis, mode="mirror", origin=-1)
    return values[:, ::2, ::2]


def doubled(values: np.ndarray) -> np.ndarray:
    return values.repeat(2, axis=1).repeat(2, axis=2)


@pytest.mark.parametrize(
    ("size", "resized", "is_judged_at_edges"),
    [
        (Size.SAME, lambda values: values, True),
        (Size.DOUBLE, doubled, True),
        (Size.HALF, halved, False),
    ],
)
def test_a_layer_resizes_mirrors_and_convolves(
    size: Size, resized: Callable[[np.ndarray], np.ndarray], is_judged_at_edges: bool
) -> None:
    layer = Layer(2, 1, size=size, is_normalised=False, is_rectified=False)
    values = noise(1, 2, 12, 16)

    out = layer(values).detach()[0, 0].numpy()

    expected = by_scipy(resized(values[0].numpy()), layer.convolution.weight.detach().numpy())
    expected = expected + float(layer.convolution.bias.detach())  # type: ignore[union-attr]
    inner = np.s_[:, :] if is_judged_at_edges else np.s_[1:-1, 1:-1]
    assert out.shape == expected.shape
    np.testing.assert_allclose(out[inner], expected[inner], atol=1e-5)


def test_halving_keeps_no_pattern_that_is_finer_than_the_new_grid() -> None:
    """A chequerboard becomes grey, where plain striding would make it black or white."""
    layer = Layer(1, 1, size=Size.HALF, is_normalised=False, is_rectified=False)
    nn.init.ones_(layer.convolution.weight)
    board = torch.tensor([[0.0, 1.0], [1.0, 0.0]]).repeat(16, 16)[None, None]

    out = layer(board).detach()[0, 0, 2:-2, 2:-2] - layer.convolution.bias.detach()  # type: ignore[union-attr]

    np.testing.assert_allclose(out, 9 * 0.5, atol=1e-5)


def test_a_layer_normalises_as_torch_does() -> None:
    layer = Layer(3, 5)
    values = noise(2, 3, 9, 7)

    out = layer(values)

    padded = functional.pad(values, (1, 1, 1, 1), mode="reflect")
    plain = nn.InstanceNorm2d(5)(functional.conv2d(padded, layer.convolution.weight))
    assert layer.convolution.bias is None  # normalising would take it away
    np.testing.assert_allclose(out.detach(), plain.relu().detach(), atol=1e-5)


def test_activations_are_those_on_the_way() -> None:
    generator, film = made(KINDS[0]), noise(1, 1, 32, 24)
    assert isinstance(generator, ResnetGenerator)
    seen = list[Tensor]()
    for layer in generator.steps:
        layer.register_forward_hook(lambda _layer, _inputs, out: seen.append(out))

    found = generator.activations(film, [0, 2, 3])

    assert [part.shape[1:] for part in found] == [(4, 32, 24), (16, 8, 6), (16, 8, 6)]
    assert all(
        torch.equal(part, seen[number]) for part, number in zip(found, (0, 2, 3), strict=True)
    )
    assert len(seen) == 4  # and nothing beyond was run


@pytest.mark.parametrize(("rows", "columns"), [(5, 7), (1, 16), (18, 33)])
def test_a_film_is_mirrored_as_numpy_does(rows: int, columns: int) -> None:
    values = noise(1, 2, rows, columns)

    larger = mirrored(values, 8)

    padding = [(0, 0), (0, 0)] + [(0, max(-n % 8, 16 - n)) for n in (rows, columns)]
    np.testing.assert_array_equal(larger, np.pad(values.numpy(), padding, mode="reflect"))
