"""engine.training.translation.run_translation, and what is shipped of a run"""

import hashlib
import json
import signal
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.torch import load_file

from engine.errors import EngineError, ModelError
from engine.models.cards import read_card
from engine.models.translation.gate import Gate
from engine.models.translation.generator import GeneratorConfig
from engine.models.translation.translator import translator
from engine.training.package_run import package_run
from engine.training.run_config import read_config
from engine.training.run_mapping import Ended
from engine.training.translation import run_translation
from engine.training.translation.run_gate import read_gate
from engine.training.translation.run_translation import TranslationOrder, train_translation
from engine.training.translation.translation_presets import Method, TranslationPreset
from tests.engine.training.phantoms import write_film
from tests.engine.training.tiny import Quiet, same_state
from tests.engine.training.translation.made_up import film_image, slab_image, tiny_preset

FACTS = {
    "name": "chest-test-like",
    "title": "Test-like appearance",
    "task": "translation",
    "licence": "CC0-1.0",
    "data": [{"name": "Phantoms", "licence": "CC0-1.0", "citation": "Made up."}],
    "intended_use": "Tests.",
    "limits": ["Knows phantoms only."],
    "metrics": {"kid": 0.5},
}


class Report(Quiet):
    """Hears everything, and asks for an end after a step."""

    def __init__(self, until: int = 0) -> None:
        super().__init__()
        self.until = until
        self.lines: list[str] = []

    def reading(self, done: int, of: int) -> None:
        assert done <= of

    def planned(self, lines: Sequence[str], chosen: TranslationPreset) -> None:
        assert chosen.loop.steps
        self.lines += lines

    def stepped(self, done: int, steps: int, losses: Mapping[str, float]) -> None:
        super().stepped(done, steps, losses)
        if done == self.until:
            signal.raise_signal(signal.SIGINT)


def tiny(name: str, *, method: Method, seed: int, steps: int) -> TranslationPreset:
    """Return tiny settings whatever they are called, of four steps where none are asked for."""
    assert name
    made = tiny_preset(steps or 4, check_every=2, method=method)
    return replace(made, loop=replace(made.loop, seed=seed))


@pytest.fixture(autouse=True)
def tiny_presets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every preset is a tiny one."""
    monkeypatch.setattr(run_translation, "translation_preset", tiny)


@pytest.fixture(scope="module")
def domains(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with films and slabs of five patients each."""
    folder = tmp_path_factory.mktemp("domains")
    for kind, made, first in (("films", film_image, 0), ("slabs", slab_image, 100)):
        (folder / kind).mkdir()
        for number in range(first, first + 5):
            image = made(number, 144, 136)
            write_film(folder / kind / f"{image.name}.png", image.image)
    return folder


@pytest.fixture
def order(domains: Path, tmp_path: Path) -> TranslationOrder:
    """A training on them, in this process alone."""
    return TranslationOrder(
        source=domains / "films",
        target=domains / "slabs",
        out=tmp_path / "run",
        preset="small",
        device="cpu",
        workers=0,
        threads=1,
    )


@pytest.fixture(scope="module")
def finished(domains: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that has ended."""
    out = tmp_path_factory.mktemp("runs") / "run"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_translation, "translation_preset", tiny)
        order = TranslationOrder(
            source=domains / "films",
            target=domains / "slabs",
            out=out,
            preset="small",
            seed=3,
            device="cpu",
            workers=0,
            threads=1,
        )
        assert not trained(order).is_stopped
    return out


def trained(order: TranslationOrder, report: Report | None = None) -> Ended:
    return train_translation(order, report or Report())


def test_a_run_leaves_weights_checkpoint_settings_gate_log_and_pictures(finished: Path) -> None:
    assert {path.name for path in finished.iterdir()} == {
        "best.safetensors",
        "config.json",
        "gate.safetensors",
        "last.pt",
        "log.csv",
        "strips",
    }
    assert len(list((finished / "strips").iterdir())) == 2


def test_a_run_knows_its_command_without_a_path(finished: Path) -> None:
    config = read_config(finished)

    assert config["command"] == (
        "negatoscope train translation --source films --target slabs --out run --method cyclegan "
        "--preset small --seed 3 --threads 1"
    )
    assert config["films"]["learnt"] + config["films"]["checked"] == 5
    assert str(finished.parent) not in (finished / "config.json").read_text()


def test_a_run_that_was_stopped_goes_on_to_the_same_end(
    order: TranslationOrder, finished: Path
) -> None:
    order = replace(order, seed=3)
    assert trained(order, Report(until=1)).is_stopped

    ended = trained(replace(order, resume=True))

    assert ended.standing.done == 4
    weights = [load_file(folder / "best.safetensors") for folder in (order.out, finished)]
    assert same_state(*weights)


def test_a_run_does_not_go_on_with_other_settings(order: TranslationOrder) -> None:
    trained(order, Report(until=1))

    with pytest.raises(ModelError, match="appearance was ct and is t1 now"):
        trained(replace(order, resume=True, appearance="t1"))


def test_a_run_among_its_own_pictures_is_refused(order: TranslationOrder) -> None:
    with pytest.raises(EngineError, match="would lie among the films of slabs"):
        trained(replace(order, out=order.target / "run"))


def test_a_preset_of_the_other_method_is_refused(
    order: TranslationOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()

    with pytest.raises(EngineError, match="The preset seed is none of the method cut"):
        trained(replace(order, preset="seed", method="cut"))


def test_a_loss_that_is_no_number_ends_the_run(
    order: TranslationOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner = run_translation.LEARNERS["cyclegan"]
    monkeypatch.setattr(learner, "learn", lambda *_: {"loss": 1.0, "critic": float("nan")})

    with pytest.raises(ModelError, match="no number any more at step 1"):
        trained(order)


def test_the_gate_is_fitted_on_what_was_learnt_from(finished: Path) -> None:
    gate = Gate.from_arrays(read_gate(finished))
    film = film_image(0, 144, 136)

    assert gate.look(film.image, film.field).distance < 1.5
    noise = np.random.default_rng(0).random((144, 136), dtype=np.float32)
    assert not gate.look(noise, film.field).is_admitted


def test_what_is_shipped_can_be_used_and_its_gate_is_whole(finished: Path, tmp_path: Path) -> None:
    card = package_run(finished, tmp_path, FACTS)

    content = (tmp_path / "weights.safetensors").read_bytes()
    header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
    kinds = {
        name.partition(".")[0]: header[name]["dtype"] for name in header if name != "__metadata__"
    }
    assert kinds == {"forward": "F16", "backward": "F16", "gate": "F32"}
    assert card.sha256 == hashlib.sha256(content).hexdigest()
    assert GeneratorConfig.from_json(card.config) == tiny_preset().generator
    assert (card.task, card.method, card.seed) == ("translation", "cyclegan", 3)
    shipped = translator(read_card(tmp_path))
    for name, value in read_gate(finished).items():
        assert np.array_equal(shipped.gate.arrays()[name], value)


def test_a_run_without_a_way_back_is_not_shipped(order: TranslationOrder, tmp_path: Path) -> None:
    trained(replace(order, method="cut"))

    with pytest.raises(ModelError, match="run has no generator for the way back"):
        package_run(order.out, tmp_path, FACTS)


def test_a_run_without_a_gate_is_not_shipped(order: TranslationOrder, tmp_path: Path) -> None:
    trained(order)
    (order.out / "gate.safetensors").unlink()

    with pytest.raises(ModelError, match=r"run has no gate\.safetensors"):
        package_run(order.out, tmp_path, FACTS)
