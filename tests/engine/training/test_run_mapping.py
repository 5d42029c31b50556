"""engine.training.run_mapping"""

import csv
import signal
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from safetensors.torch import load_file

from engine.errors import EngineError, ModelError
from engine.training import run_mapping
from engine.training.films import read_films, split_by_patient
from engine.training.loop import run
from engine.training.mapping_learner import MappingLearner
from engine.training.presets import MappingPreset
from engine.training.run_config import read_config
from engine.training.run_mapping import Ended, MappingOrder, train_mapping
from tests.engine.training.phantoms import phantom, write_film, write_phantoms
from tests.engine.training.tiny import ALONE, Quiet, new_folder, same_state, tiny_preset


class Report(Quiet):
    """Hears everything, and asks for an end after a step.

    Args:
        until: Step after which to ask; 0 never does.
    """

    def __init__(self, until: int = 0) -> None:
        super().__init__()
        self.until = until
        self.lines: list[str] = []
        self.read: list[tuple[int, int]] = []

    def reading(self, done: int, of: int) -> None:
        self.read.append((done, of))

    def planned(self, lines: Sequence[str], chosen: MappingPreset) -> None:
        assert chosen.loop.steps
        self.lines += lines

    def stepped(self, done: int, steps: int, losses: Mapping[str, float]) -> None:
        super().stepped(done, steps, losses)
        if done == self.until:
            signal.raise_signal(signal.SIGINT)


def tiny(name: str, *, method: str, seed: int, steps: int) -> MappingPreset:
    """Return tiny settings whatever they are called, of six steps where none are asked for."""
    assert name
    made = tiny_preset(steps or 6, check_every=3, method=method)
    return replace(
        made,
        loop=replace(made.loop, seed=seed),
        batches=replace(made.batches, seed=seed),
        check_share=0.4,
    )


@pytest.fixture(autouse=True)
def tiny_presets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every preset is a tiny one."""
    monkeypatch.setattr(run_mapping, "preset", tiny)


@pytest.fixture
def films(tmp_path: Path) -> Path:
    """Four films of four patients."""
    return write_phantoms(tmp_path / "films", 4)


@pytest.fixture
def order(films: Path, tmp_path: Path) -> MappingOrder:
    """A training on them, in this process alone."""
    return MappingOrder(
        films=films, out=tmp_path / "run", preset="small", device="cpu", workers=0, threads=1
    )


def trained(order: MappingOrder, report: Report | None = None) -> Ended:
    return train_mapping(order, report or Report())


def checked(run_folder: Path) -> set[str]:
    with (run_folder / "log.csv").open(newline="", encoding="utf-8") as file:
        return {row["name"] for row in csv.DictReader(file) if row["kind"] == "check"}


def test_a_run_leaves_weights_checkpoint_settings_log_and_pictures(order: MappingOrder) -> None:
    report = Report()

    ended = trained(order, report)

    assert not ended.is_stopped
    assert (ended.standing.done, ended.steps) == (6, 6)
    assert {path.name for path in order.out.iterdir()} == {
        "best.safetensors",
        "config.json",
        "last.pt",
        "log.csv",
        "strips",
    }
    assert report.steps == [1, 2, 3, 4, 5, 6]
    assert report.read[-1] == (4, 4)
    assert report.lines[0].startswith("Learns from 2 films of 2 patients, checks with 2 of 2")
    assert report.lines[-1] == (
        "Trains Interpretable mapping for up to 6 steps on the CPU, seed 0."
    )


def test_the_command_is_written_without_a_path(order: MappingOrder, tmp_path: Path) -> None:
    trained(replace(order, seed=3))

    said = read_config(order.out)["command"]
    assert said == (
        "negatoscope train mapping --films films --out run --preset small --method mapping "
        "--seed 3 --threads 1"
    )
    assert str(tmp_path) not in (order.out / "config.json").read_text(encoding="utf-8")


def test_the_command_names_everything_that_decides_the_result(order: MappingOrder) -> None:
    full = replace(
        order,
        steps=9,
        pairs=Path("/x/real pairs.csv"),
        start=Path("/x/a.safetensors"),
        check_films=Path("/x/val"),
    )

    assert full.command.endswith(
        "--steps 9 --threads 1 --pairs 'real pairs.csv' --start a.safetensors --check-films val"
    )


def test_the_weights_are_those_of_the_parts_put_together_by_hand(
    order: MappingOrder, tmp_path: Path
) -> None:
    """Split with seed 0, whatever the seed of the training is."""
    trained(replace(order, seed=3))

    chosen = tiny("small", method="mapping", seed=3, steps=0)
    films, _ = read_films(order.films, chosen.film_side)
    learnt, kept = split_by_patient(films, chosen.check_share, 0)
    by_hand = new_folder(tmp_path, "by-hand")
    learner = MappingLearner(chosen, learnt, kept, ALONE)
    run(learner, chosen.loop, by_hand, ALONE, Quiet(), resume=False)
    best = [load_file(folder / "best.safetensors") for folder in (order.out, by_hand)]
    assert same_state(*best)


def test_a_stopped_run_goes_on_to_the_weights_of_one_that_was_not(
    order: MappingOrder, tmp_path: Path
) -> None:
    whole = replace(order, out=tmp_path / "whole")
    trained(whole)

    first = trained(order, Report(until=4))
    report = Report()
    second = trained(replace(order, resume=True), report)

    assert first.is_stopped
    assert first.standing.done == 4
    assert report.steps == [5, 6]
    assert not second.is_stopped
    best = [load_file(folder / "best.safetensors") for folder in (order.out, whole.out)]
    assert same_state(*best)


def test_a_run_is_not_written_over(order: MappingOrder) -> None:
    trained(order)
    before = (order.out / "best.safetensors").read_bytes()

    with pytest.raises(EngineError, match="run already holds a run"):
        trained(replace(order, seed=1))

    assert (order.out / "best.safetensors").read_bytes() == before


def test_a_run_does_not_go_on_with_other_settings_or_films(order: MappingOrder) -> None:
    trained(order)
    again = replace(order, resume=True)

    with pytest.raises(ModelError, match="steps was 6 and is 8 now"):
        trained(replace(again, steps=8))
    with pytest.raises(ModelError, match="method was mapping and is curves now"):
        trained(replace(again, method="curves"))
    write_film(order.films / "new.png", phantom(30))
    with pytest.raises(ModelError, match="the films are others"):
        trained(again)


def test_nothing_is_written_where_a_training_cannot_begin(order: MappingOrder) -> None:
    (order.films / "patients.csv").write_text(
        "image_id,patient_id\n" + "".join(f"phantom-00{n},A\n" for n in range(4)), encoding="utf-8"
    )

    with pytest.raises(EngineError, match="4 usable films of one patient"):
        trained(order)

    assert not order.out.exists()


def test_a_folder_that_cannot_be_made_is_told(order: MappingOrder, tmp_path: Path) -> None:
    (tmp_path / "run").write_bytes(b"a file")

    with pytest.raises(EngineError, match="The folder run cannot be made"):
        trained(order)


def test_a_loss_that_is_no_number_ends_the_run(
    order: MappingOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    learn = MappingLearner.learn

    def spoilt(learner: MappingLearner, step: int) -> Mapping[str, float]:
        return {"loss": float("nan")} if step == 4 else learn(learner, step)

    monkeypatch.setattr(MappingLearner, "learn", spoilt)

    with pytest.raises(ModelError, match="The loss is no number any more at step 5"):
        trained(order)

    assert (order.out / "best.safetensors").is_file()  # of step 3


def test_a_training_begins_with_the_weights_of_another(order: MappingOrder, tmp_path: Path) -> None:
    trained(order)
    start = order.out / "best.safetensors"

    trained(replace(order, out=tmp_path / "second", start=start))

    config = read_config(tmp_path / "second")
    assert len(config["settings"]["start"]) == 64
    one, two = (load_file(f / "best.safetensors") for f in (order.out, tmp_path / "second"))
    assert not same_state(one, two)  # of the same seed: all that differs is where they began


def test_weights_of_another_network_are_refused(order: MappingOrder, tmp_path: Path) -> None:
    trained(order)
    other = replace(
        order, out=tmp_path / "second", start=order.out / "best.safetensors", method="curves"
    )

    with pytest.raises(
        ModelError, match=r"best\.safetensors holds the weights of another network than Sup-DCE"
    ):
        trained(other)

    assert not other.out.exists()


def test_real_pairs_are_learnt_from_and_checked_with(order: MappingOrder, tmp_path: Path) -> None:
    for number in range(2):
        write_film(tmp_path / f"good-{number}.png", phantom(40 + number))
        write_film(tmp_path / f"raw-{number}.png", phantom(40 + number) ** 1.5)
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("raw,wanted\nraw-0.png,good-0.png\nraw-1.png,good-1.png\n", encoding="utf-8")
    report = Report()

    trained(replace(order, pairs=pairs), report)

    assert "Learns from 1 real pair too, checks with 1." in report.lines
    assert {"real_psnr", "real_ssim"} <= checked(order.out)
    assert len(read_config(order.out)["settings"]["pairs"]) == 64
    trained(replace(order, out=tmp_path / "without"))
    learnt = [load_file(f / "best.safetensors") for f in (order.out, tmp_path / "without")]
    assert not same_state(*learnt)


def test_films_to_check_with_may_lie_elsewhere(order: MappingOrder, tmp_path: Path) -> None:
    checks = write_phantoms(tmp_path / "val", 1, first=60)
    report = Report()

    trained(replace(order, check_films=checks), report)

    assert report.lines[0].startswith("Learns from 4 films of 4 patients, checks with 1 of 1")
    assert "real_psnr" not in checked(order.out)
