"""engine.dicom.guard: real headers, counted by pydicom and by DCMTK too."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pydicom
import pytest
from pydicom.data import get_testdata_file
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset

from engine.dicom.guard import Walked, walk

BUNDLED = [
    "CT_small.dcm",  # explicit, private elements, trailing padding
    "MR_small_implicit.dcm",
    "MR_small_bigendian.dcm",
    "rtplan.dcm",  # implicit, sequences of defined length, no pixels
    "rtdose_rle.dcm",  # compressed, fifteen frames
    "nested_priv_SQ.dcm",  # private sequences of undefined length
    "UN_sequence.dcm",
    "image_dfl.dcm",  # deflated
    "ExplVR_BigEndNoMeta.dcm",
    "no_meta_group_length.dcm",
    "reportsi.dcm",  # sequences five deep
    "SC_rgb_jpeg_dcmtk.dcm",
]


def walked(path: Path) -> Walked:
    with path.open("rb") as file:
        return walk(file, path)


def bundled(name: str) -> Path:
    path = get_testdata_file(name, download=False)
    assert isinstance(path, str)
    return Path(path)


def counted(ds: Dataset) -> int:
    """Return elements and items, as pydicom sees them."""
    inside = (item for element in ds if element.VR == "SQ" for item in element.value)
    return len(ds) + sum(1 + counted(item) for item in inside)


def pixels_at(ds: Dataset) -> int:
    raw = ds.get_item("PixelData")
    assert isinstance(raw, RawDataElement)
    return raw.value_tell


@pytest.mark.filterwarnings("ignore::UserWarning")  # pydicom's, of what is odd in them
@pytest.mark.parametrize("name", BUNDLED)
def test_pydicom_counts_the_same(name: str) -> None:
    path = bundled(name)

    found = walked(path)

    ds = pydicom.dcmread(path, force=True, stop_before_pixels=True)
    assert found.elements == counted(ds) + len(ds.file_meta)
    whole = pydicom.dcmread(path, force=True)
    assert (found.pixels is not None) == ("PixelData" in whole)
    if found.pixels is not None:
        assert found.pixels.offset == pixels_at(whole)


@pytest.mark.parametrize("name", ["CT_small.dcm", "MR_small_implicit.dcm", "rtplan.dcm"])
def test_dcmdump_counts_the_same(name: str, judge: Callable[[str], str]) -> None:
    path = bundled(name)
    said = subprocess.run([judge("dcmdump"), path], capture_output=True, check=True).stdout
    header = said.decode("latin-1").partition("\n(7fe0,0010)")[0]
    tags = re.findall(r"^ *\(([0-9a-f]{4},[0-9a-f]{4})\)", header, re.MULTILINE)

    found = walked(path)

    assert found.elements == sum(tag not in ("fffe,e00d", "fffe,e0dd") for tag in tags)


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_every_real_film_is_followed(shared_data: Path) -> None:
    """The pixels lie where pydicom finds them, too."""
    compared = 0

    for path in sorted((shared_data / "dicom").rglob("*.dcm")):
        found = walked(path)
        ds = pydicom.dcmread(path, force=True)
        if "PixelData" in ds and not found.is_deflated:
            assert found.pixels is not None
            assert found.pixels.offset == pixels_at(ds)
            compared += 1

    assert compared >= 20
