"""Hostile archives and lists of films: searched and opened, nothing outside touched."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.hostile import made_archives
from tests.hostile.opening import Opener, Outcome
from tests.hostile.raw_dicom import dicom
from tests.hostile.test_films import assert_harmless

ARCHIVES = made_archives.made()
LISTS = made_archives.dicomdirs()
SEARCH_SECONDS = 5.0

NO_FILMS = (
    "traversal.zip",
    "bomb.zip",
    "bomb_that_denies_it.zip",
    "encrypted.zip",
    "wrong_sum.zip",
    "unknown_method.zip",
    "nested.zip",
    "only_magic.zip",
    "cut.zip",
    "link.zip",
)
"""Of these no member is a film."""


def kinds(outcome: Outcome) -> set[str]:
    return {kind for _, kind, _ in outcome.found}


def search(opener: Opener, path: Path) -> Outcome:
    outcome = opener.open(path, "search")
    assert_harmless(outcome)
    assert outcome.seconds < SEARCH_SECONDS
    assert all(reason.endswith(".") for _, kind, reason in outcome.found if kind == "BROKEN")
    return outcome


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_is_searched_without_harm(name: str, opener: Opener, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(ARCHIVES[name]())

    search(opener, tmp_path / name)

    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", NO_FILMS)
def test_a_hostile_member_is_no_film(name: str, opener: Opener, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(ARCHIVES[name]())

    outcome = search(opener, tmp_path / name)

    assert outcome.outcome == "refused" or kinds(outcome) <= {"BROKEN"}, outcome


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_member_is_a_film_or_a_sentence(name: str, opener: Opener, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(ARCHIVES[name]())

    outcome = opener.open(tmp_path / name / "a.dcm")

    assert_harmless(replace(outcome, name=name if name in outcome.what else outcome.name))
    assert outcome.outcome == "refused" or name not in NO_FILMS, outcome


@pytest.mark.parametrize("name", made_archives.EVIL_NAMES)
def test_no_name_leads_out_of_an_archive(name: str, opener: Opener, tmp_path: Path) -> None:
    """Asked for by its very name, too."""
    (tmp_path / "outside.dcm").write_bytes(dicom())
    (tmp_path / "inner").mkdir()
    archive = tmp_path / "inner" / "traversal.zip"
    archive.write_bytes(ARCHIVES["traversal.zip"]())

    outcome = opener.open(Path(f"{archive}/{name}"))

    assert_harmless(outcome)
    assert outcome.outcome == "refused"


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_films_names_only_what_lies_beside_it(
    name: str, opener: Opener, tmp_path: Path
) -> None:
    (tmp_path / "OUTSIDE.DCM").write_bytes(dicom())
    folder = tmp_path / "study"
    folder.mkdir()
    (folder / "DICOMDIR").write_bytes(LISTS[name])
    (folder / "INSIDE.DCM").write_bytes(dicom())

    outcome = search(opener, folder / "DICOMDIR")

    films = {found for found, kind, _ in outcome.found if kind == "FILM"}
    assert films <= {"INSIDE.DCM"}, outcome
    assert films or name == "itself", outcome


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_films_is_no_film(name: str, opener: Opener, tmp_path: Path) -> None:
    (tmp_path / "DICOMDIR").write_bytes(LISTS[name])

    outcome = opener.open(tmp_path / "DICOMDIR")

    assert_harmless(outcome)
    assert outcome.outcome == "refused"


def test_a_link_out_of_the_folder_is_not_followed_by_a_list(opener: Opener, tmp_path: Path) -> None:
    (tmp_path / "OUTSIDE.DCM").write_bytes(dicom())
    folder = tmp_path / "study"
    folder.mkdir()
    (folder / "DICOMDIR").write_bytes(made_archives.dicomdir(["LINK.DCM", "INSIDE.DCM"]))
    (folder / "INSIDE.DCM").write_bytes(dicom())
    (folder / "LINK.DCM").symlink_to(tmp_path / "OUTSIDE.DCM")

    outcome = search(opener, folder / "DICOMDIR")

    assert {found for found, kind, _ in outcome.found if kind == "FILM"} == {"INSIDE.DCM"}


def test_folders_that_link_in_a_circle_are_searched_once(opener: Opener, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "film.dcm").write_bytes(dicom())
    (tmp_path / "a" / "again").symlink_to(tmp_path)

    outcome = search(opener, tmp_path)

    assert [found for found, _, _ in outcome.found] == ["film.dcm"]
