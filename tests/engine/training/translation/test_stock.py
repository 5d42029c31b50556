"""engine.training.translation.stock and gather"""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import EngineError
from engine.training.films import Refused
from engine.training.translation import gather
from engine.training.translation.gather import gather_domains, kept_patients
from engine.training.translation.stock import TranslationStock, patients_of
from engine.training.translation.translation_presets import TranslationPreset
from tests.engine.training.phantoms import write_film
from tests.engine.training.translation.made_up import (
    film_image,
    made_up_pairs,
    made_up_stock,
    slab_image,
    tiny_preset,
)

SIDES = (144, 136)
"""Rows and columns of pictures in files: large enough to be read."""


@pytest.fixture
def films(tmp_path: Path) -> Path:
    """Five films of five patients."""
    return written(tmp_path / "films", 5)


@pytest.fixture
def slabs(tmp_path: Path) -> Path:
    """Four pictures of four patients, in other tones."""
    folder = tmp_path / "slabs"
    folder.mkdir()
    for number in range(4):
        slab = slab_image(100 + number, *SIDES)
        write_film(folder / f"{slab.name}.png", slab.image)
    return folder


def written(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        film = film_image(number, *SIDES)
        write_film(folder / f"{film.name}.png", film.image)
    return folder


def gathered(films: Path, slabs: Path) -> TranslationStock:
    return gather_domains(films, slabs, settings())


def settings() -> TranslationPreset:
    return replace(tiny_preset(), check_share=0.4, target_check_share=0.25)


def test_each_domain_keeps_its_share_of_patients_back(films: Path, slabs: Path) -> None:
    stock = gathered(films, slabs)

    assert [len(side) for side in (stock.source, stock.kept_source)] == [3, 2]
    assert [len(side) for side in (stock.target, stock.kept_target)] == [3, 1]
    assert not patients_of(stock.source) & patients_of(stock.kept_source)
    assert not patients_of(stock.target) & patients_of(stock.kept_target)


def test_films_are_standardised_and_pictures_left_as_they_are(films: Path, slabs: Path) -> None:
    stock = gathered(films, slabs)

    assert {image.kind for image in stock.source} == {"film"}
    assert {image.kind for image in stock.target} == {"picture"}


def test_the_draw_follows_from_the_names_alone() -> None:
    images = [film_image(number) for number in range(8)]

    assert kept_patients(images, 0.25) == kept_patients(images[::-1], 0.25)
    assert len(kept_patients(images, 0.25)) == 2
    assert len(kept_patients(images, 0.0)) == 1
    assert len(kept_patients(images, 1.0)) == 7


def test_a_pair_of_a_patient_kept_back_is_not_learnt_from(
    films: Path, slabs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = next(iter(patients_of(gathered(films, slabs).kept_target)))
    first, second = made_up_pairs(2)
    pairs = [replace(first, patient=kept), replace(second, patient="other")]
    monkeypatch.setattr(gather, "ct_pairs", lambda *_, **__: pairs)

    stock = gather_domains(films, slabs, settings(), pairs_from=films)

    assert [pair.patient for pair in stock.pairs] == ["other"]


def test_one_patient_is_too_few(films: Path, tmp_path: Path) -> None:
    alone = written(tmp_path / "alone", 1)

    with pytest.raises(
        EngineError, match="alone has pictures of one patient; a training needs two"
    ):
        gathered(alone, films)


def test_where_nothing_can_be_used_the_first_reason_is_told(films: Path, tmp_path: Path) -> None:
    (tmp_path / "small").mkdir()
    write_film(tmp_path / "small" / "a.png", film_image(0).image)

    with pytest.raises(EngineError, match="No picture of small can be used, the first because it "):
        gathered(tmp_path / "small", films)


def test_a_stock_tells_what_it_has() -> None:
    stock = replace(made_up_stock(3, 1, 2), refused=[Refused("a.dcm", "it is blank.")])

    wanted = "Learns from 3 pictures of the appearance wanted, of 3 patients; checks with 1 of 1"
    assert stock.lines() == [
        "Learns from 3 pictures to translate, of 3 patients; checks with 1 of 1 patient.",
        f"{wanted} patient.",
        "Learns from 2 simulated pairs of 2 patients.",
        "1 left out:",
        "  a.dcm: it is blank.",
    ]
    assert stock.counts()["target_checked_patients"] == 1


def test_the_digest_tells_stocks_apart() -> None:
    stock = made_up_stock(3, 1, 1)
    swapped = replace(stock, source=stock.kept_source, kept_source=stock.source)

    assert stock.digest == made_up_stock(3, 1, 1).digest
    assert len({stock.digest, swapped.digest, made_up_stock(3, 1, 2).digest}) == 3
