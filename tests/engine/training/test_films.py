"""engine.training.films"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import EngineError
from engine.frame import FloatImage
from engine.ops.standard import standardised
from engine.training.films import presented, read_films, split_by_patient
from tests.engine.training.phantoms import film_of, phantom, write_film, write_phantoms
from tests.properties.films import grey_film, radiograph_of

SMALL = np.full((4, 4), 0.5, np.float32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of three films that can be learnt from."""
    return write_phantoms(tmp_path / "site-a", 3)


def reason_for(film: FloatImage, folder: Path) -> str:
    """Return why a film among good ones is refused."""
    write_film(folder / "zz.png", film)
    films, refused = read_films(folder)
    assert len(films) == 3
    assert [entry.name for entry in refused] == ["zz.png"]
    return refused[0].reason


def test_films_are_read_with_their_standard_presentation(folder: Path) -> None:
    films, refused = read_films(folder)

    assert refused == []
    assert [film.name for film in films] == [f"phantom-00{n}.png" for n in range(3)]
    assert {film.site for film in films} == {"site-a"}
    np.testing.assert_allclose(films[1].archive, phantom(1), atol=1e-4)
    np.testing.assert_array_equal(films[1].wanted, standardised(films[1].archive, films[1].field))


def test_progress_is_told_film_by_film(folder: Path) -> None:
    told: list[tuple[int, int]] = []

    read_films(folder, told=lambda done, of: told.append((done, of)))

    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_films_are_reduced_to_a_long_side(folder: Path) -> None:
    films, _ = read_films(folder, 150)

    assert films[0].archive.shape == (150, 135)
    assert films[0].field.shape == (150, 135)


def test_a_copy_is_refused_however_it_was_windowed(folder: Path) -> None:
    darker = phantom(2) ** np.float32(1.5)

    assert reason_for(darker, folder) == "it is the same film as phantom-002.png."


def test_a_blank_film_is_refused(folder: Path) -> None:
    assert reason_for(0.5 + 0.01 * grey_film(160, 160), folder) == "it is all but blank."


def test_a_film_burnt_out_at_both_ends_is_refused(folder: Path) -> None:
    """A quarter at either end is half of it; a quarter alone is not too much."""
    burnt = grey_film(160, 160)
    burnt[:40], burnt[-40:] = 0, 1

    assert reason_for(burnt, folder).endswith("% of it is pure black or white.")

    burnt[-40:] = grey_film(160, 160)[-40:]
    write_film(folder / "zz.png", burnt)
    assert len(read_films(folder)[0]) == 4


def test_a_small_film_is_refused_with_its_size(folder: Path) -> None:
    assert reason_for(grey_film(127, 200), folder) == "it is too small, 200 x 127 pixels."


def test_a_damaged_film_is_refused_and_the_others_are_read(folder: Path) -> None:
    whole = (folder / "phantom-001.png").read_bytes()
    (folder / "broken.png").write_bytes(whole[:1000])

    films, refused = read_films(folder)

    assert len(films) == 3
    assert "broken.png is damaged" in refused[0].reason


def test_a_folder_without_films_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="has no films"):
        read_films(tmp_path)


@pytest.mark.parametrize("place", ["inside", "beside"])
def test_a_list_of_patients_joins_their_films(place: str, folder: Path) -> None:
    listed = "image_id,patient_id\nphantom-000,A\nphantom-002,A\n"
    where = folder if place == "inside" else folder.parent
    (where / "patients.csv").write_text(listed, encoding="utf-8")

    films, _ = read_films(folder)

    assert films[0].patient == films[2].patient != films[1].patient


def test_a_list_of_patients_is_found_from_a_link_to_the_folder(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    listed = "image_id,patient_id\nphantom-000,A\nphantom-002,A\n"
    (folder.parent / "patients.csv").write_text(listed, encoding="utf-8")
    link = tmp_path_factory.mktemp("elsewhere") / "films"
    link.symlink_to(folder, target_is_directory=True)

    films, _ = read_films(link)

    assert films[0].patient == films[2].patient != films[1].patient


def test_patients_are_told_apart_by_a_digest_only(folder: Path) -> None:
    (folder / "patients.csv").write_text(
        "image_id,patient_id\nphantom-000,Doe-1974\n", encoding="utf-8"
    )

    films, _ = read_films(folder)

    assert len({film.patient for film in films}) == 3
    assert all(len(film.patient) == 12 and "Doe" not in film.patient for film in films)


@given(st.lists(st.sampled_from("abcdefghij"), min_size=2).filter(lambda p: len(set(p)) > 1))
def test_no_patient_is_on_both_sides(patients: Sequence[str]) -> None:
    films = [film_of(SMALL, name=f"{n}", patient=who) for n, who in enumerate(patients)]

    learnt, kept = split_by_patient(films, 0.3, 5)

    assert {film.patient for film in learnt}.isdisjoint({film.patient for film in kept})
    assert sorted(f.name for f in [*learnt, *kept]) == sorted(f.name for f in films)
    assert learnt
    assert kept


def test_the_split_follows_share_and_seed() -> None:
    films = [film_of(SMALL, name=f"{n}", patient=f"{n}") for n in range(40)]

    _, kept = split_by_patient(films, 0.1, 0)
    _, same = split_by_patient(films[::-1], 0.1, 0)
    _, other = split_by_patient(films, 0.1, 1)

    assert len(kept) == 4
    assert {film.name for film in same} == {film.name for film in kept}
    assert {film.name for film in other} != {film.name for film in kept}


def test_dense_is_bright_whatever_the_photometric() -> None:
    stored = np.round(grey_film(150, 140) * 4095).astype(np.uint16)

    plain, _ = presented(radiograph_of(stored))
    inverse, _ = presented(radiograph_of(4095 - stored, photometric="MONOCHROME1"))

    np.testing.assert_allclose(inverse, plain, atol=1 / 4095)


def test_what_is_excluded_is_no_field_and_what_touches_it_neither() -> None:
    excluded = np.zeros((160, 160), np.bool_)
    excluded[:33] = True
    film = radiograph_of(np.round(grey_film(160, 160) * 4095).astype(np.uint16), excluded=excluded)

    _, field = presented(film, 80)

    assert field.sum(axis=1)[15:19].tolist() == [0, 0, 80, 80]


def test_coarse_films_lose_the_comb_of_their_histogram() -> None:
    """Eight bits have 256 grey levels; what a network sees should have more."""
    stored = np.round(grey_film(160, 160) * 255).astype(np.uint16)

    film, _ = presented(radiograph_of(stored, bits=8))
    fine, _ = presented(radiograph_of(stored * 16 + np.arange(160, dtype=np.uint16) % 16))

    assert len(np.unique(np.round(film * 65535))) > 2000
    assert np.abs(film - stored / 255).mean() < 0.01
    assert len(np.unique(fine)) <= 4096
