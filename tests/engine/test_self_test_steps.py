"""engine.self_test_steps, engine.self_test_faults and engine.self_test_film"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from engine import self_test_steps
from engine.frame import Frame
from engine.progress import Progress
from engine.self_test_check import Bench, CheckFailedError
from engine.self_test_film import film_checks
from engine.self_test_networks import needs_network
from engine.self_test_steps import recipe_checks, step_checks
from engine.step import StepKind, register, step_type, step_types
from tests.engine.registered import registered_only_here


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A bench with the sample film, made once."""
    return Bench(tmp_path_factory.mktemp("self-test"))


def test_the_samples_are_made_and_opened(bench: Bench) -> None:
    found = {check.name: check.run(bench, Progress()) for check in film_checks() if check.is_quick}

    assert found == {
        "Film for the self-test": "1024 × 1024, 12 bits",
        "Display test pattern": "black to white",
    }


def test_every_step_finds_something_to_do_on_the_sample(bench: Bench) -> None:
    """Of a new step whose defaults do nothing, TELLING says numbers, or with_fault a fault."""
    found = {check.name: check.run(bench, Progress()) for check in step_checks()}

    assert len(found) == len([kind for kind in step_types() if not needs_network(kind)]) + 4
    assert found["Crop"] == "486 × 461 pixels"  # 512 less 5 and 10 %
    assert found["Flat field"] == "a made unevenness goes"


def test_a_recipe_runs_on_the_small_film(bench: Bench) -> None:
    checks = {check.name: check for check in recipe_checks()}

    assert checks["denoise"].run(bench, Progress()) == "2 steps"
    assert not checks["mapping"].is_quick


@dataclass(frozen=True)
class Wrong:
    """A step that does what none may do."""

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return a film with one pixel that is no number."""
        progress.check()
        pixels = frame.pixels.copy()
        pixels[3, 5] = np.nan
        return frame.with_pixels(pixels)


@dataclass(frozen=True)
class Idle:
    """A step that does nothing."""

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film as it was."""
        progress.check()
        return frame


@pytest.mark.parametrize(("kind", "told"), [(Wrong, "no numbers"), (Idle, "unchanged")])
def test_a_step_that_breaks_or_does_nothing_fails(kind: type, told: str, bench: Bench) -> None:
    with registered_only_here():
        register("made_up", version=1, title="Made up", kind=StepKind.TONE)(kind)
        check = next(check for check in step_checks() if check.name == "Made up")

        with pytest.raises(CheckFailedError, match=told):
            check.run(bench, Progress())


def test_on_a_film_of_the_users_a_step_may_find_nothing_to_do(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "given", Path("film.dcm"))

    found = self_test_steps._step(step_type("grid_suppression"), bench, Progress())

    assert found == "nothing to change on this film"


def test_a_region_that_covers_nothing_fails(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        self_test_steps, "region_weights", lambda *_: np.zeros((4, 4), dtype=np.float32)
    )
    lungs = next(check for check in step_checks() if check.name == "Lung field")

    with pytest.raises(CheckFailedError, match="covers 0% of the sample"):
        lungs.run(bench, Progress())
