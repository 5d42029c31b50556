"""engine.models.translation.streamed"""

import numpy as np
import pytest
import torch
from torch import nn

from engine.errors import Cancelled
from engine.frame import FloatImage
from engine.models.translation import streamed as module
from engine.models.translation.generator import Generator, GeneratorConfig, generator_of
from engine.models.translation.layer import Layer
from engine.models.translation.streamed import streamed
from engine.progress import Progress
from tests.properties.films import grey_film


def generator(seed: int = 0, **shape: int | bool) -> Generator:
    """Return a generator of random weights, large enough that every layer shows."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        made = generator_of(GeneratorConfig(**{"features": 4, "blocks": 2, **shape}))  # type: ignore[arg-type]
        for part in made.modules():
            if isinstance(part, nn.Conv2d):
                nn.init.kaiming_normal_(part.weight, nonlinearity="relu")
                if part.bias is not None:
                    nn.init.normal_(part.bias, std=0.2)
    made.set_start_curve(np.linspace(0, 1, 33) ** 2)  # type: ignore[arg-type]
    return made.eval()


def plain(network: Generator, film: FloatImage) -> FloatImage:
    """Return the picture of one pass over the whole film."""
    with torch.inference_mode():
        return network(torch.from_numpy(film.copy())[None, None])[0, 0].numpy()  # type: ignore[no-any-return]


def test_a_film_of_1500_x_1200_comes_out_as_in_one_pass() -> None:
    network, film = generator(features=2, blocks=1), grey_film(1500, 1200)

    made = streamed(network, film)

    expected = plain(network, film)
    assert np.ptp(expected) > 0.5
    np.testing.assert_allclose(made, expected, rtol=0, atol=1e-4)


@pytest.mark.parametrize("norms_ends", [False, True])
@pytest.mark.parametrize("rows", [8, 20, 256])
@pytest.mark.parametrize("shape", [(16, 16), (17, 30), (81, 50)])
def test_stripes_of_any_height_make_no_difference(
    shape: tuple[int, int], rows: int, norms_ends: bool
) -> None:
    network, film = generator(norms_ends=norms_ends), grey_film(*shape)

    made = streamed(network, film, rows=rows)

    np.testing.assert_allclose(made, plain(network, film), rtol=0, atol=1e-4)


@pytest.mark.parametrize("shape", [{"features": 1, "blocks": 0}, {"blocks": 1, "start": False}])
def test_any_residual_generator_can_be_run(shape: dict[str, int | bool]) -> None:
    network, film = generator(**shape), grey_film(90, 71)

    np.testing.assert_allclose(
        streamed(network, film, rows=16), plain(network, film), rtol=0, atol=1e-4
    )


def test_no_seam_shows_where_stripes_meet() -> None:
    """On a film of slow waves; stripes meet at every 16th row.

    Statistics of each stripe by itself would make them meet in steps: 1.09.
    """
    down, across = np.mgrid[0:480, 0:160].astype(np.float32)
    waves = np.sin(down / 37) * np.cos(across / 23) + np.sin(across / 11 + down / 90)
    film = (0.5 + 0.2 * waves).astype(np.float32)

    made = streamed(generator(), film, rows=16)

    steps = np.abs(np.diff(made, axis=0)).mean(1)
    seams = np.zeros(steps.size, np.bool_)
    seams[15::16] = True
    assert steps[seams].mean() / steps[~seams].mean() < 1.02


def test_a_u_net_is_refused() -> None:
    network = generator_of(GeneratorConfig(kind="unet", features=2))

    with pytest.raises(ValueError, match="kind unet cannot be run by rows"):
        streamed(network, grey_film(64, 64))


def test_every_layer_is_told_and_the_share_never_falls() -> None:
    said = list[tuple[float, str]]()
    progress = Progress(lambda share, doing: said.append((share, doing)))

    streamed(generator(), grey_film(300, 200), progress, rows=64)

    shares = [share for share, _ in said]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    words = {doing for _, doing in said}
    assert words >= {f"Layer {number} of 10" for number in range(2, 11)}


def test_little_is_done_between_two_looks_at_the_progress(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However wide a film is, and whatever a layer's rows are made of."""
    work = list[float]([0.0])

    def count(convolution: nn.Module, _inputs: object, out: torch.Tensor) -> None:
        assert isinstance(convolution, nn.Conv2d)
        work[-1] += out.shape[2] * out.shape[3] * convolution.weight.numel()

    monkeypatch.setattr(module, "LARGEST_WORK", 3_000_000)
    network = generator()
    for part in network.modules():
        if isinstance(part, nn.Conv2d):
            part.register_forward_hook(count)

    streamed(network, grey_film(64, 600), Progress(lambda *_: work.append(0.0)), rows=10_000)

    assert sum(work) > 20 * 3_000_000
    assert max(work) <= 1.5 * 3_000_000


def test_a_layer_takes_no_more_rows_at_once_than_are_asked_for() -> None:
    tallest = list[int]()
    network = generator()
    last = [part for part in network.modules() if isinstance(part, nn.Conv2d)][-1]
    last.register_forward_hook(lambda _layer, _inputs, out: tallest.append(out.shape[2]))

    streamed(network, grey_film(100, 40), rows=40)

    assert tallest == [40, 40, 20]


@pytest.mark.parametrize("reports", [1, 3, 6, 9])
def test_it_stops_within_a_layer(reports: int) -> None:
    told, ran = list[float](), list[int]()

    def listen(share: float, _doing: str) -> None:
        told.append(share)
        if len(told) == reports:
            progress.cancel()

    progress = Progress(listen)
    network = generator()
    for number, layer in enumerate(part for part in network.modules() if isinstance(part, Layer)):
        layer.convolution.register_forward_hook(lambda *_, number=number: ran.append(number))

    with pytest.raises(Cancelled):
        streamed(network, grey_film(200, 100), progress, rows=40)

    assert len(told) == reports
    assert max(ran) < len(list(network.modules()))
    assert len(ran) <= 2 * reports  # a stripe of one layer, with what it is made of


def test_statistics_are_those_of_the_whole_film() -> None:
    """Numpy's, of channels whose mean is far from 0, collected in parts of different height."""
    values = np.random.default_rng(0).normal((30.0, -5.0), (1.0, 0.01), (97, 40, 2))
    channels = torch.from_numpy(values.transpose(2, 0, 1).astype(np.float32))
    moments = module._Moments()

    for low, high in ((0, 10), (10, 64), (64, 97)):
        moments.add(channels[:, low:high])

    found = moments.statistics(channels)
    assert found is not None
    stored = channels.double().numpy()
    np.testing.assert_allclose(found.mean, stored.mean((1, 2)), rtol=1e-6)
    np.testing.assert_allclose(found.deviation, np.sqrt(stored.var((1, 2)) + 1e-5), rtol=1e-5)
