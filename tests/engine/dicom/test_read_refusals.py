"""engine.dicom.read: what it refuses, and how."""

import contextlib
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.encaps import encapsulate
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    RLELossless,
)

from engine.budget import Budget
from engine.dicom.read import read_dicom
from engine.errors import EngineError, UnreadableImageError, UnsupportedImageError
from tests.engine.dicom.written import encoded, film, write, write_film

RAMP = np.arange(4096, dtype=np.uint16).reshape(64, 64)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"Rows": None}, "does not say how many rows and columns"),
        ({"Rows": 0}, "announces 0 rows of 64 pixels"),
        ({"Rows": 65535, "Columns": 65535}, "announces 4295 megapixels, more than the 200"),
        ({"Rows": 128}, "only 8192 of the 16384 bytes of its pixels are there"),
        ({"NumberOfFrames": 2**31 - 1}, "announces 2147483647 frames"),
        ({"NumberOfFrames": 5}, "only 8192 of the 40960 bytes"),
        ({"BitsStored": 17}, "announces 17 bits stored in 16 allocated"),
        ({"BitsStored": 0}, "announces 0 bits stored in 16 allocated"),
        ({"BitsAllocated": 24}, "gives 24 as BitsAllocated"),
        ({"SamplesPerPixel": 4}, "gives 4 as SamplesPerPixel"),
        ({"PixelRepresentation": 2}, "gives 2 as PixelRepresentation"),
        ({"PhotometricInterpretation": "CMYK"}, "in the colour space CMYK"),
        ({"PixelData": None}, "has no picture in it: it is a Digital X-Ray Image"),
    ],
)
def test_a_lying_header_is_one_sentence(changes: dict[str, Any], said: str, tmp_path: Path) -> None:
    path = write(film(RAMP, **changes), tmp_path / "film.dcm")

    with pytest.raises((UnreadableImageError, UnsupportedImageError), match=said) as caught:
        read_dicom(path)

    assert str(caught.value).startswith("film.dcm ")
    assert str(tmp_path) not in str(caught.value)


def test_rows_given_as_a_long_are_read_as_what_they_say(tmp_path: Path) -> None:
    """Orthanc's CVE-2026-5445 was a 32-bit Rows; here it is a number like any other."""
    ds = film(RAMP)
    ds["Rows"].VR = "UL"

    assert read_dicom(write(ds, tmp_path / "film.dcm")).pixels.shape == (64, 64)
    ds.Rows = 2**31
    with pytest.raises(UnreadableImageError, match="announces 2147483648 rows"):
        read_dicom(write(ds, tmp_path / "film.dcm"))


@pytest.mark.parametrize("syntax", [JPEG2000Lossless, JPEGLSLossless, JPEGLosslessSV1])
def test_a_compressed_picture_of_another_size_is_refused_undecoded(
    syntax: UID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ds = film(RAMP, Rows=20000, Columns=10000)
    ds.PixelData = encapsulate([encoded(syntax, RAMP)])
    ds["PixelData"].VR = "OB"
    ds["PixelData"].is_undefined_length = True
    monkeypatch.setattr("engine.dicom.decode.decoded_apart", None)

    with pytest.raises(UnreadableImageError, match=r"20000 × 10000 .* 64 × 64"):
        read_dicom(write(ds, tmp_path / "film.dcm", syntax))


@pytest.mark.parametrize("syntax", [JPEG2000Lossless, JPEGLSLossless, JPEGLosslessSV1, RLELossless])
@pytest.mark.parametrize("share", [0.2, 0.6, 0.9])
def test_a_compressed_picture_cut_short_is_refused(
    syntax: UID, share: float, tmp_path: Path
) -> None:
    whole = encoded(syntax, (RAMP * 16 + RAMP % 7).astype(np.uint16))
    ds = film(RAMP, PixelData=encapsulate([whole[: int(len(whole) * share) // 2 * 2]]))
    ds["PixelData"].VR = "OB"
    ds["PixelData"].is_undefined_length = True

    with pytest.raises(UnreadableImageError, match=r"^film\.dcm is damaged: "):
        read_dicom(write(ds, tmp_path / "film.dcm", syntax))


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.99])
def test_a_truncated_file_is_one_sentence(share: float, tmp_path: Path) -> None:
    path = write_film(tmp_path / "film.dcm", RAMP)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])

    with pytest.raises(UnreadableImageError, match=r"^film\.dcm "):
        read_dicom(path)


def test_a_deflate_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flat = np.zeros((1000, 1000), dtype=np.uint16)
    path = write(film(flat), tmp_path / "film.dcm", DeflatedExplicitVRLittleEndian)
    monkeypatch.setattr("engine.budget._in_force", Budget(megabytes=1))

    with pytest.raises(UnsupportedImageError, match="would grow beyond"):
        read_dicom(path)


def test_a_header_beyond_the_budget_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ds = film(RAMP)
    ds.add_new(0x00104000, "UT", "x" * 130_000)
    path = write(ds, tmp_path / "film.dcm")
    monkeypatch.setattr("engine.budget._in_force", Budget(megabytes=1))

    with pytest.raises(UnsupportedImageError, match=r"a header of more than the 0\.0625 MB"):
        read_dicom(path)


def test_a_picture_beyond_the_budget_is_refused_before_it_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """1000 x 600 pixels of 16 bits are 1.2 MB."""
    monkeypatch.setattr("engine.budget._in_force", Budget(megabytes=1, megapixels=1))

    with pytest.raises(UnsupportedImageError, match="announces frames of 1 MB, more than the 1 "):
        read_dicom(write_film(tmp_path / "film.dcm", RAMP, Rows=1000, Columns=600))
    with pytest.raises(UnsupportedImageError, match="announces 2 megapixels, more than the 1 "):
        read_dicom(write_film(tmp_path / "film.dcm", RAMP, Rows=2000, Columns=1000))


def test_native_pixels_in_fragments_are_refused(tmp_path: Path) -> None:
    ds = film(RAMP, PixelData=encapsulate([RAMP.tobytes()]))
    ds["PixelData"].is_undefined_length = True
    path = write(ds, tmp_path / "film.dcm", RLELossless)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"1.2.840.10008.1.2.5\0", b"1.2.840.10008.1.2.1\0"))

    with pytest.raises(UnreadableImageError, match="compressed, but it does not say how"):
        read_dicom(path)


def test_no_mutant_of_a_header_escapes_the_one_boundary(tmp_path: Path) -> None:
    """Up to eight bytes changed anywhere in the header: a film, or one of our own errors."""
    random = np.random.default_rng(11)
    ds = film(RAMP[:4], WindowCenter="5", WindowWidth="10", PatientName="A^B", PixelPaddingValue=3)
    ds.PixelSpacing, ds.ShutterShape = ["0.1", "0.1"], "CIRCULAR"
    ds.CenterOfCircularShutter, ds.RadiusOfCircularShutter = [2, 2], 2
    whole = write(ds, tmp_path / "whole.dcm").read_bytes()
    header = len(whole) - 4 * 64 * 2
    path = tmp_path / "film.dcm"

    opened = 0

    for _ in range(800):
        data = bytearray(whole)
        for place in random.integers(128, header, random.integers(1, 9)):
            data[place] = random.integers(256)
        path.write_bytes(data)
        with contextlib.suppress(EngineError):
            read_dicom(path)
            opened += 1

    assert 0 < opened < 800  # both ways were taken, and no other


def test_no_value_of_the_file_reaches_stderr(tmp_path: Path) -> None:
    """A warning of pydicom holds the value itself; a fresh process shows what a user would see."""
    ds = film(RAMP)
    path = write(ds, tmp_path / "film.dcm", ImplicitVRLittleEndian)
    data = path.read_bytes()
    canary = b"CANARY12"
    number = struct.pack("<HHI", 0x0020, 0x0013, len(canary)) + canary
    place = data.index(struct.pack("<HH", 0x0028, 0x0002))
    path.write_bytes(data[:place] + number + data[place:])
    program = (
        "import logging, sys, pathlib; logging.basicConfig(level=logging.DEBUG)\n"
        "from engine import read_radiograph\n"
        "print(read_radiograph(pathlib.Path(sys.argv[1])).header.InstanceNumber)"
    )

    done = subprocess.run(
        [sys.executable, "-W", "default", "-c", program, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )

    assert "CANARY" in done.stdout
    assert "CANARY" not in done.stderr
