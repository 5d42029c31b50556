"""engine.training.pairs_file"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.errors import EngineError
from engine.frame import FloatImage
from engine.training.films import TrainingFilm
from engine.training.mapping_batches import FITTED_WEIGHT, BatchPlan, Sizes
from engine.training.pairs_file import PAIR_SHARE, PairBatches, RealPair, read_pairs
from tests.engine.training.phantoms import film_of, films_of, phantom, write_film

PLAN = BatchPlan(films=2, steps=20, seed=3, sizes=(Sizes(1.0, 48, 96),), simulated=0.0)


def raw_of(film: FloatImage) -> FloatImage:
    """Return a raw film whose 0..1 is its range, as a frame's is."""
    raw = film**1.5
    whole: FloatImage = (raw - raw.min()) / (raw.max() - raw.min())
    return whole


def listed(folder: Path, lines: Sequence[str], header: str = "raw,wanted") -> Path:
    path = folder / "pairs.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two pairs of films in folders of their own."""
    for name in ("raw", "good"):
        (tmp_path / name).mkdir()
    for number in range(2):
        write_film(tmp_path / "good" / f"{number}.png", phantom(number))
        write_film(tmp_path / "raw" / f"{number}.png", raw_of(phantom(number)))
    return tmp_path


def refusal(folder: Path, line: str) -> str:
    """Return why a pair is refused beside one that is not."""
    pairs, refused = read_pairs(listed(folder, ["raw/0.png,good/0.png", line]), 512)
    assert len(pairs) == 1
    assert [entry.name for entry in refused] == ["pairs.csv, pair 2"]
    return refused[0].reason


def test_pairs_are_read_beside_their_list(folder: Path) -> None:
    """The presentation as it is, not standardised; the raw film over its own range."""
    path = listed(folder, ["raw/0.png,good/0.png", "raw/1.png,good/1.png"])

    pairs, refused = read_pairs(path, 512)

    assert refused == []
    assert [pair.film.name for pair in pairs] == ["0.png", "1.png"]
    np.testing.assert_allclose(pairs[1].film.wanted, phantom(1), atol=1e-4)
    np.testing.assert_allclose(pairs[1].raw, raw_of(phantom(1)), atol=1e-4)
    assert pairs[0].film.patient != pairs[1].film.patient


def test_both_films_are_reduced_alike(folder: Path) -> None:
    pairs, _ = read_pairs(listed(folder, ["raw/0.png,good/0.png"]), 150)

    assert pairs[0].raw.shape == pairs[0].film.wanted.shape == (150, 135)
    assert np.corrcoef(pairs[0].raw.ravel(), pairs[0].film.wanted.ravel() ** 1.5)[0, 1] > 0.999


def test_a_column_joins_the_pairs_of_a_patient(folder: Path) -> None:
    lines = ["raw/0.png,good/0.png,Roe", "raw/1.png,good/1.png,Roe"]

    pairs, _ = read_pairs(listed(folder, lines, "raw,wanted,patient"), 512)

    assert pairs[0].film.patient == pairs[1].film.patient
    assert "Roe" not in pairs[0].film.patient


def test_films_of_two_sizes_are_no_pair(folder: Path) -> None:
    write_film(folder / "raw" / "1.png", raw_of(phantom(1, 160, 150)))

    reason = refusal(folder, "raw/1.png,good/1.png")

    assert reason == "the raw film has 150 x 160 pixels and the wanted one 144 x 160."


def test_a_missing_film_is_named(folder: Path) -> None:
    assert refusal(folder, "raw/9.png,good/1.png") == "9.png does not exist."


def test_an_empty_entry_is_told(folder: Path) -> None:
    assert refusal(folder, ",good/1.png") == "it names no raw film."


def test_films_that_do_not_show_the_same_are_no_pair(folder: Path) -> None:
    """Dense is dark in one of them, as after a mistake with the photometric."""
    write_film(folder / "raw" / "1.png", 1 - phantom(1))

    assert "hardly show the same" in refusal(folder, "raw/1.png,good/1.png")


def test_a_blank_presentation_teaches_nothing(folder: Path) -> None:
    write_film(folder / "good" / "1.png", 0.5 + 0.01 * phantom(1))

    assert refusal(folder, "raw/1.png,good/1.png") == "it is all but blank."


def test_a_list_without_a_usable_pair_is_refused_with_the_first_reason(folder: Path) -> None:
    with pytest.raises(EngineError, match=r"pairs\.csv has no pair to learn from: 9\.png does"):
        read_pairs(listed(folder, ["raw/9.png,good/1.png"]), 512)


def test_a_list_without_its_columns_is_refused(folder: Path) -> None:
    with pytest.raises(EngineError, match=r"pairs\.csv lacks the column wanted") as caught:
        read_pairs(listed(folder, ["raw/0.png,good/0.png"], "raw,good"), 512)

    assert "raw,wanted,patient" in caught.value.hint


def test_a_list_that_is_none_is_refused(folder: Path) -> None:
    with pytest.raises(EngineError, match="is no CSV file in UTF-8"):
        read_pairs(folder / "raw" / "0.png", 512)


def test_a_list_that_is_not_there_is_refused(folder: Path) -> None:
    with pytest.raises(EngineError, match=r"absent\.csv cannot be read"):
        read_pairs(folder / "absent.csv", 512)


@pytest.fixture
def films() -> list[TrainingFilm]:
    """Two films to make pairs from."""
    return films_of(2)


@pytest.fixture
def real() -> list[RealPair]:
    """Two real pairs of other films: half as bright, so that they are told by it."""
    return [RealPair(film_of(0.5 * phantom(n)), 0.25 * phantom(n)) for n in (7, 8)]


def is_real(wanted: torch.Tensor) -> bool:
    return bool(wanted.max() < 0.55)


def test_real_pairs_are_drawn_as_often_as_they_should(
    films: list[TrainingFilm], real: list[RealPair]
) -> None:
    real = [RealPair(replace(p.film, wanted=p.film.archive), p.raw) for p in real]
    batches = PairBatches(films, real, PLAN)

    drawn = [is_real(batches[step].wanted[n]) for step in range(20) for n in (0, 2)]

    assert np.mean(drawn) == pytest.approx(PAIR_SHARE, abs=0.2)


def test_both_films_of_a_pair_are_turned_alike(
    films: list[TrainingFilm], real: list[RealPair]
) -> None:
    """Here the raw film is half the wanted one, wherever both are turned to."""
    batches = PairBatches(films, real, PLAN)

    shown = 0
    for step in range(12):
        batch = batches[step]
        for number in (0, 2):
            if not is_real(batch.wanted[number]):
                continue
            shown += 1
            alike = np.corrcoef(batch.film[number].ravel(), batch.wanted[number].ravel())[0, 1]
            assert alike > 0.99
            assert torch.equal(batch.wanted[number], batch.wanted[number + 1])
            assert batch.map_weight[number].item() == pytest.approx(FITTED_WEIGHT)
            assert batch.map_weight[number + 1].item() == 1  # made up, its maps are known
    assert shown > 3


def test_batches_of_pairs_depend_on_seed_and_step_alone(
    films: list[TrainingFilm], real: list[RealPair]
) -> None:
    batches = PairBatches(films, real, PLAN)

    first = batches[5].film
    _ = batches[6]

    assert torch.equal(batches[5].film, first)
