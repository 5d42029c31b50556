"""engine.steps.on_device: which films go to a GPU, here the CPU in place of one"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.frame import FloatImage, Frame
from engine.models import devices
from engine.ops import accelerated
from engine.progress import Progress
from engine.step import step_type
from tests.properties.films import frame_of, grey_film, real_film

FILTERS = {
    "adaptive_equalisation": "clahe",
    "bilateral": "bilateral",
    "clahe": "clahe",
    "multiscale": "multiscale",
    "non_local_means": "non_local_means",
    "total_variation": "total_variation",
}
"""Steps, and the filters they send to a GPU."""

STEPS = pytest.mark.parametrize("step", FILTERS)


def applied(step: str, frame: Frame, **values: float) -> FloatImage:
    return step_type(step).make(values).apply(frame, Progress()).pixels


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A machine with a GPU; tells the filters that ran on it."""
    names: list[str] = []

    def recorded(name: str) -> Callable[..., FloatImage]:
        twin: Callable[..., FloatImage] = getattr(accelerated, name)

        def run(*args: object, **kwargs: object) -> FloatImage:
            names.append(name)
            return twin(*args, **kwargs)

        return run

    monkeypatch.setattr(devices, "gpu_for_filters", lambda: torch.device("cpu"))
    for name in set(FILTERS.values()):
        monkeypatch.setattr(accelerated, name, recorded(name))
    return names


@pytest.fixture
def large() -> Frame:
    """A film that is worth sending."""
    return frame_of(grey_film(800, 700, noise=0.03), spacing_mm=(0.4, 0.4))


@pytest.fixture
def on_cpu(monkeypatch: pytest.MonkeyPatch) -> Callable[..., FloatImage]:
    """Apply a step as on a machine without a GPU."""

    def run(step: str, frame: Frame, **values: float) -> FloatImage:
        with monkeypatch.context() as patch:
            patch.setattr(devices, "gpu_for_filters", lambda: None)
            return applied(step, frame, **values)

    return run


@STEPS
def test_a_large_film_goes_to_the_gpu_and_comes_back_the_same(
    step: str, large: Frame, sent: list[str], on_cpu: Callable[..., FloatImage]
) -> None:
    expected = on_cpu(step, large)
    assert sent == []

    found = applied(step, large)

    assert sent == [FILTERS[step]]
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-4)


@pytest.mark.parametrize("step", ["bilateral", "non_local_means", "total_variation"])
def test_a_film_whose_noise_was_made_even_goes_there_too(
    step: str, large: Frame, sent: list[str], on_cpu: Callable[..., FloatImage]
) -> None:
    found = applied(step, large, noise=1)

    assert sent == [FILTERS[step]]
    np.testing.assert_allclose(found, on_cpu(step, large, noise=1), rtol=0, atol=1e-4)


@STEPS
def test_a_real_film_comes_back_the_same(
    step: str, shared_data: Path, sent: list[str], on_cpu: Callable[..., FloatImage]
) -> None:
    film = np.tile(real_film(shared_data), (2, 1))
    field = np.ones(film.shape, np.bool_)
    field[:90] = False
    frame = frame_of(film, spacing_mm=(0.3, 0.25), field=field)

    found = applied(step, frame)

    assert sent == [FILTERS[step]]
    np.testing.assert_allclose(found, on_cpu(step, frame), rtol=0, atol=1e-4)


@STEPS
def test_a_small_film_stays(step: str, sent: list[str]) -> None:
    applied(step, frame_of(grey_film(700, 700)))

    assert sent == []


@STEPS
def test_for_a_preview_torch_is_not_loaded(
    step: str, sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "torch")

    applied(step, frame_of(grey_film(1024, 1024)))

    assert sent == []


def test_a_film_larger_than_a_preview_loads_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = frame_of(grey_film(1100, 1024))
    monkeypatch.setattr(devices, "gpu_for_filters", lambda: torch.device("cpu"))
    monkeypatch.setattr(accelerated, "clahe", lambda film, *_, **__: np.ones_like(film))
    monkeypatch.delitem(sys.modules, "torch")

    assert applied("clahe", frame).min() == 1


@pytest.fixture
def fails_with(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Let the total variation fail on a GPU."""

    def arrange(error: Exception) -> None:
        def fail(*_: object, **__: object) -> FloatImage:
            raise error

        monkeypatch.setattr(devices, "gpu_for_filters", lambda: torch.device("cpu"))
        monkeypatch.setattr(accelerated, "total_variation", fail)

    return arrange


def test_out_of_memory_the_cpu_filters_and_the_log_says_so(
    large: Frame,
    fails_with: Callable[[Exception], None],
    on_cpu: Callable[..., FloatImage],
    caplog: pytest.LogCaptureFixture,
) -> None:
    fails_with(torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."))

    found = applied("total_variation", large)

    np.testing.assert_array_equal(found, on_cpu("total_variation", large))
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("The GPU (CPU) has too little free memory for this film")


def test_another_fault_on_the_gpu_is_not_hidden(
    large: Frame, fails_with: Callable[[Exception], None]
) -> None:
    fails_with(RuntimeError("CUDA error: an illegal memory access was encountered"))

    with pytest.raises(RuntimeError, match="illegal memory access"):
        applied("total_variation", large)


LOADED = """
import sys
import numpy as np
from engine.models import devices
from engine.frame import Frame, ValueScale
from engine.progress import Progress
from engine.recipe import Recipe
from engine.step import step_type

devices._SIGNS_OF_A_GPU = {signs!r}
film = np.random.default_rng(0).random((1100, 1024), dtype=np.float32)
frame = Frame(film, (0.4, 0.4), np.ones(film.shape, np.bool_), ValueScale(0.0, 4095.0))
for step in {steps!r}:
    step_type(step).make({{}}).apply(frame, Progress())
print("torch" in sys.modules)
"""


def loads_torch(signs: tuple[str, ...], steps: list[str], **choice: str) -> bool:
    environment = {name: value for name, value in os.environ.items() if name != devices.VARIABLE}
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(signs=signs, steps=steps)],
        capture_output=True,
        text=True,
        check=True,
        env={**environment, **choice},
    )
    return done.stdout.split() == ["True"]


def test_without_a_gpu_no_filter_loads_torch() -> None:
    assert not loads_torch((), list(FILTERS))


def test_where_the_cpu_is_chosen_no_filter_loads_torch() -> None:
    assert not loads_torch((".",), list(FILTERS), NEGATOSCOPE_DEVICE="cpu")


def test_the_driver_of_a_gpu_lets_a_filter_load_torch() -> None:
    """Or the two tests before could not fail."""
    assert loads_torch((".",), ["clahe"], CUDA_VISIBLE_DEVICES="0")
