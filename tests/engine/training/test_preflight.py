"""engine.training.preflight"""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from engine.errors import EngineError
from engine.training.films import Refused
from engine.training.mapping_batches import BatchPlan, Sizes
from engine.training.pairs_file import RealPair
from engine.training.preflight import (
    Forecast,
    Stock,
    duration_in_words,
    gather,
    refuse_full_disk,
)
from engine.training.presets import preset
from tests.engine.training.phantoms import films_of, phantom, write_film, write_phantoms

Usage = namedtuple("Usage", "total used free")
SMALL = preset("small")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six films, each of a patient of its own."""
    return write_phantoms(tmp_path / "films", 6)


def patients_in(folder: Path, *groups: str) -> None:
    """Say whose each film is: "AAB" gives films 0 and 1 to A, film 2 to B."""
    lines = [f"phantom-{n:03d},{who}" for n, who in enumerate("".join(groups))]
    (folder / "patients.csv").write_text(
        "\n".join(["image_id,patient_id", *lines]), encoding="utf-8"
    )


def write_pairs(folder: Path, lines: list[str]) -> Path:
    path = folder / "pairs.csv"
    path.write_text("\n".join(["raw,wanted,patient", *lines]), encoding="utf-8")
    return path


def test_a_share_of_the_patients_is_kept_back(folder: Path) -> None:
    patients_in(folder, "AABBCD")

    stock = gather(folder, SMALL)

    learnt = {film.patient for film in stock.films}
    kept = {film.patient for film in stock.kept_back}
    assert learnt.isdisjoint(kept)
    assert len(stock.films) + len(stock.kept_back) == 6
    assert stock.counts()["learnt_patients"] == 3
    assert stock.counts()["checked_patients"] == 1


def test_the_split_is_the_same_for_every_seed(folder: Path) -> None:
    one, two = (gather(folder, preset("small", seed=seed)) for seed in (0, 7))

    assert one.digest == two.digest


def test_the_digest_tells_other_films_apart_and_another_split() -> None:
    films = films_of(3)

    digests = {
        Stock(films[:2], films[2:]).digest,
        Stock(films[:1], films[2:]).digest,
        Stock(films[1:], films[:1]).digest,
    }

    assert len(digests) == 3
    assert Stock(films[1::-1], films[2:]).digest in digests


def test_films_to_check_with_may_lie_elsewhere(folder: Path, tmp_path: Path) -> None:
    checks = write_phantoms(tmp_path / "checks", 2, first=20)

    stock = gather(folder, SMALL, check_folder=checks)

    assert len(stock.films) == 6
    assert [film.name for film in stock.kept_back] == ["phantom-020.png", "phantom-021.png"]


def test_a_patient_among_the_films_to_check_with_is_not_learnt_from(
    folder: Path, tmp_path: Path
) -> None:
    patients_in(tmp_path, "AABCDE")
    checks = write_phantoms(tmp_path / "checks", 1, first=20)
    (checks / "phantom-020.png").rename(checks / "phantom-001.png")  # of patient A

    stock = gather(folder, SMALL, check_folder=checks)

    assert sorted(film.name for film in stock.films) == [f"phantom-00{n}.png" for n in range(2, 6)]


def test_real_pairs_follow_the_split_of_their_patients(folder: Path) -> None:
    write_film(folder.parent / "raw.png", phantom(40) ** 1.5)
    write_film(folder.parent / "good.png", phantom(40))
    patients_in(folder, "ABCDEF")
    kept = gather(folder, SMALL).kept_back[0].name
    who = "ABCDEF"[int(kept[8:11])]
    other = "A" if who != "A" else "B"

    pair_file = write_pairs(folder.parent, [f"raw.png,good.png,{who}", f"raw.png,good.png,{other}"])
    stock = gather(folder, SMALL, pairs_file=pair_file)

    assert len(stock.pairs) == len(stock.kept_pairs) == 1
    assert stock.kept_pairs[0].film.patient == stock.kept_back[0].patient
    assert [film.name for film in stock.kept_back] == [kept]


def test_patients_of_whom_there_are_real_pairs_only_are_split_too(folder: Path) -> None:
    write_film(folder.parent / "raw.png", phantom(40) ** 1.5)
    write_film(folder.parent / "good.png", phantom(40))
    pair_file = write_pairs(folder.parent, [f"raw.png,good.png,X{n}" for n in range(10)])

    stock = gather(folder, SMALL, pairs_file=pair_file)

    assert (len(stock.pairs), len(stock.kept_pairs)) == (9, 1)


def test_one_patient_is_too_few(folder: Path) -> None:
    patients_in(folder, "AAAAAA")

    with pytest.raises(EngineError, match="films has 6 usable films of one patient; a training"):
        gather(folder, SMALL)


def test_one_film_is_too_few(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="has one usable film; a training needs two patients"):
        gather(write_phantoms(tmp_path / "films", 1), SMALL)


def test_films_of_which_none_can_be_used_are_refused_with_the_first_reason(tmp_path: Path) -> None:
    write_film(tmp_path / "a.png", phantom(0, 100, 100))

    with pytest.raises(EngineError, match="the first because it is too small, 100 x 100 pixels"):
        gather(tmp_path, SMALL)


def test_films_to_check_with_of_the_same_patients_leave_nothing(folder: Path) -> None:
    with pytest.raises(EngineError, match="Nothing of films is left to learn from"):
        gather(folder, SMALL, check_folder=folder)


def test_the_plan_counts_films_and_names_what_is_left_out() -> None:
    films = films_of(5)
    refused = [
        Refused("a.png", "it is all but blank."),
        Refused("b.png", "it is the same film as c.png."),
    ]

    stock = Stock(films[:4], films[4:], refused=refused)

    assert stock.lines() == [
        "Learns from 4 films of 4 patients, checks with 1 of 1, of other patients.",
        "2 films left out, 1 of them for being there twice:",
        "  a.png: it is all but blank.",
        "  b.png: it is the same film as c.png.",
    ]


def test_the_plan_counts_real_pairs() -> None:
    films = films_of(3)
    pairs = [RealPair(film, film.archive) for film in films]

    stock = Stock(films[:2], films[2:], pairs=pairs[:2], kept_pairs=pairs[2:])

    assert "Learns from 2 real pairs too, checks with 1." in stock.lines()


def test_a_long_list_is_cut() -> None:
    films = films_of(2)
    refused = [Refused(f"{n}.png", "it is all but blank.") for n in range(45)]

    lines = Stock(films[:1], films[1:], refused=refused).lines()

    assert lines[-1] == "  and 5 more."
    assert len(lines) == 2 + 40 + 1


def test_too_little_room_is_refused_with_both_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """30 MB, a picture of 1.5 MB for each of 3 checks, and little for the log."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: Usage(9e9, 9e9, 20e6))

    with pytest.raises(EngineError, match=r"disk of run has 20 MB free, and .* write 35 MB"):
        refuse_full_disk(tmp_path / "new" / "run", SMALL)


def test_enough_room_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: Usage(9e9, 1, 2.5e9))

    assert refuse_full_disk(tmp_path, SMALL) == "It writes up to 35 MB; 2.5 GB are free."


def test_a_forecast_knows_that_films_grow() -> None:
    """Ten steps of cost 1 and ten of cost 4: after five of a second each, 45 are left."""
    plan = BatchPlan(1, 20, 0, (Sizes(0.5, 30, 40), Sizes(1.0, 60, 80)))

    assert Forecast(plan).seconds_left(5, 5.0) == pytest.approx(45)
    assert Forecast(plan, begun_at=10).seconds_left(15, 20.0) == pytest.approx(20)
    assert Forecast(plan).seconds_left(20, 50.0) == 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "1 second"),
        (89, "89 seconds"),
        (95, "2 minutes"),
        (5399, "90 minutes"),
        (9000, "2.5 hours"),
    ],
)
def test_a_duration_is_said_as_people_do(seconds: float, words: str) -> None:
    assert duration_in_words(seconds) == words
