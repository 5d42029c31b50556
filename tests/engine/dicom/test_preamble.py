"""engine.dicom.preamble"""

from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.uid import ExplicitVRLittleEndian

from engine.dicom.preamble import has_preamble
from engine.dicom.read import read_dicom
from tests.engine.dicom.written import film

ITSELF = b"\x08\x00\x05\x00CS" + bytes(122)
"""128 bytes that begin like a dataset."""


@pytest.mark.parametrize(
    ("start", "is_there"),
    [
        (bytes(128) + b"DICM\x02\x00", True),
        (ITSELF + b"DICM\x02\x00", True),  # a preamble may hold anything
        (ITSELF + b"DICM\x08\x00", True),
        (ITSELF + b"DICMA1", False),
        (b"II*\x00" + bytes(124) + b"DICMA1", True),
        (ITSELF + b"DICN\x02\x00", False),
        (bytes(40), False),
    ],
)
def test_the_magic_counts_where_it_can_be_one(start: bytes, is_there: bool) -> None:
    assert has_preamble(start) is is_there


def test_a_station_named_after_the_magic_does_not_hide_the_film(tmp_path: Path) -> None:
    """The letters lie at byte 128 of a file that has no preamble."""
    ds = film(np.arange(48, dtype=np.uint16).reshape(6, 8), 12, SOPInstanceUID="1.2.3.4")
    ds.SpecificCharacterSet = "ISO_IR 100"
    ds.StationName = "DICMA1"
    plain = b""
    for padding in range(2, 120, 2):
        ds.Manufacturer = "M" * padding
        buffer = pydicom.filebase.DicomBytesIO()
        buffer.is_little_endian, buffer.is_implicit_VR = True, False
        pydicom.filewriter.write_dataset(buffer, ds)
        plain = buffer.getvalue()
        if plain[128:132] == b"DICM":
            break
    path = tmp_path / "film"
    path.write_bytes(plain)

    found = read_dicom(path)

    assert plain[128:132] == b"DICM"
    assert str(found.source.transfer_syntax_uid) == str(ExplicitVRLittleEndian)
    assert np.array_equal(found.pixels, np.arange(48).reshape(6, 8))
    assert any("lacks the DICOM preamble" in notice for notice in found.notices)
