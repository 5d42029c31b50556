"""engine.film_search"""

import os
from pathlib import Path

import numpy as np
import pytest

from engine.bitmap import write_bitmap
from engine.errors import UnreadableImageError
from engine.film_search import find_films
from engine.reading import read_radiograph
from tests.engine.dicom.test_read_directory import write_directory
from tests.engine.dicom.test_read_identity import write_state
from tests.engine.dicom.written import write_film

GREY = np.arange(64, dtype=np.uint16).reshape(8, 8)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder as users have them: films, a list, notes, hidden and broken things."""
    (tmp_path / "series" / "2").mkdir(parents=True)
    (tmp_path / "series" / "10").mkdir()
    (tmp_path / ".trash").mkdir()
    for place in ("film10.dcm", "film2.dcm", "series/2/b", "series/10/a", ".trash/old.dcm"):
        write_film(tmp_path / place, GREY)
    write_bitmap(GREY, tmp_path / "picture.png")
    (tmp_path / "notes.dcm").write_text("chest, 2 views")
    (tmp_path / "empty.dcm").write_bytes(b"")
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7")
    return tmp_path


def test_a_folder_stands_for_its_films_in_natural_order(tree: Path) -> None:
    films = [path.relative_to(tree).as_posix() for path in find_films([tree])]

    assert films == ["film2.dcm", "film10.dcm", "picture.png", "series/2/b", "series/10/a"]


def test_a_presentation_state_is_no_film(tmp_path: Path) -> None:
    write_film(tmp_path / "film", GREY)
    write_state(tmp_path / "state", "1.2.3")

    assert find_films([tmp_path]) == [tmp_path / "film"]


def test_a_named_file_is_kept_whatever_it_is_and_comes_once(tree: Path) -> None:
    """Its reader says what is wrong with it; here it would only disappear."""
    named = [tree / "notes.dcm", tree / "film2.dcm", tree]

    films = [path.name for path in find_films(named)]

    assert films == ["notes.dcm", "film2.dcm", "film10.dcm", "picture.png", "b", "a"]


def test_a_dicomdir_stands_for_its_list(tree: Path) -> None:
    directory = write_directory(tree, ["series", "10", "a"])

    assert find_films([directory]) == [tree / "series" / "10" / "a"]


def test_a_dicomdir_in_a_folder_is_no_film_of_it(tree: Path) -> None:
    write_directory(tree / "series", ["10", "a"])

    assert [path.name for path in find_films([tree / "series"])] == ["b", "a"]


def test_a_folder_without_films_is_named(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("dear")

    with pytest.raises(UnreadableImageError, match=r"^The folder letters has no films\.$"):
        find_films([tmp_path / "letters"])


def test_a_circle_of_links_ends(tree: Path) -> None:
    (tree / "series" / "again").symlink_to(tree, target_is_directory=True)

    assert len(find_films([tree])) == 5


def test_a_missing_path_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableImageError, match=r"^gone does not exist\.$"):
        find_films([tmp_path / "gone"])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads anything")
def test_a_locked_folder_is_one_sentence(tree: Path) -> None:
    (tree / "series").chmod(0)
    try:
        with pytest.raises(UnreadableImageError, match=r"^series may not be read\.$"):
            find_films([tree / "series"])
    finally:
        (tree / "series").chmod(0o700)


def test_real_films_open_or_are_refused_with_one_sentence(shared_data: Path) -> None:
    """The broken, float and 32-bit ones are refused; everything else opens."""
    refused: dict[str, str] = {}
    opened = 0

    for path in find_films([shared_data / "dicom"]):
        try:
            read_radiograph(path)
            opened += 1
        except UnreadableImageError as error:
            refused[path.name] = str(error)
        except Exception as error:  # noqa: BLE001 - the class name is what is looked at
            refused[path.name] = type(error).__name__

    assert opened >= 68
    assert refused["966.dcm"] == "966.dcm is damaged: its compressed picture cannot be decoded."
    assert refused["SC_rgb_32bit.dcm"] == "UnsupportedImageError"
    assert len(refused) <= 7


def test_a_name_too_long_for_the_system_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableImageError, match="does not exist"):
        find_films([tmp_path / ("n" * 300)])
