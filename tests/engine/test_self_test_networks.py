"""engine.self_test_networks"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine import self_test_networks
from engine.build import BuildInfo, Variant
from engine.frame import Frame, ValueScale
from engine.models.devices import DeviceChoice, current_choice
from engine.progress import Progress
from engine.self_test_check import Bench, CheckFailedError, LeftOut
from engine.self_test_networks import network_checks, require_networks
from engine.step import step_types

RAMP = np.tile(np.linspace(0, 1, 64, dtype=np.float32), (48, 1))
FRAME = Frame(RAMP, (1.0, 1.0), np.ones(RAMP.shape, np.bool_), ValueScale(0.0, 1.0))


@dataclass
class Differing:
    """Stands for the renderer: what it computes on a GPU is off by so much at one pixel."""

    off: float

    def __call__(self, *_: object) -> "Differing":
        return self

    def process(self, *_: object) -> Frame:
        """Return a frame, off where a GPU is chosen."""
        pixels = RAMP.copy()
        pixels[3, 5] += self.off * (current_choice() is DeviceChoice.CUDA)
        return replace(FRAME, pixels=pixels)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A bench whose film is of no account."""
    made = Bench(tmp_path)
    monkeypatch.setattr(Bench, "film", property(lambda _: Film()))
    monkeypatch.setattr(self_test_networks, "_require_gpu", lambda **_: None)
    return made


class Film:
    """A film that reduces to itself."""

    def reduced(self, _: int) -> "Film":
        """Return it."""
        return self


def filters(device: DeviceChoice = DeviceChoice.AUTO) -> Any:
    (check,) = (check for check in network_checks(device) if check.name == "Filters")
    return check


def test_filters_that_agree_on_gpu_and_cpu_pass(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_test_networks, "Renderer", Differing(0.0005))

    found = filters().run(bench, Progress())

    assert "Local contrast (CLAHE) 0.0005" in found


def test_one_pixel_too_far_off_fails_and_names_the_filter(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_test_networks, "Renderer", Differing(0.0015))

    with pytest.raises(CheckFailedError, match=r"^Bilateral denoise is off .*0\.0015 at most"):
        filters().run(bench, Progress())


def test_a_network_may_differ_further_for_its_shorter_numbers(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    renderer = Differing(0.04)
    monkeypatch.setattr(self_test_networks, "Renderer", renderer)
    monkeypatch.setattr(Bench, "small", property(lambda _: Small()))
    kind = next(k for k in step_types() if k.name == "interpretable_mapping")

    assert self_test_networks._off_on_gpu(kind, bench, Progress()) == pytest.approx(0.04)

    renderer.off = 0.06
    with pytest.raises(CheckFailedError, match="Interpretable mapping is off"):
        self_test_networks._off_on_gpu(kind, bench, Progress())


class Small:
    """A renderer that only knows its film."""

    radiograph = Film()


def test_a_network_that_gives_one_grey_or_hides_what_it_is_fails() -> None:
    kinds = {kind.name: kind for kind in step_types()}
    grey = replace(FRAME, pixels=np.full(RAMP.shape, 0.5, np.float32))

    with pytest.raises(CheckFailedError, match="one grey"):
        self_test_networks._check_made(kinds["interpretable_mapping"], grey)
    with pytest.raises(CheckFailedError, match="not marked as synthetic"):
        self_test_networks._check_made(kinds["ct_like_appearance"], FRAME)


@pytest.mark.parametrize(
    ("variant", "refusal"),
    [
        (Variant.SMALL, LeftOut),
        (Variant.SOURCE, LeftOut),
        (Variant.FULL, CheckFailedError),
        (Variant.CUDA, CheckFailedError),
    ],
)
def test_without_torch_a_build_fails_only_if_it_should_have_it(
    variant: Variant, refusal: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_test_networks, "torch_is_installed", lambda: False)
    monkeypatch.setattr(self_test_networks, "build_info", lambda: BuildInfo("1", variant))

    with pytest.raises(refusal, match="PyTorch"):
        require_networks()


@pytest.mark.parametrize(
    ("device", "refusal"), [(DeviceChoice.AUTO, LeftOut), (DeviceChoice.CUDA, CheckFailedError)]
)
def test_a_gpu_that_does_not_work_fails_only_if_it_was_asked_for(
    device: DeviceChoice,
    refusal: type[Exception],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(self_test_networks, "require_networks", lambda: None)
    monkeypatch.setattr("engine.models.devices.device_for", lambda _: None)
    monkeypatch.setattr("engine.models.cuda.cuda_fault", lambda: "The driver is too old.")

    with pytest.raises(refusal, match=r"^The driver is too old\.$"):
        filters(device).run(Bench(tmp_path), Progress())


def test_the_cpu_alone_means_no_gpu_and_the_gpu_alone_no_cpu() -> None:
    groups = {device: {check.group for check in network_checks(device)} for device in DeviceChoice}

    assert groups == {
        DeviceChoice.AUTO: {"Networks", "GPU"},
        DeviceChoice.CPU: {"Networks"},
        DeviceChoice.CUDA: {"GPU"},
    }
