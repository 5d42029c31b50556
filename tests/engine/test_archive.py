"""engine.archive, engine.archive_list and engine.archive_member"""

import os
import struct
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.archive import member_at, open_member, read_archive
from engine.archive_list import files_listed
from engine.budget import Budget, budget, set_budget
from engine.errors import EngineError, UnreadableImageError, UnsupportedImageError
from engine.files import open_file, read_bytes
from tests.engine.zipped import CRC, FLAGS, SIZE, patch_entries, write_zip

NUMBERS = bytes(range(256)) * 3000


@pytest.fixture
def tight_budget() -> Iterator[None]:
    """A megabyte and two files, for one test."""
    before = budget()
    set_budget(Budget(megabytes=1, entries=2))
    yield
    set_budget(before)


def open_files() -> int:
    return len(list(Path("/dev/fd").iterdir()))


def said_of(path: Path) -> str:
    with pytest.raises(EngineError) as caught:
        read_bytes(path)
    return str(caught.value)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_member_is_what_was_packed(method: int, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"s/1": NUMBERS, "s/2": b"", "3": b"x"}, method)

    assert read_bytes(path / "s" / "1") == NUMBERS
    assert read_bytes(path / "s" / "1", 300) == NUMBERS[:300]
    assert read_bytes(path / "3") == b"x"
    assert said_of(path / "s" / "2") == "2 is empty: it has 0 bytes."


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_member_is_read_at_any_place(method: int, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"a": NUMBERS}, method)

    with open_file(path / "a") as file:
        assert file.seek(-2, os.SEEK_END) == len(NUMBERS) - 2
        assert file.read() == b"\xfe\xff"
        file.seek(256_001)
        assert file.read(2) == b"\x01\x02"
        file.seek(3)
        assert file.read(1) == b"\x03"
        file.seek(len(NUMBERS) + 5)
        assert file.read(1) == b""


def test_large_archives_are_read_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the limit lowered zipfile writes the 64-bit records of APPNOTE 4.3.14 and 4.5.3."""
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 10)
    path = write_zip(tmp_path / "a.zip", {"a": NUMBERS, "b": b"12345678901"})

    assert b"PK\x06\x06" in path.read_bytes()
    assert read_bytes(path / "a") == NUMBERS
    assert read_bytes(path / "b") == b"12345678901"


@pytest.mark.parametrize("encoded", ["Röntgen".encode(), "Röntgen".encode("cp437")])
def test_names_may_be_those_of_dos(encoded: bytes, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"R" * len(encoded): b"x"})
    path.write_bytes(path.read_bytes().replace(b"R" * len(encoded), encoded))

    assert list(read_archive(path).members) == ["Röntgen"]


@pytest.mark.parametrize(
    "name",
    [
        "../a.dcm",
        "a/../../b",
        "..",
        "/etc/passwd",
        "C:/a.dcm",
        "a/d:b",
        "a\\b.dcm",
        "\\\\host\\a",
        ".",
    ],
)
def test_what_leads_out_of_the_archive_is_never_opened(name: str, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {name: b"secret", "good.dcm": b"film"})

    found = read_archive(path)

    assert list(found.members) == ["good.dcm"]
    assert list(found.refused.values()) == ["its name leads out of the archive"]
    shown = next(iter(found.refused))
    assert (path / shown).parent == path
    assert shown not in (".", "..")
    with pytest.raises(EngineError, match="does not exist"):
        read_bytes(path / shown)


@pytest.mark.parametrize("letter", ["\0", "\x1b", "\n"])
def test_names_that_no_file_has_are_refused(letter: str, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"a~b.dcm": b"film"})
    path.write_bytes(path.read_bytes().replace(b"a~b", b"a" + letter.encode() + b"b"))

    refused = read_archive(path).refused

    assert refused == {"a\ufffdb.dcm": "its name has characters that no file name has"}


def test_of_two_files_of_one_name_the_first_is_opened(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"x/a": b"first"})
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("x//a", b"second")

    assert read_bytes(path / "x" / "a") == b"first"
    assert read_archive(path).refused == {"x__a": "the archive holds two files of that name"}


@pytest.mark.parametrize(
    ("at", "content", "said"),
    [
        (FLAGS, b"\x01\x00", "a.dcm is encrypted in its archive."),
        (CRC, b"\0\0\0\0", "a.dcm is damaged: its checksum in the archive is another."),
        (SIZE, b"\x10\0\0\0", "a.dcm is damaged: it is larger than its archive announces."),
        (SIZE, b"\xff\0\x7f\0", "a.dcm is damaged: it ends too early in its archive."),
        (10, b"\x63\0", "by AES encryption, which this program cannot read."),
        (42, b"\x05\0\0\0", "a.dcm is damaged: its archive says wrongly where it lies."),
    ],
)
def test_a_list_that_lies_is_one_sentence(
    at: int, content: bytes, said: str, tmp_path: Path
) -> None:
    path = patch_entries(write_zip(tmp_path / "a.zip", {"a.dcm": NUMBERS}), at, content)

    assert said in said_of(path / "a.dcm")


def test_spoilt_bytes_are_one_sentence(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"a.dcm": NUMBERS})
    whole = bytearray(path.read_bytes())
    whole[40:60] = b"\xff" * 20
    path.write_bytes(whole)

    assert said_of(path / "a.dcm") == "a.dcm is damaged: it cannot be unpacked."


def test_another_packing_is_named(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"a.dcm": NUMBERS}, zipfile.ZIP_BZIP2)

    assert said_of(path / "a.dcm") == (
        "a.dcm is packed in its archive by bzip2, which this program cannot read."
    )


@pytest.mark.usefixtures("tight_budget")
def test_a_bomb_is_refused_by_what_it_announces(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"a.dcm": b"\0" * 1_000_001})

    assert said_of(path / "a.dcm") == (
        "a.dcm would unpack to 1 MB, more than the 1 MB this program allows."
    )


@pytest.mark.usefixtures("tight_budget")
@pytest.mark.parametrize(("announced", "said"), [(3, "3 files"), (1, "more than 2 files")])
def test_a_list_longer_than_the_budget_is_refused(
    announced: int, said: str, tmp_path: Path
) -> None:
    """Also one that announces fewer than it has."""
    path = write_zip(tmp_path / "a.zip", dict.fromkeys("abc", b"x"))
    whole = path.read_bytes()
    path.write_bytes(whole[:-12] + struct.pack("<H", announced) + whole[-10:])

    with pytest.raises(
        UnsupportedImageError, match=rf"^a\.zip is not opened: it lists {said}, .*opens 2\."
    ):
        read_archive(path)


@pytest.mark.parametrize(
    ("cut", "said"),
    [
        (10, "its list of files ends too early"),
        (30, "its list of files is missing"),
        (None, "its list of files is damaged"),
    ],
)
def test_half_an_archive_is_one_sentence(cut: int | None, said: str, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"a.dcm": NUMBERS})
    whole = path.read_bytes()
    path.write_bytes(whole[:-cut] if cut else whole.replace(b"PK\x01\x02", b"PK\x01\x03"))

    with pytest.raises(UnreadableImageError, match=rf"^a\.zip is damaged: {said}\.$"):
        read_archive(path)


def test_the_list_is_read_once_until_the_archive_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_zip(tmp_path / "a.zip", {str(number): b"x" for number in range(20)})
    read: list[int] = []

    def counted(*given: object) -> object:
        read.append(1)
        return files_listed(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("engine.archive.files_listed", counted)
    for number in range(20):
        read_bytes(path / str(number))
    write_zip(path, {"new": b"another"})

    assert read_bytes(path / "new") == b"another"
    assert len(read) == 2


def test_many_threads_read_at_once(tmp_path: Path) -> None:
    contents = {f"{number}": NUMBERS + bytes([number]) for number in range(8)}
    path = write_zip(tmp_path / "a.zip", contents)

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda name: read_bytes(path / name), contents))

    assert found == list(contents.values())


def test_a_path_beyond_anything_else_is_none_of_an_archive(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("PK, but a text")

    assert member_at(tmp_path / "a.txt" / "b") is None
    assert member_at(tmp_path / "gone" / "b") is None


def test_a_closed_member_lets_go_of_the_archive(tmp_path: Path) -> None:
    found = member_at(write_zip(tmp_path / "a.zip", {"a": b"x"}) / "a")
    assert found is not None
    before = open_files()

    with open_member(*found) as file:
        assert open_files() == before + 1

    assert file.closed
    assert open_files() == before
