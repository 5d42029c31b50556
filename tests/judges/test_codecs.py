"""Every transfer syntax, written by other programs at test time, decoded to what they say."""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import numpy.typing as npt
import pydicom
import pytest
from pydicom.encaps import encapsulate
from pydicom.uid import UID

from engine.dicom.read import read_dicom
from tests.engine.dicom.written import write_film

pytestmark = pytest.mark.judge

Judge = Callable[[str], str]
Pixels = npt.NDArray[Any]

ROWS, COLUMNS = 61, 83
"""Odd, and no multiple of any block."""

LOSSLESS = {
    "1.2.840.10008.1.2": ["dcmconv", "+ti"],
    "1.2.840.10008.1.2.1": ["dcmconv", "+te"],
    "1.2.840.10008.1.2.1.99": ["dcmconv", "+td"],
    "1.2.840.10008.1.2.2": ["dcmconv", "+tb"],
    "1.2.840.10008.1.2.5": ["dcmcrle"],
    "1.2.840.10008.1.2.4.57": ["dcmcjpeg", "+el"],
    "1.2.840.10008.1.2.4.70": ["dcmcjpeg", "+e1"],
    "1.2.840.10008.1.2.4.80": ["dcmcjpls", "+el"],
    "1.2.840.10008.1.2.4.90": ["gdcmconv", "--j2k"],
}
"""Transfer syntax -> the program that writes it."""

JUDGES = {
    **dict.fromkeys((f"1.2.840.10008.1.2.4.{n}" for n in (50, 51, 57, 70)), ("dcmdjpeg",)),
    **dict.fromkeys((f"1.2.840.10008.1.2.4.{n}" for n in (80, 81)), ("dcmdjpls",)),
    **dict.fromkeys((f"1.2.840.10008.1.2.4.{n}" for n in (90, 91)), ("gdcmconv", "--raw")),
    "1.2.840.10008.1.2.5": ("dcmdrle",),
}
"""Transfer syntax -> the program that knows it best."""

HTJ2K = ("1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203")


def noisy(bits: int, *, is_signed: bool = False) -> Pixels:
    """Return a slope with noise that needs all its bits, and touches both ends."""
    rng = np.random.default_rng(bits)
    low, high = (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if is_signed else (0, (1 << bits) - 1)
    slope = np.linspace(low, high, COLUMNS)[None, :] * np.ones((ROWS, 1))
    values = np.clip(slope + rng.normal(0, (high - low) / 30, slope.shape), low, high).round()
    values[0, 0], values[-1, -1] = low, high
    return values.astype(np.int16 if is_signed else np.uint8 if bits <= 8 else np.uint16)


def encoded(source: Path, target: Path, command: Sequence[str], judge: Judge) -> Path:
    """Let a program write a film in its syntax."""
    program, *options = command
    subprocess.run(
        [judge(program), *options, str(source), str(target)], check=True, capture_output=True
    )
    return target


def syntax_of(path: Path) -> str:
    """Return what the file announces."""
    return str(pydicom.dcmread(path, stop_before_pixels=True).file_meta.TransferSyntaxUID)


@pytest.mark.parametrize("bits", [8, 10, 12, 16])
@pytest.mark.parametrize("syntax", LOSSLESS)
def test_lossless_syntaxes_give_back_every_value(
    syntax: str, bits: int, judge: Judge, tmp_path: Path
) -> None:
    pixels = noisy(bits)
    plain = write_film(tmp_path / "plain.dcm", pixels, bits)
    film = encoded(plain, tmp_path / "film.dcm", LOSSLESS[syntax], judge)

    found = read_dicom(film)

    assert syntax_of(film) == syntax
    assert np.array_equal(found.pixels, pixels)


@pytest.mark.parametrize("syntax", [one for one in LOSSLESS if not one.endswith("4.80")])
def test_signed_values_keep_their_sign(syntax: str, judge: Judge, tmp_path: Path) -> None:
    """JPEG-LS of signed values DCMTK does not write."""
    pixels = noisy(12, is_signed=True)
    plain = write_film(tmp_path / "plain.dcm", pixels, 12)
    film = encoded(plain, tmp_path / "film.dcm", LOSSLESS[syntax], judge)

    assert np.array_equal(read_dicom(film).pixels, pixels)


@pytest.mark.parametrize("syntax", HTJ2K)
@pytest.mark.parametrize("bits", [8, 12, 16])
def test_htj2k_of_another_encoder_gives_back_every_value(
    syntax: str, bits: int, tmp_path: Path
) -> None:
    """OpenJPH writes, OpenJPEG reads; .203 may be lossy, but need not be."""
    pixels = noisy(bits)
    film = tmp_path / "film.dcm"
    write_film(film, pixels, bits)
    ds = pydicom.dcmread(film)
    stream = bytes(imagecodecs.htj2k_encode(pixels, reversible=True))
    ds.PixelData = encapsulate([stream])
    ds["PixelData"].VR = "OB"
    ds["PixelData"].is_undefined_length = True
    ds.file_meta.TransferSyntaxUID = UID(syntax)
    ds.save_as(film)

    assert np.array_equal(read_dicom(film).pixels, pixels)


@pytest.mark.parametrize(("bits", "option"), [(8, "+eb"), (12, "+ee")])
def test_lossy_jpeg_decodes_as_dcmtk_decodes_it(
    bits: int, option: str, judge: Judge, tmp_path: Path
) -> None:
    plain = write_film(tmp_path / "plain.dcm", noisy(bits), bits)
    film = encoded(plain, tmp_path / "film.dcm", ["dcmcjpeg", option, "+q", "90"], judge)
    raw = encoded(film, tmp_path / "raw.dcm", ["dcmdjpeg"], judge)

    found = read_dicom(film)

    theirs = pydicom.dcmread(raw).pixel_array.astype(np.int64)
    assert np.abs(found.pixels.astype(np.int64) - theirs).max() <= 1
    assert found.description.is_lossy


@pytest.mark.parametrize("near", [1, 3])
def test_near_lossless_stays_within_its_bound(near: int, judge: Judge, tmp_path: Path) -> None:
    pixels = noisy(12)
    plain = write_film(tmp_path / "plain.dcm", pixels, 12)
    command = ["dcmcjpls", "+en", "+md", str(near)]
    film = encoded(plain, tmp_path / "film.dcm", command, judge)
    raw = encoded(film, tmp_path / "raw.dcm", ["dcmdjpls"], judge)

    found = read_dicom(film).pixels.astype(np.int64)

    assert syntax_of(film) == "1.2.840.10008.1.2.4.81"
    assert 0 < np.abs(found - pixels).max() <= near
    assert np.array_equal(found, pydicom.dcmread(raw).pixel_array)


def test_lossy_jpeg_2000_decodes_as_gdcm_decodes_it(judge: Judge, tmp_path: Path) -> None:
    plain = write_film(tmp_path / "plain.dcm", noisy(12), 12)
    film = encoded(
        plain, tmp_path / "film.dcm", ["gdcmconv", "--j2k", "--lossy", "-q", "40"], judge
    )
    raw = encoded(film, tmp_path / "raw.dcm", ["gdcmconv", "--raw"], judge)

    found = read_dicom(film).pixels.astype(np.int64)

    assert syntax_of(film) == "1.2.840.10008.1.2.4.91"
    assert np.abs(found - pydicom.dcmread(raw).pixel_array).max() <= 1


@pytest.mark.parametrize("syntax", LOSSLESS)
def test_every_frame_of_a_cine_is_its_own(syntax: str, judge: Judge, tmp_path: Path) -> None:
    frames = np.stack([np.roll(noisy(12), n * 7, axis=1) for n in range(3)])
    film = tmp_path / "plain.dcm"
    write_film(film, frames[0], 12)
    ds = pydicom.dcmread(film)
    ds.NumberOfFrames = 3
    ds.PixelData = frames.tobytes()
    ds.save_as(film)
    cine = encoded(film, tmp_path / "cine.dcm", LOSSLESS[syntax], judge)

    for number in (2, 0, 1):
        assert np.array_equal(read_dicom(cine, number).pixels, frames[number])


def test_a_real_compressed_film_decodes_as_its_judge_does(
    shared_data: Path, judge: Judge, tmp_path: Path
) -> None:
    """The smaller ones; docs/validation has a table of all."""
    judged, differing = 0, []
    for path in sorted((shared_data / "dicom").rglob("*.dcm")):
        header = pydicom.dcmread(path, stop_before_pixels=True, force=True)
        way = JUDGES.get(str(header.file_meta.get("TransferSyntaxUID", "")))
        is_grey = str(header.get("PhotometricInterpretation", "")).startswith("MONOCHROME")
        if way is None or not is_grey or header.Rows * header.Columns > 1_200_000:
            continue
        try:
            raw = encoded(path, tmp_path / "raw.dcm", way, judge)
            theirs = pydicom.dcmread(raw).pixel_array.astype(np.int64)
        except (subprocess.CalledProcessError, ValueError):
            continue  # the judge cannot decode it
        theirs = theirs if theirs.ndim == 2 else theirs[0]
        ours = read_dicom(path).pixels.astype(np.int64)
        judged += 1
        if np.abs(ours - theirs).max() > 1:
            differing.append(path.name)

    assert judged >= 10
    assert differing == []
