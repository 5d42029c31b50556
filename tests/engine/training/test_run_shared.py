"""engine.training.run_shared"""

import pytest
import torch

from engine.build import BuildInfo, Variant
from engine.errors import ModelError
from engine.training.run_shared import Watched, worker_count

CPU, GPU = torch.device("cpu"), torch.device("cuda")


class Told:
    """Listens, and counts."""

    steps = 0

    def stepped(self, *_: object) -> None:
        """Count."""
        self.steps += 1

    def checked(self, *_: object) -> None:
        """Do nothing."""


@pytest.mark.parametrize(
    ("asked", "device", "cores", "wanted"),
    [
        (3, CPU, 1, 3),
        (0, GPU, 8, 0),
        (None, GPU, 4, 3),
        (None, GPU, 64, 8),
        (None, GPU, 1, 1),
        (None, CPU, 4, 1),
        (None, CPU, 1, 0),
    ],
)
def test_workers_are_as_asked_or_as_suits_the_device(
    monkeypatch: pytest.MonkeyPatch,
    asked: int | None,
    device: torch.device,
    cores: int,
    wanted: int,
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cores)

    assert worker_count(asked, device, beside_cpu=1) == wanted


@pytest.mark.parametrize(("system", "wanted"), [("win32", 0), ("darwin", 0), ("linux", 3)])
def test_an_installed_program_that_cannot_fork_makes_its_batches_itself(
    monkeypatch: pytest.MonkeyPatch, system: str, wanted: int
) -> None:
    installed = BuildInfo(variant=Variant.FULL)
    monkeypatch.setattr("engine.training.run_shared.build_info", lambda: installed)
    monkeypatch.setattr("sys.platform", system)

    assert worker_count(3, CPU, beside_cpu=1) == wanted


def test_any_loss_that_is_no_number_ends_a_run() -> None:
    told = Told()
    watched = Watched(told)
    watched.stepped(1, 9, {"loss": 1.0, "critic": 2.0})

    with pytest.raises(ModelError, match="step 2"):
        watched.stepped(2, 9, {"loss": 1.0, "critic": float("nan")})

    assert told.steps == 1
