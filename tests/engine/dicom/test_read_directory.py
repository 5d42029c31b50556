"""engine.dicom.read_directory"""

from pathlib import Path

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from engine.dicom.read_directory import files_listed
from engine.errors import UnreadableImageError
from tests.engine.dicom.written import write, write_film

PIXELS = np.zeros((2, 2), dtype=np.uint16)


def write_directory(folder: Path, *file_ids: list[str], kind: str = "IMAGE") -> Path:
    """Write a DICOMDIR whose records name these files."""
    records = []
    for file_id in file_ids:
        record = Dataset()
        record.DirectoryRecordType, record.ReferencedFileID = kind, file_id
        records.append(record)
    ds = Dataset()
    ds.SOPClassUID, ds.SOPInstanceUID = "1.2.840.10008.1.3.10", "1.2.3"
    ds.DirectoryRecordSequence = Sequence(records)
    return write(ds, folder / "DICOMDIR")


def listed_there(path: Path) -> list[Path]:
    return [one.path for one in files_listed(path) if one.is_there]


def test_films_come_in_the_order_of_the_list(tmp_path: Path) -> None:
    (tmp_path / "IMAGES").mkdir()
    for name in ("A", "B"):
        write_film(tmp_path / "IMAGES" / name, PIXELS)
    path = write_directory(tmp_path, ["IMAGES", "B"], ["IMAGES", "A"], ["IMAGES", "GONE"])

    assert listed_there(path) == [tmp_path / "IMAGES" / "B", tmp_path / "IMAGES" / "A"]


def test_names_are_found_whatever_their_case(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    write_film(tmp_path / "images" / "a.dcm", PIXELS)

    assert listed_there(write_directory(tmp_path, ["IMAGES", "A.DCM"])) == [
        tmp_path / "images" / "a.dcm"
    ]


@pytest.mark.parametrize(
    "file_id", [["..", "secret"], ["IMAGES", "..", "..", "secret"], ["/etc", "passwd"], ["link"]]
)
def test_nothing_outside_the_folder_is_ever_returned(file_id: list[str], tmp_path: Path) -> None:
    """CVE-2026-32711 was this in pydicom."""
    write_film(tmp_path / "secret", PIXELS)
    disc = tmp_path / "disc"
    (disc / "IMAGES").mkdir(parents=True)
    (disc / "link").symlink_to(tmp_path / "secret")

    with pytest.raises(UnreadableImageError, match="none of them lies beside it"):
        files_listed(write_directory(disc, file_id))


@pytest.mark.parametrize(
    "file_id", [["IMAGES", "..", "A"], ["IMAGES/B"], ["IMAGES", "", "B"], [".", "A"]]
)
def test_only_plain_names_are_looked_up(file_id: list[str], tmp_path: Path) -> None:
    """Each of these leads to a film, in a spelling that no DICOMDIR has: PS3.10 8.2."""
    (tmp_path / "IMAGES").mkdir()
    for place in ("A", "IMAGES/B"):
        write_film(tmp_path / place, PIXELS)

    with pytest.raises(UnreadableImageError, match="none of them lies beside it"):
        files_listed(write_directory(tmp_path, file_id))


def test_a_list_of_other_things_has_no_films(tmp_path: Path) -> None:
    write_film(tmp_path / "A", PIXELS)

    with pytest.raises(UnreadableImageError, match=r"^DICOMDIR lists no films\.$"):
        files_listed(write_directory(tmp_path, ["A"], kind="WAVEFORM"))


def test_a_listed_name_the_system_will_not_look_at_is_passed_over(tmp_path: Path) -> None:
    write_film(tmp_path / "A", PIXELS)
    (tmp_path / "LOOP").symlink_to("LOOP")
    path = write_directory(tmp_path, ["N" * 300], ["LOOP"], ["A"])

    assert listed_there(path) == [tmp_path / "A"]
