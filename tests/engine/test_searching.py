"""engine.searching"""

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import imagecodecs
import numpy as np
import pytest

from engine.bitmap import write_bitmap
from engine.budget import Budget
from engine.errors import Cancelled, EngineError
from engine.finding import Finding, FindingKind
from engine.progress import Progress
from engine.reading import read_radiograph
from engine.searching import search_films
from tests.engine.dicom.test_read_directory import write_directory
from tests.engine.dicom.test_read_identity import report, write_state
from tests.engine.dicom.written import film, write, write_film
from tests.engine.zipped import FLAGS, patch_entries, write_zip

GREY = np.arange(64, dtype=np.uint16).reshape(8, 8)
FILM, STATE, BROKEN = FindingKind.FILM, FindingKind.STATE, FindingKind.BROKEN


def search(*paths: Path) -> list[Finding]:
    return list(search_films(paths, Progress()))


def kinds(found: list[Finding]) -> list[tuple[str, FindingKind]]:
    return [(one.path.name, one.kind) for one in found]


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that may not be listed, also by root, who tests may be run by."""
    folder = tmp_path / "study" / "locked"
    folder.mkdir(parents=True)
    listed = os.scandir

    def guarded(path: Path) -> Iterator[os.DirEntry[str]]:
        if path == folder:
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", guarded)
    return folder


def test_a_folder_is_films_and_states_and_what_is_broken(tmp_path: Path) -> None:
    write_film(tmp_path / "film10", GREY)
    write_film(tmp_path / "film2", GREY)
    write_state(tmp_path / "ps", "1.2.3")
    write(report(), tmp_path / "report.dcm")
    (tmp_path / "empty.dcm").write_bytes(b"")
    for name, content in (("notes.dcm", b"chest"), ("empty.txt", b""), (".film", b"DICM")):
        (tmp_path / name).write_bytes(content)
    write_bitmap(GREY, tmp_path / "z.png")

    found = search(tmp_path)

    assert kinds(found) == [
        ("empty.dcm", BROKEN),
        ("film2", FILM),
        ("film10", FILM),
        ("ps", STATE),
        ("report.dcm", BROKEN),
        ("z.png", FILM),
    ]
    assert found[0].reason == "empty.dcm is empty: it has 0 bytes."
    assert found[3].identity.refers_to == ("1.2.3",)
    assert found[4].reason == "report.dcm has no picture in it: it is a Basic Text SR."


def test_a_film_comes_before_the_next_is_looked_at(tmp_path: Path) -> None:
    write_film(tmp_path / "1", GREY)
    write_film(tmp_path / "2", GREY)
    found = search_films([tmp_path], Progress())

    first = next(found)
    (tmp_path / "2").write_bytes(b"now a text")

    assert first.path.name == "1"
    assert list(found) == []


def cut(tmp_path: Path) -> Path:
    path = write_film(tmp_path / "cut.dcm", GREY)
    path.write_bytes(path.read_bytes()[:-40])
    return path


def spoilt_png(tmp_path: Path) -> Path:
    write_bitmap(GREY, tmp_path / "a.png")
    (tmp_path / "a.png").write_bytes((tmp_path / "a.png").read_bytes()[:20])
    return tmp_path / "a.png"


def fractions(tmp_path: Path) -> Path:
    (tmp_path / "a.tif").write_bytes(imagecodecs.tiff_encode(GREY.astype(np.float16)))
    return tmp_path / "a.tif"


def printed(tmp_path: Path) -> Path:
    inks = np.zeros((8, 8, 4), dtype=np.uint8)
    (tmp_path / "a.tif").write_bytes(imagecodecs.tiff_encode(inks, photometric="separated"))
    return tmp_path / "a.tif"


def text(tmp_path: Path) -> Path:
    (tmp_path / "notes.dcm").write_text("chest, 2 views")
    return tmp_path / "notes.dcm"


@pytest.mark.parametrize(
    "make",
    [cut, spoilt_png, fractions, printed, text, lambda at: at / "gone", lambda at: at / "a" / "b"],
)
def test_what_the_user_named_gets_the_sentence_of_opening_it(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    path = make(tmp_path)
    with pytest.raises(EngineError) as caught:
        read_radiograph(path)

    found = search(path)

    assert kinds(found) == [(path.name, BROKEN)]
    assert found[0].reason == str(caught.value)


def test_of_several_names_a_missing_one_stops_no_other(tmp_path: Path) -> None:
    write_film(tmp_path / "1", GREY)

    assert kinds(search(tmp_path / "gone", tmp_path / "1")) == [("gone", BROKEN), ("1", FILM)]


def test_a_folder_that_may_not_be_listed_is_one_finding(locked: Path) -> None:
    write_film(locked.parent / "1", GREY)
    (locked.parent / "zoo").mkdir()
    write_film(locked.parent / "zoo" / "2", GREY)

    found = search(locked.parent)

    assert kinds(found) == [("1", FILM), ("locked", BROKEN), ("2", FILM)]
    assert found[1].reason == "locked may not be read."


def test_an_archive_in_a_folder_is_looked_into(tmp_path: Path) -> None:
    path = write_film(tmp_path / "1", GREY, InstanceNumber=4)
    inner = write_zip(tmp_path / "inner.zip", {"a": path.read_bytes()})
    members = {
        "s/10": path.read_bytes(),
        "s/2": path.read_bytes(),
        "z": path.read_bytes(),
        "notes": b"text",
        "__MACOSX/._2": path.read_bytes(),
        "inner.zip": inner.read_bytes(),
        "../escape": path.read_bytes(),
    }
    archive = write_zip(tmp_path / "2.film", members)
    inner.unlink()

    found = search(tmp_path)

    assert [(one.path, one.kind) for one in found] == [
        (tmp_path / "1", FILM),
        (archive / ".._escape", BROKEN),
        (archive / "inner.zip", BROKEN),
        (archive / "z", FILM),
        (archive / "s" / "2", FILM),
        (archive / "s" / "10", FILM),
    ]
    assert found[1].reason.endswith("of 2.film is not opened: its name leads out of the archive.")
    assert "archive within an archive" in found[2].reason
    assert found[5].identity.number == 4


def test_what_cannot_be_read_is_missed_where_it_may_be_a_film_by_its_name(tmp_path: Path) -> None:
    """Most films on discs have no suffix, or what looks like one is the end of their UID."""
    names = ("IM1", "1.2.840.5", "a.dcm", "notes.txt")
    archive = write_zip(tmp_path / "a.zip", dict.fromkeys(names, b"x") | {"LOCK": b""})
    patch_entries(archive, FLAGS, b"\1\0")

    reasons = [one.reason for one in search(archive)]

    assert reasons == [
        f"{name} is encrypted in its archive." for name in ("1.2.840.5", "a.dcm", "IM1")
    ]


def test_a_dicomdir_says_what_it_misses(tmp_path: Path) -> None:
    (tmp_path / "IMAGES").mkdir()
    write_film(tmp_path / "IMAGES" / "A", GREY)
    write_film(tmp_path / "B", GREY)
    (tmp_path / "EMPTY").write_bytes(b"")
    directory = write_directory(tmp_path, ["IMAGES", "A"], ["IMAGES", "GONE.DCM"], ["EMPTY"])

    named, around = search(directory), search(tmp_path)

    assert kinds(named) == [("GONE.DCM", BROKEN), ("A", FILM), ("EMPTY", BROKEN)]
    assert named[0].reason == "GONE.DCM is listed in DICOMDIR, but does not lie beside it."
    assert sorted(kinds(around)) == [("A", FILM), ("B", FILM), ("GONE.DCM", BROKEN)]


def test_instead_of_a_list_that_is_too_long_its_folder_is_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.budget._in_force", Budget(elements=20))
    write_film(tmp_path / "A", GREY)
    directory = write_directory(tmp_path, *[["A"]] * 10)

    found = search(directory)

    assert kinds(found) == [("DICOMDIR", BROKEN), ("A", FILM)]
    assert "more than the 20 entries" in found[0].reason


def test_a_dicomdir_in_an_archive_stands_for_its_films(tmp_path: Path) -> None:
    """In another spelling, as discs have it that were copied; beside a file named as its folder."""
    content = write_film(tmp_path / "film", GREY).read_bytes()
    listed = write_directory(tmp_path, ["IMAGES", "A"]).read_bytes()
    members = {"cd/DICOMDIR": listed, "cd/images/a": content, "cd": b"no folder"}
    archive = write_zip(tmp_path / "a.zip", members)

    assert kinds(search(archive)) == [("a", FILM)]
    assert kinds(search(archive / "cd" / "DICOMDIR")) == [("a", FILM)]


def test_one_film_under_two_names_is_found_twice(tmp_path: Path) -> None:
    ds = film(GREY, SOPInstanceUID="1.2.3")
    for name in ("a", "b"):
        write(ds, tmp_path / name)

    found = search(tmp_path, tmp_path / "a")

    assert kinds(found) == [("a", FILM), ("b", FILM)]
    assert {one.identity.sop_instance_uid for one in found} == {"1.2.3"}


def test_pages_of_a_tiff_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.tif").write_bytes(imagecodecs.tiff_encode(np.stack([GREY, GREY, GREY])))

    assert [one.identity.frames for one in search(tmp_path)] == [3]


def test_the_search_tells_how_far_it_is(tmp_path: Path) -> None:
    for name in ("1", "2", "a/3", "a/4", "a/5", "a/6", "a/b/7"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        write_film(tmp_path / name, GREY)
    told: list[tuple[float, str]] = []

    list(search_films([tmp_path], Progress(lambda share, doing: told.append((share, doing)))))

    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert told[0][1] == "Looking for films: 0 found"
    assert told[-1] == (1.0, "Looking for films: 7 found")


def test_a_search_stops_when_nobody_wants_it(tmp_path: Path) -> None:
    for name in "123":
        write_film(tmp_path / name, GREY)
    progress = Progress()
    found = search_films([tmp_path], progress)
    next(found)

    progress.cancel()

    with pytest.raises(Cancelled):
        next(found)


def test_a_search_stops_among_files_that_are_no_films(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "123":
        (tmp_path / name).write_text("a text")
    read: list[Path] = []

    def read_first(path: Path, at_most: int) -> bytes:
        read.append(path)
        progress.cancel()
        return b"a text"[:at_most]

    progress = Progress()
    monkeypatch.setattr("engine.film_search.read_bytes", read_first)

    with pytest.raises(Cancelled):
        list(search_films([tmp_path], progress))
    assert read == [tmp_path / "1"]


def test_nothing_of_a_patient_is_logged_or_shown_by_repr(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    write_film(tmp_path / "CANARY", GREY, PatientName="CANARY^A", StudyDescription="CANARY")
    (tmp_path / "CANARY.dcm").write_bytes(b"")

    found = search(tmp_path)

    assert len(found) == 2
    assert "CANARY" not in caplog.text + repr(found)
